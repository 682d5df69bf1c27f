"""The ``article-bot`` command: sub-commands, and errors as one line."""

from __future__ import annotations

import argparse
import sys

from bot.evaluation.commands import add_parsers
from corpus.errors import ArticleBotError


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="article-bot")
    add_parsers(parser.add_subparsers(required=True))
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except ArticleBotError as error:
        print(f"article-bot: {error}", file=sys.stderr)
        return 2
