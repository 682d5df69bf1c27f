"""From what Slack sends to a question to answer, or nothing: pure functions over payloads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.answer import LONGEST

MAX_QUESTION = LONGEST + 1  # characters; the reply says that a longer one was cut
ALLOWED_SUBTYPES = {"file_share", "thread_broadcast"}
LONGEST_ID = 64  # as the database keeps them; Slack's are shorter

ASK_ACTION = "ask:"  # + a number: a button that asks the question it holds as its value
SHARE_ACTION = "share"
FEEDBACK_ACTION = "feedback"
SECTION_ACTION = "section"
SHORTCUT = "ask_about_this"
COMMAND = "/ask"

Kind = Literal["message", "ephemeral", "share"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who we are and where a payload came from, as Bolt's authorization found it."""

    team: str | None
    enterprise: str | None
    bot_user: str | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One question. ``key`` is the same for every delivery of it; ``lane`` orders questions among each other.

    ``kind`` is the way its answer goes: a "message" into a thread, or "ephemeral" or "share" through the
    ``response_url``. ``follow_up``: only to be answered in a thread that the bot is part of.
    ``echo``: the reply repeats the question, because nobody else can see it.
    """

    key: str
    event_id: str | None
    lane: str
    kind: Kind
    team: str
    enterprise: str | None
    channel: str
    thread: str
    ts: str
    text: str
    response_url: str | None = None
    echo: bool = False
    follow_up: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """One click on a feedback button."""

    answer_id: str
    team: str
    user: str
    vote: Literal["up", "down"]


def read_question(body: Mapping[str, Any], origin: Origin) -> Incoming | None:
    """The question in a payload of any kind, None where there is none for us."""
    if not origin.team:
        return None
    if body.get("type") == "event_callback" and isinstance(body.get("event"), dict):
        return _from_message(body, body["event"], origin)
    if body.get("command"):
        return _from_command(body, origin)
    if body.get("type") == "message_action" and body.get("callback_id") == SHORTCUT:
        return _from_shortcut(body, origin)
    if body.get("type") == "block_actions":
        return _from_button(body, origin)
    return None


def read_vote(body: Mapping[str, Any], origin: Origin) -> Vote | None:
    """The vote in a payload, None where there is none."""
    action = _action(body)
    user = _id_of(body.get("user"))
    if not action or action.get("action_id") != FEEDBACK_ACTION or not origin.team or not user:
        return None
    vote, _, answer_id = _text(action.get("value")).partition(":")
    if vote not in {"up", "down"} or not answer_id:
        return None
    return Vote(answer_id[:32], origin.team, user, "up" if vote == "up" else "down")


def plain_text(text: str) -> str:
    """Slack's markup as a person reads it: links by their label, mentions with an @, entities decoded once."""
    return _unescape(re.sub(r"<([^<>]*)>", lambda m: _readable(m[1]), text))


def strip_mention(text: str, bot_user: str | None) -> tuple[str, bool]:
    """The text without mentions of ourselves (other people's stay), and whether there was one."""
    if not bot_user:
        return text, False
    stripped, count = re.subn(rf"<@{re.escape(bot_user)}(\|[^<>]*)?>[ \t]*[:,]?", " ", text)
    return stripped, count > 0


def _from_message(body: Mapping[str, Any], event: Mapping[str, Any], origin: Origin) -> Incoming | None:
    kind, subtype = _text(event.get("type")), event.get("subtype")
    if kind not in {"app_mention", "message"} or (subtype is not None and _text(subtype) not in ALLOWED_SUBTYPES):
        return None
    if event.get("bot_id") or event.get("bot_profile") or event.get("hidden"):
        return None
    user, channel, ts = (_id(event.get(name)) for name in ("user", "channel", "ts"))
    text = _text(event.get("text"))
    if not (user and channel and ts and text) or user in {"USLACKBOT", origin.bot_user}:
        return None
    question, mentioned = strip_mention(text, origin.bot_user)
    mentioned = mentioned or kind == "app_mention"
    direct = event.get("channel_type") == "im" or (kind == "message" and channel.startswith("D"))
    thread = _id(event.get("thread_ts")) or ts
    follow_up = not direct and not mentioned
    if follow_up and (not event.get("thread_ts") or re.match(r"\s*<@", text)):
        return None  # a channel's own talk, or words to somebody else
    place = f"{origin.team}:{channel}"
    return Incoming(
        key=f"{place}:{ts}",
        event_id=_id(body.get("event_id")) or None,
        lane=place if direct else f"{place}:{thread}",
        kind="message",
        team=str(origin.team),
        enterprise=origin.enterprise,
        channel=channel,
        thread=thread,
        ts=ts,
        text=_question(question),
        follow_up=follow_up,
    )


def _from_command(body: Mapping[str, Any], origin: Origin) -> Incoming | None:
    if body["command"] != COMMAND:
        return None
    return _through_url(body, origin, _text(body.get("text")), f"command:{_text(body.get('trigger_id'))}", "ephemeral")


def _from_shortcut(body: Mapping[str, Any], origin: Origin) -> Incoming | None:
    question = strip_mention(_text(_dict(body.get("message")).get("text")), origin.bot_user)[0]
    return _through_url(body, origin, question, f"shortcut:{_text(body.get('trigger_id'))}", "ephemeral")


def _from_button(body: Mapping[str, Any], origin: Origin) -> Incoming | None:
    action = _action(body)
    name, value = _text(action.get("action_id")), _text(action.get("value"))
    container, message = _dict(body.get("container")), _dict(body.get("message"))
    where = f"{_channel(body)}:{_id(container.get('message_ts'))}:{_id_of(body.get('user'))}"
    if name == SHARE_ACTION:
        return _through_url(body, origin, value, f"share:{where}", "share", decode=False)
    if not name.startswith(ASK_ACTION) or not value:
        return None
    key = f"click:{where}:{name}:{_id(action.get('action_ts'))}"
    ts = _id(message.get("ts")) or _id(container.get("message_ts"))
    if container.get("is_ephemeral") or not ts or not _channel(body):
        return _through_url(body, origin, value, key, "ephemeral", decode=False)
    thread = _id(message.get("thread_ts")) or _id(container.get("thread_ts")) or ts
    place = f"{origin.team}:{_channel(body)}"
    return Incoming(
        key=f"{origin.team}:{key}"[:255],
        event_id=None,
        lane=f"{place}:{thread}",
        kind="message",
        team=str(origin.team),
        enterprise=origin.enterprise,
        channel=_channel(body),
        thread=thread,
        ts=_id(action.get("action_ts")) or ts,
        text=value[:MAX_QUESTION],
        echo=True,
    )


def _through_url(
    body: Mapping[str, Any], origin: Origin, text: str, key: str, kind: Kind, *, decode: bool = True
) -> Incoming | None:
    url = _text(body.get("response_url"))
    if not url.startswith(("https://", "http://")):
        return None
    key = f"{origin.team}:{key}"[:255]
    return Incoming(
        key=key,
        event_id=None,
        lane=key,
        kind=kind,
        team=str(origin.team),
        enterprise=origin.enterprise,
        channel=_channel(body) or "-",
        thread="-",
        ts="0",
        text=_question(text) if decode else text[:MAX_QUESTION],
        response_url=url,
        echo=True,
    )


def _question(text: str) -> str:
    return plain_text(text).strip()[:MAX_QUESTION]


def _readable(inside: str) -> str:
    target, _, label = inside.partition("|")
    if target.startswith(("@", "#")):
        return f"{target[0]}{label.lstrip('@#')}" if label else target
    if target.startswith("!"):
        return label or "@" + re.split(r"\^", target[1:])[0]
    return label or target.removeprefix("mailto:").removeprefix("tel:")


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _action(body: Mapping[str, Any]) -> dict[str, Any]:
    actions = body.get("actions") if body.get("type") == "block_actions" else None
    return _dict(actions[0]) if isinstance(actions, list) and actions else {}


def _channel(body: Mapping[str, Any]) -> str:
    inside = _dict(body.get("container")).get("channel_id")
    return _id(body.get("channel_id")) or _id_of(body.get("channel")) or _id(inside)


def _id_of(value: Any) -> str:
    return _id(_dict(value).get("id"))


def _id(value: Any) -> str:
    text = _text(value)
    return text if len(text) <= LONGEST_ID else ""


def _text(value: Any) -> str:
    """A field's text as a database takes it: no NUL, no half of a character; nothing where it is no text."""
    return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
