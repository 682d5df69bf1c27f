"""Whose child the article's one person is: "the youngest child of *Anders Lund*, an engineer, and *Sunniva Berg*"."""

from __future__ import annotations

import re
from typing import NamedTuple

from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.words.lazy import lazy

_NAME = r"(?:(?:[A-Z][\w'’.-]*|de|da|van|von|der|del) )*[A-Z][\w'’-]+"
_ASIDE = r"(?:, (?:an? |the )?[^,;.]{3,60}?,| \([^)]*\))?"
_PARENTS = lazy(
    rf"\b(?:(?:daughters?|sons?|child|children|born) (?:of|to)) (?:the [a-z][\w'’ -]*? )?(?P<father>{_NAME}){_ASIDE}"
    rf" and (?:his wife,? |the [a-z][\w'’ -]*? )?(?P<mother>{_NAME})"
)
_EACH = lazy(
    rf"\b(?:[Hh]er|[Hh]is|[Tt]heir) (?P<one>father|mother),? (?P<first>{_NAME})\b.*?"
    rf"\b(?:her|his|their) (?P<other>father|mother),? (?P<second>{_NAME})",
    re.DOTALL,
)
_ASKS = lazy(
    r"^(?:who|what)(?:['’]?s| is| was| are| were)(?: the names? of)? (?:her|his|their|(?P<owner>.+?)['’]s?) "
    r"(?P<whom>father|dad|mother|mum|mom|parents)(?:['’]?s? names?| called)?\W*$",
    re.IGNORECASE,
)
_WHOM = {"father": ("father",), "dad": ("father",), "mother": ("mother",), "mum": ("mother",), "mom": ("mother",)}


class Parents(NamedTuple):
    """The parents asked for: each as a span of a unit's text."""

    unit: Unit
    spans: tuple[tuple[int, int], ...]


def parents(plan: Plan) -> Parents | None:
    """The parents of the article's one person; None where nobody asks for them, or the article doesn't name both."""
    match = _ASKS.match(plan.query.text)
    index = plan.index
    if match is None or index.parties or index.pronoun == "it":
        return None
    named = [t for t in plan.query.tokens if match["owner"] and match.start("owner") <= t.start < match.end("owner")]
    if named and named[-1].stem not in index.topic:
        return None  # somebody else's: "her mother's parents"
    return parents_of_subject(index, match["whom"].lower())


def parents_of_subject(index: Index, whom: str) -> Parents | None:
    """Where the article names the "father", the "mother" or both "parents" of its one person."""
    for unit in index.units if index.pronoun != "it" else ():
        told = _PARENTS.search(unit.text) if unit.fact is None else None
        if told is not None and (index.names_subject(unit) or not index.topic.isdisjoint(unit.positions)):
            return Parents(unit, tuple(told.span(who) for who in _WHOM.get(whom, ("father", "mother"))))
        each = _EACH.search(unit.text) if unit.fact is None else None
        if each is not None and each["one"] != each["other"]:
            spans = {each["one"]: each.span("first"), each["other"]: each.span("second")}
            return Parents(unit, tuple(spans[who] for who in _WHOM.get(whom, ("father", "mother"))))
    return None
