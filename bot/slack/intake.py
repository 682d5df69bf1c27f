"""What runs before Slack gets its acknowledgement: whatever must not be lost is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext

from bot.slack.incoming import Origin, read_question, read_vote
from bot.slack.store import Store

LANE = "article_bot_lane"


def register(app: App, store: Store) -> None:
    """Put the storing in front of every listener. Where it fails, Slack gets no acknowledgement and sends again."""

    @app.middleware
    def keep(body: dict[str, Any], context: BoltContext, next: Callable[[], Any]) -> Any:
        origin = Origin(context.team_id, context.enterprise_id, context.bot_user_id)
        if (question := read_question(body, origin)) is not None and store.accept(question):
            context[LANE] = question.lane
        if (vote := read_vote(body, origin)) is not None:
            store.vote(vote)
        return next()
