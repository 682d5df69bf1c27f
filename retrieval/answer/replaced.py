"""The first of two values that a sentence tells ("the duty, originally 14 per cent, has been 6 since 2017")."""

from __future__ import annotations

import re

from retrieval.article.mentions import Mention
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import ANSWERS, Hit, index_mentions
from retrieval.words.lazy import lazy

_FIRST = lazy(r"\b(?:originally|initially|at first|at the outset)(?: \w+){0,3}? (?=[€£$]?\d)")
_ASKS = lazy(r"what(?:['’]?s| is| was| are| were| has| used)\b(?!.*\b(?:called|named)\b)", re.IGNORECASE)
_AMOUNTS = ("number", "money", "measure", "percent", "duration")


def first_of_two(plan: Plan, hit: Hit) -> Mention | None:
    """The value said to have been the first, where "what is the duty" asks for the thing that has it."""
    unit = hit.unit
    if plan.query.type in ANSWERS or not plan.query.focus or unit.fact is not None or not _ASKS.match(plan.query.text):
        return None
    values = [m for m in index_mentions(plan.index, unit) if m.type in _AMOUNTS]
    first = _FIRST.search(unit.text)
    own = next((m for m in values if first is not None and m.start == first.end()), None)
    alike = [m for m in values if own is not None and m.type == own.type]
    noun = unit.positions.get(plan.query.focus[-1])
    return own if own is not None and len(alike) > 1 and noun and unit.tokens[noun[0]].start < own.start else None
