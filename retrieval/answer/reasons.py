"""Where a sentence gives a reason or a purpose."""

from __future__ import annotations

import re

from retrieval.article.units import Unit
from retrieval.words.lazy import lazy
from retrieval.words.verbs import verb_base

# What opens the clause that gives a reason.
_BECAUSE = lazy(
    r"\b(?:because|due to|owing to|since (?!\d|then|(?:[\w'’]+ ){1,6}?\d{4})|so that|in order to|in protest|driven by"
    r"|caused by|as a result of|for (?:\w+ ){0,2}reasons|as (?=(?:too|the|it|he|she|they|there|its|his|her|their)\b))"
)
_TOLD = lazy(r"\b(?:reasons?|caus\w+|result\w*|led to|thus|therefore|owing)\b", re.IGNORECASE)
# Words after which an infinitive is no purpose ("was asked to study", "is able to").
_COMPLEMENTS = frozenset(
    "want wanted wants need needed begin began begun decide decided able due according likely have has had used fail "
    "failed refuse refused agree agreed ask asked allow allowed plan planned continue continued first last only going "
    "forced required said known expected appear appeared seem seemed try tried attempt attempted ordered".split()
)


def purpose(unit: Unit) -> int | None:
    """Where the first infinitive of purpose begins in a unit's text ("… *to protect the town*")."""
    tokens = unit.tokens
    for place in range(1, len(tokens) - 1):
        verb = tokens[place + 1]
        if (
            tokens[place].norm == "to"
            and tokens[place - 1].norm not in _COMPLEMENTS
            and verb.text.islower()
            and verb_base(verb.norm) == verb.norm
        ):
            return tokens[place].start
    return None


def reason(unit: Unit) -> int | None:
    """Where the clause that gives a reason, or else a purpose, begins in a unit's text."""
    because = _BECAUSE.search(unit.text)
    return because.start() if because else purpose(unit)


def clause_end(unit: Unit, start: int) -> int:
    """Where a reason ends in a unit's text: at the full stop, or where another statement follows ("…; it was")."""
    if _FRONTED.fullmatch(unit.text, 0, start):
        main = _MAIN.search(unit.text, start)
        if main:
            return main.start()
    end = unit.text.find("; ", start)
    return end if end >= 0 else len(unit.text.rstrip(" ."))


_FRONTED = lazy(r"(?:[A-Z][\w ]{0,40}, )?")  # "Over time, as the ice melted, the town moved"
_MAIN = lazy(r", (?=(?:the|a|an|it|he|she|they|its|his|her|their|this|these|all|some|most)\b|[A-Z])")


def gives_reason(unit: Unit) -> bool:
    """Whether a unit gives a reason or a purpose."""
    return _TOLD.search(unit.text) is not None or reason(unit) is not None
