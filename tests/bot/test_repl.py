"""The conversation: from a pipe, at a prompt on a real (pseudo) terminal, and its slash-commands."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from prompt_toolkit.history import InMemoryHistory

import bot
from bot import ArticleBot
from bot.prompt import open_history
from bot.talk import COMMANDS, Quit, Talk, section_names
from bot.terminal import plain
from corpus import parse_article

ROOT = Path(bot.__file__).parents[1]
PERSON = ROOT / "tests" / "articles" / "person.txt"
QUESTION = "When did Belgium recognise Kosovo?"
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7])(?:;\d+)*m")

HOSTILE = """= Evil \x1b[31mtitle\x07 =

Lead of the [bold]story[/bold].

== Part \u202eone ==
The first part is about \x1b]0;owned\x07 boats.

=== Boats ===
Boats float.

- Red boats
- Blue boats

== Partners ==
Nobody.
"""


@pytest.fixture
def talk() -> Talk:
    return Talk(ArticleBot.load(PERSON))


@pytest.fixture
def hostile() -> Talk:
    return Talk(ArticleBot(parse_article(HOSTILE, "evil.txt")))


def said(talk: Talk, text: str) -> str:
    return plain(talk.take(text))


# Slash-commands


def test_the_banner_has_the_title_and_three_questions_that_it_answers(talk: Talk) -> None:
    title, *questions = plain(talk.banner()).split("\n")
    assert title == talk.bot.article.title
    assert len(questions) == 3


def test_help_names_every_command(talk: Talk) -> None:
    assert all(command in said(talk, "/help") for command in COMMANDS)


def test_sections_and_facts_are_all_there(talk: Talk) -> None:
    assert [row.strip() for row in said(talk, "/sections").split("\n")] == [s.title for s in talk.bot.article.sections]
    facts = said(talk, "/facts")
    assert all(fact.key in facts and fact.value in facts for fact in talk.bot.article.facts)


def test_every_section_is_shown_verbatim_by_its_name_in_any_case(talk: Talk) -> None:
    for section in talk.bot.article.sections:
        shown = said(talk, f"/section {section.name.upper()}")
        assert all(sentence.text in shown for passage in section.passages for sentence in passage.sentences)


@pytest.mark.parametrize("name", ["boats", "BOATS", "Part one > Boats", "boa", "bots", "oats"])
def test_a_section_name_need_not_be_exact(hostile: Talk, name: str) -> None:
    assert said(hostile, f"/section {name}").split("\n") == [
        "Part one > Boats",
        "Boats float.",
        "- Red boats",
        "- Blue boats",
    ]


def test_a_section_comes_with_what_stands_below_it_and_an_unclear_name_with_the_choice(hostile: Talk) -> None:
    assert "Boats float." in said(hostile, "/section part one")
    unclear = said(hostile, "/section par")
    assert "Part one" in unclear
    assert "Partners" in unclear
    assert "Boats float." not in unclear
    assert "Partners" in said(hostile, "/section zzzzz")
    assert "/sections" in said(hostile, "/section")


def test_hostile_names_are_completed_as_plain_text(hostile: Talk) -> None:
    assert section_names(hostile.bot.article) == ["Introduction", "Part one", "Part one > Boats", "Partners"]
    assert plain(hostile.banner()).startswith("Evil title")
    assert "[bold]story[/bold]" in said(hostile, "/section introduction")


def test_source_shows_the_quote_marked_in_its_surroundings(talk: Talk) -> None:
    assert "Ask something first" in said(talk, "/source")
    talk.take("When was she born?")
    assert talk.last is not None
    citation = talk.last.citations[0]
    shown = said(talk, "/source")
    assert f"» {citation.quote} «" in shown
    assert citation.section in shown
    assert len(shown) > len(citation.quote) + len(citation.section) + 40


def test_why_explains_the_last_answer(talk: Talk) -> None:
    assert "Ask something first" in said(talk, "/why")
    talk.take("When was she born?")
    assert talk.last is not None
    assert said(talk, "/why").split() == plain(talk.take("/why")).split()
    assert said(talk, "/why").split() == talk.bot.explain(talk.last.understood_as).split()


def test_clear_forgets_the_conversation(talk: Talk) -> None:
    talk.take("When was she born?")
    talk.take("/clear")
    assert talk.conversation is None
    assert "Ask something first" in said(talk, "/source")


def test_keep_adds_the_last_question_to_a_set(talk: Talk, tmp_path: Path) -> None:
    pytest.importorskip("corpus.questions")
    assert "Ask something first" in said(talk, "/keep")
    talk.take("When was she born?")
    assert "set.jsonl" in said(talk, f"/keep {tmp_path / 'set.jsonl'}")
    kept = (tmp_path / "set.jsonl").read_text(encoding="utf-8")
    assert json.loads(kept)["question"] == talk.last.understood_as  # a follow-up is kept so that it stands alone
    assert str(tmp_path) in said(talk, f"/keep {tmp_path}")  # cannot be written: said, and the talk goes on


@pytest.mark.parametrize(
    ("typed", "meant"), [("/secton x", "/section"), ("/hlep", "/help"), ("/SOURCES", "/source"), ("/zzz", "/help")]
)
def test_an_unknown_command_names_the_nearest(talk: Talk, typed: str, meant: str) -> None:
    assert meant in said(talk, typed)


@pytest.mark.parametrize("typed", ["/quit", "/QUIT", "quit", " exit "])
def test_leaving(talk: Talk, typed: str) -> None:
    with pytest.raises(Quit):
        talk.take(typed)


# History


def test_history_is_private_and_not_missed_where_there_can_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data" / "article-bot")
    history = open_history()
    history.append_string("caf\udce9?")  # no legal text, and nobody minds
    history.append_string(QUESTION)
    file = tmp_path / "data" / "article-bot" / "history"
    assert next(iter(open_history().load_history_strings())) == QUESTION
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.unlink()
    file.mkdir()
    assert isinstance(open_history(), InMemoryHistory)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: PERSON / "below a file")
    assert isinstance(open_history(), InMemoryHistory)


# Whole processes


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    data = {"XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PROMPT_TOOLKIT_NO_CPR": "1"}
    return {**kept, **data, "LANG": "C.UTF-8", "TERM": "xterm", **more}


def spawn(tmp_path: Path, *arguments: str, columns: int = 80, **more: str) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable,
        ["-m", "bot", *arguments],
        env=environment(tmp_path, **more),
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=30,
        # a test run in the background ignores Ctrl-C, and what it starts would, too
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_a_pipe_gets_one_group_of_lines_for_each_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        input=b"\xef\xbb\xbf" + QUESTION.encode() + b"\n\n/sections\n\xff\xfe\x00?\n/secton\n" + b"last one?",
        capture_output=True,
        env=environment(tmp_path),
        timeout=60,
    )
    groups = done.stdout.decode().split("\n\n")
    expected = ArticleBot.load()
    assert (done.returncode, done.stderr) == (0, b"")
    assert groups.pop() == ""
    assert len(groups) == 6
    assert groups[0].startswith(expected.ask(QUESTION).headline)
    assert groups[2].split("\n")[0].strip() == expected.article.sections[0].title
    assert "/section" in groups[4]
    assert "\x1b" not in done.stdout.decode()


def test_the_prompt_waits_for_no_heavy_import() -> None:
    code = "import sys, bot.cli, bot.repl, bot.prompt; print({'nltk', 'numpy', 'rank_bm25'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "set()\n"


def test_a_session_at_a_narrow_terminal_without_colour(tmp_path: Path) -> None:
    child = spawn(tmp_path, columns=40, NO_COLOR="1")
    child.expect_exact("Ask about the article")  # the prompt stands before the article is read
    prompt = child.before + child.after
    child.expect(r"Belgium.Kosovo relations")
    seen = prompt + child.before
    child.expect_exact("Ask about the article")
    child.send(QUESTION + "\r")
    child.expect("— ")
    seen += child.before
    child.expect_exact("Ask about the article")
    child.send("half a line")
    child.expect_exact("half a line")
    child.sendcontrol("c")
    child.expect_exact("Ask about the article")
    child.send("/facts\r")
    child.expect_exact("Party1")
    seen += child.before
    child.expect_exact("Ask about the article")
    child.sendcontrol("d")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "Belgium" not in prompt
    assert not COLOUR.search(seen)
    assert QUESTION in (tmp_path / "article-bot" / "history").read_text(encoding="utf-8")


def test_a_session_at_a_terminal_that_can_only_print(tmp_path: Path) -> None:
    child = spawn(tmp_path, TERM="dumb", columns=40)
    child.expect_exact("> ")
    seen = child.before
    child.send("half a line")
    child.expect_exact("half a line")
    child.sendcontrol("c")
    child.expect_exact("> ")
    child.sendline("/facts")
    child.expect_exact("Party1")
    child.expect_exact("> ")
    seen += child.before
    child.sendcontrol("d")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "\x1b" not in seen
    assert max(map(len, seen.split("\r\n"))) <= 40


def test_a_bad_article_ends_the_prompt_with_one_line(tmp_path: Path) -> None:
    child = spawn(tmp_path, "--article", "missing.txt")
    child.expect_exact("article-bot: missing.txt: there is no such file\r\n")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert "Traceback" not in child.before
