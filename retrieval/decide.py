"""How sure the bot is that a hit answers the question: a logistic model over what is met and what is not."""

from __future__ import annotations

import re
from math import exp, log

from retrieval.align import Plan
from retrieval.evidence import Hit
from retrieval.question import Term
from retrieval.thesaurus import phrase

# log-odds; see FEATURES.
WEIGHTS: dict[str, float] = {
    "bias": 1.63,
    "unmet name": -0.77,
    "unmet relation": 0.38,
    "unmet focus": -0.02,
    "unmet type": 0.30,
    "unmet word": 0.41,
    "unmet date": -1.03,
    "unmet number": -0.21,
    "no answer of the type": -1.72,
    "swapped": -1.33,
    "opposite": -1.04,
    "denied": -0.48,
    "uncounted": -0.82,
    "worst": -1.06,
    "far from the words": -1.18,
    "rival": 0.00,
    "no reason": -0.73,
    "asked back": -2.08,
    "low coverage": -2.42,
    "low bm25": -1.74,
}
THRESHOLD = 0.5
_NEGATIONS = frozenset("not no never none nor neither without cannot nobody nothing".split())


def features(plan: Plan, hit: Hit) -> dict[str, float]:
    """What the confidence is made of. A term's share is its weight against the heaviest word of the article."""
    heaviest = log(1 + (len(plan.index.units) + 0.5) / 0.5)
    values = dict.fromkeys(WEIGHTS, 0.0)
    values["bias"] = 1.0
    worst = 0.0
    for term, met, weight in zip(plan.query.terms, hit.met, plan.weights, strict=True):
        lack = (1 - met.grade) * min(1.0, weight / heaviest)
        values[f"unmet {term.role}"] += lack
        worst = max(worst, lack)
    values["worst"] = worst
    values["no answer of the type"] = 1 - hit.signals["type"]
    values["far from the words"] = 1 - hit.signals["type near"]
    values["swapped"] = hit.signals["swapped"]
    values["rival"] = hit.signals["rival"]
    values["opposite"] = hit.signals["opposite"]
    values["denied"] = float(_negated(hit) != plan.query.negated)
    values["uncounted"] = float(_uncounted(plan, hit))
    values["no reason"] = float(plan.query.form == "reason" and not REASON.search(hit.unit.text))
    values["asked back"] = float(_asked_back(plan, hit))
    values["low coverage"] = 1 - hit.signals["coverage"]
    values["low bm25"] = 1 - hit.signals["bm25 sentence"]
    return values


def _asked_back(plan: Plan, hit: Hit) -> bool:
    """Whether an infobox value is already in the question: it can't be its answer."""
    fact = hit.unit.fact
    return fact is not None and plan.query.form != "definition" and set(phrase(fact.value)) <= set(plan.stems)


REASON = re.compile(
    r"\b(?:because|since|due to|owing to|as|so that|in order to|to|for|after|following|driven|caused|in protest|reasons?|"
    r"led to|leading to|aim\w*|therefore|thus|result\w*|complicates?|purpose)\b",
    re.IGNORECASE,
)


def confidence(plan: Plan, hit: Hit) -> float:
    """The probability that a hit answers the question."""
    return logistic(features(plan, hit))


def logistic(values: dict[str, float]) -> float:
    """The model: features → probability."""
    return 1 / (1 + exp(-sum(WEIGHTS[name] * value for name, value in values.items())))


def unmet(plan: Plan, hit: Hit) -> tuple[Term, ...]:
    """The question's terms that a hit does not meet, most telling first."""
    missing = [
        (weight, term)
        for term, met, weight in zip(plan.query.terms, hit.met, plan.weights, strict=True)
        if met.grade < 0.5
    ]
    return tuple(term for _, term in sorted(missing, key=lambda pair: -pair[0]))


def _negated(hit: Hit) -> bool:
    """Whether the unit denies what its matched words say: a negation shortly before one of them."""
    norms = [t.norm for t in hit.unit.tokens]
    places = [p for p, n in enumerate(norms) if n in _NEGATIONS or n.endswith("n't")]
    return any(m.place is not None and 0 < m.place - p <= 4 for p in places for m in hit.met)


def _uncounted(plan: Plan, hit: Hit) -> bool:
    """Whether a number is asked for that counts the focus, and none stands before the focus in the unit."""
    if plan.query.type != "number" or hit.unit.fact is not None:
        return False
    places = [
        m.place for t, m in zip(plan.query.terms, hit.met, strict=True) if t.role == "focus" and m.place is not None
    ]
    if not places:
        return False
    tokens = hit.unit.tokens
    return not any(
        tokens[p].is_number for place in places for p in range(max(0, place - 5), min(len(tokens), place + 3))
    )
