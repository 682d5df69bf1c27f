"""What a sentence denies: by a negation, by a verb that refuses, by a plan that came to nothing, by "… do not"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.text import Token

_DENIALS = frozenset("not never no without none neither nor cannot hardly non nobody nothing except".split())
# Verbs that deny what follows them ("cleared her of blame").
_REFUSALS = frozenset(
    "refused refuses refuse declined declines decline denied denies deny failed fails fail rejected rejects cleared "
    "acquitted forbidden banned prohibited prevented lacks lacked lack avoided missed".split()
)
_TURNED_DOWN = frozenset("refused declined rejected".split())
_OFFERS = frozenset("offer offered offers propose proposed turn turned refuse decline reject".split())
_PARTITIVES = frozenset("among amongst part one".split())
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
    asked = frozenset[str]() if plan.query.negated else {t.norm for t in plan.query.tokens}  # "without a visa"
    opposed: set[str] = set()
    if counted:
        opposed = {s for phrases in (*plan.denials, *plan.phrase_denials.values()) for p in phrases for s in p}
    denials = [
        place
        for place, token in enumerate(tokens)
        if (is_denial(token) and token.norm not in asked and not _once_more(plan, tokens, place))
        or still_to_come(tokens, place)
        or (token.norm in _REFUSALS and place not in places and token.stem not in opposed)
    ]
    if plan.query.negated and any(_as_asked(plan, hit, place) for place in denials):
        return True
    for denial in denials:
        if any(
            0 < place - denial <= _reach(tokens, denial) and all(t.norm != "but" for t in tokens[denial:place])
            for place in places
        ):
            return True
        if tokens[denial].norm in _NOTHING and any(0 < denial - place <= 3 for place in _deeds(plan, hit)):
            return True  # "published nothing", "sold arms to neither side"
    return any(_is_unlike(plan, hit, denial) for denial in denials)


def _as_asked(plan: Plan, hit: Hit, denial: int) -> bool:
    """Whether a negation of the unit is the question's own, of the same word ("without a visa")."""
    tokens = hit.unit.tokens
    if all(t.norm != tokens[denial].norm for t in plan.query.tokens):
        return False
    stems = {m.by[0] for m in hit.met if m.by and m.place is not None}
    return any(t.stem in stems for t in tokens[denial + 1 : denial + 4])


_NOTHING = frozenset("nothing nobody none neither".split())


def _deeds(plan: Plan, hit: Hit) -> list[int]:
    pairs = plan.pairs(hit.met)
    return [m.place for t, m in pairs if t.role == "relation" and m.place is not None]


def _once_more(plan: Plan, tokens: Sequence[Token], place: int) -> bool:
    """Whether a negation denies only that it was so again ("did not marry again"), and "again" is not asked."""
    if plan.query.tokens[0].norm in ("is", "are", "does", "do", "can"):
        return False
    return "again" not in plan.asked and any(t.norm == "again" for t in tokens[place + 1 : place + 6])


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
    places = [m.place for t, m in plan.pairs(hit.met) if t.words[0] not in plan.index.topic]
    told = [p for p in places if p is not None]
    if not told or len(told) < len(places) or not denial:
        return False
    perfect = tokens[denial - 1].norm in _HAVE and denial + 1 < len(tokens) and tokens[denial + 1].norm == "been"
    if not perfect and (tokens[denial - 1].norm not in _BE or plan.query.of("relation")):
        return False
    after = denial + 1 + perfect
    between = tokens[max(told) + 1 : denial - 1]
    return max(told) < denial and not between and all(t.stem not in plan.asked for t in tokens[after : after + 2])


def is_denial(token: Token) -> bool:
    """Whether a word is a negation."""
    return token.norm in _DENIALS or token.norm.endswith("n't")


def ranks_lower(plan: Plan, hit: Hit) -> bool:
    """Whether what is asked to be the largest is, in the unit, the "third-largest"."""
    told = _RANKED.search(hit.unit.text)
    return told is not None and _RANKED.search(plan.query.text) is None and told[1].lower() in plan.query.text.lower()


_RANKED = lazy(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))[- ](most|least|\w{2,}est)\b",
    re.IGNORECASE,
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
        for term, met in plan.pairs(hit.met)
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


_ALL = lazy(
    r"(?<!\bat )(?<!\bof )(?<!\bafter )(?<!\babove )\b(?:all|every|always|both|every(?:one|body)"
    r"|the (?:whole|entire|full))\b",
    re.IGNORECASE,
)
_SOME = lazy(
    r"\bonly\b|\ball but\b|\b(?:\d+|\w+) of the \d"
    r"|\bof (?:which|whom) (?:\w+ ){0,2}?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b)"
)


def not_all(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for all ("every day"), and the unit tells of some only ("of which six survive")."""
    return _ALL.search(plan.query.text) is not None and _SOME.search(hit.unit.text) is not None


_EACH = lazy(r"\b(?:all|every|always|both|each|any|whole|entire\w*|daily|two|no)\b", re.IGNORECASE)


def all_untold(plan: Plan, hit: Hit) -> bool:
    """Whether the question asks for all, and the unit speaks neither of all nor of some."""
    if _ALL.search(plan.query.text) is None or hit.unit.fact is not None:
        return False
    return _EACH.search(hit.unit.text) is None and _SOME.search(hit.unit.text) is None
