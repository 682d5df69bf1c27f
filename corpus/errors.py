"""The errors that a person may meet: each message is one line that says what to do."""

from __future__ import annotations


class ArticleBotError(Exception):
    """The base of this project's errors. Its text is shown to people as it stands."""


class UnreadableError(ArticleBotError):
    """A file that cannot be used. ``line`` counts from 1 and is part of the message where it is known."""

    def __init__(self, source: str, problem: str, line: int | None = None) -> None:
        where = f"{source}, line {line}" if line else source
        super().__init__(f"{where}: {problem}")
        self.source = source
        self.line = line
