"""Yes or No, only where the text entails it."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval import decide
from retrieval.align import Met, Plan
from retrieval.evidence import Hit, index_mentions
from retrieval.question import Term

_DENIALS = frozenset("not never no without none neither nor cannot hardly".split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, No, or None where the text doesn't tell, with the evidence."""

    answer: str | None
    confidence: float
    hit: Hit


def judge(plan: Plan, hits: list[Hit]) -> Verdict:
    """Weigh the best hits: a term that the unit denies makes No, all terms met make Yes."""
    verdicts = [_judge_one(plan, hit) for hit in hits[:4]]
    told = [v for v in verdicts if v.answer is not None]
    return max(told, key=lambda v: v.confidence) if told else verdicts[0]


def _judge_one(plan: Plan, hit: Hit) -> Verdict:
    denied = 0
    met = list(hit.met)
    for place, (term, found) in enumerate(zip(plan.query.terms, hit.met, strict=True)):
        opposite = _opposite(plan, place, hit)
        conflict = opposite is not None and found.grade < 0.85
        if not conflict and term.role in ("date", "number") and found.grade < 0.5:
            conflict = _other_value(plan, term, hit)
        if conflict:
            denied += 1
            met[place] = Met(0.9, None, ())
    if _negated(hit) != plan.query.negated:
        denied += 1
    settled = Hit(hit.unit, tuple(met), {**hit.signals, "opposite": 0.0, "type": 1.0}, hit.score)
    values = decide.features(plan, settled) | {"denied": 0.0, "uncounted": 0.0}
    confidence = decide.logistic(values)
    if confidence < 0.3:
        return Verdict(None, confidence, hit)
    return Verdict("No" if denied % 2 else "Yes", confidence, hit)


def _opposite(plan: Plan, place: int, hit: Hit) -> str | None:
    for group in plan.opposites[place]:
        if all(stem in hit.unit.positions for stem in group):
            return group[0]
    return None


def _other_value(plan: Plan, term: Term, hit: Hit) -> bool:
    """Whether the unit gives another value of the same type where the question has this one."""
    kinds = ("date",) if term.role == "date" else ("number", "money", "measure", "percent", "duration")
    return any(m.type in kinds for m in index_mentions(plan.index, hit.unit))


def _negated(hit: Hit) -> bool:
    norms = [t.norm for t in hit.unit.tokens]
    denials = [p for p, n in enumerate(norms) if n in _DENIALS or n.endswith("n't")]
    places = [m.place for m in hit.met if m.place is not None]
    return any(0 < place - p <= 4 for p in denials for place in places)
