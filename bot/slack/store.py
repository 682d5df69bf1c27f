"""What must outlive the process: the questions accepted, the conversations, the votes. One transaction a step."""

from __future__ import annotations

import hashlib
import os
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine, Row

from bot.slack.incoming import Incoming, Kind, Vote
from bot.slack.schema import ANSWERS, CONVERSATIONS, FEEDBACK, INBOX

LEASE_SECONDS = 45.0  # longer than the slowest post: look-up, post and compact retry at 8 s each
OPEN = ("new", "claimed")


@dataclass(frozen=True, slots=True)
class Job:
    """A question that this process has claimed, and what its conversation remembers.

    ``unsure``: an earlier attempt may have posted the answer. ``attempts`` counts this one.
    """

    id: int
    key: str
    lane: str
    kind: Kind
    team: str
    enterprise: str | None
    channel: str
    thread: str
    ts: str
    text: str
    response_url: str | None
    echo: bool
    unsure: bool
    attempts: int

    @property
    def answer_id(self) -> str:
        """The same for every attempt, so that an answer posted before a crash can be recognised."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:20]

    @property
    def direct(self) -> bool:
        """Whether it came in a direct message (lanes of those span the channel)."""
        return self.kind == "message" and self.lane == f"{self.team}:{self.channel}"


class Store:
    """The database, for one process. Threads may share it."""

    def __init__(self, engine: Engine, *, keep_questions: bool = False) -> None:
        self.engine = engine
        self.owner = uuid.uuid4().hex
        self.keep_questions = keep_questions
        # SQLite lets one writer in; waiting for a lock is quicker than its own sleeping and trying again
        self._turn = threading.Lock() if engine.dialect.name == "sqlite" else None
        self._alone: IO[str] | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction, rolled back on any exception."""
        if self._turn is None:
            with self.engine.begin() as connection:
                yield connection
        else:
            with self._turn, self.engine.begin() as connection:
                yield connection

    def take_over(self, database: Path | None) -> None:
        """Free what a killed process had claimed, if nobody else has this SQLite file open."""
        if database is None:
            return
        try:
            import fcntl
        except ImportError:  # elsewhere the leases run out by themselves
            return
        lock = open(os.open(f"{database}.lock", os.O_CREAT | os.O_RDWR, 0o600), "w")  # noqa: PTH123, SIM115
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return
        self._alone = lock  # held until the process ends
        with self.transaction() as connection:
            connection.execute(sa.update(INBOX).where(INBOX.c.state == "claimed").values(due=0.0))

    def accept(self, incoming: Incoming) -> bool:
        """Store a question before it is acknowledged. False: a duplicate, or a thread the bot is not part of."""
        with self.transaction() as connection:
            if incoming.follow_up and not self._takes_part(connection, incoming):
                return False
            statement = self._insert(INBOX).values(
                key=incoming.key,
                event_id=incoming.event_id,
                lane=incoming.lane,
                kind=incoming.kind,
                team=incoming.team,
                enterprise=incoming.enterprise,
                channel=incoming.channel,
                thread=incoming.thread,
                ts=incoming.ts,
                text=incoming.text,
                response_url=incoming.response_url,
                echo=incoming.echo,
                state="new",
                due=0.0,
                unsure=False,
                attempts=0,
                changed_at=time.time(),
            )
            counted = statement.on_conflict_do_nothing().execution_options(preserve_rowcount=True)
            return connection.execute(counted).rowcount == 1

    def claim(self, lane: str) -> Job | None:
        """The lane's oldest open question, ours for the lease; None while another one of the lane is in hand."""
        now = time.time()
        with self.transaction() as connection:
            if self._turn is None:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:lane))"), {"lane": lane})
            row = connection.execute(
                sa.select(INBOX)
                .where(INBOX.c.lane == lane, INBOX.c.state.in_(OPEN))
                .order_by(INBOX.c.ts, INBOX.c.id)
                .limit(1)
            ).first()
            if row is None or row.due > now:
                return None
            connection.execute(
                sa.update(INBOX)
                .where(INBOX.c.id == row.id)
                .values(
                    state="claimed",
                    owner=self.owner,
                    due=now + LEASE_SECONDS,
                    unsure=True,
                    attempts=row.attempts + 1,
                    changed_at=now,
                )
            )
        return _job(row)

    def release(self, job: Job, *, wait: float, unsure: bool) -> None:
        """Give a question back, to be taken again after ``wait`` seconds."""
        self._settle(job, state="new", due=time.time() + wait, unsure=unsure)

    def finish(self, job: Job, *, status: str, question: str, conversation: str | None = None) -> None:
        """A question is answered: forget its text, remember its conversation and its answer's id."""
        now = time.time()
        with self.transaction() as connection:
            if not self._close(connection, job, "done", now):
                return  # the workspace left meanwhile, and is to be forgotten
            if conversation is not None:
                row = self._insert(CONVERSATIONS).values(
                    team=job.team, channel=job.channel, thread=job.thread, state=conversation, updated_at=now
                )
                connection.execute(
                    row.on_conflict_do_update(
                        index_elements=["team", "channel", "thread"], set_={"state": conversation, "updated_at": now}
                    )
                )
            answer = self._insert(ANSWERS).values(
                id=job.answer_id,
                team=job.team,
                status=status,
                question=question if self.keep_questions else None,
                created_at=now,
            )
            connection.execute(answer.on_conflict_do_nothing())

    def give_up(self, job: Job) -> None:
        """A question cannot be answered: keep what tells a duplicate, or nothing where a click may be repeated."""
        with self.transaction() as connection:
            if job.kind == "share":
                connection.execute(sa.delete(INBOX).where(INBOX.c.id == job.id))
            else:
                self._close(connection, job, "failed", time.time())

    def waiting_lanes(self, limit: int = 500) -> list[str]:
        """The lanes with a question that may be taken now."""
        query = (
            sa.select(INBOX.c.lane)
            .where(INBOX.c.state.in_(OPEN), INBOX.c.due <= time.time())
            .order_by(INBOX.c.id)
            .limit(limit)
        )
        with self.transaction() as connection:
            return list(dict.fromkeys(connection.execute(query).scalars()))

    def conversation(self, team: str, channel: str, thread: str) -> str | None:
        """What a thread's conversation remembers."""
        c = CONVERSATIONS.c
        query = sa.select(c.state).where(c.team == team, c.channel == channel, c.thread == thread)
        with self.transaction() as connection:
            return connection.execute(query).scalar()

    def latest_conversation(self, team: str, channel: str, within: float) -> str | None:
        """What the channel's latest conversation remembers, if it is not older than ``within`` seconds."""
        c = CONVERSATIONS.c
        query = (
            sa.select(c.state)
            .where(c.team == team, c.channel == channel, c.updated_at > time.time() - within)
            .order_by(c.updated_at.desc())
            .limit(1)
        )
        with self.transaction() as connection:
            return connection.execute(query).scalar()

    def vote(self, vote: Vote) -> None:
        """Count a person's vote on an answer once; another click changes it."""
        voter = hashlib.sha256(f"{vote.team}:{vote.user}".encode()).hexdigest()[:24]
        now = time.time()
        row = self._insert(FEEDBACK).values(
            answer_id=vote.answer_id, voter=voter, team=vote.team, vote=vote.vote, voted_at=now
        )
        row = row.on_conflict_do_update(
            index_elements=["answer_id", "voter"], set_={"vote": vote.vote, "voted_at": now}
        )
        with self.transaction() as connection:
            connection.execute(row)

    def reachable(self) -> bool:
        """Whether the database answers."""
        try:
            with self.transaction() as connection:
                connection.execute(sa.select(1))
        except (sa.exc.SQLAlchemyError, OSError):
            return False
        return True

    def _takes_part(self, connection: Connection, incoming: Incoming) -> bool:
        c = CONVERSATIONS.c
        known = sa.select(c.thread).where(
            c.team == incoming.team, c.channel == incoming.channel, c.thread == incoming.thread
        )
        waiting = sa.select(INBOX.c.id).where(INBOX.c.lane == incoming.lane, INBOX.c.state.in_(OPEN)).limit(1)
        return any(connection.execute(query).first() is not None for query in (known, waiting))

    def _settle(self, job: Job, **values: Any) -> None:
        with self.transaction() as connection:
            connection.execute(
                sa.update(INBOX)
                .where(INBOX.c.id == job.id, INBOX.c.owner == self.owner)
                .values(changed_at=time.time(), **values)
            )

    def _close(self, connection: Connection, job: Job, state: str, now: float) -> bool:
        closed = connection.execute(
            sa.update(INBOX)
            .where(INBOX.c.id == job.id)
            .values(state=state, text="", response_url=None, unsure=False, due=0.0, changed_at=now)
        )
        return closed.rowcount == 1

    def _insert(self, table: sa.Table) -> Any:
        return sqlite.insert(table) if self._turn is not None else postgresql.insert(table)


def _job(row: Row[Any]) -> Job:
    return Job(**{name: row._mapping[name] for name in Job.__slots__ if name != "attempts"}, attempts=row.attempts + 1)
