"""``article-bot slack --check``: what of the set-up works, and what to do about the rest."""

from __future__ import annotations

import os
from collections.abc import Mapping

from bot.slack.app import verify_app_token, verify_bot_token
from bot.slack.database import open_engine
from bot.slack.errors import SlackSetupError
from bot.slack.oauth import manifest, optional_scopes, required_scopes
from bot.slack.settings import Settings, Transport, given_settings, problems

Line = tuple[bool, str]


def check(transport: Transport, env: Mapping[str, str] = os.environ) -> int:
    """Print a line a finding; 0 where nothing has to be fixed."""
    found = list(_findings(transport, env))
    for good, text in found:
        print(f"{'ok ' if good else 'FIX'}  {text}")
    return 0 if all(good for good, _ in found) else 1


def _findings(transport: Transport, env: Mapping[str, str]) -> list[Line]:
    try:
        settings = given_settings(transport, env)
    except SlackSetupError as error:
        return [(False, str(error))]
    if wrong := problems(settings):
        return [(False, problem) for problem in wrong]
    found: list[Line] = [(True, "every variable is set, and each token is of its kind")]
    if settings.many_workspaces:
        found.append((True, "several workspaces: each brings its own token, see /slack/install"))
    else:
        found += _bot_token(settings)
    if settings.transport == "socket":
        found.append(_attempt(lambda: verify_app_token(settings), "SLACK_APP_TOKEN opens a socket"))
    found.append(_attempt(lambda: open_engine(settings.database_url).dispose(), "the database opens"))
    found.append(_manifest(settings))
    return found


def _bot_token(settings: Settings) -> list[Line]:
    try:
        me = verify_bot_token(settings)
    except SlackSetupError as error:
        return [(False, str(error))]
    found: list[Line] = [(True, f"SLACK_BOT_TOKEN is {me.get('user')}'s in {me.get('team')}")]
    header = next((v for k, v in me.headers.items() if k.lower() == "x-oauth-scopes"), "")
    given = {scope.strip() for scope in str(header).split(",") if scope.strip()}
    if not given:
        return [*found, (True, "Slack did not say which scopes the token has: not checked")]
    missing = [scope for scope in required_scopes() if scope not in given]
    if missing:
        todo = "add under OAuth & Permissions, then reinstall the app"
        found.append((False, f"the token lacks {', '.join(missing)}: {todo}"))
    else:
        found.append((True, "the token has every scope the app needs"))
    if any(scope not in given for scope in optional_scopes()):
        absent = ", ".join(scope for scope in optional_scopes() if scope not in given)
        found.append((True, f"optional: with {absent} it follows its threads without being mentioned"))
    return found


def _manifest(settings: Settings) -> Line:
    wants_socket = bool(manifest()["settings"]["socket_mode_enabled"])
    if settings.transport == "http" and wants_socket:
        return True, (
            "manifest: for HTTP set socket_mode_enabled to false, and https://YOUR-HOST/slack/events as the request "
            "URL of event_subscriptions, interactivity and /ask"
        )
    return True, "manifest: bot/slack/manifest.json serves Socket Mode as it is"


def _attempt(call: object, good: str) -> Line:
    try:
        call()  # type: ignore[operator]
    except SlackSetupError as error:
        return False, str(error)
    return True, good
