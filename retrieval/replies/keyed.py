"""Questions that an infobox line answers by itself: its key accounts for every word that is asked."""

from __future__ import annotations

from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.question.terms import Term
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import ANSWERS, index_mentions
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import words
from retrieval.words.text import stem
from retrieval.words.thesaurus import NARROWER, phrase

_PLAIN = frozenset(
    phrase("date time year name number total size amount of the main construction")
)  # words of a key that add nothing
_BEARING = frozenset(stem(word) for word in words("weak.txt", "bearing"))
_MERE_NUMBER = lazy(r"(?:(?:about|around|over|approximately|c\.) ?)?\d[\d,. ]*(?:\(|$)|[A-Za-z-]+$")
_DURATIONS = ("duration", "duration_or_measure")
_SPAN = lazy(r"\d ?[–-] ?\d|\bto\b|\buntil\b")
_TOLD_ELSEWHERE = ("date", "number")  # a line says nothing of another time


def keyed(plan: Plan, index: Index) -> Unit | None:
    """The one infobox line whose key means what is asked ("who was her husband?": "Spouse: …"); None where none or
    several do, or where a word of the question is left over."""
    if _asks_site(plan) and not _terms(plan):
        return next((u for u in index.facts if _is_site(u)), None)
    found = _lines(plan, index)
    return found[0] if len(found) == 1 else None


def keyed_people(plan: Plan, index: Index) -> list[Unit]:
    """The few lines that each name who did what is asked ("who designed it?": "Architect: …", "Engineer: …")."""
    found = _lines(plan, index) if plan.query.type == "person" and not plan.query.focus else []
    return found if 1 < len(found) <= _FEW else []


def keyed_kinds(plan: Plan, index: Index) -> list[Unit]:
    """The few lines whose keys are kinds of what is asked ("their colours": "Home colours: …", "Away colours: …")."""
    noun = plan.query.focus[-1:]
    if not plan.query.plural or plan.query.form != "value" or len(noun) != 1 or _terms(plan) == []:
        return []
    if any(t.words != noun for t in _terms(plan)):
        return []
    found = [u for u in index.facts if u.fact is not None and phrase(u.fact.attribute)[-1:] == noun]
    return found if 1 < len(found) <= _FEW and all(len(phrase(u.fact.attribute)) == 2 for u in found if u.fact) else []


_FEW = 3


def _terms(plan: Plan) -> list[Term]:
    return [t for t in plan.query.terms if not _of_subject(plan, t) and not bears(plan, t)]


def _lines(plan: Plan, index: Index) -> list[Unit]:
    """All lines, none of them of a numbered side, whose keys mean what is asked."""
    query, terms = plan.query, _terms(plan)
    if not terms or query.form != "value" or query.earlier or query.negated:
        return []
    if any(t.role in _TOLD_ELSEWHERE for t in terms):
        return []
    found = [u for u in index.facts if _accounts(plan, terms, u) and _fits(plan, u, index)]
    own = {t.words[0] for t in terms}
    lines = [u for u in index.facts if u.fact is not None and not own.isdisjoint(phrase(u.fact.attribute))]
    exact = [u for u in lines if _fits(plan, u, index)]
    if exact:
        found = [u for u in found if u in exact]  # "what did it *cost*?": its construction cost and not its toll
    return [] if any(u.fact is not None and u.fact.number is not None for u in found) else found


_SITES = ("location", "address", "place", "country", "city", "town")


def _is_site(unit: Unit) -> bool:
    return unit.fact is not None and unit.fact.number is None and unit.fact.attribute in _SITES


def _asks_site(plan: Plan) -> bool:
    """Whether a question is no more than "where is it?"."""
    norms = [t.norm for t in plan.query.tokens]
    return norms[:1] == ["where"] and norms[1:2] in (["is"], ["are"])


def bears(plan: Plan, term: Term) -> bool:
    """Whether a verb only says that the article's subject has what is asked for ("which strokes did she *swim*?")."""
    chosen = plan.query.of("focus", "type") and plan.query.tokens[0].norm in ("what", "which")
    return bool(chosen) and term.role == "relation" and term.words[0] in _BEARING


def _of_subject(plan: Plan, term: Term) -> bool:
    named = term.role in ("name", "word", "focus") and term.words[0] in _title(plan.index)
    return not plan.index.parties and (named or plan.is_kind(term))


def _title(index: Index) -> frozenset[str]:
    return frozenset(phrase(index.article.title))


def _accounts(plan: Plan, terms: list[Term], unit: Unit) -> bool:
    """Whether a line's key meets all the terms, and the terms all of the key."""
    assert unit.fact is not None
    key = set(phrase(unit.fact.attribute))
    met: set[str] = set()
    for term, forms in zip(plan.query.terms, plan.forms, strict=True):
        if term not in terms:
            continue
        by = [form for form, grade in forms.items() if grade >= NARROWER and set(form) <= key]
        if not by:
            return False
        met.update(*by)
    return met >= key - _PLAIN


def _fits(plan: Plan, unit: Unit, index: Index) -> bool:
    """Whether a line's value holds something of the type asked for."""
    assert unit.fact is not None
    if plan.query.type == "number" and not _MERE_NUMBER.match(unit.fact.value):
        return not plan.asked.isdisjoint(phrase(unit.fact.value))  # "Four lanes" are no cars
    wanted = ANSWERS.get(plan.query.type)
    told = [
        m
        for m in index_mentions(index, unit)
        if wanted is None or m.type in wanted or ("name" in wanted and " of " in unit.text[m.start : m.end])
    ]  # "Municipality of Hull" is a place that owns things, too
    if plan.query.type in _DURATIONS and all(m.type == "date" for m in told):
        return any(_SPAN.search(unit.text[m.start : m.end]) for m in told)
    return wanted is None or bool(told)
