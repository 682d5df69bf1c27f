"""Ways of going on in a conversation, from ``followup.txt``, and small tests on words."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Literal

from bot.frame import AUXILIARIES, DETERMINERS, PREPOSITIONS, WH, base_form, is_plural
from bot.lazy import lazy
from retrieval.nouns import noun_type
from retrieval.text import tokenize
from retrieval.thesaurus import phrase

Act = Literal["ask", "source", "more", "else"]
ACTS: tuple[Act, ...] = ("source", "more", "else")
SMALL = PREPOSITIONS | frozenset(
    "the a an of one ones figure number part please and again figures question topic".split()
)
TIME_NOUNS = frozenset("year time day month date period decade".split())
_COUNTED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
PLACES = {word: place for place, word in enumerate(_COUNTED)} | {"former": 0, "last": -1, "latter": -1, "other": -1}


@lru_cache(maxsize=1)
def table() -> dict[str, re.Pattern[str]]:
    """Kind of phrase → its pattern: the lines of one kind are alternatives."""
    rows: dict[str, list[str]] = {}
    for line in resources.files("bot").joinpath("followup.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, _, pattern = line.partition(": ")
            rows.setdefault(kind, []).append(pattern.strip())
    return {kind: lazy("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) for kind, patterns in rows.items()}


ORDINAL = table()["ordinal"]
CHOOSING = table()["choosing"]
EXPLETIVE = table()["expletive"]
THE_ONE = table()["the one"]
THAT_YEAR = table()["that year"]
BESIDE = table()["beside"]
CAME_NEXT = table()["came next"]
BARE_ORDINAL = table()["bare ordinal"]


def act_of(message: str) -> Act | None:
    """Whether a message is about the last answer ("are you sure?", "go on"), not a question of its own."""
    plain = " ".join(re.sub(r"[^\w\s'%-]+", " ", message.replace("’", "'")).lower().split())
    return next((act for act in ACTS if table()[act].fullmatch(plain)), None)


def is_role(text: str) -> bool:
    """Whether a noun phrase means one person by what they are ("the general manager")."""
    kind = noun_type(phrase(text)) if phrase(text) else None
    return kind in ("person", "role") and not is_plural(text)


def noun_follows(text: str, end: int) -> bool:
    """Whether a noun comes next: "her *husband*", not "her in 1990"."""
    following = tokenize(text[end:])[:1]
    if not following:
        return False
    norm = following[0].norm
    return norm not in PREPOSITIONS | AUXILIARIES | DETERMINERS | WH | {
        "and",
        "or",
        "there",
        "then",
        "again",
        "too",
    } and not (base_form(norm) is not None and norm != base_form(norm))


def sentence(text: str) -> str:
    """A text as a question: capital, question mark, single spaces."""
    line = " ".join(text.split()).rstrip(" ?!.,;")
    return line[:1].upper() + line[1:] + "?" if line else ""
