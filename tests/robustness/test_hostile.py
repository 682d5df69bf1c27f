"""Article and questions full of control characters and markup: every face shows text and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot import ArticleBot, terminal
from bot.cli import main
from bot.slack.feedback import write_csv
from bot.slack.views.reply import reply as slack_reply
from corpus import parse_article
from tests.robustness.promises import hold
from tests.robustness.texts import HOSTILE

PRINTABLE = [text for text in HOSTILE if "\r" not in text and "\ud800" not in text]
ARTICLE = "= Bridge <b>&amp;</b> \x1b[31m*bold* =\n\n" + "\n\n".join(
    f"The {number} bridge {text} was built in {1900 + number} by Ann Smith {text}."
    for number, text in enumerate(PRINTABLE)
)
QUESTIONS = [f"When was the bridge {text} built?" for text in HOSTILE]


@pytest.fixture(scope="module")
def bot() -> ArticleBot:
    return ArticleBot(parse_article(ARTICLE))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: ascii(q)[25:40])
def test_a_terminal_and_json_show_text_only(bot: ArticleBot, question: str) -> None:
    answer = bot.ask(question)
    hold(bot, question, answer)
    shown = terminal.plain(terminal.reply(answer))
    assert all(c == "\n" or c.isprintable() for c in shown)
    assert "\u202e" not in shown and "\x1b" not in shown
    line = terminal.json_line(answer)
    assert line.isascii() or line.encode("utf-8")
    assert json.loads(line)["question"] == question


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: ascii(q)[25:40])
def test_slack_gets_no_mention_and_no_markup_of_others(bot: ArticleBot, question: str) -> None:
    message = slack_reply(bot.ask(question), "id", echo=question)
    assert not re.search(r"<[@!#]|<https?:", message.text)
    for block in message.blocks:
        for text in _mrkdwn(block):
            assert not re.search(r"<[@!#]|<https?:", text)


def _mrkdwn(block: object) -> list[str]:
    """The texts in a block that Slack reads as markup."""
    if isinstance(block, list | tuple):
        return [text for part in block for text in _mrkdwn(part)]
    if not isinstance(block, dict):
        return []
    own = [str(block["text"])] if block.get("type") == "mrkdwn" else []
    return own + [text for part in block.values() for text in _mrkdwn(part)]


def test_a_spreadsheet_runs_nothing() -> None:
    out = io.StringIO()
    write_csv(
        [("today", "up", "answered", "id", question) for question in (*HOSTILE, "=1+1", "\t=1+1", "-2", "@x")], out
    )
    for row in csv.reader(io.StringIO(out.getvalue())):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_report_holds_no_tag_of_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "set.txt").write_text(ARTICLE, encoding="utf-8")
    records = [{"id": f"<b>{n}", "question": q} for n, q in enumerate(QUESTIONS) if "\ud800" not in q]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    report = tmp_path / "report.html"
    assert main(["eval", str(tmp_path / "set.jsonl"), "--report", str(report)]) == 0
    tags = _Tags()
    tags.feed(report.read_text(encoding="utf-8"))
    assert not [tag for tag, attributes in tags.found if any(name.startswith("on") for name in attributes)]
    assert not [
        a
        for tag, a in tags.found
        if tag in ("img", "script", "link", "iframe") and "x" in (a.get("src"), a.get("href"))
    ]
    assert "<script>alert(1)" not in report.read_text(encoding="utf-8")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", report.read_text(encoding="utf-8"))
