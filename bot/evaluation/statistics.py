"""How sure a figure is: intervals and tests, small enough to check against their papers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

LEVEL = 0.95
RESAMPLES = 2000
SEED = 20240521
_BLOCK = 2_000_000  # drawn indices at a time, to bound memory


def wilson(hits: float, n: int, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927): (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)."""
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = hits / n
    centre = p + z * z / (2 * n)
    spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def bootstrap_mean(values: Sequence[float], level: float = LEVEL, seed: int = SEED) -> tuple[float, float]:
    """The percentile interval of a mean over resamples with replacement (Efron 1979), by a fixed seed.

    Of differences between two systems on the same questions it is the paired bootstrap.
    """
    data = np.asarray(values, dtype=float)
    if data.size == 0:
        return 0.0, 1.0
    means = _resampled_means(data, np.random.default_rng(seed))
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def paired_bootstrap_p(differences: Sequence[float], seed: int = SEED) -> float:
    """Two-sided p-value of a mean difference: resamples of the centred differences at least as far from 0.

    (Efron & Tibshirani 1993, ch. 16; one is added to both counts, so that p is never 0.)
    """
    data = np.asarray(differences, dtype=float)
    if data.size == 0 or not data.any():
        return 1.0
    means = _resampled_means(data - data.mean(), np.random.default_rng(seed))
    as_far = int(np.count_nonzero(np.abs(means) >= abs(data.mean()) - 1e-12))
    return (as_far + 1) / (RESAMPLES + 1)


def _resampled_means(data: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    rows = max(1, _BLOCK // data.size)
    blocks = [
        data[rng.integers(0, data.size, (min(rows, RESAMPLES - done), data.size))].mean(axis=1)
        for done in range(0, RESAMPLES, rows)
    ]
    return np.concatenate(blocks)


def mcnemar(gains: int, losses: int) -> float:
    """The exact two-sided McNemar test (McNemar 1947): a sign test over the questions where two systems differ.

    p = min(1, 2 · P(X ≤ min(gains, losses))), X ~ Binomial(gains + losses, ½).
    """
    n = gains + losses
    return 1.0 if n == 0 else min(1.0, 2 * binomial_cdf(min(gains, losses), n, 0.5))


def binomial_cdf(k: int, n: int, p: float) -> float:
    """P(X ≤ k) for X ~ Binomial(n, p), summed in logarithms."""
    if k >= n or p <= 0:
        return 1.0
    if p >= 1:
        return 0.0
    logs = [
        math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * math.log(p) + (n - i) * math.log1p(-p)
        for i in range(k + 1)
    ]
    top = max(logs)
    return min(1.0, math.exp(top) * math.fsum(math.exp(x - top) for x in logs))


def binomial_upper(k: int, n: int, confidence: float = LEVEL) -> float:
    """The one-sided upper bound of Clopper & Pearson (1934): the p with P(X ≤ k) = 1 − confidence, by bisection."""
    if k >= n:
        return 1.0
    low, high = k / n, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if binomial_cdf(k, n, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie, interpolated linearly; NaN without values."""
    return float(np.quantile(np.asarray(values, dtype=float), share)) if values else math.nan
