"""Linear ranking, learned: the conditional logit (McFadden 1973; listwise as ListNet, Cao et al. 2007).

Of the candidates of one question, the probability of a set of right ones is the sum of their shares of exp(score);
the weights maximise its logarithm over all questions, less a penalty on their squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(slots=True)
class Groups:
    """Candidates of many questions in one matrix: ``bounds`` says where each question's begin, ``gold`` how right
    each is (0–1)."""

    matrix: Array
    gold: Array
    bounds: NDArray[np.int64]

    @classmethod
    def of(cls, parts: Sequence[tuple[Array, Array]]) -> Groups:
        """Put the candidates of several questions together; a question without a right one teaches nothing."""
        kept = [(m, g) for m, g in parts if len(g) and g.max() > 0]
        bounds = np.cumsum([0, *[len(g) for _, g in kept][:-1]])
        return cls(np.concatenate([m for m, _ in kept]), np.concatenate([g for _, g in kept]), bounds)


def fit(
    groups: Groups,
    penalty: float,
    bounds: Sequence[tuple[float | None, float | None]],
    start: Array | None = None,
    iterations: int = 150,
) -> Array:
    """The weights of the signals, each within its bounds. The penalty sees signals of unit spread."""
    from scipy.optimize import minimize

    spread = groups.matrix.std(axis=0)
    spread[spread < 1e-6] = 1.0
    matrix = groups.matrix / spread
    lengths = np.diff(np.append(groups.bounds, len(matrix)))
    owner = np.repeat(np.arange(len(lengths)), lengths)

    def loss(weights: Array) -> tuple[float, Array]:
        scores = matrix @ weights
        scores -= np.maximum.reduceat(scores, groups.bounds)[owner]
        odds = np.exp(scores)
        right = odds * groups.gold
        all_sum, right_sum = np.add.reduceat(odds, groups.bounds), np.add.reduceat(right, groups.bounds)
        value = np.sum(np.log(all_sum) - np.log(right_sum + 1e-12))
        slope = odds / all_sum[owner] - right / (right_sum + 1e-12)[owner]
        return float(value + penalty * weights @ weights), matrix.T @ slope + 2 * penalty * weights

    scaled = [
        (None if low is None else low * s, None if high is None else high * s)
        for (low, high), s in zip(bounds, spread, strict=True)
    ]
    begin = np.zeros(matrix.shape[1]) if start is None else start * spread
    begin = np.clip(
        begin, [b if b is not None else -np.inf for b, _ in scaled], [b if b is not None else np.inf for _, b in scaled]
    )
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=scaled, options={"maxiter": iterations})
    return np.asarray(found.x / spread, dtype=np.float64)
