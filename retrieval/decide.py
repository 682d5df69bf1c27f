"""How sure the bot is that a hit answers the question: a logistic model over what is met and what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from typing import Literal

from retrieval.align import Plan
from retrieval.evidence import ANSWERS, Hit, index_mentions, typed, weights
from retrieval.index import STOP
from retrieval.lazy import lazy
from retrieval.succession import asks_succession
from retrieval.thesaurus import phrase
from retrieval.verbs import is_verb

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
    "swapped": -2.0,
    "opposite": 0.0,
    "denied": -0.8,
    "uncounted": 0.0,
    "told elsewhere": 0.0,
    "worst": 0.0,
    "far from the words": 0.0,
    "rival": -1.5,
    "no reason": 0.0,
    "asked back": -4.0,
    "low coverage": 0.0,
    "untyped": None,
    "reason": None,
    "yesno": None,
    "is fact": None,
    "fact of today": None,
    "absent name": -1.0,
    "no longer": -1.0,
    "loose modifier": 0.0,
    "no succession": -1.5,
    "unnamed": -1.2,
    "hedged": -1.4,
    "split": -0.5,
    "other time": -1.5,
    "behind": 0.0,
    "low bm25": 0.0,
}
WEIGHTS = weights("confidence")  # log-odds; made by python -m retrieval.training.confidence
THRESHOLD = 0.44  # the best on articles that the weights were not learned from
_NEGATIONS = frozenset("not no never none nor neither without cannot nobody nothing".split())


def features(plan: Plan, hit: Hit) -> dict[str, float]:
    """What the confidence is made of. A term's share is its weight against the heaviest word of the article."""
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
    values["absent name"] = float(
        any(t.role == "name" and m.grade < 0.5 for t, m in zip(plan.query.terms, hit.met, strict=True))
    )
    values["fact of today"] = float(plan.query.present and hit.unit.fact is not None)
    values["no longer"] = float(plan.query.present and _PAST.search(hit.unit.text) is not None)
    values["loose modifier"] = float(_loose_modifier(plan, hit))
    values["no succession"] = float(asks_succession(plan) is not None and not _SUCCESSION.search(hit.unit.text))
    values["hedged"] = float(_hedged(plan, hit))
    values["unnamed"] = float(_unnamed(plan, hit))
    values["split"] = float(_split(plan, hit))
    values["other time"] = float(_other_time(plan, hit))
    values["no answer of the type"] = 1 - hit.signals["type"]
    values["far from the words"] = 1 - hit.signals["type near"]
    values["swapped"] = hit.signals["swapped"]
    values["rival"] = hit.signals["rival"]
    values["opposite"] = hit.signals["opposite"]
    values["denied"] = float(_negated(hit) != plan.query.negated and not {"until", "before"} & set(hit.unit.positions))
    values["uncounted"] = float(_uncounted(plan, hit))
    values["no reason"] = float(plan.query.form == "reason" and not REASON.search(hit.unit.text))
    values["asked back"] = float(_asked_back(plan, hit))
    values["behind"] = hit.behind
    values["low coverage"] = 1 - hit.signals["coverage"]
    values["low bm25"] = 1 - hit.signals["bm25 sentence"]
    return values


_PAST = re.compile(
    r"\b(?:moved from|former|formerly|previous|previously|at first|originally|initially|until|served|held)\b|"
    r"\bfirst\b|\bfrom \d{4} to \d{4}\b"
)
_ORDINALS = frozenset(
    "first second third fourth last next only main largest longest biggest smallest oldest highest tallest "
    "newest".split()
)


def _loose_modifier(plan: Plan, hit: Hit) -> bool:
    """Whether "first", "largest" and the like stand before a noun in the question and away from it in the unit."""
    placed = {t.place: m.place for t, m in zip(plan.query.terms, hit.met, strict=True) if m.place is not None}
    tokens = plan.query.tokens
    for place, token in enumerate(tokens[:-1]):
        if token.norm not in _ORDINALS or place + 1 not in placed:
            continue
        there = hit.unit.positions.get(token.stem)
        if there is not None and not any(0 < placed[place + 1] - p <= 3 for p in there):
            return True
    return False


_SUCCESSION = lazy(r"\b(?:succe\w+|follow\w*|replac\w+|predecess\w+|after|before|took over|taken by)\b", re.IGNORECASE)
# What was only meant to be: it did not happen, for all that the sentence tells.
_HEDGED = re.compile(
    r"\b(?:planned|propos\w+|cancel\w+|call(?:ed)? off|(?:was|were) to|would have|intended|abandon\w+|"
    r"postpon\w+|in mind|under negotiation|dropped|rejected|never|fail(?:s|ed)? to|refus\w+)\b",
    re.IGNORECASE,
)
# Where a clause begins that tells something about a noun before it ("a merger that would have created …").
_ABOUT_NOUN = re.compile(r",? (?:that|which|who|whose) ")


def _hedged(plan: Plan, hit: Hit) -> bool:
    """Whether a unit tells what is asked as something only meant to be.

    Not where the question itself says so, in these words or by a synonym ("who *suggested* it": "proposed"), nor
    where the words for it stand in a clause about a noun that the question names as a noun, too.
    """
    text = hit.unit.text
    hedge = _HEDGED.search(text)
    if hedge is None or plan.query.form == "definition" or _HEDGED.search(plan.query.text):
        return False
    tokens = hit.unit.tokens
    for term, met in zip(plan.query.terms, hit.met, strict=True):
        if met.place is None or met.grade >= 0.99:
            continue
        if hedge.start() <= tokens[met.place].start < hedge.end() and term.role == "relation":
            return False
    if all(m.place is None or "but" in [t.norm for t in tokens[m.place :] if t.start < hedge.start()] for m in hit.met):
        return False  # "was nominated seven times but never received it"
    border = next((m for m in _ABOUT_NOUN.finditer(text, 0, hedge.start())), None)
    if border is None:
        return True
    inside = [m for m in hit.met if m.place is not None and tokens[m.place].start >= border.start()]
    before = [
        t
        for t, m in zip(plan.query.terms, hit.met, strict=True)
        if m.place is not None and tokens[m.place].end == border.start() and t.role == "relation"
    ]
    return bool(inside or before)


_CLAUSE = lazy(r"[;:]|,? (?:and|while|whereas|but) (?=\w+ )|, ")


_NAMES_IT = lazy(r"^\W*(?:such as|including|notably|namely|called|named|like|for example|of |[:(,–—-])", re.IGNORECASE)


def _unnamed(plan: Plan, hit: Hit) -> bool:
    """Whether "which songs" finds songs that the unit doesn't tell apart, by a word of its own or by a name."""
    if hit.unit.fact is not None or plan.query.type in ANSWERS:
        return False
    for term, met in zip(plan.query.terms, hit.met, strict=True):
        if term.role not in ("focus", "type") or met.place is None or met.by != term.words:
            continue
        tokens = hit.unit.tokens
        after = hit.unit.text[tokens[met.place].end :]
        before = tokens[met.place - 1] if met.place else None
        told = before is not None and before.norm not in STOP and before.stem not in plan.asked and not is_verb(before)
        if not told and not _NAMES_IT.match(after):
            return True
    return False


def _split(plan: Plan, hit: Hit) -> bool:
    """Whether a unit tells of several things of the asked type, and what is asked is said of no single one of them.

    "The first train leaves A at 9, and the last train leaves B at 17" tells nothing of the first train from B.
    """
    if hit.unit.fact is not None:
        return False
    candidates = typed(plan, hit.unit, hit.met)
    if not candidates or len(candidates) < 2:
        return False
    borders = [0, *(m.start() for m in _CLAUSE.finditer(hit.unit.text)), len(hit.unit.text)]
    clauses = list(pairwise(borders))
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


def _other_time(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks of a time before or after the one that the unit gives."""
    for term, met in zip(plan.query.terms, hit.met, strict=True):
        if term.role != "date" or met.place is None or term.place == 0:
            continue
        asked = plan.query.tokens[term.place - 1].norm
        told = hit.unit.tokens[met.place - 1].norm if met.place else ""
        same = {"until": "before", "till": "before", "since": "after", "from": "after"}
        if asked in ("before", "after") and asked not in (told, same.get(told)):
            return True
    return False


def _asked_back(plan: Plan, hit: Hit) -> bool:
    """Whether an infobox value is already in the question: it can't be its answer."""
    fact = hit.unit.fact
    return fact is not None and plan.query.form != "definition" and set(phrase(fact.value)) <= set(plan.stems)


REASON = lazy(
    r"\b(?:because|since (?!\d|then|\w+ \d{4})|due to|owing to|as (?=the |it |he |she |they |a )|so that|in order to|"
    r"to (?!the |a |an |[A-Z€$£\d]|its |his |her |their )(?=\w+ )|driven by|caused by|in protest|"
    r"reasons?|led to|leading to|aim\w*|therefore|thus|result\w*|complicates?|purpose|meant|enabl\w+|"
    r"highlight\w*|when|after)\b",
    re.IGNORECASE,
)


def confidence(plan: Plan, hit: Hit) -> float:
    """The probability that a hit answers the question."""
    if hit.sure is None:
        hit.sure = logistic(features(plan, hit))
    return hit.sure


def logistic(values: dict[str, float]) -> float:
    """The model: features → probability."""
    against = -sum([WEIGHTS[name] * value for name, value in values.items() if value])
    return 1 / (1 + exp(min(against, 700.0)))  # beyond that, exp has no number


Reason = Literal["absent", "elsewhere", "other date", "swapped", "opposite", "untold", "unmet"]


@dataclass(frozen=True, slots=True)
class Lack:
    """Why the closest evidence does not answer: ``words`` are the question's words, or what stands in their place."""

    reason: Reason
    words: tuple[str, ...] = ()


def lacks(plan: Plan, hit: Hit) -> Lack:
    """What keeps a hit from answering, the plainest reason first."""
    missing = [(t, w) for t, m, w in zip(plan.query.terms, hit.met, plan.weights, strict=True) if m.grade < 0.5]
    missing.sort(key=lambda pair: pair[0].place)
    names = [t for t, _ in missing if t.role in ("name", "number")]
    unknown = [t for t in names if not any(plan.index.frequency[s] for s in t.words)]
    if unknown:
        return Lack("absent", tuple(t.text for t in unknown))
    dates = [t.text for t, _ in missing if t.role == "date"]
    told = [hit.unit.text[m.start : m.end] for m in index_mentions(plan.index, hit.unit) if m.type == "date"]
    if dates:
        return Lack("other date", (dates[0], *told[:1])) if told else Lack("unmet", tuple(dates))
    if hit.signals["swapped"] or hit.signals["rival"]:
        return Lack("swapped")
    if names:
        return Lack("elsewhere", tuple(t.text for t in names))
    if hit.signals["opposite"] and not missing:
        return Lack("opposite")
    strong = [t.text for t, _ in missing if not t.weak] or [t.text for t, _ in missing]
    if strong:
        return Lack("unmet", tuple(strong[:3]))
    return Lack("untold")


def _negated(hit: Hit) -> bool:
    """Whether the unit denies what its matched words say: a negation beside one of them."""
    norms = [t.norm for t in hit.unit.tokens]
    places = [p for p, n in enumerate(norms) if n in _NEGATIONS or n.endswith("n't")]
    return any(
        m.place is not None
        and -4 <= m.place - p <= 5
        and "but" not in norms[m.place : p]  # "was asked, but never came"
        for p in places
        for m in hit.met
    )


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
