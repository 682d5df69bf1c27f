"""What can be an answer of a type: the mentions of a unit, found once, and which of them fit a question."""

from __future__ import annotations

import re
from bisect import bisect_left

from retrieval.answer.scenes import scenes
from retrieval.article.index import Index
from retrieval.article.mentions import Mention
from retrieval.article.units import STOP, Unit
from retrieval.question.analysis import Query
from retrieval.question.nouns import noun_like, noun_run, noun_type
from retrieval.ranking.align import Plan
from retrieval.ranking.doers import agentless, asks_doer, doing_subject
from retrieval.ranking.met import Met
from retrieval.words.lazy import lazy
from retrieval.words.text import Token
from retrieval.words.thesaurus import SYNONYM, country_of, is_demonym, phrase
from retrieval.words.verbs import is_verb

# Which mentions can answer a question of a type.
ANSWERS: dict[str, tuple[str, ...]] = {
    "person": ("person", "name"),
    "group": ("name", "person"),
    "organisation": ("name", "person"),
    "role": ("name", "person"),
    "place": ("place", "name"),
    "nationality": ("place",),
    "date": ("date",),
    "duration": ("duration", "date"),
    "duration_or_measure": ("duration", "measure", "date"),
    "number": ("number", "percent"),
    "amount": ("number", "measure", "money", "percent"),
    "money": ("money",),
    "money_or_number": ("money", "number", "measure", "percent"),
    "measure": ("measure", "number", "percent"),
    "age": ("duration", "number", "date"),
}


def wanted_in(index: Index, unit: Unit, kind: str) -> tuple[str, ...]:
    """The types of mentions that answer in a unit: a date tells how long only where nothing better does."""
    wanted = ANSWERS.get(kind, ())
    if kind in _DURATIONS and any(m.type in wanted and m.type != "date" for m in index.amounts(unit)):
        return tuple(t for t in wanted if t != "date")
    return wanted


_DURATIONS = ("duration", "duration_or_measure", "age")


def index_mentions(index: Index, unit: Unit) -> list[Mention]:
    """All typed mentions of a unit; a fact's key is none."""
    return [mention for mention, _, _ in placed_mentions(index, unit)]


def placed_mentions(index: Index, unit: Unit) -> list[tuple[Mention, int, int]]:
    """All typed mentions of a unit with the places of their first and last token, found once."""
    if unit.placed is None:
        key = (unit.fact.value_start - unit.fact.start) if unit.fact else 0
        dated = index.amounts(unit)
        starts = [d.start for d in dated]
        before = ((n, bisect_left(starts, n.end)) for n in index.names(unit))
        named = [n for n, place in before if not place or dated[place - 1].end <= n.start]
        unit.placed = [(m, *_token_range(unit.tokens, m, unit)) for m in (*dated, *named) if m.start >= key]
    return unit.placed


def _token_range(tokens: tuple[Token, ...], mention: Mention, unit: Unit) -> tuple[int, int]:
    if unit.fact is not None:  # its tokens are not those of its text
        return 0, -1
    first = bisect_left(tokens, mention.start, key=_start)
    last = bisect_left(tokens, mention.end, lo=first, key=_start) - 1
    return (first, last) if first <= last else (0, -1)


def _start(token: Token) -> int:
    return token.start


def typed(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> list[Mention] | None:
    """The mentions in a unit that fit the type of answer and are not in the question; None where any words fit."""
    if plan.query.type not in ANSWERS:
        return None
    return [mention for mention, _, _ in typed_places(plan, unit, met)]


def _seat(unit: Unit, first: int, last: int) -> int:
    """Where in a name the place begins that it is of ("Holt & Sons of *Leeds*"); its first token without one."""
    marks = [i for i in range(first + 1, last) if unit.tokens[i].norm in ("of", "from")]
    return marks[-1] + 1 if marks else first


def _is_of_type(query: Query, unit: Unit, who: range) -> bool:
    """Whether a noun phrase can be who is asked for: anybody where "who" is, else what its noun says it is."""
    if query.type == "person" or unit.tokens[who[0]].norm in ("he", "she", "it", "they"):
        return True
    return noun_type(tuple(unit.tokens[i].stem for i in who)) == query.type


def _people(unit: Unit) -> list[tuple[Mention, int, int]]:
    """People that a unit tells of by a common noun ("self-employed persons"), each with the words before it."""
    found = []
    for last, token in enumerate(unit.tokens):
        if token.is_capital or noun_type((token.stem,)) != "person" or not noun_like(token):
            continue
        first = last
        while first and unit.tokens[first - 1].norm not in STOP and not is_verb(unit.tokens[first - 1]):
            first -= 1
        found.append((Mention("name", unit.tokens[first].start, token.end), first, last))
    return found


def _is_beside_the_point(query: Query, index: Index, unit: Unit, mention: Mention) -> bool:
    """Whether a mention of the type asked for cannot be the answer: an ordinal where things are counted, the date that
    a statement is made of ("as of 2024") where an event is dated, a people, or the article's own name, where a place is
    asked for."""
    if mention.type in ("ordinal", "number") and any(t.norm in ("many", "often") for t in query.tokens):
        return mention.type == "ordinal" or _SCORE.fullmatch(unit.text, mention.start, mention.end) is not None
    if mention.type == "ordinal":
        return False
    if mention.type == "date" and query.type in ("duration", "duration_or_measure"):
        text = unit.text[mention.start : mention.end]
        if _IS_LONG.match(query.text) and unit.fact is None:
            return not text.startswith("from ")  # no thing is as long as a time ("how long *is* the wall?")
        return not (_SPANNED.search(text) or _LIMIT.search(unit.text[: mention.start]))
    if mention.type == "duration" and query.type == "age":
        return not (_AGED.search(unit.text) or unit.text.startswith(" ago", mention.end))  # "raised in five months"
    if mention.type == "date" and query.type == "age":
        then = _THEN.search(query.text) is not None
        return then or re.search(r"\bborn\b|\bbirth", unit.text) is None
    if mention.type == "date":
        before = unit.text[: mention.start].lower()
        yearly = before.endswith(("every ", "each ")) and _ONCE.search(query.text) is not None
        return yearly or (before.endswith("as of ") and "as of" not in query.text.lower())
    if query.type == "nationality":
        return country_of(phrase(unit.text[mention.start : mention.end])) is None
    if mention.type in ("place", "name") and query.type == "place" and query.focus[-1:] in _COUNTRIES:
        return country_of(phrase(unit.text[mention.start : mention.end])) is None and unit.fact is not None
    if mention.type in ("place", "name") and query.type == "place" and not query.focus:
        following = next((t for t in unit.tokens if t.start >= mention.end), None)
        named = following is not None and following.start - mention.end == 1 and following.stem in index.topic
        return named or is_demonym(phrase(unit.text[mention.start : mention.end]))
    return False


_THEN = lazy(r"\bwhen\b")  # "how old was she when …": no date of birth tells
_IS_LONG = lazy(r"how long (?:is|are) ", re.IGNORECASE)
_COUNTRIES = (phrase("country"), phrase("nation"))
_SCORE = lazy(r"\d+[–-]\d+")  # no count of anything
_COUNTS = ("number", "money", "percent", "measure")


def _counts_others(plan: Plan, unit: Unit, met: tuple[Met, ...], mention: Mention, last: int) -> bool:
    """Whether a number counts something else than what is asked for: "two *countries*" where people are counted."""
    if plan.query.type == "age":
        return _AGED.search(unit.text) is None
    told = any(t.role == "type" and m.place is not None and m.grade >= SYNONYM for t, m in plan.pairs(met))
    size = plan.query.type in ("amount", "measure") and not plan.query.focus and not told
    mere = all(term.role == "name" or term.weak for term in plan.query.terms)
    paid = plan.query.type == "money_or_number" and _PAID.search(plan.query.text) is not None
    if paid and mention.type != "money" and any(m.type == "money" for m in plan.index.amounts(unit)):
        return True  # "bought 80 percent of the shares for 145 million kronor"
    following = unit.tokens[last + 1 : last + 2]
    if mention.type != "number":  # "how big is Malta?", "how tall was she?", not "how far *away* is Malta?"
        said = bool(following) and following[0].stem in plan.asked
        return size and mere and not said and (mention.type, plan.query.type) != ("measure", "amount")
    if _INHABITANTS.search(plan.query.text):
        foreign = any(is_demonym((t.stem,)) and t.is_capital and t.stem not in plan.asked for t in unit.tokens)
        if foreign or not _LIVING.search(unit.text):
            return True  # of all who live there, those of one people; those who work there
    described = bool(following) and following[0].norm.endswith(("ing", "ed"))  # "29 contributing nations"
    counted = noun_run(unit.tokens, last + 1 + described)
    if not counted or counted[0].start - unit.tokens[last + described].end > 1:
        return size and mere
    if any(t.stem in plan.asked for t in counted):
        return False
    kind = noun_type(tuple(t.stem for t in counted))
    people = kind in ("person", "role")
    if not plan.query.focus:
        priced = plan.query.type == "money_or_number" and _PRICED.search(plan.query.text) is not None
        state = any(country_of(term.words) for term in plan.query.terms)
        return (size and mere and (state or not people)) or (priced and kind is not None)
    if noun_type(plan.query.focus) == "person":
        return kind is not None and not people and kind != "number"
    several = counted[-1].norm.endswith("s") and not counted[-1].is_capital
    return plan.query.type == "money_or_number" and (several or kind not in (None, "number", "money"))


_PAID = lazy(r"\b(?:costs?|price|pay|paid|spen[dt]|charged?|earn)\b", re.IGNORECASE)
_PRICED = lazy(r"\b(?:worth|costs?|price|paid?)\b", re.IGNORECASE)
_SPANNED = lazy(r"\d ?[–—-] ?\d|\b(?:to|until|till|and|from|since)\b")
_LIMIT = lazy(
    r"\b(?:(?:since|until|till|from|between|after|before)(?: \w+){0,2}|to|for|left(?: \w+)? in) $", re.IGNORECASE
)
_ONCE = lazy(r"^when (?:did|was|were|had)\b", re.IGNORECASE)
_AGED = lazy(r"\b(?:ages?|aged|years? old|year-old)\b", re.IGNORECASE)


_INHABITANTS = lazy(r"\b(?:people live|inhabitants|population|residents)\b", re.IGNORECASE)
_LIVING = lazy(
    r"\b(?:liv(?:e|es|ed|ing)\b|inhabit|population|resident|citizen|descent|origin|home to|settle|dwell)", re.IGNORECASE
)
# "When is it shut?" is told by a season, a day of the week, or a clause.
_HABIT = lazy(r"^when (?:is|are|does|do|can|can't|cannot|may|must|will)\b", re.IGNORECASE)
_SEASON = lazy(
    r"\b(?:in|during|every|each|on) (?:the )?(?:spring|summer|autumn|winter|weekdays|weekends|(?:public|bank) holidays"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b"
    r"|\b(?:when|whenever|as soon as) (?:the|it|a|there|its)\b[^,.;]*",
    re.IGNORECASE,
)
_RELATIVE = frozenset("whose which that who where".split())


def typed_places(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> list[tuple[Mention, int, int]]:
    """``typed`` with token places. Empty where any words fit."""
    wanted = wanted_in(plan.index, unit, plan.query.type)
    used = {m.place for m in met if m.place is not None and m.grade >= 0.9}
    titles = {m.place for t, m in plan.pairs(met) if m.place in used and t.role in ("focus", "type")}
    asked = plan.given
    found: list[tuple[Mention, int, int]] = []
    if plan.query.type == "person" and agentless(plan, unit, met):
        return found
    where = plan.query.type == "place" and not plan.query.focus
    for entry in placed_mentions(plan.index, unit):
        mention, first, last = entry
        if mention.type not in wanted or _is_beside_the_point(plan.query, plan.index, unit, mention):
            continue
        if mention.type in _COUNTS and unit.fact is None and _counts_others(plan, unit, met, mention, last):
            continue
        if unit.fact is None and first <= last:
            if where and mention.type in ("person", "name") and first in used and _seat(unit, first, last) > first:
                first = _seat(unit, first, last)
                found.append((Mention("place", unit.tokens[first].start, mention.end), first, last))
                continue
            untitled = first
            while mention.type == "person" and untitled in titles:
                untitled += 1  # "which president": "President *Ann Lee*"
            if first < untitled <= last:
                first = untitled
                entry = Mention("person", unit.tokens[first].start, mention.end), first, last
            if mention.type in ("person", "name", "place") and first in used:
                continue
            if all(unit.tokens[i].stem in asked for i in range(first, last + 1)):
                continue
        found.append(entry)
    if "person" in wanted and unit.fact is None and (not found or asks_doer(plan.query)):
        who = doing_subject(plan, unit, met)
        if who and unit.tokens[who[0]].norm in _RELATIVE:
            who = range(0)  # "whose director is …"
        named = [entry for entry in found if entry[1] in who]
        if named:
            return named
        if (
            who
            and _is_of_type(plan.query, unit, who)
            and not all(unit.tokens[i].stem in asked or i in used for i in who)
        ):
            mention = Mention("name", unit.tokens[who[0]].start, unit.tokens[who[-1]].end)
            return [(mention, who[0], who[-1])]
        if not found and plan.query.type == "person" and not asks_doer(plan.query):
            return [entry for entry in _people(unit) if unit.tokens[entry[2]].stem not in asked]
    if not found and plan.query.type == "date" and unit.fact is None and _HABIT.match(plan.query.text):
        return [
            (Mention("date", m.start(), m.end()), *_token_range(unit.tokens, Mention("date", m.start(), m.end()), unit))
            for m in _SEASON.finditer(unit.text)
        ]
    if not found and plan.query.type == "place" and not plan.query.focus and unit.fact is None:
        return scenes(plan, unit, met)
    return found
