"""Ranking the evidence: a bounded first stage by BM25, then named signals of every candidate, weighed linearly."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from operator import mul

import numpy as np
from numpy.typing import NDArray

from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.question.terms import Term
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import ANSWERS, index_mentions, typed
from retrieval.ranking.bm25 import PostingsBM25
from retrieval.ranking.met import UNMET, Met
from retrieval.ranking.signals import SIGNALS, View, measure
from retrieval.words.lexicon import DATA

__all__ = ["ANSWERS", "CANDIDATES", "Evidence", "Hit", "index_mentions", "typed", "weights"]

# Units that the first stage hands on; more of them in a long article, where more of them look alike (so that 99 % of
# the best hits are among them, by ``python -m tests.benchmarks.speed``).
CANDIDATES, LONG, CANDIDATES_OF_LONG = 24, 500, 128
# How much a statement gains where the answer stood that a follow-up goes on from, and how many after it gain with it.
# Measured on the follow-ups of the tuning halves.
NEAR, READ_ON = 2.0, 2
GIVEN = 0.8  # share of the grade of what the last answer's statement met already, for those that follow it
# How the first stage adds up its fields: sentence, with its neighbours, passage, groups of letters. In a long article,
# where many a sentence holds the same few words, the passage tells more.
_FIRST, _FIRST_OF_LONG = (1.0, 0.5, 0.3, 0.3), (0.5, 0.5, 1.5, 1.0)


@cache
def weights(part: str) -> dict[str, float]:
    """The learned weights of a part ("ranking", "span"): signal → weight. Made by ``python -m retrieval.training``."""
    text = (DATA / "weights.json").read_text(encoding="utf-8")
    table: dict[str, float] = json.loads(text)[part]
    return table


@dataclass(slots=True)
class Hit:
    """A candidate: the unit, how it meets the query's terms, its signals by name and its score, and how far
    it is behind the best one; ``sure`` keeps its confidence once that is worked out; ``near`` is where the last answer
    stood, for a question that goes on from it."""

    unit: Unit
    met: tuple[Met, ...]
    signals: dict[str, float]
    score: float = 0.0
    behind: float = 0.0
    sure: float | None = None
    near: bool = False


class Evidence:
    """An index with its BM25 fields: sentences, alone and with their neighbours, passages with headings, letters."""

    def __init__(self, index: Index) -> None:
        self.index = index
        units = index.units
        self.sentences = PostingsBM25([unit.stems or ("",) for unit in units] or [("",)])
        self.near = PostingsBM25([_with_neighbours(index, unit) for unit in units] or [("",)])
        self.passages = PostingsBM25(
            [
                [s for u in passage for s in u.stems] + [s for s, g in passage[0].context.items()]
                for passage in index.passages
            ]
            or [("",)]
        )
        self.letters = PostingsBM25([_letters(t.norm for t in unit.tokens) or [""] for unit in units] or [("",)])
        self._passage_of = np.array([unit.passage for unit in units] or [0])

    def rank(self, plan: Plan, last: tuple[int, ...] = ()) -> list[Hit]:
        """The candidates for a query, best first; equal scores in the order of the text.

        ``last``: where the answer stood that the question goes on from.
        """
        fields, ceiling = self._fields(plan)
        view = View(plan)
        following = self._following(last)
        given = self._given(plan, last)
        hits = []
        numbers = self._candidates(fields)
        scored = zip(*(scores[numbers].tolist() for scores in fields.values()), strict=True)
        for number, scores in zip(numbers, scored, strict=True):
            unit = self.index.units[number]
            met = plan.align(unit)
            if number in following:
                met = tuple(map(_going_on, plan.query.terms, met, given))
            values = measure(view, unit, met)
            values.update(zip(fields, scores, strict=True))
            values["bm25 share"] = values["bm25 sentence"] * ceiling
            hits.append(Hit(unit, met, values))
        for name, source in (("coverage against best", "coverage"), ("inside against best", "coverage inside")):
            best = max((hit.signals[source] for hit in hits), default=0.0) or 1.0
            for hit in hits:
                hit.signals[name] = hit.signals[source] / best
        table = [weights("ranking").get(name, 0.0) for name in SIGNALS]
        for hit in hits:
            hit.score = sum(map(mul, table, hit.signals.values()))  # in the order of the table of signals
            hit.near = hit.unit.number in following
            hit.score += NEAR * hit.near
        hits.sort(key=lambda hit: (-hit.score, hit.unit.number))
        for hit in hits:
            hit.behind = hits[0].score - hit.score
        return hits

    def _following(self, last: tuple[int, ...]) -> frozenset[int]:
        """The statements at some places of the article, with what follows them in their passages."""
        units = self.index.units
        here = [unit for start in last if (unit := self.index.at(start)) is not None]
        return frozenset(
            v.number for u in here for v in units[u.number : u.number + READ_ON + 1] if v.passage == u.passage
        )

    def _given(self, plan: Plan, last: tuple[int, ...]) -> tuple[Met, ...]:
        """How the statement of the last answer meets a query: it need not be said again after it."""
        here = self.index.at(last[0]) if last else None
        return plan.align(here) if here is not None else (UNMET,) * len(plan.query.terms)

    def _fields(self, plan: Plan) -> tuple[dict[str, NDArray[np.float64]], float]:
        """Every field's scores of all units, each against its best; and the best sentence's share of all there is."""
        terms = [{stem: grade for form, grade in forms.items() for stem in form} for forms in plan.forms] or [
            {stem: 1.0} for stem in plan.stems
        ]
        sentence = self.sentences.best_form_scores(terms)
        passage = self.passages.best_form_scores(terms)
        letters = self.letters.best_form_scores(
            {gram: 1.0} for gram in dict.fromkeys(_letters(t.text for t in plan.query.terms))
        )
        raw = {
            "bm25 sentence": sentence,
            "bm25 near": self.near.best_form_scores(terms),
            "bm25 passage": passage[self._passage_of],
            "letters": letters,
        }
        whole = sum(plan.weights) * (self.sentences.k1 + 1) or 1.0
        share = min(1.0, float(sentence.max()) / whole)
        return {name: scores / (float(scores.max()) or 1.0) for name, scores in raw.items()}, share

    def _candidates(self, fields: dict[str, NDArray[np.float64]]) -> list[int]:
        count = len(self.index.units)
        bound, shares = (CANDIDATES, _FIRST) if count <= LONG else (CANDIDATES_OF_LONG, _FIRST_OF_LONG)
        if count <= bound:
            return list(range(count))
        first = sum(weight * scores for weight, scores in zip(shares, fields.values(), strict=True))
        least = np.partition(np.asarray(first), count - bound)[count - bound]
        above = np.flatnonzero(first > least)
        return sorted([*above.tolist(), *np.flatnonzero(first == least)[: bound - len(above)].tolist()])


def _going_on(term: Term, met: Met, given: Met) -> Met:
    """How a term is met after a statement that met it."""
    if term.role in ("name", "relation", "word") and given.grade * GIVEN > met.grade:
        return Met(given.grade * GIVEN, None, given.by)
    return met


def _with_neighbours(index: Index, unit: Unit) -> list[str]:
    """A unit's stems twice, and once those of the units beside it in its passage."""
    stems = [*unit.stems, *unit.stems]
    if unit.fact is None:
        for other in index.units[max(0, unit.number - 1) : unit.number + 2]:
            if other.passage == unit.passage and other is not unit:
                stems += other.stems
    return stems or [""]


def _letters(words: object) -> list[str]:
    """Groups of four letters of words, with their borders."""
    grams = []
    for word in words:  # type: ignore[attr-defined]
        padded = f" {word.lower()} "
        grams += [padded[i : i + 4] for i in range(len(padded) - 3)] or [padded]
    return grams
