"""The manifest: every event it subscribes to is listened to and covered by a scope; nothing more is asked for."""

from __future__ import annotations

import inspect

from bot.slack import listeners
from bot.slack.incoming import COMMAND, SHORTCUT
from bot.slack.listeners import home, installs, questions
from bot.slack.oauth import manifest, optional_scopes, required_scopes

LISTENERS = {  # event → the module that listens, the scope Slack wants for it
    "app_mention": (questions, "app_mentions:read"),
    "message.im": (questions, "im:history"),
    "message.channels": (questions, "channels:history"),
    "message.groups": (questions, "groups:history"),
    "app_home_opened": (home, None),
    "app_uninstalled": (installs, None),
    "tokens_revoked": (installs, None),
}


def test_every_subscribed_event_has_its_listener_and_its_scope() -> None:
    scopes = {*required_scopes(), *optional_scopes(), None}
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) == set(LISTENERS)
    for event in events:
        module, scope = LISTENERS[event]
        assert f'app.event("{event.partition(".")[0]}")' in inspect.getsource(module)
        assert f"{module.__name__.rpartition('.')[2]}.register(app" in inspect.getsource(listeners)
        assert scope in scopes


def test_no_scope_is_asked_for_that_nothing_needs() -> None:
    assert required_scopes() == ["app_mentions:read", "chat:write", "im:history", "commands", "assistant:write"]
    assert optional_scopes() == ["channels:history", "groups:history"]
    assert set(manifest()["oauth_config"]["scopes"]) == {"bot", "bot_optional"}


def test_people_can_write_to_the_app_and_find_its_command_and_shortcut() -> None:
    features = manifest()["features"]
    assert features["app_home"]["messages_tab_enabled"] and not features["app_home"]["messages_tab_read_only_enabled"]
    assert features["app_home"]["home_tab_enabled"]
    assert features["slash_commands"][0]["command"] == COMMAND
    assert features["shortcuts"][0]["callback_id"] == SHORTCUT and features["shortcuts"][0]["type"] == "message"
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert "assistant_view" not in features
    assert manifest()["settings"]["interactivity"]["is_enabled"] and manifest()["settings"]["socket_mode_enabled"]
