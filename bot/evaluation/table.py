"""The figures as plain text for a terminal: pure functions from a summary."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.evaluation.summary import Estimate, Group, Summary

REPLIES = ("right", "quote@1", "quote@3", "em", "f1", "section", "verbatim")
REFUSALS = ("hit@1", "answered", "short_in", "abstained", "abstention-precision", "abstention-recall")
RETRIEVAL = ("recall@1", "recall@3", "recall@10", "mrr", "ndcg@10")
SHORT = {"abstention-precision": "abst.prec", "abstention-recall": "abst.rec"}
WIDTH = 9  # characters of a column
LABEL = 24  # characters of a group's name


def render(summary: Summary) -> str:
    """The whole table: replies, refusals and retrieval by group, then the calibration."""
    blocks = [
        _block("Replies", summary.groups, REPLIES),
        _block("Quotes, refusals", summary.groups, REFUSALS),
        _block("Retrieval, time", summary.groups, RETRIEVAL, times=True),
        _calibration(summary),
        "Below each figure its 95 % interval in percent; – where no question has a gold for it.",
    ]
    return "\n\n".join(block for block in blocks if block)


def _block(title: str, groups: Sequence[Group], names: Sequence[str], times: bool = False) -> str:
    shown = [name for name in names if any(name in g.measures for g in groups)]
    if not shown and not times:
        return ""
    label = max(len(title), *(len(_name(g)) for g in groups))
    heads = [SHORT.get(name, name) for name in shown] + (["p50 ms", "p99 ms"] if times else [])
    lines = [f"{title:{label}} {'n':>5} " + "".join(f"{head:>{WIDTH + 1}}" for head in heads)]
    for group in groups:
        cells = [_cells(group.measures.get(name)) for name in shown]
        cells += [(_milliseconds(s), "") for s in (group.p50, group.p99)] if times else []
        lines.append(f"{_name(group):{label}} {group.n:5} " + "".join(f"{value:>{WIDTH + 1}}" for value, _ in cells))
        lines.append(" " * (label + 7) + "".join(f"{interval:>{WIDTH + 1}}" for _, interval in cells))
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _name(group: Group) -> str:
    name = group.name.removeprefix("kind:")
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"


def _cells(estimate: Estimate | None) -> tuple[str, str]:
    if estimate is None:
        return "–", ""
    return f"{estimate.value:.3f}", f"{100 * estimate.low:.0f}–{100 * estimate.high:.0f}"


def _milliseconds(seconds: float) -> str:
    return "–" if math.isnan(seconds) else f"{1000 * seconds:.2f}"


def _calibration(summary: Summary) -> str:
    found = summary.calibration
    if found is None:
        return ""
    auc = "–" if found.auc is None else f"{found.auc:.3f}"
    threshold = "none (abstain always)" if found.best_threshold > 1 else f"{found.best_threshold:.3f}"
    lines = [
        f"Confidence ({found.n} answers and refusals): expected calibration error {found.ece:.3f}, AUC {auc}, "
        f"right among the surest 30 % {found.right_at_30:.3f}, 50 % {found.right_at_50:.3f}",
        f"  best mean F1 {found.best_f1:.3f} at threshold {threshold}",
        f"  {'said':>9} {'n':>6} {'mean':>6} {'right':>6}",
    ]
    lines += [f"  {f'{b.low:.1f}–{b.high:.1f}':>9} {b.n:6} {b.confidence:6.3f} {b.right:6.3f}" for b in found.bins]
    return "\n".join(lines)
