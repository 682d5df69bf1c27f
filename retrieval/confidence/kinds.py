"""Whether what is found in a unit is of the kind that the question asks for."""

from __future__ import annotations

import re
from functools import cache

from retrieval.article.units import STOP
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import ANSWERS, typed
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes
from retrieval.words.text import stem, tokenize
from retrieval.words.verbs import is_verb


def head_untold(plan: Plan, hit: Hit) -> bool:
    """Whether "which COLOUR", "which MINISTER" finds neither the noun nor anything of the kind that it names."""
    kind = plan.query.type
    if plan.query.form == "yesno" or kind not in _KINDS or not plan.query.focus:
        return False
    head = plan.query.focus[-1]
    if head in _GENERAL:
        return False
    told = [m for t, m in plan.pairs(hit.met) if t.words[0] == head and t.role in _ASKED]
    met = any(m.grade >= 0.5 for m in told) if told else head in hit.unit.positions
    return not met and not _of_kind(kind, hit)


_ASKED = ("focus", "type")
# Kinds whose members are told by the noun itself or by words that the gazetteer lists.
_KINDS = frozenset(
    "role organisation group language religion colour currency nationality animal plant food material sport disease "
    "award".split()
)
# Nouns that any name of the kind answers ("which company": "Strand Civil").
_GENERAL = frozenset(
    t.stem for t in tokenize("company firm organisation body group team business enterprise union club band")
)


def _of_kind(kind: str, hit: Hit) -> bool:
    """Whether a unit holds a word that the gazetteer lists as one of a kind."""
    return not _kind_stems(kind).isdisjoint(hit.unit.positions)


@cache
def _kind_stems(kind: str) -> frozenset[str]:
    """The stems of all that is of a kind, where the gazetteer lists it."""
    listed = word_classes("gazetteer.txt")
    words = listed.get(kind, ())
    return frozenset(t.stem for word in words for form in word.split("=") for t in tokenize(form)[:1])


_NAMES_IT = lazy(r"^\W*(?:such as|including|notably|namely|called|named|like|for example|of |[:(,–—-])", re.IGNORECASE)


def unnamed(plan: Plan, hit: Hit) -> bool:
    """Whether "which songs" finds songs that the unit doesn't tell apart, by a word of its own or by a name."""
    if hit.unit.fact is not None or plan.query.type in ANSWERS:
        return False
    for term, met in plan.pairs(hit.met):
        if term.role not in ("focus", "type") or met.place is None or met.by != term.words:
            continue
        tokens = hit.unit.tokens
        after = hit.unit.text[tokens[met.place].end :]
        before = tokens[met.place - 1] if met.place else None
        told = before is not None and before.norm not in STOP and before.stem not in plan.asked and not is_verb(before)
        if not told and not _NAMES_IT.match(after):
            return True
    return False


def uncounted(plan: Plan, hit: Hit) -> bool:
    """Whether a number is asked for that counts the focus, and none stands before the focus in the unit."""
    if plan.query.type != "number" or hit.unit.fact is not None:
        return False
    places = [m.place for t, m in plan.pairs(hit.met) if t.role == "focus" and m.place is not None]
    if not places:
        return False
    tokens = hit.unit.tokens
    return not any(
        tokens[p].is_number for place in places for p in range(max(0, place - 5), min(len(tokens), place + 3))
    )


def no_person(plan: Plan, hit: Hit) -> bool:
    """Whether an office or a person is asked for by a noun, and only another kind of name is found."""
    body = plan.query.focus[-1:] and plan.query.focus[-1] in _OF_BODIES
    return bool(plan.query.focus) and not body and _no_person(plan, hit)


# What a club, firm or state can be as well as a person.
_OF_BODIES = frozenset(
    map(
        stem,
        "rival owner sponsor partner opponent supplier competitor employer operator maker manufacturer developer "
        "publisher builder contractor buyer seller ally enemy backer shareholder winner loser organiser".split(),
    )
)


def no_doer(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked who does something, and only what looks like no person is found."""
    return not plan.query.focus and _no_person(plan, hit)


_TOWARDS = lazy(r"(?:against|with|for|to|from) who(?:m)?\b", re.IGNORECASE)  # "against who?": a team, a firm


def _no_person(plan: Plan, hit: Hit) -> bool:
    if _TOWARDS.match(plan.query.text) or plan.query.type not in ("person", "role") or hit.unit.fact is not None:
        return False
    found = typed(plan, hit.unit, hit.met)
    return bool(found) and not any(m.type == "person" for m in found or ())


def no_clause(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked how or why something is done, or what is done, and the unit is a mere title or value."""
    if plan.query.form not in ("manner", "reason", "telling"):
        return False
    return hit.unit.fact is not None or not any(map(is_verb, hit.unit.tokens))


_MORE_THAN = lazy(r"\b(?:more|less|fewer)\b.* than (?:[A-Z]|it\b|they\b|he\b|she\b|that of\b)")


_SUPERLATIVE = lazy(
    r"\b(?:most|more|less|fewer|least|\w{3,}est|top|leading|main|record|highest|more than any|majority|peak\w*"
    r"|mostly|mainly|chiefly|largely|per ?cent|half|all but|of which)\b",
    re.IGNORECASE,
)


def most_untold(plan: Plan, hit: Hit) -> bool:
    """Whether the one that is or does most, or more than another, is asked for, and the unit tells of none."""
    asked = any(t.norm in ("most", "least") for t in plan.query.tokens) or _MORE_THAN.search(plan.query.text)
    return bool(asked) and _SUPERLATIVE.search(hit.unit.text) is None


def uncompared(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked which of them does more, and the unit compares nothing."""
    return _WHICH_MORE.search(plan.query.text) is not None and _SUPERLATIVE.search(hit.unit.text) is None


_WHICH_MORE = lazy(r"^(?:which|who)\b(?!.* than ).*\b(?:more|less|fewer)\b", re.IGNORECASE)


def coarse_date(plan: Plan, hit: Hit) -> bool:
    """Whether a day or a month is asked for, and the dates found are not as exact as that."""
    if plan.query.type != "date":
        return False
    norms = {t.norm for t in plan.query.tokens}
    dates = [hit.unit.text[m.start : m.end] for m in typed(plan, hit.unit, hit.met) or ()]
    if norms & {"day", "date"} and norms & {"exact", "exactly", "precise", "which", "what"}:
        return bool(dates) and not any(re.search(r"\b\d{1,2}\b", d) for d in dates)
    if "month" in norms:
        return bool(dates) and not any(re.search(r"[A-Z][a-z]", d) for d in dates)
    return False
