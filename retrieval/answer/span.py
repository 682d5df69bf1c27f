"""The short answer inside the evidence, an exact span of the article: the unit's pieces, scored by learned weights."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from retrieval.answer.fact_parts import fact_part
from retrieval.answer.reasons import clause_end, reason
from retrieval.answer.span_signals import measured
from retrieval.article.chunks import bounds, shape
from retrieval.article.index import Index
from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import ANSWERS
from retrieval.ranking.evidence import Hit, weights


@dataclass(frozen=True, slots=True)
class Span:
    """A short answer; ``start`` and ``end`` are offsets into the article's text. ``share`` says how far it stands out
    among the pieces of its sentence: its share of exp(score), 1 where there was no choice."""

    text: str
    start: int
    end: int
    share: float = 1.0


def short_answer(plan: Plan, hit: Hit) -> Span:
    """The best short answer in a hit: a fact's value, or the piece of the sentence that has most in common with the
    likely ones: its expected F1 (minimum Bayes risk, Kumar & Byrne 2004), and its own share once more."""
    unit = hit.unit
    if unit.fact is not None:
        whole = unit.fact.value_start - unit.start, unit.fact.value_end - unit.start
        return _span(unit, *(fact_part(plan, unit) or whole))
    found = scored(plan, hit)
    if not found:
        return _span(unit, 0, len(unit.text))
    if plan.query.form == "reason":
        clause = reason(unit)
        if clause:
            return _span(unit, clause, clause_end(unit, clause))
    (first, last), share = choose(_no_dates(plan, unit, found))
    if plan.query.type not in ANSWERS:
        if plan.query.plural:
            last = with_all(plan.index, unit, first, last)
        last = with_of(plan.index, unit, last)
        if _is_predicate(plan.index, unit, first):
            return _span(unit, 0, len(unit.text.rstrip(" .")))  # "challenges *persist*": the statement as a whole
    return _span(unit, *bounds(shape(plan.index, unit), unit, first, last), share)


def with_all(index: Index, unit: Unit, first: int, last: int) -> int:
    """The last token of an enumeration of names that a piece begins ("Norwegian, *English and Icelandic*")."""
    tokens, breaks = unit.tokens, shape(index, unit).breaks
    if not all(t.is_capital for t in tokens[first : last + 1]):
        return last
    end = last
    while end + 1 < len(tokens):
        joined = tokens[end + 1].norm == "and"
        following = end + 1 + joined
        if not (joined or breaks[end + 1] == ",") or following >= len(tokens) or not tokens[following].is_capital:
            break
        end = following
        while end + 1 < len(tokens) and not breaks[end + 1] and tokens[end + 1].is_capital:
            end += 1
        if joined:
            break
    return end


def _is_predicate(index: Index, unit: Unit, first: int) -> bool:
    """Whether a piece begins with the verb of its clause."""
    finite = shape(index, unit).kinds[first] == "v" and not unit.tokens[first].norm.endswith("ing")
    return (
        finite and first > 0 and unit.tokens[first - 1].norm not in ("to", "a", "an", "the", "is", "was", "are", "were")
    )


def with_of(index: Index, unit: Unit, last: int) -> int:
    """The last token of a noun phrase with what is of it: "the applicability *of social security legislation*", "goods
    *worth €2 million*"."""
    form = shape(index, unit)
    tokens, kinds, breaks = unit.tokens, form.kinds, form.breaks
    if (
        last + 2 >= len(tokens)
        or tokens[last + 1].norm not in ("of", "worth")
        or breaks[last + 1]
        or tokens[last].is_number
    ):
        return last
    end = last + 2
    while (
        end < len(tokens) and not breaks[end] and (kinds[end] == "n" or tokens[end].norm in ("the", "a", "an", "its"))
    ):
        end += 1
    return end - 1 if kinds[end - 1] == "n" else last


def _no_dates(
    plan: Plan, unit: Unit, found: list[tuple[tuple[int, int], float]]
) -> list[tuple[tuple[int, int], float]]:
    """The pieces without those that are no more than a date, where "what did …" asks for a thing."""
    if plan.query.type != "thing" or plan.query.focus:
        return found
    dates = {(m.start, m.end) for m in plan.index.amounts(unit) if m.type == "date"}
    tokens = unit.tokens
    kept = [one for one in found if (tokens[one[0][0]].start, tokens[one[0][1]].end) not in dates]
    return kept or found


def missed(plan: Plan, hit: Hit, told: list[Mention], span: Span) -> Mention | None:
    """The first amount or date of the type asked for, where the short answer holds none ("how much": no name)."""
    if plan.query.type not in _VALUES or hit.unit.fact is not None:
        return None
    start, end = span.start - hit.unit.start, span.end - hit.unit.start
    if any(m.start < end and start < m.end for m in told):
        return None
    return told[0] if told else None


_VALUES = frozenset("money money_or_number measure number amount date duration duration_or_measure".split())


def choose(found: list[tuple[tuple[int, int], float]]) -> tuple[tuple[int, int], float]:
    """Of pieces with scores, the one with the highest expected F1 and its share among all."""
    ordered = sorted(found, key=lambda piece: (-piece[1], piece[0]))
    odds = [exp(SHARPNESS * (score - ordered[0][1])) for _, score in ordered]
    total = sum(odds)
    likely = [(piece, odd / total) for (piece, _), odd in zip(ordered[:RIVALS], odds, strict=False)]
    return max(likely, key=lambda one: one[1] + sum(share * _common(one[0], other) for other, share in likely))


SHARPNESS = 1.2  # how much sharper shares are than those of the scores as learned; measured on titles left out
RIVALS = 12  # pieces that are compared with one another


def _common(one: tuple[int, int], other: tuple[int, int]) -> float:
    """F1 of the tokens that two pieces of one sentence share."""
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return 2 * shared / (one[1] - one[0] + other[1] - other[0] + 2) if shared > 0 else 0.0


def scored(plan: Plan, hit: Hit) -> list[tuple[tuple[int, int], float]]:
    """The pieces of a sentence, as token ranges, with their scores."""
    table = weights("span")
    ranges, rows = measured(plan, hit)
    return [
        (piece, sum([table.get(name, 0.0) * value for name, value in row.items() if value]))
        for piece, row in zip(ranges, rows, strict=True)
    ]


def _span(unit: Unit, start: int, end: int, share: float = 1.0) -> Span:
    return Span(unit.text[start:end], unit.start + start, unit.start + end, share)
