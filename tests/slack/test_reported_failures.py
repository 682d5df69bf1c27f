"""What users of such bots report, each as a promise that it does not happen here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.slack.fake_slack import BOT_ID, BOT_USER, Fault
from tests.slack.harness import CANARY, People
from tests.slack.lint import LIVE, shown, texts

QUESTION = f"How many soldiers did Belgium send {CANARY}?"


def test_one_message_delivered_again_and_again_is_answered_once(people: People) -> None:
    channel, ts = people.channel(), people.slack.ts()
    people.mention(QUESTION, channel, ts=ts, event_id="EvSame1")
    people.mention(QUESTION, channel, ts=ts, event_id="EvSame1", retry=1)
    people.mention(QUESTION, channel, ts=ts, event_id="EvOther", retry=2)
    people.message(f"<@{BOT_USER}> {QUESTION}", channel, ts=ts)
    people.reply(channel, ts)
    people.settle()
    assert len(people.slack.posts(channel)) == 1


def test_the_same_message_delivered_at_the_same_moment_is_answered_once(people: People) -> None:
    channel, ts = people.channel(), people.slack.ts()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: people.mention(QUESTION, channel, ts=ts), range(8)))
    people.reply(channel, ts)
    people.settle()
    assert len(people.slack.posts(channel)) == 1


def test_a_first_delivery_that_says_it_is_a_retry_is_answered(people: People) -> None:
    channel = people.channel()
    assert people.reply(channel, people.mention(QUESTION, channel, retry=1)).ok


IGNORED: list[dict[str, Any]] = [
    {"user": BOT_USER},
    {"bot_id": BOT_ID},
    {"bot_id": "BOTHER"},
    {"bot_profile": {"id": "BX"}},
    {"subtype": "bot_message", "bot_id": "BX", "user": None},
    {"user": "USLACKBOT"},
    {"subtype": "message_changed", "message": {"text": QUESTION, "user": "U1"}, "hidden": True},
    {"subtype": "message_changed", "user": None, "message": {"text": QUESTION, "attachments": [{}]}},
    {"subtype": "message_deleted", "previous_message": {"text": QUESTION, "user": "U1"}},
    {"subtype": "channel_join"},
    {"subtype": "me_message"},
    {"text": None},
    {"text": ""},
    {"user": None},
]


def test_bots_edits_unfurls_and_joins_are_ignored_without_a_trace(people: People) -> None:
    channels = [people.channel("D") for _ in IGNORED]
    for channel, message in zip(channels, IGNORED, strict=True):
        words = {"text": QUESTION, **message}
        people.message(words.pop("text"), channel, **words)
    people.settle()
    assert [message for c, message in zip(channels, IGNORED, strict=True) if people.slack.posts(c)] == []
    assert not any(c in people.app.log() for c in channels)


def test_a_payload_without_a_team_is_ignored(people: People) -> None:
    channel = people.channel("D")
    event = {"type": "message", "channel_type": "im", "user": "U1", "text": QUESTION, "channel": channel, "ts": "1.2"}
    body = {"type": "event_callback", "event": event, "event_id": "EvOrg", "is_enterprise_install": True}
    people.deliver("events_api", {**body, "team_id": None, "enterprise_id": "E1", "authorizations": []})
    people.settle()
    assert people.slack.posts(channel) == []


@pytest.mark.parametrize("hostile", ["<!channel>", "<!here>", "<!everyone>", "<!subteam^S1>", "<@U999>", "<@W9>"])
def test_nobody_is_called_by_a_question_that_tries(people: People, hostile: str) -> None:
    escaped = hostile.replace("<", "&lt;").replace(">", "&gt;")
    answer = people.response(people.ask_command(f"{hostile} {escaped} **bold** *b* {CANARY}"))
    shared = people.response(people.click(answer, "share"))
    for call in (answer, shared):
        assert not LIVE.search(call.body["text"])
        assert not any(markup for _, markup in texts(call.body["blocks"]))
    assert "**bold**" in shown(answer.body)


def test_blocks_that_slack_refuses_are_posted_once_more_as_text(people: People) -> None:
    channel = people.channel()
    people.slack.fail("chat.postMessage", Fault(error="invalid_blocks", when=lambda b: b["channel"] == channel))
    call = people.reply(channel, people.mention(QUESTION, channel))
    assert "blocks" not in call.body and call.body["text"]


def test_an_answer_survives_a_429_and_other_channels_do_not_wait_for_it(people: People) -> None:
    slow, quick = people.channel(), people.channel()
    fault = Fault(429, "ratelimited", {"Retry-After": "1"}, when=lambda b: b["channel"] == slow)
    people.slack.fail("chat.postMessage", fault)
    waiting = people.mention(QUESTION, slow)
    going = people.mention(QUESTION, quick)
    first, second = people.reply(quick, going), people.reply(slow, waiting)
    assert first.time < second.time
    assert len(people.slack.posts(slow)) == 1


def test_an_answer_whose_confirmation_is_lost_is_not_posted_twice(people: People) -> None:
    channel = people.channel()
    lost = Fault(hang_up=True, after=True, when=lambda b: b["channel"] == channel)
    people.slack.fail("chat.postMessage", lost)
    ts = people.mention(QUESTION, channel)
    people.slack.wait(lambda: [c for c in people.slack.made("conversations.replies") if c.body["channel"] == channel])
    people.settle()
    assert len(people.slack.posts(channel, ts)) == 1


def test_an_answer_that_met_a_server_error_is_posted_after_all(people: People) -> None:
    channel = people.channel()
    people.slack.fail("chat.postMessage", Fault(500, when=lambda b: b["channel"] == channel))
    people.slack.fail("conversations.replies", Fault(error="missing_scope", when=lambda b: b["channel"] == channel))
    ts = people.mention(QUESTION, channel)
    people.reply(channel, ts)
    people.settle()
    assert len(people.slack.posts(channel, ts)) == 1


def test_a_channel_that_refuses_ends_with_one_line_and_is_not_tried_again(people: People) -> None:
    channel = people.channel()
    refuse = Fault(error="is_archived", times=9, when=lambda b: b["channel"] == channel)
    people.slack.fail("chat.postMessage", refuse)
    people.mention(QUESTION, channel)
    people.slack.wait(lambda: refuse.times < 9)
    people.settle()
    assert refuse.times == 8
    assert people.app.log().count(f"channel={channel}: no answer") == 1


def test_a_share_that_fails_says_so_to_the_one_who_clicked(people: People) -> None:
    answer = people.response(people.ask_command(QUESTION))
    fault = Fault(404, "no_url", when=lambda b: b.get("response_type") == "in_channel")
    people.slack.fail("response", fault)
    told = people.response(people.click(answer, "share"))
    assert told.body["response_type"] == "ephemeral" and "share" in told.body["text"]


def test_a_very_long_question_is_answered(people: People) -> None:
    channel = people.channel("D")
    assert people.reply(channel, people.message(f"{QUESTION} " * 400, channel)).ok


def test_odd_characters_do_no_harm(people: People) -> None:
    channel = people.channel("D")
    ts = people.message("\u202e\x00👍🏽 \ud83d\ude00 ’; DROP TABLE x; -- " + CANARY, channel)
    assert people.reply(channel, ts).ok


def test_one_lane_is_answered_in_the_order_it_was_asked(people: People) -> None:
    channel = people.channel()
    ts = people.mention(QUESTION, channel)
    for number in range(5):
        people.message(f"question {number} {CANARY}?", channel, thread=ts)
    people.reply(channel, ts, 6)
    posts = people.slack.posts(channel, ts)
    assert [p.time for p in posts] == sorted(p.time for p in posts) and len(posts) == 6
