"""The socket and the stop: connections that break, a Slack that says no, a SIGTERM with work in hand."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.slack.fake_slack import Fault
from tests.slack.harness import CANARY, App, FakeSlack, People

QUESTION = f"When was it {CANARY}?"


@pytest.fixture(scope="module", autouse=True)
def meanwhile(killing: object) -> None:
    """These tests wait for time-outs; another trial runs beside them."""


def answered(people: People) -> bool:
    channel = people.channel()
    return people.reply(channel, people.mention(QUESTION, channel)).ok


def test_slack_may_ask_to_connect_anew(socket_people: People) -> None:
    slack = socket_people.slack
    before, old = slack.connections_opened, slack.live_sockets()[-1]
    old.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))
    slack.wait(lambda: slack.connections_opened > before and slack.live_sockets()[-1:] not in ([], [old]), 15)
    assert answered(socket_people)


def test_a_silently_dead_socket_is_noticed_within_15_seconds(socket_people: People) -> None:
    slack = socket_people.slack
    started = time.monotonic()
    slack.live_sockets()[-1].deaf = True
    slack.wait(slack.live_sockets, 15)
    assert time.monotonic() - started < 15
    assert answered(socket_people)


def test_after_a_dropped_socket_it_is_not_ready_until_a_new_one_is_open_within_15_seconds(
    socket_people: People,
) -> None:
    slack = socket_people.slack
    slack.refuse_sockets = True
    slack.live_sockets()[-1].cut()
    slack.wait(lambda: socket_people.app.get("/readyz") == 503, 15)
    assert socket_people.app.get("/healthz") == 200
    slack.refuse_sockets = False
    slack.wait(slack.live_sockets, 15)
    assert answered(socket_people)


def test_a_permanent_429_ends_with_one_line(socket_people: People) -> None:
    channel = socket_people.channel()
    fault = Fault(429, "ratelimited", {"Retry-After": "0"}, times=99, when=lambda b: b["channel"] == channel)
    socket_people.slack.fail("chat.postMessage", fault)
    socket_people.mention(QUESTION, channel)
    socket_people.slack.wait(lambda: f"channel={channel}: no answer" in socket_people.app.log(), 15)
    assert socket_people.app.log().count(f"channel={channel}: no answer") == 1
    assert 99 - fault.times <= 10


def test_a_slow_slack_delays_neither_acknowledgements_nor_other_threads(socket_people: People) -> None:
    slow = [socket_people.channel() for _ in range(6)]
    fault = Fault(500, delay=1.5, times=6, when=lambda b: b["channel"] in slow)
    socket_people.slack.fail("chat.postMessage", fault)
    for channel in slow:
        socket_people.mention(QUESTION, channel)
    started = time.monotonic()
    socket_people.response(socket_people.ask_command(QUESTION))
    assert answered(socket_people)
    assert time.monotonic() - started < 1.4
    for channel in slow:
        socket_people.slack.wait(lambda channel=channel: socket_people.slack.posts(channel), 15)


def test_a_stop_finishes_what_is_in_hand_and_the_next_start_the_rest_and_the_topic_is_known(tmp_path: Path) -> None:
    with FakeSlack() as slack:
        app = App(slack, "socket", f"sqlite:///{tmp_path / 'x.db'}")
        people = People(app)
        channels = [people.channel() for _ in range(30)]
        slack.fail("chat.postMessage", Fault(500, delay=0.3, times=30))
        stamps = [people.mention(QUESTION, channel) for channel in channels]
        assert app.stop() == 0
        slack.faults.clear()
        app.start()
        for channel, ts in zip(channels, stamps, strict=True):
            people.reply(channel, ts)
        people.message(f"and Kosovo's {CANARY}?", channels[0], thread=stamps[0])  # only a known thread is answered
        people.reply(channels[0], stamps[0], 2)
        people.settle()
        assert sum(len(slack.posts(channel)) for channel in channels) == 31
        assert app.stop() == 0
    with sa.create_engine(f"sqlite:///{tmp_path / 'x.db'}").connect() as connection:
        assert set(connection.execute(sa.text("SELECT text FROM article_bot_inbox")).scalars()) == {""}
