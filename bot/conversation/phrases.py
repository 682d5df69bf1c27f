"""Ways of going on in a conversation, from ``followup.txt``, and the step that a turn comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.conversation.grammar import PREPOSITIONS
from retrieval.words.lazy import lazy

Act = Literal["ask", "source", "next", "more", "else", "besides"]
ACTS: tuple[Act, ...] = ("source", "next", "more", "else")
SMALL = PREPOSITIONS | frozenset(
    "the a an of one ones figure number part please and again figures question topic".split()
)
TIME_NOUNS = frozenset("year time day month date period decade".split())
_COUNTED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
PLACES = {word: place for place, word in enumerate(_COUNTED)} | {"former": 0, "last": -1, "latter": -1, "other": -1}


@dataclass(frozen=True, slots=True)
class Step:
    """What a turn asks for: ``question`` to be asked of the article, or the last answer's evidence.

    ``elliptical``: the question was put together from the one before it. ``understood`` is how the question is shown
    where that differs from how it is asked: the article's own subject is named, retrieval knows it by its pronoun.
    """

    act: Act
    question: str
    elliptical: bool = False
    understood: str = ""


@lru_cache(maxsize=1)
def table() -> dict[str, re.Pattern[str]]:
    """Kind of phrase → its pattern: the lines of one kind are alternatives."""
    rows: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("followup.txt").read_text(encoding="utf-8").splitlines():
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
AT_TIMES = table()["at times"]
SURE = table()["sure"]
MEANWHILE = table()["meanwhile"]
IN_ALL = table()["in all"]
BESIDES = table()["besides"]
DEED = lazy(r"\bwhat else (?:did|does|do|has|have) .*\b(?:do|done)\b", re.IGNORECASE)
CAME_NEXT = table()["came next"]
HAPPENED = table()["happened"]
DID_IT, MEANT_TO = table()["did it"], table()["meant to"]
BARE_ORDINAL = table()["bare ordinal"]


def act_of(message: str) -> Act | None:
    """Whether a message is about the last answer ("are you sure?", "go on"), not a question of its own."""
    plain = " ".join(re.sub(r"[^\w\s'%-]+", " ", message.replace("’", "'")).lower().split())
    return next((act for act in ACTS if table()[act].fullmatch(plain)), None)


def sentence(text: str) -> str:
    """A text as a question: capital, question mark, single spaces."""
    line = " ".join(text.split()).rstrip(" ?!.,;")
    return line[:1].upper() + line[1:] + "?" if line else ""


def step_to(rewritten: str, question: str, elliptical: bool) -> Step:
    """A step to a question as rewritten, or as it was put where nothing came of that."""
    return Step("ask", rewritten or question, bool(rewritten) and elliptical)
