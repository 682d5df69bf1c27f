"""Noun phrases: whether one means several or a person, whose something is, and how it is taken up again."""

from __future__ import annotations

import re

from bot.conversation.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, WH
from bot.conversation.state import Topic
from retrieval.article.mentions import amounts
from retrieval.question.nouns import noun_type
from retrieval.words.lazy import lazy
from retrieval.words.text import tokenize
from retrieval.words.thesaurus import SYNONYM, phrase, related
from retrieval.words.verbs import verb_base

# "former pilot Lennart Bystedt", "Italian firm Sarto": what somebody is, before the name; not "people of York"
_TITLED = lazy(
    r"^(?:[A-ZÀ-Þ]\w+ )?(?:(?!(?:of|from|in|at|for|to|and|by|on|with|de|van|von) )[a-z][a-z-]* ){1,4}"
    r"((?:[A-ZÀ-Þ][\w'’-]+ ?){1,4})$"
)

RELATIVES = frozenset(
    "mother father parent sibling brother sister son daughter child children wife husband spouse grandmother "
    "grandfather grandparent uncle aunt niece nephew cousin family".split()
)


def is_plural(noun: str) -> bool:
    """Whether a noun phrase means several: by its last word, or because it joins two."""
    owners = [t for t in tokenize(noun)[:-1] if t.possessive]
    if owners:
        noun = noun[owners[-1].end :].lstrip("'’s ") or noun  # "the two men's *job*"
    norms = [t.norm for t in tokenize(noun)]
    if not norms:
        return False
    if " and " in noun and not noun.split()[-1].endswith(("ment", "tion")):
        return True
    if noun[:1].isupper() and noun.split()[-1][:1].isupper():
        return norms[-1].endswith("ns")  # "Estonians", not "Brussels"
    return (norms[-1].endswith("s") and not norms[-1].endswith(("ss", "us", "is", "ics"))) or norms[-1] in (
        "people",
        "children",
        "men",
        "women",
        "staff",
    )


def is_role(text: str) -> bool:
    """Whether a noun phrase means one person by what they are ("the general manager")."""
    kind = noun_type(phrase(text)) if phrase(text) else None
    return kind in ("person", "role") and not is_plural(text)


def noun_follows(text: str, end: int) -> bool:
    """Whether a noun comes next: "her *husband*", "her *coaches*", not "her in 1990", "her interested"."""
    following = tokenize(text[end:])[:1]
    if not following:
        return False
    norm = following[0].norm
    return norm not in PREPOSITIONS | AUXILIARIES | DETERMINERS | WH | {
        "and",
        "or",
        "there",
        "then",
        "again",
        "too",
    } and not (verb_base(norm) not in (None, norm) and not norm.endswith(("s", "ing")))


def head_of(text: str) -> tuple[str, ...]:
    """The stem of a noun phrase's head: of "a Swiss team from Bern" "team"."""
    return phrase(re.split(r" (?:of|from|in|at|for|to|with|on|that|which) ", text)[0])[-1:]


def siblings(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two stems are of one sort: opposites, converses, or narrower words of one word."""
    if one == other or not one or not other:
        return False
    here, there = related(one), related(other)
    if other in here.meets or one in there.meets or other in here.converse | here.opposite:
        return True
    return bool(set(here.meets) & set(there.meets))


def counterparts(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two stems are opposites, converses or the same ("export", "import"); being of one sort is not enough."""
    here, there = related(one), related(other)
    same = max(here.meets.get(other, 0.0), there.meets.get(one, 0.0)) >= SYNONYM
    return same or other in here.converse | here.opposite or one in there.converse | there.opposite


def countable(text: str) -> bool:
    """Whether a plural means things, not times ("years")."""
    return noun_type(phrase(text)[-1:]) not in ("date", "duration")


def owner_in(text: str) -> str:
    """ "the length of the bridge", "the bridge's length" → "the bridge"; a name alone as it is."""
    head, of, owner = text.partition(" of ")
    if of and tokenize(head) and not any(t.is_capital for t in tokenize(head)[1:]):
        return owner
    match = re.match(r"(.+?)['’]s?\s+\S", text)
    return match[1] if match else text


def definite(text: str) -> str:
    """A phrase taken up again: "a Swiss team" → "the Swiss team", "refugees" → "the refugees"."""
    first = text.split()[0].lower()
    if first in ("a", "an"):
        return "the " + text.split(None, 1)[1]
    text = re.sub(r"^(?:most|some|all|many|both|few) of ", "", text)
    first, last = text.split()[0].lower(), text.split()[-1]
    few = last[:1].islower() or not tokenize(text)[0].is_capital
    plain = first not in DETERMINERS and few and not tokenize(text)[0].possessive
    return f"the {text}" if plain and "'s " not in text else text


def possessive(text: str) -> str:
    """ "Belgium" → "Belgium's", "shareholders" → "shareholders'"."""
    return text + ("'" if text.endswith("s") and is_plural(text) else "'s")


def short_name(topic: Topic) -> str:
    """The short answer where it can stand inside a sentence: a name or noun phrase, no number, date, yes or clause."""
    text = topic.answer or ""
    tokens = tokenize(text)
    if topic.status != "answered" or not tokens or len(tokens) > 9 or text in ("Yes", "No") or ";" in text:
        return ""
    if any(t.norm in AUXILIARIES for t in tokens) or tokens[-1].norm in PREPOSITIONS:
        return ""
    if amounts(text) and not any(t.is_capital for t in tokens):
        return ""
    text = _TITLED.sub(r"\1", text)
    if text.count(", ") == 1 and all(t.is_capital for t in tokens):
        text = text.replace(", ", " and ")
    return text if tokens[0].norm not in PREPOSITIONS | AUXILIARIES else ""
