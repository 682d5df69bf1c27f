"""The short answer of a hit: what the question points out in it, or the best of its pieces."""

from __future__ import annotations

import re

from retrieval.answer.edges import edge
from retrieval.answer.frequency import frequencies
from retrieval.answer.materials import material
from retrieval.answer.parallel import counted, joined, latest, pointed_out
from retrieval.answer.reasons import clause_end, reason
from retrieval.answer.respectively import paired
from retrieval.answer.span import Span, missed, short_answer
from retrieval.article.mentions import Mention
from retrieval.question.nouns import QUESTION_WORDS
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import typed
from retrieval.ranking.doers import asks_doer, asks_what_does, doing_subject, subject_of
from retrieval.ranking.evidence import ANSWERS, Hit, index_mentions
from retrieval.replies.defining import asked_name, definition, described, says_what_was
from retrieval.words.lazy import lazy

_PRONOUNS = ("he", "she", "they", "it")
VALUES = ("money", "measure", "percent", "duration", "date", "number")


def picked(plan: Plan, best: Hit) -> Span:
    """The short answer: the only one who does what is asked, what the question points out, or the best piece."""
    unit = best.unit
    own = paired(plan, best)
    if own is not None:
        return _cut(plan, unit.start + own[0], unit.start + own[1])
    if plan.query.form in ("telling", "definition") and unit.fact is None:
        name = asked_name(plan)
        said = definition(plan.index, unit, name) if plan.query.form == "definition" else None
        whole = (unit.start + described(unit, name), unit.start + len(unit.text.rstrip(" .")))
        return _cut(plan, *(said or whole))
    if says_what_was(plan, unit):
        return _cut(plan, unit.start, unit.start + len(unit.text.rstrip(" .")))
    told = typed(plan, unit, best.met) or []
    if len(told) == 1 and unit.antecedent is not None and unit.text[told[0].start : told[0].end].lower() in _PRONOUNS:
        people = [m for m in index_mentions(plan.index, unit.antecedent) if m.type in ("person", "name")]
        if people:
            return _cut(plan, unit.antecedent.start + people[-1].start, unit.antecedent.start + people[-1].end)
    clause = reason(unit) if "reason" in (plan.query.form, plan.query.type) and unit.fact is None else None
    if clause is not None or (plan.query.form in ("reason", "manner") and unit.fact is None):
        end = len(unit.text) if clause is None else clause_end(unit, clause)
        return _cut(plan, unit.start + (clause or 0), unit.start + end)
    if len(told) == 1 and plan.query.type == "place" and not plan.query.focus and unit.fact is None:
        return _cut(plan, unit.start + told[0].start, unit.start + told[0].end)
    yearly = [m for m in told if _EVERY.search(unit.text[: m.start])]
    if yearly and _WHEN_IS.match(plan.query.text):
        return _cut(plan, unit.start + yearly[0].start, unit.start + yearly[0].end)
    limit = material(plan, unit) or edge(plan.query, unit, plan.index)
    if limit is not None:
        return _cut(plan, unit.start + limit[0], unit.start + limit[1])
    if plan.query.type not in ANSWERS and unit.fact is None and asks_what_does(plan):
        what = doing_subject(plan, unit, best.met)
        if what and not all(unit.tokens[i].stem in plan.asked for i in what):
            return _cut(plan, unit.start + unit.tokens[what[0]].start, unit.start + unit.tokens[what[-1]].end)
    doer = subject_of(plan, unit, best.met)
    named = "person" in ANSWERS.get(plan.query.type, ()) and unit.fact is None
    if len(told) == 1 and named and asks_doer(plan.query):  # the whole phrase: "militia from Ashford"
        whole = told[0].start, told[0].end
        doer = whole if doer is None or whole[0] <= doer[0] <= doer[1] <= whole[1] else doer
    if doer is not None:
        return _cut(plan, unit.start + doer[0], unit.start + doer[1])
    often = frequencies(best) if plan.query.type == "frequency" else []
    mention = pointed_out(plan, best, often or None) or next(iter(often), None)
    if plan.query.present and not plan.query.of("date", "number"):
        mention = latest(plan, best, [m for m in told if m.type in VALUES and m.type != "date"]) or mention
    if mention is None:
        span = short_answer(plan, best)
        untyped = plan.query.type not in ANSWERS
        mention = _instead(plan, best, span) if untyped else missed(plan, best, told, span)
        if mention is None:
            return _cut(plan, *joined(plan, best, span.start, span.end)) if unit.fact is None else span
    elif not often and pointed_out(plan, best, tie=False) is None:
        return _cut(plan, *joined(plan, best, unit.start + mention.start, unit.start + mention.end))
    return _cut(plan, unit.start + mention.start, unit.start + mention.end)


_EVERY = lazy(r"\b(?:every|each)(?: year in)? $", re.IGNORECASE)
_WHEN_IS = lazy(r"(?:when|what (?:month|time|day))(?:'s|s| is| are| do| does) ", re.IGNORECASE)


def _instead(plan: Plan, best: Hit, span: Span) -> Mention | None:
    """Where no type of answer is asked for, and a value is found: the one beside it that the question means."""
    values = [m for m in index_mentions(plan.index, best.unit) if m.type in VALUES]
    start, end = span.start - best.unit.start, span.end - best.unit.start
    own = next((m for m in values if start <= m.start < end), None)
    kind = own.type if own is not None else "number" if plan.query.tokens[0].norm not in QUESTION_WORDS else ""
    alike = [m for m in values if m.type == kind]
    noun = next((stem for stem in plan.query.focus[::-1] if not stem.isdigit()), None)
    counts = counted(plan, best, alike, noun) if len(alike) > 1 else None
    return counts or (pointed_out(plan, best, alike) if alike and own is not None else None)


def _cut(plan: Plan, start: int, end: int) -> Span:
    return Span(plan.index.article.text[start:end], start, end)
