"""The threshold under which at most a given share of the answers is wrong, with a stated confidence.

Learn-then-test (Angelopoulos, Bates, Candès, Jordan & Lei 2021), the form of conformal risk control for a risk that
isn't monotone: a few thresholds, laid down by the confidences alone, are each tested with an exact binomial test of
"more than this share is wrong"; the error is shared out among them (Bonferroni), so all that pass hold together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.statistics import LEVEL, binomial_cdf, binomial_upper
from corpus.errors import ArticleBotError

STEPS = 10  # thresholds tried: those that keep the surest 10 %, 20 %, … 100 % of the answers


@dataclass(frozen=True, slots=True)
class RiskBound:
    """What was found. ``threshold`` is None where none is proved; the other figures are then the best tried one's.

    ``answered`` questions of ``n`` are answered at the threshold, ``wrong`` of them wrongly; at most ``upper`` of
    all such answers are wrong, with the confidence ``level`` over all ``tried`` thresholds together.
    """

    target: float
    level: float
    n: int
    tried: int
    threshold: float | None
    answered: int
    wrong: int
    upper: float


def least_sample(target: float, level: float = LEVEL) -> int:
    """The fewest answers, all right, that prove the target: the n with (1 − target)ⁿ ≤ 1 − level."""
    return math.ceil(math.log(1 - level) / math.log(1 - target))


def find_threshold(answers: Sequence[tuple[float, bool]], target: float, level: float = LEVEL) -> RiskBound:
    """The lowest threshold that is proved; ``answers`` are (confidence, right) of every answer given.

    Raises ArticleBotError where there are too few answers to prove anything.
    """
    least = least_sample(target, level)
    if len(answers) < least:
        raise ArticleBotError(
            f"--target-risk {target:g} needs at least {least} answers for a confidence of {level:.0%}; "
            f"this set has {len(answers)}"
        )
    ordered = sorted((confidence for confidence, _ in answers), reverse=True)
    cuts = sorted({ordered[math.ceil(len(ordered) * step / STEPS) - 1] for step in range(1, STEPS + 1)})
    given = {cut: [right for confidence, right in answers if confidence >= cut] for cut in cuts}
    tried = _testable(given, target, level)
    error = (1 - level) / len(tried)
    bounds = [_bound(given[cut], cut, target, level, len(answers), len(tried)) for cut in tried]
    proved = [b for b in bounds if binomial_cdf(b.wrong, b.answered, target) <= error]
    if proved:
        return proved[0]  # cuts come lowest first: the one that answers most
    best = min(bounds, key=lambda b: b.upper)
    return RiskBound(target, level, best.n, best.tried, None, best.answered, best.wrong, best.upper)


def _testable(given: dict[float, list[bool]], target: float, level: float) -> list[float]:
    """The cuts that keep enough answers to pass at all, their own number counted in; one at the least."""
    cuts = list(given)
    while len(cuts) > 1:
        least = least_sample(target, 1 - (1 - level) / len(cuts))
        kept = [cut for cut in cuts if len(given[cut]) >= least]
        if len(kept) == len(cuts):
            break
        cuts = kept or cuts[:1]
    return cuts


def _bound(rights: list[bool], cut: float, target: float, level: float, n: int, tried: int) -> RiskBound:
    wrong = len(rights) - sum(rights)
    upper = binomial_upper(wrong, len(rights), 1 - (1 - level) / tried)
    return RiskBound(target, level, n, tried, cut, len(rights), wrong, upper)


def render(bound: RiskBound) -> str:
    """The finding in words."""
    rests = (
        f"{bound.answered} of {bound.n} answers, {bound.wrong} of them wrong; "
        f"with {bound.level:.0%} confidence at most {bound.upper:.1%} of such answers are"
    )
    if bound.threshold is None:
        return f"Target risk {bound.target:.1%}: no threshold is proved. The best one rests on {rests}."
    return (
        f"Target risk {bound.target:.1%}: --threshold {bound.threshold:.4f}. It rests on {rests} "
        f"({bound.tried} thresholds tried, the error shared among them)."
    )
