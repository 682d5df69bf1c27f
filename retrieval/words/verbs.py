"""Verbs: whether a word can be a form of one, and its base form."""

from __future__ import annotations

from functools import lru_cache

from retrieval.words.lexicon import irregular_forms, words
from retrieval.words.text import Token

# Regular endings and what stands in their place in the base form.
_INFLECTIONS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
)


@lru_cache(maxsize=8192)
def verb_base(norm: str) -> str | None:
    """The base form of a common verb that a word can be a form of; None for other words."""
    verbs = words("verbs.txt", "verb", "noun or verb")
    british = norm.replace("iz", "is")
    for form in dict.fromkeys((irregular_forms().get(norm, norm), norm, british)):
        for ending, base in _INFLECTIONS:
            if not form.endswith(ending):
                continue
            root = form.removesuffix(ending) + base
            if root in verbs:
                return root
            if ending in ("ed", "ing") and len(root) > 3 and root[-1] == root[-2] and root[:-1] in verbs:
                return root[:-1]
    return None


def is_verb(token: Token) -> bool:
    """Whether a word can be a form of a common verb."""
    return verb_base(token.norm) is not None


def is_participle(norm: str) -> bool:
    """Whether a word can be a past participle ("sold", "opened"; not "sells", "selling")."""
    if norm.endswith(("s", "ing")):
        return False
    return norm.endswith("ed") or verb_base(norm) not in (None, norm)
