"""What was so once and has ended ("closed in 2008", "from 1971 to 1986"), or was called off before it began: asked
whether it is so, that says no."""

from __future__ import annotations

import re

from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import phrase
from retrieval.words.verbs import is_participle

_STILL = frozenset("still currently now today nowadays anymore".split())
_ASKS_NOW = frozenset("is are do does can may am".split())
# What ends a thing of which it is told.
_OVER = lazy(
    r"(?:, [^,;]{3,60},)? (?:was|were|has been|have been|is|are) (?:\w+ly |later |then |also )?"
    r"(?P<end>closed|abolished|discontinued|withdrawn|retired|scrapped|demolished|dissolved|disbanded|decommissioned"
    r"|revoked|terminated|removed|replaced|phased out|shut(?: down)?|wound up|torn down|pulled down|given up"
    r"|\w+(?:ed|t|n)\b[^,;]{0,40}? and (?:was )?(?:\w+ly |later |then )?(?:closed|discontinued|withdrawn|abolished))\b"
    r"|(?:, [^,;]{3,60},)? (?P<end2>came to an end|ceased to|gave way to|made its last|expired|lapsed"
    r"|(?:was|were) broken up)\b"
)
# What was called off: it never was, at no time.
_OFF = lazy(
    r"(?:, [^,;]{3,80},)? (?:was|were|has been|have been) (?:\w+ly |later |then |also )?"
    r"(?:cancelled|canceled|called off|shelved|scrapped|abandoned|rejected|turned down"
    r"|never (?:built|made|opened|held))\b"
)
_AGAIN = lazy(r"\b(?:re-?open\w*|rebuilt|restored|reintroduced|resumed|re-?established|revived|reinstated)\b", re.I)
_SPAN = lazy(r"\b(?:until|till|(?:from )?(?:(?!since)\w+ )?\d{4} (?:to|until)|\d{4}\s?[–-]) ?(?:\w+ )?\d{4}\b", re.I)
_PAST = frozenset("was were had served held stood ran remained kept led went took gave".split())
# Verbs and words that only say that a thing exists or can be had: where its end is told, they need not be.
_EXISTING = frozenset(
    phrase(verb)[0]
    for verb in "open use buy borrow operate run own exist fly available serve work sell make produce visit ride take "
    "active offer get have there belong call rent lend".split()
)


def asks_now(plan: Plan) -> bool:
    """Whether a yes/no question asks how things are now."""
    tokens = plan.query.tokens
    if plan.query.of("date"):
        return False
    return tokens[0].norm in _ASKS_NOW or any(t.norm in _STILL for t in tokens)


def ended(plan: Plan, hit: Hit) -> frozenset[int] | None:
    """Where a unit tells that what is asked for has ended: the terms that it need not hold, as they only say that it
    is there. None where it tells no such thing."""
    text, tokens = hit.unit.text, hit.unit.tokens
    if not asks_now(plan) or hit.unit.fact is not None or _AGAIN.search(text):
        return None
    placed = [
        (number, tokens[met.place]) for number, met in enumerate(hit.met) if met.place is not None and met.grade >= 0.5
    ]
    over = _span_over(plan, hit) or any(
        _OVER.match(text, last.end) or _OFF.match(text, last.end)
        for number, last in placed
        if not _is_end(plan, number)
    )
    missing = frozenset(n for n, m in enumerate(hit.met) if m.grade < 0.5 and not plan.query.terms[n].weak)
    if not over or any(plan.query.terms[n].words[0] not in _EXISTING for n in missing):
        return None
    return missing


def _is_end(plan: Plan, number: int) -> bool:
    """Whether a term of the question is itself an ending ("is it closed?")."""
    return is_participle(plan.query.terms[number].text.lower()) and plan.query.terms[number].role == "relation"


def _span_over(plan: Plan, hit: Hit) -> bool:
    """Whether a unit tells from when to when, or until when, what is asked for was so."""
    if any(t.norm in ("since", "now", "still", "is", "are") for t in hit.unit.tokens):
        return False
    span = _SPAN.search(hit.unit.text)
    if span is None:
        return False
    past = any(t.norm in _PAST or t.norm.endswith("ed") for t in hit.unit.tokens)
    return past or hit.unit.kind == "item"
