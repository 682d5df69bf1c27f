"""A Slack on loopback: Web API, Socket Mode, response URLs. It records, lints, and fails when told to."""

from __future__ import annotations

import itertools
import json
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.slack.lint import lint_message, lint_view
from tests.slack.websocket import Socket

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-canary-1-token", "xapp-1-canary-token", "canary-signing-secret"
BOT_USER, BOT_ID, TEAM, APP_ID = "UBOT", "BBOT", "T1", "A1"
SCOPES = "app_mentions:read,chat:write,im:history,commands,assistant:write,channels:history,groups:history"


@dataclass
class Call:
    """One request from the app; ``time`` is when it came, ``ok`` whether it was granted."""

    method: str
    body: dict[str, Any]
    token: str
    time: float
    ok: bool = False
    ts: str = ""


@dataclass
class Fault:
    """What goes wrong: for ``times`` calls that ``when`` accepts."""

    status: int = 200
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    hang_up: bool = False
    after: bool = False  # the call takes effect, only its response is lost
    times: int = 1
    when: Callable[[dict[str, Any]], bool] = lambda body: True


class FakeSlack:
    """Use as a context manager."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.problems: list[str] = []
        self.faults: dict[str, list[Fault]] = {}
        self.sockets: list[Socket] = []
        self.acks: dict[str, tuple[float, Any]] = {}
        self.connections_opened = 0
        self.refuse_sockets = False
        self.bad_tokens: set[str] = set()
        self.installs: dict[str, str] = {BOT_TOKEN: TEAM}
        self.scopes = SCOPES
        self.changed = threading.Condition()
        self._response_uses: dict[str, int] = {}
        self._triggers: dict[str, float] = {}
        self._numbers = itertools.count(1)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.api_url = f"{self.base}/api/"

    def __enter__(self) -> FakeSlack:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        for socket in self.sockets:
            socket.cut()
        self._server.server_close()

    # what tests do

    def number(self) -> int:
        return next(self._numbers)

    def ts(self) -> str:
        return f"{int(time.time())}.{self.number():06d}"

    def response_url(self) -> str:
        return f"{self.base}/response/{self.number()}"

    def trigger(self) -> str:
        trigger = f"trigger.{self.number()}"
        self._triggers[trigger] = time.monotonic()
        return trigger

    def fail(self, method: str, fault: Fault) -> None:
        self.faults.setdefault(method, []).append(fault)

    def send(self, kind: str, payload: dict[str, Any], retry: int = 0) -> str:
        """Send an envelope through the newest socket."""
        envelope = {
            "envelope_id": f"e{self.number()}",
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        self.live_sockets()[-1].send(json.dumps(envelope))
        return str(envelope["envelope_id"])

    def live_sockets(self) -> list[Socket]:
        return [s for s in self.sockets if s.open and not s.deaf]

    def wait(self, condition: Callable[[], Any], timeout: float = 10.0) -> Any:
        """What the condition gives once it is true; it is looked at whenever something comes in."""
        end = time.monotonic() + timeout
        with self.changed:
            while not (value := condition()):
                left = end - time.monotonic()
                if left <= 0:
                    raise AssertionError("waited in vain")
                self.changed.wait(min(left, 0.1))
            return value

    def made(self, method: str) -> list[Call]:
        return [call for call in list(self.calls) if call.method == method]

    def posts(self, channel: str, thread: str | None = None) -> list[Call]:
        """The messages that were really posted."""
        return [
            call
            for call in self.made("chat.postMessage")
            if call.ok and call.body["channel"] == channel and thread in {None, call.body.get("thread_ts")}
        ]

    def responses(self, url: str) -> list[Call]:
        return [call for call in self.made("response") if call.ok and call.body["_url"] == url]

    # what the app sees

    def answer(self, method: str, body: dict[str, Any], token: str) -> tuple[int, dict[str, str], Any, Fault | None]:
        call = Call(method, body, token, time.monotonic())
        fault = next((f for f in self.faults.get(method, []) if f.times > 0 and f.when(body)), None)
        if fault is not None:
            fault.times -= 1
        if fault is None or fault.after:
            result = self._grant(call)
            call.ok = bool(result.get("ok"))
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()
        if fault is not None:
            time.sleep(fault.delay)
            return fault.status, fault.headers, {"ok": False, "error": fault.error or "internal_error"}, fault
        headers = {"X-OAuth-Scopes": self.scopes} if method == "auth.test" else {}
        return 404 if method == "response" and not call.ok else 200, headers, result, None

    def _grant(self, call: Call) -> dict[str, Any]:
        body, method = call.body, call.method
        if call.token in self.bad_tokens or (method != "response" and not self._known(call.token, method)):
            return {"ok": False, "error": "invalid_auth"}
        if method in {"chat.postMessage", "chat.postEphemeral"}:
            self._lint(method, lint_message(body) if method == "chat.postMessage" else [])
            call.ts = self.ts()
            return {"ok": True, "ts": call.ts, "channel": body["channel"]}
        if method == "response":
            url = body["_url"]
            self._response_uses[url] = self._response_uses.get(url, 0) + 1
            self._lint(method, lint_message(body, response=True))
            return {"ok": self._response_uses[url] <= 5}
        if method in {"views.open", "views.publish"}:
            self._lint(method, lint_view(body["view"]))
            opened = self._triggers.get(body.get("trigger_id", ""), 0.0)
            if method == "views.open" and time.monotonic() - opened > 3:
                return {"ok": False, "error": "expired_trigger_id"}
        return {"ok": True, **getattr(self, "_" + method.replace(".", "_"), lambda c: {})(call)}

    def _known(self, token: str, method: str) -> bool:
        return token == APP_TOKEN if method == "apps.connections.open" else token in self.installs or "oauth" in method

    def _auth_test(self, call: Call) -> dict[str, Any]:
        team = self.installs[call.token]
        return {"user_id": BOT_USER, "bot_id": BOT_ID, "team_id": team, "team": "Team", "user": "article-bot"}

    def _apps_connections_open(self, call: Call) -> dict[str, Any]:
        self.connections_opened += 1
        return {"url": self.base.replace("http", "ws") + f"/socket?ticket=canary-ticket-{self.connections_opened}"}

    def _oauth_v2_access(self, call: Call) -> dict[str, Any]:
        team = call.body["code"].upper()
        self.installs[f"xoxb-canary-{team}"] = team
        return {
            "app_id": APP_ID,
            "access_token": f"xoxb-canary-{team}",
            "token_type": "bot",
            "scope": SCOPES,
            "bot_user_id": BOT_USER,
            "team": {"id": team, "name": team},
            "authed_user": {"id": "UADMIN"},
        }

    def _conversations_replies(self, call: Call) -> dict[str, Any]:
        posts = self.posts(call.body["channel"], call.body["ts"])
        return {"messages": [{**p.body, "user": BOT_USER, "bot_id": BOT_ID, "ts": p.ts} for p in posts]}

    def _lint(self, method: str, problems: list[str]) -> None:
        self.problems += [f"{method}: {problem}" for problem in problems]

    def serve_socket(self, socket: Socket) -> None:
        self.sockets.append(socket)
        socket.send(json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP_ID}}))
        with self.changed:
            self.changed.notify_all()
        while (text := socket.receive()) is not None:
            frame = json.loads(text)
            with self.changed:
                self.acks.setdefault(frame["envelope_id"], (time.monotonic(), frame.get("payload")))
                self.changed.notify_all()
        socket.open = False


def _handler(slack: FakeSlack) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if slack.refuse_sockets or not self.path.startswith("/socket"):
                self.send_error(503)
                return
            slack.serve_socket(Socket(self.connection, self.headers["Sec-WebSocket-Key"]))
            self.close_connection = True

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if raw.startswith("{"):
                body = json.loads(raw)
            else:
                body = dict(urllib.parse.parse_qsl(raw))
                body |= {k: json.loads(v) for k, v in body.items() if v[:1] in "[{" and k in {"view", "blocks"}}
            token = self.headers.get("Authorization", "").removeprefix("Bearer ") or body.get("token", "")
            if self.path.startswith("/response/"):
                method, body["_url"] = "response", slack.base + self.path
            else:
                method = self.path.removeprefix("/api/")
            status, headers, result, fault = slack.answer(method, body, token)
            if fault is not None and fault.hang_up:
                self.close_connection = True
                return
            data = json.dumps(result).encode()
            try:
                self.send_response(status)
                for name, value in {**headers, "Content-Type": "application/json"}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:
                pass

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
