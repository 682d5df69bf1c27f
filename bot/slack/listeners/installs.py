"""A workspace removes the app or revokes its tokens: its tokens go first, then everything stored for it."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt import App, BoltContext

from bot.slack.listeners import Services
from bot.slack.retention import forget_team

log = logging.getLogger("bot.slack.installs")


def register(app: App, services: Services) -> None:
    """Listen to uninstalls and revocations, with or without an installation store behind the app."""

    @app.event("app_uninstalled")
    def uninstalled(context: BoltContext) -> None:
        if app.installation_store is not None and context.team_id:
            app.installation_store.delete_all(enterprise_id=context.enterprise_id, team_id=context.team_id)
        if context.team_id:
            forget_team(services.store, context.team_id)
            log.warning("team=%s removed the app: its tokens and data are deleted", context.team_id)

    @app.event("tokens_revoked")
    def revoked(event: dict[str, Any], context: BoltContext) -> None:
        tokens = event.get("tokens") or {}
        if app.installation_store is None or not context.team_id:
            return
        for user in tokens.get("oauth") or []:
            app.installation_store.delete_installation(
                enterprise_id=context.enterprise_id, team_id=context.team_id, user_id=user
            )
        if tokens.get("bot"):
            app.installation_store.delete_bot(enterprise_id=context.enterprise_id, team_id=context.team_id)
            app.installation_store.delete_all(enterprise_id=context.enterprise_id, team_id=context.team_id)
            log.warning("team=%s revoked the app's token", context.team_id)
