"""Yes or No by holding two things against each other: "more members than the other jury", "less than was planned"."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.article.amounts import amount
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit, index_mentions
from retrieval.replies.limits import between_years
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import NARROWER

_LESS = frozenset("less fewer lower smaller shorter younger cheaper lighter slower worse".split())
_THAN = lazy(
    r"\b(more|less|fewer|\w{3,}er|worse)\b(?: [\w'-]+){0,5}? than "
    r"(?!\d|[€£$]|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|once|twice|an?|any)\b)",
    re.IGNORECASE,
)
_COUNTED = 3  # tokens from a number to what it counts
_CUT = lazy(r"; |, (?:and|but|while|whereas|compared with) | and (?=(?:the )?[A-Z])")


def than_told(plan: Plan, hit: Hit) -> bool | None:
    """Whether a unit compares as the question does ("less than he had estimated"); None where it compares nothing, or
    nothing is asked to be compared."""
    asked = _THAN.search(plan.query.text)
    if asked is None:
        return None
    beyond = {t.stem for t in plan.query.tokens if t.start >= asked.end()}
    for told in _THAN.finditer(hit.unit.text):
        if beyond & {t.stem for t in hit.unit.tokens if told.end() <= t.start < told.end() + 40}:
            return (asked[1].lower() in _LESS) == (told[1].lower() in _LESS)
    return None


def than_untold(plan: Plan, hit: Hit) -> bool:
    """Whether a question compares things, and the unit does not."""
    compares = _THAN.search(plan.query.text) is not None and between_years(plan, hit) is None
    return compares and not any(True for _ in _THAN.finditer(hit.unit.text)) and most_of(hit)


def most_of(hit: Hit) -> bool:
    """Whether a unit puts nothing before all others."""
    return not any(t.norm in ("most", "least") or t.norm.endswith("est") for t in hit.unit.tokens)


def held_against(plan: Plan, hits: list[Hit]) -> tuple[Hit, bool] | None:
    """Whether one thing has more of something than another, where both are counted; with the first one's hit."""
    asked = _MORE_OF.search(plan.query.text)
    if asked is None or plan.query.negated:
        return None
    tokens = plan.query.tokens
    than = next(i for i, t in enumerate(tokens) if t.start >= asked.end("than") - 4)
    more = next(i for i, t in enumerate(tokens) if t.start >= asked.start("more"))
    one = [n for n, t in enumerate(plan.query.terms) if t.place < than]
    other = [n for n, t in enumerate(plan.query.terms) if t.place > than]
    counted = [n for n in one if more < plan.query.terms[n].place][:1]
    if not counted or not other:
        return None
    first = _count(plan, hits, [n for n in one if n not in counted], other, counted[0])
    second = _count(plan, hits, other, [n for n in one if n not in counted], counted[0])
    if first is None or second is None or first[1] == second[1]:
        return None
    return first[0], (first[1] > second[1]) == (asked["more"].lower() == "more")


_MORE_OF = lazy(r"^\w+ .*\b(?P<more>more|fewer|less) (?:[\w'-]+ ){1,3}?(?P<than>than) ", re.IGNORECASE)


def _count(plan: Plan, hits: list[Hit], own: list[int], others: list[int], noun: int) -> tuple[Hit, float] | None:
    """The number before a noun in a statement that holds all of its own terms, and none of the others'."""
    nouns = _stems(plan, noun)
    telling = [n for n in own if not _stems(plan, n) & {s for o in others for s in _stems(plan, o)}]
    apart = [n for n in others if not _stems(plan, n) & {s for o in own for s in _stems(plan, o)}]
    if not telling:
        return None
    for hit in hits:
        unit = hit.unit
        cuts = [0, *(m.end() for m in _CUT.finditer(unit.text)), len(unit.text)]
        for left, right in pairwise(cuts):
            stems = {t.stem for t in unit.tokens if left <= t.start < right}
            told = all(stems & _stems(plan, n) for n in telling)
            if told and not (apart and all(stems & _stems(plan, n) for n in apart)):
                value = _before_noun(plan, unit, left, right, nouns)
                if value is not None:
                    return hit, value
    return None


def _stems(plan: Plan, number: int) -> frozenset[str]:
    return frozenset(f[0] for f, grade in plan.forms[number].items() if len(f) == 1 and grade >= NARROWER)


def _before_noun(plan: Plan, unit: Unit, left: int, right: int, nouns: frozenset[str]) -> float | None:
    for mention in index_mentions(plan.index, unit):
        if mention.type == "number" and left <= mention.start < right:
            after = [t.stem for t in unit.tokens if t.start >= mention.end][:_COUNTED]
            value = amount(unit.text[mention.start : mention.end])
            if value is not None and not nouns.isdisjoint(after):
                return value[0]
    return None
