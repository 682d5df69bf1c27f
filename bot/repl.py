"""The conversation: from a pipe, on a plain terminal, and (in ``bot.prompt``) with line editing."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from bot.cli import warn
from bot.talk import Quit, Talk
from bot.terminal import plain

PROMPT = "> "


def run(article: str | None) -> int:
    """Talk until the person leaves, in the way that standard input and output allow; gives the exit code."""
    if not sys.stdin.isatty():
        _answer_pipe(open_talk(article))
    elif os.environ.get("TERM") in (None, "", "dumb") or not sys.stdout.isatty():
        _talk_plainly(open_talk(article))
    else:
        from bot.prompt import talk_at_prompt

        talk_at_prompt(article)
    return 0


def open_talk(article: str | None) -> Talk:
    """Read an article and start a conversation about it."""
    from bot import ArticleBot

    talk = Talk(ArticleBot.load(article))
    warn(talk.bot.article.warnings)
    return talk


def _answer_pipe(talk: Talk) -> None:
    """One question a line, one reply a group of lines, an empty line after each."""
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
    with suppress(Quit):
        for text in sys.stdin:
            print(plain(talk.take(text)), end="\n\n", flush=True)


def _talk_plainly(talk: Talk) -> None:
    """For terminals that cannot move a cursor, and where only the replies go elsewhere: line by line, no styles."""
    print(plain(talk.banner()), end="\n\n", flush=True)
    with suppress(Quit, EOFError):
        while True:
            try:
                print(PROMPT, end="", file=sys.stderr, flush=True)
                text = input()
                if text.strip():
                    print(plain(talk.take(text)), end="\n\n", flush=True)
            except KeyboardInterrupt:
                print(file=sys.stderr)
    print(file=sys.stderr)
