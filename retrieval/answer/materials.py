"""What something is made of: the materials that a unit tells, one or several joined."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes

_JOINED = lazy(r",? and |, ")


def material(plan: Plan, unit: Unit) -> tuple[int, int] | None:
    """The span in a unit of what a thing is made of, where a question asks that without a noun for it."""
    if plan.query.type != "material" or plan.query.focus or unit.fact is not None:
        return None
    asked = plan.query.text.lower()
    found = [m.span() for m in _materials().finditer(unit.text) if m[0].islower() and m[0] not in asked]  # no names
    if not found:
        return None
    start, end = found[0]
    for left, right in found[1:]:
        if _JOINED.fullmatch(unit.text[end:left]):
            end = right
    return start, end


@lru_cache(maxsize=1)
def _materials() -> re.Pattern[str]:
    listed = sorted(word_classes("gazetteer.txt")["material"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})s?\b")
