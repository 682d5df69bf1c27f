"""Tokens: what counts as one word, and which spellings of it are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.light import import_light
from retrieval.words.lexicon import irregular_forms, read_data

if TYPE_CHECKING:
    from nltk.stem.snowball import EnglishStemmer

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<suffix>(?:st|nd|rd|th|s)\b)?"
    r"|(?P<initials>\b(?:[^\W\d_]\.){2,}|\b(?:[^\W\d_]\.)+[^\W\d_]\b)"
    r"|(?P<word>[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*\+?)"
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}

_SPELT_OUT = {digits: (word,) for word, digits in NUMBER_WORDS.items()} | {"usa": ("us",)}

# British endings → American ones. Applied to every word on both sides, so a word that is bent for no reason
# ("promise") is bent everywhere and still meets itself.
_ENDINGS = (
    (re.compile(r"is(e[sdr]?|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e[sdr]?|ing)$"), r"yz\1"),
    (re.compile(r"(?<=\w{3})our(s|ed|ing|ite|ites|able|al|hood|er|ers|ful)?$"), r"or\1"),
    (re.compile(r"(?<=\w{3})(t|b)re(s?)$"), r"\1er\2"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"(?<=\w{3}[aeu]l)l(ed|ing|er|ers)$"), r"\1"),
)
_BENT = re.compile(r"[iy]s|our|[tb]re|ogue|ll")  # what they all begin with: most words hold none of it


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number. ``start`` and ``end`` are offsets into the text that was tokenised.

    ``norm`` is the word in lower case without accents and possessive ending, a number its plain digits;
    ``stem`` what inflections and spellings of it share.
    """

    text: str
    start: int
    end: int
    norm: str
    stem: str
    possessive: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it stands for a number ("4,302", "five")."""
        return self.norm[:1].isdigit()

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()


@lru_cache(maxsize=64)  # a question is taken apart at several steps
def tokenize(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text, in order; hyphens and dashes separate, apostrophes inside a word do not."""
    tokens = []
    for match in _TOKEN.finditer(text):
        raw = match[0]
        if match["number"]:
            norm = plain_number(match["number"])
            tokens.append(Token(raw, match.start(), match.end(), norm, norm))
            continue
        possessive = False
        if raw[-2:] in ("'s", "’s", "'S", "’S"):
            raw, possessive = raw[:-2], True
        elif raw.endswith("s") and text[match.end() : match.end() + 1] in ("'", "’"):
            possessive = True
        norm = "usa" if raw in ("US", "U.S", "U.S.") else normalize(raw)  # not the pronoun
        if norm == "euro" and text[match.end() : match.end() + 1] == "-":
            norm = "european"  # no currency: "euro-integration"
        tokens.append(Token(raw, match.start(), match.start() + len(raw), norm, stem(norm), possessive))
    return tuple(tokens)


def plain_number(text: str) -> str:
    """A number as plain digits: ``4,302`` → ``4302``, ``1.50`` → ``1.5``."""
    digits = text.replace(",", "")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


@lru_cache(maxsize=65536)
def normalize(word: str) -> str:
    """A word in lower case, without accents, full stops and curly quotes; number words as digits."""
    lower = word.lower().replace("’", "'").replace(".", "")
    if not lower.isascii():
        decomposed = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
        lower = "".join(c for c in decomposed if not unicodedata.combining(c))
    return NUMBER_WORDS.get(lower, lower)


@lru_cache(maxsize=65536)
def stem(norm: str) -> str:
    """What the forms and spellings of a word share: irregular forms by table, endings by Snowball's English stemmer.

    M. F. Porter, "Snowball: a language for stemming algorithms", 2001.
    """
    if not norm.isalpha():
        return norm
    kept = _kept_stems().get(norm)
    if kept is not None:
        return kept
    word = _variants().get(norm, norm)
    word = irregular_forms().get(word, word)
    if _BENT.search(word):
        for pattern, replacement in _ENDINGS:
            word = pattern.sub(replacement, word)
    return str(_stemmer().stem(word))


def folded(text: str) -> str:
    """A text in lower case without accents, each character in its place."""
    text = text.lower()
    for letter in {c for c in set(text) if not c.isascii()}:
        plain = normalize(letter)
        if len(plain) == 1:
            text = text.replace(letter, plain)
    return text


def beginnings(stem: str) -> tuple[str, ...]:
    """What words with a stem begin with, in lower case without accents: what spelling and endings leave alone."""
    start = stem[: max(2, min(3, len(stem) - 1), len(stem) - 2)]
    starts = [start, *_SPELT_OUT.get(stem, ())]
    if start.endswith("z"):
        starts.append(start[:-1] + "s")  # "rise"
    if "or" in start:
        starts.append(start.replace("or", "our"))  # "favourite"
    if len(stem) <= 4:
        starts.append(f"{stem[:1]}.")  # "e.g."
    return (*starts, *(form for form in _unlike().get(stem[:2], ()) if not form.startswith(start)))


@lru_cache(maxsize=1)
def _unlike() -> dict[str, list[str]]:
    """Forms that a table gives a base or a stem ("went"), by the first letters of that."""
    table: dict[str, list[str]] = {}
    for form in (*_kept_stems(), *_variants(), *irregular_forms()):
        base = _variants().get(form, form)
        base = _kept_stems().get(form) or irregular_forms().get(base, base)
        table.setdefault(base[:2], []).append(form)
    return table


@lru_cache(maxsize=1)
def _stemmer() -> EnglishStemmer:
    stemmer: EnglishStemmer = import_light("nltk.stem.snowball").EnglishStemmer()
    return stemmer


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    return dict(line.split("\t", 1) for line in read_data("spelling.tsv"))


@lru_cache(maxsize=1)
def _kept_stems() -> dict[str, str]:
    return dict(line.split("\t", 1) for line in read_data("stems.tsv"))
