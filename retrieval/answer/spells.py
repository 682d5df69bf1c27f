"""Which end of a stretch of time a question asks for: "when did she become …" of "from 1968 until 1976"."""

from __future__ import annotations

import re

from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes

_MONTHS = "|".join(word_classes("gazetteer.txt")["month"])
_DAY = rf"(?:\d{{1,2}} )?(?:(?:{_MONTHS}) )?\d{{4}}"
_SPELL = lazy(
    rf"\b(?:from|between) (?P<since>{_DAY}) (?:to|until|till|and)(?: (?!from)[\w'’]+){{0,5}}? (?P<until>{_DAY})\b",
    re.IGNORECASE,
)
_BEGIN = lazy(
    r"\b(?:becomes?|became|beg[iau]ns?|started?|join(?:ed)?|t(?:a|oo)ken? (?:up|over|office)|took (?:up|over|office)"
    r"|appointed|opened|enter(?:ed)?|since when|from when|set (?:in|up))\b",
    re.IGNORECASE,
)
_END = lazy(
    r"\b(?:end(?:ed)?|finish(?:ed)?|stop(?:ped)?|leave|left|retired?|ceased?|closed?|give up|gave up|resign(?:ed)?"
    r"|until when|till when|over|completed?)\b",
    re.IGNORECASE,
)


def end_asked_for(plan: Plan, hit: Hit) -> tuple[int, int] | None:
    """Where in a unit's text the beginning or the end of its only stretch of time stands, as the question asks for it;
    None where it asks for neither, or for both."""
    text = plan.query.text
    begins, ends = _BEGIN.search(text) is not None, _END.search(text) is not None
    spells = list(_SPELL.finditer(hit.unit.text))
    if plan.query.type != "date" or begins == ends or len(spells) != 1 or hit.unit.fact is not None:
        return None
    return spells[0].span("since" if begins else "until")
