"""Decades: "in the sixties", "the 1960s" are met by a year in them."""

from __future__ import annotations

import re

from retrieval.words.lazy import lazy

_NAMED = {
    name: str(digit)
    for digit, name in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
_WRITTEN = lazy(r"(1\d|20)?(\d)0s$")


def years(word: str) -> re.Pattern[str] | None:
    """What a year of the decade looks like that a word names; None where it names none."""
    written = _WRITTEN.match(word.lower().replace("'", ""))
    if written:
        return re.compile(rf"{written[1] or '(?:1[89]|20)'}{written[2]}\d$")
    digit = _NAMED.get(word.lower())
    return re.compile(rf"(?:1[89]|20){digit}\d$") if digit else None
