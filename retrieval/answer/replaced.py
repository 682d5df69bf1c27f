"""A value that another has replaced ("the duty, originally 14 per cent, has been 6 since 2017"): which of them is asked
for, in one sentence or two."""

from __future__ import annotations

import re

from retrieval.answer.span import Span
from retrieval.article.mentions import Mention
from retrieval.article.units import STOP, Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit, index_mentions
from retrieval.words.lazy import lazy
from retrieval.words.verbs import is_verb

# What stands before a value that replaced another in the same sentence.
CHANGE = lazy(
    r"\b(?:later|now|since (?:then|\d{4}|its \w+|the \w+)|subsequently|currently|today|"
    r"(?:extended|raised|increased|reduced|enlarged|expanded|cut|lowered|changed|shortened|lengthened|"
    r"grown|grew|rose|risen|fallen|fell|moved|upgraded|widened|doubled|tripled)(?: again)?(?: (?:from [^,;]*? )?to)?|"
    r"but (?:is|are|has|have) now|has since|"
    r"(?:by|in|at|from) (?:the )?(?:\w+ (?:of )?)?\d{4}(?: \w+)?,? "
    r"(?:the (?:number|figure|total|count)|it|they|this|that) "
    r"(?:ha[ds] )?(?:reached|was|were|stood at|numbered|totalled|come to|came to|amounted to)|"
    r"the (?:\d{4}|latest|last) (?:census|survey|count) (?:counted|recorded|found|gave|showed|listed)|"
    r"the (?:present|current|new) one|replaced (?:in \d{4} )?(?:by|with)(?= (?:a new )?one )|"
    r"(?:(?:has|have)(?: \w+(?:ed|en))?|is|are|runs?|stands? at)"
    r"(?= [€£$]?\w[\w,.]*(?: \w+){0,4} (?:today|now|currently|at present|since \d{4})\b)|"
    r"until \d{4},? (?:is|are|has|have)|"
    r"ha(?:s|ve) (?:been|had|stood at|comprised|numbered|amounted to|paid)"
    r"(?= (?:about |some |around |nearly |over |only )?[€£$]?\d))\b",
    re.IGNORECASE,
)
_AMOUNTS = ("number", "money", "measure", "percent", "duration")


_AT_FIRST = lazy(
    r"\b(?:originally|initially|at first|at the outset|at the start|in the beginning|to begin with|"
    r"when (?:it|they|the \w+) (?:was |were )?(?:opened|founded|built|begun|began|started|established)|"
    r"(?:started|began) (?:out )?(?:at|with))\b",
    re.IGNORECASE,
)
# "45 members *when founded and* 380 in 2023".
_AT_FIRST_AND = lazy(
    r"[^,;]*\b(?:at first|originally|initially|when (?:it |they )?(?:was |were )?\w+ed|at its \w+ing|on opening),? and "
    r"(?:about |some |nearly )?",
    re.IGNORECASE,
)
_LATER = lazy(
    r"^(?:(?:in|since) \d{4},? |since then,? )?(?:it|this|they|the (?:number|figure|total)) "
    r"(?:was|were|has|have|had|rose|fell|grew)\b|^(?:today|now|currently|at present),? (?:it|they|the)\b",
    re.IGNORECASE,
)
_PAST = frozenset("was were did had".split())


def changed(text: str) -> bool:
    """Whether a text says how it was at first, and then what it was later."""
    first = _AT_FIRST.search(text)
    return first is not None and CHANGE.search(text, first.end()) is not None


def asks_now(plan: Plan) -> bool:
    """Whether a question asks for the value that holds: for no other time, and not for the past."""
    query = plan.query
    if query.earlier or query.of("date") or query.form not in ("value", "list"):
        return False
    return query.present or _PAST.isdisjoint(t.norm for t in query.tokens)


def superseded(plan: Plan, hit: Hit) -> Unit | None:
    """The sentence beside a hit's that tells the value of the time asked for, where one replaces the other's ("… at
    first 40 students. Since 2016 the limit has been 90"): the later value, or the one at first."""
    now = asks_now(plan)
    place = hit.unit.number + (1 if now else -1)
    if not 0 <= place < len(plan.index.units) or not (now or (plan.query.earlier and not plan.query.of("date"))):
        return None
    beside = plan.index.units[place]
    old, new = (hit.unit, beside) if now else (beside, hit.unit)
    if not now and CHANGE.search(new.text) and sum(m.type == "number" for m in index_mentions(plan.index, new)) > 1:
        return None  # it tells of both times itself
    return beside if _replaces(plan, old, new) else None


def _replaces(plan: Plan, old: Unit, new: Unit) -> bool:
    """Whether a sentence tells the value that has replaced the only one of the sentence before it."""
    if old.passage != new.passage or old.fact is not None or new.kind == "item":
        return False
    before, after = (
        [m for m in index_mentions(plan.index, one) if m.type in _AMOUNTS and m.type != "duration"]
        for one in (old, new)
    )
    if len(before) != 1 or not after or after[0].type not in (before[0].type, "number"):
        return False
    if before[0].type == "number" and not _same_noun(old, before[0], new, after[0]):
        return False
    told = _AT_FIRST.search(old.text) is not None or _LATER.search(new.text) is not None
    return told and CHANGE.search(new.text, 0, after[0].end) is not None and _AT_FIRST.search(new.text) is None


def _same_noun(unit: Unit, old: Mention, following: Unit, new: Mention) -> bool:
    """Whether two numbers may count the same: the second's noun is the first's, or it has none ("was raised to 90")."""
    behind = next((t for t in following.tokens if t.start >= new.end), None)
    if behind is None or behind.norm in STOP or not following.text[new.end : behind.start].isspace():
        return True
    return behind.stem in unit.positions or behind.stem == _counted(unit, old)


def current(plan: Plan, hit: Hit, answer: Span, mentions: list[Mention]) -> Span:
    """The value that replaced an earlier one in the sentence ("at first 40 rooms, later 52").

    The earlier one where the question asks for that. ``mentions`` are the unit's, the values among them.
    """
    unit = hit.unit
    start, end = answer.start - unit.start, answer.end - unit.start
    inside = [m for m in mentions if (m.start < end and start < m.end) and m.type in _AMOUNTS]
    own = inside[0] if len(inside) == 1 else None
    if own is None or unit.fact is not None:
        return answer
    alike = [m for m in mentions if m.type in (own.type, "number")]
    alike = [m for m in alike if _counted(unit, m) == _counted(unit, own)] or alike
    if plan.query.earlier and CHANGE.search(unit.text, 0, own.start):
        first = alike[0] if len(alike) > 1 else next(m for m in mentions if m.type in (own.type, "number"))
        return Span(unit.text[first.start : first.end], unit.start + first.start, unit.start + first.end)
    if plan.query.earlier or plan.query.of("date") or plan.query.type == "age":
        return answer
    following = next((m for m in mentions if m.start > own.start and m.type in (own.type, "number")), None)
    grew = following is not None and _FROM.search(unit.text[: own.start])
    if following is not None and grew and _TO.fullmatch(unit.text, own.end, following.start):  # "from 2,100 *to 3,400*"
        end = unit.start + following.end
        return Span(unit.text[following.start : following.end], unit.start + following.start, end)
    behind = {t.norm for t in unit.tokens if following and following.end <= t.start <= following.end + 2}
    same = following is not None and (following in alike or behind <= STOP) and asks_now(plan)
    if following is not None and same and _AT_FIRST_AND.fullmatch(unit.text, own.end, following.start):
        end = unit.start + following.end
        return Span(unit.text[following.start : following.end], unit.start + following.start, end)
    for change in CHANGE.finditer(unit.text, own.end):
        if _at_event(plan, hit, change.start()) or _of_the_first(plan, unit, change.start()):
            return answer
        later = [m for m in mentions if m.start >= change.end() and m.type in (own.type, "number")]
        later = [m for m in later if unit.text[m.start : m.end + 3] != "one of"]
        meant = next((m for m in later if m in alike[1:]), next(iter(later), None))
        if meant is not None:
            return Span(unit.text[meant.start : meant.end], unit.start + meant.start, unit.start + meant.end)
    return answer


_FROM = lazy(
    r"\b(?:grew|grown|rose|risen|fell|fallen|increased|reduced|cut|extended|raised|lowered|shrank|dropped|"
    r"enlarged|expanded|shortened|lengthened|changed|doubled|declined)(?: \w+)? from (?:about |some |around |only )?$"
)
_TO = lazy(r"(?: \w+)?(?: in \d{4})? to (?:about |some |around |over |nearly )?")


def _counted(unit: Unit, mention: Mention) -> str:
    """The stem of the word after a mention, which it counts."""
    return next((t.stem for t in unit.tokens if t.start >= mention.end), "")


def _of_the_first(plan: Plan, unit: Unit, change: int) -> bool:
    """Whether the question asks for the first, or the old, of its kind, which is told before the change."""
    asked = {t.norm for t in plan.query.tokens} & {"first", "old", "former"}
    return any(t.norm in asked for t in unit.tokens if t.start < change)


def _at_event(plan: Plan, hit: Hit, change: int) -> bool:
    """Whether the question asks for the value at an event ("at reopening") that is told before the change alone."""
    tokens = plan.query.tokens
    for term, met in plan.pairs(hit.met):
        before = {t.norm for t in tokens[max(0, term.place - 3) : term.place]}  # "at reopening", "when it reopened"
        marked = not before.isdisjoint(("at", "on", "upon", "after", "when"))
        event = tokens[term.place].norm.endswith(("ing", "ion", "ment"))  # "at the opening"; no "at the institute"
        if tokens[term.place - 1].norm not in ("the", "its") or "when" in before:
            event = event or is_verb(tokens[term.place])
        if marked and met.place is not None and event and not tokens[term.place].is_capital:
            return hit.unit.tokens[met.place].start < change
    return False
