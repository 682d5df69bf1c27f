"""Whether what is asked is said of the answer itself, or of something else in the same sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.ranking.align import Plan
from retrieval.ranking.answers import typed
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy

_CLAUSE = lazy(r"[;:]|,? (?:and|while|whereas|but) (?=\w+ )|, ")


def parts(text: str, border: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches of a text between its borders."""
    return list(pairwise([0, *(m.end() for m in border.finditer(text)), len(text)]))


def telling(hit: Hit, border: re.Pattern[str]) -> tuple[int, int]:
    """The part of a unit that tells of most that is asked."""
    met = [hit.unit.tokens[m.place].start for m in hit.met if m.place is not None]
    return max(parts(hit.unit.text, border), key=lambda part: sum(part[0] <= start < part[1] for start in met))


def split(plan: Plan, hit: Hit) -> bool:
    """Whether a unit tells of several things of the asked type, and what is asked is said of no single one of them.

    "The first train leaves A at 9, and the last train leaves B at 17" tells nothing of the first train from B.
    """
    if hit.unit.fact is not None:
        return False
    candidates = typed(plan, hit.unit, hit.met)
    if not candidates or len(candidates) < 2:
        return False
    clauses = parts(hit.unit.text, _CLAUSE)
    told = [
        {
            stem
            for met in hit.met
            if met.place is not None
            for stem in met.by
            if any(left <= hit.unit.tokens[p].start < right for p in hit.unit.positions.get(stem, ()))
        }
        for left, right in clauses
        if any(left <= c.start < right for c in candidates)
    ]
    if len(told) < 2:
        return False
    everywhere = set.intersection(*told)
    somewhere = set.union(*told) - everywhere
    return bool(somewhere) and not any(somewhere <= clause for clause in told)


def out_of_clause(plan: Plan, hit: Hit) -> float:
    """The share of what the unit meets that stands in no clause with something of the type asked for."""
    if hit.unit.fact is not None:
        return 0.0
    candidates = typed(plan, hit.unit, hit.met)
    if not candidates:
        return 0.0
    placed = [(m, w) for m, w in zip(hit.met, plan.weights, strict=True) if m.place is not None]
    total = sum(w * m.grade for m, w in placed)
    if not total:
        return 0.0
    best = 0.0
    for left, right in parts(hit.unit.text, _CLAUSE):
        if any(left <= c.start < right for c in candidates):
            inside = sum(
                w * m.grade
                for m, w in placed
                if any(left <= hit.unit.tokens[p].start < right for s in m.by for p in hit.unit.positions.get(s, ()))
            )
            best = max(best, inside)
    return 1 - best / total
