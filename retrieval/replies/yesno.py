"""Yes or No, only where the text entails it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from retrieval.answer.parallel import counted, pointed_out
from retrieval.confidence import decide
from retrieval.confidence.kinds import most_untold
from retrieval.question.nouns import PREPOSITION, noun_like
from retrieval.question.terms import Term
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit, index_mentions
from retrieval.ranking.met import Met
from retrieval.replies.another import done_by_another, has_left, names_apart, other_city, other_kind
from retrieval.replies.denial import (
    all_untold,
    came_to_nothing,
    cut_short,
    denied,
    forbidden,
    is_denial,
    limits,
    not_all,
    not_carried_out,
    not_only,
    only_another,
    over,
    still_untold,
)
from retrieval.replies.limits import asked_month, compared, month_told
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import NARROWER, SYNONYM, Phrase
from retrieval.words.verbs import is_verb

_LOOKED_AT = 6  # hits
UNTOLD = 0.6
INSIDE = 0.7  # share of the best hit's own coverage that another must have: what stands around it entails nothing
AROUND = 0.55  # grade of a name in the heading that the unit stands under
SETTLED = Met(0.9, None, ())  # a term of which the unit tells that it is so, or that it is not
_VALUES = {"date": ("date",), "number": ("number", "money", "measure", "percent", "duration")}
_ONCE = ("did", "was", "were")  # what happened, happened to one
# What a thing has one place for.
_ONE_PLACE = lazy(
    r"\b(?:located|based|situated|headquartered|seated|born|died|die|buried|stands?|built|founded|established|made)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or No, how sure that is, and the evidence."""

    answer: str
    confidence: float
    hit: Hit


def judge(plan: Plan, hits: list[Hit]) -> Verdict:
    """Weigh the best hits: what a unit denies makes No, all terms met make Yes; the surest verdict counts."""
    inside = max(hit.signals["coverage inside"] for hit in hits[:_LOOKED_AT])
    told = [
        hit
        for hit in hits[:_LOOKED_AT]
        if hit.signals["coverage inside"] >= INSIDE * inside
        or _tells_all_but_names(plan, hit)
        or _tells_of_nobody(plan, hit)
    ]
    return max((_judge_one(plan, hit) for hit in told), key=lambda v: v.confidence)


def _tells_all_but_names(plan: Plan, hit: Hit) -> bool:
    """Whether all that is asked stands in the unit; a name may stand in its heading."""
    pairs = list(zip(plan.query.terms, hit.met, strict=True))
    places = [m.place for t, m in pairs if t.role != "name"]
    return bool(places) and None not in places and all(m.grade >= AROUND for t, m in pairs if t.role == "name")


def _tells_of_nobody(plan: Plan, hit: Hit) -> bool:
    """Whether "was anybody hurt?" is denied by a sentence that goes on from the one that tells of the event."""
    return (
        _ANYBODY.search(plan.query.text) is not None
        and _NOBODY.match(hit.unit.text) is not None
        and all(m.grade >= 0.5 for m in hit.met)
        and any(m.place is not None for t, m in zip(plan.query.terms, hit.met, strict=True) if t.role == "relation")
    )


_ANYBODY = lazy(r"\b(?:any(?:body|one)|any people|any casualties|some(?:body|one)|people)\b", re.IGNORECASE)
_NOBODY = lazy(r"\W*(?:Nobody|No one|None)\b")


def _judge_one(plan: Plan, hit: Hit) -> Verdict:
    """A term whose opposite, or another value, stands in the unit is settled: it counts as met, and denied."""
    settled = _settled(plan, hit)
    met = [SETTLED if place in settled else found for place, found in enumerate(hit.met)]
    denials = sum(not true for true in settled.values()) or int(_phrase_opposed(plan, hit))
    only = not_only(plan, hit)
    negated = _month_denied(plan, hit)
    if negated is None:
        negated = denied(plan, hit, denials > 0)
    denials += only_another(plan, hit) + not_all(plan, hit) + over(plan, hit) + forbidden(plan, hit) + (only is True)
    denials += done_by_another(plan, hit) + has_left(plan, hit)
    no = came_to_nothing(plan, hit) or (denials + (negated != plan.query.negated)) % 2 == 1
    signals = {**hit.signals, "opposite": 0.0, "type": 1.0}
    if settled.keys() - {place for place, _ in _values(plan)}:
        signals |= {"rival": 0.0, "swapped": 0.0}
    values = decide.features(plan, Hit(hit.unit, tuple(met), signals, hit.score, hit.behind))
    values |= {"denied": 0.0, "uncounted": 0.0, "no reason": 0.0}
    if no:
        values |= {"hedged": 0.0, "no longer": 0.0}  # told not to be so
    sure = decide.logistic(values)
    if any(m.grade < 0.5 and not t.weak for t, m in zip(plan.query.terms, met, strict=True)):
        sure *= UNTOLD  # a word that nothing tells of: the rest entails neither Yes nor No
    if only is None and limits(plan):
        sure *= UNTOLD
    if not no and _told_loosely(plan, met):
        sure *= UNTOLD
    if (
        _one_of_several(plan, hit)
        or most_untold(plan, hit)
        or (not no and (all_untold(plan, hit) or still_untold(plan, hit)))
    ):
        sure *= UNTOLD * UNTOLD
    if plan.query.tokens[0].norm not in _ONCE and other_kind(plan, hit):
        sure *= UNTOLD * UNTOLD  # what one does for another's may be done for one's own, too
    if (
        _unsaid_kind(plan, hit)
        or _unsaid_place(plan, hit)
        or (_unsaid_degree(plan, hit) and not (no and settled))
        or names_apart(plan, hit)
        or other_city(plan, hit)
    ):
        sure *= UNTOLD * UNTOLD
    if all(word in plan.index.topic for term in plan.query.terms for word in term.words):
        sure *= UNTOLD * UNTOLD  # nothing is asked of what the article is about
    return Verdict("No" if no else "Yes", sure, hit)


def _told_loosely(plan: Plan, met: list[Met]) -> bool:
    """Whether what is done is told by a word that at best means something like it ("oppose": "challenges")."""
    pairs = zip(plan.query.terms, met, strict=True)
    return any(t.role == "relation" and not t.weak and m.grade < NARROWER for t, m in pairs)


def _one_of_several(plan: Plan, hit: Hit) -> bool:
    """Whether "was it the first?" finds no more than that it was one of the first."""
    return _ONE_OF.search(hit.unit.text) is not None and _THE_ONE.search(plan.query.text) is not None


_ONE_OF = lazy(r"\b(?:one of|among)\s(?:the|its)\s(?:very )?(?:first|last|only|\w+est)\b", re.IGNORECASE)
_THE_ONE = lazy(r"^\w+ (?!.*\b(?:one of|among)\b).*\bthe (?:very )?(?:first|last|only|\w+est)\b", re.IGNORECASE)


def _values(plan: Plan) -> list[tuple[int, Term]]:
    return [(i, t) for i, t in enumerate(plan.query.terms) if t.role in _VALUES]


def _settled(plan: Plan, hit: Hit) -> dict[int, bool]:
    """The terms, by number, of which the unit tells in other words that they are so or that they are not."""
    settled: dict[int, bool] = {}
    month = month_told(plan, hit)
    cut = cut_short(plan, hit) or frozenset()
    for place, (term, found) in enumerate(zip(plan.query.terms, hit.met, strict=True)):
        true = compared(plan, term, hit) if term.role in _VALUES else None
        if true is not None:
            settled[place] = true
        elif found.grade >= 0.85 and found.place is not None:
            if _of_another(plan, place, hit) or _opposite_beside(plan, place, hit):
                settled[place] = False
        elif _stands_opposite(plan, plan.denials[place], hit) or (found.grade < 0.5 and _other(plan, term, hit)):
            settled[place] = False
        elif month and term.place == asked_month(plan):
            settled[place] = True
    kinds = other_kind(plan, hit) if plan.query.tokens[0].norm in _ONCE else []
    settled |= dict.fromkeys(not_carried_out(plan, hit), True)
    return settled | dict.fromkeys(cut, True) | ({min(cut): False} if cut else {}) | dict.fromkeys(kinds, False)


def _phrase_opposed(plan: Plan, hit: Hit) -> bool:
    """Whether a phrase that denies one of the question's stands in the unit, and not in the question itself.

    What the unit says is done is not denied by a phrase in it that would deny that ("a loan, taken out in 2020, was
    repaid": paid back).
    """
    done = {
        t.words[0]
        for t, m in zip(plan.query.terms, hit.met, strict=True)
        if t.role == "relation" and m.place is not None and m.grade >= SYNONYM
    }
    phrases = {p for words, against in plan.phrase_denials.items() if done.isdisjoint(words) for p in against}
    return _stands_opposite(plan, phrases, hit)


def _stands_opposite(plan: Plan, phrases: Iterable[Phrase], hit: Hit) -> bool:
    """Whether a phrase that denies stands in the unit, and not in the question itself."""
    found = [p for p in phrases if all(s in hit.unit.positions for s in p) and not set(p) <= plan.asked]
    if all("not" in phrase for phrase in found) and denied(plan, hit, False):
        return False  # that "not" counts already
    return bool(found)


def _of_another(plan: Plan, number: int, hit: Hit) -> bool:
    """Whether a value that the question gives stands in the unit with something else ("built in 1782 and extended in
    1901": not built in 1901)."""
    place = hit.met[number].place
    if plan.query.terms[number].role not in _VALUES or place is None or hit.unit.fact is not None:
        return False
    mentions = index_mentions(plan.index, hit.unit)
    start = hit.unit.tokens[place].start
    own = next((m for m in mentions if m.start <= start < m.end), None)
    if own is None:
        return False
    text = hit.unit.text
    left = max((m.end() for m in _PART.finditer(text, 0, own.start)), default=0)
    right = next((m.start() for m in _PART.finditer(text, own.end)), len(text))
    for term, met in zip(plan.query.terms, hit.met, strict=True):
        places = hit.unit.positions.get(met.by[0], ()) if met.by and term.role in ("relation", "word") else ()
        if any(left <= hit.unit.tokens[p].start < right for p in places):
            return False  # it stands with what is asked
    alike = [m for m in mentions if m.type == own.type]
    after = plan.query.tokens[plan.query.terms[number].place + 1 :]
    noun = after[0].stem if after and own.type != "date" else None
    meant = counted(plan, hit, alike, noun) or pointed_out(plan, hit, alike, noun, frozenset((number,)), tie=False)
    return meant is not None and plan.query.terms[number].text not in hit.unit.text[meant.start : meant.end]


_PART = lazy(r"[;,] | and | but | while ")


def _opposite_beside(plan: Plan, number: int, hit: Hit) -> bool:
    """Whether another clause than that of the term has its opposite, and more of what is asked ("it opens from Tuesday
    on; on Mondays it is closed")."""
    place, unit = hit.met[number].place, hit.unit
    against = {p for phrase in plan.denials[number] if len(phrase) == 1 for p in unit.positions.get(phrase[0], ())}
    if not against or place is None or unit.fact is not None:
        return False
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(unit.text)), len(unit.text)]
    for left, right in pairwise(cuts):
        inside = {i for i, t in enumerate(unit.tokens) if left <= t.start < right}
        if against & inside and not inside & set(unit.positions.get(unit.tokens[place].stem, ())):
            others = [unit.positions.get(m.by[0], []) for m in hit.met if m.place is not None and m.by]
            return any(inside.issuperset(places) for places in others if places)
    return False


def _other(plan: Plan, term: Term, hit: Hit) -> bool:
    return _other_value(plan, term, hit) or _other_place(plan, term, hit)


def _other_value(plan: Plan, term: Term, hit: Hit) -> bool:
    """Whether the unit gives another value of the same type where the question has this one."""
    kinds = _VALUES.get(term.role, ())
    return any(mention.type in kinds for mention in index_mentions(plan.index, hit.unit))


def _other_place(plan: Plan, term: Term, hit: Hit) -> bool:
    """Whether the unit gives another place, after the same preposition, for what has only one."""
    if term.role != "name" or term.place == 0 or not _ONE_PLACE.search(plan.query.text):
        return False
    if any(m.grade < 0.5 and not t.weak and t is not term for t, m in zip(plan.query.terms, hit.met, strict=True)):
        return False
    preposition = plan.query.tokens[term.place - 1].norm
    tokens = hit.unit.tokens
    return preposition in ("in", "at", "on", "near") and any(
        token.norm == preposition and following.is_capital and following.stem not in plan.asked
        for token, following in pairwise(tokens)
    )


def _unsaid_kind(plan: Plan, hit: Hit) -> bool:
    """Whether "was she a painter?" finds the painter only in what stands around the unit."""
    tokens = plan.query.tokens
    if tokens[0].norm not in ("is", "was", "are", "were"):
        return False
    article = next((i for i, t in enumerate(tokens) if t.norm in ("a", "an")), None)
    if article is None or not tokens[article - 1].is_capital:
        return False
    pairs = list(zip(plan.query.terms, hit.met, strict=True))
    kinds = [m for t, m in pairs if t.place > article]
    if not kinds or hit.unit.fact is not None:
        return False
    who = [m.place for t, m in pairs if t.place < article and t.role == "name" and m.place is not None]
    return kinds[0].place is None or (bool(who) and not any(_is_subject(plan, hit, place) for place in who))


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


def _unsaid_place(plan: Plan, hit: Hit) -> bool:
    """Whether "is X in Y?" finds both names in the unit, and Y no place there."""
    terms, tokens = plan.query.terms, plan.query.tokens
    last = terms[-1] if terms else None
    if last is None or any(t.role != "name" for t in terms) or tokens[0].norm not in ("is", "are", "was", "were"):
        return False
    place = hit.met[-1].place
    if tokens[last.place - 1].norm != "in" or place is None or hit.unit.fact is not None:
        return False
    before = {t.norm for t in hit.unit.tokens[max(0, place - 4) : place]}
    return hit.unit.tokens[place].stem != last.words[0] or before.isdisjoint(("in", "of", "at", "near", "on"))


def _unsaid_degree(plan: Plan, hit: Hit) -> bool:
    """Whether "is it the longest?" finds no superlative of that word in the unit."""
    asked = [t.stem for t in plan.query.tokens if t.norm.endswith("est") and t.norm.removesuffix("est") in _GRADED]
    return any(word not in hit.unit.positions for word in asked)


_GRADED = frozenset("long short larg small bigg tall high low deep wid old young new fast clos earli lat great".split())


def _month_denied(plan: Plan, hit: Hit) -> bool | None:
    """Whether the clause that tells of the month asked for denies something ("from December on there is none"); None
    where no month is asked for or told."""
    month = month_told(plan, hit)
    if month is None:
        return None
    text = hit.unit.text
    left = max((m.end() for m in _CLAUSE.finditer(text, 0, month[0])), default=0)
    right = next((m.start() for m in _CLAUSE.finditer(text, month[1])), len(text))
    return any(is_denial(token) for token in hit.unit.tokens if left <= token.start < right)


_CLAUSE = lazy(r"; |, (?:and|but|while) ")
