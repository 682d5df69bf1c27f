"""Pieces of a sentence that can be short answers: typed mentions, noun chunks and clauses, found without a tagger."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from retrieval.article.index import Index
from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.question.nouns import noun_like
from retrieval.ranking.answers import placed_mentions
from retrieval.words.lexicon import irregular_forms, words
from retrieval.words.text import Token
from retrieval.words.verbs import verb_base

LONGEST = 14  # tokens of a piece
_HARD = frozenset(';:()[]—–"“”')


@dataclass(slots=True)
class Shape:
    """What each token of a unit is: "f" function word, "v" verb, "n" anything else; ``breaks`` says which
    punctuation stands before it ("" none, "," a comma, ";" anything harder), the last entry after the unit;
    ``walls`` how much stands between the unit's beginning and each token in commas, harder breaks and conjunctions."""

    kinds: str
    breaks: list[str]
    walls: list[int]
    mentions: list[tuple[Mention, int, int]]


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return words(
        "function_words.txt", "stop", "preposition", "conjunction", "auxiliary", "modal", "pronoun", "determiner",
        "possessive", "coordinator", "relative", "negation", "focus adverb",
    )  # fmt: skip


def shape(index: Index, unit: Unit) -> Shape:
    """The shape of a unit, worked out once."""
    if unit.shape is None:
        unit.shape = _shape(index, unit)
    return unit.shape


def _shape(index: Index, unit: Unit) -> Shape:
    mentions = placed_mentions(index, unit)
    named = {i for m, first, last in mentions for i in range(first, last + 1)}
    tokens, function = unit.tokens, _function_words()
    kinds = []
    for place, token in enumerate(tokens):
        if place in named and not (token.norm in function and not token.is_capital):
            kinds.append("n")
        elif (token.norm in function or token.norm == _RESPECTIVELY) and not token.is_number:
            kinds.append("f")
        elif _verb_here(tokens, place):
            kinds.append("v")
        else:
            kinds.append("n")
    breaks = [""] if tokens else []
    for left, right in pairwise(tokens):
        breaks.append(";" if right.norm == _RESPECTIVELY else _break(unit.text[left.end : right.start]))
    for mention, first, last in mentions:
        if mention.type == "number" and last > first:
            breaks[first + 1 : last + 1] = [""] * (last - first)  # "3–2" is one score
    walls, height = [], 0
    for token, mark in zip(tokens, breaks, strict=True):
        height += 5 if mark == ";" else 2 if mark == "," else 0
        height += 2 if token.norm in _CLAUSE_WORDS else 0
        walls.append(height)
    return Shape("".join(kinds), [*breaks, ";"], walls, mentions)


_RESPECTIVELY = "respectively"  # never part of an answer
_CLAUSE_WORDS = frozenset("and but while which who that because whereas although when where if".split())


def _break(gap: str) -> str:
    if gap == "–":
        return ""  # "Norrvik–Hede Airport"
    if any(c in _HARD for c in gap):
        return ";"
    return "," if "," in gap else ""


def _verb_here(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word is a verb where it stands: it can be one, and what stands before it is no article or adjective."""
    token = tokens[place]
    base = None if token.is_capital and place else verb_base(token.norm)
    if base is None:
        return False
    before = tokens[place - 1].norm if place else ""
    if before in _NOUN_BEFORE or (place and tokens[place - 1].possessive):
        return False
    if token.norm.endswith(("ed", "ing")) and _attributive(tokens, place):
        return False
    if before in _VERB_BEFORE or token.norm in irregular_forms():
        return True
    if token.norm.endswith(("ed", "ing")):
        return True
    plural = before.endswith("s") and not before.endswith("ss") and noun_like(tokens[place - 1])
    return (token.norm != base or plural) and base in words("verbs.txt", "verb")  # "challenges *persist*"


def _attributive(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a participle stands before its noun ("a comprehensive and legally *binding* agreement")."""
    following = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    return (
        place > 0
        and tokens[place - 1].norm.endswith("ly")
        and following.isalpha()
        and following not in _function_words()
    )


_NOUN_BEFORE = frozenset(
    "the a an its their his her this that these those of some any no each every our my your".split()
)
_VERB_BEFORE = frozenset(
    "to will would can could may might must shall should did does do not he she it they we you who which".split()
)


def pieces(index: Index, unit: Unit, asked: frozenset[str]) -> list[tuple[int, int]]:
    """Token ranges (first, last) that can be an answer: from where a chunk or mention begins to where one ends.

    A piece crosses a comma only in an enumeration, and no harder break.
    """
    form = shape(index, unit)
    kinds, breaks, tokens = form.kinds, form.breaks, unit.tokens
    count = len(tokens)
    starts, ends = set(), set()
    for place in range(count):
        if kinds[place] == "f":
            continue
        edge = place == 0 or kinds[place - 1] != "n" or breaks[place] or tokens[place - 1].stem in asked
        if edge or tokens[place].is_number or tokens[place - 1].possessive:
            starts.add(place)
        if place + 1 == count or kinds[place + 1] != "n" or breaks[place + 1] or tokens[place + 1].stem in asked:
            ends.add(place)
    for _, first, last in form.mentions:
        if first <= last:
            starts.add(first)
            ends.add(last)
    found = []
    ordered = sorted(ends)
    for first in sorted(starts):
        commas = 0
        at = first
        for last in islice(ordered, bisect_left(ordered, first), None):
            if last - first >= LONGEST:
                break
            while at < last:
                at += 1
                commas += breaks[at] == ","
                if breaks[at] == ";":
                    break
            if at < last or (at > first and breaks[at] == ";"):
                break
            if kinds[last] == "n":
                found.append((first, last))
            if commas > 3:
                break
    new = [i for i in range(count) if kinds[i] == "n" and tokens[i].stem not in asked]
    told = [(first, last) for first, last in found if bisect_left(new, first) < bisect_left(new, last + 1)]
    return told or found  # what the question says itself is no answer


def bounds(form: Shape, unit: Unit, first: int, last: int) -> tuple[int, int]:
    """Where a piece begins and ends in the unit's text: with the signs of its first or last mention ("€", "%")."""
    start, end = unit.tokens[first].start, unit.tokens[last].end
    for mention, a, b in form.mentions:
        if a == first and mention.start < start and b <= last:
            start = mention.start
        if b == last and mention.end > end and a >= first:
            end = mention.end
    return start, end
