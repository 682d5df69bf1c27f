"""Noun phrases of a question: where they end, and the type of answer that their nouns ask for."""

from __future__ import annotations

from functools import lru_cache

from retrieval.words.lexicon import word_classes, words
from retrieval.words.phrasebook import Phrase, Phrasebook
from retrieval.words.text import Token
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import is_verb, verb_base

AUXILIARY = words("function_words.txt", "auxiliary") | frozenset("can could will would may might must should".split())
PREPOSITION = words("function_words.txt", "preposition") | {"to"}
QUESTION_WORDS = frozenset(
    "who whom whose what which when where why how "
    "whats whos wheres whens hows what's who's where's when's how's".split()
)

COPULA = frozenset("is was are were 's be".split())

# "How ADJECTIVE" → the type of answer.
HOW = {
    "tall": "measure", "high": "amount", "long": "measure", "deep": "measure", "wide": "measure", "heavy": "measure",
    "fast": "measure", "far": "measure", "thick": "measure", "hot": "measure", "cold": "measure", "steep": "measure",
    "big": "amount", "large": "amount", "strong": "amount", "great": "amount", "small": "amount",
    "old": "age", "young": "age", "expensive": "money", "often": "frequency", "frequently": "frequency",
    "quickly": "measure", "slowly": "measure", "soon": "date", "late": "date", "early": "date",
}  # fmt: skip

# What has no size but a value: "how *large* is the budget" asks no more than what it is.
_VALUES = ("money", "number")

# Types that win where a noun is listed under several.
_EXACT_TYPES = tuple("age direction amount duration_or_measure date duration role money measure number".split())


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
    """The noun phrase that starts at a place: up to the next comma, verb, auxiliary, preposition or question word, or a
    name after a noun ("the year Kosovo joined")."""
    run: list[Token] = []
    for place, token in enumerate(tokens[first:], first):
        if token.norm in ("the", "a", "an", "of", "his", "her", "its", "their", "two", "other", "'s") and not run:
            continue
        if (
            token.norm in AUXILIARY
            or token.norm in PREPOSITION
            or token.norm in QUESTION_WORDS
            or token.norm in _ENDERS
        ):
            break
        if run and token.start - run[-1].end > 1:
            break
        if not run and (token.norm == "else" or _is_adverb(tokens, place)):
            break  # "what *nearly* ruined it"
        had = token.norm.endswith("s") and place + 1 < len(tokens) and tokens[place + 1].norm in ("has", "have", "had")
        described = bool(run) and run[-1].norm in _ADJECTIVES  # "the original *levy*"
        verb = is_verb(token) and not had and not described and not _opens_noun(tokens, place)
        if run and verb and (not noun_like(token) or _governs(tokens, place)):
            break  # but "how many harbour masters has it had"
        if run and run[-1].norm in _PEOPLE and verb_base(token.norm) == token.norm:
            break  # "how many people *work* there"
        if place == first and token.norm.endswith(("ed", "ing")) and is_verb(token) and not noun_like(token):
            break  # "who is listed as …"
        if run and not run[-1].is_capital and _is_name(token) and noun_type((run[-1].stem,)):
            break
        run.append(token)
        if token.possessive:
            run.clear()
    return tuple(run)


def _is_adverb(tokens: tuple[Token, ...], place: int) -> bool:
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return tokens[place].norm.endswith("ly") and following is not None and is_verb(following)


def sized_value(tokens: tuple[Token, ...], wh: int) -> str | None:
    """The type of what "how large is …" asks the value of (a budget, a workforce); None where it is a thing."""
    norms = [t.norm for t in tokens[wh : wh + 3]]
    if norms[0] != "how" or len(norms) < 3 or HOW.get(norms[1]) != "amount" or norms[2] not in COPULA:
        return None
    kind = noun_type(tuple(t.stem for t in noun_run(tokens, wh + 3)))
    return kind if kind in _VALUES else None


def noun_like(token: Token) -> bool:
    """Whether a word is a name or a noun that a type of answer goes by."""
    return token.is_capital or bool({token.norm, token.norm.removesuffix("s")} & _nouns())


def _opens_noun(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word makes a noun that a type goes by with the next one ("the original *top speed*")."""
    return bool(type_nouns()[0].lines(tuple(t.stem for t in tokens[place : place + 2]))) and place + 1 < len(tokens)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """The nouns of one word that a type of answer goes by, as they are spelt ("mediator" is no "mediated")."""
    return frozenset(noun for nouns in word_classes("types.txt").values() for noun in nouns if " " not in noun)


def _is_name(token: Token) -> bool:
    return token.is_capital or country_of((token.stem,)) is not None


def _governs(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word that can be a noun or a verb is the verb ("which film *features* the bridge"): it is followed by
    an article or a possessive, and no other word can be the verb."""
    following = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    others = (*tokens[:place], *tokens[place + 1 :])
    return following in _DETERMINERS and not any(
        t.norm in AUXILIARY or (is_verb(t) and not noun_like(t)) for t in others
    )


# Words after which a noun stands, even one that could be a verb.
_ADJECTIVES = frozenset("original initial final annual total yearly monthly daily previous former".split())
_PEOPLE = frozenset("people persons men women children".split())
# Words that begin another phrase ("in which year *the* agreement was signed").
_ENDERS = frozenset(
    "the a an his her its their our this these those that and or it he she they now today currently yet originally "
    "initially".split()
)
_DETERMINERS = frozenset("the a an its his her their this these those all both".split())


@lru_cache(maxsize=1024)
def unit_type(noun: str) -> str | None:
    """What is counted in a unit ("how many *metres*"): a length of time, money, a measure; None where it is no unit."""
    for kind, key in (("duration", "time unit"), ("money", "currency"), ("measure", "unit")):
        spelt = (form for entry in word_classes("gazetteer.txt")[key] for form in entry.split("="))
        if any(len(form) > 2 and noun in (form, f"{form}s") for form in spelt):
            return kind
    return None
