"""Learn the confidence's weights from the project's own question sets: python -m retrieval.training.confidence FOLDER …

Only questions of the half "tune" teach. Of each question the first hits are rows; the one that is chosen counts fully,
the others a little. A logistic regression with a penalty on the squares; knowledge of the language bounds some weights:
what is unmet never raises the confidence, and an exchanged direction always lowers it by much.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import read_article
from corpus.questions import Question, scan_jsonl
from retrieval.confidence import decide
from retrieval.find import CANDIDATES, Finder
from retrieval.question.analysis import analyze
from retrieval.question.spelling import correct
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.training.material import loose

Array = NDArray[np.float64]
PENALTY = 3.0
OTHERS = 0.15  # what a hit counts that is not chosen
# Kinds that other parts answer, or that need a conversation.
SKIPPED = ("smalltalk", "meta", "injection", "clarify", "summary", "contradiction", "list", "count")


@dataclass(frozen=True, slots=True)
class Row:
    """One hit of one question: its features in the order of decide.FEATURES, and whether it answers."""

    question: str
    values: tuple[float, ...]
    right: bool


def rows_of(path: Path) -> list[Row]:
    """The rows of one question set, whose article stands beside it."""
    finder = Finder(read_article(path.with_suffix(".txt")))
    rows = []
    for question in scan_jsonl(path)[0]:
        later = question.conversation is not None and (question.turn or 1) > 1
        if question.half != "tune" or later or question.kind in SKIPPED:
            continue
        text, _ = correct(question.question, finder.index.vocabulary, finder.index.stems)
        plan = Plan(analyze(text, finder.index.name_norms), finder.index)
        if plan.query.form == "summary" or not plan.query.terms:
            continue
        for hit in finder.evidence.rank(plan)[:CANDIDATES]:
            values = decide.features(plan, hit)
            rows.append(Row(question.id, tuple(values[n] for n in decide.FEATURES), _answers(question, hit)))
    return rows


def _answers(question: Question, hit: Hit) -> bool:
    if not question.answerable:
        return False
    where = not question.sections or any(section in hit.unit.section for section in question.sections)
    golds = question.evidence if question.kind == "yesno" else question.answers
    told = f" {loose(hit.unit.text)} "
    return where and any(f" {loose(gold)} " in told or told in f" {loose(gold)} " for gold in golds)


def learn(rows: Sequence[Row]) -> dict[str, float]:
    """The weights, rounded to what is written."""
    matrix = np.array([row.values for row in rows])
    right = np.array([float(row.right) for row in rows])
    owners = np.unique([row.question for row in rows], return_inverse=True)[1]
    counts = np.ones(len(rows))
    weights = _fit(matrix, right, counts)
    for _ in range(3):
        scores = matrix @ weights
        counts = np.full(len(rows), OTHERS)
        for owner in range(owners.max() + 1):
            own = np.flatnonzero(owners == owner)
            counts[own[np.argmax(scores[own])]] = 1.0
        weights = _fit(matrix, right, counts)
    return {name: round(float(w), 2) + 0.0 for name, w in zip(decide.FEATURES, weights, strict=True)}


def _fit(matrix: Array, right: Array, counts: Array) -> Array:
    from scipy.optimize import minimize

    penalty = np.array([0.01 if name == "bias" else PENALTY for name in decide.FEATURES])

    def loss(weights: Array) -> tuple[float, Array]:
        scores = matrix @ weights
        slope = counts * (1 / (1 + np.exp(-scores)) - right)
        value = np.sum(counts * (np.logaddexp(0, scores) - right * scores)) + 0.5 * np.sum(penalty * weights**2)
        return float(value), matrix.T @ slope + penalty * weights

    bounds = [(None, most) for most in decide.FEATURES.values()]
    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, dtype=np.float64)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.training.confidence", description=__doc__.split(":")[0])
    parser.add_argument("folders", nargs="+", type=Path, help="folders of X.jsonl question sets beside their X.txt")
    options = parser.parse_args(arguments)
    paths = [path for folder in options.folders for path in sorted(folder.glob("*.jsonl"))]
    rows = [row for path in paths for row in rows_of(path)]
    out = Path(__file__).parent.parent / "data" / "weights.json"
    table = json.loads(out.read_text(encoding="utf-8"))
    table["confidence"] = learn(rows)
    out.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len({row.question for row in rows})} questions; weights written to {out.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
