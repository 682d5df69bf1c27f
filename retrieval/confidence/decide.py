"""How sure the bot is that a hit answers the question: a logistic model over what is met and what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp, log
from typing import Literal

from retrieval.answer.respectively import paired
from retrieval.confidence.doubts import DOUBTS, own_date
from retrieval.confidence.parts import exchanged, others_thing
from retrieval.confidence.undone import verb_denied
from retrieval.question.nouns import noun_type
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import ANSWERS, Hit, index_mentions, weights
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import country_of

# What the confidence is made of → the most that it may weigh (None: anything). What is unmet never helps, and what
# contradicts the question by its form weighs at least so much against it, whatever few examples say.
FEATURES: dict[str, float | None] = {
    "bias": None,
    "unmet name": 0.0,
    "unmet relation": 0.0,
    "unmet focus": 0.0,
    "unmet type": 0.0,
    "unmet word": 0.0,
    "unmet date": 0.0,
    "unmet number": 0.0,
    "no answer of the type": -1.0,
    "swapped": -2.8,
    "opposite": 0.0,
    "told elsewhere": 0.0,
    "worst": 0.0,
    "far from the words": 0.0,
    "rival": -1.5,
    "no reason": 0.0,
    "low coverage": 0.0,
    "untyped": None,
    "reason": None,
    "yesno": None,
    "is fact": None,
    "fact of today": None,
    "absent name": -1.6,
    "behind": 0.0,
    "low bm25": 0.0,
    **{name: most for name, (most, _) in DOUBTS.items()},
}
WEIGHTS = weights("confidence")  # log-odds; made by python -m retrieval.training.confidence
# Log-odds of standing where a follow-up's last answer stood: its words need not all be there again. Nothing is gained
# by it where what is asked for is missing. Measured on the follow-ups of the tuning halves.
NEAR = 0.7
GRAVE = -1.5  # a doubt of so much that nearness does not make up for it
_MISSING = (
    "no answer of the type",
    "no reason",
    "told elsewhere",
    "absent name",
    "unmet date",
    "unmet number",
    "unmet focus",
    "swapped",
    "rival",
    "opposite",
)
THRESHOLD = 0.46  # the best on articles that the weights were not learned from


def features(plan: Plan, hit: Hit) -> dict[str, float]:
    """What the confidence is made of."""
    return _with_doubts(plan, hit, _without_doubts(plan, hit))


def _with_doubts(plan: Plan, hit: Hit, values: dict[str, float]) -> dict[str, float]:
    for name, (_, doubt) in DOUBTS.items():
        values[name] = float(doubt(plan, hit))
    if _in_order(plan, hit):
        values |= dict.fromkeys(_BY_CLAUSE, 0.0)
    return values


def _in_order(plan: Plan, hit: Hit) -> bool:
    """Whether all that is asked stands in lists that belong together in order."""
    return all(met.place is not None for met in hit.met) and paired(plan, hit) is not None


def _without_doubts(plan: Plan, hit: Hit) -> dict[str, float]:
    """The features but for the doubts. A term's share is its weight against the heaviest word of the article."""
    heaviest = log(1 + (len(plan.index.units) + 0.5) / 0.5)
    values = dict.fromkeys(FEATURES, 0.0)
    values["bias"] = 1.0
    worst = 0.0
    for term, met, weight in zip(plan.query.terms, hit.met, plan.weights, strict=True):
        lack = (1 - met.grade) * min(1.0, weight / heaviest)
        values[f"unmet {term.role}"] += lack
        worst = max(worst, lack)
        if met.grade < 0.5 and not term.weak:
            known = any(plan.index.frequency[stem] for stem in term.words)
            values["told elsewhere"] += known
    values["worst"] = worst
    values["untyped"] = float(plan.query.type not in ANSWERS)
    values["reason"] = float(plan.query.form in ("reason", "manner"))
    values["yesno"] = float(plan.query.form == "yesno")
    values["is fact"] = hit.signals["fact"]
    values["absent name"] = float(any(t.role == "name" and m.grade < 0.5 for t, m in plan.pairs(hit.met)))
    values["fact of today"] = float(plan.query.present and hit.unit.fact is not None)
    values["no answer of the type"] = 1 - hit.signals["type"]
    values["far from the words"] = 1 - hit.signals["type near"]
    values["swapped"] = hit.signals["swapped"] and float(not _in_order(plan, hit))
    values["rival"] = hit.signals["rival"]
    values["opposite"] = hit.signals["opposite"]
    values["no reason"] = float(plan.query.form == "reason" and not REASON.search(hit.unit.text))
    values["behind"] = hit.behind
    values["low coverage"] = 1 - hit.signals["coverage"]
    values["low bm25"] = 1 - hit.signals["bm25 sentence"]
    return values


# What is doubted where things stand in another clause, which says nothing of lists that belong together in order.
_BY_CLAUSE = ("other's thing", "in other statement", "out of clause", "split", "exchanged")


REASON = lazy(
    r"\b(?:because|since (?!\d|then|(?:[\w'’]+ ){1,6}?\d{4})|due to|owing to|as (?=the |it |he |she |they |a )|so that|"
    r"in order to|"
    r"to (?!the |a |an |[A-Z€$£\d]|its |his |her |their )(?=\w+ )|driven by|caused by|in protest|"
    r"reasons?|led to|leading to|aim\w*|therefore|thus|result\w*|complicates?|purpose|meant|enabl\w+|"
    r"highlight\w*|when|after)\b",
    re.IGNORECASE,
)


def confidence(plan: Plan, hit: Hit) -> float:
    """The probability that a hit answers the question."""
    if hit.sure is None:
        hit.sure = _sure(hit, features(plan, hit))
    return hit.sure


def reaches(plan: Plan, hit: Hit, least: float) -> bool:
    """Whether a hit's confidence is at least so high. A doubt never helps: where it would be lower even without any,
    none is looked into."""
    if hit.sure is None:
        values = _without_doubts(plan, hit)
        if _sure(hit, values) < least:
            return False
        hit.sure = _sure(hit, _with_doubts(plan, hit, values))
    return hit.sure >= least


def surest(plan: Plan, hits: list[Hit]) -> Hit:
    """The hit with the highest confidence, the first of equals."""
    best = hits[0]
    for hit in hits[1:]:
        if reaches(plan, hit, confidence(plan, best)) and confidence(plan, hit) > confidence(plan, best):
            best = hit
    return best


def _sure(hit: Hit, values: dict[str, float]) -> float:
    lacking = any(values[name] for name in _MISSING) or any(values[name] and WEIGHTS[name] <= GRAVE for name in DOUBTS)
    return logistic(values, NEAR if hit.near and not lacking else 0.0)


def logistic(values: dict[str, float], for_it: float = 0.0) -> float:
    """The model: features → probability; ``for_it``: log-odds that speak for it besides."""
    against = -sum([WEIGHTS[name] * value for name, value in values.items() if value]) - for_it
    return 1 / (1 + exp(min(against, 700.0)))  # beyond that, exp has no number


Reason = Literal["absent", "elsewhere", "other date", "swapped", "opposite", "untold", "unmet", "whom", "goods"]


@dataclass(frozen=True, slots=True)
class Lack:
    """Why the closest evidence does not answer: ``words`` are the question's words, or what stands in their place."""

    reason: Reason
    words: tuple[str, ...] = ()


_SEX = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}


def stranger(plan: Plan) -> str:
    """The "he" or "her" of a question that names nobody, where the article's subject is not meant; "" without one."""
    tokens = plan.query.tokens
    place = next((i for i, t in enumerate(tokens) if t.norm in _SEX), -1)
    if place < 0 or _SEX[tokens[place].norm] == plan.index.pronoun:
        return ""
    named = any(country_of(t.words) is None for t in plan.query.of("name"))
    spoken_of = any(noun_type((t.stem,)) in ("person", "role") for t in tokens[:place])
    return "" if named or spoken_of else tokens[place].text


def but_for_date(plan: Plan, hits: list[Hit]) -> Hit | None:
    """The hit that tells all that is asked, of another time; None where no date is asked for, or none does."""
    if not plan.query.of("date") or plan.query.form == "yesno":
        return None
    for hit in hits:
        pairs = list(plan.pairs(hit.met))
        told = all(m.grade >= OTHERWISE and m.place is not None for t, m in pairs if t.role != "date" and not t.weak)
        dated = any(m.type == "date" for m in index_mentions(plan.index, hit.unit))
        if told and dated and any(m.grade < 0.5 for t, m in pairs if t.role == "date"):
            return hit
    return None


OTHERWISE = 0.85  # grade from which a word is told, though maybe in another word


def lacks(plan: Plan, hit: Hit) -> Lack:
    """What keeps a hit from answering, the plainest reason first."""
    missing = [(t, w) for t, m, w in zip(plan.query.terms, hit.met, plan.weights, strict=True) if m.grade < 0.5]
    missing.sort(key=lambda pair: pair[0].place)
    names = [t for t, _ in missing if t.role in ("name", "number")]
    unknown = [t for t in names if not any(plan.index.frequency[s] for s in t.words)]
    if unknown:
        return Lack("absent", tuple(t.text for t in unknown))
    dates = [t.text for t, _ in missing if t.role == "date"]
    if own_date(plan, hit):
        dates = [t.text for t in plan.query.of("date")]
    told = [hit.unit.text[m.start : m.end] for m in index_mentions(plan.index, hit.unit) if m.type == "date"]
    if dates:
        return Lack("other date", (dates[0], *told[:1])) if told else Lack("unmet", tuple(dates))
    if hit.signals["swapped"] or hit.signals["rival"] or exchanged(plan, hit) or others_thing(plan, hit):
        return Lack("swapped")
    if names:
        return Lack("elsewhere", tuple(t.text for t in names))
    if (hit.signals["opposite"] and not missing) or verb_denied(plan, hit):
        return Lack("opposite")
    strong = [t.text for t, _ in missing if not t.weak] or [t.text for t, _ in missing]
    if strong:
        return Lack("unmet", tuple(strong[:3]))
    return Lack("untold")
