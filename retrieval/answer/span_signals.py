"""The named signals of a piece of a sentence as the short answer: the table, and how each is measured."""

from __future__ import annotations

import re
from itertools import accumulate
from math import log

from retrieval.article.chunks import Shape, pieces, shape
from retrieval.article.mentions import Mention
from retrieval.ranking.align import Plan
from retrieval.ranking.answers import ANSWERS, wanted_in
from retrieval.ranking.doers import asked_side
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy

SIGNALS: dict[str, str] = {
    "typed": "the piece is a mention of the type asked for",
    "best typed": "the piece is a mention of the very type asked for, not of one that may stand for it",
    "holds typed": "the piece holds such a mention",
    "lacks typed": "the unit holds such a mention, the piece doesn't",
    "modifier": "the piece is a mention of the type asked for, but no amount, and the noun phrase goes on after it",
    "other typed": "the piece is a mention of another type",
    "number": "the piece holds a number, where no amount is asked for",
    "capital": "the piece begins with a capital, where a person, place or body is asked for",
    "whole chunk": "nothing of a noun phrase is left out on either side",
    "open left": "the noun phrase begins before the piece",
    "open right": "the noun phrase goes on after the piece",
    "length": "tokens (a logarithm)",
    "length squared": "the square of that",
    "clause length": "tokens (a logarithm), where a reason or manner is asked for",
    "links": "function words inside the piece",
    "verbs": "verbs inside the piece",
    "clause": "a finite verb inside, after a noun, where no reason or manner is asked for",
    "comma": "a comma inside the piece, where one thing is asked for",
    "list": "a comma or an and inside the piece, where several things are asked for",
    "asked words": "share of the piece's words that stand in the question",
    "met": "share of the piece's words that meet a word of the question",
    "starts asked": "the first word stands in the question",
    "ends asked": "the last word stands in the question",
    "ends on focus": "the last word is the noun asked for",
    "before focus": "the noun asked for follows at once",
    "ends on kind": "the last word is the kind of thing asked for (which *bridge*)",
    "before kind": "the kind of thing asked for follows at once",
    "after kind": "the kind of thing asked for stands right before, or with one word between",
    "holds kind": "the kind of thing asked for stands inside",
    "near kind": "how near the piece stands to it",
    "near focus": "how near the piece stands to the noun asked for",
    "near relation": "how near it stands to the relation word",
    "near heaviest": "how near it stands to the most telling word",
    "near date": "how near it stands to the date or number that the question gives",
    "near all": "how near it stands to all met words, weighed",
    "after relation": "after the relation word, where the question asks for its object",
    "before relation": "before the relation word, where the question asks for its subject",
    "left, subject": "share of the met words to its left, where the question asks for a verb's subject",
    "left, object": "the same, where it asks for a verb's object",
    "left, other": "the same, in all other questions",
    "same clause": "no punctuation between the piece and the nearest met word",
    "adverb": "a single word in -ly",
    "single small word": "one word without a capital that is no number",
    "rarity": "how rare its words are in the article, on average",
    "topic": "share of its words that name what the article is about",
    "holds focus": "the noun asked for stands inside",
    "joined": "an and inside the piece, where the question asks with were or are, or for two",
    "after by": "right after by, where the question asks who or how",
    "place word": "right after in, at, from and the like, where a place is asked for",
    "time word": "right after in, on, since and the like, where a date is asked for",
    "reason word": "right after because, due to, to and the like, where a reason is asked for",
    "naming word": "right after called, known as and the like, or in quotes, where a name or thing is asked for",
    "after copula": "right after is, was and the like, where the question says what something is",
    "told of": "right before is, was and the like, as much as the met words stand after it",
    "told": "right after is, was and the like, as much as the met words stand before it",
    "after verb": "right after a verb",
    "after preposition": "right after a preposition, where no reason, place or date is asked for",
    "after determiner": "right after an article",
    "before verb": "right before a verb",
    "before preposition": "right before of, in and the like",
    "whole subject": "from a break up to the relation word, where the question asks for its subject",
    "before of": "right before of: what is of it is left out",
    "first after relation": "no noun between the relation word and the piece, where the question asks for its object",
    "last before relation": "no noun between the piece and the relation word, where it asks for its subject",
    "at break": "punctuation or the end follows",
    "in brackets": "a bracket opens before the piece",
    "opening": "the piece begins the unit",
    "late": "how late in the unit it stands",
}  # fmt: skip
_CLASSES = ("named", "date", "amount", "clause", "is", "thing")  # of questions, for signals that differ between them
SIGNALS |= {
    f"{what}, {asked}": f"{meaning}, in a question of the class {asked}"
    for what, meaning in (
        ("near", "how near the piece stands to all met words"),
        ("size", "its tokens (a logarithm)"),
        ("left", "share of the met words to its left"),
    )
    for asked in _CLASSES
}
SIGNALS |= {
    "nearest": "of all pieces that fit the type, or of all where any fits, it stands nearest to the met words",
    "typed near": "how near it stands to all met words, for a mention of the type asked for",
}

_NAMED = ("person", "place", "organisation", "group", "role")
_MARKS = {
    "place": frozenset("in at from near to into through on outside inside across".split()),
    "date": frozenset("in on since until by during from around before after".split()),
    "reason": frozenset("because to for since as of so that after due".split()),
    "name": frozenset("called named known as termed is titled entitled dubbed nicknamed term name".split()),
}
_COPULA = frozenset("is was are were be been being became".split())
_DETERMINERS = frozenset("the a an its their his her".split())
_FINITE = frozenset("is was are were has have had will would can could may might must does do did".split())
_PREPOSITIONS = frozenset("of in on at to for by with from as into about through between against under over".split())


# The noun after these is the kind of thing asked for ("which bridge"), not an attribute of it ("what is the length").
_CHOSEN = lazy(
    r"\b(?:which|what|how many|how much)\s+(?!(?:is|was|are|were|do|does|did|has|have|had|can|will|would)\b)", re.I
)


def measured(plan: Plan, hit: Hit) -> tuple[list[tuple[int, int]], list[dict[str, float]]]:
    """The pieces of a sentence, as token ranges, with their signals."""
    view = View(plan, hit)
    ranges = pieces(plan.index, hit.unit, plan.given)
    rows = [measure(view, *piece) for piece in ranges]
    rivals = [row for row in rows if "typed" in row] or rows
    best = max((row.get("near all", 0.0) for row in rivals), default=0.0)
    for row in rivals:
        row["nearest"] = float(row.get("near all", 0.0) >= best)
    return ranges, rows


class View:
    """What the signals of all pieces of a unit need, worked out once."""

    def __init__(self, plan: Plan, hit: Hit) -> None:
        unit, query = hit.unit, plan.query
        self.unit, self.tokens = unit, unit.tokens
        self.shape: Shape = shape(plan.index, unit)
        self.passed = list(accumulate(mark != "" for mark in self.shape.breaks))  # breaks up to each token
        self.finite = {
            i
            for i, token in enumerate(self.tokens)
            if token.norm in _FINITE
            or (self.shape.kinds[i] == "v" and i and self.shape.kinds[i - 1] == "n" and not token.norm.endswith("ing"))
        }
        self.nouns = [0, *accumulate(kind == "n" for kind in self.shape.kinds)]  # nouns before each token
        self.type, self.form = query.type, query.form
        self.wanted = wanted_in(plan.index, unit, query.type)
        self.asked = plan.asked
        self.plural = query.plural or query.form == "list"
        placed = [(t, m, w) for t, m, w in zip(query.terms, hit.met, plan.weights, strict=True) if m.place is not None]
        self.met: dict[int, float] = {}
        for _, m, w in placed:
            for place in unit.positions.get(m.by[0], (m.place or 0,)) if m.by else (m.place or 0,):
                self.met[place] = max(w, self.met.get(place, 0.0))
        self.total = sum(self.met.values()) or 1.0
        self.heaviest = max(self.met, key=lambda p: self.met[p], default=None)
        self.relation = next((m.place for t, m, _ in placed if t.role == "relation"), None)
        self.date = next((m.place for t, m, _ in placed if t.role in ("date", "number")), None)
        focus = [m.place for t, m, _ in placed if t.role in ("focus", "type")]
        self.focus = focus[-1] if focus else None
        if self.focus is None and query.focus:
            there = unit.positions.get(query.focus[-1])
            self.focus = there[0] if there else None
        self.focuses = unit.positions.get(self.tokens[self.focus].stem, ()) if self.focus is not None else ()
        self.side = asked_side(plan)
        self.way = self.side if self.side in ("subject", "object") else "other"
        self.chosen = _CHOSEN.search(query.text) is not None
        # of every token: how rare it is, and whether the article is about it, and the question says it
        self.rare = [plan.index.idf(token.stem) for token in self.tokens]
        self.rarest = max(self.rare, default=1.0) or 1.0
        self.topical = [token.stem in plan.index.topic for token in self.tokens]
        self.spoken = [token.stem in self.asked for token in self.tokens]
        norms = {t.norm for t in query.tokens}
        self.several = bool(norms & {"were", "are", "2", "both"})
        fitting: dict[tuple[int, int], Mention] = {}
        self.others: set[tuple[int, int]] = set()
        used = {p for p, w in self.met.items()}
        for mention, first, last in _with_halves(self.shape):
            if mention.type not in self.wanted:
                self.others.add((first, last))
            elif not (first in used and mention.type in ("person", "name", "place")) and not all(
                self.tokens[i].stem in self.asked for i in range(first, last + 1)
            ):
                fitting[first, last] = mention
        self.fitting = fitting
        self.named = query.type in _NAMED
        self.counted = query.type in ANSWERS and not self.named
        self.clausal = query.form in ("reason", "manner")
        self.asked_class = (
            "named" if self.named else "date" if query.type == "date" else "amount" if self.counted
            else "clause" if self.clausal else "is" if self.side == "is" else "thing"
        )  # fmt: skip
        self.mark = _MARKS.get("reason" if query.form == "reason" else query.type, frozenset())


def _with_halves(form: Shape) -> list[tuple[Mention, int, int]]:
    """The mentions of a unit, and of a span of time each of its two ends."""
    found = []
    for mention, first, last in form.mentions:
        found.append((mention, first, last))
        middle = next((i for i in range(first + 1, last + 1) if form.breaks[i]), None)
        if mention.type == "date" and middle is not None:
            found += [(mention, first, middle - 1), (mention, middle, last)]
    return found


def measure(view: View, first: int, last: int) -> dict[str, float]:
    """The signals of one piece that are not zero."""
    tokens, kinds, breaks = view.tokens, view.shape.kinds, view.shape.breaks
    values: dict[str, float] = {}
    size = last - first + 1
    mention = view.fitting.get((first, last))
    if mention is not None:
        values["typed"] = 1.0
        values["best typed"] = float(mention.type == view.wanted[0])
    elif view.fitting:
        inside = any(first <= a and b <= last for a, b in view.fitting)
        values["holds typed" if inside else "lacks typed"] = 1.0
    if (first, last) in view.others:
        values["other typed"] = 1.0
    inner = kinds[first : last + 1]
    if not view.counted:
        values["number"] = float(any(t.is_number for t in tokens[first : last + 1]))
    if view.named:
        values["capital"] = float(tokens[first].is_capital)
    open_left = first > 0 and kinds[first - 1] == "n" and not breaks[first]
    open_right = last + 1 < len(tokens) and kinds[last + 1] == "n" and not breaks[last + 1]
    values["open left"], values["open right"] = float(open_left), float(open_right)
    if mention is not None and not view.counted:
        values["modifier"] = float(open_right)
    values["whole chunk"] = float(not open_left and not open_right and "f" not in inner and "v" not in inner)
    length = log(size)
    values["length"], values["length squared"] = length, length * length
    if view.clausal:
        values["clause length"] = length
    if not view.clausal:
        values["clause"] = float(any(i in view.finite for i in range(first + 1, last + 1)))
    values["links"], values["verbs"] = inner.count("f") / 3, inner.count("v") / 2
    joined = any(breaks[i] == "," for i in range(first + 1, last + 1))
    if view.plural:
        values["list"] = float(joined or any(t.norm == "and" for t in tokens[first : last + 1]))
    else:
        values["comma"] = float(joined)
        if view.several:
            values["joined"] = float(any(t.norm == "and" for t in tokens[first : last + 1]))
    content = [i for i in range(first, last + 1) if kinds[i] != "f" and i != view.focus] or [first]
    values["rarity"] = sum([view.rare[i] for i in content]) / len(content) / view.rarest
    values["topic"] = sum([view.topical[i] for i in content]) / len(content)
    if first == last and not tokens[first].is_capital and not tokens[first].is_number:
        values["single small word"] = 1.0
        values["adverb"] = float(tokens[first].norm.endswith("ly"))
    values["asked words"] = sum([view.spoken[i] for i in content]) / len(content)
    values["met"] = sum([i in view.met for i in content]) / len(content)
    values["starts asked"] = float(view.spoken[first])
    values["ends asked"] = float(view.spoken[last] and last != view.focus)
    _distances(view, first, last, values)
    asked_class = view.asked_class
    values[f"near, {asked_class}"] = near = values.get("near all", 0.0)
    values[f"size, {asked_class}"] = length
    values[f"left, {asked_class}"] = values.get(f"left, {view.way}", 0.5)
    if mention is not None:
        values["typed near"] = near
    _surroundings(view, first, last, values)
    return values


def _distances(view: View, first: int, last: int, values: dict[str, float]) -> None:
    """How near a piece stands to what is met, and on which side."""
    walls = view.shape.walls

    def near(place: int) -> float:
        if place < first:
            gap = first - place + walls[first] - walls[place]
        elif place > last:
            gap = place - last + walls[place] - walls[last]
        else:
            return 1.0
        return 3 / (2 + gap)

    if view.focus is not None:
        noun = "kind" if view.chosen else "focus"
        values[f"ends on {noun}"] = float(last in view.focuses)
        values[f"before {noun}"] = float(last + 1 in view.focuses)
        values[f"near {noun}"] = max(map(near, view.focuses))
        values[f"holds {noun}"] = float(any(first <= place < last for place in view.focuses))
        if view.chosen:
            values["after kind"] = float(first - 1 in view.focuses or first - 2 in view.focuses)
    if view.relation is not None:
        values["near relation"] = near(view.relation)
        if view.side == "object":
            values["after relation"] = float(first > view.relation)
            values["first after relation"] = float(
                first > view.relation and view.nouns[first] == view.nouns[view.relation + 1]
            )
        elif view.side == "subject":
            values["before relation"] = float(last < view.relation)
            ends = last < view.relation and view.nouns[last + 1] == view.nouns[view.relation]
            opener = first - (first > 0 and view.tokens[first - 1].norm in _DETERMINERS)
            values["last before relation"] = float(ends)
            values["whole subject"] = float(ends and (opener == 0 or bool(view.shape.breaks[opener])))
    if view.date is not None:
        values["near date"] = near(view.date)
    if view.heaviest is not None:
        values["near heaviest"] = near(view.heaviest)
        left = sum(w for p, w in view.met.items() if p < first)
        outside = left + sum(w for p, w in view.met.items() if p > last)
        values[f"left, {view.way}"] = left / outside if outside else 0.5
        closest = min(view.met, key=lambda p: first - p if p < first else p - last)
        passed = view.passed
        between = passed[first] - passed[closest] if closest < first else passed[max(closest, last)] - passed[last]
        values["same clause"] = float(not between)
        values["near all"] = sum(w * near(p) for p, w in view.met.items()) / view.total


def _surroundings(view: View, first: int, last: int, values: dict[str, float]) -> None:
    """What stands to the left and to the right of a piece."""
    tokens, kinds, breaks = view.tokens, view.shape.kinds, view.shape.breaks
    left = tokens[first - 1].norm if first else ""
    before = left
    if left in _DETERMINERS:
        values["after determiner"] = 1.0
        before = tokens[first - 2].norm if first > 1 else ""
    if view.type in ("person", "role", "organisation", "group") or view.form == "manner":
        values["after by"] = float(
            before in ("by", "through", "using", "via") or (view.form == "manner" and before == "with")
        )
    marked = before in view.mark
    if view.form == "reason":
        values["reason word"] = float(marked)
    elif view.type == "place":
        values["place word"] = float(marked)
    elif view.type == "date":
        values["time word"] = float(marked)
    else:
        values["after preposition"] = float(before in _PREPOSITIONS)
        quoted = view.unit.text[tokens[first].start - 1 : tokens[first].start] in ('"', "“")
        if view.type in ("name", "thing"):
            values["naming word"] = float(quoted or before in _MARKS["name"])
    if view.side == "is":
        values["after copula"] = float(before in _COPULA)
    if view.met:
        if last + 1 < len(tokens) and tokens[last + 1].norm in _COPULA:
            values["told of"] = 1 - values[f"left, {view.way}"]
        if before in _COPULA:
            values["told"] = values[f"left, {view.way}"]
    values["after verb"] = float(first > 0 and kinds[first - 1] == "v")
    if last + 1 < len(tokens) and not breaks[last + 1]:
        values["before verb"] = float(kinds[last + 1] == "v" or tokens[last + 1].norm in _COPULA)
        values["before preposition"] = float(tokens[last + 1].norm in _PREPOSITIONS)
        values["before of"] = float(tokens[last + 1].norm == "of")
    values["at break"] = float(bool(breaks[last + 1]))
    values["in brackets"] = float(first > 0 and "(" in view.unit.text[tokens[first - 1].end : tokens[first].start])
    values["opening"] = float(first <= 1 and (first == 0 or kinds[0] == "f"))
    values["late"] = first / len(tokens)
