"""The ``slack`` command: start the app in one transport, serve until told to stop, stop without losing anything."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot.article_bot import ArticleBot
from bot.slack.app import SlackApp, build, verify_app_token, verify_bot_token, web_client
from bot.slack.database import open_engine, sqlite_file
from bot.slack.logs import set_up_logs
from bot.slack.settings import Settings
from bot.slack.store import Store
from bot.slack.web import Server, health, slack_site

PING_SECONDS = 1.5  # a dead socket is noticed after four unanswered pings, a dropped one after five: within 10 s
SOCKET_THREADS = 16
HTTP_PORT = 3000

log = logging.getLogger("bot.slack")


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen; no port in Socket Mode means no health server."""

    host: str = "127.0.0.1"
    port: int | None = None


def run(settings: Settings, place: Place, article: str | None = None) -> int:
    """Run the app until SIGTERM or SIGINT. Raises ArticleBotError where it cannot start."""
    set_up_logs()
    if not settings.many_workspaces:
        verify_bot_token(settings)
    socket_url = verify_app_token(settings) if settings.transport == "socket" else ""
    store = Store(open_engine(settings.database_url), keep_questions=settings.keep_questions)
    store.take_over(sqlite_file(settings.database_url))
    bot = ArticleBot.load(article)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app = build(settings, bot, store)
    serve = _serve_http if settings.transport == "http" else _serve_socket
    serve(settings, app, store, place, socket_url, stop)
    return 0


def _serve_http(
    settings: Settings, app: SlackApp, store: Store, place: Place, _url: str, stop: threading.Event
) -> None:
    site = health(store.reachable, slack_site(app.bolt, settings.signing_secret))
    server = Server(site, place.host, HTTP_PORT if place.port is None else place.port)
    app.worker.start()
    server.start()
    log.info("listening on http://%s:%d/slack/events", place.host, server.port)
    stop.wait()
    log.info("stopping")
    server.stop()
    _finish(app)


def _serve_socket(
    settings: Settings, app: SlackApp, store: Store, place: Place, url: str, stop: threading.Event
) -> None:
    handler = SocketModeHandler(
        app.bolt,
        settings.app_token,
        logger=logging.getLogger("slack_sdk"),
        web_client=web_client(settings, retry_429=False),
        ping_interval=PING_SECONDS,
        receive_buffer_size=16384,
        concurrency=SOCKET_THREADS,
    )
    handler.client.wss_uri = url
    server = None
    if place.port is not None:
        site = health(lambda: handler.client.is_connected() and store.reachable())
        server = Server(site, place.host, place.port)
        server.start()
        log.info("health on http://%s:%d/readyz", place.host, server.port)
    app.worker.start()
    try:
        handler.client.connect()
    except Exception as error:  # refused or gone since the check: the client's monitor keeps trying
        log.warning("the socket could not be opened (%s): trying again", type(error).__name__)
        handler.client.wss_uri = None
    log.info("connected to Slack in Socket Mode" if handler.client.is_connected() else "not yet connected to Slack")
    stop.wait()
    log.info("stopping")
    _hang_up(handler.client)
    if server is not None:
        server.stop()
    _finish(app)


def _hang_up(client: SocketModeClient) -> None:
    """Close the socket; its reader would otherwise sit out a time-out of three seconds."""
    client.auto_reconnect_enabled = False
    time.sleep(0.1)  # acknowledgements on their way
    with suppress(Exception):
        client.current_session.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]
    client.close()


def _finish(app: SlackApp) -> None:
    app.bolt.listener_runner.listener_executor.shutdown(wait=True)
    app.worker.stop()
    app.side.stop()
    log.info("stopped")
