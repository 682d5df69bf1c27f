"""What a sentence denies: by a negation, by a verb that refuses, by a plan that came to nothing, by "… do not"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.article.units import Unit
from retrieval.question.nouns import noun_like
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.text import Token
from retrieval.words.thesaurus import phrase
from retrieval.words.verbs import is_verb

_DENIALS = frozenset("not never no without none neither nor cannot hardly non nobody nothing except".split())
# Verbs that deny what follows them ("cleared her of blame").
_REFUSALS = frozenset(
    "refused refuses refuse declined declines decline denied denies deny failed fails fail rejected rejects cleared "
    "acquitted forbidden banned prohibited prevented lacks lacked lack avoided missed".split()
)
_TURNED_DOWN = frozenset("refused declined rejected".split())
_OFFERS = frozenset("offer offered offers propose proposed turn turned refuse decline reject".split())
_PARTITIVES = frozenset("among amongst part one".split())
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
    rf"\b{_PLANS}\b[^;]{{0,200}}?\b{_SHELVED}\b|\bruled out\b"
    r"|\b(?P<planned>planned|proposed|announced|intended|considered|agreed|signed|commissioned|ordered|scheduled"
    r"|applied|nominated|shortlisted|looked into|hoped|offered|decided)\b"
    r"(?:[^;]{0,160}?\b(?:(?:never|not) (?:been )?\w+(?:ed|t|ne|en)"
    rf"|but (?:\w+ ){{0,2}}?{_SHELVED}|but (?:\w+ )?{_INSTEAD})"
    rf"|[^;]{{0,40}}? (?:was|were|been) (?:\w+ )?{_SHELVED}"
    rf"|.{{0,200}}?; (?:but )?(?:the|this|that) {_PLANS} (?:was|were) (?:\w+ )?{_SHELVED})\b",
    re.IGNORECASE,
)
_ASKS_PLAN = lazy(
    rf"\b(?:{_PLANS}|{_SHELVED}|bec[ao]me of|happen(?:ed)? to|what happened|vot(?:e|ed|ers)|oppos\w+|object\w*)\b",
    re.IGNORECASE,
)
_DROPPED = lazy(rf"{_SHELVED}\b", re.IGNORECASE)
# A verb phrase cut short: what was said before is denied of another ("those of Wendham do not").
_CUT_SHORT = lazy(
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
        if is_denial(token)
        or still_to_come(tokens, place)
        or (token.norm in _REFUSALS and place not in places and token.stem not in opposed)
    ]
    for denial in denials:
        near = _of_no(plan, hit) or places if tokens[denial].norm == "no" else places
        if any(0 < place - denial <= _reach(tokens, denial) for place in near):
            return True
    return any(_is_unlike(plan, hit, denial) for denial in denials)


def _of_no(plan: Plan, hit: Hit) -> list[int]:
    """The places of what a "no" may deny: things, also where a name stands after them ("no embassy in Lima" denies
    nothing of a consulate in Lima)."""
    pairs = [(t, m) for t, m in zip(plan.query.terms, hit.met, strict=True) if m.place is not None]
    names = [p for t, m in pairs if t.role == "name" for p in hit.unit.positions.get(m.by[0], ())]
    places = []
    for term, met in pairs:
        if term.role != "name":
            others = hit.unit.positions.get(met.by[0], ())
            places += [p for p in others if p == met.place or any(0 < name - p <= 3 for name in names)]
    return places


def still_to_come(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is the "yet" of what "has yet to be ratified"."""
    return tokens[place].norm == "yet" and place + 1 < len(tokens) and tokens[place + 1].norm == "to"


def refused(plan: Plan, hit: Hit) -> bool:
    """Whether what is asked for as got or done is, in the unit, what somebody refused ("she declined the post")."""
    if plan.query.form == "yesno" or plan.query.negated or hit.unit.fact is not None:
        return False
    tokens = hit.unit.tokens
    places = {m.place for m in hit.met if m.place is not None}
    if {t.norm for t in plan.query.tokens} & _OFFERS:
        return False
    denials = [p for p in range(len(tokens)) if p not in places and _turns_down(tokens, p)]
    return any(0 < place - denial <= 4 for denial in denials for place in places)


def _turns_down(tokens: Sequence[Token], place: int) -> bool:
    turned = tokens[place].norm == "turned" and place + 1 < len(tokens) and tokens[place + 1].norm == "down"
    return turned or tokens[place].norm in _TURNED_DOWN


def _reach(tokens: Sequence[Token], denial: int) -> int:
    """How many tokens a negation denies; what is "not among the vessels that …" is denied the whole of what follows."""
    following = tokens[denial + 1].norm if denial + 1 < len(tokens) else ""
    return 10 if following in _PARTITIVES else 4


def _is_unlike(plan: Plan, hit: Hit, denial: int) -> bool:
    """Whether all that is asked is the subject of "is not …": asked whether there is such a thing, that says no."""
    tokens = hit.unit.tokens
    places = [m.place for t, m in zip(plan.query.terms, hit.met, strict=True) if t.words[0] not in plan.index.topic]
    told = [p for p in places if p is not None]
    if not told or len(told) < len(places) or not denial:
        return False
    perfect = tokens[denial - 1].norm in _HAVE and denial + 1 < len(tokens) and tokens[denial + 1].norm == "been"
    if not perfect and (tokens[denial - 1].norm not in _BE or plan.query.of("relation")):
        return False
    after = denial + 1 + perfect
    between = tokens[max(told) + 1 : denial - 1]
    return max(told) < denial and not between and all(t.stem not in plan.asked for t in tokens[after : after + 2])


_FORBIDDEN = lazy(
    r"^\W*(?:[\w'-]+ ){0,4}?(?:is|are|was|were|has been|have been)(?: \w+)? "
    r"(?:forbidden|prohibited|banned|illegal|impossible|not (?:allowed|permitted|possible|admitted|available))\b"
)


def forbidden(plan: Plan, hit: Hit) -> bool:
    """Whether the unit says of what is asked that it is forbidden, where the question doesn't ask for that."""
    text = hit.unit.text
    ends = [hit.unit.tokens[m.place].end for m in hit.met if m.place is not None]
    return any(_FORBIDDEN.match(text[end:]) for end in ends) and not _ASKS_BAN.search(plan.query.text)


_ASKS_BAN = lazy(r"\b(?:forbid\w*|prohibit\w*|bann?\w*|illegal|impossible)\b", re.IGNORECASE)


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
    if plan.query.form != "yesno" and any(
        term.role == "relation"
        and met.place is not None
        and _DROPPED.match(hit.unit.text[hit.unit.tokens[met.place].start :])
        for term, met in zip(plan.query.terms, hit.met, strict=True)
    ):
        return False  # so is the dropping, in other words ("why did they say no to it?")
    return any(match["planned"] is not None or match.start() <= start for start in starts)


_CARRIED_OUT = frozenset(
    phrase(verb)[0]
    for verb in "win get receive obtain gain secure build construct open complete finish become happen begin".split()
)


def not_carried_out(plan: Plan, hit: Hit) -> frozenset[int]:
    """The terms of "did she win it?" that a unit need not hold, as it tells that nothing came of it."""
    unmet = [i for i, m in enumerate(hit.met) if m.grade < 0.5 and not plan.query.terms[i].weak]
    done = all(plan.query.terms[i].words[0] in _CARRIED_OUT for i in unmet)
    return (
        frozenset(unmet) if unmet and len(unmet) < len(hit.met) and done and came_to_nothing(plan, hit) else frozenset()
    )


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


_ONLY_ONE = lazy(r"\b[Oo]nly (?P<who>(?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)*) (?:is|was|has|had|did|does|\w+s|\w+ed)\b")
_HAVE = frozenset("has have had".split())
_BE = frozenset("is are was were".split())
_ONLY = frozenset("only just solely exclusively merely alone".split())
_TOGETHER = lazy(r"^\w*(?:,? (?:\w+ )?and | or |,? as well as | alike\b)", re.IGNORECASE)
_BOTH = lazy(r"\b(?:both|either|and|or|as well as) (?:the |its |their )?(?:[\w-]+ )?$", re.IGNORECASE)


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
_UNTIL = lazy(r"\b(?:until|till|from \d{4} to) (?:\w+ )?\d{4}\b", re.IGNORECASE)
_PAST_TENSE = frozenset("was were had served held stood ran remained".split())


_ALL = lazy(r"(?<!\bat )(?<!\bof )(?<!\bafter )(?<!\babove )\b(?:all|every|always|both)\b", re.IGNORECASE)
_SOME = lazy(r"\bonly\b|\bof (?:which|whom) (?:\w+ ){0,2}?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b)")
_EACH = lazy(r"\b(?:all|every|always|both|each|any|whole|entire\w*|daily|two|no)\b", re.IGNORECASE)


def not_all(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for all ("every day"), and the unit tells of some only ("of which six survive")."""
    return _ALL.search(plan.query.text) is not None and _SOME.search(hit.unit.text) is not None


def all_untold(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for all, and the unit speaks neither of all nor of some."""
    if _ALL.search(plan.query.text) is None or hit.unit.fact is not None:
        return False
    return _EACH.search(hit.unit.text) is None and _SOME.search(hit.unit.text) is None


_NOW = frozenset("is are has have remain remains now since still today currently can does do".split())


def still_untold(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for what is still so, and the unit tells of something that happened once."""
    still = any(t.norm in _STILL for t in plan.query.tokens)
    return still and not plan.query.of("date") and hit.unit.fact is None and not _is_of_today(hit.unit)


def _is_of_today(unit: Unit) -> bool:
    return any(t.norm in _NOW or (t.norm.endswith("s") and is_verb(t) and not noun_like(t)) for t in unit.tokens)


def over(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for what is still so, and the unit says until when it was."""
    still = any(t.norm in _STILL for t in plan.query.tokens)
    past = any(t.norm in _PAST_TENSE or t.norm.endswith("ed") for t in hit.unit.tokens)
    return still and past and not plan.query.of("date") and _UNTIL.search(hit.unit.text) is not None
