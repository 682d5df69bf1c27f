"""Whether this version is better than the one that wrote an earlier predictions file, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.judge import Marks, judge
from bot.evaluation.predictions import Prediction
from bot.evaluation.run import Outcome
from bot.evaluation.statistics import bootstrap_mean, mcnemar, paired_bootstrap_p

COMPARED = ("right", "quote@1", "quote@3", "em", "f1", "section", "abstained")
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose reply was right and isn't any more, or the other way round."""

    outcome: Outcome
    old: Prediction


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure then and now over the same ``n`` questions; the interval is the paired bootstrap's."""

    measure: str
    n: int
    old: float
    new: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gains, losses, and the measures. ``missing`` questions stand in the set and not in the old file."""

    n: int
    missing: int
    gains: tuple[Change, ...]
    losses: tuple[Change, ...]
    differences: tuple[Difference, ...]
    p: float

    @property
    def verdict(self) -> str:
        """The comparison in words, resting on the exact McNemar test over the replies that are right."""
        gains, losses = len(self.gains), len(self.losses)
        if not self.n:
            return "Nothing to compare: the old predictions hold no question of these sets."
        if not gains and not losses:
            return f"The same questions are right and wrong as before ({self.n} compared)."
        count = f"{gains} gained, {losses} lost of {self.n}, McNemar p = {self.p:.3g}"
        if self.p >= SIGNIFICANT:
            return f"No difference is shown: {count}; a change of this size may be chance."
        return f"{'Better' if gains > losses else 'Worse'}: {count}."


def compare(outcomes: Sequence[Outcome], old: Mapping[str, Prediction]) -> Comparison:
    """Judge the old predictions by today's questions and set both side by side."""
    pairs = [(o, old[o.question.id]) for o in outcomes if o.question.id in old]
    marks = [(judge(o.question, before, o.source.article.text), o.marks) for o, before in pairs]
    gains: list[Change] = []
    losses: list[Change] = []
    for (outcome, before), (then, now) in zip(pairs, marks, strict=True):
        if then["right"] != now["right"]:
            (gains if now["right"] else losses).append(Change(outcome, before))
    differences = [difference(name, marks) for name in COMPARED if any(name in then for then, _ in marks)]
    return Comparison(
        n=len(pairs),
        missing=len(outcomes) - len(pairs),
        gains=tuple(gains),
        losses=tuple(losses),
        differences=tuple(d for d in differences if d is not None),
        p=mcnemar(len(gains), len(losses)),
    )


def difference(measure: str, marks: Sequence[tuple[Marks, Marks]]) -> Difference | None:
    """One measure over the questions that have it then and now. p is McNemar's where marks are 0 or 1."""
    values = [(then[measure], now[measure]) for then, now in marks if measure in then and measure in now]
    if not values:
        return None
    changes = [now - then for then, now in values]
    low, high = bootstrap_mean(changes)
    binary = all(v in (0.0, 1.0) for pair in values for v in pair)
    p = mcnemar(sum(c > 0 for c in changes), sum(c < 0 for c in changes)) if binary else paired_bootstrap_p(changes)
    n = len(values)
    return Difference(measure, n, sum(t for t, _ in values) / n, sum(now for _, now in values) / n, low, high, p)


def render(comparison: Comparison, shown: int = 20) -> str:
    """The comparison as plain text: verdict, measures, and the questions that changed."""
    lines = [comparison.verdict]
    if comparison.missing:
        lines.append(f"Left out, as the old predictions don't hold them: {comparison.missing} questions.")
    if comparison.differences:
        lines += ["", f"{'':10} {'n':>5} {'old':>7} {'new':>7} {'change':>8}  {'95 % interval':>16} {'p':>7}"]
    for d in comparison.differences:
        interval = f"{d.low:+.3f} … {d.high:+.3f}"
        lines.append(
            f"{d.measure:10} {d.n:5} {d.old:7.3f} {d.new:7.3f} {d.new - d.old:+8.3f}  {interval:>16} {d.p:7.3g}"
        )
    for title, changes in (("Lost", comparison.losses), ("Gained", comparison.gains)):
        if changes:
            lines += ["", f"{title}: {len(changes)}"]
            lines += [line for change in changes[:shown] for line in _change(change)]
        if len(changes) > shown:
            lines.append(f"  … and {len(changes) - shown} more; --report lists them all")
    return "\n".join(lines)


def _change(change: Change) -> list[str]:
    question, now = change.outcome.question, change.outcome.answer
    return [
        f"  {question.id}: {one_line(question.question)}",
        f"    old {change.old.status}: {one_line(change.old.answer or change.old.text)}",
        f"    new {now.status}: {one_line(now.answer or now.text)}",
    ]


def one_line(text: str, limit: int = 110) -> str:
    """A text on one line, control characters as blanks, so that it can do a terminal no harm."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
