"""Whatever is read and asked: no exception but the project's own, every citation verbatim, every reply legal."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import ArticleBot, terminal
from corpus import ArticleBotError, parse_article
from corpus.question_sets import find_sets
from retrieval.question.analysis import analyze
from tests.robustness import texts
from tests.robustness.promises import hold

BOT = ArticleBot.load()
FOLDER = Path(tempfile.mkdtemp(prefix="article-bot-fuzz-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))  # 0: the short form that everybody runs, always the same
fuzz = settings(
    max_examples=EXAMPLES or 120, deadline=None, derandomize=not EXAMPLES, suppress_health_check=list(HealthCheck)
)

# What fuzzers and long inputs found, each once.
FOUND = (
    "1" * 3000,  # digits without end were read anew from each of them
    "Tirana " * 2000,  # so much unmet that the confidence overflowed
    "who " * 3000,
    "\ud800",
    "",
)


@pytest.mark.parametrize("question", FOUND)
def test_what_once_broke_it_is_answered(question: str) -> None:
    hold(BOT, question, BOT.ask(question))
    always = ArticleBot.load(threshold=0)
    hold(always, question, always.ask(question))


@given(texts.question)
@fuzz
def test_any_question_gets_a_legal_reply(question: str) -> None:
    analyze(question)
    said = hold(BOT, question, BOT.ask(question))
    shown = terminal.plain(terminal.reply(BOT.ask(question)))
    assert all(c == "\n" or c.isprintable() for c in shown)
    line = terminal.json_line(BOT.ask(question))
    assert "\n" not in line and json.loads(line)["status"] == said["status"]


@given(st.lists(texts.question, min_size=2, max_size=5))
@fuzz
def test_any_conversation_gets_legal_replies(questions: list[str]) -> None:
    conversation = None
    for question in questions:
        turn = BOT.turn(question, conversation)
        hold(BOT, question, turn.answer)
        conversation = turn.conversation


@given(texts.article, texts.question)
@fuzz
def test_any_article_is_read_or_refused(text: str, question: str) -> None:
    try:
        article = parse_article(text)
    except ArticleBotError as error:
        assert "\n" not in str(error)
        return
    for section in article.sections:
        for passage in section.passages:
            for sentence in passage.sentences:
                assert article.text[sentence.start : sentence.end] == sentence.text
    for fact in article.facts:
        assert article.text[fact.value_start : fact.value_end] == fact.value
    for threshold in (None, 0.0):
        bot = ArticleBot(article, threshold)
        for asked in (question, "Who built the bridge?", "What can I ask?", *bot.sample_questions(1)):
            hold(bot, asked, bot.ask(asked))


@given(st.binary(max_size=200) | texts.article.map(lambda t: t.encode("utf-8", "surrogatepass")))
@fuzz
def test_any_bytes_are_an_article_or_are_refused(data: bytes) -> None:
    path = FOLDER / "article.txt"
    path.write_bytes(data)
    try:
        bot = ArticleBot.load(path)
    except ArticleBotError:
        return
    hold(bot, "What is it?", bot.ask("What is it?"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    ("id", "question", "answers", "answerable", "turn", "conversation", "evidence", "sections", "all")
)
RECORDS = st.dictionaries(FIELDS, VALUES, max_size=6).map(json.dumps) | texts.line


@given(st.lists(RECORDS, max_size=5).map("\n".join))
@fuzz
def test_any_question_set_is_read_or_its_lines_are_named(text: str) -> None:
    folder = FOLDER
    (folder / "set.jsonl").write_bytes(text.encode("utf-8", "surrogatepass"))
    (folder / "set.txt").write_text("The bridge was built in 1901.", encoding="utf-8")
    try:
        sets = find_sets([folder / "set.jsonl"])
    except ArticleBotError:
        return
    for found in sets:
        for question in found.questions:
            assert isinstance(question.question, str) and isinstance(question.id, str)
        assert all("\n" not in problem.message for problem in found.problems)
