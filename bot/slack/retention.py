"""Forgetting: what has grown old, what a workspace that left has stored, on a clock and by hand."""

from __future__ import annotations

import re
import time

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.slack.errors import SlackSetupError
from bot.slack.schema import ANSWERS, CONVERSATIONS, FEEDBACK, INBOX
from bot.slack.store import OPEN, Store

DAY = 86400.0
DUPLICATES_KNOWN_FOR = DAY  # Slack repeats a delivery for up to an hour
MAX_ANSWERED_ROWS = 200_000
UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": DAY, "w": 7 * DAY, "": DAY}


def parse_age(text: str) -> float:
    """Seconds in an age like ``30d``, ``12h``, ``2w``; a bare number means days."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhdw]?)", text.strip().lower())
    if not match:
        raise SlackSetupError(f"--older-than: {text!r} is no age: write 30d, 12h or 2w")
    return float(match[1]) * UNITS[match[2]]


def expire(store: Store, retention_days: float) -> None:
    """What the running app forgets by itself: old conversations and answer ids, the list of duplicates."""
    now = time.time()
    oldest = now - retention_days * DAY
    with store.transaction() as connection:
        connection.execute(sa.delete(CONVERSATIONS).where(CONVERSATIONS.c.updated_at < oldest))
        voted_on = sa.select(FEEDBACK.c.answer_id)
        connection.execute(sa.delete(ANSWERS).where(ANSWERS.c.created_at < oldest, ANSWERS.c.id.not_in(voted_on)))
        answered = INBOX.c.state.not_in(OPEN)
        connection.execute(sa.delete(INBOX).where(answered, INBOX.c.changed_at < now - DUPLICATES_KNOWN_FOR))
        newest = connection.execute(sa.select(sa.func.max(INBOX.c.id))).scalar() or 0
        connection.execute(
            sa.delete(INBOX).where(answered, INBOX.c.id <= newest - MAX_ANSWERED_ROWS, INBOX.c.changed_at < now - 600)
        )


def purge(store: Store, older_than: float) -> dict[str, int]:
    """Delete everything older than so many seconds, votes too. Questions still to be answered stay."""
    oldest = time.time() - older_than
    with store.transaction() as connection:
        return {
            "conversations": _delete(connection, CONVERSATIONS, CONVERSATIONS.c.updated_at <= oldest),
            "answers": _delete(connection, ANSWERS, ANSWERS.c.created_at <= oldest),
            "votes": _delete(connection, FEEDBACK, FEEDBACK.c.voted_at <= oldest),
            "deliveries": _delete(connection, INBOX, INBOX.c.state.not_in(OPEN) & (INBOX.c.changed_at <= oldest)),
        }


def forget_team(store: Store, team: str) -> None:
    """Delete everything of a workspace that removed the app."""
    with store.transaction() as connection:
        for table in (CONVERSATIONS, ANSWERS, FEEDBACK, INBOX):
            connection.execute(sa.delete(table).where(table.c.team == team))


def _delete(connection: Connection, table: sa.Table, condition: sa.ColumnElement[bool]) -> int:
    return int(connection.execute(sa.delete(table).where(condition)).rowcount)
