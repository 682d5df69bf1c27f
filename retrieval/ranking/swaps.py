"""Whether a unit tells a relation of the question with its sides exchanged, or of another side."""

from __future__ import annotations

from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.met import Met
from retrieval.ranking.roles import is_source, side
from retrieval.words.thesaurus import country_of, phrase


def swapped(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> bool:
    """Whether the question and the unit tell the same relation with its two sides exchanged, or with another side.

    Seen from a relation word, each name is an agent ("Belgium exports", "Belgium's exports", "sold by Belgium") or a
    patient ("exports to Belgium", "recognised Belgium"). A converse relation word (buy, sell) exchanges them.
    """
    if unit.fact is not None:
        return fact_swapped(plan, unit)
    terms = [(plan.query.terms[i], met[i].place, plan.forms[i]) for i in plan.named_terms]
    by_name = [(term.place, place, forms) for term, place, forms in terms if place is not None]
    if not by_name:
        return False
    for place, there, converse, marked in _relations(plan, unit, met):
        asked = plan.sides(place, marked)
        subject = unit.tokens[there - 1].stem if there else ""  # "the Belgian agency …, with Belgium exporting"
        named = [(name, there - 1 if (subject,) in forms else first) for name, first, forms in by_name if name in asked]
        sided = ((name, side(unit.tokens, found, there)) for name, found in named)
        told = {name: side for name, side in sided if side != "modifier"}
        if converse:  # "import from A" and "export from A": the source is the same, whichever side tells it
            asked = asked | {p: "patient" for p in asked if is_source(plan.query.tokens, p)}
            told = told | {p: "patient" for p, found in named if p in told and is_source(unit.tokens, found)}
        exchanged = [name for name, side in told.items() if (side == asked[name]) == converse]
        if not told or len(exchanged) < len(told):
            continue
        sides = {asked[name] for name in exchanged}
        absent = any(side == "agent" and name not in told for name, side in asked.items())
        if len(sides) > 1 or (sides == {"patient"} and absent):
            return True
    return False


def _relations(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> list[tuple[int, int, bool, bool]]:
    """What relates the names: the relation's place in the question and in the unit, whether the unit tells it from the
    other side (buy, sell), and whether names count by their marks only, because order says nothing ("which agreement
    does A want B to sign")."""
    found = [
        (t.place, m.place, m.by in converse, t.role in ("focus", "type"))
        for t, m, converse in zip(plan.query.terms, met, plan.converse, strict=True)
        if t.role != "name" and m.place is not None and t.words not in _TOLD_BY
    ]
    return found + [
        (place, unit.positions[stem][0], False, False) for place, stem in plan.light_verbs if stem in unit.positions
    ]


# What numbers are told by ("according to the latest *census*"): it relates no sides.
_TOLD_BY = frozenset(map(phrase, ("census", "survey", "count", "estimate", "figure", "statistics", "data")))


def _rival(plan: Plan, unit: Unit, relation: int, asked: list[int | None]) -> int | None:
    """Another party that is the agent of the relation in the unit, in place of those that were asked about."""
    for place, token in enumerate(unit.tokens):
        if (
            place not in asked
            and token.stem in plan.index.party_stems
            and side(unit.tokens, place, relation) == "agent"
        ):
            return place
    return None


def rival_owner(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> bool:
    """Whether the unit tells of another party what is asked about one ("Kosovo's deficit", not "Belgium's")."""
    if unit.fact is not None or not plan.index.parties:
        return False
    tokens = plan.query.tokens
    for number in plan.party_terms:
        term, found = plan.query.terms[number], met[number]
        if found.place is not None:
            continue
        for other, there in plan.pairs(met):
            if other.role == "name" or there.place is None or side(tokens, term.place, other.place) != "agent":
                continue
            places = [m.place for m in met]
            if _rival(plan, unit, there.place, places) is not None:
                return True
    return False


def fact_swapped(plan: Plan, unit: Unit) -> bool:
    """Whether the question asks for the other side of a two-sided infobox fact."""
    fact = unit.fact
    if fact is None or fact.party is None or fact.party == fact.value:
        return False
    own, other = country_of(phrase(fact.party)) or phrase(fact.party), phrase(fact.counterpart or "")
    for party, marked in plan.owners.items():
        if (party == own and marked == "patient") or (party == (country_of(other) or other) and marked == "agent"):
            return True
    return False
