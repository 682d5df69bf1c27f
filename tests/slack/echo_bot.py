"""The smallest Bolt app that answers, to measure ours beside: it repeats a mention in its thread."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

from bot.slack.web import Server, health


def main() -> None:
    client = WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client)

    @app.event("app_mention")
    def echo(event: dict[str, Any], client: WebClient) -> None:
        client.chat_postMessage(channel=event["channel"], thread_ts=event.get("thread_ts") or event["ts"], text="echo")

    handler = SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    handler.client.connect()
    server = Server(health(handler.client.is_connected), "127.0.0.1", 0)
    server.start()
    print(f"http://127.0.0.1:{server.port}/", file=sys.stderr, flush=True)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    stop.wait()
    os._exit(0)


main()
