"""What stands in front of Bolt over HTTP: a request is Slack's own, fresh and well-formed, or it goes no further."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

MAX_BODY = 1_000_000
FRESH_SECONDS = 300

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Wsgi = Callable[[Environ, StartResponse], Iterable[bytes]]

REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 413: "Too Large", 503: "Unavailable"}


def guarded(app: Wsgi, signing_secret: str) -> Wsgi:
    """The WSGI app behind the guard: 413 too large, 401 not signed by Slack, 400 not to be read."""

    def guard(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MAX_BODY:
            return plain(start_response, 413, "too large")
        body = environ["wsgi.input"].read(int(length))
        timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
        signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
        if not is_signed(signing_secret, body, timestamp, signature, time.time()):
            return plain(start_response, 401, "invalid signature")
        if not is_readable(body, environ.get("CONTENT_TYPE", "")):
            return plain(start_response, 400, "malformed body")
        return app({**environ, "wsgi.input": io.BytesIO(body)}, start_response)

    return guard


def is_signed(secret: str, body: bytes, timestamp: str, signature: str, now: float) -> bool:
    """Whether Slack signed this body within the last five minutes.

    https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        return False
    if abs(now - int(timestamp)) > FRESH_SECONDS:
        return False
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"v0={digest}".encode(), signature.encode("utf-8", "replace"))


def is_readable(body: bytes, content_type: str) -> bool:
    """Whether a body is a JSON object that Bolt can take apart, or a command's form, or a form with such an object."""
    try:
        text = body.decode("utf-8")
        if not content_type.startswith("application/json"):
            form = parse_qs(text, keep_blank_values=True)
            if "payload" not in form:
                return "command" in form or "ssl_check" in form
            text = form["payload"][0]
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or value.get("type") != "event_callback":
        return isinstance(value, dict)
    return isinstance(value.get("event"), dict) and isinstance(value["event"].get("type"), str)


def plain(start_response: StartResponse, status: int, text: str) -> list[bytes]:
    """A one-line response."""
    body = (text + "\n").encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(f"{status} {REASONS[status]}", headers)
    return [body]
