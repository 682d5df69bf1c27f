"""A bot that replies by a script, so that these tests need no particular answers, and the command as it is typed."""

import argparse
from typing import ClassVar

import pytest
from ferry import reply

import bot.evaluation.run as run
from bot.article_bot import Turn
from bot.conversation.state import Conversation, Topic
from bot.evaluation.commands import add_parsers
from corpus.errors import ArticleBotError


class ScriptedBot:
    """Answers from ``script``; what isn't in it is refused. Remembers what it was asked, and in which talk."""

    script: ClassVar = {}
    asked: ClassVar = []
    threshold = None

    def __init__(self, article, threshold=None):
        self.article = article
        type(self).threshold = threshold

    def ask(self, question):
        return self.script.get(question) or reply(question, "no_answer", confidence=0.1)

    def turn(self, question, conversation=None):
        self.asked.append((question, conversation.last.question if conversation.last else ""))
        return Turn(self.ask(question), Conversation().after("", Topic(question)))

    def ranked(self, question, limit=10):
        return tuple(self.ask(question).citations)[:limit]


@pytest.fixture
def scripted(monkeypatch):
    ScriptedBot.script, ScriptedBot.asked, ScriptedBot.threshold = {}, [], None
    monkeypatch.setattr(run, "ArticleBot", ScriptedBot)
    return ScriptedBot


@pytest.fixture
def eval_command(capsys):
    """Runs ``eval`` as the command line does; returns exit code, standard output, standard error."""

    def run_command(*arguments):
        parser = argparse.ArgumentParser(prog="article-bot")
        add_parsers(parser.add_subparsers(required=True))
        try:
            args = parser.parse_args(["eval", *map(str, arguments)])
            code = args.run(args)
        except ArticleBotError as error:
            assert "\n" not in str(error)
            captured = capsys.readouterr()
            return 2, captured.out, f"{captured.err}{error}\n"
        except SystemExit as exit:
            code = exit.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command
