"""The figures of a run: every measure over all questions, by half and by kind, with its interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.calibration import Calibration, calibration
from bot.evaluation.run import Outcome, sureness
from bot.evaluation.statistics import bootstrap_mean, percentile, wilson

MEASURES = {
    "right": "the reply as a whole is right",
    "quote@1": "answered, and the first citation is the gold evidence and holds a gold answer",
    "quote@3": "the same for one of the first three citations",
    "hit@1": "the first citation is the gold evidence, answered or not",
    "answered": "an answerable question got an answer",
    "em": "SQuAD's exact match of the short answer",
    "f1": "SQuAD's F1 of the short answer",
    "short_in": "the short answer holds a gold answer",
    "section": "one of the first two citations stands in a gold section",
    "abstained": "an unanswerable question got no answer",
    "verbatim": "every citation is the article's text at its offsets",
    "recall@1": "gold sentences that are the first hit",
    "recall@3": "gold sentences among the first 3 hits",
    "recall@10": "gold sentences among the first 10 hits",
    "mrr": "1 / rank of the first gold sentence, within 10 hits",
    "ndcg@10": "nDCG of the gold sentences within 10 hits",
    "abstention-precision": "refusals that were due: their question is unanswerable",
    "abstention-recall": "unanswerable questions that were refused",
}
"""Every measure's name and meaning; marks are averaged over the questions that have a gold for them."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over ``n`` questions and its 95 % interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some of the questions; ``p50`` and ``p99`` are seconds an answer took."""

    name: str
    n: int
    measures: dict[str, Estimate]
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in figures. ``groups`` begins with "all"; a kind's is named ``kind:NAME``, a half's ``half:NAME``."""

    groups: tuple[Group, ...]
    calibration: Calibration | None

    def group(self, name: str) -> Group | None:
        """The group of that name."""
        return next((g for g in self.groups if g.name == name), None)


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """All figures of a run."""
    members: dict[str, list[Outcome]] = {"all": []}
    for outcome in outcomes:
        for name in groups_of(outcome):
            members.setdefault(name, []).append(outcome)
    order = sorted(members, key=lambda name: (name.startswith("kind:"), name.startswith("half:")))
    return Summary(tuple(_group(name, members[name]) for name in order), calibration(sureness(outcomes)))


def groups_of(outcome: Outcome) -> list[str]:
    """The groups that a question is counted in."""
    question = outcome.question
    names = ["all", "answerable" if question.answerable else "unanswerable"]
    names += [f"half:{question.half}"] if question.half else []
    return names + ([f"kind:{question.kind}"] if question.kind is not None else [])


def estimate(values: Sequence[float]) -> Estimate:
    """A mean with its interval: Wilson's where every value is 0 or 1, else the bootstrap's."""
    n, total = len(values), math.fsum(values)
    binary = all(v in (0.0, 1.0) for v in values)
    low, high = wilson(total, n) if binary else bootstrap_mean(values)
    return Estimate(total / n, low, high, n)


def _group(name: str, outcomes: Sequence[Outcome]) -> Group:
    measures: dict[str, list[float]] = {}
    for outcome in outcomes:
        for mark, value in outcome.marks.items():
            measures.setdefault(mark, []).append(value)
    measures |= _abstention(outcomes)
    seconds = [o.seconds for o in outcomes]
    found = {mark: estimate(measures[mark]) for mark in MEASURES if measures.get(mark)}
    return Group(name, len(outcomes), found, percentile(seconds, 0.5), percentile(seconds, 0.99))


def _abstention(outcomes: Iterable[Outcome]) -> dict[str, list[float]]:
    """Precision and recall of the status ``no_answer``, which should find the unanswerable ones among the others."""
    refused = [(o.answer.status == "no_answer", not o.question.answerable) for o in outcomes]
    if len({due for _, due in refused}) < 2:
        return {}
    return {
        "abstention-precision": [float(due) for no, due in refused if no],
        "abstention-recall": [float(no) for no, due in refused if due],
    }
