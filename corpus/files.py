"""Writing a file whole or not at all: a full disk or a kill leaves the old file or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from corpus.errors import UnreadableError


def write_atomically(path: str | Path, text: str) -> None:
    """Replace ``path`` with ``text`` in UTF-8, line ends as they are: temporary file beside it, fsync, rename.

    A symbolic link keeps pointing where it does, a file keeps its mode, and what is no regular file
    (``/dev/stdout``, a pipe) is written straight through. Raises UnreadableError where it cannot be written.
    """
    path = Path(path)
    data = text.encode("utf-8", "backslashreplace")  # a lone surrogate has no UTF-8
    try:
        if path.is_relative_to("/dev") or (path.exists() and not path.is_file() and not path.is_dir()):
            path.write_bytes(data)
        else:
            _replace(path.resolve() if path.is_symlink() else path, data)
    except OSError as error:
        raise UnreadableError(str(path), f"cannot be written ({error.strerror or error})") from None


def check_writable(path: str | Path) -> None:
    """Raises UnreadableError early, before a long run, where ``path`` can't become a file."""
    path = Path(path)
    if path.is_dir():
        raise UnreadableError(str(path), "this is a folder; name a file to write")
    if not path.parent.is_dir():
        raise UnreadableError(str(path), f"there is no folder {path.parent}; make it first")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UnreadableError(str(path), "cannot be written (permission denied)")


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
