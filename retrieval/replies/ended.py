"""What was so once and has ended ("closed in 2008", "from 1971 to 1986"), or was called off before it began: asked
whether it is so, that says no."""

from __future__ import annotations

import re

from retrieval.article.units import Unit
from retrieval.confidence.clauses import telling
from retrieval.question.nouns import noun_like, noun_type
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import phrase
from retrieval.words.verbs import is_participle, is_verb

_STILL = frozenset("still currently now today nowadays anymore".split())
_ASKS_NOW = frozenset("is are do does can may am".split())
_WORDS = r"(?: (?!and |or |but |which |who |that |is |was |were )[\w'-]+){0,5}?(?:, [^,;]{3,60},)?"
# What ends a thing of which it is told.
_OVER = lazy(
    rf"{_WORDS} (?:was|were|has been|have been|is|are) (?:\w+ly |later |then |also )?"
    r"(?:closed|abolished|discontinued|withdrawn|retired|scrapped|demolished|dissolved|disbanded|decommissioned"
    r"|revoked|terminated|removed|replaced|phased out|shut(?: down)?|wound up|torn down|pulled down|given up"
    r"|succeeded by|followed by|ruled out|forbidden|prohibited|banned|off limits|not (?:allowed|permitted|admitted)"
    r"|\w+(?:ed|t|n)\b[^,;]{0,40}? and (?:was )?(?:\w+ly |later |then )?"
    r"(?:closed|discontinued|withdrawn|abolished|broken|beaten|demolished|replaced|sold))\b"
    rf"|{_WORDS} (?:came to an end|ceased to|gave way to|made its last|expired|lapsed|(?:was|were) broken up"
    r"|gave (?:its|his|her|their) last)\b"
    rf"|{_WORDS} (?:closed|ended|died|folded|ceased|shut down|burn(?:ed|t) down|collapsed|sank)"
    r"(?= (?:in|on|at|for|because|when|after)\b|[.,;])"
    r"|, who (?:left|retired|resigned|died|stepped down)\b"
)
# What was called off: it never was, at no time.
_OFF = lazy(
    rf"{_WORDS} (?:was|were|has been|have been) (?:\w+ly |later |then |also )?"
    r"(?:cancelled|canceled|called off|shelved|scrapped|abandoned|rejected|turned down"
    r"|never (?:built|made|opened|held))\b"
)
# Who follows whom: the one named after it is no longer there.
_AFTER = lazy(
    r"\b(?:took over from|succeeded|succeeding|replaced|replacing|replaces|successor (?:of|to)) (?:the )?(?:\w+ )?$"
)
_REPLACED = lazy(r"\b(?:replaced|replaces|replacing|in place of|instead of) (?:a|an|the) $")
_LAST = lazy(r"\b(?:her|his|its|their) (?:last|final) \w+", re.IGNORECASE)
_AGAIN = lazy(r"\b(?:re-?open\w*|rebuilt|restored|reintroduced|resumed|re-?established|revived|reinstated)\b", re.I)
_STATEMENT = lazy("; ")
_SPAN = lazy(r"\b(?:until|till|(?:from )?(?:(?!since)\w+ )?\d{4} (?:to|until)|\d{4}\s?[–-]) ?(?:\w+ )?\d{4}\b", re.I)
_PAST = frozenset("was were had served held stood ran remained kept led went took gave".split())
# Verbs and words that only say that a thing exists or can be had: where its end is told, they need not be.
_EXISTING = frozenset(
    phrase(verb)[0]
    for verb in "open use buy borrow operate run own exist fly available serve work sell make produce visit ride take "
    "active offer get have there belong call rent lend".split()
)


def _asks_still(plan: Plan) -> bool:
    return any(t.norm in _STILL for t in plan.query.tokens)


def asks_now(plan: Plan) -> bool:
    """Whether a yes/no question asks how things are now."""
    tokens = plan.query.tokens
    return tokens[0].norm in _ASKS_NOW and (_asks_still(plan) or not plan.query.of("date"))


def died(plan: Plan) -> tuple[Unit, bool] | None:
    """The infobox line that tells of the death of the article's one person, and whether what is asked is so: whether
    she is alive, or dead. None where neither is asked, or no line tells."""
    index, terms = plan.index, [t for t in plan.query.terms if not plan.is_topic(t)]
    asked = {t.words[0] for t in terms if t.text.lower() not in _STILL}
    if index.pronoun == "it" or index.parties or not asked or not asked <= _ALIVE | _DEAD or plan.query.of("date"):
        return None
    line = next((u for u in index.facts if u.fact is not None and not _DEAD.isdisjoint(phrase(u.fact.attribute))), None)
    return None if line is None else (line, asked <= _DEAD)


_ALIVE = frozenset(phrase(word)[0] for word in "alive living live lives".split())
_DEAD = frozenset(phrase(word)[0] for word in "dead died die death deceased".split())


def ended(plan: Plan, hit: Hit) -> frozenset[int] | None:
    """Where a unit tells that what is asked for has ended: the terms that it need not hold, as they only say that it
    is there. None where it tells no such thing."""
    text, tokens = hit.unit.text, hit.unit.tokens
    if not asks_now(plan) or hit.unit.fact is not None or _AGAIN.search(text):
        return None
    placed = [
        (number, tokens[met.place]) for number, met in enumerate(hit.met) if met.place is not None and met.grade >= 0.5
    ]
    still = _asks_still(plan)
    if not still and any(noun_type(t.words) == "role" for t in plan.query.terms):
        return None  # one who held an office left: there may be another
    told = still or any(not plan.is_topic(plan.query.terms[number]) for number, _ in placed)
    over = (told and _span_over(plan, hit)) or any(
        _OVER.match(text, last.end)
        or _OFF.match(text, last.end)
        or (plan.query.terms[number].role == "word" and _REPLACED.search(text[: last.start]))
        or (still and plan.query.terms[number].role == "name" and _AFTER.search(text[: last.start]))
        or (still and plan.query.terms[number].role == "relation" and _LAST.match(text, last.end + 1))
        for number, last in placed
    )
    missing = frozenset(n for n, m in enumerate(hit.met) if m.grade < 0.5 and not plan.query.terms[n].weak)
    if not over or any(plan.query.terms[n].words[0] not in _EXISTING for n in missing):
        return None
    return missing


def _span_over(plan: Plan, hit: Hit) -> bool:
    """Whether a unit tells from when to when, or until when, what is asked for was so."""
    left, right = telling(hit, _STATEMENT)
    told = [t for t in hit.unit.tokens if left <= t.start < right]
    span = _SPAN.search(hit.unit.text, left, right)
    if span is None or any(t.norm in ("since", "now", "still", "is", "are") for t in told):
        return False
    past = any(t.norm in _PAST or t.norm.endswith("ed") or is_participle(t.norm) for t in told)
    return past or hit.unit.kind == "item"


def over(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for what is still so, and the unit says until when it was."""
    past = any(t.norm in _PAST or t.norm.endswith("ed") for t in hit.unit.tokens)
    return _asks_still(plan) and not plan.query.of("date") and past and _SPAN.search(hit.unit.text) is not None


def still_untold(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for what is still so, and the unit tells of something that happened once."""
    today = any(t.norm in _NOW or (t.norm.endswith("s") and is_verb(t) and not noun_like(t)) for t in hit.unit.tokens)
    return _asks_still(plan) and not plan.query.of("date") and hit.unit.fact is None and not today


_NOW = frozenset("is are has have remain remains now since still today currently can does do".split())
