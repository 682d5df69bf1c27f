"""Abbreviations that an article introduces, and what they stand for."""

from __future__ import annotations

from retrieval.article.units import Unit
from retrieval.words.lazy import lazy
from retrieval.words.text import normalize, tokenize

_ACRONYM = lazy(r"\(([A-Z][A-Za-z]{1,9})\)")


def introductions(units: list[Unit]) -> dict[str, tuple[Unit, int, int]]:
    """Abbreviations that the article introduces ("Kosovo Force (KFOR)"): norm → unit, and the long form's span."""
    found: dict[str, tuple[Unit, int, int]] = {}
    for unit in units:
        for match in _ACRONYM.finditer(unit.text):
            start = _long_form(match[1], unit.text[: match.start()])
            if start is not None:
                end = len(unit.text[: match.start()].rstrip())
                found.setdefault(normalize(match[1]), (unit, unit.start + start, unit.start + end))
    return found


def _long_form(short: str, before: str) -> int | None:
    """Where the words before "(KFOR)" begin that it abbreviates: the shortest run that holds its letters in order.

    After A. Schwartz & M. Hearst, "A simple algorithm for identifying abbreviation definitions", 2003.
    """
    tokens = tokenize(before)[-len(short) - 4 :]
    for first in range(len(tokens) - 1, -1, -1):
        if tokens[first].text[0].lower() != short[0].lower():
            continue
        letters = "".join(t.text.lower() for t in tokens[first:])
        place = 0
        for letter in short.lower():
            place = letters.find(letter, place) + 1
            if place == 0:
                break
        capitals = sum(t.is_capital for t in tokens[first:])
        if place and capitals * 2 >= len(short) - 1:
            return tokens[first].start
    return None
