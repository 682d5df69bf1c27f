"""What a unit tells of another: another country's, another city, done by another, or of a place that was left."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.question.nouns import noun_type
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.text import Token
from retrieval.words.thesaurus import CAPITAL, NARROWER, phrase, related


def has_left(plan: Plan, hit: Hit) -> bool:
    """Whether a place where something is asked to be is the one that it moved from ("moved from the airport to …")."""
    asked, tokens = plan.query.tokens, hit.unit.tokens
    if asked[0].norm not in ("is", "are", "does", "do") or hit.unit.fact is not None:
        return False
    moved = any(t.norm in _MOVED for t in tokens)
    return moved and any(
        met.place is not None
        and _mark(asked, term.place) in ("in", "at", "on")
        and any(
            _mark(tokens, place) == "from" and any(t.norm == "to" for t in tokens[place + 1 : place + 5])
            for place in hit.unit.positions.get(met.by[0], (met.place,))
        )
        for term, met in zip(plan.query.terms, hit.met, strict=True)
    )


def _mark(tokens: tuple[Token, ...], place: int) -> str:
    """The word before a noun and its article."""
    before = [t.norm for t in tokens[max(0, place - 2) : place] if t.norm not in ("the", "a", "an", "its")]
    return before[-1] if before else ""


_MOVED = frozenset("moved moves move relocated transferred shifted".split())


def names_apart(plan: Plan, hit: Hit) -> bool:
    """Whether the names of the question stand in different statements of the unit, and in none together ("A joined the
    union, while B is a member of the league")."""
    text, tokens = hit.unit.text, hit.unit.tokens
    names = [
        (met.place, hit.unit.positions.get(met.by[0], [met.place]))
        for term, met in zip(plan.query.terms, hit.met, strict=True)
        if term.role == "name" and met.place is not None and met.by and not hit.unit.fact
    ]
    if len(names) < 2:
        return False
    things = [
        (met.place, hit.unit.positions.get(met.by[0], [met.place]))
        for term, met in zip(plan.query.terms, hit.met, strict=True)
        if term.role == "word" and not term.weak and met.place is not None and met.by
    ]  # "A has a consulate in C, and B has an embassy in D": A has no embassy in C
    cuts = [0, *(m.end() for m in STATEMENT.finditer(text)), len(text)]
    wanted = names + things
    statements = [
        {number for number, (_, places) in enumerate(wanted) if any(left <= tokens[p].start < right for p in places)}
        for left, right in pairwise(cuts)
    ]
    for number, left in enumerate(cuts[1:-1], 1):
        if POINTS_BACK.match(text, left):
            statements[number] |= statements[number - 1]  # "A gave them boats; it never sold any to B"
    return len(cuts) > 2 and not any(len(told) == len(wanted) for told in statements)


POINTS_BACK = lazy(r"(?:he|she|it|they|his|her|its|their|this|that|these|those)\b", re.IGNORECASE)


# What begins another statement with a subject of its own.
STATEMENT = lazy(
    r"; |,? (?:while|whereas|but) |,? and (?=(?:the )?[A-Z]\w+(?: [A-Z]\w+){0,5} "
    r"(?:is|was|has|had|are|were|did|does|will|\w+ed|sent|gave|took|held|began|became|left|came|went|made|paid|sold"
    r"|bought|lent|led|met|lost|won|built|set)\b)"
)


def other_city(plan: Plan, hit: Hit) -> bool:
    """Whether "has it an embassy in Lima?" finds no more of Lima than its country."""
    tokens = plan.query.tokens
    return any(
        term.place
        and tokens[term.place - 1].norm in ("in", "at")
        and 0 < met.grade <= CAPITAL
        and plan.index.capital_party(term.words[0])
        for term, met in zip(plan.query.terms, hit.met, strict=True)
    )


def other_office(plan: Plan, hit: Hit) -> bool:
    """Whether an office, or a kind of mission, is asked about, and the unit tells of a deed or of another kind ("has it
    an *ambassador*?": "is *represented* by a mission"; "a *consulate*?": "Mission: Liaison Office")."""
    fact = hit.unit.fact
    kinds = frozenset(related(phrase(fact.attribute)).meets) if fact is not None and fact.party else ()
    value = set(phrase(fact.value)) if fact is not None else set()
    for term, met in zip(plan.query.terms, hit.met, strict=True):
        if met.place is None or term.role == "name":
            continue
        if term.words in kinds and not set(term.words) <= value:
            return True
        office = noun_type(term.words) == "role" and fact is None
        if office and met.grade <= NARROWER and met.by and noun_type(met.by) not in ("role", "person"):
            return True
    return False


def nobody_named(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked what one side has or does in the other, and the unit names neither."""
    if set(plan.owners.values()) != {"agent", "patient"} or hit.unit.fact is not None:
        return False
    return plan.index.party_stems.isdisjoint(hit.unit.positions) and hit.unit.antecedent is None
