"""Closed classes of words, and a question with its contractions written out."""

from __future__ import annotations

import re

from retrieval.question.nouns import noun_type
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import countries, words
from retrieval.words.text import Token
from retrieval.words.thesaurus import country_of

WH = frozenset("who whom whose what which when where why how".split())
PREPOSITIONS = words("function_words.txt", "preposition") | {"to"}
AUXILIARIES = words("function_words.txt", "auxiliary", "modal") | {"cannot"}
DETERMINERS = words("function_words.txt", "determiner", "possessive")
PEOPLE = frozenset("he him his she her hers".split())
THINGS = frozenset("it its".split())
SEVERAL = frozenset("they them their theirs those these".split())
STOP = words("function_words.txt", "pronoun", "coordinator", "conjunction", "negation", "reflexive", "time adverb")
ADVERBS = words("function_words.txt", "time adverb", "focus adverb", "degree") | {"exactly", "please", "again"}
ORDINALS = {w.split("=")[0] for w in words("gazetteer.txt", "ordinal word")} | {"last", "next", "final"}
JOINS = frozenset("if when while after before because once until as though although and but".split())
BE = frozenset("is are was were".split())
_PRONOUNS = words("function_words.txt", "pronoun")
_ABBREVIATIONS = frozenset(n.lower() for c in countries() for n in c.other_names if n.isalpha() and n.isupper())
_CLOSING = lazy(r"[\s,]+(?:again|please|then|too|as well)$", re.I)
# At that time, not "so"; once more, not "tell me again".
_THEN = lazy(r"\b(?:did|was|were|had) \w.* then$|\b(?:did|does|do|has|have|had) \w.* again$", re.I)
_CONTRACTED = lazy(r"\b(who|what|where|when|why|how|that|it|there|he|she)['’]?s\b(?!['’])", re.I)


def expand(text: str) -> str:
    """The question with "who's" and its like written out, on one line and without its question mark."""
    line = " ".join(text.replace("’", "'").split())

    def full(match: re.Match[str]) -> str:
        word = match[1]
        if word.lower() == "it" and "'" not in match[0]:
            return match[0]
        after = line[match.end() :].split()[:1]
        verb = "has" if after and (after[0].lower() in ("been", "got")) else "is"
        return f"{word} {verb}"

    text = _CONTRACTED.sub(full, line).rstrip(" ?!.,;…")
    return text if _THEN.search(text) else _CLOSING.sub("", text)


def country_in(token: Token) -> tuple[str, ...] | None:
    """The country that a word stands for; an abbreviation that spells a word is written in capitals ("CAR", "US")."""
    if token.text.islower() and token.text in _ABBREVIATIONS and (noun_type((token.stem,)) or token.norm in _PRONOUNS):
        return None
    return country_of((token.stem,))
