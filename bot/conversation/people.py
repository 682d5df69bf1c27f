"""The people of an article: their names, and whether they are "he" or "she"."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.article.index import Index
from retrieval.question.nouns import noun_type
from retrieval.words.lexicon import words
from retrieval.words.text import Token, stem, tokenize
from retrieval.words.thesaurus import country_of, phrase

MALE, FEMALE = frozenset(("he", "him", "his")), frozenset(("she", "her", "hers"))


@lru_cache(maxsize=16)
def _people(index: Index) -> dict[str, str]:
    """The words of people's names in the article → "he" or "she" where the text next to the name tells, else ""."""
    given = words("gazetteer.txt", "given name", "title", "given name ambiguous")
    found: dict[str, str] = {}
    main = {t.norm for t in tokenize(index.article.title)} if index.pronoun == "it" else set()
    for unit in index.units:
        tokens = tokenize(unit.text)
        for mention in index.names(unit):
            norms = [t.norm for t in tokenize(unit.text[mention.start : mention.end])]
            follower = index.units[unit.number + 1] if unit.number + 1 < len(index.units) else unit
            titled = _titled(tokens, mention.start)
            if (mention.type != "person" and not given & set(norms) and not titled) or set(norms) <= main:
                continue
            if (
                not given & set(norms)
                and not titled
                and any(n in index.common or country_of((stem(n),)) for n in norms)
            ):
                continue  # "British Ice Survey"
            after = [t.norm for t in tokens if t.start >= mention.end][:14]
            opening = [t.norm for t in follower.tokens[:1] if follower.passage == unit.passage]
            sign = next(("he" if n in MALE else "she" for n in after if n in MALE | FEMALE), "")
            if sign and sign == index.pronoun:  # the article's subject, more likely
                sign = ""
            other = next(("he" if n in MALE else "she" for n in opening if n in MALE | FEMALE), "")
            sign = sign or (other if other != index.pronoun else "")
            for norm in norms:
                if len(norm) > 2:
                    found[norm] = found.get(norm) or sign
    return found


def _titled(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether what somebody is stands before a name: "the *painter* Helen Roe"."""
    before = next((t for t in reversed(tokens) if t.end <= start), None)
    return before is not None and not before.is_capital and noun_type((before.stem,)) in ("role", "person")


def main_subject(index: Index) -> str:
    """The article's subject by name; "" for an article about relations."""
    return "" if index.parties else re.sub(r"\s*\(.*\)$", "", index.article.title)


def is_person(text: str, index: Index) -> bool:
    """Whether a phrase names a person of the article."""
    names = [t.norm for t in tokenize(text) if t.norm not in ("the", "mr", "mrs")]
    if index.pronoun == "it" and set(names) == {t.norm for t in tokenize(main_subject(index))}:
        return False
    return bool(names) and all(n in _people(index) for n in names) and not country_of(phrase(text))


def gender(text: str, index: Index) -> str:
    """ "he", "she" or "" for a person, by the article's pronouns."""
    title = {t.norm for t in tokenize(main_subject(index))}
    norms = [t.norm for t in tokenize(text)]
    if index.pronoun != "it" and title & set(norms) == set(norms):
        return index.pronoun
    return next((g for n in reversed(norms) if (g := _people(index).get(n, "")) and n not in title), "")


def same_name(text: str, main: str) -> bool:
    """Whether two names share a word, however it is written ("reith")."""
    return bool({t.norm for t in tokenize(text)} & {t.norm for t in tokenize(main) if t.is_capital})
