"""What was only planned: dropped, turned down, or never carried out."""

from __future__ import annotations

import re

from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import phrase

_PLANS = (
    r"(?:plan|proposal|scheme|attempt|idea|bid|application|request|motion|project|offer|suggestion|call|permission"
    r"|decision)s?"
)


_SHELVED = (
    r"(?:dropped|rejected|abandoned|turned down|cancelled|canceled|called off|withdrawn|shelved|scrapped|defeated"
    r"|refused|ruled out|voted down|failed|never carried out|not carried out|came to nothing|given up|revoked"
    r"|reversed|rescinded|overturned|fell through)"
)


# What the one who meant to do something did in the end, or who got it instead.
_INSTEAD = r"(?:gave (?:it )?up|declined|withdrew|lost|backed out|(?:it|the (?:\w+ )?\w+) (?:went|was given) to)"


_UNDONE = lazy(
    rf"\b{_PLANS}\b[^;]{{0,200}}?\b{_SHELVED}\b|\b(?P<ruled>ruled out)\b"
    r"|\b(?P<planned>planned|proposed|announced|intended|considered|agreed|signed|commissioned|ordered|scheduled"
    r"|applied|nominated|shortlisted|looked into|hoped|offered|decided)\b"
    r"(?:[^;]{0,160}?\b(?:(?:never|not) (?:been )?\w+(?:ed|t|ne|en)"
    rf"|but (?:\w+ ){{0,2}}?{_SHELVED}|but (?:\w+ )?{_INSTEAD})"
    rf"|[^;]{{0,40}}? (?:was|were|been) (?:\w+ )?{_SHELVED}"
    rf"|.{{0,200}}?; (?:but )?(?:the|this|that) {_PLANS} (?:was|were) (?:\w+ )?{_SHELVED})\b",
    re.IGNORECASE,
)


# What was to be, and was not.
_MEANT = lazy(
    r"\b(?:(?:was|were) (?:due |meant |supposed |expected )?to|(?:had )?(?:meant|wanted|hoped|intended) to)\b"
    r"[^;.]{2,100}?\bbut\b",
    re.IGNORECASE,
)


_ASKS_MEANT = lazy(r"\b(?:meant|plan\w*|want\w*|hope\w*|intend\w*|suppose\w*|due|expect\w*)\b", re.IGNORECASE)


_FELL_THROUGH = lazy(
    r"\b(?P<planned>planned|proposed|announced|intended|considered|agreed|ordered)\b"
    r"(?:[^;]{0,160}? that would have|[^;]{0,200}? (?:cancelled|called off|stopped|blocked|vetoed|rejected) "
    r"(?:it|the (?:deal|sale|plan|order|contract|merger|scheme|purchase)))\b",
    re.IGNORECASE,
)


_ASKS_PLAN = lazy(
    rf"\b(?:{_PLANS}|{_SHELVED}|bec[ao]me of|happen(?:ed)? to|what happened|nothing (?:ever )?c[ao]me of"
    r"|vot(?:e|ed|ers)|oppos\w+|object\w*)\b",
    re.IGNORECASE,
)


_DROPPED = lazy(rf"(?:{_SHELVED}|{_INSTEAD})\b", re.IGNORECASE)


def came_to_nothing(plan: Plan, hit: Hit) -> bool:
    """Whether what is asked was only a plan that was dropped, where the question asks for no plan."""
    meant = (
        _MEANT.search(hit.unit.text) if plan.query.form == "yesno" and not _ASKS_MEANT.search(plan.query.text) else None
    )
    if meant and any(
        t.role == "relation" and m.place and meant.start() < hit.unit.tokens[m.place].start < meant.end()
        for t, m in plan.pairs(hit.met)
    ):
        return True
    match = _UNDONE.search(hit.unit.text)
    if match is None and plan.query.form == "yesno":
        match = _FELL_THROUGH.search(hit.unit.text)
    if match is None or (_ASKS_PLAN.search(plan.query.text) and not _asks_success(plan)):
        return False
    starts = [hit.unit.tokens[m.place].start for m in hit.met if m.place is not None]
    if match.start("planned") in starts:
        return False  # the planning itself is asked for
    if plan.query.form != "yesno" and any(
        term.role == "relation"
        and met.place is not None
        and _DROPPED.match(hit.unit.text[hit.unit.tokens[met.place].start :])
        for term, met in plan.pairs(hit.met)
    ):
        return False  # so is the dropping, in other words ("why did they say no to it?")
    return any(match["planned"] or match["ruled"] or match.start() <= start for start in starts)


def _asks_success(plan: Plan) -> bool:
    """Whether a yes/no question asks if a plan or an offer was taken up ("did she take the offer?")."""
    return plan.query.form == "yesno" and _SUCCESS.search(plan.query.text) is not None


_SUCCESS = lazy(
    r"\b(?:accept\w*|approve\w*|adopt\w*|t[ao]ken?(?: up)?|took(?: up)?|agreed? to|pass(?:ed)?|succeed\w*|successful"
    r"|implement\w*|reali[sz]ed?|go(?:ne)? (?:ahead|through)|carried out|come (?:true|off)|work(?:ed)? out)\b",
    re.IGNORECASE,
)


_CARRIED_OUT = frozenset(
    phrase(verb)[0]
    for verb in (
        "win get receive obtain gain secure build construct open complete finish become happen begin deliver introduce "
        "launch arrive ahead through issue".split()
    )
)


def not_carried_out(plan: Plan, hit: Hit) -> frozenset[int]:
    """The terms of "did she win it?" that a unit need not hold, as it tells that nothing came of it."""
    unmet = [i for i, m in enumerate(hit.met) if m.grade < 0.5 and not plan.query.terms[i].weak]
    done = all(plan.query.terms[i].words[0] in _CARRIED_OUT for i in unmet)
    return (
        frozenset(unmet) if unmet and len(unmet) < len(hit.met) and done and came_to_nothing(plan, hit) else frozenset()
    )


def only_pending(plan: Plan, hit: Hit) -> bool:
    """Whether it is asked if there is something, and the unit tells of it as not settled yet ("under negotiation")."""
    if _EXISTS.search(plan.query.text) is None or hit.unit.fact is not None:
        return False
    pending = _PENDING.search(hit.unit.text)
    places = [hit.unit.tokens[m.place].start for m in hit.met if m.place is not None]
    return pending is not None and any(start < pending.start() for start in places)


_EXISTS = lazy(
    r"^(?:(?:is|are)(?:n['’]?t)? there|(?:do|does)(?:n['’]?t)? .*\bhave|(?:has|have)(?:n['’]?t)? .*\b(?:an?|any))\b",
    re.IGNORECASE,
)
_PENDING = lazy(
    r"\b(?:under (?:negotiation|discussion|consideration)|being (?:negotiated|discussed|considered|drafted)"
    r"|(?:has|have|was|were|is|are) (?:not|never)(?: yet)? (?:been )?(?:signed|concluded|agreed|built|opened|ratified)"
    r"|yet to be)\b",
    re.IGNORECASE,
)
