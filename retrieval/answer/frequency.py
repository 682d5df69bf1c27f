"""How often something happens: "twice a day", "every second year", "monthly"."""

from __future__ import annotations

import re

from retrieval.article.mentions import Mention
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.text import NUMBER_WORDS

_COUNT = rf"(?:once|twice|thrice|(?:\d+|{'|'.join(NUMBER_WORDS)}|several|many) times?)"
_SPAN = r"(?:hour|day|night|weekday|week|fortnight|month|quarter|year|season|decade|century|minute|second)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn"
    r"|winter)"
)
_OFTEN = lazy(
    rf"\b(?:{_COUNT} (?:an?|per|each|every|in each|in every) (?:\w+ )?{_SPAN}"
    rf"|(?:every|each) (?:(?:other|second|third|fourth|fifth|few|\d+|{'|'.join(NUMBER_WORDS)}) )?"
    rf"(?:{_SPAN}s?|{_DAY}|{_MONTH})"
    r"|(?:twice[- ])?(?:hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually|biennially)"
    r"|once|twice)\b",
    re.IGNORECASE,
)


def frequencies(hit: Hit) -> list[Mention]:
    """The frequencies that a unit tells, in their order."""
    return [Mention("number", m.start(), m.end()) for m in _OFTEN.finditer(hit.unit.text)]
