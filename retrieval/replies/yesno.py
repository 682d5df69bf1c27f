"""Yes or No, only where the text entails it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from retrieval.answer.respectively import exchanged_items
from retrieval.confidence import decide
from retrieval.confidence.kinds import most_untold
from retrieval.question.terms import Term
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit, index_mentions
from retrieval.ranking.met import Met
from retrieval.replies.another import (
    done_by_another,
    has_left,
    names_apart,
    nobody_named,
    other_city,
    other_doer,
    other_kind,
    other_office,
)
from retrieval.replies.denial import (
    all_untold,
    cut_short,
    denied,
    is_denial,
    limits,
    not_all,
    not_only,
    only_another,
    ranks_lower,
)
from retrieval.replies.ended import died, ended, over, still_untold
from retrieval.replies.limits import (
    asked_month,
    between_years,
    by_key,
    compared,
    just_one,
    limit_words,
    limited,
    month_told,
    other_months,
    other_way,
    than_untold,
)
from retrieval.replies.opposed import (
    CLAUSE,
    VALUES,
    of_another,
    of_those,
    opposite_beside,
    stands_opposite,
)
from retrieval.replies.plans import came_to_nothing, not_carried_out, only_pending
from retrieval.replies.unsaid import (
    deed_untold,
    done_elsewhere,
    elsewhere_unclear,
    one_of_several,
    owned_by_another,
    unsaid_degree,
    unsaid_kind,
)
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import country_of

_LOOKED_AT = 6  # hits
UNTOLD = 0.6
BY_KEY = 0.9  # confidence of a comparison with the infobox line that is asked for by its key
INSIDE = 0.7  # share of the best hit's own coverage that another must have: what stands around it entails nothing
AROUND = 0.55  # grade of a name in the heading that the unit stands under
_ONCE = ("did", "was", "were")  # what happened, happened to one
SETTLED = Met(0.9, None, ())  # a term of which the unit tells that it is so, or that it is not
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
    line = by_key(plan) or died(plan)
    if line is not None:
        return Verdict("Yes" if line[1] else "No", BY_KEY, Hit(line[0], plan.align(line[0]), {}))
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
    pairs = list(plan.pairs(hit.met))
    places = [m.place for t, m in pairs if t.role != "name"]
    return bool(places) and None not in places and all(m.grade >= AROUND for t, m in pairs if t.role == "name")


def _tells_of_nobody(plan: Plan, hit: Hit) -> bool:
    """Whether "was anybody hurt?" is denied by a sentence that goes on from the one that tells of the event."""
    return (
        _ANYBODY.search(plan.query.text) is not None
        and _NOBODY.match(hit.unit.text) is not None
        and all(m.grade >= 0.5 for m in hit.met)
        and any(m.place is not None for t, m in plan.pairs(hit.met) if t.role == "relation")
    )


_ANYBODY = lazy(r"\b(?:any(?:body|one)|any people|any casualties|some(?:body|one)|people)\b", re.IGNORECASE)
_NOBODY = lazy(r"\W*(?:Nobody|No one|None)\b")


def _judge_one(plan: Plan, hit: Hit) -> Verdict:
    """A term whose opposite, or another value, stands in the unit is settled: it counts as met, and denied."""
    settled = _settled(plan, hit)
    met = [SETTLED if place in settled else found for place, found in enumerate(hit.met)]
    other = not all(settled.values())
    only = not_only(plan, hit)
    negated = _month_denied(plan, hit)
    if negated is None:
        negated = denied(plan, hit, other)
    gone = ended(plan, hit)
    grown = between_years(plan, hit)
    if grown is not None:
        settled = {i: True for i, t in enumerate(plan.query.terms) if t.role == "date" or hit.met[i].place is None}
        met = [SETTLED if place in settled else found for place, found in enumerate(hit.met)]
        other, negated = not grown, False
    elif gone is not None:
        settled |= dict.fromkeys(gone, True)
        met = [SETTLED if place in settled else found for place, found in enumerate(hit.met)]
    untrue = negated or other or gone is not None or only is True or any(reason(plan, hit) for reason in _UNTRUE)
    no = came_to_nothing(plan, hit) or only_pending(plan, hit) or untrue != plan.query.negated
    signals = {**hit.signals, "opposite": 0.0, "type": 1.0}
    if settled:
        signals["coverage"] = max(signals["coverage"], _coverage(plan, met))
    if settled.keys() - {place for place, _ in _values(plan)}:
        signals |= {"rival": 0.0, "swapped": 0.0}
    values = decide.features(plan, Hit(hit.unit, tuple(met), signals, hit.score, hit.behind))
    values |= {"denied": 0.0, "uncounted": 0.0, "no reason": 0.0}
    if no:
        values |= {"hedged": 0.0, "no longer": 0.0, "one side": 0.0}  # told not to be so
    if no and only_another(plan, hit):
        values["merely named"] = 0.0
    sure = decide.logistic(values)
    if any(m.grade < 0.5 and not t.weak for t, m in plan.pairs(met)):
        sure *= UNTOLD  # a word that nothing tells of: the rest entails neither Yes nor No
    if only is None and limits(plan):
        sure *= UNTOLD * UNTOLD
    if not no and (other_office(plan, hit) or signals["swapped"]):
        sure *= UNTOLD
    if (
        any(lack(plan, hit) for lack in _UNCLEAR)
        or (plan.query.tokens[0].norm not in _ONCE and other_kind(plan, hit))
        or (not no and any(lack(plan, hit) for lack in _NO_YES))
        or (unsaid_degree(plan, hit) and not (no and settled))
        or (not no and deed_untold(plan, met))
    ):
        sure *= UNTOLD * UNTOLD
    if all(word in plan.index.topic for term in plan.query.terms for word in term.words):
        sure *= UNTOLD * UNTOLD  # nothing is asked of what the article is about
    return Verdict("No" if no else "Yes", sure, hit)


# What is no ground for a yes, though it holds the words.
_NO_YES = (done_elsewhere, other_doer, nobody_named, all_untold, still_untold, than_untold)
# What leaves open whether it is so.
_UNCLEAR = (
    unsaid_kind, owned_by_another, names_apart, other_city, elsewhere_unclear, one_of_several, most_untold,
)  # fmt: skip
# What makes untrue what is asked, whatever else the unit denies.
_UNTRUE = (
    only_another, not_all, over, done_by_another, has_left, other_way, of_those, ranks_lower, just_one, exchanged_items,
)  # fmt: skip


def _coverage(plan: Plan, met: list[Met]) -> float:
    """The share of the question's weight that is met, with what is settled."""
    total = sum(plan.weights) or 1.0
    return sum(weight * m.grade for weight, m in zip(plan.weights, met, strict=True)) / total


def _values(plan: Plan) -> list[tuple[int, Term]]:
    return [(i, t) for i, t in enumerate(plan.query.terms) if t.role in VALUES]


def _settled(plan: Plan, hit: Hit) -> dict[int, bool]:
    """The terms, by number, of which the unit tells in other words that they are so or that they are not."""
    settled: dict[int, bool] = {}
    month = month_told(plan, hit)
    cut = cut_short(plan, hit) or frozenset()
    for place, (term, found) in enumerate(plan.pairs(hit.met)):
        true = compared(plan, term, hit) if term.role in VALUES else None
        if true is not None:
            settled |= dict.fromkeys(limit_words(plan, term), True) | {place: true}
        elif found.grade >= 0.85 and found.place is not None:
            if of_another(plan, place, hit) or opposite_beside(plan, place, hit):
                settled[place] = False
        elif stands_opposite(plan, plan.denials[place], hit) or _other(plan, term, found, hit):
            settled[place] = False
        elif month and term.place == asked_month(plan):
            settled[place] = True
        elif month is None and found.place is None and term.place == asked_month(plan) and other_months(plan, hit):
            settled[place] = False
    settled |= dict.fromkeys(not_carried_out(plan, hit), True)
    if plan.query.tokens[0].norm in _ONCE:
        settled |= dict.fromkeys(other_kind(plan, hit), False)
    return settled | dict.fromkeys(cut, True) | ({min(cut): False} if cut else {})


def _other(plan: Plan, term: Term, found: Met, hit: Hit) -> bool:
    return found.grade < 0.5 and (_other_value(plan, term, hit) or _other_place(plan, term, hit))


def _other_value(plan: Plan, term: Term, hit: Hit) -> bool:
    """Whether the unit gives another value of the same type where the question has this one."""
    kinds = VALUES.get(term.role, ())
    return not limited(plan, term) and any(mention.type in kinds for mention in index_mentions(plan.index, hit.unit))


def _other_place(plan: Plan, term: Term, hit: Hit) -> bool:
    """Whether the unit gives another place, after the same preposition, for what has only one."""
    if term.role != "name" or term.place == 0 or not _ONE_PLACE.search(plan.query.text):
        return False
    country = country_of(term.words) is not None and hit.unit.fact is None  # a town that is told may lie there
    if any(m.grade < 0.5 and not t.weak and t is not term for t, m in plan.pairs(hit.met)):
        return False
    preposition = plan.query.tokens[term.place - 1].norm
    tokens = hit.unit.tokens
    return preposition in ("in", "at", "on", "near") and any(
        token.norm == preposition
        and following.is_capital
        and following.stem not in plan.asked
        and (not country or country_of((following.stem,)) is not None)
        for token, following in pairwise(tokens)
    )


def _month_denied(plan: Plan, hit: Hit) -> bool | None:
    """Whether the clause that tells of the month asked for denies something ("from December on there is none"); None
    where no month is asked for or told."""
    month = month_told(plan, hit)
    if month is None:
        return None
    text = hit.unit.text
    left = max((m.end() for m in CLAUSE.finditer(text, 0, month[0])), default=0)
    right = next((m.start() for m in CLAUSE.finditer(text, month[1])), len(text))
    return any(is_denial(token) for token in hit.unit.tokens if left <= token.start < right)
