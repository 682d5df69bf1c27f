"""Who listens to what: a module a kind of event, each with one ``register``."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import App

from bot.article_bot import ArticleBot
from bot.slack.side import SideCalls
from bot.slack.store import Store
from bot.slack.worker import Worker


@dataclass(frozen=True, slots=True)
class Services:
    """What the listeners work with."""

    bot: ArticleBot
    store: Store
    worker: Worker
    side: SideCalls
    retention_days: float


def register(app: App, services: Services) -> None:
    """Every listener, the ones that catch what is left over last."""
    from bot.slack.listeners import buttons, home, installs, leftovers, questions

    questions.register(app, services)
    buttons.register(app, services)
    home.register(app, services)
    installs.register(app, services)
    leftovers.register(app)
