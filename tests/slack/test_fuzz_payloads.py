"""Whatever arrives in Slack's name: a question, a vote or nothing comes of it, never an exception."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import ArticleBot
from bot.slack.database import open_engine
from bot.slack.incoming import (
    ASK_ACTION,
    COMMAND,
    FEEDBACK_ACTION,
    MAX_QUESTION,
    SHARE_ACTION,
    SHORTCUT,
    Origin,
    read_question,
    read_vote,
)
from bot.slack.store import Store
from bot.slack.views.reply import reply
from tests.robustness import texts
from tests.slack.lint import lint_blocks

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))  # 0: the short form that everybody runs, always the same
fuzz = settings(
    max_examples=EXAMPLES or 200, deadline=None, derandomize=not EXAMPLES, suppress_health_check=list(HealthCheck)
)
BOT = ArticleBot.load()
ORIGIN = Origin("T1", None, "UBOT")

scalar = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | texts.question
anything = st.recursive(
    scalar,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
text = texts.question | st.sampled_from(
    ("<@UBOT> who?", "<@UBOT", "<<@UBOT|x>>", "&amp;lt;", "<!date^1^{x}|y>", "a" * 5000)
)
person = st.sampled_from(("U1", "UBOT", "USLACKBOT"))
ts = st.sampled_from(("1.1", "2.2", ""))
channel = st.sampled_from(("C1", "D1", "x" * 300))


def like(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A payload as Slack sends it, where each field may be missing or be anything at all."""
    return st.fixed_dictionaries(
        {}, optional={name: usual | usual | usual | anything for name, usual in fields.items()}
    )


def always(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


event = like(
    type=always("app_mention", "message"), user=person, text=text, channel=channel, ts=ts, thread_ts=ts,
    channel_type=always("im", "channel"), subtype=always(None, "file_share", "message_changed"),
    bot_id=always(None, "B1"),
)  # fmt: skip
action = like(
    action_id=always(f"{ASK_ACTION}0", SHARE_ACTION, FEEDBACK_ACTION, "section"),
    value=text | always("up:abc", "down:" + "x" * 99, "up:"), action_ts=ts,
)  # fmt: skip
url = always("https://127.0.0.1/r", "ftp://x", "")
container = like(message_ts=ts, thread_ts=ts, channel_id=channel, is_ephemeral=st.booleans())
payload = st.one_of(
    like(type=always("event_callback"), event=event, event_id=always("Ev1", "E" * 300)),
    like(command=always(COMMAND, "/other"), text=text, trigger_id=text, response_url=url, channel_id=channel),
    like(type=always("message_action"), callback_id=always(SHORTCUT), message=like(text=text), response_url=url,
         trigger_id=text, channel=like(id=channel)),
    like(type=always("block_actions"), actions=st.lists(action, max_size=2), container=container, response_url=url,
         message=like(ts=ts, thread_ts=ts), user=like(id=person), channel=like(id=channel)),
    st.dictionaries(st.text(max_size=8), anything, max_size=4),
)  # fmt: skip


def hold(store: Store, body: dict[str, Any]) -> None:
    """Take in one payload as the app does, and show its answer."""
    vote = read_vote(body, ORIGIN)
    if vote is not None:
        store.vote(vote)
    question = read_question(body, ORIGIN)
    if question is None:
        return
    assert len(question.text) <= MAX_QUESTION
    store.accept(question)
    said = reply(BOT.ask(question.text), "0" * 20, echo=question.text, share=question.text)
    assert said.text.strip() and lint_blocks(list(said.blocks), most=20) == []


STORE = Store(open_engine("sqlite://"))


@given(payload)
@fuzz
def test_any_payload_is_a_question_a_vote_or_nothing(body: dict[str, Any]) -> None:
    hold(STORE, body)


# What fuzzers found, each once.
FOUND = (
    {"type": "event_callback", "event": {"type": {}}},  # could not be looked up in a set
    {"type": "event_callback", "event": {"type": "message", "subtype": []}},
    {
        "type": "event_callback",
        "event_id": {"a": 1},  # no database takes that, nor what follows
        "event": {"type": "app_mention", "user": "U1", "channel": "C" * 300, "ts": "1.1", "text": "\ud800 \0 who?"},
    },
    {"command": COMMAND, "text": "\ud800", "response_url": "https://127.0.0.1/", "channel_id": ["C1"]},
)


@pytest.mark.parametrize("body", FOUND)
def test_what_once_broke_it_is_taken_in(database: str, body: dict[str, Any]) -> None:
    hold(Store(open_engine(database)), body)


def test_half_a_character_and_nul_are_stored_as_a_database_takes_them(database: str) -> None:
    event = {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.1", "text": "\ud800 \0 who?"}
    store = Store(open_engine(database))
    question = read_question({"type": "event_callback", "event": event}, ORIGIN)
    assert question is not None and store.accept(question)
    job = store.claim(question.lane)
    assert job is not None and job.text == "?  who?"
