"""The ``article-bot`` command."""

from __future__ import annotations

import argparse

from bot.slack.commands import add_parsers


def main() -> int:
    """Run a sub-command; a placeholder until the real command line takes its place."""
    parser = argparse.ArgumentParser(prog="article-bot")
    add_parsers(parser.add_subparsers(required=True))
    args = parser.parse_args()
    return int(args.run(args))
