"""The Bolt app: one code path behind both transports, one workspace or many."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, cast

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse

from bot.article_bot import ArticleBot
from bot.slack import intake, listeners
from bot.slack.errors import SlackSetupError
from bot.slack.listeners import Services
from bot.slack.oauth import authorize, oauth_flow
from bot.slack.posting import NETWORK_ERRORS, TIMEOUT, error_code
from bot.slack.settings import Settings
from bot.slack.side import SideCalls
from bot.slack.store import Store
from bot.slack.worker import Worker

LISTENER_THREADS = 16  # listeners only acknowledge and hand on: none of these threads ever waits for Slack
START_TIMEOUT = 2  # seconds: a wrong set-up is told within five


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The app and what must be started and stopped with it."""

    bolt: App
    worker: Worker
    side: SideCalls


def build(settings: Settings, bot: ArticleBot, store: Store) -> SlackApp:
    """Put the app together; nothing listens or answers yet."""
    quiet = logging.getLogger("slack_bolt")
    client = web_client(settings, retry_429=True)
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        os.environ.pop(name, None)  # Bolt reads these by itself, and would begin an OAuth flow nobody asked for
    flow = oauth_flow(settings, store, client, quiet) if settings.many_workspaces else None
    app = App(
        name="bot.slack.app",
        logger=quiet,
        client=client,
        signing_secret=settings.signing_secret or "unused in Socket Mode",
        oauth_flow=flow,
        authorize=cast(Any, authorize(flow, client)) if flow else None,  # Bolt takes its own class too
        listener_executor=ThreadPoolExecutor(LISTENER_THREADS, thread_name_prefix="listener"),
    )
    side = SideCalls()
    poster = web_client(settings, retry_429=False)  # the worker repeats by itself, and knows what it repeats
    bot_user = None if flow else str(client.auth_test().get("user_id") or "")

    def team_client(team: str, enterprise: str | None) -> tuple[WebClient, str | None] | None:
        if flow is None:
            return poster, bot_user
        found = app.installation_store.find_bot(enterprise_id=enterprise, team_id=team)  # type: ignore[union-attr]
        if found is None:
            return None
        return web_client(settings, retry_429=False, token=found.bot_token), found.bot_user_id

    worker = Worker(bot, store, team_client, settings.retention_days)
    intake.register(app, store)
    listeners.register(app, Services(bot, store, worker, side, settings.retention_days))
    return SlackApp(app, worker, side)


def web_client(settings: Settings, *, retry_429: bool, token: str | None = None, timeout: int = TIMEOUT) -> WebClient:
    """A client that repeats a call on 429 only, or never: a repeated post could be a second answer."""
    return WebClient(
        token=token or settings.bot_token or None,
        base_url=settings.api_url,
        timeout=timeout,
        logger=logging.getLogger("slack_sdk.web"),
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=1)] if retry_429 else [],
    )


def verify_bot_token(settings: Settings) -> SlackResponse:
    """Ask Slack who we are. Raises SlackSetupError, naming the variable and what to do."""
    return _verified("SLACK_BOT_TOKEN", "copy the Bot User OAuth Token again from OAuth & Permissions", settings)


def verify_app_token(settings: Settings) -> str:
    """Ask Slack for a socket's address. Raises SlackSetupError, naming the variable and what to do."""
    todo = "make an app-level token with connections:write under Basic Information, and switch Socket Mode on"
    return str(_verified("SLACK_APP_TOKEN", todo, settings)["url"])


def _verified(variable: str, todo: str, settings: Settings) -> SlackResponse:
    client = web_client(settings, retry_429=False, timeout=START_TIMEOUT)
    try:
        if variable == "SLACK_APP_TOKEN":
            return client.apps_connections_open(app_token=settings.app_token)
        return client.auth_test()
    except SlackApiError as error:
        raise SlackSetupError(f"{variable} was refused by Slack ({error_code(error)}): {todo}") from None
    except NETWORK_ERRORS as error:
        raise SlackSetupError(
            f"Slack cannot be reached at {settings.api_url} ({type(error).__name__}): "
            "check the network, HTTPS_PROXY and SLACK_API_URL"
        ) from None
