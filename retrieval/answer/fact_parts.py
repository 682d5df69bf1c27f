"""The part of an infobox value that answers: its date, its place, the number of what is counted, its time."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.answer.edges import spell_end
from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import index_mentions
from retrieval.words.lazy import lazy
from retrieval.words.text import tokenize

_AGED = lazy(r"\bage[d:]? (\d+)")  # "21 November 1961 (aged 72)"
_COMMA = lazy(r"[;,](?!\d) ?(?![^()]*\))")  # not inside brackets or numbers
_TIMES = lazy(r"\((?P<mark>until|till|from|since)? ?(?P<since>\d{4})?(?:[–-](?P<until>\d{4})?)?\)")


def fact_part(plan: Plan, unit: Unit) -> tuple[int, int] | None:
    """Where in a fact's text the part of its value stands that the question asks for; None for the whole value."""
    assert unit.fact is not None
    first = unit.fact.value_start - unit.fact.start
    mentions = index_mentions(plan.index, unit)
    dates = [m for m in mentions if m.type == "date"]
    if plan.query.type == "age":
        aged = _AGED.search(unit.text, first)
        return aged.span(1) if aged else None
    if plan.query.type == "date" and len(dates) == 1:
        begun = spell_end(plan.query, unit.text[dates[0].start : dates[0].end])
        if begun is not None:
            return dates[0].start + begun[0], dates[0].start + begun[1]
        return dates[0].start, dates[0].end
    if plan.query.type == "date" and len(dates) > 1:
        return _dated(plan, unit, first, dates)
    if plan.query.type == "place":
        return _place(unit, first, dates) or _seat(plan, unit, first, mentions)
    if plan.query.type == "number":
        return _counted(plan, unit, mentions)
    bracket = _TIMES.search(unit.text, first)
    if plan.query.type == "person" and bracket is not None and bracket.end() == len(unit.text):
        return first, first + len(unit.text[first : bracket.start()].rstrip())  # "*Tom Lagos* (1958–1979)"
    return _timed(plan, unit, first)


def _dated(plan: Plan, unit: Unit, first: int, dates: list[Mention]) -> tuple[int, int] | None:
    """The date of the part that the question names ("Lund Medal (1958); *Kerr Prize* (1966)")."""
    cuts = [first, *(m.end() for m in _COMMA.finditer(unit.text, first)), len(unit.text)]
    told = [
        (sum(t.stem in plan.asked for t in tokenize(unit.text[left:right])), left, right)
        for left, right in pairwise(cuts)
    ]
    most, left, right = max(told)
    own = [m for m in dates if left <= m.start < right]
    single = most and len(own) == 1 and sum(met == most for met, _, _ in told) == 1
    return (own[0].start, own[0].end) if single else None


def _place(unit: Unit, first: int, dates: list[Mention]) -> tuple[int, int] | None:
    """What stands beside the date ("2 November 1989, *Edinburgh, Scotland*")."""
    if len(dates) != 1:
        return None
    after = re.match(r"\W+", unit.text[dates[0].end :])
    if after and dates[0].end + after.end() < len(unit.text):
        return dates[0].end + after.end(), len(unit.text)
    before = unit.text[first : dates[0].start].rstrip(" ,;(")
    return (first, first + len(before)) if before and dates[0].start > first else None


def _seat(plan: Plan, unit: Unit, first: int, mentions: list[Mention]) -> tuple[int, int] | None:
    """The place at the end of what the question names itself ("Where is the Liaison Office?": "Liaison Office,
    *Pristina*")."""
    last = max((m.end() for m in _COMMA.finditer(unit.text, first)), default=first)
    named = any(t.stem in plan.asked for t in unit.tokens if first <= t.start < last)
    placed = any(m.type == "place" and m.start == last and m.end == len(unit.text) for m in mentions)
    return (last, len(unit.text)) if named and placed else None


def _counted(plan: Plan, unit: Unit, mentions: list[Mention]) -> tuple[int, int] | None:
    """Of several numbers, the one before the noun that is counted ("four lanes; *one* footpath")."""
    numbers = [m for m in mentions if m.type == "number"]
    if len(numbers) < 2 or not plan.query.focus:
        return None
    for number in numbers:
        noun = re.match(r"\W*(\w+)", unit.text[number.end :])
        if noun and noun[1].lower().startswith(plan.query.focus[-1]):
            return number.start, number.end
    return None


def _timed(plan: Plan, unit: Unit, first: int) -> tuple[int, int] | None:
    """Of parts with times in brackets ("Norwegian (until 1946), British (from 1946)"), the one of the year asked for,
    or of today."""
    cuts = [first, *(m.end() for m in _COMMA.finditer(unit.text, first)), len(unit.text)]
    years = plan.query.of("date")
    asked = plan.query.tokens[years[0].place - 1].norm if years and years[0].place else ""
    year = int(years[0].words[0]) if years else 9999
    year += {"before": -1, "until": -1, "after": 1}.get(asked, 0)
    if not years and not plan.query.present:
        return None
    found = []
    for start, end in pairwise(cuts):
        times = _TIMES.search(unit.text, start, end)
        if times is None or not (times["since"] or times["until"]):
            return None
        since, until = int(times["since"] or 0), int(times["until"] or 9999)
        if times["mark"] in ("until", "till"):
            since, until = 0, since
        elif not times["mark"] and not re.search("[–-]", times[0]):
            until = since  # "(2023)"
        if since <= year <= until:
            found.append((start, start + len(unit.text[start : times.start()].rstrip())))
    return found[0] if len(found) == 1 else None
