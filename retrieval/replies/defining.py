"""What somebody or something is: the piece of a sentence that says so beside its name."""

from __future__ import annotations

import re

from retrieval.article.index import Index
from retrieval.article.units import STOP, Unit
from retrieval.question.forms import KIND_OF
from retrieval.question.nouns import PREPOSITION, noun_type
from retrieval.ranking.align import Plan
from retrieval.words.lazy import lazy
from retrieval.words.text import Token
from retrieval.words.thesaurus import phrase
from retrieval.words.verbs import is_verb, verb_base

A_KIND = lazy(r"[Ww]hat(?: is|'s|s) an? (?:[a-z-]+ )?[a-z-]+\W*$")
_COPULA = frozenset("is are was were means".split())
_ARTICLES = frozenset("a an the one its his her their formerly former originally then now".split())
_NAMED_BY = frozenset("the a an its his her their first second third last next former".split())
_TITLE_STOP = frozenset("the of and in".split())
_FAR = 3  # tokens between a name and its "is"


def definition(index: Index, unit: Unit, asked: frozenset[str]) -> tuple[int, int] | None:
    """Where, in the article's text, a unit says what the thing with these stems is; None where it doesn't.

    "X is a weekly paper", "X, a geography teacher from Leeds, …", "the critic X", "X: a square for 900 people", and the
    infobox's "Founder: X", where it is the title of X's office if that is given.
    """
    if unit.fact is not None:
        return _role(index, unit, asked)
    name = name_in(unit.tokens, asked)
    if name is None:
        return None
    first, last = name
    found = _after(unit, first, last) or noun_before(unit, first)
    return (unit.start + found[0], unit.start + found[1]) if found else None


def expansion(plan: Plan) -> tuple[Unit, int, int] | None:
    """What an abbreviation that the article introduces stands for, as a span of its text, where that is asked."""
    alone = len(plan.query.terms) == 1 and _WHAT_IS.match(plan.query.text) is not None  # "what is the AMU?"
    if not (alone or plan.query.form == "definition" or _STANDS_FOR.search(plan.query.text)):
        return None
    introduced = plan.index.introductions
    return next((introduced[t.norm] for t in plan.query.tokens if t.norm in introduced), None)


_WHAT_IS = lazy(r"(?:what|who)(?:'s|s)?(?: is| are| was)?(?: an?| the)? \S+\W*$", re.IGNORECASE)
_STANDS_FOR = lazy(
    r"\b(?:stands? for|short for|means?|meaning|abbreviat\w+|acronym|initials|spelled out|in full"
    r"|full (?:name|form))\b",
    re.IGNORECASE,
)


def says_what_was(plan: Plan, unit: Unit) -> bool:
    """Whether "what was the X?" finds a sentence that tells it, and that it has this name ("…, an affair called X")."""
    if unit.fact is not None or not plan.query.focus or _WHAT_WAS.match(plan.query.text) is None:
        return False
    tokens = unit.tokens
    places = unit.positions.get(plan.query.focus[0], ())
    return any(_CALLED.search(unit.text[: tokens[p].start]) is not None for p in places)


_WHAT_WAS = lazy(r"what(?:'s|s)?(?: is| was| were| are)? the (?:[\w-]+ ){0,3}[\w-]+\W*$", re.IGNORECASE)
_CALLED = lazy(r"\b(?:called|known as|named|dubbed|nicknamed|referred to as|termed) (?:the |an? |\W)*$", re.IGNORECASE)


def described(unit: Unit, asked: frozenset[str]) -> int:
    """Where in a list item "Name: description" the description begins, if the question has the name; else 0."""
    head, colon, _ = unit.text.partition(": ")
    named = {t.stem for t in unit.tokens if t.start < len(head)}
    return len(head) + 2 if unit.kind == "item" and colon and named <= asked | _ARTICLES else 0


def asked_name(plan: Plan) -> frozenset[str]:
    """The stems of the name to be explained: those of X in "what kind of dam is X"; the title for "it"."""
    after = KIND_OF.match(plan.query.text)
    begins = after.end() if after else 0
    tokens = plan.query.tokens
    named = frozenset(s for t in plan.query.terms if tokens[t.place].start >= begins for s in t.words)
    return named or frozenset(phrase(plan.index.article.title)) - _TITLE_STOP


def name_in(tokens: tuple[Token, ...], asked: frozenset[str]) -> tuple[int, int] | None:
    """The first run of tokens that holds all the asked words, with the capitals around it."""
    for place, token in enumerate(tokens):
        if token.stem not in asked:
            continue
        last = place
        while last + 1 < len(tokens) and tokens[last + 1].stem in asked:
            last += 1
        if {t.stem for t in tokens[place : last + 1]} != asked or tokens[last].possessive:
            continue
        first = place
        while first and tokens[first - 1].is_capital and tokens[first - 1].norm not in STOP:
            first -= 1
        return first, last
    return None


def _role(index: Index, unit: Unit, asked: frozenset[str]) -> tuple[int, int] | None:
    fact = unit.fact
    assert fact is not None
    told = {t.stem for t in unit.tokens if t.norm not in STOP} - set(phrase(fact.attribute))
    if len(asked) == 1 and noun_type(tuple(asked)) is not None:
        return None  # "what is an embassy?": no kind of thing is explained by one of them
    if not asked <= told or len(told) > len(asked) + 2 or fact.attribute in ("name", "title"):
        return None
    for other in index.article.facts:
        if other.number is not None and other.number == fact.number and other.attribute == f"{fact.attribute} title":
            return other.value_start, other.value_end
    return fact.start, fact.start + len(fact.key.rstrip("0123456789_ "))


def _after(unit: Unit, first: int, last: int) -> tuple[int, int] | None:
    """A predicate ("is a …"), an apposition (", a …") or a list item's description (": …") after the name."""
    tokens, text = unit.tokens, unit.text
    if last + 1 >= len(tokens):
        return None
    gap = text[tokens[last].end : tokens[last + 1].start]
    after = tokens[last + 1]
    if first <= 1 and unit.kind == "item" and gap.strip() in (":", "–", "—", "-"):
        return after.start, _end(text, after.start, ".")
    opening = {t.norm for t in tokens[:first]}  # "According to the X, the …": the comma ends no name
    adverbial = bool(opening & PREPOSITION) and opening <= PREPOSITION | _ARTICLES | {"according", "the"}
    if gap.strip() == "," and after.norm in _ARTICLES and last + 2 < len(tokens) and not adverbial:
        return after.start, _end(text, after.start, ",;.–—")
    if first <= 1:
        if gap.strip() == "(":  # "X (14 March 1911 – 2 November 1989) was"
            close = text.find(")", after.start)
            last = max((i for i, t in enumerate(tokens) if t.start < close), default=last)
        for place in range(last + 1, min(last + 1 + _FAR, len(tokens) - 1)):
            if tokens[place].norm in _COPULA and tokens[place + 1].norm in _ARTICLES:
                return tokens[place + 1].start, _end(text, tokens[place + 1].start, ";.")
    return None


def noun_before(unit: Unit, first: int) -> tuple[int, int] | None:
    """The nouns right before the name: "the *critic* X", "its *first director*, X"."""
    tokens, text = unit.tokens, unit.text
    start = first
    while start and not tokens[start - 1].is_capital and tokens[start - 1].norm not in STOP:
        gap = text[tokens[start - 1].end : tokens[start].start]
        if gap.strip(" ") not in ("", "," if start == first else "") or _tells(tokens, start - 1):
            break
        start -= 1
    while (
        start and start < first and tokens[start - 1].is_capital and start > 1 and tokens[start - 2].norm in _NAMED_BY
    ):
        start -= 1  # "the Portuguese editor"
    if start == first or start == 0 or tokens[start - 1].norm not in _NAMED_BY:
        return None
    return tokens[start].start, tokens[first - 1].end


def _tells(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word tells a deed: no noun ("engineer"), and not behind an article ("the *retired* teacher")."""
    word = tokens[place]
    noun = verb_base(word.norm) == word.norm or (place > 0 and tokens[place - 1].norm in _NAMED_BY)
    return is_verb(word) and not noun


def _end(text: str, start: int, marks: str) -> int:
    """Where a clause ends: before one of some marks that a space or the end of the text follows."""
    for place in range(start, len(text)):
        if text[place] in marks and (place + 1 == len(text) or text[place + 1] == " "):
            return place
    return len(text)
