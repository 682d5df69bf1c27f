"""The README is true: its conversation is what the bot says, its commands are CI's, its links lead somewhere."""

import re
from pathlib import Path

import pytest

import bot
from bot import ArticleBot
from bot.cli import main
from bot.talk import Talk
from bot.terminal import plain

ROOT = Path(bot.__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIDENCE = re.compile(r" \((?:sure|fairly sure|not sure|unsure|[a-z ]+sure[a-z ]*)\)$", re.M)


def blocks(language: str = "") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def test_the_conversation_is_what_the_bot_says() -> None:
    transcript = next(block for block in blocks() if block.startswith("$ article-bot\n"))
    turns = re.findall(r"^> (.*)\n((?:(?!> ).*\n)*)", transcript, re.M)
    assert len(turns) >= 10
    talk = Talk(ArticleBot.load())
    for question, shown in turns:
        reply = plain(talk.take(question)).strip()
        parts = CONFIDENCE.sub("", shown.strip()).split("…")
        trimmed = ".*".join(re.escape(part.strip(" ")) for part in parts)
        assert re.fullmatch(trimmed, CONFIDENCE.sub("", reply), re.S), f"{question}\n{reply}"


def test_the_test_command_is_what_ci_runs() -> None:
    command = next(block for block in blocks() if "pytest" in block)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_library_example_runs(capsys) -> None:
    exec(blocks("python")[0], {})
    assert capsys.readouterr().out.startswith("24 February 2008 Belgium was one of the first countries")


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    headings = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.*)$", README, re.M)}
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert target.removeprefix("#") in headings or (ROOT / target).exists() or target.startswith("https://"), target


def test_every_file_and_option_that_it_names_exists(capsys) -> None:
    for path in re.findall(r"`((?:bot|corpus|retrieval|tests)/[\w/.]+)`", README):
        assert (ROOT / path).exists(), path
    for command in (["ask"], ["eval"], ["slack"], ["data", "purge"], ["feedback"]):
        with pytest.raises(SystemExit):
            main([*command, "--help"])
    helps = capsys.readouterr().out
    for line in re.findall(r"article-bot (?:ask|eval|slack|data|feedback)[^`\n#]*", README):
        for option in re.findall(r"--[a-z-]+", line):
            assert option in helps, line
