"""The infobox line whose key is what a question asks of the article's subject ("what league are they in?")."""

from __future__ import annotations

from retrieval.align import Plan
from retrieval.evidence import typed
from retrieval.index import Unit
from retrieval.thesaurus import phrase

_SITES = frozenset(phrase(key) for key in ("location", "address", "place", "country", "city", "town"))


def asked_key(plan: Plan) -> Unit | None:
    """The first line of that kind: beside its key, the question names nothing but the article's subject."""
    if plan.query.earlier or plan.query.plural or plan.index.parties or plan.query.form != "value":
        return None
    return next((unit for unit in plan.index.units if unit.fact is not None and _is_asked(plan, unit)), None)


def _is_asked(plan: Plan, unit: Unit) -> bool:
    fact = unit.fact
    assert fact is not None
    key = phrase(fact.attribute)
    if fact.number is not None or not all(t.words[0] in key or plan.is_topic(t) for t in plan.query.terms):
        return False
    if typed(plan, unit, plan.align(unit)) == []:
        return False
    return set(key) <= plan.asked or (key in _SITES and _asks_site(plan))


def _asks_site(plan: Plan) -> bool:
    """Whether a question is no more than "where is it?"."""
    norms = [t.norm for t in plan.query.tokens]
    return norms[:1] == ["where"] and norms[1:2] in (["is"], ["are"])
