"""The Slack app's part of the command line; Bolt and SQLAlchemy load only when one of its commands runs."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from corpus.errors import ArticleBotError


def add_parsers(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Register ``slack``, ``data`` and ``feedback``."""
    slack = subparsers.add_parser(
        "slack",
        help="run the Slack app",
        description="Run the Slack app: in Socket Mode, or over HTTP behind TLS.",
        epilog="examples:\n  article-bot slack\n  article-bot slack --check\n"
        "  article-bot slack --http --host 0.0.0.0 --port 3000\n  article-bot slack --article my_article.txt",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    slack.add_argument("--http", action="store_true", help="receive over HTTP instead of Socket Mode")
    slack.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    slack.add_argument("--port", type=_port, help="port (default with --http: 3000; in Socket Mode: health only)")
    slack.add_argument("--check", action="store_true", help="verify tokens, scopes, manifest and database, and exit")
    slack.add_argument("--article", metavar="FILE", help="the article to answer about (default: ARTICLE_BOT_ARTICLE)")
    slack.set_defaults(run=_slack)

    data = subparsers.add_parser("data", help="manage what the Slack app stores")
    jobs = data.add_subparsers(dest="job", required=True, metavar="purge")
    purge = jobs.add_parser(
        "purge",
        help="delete stored data",
        description="Delete conversations, votes and answer ids older than an age.",
        epilog="examples:\n  article-bot data purge\n  article-bot data purge --older-than 12h",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    purge.add_argument("--older-than", default="30d", metavar="D", help="an age: 30d, 12h, 2w (default: 30d)")
    purge.set_defaults(run=_purge)

    feedback = subparsers.add_parser(
        "feedback",
        help="list what people voted in Slack",
        epilog="examples:\n  article-bot feedback\n  article-bot feedback --csv > votes.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    feedback.add_argument("--csv", action="store_true", help="write CSV, safe to open in a spreadsheet")
    feedback.set_defaults(run=_feedback)


def _slack(args: argparse.Namespace) -> int:
    def start() -> int:
        from bot.slack.settings import read_settings

        if args.check:
            from bot.slack.check import check

            return check("http" if args.http else "socket")
        settings = read_settings("http" if args.http else "socket")
        from bot.slack.run import Place, run

        return run(settings, Place(args.host, args.port), args.article or os.environ.get("ARTICLE_BOT_ARTICLE"))

    return _told(start)


def _purge(args: argparse.Namespace) -> int:
    def start() -> int:
        from bot.slack.retention import parse_age, purge

        age = parse_age(args.older_than)
        deleted = purge(_store(), age)
        print("deleted: " + ", ".join(f"{count} {what}" for what, count in deleted.items()))
        return 0

    return _told(start)


def _feedback(args: argparse.Namespace) -> int:
    def start() -> int:
        from bot.slack.feedback import rows, write_csv, write_table

        (write_csv if args.csv else write_table)(rows(_store()), sys.stdout)
        return 0

    return _told(start)


def _store() -> Any:
    from bot.slack.database import open_engine
    from bot.slack.settings import database_url
    from bot.slack.store import Store

    return Store(open_engine(database_url()))


def _told(start: Any) -> int:
    try:
        return int(start())
    except ArticleBotError as error:
        print(f"article-bot: {error}", file=sys.stderr)
        return int(getattr(error, "exit_code", 2))


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: 0 to 65535")
    return int(text)
