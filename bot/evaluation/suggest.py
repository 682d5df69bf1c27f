"""``eval --suggest``: question candidates drafted from an article, for a person to edit into a set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from corpus.article import INFOBOX, Article, Section, Sentence
from corpus.infobox import PARTY_KEYS

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = rf"(?:\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?|(?:{MONTHS})(?: \d{{1,2}},?)? \d{{4}}|(?:1[0-9]|20)\d\d(?!\d|[.,]\d))"
SUBJECT = r"(?P<subject>(?:The |the )?[A-Z0-9][^,;:()“”\"]{0,60}?)"
PRONOUNS = frozenset(("it", "he", "she", "they", "this", "that", "these", "those", "there", "we", "i", "its", "his"))
FUNCTION_WORDS = frozenset(("and", "above", "below", "for", "from", "in", "of", "on", "or", "per", "to", "was", "were"))
NO_SUBJECT = re.compile(
    r"\b(?:was|were|is|are|has|had|have|be|been|which|who|that)\b"
    r"|^(?:As|At|By|During|Falling|Following|For|From|In|On|Under|When|While|With) "
)
NO_OBJECT = re.compile(r"^by\b|^\w+ed\b|:|\b(?:was|were|is|are|has|had)\b|\b\w+ed \d")
# Past forms that "did" wants back in their base form; the regular ones follow a rule.
IRREGULAR = {
    "became": "become", "began": "begin", "bought": "buy", "broke": "break", "brought": "bring", "built": "build",
    "came": "come", "chose": "choose", "fell": "fall", "found": "find", "gave": "give", "got": "get", "grew": "grow",
    "held": "hold", "kept": "keep", "led": "lead", "left": "leave", "lost": "lose", "made": "make", "met": "meet",
    "paid": "pay", "ran": "run", "rose": "rise", "said": "say", "saw": "see", "sent": "send", "set": "set",
    "sold": "sell", "spent": "spend", "spoke": "speak", "stood": "stand", "taught": "teach", "took": "take",
    "went": "go", "won": "win", "wrote": "write",
}  # fmt: skip
_PASSIVE = re.compile(
    rf"^{SUBJECT} (?P<be>was|were) (?P<verb>(?:\w+ly )?(?:\w+ed|built|made|held|sold|won|born|given|taken|set up)\b"
    rf"(?: [^,;]{{0,50}}?)?),? (?:in|on|since) (?P<date>{DATE})"
)
_ACTIVE = re.compile(
    rf"^{SUBJECT} (?P<verb>\w+ed|{'|'.join(IRREGULAR)}) (?P<rest>[^,;]{{0,80}}?),? ?(?:in|on|since) (?P<date>{DATE})"
)
_DEFINITION = re.compile(rf"^{SUBJECT} (?P<be>is|was|are|were) (?P<what>(?:an?|the) [^.;]{{5,120}})")
_DATE = re.compile(rf"\b{DATE}\b")
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<number>[€$£]?\d{1,3}(?:[,.]\d+)*(?: (?:million|billion|thousand))?%?)(?![\d:])"
    r"(?P<noun>(?: [a-z-]{3,}){1,2})?"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question candidate: its answer stands at ``start`` of the article, its evidence around it."""

    kind: str
    question: str
    answer: str
    evidence: str
    section: str
    start: int


def suggest(article: Article, count: int) -> list[dict[str, Any]]:
    """Up to ``count`` drafts as records of a question set: kinds in turn, spread over the article, in its order."""
    by_kind: dict[str, list[Draft]] = {}
    for draft in drafts(article):
        by_kind.setdefault(draft.kind, []).append(draft)
    quota = _share_out({kind: len(found) for kind, found in by_kind.items()}, count)
    chosen = [draft for kind, found in by_kind.items() for draft in _spread(found, quota[kind])]
    chosen.sort(key=lambda draft: draft.start)
    return [_record(number, draft) for number, draft in enumerate(chosen, 1)]


def drafts(article: Article) -> Iterator[Draft]:
    """Every candidate: infobox facts, then sentences that define, date or count something."""
    asked: set[str] = set()
    for draft in (*_facts(article), *(d for s in article.sections for d in _section(s))):
        if draft.question not in asked:
            asked.add(draft.question)
            yield draft


def _facts(article: Article) -> Iterator[Draft]:
    for fact in article.facts:
        if fact.attribute in (*PARTY_KEYS, "name", "title") or fact.value.startswith(("http:", "https:")):
            continue
        of = fact.party or article.title
        evidence = article.text[fact.start : fact.end]
        past = fact.attribute.endswith("ed") and _DATE.search(fact.value)
        question = f"When was {of} {fact.attribute}?" if past else f"What is the {fact.attribute} of {of}?"
        yield Draft("infobox", question, fact.value, evidence, INFOBOX, fact.start)


def _section(section: Section) -> Iterator[Draft]:
    if section.navigation:
        return
    for passage in section.passages:
        for sentence in passage.sentences if passage.kind == "paragraph" else ():
            yield from _sentence(sentence, section.title)


def _sentence(sentence: Sentence, section: str) -> Iterator[Draft]:
    text = " ".join(sentence.text.split())
    if not 20 <= len(text) <= 400:
        return
    for kind, question, answer in (*_definitions(text), *_dates(text), *_numbers(text)):
        yield Draft(kind, question, answer, sentence.text, section, sentence.start)


def _definitions(text: str) -> Iterator[tuple[str, str, str]]:
    match = _DEFINITION.match(text)
    if match and _is_subject(match["subject"]):
        yield "definition", f"What {match['be']} {_inner(match['subject'])}?", match["what"].rstrip(" .")


def _dates(text: str) -> Iterator[tuple[str, str, str]]:
    """ "When was …?", "When did …?", and where the sentence is of another build, the sentence with a gap."""
    passive, active = _PASSIVE.match(text), _ACTIVE.match(text)
    if passive and _is_subject(passive["subject"]):
        yield "date", f"When {passive['be']} {_inner(passive['subject'])} {passive['verb']}?", passive["date"]
    elif active and _is_subject(active["subject"]) and not NO_OBJECT.search(active["rest"]):
        asked = f"{_inner(active['subject'])} {base_form(active['verb'])} {active['rest']}".rstrip()
        yield "date", f"When did {asked}?", active["date"]
    elif found := _DATE.search(text):
        yield "date", f"When? “{_gap(text, found.start(), found.end())}”", found[0]


def _numbers(text: str) -> Iterator[tuple[str, str, str]]:
    dates = [d.span() for d in _DATE.finditer(text)]
    for found in _NUMBER.finditer(text):
        if any(start <= found.start("number") < end for start, end in dates):
            continue
        number, noun = found["number"], _noun(found["noun"] or "")
        gap = _gap(text, *found.span("number"))
        plain = number.isascii() and number[0].isdigit() and not number.endswith("%") and noun
        yield "number", f"How many {noun}? “{gap}”" if plain else f"How much? “{gap}”", number
        return


def _noun(words: str) -> str:
    """The words after a number, up to the first that is no noun or adjective for sure."""
    kept: list[str] = []
    for word in words.split():
        if word in FUNCTION_WORDS:
            break
        kept.append(word)
    return " ".join(kept)


def base_form(verb: str) -> str:
    """A past form's base, by rule where it is regular: a draft, so a wrong letter now and then is no harm."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    stem = verb.removesuffix("ed")
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if re.search(r"(?:[cuvz]|[^s]s|[aiu]t|[lnr]g|dg|[bgtdpk]l|[aeiou]r|[aiou][dkm])$", stem) and not re.search(
        r"(?:[ou]{2}\w|[eo]r|it|oin|ad)$", stem
    ):
        return stem + "e"
    return stem


def _is_subject(subject: str) -> bool:
    return subject.split()[0].lower() not in PRONOUNS and not NO_SUBJECT.search(subject)


def _inner(subject: str) -> str:
    """A subject as it stands inside a question."""
    return re.sub(r"^(The|An?)\b", lambda m: m[0].lower(), subject)


def _gap(text: str, start: int, end: int) -> str:
    return f"{text[:start]}____{text[end:]}"


def _share_out(available: dict[str, int], count: int) -> dict[str, int]:
    """How many of each kind: one each in turn, until there are ``count`` or no more."""
    quota = dict.fromkeys(available, 0)
    left = min(count, sum(available.values()))
    for kind in cycle(available):
        if not left:
            break
        if quota[kind] < available[kind]:
            quota[kind] += 1
            left -= 1
    return quota


def _spread(found: Sequence[Draft], count: int) -> list[Draft]:
    """``count`` of them, evenly spaced."""
    return [found[i * len(found) // count] for i in range(count)]


def _record(number: int, draft: Draft) -> dict[str, Any]:
    return {
        "id": f"draft-{number}",
        "question": draft.question,
        "kind": draft.kind,
        "answerable": True,
        "answers": [draft.answer],
        "sections": [draft.section],
        "evidence": [draft.evidence],
        "note": "draft: put it in a person's words, check the gold",
    }
