"""What a unit tells of another: another country's, another city, done by another, or of a place that was left."""

from __future__ import annotations

import re

from retrieval.confidence.clauses import parts
from retrieval.question.nouns import noun_type
from retrieval.ranking.align import Plan
from retrieval.ranking.doers import doing_subject
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.text import Token
from retrieval.words.thesaurus import CAPITAL, NARROWER, country_of, phrase, related
from retrieval.words.verbs import is_participle, is_verb


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
        for term, met in plan.pairs(hit.met)
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
    pairs = plan.pairs(hit.met)
    placed = [(t, hit.unit.positions.get(m.by[0], [m.place])) for t, m in pairs if m.place is not None and m.by]
    # "A has a consulate in C, and B has an embassy in D": A has no embassy in C
    wanted = [places for t, places in placed if t.role == "name" or (t.role == "word" and not t.weak)]
    if hit.unit.fact is not None or sum(t.role == "name" for t, _ in placed) < 2:
        return False
    statements: list[set[int]] = []
    for left, right in parts(text, STATEMENT):
        told = {i for i, places in enumerate(wanted) if any(left <= tokens[p].start < right for p in places)}
        if statements and POINTS_BACK.match(text, left):
            told |= statements[-1]  # "A gave them boats; it never sold any to B"
        statements.append(told)
    return len(statements) > 1 and not any(len(told) == len(wanted) for told in statements)


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
        for term, met in plan.pairs(hit.met)
    )


def other_office(plan: Plan, hit: Hit) -> bool:
    """Whether an office, or a kind of mission, is asked about, and the unit tells of a deed or of another kind ("has it
    an *ambassador*?": "is *represented* by a mission"; "a *consulate*?": "Mission: Liaison Office")."""
    fact = hit.unit.fact
    kinds = frozenset(related(phrase(fact.attribute)).meets) if fact is not None and fact.party else ()
    value = set(phrase(fact.value)) if fact is not None else set()
    for term, met in plan.pairs(hit.met):
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


def done_by_another(plan: Plan, hit: Hit) -> bool:
    """Whether what somebody is asked to have done was done by somebody else ("conducted by Ann Lee")."""
    asked, tokens = plan.query.tokens, hit.unit.tokens
    if asked[0].norm not in _DO or hit.unit.fact is not None or any(t.norm in _BE or t.norm == "by" for t in asked):
        return False
    for term, met in plan.pairs(hit.met):
        if term.role != "relation" or met.place is None or not is_participle(tokens[met.place].norm):
            continue
        if not any(t.norm in _BE for t in tokens[max(0, met.place - 3) : met.place]):
            continue
        by = next((p for p in range(met.place + 1, min(len(tokens), met.place + 5)) if tokens[p].norm == "by"), None)
        doer = _name_after(tokens, by) if by is not None else None
        if doer is not None and not any(t.stem in plan.given or t.stem in plan.index.topic for t in doer):
            return True
    return False


def _name_after(tokens: tuple[Token, ...], place: int) -> list[Token] | None:
    """The capitalised words of the name that follows, "by the conductor Ann Lee"; None where none does."""
    first = next((p for p in range(place + 1, min(len(tokens), place + 4)) if tokens[p].is_capital), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].is_capital and tokens[last + 1].start - tokens[last].end == 1:
        last += 1
    return list(tokens[first : last + 1])


_DO = frozenset("did does do has have had".split())


_BE = frozenset("is are was were been being be".split())


def other_kind(plan: Plan, hit: Hit) -> list[int]:
    """The terms, by number, that say of which country something was that in the unit is another's ("an Estonian
    trawler", not "a Chilean" one)."""
    found = []
    tokens, terms = plan.query.tokens, plan.query.terms
    for number, term in enumerate(terms):
        country = country_of(term.words)
        if country is None or tokens[term.place].possessive:
            continue
        noun = next((m for t, m in zip(terms, hit.met, strict=True) if t.place == term.place + 1), None)
        beside = tokens[term.place + 1 : term.place + 2]
        if noun is None or not noun.place or not beside[0].text.islower():
            continue
        if hit.unit.tokens[noun.place].is_capital:
            continue  # part of a name
        if is_verb(beside[0]) and tokens[term.place - 1].norm not in ("a", "an", "any", "the", "another"):
            continue
        other = country_of((hit.unit.tokens[noun.place - 1].stem,))
        if other is not None and other != country:
            found.append(number)
    return found


def other_doer(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked if somebody did something, and the unit says who else did it ("… the *owner* paid")."""
    asked = plan.query.tokens
    if asked[0].norm not in ("did", "has", "have", "had", "does", "do") or hit.unit.fact is not None:
        return False
    verbs = [t.place for t in plan.query.of("relation")]
    names = [t for t in plan.query.of("name") if t.place == 1]
    if not verbs or not names or any(t.norm in ("and", "by", "be", "been") for t in asked):
        return False
    who = doing_subject(plan, hit.unit, hit.met)
    if len(who) != 1 or hit.unit.tokens[who[0]].is_capital:
        return False
    doer = hit.unit.tokens[who[0]]
    pairs = plan.pairs(hit.met)
    if any(t.role == "name" and m.place is not None and 0 < m.place - who[0] <= 2 for t, m in pairs):
        return False  # "by the mayor, Ann Lee"
    return noun_type((doer.stem,)) in ("person", "role", "organisation") and doer.stem not in plan.asked
