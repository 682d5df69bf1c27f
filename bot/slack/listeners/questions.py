"""Questions, by mention, message, command or shortcut: all of them are in the inbox by now, so wake its worker."""

from __future__ import annotations

import re

from slack_bolt import Ack, App, BoltContext

from bot.slack.incoming import ASK_ACTION, COMMAND, SHARE_ACTION, SHORTCUT
from bot.slack.intake import LANE
from bot.slack.listeners import Services


def register(app: App, services: Services) -> None:
    """Listen to every way of asking."""

    def wake(ack: Ack, context: BoltContext) -> None:
        ack()
        if lane := context.get(LANE):
            services.worker.wake(lane)

    app.event("app_mention")(wake)
    app.event("message")(wake)
    app.command(COMMAND)(wake)
    app.message_shortcut(SHORTCUT)(wake)
    app.action(re.compile(f"^(?:{re.escape(ASK_ACTION)}\\d+|{SHARE_ACTION})$"))(wake)
