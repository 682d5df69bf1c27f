"""Who does what, where nobody is named: the subject of a sentence, or who stands after its "by"."""

from __future__ import annotations

from itertools import pairwise

from retrieval.align import Met
from retrieval.index import Unit
from retrieval.question import Query
from retrieval.text import Token
from retrieval.verbs import is_verb, verb_base


def doer(query: Query, unit: Unit, met: tuple[Met, ...]) -> range:
    """The tokens of who does in a unit what the question asks about; an empty range where nobody does.

    Of a passive ("the bridge was renovated") the subject does nothing, unless the question is passive itself.
    """
    placed = {m.place for m in met if m.place is not None}
    done = {m.place for t, m in zip(query.terms, met, strict=True) if t.role == "relation" and m.place is not None}
    for place in sorted(done):
        after = _after_by(unit.tokens, place)
        if after:
            return after
    subject = _subject(unit)
    if not subject or (_is_passive(unit.tokens, subject.stop) and not _asks_passive(query.tokens)):
        return range(0)
    near = placed & set(range(subject.stop, subject.stop + 4))
    joined = {place for place in done if place > subject.stop and unit.tokens[place - 1].norm in ("and", "but", "also")}
    return subject if near or joined else range(0)


def _subject(unit: Unit) -> range:
    """The tokens before a unit's first verb, if it opens with its subject ("the diaspora in Belgium raised …").

    A pronoun counts where the unit points back to something that it can stand for.
    """
    first = 1 if unit.tokens and unit.tokens[0].norm in ("the", "a", "an", "some", "two", "three") else 0
    for place, token in enumerate(unit.tokens[:10]):
        if place > first and (token.norm in _FINITE or (is_verb(token) and not token.norm.endswith("ing"))):
            return range(first, place)
        if token.norm in _PRONOUNS and place == 0:
            return range(1) if unit.antecedent is not None else range(0)
        if token.norm in _NO_SUBJECT or (token.norm in _INSIDE and place <= first):
            break
    return range(0)


def _after_by(tokens: tuple[Token, ...], verb: int) -> range:
    """The noun phrase after the "by" that follows a verb ("made by her son")."""
    by = next((i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].norm == "by"), None)
    if by is None or by + 1 >= len(tokens) or tokens[by + 1].norm not in _DETERMINERS:
        return range(0)
    last = by + 1
    while last + 1 < len(tokens) and tokens[last + 1].start - tokens[last].end <= 1 and last - by < 6:
        following = tokens[last + 1]
        if following.norm in _FINITE | _INSIDE | _NO_SUBJECT or (is_verb(following) and following.norm.endswith("ed")):
            break
        last += 1
    return range(by + 1, last + 1) if last > by + 1 else range(0)


def _is_passive(tokens: tuple[Token, ...], place: int) -> bool:
    return tokens[place].norm in _BE and any(
        t.norm.endswith("ed") or verb_base(t.norm) not in (None, t.norm) for t in tokens[place + 1 : place + 3]
    )


def _asks_passive(tokens: tuple[Token, ...]) -> bool:
    """Whether a question is about whom something was done to ("who was blamed?")."""
    return any(be.norm in _BE and is_verb(verb) and verb_base(verb.norm) != verb.norm for be, verb in pairwise(tokens))


_BE = frozenset("is are was were been being be".split())
_FINITE = frozenset("is was are were has have had did does can could will would may".split())
_PRONOUNS = frozenset("he she they it".split())
_DETERMINERS = frozenset("the a an his her its their two three several".split())
_INSIDE = frozenset("in on at by for from of to with near under behind".split())  # may stand inside a subject
_NO_SUBJECT = frozenset(
    "after before when while although as since that this these those there and which who where".split()
)
