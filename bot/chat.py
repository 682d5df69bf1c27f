"""What is said to a chatbot without asking the article anything: greetings, thanks, help, questions about itself."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from retrieval.words.text import tokenize


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    """Small talk, from ``chat.txt``, where each line is a regular expression of the whole message: its kind is the
    name of the group."""
    rows: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("chat.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, _, pattern = line.partition(": ")
            rows.setdefault(kind.strip(), []).append(f"(?:{pattern.strip()})")
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(lines)})" for kind, lines in rows.items()), re.IGNORECASE)


def kind_of(message: str) -> str | None:
    """The kind of small talk a message is; None for a question to the article."""
    words = re.sub(r"<@[A-Z0-9]+(?:\|[^>]*)?>", " ", message) if "<@" in message else message
    tokens = tokenize(words)
    if not tokens:
        return "empty"
    plain = " ".join(re.sub(r"[^\w\s'’]+", " ", words).replace("’", "'").lower().split())
    plain = re.sub(r"\b(what|how|who|where)s\b", r"\1's", plain)  # as it is typed
    for said in dict.fromkeys((plain, _FILLER.sub("", plain))):
        match = _said().fullmatch(said)
        if match is not None:
            return match.lastgroup
    return None


_FILLER = re.compile(r"^(?:(?:so|ok|okay|well|um|uh|hmm|right|now|anyway) )+")
