"""Opposites: where a unit says of what is asked the contrary, in the same clause or beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.answer.parallel import counted, pointed_out
from retrieval.confidence.clauses import parts
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit, index_mentions
from retrieval.replies.denial import denied
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import NARROWER, Phrase

VALUES = {"date": ("date",), "number": ("number", "money", "measure", "percent", "duration")}
CLAUSE = lazy(r"; |, (?:and|but|while) ")


def stands_opposite(plan: Plan, phrases: Iterable[Phrase], hit: Hit) -> bool:
    """Whether a phrase that denies stands in the unit, and not in the question itself."""
    meeting = {m.by for m in hit.met if m.place is not None}  # "lost their lives" is no life
    found = [
        p
        for p in phrases
        if all(s in hit.unit.positions for s in p)
        and not set(p) <= plan.asked
        and not any(set(p) < set(by) for by in meeting)
    ]
    if all("not" in phrase for phrase in found) and denied(plan, hit, False):
        return False  # that "not" counts already
    return bool(found)


def of_another(plan: Plan, number: int, hit: Hit) -> bool:
    """Whether a value that the question gives stands in the unit with something else ("built in 1782 and extended in
    1901": not built in 1901)."""
    place = hit.met[number].place
    if plan.query.terms[number].role not in VALUES or place is None or hit.unit.fact is not None:
        return False
    mentions = index_mentions(plan.index, hit.unit)
    start = hit.unit.tokens[place].start
    own = next((m for m in mentions if m.start <= start < m.end), None)
    if own is None:
        return False
    text = hit.unit.text
    left = max((m.end() for m in _PART.finditer(text, 0, own.start)), default=0)
    right = next((m.start() for m in _PART.finditer(text, own.end)), len(text))
    for number_of, (term, met) in enumerate(plan.pairs(hit.met)):
        if not met.by or term.role not in ("relation", "word"):
            continue
        told = {met.by[0], *(f[0] for f, grade in plan.forms[number_of].items() if grade >= NARROWER and len(f) == 1)}
        places = [p for stem in told for p in hit.unit.positions.get(stem, ())]
        if any(left <= hit.unit.tokens[p].start < right for p in places):
            return False  # it stands with what is asked
    alike = [m for m in mentions if m.type == own.type]
    after = plan.query.tokens[plan.query.terms[number].place + 1 :]
    noun = after[0].stem if after and own.type != "date" else None
    meant = counted(plan, hit, alike, noun) or pointed_out(plan, hit, alike, noun, frozenset((number,)), tie=False)
    return meant is not None and plan.query.terms[number].text not in hit.unit.text[meant.start : meant.end]


_PART = lazy(r"[;,] | and | but | while ")


def opposite_beside(plan: Plan, number: int, hit: Hit) -> bool:
    """Whether another clause than that of the term has its opposite, and more of what is asked ("it opens from Tuesday
    on; on Mondays it is closed")."""
    place, unit = hit.met[number].place, hit.unit
    denials = (phrase[0] for phrase in plan.denials[number] if len(phrase) == 1 and phrase[0] not in plan.asked)
    against = {p for denial in denials for p in unit.positions.get(denial, ())}
    if not against or place is None or unit.fact is not None:
        return False
    for left, right in parts(unit.text, CLAUSE):
        inside = {i for i, t in enumerate(unit.tokens) if left <= t.start < right}
        if against & inside and not inside & set(unit.positions.get(unit.tokens[place].stem, ())):
            others = [unit.positions.get(m.by[0], []) for m in hit.met if m.place is not None and m.by]
            return any(inside.issuperset(places) for places in others if places)
    return False


def of_those(plan: Plan, hit: Hit) -> bool:
    """Whether a unit sets those that are asked about against the ones of which it tells ("the rails above it were
    lifted, but those below it were left")."""
    told = _THOSE.search(hit.unit.text)
    if told is None:
        return False
    word = told[1].lower()
    asked = any(t.norm == word for t in plan.query.tokens)
    return asked and not any(t.norm == word for t in hit.unit.tokens if t.end <= told.start())


_THOSE = lazy(r",? (?:but|while|whereas) (?:those|the ones) (\w+)", re.IGNORECASE)
