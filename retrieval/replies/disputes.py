"""Whether what the infobox and the text disagree about is what a question asks for."""

from __future__ import annotations

from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import ANSWERS, Hit
from retrieval.ranking.swaps import fact_swapped
from retrieval.replies.differences import Difference
from retrieval.words.thesaurus import phrase


def difference(differences: tuple[Difference, ...], plan: Plan, best: Hit) -> Difference | None:
    """What a hit's fact or sentence is contradicted by, where it concerns what is asked."""
    for one in differences:
        if fact_swapped(plan, one.fact) or not _can_tell(plan, one):
            continue
        if best.unit is one.fact or (best.unit is one.told and _asks_fact(plan, one.fact)):
            return one
    return None


def disputed(differences: tuple[Difference, ...], plan: Plan) -> Difference | None:
    """What a yes/no question asks for, where the infobox says one thing of it and the text another."""
    for one in differences:
        said = set(phrase(plan.index.article.text[one.start : one.end]))
        fact = one.fact.fact
        told = said <= plan.asked or (fact is not None and set(phrase(fact.value)) <= plan.asked)
        if not told or fact_swapped(plan, one.fact):
            continue
        if speak_of_all(plan, one):
            return one
    return None


def speak_of_all(plan: Plan, difference: Difference) -> bool:
    """Whether all that is asked stands in one or the other of what differs."""
    both = zip(plan.align(difference.fact), plan.align(difference.told), strict=True)
    return all(max(a.grade, b.grade) >= 0.5 or term.weak for term, (a, b) in zip(plan.query.terms, both, strict=True))


def _can_tell(plan: Plan, difference: Difference) -> bool:
    """Whether a difference concerns the type of answer wanted: two dates tell nothing to one who asks where."""
    if difference.type is None:
        return plan.query.type not in _NAMED
    if plan.query.form in ("manner", "reason"):
        return False  # "how did she die?"
    wanted = ANSWERS.get(plan.query.type)
    if wanted is None and difference.type in _NAMED and difference.fact.fact is not None:
        key = phrase(difference.fact.fact.attribute)  # "what are the towers made of": the tower *height* doesn't tell
        return any(form == key[-1:] for forms in plan.forms for form in forms)
    return wanted is None or difference.type in wanted


_NAMED = ("person", "place", "date", "number", "money", "measure")


def _asks_fact(plan: Plan, fact: Unit) -> bool:
    """Whether a question's words meet an infobox key, and not only whose it is ("height *of keep*")."""
    assert fact.fact is not None
    key = phrase(fact.fact.attribute.partition(" of ")[0])
    return any(all(stem in key for stem in form) for forms in plan.forms for form in forms)
