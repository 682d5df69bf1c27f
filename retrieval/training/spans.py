"""The pieces of answering sentences with their signals, and the weights that put the gold answer first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from corpus import read_article
from retrieval.answer.span import choose
from retrieval.answer.span_signals import SIGNALS, measured
from retrieval.article.chunks import bounds, shape
from retrieval.article.index import Index
from retrieval.question.analysis import analyze
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Evidence, Hit
from retrieval.training.linear import Array, Groups, fit
from retrieval.training.material import Example, Gold, answer_f1, plain

NAMES = tuple(SIGNALS)
PENALTY = 3.0
LOOKED_AT = 3  # hits whose pieces are kept besides the gold sentence's
NEARLY = 0.6  # F1 from which a piece teaches where none is exactly right


@dataclass(slots=True)
class Pieces:
    """The pieces of one unit for one question: the unit, signals, texts, token ranges, and how right each piece is."""

    example: Example
    unit: int
    is_gold: bool
    signals: Array
    texts: list[str]
    ranges: list[tuple[int, int]]
    exact: Array
    f1: Array

    def lesson(self) -> Array:
        """How right each piece is, as training takes it: exactly, or nearly where none is exactly right."""
        if self.exact.max(initial=0.0) > 0:
            return self.exact
        return np.where((self.f1 >= NEARLY) & (self.f1 >= self.f1.max(initial=0.0)), 0.5, 0.0)


def collect(examples: Sequence[Example], processes: int = 2) -> list[Pieces]:
    """The pieces of the gold sentence and the first hits of every question with a short answer."""
    kept = sorted((e for e in examples if e.answerable and e.answers), key=lambda e: str(e.article))
    jobs = [list(group) for _, group in groupby(kept, key=lambda e: e.article)]
    with ProcessPoolExecutor(processes) as pool:
        return [found for part in pool.map(_of_article, jobs, chunksize=1) for found in part]


def _of_article(examples: list[Example]) -> list[Pieces]:
    index = Index(read_article(examples[0].article))
    evidence = Evidence(index)
    found = []
    for example in examples:
        plan = Plan(analyze(example.question, index.name_norms), index)
        if plan.query.form == "yesno":
            continue
        hits = evidence.rank(plan)
        gold = Gold(example)
        right = [hit for hit in hits if gold.hit(hit.unit.text)]
        for hit in dict.fromkeys([*(h.unit.number for h in hits[:LOOKED_AT]), *(h.unit.number for h in right[:1])]):
            chosen = next(h for h in hits if h.unit.number == hit)
            if chosen.unit.fact is None:
                found.append(_pieces(example, plan, chosen, chosen in right))
    return [p for p in found if len(p.texts)]


def _pieces(example: Example, plan: Plan, hit: Hit, is_gold: bool) -> Pieces:
    unit = hit.unit
    ranges, rows = measured(plan, hit)
    signals = np.array([[row.get(name, 0.0) for name in NAMES] for row in rows], dtype=np.float64)
    form = shape(plan.index, unit)
    texts = [unit.text[slice(*bounds(form, unit, a, b))] for a, b in ranges]
    wanted = {plain(answer) for answer in example.answers}
    exact = np.array([float(plain(text) in wanted) for text in texts])
    f1 = np.array([max(answer_f1(text, answer) for answer in example.answers) for text in texts])
    return Pieces(example, unit.number, is_gold, signals.reshape(len(rows), len(NAMES)), texts, ranges, exact, f1)


def learn(rows: Sequence[Pieces], names: Sequence[str] = NAMES, start: Array | None = None) -> Array:
    """The weights of some signals, from the gold sentences of some questions."""
    columns = [NAMES.index(name) for name in names]
    groups = Groups.of([(row.signals[:, columns], row.lesson()) for row in rows if row.is_gold])
    return fit(groups, PENALTY, [(None, None)] * len(columns), start)


def held_out(
    rows: Sequence[Pieces],
    units: Mapping[tuple[str, str], int],
    parts: Sequence[set[str]],
    names: Sequence[str] = NAMES,
) -> dict[tuple[str, str], tuple[float, float]]:
    """(set, question) → exact match and F1 of the answer from the unit chosen for it, under weights learned without
    its title. A unit whose pieces were not kept counts as no answer."""
    columns = [NAMES.index(name) for name in names]
    found: dict[tuple[str, str], tuple[float, float]] = {}
    start: Array | None = None
    for part in parts:
        weights = start = learn([r for r in rows if r.example.title not in part], names, start)
        for row in rows:
            key = row.example.set, row.example.id
            if row.example.title in part and units.get(key) == row.unit:
                scores = row.signals[:, columns] @ weights
                best, _ = choose([(piece, float(s)) for piece, s in zip(row.ranges, scores, strict=True)])
                place = row.ranges.index(best)
                found[key] = float(row.exact[place]), float(row.f1[place])
    return found
