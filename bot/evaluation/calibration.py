"""Whether the confidence means what it says: reliability, expected calibration error, how it sorts right from wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

BINS = 10


@dataclass(frozen=True, slots=True)
class Sure:
    """A reply's confidence and what it is worth: first quote right, F1 if it stands, F1 if it abstains instead."""

    confidence: float
    right: bool
    f1: float = 0.0
    f1_abstaining: float = 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """The replies whose confidence lies in ``[low, high)``: how many, their mean confidence, the share right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The figures of a run's confidences. ``best_threshold`` is 2 where abstaining always is best."""

    n: int
    ece: float
    auc: float | None
    right_at_30: float
    right_at_50: float
    best_f1: float
    best_threshold: float
    bins: tuple[Bin, ...]


def calibration(replies: Sequence[Sure]) -> Calibration | None:
    """All figures; None without replies. The top 30 % and 50 % hold replies of equal confidence in given order."""
    if not replies:
        return None
    ordered = sorted(replies, key=lambda r: -r.confidence)
    best_f1, threshold = best_threshold(ordered)
    bins = reliability(replies)
    return Calibration(
        n=len(replies),
        ece=expected_calibration_error(bins),
        auc=auc(replies),
        right_at_30=_right_among(ordered, 0.3),
        right_at_50=_right_among(ordered, 0.5),
        best_f1=best_f1,
        best_threshold=threshold,
        bins=bins,
    )


def reliability(replies: Sequence[Sure]) -> tuple[Bin, ...]:
    """The non-empty ones of ten bins of equal width (DeGroot & Fienberg 1983)."""
    members: dict[int, list[Sure]] = {}
    for reply in replies:
        members.setdefault(min(BINS - 1, int(reply.confidence * BINS)), []).append(reply)
    return tuple(
        Bin(
            low=i / BINS,
            high=(i + 1) / BINS,
            n=len(group),
            confidence=sum(r.confidence for r in group) / len(group),
            right=sum(r.right for r in group) / len(group),
        )
        for i, group in sorted(members.items())
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float:
    """Σ n_b/n · |mean confidence − share right| over the bins (Naeini, Cooper & Hauskrecht 2015)."""
    total = sum(b.n for b in bins)
    return sum(b.n / total * abs(b.confidence - b.right) for b in bins)


def auc(replies: Sequence[Sure]) -> float | None:
    """The chance that a right reply is more confident than a wrong one, ties half (Mann & Whitney 1947)."""
    right = sum(r.right for r in replies)
    wrong = len(replies) - right
    if not right or not wrong:
        return None
    ranks, below = 0.0, 0
    for _, tied in groupby(sorted(replies, key=lambda r: r.confidence), key=lambda r: r.confidence):
        group = list(tied)
        ranks += sum(r.right for r in group) * (below + (len(group) + 1) / 2)
        below += len(group)
    return (ranks - right * (right + 1) / 2) / (right * wrong)


def risk_coverage(replies: Sequence[Sure]) -> list[tuple[float, float]]:
    """(share answered, share of those wrong) at every threshold, most confident first (El-Yaniv & Wiener 2010)."""
    points, done, wrong = [], 0, 0
    for _, tied in groupby(sorted(replies, key=lambda r: -r.confidence), key=lambda r: r.confidence):
        group = list(tied)
        done += len(group)
        wrong += sum(not r.right for r in group)
        points.append((done / len(replies), wrong / done))
    return points


def best_threshold(ordered: Sequence[Sure]) -> tuple[float, float]:
    """The best mean F1 over thresholds, and the confidence it is reached at; ``ordered`` comes most confident first."""
    total = sum(r.f1_abstaining for r in ordered)
    best = (total, 2.0)
    for confidence, tied in groupby(ordered, key=lambda r: r.confidence):
        for reply in tied:
            total += reply.f1 - reply.f1_abstaining
        best = max(best, (total, confidence))
    return best[0] / len(ordered), best[1]


def _right_among(ordered: Sequence[Sure], share: float) -> float:
    top = ordered[: max(1, round(share * len(ordered)))]
    return sum(r.right for r in top) / len(top)
