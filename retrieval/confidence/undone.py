"""Whether what a unit tells came about at all: denied, undone, or only meant to be."""

from __future__ import annotations

import re

from retrieval.confidence.parts import BE, DO
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.replies.denial import still_to_come
from retrieval.words.lazy import lazy
from retrieval.words.verbs import is_verb

_NEGATIONS = frozenset("not no never none nor neither without cannot nobody nothing".split())


def denied(plan: Plan, hit: Hit) -> bool:
    """Whether the unit denies something, and the question does not, or the other way round."""
    if plan.query.negated and plan.query.form == "reason" and _HEDGED.search(hit.unit.text):
        return False  # "why didn't it happen?": it was cancelled
    return _negated(hit) != plan.query.negated and not {"until", "before"} & set(hit.unit.positions)


def _negated(hit: Hit) -> bool:
    """Whether the unit denies what its matched words say: a negation beside one of them."""
    norms = [t.norm for t in hit.unit.tokens]
    yet = {p for p in range(len(norms)) if still_to_come(hit.unit.tokens, p)}
    places = [p for p, n in enumerate(norms) if n in _NEGATIONS or n.endswith("n't") or p in yet]
    return any(
        m.place is not None
        and -4 <= m.place - p <= 5
        and "but" not in norms[m.place : p]  # "was asked, but never came"
        and not _in_another(hit, m.place, p)
        for p in places
        for m in hit.met
    )


def _in_another(hit: Hit, place: int, later: int) -> bool:
    """Whether another statement begins between two places ("Ann wrote it, and the case never came up")."""
    tokens = hit.unit.tokens
    return place < later and _BORDER.search(hit.unit.text, tokens[place].end, tokens[later].start) is not None


_BORDER = lazy(r"[,;] (?:and|while|whereas) ")
_DENY = _NEGATIONS | frozenset("non except excluding refuse refused failed lack lacks lacked only".split())


def affirmed(plan: Plan, hit: Hit) -> bool:
    """Whether a question asks for what is not so ("who did *not* sign?"), and the unit denies nothing."""
    if not plan.query.negated or plan.query.form in ("yesno", "reason") or hit.unit.fact is not None:
        return False
    norms = {t.norm for t in hit.unit.tokens}
    denials = {s for opposites in plan.opposites for form in opposites for s in form}
    return (
        _DENY.isdisjoint(norms) and not any(n.endswith("n't") for n in norms) and denials.isdisjoint(hit.unit.positions)
    )


def verb_denied(plan: Plan, hit: Hit) -> bool:
    """Whether the unit denies the very deed: "has not been reopened", "did not join the strike"."""
    if plan.query.negated or plan.query.form == "yesno" or {"until", "before"} & set(hit.unit.positions):
        return False
    tokens = hit.unit.tokens
    last_but = max(hit.unit.positions.get("but", [-1]))
    if tokens and tokens[0].norm in ("nobody", "none"):  # "Nobody was killed, but two people …"
        deeds = [m.place for t, m in plan.pairs(hit.met) if t.role == "relation"]
        if any(place is not None and place <= _NEAR_NOBODY for place in deeds):
            return True
    for term, met in plan.pairs(hit.met):
        if met.place is not None and met.place > last_but and (term.role == "relation" or is_verb(tokens[met.place])):
            for place in range(met.place - 1, max(-1, met.place - 5), -1):
                token = tokens[place]
                if token.norm in _NEGATIONS or token.norm.endswith("n't") or still_to_come(tokens, place):
                    return True
                if token.norm not in BE | DO | {"to"} and not token.norm.endswith("ly"):
                    break
    return False


_NEAR_NOBODY = 4


def instead(plan: Plan, hit: Hit) -> bool:
    """Whether the unit says the opposite of a word that it does not hold."""
    if plan.query.form == "yesno":
        return False
    for met, opposites in zip(hit.met, plan.opposites, strict=True):
        carried = hit.signals["points back"] and met.grade > ECHOED  # "*They* share it with the men": the women
        if met.place is None and not carried and any(all(s in hit.unit.positions for s in o) for o in opposites):
            return True
    return False


ECHOED = 0.8  # grade of a word that what a unit points back to holds

# What was only meant to be: it did not happen, for all that the sentence tells.
_HEDGED = lazy(
    r"\b(?:planned|propos\w+|cancel\w+|call(?:ed)? off|(?:was|were) to|would have|intended|abandon\w+|"
    r"postpon\w+|in mind|under negotiation|dropped|rejected|never|fail(?:s|ed)? to|refus\w+)\b",
    re.IGNORECASE,
)
# Where a clause begins that tells something about a noun before it ("a merger that would have created …").
_ABOUT_NOUN = lazy(r",? (?:that|which|who|whose) ")


_AS = lazy(r"\b(?:because|since|as|when|after|although)\b", re.IGNORECASE)


def hedged(plan: Plan, hit: Hit) -> bool:
    """Whether a unit tells what is asked as something only meant to be.

    Not where the question itself says so, in these words or by a synonym ("who *suggested* it": "proposed"), nor
    where the words for it stand in a clause about a noun that the question names as a noun, too.
    """
    text = hit.unit.text
    hedge = _HEDGED.search(text)
    if plan.query.negated and plan.query.form == "reason":
        return False  # "why didn't it happen?": it was cancelled
    if hedge is None or plan.query.form == "definition" or _HEDGED.search(plan.query.text):
        return False
    tokens = hit.unit.tokens
    for term, met in plan.pairs(hit.met):
        if met.place is None or met.grade >= 0.99:
            continue
        if hedge.start() <= tokens[met.place].start < hedge.end() and term.role in ("relation", "word"):
            return False
    if all(m.place is None or "but" in [t.norm for t in tokens[m.place :] if t.start < hedge.start()] for m in hit.met):
        return False  # "was nominated seven times but never received it"
    placed = [tokens[m.place].start for m in hit.met if m.place is not None and m.grade < 0.99]
    if placed and _AS.search(text, hedge.end(), min(placed)):
        return False  # "they rejected it because they feared …"
    places = [m.place for m in hit.met if m.place is not None]
    cut = _BORDER.search(text, tokens[max(places)].end, hedge.start()) if places else None
    if cut is not None:
        return False  # another statement is only meant
    border = next((m for m in _ABOUT_NOUN.finditer(text, 0, hedge.start())), None)
    if border is None:
        return True
    inside = [m for m in hit.met if m.place is not None and tokens[m.place].start >= border.start()]
    before = [
        t
        for t, m in plan.pairs(hit.met)
        if m.place is not None and tokens[m.place].end == border.start() and t.role == "relation"
    ]
    return bool(inside or before)


# What a unit says not to be known, by what is asked for; "" for any type.
_UNKNOWN = {
    "reason": lazy(r"\bno (?:reason|explanation)\b|\breasons? (?:\w+ )?(?:unknown|unclear|not known)\b", re.IGNORECASE),
    "person": lazy(r"\b(?:never|not) (?:been )?(?:named|identified|found)\b|\bunnamed\b", re.IGNORECASE),
    "": lazy(
        r"\bno (?:figures?|data|details?|records?|information)\b|\bundisclosed\b|\bunrecorded\b"
        r"|\b(?:never|not) (?:been )?(?:known|recorded|published|disclosed|stated|revealed)\b",
        re.IGNORECASE,
    ),
}


def said_unknown(plan: Plan, hit: Hit) -> bool:
    """Whether the unit itself says that what is asked is not known, or not told."""
    if plan.query.form == "yesno" or plan.query.negated:
        return False
    kind = "person" if plan.query.type in ("person", "role", "name") else plan.query.type
    told = [_UNKNOWN[key] for key in ("", kind) if key in _UNKNOWN]
    return any(pattern.search(hit.unit.text) for pattern in told)
