"""Whether what a question links stands so in the unit: the verb and its object, the thing and its place, as many names
as are asked for."""

from __future__ import annotations

import re

from retrieval.confidence.clauses import parts
from retrieval.question.nouns import noun_like
from retrieval.question.terms import STOP
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import typed
from retrieval.ranking.evidence import Hit
from retrieval.ranking.met import Met
from retrieval.replies.another import POINTS_BACK, STATEMENT
from retrieval.words.lazy import lazy
from retrieval.words.text import tokenize
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import is_verb

_NAMED = ("person", "place", "organisation", "group", "role", "nationality")
_WH = frozenset("which what who whom".split())
_FEW = 30  # more than that nobody asks to be named; a year is no number of things


def too_few(plan: Plan, hit: Hit) -> bool:
    """Whether several of something are asked for by their number ("which *five* states"), and the unit names one."""
    tokens = plan.query.tokens
    if plan.query.type not in _NAMED or hit.unit.kind == "lead_in" or hit.unit.fact is not None:
        return False
    opening = [i for i, t in enumerate(tokens[:5]) if t.norm.isdigit() and 1 < int(t.norm) <= _FEW]
    if not opening or not any(t.norm in _WH for t in tokens[: opening[0]]):
        return False
    return len(typed(plan, hit.unit, hit.met) or ()) < 2


def object_apart(plan: Plan, hit: Hit) -> bool:
    """Whether the state or body that the question's verb acts on ("who founded *Kosovo*?", "join *NATO*") stands in the
    unit as part of another name ("the *NATO*-led force"), or only behind another verb ("as a founder, it supports
    *Kosovo*")."""
    if hit.unit.fact is not None or plan.query.form not in ("value", "yesno"):
        return False
    asked = plan.query.tokens
    pairs = {t.place: (t, m) for t, m in plan.pairs(hit.met)}
    for place, (term, met) in pairs.items():
        body = country_of(term.words) is not None or (term.text.isupper() and len(term.text) > 1)
        if term.role != "name" or not body or met.place is None or not met.by:
            continue
        before = place - 1
        while before > 0 and asked[before].norm in ("the", "a", "an"):
            before -= 1
        verb = pairs.get(before)
        follows = asked[place + 1] if place + 1 < len(asked) else None
        if verb is None or verb[0].role != "relation" or (follows is not None and noun_like(follows)):
            continue
        places = hit.unit.positions.get(met.by[-1], ())
        if places and all(_inside_name(plan, hit, p) or _behind_verb(hit, verb[1], p) for p in places):
            return True
    return False


def _inside_name(plan: Plan, hit: Hit, place: int) -> bool:
    """Whether a name goes on behind a word, or the word is the first part of a compound."""
    tokens, text = hit.unit.tokens, hit.unit.text
    if re.match(r"-[a-z]", text[tokens[place].end :]):
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        following is not None
        and following.is_capital
        and following.start - tokens[place].end == 1
        and following.stem not in plan.asked
    )


def _behind_verb(hit: Hit, verb: Met, place: int) -> bool:
    """Whether a verb of its own stands between the deed and a name behind it."""
    if verb.place is None or place < verb.place:
        return False
    tokens = hit.unit.tokens
    text = hit.unit.text
    return any(
        is_verb(t) and not noun_like(t) and not t.norm.endswith("ing") and text[t.start - 1] != "-"  # "NATO-led"
        for t in tokens[verb.place + 1 : place]
    )


def in_other_statement(plan: Plan, hit: Hit) -> bool:
    """Whether one statement of the unit names all that the question names, and what could answer stands in another
    ("A has an embassy in Rome and B has an embassy in Oslo")."""
    unit = hit.unit
    pairs = plan.pairs(hit.met)
    names = [m.by[0] for t, m in pairs if t.role == "name" and m.place is not None and m.by]
    found = typed(plan, unit, hit.met) if unit.fact is None and len(names) > 1 else None
    if not found:
        return False
    all_named = answered = False
    for left, right in parts(unit.text, STATEMENT):
        inside = [any(left <= unit.tokens[p].start < right for p in unit.positions.get(name, ())) for name in names]
        told = any(left <= m.start < right for m in found)
        if told and POINTS_BACK.match(unit.text, left):
            return False
        all_named = all_named or (all(inside) and not told)
        answered = answered or (told and all(inside))
    return all_named and not answered


def unplaced(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked where something is, by its name alone, and the unit says no place beside it."""
    if plan.query.type != "place" or hit.unit.kind == "item" or not _WHERE_IS.match(plan.query.text):
        return False
    if not all(t.role == "name" for t in plan.query.terms):
        return False
    if hit.unit.fact is not None:
        return hit.unit.fact.party is not None  # where its mission is
    last = plan.query.terms[-1].words[-1] if plan.query.terms else ""
    text, tokens = hit.unit.text, hit.unit.tokens
    return not any(_PLACED.match(text[tokens[p].end :]) for p in hit.unit.positions.get(last, ()))


_WHERE_IS = lazy(r"where(?: is| are|'s|s) ", re.IGNORECASE)
_PLACED = lazy(
    r"(?:,? (?:which|that))?,?(?: (?:is|are|was|were|has been|lies|lie|stands|stand|sits|located|situated|based|built"
    r"|still|now|also))*,? (?:in|at|near|on|off|between|along|beside|inside|within|opposite|outside|(?:north|south|east"
    r"|west)\w*|[\d,.]+ (?:km|kilomet\w+|miles?|m|met\w+)) ",
    re.IGNORECASE,
)


def neither(plan: Plan, answer: str) -> bool:
    """Whether a choice is asked for ("A or B?"), and a short answer takes up no word of it."""
    asked = _CHOICE.search(plan.query.text)
    if asked is None or not answer:
        return False
    told = {t.stem for t in tokenize(answer) if t.norm not in STOP}
    return bool(told) and told.isdisjoint(plan.asked)


_CHOICE = lazy(
    r"^(?:which|who|what|where)\b[^,]*[,:] ?.+ or .+|^(?:is|are|was|were|do|does|did|has|have|had) .+ or .+",
    re.IGNORECASE,
)
