"""The named signals that speak for and against a unit as evidence: the table, and how each is measured.

Every signal is a number, mostly between 0 and 1, that can be explained to a person; how much each is worth is
learned (``retrieval.training``) and stands in ``data/weights.json``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import log

from corpus import INFOBOX, INTRODUCTION
from retrieval.answer.reasons import gives_reason
from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import ANSWERS, typed_places
from retrieval.ranking.met import Met
from retrieval.ranking.swaps import rival_owner, swapped
from retrieval.replies.defining import asked_name, definition
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import SYNONYM, phrase

SIGNALS: dict[str, str] = {
    "coverage": "share of the question's weight that is met, in the sentence or around it",
    "coverage inside": "the same, in the sentence itself",
    "coverage exact": "the same, by the very words, weak words weighing as much as others",
    "coverage against best": "coverage, against the best candidate's",
    "inside against best": "coverage inside, against the best candidate's",
    "heaviest unmet": "share of the most telling word that is not met",
    "bm25 sentence": "BM25 of the sentence, against the best",
    "bm25 near": "BM25 of the sentence with its neighbours, against the best",
    "bm25 passage": "BM25 of the passage with its heading, against the best",
    "letters": "BM25 over groups of four letters, against the best",
    "bm25 share": "BM25 of the sentence, against that of a sentence that meets everything",
    "names": "the least met name",
    "relation": "the least met relation word",
    "focus": "the least met word of the noun asked for",
    "dates": "the least met date or number",
    "neighbours": "share of the weight that only the neighbouring sentences meet",
    "next": "share of the weight that only the next sentence meets",
    "antecedent": "share of the weight that only the sentence pointed back to meets",
    "first": "share of the weight that only the passage's first sentence meets",
    "points back": "the sentence takes up what stands before it",
    "heading": "share of the weight that the heading meets",
    "pairs": "share of neighbouring terms that stand close together in the unit",
    "order": "share of neighbouring terms that stand in the same order",
    "word pairs": "share of the question's neighbouring words that are neighbours in the unit, weighed",
    "type": "something of the type asked for stands in the unit",
    "type near": "how near it stands to a met word",
    "date near": "how near it stands to all met words, weighed, where a date is asked for",
    "amount near": "the same, where an amount is asked for",
    "reason": "a word that gives a reason, where one is asked for",
    "manner": "a word that gives a means, where one is asked for",
    "naming": "a word that gives a name, where a name is asked for",
    "definition": "the unit says what the thing asked about is",
    "new words": "words that the question does not hold (a logarithm)",
    "length": "how long the unit is (a logarithm)",
    "fact": "an infobox line",
    "item": "a list item",
    "lead-in": "the sentence before a list",
    "opening": "the first sentence of the article",
    "question": "the unit asks something itself",
    "swapped": "the same relation, with its two sides exchanged",
    "swapped sides": "the same, in an article about two sides",
    "rival": "another party is told of than the one asked about",
    "opposite": "a word that denies one of the question's",
}

_NEAR = {"date": "date near"} | dict.fromkeys(
    ("duration", "duration_or_measure", "number", "amount", "money", "money_or_number", "measure", "age"), "amount near"
)
_MANNER = lazy(r"\b(?:by|via|through|using|with|means of|method|process|way)\b", re.I)
_NAMING = lazy(
    r"\b(?:called|known as|named|termed|nicknamed|titled|entitled|referred to|dubbed|name|term)\b|[\"“]", re.I
)


class View:
    """What the signals of all units need of a query, worked out once."""

    def __init__(self, plan: Plan) -> None:
        query, index = plan.query, plan.index
        self.plan = plan
        self.terms = query.terms
        self.weights = plan.weights
        self.total = sum(plan.weights) or 1.0
        self.exact = [(t.words[0], index.idf(t.words[0])) for t in query.terms]
        self.exact_total = sum(w for _, w in self.exact) or 1.0
        self.heaviest = max(plan.weights, default=1.0) or 1.0
        self.roles = [t.role for t in query.terms]
        self.opposites = frozenset(o[0] for group in plan.opposites for o in group if len(o) == 1)
        self.asked = frozenset(plan.stems)
        stems = plan.stems
        self.pairs = {pair: index.idf(pair[0]) + index.idf(pair[1]) for pair in pairwise(stems)}
        self.pair_total = sum(self.pairs.values()) or 1.0
        self.wanted = ANSWERS.get(query.type)
        self.near = _NEAR.get(query.type)
        self.counting = any(t.norm == "how" for t in query.tokens)
        self.name = asked_name(plan)
        self.headed: dict[str, float] = {}  # section → the weight that its heading meets
        self.naming = query.type == "name" or bool(_ASKED_NAME & {t.norm for t in query.tokens})


_ASKED_NAME = frozenset("called name term known named call word nickname title".split())


def measure(view: View, unit: Unit, met: tuple[Met, ...]) -> dict[str, float]:
    """The signals of one unit that need no other candidate; those that do are set by ``retrieval.ranking.evidence``."""
    plan, weights = view.plan, view.weights
    values = _of_unit(plan.index, unit).copy()
    covered = inside = unmet = 0.0
    worst = {"name": 1.0, "relation": 1.0, "focus": 1.0, "date": 1.0, "number": 1.0, "type": 1.0, "word": 1.0}
    around = following = pointed = opened = 0.0
    after = _next(plan.index, unit)
    back = unit.antecedent
    opening = plan.index.passages[unit.passage][0] if unit.fact is None else unit
    held_after = plan.held(after) if after is not None else None
    held_back = plan.held(back) if back is not None else None
    held_opening = plan.held(opening) if opening is not unit else None
    placed: list[tuple[int, float]] = []
    for number, (role, weight, found) in enumerate(zip(view.roles, weights, met, strict=True)):
        grade = found.grade
        covered += weight * grade
        unmet = max(unmet, weight * (1 - grade))
        if grade < worst[role]:
            worst[role] = grade
        if found.place is not None:
            inside += weight * grade
            placed.append((found.place, weight))
        else:
            around += weight * grade
            if held_after is not None and held_after[number]:
                following += weight
            if held_back is not None and held_back[number]:
                pointed += weight
            if held_opening is not None and held_opening[number]:
                opened += weight
    total = view.total
    positions = unit.positions
    values["coverage"] = covered / total
    values["coverage inside"] = inside / total
    values["coverage exact"] = sum([w for s, w in view.exact if s in positions]) / view.exact_total
    values["heaviest unmet"] = unmet / view.heaviest
    values["names"], values["relation"] = worst["name"], worst["relation"]
    values["focus"], values["dates"] = worst["focus"], min(worst["date"], worst["number"])
    values["neighbours"], values["next"], values["antecedent"] = around / total, following / total, pointed / total
    values["first"] = opened / total
    values["heading"] = _headed(view, unit) / total
    values["pairs"], values["order"] = _pairs(met)
    bigrams = unit.pairs
    values["word pairs"] = sum([w for pair, w in view.pairs.items() if pair in bigrams]) / view.pair_total
    _type_signals(view, unit, met, placed, values)
    text = unit.text
    form = plan.query.form
    if form == "reason":
        values["reason"] = float(gives_reason(unit))
    elif form == "manner":
        values["manner"] = float(_MANNER.search(text) is not None)
    elif form == "definition":
        values["definition"] = float(definition(plan.index, unit, view.name) is not None)
    if view.naming:
        values["naming"] = float(_NAMING.search(text) is not None)
    new = len(positions) - len(positions.keys() & view.asked)
    values["new words"] = log(1 + new) / 4
    values["swapped"] = float(swapped(plan, unit, met))
    values["swapped sides"] = values["swapped"] if plan.index.parties or unit.fact is not None else 0.0
    values["rival"] = float(rival_owner(plan, unit, met))
    values["opposite"] = float(not positions.keys().isdisjoint(view.opposites))
    return values


def _headed(view: View, unit: Unit) -> float:
    """The weight that a unit's heading meets, the same for all of a section."""
    if unit.fact is not None:
        return 0.0
    if unit.section not in view.headed:
        heading = phrase(unit.section)
        pairs = zip(view.weights, view.plan.heads, strict=True)
        view.headed[unit.section] = sum([w for w, heads in pairs if not heads.isdisjoint(heading)])
    return view.headed[unit.section]


def _names_key(view: View, unit: Unit, met: tuple[Met, ...]) -> bool:
    """Whether the noun asked for is an infobox line's key: its value is what is asked for, whatever its type."""
    assert unit.fact is not None
    if view.counting:
        return False
    key = set(phrase(unit.fact.attribute))
    asked = [m for role, m in zip(view.roles, met, strict=True) if role in ("focus", "type")]
    return bool(asked) and all(m.place is not None and m.grade >= SYNONYM and set(m.by) <= key for m in asked)


def _of_unit(index: Index, unit: Unit) -> dict[str, float]:
    """The signals that no question changes, and zero for all others; found once."""
    if unit.signals is None:
        unit.signals = dict.fromkeys(SIGNALS, 0.0) | {
            "points back": float(unit.antecedent is not None),
            "length": log(1 + len(unit.tokens)) / 4,
            "fact": float(unit.section == INFOBOX),
            "item": float(unit.kind == "item"),
            "lead-in": float(unit.kind == "lead_in"),
            "opening": float(unit.section == INTRODUCTION and unit is index.first_sentence),
            "question": float(unit.text.endswith("?")),
        }
    return unit.signals


def _next(index: Index, unit: Unit) -> Unit | None:
    following = index.units[unit.number + 1] if unit.number + 1 < len(index.units) else None
    return following if following is not None and following.passage == unit.passage and unit.fact is None else None


def _pairs(met: tuple[Met, ...]) -> tuple[float, float]:
    """The shares of neighbouring terms that stand close together, and in the same order."""
    close = ordered = 0
    previous = met[0].place if met else None
    for found in met[1:]:
        here = found.place
        if previous is not None and here is not None:
            close += 0 < abs(here - previous) <= 3
            ordered += here > previous
        previous = here
    count = len(met) - 1
    return (close / count, ordered / count) if count > 0 else (0.0, 0.0)


def _type_signals(
    view: View, unit: Unit, met: tuple[Met, ...], placed: list[tuple[int, float]], values: dict[str, float]
) -> None:
    if view.wanted is None:
        values["type"], values["type near"] = 1.0, 0.5
        return
    nearest = among = 0.0
    found = False
    named = unit.fact is not None and _names_key(view, unit, met)
    for _, first, last in [(None, 0, 0)] if named else typed_places(view.plan, unit, met):
        found = True
        if unit.fact is not None:
            nearest = among = 1.0
            break
        sum_near = 0.0
        for place, weight in placed:
            gap = first - place if place < first else place - last if place > last else 0
            near = 4 / (4 + gap)
            sum_near += weight * near
            if near > nearest:
                nearest = near
        among = max(among, sum_near / view.total)
    values["type"], values["type near"] = float(found), nearest
    if view.near is not None:
        values[view.near] = among
