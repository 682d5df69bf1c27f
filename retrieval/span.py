"""The short answer inside the evidence, as an exact span of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.align import Plan
from retrieval.evidence import Hit, typed
from retrieval.index import Unit
from retrieval.mentions import Mention
from retrieval.question import is_verb


@dataclass(frozen=True, slots=True)
class Span:
    """A short answer; ``start`` and ``end`` are offsets into the article's text."""

    text: str
    start: int
    end: int


_REASON = re.compile(
    r"\b(?:because(?: of)?|since|due to|owing to|as a result of|in order to|so that|in protest (?:against|at)|on the grounds that|"
    r"thanks to|driven by|caused by|after|following|as|to|for|highlighting|aiming to|aimed at|leading to)\b",
    re.I,
)


def short_answer(plan: Plan, hit: Hit) -> Span:
    """The best short answer in a hit: a fact's value, a mention of the type asked for, or the clause that answers."""
    unit = hit.unit
    if unit.fact is not None:
        return _span(unit, unit.fact.value_start - unit.start, unit.fact.value_end - unit.start)
    candidates = typed(plan, unit, hit.met)
    if candidates:
        best = min(candidates, key=lambda c: (_distance(plan, c, hit), c.start))
        return _span(unit, best.start, best.end)
    if plan.query.form == "reason":
        clause = _REASON.search(unit.text)
        if clause and clause.start() > 0:
            return _span(unit, clause.start(), len(unit.text.rstrip(".")))
    return _unasked(plan, hit)


def _distance(plan: Plan, mention: Mention, hit: Hit) -> float:
    """How far a mention stands from the terms that matter: the focus first, then the relation."""
    tokens = hit.unit.tokens
    here = [i for i, t in enumerate(tokens) if mention.start <= t.start < mention.end]
    if not here:
        return 99.0
    total = 0.0
    for term, met in zip(plan.query.terms, hit.met, strict=True):
        if met.place is None:
            continue
        gap = min(abs(met.place - h) for h in here)
        weight = {"focus": 3.0, "relation": 1.5, "date": 8.0}.get(term.role, 1.0)
        total += weight * gap * (0.8 if met.place > here[0] else 1.0)
    return total


def _unasked(plan: Plan, hit: Hit) -> Span:
    """The longest run of words that the question doesn't hold, cut at clause borders."""
    unit = hit.unit
    met_places = {m.place for m in hit.met if m.place is not None}
    best: tuple[int, int] | None = None
    run: list[int] = []

    def close() -> None:
        nonlocal best
        if run and (best is None or len(run) > best[1] - best[0]):
            best = (run[0], run[-1] + 1)
        run.clear()

    for place, token in enumerate(unit.tokens):
        gap = unit.text[unit.tokens[place - 1].end : token.start] if place else ""
        if place in met_places or token.stem in plan.stems:
            close()
            continue
        if re.search(r"[,;:()]", gap):
            close()
        if not run and (is_verb(token) or len(token.norm) <= 3):
            continue
        run.append(place)
    close()
    if best is None:
        return _span(unit, 0, len(unit.text))
    return _span(unit, unit.tokens[best[0]].start, unit.tokens[best[1] - 1].end)


def _span(unit: Unit, start: int, end: int) -> Span:
    return Span(unit.text[start:end], unit.start + start, unit.start + end)
