"""A choice among what was offered: "the second one" of a list, "Belgium's" of two readings."""

from __future__ import annotations

import re

from bot.conversation.grammar import WH
from bot.conversation.phrases import ORDINAL, PLACES, SMALL
from bot.conversation.standing import Standing
from bot.conversation.state import Conversation
from retrieval.words.text import tokenize
from retrieval.words.thesaurus import country_of


def reading_picked(text: str, conversation: Conversation, standing: Standing) -> str:
    """The reading that a reply to "that can mean more than one thing" picks."""
    choices = [c for c in conversation.choices if c.question]
    if not choices or conversation.last is None or conversation.last.status != "clarify":
        return ""
    plain, _ = standing.opened(text)
    named = [c for c in choices if c.label.lower() == plain.lower()]
    if named or standing.stands_alone(text):
        return named[0].question if named else ""
    first = tokenize(plain)[:1]
    if first and first[0].norm in ("after", "before", "since", "until"):
        return ""  # another time, not one of the readings
    if len(tokenize(plain)) > 6 or any(t.norm in WH for t in tokenize(plain)):
        return ""
    place = ORDINAL.fullmatch(plain.strip())
    if place:
        number = int(place[2]) - 1 if place[2] else PLACES[place[1].lower()]
        return choices[number].question if -len(choices) <= number < len(choices) else ""
    said = {country_of((t.stem,)) or (t.stem,) for t in tokenize(plain)}
    fitting = [
        c
        for c in choices
        if said & {country_of((t.stem,)) or (t.stem,) for t in tokenize(c.label) if t.norm not in SMALL}
    ]
    return fitting[0].question if len(fitting) == 1 else ""


def item_of(text: str, conversation: Conversation) -> str:
    """The item of the last list that "the second one" means."""
    items = [c.label for c in conversation.choices if c.label]
    described = re.fullmatch(r"(?:the|that) (.+) ones?", text.strip(), re.I)
    described = described or re.fullmatch(r"(?:the|that) one (?:on|about|for|with|in|from) (.+)", text.strip(), re.I)
    if described and not ORDINAL.fullmatch(text.strip()):
        said = {t.stem for t in tokenize(described[1])}
        fitting = [i for i in items if said <= {t.stem for t in tokenize(i)}]
        return fitting[0] if len(fitting) == 1 else ""
    match = ORDINAL.fullmatch(text.strip())
    if not match or not items:
        return ""
    number = int(match[2]) - 1 if match[2] else PLACES[match[1].lower()]
    return items[number] if -len(items) <= number < len(items) else ""
