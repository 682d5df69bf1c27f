"""Who does what to whom, from the words alone: the side on which a name stands of a relation word."""

from __future__ import annotations

from retrieval.article.units import STOP
from retrieval.question.nouns import noun_type
from retrieval.words.text import Token
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import is_participle, is_verb

BE = frozenset("is was are were been being be am get gets got".split())
PATIENT_MARKS = frozenset("to into in with for against toward towards on at between among within".split())
_AGENT_MARKS = frozenset("by from of".split())
_SKIPPED = frozenset("the a an kingdom republic its their both new former".split())


def side(tokens: tuple[Token, ...], place: int, relation: int) -> str:
    """Whether the name at a place is the agent or the patient of the relation word at another."""
    before = [t.norm for t in tokens[max(0, place - 4) : place]]
    mark = next((n for n in reversed(before) if n not in _SKIPPED and not n[:1].isupper()), "")
    passive = is_passive(tokens, relation)
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if (
        following is not None
        and place + 1 != relation
        and not tokens[place].possessive
        and country_of((tokens[place].stem,)) == (tokens[place].stem,)
        and following.start - tokens[place].end == 1
        and following.text.islower()
        and following.norm not in STOP
        and (not is_verb(following) or noun_type((following.stem,)) is not None)
    ):
        return "modifier"  # "the Kosovo conflict"
    if relation - place == 1 and not passive:  # "with Belgium exporting goods"
        return "agent"
    if mark == "of":
        return "agent" if 0 < place - relation <= 3 else "patient" if place > relation else "agent"
    if mark in _AGENT_MARKS:
        return "agent"
    if mark in PATIENT_MARKS:
        return "patient"
    if tokens[place].possessive and place < relation:
        return "agent"
    return "agent" if (place < relation) != passive else "patient"


def is_passive(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word is the participle of a passive ("was sold by")."""
    before = [t.norm for t in tokens[max(0, place - 5) : place]]
    agent = "by" in [t.norm for t in tokens[place : place + 6]] + [t.norm for t in tokens[:2]]
    return is_participle(tokens[place].norm) and (
        any(n in BE for n in before) if agent else bool(BE & set(before[-2:]))
    )


def is_marked(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a name's side is told by its form: "A's exports", "exports of A", "exports to A"."""
    before = tokens[place - 1].norm if place else ""
    return tokens[place].possessive or before in _AGENT_MARKS or before in PATIENT_MARKS


def is_source(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether "from" stands before a name."""
    before = [t.norm for t in tokens[max(0, place - 3) : place] if t.norm not in _SKIPPED]
    return before[-1:] == ["from"]
