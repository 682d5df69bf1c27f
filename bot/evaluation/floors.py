"""Floors for continuous integration: which measures fall short of what was asked for, and by how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.summary import MEASURES, Summary
from corpus.errors import ArticleBotError


@dataclass(frozen=True, slots=True)
class Floor:
    """A measure may not be below ``least``, over all questions or those of one kind (or half, "half:check")."""

    measure: str
    least: float
    group: str = "all"


def parse_floor(text: str) -> Floor:
    """``right=0.95``, ``yesno:right=0.85`` or ``half:check:right=0.9``. Raises ValueError saying what is wrong."""
    name, _, number = text.rpartition("=")
    group, _, measure = name.strip().rpartition(":")
    if measure not in MEASURES:
        raise ValueError(f"{text!r} is not NAME=X; NAME is one of {', '.join(MEASURES)}")
    try:
        least = float(number)
    except ValueError:
        raise ValueError(f"{number!r} is not a number between 0 and 1") from None
    if not 0 <= least <= 1:
        raise ValueError(f"{number!r} is not a number between 0 and 1")
    return Floor(measure, least, group or "all")


def missed(summary: Summary, floors: Iterable[Floor]) -> list[str]:
    """One line for every floor that is missed. Raises ArticleBotError where no question is measured by one."""
    lines = []
    for floor in floors:
        group = summary.group(floor.group) or summary.group(f"kind:{floor.group}")
        found = group.measures.get(floor.measure) if group else None
        if group is None or found is None:
            raise ArticleBotError(f"--fail-under: no question of {floor.group!r} is measured by {floor.measure}")
        if found.value < floor.least:
            where = "" if floor.group == "all" else f" of {floor.group}"
            lines.append(
                f"floor missed: {floor.measure}{where} is {found.value:.4f}, below {floor.least:g} "
                f"({found.n} questions, 95 % interval {found.low:.3f}–{found.high:.3f})"
            )
    return lines
