"""The command as people and scripts type it: what it prints where, and its exit code."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot.article_bot import ArticleBot
from bot.cli import ELSEWHERE, main
from bot.terminal import clean
from corpus import default_article_path, read_article

ROOT = Path(bot.__file__).parents[1]
ARTICLES = ROOT / "tests" / "articles"
QUESTION = "When did Belgium recognise Kosovo?"


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        timeout=60,
    )


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def the_bot() -> ArticleBot:
    return ArticleBot.load()


def test_ask_prints_the_reply_and_nothing_else(the_bot: ArticleBot) -> None:
    done = run("ask", QUESTION)
    answer = the_bot.ask(QUESTION)
    lines = done.stdout.decode().split("\n")
    assert done.returncode == 0
    assert done.stderr == b""
    assert lines[0] == answer.headline
    assert f"  “{answer.citations[0].quote}”" in lines
    assert f"  — {answer.citations[0].section}" in lines
    assert "\x1b" not in done.stdout.decode()


def test_json_is_one_object_a_line_and_its_quotes_stand_in_the_article() -> None:
    done = run("ask", QUESTION, "--json", PYTHONIOENCODING="ascii")
    prediction = json.loads(done.stdout.decode("utf-8"))
    text = default_article_path().read_text(encoding="utf-8")
    assert done.stdout.count(b"\n") == 1
    assert list(prediction) == [
        "id",
        "conversation",
        "question",
        "understood_as",
        "status",
        "answer",
        "text",
        "confidence",
        "citations",
    ]
    assert prediction["id"] is prediction["conversation"] is None
    assert prediction["citations"]
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in prediction["citations"])


@pytest.mark.parametrize(
    "typed",
    [
        ["ask", QUESTION],
        [QUESTION],
        QUESTION.split(),
        ["ask", *QUESTION.split()],
        ["--json", QUESTION],
        ["--article", str(default_article_path()), QUESTION],
        ["--article", str(default_article_path()), "ask", QUESTION],
        ["ask", QUESTION, f"--article={default_article_path()}"],
    ],
)
def test_a_question_may_be_typed_in_many_ways(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main([*typed, *(["--json"] if "--json" not in typed else [])])
    assert code in (0, 1)
    assert json.loads(capsys.readouterr().out)["question"] == QUESTION


def test_the_article_may_come_from_the_environment_and_the_option_wins(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []

    def load(path: str | None) -> ArticleBot:
        asked.append(path)
        return ArticleBot(read_article(ARTICLES / "bridge.txt"))

    monkeypatch.setattr(ArticleBot, "load", load)
    monkeypatch.setenv("ARTICLE_BOT_ARTICLE", "one.txt")
    main(["ask", "How long is it?"])
    main(["ask", "How long is it?", "--article", "two.txt"])
    main(["--article", "three.txt", "How long is it?"])
    assert asked == ["one.txt", "two.txt", "three.txt"]


@pytest.mark.parametrize(("status", "code"), [("answered", 0), ("clarify", 0), ("chat", 0), ("no_answer", 1)])
def test_the_exit_code_tells_whether_the_article_says_it(
    status: str, code: int, monkeypatch: pytest.MonkeyPatch, the_bot: ArticleBot
) -> None:
    answer = dataclasses.replace(the_bot.ask(QUESTION), status=status)  # type: ignore[arg-type]
    monkeypatch.setattr(ArticleBot, "ask", lambda self, question: answer)
    assert main(["ask", QUESTION]) == code


def bad_articles(folder: Path) -> dict[str, Path]:
    """Paths of what is no article, by what is wrong with it."""
    contents = {
        "empty": b"",
        "blank": b"\n \n",
        "binary": bytes(range(256)) * 20,
        "zeros": b"\0" * 5000,
        "utf16": "== A ==\nText.".encode("utf-16"),
        "latin1": "Caf\u00e9 life.\n".encode("latin-1"),
        "noise": bytes(33 + (i * i * 7919) % 94 for i in range(20000)),
    }
    paths = {"missing": folder / "missing.txt", "folder": folder, "below a file": folder / "empty.txt" / "x.txt"}
    for name, content in contents.items():
        paths[name] = folder / f"{name}.txt"
        paths[name].write_bytes(content)
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        paths["no permission"] = folder / "secret.txt"
        paths["no permission"].write_text("A sentence.")
        paths["no permission"].chmod(0)
    return paths


def test_bad_articles_are_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for what, path in bad_articles(tmp_path).items():
        assert main(["ask", "Who?", "--article", str(path)]) == 2, what
        output = capsys.readouterr()
        assert output.out == "", what
        assert output.err.startswith("article-bot: "), what
        assert str(path) in output.err, what
        assert output.err.count("\n") == 1, what


@pytest.mark.parametrize("typed", [["ask"], ["ask", "x", "--bogus"], ["--article"], ["x", "--json", "--explain"]])
def test_wrong_usage_is_one_line(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(typed)
    error = capsys.readouterr().err
    assert stop.value.code == 2
    assert error.startswith("article-bot")
    assert "--help" in error
    assert error.count("\n") == 1


def test_a_missing_article_as_typed_in_a_shell() -> None:
    done = run("--article", "missing.txt", stdin=b"Who?\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"article-bot: missing.txt: there is no such file\n"


def test_what_looks_odd_in_an_article_is_said_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "odd.txt"
    article.write_text("<div>The '''bridge''' is 12 m long.</div>\n", encoding="utf-8")
    assert main(["How long is the bridge?", "--article", str(article), "--json"]) in (0, 1)
    output = capsys.readouterr()
    assert len(output.err.splitlines()) == 2
    assert "HTML" in output.err
    assert "wikitext" in output.err
    json.loads(output.out)


def test_explain_adds_how_the_answer_was_found(the_bot: ArticleBot, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", QUESTION, "--explain"])
    output = capsys.readouterr().out
    assert squeezed(the_bot.ask(QUESTION).headline) in squeezed(output)
    assert squeezed(clean(the_bot.explain(QUESTION))) in squeezed(output)


def test_help_shows_every_command_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    examples = capsys.readouterr().out.partition("examples:")[2]
    assert stop.value.code == 0
    assert all(f"article-bot {command}" in examples for command in ("ask", *ELSEWHERE))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"article-bot {bot.__version__}\n"


def test_ctrl_c_ends_it_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(self: ArticleBot, question: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ArticleBot, "ask", interrupt)
    assert main(["ask", QUESTION]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "bot", QUESTION],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", QUESTION, "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"article-bot: ")
    assert done.stderr.count(b"\n") == 1
