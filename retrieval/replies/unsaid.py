"""What a unit leaves unsaid, though it holds the question's words: of what kind, where, which of several, whose."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.question.nouns import PREPOSITION, noun_like
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.ranking.met import Met
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import is_verb


def one_of_several(plan: Plan, hit: Hit) -> bool:
    """Whether "was it the first?" finds no more than that it was one of the first."""
    return _ONE_OF.search(hit.unit.text) is not None and _THE_ONE.search(plan.query.text) is not None


_ONE_OF = lazy(r"\b(?:one of|among)\s(?:the|its)\s(?:very )?(?:first|last|only|\w+est)\b", re.IGNORECASE)
_THE_ONE = lazy(r"^\w+ (?!.*\b(?:one of|among)\b).*\bthe (?:very )?(?:first|last|only|\w+est)\b", re.IGNORECASE)


def elsewhere_unclear(plan: Plan, hit: Hit) -> bool:
    """Whether the place asked for stands around the unit only, which names another after the same preposition."""
    asked, tokens = plan.query.tokens, hit.unit.tokens
    if hit.unit.fact is not None:
        return False
    for term, met in plan.pairs(hit.met):
        before = asked[term.place - 1].norm if term.place else ""
        if term.role != "name" or met.place is not None or before not in ("in", "at", "near"):
            continue
        if met.grade < 0.5 and country_of(term.words) is None:
            continue
        places = [f for t, f in pairwise(tokens) if t.norm == before and f.is_capital and f.stem not in plan.asked]
        if places and (met.grade >= 0.5 or all(country_of((f.stem,)) is None for f in places)):
            return True
    return False


# Verbs that tell little elsewhere, and of which a yes/no question asks whether it was done to something.
_DEEDS = frozenset("take took taken keep kept get got give gave bring brought".split())


_WITH_IT = frozenset("on up off out along away back over part place to by rid".split())


def deed_untold(plan: Plan, met: list[Met]) -> bool:
    """Whether "did she keep the money?" finds no more than the money: no term tells of the deed."""
    tokens = plan.query.tokens
    places = {t.place for t in plan.query.terms}
    verb = next((i for i, t in enumerate(tokens) if i > 1 and t.norm in _DEEDS and i not in places), None)
    if verb is None or tokens[0].norm not in ("did", "does", "do", "has", "have", "will"):
        return False
    if any(t.norm in _WITH_IT for t in tokens[verb + 1 : verb + 3]):
        return False  # "take it back"
    return not any(t.role == "relation" and t.place > verb for t in plan.query.terms)


def unsaid_kind(plan: Plan, hit: Hit) -> bool:
    """Whether "was she a painter?" finds the painter only in what stands around the unit."""
    tokens = plan.query.tokens
    if tokens[0].norm not in ("is", "was", "are", "were"):
        return False
    article = next((i for i, t in enumerate(tokens) if t.norm in ("a", "an")), None)
    pairs = list(plan.pairs(hit.met))
    if article is not None and hit.unit.fact is None and _of_subject(plan, article):
        places = [m.place for t, m in pairs if t.place > article and t.role in ("word", "relation") and not t.weak]
        return bool(places) and (None in places or not _said_to_be(plan, hit, [p for p in places if p is not None]))
    if article is None or not tokens[article - 1].is_capital:
        return False
    kinds = [m for t, m in pairs if t.place > article]
    if not kinds or hit.unit.fact is not None:
        return False
    who = [m.place for t, m in pairs if t.place < article and t.role == "name" and m.place is not None]
    return kinds[0].place is None or (bool(who) and not any(_is_subject(plan, hit, place) for place in who))


def _of_subject(plan: Plan, article: int) -> bool:
    """Whether "is it a …?" asks for the kind of what the article is about."""
    who = [t for t in plan.query.tokens[1:article] if t.norm not in ("the", "ever", "really", "still")]
    return len(who) == 1 and (who[0].norm in ("it", "he", "she") or (who[0].stem,) == plan.index.kind)


def _said_to_be(plan: Plan, hit: Hit, places: list[int]) -> bool:
    """Whether a unit says of its subject that it is of a kind: after a form of "be" or "as", or in front ("A keen
    sailor, she …"), and of nothing that only would have been."""
    tokens = hit.unit.tokens
    if any(t.norm == "would" for t in tokens):
        return False
    front = tokens[0].norm in ("a", "an")
    return front or any(
        t.norm in ("is", "was", "be", "been", "became", "become", "as", "remained", "remains", "worked", "'s")
        or (t.norm in ("a", "an") and p and hit.unit.text[tokens[p - 1].end : t.start] != " ")
        for p, t in enumerate(tokens[: max(places)])
    )


def _is_subject(plan: Plan, hit: Hit, place: int) -> bool:
    """Whether any naming of whoever stands at a place can be what a statement is about: neither owner of something
    ("Kosovo's aspirations for membership") nor object of a verb or a preposition ("as a member, it supports Kosovo").
    """
    tokens = hit.unit.tokens
    for p in hit.unit.positions.get(tokens[place].stem, [place]):
        before = tokens[p - 1] if p and tokens[p - 1].norm != "the" else tokens[p - 2] if p > 1 else None
        governed = before is not None and (
            before.norm in PREPOSITION
            or (is_verb(before) and not noun_like(before) and tokens[p].start - before.end < 6)
        )
        apposed = re.match(r", (?:an?|the) ", hit.unit.text[tokens[p].end :])  # "by the Trust, a charity"
        if not tokens[p].possessive and (apposed or not governed):
            return True
    return False


def owned_by_another(plan: Plan, hit: Hit) -> bool:
    """Whether a thing asked about is somebody else's in the unit ("Brown's shareholders approved": not Smith's)."""
    tokens = hit.unit.tokens
    known = plan.given | plan.index.topic | {s for forms in plan.forms for f in forms for s in f}
    named = any(t.role == "name" for t in plan.query.terms)
    return named and any(
        t.role in ("word", "focus")
        and m.place
        and tokens[m.place - 1].possessive
        and tokens[m.place - 1].is_capital
        and tokens[m.place - 1].stem not in known
        for t, m in plan.pairs(hit.met)
    )


def done_elsewhere(plan: Plan, hit: Hit) -> bool:
    """Whether the deed of "did she win an Olympic medal?" stands in one statement of a unit, and the name that goes
    with it only in another ("won a European medal and took part in the Olympic Games")."""
    unit = hit.unit
    pairs = list(plan.pairs(hit.met))
    deeds = [(t, m) for t, m in pairs if t.role == "relation" and not t.weak and m.place is not None]
    if unit.fact is not None or len(deeds) != 1:
        return False
    deed, told = deeds[0]
    cuts = [m.start() for m in _AND_DID.finditer(unit.text)]
    if not cuts or told.place is None:
        return False

    def statement(place: int) -> int:
        return sum(cut < unit.tokens[place].start for cut in cuts)

    where = statement(told.place)
    names = [m for t, m in pairs if t.role == "name" and t.place > deed.place and m.place is not None and m.by]
    return any(all(statement(p) > where for p in unit.positions.get(m.by[0], (m.place or 0,))) for m in names)


_AND_DID = lazy(
    r" (?:and|but) (?=(?:then |later |also )?(?:\w{2,}ed|took|went|became|began|won|gave|made|led|wrote|had|was) )"
)


def unsaid_degree(plan: Plan, hit: Hit) -> bool:
    """Whether "is it the longest?" finds no superlative of that word in the unit."""
    asked = [t.stem for t in plan.query.tokens if t.norm.endswith("est") and t.norm.removesuffix("est") in _GRADED]
    return any(word not in hit.unit.positions for word in asked)


_GRADED = frozenset("long short larg small bigg tall high low deep wid old young new fast clos earli lat great".split())
