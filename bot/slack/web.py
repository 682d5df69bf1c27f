"""The HTTP side: health endpoints for either transport, and Slack's requests where they come over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

from bot.slack.errors import SlackSetupError
from bot.slack.guard import MAX_BODY, Environ, StartResponse, Wsgi, guarded, plain
from bot.slack.oauth import INSTALL_PATH, REDIRECT_PATH

EVENTS_PATH = "/slack/events"
THREADS = 16


def health(ready: Callable[[], bool], inner: Wsgi | None = None) -> Wsgi:
    """``/healthz`` says that the process runs, ``/readyz`` that it can answer; the rest goes to ``inner``."""

    def site(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path, method = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD", "")
        if method in {"GET", "HEAD"} and path == "/healthz":
            return plain(start_response, 200, "ok")
        if method in {"GET", "HEAD"} and path == "/readyz":
            return plain(start_response, 200, "ready") if ready() else plain(start_response, 503, "not ready")
        if inner is None:
            return plain(start_response, 404, "not found")
        return inner(environ, start_response)

    return site


def slack_site(app: App, signing_secret: str) -> Wsgi:
    """Slack's requests, signed ones only; the install pages where there is an OAuth flow."""
    handler = SlackRequestHandler(app, path=EVENTS_PATH)
    events = guarded(handler, signing_secret)

    def site(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path, method = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD", "")
        if method == "POST" and path == EVENTS_PATH:
            return events(environ, start_response)
        if app.oauth_flow is not None and method == "GET" and path in {INSTALL_PATH, REDIRECT_PATH}:
            return handler(environ, start_response)
        return plain(start_response, 404, "not found")

    return site


class Server:
    """A waitress server in a thread of its own."""

    def __init__(self, site: Wsgi, host: str, port: int) -> None:
        try:
            self._server = create_server(
                site,
                host=host,
                port=port,
                threads=THREADS,
                max_request_body_size=MAX_BODY,
                ident=None,
                clear_untrusted_proxy_headers=True,
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not an address"
            raise SlackSetupError(
                f"cannot listen on {host}:{port}: {reason}; choose another --host or --port"
            ) from None
        self.port = int(getattr(self._server, "effective_port", port))
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests and let the running ones end."""
        self._server.close()
        self._server.task_dispatcher.shutdown(cancel_pending=False, timeout=5)
