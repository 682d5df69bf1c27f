"""What speaks against a hit, though its words are met: each doubt is a small function of the plan and the hit."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.answer.replaced import changed
from retrieval.confidence.clauses import out_of_clause, split, telling
from retrieval.confidence.kinds import (
    coarse_date,
    head_untold,
    most_untold,
    no_clause,
    no_doer,
    no_person,
    uncompared,
    uncounted,
    unnamed,
)
from retrieval.confidence.linked import in_other_statement, object_apart, too_few, unplaced
from retrieval.confidence.parts import exchanged, others_thing
from retrieval.confidence.spoken import acclaimed, wished
from retrieval.confidence.undone import affirmed, denied, hedged, instead, said_unknown, verb_denied
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import index_mentions
from retrieval.ranking.evidence import Hit
from retrieval.replies.denial import ranks_lower, refused
from retrieval.replies.plans import came_to_nothing
from retrieval.replies.succession import asks_succession
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import phrase, related
from retrieval.words.verbs import is_participle

_PAST = lazy(
    r"\b(?:moved from|former|formerly|previous|previously|at first|originally|initially|until|served|held)\b|"
    r"\bfirst\b|\bfrom \d{4} to \d{4}\b|^In \d{4},? [^,;]*\b(?:was|were)\b"
)


def no_longer(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked how things are, and the unit tells how they were."""
    return plan.query.present and _PAST.search(hit.unit.text) is not None and not changed(hit.unit.text)


def in_the_past(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked how things are "now", and all that the clause tells in which it is told is past."""
    unit = hit.unit
    if unit.fact is not None or _NOW.search(plan.query.text) is None:
        return False
    left, right = telling(hit, _CONTRAST)
    told = [t.norm for t in unit.tokens if left <= t.start < right]
    past = any(is_participle(norm) or norm in ("was", "were", "had") for norm in told)
    return past and _PRESENT.search(unit.text) is None and not changed(unit.text)


_CONTRAST = lazy(r"; |,? (?:but|while|whereas) ")
_NOW = lazy(r"\b(?:now|currently|today|nowadays|at (?:the|this) moment|at present)\b", re.IGNORECASE)
_PRESENT = lazy(
    r"\b(?:is|are|has|have|now|currently|today|as of|since|\w+s (?:around|about|some)|comprises|consists)\b", re.I
)


_ORDINALS = frozenset(
    "first second third fourth last next only main largest longest biggest smallest oldest highest tallest "
    "newest".split()
)


_SUCCESSION = lazy(r"\b(?:succe\w+|follow\w*|replac\w+|predecess\w+|after|before|took over|taken by)\b", re.IGNORECASE)


def no_succession(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked who came before or after, and the unit tells of nobody who did."""
    if hit.unit.fact is not None and _BESIDE_NAME.search(plan.query.text):
        return True  # an infobox tells how things are
    return asks_succession(plan) is not None and not _SUCCESSION.search(hit.unit.text)


_BESIDE_NAME = lazy(r"\b(?:[Bb]efore|[Aa]fter) [A-Z]")


def other_time(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks of a time before or after the one that the unit gives."""
    for term, met in plan.pairs(hit.met):
        if term.role != "date" or met.place is None or term.place == 0:
            continue
        asked = plan.query.tokens[term.place - 1].norm
        told = hit.unit.tokens[met.place - 1].norm if met.place else ""
        same = {"until": "before", "till": "before", "since": "after", "from": "after"}
        if asked in ("before", "after") and asked not in (told, same.get(told)):
            return True
    return False


_YEAR = lazy(r"\b(?:1\d{3}|20\d{2})\b")


def own_date(plan: Plan, hit: Hit) -> bool:
    """Whether the asked year stands around a unit, or lies in a span of it, that gives another year itself."""
    if plan.query.form == "yesno":
        return False
    for term, met in plan.pairs(hit.met):
        if term.role == "date" and met.place is None and met.grade > 0:
            told = (m for m in index_mentions(plan.index, hit.unit) if m.type == "date")
            return any(len(_YEAR.findall(hit.unit.text[m.start : m.end])) == 1 for m in told)
    return False


def asked_back(plan: Plan, hit: Hit) -> bool:
    """Whether an infobox value is already in the question: it can't be its answer."""
    fact = hit.unit.fact
    return fact is not None and plan.query.form != "definition" and set(phrase(fact.value)) <= set(plan.stems)


def value_named(plan: Plan, hit: Hit) -> bool:
    """Whether a question names what stands in an infobox value, and no word of it means the key: it asks of that thing
    what the line does not tell."""
    fact = hit.unit.fact
    if fact is None or plan.query.type in ("date", "number", "money", "definition") or fact.party is not None:
        return False
    key = set(phrase(fact.attribute))
    named = keyed = False
    for term, met in plan.pairs(hit.met):
        if met.place is not None and met.grade >= 0.5:
            inside = set(met.by) <= key
            keyed = keyed or inside
            named = named or (not inside and term.role in ("name", "focus"))
    return named and not keyed


# Every doubt → the most that it may weigh: none ever helps, and what the question's form forbids weighs much against a
# hit, whatever few examples say.
_ONE_OF = lazy(r"\bone of (?:the|its|his|her|their) (?:\w+ )?(\w+)", re.IGNORECASE)


def one_of_several(plan: Plan, hit: Hit) -> bool:
    """Whether the one that was first, or largest, is asked for, and the unit tells of one of the first."""
    if plan.query.form == "yesno" or plan.query.plural or _ONE_OF.search(plan.query.text):
        return False
    if ranks_lower(plan, hit):
        return True
    told = _ONE_OF.search(hit.unit.text)
    return told is not None and any(
        t.norm in _ORDINALS and t.stem in plan.asked for t in hit.unit.tokens if told.start() < t.start < told.end()
    )


def fallen_through(plan: Plan, hit: Hit) -> bool:
    """Whether a question asks for something as done that the unit tells as a plan that was dropped."""
    return plan.query.form != "yesno" and not plan.query.negated and came_to_nothing(plan, hit)


def side_unnamed(plan: Plan, hit: Hit) -> bool:
    """Whether an amount of one of the two sides is asked for, and the unit names neither, nor points back to one."""
    if hit.unit.fact is not None or plan.query.type not in _FLOWS or hit.unit.antecedent is not None:
        return False
    if list(plan.owners.values()).count("agent") != 1 or plan.query.of("date"):
        return False
    norms = {t.norm for t in hit.unit.tokens}
    return plan.index.party_stems.isdisjoint(hit.unit.positions) and not norms & _POINTS_BACK


_POINTS_BACK = frozenset("it its they their both each".split())
_FLOWS = ("money", "money_or_number", "number", "amount", "measure")


def another_life(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked of a woman, and the unit begins with "he": it goes on about somebody else; or the reverse."""
    asked = {_GENDERS.get(t.norm, "") for t in plan.query.tokens} - {""}
    told = _GENDERS.get(hit.unit.tokens[0].norm, "") if hit.unit.fact is None and hit.unit.tokens else ""
    return len(asked) == 1 and told != "" and told not in asked


_GENDERS = {"she": "she", "her": "she", "herself": "she", "he": "he", "him": "he", "his": "he", "himself": "he"}


def one_word(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked if something was done, and one word of the unit is all that meets both the deed and what it
    was done in ("*fight* in the *war*": a conflict)."""
    if hit.unit.fact is not None or plan.query.form != "yesno":
        return False
    placed = [(t, m) for t, m in plan.pairs(hit.met) if m.place is not None and not t.weak]
    deeds = {m.place for t, m in placed if t.role == "relation" and m.grade < 1}
    return any(m.place in deeds and len(m.by) == 1 and m.grade < 1 for t, m in placed if t.role == "word")


def one_side(plan: Plan, hit: Hit) -> bool:
    """Whether an amount between the two sides, or a flow from one to the other, is asked for, and the unit tells of one
    that names one side only."""
    flow = any(related(t.words).converse for t in plan.query.of("relation"))
    if hit.unit.fact is not None or not (flow or plan.query.type in _FLOWS):
        return False
    sides = [
        met.place is not None
        for term, met in plan.pairs(hit.met)
        if term.role == "name" and term.words[0] in plan.index.party_stems
    ]
    return len(sides) > 1 and any(sides) and not all(sides)


def merely_named(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked if one thing is in, or part of, another, and the unit names both and says no such thing."""
    others = [t for t in plan.query.terms if t.role != "name"]
    asked = _IS_IN if not others else _BELONGS
    if plan.query.form != "yesno" or not asked.search(plan.query.text):
        return False
    if not all(_BELONG.match(t.text) for t in others):
        return False
    told = list(_MEMBER.finditer(hit.unit.text))
    if not told or _HOPED.search(hit.unit.text):
        return True
    whose = plan.forms_of(plan.query.terms[0].words[0])
    return not any(_near(plan, hit, match.start(), whose) for match in told)


def _near(plan: Plan, hit: Hit, start: int, whose: frozenset[str]) -> bool:
    """Whether a thing is named no further from a place in the unit than another side is."""
    near = {True: 9999, False: 9999}
    for token in hit.unit.tokens:
        named = token.stem in whose
        if named or token.stem in plan.index.party_stems:
            near[named] = min(near[named], abs(token.start - start))
    return near[True] <= near[False]


_IS_IN = lazy(r"^(?:is|are|was|were)(?:n't)? (?:\S+ ){1,5}(?:in|part of|within|inside|from|at)\b", re.IGNORECASE)
_BELONG = lazy(r"(?:member\w*|part|belong\w*|join\w*|accede\w*|already|yet|ever|still)$", re.IGNORECASE)
_BELONGS = lazy(r"\b(?:members?|membership|part of|belong\w*|join\w*|acceded?)\b", re.IGNORECASE)
_HOPED = lazy(
    r"\b(?:aspir\w+|hop\w+|candida\w+|prospect\w*|appli(?:ed|es|cation)|bid|path|wish\w*|ambition\w*)\b", re.IGNORECASE
)
_MEMBER = lazy(
    r"\b(?:member(?! states?\b| countr)|members|membership|part of|belong\w*|join\w*|acced\w*|admitted|located"
    r"|situated|based|lies|stands|is in|are in|was in|were in|is at|was at)\b",
    re.IGNORECASE,
)


DOUBTS: dict[str, tuple[float, Callable[[Plan, Hit], float]]] = {
    "denied": (-0.8, denied),
    "affirmed": (-2.5, affirmed),
    "verb denied": (-2.0, verb_denied),
    "uncounted": (0.0, uncounted),
    "asked back": (-4.0, asked_back),
    "value named": (-2.5, value_named),
    "no longer": (-1.0, no_longer),
    "in the past": (-3.0, in_the_past),
    "no succession": (-1.5, no_succession),
    "unnamed": (-1.2, unnamed),
    "hedged": (-1.4, hedged),
    "came to nothing": (-3.0, fallen_through),
    "refused": (-2.2, refused),
    "split": (-0.5, split),
    "out of clause": (0.0, out_of_clause),
    "other time": (-2.5, other_time),
    "own date": (-2.5, own_date),
    "said unknown": (-4.0, said_unknown),
    "instead": (-1.5, instead),
    "head untold": (-2.5, head_untold),
    "most untold": (-1.5, most_untold),
    "uncompared": (-3.0, uncompared),
    "coarse date": (-2.0, coarse_date),
    "no clause": (-1.5, no_clause),
    "no person": (-2.5, no_person),
    "no doer": (0.0, no_doer),
    "other's thing": (-2.5, others_thing),
    "exchanged": (-3.0, exchanged),
    "another life": (-3.0, another_life),
    "one word": (-3.0, one_word),
    "one side": (-2.5, one_side),
    "side unnamed": (-2.0, side_unnamed),
    "one of several": (-2.5, one_of_several),
    "merely named": (-3.5, merely_named),
    "wished": (-3.0, wished),
    "acclaimed": (-3.0, acclaimed),
    "too few": (-3.0, too_few),
    "object apart": (-3.0, object_apart),
    "unplaced": (-3.0, unplaced),
    "in other statement": (-3.0, in_other_statement),
}
