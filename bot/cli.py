"""The ``article-bot`` command: reads the command line, shows errors as one line, sets the exit code.

Every command imports what it needs when it runs: a prompt or a ``--help`` waits for nothing else.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, TextIO

from bot import __version__

USAGE_ERROR = 2
INTERRUPTED = 130  # 128 + SIGINT, as a shell reports it
BROKEN_PIPE = 141  # 128 + SIGPIPE

# Commands of other modules: where ``add_parsers(subparsers)`` stands, and what --help says. Each parser it adds
# has a default ``run``, a function from the parsed arguments to the exit code. ``--article`` may stand anywhere on
# the line: they find it in ``args.article``, None where it was not given.
ELSEWHERE = {
    "eval": ("bot.evaluation.commands", "measure the answers to a question set"),
    "slack": ("bot.slack.commands", "answer in Slack"),
    "data": ("bot.slack.commands", "look after what the Slack app remembers"),
    "feedback": ("bot.slack.commands", "list what people in Slack voted"),
}
EXAMPLES = """\
examples:
  article-bot                                             ask one question after another
  article-bot "When did Belgium recognise Kosovo?"        ask one question
  article-bot ask "Who is the ambassador?" --json         the reply as JSON
  article-bot --article notes.txt "Who built the bridge?" ask another article
  article-bot < questions.txt                             a conversation, one question a line
  article-bot eval                                        measure the article's own question set
  article-bot eval questions.jsonl --predictions out.jsonl
  article-bot slack                                       run the Slack app (Socket Mode)
  article-bot slack --http --port 3000                    run it behind a web server
  article-bot data purge --older-than 30d                 forget old Slack conversations
  article-bot feedback --csv                              votes from Slack as a table

ARTICLE_BOT_ARTICLE names the article where --article doesn't. "article-bot COMMAND --help" tells more.
"""
ASK_EXAMPLES = """\
examples:
  article-bot ask "When did Belgium recognise Kosovo?"
  article-bot ask When did Belgium recognise Kosovo
  article-bot ask "How many soldiers did it send?" --explain
  article-bot ask "Who is the ambassador?" --json | jq .answer

exit code: 0 answered, 1 not in the article, 2 wrong usage or unreadable input
"""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read more."""
        self.exit(USAGE_ERROR, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard(sys.stdout)
        return BROKEN_PIPE
    except OSError as error:
        _discard(sys.stdout)
        return _fail(error)
    except Exception as error:
        from corpus.errors import ArticleBotError  # here: it brings NLTK, which no prompt should wait for

        if not isinstance(error, ArticleBotError):
            raise
        return _fail(error)


def _run(argv: Sequence[str]) -> int:
    anywhere = Parser(prog="article-bot", add_help=False, allow_abbrev=False)
    anywhere.add_argument("--article")
    known, rest = anywhere.parse_known_args(argv)
    if not rest:
        from bot.repl import run

        return run(_article(known.article))
    if rest[0] not in ("ask", "-h", "--help", "--version", *ELSEWHERE):
        rest.insert(0, "ask")
    args = _parser(rest[0]).parse_args(rest)
    args.article = known.article
    code: int = args.run(args)
    return code


def _parser(command: str) -> Parser:
    """The parser of a command line that starts with ``command``; the other commands are only named in it."""
    parser = Parser(
        prog="article-bot",
        usage="article-bot [--article FILE] [COMMAND …]",
        description="Answers questions about one article, and proves each answer with the sentence it rests on.\n"
        "Without a command: type questions one after another, or pipe them in.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--article", metavar="FILE", help="the article to ask, instead of the one that comes with it")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="article-bot")
    ask = commands.add_parser(
        "ask",
        help="answer one question (the word itself may be left out)",
        usage='article-bot ask "QUESTION" [--json | --explain] [--article FILE]',
        description="Answer one question.",
        epilog=ASK_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ask.add_argument("question", nargs="+", metavar="QUESTION", help="the question, in quotes or not")
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the reply as one line of JSON")
    form.add_argument("--explain", action="store_true", help="show how the answer was found, or why there is none")
    ask.add_argument("--article", metavar="FILE", help="the article to ask")
    ask.set_defaults(run=_ask)
    if command in ELSEWHERE:
        import_module(ELSEWHERE[command][0]).add_parsers(commands)
    else:
        for name, (_, summary) in ELSEWHERE.items():
            commands.add_parser(name, help=summary)
    return parser


def _article(given: str | None) -> str | None:
    """The article that was named, by option or environment; None for the one that comes with the package."""
    return given or os.environ.get("ARTICLE_BOT_ARTICLE") or None


def _ask(args: argparse.Namespace) -> int:
    gc.disable()  # a process for one question ends before there is anything to collect
    from bot import ArticleBot, terminal

    bot = ArticleBot.load(_article(args.article))
    warn(bot.article.warnings)
    question = terminal.typed(" ".join(args.question))
    answer = bot.ask(question)
    if args.json:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        print(terminal.json_line(answer))
    elif sys.stdout.isatty():
        from rich.console import Console

        terminal.show(terminal.reply(answer), Console(highlight=False))
    else:
        print(terminal.plain(terminal.reply(answer)))
    if args.explain:
        print("\n" + terminal.clean(bot.explain(question)))
    return 1 if answer.status == "no_answer" else 0


def warn(warnings: Sequence[str]) -> None:
    """Say what looks odd about an article, one line each, on standard error."""
    from bot.terminal import clean

    for warning in warnings:
        print(f"article-bot: {clean(warning)}", file=sys.stderr)


def _fail(error: Exception) -> int:
    from bot.terminal import clean

    print("article-bot: " + " ".join(clean(str(error)).split("\n")), file=sys.stderr)
    return USAGE_ERROR


def _discard(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that the interpreter's last flush cannot fail (Python's own advice)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
