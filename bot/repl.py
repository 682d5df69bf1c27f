"""The conversation: from a pipe, on a plain terminal, and (in ``bot.prompt``) with line editing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress

from bot.cli import warn
from bot.talk import Quit, Talk
from bot.terminal import BLANK, Line, plain, show

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
    say = _speaker()
    say(talk.banner())
    with suppress(Quit, EOFError):
        while True:
            try:
                print(PROMPT, end="", file=sys.stderr, flush=True)
                text = input()
                if text.strip():
                    say(talk.take(text))
            except KeyboardInterrupt:
                print(file=sys.stderr)
    print(file=sys.stderr)


def _speaker() -> Callable[[list[Line]], None]:
    """What prints a reply: wrapped at the width of a terminal, one line a part elsewhere."""
    if not sys.stdout.isatty():
        return lambda lines: print(plain(lines), end="\n\n", flush=True)
    from rich.console import Console

    width, height = shutil.get_terminal_size()
    console = Console(color_system=None, highlight=False, width=width, height=height)
    return lambda lines: show([*lines, BLANK], console)
