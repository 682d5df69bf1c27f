"""What can be an answer of a type: the mentions of a unit, found once, and which of them fit a question."""

from __future__ import annotations

from bisect import bisect_left

from retrieval.align import Met, Plan
from retrieval.index import Index, Unit
from retrieval.mentions import Mention
from retrieval.text import Token
from retrieval.verbs import is_verb

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
        subject = _subject(unit)
        does = {m.place for m in met if m.place is not None} & set(range(subject.stop, subject.stop + 4))
        if subject and does and not all(unit.tokens[i].stem in asked or i in used for i in subject):
            first, last = subject[0], subject[-1]
            mention = Mention("name", unit.tokens[first].start, unit.tokens[last].end)
            return [(mention, first, last)]
    return found


def _subject(unit: Unit) -> range:
    """The tokens before a unit's first verb, if it opens with its subject: who did it, where nobody is named.

    A pronoun counts where the unit points back to something that it can stand for.
    """
    first = 1 if unit.tokens and unit.tokens[0].norm in ("the", "a", "an", "some", "two", "three") else 0
    for place, token in enumerate(unit.tokens[:8]):
        if place > first and (token.norm in _FINITE or (is_verb(token) and not token.norm.endswith("ing"))):
            return range(first, place)
        if token.norm in _SUBJECT_PRONOUNS and place == 0:
            return range(1) if unit.antecedent is not None else range(0)
        if token.norm in _NOT_SUBJECT:
            break
    return range(0)


_FINITE = frozenset("is was are were has have had did does can could will would may".split())
_SUBJECT_PRONOUNS = frozenset("he she they it".split())
_NOT_SUBJECT = frozenset(
    "in on at by for from after before when while although as since this that these those there".split()
)
