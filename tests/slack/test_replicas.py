"""Two replicas on one PostgreSQL, and an app that is killed: each question is answered once."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from tests.slack import endurance
from tests.slack.fake_slack import FakeSlack
from tests.slack.harness import CANARY, App, People

QUESTION = f"When did Belgium recognise Kosovo {CANARY}?"


def test_two_replicas_never_answer_twice_and_both_know_the_topic(postgres: str) -> None:
    with FakeSlack() as slack:
        apps = [App(slack, "http", postgres) for _ in range(2)]
        one, two = (People(app) for app in apps)
        channels = [one.channel() for _ in range(12)]
        stamps = [slack.ts() for _ in channels]
        for people in (one, two):
            for channel, ts in zip(channels, stamps, strict=True):
                people.mention(QUESTION, channel, ts=ts)
        for number, (channel, ts) in enumerate(zip(channels, stamps, strict=True)):
            one.reply(channel, ts)
            (one, two)[number % 2].message(f"and Kosovo's {CANARY}?", channel, thread=ts)
        for channel, ts in zip(channels, stamps, strict=True):
            two.reply(channel, ts, 2)
        one.settle()
        assert all(len(slack.posts(channel)) == 2 for channel in channels)
        assert [app.stop() for app in apps] == [0, 0]
        assert slack.problems == []


def test_killed_at_any_moment_it_answers_everything_it_acknowledged_once(killing: Future[endurance.Trial]) -> None:
    result = killing.result(120)
    assert result.lost == 0 and result.twice == 0 and result.questions > 20


def test_questions_in_many_threads_at_once_are_each_answered_once(tmp_path: Path) -> None:
    result = endurance.soak(240, 24, f"sqlite:///{tmp_path / 'x.db'}")
    assert result.lost == 0 and result.twice == 0
    assert result.ack_p99 < 1.0
