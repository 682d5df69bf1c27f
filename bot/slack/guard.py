"""What stands in front of Bolt over HTTP: a request is Slack's own, fresh and well-formed, or it goes no further."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from slack_sdk.signature import SignatureVerifier

MAX_BODY = 1_000_000

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Wsgi = Callable[[Environ, StartResponse], Iterable[bytes]]

REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 413: "Too Large", 503: "Unavailable"}


def guarded(app: Wsgi, signing_secret: str) -> Wsgi:
    """The WSGI app behind the guard: 413 too large, 401 not signed by Slack, 400 not to be read."""
    verifier = SignatureVerifier(signing_secret)

    def guard(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MAX_BODY:
            return plain(start_response, 413, "too large")
        body = environ["wsgi.input"].read(int(length))
        timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
        signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
        if not is_signed(verifier, body, timestamp, signature):
            return plain(start_response, 401, "invalid signature")
        if not is_readable(body):
            return plain(start_response, 400, "malformed body")
        return app({**environ, "wsgi.input": io.BytesIO(body)}, start_response)

    return guard


def is_signed(verifier: SignatureVerifier, body: bytes, timestamp: str, signature: str) -> bool:
    """Whether Slack signed this body within the last five minutes."""
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12 and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body=body, timestamp=timestamp, signature=signature)
    except ValueError:
        return False


def is_readable(body: bytes) -> bool:
    """Whether a body is a JSON object, or a form whose payload, if it has one, is a JSON object."""
    try:
        text = body.decode("utf-8")
        if not text.lstrip().startswith("{"):
            form = parse_qs(text, keep_blank_values=True)
            if "payload" not in form:
                return bool(form)
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
