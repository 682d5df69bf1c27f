"""Yes or No by comparing: "more than 4,000", "before 1970", "in January" against what the text tells."""

from __future__ import annotations

import re

from retrieval.answer.parallel import by_year, counted, latest, pointed_out
from retrieval.article.amounts import amount
from retrieval.article.mentions import Mention, amounts
from retrieval.article.units import Unit
from retrieval.question.terms import Term
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit, index_mentions
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes
from retrieval.words.thesaurus import SYNONYM, phrase

_AMOUNTS = ("number", "money", "measure", "percent", "duration")
# What stands before an amount that is a limit, "not" forms first: they hold the others.
_LIMITS = (
    (">=", r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of"),
    ("<=", r"at most|up to|no more than|not more than|a maximum of|no longer than|no higher than"),
    ("<", r"(?:fewer|less|lower|shorter|smaller|younger|cheaper|lighter|slower|narrower) than|under|below"),
    (">", r"more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards of|\w+er than"),
)
_FORMS = "|".join(f"(?P<l{i}>{form})" for i, (_, form) in enumerate(_LIMITS))
_BEFORE = lazy(rf"(?:{_FORMS}) (?:the |a |an )?$", re.IGNORECASE)
_AFTER = lazy(
    r"^ or (?:(?P<more>more|over|above|longer|older)|(?P<less>less|fewer|under|below|younger))\b", re.IGNORECASE
)
_MONTHS = {name.lower(): number for number, name in enumerate(word_classes("gazetteer.txt")["month"])}
_MONTH = "|".join(_MONTHS)
_MONTHS_TOLD = lazy(
    rf"\b(?:from |between )?({_MONTH})(?: to | until | and |[–-])({_MONTH})\b(?! \d)|\b({_MONTH})\b", re.IGNORECASE
)


def compared(plan: Plan, term: Term, hit: Hit) -> bool | None:
    """Whether what a unit tells is within the limit that a number or date of the question gives; None without one."""
    if term.role == "date":
        return _dated(plan, term, hit)
    text = plan.query.text
    asked = _asked_amount(plan, term)
    limit = _limit(text, asked) if asked else None
    wanted = amount(text[asked.start : asked.end]) if asked else None
    if asked is None or limit is None or wanted is None:
        return None
    told = _told(plan, hit, asked, wanted[1])
    if told is None:
        return None
    return {">": told > wanted[0], "<": told < wanted[0], ">=": told >= wanted[0], "<=": told <= wanted[0]}[limit]


def limited(plan: Plan, term: Term) -> bool:
    """Whether a number or date of the question is a limit: another one told in its place denies nothing by itself."""
    if term.role == "date":
        return term.place > 0 and plan.query.tokens[term.place - 1].norm in ("before", "after", "by")
    asked = _asked_amount(plan, term)
    return asked is not None and _limit(plan.query.text, asked) is not None


def limit_words(plan: Plan, term: Term) -> frozenset[int]:
    """The terms, by number, that only say what the limit is: "*longer* than 700 *metres*", "*exceed* 5 *million*"."""
    asked = _asked_amount(plan, term)
    if asked is None:
        return frozenset()
    before = _BEFORE.search(plan.query.text[: asked.start])
    start = before.start() if before else asked.start
    tokens = plan.query.tokens
    return frozenset(n for n, t in enumerate(plan.query.terms) if start <= tokens[t.place].start < asked.end)


def _asked_amount(plan: Plan, term: Term) -> Mention | None:
    start = plan.query.tokens[term.place].start
    return next((m for m in amounts(plan.query.text) if m.type in _AMOUNTS and m.start <= start < m.end), None)


def by_key(plan: Plan) -> tuple[Unit, bool] | None:
    """The infobox line whose key says all that is asked beside the limit ("is its main span longer than 700 m?"), and
    whether it is within that."""
    number = next((t for t in plan.query.of("number") if limited(plan, t)), None)
    if number is None or plan.query.of("date"):
        return None
    rest = limit_words(plan, number)
    terms = [(n, t) for n, t in enumerate(plan.query.terms) if n not in rest and not plan.is_topic(t)]
    for unit in plan.index.units:
        if unit.fact is None:
            break
        key = frozenset(phrase(unit.fact.attribute))
        asked = all(any(set(f) <= key and g >= SYNONYM for f, g in plan.forms[n].items()) for n, _ in terms)
        if terms and asked and key <= plan.asked and unit.fact.number is None:
            true = compared(plan, number, Hit(unit, plan.align(unit), {}))
            if true is not None:
                return unit, true
    return None


def between_years(plan: Plan, hit: Hit) -> bool | None:
    """Whether what is asked rose, or fell, from one year to another, where a unit gives both years' amounts; None where
    that is not asked, or not told."""
    dates = plan.query.of("date")
    text = plan.query.text
    up, down = _UP.search(text), _DOWN.search(text)
    if len(dates) != 2 or (up is None) == (down is None) or hit.unit.fact is not None:
        return None
    years = by_year(plan, hit, _counting(plan, hit))
    values = [years.get(int(t.words[0])) for t in dates]
    first, second = (amount(hit.unit.text[m.start : m.end]) if m is not None else None for m in values)
    if first is None or second is None or first[1] != second[1] or first[0] == second[0]:
        return None
    rose = second[0] > first[0]
    if re.search(r"\bthan\b", text[plan.query.tokens[dates[0].place].end :]):
        rose = not rose  # "more in 2024 than in 2023"
    return rose == (up is not None)


_UP = lazy(
    r"\b(?:more|higher|larger|bigger|greater|rise|rose|risen|gr[eo]w\w*|increas\w*|[gw]\w+ up|climb\w*)\b",
    re.IGNORECASE,
)
_DOWN = lazy(
    r"\b(?:fewer|less|lower|smaller|fall|fell|fallen|dropp?\w*|decreas\w*|declin\w*|shr[aiu]nk|[gw]\w+ down)\b",
    re.IGNORECASE,
)


def _counting(plan: Plan, hit: Hit) -> list[Mention]:
    """The amounts of a unit that count what is asked, or nothing that is named."""
    mentions = [m for m in index_mentions(plan.index, hit.unit) if m.type in _AMOUNTS]
    met = [m.place for t, m in plan.pairs(hit.met) if m.place is not None and t.role != "date"]
    nouns = {hit.unit.tokens[p].start for p in met}
    return [
        m
        for m in mentions
        if any(0 < start - m.end <= 12 for start in nouns)
        or not re.match(r" [a-z]{3,}", hit.unit.text[m.end :])
        or _IN_YEAR.match(hit.unit.text, m.end)
    ]


_IN_YEAR = lazy(r" (?:in|by|for|the following|a year|two|three)\b")


def just_one(plan: Plan, hit: Hit) -> bool:
    """Whether a unit tells of one thing of which the question asks for more than one."""
    tokens = hit.unit.tokens
    return _MORE_THAN_ONE.search(plan.query.text) is not None and any(
        m.place and tokens[m.place - 1].norm in ("1", "single", "only") and t.role in ("word", "relation")
        for t, m in plan.pairs(hit.met)
    )


_MORE_THAN_ONE = lazy(r"\bmore than (?:one|a single) ", re.IGNORECASE)


def _limit(text: str, asked: Mention) -> str | None:
    before, after = _BEFORE.search(text[: asked.start]), _AFTER.search(text[asked.end :])
    if after:
        return ">=" if after["more"] else "<="
    return next((sign for i, (sign, _) in enumerate(_LIMITS) if before and before[f"l{i}"]), None)


def _told(plan: Plan, hit: Hit, asked: Mention, unit: str) -> float | None:
    """The value that a unit gives for the asked one: the only one in the same unit of measure, or the one that the
    question's words point out."""
    text = hit.unit.text
    told: dict[Mention, float] = {}
    for mention in index_mentions(plan.index, hit.unit):
        value = amount(text[mention.start : mention.end]) if mention.type in _AMOUNTS else None
        if value is not None and (
            (mention.type == asked.type and value[1] == unit)
            or (told and value[1] == "" and _SCALED.search(text[mention.start : mention.end]))
        ):
            told[mention] = value[0]  # "18 million kroner in 1990 and 540 million in 2022"
    if len(told) < 2:
        return next(iter(told.values()), None)
    noun = next((t.stem for t in plan.query.tokens if t.start >= asked.end), None)
    dates = plan.query.of("date")
    if len(dates) == 1:
        of_year = by_year(plan, hit, list(told)).get(int(dates[0].words[0]))
        if of_year is not None:
            return told[of_year]
    if plan.query.present and _AT_FIRST.search(text):
        return list(told.values())[-1]
    meant = pointed_out(plan, hit, list(told), noun) or counted(plan, hit, list(told), noun)
    if meant is None and plan.query.present:
        meant = latest(plan, hit, list(told))
    return None if meant is None else told[meant]


_SCALED = lazy(r"(?:million|billion|thousand)$")
_AT_FIRST = lazy(r"\b(?:at first|originally|initially|began with|started with|later)\b", re.IGNORECASE)


def _dated(plan: Plan, term: Term, hit: Hit) -> bool | None:
    """Whether the only year that a unit gives is before, after or by the one in the question."""
    word = plan.query.tokens[term.place - 1].norm if term.place else ""
    done = [m for t, m in plan.pairs(hit.met) if t.role == "relation"]
    tokens = hit.unit.tokens
    nouns = [m for m in done if m.place is not None and tokens[m.place].norm.endswith("ing")]  # "a listed building"
    if word not in ("before", "after", "by") or (done and all(m.place is None or m in nouns for m in done)):
        return None
    dates = [m for m in index_mentions(plan.index, hit.unit) if m.type == "date"]
    if len(dates) > 1:
        meant = pointed_out(plan, hit, dates, without=frozenset((plan.query.terms.index(term),)), tie=False)
        dates = [meant] if meant is not None else []
    years = {int(y) for m in dates for y in re.findall(r"\b\d{4}\b", hit.unit.text[m.start : m.end])}
    if len(years) != 1:
        return None
    told, year = next(iter(years)), int(term.words[0])
    return told < year if word == "before" else told > year if word == "after" else told <= year


def asked_month(plan: Plan) -> int | None:
    """The place among the question's tokens of a month that it names without a day or year."""
    tokens = plan.query.tokens
    for place, token in enumerate(tokens):
        beside = tokens[max(0, place - 1) : place + 2]
        if token.norm in _MONTHS and token.is_capital and not any(t.is_number for t in beside):
            return place
    return None


def month_told(plan: Plan, hit: Hit) -> tuple[int, int] | None:
    """Where a unit tells of the month that the question names: the span or list of months that it lies in, as offsets
    into the unit's text. None where it names no month, or the unit doesn't tell of it."""
    place = asked_month(plan)
    if place is None:
        return None
    asked = _MONTHS[plan.query.tokens[place].norm]
    for match in _MONTHS_TOLD.finditer(hit.unit.text):
        if match[3]:
            inside = _MONTHS[match[3].lower()] == asked
        else:
            first, last = _MONTHS[match[1].lower()], _MONTHS[match[2].lower()]
            if " and " in match[0].lower() and not match[0].lower().startswith("between"):
                inside = asked in (first, last)
            else:
                inside = first <= asked <= last if first <= last else asked >= first or asked <= last
        if inside:
            return match.start(), match.end()
    return None


def other_months(plan: Plan, hit: Hit) -> bool:
    """Whether a unit tells from which month to which something is so, and the one that the question names lies in none
    of these spans."""
    spans = [m for m in _MONTHS_TOLD.finditer(hit.unit.text) if m[1]]
    return bool(spans) and asked_month(plan) is not None and month_told(plan, hit) is None


_LESS = frozenset("less fewer lower smaller shorter younger cheaper lighter slower worse".split())


_THAN = lazy(
    r"\b(more|less|fewer|\w{3,}er|worse)\b(?: [\w'-]+){0,5}? than "
    r"(?!\d|[€£$]|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|once|twice|an?|any)\b)",
    re.IGNORECASE,
)


def other_way(plan: Plan, hit: Hit) -> bool:
    """Whether a unit compares the other way than the question ("less than he had estimated")."""
    asked = _THAN.search(plan.query.text)
    beyond = {t.stem for t in plan.query.tokens if asked is not None and t.start >= asked.end()}
    return asked is not None and any(
        (asked[1].lower() in _LESS) != (told[1].lower() in _LESS)
        for told in _THAN.finditer(hit.unit.text)
        if beyond & {t.stem for t in hit.unit.tokens if told.end() <= t.start < told.end() + 40}
    )


def than_untold(plan: Plan, hit: Hit) -> bool:
    """Whether a question compares things, and the unit neither does nor puts one before all others."""
    compares = _THAN.search(plan.query.text) is not None and between_years(plan, hit) is None
    most = any(t.norm in ("most", "least") or t.norm.endswith("est") for t in hit.unit.tokens)
    return compares and not most and _THAN.search(hit.unit.text) is None
