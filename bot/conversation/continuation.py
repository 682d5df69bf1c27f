"""Turns about the last answer: its evidence again, the next best evidence, and what a list or reading offers."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.conversation.frame import frame_of
from bot.conversation.grammar import DETERMINERS
from bot.conversation.phrases import BESIDES, sentence
from bot.conversation.state import Choice, Conversation, Mark, Topic
from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.find import Finder, Finding
from retrieval.question.analysis import analyze
from retrieval.replies.ambiguity import Place, place
from retrieval.words.lazy import lazy
from retrieval.words.text import tokenize
from retrieval.words.thesaurus import country_of, phrase

DEPTH = 6  # ranks that count as further evidence on a question
_LABEL = lazy(r":\s|\s\(|\sthrough\s|\sby\s|\sto\s|,\s|\.$")


def places_of(marks: tuple[Mark, ...], index: Index) -> tuple[Place, ...]:
    """Remembered offsets as places to cite; those of another article are dropped."""
    found = []
    for start, end in marks:
        unit = index.at(start)
        if unit is not None and start < end <= len(index.article.text):
            whole = place(unit)
            found.append(Place(whole.section, whole.kind, start, end))
    return tuple(found)


def further(conversation: Conversation, topic: Topic, finder: Finder, *, onwards: bool = False) -> Place | None:
    """The next best evidence that was not shown yet: the paragraph read on, then the next ranks; None: that is all.

    ``onwards``: what is told next is asked for, in the next paragraph, too.
    """
    index = finder.index
    shown = set(conversation.shown)
    here = [u for start, _ in topic.marks if (u := index.at(start)) is not None]
    # What a list or infobox quote covered was shown, too.
    shown |= {u.start for u in index.units for start, end in topic.marks if start <= u.start < end}
    following = [
        u
        for u in index.units
        if here
        and here[0].fact is None
        and u.start > here[0].start
        and (u.passage == here[0].passage or (onwards and u.section == here[0].section))
    ]
    asked = {s for t in analyze(topic.question, index.name_norms).terms for s in t.words} - index.party_stems
    near = [
        u
        for u in finder.ranked(topic.question, DEPTH)
        if any(s in u.positions or u.context.get(s, 0) > 0.5 for s in asked)
    ]
    for unit in [*following[:2], *near]:
        if unit.start not in shown:
            return place(unit)
    return None


def another(conversation: Conversation, topic: Topic, finder: Finder) -> tuple[Place, str] | None:
    """Another answer of the sort last given ("who else?"): a name in the next ranks, and where it stands."""
    index = finder.index
    beside = _list_beside(topic, index)
    if beside is not None:
        return beside
    given = set(phrase(f"{topic.question} {topic.answer or ''}"))
    for unit in finder.ranked(topic.question, 4):
        for mention in index.names(unit):
            text = unit.text[mention.start : mention.end]
            if mention.type in ("person", "name") and not given & set(phrase(text)):
                return place(unit), text
    return None


def besides(question: str, talk: Conversation, finder: Finder) -> tuple[str, Callable[[Unit], bool]]:
    """A question with "else" without that word, and whether a unit was told already: shown, or of whom was named."""
    plain = BESIDES.sub(lambda m: f"{m[1] or m[2]} ", question)
    told = {start for topic in talk.topics for start in topic.starts} | set(talk.shown)
    last = talk.topics[-1]
    who = plain.lower().startswith("who")
    given = {t.stem for t in tokenize(last.answer or "") if t.is_capital} if who else set()
    return (
        plain,
        lambda unit: (
            any(unit.start <= start < unit.end for start in told) or (bool(given) and given <= unit.positions.keys())
        ),
    )


def deed(question: str, told: Callable[[Unit], bool], last: Topic, finder: Finder) -> Place | None:
    """What else somebody did, where the question says no more than that: the next statement that begins with them."""
    frame = frame_of(question, finder.index)
    if frame.norms[0] != "what" or "do" not in frame.norms[1:] or not frame.subject:
        return None
    doer = {t.stem for t in tokenize(re.split(r" (?:in|of|from|at) ", frame.subject)[0]) if t.norm not in DETERMINERS}
    where = {t.stem for p in frame.parts if p.kind in ("name", "country") and not p.subject for t in tokenize(p.text)}
    units = [u for u in finder.index.units if u.fact is None and not told(u) and where <= u.positions.keys()]
    begun = [u for u in units if doer <= {t.stem for t in u.tokens[: len(doer) + 2]}]
    start = max(last.starts, default=0)
    return place(min(begun, key=lambda u: (u.start < start, u.start))) if begun else None


def _list_beside(topic: Topic, index: Index) -> tuple[Place, str] | None:
    """The other items of the list that the last question named an item of."""
    frame = frame_of(topic.question, index)
    named = [part.text.lower() for part in frame.parts if part.kind == "name"]
    for items in ([u for u in passage if u.kind == "item"] for passage in index.lists if named):
        for unit in (u for u in items if u.text.lower().startswith(tuple(named))):
            others = [_label(u.text) for u in items if u is not unit]
            if others:
                whole = place(items[0])
                return Place(whole.section, whole.kind, items[0].start, items[-1].end), "; ".join(others)
    return None


def list_topic(conversation: Conversation) -> Topic | None:
    """The last question that was answered with a list."""
    return next((t for t in reversed(conversation.topics) if len(t.marks) > 1 or ";" in (t.answer or "")), None)


def choices(found: Finding, understood: str, finder: Finder) -> tuple[Choice, ...]:
    """What "the second one" can pick after an answer: its readings, or the items of its list."""
    if found.status == "clarify":
        return tuple(Choice(option.label, reading(understood, option.label, finder.index)) for option in found.options)
    if found.status != "answered":
        return ()
    if found.how in ("list", "count") and ";" in (found.answer or ""):
        return tuple(Choice(_label(item)) for item in (found.answer or "").split("; "))
    if found.how in ("summary", "list") and found.places:
        section = found.places[0].section
        items = [u for p in finder.index.lists for u in p if u.kind == "item" and u.section == section]
        return tuple(Choice(_label(u.text)) for u in items)
    return ()


def _label(item: str) -> str:
    """What an item is called: its words up to the first border."""
    return _LABEL.split(" ".join(item.split()), maxsplit=1)[0]


def reading(understood: str, label: str, index: Index) -> str:
    """An ambiguous question that asks for one of its readings only."""
    frame = frame_of(understood, index)
    named = country_of(phrase(label)) is not None or label.istitle()
    if named and len(label.split()) <= 3:
        noun = next((p for p in reversed(frame.parts) if p.kind == "noun" and p.subject), None) or next(
            (p for p in frame.parts if p.kind == "noun"), None
        )
        if noun is not None:
            return sentence(f"{frame.text[: noun.end]} of {label}{frame.text[noun.end :]}")
    return sentence(f"{frame.text} ({label})")
