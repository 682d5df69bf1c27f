"""One question, several values: readings to choose from, and the value that holds now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import INFOBOX
from retrieval.answer.parallel import latest, pointed_out
from retrieval.answer.replaced import CHANGE
from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import ANSWERS, Hit, typed

AS_GOOD = 0.9  # grade from which a term of a rival reading counts as met
_AMOUNTS = ("number", "money", "measure", "percent", "duration")


@dataclass(frozen=True, slots=True)
class Place:
    """A verbatim piece of the article that is cited."""

    section: str
    kind: Literal["passage", "fact"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of an ambiguous question: what it takes the question to mean, and the answer to that."""

    label: str
    answer: str
    place: Place


def place(unit: Unit) -> Place:
    """Where a unit stands, as a place to cite."""
    return Place(unit.section, "fact" if unit.section == INFOBOX else "passage", unit.start, unit.end)


def readings(plan: Plan, best: Hit, hits: list[Hit]) -> tuple[Option, ...]:
    """The readings that the evidence answers equally well: two sides' facts, or two amounts of the same thing.

    Empty where the question itself tells which is meant.
    """
    return _sides(plan, best, hits) or _amounts(plan, best, hits)


def _sides(plan: Plan, best: Hit, hits: list[Hit]) -> tuple[Option, ...]:
    fact = best.unit.fact
    if fact is None or fact.party is None or plan.query.form == "definition" or plan.query.plural:
        return ()
    asked = {stem for stem in plan.stems if stem in plan.index.party_stems or plan.index.capital_party(stem)}
    if asked:
        return ()
    same = [
        h.unit
        for h in hits
        if h.unit.fact is not None and h.unit.fact.attribute == fact.attribute and h.unit.fact.party
    ]
    if len(same) < 2 or fact.value == fact.party:
        return ()
    return tuple(Option(u.fact.party or "", u.fact.value, place(u)) for u in same if u.fact)


def _amounts(plan: Plan, best: Hit, hits: list[Hit]) -> tuple[Option, ...]:
    wanted = set(ANSWERS.get(plan.query.type, ())) & set(_AMOUNTS)
    if (
        not wanted
        or plan.query.of("date", "number")
        or best.unit.fact is not None
        or plan.query.earlier
        or plan.query.form == "yesno"
    ):
        return ()
    inside = _rival_mentions(plan, best)
    if plan.query.present and latest(plan, best, inside) is not None:
        return ()
    if len(inside) > 1 and not _tells_apart(plan, best, inside):
        return tuple(Option(_clause(best.unit, m), best.unit.text[m.start : m.end], place(best.unit)) for m in inside)
    if len([t for t in plan.query.terms if t.words[0] not in plan.index.topic]) > 2:
        return ()
    rivals = [best, *(h for h in hits[1:4] if h is not best and h.unit.kind not in ("fact", "lead_in") and _as_good(h))]
    options = []
    for hit in rivals:
        near = _rival_mentions(plan, hit)
        if near:
            options.append(
                Option(_clause(hit.unit, near[0]), hit.unit.text[near[0].start : near[0].end], place(hit.unit))
            )
    return tuple(options) if len({option.answer for option in options}) > 1 else ()


def _tells_apart(plan: Plan, hit: Hit, values: list[Mention]) -> bool:
    """Whether a name of the question stands with one of the values only."""
    names = [m for t, m in plan.pairs(hit.met) if t.role == "name" and m.place is not None]
    named = any(
        len(hit.unit.positions.get(m.by[0], ())) == 1 for m in names if m.by and m.by[0] not in plan.index.topic
    )
    return named and pointed_out(plan, hit, values) is not None


def _as_good(hit: Hit) -> bool:
    return all(met.grade >= AS_GOOD and met.place is not None for met in hit.met)


def says_as_much(plan: Plan, hit: Hit) -> bool:
    """Whether a hit tells all that is asked, with a value of the type asked for, as the best one does."""
    return _as_good(hit) and bool(typed(plan, hit.unit, hit.met))


def _rival_mentions(plan: Plan, hit: Hit) -> list[Mention]:
    """The amounts in a unit that each have the asked noun beside them, so that none is meant more than another."""
    candidates = [m for m in typed(plan, hit.unit, hit.met) or [] if m.type in _AMOUNTS]
    if CHANGE.search(hit.unit.text):
        return candidates[:1]
    nouns = [m for t, m in plan.pairs(hit.met) if m.place is not None and t.role in ("focus", "word", "relation")]
    if not nouns or not candidates:
        return candidates[:1]
    found: dict[Mention, tuple[int, ...]] = {}
    for mention in candidates:
        here = next((i for i, t in enumerate(hit.unit.tokens) if mention.start <= t.start < mention.end), None)
        if here is None:
            continue
        nearest = [_nearest(hit.unit.positions.get(met.by[0], []), here) for met in nouns]
        if all(place is not None and abs(place - here) <= 6 for place in nearest):
            found[mention] = tuple(place for place in nearest if place is not None)
    return list(found) if len(set(found.values())) == len(found) else candidates[:1]


def _nearest(places: list[int], here: int) -> int | None:
    return min(places, key=lambda place: abs(place - here), default=None)


def _clause(unit: Unit, mention: Mention) -> str:
    """The clause of a unit that a mention stands in."""
    marks = (", ", "; ", " and ", ": ")
    left = max((i + len(mark) for mark in marks if (i := unit.text.rfind(mark, 0, mention.start)) >= 0), default=0)
    ends = [i for mark in (", ", "; ", " and ", ".") if (i := unit.text.find(mark, mention.end)) >= 0]
    return unit.text[left : min(ends, default=len(unit.text))].strip()
