"""What the Slack app is told by its environment, checked before anything is loaded or connected."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.slack.errors import SlackSetupError

DEFAULT_API_URL = "https://slack.com/api/"
DEFAULT_RETENTION_DAYS = 30.0

Transport = Literal["socket", "http"]


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's settings. The tokens are kept out of ``repr``: see ``__repr__``."""

    transport: Transport
    api_url: str
    database_url: str
    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    client_id: str = ""
    client_secret: str = ""
    retention_days: float = DEFAULT_RETENTION_DAYS
    keep_questions: bool = False

    def __repr__(self) -> str:
        """The transport only: everything else may hold a secret."""
        return f"Settings(transport={self.transport!r})"

    @property
    def many_workspaces(self) -> bool:
        """Whether workspaces install the app themselves (OAuth) instead of one bot token."""
        return bool(self.client_id)


def read_settings(transport: Transport, env: Mapping[str, str] = os.environ) -> Settings:
    """The settings for a transport. Raises SlackSetupError, naming the variable, where one is missing or wrong."""
    settings = given_settings(transport, env)
    for problem in problems(settings):
        raise SlackSetupError(problem)
    return settings


def given_settings(transport: Transport, env: Mapping[str, str] = os.environ) -> Settings:
    """What the environment says, right or wrong; ``problems`` tells which."""
    client_id = _get(env, "SLACK_CLIENT_ID") if transport == "http" else ""
    return Settings(
        transport=transport,
        api_url=_get(env, "SLACK_API_URL", DEFAULT_API_URL).rstrip("/") + "/",
        database_url=database_url(env),
        bot_token="" if client_id else _get(env, "SLACK_BOT_TOKEN"),
        app_token=_get(env, "SLACK_APP_TOKEN") if transport == "socket" else "",
        signing_secret=_get(env, "SLACK_SIGNING_SECRET") if transport == "http" else "",
        client_id=client_id,
        client_secret=_get(env, "SLACK_CLIENT_SECRET") if client_id else "",
        retention_days=retention_days(env),
        keep_questions=_get(env, "ARTICLE_BOT_KEEP_QUESTIONS").lower() in {"1", "true", "yes", "on"},
    )


def problems(settings: Settings) -> list[str]:
    """What is missing or of the wrong kind, a line each, naming the variable and what to do."""
    found = []
    if settings.many_workspaces:
        if not settings.client_secret:
            found.append("SLACK_CLIENT_SECRET is not set: copy it from Basic Information > App Credentials")
    else:
        found += _token(
            "SLACK_BOT_TOKEN", settings.bot_token, "xoxb-", "the Bot User OAuth Token from OAuth & Permissions"
        )
    if settings.transport == "socket":
        where = "an app-level token with connections:write from Basic Information > App-Level Tokens"
        found += _token("SLACK_APP_TOKEN", settings.app_token, "xapp-", where)
    elif not settings.signing_secret:
        found.append("SLACK_SIGNING_SECRET is not set: copy it from Basic Information > App Credentials")
    if not settings.api_url.startswith(("https://", "http://")):
        found.append(f"SLACK_API_URL must be an http(s) address, like {DEFAULT_API_URL}")
    return found


def database_url(env: Mapping[str, str] = os.environ) -> str:
    """ARTICLE_BOT_DATABASE_URL, or an SQLite file in the user's data folder."""
    return _get(env, "ARTICLE_BOT_DATABASE_URL") or f"sqlite:///{data_folder(env) / 'slack.db'}"


def retention_days(env: Mapping[str, str] = os.environ) -> float:
    """ARTICLE_BOT_RETENTION_DAYS: how long conversations are remembered."""
    given = _get(env, "ARTICLE_BOT_RETENTION_DAYS", str(DEFAULT_RETENTION_DAYS))
    try:
        days = float(given)
    except ValueError:
        days = 0.0
    if not 0 < days < 36500:
        raise SlackSetupError("ARTICLE_BOT_RETENTION_DAYS must be a number of days above 0, like 30")
    return days


def data_folder(env: Mapping[str, str] = os.environ) -> Path:
    """Where this user's programs keep their data."""
    home = Path(env.get("HOME") or Path.home())
    if sys.platform == "win32":
        base = Path(env.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "article-bot"


def _get(env: Mapping[str, str], name: str, default: str = "") -> str:
    return env.get(name, "").strip() or default


def _token(name: str, value: str, prefix: str, what: str) -> list[str]:
    if not value:
        return [f"{name} is not set: it must be {what} ({prefix}…)"]
    if not value.startswith(prefix):
        kind = value[:5] if value.startswith(("xo", "xapp-")) else "something else"
        return [f"{name} must start with {prefix}, not {kind}: it must be {what}"]
    return []
