"""Which conversation a question goes on with, and what is said when answering breaks."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot import Answer, Conversation
from bot.article_bot import Turn
from bot.slack.database import open_engine
from bot.slack.incoming import Incoming
from bot.slack.schema import CONVERSATIONS
from bot.slack.store import Store
from bot.slack.worker import Worker
from corpus import Article


class Listening:
    """A bot that notes which conversation each question came in, and breaks when told to."""

    article = Article("Title", "text", (), (), "here")

    def __init__(self) -> None:
        self.seen: list[tuple[str, bool]] = []

    def stands_alone(self, question: str) -> bool:
        return not question.startswith("and ")

    def turn(self, question: str, conversation: Conversation | None = None) -> Turn:
        if question == "break":
            raise ValueError(f"canary {question}")
        self.seen.append((question, conversation is not None))
        return Turn(Answer(question, question, "chat", None, "ok", "ok", 1.0), Conversation())


class Client:
    """Takes every message."""

    def __init__(self) -> None:
        self.posts: list[dict[str, Any]] = []

    def chat_postMessage(self, **body: Any) -> None:
        self.posts.append(body)


class Desk:
    """A worker, its bot, its store and its client."""

    def __init__(self, folder: Path) -> None:
        self.bot, self.client = Listening(), Client()
        self.store = Store(open_engine(f"sqlite:///{folder / 'x.db'}"))
        bot: Any = self.bot
        client: Any = self.client
        self.worker = Worker(bot, self.store, lambda team, enterprise: (client, "UBOT"), 30)
        self.worker.start()

    def ask(self, text: str, ts: str, *, channel: str = "D1", thread: str = "") -> None:
        lane = "T:D1" if channel == "D1" else f"T:{channel}:{thread or ts}"
        before = len(self.client.posts)
        self.store.accept(
            Incoming(f"T:{channel}:{ts}", None, lane, "message", "T", None, channel, thread or ts, ts, text)
        )
        self.worker.wake(lane)
        end = time.monotonic() + 5
        while time.monotonic() < end and (len(self.client.posts) == before or self._busy()):
            time.sleep(0.01)
        assert len(self.client.posts) == before + 1

    def _busy(self) -> bool:
        with self.store.transaction() as connection:
            return bool(
                connection.execute(
                    sa.text("SELECT count(*) FROM article_bot_inbox WHERE state IN ('new', 'claimed')")
                ).scalar()
            )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.worker.stop()


def test_a_fragment_in_the_main_box_goes_on_with_the_latest_conversation(desk: Desk) -> None:
    desk.ask("who?", "1")
    desk.ask("and Kosovo's?", "2")
    desk.ask("how many?", "3")
    assert desk.bot.seen == [("who?", False), ("and Kosovo's?", True), ("how many?", False)]


def test_a_fragment_after_half_an_hour_is_a_new_conversation(desk: Desk) -> None:
    desk.ask("who?", "1")
    with desk.store.transaction() as connection:
        connection.execute(sa.update(CONVERSATIONS).values(updated_at=time.time() - 1900))
    desk.ask("and Kosovo's?", "2")
    assert desk.bot.seen[-1] == ("and Kosovo's?", False)


def test_a_thread_is_a_conversation_of_its_own_and_so_is_each_mention(desk: Desk) -> None:
    desk.ask("who?", "1", channel="C1")
    desk.ask("since when?", "2", channel="C1", thread="1")
    desk.ask("and Kosovo's?", "3", channel="C1")
    desk.ask("how many?", "4", thread="1")
    assert [known for _, known in desk.bot.seen] == [False, True, False, False]


def test_what_breaks_is_told_with_an_incident_id_and_logged_without_the_question(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    desk.ask("who?", "1")
    desk.ask("break", "2", thread="1")
    desk.ask("since when?", "3", thread="1")
    assert desk.bot.seen[-1] == ("since when?", True)
    said = desk.client.posts[1]["text"]
    assert said.startswith("Something went wrong")
    assert said.rsplit(" ", 1)[-1].rstrip(".") in caplog.text
    assert "ValueError" in caplog.text and "canary" not in caplog.text


def test_a_share_that_cannot_go_out_may_be_tried_again(desk: Desk) -> None:
    share = Incoming("T:share", None, "T:share", "share", "T", None, "-", "-", "0", "who?", "http://127.0.0.1:9/x")
    assert desk.store.accept(share)
    job = desk.store.claim("T:share")
    assert job is not None
    desk.store.give_up(job)
    assert desk.store.accept(replace(share))
