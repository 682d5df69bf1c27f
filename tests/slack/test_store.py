"""What is stored: on SQLite always, on PostgreSQL where a server answers."""

from __future__ import annotations

import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.slack.database import open_engine
from bot.slack.errors import SlackSetupError
from bot.slack.incoming import Incoming, Vote
from bot.slack.retention import DAY, expire, forget_team, parse_age, purge
from bot.slack.schema import ANSWERS, CONVERSATIONS, FEEDBACK, INBOX, SCHEMA, prepare
from bot.slack.store import Store

ONE = Incoming("T:C:1", "Ev1", "T:C:1", "message", "T", None, "C", "1", "1", "how long?")


def count(store: Store, table: sa.Table) -> int:
    with store.transaction() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def age(store: Store, days: float) -> None:
    """Make everything older."""
    columns = (INBOX.c.changed_at, CONVERSATIONS.c.updated_at, ANSWERS.c.created_at, FEEDBACK.c.voted_at)
    with store.transaction() as connection:
        for column in columns:
            connection.execute(sa.update(column.table).values({column: column - days * DAY}))


def work_off(store: Store) -> None:
    assert store.accept(ONE)
    job = store.claim(ONE.lane)
    assert job is not None
    store.finish(job, status="answered", question=job.text, conversation="{}")
    store.vote(Vote(job.answer_id, "T", "U1", "up"))


def test_a_question_is_accepted_once_however_many_ask_at_once(database: str) -> None:
    stores = [Store(open_engine(database)) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        accepted = list(pool.map(lambda n: stores[n % 2].accept(ONE), range(24)))
    assert accepted.count(True) == 1
    assert not stores[0].accept(replace(ONE, key="T:C:2"))  # the same event id
    assert not stores[0].accept(replace(ONE, event_id="Ev2"))  # the same message


def test_a_question_is_claimed_by_one_of_many(database: str) -> None:
    stores = [Store(open_engine(database)) for _ in range(2)]
    for n in range(6):
        stores[0].accept(replace(ONE, key=f"k{n}", event_id=None, ts=str(n)))
    barrier = threading.Barrier(6)

    def claim(n: int) -> object:
        barrier.wait()
        return stores[n % 2].claim(ONE.lane)

    with ThreadPoolExecutor(6) as pool:
        claimed = [job for job in pool.map(claim, range(6)) if job]
    assert len(claimed) == 1  # the lane's others wait for it


def test_a_lane_is_worked_off_in_order_and_keeps_its_conversation(database: str) -> None:
    store = Store(open_engine(database))
    for n in (2, 1):
        store.accept(replace(ONE, key=f"k{n}", event_id=None, ts=str(n)))
    first = store.claim(ONE.lane)
    assert first is not None and first.ts == "1" and not first.unsure and store.claim(ONE.lane) is None
    store.finish(first, status="answered", question="q", conversation='{"topic":1}')
    assert store.conversation("T", "C", "1") == '{"topic":1}'
    second = store.claim(ONE.lane)
    assert second is not None and second.ts == "2"
    store.release(second, wait=60, unsure=False)
    assert store.claim(ONE.lane) is None and store.waiting_lanes() == []


def test_what_a_dead_replica_had_claimed_is_taken_over_after_its_lease(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.store.LEASE_SECONDS", 0.1)
    dead, alive = Store(open_engine(database)), Store(open_engine(database))
    dead.accept(ONE)
    assert dead.claim(ONE.lane) is not None and alive.claim(ONE.lane) is None
    time.sleep(0.12)
    job = alive.claim(ONE.lane)
    assert job is not None and job.unsure and job.attempts == 2


def test_a_follow_up_is_taken_only_in_threads_of_ours(database: str) -> None:
    store = Store(open_engine(database))
    follow_up = replace(ONE, key="T:C:2", event_id=None, ts="2", follow_up=True)
    assert not store.accept(follow_up)
    store.accept(ONE)
    assert store.accept(follow_up)


def test_an_answered_questions_text_is_forgotten(database: str) -> None:
    store = Store(open_engine(database))
    work_off(store)
    with store.transaction() as connection:
        assert connection.execute(sa.select(INBOX.c.text, INBOX.c.response_url)).one() == ("", None)
        assert connection.execute(sa.select(ANSWERS.c.question)).scalar() is None
    keeping = Store(open_engine(database), keep_questions=True)
    keeping.accept(replace(ONE, key="k", event_id=None, lane="l"))
    job = keeping.claim("l")
    assert job is not None
    keeping.finish(job, status="answered", question=job.text)
    with store.transaction() as connection:
        assert "how long?" in connection.execute(sa.select(ANSWERS.c.question)).scalars().all()


def test_a_person_votes_once_and_may_change_their_mind(database: str) -> None:
    store = Store(open_engine(database))
    for user, vote in (("U1", "up"), ("U1", "down"), ("U2", "up")):
        store.vote(Vote("a", "T", user, vote))  # type: ignore[arg-type]
    with store.transaction() as connection:
        votes = connection.execute(sa.select(FEEDBACK.c.vote, FEEDBACK.c.voter).order_by(FEEDBACK.c.vote)).all()
    assert [v.vote for v in votes] == ["down", "up"]
    assert "U1" not in {v.voter for v in votes}


def test_old_conversations_expire_and_votes_stay_until_they_are_purged(database: str) -> None:
    store = Store(open_engine(database))
    work_off(store)
    expire(store, 30)
    assert count(store, CONVERSATIONS) == count(store, INBOX) == 1
    age(store, 31)
    expire(store, 30)
    assert (count(store, CONVERSATIONS), count(store, INBOX), count(store, FEEDBACK)) == (0, 0, 1)
    assert purge(store, 40 * DAY)["votes"] == 0
    assert purge(store, 30 * DAY)["votes"] == 1


def test_a_question_still_to_be_answered_is_never_purged(database: str) -> None:
    store = Store(open_engine(database))
    store.accept(ONE)
    age(store, 99)
    purge(store, 0)
    expire(store, 1)
    assert store.claim(ONE.lane) is not None


def test_a_workspace_that_leaves_is_forgotten(database: str) -> None:
    store = Store(open_engine(database))
    work_off(store)
    forget_team(store, "other")
    assert count(store, FEEDBACK) == 1
    forget_team(store, "T")
    assert {count(store, t) for t in (INBOX, CONVERSATIONS, ANSWERS, FEEDBACK)} == {0}


def test_an_older_database_is_upgraded_and_a_newer_one_left_alone(database: str) -> None:
    engine = open_engine(database)
    prepare(engine, 2, {2: ("ALTER TABLE article_bot_answers ADD COLUMN note TEXT",)})
    with engine.connect() as connection:
        assert "note" in {c["name"] for c in sa.inspect(connection).get_columns("article_bot_answers")}
        assert connection.execute(sa.select(SCHEMA.c.version)).scalar() == 2
    with pytest.raises(SlackSetupError, match="newer article-bot"):
        open_engine(database)


def test_replicas_may_start_at_the_same_moment(database: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: open_engine(database), range(4)))


def test_the_file_is_the_owners_alone_and_has_a_write_ahead_log(tmp_path: Path) -> None:
    file = tmp_path / "new" / "slack.db"
    store = Store(open_engine(f"sqlite:///{file}"))
    store.accept(ONE)
    for each in file.parent.iterdir():
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
    assert Path(f"{file}-wal").exists()


def test_an_error_of_the_database_never_shows_what_people_wrote(database: str) -> None:
    store = Store(open_engine(database))
    with store.transaction() as connection:
        connection.execute(sa.text("DROP TABLE article_bot_inbox"))
    with pytest.raises(sa.exc.SQLAlchemyError) as caught:
        store.accept(replace(ONE, text="canarytext"))
    assert "canarytext" not in str(caught.value)


@pytest.mark.parametrize(("text", "seconds"), [("30d", 30 * DAY), ("12h", 43200), ("2w", 14 * DAY), ("1", DAY)])
def test_ages_are_read(text: str, seconds: float) -> None:
    assert parse_age(text) == seconds
