"""What a sentence denies: by a negation, by a verb that refuses, by a plan that came to nothing, by "… do not"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.article.index import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.text import Token

_DENIALS = frozenset("not never no without none neither nor cannot hardly non nobody nothing except".split())
# Verbs that deny what follows them ("cleared her of blame").
_REFUSALS = frozenset(
    "refused refuses refuse declined declines decline denied denies deny failed fails fail rejected rejects cleared "
    "acquitted forbidden banned prohibited prevented lacks lacked lack avoided".split()
)
_PARTITIVES = frozenset("among amongst part one".split())
_PLANS = r"(?:plan|proposal|scheme|attempt|idea|bid|application|request|motion|project|offer|suggestion|call)s?"
_SHELVED = (
    r"(?:dropped|rejected|abandoned|turned down|cancelled|canceled|called off|withdrawn|shelved|scrapped|defeated"
    r"|refused|ruled out|voted down|failed|never carried out|not carried out|came to nothing|given up)"
)
_UNDONE = re.compile(
    rf"\b{_PLANS}\b[^;]{{0,200}}?\b{_SHELVED}\b|\bruled out\b"
    r"|\b(?P<planned>planned|proposed|announced|intended|considered|agreed|signed|commissioned|ordered|scheduled)\b"
    rf"[^;]{{0,160}}?\b(?:(?:never|not) (?:been )?\w+(?:ed|t|ne|en)|but (?:\w+ ){{0,2}}?{_SHELVED})\b",
    re.IGNORECASE,
)
_ASKS_PLAN = re.compile(rf"\b(?:{_PLANS}|{_SHELVED})\b", re.IGNORECASE)
# A verb phrase cut short: what was said before is denied of another ("those of Wendham do not").
_CUT_SHORT = re.compile(
    r"(?:^|[,;] |\b(?:and|but|while|whereas) )(?P<who>[^,;]{1,60}?) (?:is|are|was|were|do|does|did|has|have|had|can"
    r"|could|will|would) not(?= yet)?(?=[,.;]| but | and |$)",
    re.IGNORECASE,
)


def denied(plan: Plan, hit: Hit, counted: bool) -> bool:
    """Whether a negation stands shortly before a word that the question's terms are met by, or opens the unit.

    ``counted``: opposites of the question's words count already, so that they don't deny once more.
    """
    tokens = hit.unit.tokens
    places = [m.place for m in hit.met if m.place is not None]
    opposed: set[str] = set()
    if counted:
        opposed = {s for phrases in (*plan.denials, plan.phrase_denials) for p in phrases for s in p}
    denials = [
        place
        for place, token in enumerate(tokens)
        if is_denial(token) or (token.norm in _REFUSALS and place not in places and token.stem not in opposed)
    ]
    if any(0 < place - denial <= _reach(tokens, denial) for denial in denials for place in places):
        return True
    return not plan.query.of("relation") and any(_is_unlike(plan, hit, denial) for denial in denials)


def _reach(tokens: Sequence[Token], denial: int) -> int:
    """How many tokens a negation denies; what is "not among the vessels that …" is denied the whole of what follows."""
    following = tokens[denial + 1].norm if denial + 1 < len(tokens) else ""
    return 10 if following in _PARTITIVES else 4


def _is_unlike(plan: Plan, hit: Hit, denial: int) -> bool:
    """Whether all that is asked is the subject of "is not …": asked whether there is such a thing, that says no."""
    tokens = hit.unit.tokens
    places = [m.place for t, m in zip(plan.query.terms, hit.met, strict=True) if t.words[0] not in plan.index.topic]
    told = [p for p in places if p is not None]
    if not told or len(told) < len(places) or not denial or tokens[denial - 1].norm not in _BE:
        return False
    between = tokens[max(told) + 1 : denial - 1]
    return max(told) < denial and not between and all(t.stem not in plan.asked for t in tokens[denial + 1 : denial + 3])


_FORBIDDEN = re.compile(
    r"^\W*(?:[\w'-]+ ){0,4}?(?:is|are|was|were|has been|have been)(?: \w+)? "
    r"(?:forbidden|prohibited|banned|illegal|impossible|not (?:allowed|permitted|possible|admitted|available))\b"
)


def forbidden(plan: Plan, hit: Hit) -> bool:
    """Whether the unit says of what is asked that it is forbidden, where the question doesn't ask for that."""
    text = hit.unit.text
    ends = [hit.unit.tokens[m.place].end for m in hit.met if m.place is not None]
    return any(_FORBIDDEN.match(text[end:]) for end in ends) and not _ASKS_BAN.search(plan.query.text)


_ASKS_BAN = re.compile(r"\b(?:forbid\w*|prohibit\w*|bann?\w*|illegal|impossible)\b", re.IGNORECASE)


def is_denial(token: Token) -> bool:
    """Whether a word is a negation."""
    return token.norm in _DENIALS or token.norm.endswith("n't")


def came_to_nothing(plan: Plan, hit: Hit) -> bool:
    """Whether what is asked was only a plan that was dropped, where the question asks for no plan."""
    match = _UNDONE.search(hit.unit.text)
    if match is None or _ASKS_PLAN.search(plan.query.text):
        return False
    starts = [hit.unit.tokens[m.place].start for m in hit.met if m.place is not None]
    if match.start("planned") in starts:
        return False  # the planning itself is asked for
    return any(match["planned"] is not None or match.start() <= start for start in starts)


def cut_short(plan: Plan, hit: Hit) -> frozenset[int] | None:
    """The terms that stand in the subject of a verb phrase cut short, in the unit or at the beginning of the next one:
    of these, what the unit tells is denied. None where there is no such thing."""
    unit = hit.unit
    following = plan.index.units[unit.number + 1] if unit.number + 1 < len(plan.index.units) else None
    for told in (unit, following):
        if told is None or told.passage != unit.passage or told.fact is not None:
            continue
        match = _CUT_SHORT.search(told.text)
        if match is None or (told is not unit and match.start() > 0):
            continue
        who = _met_between(plan, told, match.start("who"), match.end("who"))
        if who:
            return who
    return None


def _met_between(plan: Plan, unit: Unit, start: int, end: int) -> frozenset[int]:
    stems = {t.stem for t in unit.tokens if start <= t.start < end}
    return frozenset(
        number
        for number, forms in enumerate(plan.forms)
        if any(grade >= 0.5 and stems.issuperset(form) for form, grade in forms.items())
    )


def only_another(plan: Plan, hit: Hit) -> bool:
    """Whether the unit says of somebody else that only they are or do what is asked ("only Norway belongs to it")."""
    match = _ONLY_ONE.search(hit.unit.text)
    if match is None:
        return False
    names = {t.stem for t in hit.unit.tokens if match.start() < t.start < match.end("who") and t.is_capital}
    told = _met_between(plan, hit.unit, match.end("who"), len(hit.unit.text))
    asked = {number for number, term in enumerate(plan.query.terms) if term.role == "name"}
    return bool(told & asked) and not names & plan.asked


_ONLY_ONE = re.compile(
    r"\b[Oo]nly (?P<who>(?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)*) (?:is|was|has|had|did|does|\w+s|\w+ed)\b"
)
_BE = frozenset("is are was were".split())
_ONLY = frozenset("only just solely exclusively merely alone".split())
_TOGETHER = re.compile(r"^\w*(?:,? (?:\w+ )?and | or |,? as well as | alike\b)", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|either|and|or|as well as) (?:the |its |their )?(?:[\w-]+ )?$", re.IGNORECASE)


def not_only(plan: Plan, hit: Hit) -> bool | None:
    """Whether the unit names others beside the one to which the question limits what it says ("employees only").

    False where the unit itself limits it; None where the question doesn't, or the unit leaves it open.
    """
    tokens = plan.query.tokens
    place = next((i for i, t in enumerate(tokens) if t.norm in _ONLY), None)
    if place is None or (place + 1 < len(tokens) and tokens[place + 1].is_number):
        return None
    near = [
        (abs(term.place - place) + (term.place < place), met)
        for term, met in zip(plan.query.terms, hit.met, strict=True)
        if met.place is not None
    ]
    if not near:
        return None
    at = hit.unit.tokens[min(near, key=lambda pair: pair[0])[1].place or 0]
    if _TOGETHER.search(hit.unit.text[at.end :]) or _BOTH.search(hit.unit.text[: at.start]):
        return True
    return False if any(t.norm in _ONLY for t in hit.unit.tokens) else None


def limits(plan: Plan) -> bool:
    """Whether a question says "only" of something (not of a time: "only in 2005")."""
    return not plan.query.of("date") and any(t.norm in _ONLY for t in plan.query.tokens)


_STILL = frozenset("still currently now today nowadays anymore longer".split())
_UNTIL = re.compile(r"\b(?:until|till|from \d{4} to) (?:\w+ )?\d{4}\b", re.IGNORECASE)
_PAST_TENSE = frozenset("was were had served held stood ran remained".split())


def not_all(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for all ("every day"), and the unit tells of some only."""
    return bool({"every", "always", "all"} & {t.norm for t in plan.query.tokens}) and any(
        t.norm == "only" for t in hit.unit.tokens
    )


def over(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for what is still so, and the unit says until when it was."""
    still = any(t.norm in _STILL for t in plan.query.tokens)
    past = any(t.norm in _PAST_TENSE or t.norm.endswith("ed") for t in hit.unit.tokens)
    return still and past and not plan.query.of("date") and _UNTIL.search(hit.unit.text) is not None
