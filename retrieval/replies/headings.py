"""Questions that the article's headings answer: which section tells of something, and when the event of one was."""

from __future__ import annotations

import re

from corpus import INFOBOX
from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import typed
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import phrase

_TELLS = r"(?:talks?|speaks?|deals?|tells?|covers?|mentions?|discuss(?:es)?|describes?|says?|explains?)"
_ARTICLE = r"(?:the|this) (?:article|page|text|document)"
_SECTION = lazy(
    rf"^(?:(?:in|under) )?(?:which|what) (?:sections?|chapters?|headings?|part(?:s)? of {_ARTICLE})(?: of {_ARTICLE})?"
    rf" (?:(?:does|do) (?:it|{_ARTICLE}) )?(?:{_TELLS}|(?:is|are))(?: (?:something|anything|more))?"
    rf"(?<!is)(?<!are)(?: (?:about|with|of|on|that))? (?P<about>.+?)\W*$"
    rf"|^(?:which|what) (?:section|chapter|part of {_ARTICLE}) (?:is|are) about (?P<topic>.+?)\W*$"
    rf"|^where(?: in {_ARTICLE})? (?:does|do|can|could) (?:it|{_ARTICLE}|i|we|you) (?:{_TELLS}|find|read)"
    rf"(?: (?:something|anything|more))?(?: (?:about|of|on|that))? (?P<place>.+?)\W*$",
    re.IGNORECASE,
)
ENOUGH = 0.7  # share of the question's weight that a section's sentence must meet


def asked_section(question: str) -> str | None:
    """What a section is asked for ("which section talks about the *soldiers*?"); None for other questions."""
    match = _SECTION.match(" ".join(question.split()))
    return next((part for part in match.groups() if part), None) if match else None


def telling(hits: list[Hit]) -> Hit | None:
    """The best hit where it tells enough of what is asked; the text before the infobox, which has no heading."""
    fit = [hit for hit in hits if hit.signals["coverage"] >= ENOUGH]
    return next((hit for hit in fit if hit.unit.section != INFOBOX), fit[0] if fit else None)


def dated_event(plan: Plan, index: Index) -> Unit | None:
    """Where a section about an event first dates it ("when was the strike?": the section "Strike of 1982").

    A sentence elsewhere that also names the event dates something else ("a film about the strike").
    """
    terms = plan.query.terms
    if plan.query.type != "date" or not terms or any(t.role in ("relation", "date", "number") for t in terms):
        return None
    if not _WHEN_WAS.match(plan.query.text):
        return None
    titled = []
    for number, passage in enumerate(index.passages):
        title = set(phrase(passage[0].section.rpartition(" > ")[2]))
        if passage[0].fact is None and all(any(set(form) <= title for form in forms) for forms in plan.forms):
            titled.append((len(title), number))
    for _, number in sorted(titled)[:2]:
        for unit in index.passages[number][:2]:
            if typed(plan, unit, plan.align(unit)):
                return unit
    return None


_WHEN_WAS = lazy(
    r"^(?:when|(?:on |in )?(?:what|which) (?:date|day|month|year)) "
    r"(?:(?:was|were|is) .{2,60}?|did .{2,60} (?:take place|happen|occur))\W*$|^(?:the )?(?:date|day|year) of\b",
    re.IGNORECASE,
)
