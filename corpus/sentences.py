"""Where sentences begin and end, by NLTK's Punkt with parameters of our own (no trained model, no download)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.article import Sentence
from corpus.light import import_light

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

# Words that begin a sentence even after an abbreviation ("… moved to the U.S. The company …").
STARTERS = [
    "the",
    "this",
    "that",
    "these",
    "those",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "his",
    "her",
    "its",
    "their",
    "there",
    "here",
    "in",
    "on",
    "at",
    "as",
    "after",
    "before",
    "although",
    "though",
    "while",
    "when",
    "since",
    "because",
    "however",
    "but",
    "and",
    "for",
    "from",
    "with",
    "by",
    "during",
    "despite",
    "some",
    "many",
    "most",
    "both",
    "all",
    "one",
    "another",
    "other",
    "each",
    "no",
    "a",
    "an",
    "if",
    "today",
    "then",
    "later",
    "according",
    "following",
    "between",
    "under",
]

# Abbreviations that a number or a name always follows: a capital after them is no new sentence.
_JOINING = re.compile(
    r"(?:^|[\s(\[“\"'])(?:No|Nos|Nr|St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|Rev|Fr|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|"
    r"Hon|vs|v|cf|e\.g|i\.e|ca|approx|vol|Vol|pp|p|fig|Fig|[A-Z])\.$"
)
_FOOTNOTE = re.compile(r"[.!?][”\"’']?(?:\[[\w ]{1,12}\])+(\s+)(?=[\"“‘(]?[A-Z0-9])")


@lru_cache(maxsize=1)
def _punkt() -> PunktSentenceTokenizer:
    punkt = import_light("nltk.tokenize.punkt")
    parameters = punkt.PunktParameters()
    for line in Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words = line.split(":", 1)[1].split(",")
            parameters.abbrev_types.update(word.strip() for word in words)
    parameters.sent_starters.update(STARTERS)
    tokenizer: PunktSentenceTokenizer = punkt.PunktSentenceTokenizer(parameters)
    return tokenizer


def split_sentences(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of ``text[start:end]``, without the white space around them, offsets into ``text``."""
    paragraph = text[start:end]
    spans: list[tuple[int, int]] = []
    for left, right in _punkt().span_tokenize(paragraph):
        if spans and _continues(paragraph, spans[-1], left):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    sentences = []
    for left, right in spans:
        cut = left
        for footnote in _FOOTNOTE.finditer(paragraph, left, right):
            sentences.append((cut, footnote.start(1)))
            cut = footnote.end(1)
        sentences.append((cut, right))
    return tuple(
        Sentence(paragraph[left:right], start + left, start + right) for left, right in sentences if left < right
    )


def _continues(paragraph: str, previous: tuple[int, int], left: int) -> bool:
    """Whether what Punkt took for a new sentence belongs to the one before."""
    before = paragraph[previous[0] : previous[1]]
    first = paragraph[left : left + 1]
    if first.islower() or first in ",;)]":
        return True
    if _JOINING.search(before[-12:]):
        return before[-3:] != " I."  # the pronoun or a numeral ends a sentence ("World War I."), an initial doesn't
    return before.count("(") > before.count(")") and ")" in paragraph[left : left + 200]
