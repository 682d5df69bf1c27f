"""Noun phrases of a question: where they end, and the type of answer that their nouns ask for."""

from __future__ import annotations

from functools import lru_cache

from retrieval.lexicon import word_classes, words
from retrieval.phrasebook import Phrase, Phrasebook
from retrieval.text import Token
from retrieval.verbs import is_verb

AUXILIARY = words("function_words.txt", "auxiliary") | frozenset("can could will would may might must should".split())
PREPOSITION = words("function_words.txt", "preposition") | {"to"}
QUESTION_WORDS = frozenset(
    "who whom whose what which when where why how "
    "whats whos wheres whens hows what's who's where's when's how's".split()
)

# "How ADJECTIVE" → the type of answer.
HOW = {
    "tall": "measure", "high": "amount", "long": "measure", "deep": "measure", "wide": "measure", "heavy": "measure",
    "fast": "measure", "far": "measure", "thick": "measure", "hot": "measure", "cold": "measure", "steep": "measure",
    "big": "amount", "large": "amount", "strong": "amount", "great": "amount", "small": "amount",
    "old": "age", "young": "age", "expensive": "money", "often": "frequency", "frequently": "frequency",
    "soon": "date", "late": "date", "early": "date",
}  # fmt: skip

# Types that win where a noun is listed under several.
_EXACT_TYPES = ("date", "duration", "role", "money", "measure", "number")


@lru_cache(maxsize=1)
def type_nouns() -> tuple[Phrasebook, dict[str, str]]:
    """The nouns by which "which NOUN" asks for a type, and the type of each line of them, the one that wins first."""
    classes = word_classes("types.txt")
    types = {", ".join(classes[key]): key for key in dict.fromkeys((*_EXACT_TYPES, *classes))}
    return Phrasebook(types, ","), types


def noun_type(noun: Phrase) -> str | None:
    """The type of answer that a noun phrase asks for, by its longest known ending."""
    book, types = type_nouns()
    for first in range(len(noun)):
        lines = book.lines(noun[first:])
        if lines:
            return types[lines[0]]
    return None


def noun_run(tokens: tuple[Token, ...], first: int) -> tuple[Token, ...]:
    """The noun phrase that starts at a place: up to the next verb, auxiliary, preposition or question word."""
    run: list[Token] = []
    for token in tokens[first:]:
        if token.norm in ("the", "a", "an", "of", "his", "her", "its", "their", "two", "other", "'s") and not run:
            continue
        if (
            token.norm in AUXILIARY
            or token.norm in PREPOSITION
            or token.norm in QUESTION_WORDS
            or token.norm in ("that", "and", "or", "it", "he", "she", "they")
        ):
            break
        if run and is_verb(token) and not noun_like(token):
            break
        if not run and token.norm.endswith("ed") and is_verb(token) and not noun_like(token):
            break  # "who is listed as …"
        run.append(token)
        if token.possessive:
            run.clear()
    return tuple(run)


def noun_like(token: Token) -> bool:
    """Whether a word is a name or a noun that a type of answer goes by."""
    return token.is_capital or bool(type_nouns()[0].lines((token.stem,)))
