"""Yes or No, only where the text entails it."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval import decide
from retrieval.align import Met, Plan
from retrieval.evidence import Hit, index_mentions
from retrieval.terms import Term
from retrieval.thesaurus import Phrase

_DENIALS = frozenset("not never no without none neither nor cannot hardly non nobody nothing except".split())
# Verbs that deny what follows them ("cleared her of blame").
_REFUSALS = frozenset(
    "refused refuses refuse declined declines decline denied denies deny failed fails fail rejected rejects cleared "
    "acquitted forbidden banned prohibited prevented lacks lacked lack avoided".split()
)
_LOOKED_AT = 6  # hits
UNTOLD = 0.6
INSIDE = 0.7  # share of the best hit's own coverage that another must have: what stands around it entails nothing
_VALUES = {"date": ("date",), "number": ("number", "money", "measure", "percent", "duration")}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or No, how sure that is, and the evidence."""

    answer: str
    confidence: float
    hit: Hit


def judge(plan: Plan, hits: list[Hit]) -> Verdict:
    """Weigh the best hits: what a unit denies makes No, all terms met make Yes; the surest verdict counts."""
    inside = max(hit.signals["coverage inside"] for hit in hits[:_LOOKED_AT])
    told = [hit for hit in hits[:_LOOKED_AT] if hit.signals["coverage inside"] >= INSIDE * inside]
    return max((_judge_one(plan, hit) for hit in told), key=lambda v: v.confidence)


def _judge_one(plan: Plan, hit: Hit) -> Verdict:
    """A term whose opposite, or another value, stands in the unit is settled: it counts as met, and denied."""
    denials = 0
    met = list(hit.met)
    for place, (term, found) in enumerate(zip(plan.query.terms, hit.met, strict=True)):
        if found.grade >= 0.85 and found.place is not None:
            continue
        if _stands_opposite(plan, plan.denials[place], hit) or (found.grade < 0.5 and _other_value(plan, term, hit)):
            denials += 1
            met[place] = Met(0.9, None, ())
    denials = denials or _stands_opposite(plan, plan.phrase_denials, hit)
    denied = (denials + (_negated(hit) != plan.query.negated)) % 2 == 1
    settled = Hit(hit.unit, tuple(met), {**hit.signals, "opposite": 0.0, "type": 1.0}, hit.score)
    values = decide.features(plan, settled) | {"denied": 0.0, "uncounted": 0.0, "no reason": 0.0}
    sure = decide.logistic(values)
    if any(m.grade < 0.5 and not t.weak for t, m in zip(plan.query.terms, met, strict=True)):
        sure *= UNTOLD  # a word that nothing tells of: the rest entails neither Yes nor No
    return Verdict("No" if denied else "Yes", sure, hit)


def _stands_opposite(plan: Plan, phrases: frozenset[Phrase], hit: Hit) -> bool:
    """Whether a phrase that denies stands in the unit, and not in the question itself."""
    return any(
        all(stem in hit.unit.positions for stem in phrase) and not set(phrase) <= plan.asked for phrase in phrases
    )


def _other_value(plan: Plan, term: Term, hit: Hit) -> bool:
    """Whether the unit gives another value of the same type where the question has this one."""
    kinds = _VALUES.get(term.role, ())
    return any(mention.type in kinds for mention in index_mentions(plan.index, hit.unit))


def _negated(hit: Hit) -> bool:
    """Whether a negation stands shortly before a word that the question's terms are met by, or opens the unit."""
    norms = [t.norm for t in hit.unit.tokens]
    denials = [p for p, n in enumerate(norms) if n in _DENIALS or n.endswith("n't")]
    places = [m.place for m in hit.met if m.place is not None]
    denials += [p for p, n in enumerate(norms) if n in _REFUSALS and p not in places]
    return any(0 < place - p <= 4 for p in denials for place in places)
