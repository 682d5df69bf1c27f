"""``data purge`` and ``feedback``: what an operator types, and what it prints."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bot.slack.database import open_engine
from bot.slack.feedback import safe_cell
from bot.slack.incoming import Incoming, Vote
from bot.slack.store import Store
from tests.slack.harness import command, environment


def store_a_vote(database: str, question: str, *, keep: bool) -> None:
    store = Store(open_engine(database), keep_questions=keep)
    store.accept(Incoming("T:C:1", "Ev1", "T:C:1", "message", "T", None, "C", "1", "1", question))
    job = store.claim("T:C:1")
    assert job is not None
    store.finish(job, status="answered", question=job.text, conversation="{}")
    store.vote(Vote(job.answer_id, "T", "U1", "up"))


def test_votes_are_listed_and_purged(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/x.db"
    store_a_vote(database, "=HYPERLINK(1)", keep=True)
    env = environment(None, database)
    listed = command("feedback", "--csv", env=env)
    rows = list(csv.DictReader(io.StringIO(listed.stdout)))
    assert [(r["vote"], r["status"], r["question"]) for r in rows] == [("up", "answered", "'=HYPERLINK(1)")]
    assert command("feedback", env=env).stdout.endswith("1 up, 0 down\n")
    assert "1 conversations, 1 answers, 1 votes" in command("data", "purge", "--older-than", "0d", env=env).stdout


def test_a_questions_text_is_listed_only_where_it_was_kept(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/x.db"
    store_a_vote(database, "how long?", keep=False)
    assert "how long" not in command("feedback", "--csv", env=environment(None, database)).stdout


def test_an_age_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    ended = command("data", "purge", "--older-than", "soon", env=environment(None, f"sqlite:///{tmp_path}/x.db"))
    assert ended.returncode != 0
    assert ended.stderr == "article-bot: --older-than: 'soon' is no age: write 30d, 12h or 2w\n"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1", "\n-1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


@pytest.mark.parametrize("cell", ["how long?", "", "2 = 3"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe_cell(cell) == cell
