"""The candidates of every question with their signals, and the weights that put the right ones first."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from corpus import read_article
from retrieval.answer.quote import READABLE, quote
from retrieval.answer.span import short_answer
from retrieval.article.index import Index
from retrieval.question.analysis import analyze
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Evidence, Hit
from retrieval.ranking.signals import SIGNALS
from retrieval.training.linear import Array, Groups, fit
from retrieval.training.material import Example, Gold

NAMES = tuple(SIGNALS)
PENALTY = 10.0
# What must speak against a unit, whether or not the material holds enough of it to show that.
BOUNDS: dict[str, tuple[float | None, float | None]] = {
    "swapped": (None, 0.0),
    "swapped sides": (-3.0, -1.5),
    "rival": (-3.0, -1.5),
    "opposite": (None, -0.3),
}


@dataclass(slots=True)
class Candidates:
    """The candidates of one question: their signals, which are right, and whether any unit of the article is."""

    example: Example
    signals: Array
    gold: Array
    units: list[int]


def candidates(examples: Sequence[Example], processes: int = 2) -> list[Candidates]:
    """Rank the units of every answerable question's article, on several processors."""
    kept = sorted((e for e in examples if e.answerable), key=lambda e: str(e.article))
    jobs = [list(group) for _, group in groupby(kept, key=lambda e: e.article)]
    with ProcessPoolExecutor(processes) as pool:
        return [found for part in pool.map(_of_article, jobs, chunksize=4) for found in part]


def _of_article(examples: list[Example]) -> list[Candidates]:
    index = Index(read_article(Path(examples[0].article)))
    evidence = Evidence(index)
    found = []
    for example in examples:
        plan = Plan(analyze(example.question, index.name_norms), index)
        hits = evidence.rank(plan)
        hits.sort(key=lambda hit: hit.unit.number)
        gold = Gold(example)
        signals = np.array([[hit.signals[name] for name in NAMES] for hit in hits], dtype=np.float64)
        right = np.array([float(gold.hit(_shown(index, plan, hit))) for hit in hits])
        units = [hit.unit.number for hit in hits]
        found.append(Candidates(example, signals.reshape(len(hits), len(NAMES)), right, units))
    return found


def _shown(index: Index, plan: Plan, hit: Hit) -> str:
    """What is quoted of a hit."""
    if len(hit.unit.text) <= READABLE:
        return hit.unit.text
    start, end = quote(plan, hit, short_answer(plan, hit))
    return index.article.text[start:end]


def learn(rows: Sequence[Candidates], names: Sequence[str] = NAMES, start: Array | None = None) -> Array:
    """The weights of some signals, learned from some questions."""
    columns = [NAMES.index(name) for name in names]
    groups = Groups.of([(row.signals[:, columns], row.gold) for row in rows])
    return fit(groups, PENALTY, [BOUNDS.get(name, (None, None)) for name in names], start)


def held_out(rows: Sequence[Candidates], parts: Sequence[set[str]], names: Sequence[str] = NAMES) -> list[int]:
    """For every question, the place of the first candidate under weights learned without its title (-1: none)."""
    columns = [NAMES.index(name) for name in names]
    place = {title: i for i, part in enumerate(parts) for title in part}
    chosen = [-1] * len(rows)
    start: Array | None = None
    for i in range(len(parts)):
        weights = start = learn([r for r in rows if place[r.example.title] != i], names, start)
        for number, row in enumerate(rows):
            if place[row.example.title] == i and len(row.gold):
                chosen[number] = int(np.argmax(row.signals[:, columns] @ weights))
    return chosen


def right(rows: Sequence[Candidates], chosen: Sequence[int]) -> list[float]:
    """Whether each chosen candidate is right."""
    return [float(row.gold[c]) if c >= 0 else 0.0 for row, c in zip(rows, chosen, strict=True)]
