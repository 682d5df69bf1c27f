"""What is said to a chatbot without asking the article anything: greetings, thanks, help, questions about itself."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from retrieval.words.text import tokenize


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kind of small talk → what is said, from ``chat.txt``: one regular expression a line, the whole message."""
    rows = []
    for line in resources.files("bot").joinpath("chat.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, _, pattern = line.partition(": ")
            rows.append((kind.strip(), re.compile(pattern.strip(), re.IGNORECASE)))
    return tuple(rows)


def kind_of(message: str) -> str | None:
    """The kind of small talk a message is; None for a question to the article."""
    words = re.sub(r"<@[A-Z0-9]+(?:\|[^>]*)?>", " ", message)
    tokens = tokenize(words)
    if not tokens:
        return "empty"
    plain = " ".join(re.sub(r"[^\w\s'’]+", " ", words).replace("’", "'").lower().split())
    plain = re.sub(r"\b(what|how|who|where)s\b", r"\1's", plain)  # as it is typed
    for said in (plain, _FILLER.sub("", plain)):
        for kind, pattern in _patterns():
            if pattern.fullmatch(said):
                return kind
    return None


_FILLER = re.compile(r"^(?:(?:so|ok|okay|well|um|uh|hmm|right|now|anyway) )+")
