"""The same question gets the same bytes: whatever the machine's settings, the order, the thread, the network."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import ArticleBot
from corpus import default_article_path
from corpus.questions import scan_jsonl

ROOT = Path(__file__).parents[2]
QUESTIONS = [q.question for q in scan_jsonl(default_article_path().with_suffix(".jsonl"))[0]][::12]
SCRIPT = """
import json, sys
from bot import ArticleBot
bot = ArticleBot.load()
for question in json.load(sys.stdin):
    sys.stdout.buffer.write(json.dumps(bot.ask(question).as_prediction()).encode() + b"\\n")
"""
PLACES = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Kathmandu"},
    {"PYTHONHASHSEED": "31337", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
)


def predictions(bot: ArticleBot, questions: list[str]) -> dict[str, str]:
    return {q: json.dumps(bot.ask(q).as_prediction()) for q in questions}


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    return predictions(ArticleBot.load(), QUESTIONS)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "-".join(place.values()))
def test_the_machines_settings_change_nothing(expected: dict[str, str], place: dict[str, str]) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **place}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(
        command, input=json.dumps(QUESTIONS).encode(), capture_output=True, env=environment, check=True
    )
    assert done.stdout.decode().splitlines() == list(expected.values())


def test_the_order_of_questions_changes_nothing(expected: dict[str, str]) -> None:
    shuffled = QUESTIONS.copy()
    random.Random(3).shuffle(shuffled)
    assert predictions(ArticleBot.load(), shuffled) == expected


def test_eight_threads_share_one_bot(expected: dict[str, str]) -> None:
    bot = ArticleBot.load()
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: predictions(bot, QUESTIONS), range(8)):
            assert found == expected


def test_nothing_is_fetched(expected: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert predictions(ArticleBot.load(), QUESTIONS[:5]).items() <= expected.items()


def test_asking_writes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    ask = [sys.executable, "-m", "bot", "ask", "Who is the ambassador?"]
    subprocess.run(ask, cwd=home, env={**environment, "TMPDIR": str(home)}, capture_output=True, check=False)
    assert list(home.rglob("*")) == []
