"""What can be an answer of a type: the mentions of a unit, found once, and which of them fit a question."""

from __future__ import annotations

from bisect import bisect_left

from retrieval.align import Met, Plan
from retrieval.doers import doer
from retrieval.index import Index, Unit
from retrieval.mentions import Mention
from retrieval.text import Token

# Which mentions can answer a question of a type.
ANSWERS: dict[str, tuple[str, ...]] = {
    "person": ("person", "name"),
    "group": ("name", "person"),
    "organisation": ("name", "person"),
    "role": ("name", "person"),
    "place": ("place", "name"),
    "date": ("date",),
    "duration": ("duration", "date"),
    "duration_or_measure": ("duration", "measure", "date"),
    "number": ("number", "percent", "ordinal"),
    "amount": ("number", "measure", "money", "percent"),
    "money": ("money",),
    "money_or_number": ("money", "number", "measure", "percent"),
    "measure": ("measure", "number", "percent"),
    "age": ("duration", "number", "date"),
}


def index_mentions(index: Index, unit: Unit) -> list[Mention]:
    """All typed mentions of a unit; a fact's key is none."""
    return [mention for mention, _, _ in placed_mentions(index, unit)]


def placed_mentions(index: Index, unit: Unit) -> list[tuple[Mention, int, int]]:
    """All typed mentions of a unit with the places of their first and last token, found once."""
    if unit.placed is None:
        key = (unit.fact.value_start - unit.fact.start) if unit.fact else 0
        dated = index.amounts(unit)
        starts = [d.start for d in dated]
        before = ((n, bisect_left(starts, n.end)) for n in index.names(unit))
        named = [n for n, place in before if not place or dated[place - 1].end <= n.start]
        unit.placed = [(m, *_token_range(unit.tokens, m, unit)) for m in (*dated, *named) if m.start >= key]
    return unit.placed


def _token_range(tokens: tuple[Token, ...], mention: Mention, unit: Unit) -> tuple[int, int]:
    if unit.fact is not None:  # its tokens are not those of its text
        return 0, -1
    first = bisect_left(tokens, mention.start, key=_start)
    last = bisect_left(tokens, mention.end, lo=first, key=_start) - 1
    return (first, last) if first <= last else (0, -1)


def _start(token: Token) -> int:
    return token.start


def typed(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> list[Mention] | None:
    """The mentions in a unit that fit the type of answer and are not in the question; None where any words fit."""
    if plan.query.type not in ANSWERS:
        return None
    return [mention for mention, _, _ in typed_places(plan, unit, met)]


def typed_places(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> list[tuple[Mention, int, int]]:
    """``typed`` with token places. Empty where any words fit."""
    wanted = ANSWERS.get(plan.query.type, ())
    used = {m.place for m in met if m.place is not None and m.grade >= 0.9}
    asked = plan.asked
    found = []
    for entry in placed_mentions(plan.index, unit):
        mention, first, last = entry
        if mention.type not in wanted:
            continue
        if unit.fact is None and first <= last:
            if mention.type in ("person", "name", "place") and first in used:
                continue
            if all(unit.tokens[i].stem in asked for i in range(first, last + 1)):
                continue
        found.append(entry)
    if not found and "person" in wanted and unit.fact is None:
        who = doer(plan.query, unit, met)
        if who and not all(unit.tokens[i].stem in asked or i in used for i in who):
            mention = Mention("name", unit.tokens[who[0]].start, unit.tokens[who[-1]].end)
            return [(mention, who[0], who[-1])]
    return found
