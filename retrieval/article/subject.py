"""What an article is about: the two sides of relations, or one thing and what its first sentence calls it."""

from __future__ import annotations

import re
from collections import Counter

from corpus import Article
from retrieval.article.units import Unit
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import words
from retrieval.words.text import Token, tokenize
from retrieval.words.thesaurus import Phrase, country_of, phrase
from retrieval.words.verbs import is_verb

OF_SEX = {"she": frozenset(("she", "her")), "he": frozenset(("he", "his", "him"))}
_PREPOSITIONS = words("function_words.txt", "preposition")
_DEFINITION = lazy(r"\b(?:is|was|are|were)\s+(?:an?|the|one of the)\s+(.{3,160})")


def sides(article: Article) -> tuple[Phrase, ...]:
    """The two sides of an article about relations, as phrases; empty for an article about one thing."""
    given = tuple(phrase(f.value) for f in article.facts if f.number and f.party == f.value)
    if len(given) >= 2:
        return given
    countries = dict.fromkeys(c for t in tokenize(article.title) if (c := country_of((t.stem,))))
    return tuple(countries) if len(countries) >= 2 else ()


def defined(first_sentence: Unit | None) -> tuple[Token, ...]:
    """The words that the first sentence uses for what the article is about ("a Swedish regional airline")."""
    definition = _DEFINITION.search(first_sentence.text) if first_sentence else None
    if definition is None:
        return ()
    return tokenize(re.split(r"[,;(]|\b(?:that|which|who|in|of|on|from|for|by|at|best|known)\b", definition[1])[0])


def noun(definition: tuple[Token, ...]) -> Phrase:
    """The noun among the words of a definition ("airline"); empty if there is none."""
    head: Phrase = ()
    for token in definition:
        if token.norm in _PREPOSITIONS or (token.norm.endswith("ed") and is_verb(token)):
            break
        head = (token.stem,)
    return head


def pronoun(units: list[Unit]) -> str:
    """How the article speaks of its main subject: "he", "she" or "it"."""
    counts = Counter(t.norm for u in units for t in u.tokens)
    he = counts["he"] + counts["his"] + counts["him"]
    she = counts["she"] + counts["her"]
    if max(he, she) < 3 or max(he, she) < (counts["it"] + counts["its"]) / 2:
        return "it"
    return "she" if she > he else "he"
