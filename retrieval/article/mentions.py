"""Typed mentions in a text: dates, amounts and names, by their form and by lists of general English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes, words
from retrieval.words.text import Token

MentionType = Literal["date", "duration", "money", "percent", "measure", "number", "ordinal", "person", "place", "name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a text that can be an answer of a type; ``start`` and ``end`` are offsets into the text."""

    type: MentionType
    start: int
    end: int


def _alternatives(terms: list[str]) -> str:
    return "|".join(re.escape(term) for term in sorted(set(terms), key=lambda t: (-len(t), t)))


def _forms(key: str) -> list[str]:
    """All spellings in a gazetteer class whose entries are written ``metre=meter=m``."""
    return [form for entry in word_classes("gazetteer.txt")[key] for form in entry.split("=")]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[MentionType, re.Pattern[str]], ...]:
    gazetteer = word_classes("gazetteer.txt")
    month = _alternatives([*gazetteer["month"], *(f"{m}." for m in gazetteer["month abbreviation"])])
    number_word = _alternatives([w.split("=")[0] for w in gazetteer["number word"]] + ["dozen"])
    scale = _alternatives([f for f in _forms("scale word") if len(f) > 2] + ["bn"])
    # Bounded, so that digits or number words without end are not read anew from each of them.
    digits = r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,20})?|\d{1,20}(?:\.\d{1,20})?"
    words = rf"\b(?i:{number_word})(?:[ -](?:{number_word}|{scale})){{0,8}}\b"
    amount = rf"(?:(?:{digits})(?:[½¼¾]|[ -](?:{scale})\b)?|{words})"
    signs = _alternatives([f for f in _forms("currency") if not f[0].isalpha()])
    currency = _alternatives([f for f in _forms("currency") if f[0].isalpha() and len(f) > 2])
    unit = _alternatives([f for f in _forms("unit") if (f[0].isalpha() or "°" in f) and f != "in"])  # "86,000 in 2022"
    time_unit = _alternatives([f for f in _forms("time unit") if len(f) > 2])
    year = r"(?:1\d{3}|20\d{2})"
    day_month = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{month})|(?:{month}) \d{{1,2}}(?:st|nd|rd|th)?)"
    date = (
        rf"(?:{day_month},? {year}|(?:{month}),? {year}|{day_month}"
        rf"|(?:(?:early|mid|late)[ -])?(?:the )?(?:{year}s|\d{{1,2}}(?:st|nd|rd|th)[ -]century(?: (?:BC|AD))?)"
        rf"|(?:spring|summer|autumn|winter) (?:of )?{year}|\b(?:AD |c\. ?)?{year}(?: (?:BC|BCE|AD|CE))?(?![\d,.]\d|%)\b"
        rf"|\d{{1,4}} (?:BC|BCE|AD|CE)\b)"
    )
    hour = _alternatives([w.split("=")[0] for w in gazetteer["number word"]][:12])
    clock = (
        rf"\b(?:{hour}|\d{{1,2}})(?: o['’]clock)?(?: o['’]clock| in the (?:morning|afternoon|evening)| at night)"
        rf"|\b(?:noon|midday|midnight)\b"
    )
    span = rf"(?:(?<!from )(?<![\d.,])(?:{digits}) ?(?:[–-]|to) ?)?"
    per = r"(?: (?:per|a|an) (?:hour|day|second|minute|year|week|month))?"
    return (
        ("date", re.compile(clock)),
        ("date", re.compile(rf"\b(?:from |between )?(?:{month})(?: to | until | and |[–-])(?:{month})\b(?! \d)")),
        ("date", re.compile(rf"(?:\bfrom )?{date}(?: ?(?:–|-|—|to|until|and) ?{date}|[–—-]\d{{2}}(?![\d,.]))\b")),
        (
            "money",
            re.compile(rf"(?:[A-Z]{{1,3}})?(?:{signs}) ?(?:{amount})|(?:{amount}) (?:[A-Z][a-z]+ )?(?:{currency})\b"),
        ),
        ("percent", re.compile(rf"(?:{amount}) ?(?:%|per ?cent\b)")),
        ("measure", re.compile(rf"{span}(?:{amount})(?:[  -]| )?(?:{unit})(?![\w/]){per}")),
        ("date", re.compile(rf"\b(?:{amount}) (?:days|weeks|months|years|decades) (?:later|earlier|afterwards)\b")),
        ("duration", re.compile(rf"{span}(?:{amount})[ -](?:{time_unit})\b")),
        (
            "date",
            re.compile(
                rf"\b{date}|\b\d{{1,2}}[:.]\d{{2}}(?: ?[ap]\.?m\.?)?\b|\b\d{{1,2}} ?[ap]\.?m\b\.?|\b(?:{month})\b"
            ),
        ),
        ("number", re.compile(r"(?<![\w.,–-])\d{1,2}[–-]\d{1,2}(?![\w–-])")),  # the score of a match
        ("number", re.compile(rf"(?<![\w.,])(?<!\b[Nn]o )(?:{amount})(?!\w)")),
        (
            "ordinal",
            re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b"),
        ),
    )


def amounts(text: str) -> list[Mention]:
    """Dates, money, shares, measures, durations, numbers and ordinals; each character belongs to one at the most."""
    found: list[Mention] = []
    taken = [False] * len(text)
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]) and match.end() > match.start():
                found.append(Mention(kind, match.start(), match.end()))
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return _with_units(text, sorted(found, key=lambda m: m.start))


def _with_units(text: str, found: list[Mention]) -> list[Mention]:
    """The amounts with a currency that only the first of them names ("4 *million euros* in 2010, 19 *million* in
    2016")."""
    told = [m for m in found if m.type == "money"]
    if not told:
        return found
    return [
        Mention("money", m.start, m.end)
        if m.type == "number" and m.start > told[0].start and _SCALED.search(text, m.start, m.end)
        else m
        for m in found
    ]


_SCALED = lazy(r"\d ?(?:million|billion|trillion|bn)$")
_JOINING = lazy(r"^(?:[-–]| ?& ?| of(?: the)? | (?:de|van|von|der|den|du|la|le|di|da|del|bin|al) | ?\. | ?' ?|[ /])$")
_NEVER = words(
    "function_words.txt",
    "determiner",
    "pronoun",
    "person pronoun",
    "thing pronoun",
    "plural pronoun",
    "preposition",
    "conjunction",
    "auxiliary",
    "question word",
    "time adverb",
) | {"according", "besides", "apart", "overall", "however", "moreover", "instead"}


def names(text: str, tokens: tuple[Token, ...], common: frozenset[str]) -> list[Mention]:
    """Runs of capitalised words. ``common`` holds words that this article also writes small: no name by themselves
    at the start of a sentence."""
    found: list[Mention] = []
    run: list[Token] = []

    def close() -> None:
        if run and (len(run) > 1 or run[0].start > 0 or not (run[0].norm in common or _is_adjective(run[0], text))):
            found.append(Mention(_name_type(run, text), run[0].start, run[-1].end))
        run.clear()

    for token in tokens:
        if not token.is_capital or (token.text.lower() in _NEVER and not token.text.isupper()):
            continue
        if run and (run[-1].possessive or not _JOINING.match(text[run[-1].end : token.start])):
            close()
        if not run and token.start == 0 and token.norm in common:
            following = text[token.end : token.end + 2]
            if not (len(following) == 2 and following[0] == " " and following[1].isupper()):
                continue
        run.append(token)
    close()
    return found


def _is_adjective(token: Token, text: str) -> bool:
    """Whether a word at the start of a sentence has an adjective's ending and a small word after it."""
    return re.search(r"(?:[^aeiou]al|ic|ous|ive|ful|less|ary|[ai]ble)$", token.norm) is not None and bool(
        re.match(r" [a-z]", text[token.end : token.end + 2])
    )


@lru_cache(maxsize=1)
def _name_lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    people = words("gazetteer.txt", "given name", "title", "name suffix")
    places = words("gazetteer.txt", "place ending", "place beginning", "continent", "structure ending")
    organisations = words("gazetteer.txt", "organisation ending", "event ending", "award ending")
    return people, places, organisations


_PLACE_NOUN = lazy(
    r"\b(?:towns?|villages?|city|cities|ports?|islands?|county|districts?|provinces?|regions?|rivers?|lakes?|valleys?"
    r"|parish|suburbs?|municipality|capital) (?:of )?$"
)


def _name_type(run: list[Token], text: str) -> MentionType:
    from retrieval.words.thesaurus import country_of

    people, places, organisations = _name_lists()
    lower = [token.text.lower() for token in run]
    if lower[-1] in organisations or (len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1):
        return "name"
    if lower[-1] in places or lower[0] in places or country_of(tuple(token.stem for token in run)):
        return "place"
    before = text[max(0, run[0].start - 12) : run[0].start].lower()
    if len(run) == 1 and re.search(r"\b(?:in|at|near|from|to|towards|outside|around)\s$", before):
        return "place"
    if _PLACE_NOUN.search(text[max(0, run[0].start - 20) : run[0].start]):
        return "place"
    if "–" in text[run[0].start : run[-1].end]:
        return "name"  # "the Norrvik–Arlanda route"
    if any(word in people for word in lower) and not any(word in organisations for word in lower):
        return "person"
    if (
        2 <= len(run) <= 3
        and " of " not in text[run[0].start : run[-1].end]
        and not re.search(r"\b(?:in|at|near)\s$", before)
    ):
        return "person"
    return "name"
