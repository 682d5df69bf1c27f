"""Ranking the evidence: a bounded first stage by BM25, then named signals of every candidate, weighed linearly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log

from corpus import INFOBOX
from retrieval.align import Met, Plan, rival_owner, swapped
from retrieval.bm25 import PostingsBM25
from retrieval.index import Index, Unit
from retrieval.mentions import Mention

PASSAGES = 40  # passages that the first stage hands on

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

SIGNALS = (
    "coverage", "coverage inside", "coverage against best", "bm25 sentence", "bm25 passage", "type", "type near", "names",
    "relation", "focus", "dates", "swapped", "rival", "fact", "item", "lead-in", "length", "pairs", "opposite",
)  # fmt: skip
# First, hand-set weights; replaced by learned ones.
WEIGHTS = (3.0, 1.5, 2.0, 0.8, 0.4, 0.8, 0.6, 1.0, 0.6, 0.5, 1.0, -2.0, -2.0, 0.1, 0.0, -0.2, -0.1, 0.4, -0.6)


@dataclass(slots=True)
class Hit:
    """A candidate: the unit, how it meets the query's terms, its signals (in the order of SIGNALS) and its score, and how far
    it is behind the best one."""

    unit: Unit
    met: tuple[Met, ...]
    signals: dict[str, float]
    score: float = 0.0
    behind: float = 0.0


class Evidence:
    """An index with its BM25 fields: sentences, and passages with their headings."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.sentences = PostingsBM25([unit.stems or ("",) for unit in index.units] or [("",)])
        self.passages = PostingsBM25(
            [
                [s for u in passage for s in u.stems] + [s for s, g in passage[0].context.items()]
                for passage in index.passages
            ]
            or [("",)]
        )

    def rank(self, plan: Plan) -> list[Hit]:
        """All candidates for a query, best first; equal scores in the order of the text."""
        query = [stem for forms in plan.forms for form in forms for stem in form] or list(plan.stems)
        by_sentence = self.sentences.get_scores(query)
        by_passage = self.passages.get_scores(query)
        units = self.index.units
        if len(self.index.passages) > PASSAGES:
            best = sorted(range(len(by_passage)), key=lambda p: (-by_passage[p], p))[:PASSAGES]
            units = [unit for p in sorted(best) for unit in self.index.passages[p]]
        top_sentence, top_passage = float(by_sentence.max()) or 1.0, float(by_passage.max()) or 1.0
        hits = []
        for unit in units:
            met = plan.align(unit)
            values = signals(plan, unit, met)
            values["bm25 sentence"] = float(by_sentence[unit.number]) / top_sentence
            values["bm25 passage"] = float(by_passage[unit.passage]) / top_passage
            hits.append(Hit(unit, met, values))
        best_coverage = max((hit.signals["coverage"] for hit in hits), default=0.0) or 1.0
        for hit in hits:
            hit.signals["coverage against best"] = hit.signals["coverage"] / best_coverage
            hit.score = sum(w * hit.signals[name] for name, w in zip(SIGNALS, WEIGHTS, strict=True))
        hits.sort(key=lambda hit: (-hit.score, hit.unit.number))
        for hit in hits:
            hit.behind = hits[0].score - hit.score
        return hits


def signals(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> dict[str, float]:
    """What speaks for and against a unit as evidence, each between 0 and 1 (the length is a logarithm)."""
    terms, weights = plan.query.terms, plan.weights
    total = sum(weights) or 1.0
    inside = [m.grade if m.place is not None else 0.0 for m in met]
    places = [m.place for m in met if m.place is not None]
    candidates = typed(plan, unit, met)

    def worst(*roles: str) -> float:
        return min((m.grade for t, m in zip(terms, met, strict=True) if t.role in roles), default=1.0)

    return {
        "coverage": sum(w * m.grade for w, m in zip(weights, met, strict=True)) / total,
        "coverage inside": sum(w * g for w, g in zip(weights, inside, strict=True)) / total,
        "type": 1.0 if candidates is None else float(bool(candidates)),
        "type near": 0.5 if candidates is None else max((_nearness(c, unit, places) for c in candidates), default=0.0),
        "names": worst("name"),
        "relation": worst("relation"),
        "focus": worst("focus"),
        "dates": worst("date", "number"),
        "swapped": float(swapped(plan, unit, met)),
        "rival": float(rival_owner(plan, unit, met)),
        "fact": float(unit.section == INFOBOX),
        "item": float(unit.kind == "item"),
        "lead-in": float(unit.kind == "lead_in"),
        "length": log(1 + len(unit.tokens)) / 4,
        "pairs": _pairs(met),
        "opposite": float(any(o[0] in unit.positions for group in plan.opposites for o in group if len(o) == 1)),
    }


def typed(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> list[Mention] | None:
    """The mentions in a unit that fit the type of answer and are not in the question; None where any words fit."""
    wanted = ANSWERS.get(plan.query.type)
    if wanted is None:
        return None
    mentions = index_mentions(plan.index, unit)
    used = (
        {unit.tokens[m.place].start for m in met if m.place is not None and m.grade >= 0.9}
        if unit.fact is None
        else set()
    )
    asked = set(plan.stems)
    found = []
    for mention in mentions:
        if mention.type not in wanted:
            continue
        stems = [t.stem for t in unit.tokens if mention.start <= t.start < mention.end] if unit.fact is None else []
        if stems and all(stem in asked for stem in stems):
            continue
        if mention.type in ("person", "name", "place") and mention.start in used:
            continue
        found.append(mention)
    return found


def index_mentions(index: Index, unit: Unit) -> list[Mention]:
    """All typed mentions of a unit; a fact's key is none."""
    key = (unit.fact.value_start - unit.fact.start) if unit.fact else 0
    dated = index.amounts(unit)
    named = [n for n in index.names(unit) if not any(n.start < d.end and d.start < n.end for d in dated)]
    return [m for m in (*dated, *named) if m.start >= key]


def _nearness(mention: Mention, unit: Unit, places: list[int]) -> float:
    if unit.fact is not None:
        return 1.0
    here = [i for i, t in enumerate(unit.tokens) if mention.start <= t.start < mention.end]
    if not here or not places:
        return 0.0
    return 1 / (1 + min(abs(p - h) for p in places for h in here) / 4)


def _pairs(met: tuple[Met, ...]) -> float:
    """The share of neighbouring terms that are neighbours in the unit, too."""
    found = [m.place for m in met]
    pairs = [(a, b) for a, b in zip(found, found[1:], strict=False)]
    close = sum(a is not None and b is not None and 0 < abs(a - b) <= 3 for a, b in pairs)
    return close / len(pairs) if pairs else 0.0


_SPACE = re.compile(r"\s+")
