"""Where something is done, told by a common noun after its verb: "found in a luggage locker"."""

from __future__ import annotations

from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.question.nouns import noun_run, noun_type
from retrieval.ranking.align import Plan
from retrieval.ranking.met import Met

_FAR = 6  # tokens after a verb in which its place begins
_MARKS = frozenset("in at on aboard inside outside near beside under behind from into through opposite".split())
_ARTICLES = frozenset("a an the its his her their".split())
# What follows such a mark and is no place ("in the end", "at the age of").
_NO_PLACE = frozenset(
    "end meantime time age course case hand hands condition name sense way process form face aftermath absence "
    "presence spirit hope lead row price cost rate beginning start request order basis help aid light favour "
    "interest".split()
)
_PLACES = ("place", "structure")  # told without an article, too ("set in fishing towns")
_NO_PLACE_TYPES = frozenset("date duration number money measure amount age reason manner person".split())


def scenes(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> list[tuple[Mention, int, int]]:
    """The first place after a verb of the question, as a mention with its token places; empty where there is none."""
    tokens = unit.tokens
    pairs = [(t, m.place) for t, m in plan.pairs(met) if m.place is not None]
    deeds = [place for term, place in pairs if term.role == "relation"]
    for start in deeds or [place for term, place in pairs if term.role == "word"]:  # "where did *water* come from"
        for place in range(start + 1, min(start + _FAR, len(tokens) - 1)):
            if tokens[place].norm not in _MARKS:
                continue
            noun = noun_run(tokens, place + 1)
            kind = noun_type(tuple(t.stem for t in noun)) if noun else None
            if tokens[place + 1].norm not in _ARTICLES and kind not in _PLACES:
                continue
            if not noun or noun[-1].norm in _NO_PLACE or kind in _NO_PLACE_TYPES or noun[-1].stem in plan.asked:
                continue
            return [(Mention("place", tokens[place].start, noun[-1].end), place, tokens.index(noun[-1]))]
    return []
