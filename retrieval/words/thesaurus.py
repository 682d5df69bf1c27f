"""Which other words meet a question's word: the thesaurus as data, looked up by stem.

The relations and their signs are explained in ``data/thesaurus.txt``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from retrieval.words.lexicon import read_country, read_data
from retrieval.words.phrasebook import Phrase, Phrasebook, phrase

__all__ = [
    "BROADER",
    "CAPITAL",
    "NARROWER",
    "SYNONYM",
    "Phrase",
    "Related",
    "country_of",
    "is_demonym",
    "longest_phrase",
    "names_of",
    "phrase",
    "related",
]

# How fully a related word meets the question's word (1: the word itself).
SYNONYM, NARROWER, BROADER, CAPITAL = 0.9, 0.8, 0.55, 0.6
_SIGNS = re.compile(r"\s(=|>|=>|~|><|<>)\s")
FILES = (
    "thesaurus.txt",
    "thesaurus_verbs.txt",
    "thesaurus_nouns.txt",
    "thesaurus_everyday.txt",
    "thesaurus_fields.txt",
)


@dataclass(frozen=True, slots=True)
class Related:
    """What stands in relation to a word: stems of each related phrase → how fully it meets the word.

    ``converse`` are words for the same event told from the other side, ``opposite`` words that deny it.
    """

    meets: dict[Phrase, float]
    converse: frozenset[Phrase]
    opposite: frozenset[Phrase]


def longest_phrase(first: str) -> int:
    """How many words the longest phrase has that the thesaurus, or the table of countries, begins with a stem."""
    return max(_lines().longest(first), _countries().longest(first))


def related(words: Phrase) -> Related:
    """All that the thesaurus and the table of countries say of a word or phrase, given as stems."""
    return _related(words) if _lines().lines(words) or _countries().lines(words) else _NOTHING


_NOTHING = Related({}, frozenset(), frozenset())  # what most neighbouring words of a question are related to


@lru_cache(maxsize=8192)
def _related(words: Phrase) -> Related:
    meets: dict[Phrase, float] = dict(_same_country(words))
    converse: set[Phrase] = set()
    opposite: set[Phrase] = set()
    for line in _lines().lines(words):
        sign = _SIGNS.search(line)
        if sign is None:
            continue
        mark = sign[1]
        if mark == "=":
            group = [phrase(part.strip()) for part in line.split(" = ")]
            if words in group:
                meets.update(dict.fromkeys(group, SYNONYM))
            continue
        asked, told = ([phrase(part.strip()) for part in side.split(",")] for side in line.split(f" {mark} ", 1))
        if words in asked:
            if mark == "~":
                for other in told:
                    near = related(other)
                    _raise(meets, near.meets | {other: SYNONYM})
                    converse |= near.converse
                    opposite |= near.opposite
            elif mark in (">", "=>"):
                _raise(meets, dict.fromkeys(told, NARROWER))  # another line may tell it the other way round
            else:
                (converse if mark == "><" else opposite).update(told)
        elif words in told:
            if mark == ">":  # but "go under" of a ship doesn't tell of a bankruptcy
                _raise(meets, {other: BROADER for other in asked if len(other) == 1})
            elif mark in ("><", "<>"):
                (converse if mark == "><" else opposite).update(asked)
    meets.pop(words, None)
    return Related(meets, frozenset(converse - {words}), frozenset(opposite - {words}))


def _raise(meets: dict[Phrase, float], grades: dict[Phrase, float]) -> None:
    for other, grade in grades.items():
        meets[other] = max(grade, meets.get(other, 0.0))


@lru_cache(maxsize=1)
def _lines() -> Phrasebook:
    return Phrasebook((line for name in FILES for line in read_data(name)), ",=<>~")


@lru_cache(maxsize=1)
def _countries() -> Phrasebook:
    return Phrasebook(read_data("countries.tsv"), ";\t")


@lru_cache(maxsize=512)
def _readings(line: str) -> tuple[dict[Phrase, float], dict[Phrase, float]]:
    """A country's names and demonyms, and its capitals, with how fully each stands for it."""
    country = read_country(line)
    names = (country.name, *country.other_names, *country.demonyms)
    return (
        dict.fromkeys((phrase(name) for name in names), 1.0),
        dict.fromkeys((phrase(capital) for capital in country.capitals), CAPITAL),
    )


def _same_country(words: Phrase) -> dict[Phrase, float]:
    """All that stands for the countries that a name, demonym or capital belongs to."""
    merged: dict[Phrase, float] = {}
    for line in _countries().lines(words):
        names, capitals = _readings(line)
        if words in names:
            merged |= names | capitals
        elif words in capitals:
            merged |= dict.fromkeys(names, CAPITAL)
    return merged


def names_of(country: Phrase) -> frozenset[Phrase]:
    """The names and demonyms of a country that is given by one of them."""
    return frozenset(name for line in _countries().lines(country) for name in _readings(line)[0])


def is_demonym(words: Phrase) -> bool:
    """Whether a phrase is a word for a country's people and no name of one ("Norwegian")."""
    found = [read_country(line) for line in _countries().lines(words)]
    named = {phrase(name) for country in found for name in (country.name, *country.other_names)}
    return words not in named and any(words == phrase(d) for country in found for d in country.demonyms)


@lru_cache(maxsize=8192)
def country_of(words: Phrase) -> Phrase | None:
    """The country that a name or demonym stands for, as the phrase of its name; None for all else (capitals too)."""
    for line in _countries().lines(words):
        names, _ = _readings(line)
        if words in names:
            return next(iter(names))
    return None
