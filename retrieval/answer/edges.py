"""The beginning or the end of a time that a sentence tells: "from 1968 until her retirement in 1976"."""

from __future__ import annotations

import re

from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.question.analysis import Query
from retrieval.words.lazy import lazy

_OPENS = lazy(r"\b(?:open(?:ed)?|launch(?:ed)?|set up|established?)\b", re.IGNORECASE)
_BEGINS = lazy(
    r"\b(?:since when|from when|start(?:s|ed)?|begin|began|begun|become|became|join(?:ed)?|take over|took over|"
    rf"appointed|introduced|come into|came into|enter(?:ed)? into)\b|{_OPENS.pattern}",
    re.IGNORECASE,
)
# Those of them that say no more than that it begins: "when did they *start* to meet?".
_STARTS = lazy(
    rf"\b(?:start(?:s|ed)?|begin|began|begun|become|became|take over|took over)\b|{_OPENS.pattern}", re.IGNORECASE
)
_ENDS = lazy(
    r"\b(?:(?:until|till) when|end(?:s|ed)?|finish(?:ed)?|stop(?:ped)?|conclude[ds]?|expire[ds]?|"
    r"leave|left|retired?|step(?:ped)? down|resign(?:ed)?|cease[ds]?|completed?|over)\b",
    re.IGNORECASE,
)
_FROM = lazy(r"\b(?:since|from)\s+$", re.IGNORECASE)
_TO = lazy(r"\b(?:until|till|up to|to)\s+(?:(?:his|her|its|their|the) \w+ in\s+)?$", re.IGNORECASE)
_SPAN = lazy(r"^(?:from )?(?P<first>.+?)(?: ?[–—-] ?| to | until | and )(?P<last>.+)$")


def is_limit(query: Query, place: int) -> bool:
    """Whether a word of a question asks for the beginning or the end of a time ("when did it *stop*?")."""
    if query.type != "date":
        return False
    start = query.tokens[place].start
    return any(m.start() <= start < m.end() for p in (_STARTS, _ENDS) for m in p.finditer(query.text))


def edges(query: Query, unit: Unit, index: Index) -> list[tuple[int, int]]:
    """The dates in a unit that begin, or end, a time, as offsets; none where the question asks for neither."""
    if query.type != "date" or unit.fact is not None:
        return []
    begins, ends = _BEGINS.search(query.text), _ENDS.search(query.text)
    if bool(begins) == bool(ends) or _tells_opening(query, unit):
        return []
    found = []
    for mention in index.amounts(unit):
        if mention.type != "date":
            continue
        span = _SPAN.match(unit.text[mention.start : mention.end])
        if span:
            start, end = span.span("first" if begins else "last")
            found.append((mention.start + start, mention.start + end))
        elif (_FROM if begins else _TO).search(unit.text[: mention.start]):
            found.append((mention.start, mention.end))
    return found


def spell_end(query: Query, span: str) -> tuple[int, int] | None:
    """Where in a time from one date to another ("1958–1979") the one stands that a question asks for: its beginning
    or its end; None where it asks for neither."""
    begins = _BEGINS.search(query.text) or _WED.search(query.text)
    ends = _ENDS.search(query.text) or _PARTED.search(query.text)
    found = _SPAN.match(span)
    if bool(begins) == bool(ends) or found is None:
        return None
    return found.span("first" if begins else "last")


_WED = lazy(r"\b(?:marry|married|wed|wedding)\b", re.IGNORECASE)
_PARTED = lazy(r"\b(?:divorced?|separated?|widow(?:ed)?)\b", re.IGNORECASE)


def _tells_opening(query: Query, unit: Unit) -> bool:
    """Whether a unit says itself that something opened: then no "since" does."""
    opened = _OPENS.search(query.text)
    return opened is not None and any(
        t.stem in unit.positions for t in query.tokens if opened.start() <= t.start < opened.end()
    )


def edge(query: Query, unit: Unit, index: Index) -> tuple[int, int] | None:
    """The only date in a unit that begins, or ends, a time, as offsets."""
    found = edges(query, unit, index)
    return found[0] if len(found) == 1 else None
