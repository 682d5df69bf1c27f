"""The ``feedback`` command: what people voted, as a table or as CSV that a spreadsheet cannot run."""

from __future__ import annotations

import csv
from datetime import datetime, timezone
from typing import TextIO

import sqlalchemy as sa

from bot.slack.schema import ANSWERS, FEEDBACK
from bot.slack.store import Store

COLUMNS = ("voted_at", "vote", "status", "answer_id", "question")
FORMULA_STARTS = tuple("=+-@\t\r\n|%＝＋－＠")


def rows(store: Store) -> list[tuple[str, ...]]:
    """Every vote, oldest first; the question is empty unless the operator keeps questions."""
    query = (
        sa.select(FEEDBACK, ANSWERS.c.status, ANSWERS.c.question)
        .outerjoin(ANSWERS, ANSWERS.c.id == FEEDBACK.c.answer_id)
        .order_by(FEEDBACK.c.voted_at, FEEDBACK.c.answer_id)
    )
    with store.transaction() as connection:
        return [
            (_time(row.voted_at), row.vote, row.status or "", row.answer_id, row.question or "")
            for row in connection.execute(query)
        ]


def write_csv(votes: list[tuple[str, ...]], out: TextIO) -> None:
    """CSV with a heading, each cell made safe."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(value) for value in row] for row in votes)


def write_table(votes: list[tuple[str, ...]], out: TextIO) -> None:
    """The votes a line each, and how many there are of either kind."""
    for row in votes:
        out.write("  ".join(_printable(value) for value in row).rstrip() + "\n")
    up = sum(1 for row in votes if row[1] == "up")
    out.write(f"{up} up, {len(votes) - up} down\n")


def safe_cell(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip(" \u00a0").startswith(FORMULA_STARTS) else value


def _printable(value: str) -> str:
    return "".join(c if c.isprintable() else " " for c in value)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
