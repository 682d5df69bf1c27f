"""Which other words meet a question's word: the thesaurus as data, looked up by stem.

The relations and their signs are explained in ``data/thesaurus.txt``. Only the lines that may concern a word are
stemmed, when the word is first looked up: a question touches a dozen of two thousand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from retrieval.lexicon import countries, read_data
from retrieval.text import normalize, stem, tokenize

SYNONYM, NARROWER, BROADER, CAPITAL = (
    0.9,
    0.8,
    0.55,
    0.6,
)  # how fully a related word meets the question's word (1: the word itself)
_SIGNS = re.compile(r"\s(=|>|><|<>)\s")
Phrase = tuple[str, ...]
FILES = ("thesaurus.txt", "thesaurus_verbs.txt", "thesaurus_nouns.txt")


@dataclass(frozen=True, slots=True)
class Related:
    """What stands in relation to a word: stems of each related phrase → how fully it meets the word.

    ``converse`` are words for the same event told from the other side, ``opposite`` words that deny it.
    """

    meets: dict[Phrase, float]
    converse: frozenset[Phrase]
    opposite: frozenset[Phrase]


@lru_cache(maxsize=32768)
def phrase(text: str) -> Phrase:
    """A phrase as the stems of its words."""
    plain = text.split(" ")
    if all(word.isascii() and word.isalpha() and word.islower() for word in plain):
        return tuple(stem(normalize(word)) for word in plain)
    return tuple(token.stem for token in tokenize(text))


@lru_cache(maxsize=8192)
def related(words: Phrase) -> Related:
    """All that the thesaurus and the table of countries say of a word or phrase, given as stems."""
    meets: dict[Phrase, float] = dict(_same_country(words))
    converse: set[Phrase] = set()
    opposite: set[Phrase] = set()
    for line in _lines_near(words[0]):
        sign = _SIGNS.search(line)
        if sign is None:
            continue
        mark = sign[1]
        if mark == "=":
            group = [phrase(part.strip()) for part in line.split(" = ")]
            if words in group:
                meets.update(dict.fromkeys(group, SYNONYM))
            continue
        left, right = line.split(f" {mark} ", 1)
        others = [phrase(part.strip()) for part in right.split(",")]
        if phrase(left.strip()) == words:
            if mark == ">":
                for other in others:
                    meets.setdefault(other, NARROWER)
            (converse if mark == "><" else opposite if mark == "<>" else set()).update(others)
        elif mark == ">" and words in others:
            meets.setdefault(phrase(left.strip()), BROADER)
        elif mark in ("><", "<>") and words in others:
            (converse if mark == "><" else opposite).add(phrase(left.strip()))
    meets.pop(words, None)
    return Related(meets, frozenset(converse - {words}), frozenset(opposite - {words}))


@lru_cache(maxsize=1)
def _buckets() -> dict[str, list[str]]:
    """Thesaurus lines by the first letters of every phrase in them, wide enough for all forms of a word."""
    buckets: dict[str, list[str]] = {}
    for line in (line for name in FILES for line in read_data(name)):
        keys = {_key(normalize(part.split()[0])) for part in re.split(r" = | > | >< | <> |, ", line) if part.split()}
        for key in keys:
            buckets.setdefault(key, []).append(line)
    return buckets


def _key(word: str) -> str:
    return stem(word)[:3]


def _lines_near(first: str) -> list[str]:
    return _buckets().get(first[:3], [])


@lru_cache(maxsize=1)
def _country_names() -> dict[Phrase, list[tuple[dict[Phrase, float], bool]]]:
    """Each name, demonym and capital → the countries it belongs to (their phrases), and whether as a capital."""
    table: dict[Phrase, list[tuple[dict[Phrase, float], bool]]] = {}
    for country in countries():
        names = [country.name, *country.other_names, *country.demonyms]
        group = dict.fromkeys((phrase(name) for name in names), 1.0)
        capitals = [phrase(capital) for capital in country.capitals]
        for name in group:
            table.setdefault(name, []).append((group | dict.fromkeys(capitals, CAPITAL), False))
        for capital in capitals:
            if capital not in group:
                table.setdefault(capital, []).append((dict.fromkeys(group, CAPITAL), True))
    return table


def _same_country(words: Phrase) -> dict[Phrase, float]:
    merged: dict[Phrase, float] = {}
    for group, _ in _country_names().get(words, []):
        merged |= group
    return merged


def country_of(words: Phrase) -> Phrase | None:
    """The country that a name or demonym stands for, as the phrase of its name; None for all else (capitals too)."""
    for group, is_capital in _country_names().get(words, []):
        if not is_capital:
            return next(iter(group))
    return None
