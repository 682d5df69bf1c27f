"""What a unit only speaks of: wished for, or recognised, it is not told to have happened there and then."""

from __future__ import annotations

from retrieval.question.nouns import noun_like
from retrieval.question.terms import STOP
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lexicon import words
from retrieval.words.text import Token
from retrieval.words.verbs import is_verb, verb_base

_FAR = 9  # tokens between what is spoken of and the word that says so
_THROUGH = frozenset("to and of for the a an its his her their this that towards toward".split())
_FUTURE = frozenset("will would shall should could can may might future".split())
_OPEN = ("reason", "manner", "definition", "telling", "summary")


def wished(plan: Plan, hit: Hit) -> bool:
    """Whether what is asked for as done is only wanted by somebody: "urges them to *conclude an agreement*", "supports
    its *integration*"."""
    asked = plan.query.tokens
    if plan.query.form in _OPEN or not _FUTURE.isdisjoint(t.norm for t in asked):
        return False
    return not any(_is_one("wish", t) for t in asked) and _depends(plan, hit, "wish", plan.query.form != "yesno")


def acclaimed(plan: Plan, hit: Hit) -> bool:
    """Whether the event asked for is what somebody recognised, welcomed or marked, on a day of its own."""
    if plan.query.type != "date" and plan.query.form != "yesno":
        return False
    return _depends(plan, hit, "attitude", False)


def _is_one(kind: str, token: Token) -> bool:
    bases = words("verbs.txt", kind)
    return verb_base(token.norm) in bases or token.norm.removesuffix("s") in bases


def _depends(plan: Plan, hit: Hit, kind: str, verbs: bool) -> bool:
    """Whether a word of a kind governs what meets a deed of the question, and meets none itself; ``verbs``: a deed that
    the question tells by a verb."""
    if hit.unit.fact is not None:
        return False
    met = {m.place for m in hit.met if m.place is not None}
    roles = ("relation",) if verbs else ("relation", "word", "focus")
    deeds = [
        m.place
        for t, m in plan.pairs(hit.met)
        if m.place is not None and t.role in roles and not (verbs and _is_noun(plan.query.tokens, t.place))
    ]
    denied = {stem for phrases in plan.denials for against in phrases for stem in against} if deeds else set()
    return any(_governed(hit, place, kind, met, denied) for place in deeds)


def _is_noun(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word of the question stands as a noun: "its *road* to …", "the *support* for"."""
    before = tokens[place - 1] if place else None
    return noun_like(tokens[place]) or (before is not None and (before.possessive or before.norm in _THROUGH - {"to"}))


def _governed(hit: Hit, place: int, kind: str, met: set[int], denied: set[str]) -> bool:
    tokens, text = hit.unit.tokens, hit.unit.text
    for before in range(place - 1, max(-1, place - _FAR), -1):
        token = tokens[before]
        if text[token.end : tokens[before + 1].start].strip(" '’s-"):
            return False  # another part of the sentence
        if _is_one(kind, token):
            return before not in met and token.stem not in denied
        infinitive = before > 0 and tokens[before - 1].norm == "to"
        finite = is_verb(token) and not noun_like(token) and not token.norm.endswith("ing") and not token.is_capital
        if (finite and not infinitive) or (token.norm in STOP and token.norm not in _THROUGH):
            return False
    return False
