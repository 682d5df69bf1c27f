"""The buttons under an answer that ask nothing new: votes, and reading the section."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.slack.incoming import FEEDBACK_ACTION, SECTION_ACTION
from bot.slack.listeners import Services
from bot.slack.posting import respond
from bot.slack.views.reply import THANKS, notice
from bot.slack.views.section import section_modal


def register(app: App, services: Services) -> None:
    """Listen to votes and to "Read the section"."""

    @app.action(FEEDBACK_ACTION)
    def thank(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        words = notice(THANKS)
        if url := body.get("response_url"):
            services.side.run("thanking for a vote", lambda: respond(str(url), words))
        elif context.channel_id and context.user_id:
            channel, user = context.channel_id, context.user_id
            services.side.run(
                "thanking for a vote", lambda: client.chat_postEphemeral(channel=channel, user=user, text=words.text)
            )

    @app.action(SECTION_ACTION)
    def read(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        ack()
        value = str(action.get("value", ""))
        view = section_modal(services.bot.article, int(value) if value.isdecimal() and len(value) < 12 else -1)
        trigger = str(body.get("trigger_id", ""))
        services.side.run("opening a section", lambda: client.views_open(trigger_id=trigger, view=view))
