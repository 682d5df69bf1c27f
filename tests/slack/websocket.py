"""A WebSocket server's half of one connection: enough for Socket Mode, and able to play dead."""

from __future__ import annotations

import base64
import hashlib
import socket
import struct
import threading
from contextlib import suppress

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Socket:
    """One connection, after its HTTP upgrade."""

    def __init__(self, connection: socket.socket, key: str) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self.deaf = False  # reads and answers nothing any more, like a connection a firewall has forgotten
        self.open = True
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        connection.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
        )

    def send(self, text: str) -> None:
        self._frame(TEXT, text.encode())

    def receive(self) -> str | None:
        """The next text; None when the connection has ended."""
        try:
            while True:
                first, second = self._exactly(2)
                length = second & 127
                if length == 126:
                    (length,) = struct.unpack("!H", self._exactly(2))
                elif length == 127:
                    (length,) = struct.unpack("!Q", self._exactly(8))
                mask = self._exactly(4)
                data = bytes(b ^ mask[i % 4] for i, b in enumerate(self._exactly(length)))
                if self.deaf:
                    continue
                if first & 15 == PING:
                    self._frame(PONG, data)
                elif first & 15 == CLOSE:
                    return None
                elif first & 15 == TEXT:
                    return data.decode()
        except (OSError, ValueError):
            return None

    def cut(self) -> None:
        """Drop the connection without a word."""
        self.open = False
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def _frame(self, kind: int, data: bytes) -> None:
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 128 | kind, size)
        elif size < 65536:
            head = struct.pack("!BBH", 128 | kind, 126, size)
        else:
            head = struct.pack("!BBQ", 128 | kind, 127, size)
        with self._sending:
            self._connection.sendall(head + data)

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self._connection.recv(size - len(data))
            if not part:
                raise OSError("closed")
            data += part
        return data
