"""Several workspaces: each installs the app by itself, its token goes into the app's own database."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient

from bot.slack.settings import Settings
from bot.slack.store import Store

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
STATE_SECONDS = 600


def oauth_flow(settings: Settings, store: Store, client: WebClient, logger: logging.Logger) -> OAuthFlow:
    """The install pages, on the app's database."""
    # imported here: slack_sdk's stores load SQLAlchemy's asyncio part, which one workspace does without
    from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
    from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore

    installations = SQLAlchemyInstallationStore(settings.client_id, store.engine, logger=logger)
    states = SQLAlchemyOAuthStateStore(STATE_SECONDS, store.engine, logger=logger)
    installations.metadata.create_all(store.engine, checkfirst=True)
    states.metadata.create_all(store.engine, checkfirst=True)
    return OAuthFlow(
        client=client,
        logger=logger,
        settings=OAuthSettings(
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            scopes=required_scopes(),
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            installation_store=installations,
            installation_store_bot_only=True,
            state_store=states,
            logger=logger,
        ),
    )


def authorize(flow: OAuthFlow, client: WebClient) -> InstallationStoreAuthorize:
    """Look a workspace's token up at every event, so that an uninstall counts at once; ask Slack about it once."""
    settings = flow.settings
    return InstallationStoreAuthorize(
        logger=flow.logger,
        installation_store=settings.installation_store,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        bot_only=True,
        cache_enabled=True,
        client=client,
    )


def manifest() -> dict[str, Any]:
    """The app's manifest, as it is pasted into Slack."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "manifest.json").read_text(encoding="utf-8"))
    return loaded


def required_scopes() -> list[str]:
    """The bot scopes that the app cannot do without."""
    return list(manifest()["oauth_config"]["scopes"]["bot"])


def optional_scopes() -> list[str]:
    """The bot scopes that let it follow threads without being mentioned."""
    return list(manifest()["oauth_config"]["scopes"]["bot_optional"])
