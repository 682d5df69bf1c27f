"""The first or the latest of a list whose items each have a date: "what is their latest agreement?"."""

from __future__ import annotations

from typing import NamedTuple

from retrieval.article.index import Index
from retrieval.article.mentions import amounts
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit, index_mentions
from retrieval.replies.lists import AMOUNT_TYPES, head_meets, item_name
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes
from retrieval.words.text import Token
from retrieval.words.verbs import is_verb

_LAST = frozenset("latest newest last recent".split())
_FIRST = frozenset("first earliest oldest".split())
_SIGNED = frozenset("signed made concluded reached held paid".split())
_YEAR = lazy(r"\b(?:1\d{3}|20\d{2})\b")


class Newest(NamedTuple):
    """An item of a list, and the answer as a span of the article."""

    unit: Unit
    start: int
    end: int


def newest(plan: Plan, hits: list[Hit], index: Index) -> Newest | None:
    """The item that a question for the first or the latest of its kind means; None where it asks for no such thing,
    or the article says in so many words which one it was."""
    query = plan.query
    if query.form not in ("value", "definition") or query.type in AMOUNT_TYPES - {"date"} or query.type == "place":
        return None
    asked = _superlative(query.tokens)
    if asked is None or query.of("date", "number"):
        return None
    noun = query.tokens[asked.noun]
    word = query.tokens[asked.place].stem
    if any(_says(hit.unit, word, noun.stem) for hit in hits[:3]):
        return None
    for passage in index.passages:
        items = [unit for unit in passage if unit.kind == "item"]
        if len(items) < 2 or not head_meets(plan, noun, asked.place, passage):
            continue
        dates = [_date(unit) for unit in items]
        if None in dates or len(set(dates)) < len(dates):
            return None
        order = sorted(zip(dates, items, strict=True), key=lambda pair: pair[0] or (0, 0))
        return _answer(plan, order[-1][1] if asked.last else order[0][1])
    return None


def _says(unit: Unit, word: str, noun: str) -> bool:
    """Whether a sentence has "the first agreement" itself."""
    places = [(p, n) for p in unit.positions.get(word, ()) for n in unit.positions.get(noun, ())]
    return unit.kind != "item" and any(0 < n - p <= 3 for p, n in places)


class _Asked(NamedTuple):
    place: int
    noun: int
    last: bool


def _superlative(tokens: tuple[Token, ...]) -> _Asked | None:
    """Where a question says "latest" or "first", the noun that is meant, and which of the two it is."""
    for place, token in enumerate(tokens):
        before = tokens[place - 1].norm if place else ""
        if token.norm not in _LAST | _FIRST or (token.norm == "recent" and before != "most"):
            continue
        last = token.norm in _LAST
        if place == len(tokens) - 1 and tokens[0].norm in ("which", "what") and tokens[1:2]:
            return _Asked(place, 1, last)  # "which agreement was signed last?"
        for noun in range(place + 1, min(place + 4, len(tokens))):
            if is_verb(tokens[noun]) and tokens[noun].norm in _SIGNED:
                break
            following = tokens[noun + 1] if noun + 1 < len(tokens) else None
            if following is None or not (following.text.islower() and _goes_on(tokens, noun)):
                return _Asked(place, noun, last)
        return None
    return None


def _goes_on(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a noun phrase goes on behind a word ("the latest *bilateral* agreement")."""
    return tokens[place].norm in ("bilateral", "joint", "official", "high-level", "ministerial", "state", "common")


def _date(unit: Unit) -> tuple[int, int] | None:
    """The year and month of an item's first date."""
    for mention in amounts(unit.text):
        told = unit.text[mention.start : mention.end]
        year = _YEAR.search(told) if mention.type == "date" else None
        if year is not None:
            months = word_classes("gazetteer.txt")["month"]
            month = next((i for i, name in enumerate(months, 1) if name.lower() in told.lower()), 0)
            return int(year[0]), month
    return None


def _answer(plan: Plan, unit: Unit) -> Newest | None:
    if plan.query.type == "date":
        date = next((m for m in amounts(unit.text) if m.type == "date"), None)
        return Newest(unit, unit.start + date.start, unit.start + date.end) if date else None
    if plan.query.type in ("person", "role"):
        who = next((m for m in index_mentions(plan.index, unit) if m.type == "person"), None)
        return Newest(unit, unit.start + who.start, unit.start + who.end) if who else None
    return Newest(unit, unit.start, unit.start + len(item_name(unit.text)))
