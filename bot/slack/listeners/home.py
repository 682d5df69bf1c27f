"""The app's own pages: the Home tab, and the prompts of the agent pane."""

from __future__ import annotations

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.slack.listeners import Services
from bot.slack.views.home import MAX_PROMPTS, home_view, prompts


def register(app: App, services: Services) -> None:
    """Listen to the app being opened."""
    samples = services.bot.sample_questions(MAX_PROMPTS)
    view = home_view(
        services.bot.article,
        samples,
        retention_days=services.retention_days,
        keep_questions=services.store.keep_questions,
    )

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        user, channel = event.get("user"), event.get("channel")
        if event.get("tab") == "messages" and channel and samples:
            services.side.run(
                "suggesting prompts",
                lambda: client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts(samples)),
            )
        elif event.get("tab") == "home" and user:
            services.side.run("publishing the Home tab", lambda: client.views_publish(user_id=user, view=view))
