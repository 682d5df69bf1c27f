"""Questions about the infobox's numbered sides: who, what and where is on whose side.

Facts with one number describe one side ("Mission1", "Envoy1", "Envoytitle1"). Such a question is answered only where
every word of it is accounted for by that side: another country, another office, an earlier holder are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.question.nouns import noun_type
from retrieval.question.terms import Term
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import ANSWERS, index_mentions
from retrieval.replies.succession import asks_succession
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import words
from retrieval.words.text import stem
from retrieval.words.thesaurus import Phrase, country_of, phrase, related

_HEADING = frozenset(stem(word) for word in words("weak.txt", "heading"))
_OFFICE = frozenset(stem(word) for word in words("weak.txt", "office"))
_TITLE = frozenset(stem(word) for word in ("title", "rank", "designation"))
_COUNTRY = frozenset(stem(word) for word in ("country", "nation", "state", "side", "party", "government"))
_HOW_MANY = lazy(r"\b(?:how many|number of)\b", re.IGNORECASE)
_TIMES = ("date", "duration", "duration_or_measure", "age")
_WEAK = 0.5  # grade from which a word of the question counts as accounted for


@dataclass(frozen=True, slots=True)
class SideAnswer:
    """Facts that answer, one for each side that can be meant; ``start`` and ``end`` enclose the answer in the article.

    ``denied``: a yes/no question says of one side what is the other's; ``untold``: it asks for a title not given.
    """

    units: tuple[Unit, ...]
    spans: tuple[tuple[int, int], ...]
    denied: bool = False
    untold: bool = False


def answer(plan: Plan, index: Index) -> SideAnswer | None:
    """The side facts that a question asks for; None where it asks for something else, or for more than they tell."""
    sides = _sides(index)
    if asks_succession(plan) is not None:
        return None  # an infobox tells of nobody before or after
    if not sides or not plan.query.terms or plan.query.of("date", "number") or plan.query.form in ("reason", "summary"):
        return None
    if plan.query.form != "count" and _HOW_MANY.search(plan.query.text):
        return None  # the infobox gives one value a side, and counts nothing
    meant = {n: units for n, units in sides.items() if _accounted(plan, units, index)}
    if plan.query.form == "yesno":
        return _judge(plan, sides, index)
    found = [(u, s) for units in meant.values() for u, s in _asked(plan, units, index) if _is_of_type(plan, u, index)]
    asked = frozenset(plan.stems)
    named = [(u, s) for u, s in found if _owns(plan, u) and not set(phrase(index.article.text[s[0] : s[1]])) <= asked]
    if not named:
        return _untitled(plan, meant, index)
    attribute = named[0][0].fact.attribute if named[0][0].fact else ""
    same = [(u, s) for u, s in named if u.fact is not None and u.fact.attribute == attribute]
    return SideAnswer(tuple(u for u, _ in same), tuple(s for _, s in same))


def _is_of_type(plan: Plan, unit: Unit, index: Index) -> bool:
    """Whether a line holds a date, or an amount, where one is asked for ("when did Peru's *embassy* open?")."""
    if plan.query.type not in (*_TIMES, "money", "measure") or plan.query.form == "count":
        return True
    return any(m.type in ANSWERS.get(plan.query.type, ()) for m in index_mentions(index, unit))


def _untitled(plan: Plan, meant: dict[int, list[Unit]], index: Index) -> SideAnswer | None:
    """The person whose title is asked for and not given: it is not borrowed from the other side."""
    if not {s for term in plan.query.terms for s in term.words} & _TITLE or plan.query.type == "person":
        return None
    stems = {s for term in plan.query.terms for s in term.words}
    people = [u for units in meant.values() for u in units if _is_person(u, index) and _owns(plan, u)]
    if len(people) != 1 or not (_met_attribute(plan, people[0]) or _value_named(people[0], stems)):
        return None
    return SideAnswer((people[0],), (_value(people[0]),), untold=True)


def _sides(index: Index) -> dict[int, list[Unit]]:
    sides: dict[int, list[Unit]] = {}
    for unit in index.facts:
        if unit.fact is not None and unit.fact.number is not None and unit.fact.party is not None:
            sides.setdefault(unit.fact.number, []).append(unit)
    return {n: units for n, units in sides.items() if len(units) > 1}


def _vocabulary(units: list[Unit]) -> frozenset[str]:
    stems = {s for unit in units for s in unit.positions}
    for unit in units:
        if unit.fact is not None:
            stems.update(phrase(unit.fact.party or ""), phrase(unit.fact.counterpart or ""))
    return frozenset(stems)


def _accounted(plan: Plan, units: list[Unit], index: Index) -> bool:
    """Whether every term is met by the side's own words, by the names of its party, or asks for its head or office."""
    vocabulary = _vocabulary(units)
    people = any(_is_person(unit, index) for unit in units)
    for term, forms in zip(plan.query.terms, plan.forms, strict=True):
        if any(grade >= _WEAK and all(s in vocabulary for s in form) for form, grade in forms.items()):
            continue
        if (
            (term.role == "type" and noun_type(term.words) != "role")
            or (people and term.words[0] in _HEADING)
            or term.words[0] in _OFFICE
        ):
            continue
        if people and _titled(term, index):
            continue
        return False
    return True


def _titled(term: Term, index: Index) -> bool:
    """Whether a word is the title that either side gives its person ("ambassador")."""
    titles = {s for u in index.facts if u.fact is not None and u.fact.title for s in phrase(u.fact.title)}
    return term.words[0] in titles or any(form[0] in titles for form in related(term.words).meets)


def _is_person(unit: Unit, index: Index) -> bool:
    """Whether a fact names a person: its value begins with one. An office's title names nobody."""
    assert unit.fact is not None
    begins = unit.fact.value_start - unit.fact.start
    return not unit.fact.attribute.endswith(" title") and any(
        m.type == "person" and m.start == begins for m in index_mentions(index, unit)
    )


def _asked(plan: Plan, units: list[Unit], index: Index) -> list[tuple[Unit, tuple[int, int]]]:
    """The facts of one side that the question asks for, with the span of the answer in each."""
    stems = {s for term in plan.query.terms for s in term.words}
    named = [u for u in units if u.fact is not None and _value_named(u, stems)]
    people = [u for u in units if _is_person(u, index)]
    if _FINER & set(plan.query.focus):
        return []
    if (
        stems & _OFFICE
        and plan.query.type not in ("person", "place", *_TIMES)
        and (named or any(_met_attribute(plan, u) for u in people))
    ):
        return [(u, _value(u)) for u in units if u.fact is not None and u.fact.attribute.endswith(" title")]
    if plan.query.type in ("person", "role"):
        return [(u, _value(u)) for u in people if u not in named]
    if plan.query.type == "place" and named and _COUNTRY & set(plan.query.focus):  # "which country does she represent?"
        return [(u, _value(u)) for u in units if u.fact is not None and u.fact.party == u.fact.value]
    if plan.query.type == "place":
        seats = [u for u in units if u not in people and u not in named and (named or _met_attribute(plan, u))]
        return [(u, span) for u in seats if (span := _place_in(u))]
    asked = [u for u in units if u not in named and _met_attribute(plan, u)]
    focus = set(plan.query.focus)
    asked = [u for u in asked if u.fact is not None and focus & set(phrase(u.fact.attribute))] or asked
    if plan.query.form == "manner":  # "how is it represented?": by what, not by whom
        asked = [u for u in units if u not in people and u.fact is not None and u.fact.party != u.fact.value]
    return [(u, _value(u)) for u in asked if u.fact is not None and not u.fact.attribute.endswith(" title")]


# Places that no city's name tells ("on what street is it?").
_FINER = frozenset(phrase(noun)[0] for noun in "street road avenue square district quarter building address".split())


def _value_named(unit: Unit, stems: set[str]) -> bool:
    """Whether the question names a fact's value, which then is not what it asks for."""
    assert unit.fact is not None
    value = set(phrase(unit.fact.value))
    return unit.fact.party != unit.fact.value and bool(value) and value <= stems


def _met_attribute(plan: Plan, unit: Unit) -> bool:
    """Whether a word of the question, no name, means a fact's key or the kind of thing that its value is."""
    assert unit.fact is not None
    key, value = phrase(unit.fact.attribute), set(phrase(unit.fact.value))
    kinds = {form for form in related(key).meets if set(form) <= value} | {key}
    for term, forms in zip(plan.query.terms, plan.forms, strict=True):
        if country_of(term.words) is None and any(
            grade >= _WEAK and (form in kinds or set(form) <= set(key)) for form, grade in forms.items()
        ):
            return True
    return False


def _value(unit: Unit) -> tuple[int, int]:
    assert unit.fact is not None
    return unit.fact.value_start, unit.fact.value_end


def _place_in(unit: Unit) -> tuple[int, int] | None:
    """The place in a fact's value: its last part ("Embassy of Kosovo, *Brussels*")."""
    assert unit.fact is not None
    _, comma, tail = unit.fact.value.rpartition(", ")
    if comma and tail[:1].isupper():
        return unit.fact.value_end - len(tail), unit.fact.value_end
    return None


def _owns(plan: Plan, unit: Unit) -> bool:
    """Whether a fact's party is on the side that the question gives it: owner ("Kosovo's") or other ("in Belgium")."""
    fact = unit.fact
    if fact is None or fact.party is None:
        return True
    own, other = _country(fact.party), _country(fact.counterpart or "")
    sides = plan.owners
    agents = [party for party, side in sides.items() if side == "agent"]
    if agents:
        return own in agents
    return own not in sides if other in sides else not sides


def _country(name: str) -> Phrase:
    return country_of(phrase(name)) or phrase(name)


def _judge(plan: Plan, sides: dict[int, list[Unit]], index: Index) -> SideAnswer | None:
    """Yes where a named person or mission is on the side that the question says, No where it is the other's."""
    stems = {s for term in plan.query.terms for s in term.words}
    for units in sides.values():
        for unit in units:
            fact = unit.fact
            if fact is None or fact.party is None or not _value_named(unit, stems) or not _is_person(unit, index):
                continue
            office = [t for t in plan.query.terms if _titled(t, index) or t.words[0] in phrase(fact.attribute)]
            rest = (
                {s for t in plan.query.terms for s in t.words}
                - set(phrase(fact.value))
                - {s for t in office for s in t.words}
            )
            if not office or any(country_of((s,)) is None for s in rest):
                return None
            agents = [party for party, side in plan.owners.items() if side == "agent"]
            denied = bool(agents) and _country(fact.party) not in agents
            untold = not denied and fact.title is None and any(_titled(t, index) for t in office)
            return SideAnswer((unit,), (_value(unit),), denied, untold)
    return None
