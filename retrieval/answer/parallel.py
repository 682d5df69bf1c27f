"""Values side by side in one sentence ("€7 for adults and €5 for students"): the one that the question's words mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from retrieval.article.chunks import shape
from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit, index_mentions, typed
from retrieval.replies.another import STATEMENT
from retrieval.words.lazy import lazy

# What parts two values, the strongest first; "from 34 in 2022 to 31 in 2023" is parted right before the second.
_BORDERS = tuple(
    map(
        re.compile,
        (r";\s", r",?\s(?:while|whereas|but)\s|,\sand\s", r"\s(?:and|or|then)\s", r",\s", r"\sto\s$"),
    )
)
_FINITE = frozenset("is was are were has have had did does do can could will would may might must".split())
_POINTS_BACK = frozenset("it he she they which who that".split())
_OF_THESE = lazy(r"\bof (?:whom|which|them|these|those)\b", re.IGNORECASE)
# "…; in the 2021 census *the number* was": of what the clause before tells.
_THE_NUMBER = lazy(
    r"\W*(?:and |but )?(?:(?:by|in|at|on|from|since|until|a year|ten years)\b[^,;]*?,? )?"
    r"the (?:number|figure|total|sum|amount|share|rate|count|\d{4} (?:census|survey|count))\b(?! of)",
    re.IGNORECASE,
)
_NAMES = ("person", "place", "name")
NEAR = 3  # tokens from a number to the noun that it counts


@dataclass(slots=True)
class _Clause:
    """Part of a sentence with values in it; ``told``: the terms that stand in it, ``shared``: those it takes over."""

    start: int
    end: int
    values: list[Mention]
    told: set[int]
    shared: set[int]


def pointed_out(
    plan: Plan,
    hit: Hit,
    candidates: list[Mention] | None = None,
    noun: str | None = None,
    without: frozenset[int] = frozenset(),
    tie: bool = True,
) -> Mention | None:
    """Of several mentions of the asked type, the one whose clause holds what tells them apart.

    "€7 for adults and €5 for students", "41,200 visitors; the 2023 edition had drawn 36,900": asked for students, for
    2023, the second. A clause without a verb says its part of what the one before tells ("reopened to cars in February
    and to lorries in April"). None where the question tells nothing apart. ``candidates`` and ``noun`` (the stem of
    what they count) stand for those that the question asks for; ``without`` are terms that don't count, by number;
    without ``tie``, nothing is pointed out where a clause that takes over all of the one before says as much.
    """
    noun = noun or next(iter(plan.query.focus[-1:]), None)
    if candidates is None:
        candidates = typed(plan, hit.unit, hit.met) or []
    if len(candidates) < 2 or hit.unit.fact is not None:
        return None
    clauses = _clauses(plan, hit, candidates)
    if len(clauses) < 2:
        return None
    constraints = {i for i, t in enumerate(plan.query.terms) if t.role in ("date", "number", "name")}
    meant = [(clause.told | clause.shared) - without for clause in clauses]
    if len({frozenset(told & constraints) for told in meant}) > 1:
        named = any(t.words[0] == noun for t in plan.query.of("name"))
        own = counted(plan, hit, candidates, noun) if named else None
        dates = {i for i, t in enumerate(plan.query.terms) if t.role == "date"}
        dated = [told & dates for told in meant]
        if any(told < max(dated, key=len) for told, c in zip(dated, clauses, strict=True) if own in c.values):
            own = None  # it is told of another year
        if own is not None and not _OF_THESE.search(hit.unit.text, own.end):
            return own  # "how many Chileans": whatever other names are about
    scores = [(_weight(plan, hit, told & constraints), _weight(plan, hit, told)) for told in meant]
    best = max(scores)
    tied = [c for c, score in zip(clauses, scores, strict=True) if score[0] == best[0]]
    if plan.query.type == "number" and len(tied) > 1 and best[0] > 0:
        own = counted(plan, hit, candidates, noun)
        if own is not None and any(own in clause.values for clause in tied):
            return own  # "how many people": "2,400 people claimed it, and 61 citizens …"
    winners = [clause for clause, score in zip(clauses, scores, strict=True) if score == best]
    if best == (0, 0) or (len(winners) > 1 and not (tie and all(clause.shared for clause in winners[1:]))):
        return None
    values = winners[0].values
    return values[0] if len(values) == 1 else counted(plan, hit, values, noun)


def latest(plan: Plan, hit: Hit, candidates: list[Mention]) -> Mention | None:
    """Of values that each have a year of their own, the last ("17,900 in 2019 and 18,240 in 2021")."""
    found = by_year(plan, hit, candidates)
    return found[max(found)] if found else None


def by_year(plan: Plan, hit: Hit, candidates: list[Mention]) -> dict[int, Mention]:
    """Values that each have a year of their own, by that year; none where one has none."""
    unit = hit.unit
    if len(candidates) < 2 or unit.fact is not None:
        return {}
    found: dict[int, Mention] = {}
    for clause in _clauses(plan, hit, candidates):
        years = [t for t in unit.tokens if clause.start <= t.start < clause.end and len(t.text) == 4 == len(t.norm)]
        years = [t for t in years if t.norm.isdigit()]
        if len(clause.values) != 1 or not years:
            return {}
        after = [t for t in years if t.start > clause.values[0].start]
        found[int((after or years[::-1])[0].norm)] = clause.values[0]
    return found


def _weight(plan: Plan, hit: Hit, terms: set[int]) -> float:
    return round(sum(plan.weights[i] * hit.met[i].grade for i in terms), 4)


def _clauses(plan: Plan, hit: Hit, candidates: list[Mention]) -> list[_Clause]:
    """The parts of the sentence that hold values, cut at the strongest border between two of them."""
    text = hit.unit.text
    cuts = [0]
    groups = [[candidates[0]]]
    for here, following in pairwise(candidates):
        paired = here.type in _NAMES and _joins(text, here, following)
        cut = None if paired else _border(text, here.end, following.start)  # "*Aarhus and Esbjerg* are twinned"
        if cut is None:
            groups[-1].append(following)
        else:
            cuts.append(cut)
            groups.append([following])
    cuts.append(len(text) + 1)
    clauses = [
        _Clause(start, end, values, _told(hit, start, end), set())
        for (start, end), values in zip(pairwise(cuts), groups, strict=True)
    ]
    for before, clause in pairwise(clauses):
        clause.shared = _taken_over(plan, hit, before, clause) - clause.told
    return clauses


def _joins(text: str, here: Mention, following: Mention) -> bool:
    """Whether two names are joined by a comma or an and, and the second begins no clause of its own ("in *Rome and Ann*
    has")."""
    if _JOIN.fullmatch(text, here.end, following.start) is None:
        return False
    return _AFTER_PREPOSITION.search(text[: here.start]) is None or _HAS.match(text, following.end) is None


_AFTER_PREPOSITION = lazy(r"\b(?:in|at|from|near|to|of|with|by|for|on)(?: the)?\s$", re.IGNORECASE)
_HAS = lazy(r"\s(?:is|was|has|had|does|did|will|would|can|could|may)\b")


def _border(text: str, left: int, right: int) -> int | None:
    for border in _BORDERS:
        found = [m.end() for m in border.finditer(text, left, right)]
        if found:
            return found[-1]
    return None


def _taken_over(plan: Plan, hit: Hit, before: _Clause, clause: _Clause) -> set[int]:
    """The terms of the clause before that hold of this one, too: all where it has no verb, the subject where it has no
    subject of its own, and what stands before a colon."""
    unit = hit.unit
    form = shape(plan.index, unit)
    heard = before.told | before.shared
    places = [i for i, t in enumerate(unit.tokens) if clause.start <= t.start < clause.end]
    verbs = [
        i
        for i in places
        if unit.tokens[i].norm in _FINITE or (form.kinds[i] == "v" and not _describes(unit, form.kinds, i))
    ]
    if not verbs or _OF_THESE.search(unit.text, clause.start, clause.end):
        return heard
    if _THE_NUMBER.match(unit.text, clause.start, clause.end):
        return {number for number in heard if plan.query.terms[number].role != "date"}
    colon = unit.text.find(": ", 0, clause.start)
    lead = _told(hit, 0, colon) if colon > 0 else set()
    if places[0] in verbs or unit.tokens[places[0]].norm in _POINTS_BACK:
        if unit.tokens[places[0]].norm in ("it", "they"):  # stands for a thing named before, whatever its part there
            lead |= {number for number in heard if plan.query.terms[number].role != "relation"}
        first = next((i for i, kind in enumerate(form.kinds) if kind == "v" or unit.tokens[i].norm in _FINITE), 0)
        lead |= _told(hit, 0, unit.tokens[first].start) if first < places[0] else set()
    return lead


def _describes(unit: Unit, kinds: str, place: int) -> bool:
    """Whether a participle stands between a number and what it counts ("29 *contributing* nations")."""
    return place > 0 and unit.tokens[place - 1].is_number and kinds[place + 1 : place + 2] == "n"


def _told(hit: Hit, start: int, end: int) -> set[int]:
    """The terms of the question, by number, that a part of the unit meets."""
    tokens, positions = hit.unit.tokens, hit.unit.positions
    return {
        number
        for number, met in enumerate(hit.met)
        if met.place is not None
        and any(start <= tokens[p].start < end for p in (positions.get(met.by[0], ()) if met.by else (met.place,)))
    }


def counted(plan: Plan, hit: Hit, values: list[Mention], noun: str | None) -> Mention | None:
    """The only value that stands right before the noun asked for ("how many Chileans": "214 Chileans")."""
    if noun is None or "how many of" in plan.query.text.lower():
        return None
    tokens, nouns = hit.unit.tokens, hit.unit.positions.get(noun, ())
    found = []
    for value in values:
        after = sum(t.start < value.end for t in tokens)
        if any(after <= place < after + NEAR for place in nouns):
            found.append(value)
    return found[0] if len(found) == 1 else None


def joined(plan: Plan, hit: Hit, start: int, end: int) -> tuple[int, int]:
    """An answer, as offsets into the article, with the others that it is joined to ("Aarhus *and Esbjerg*"), unless the
    question asks for one."""
    unit = hit.unit
    kinds = ("date",) if plan.query.type == "date" else _NAMES
    if plan.query.type not in (*kinds, "group") or (plan.query.focus and not _several(plan)):
        return start, end
    names = [m for m in index_mentions(plan.index, unit) if m.type in kinds]
    own = next((i for i, m in enumerate(names) if (unit.start + m.start, unit.start + m.end) == (start, end)), None)
    if own is None:
        return start, end
    first = last = own
    while last + 1 < len(names) and _joins(unit.text, names[last], names[last + 1]):
        last += 1
    while first > 0 and _joins(unit.text, names[first - 1], names[first]):
        first -= 1
    alike = len({m.type for m in names[first : last + 1]} - {"name"}) < 2
    if not alike or not _ends_joined(unit.text, names, first, last):
        return start, end
    left, right = names[first].start, names[last].end
    if STATEMENT.search(unit.text[: names[last].end + _VERB], left) is not None:
        return start, end  # "in Rome, and Peru has …"
    pairs = plan.pairs(hit.met)
    met = {unit.tokens[m.place].start for t, m in pairs if t.role == "name" and m.place is not None}
    asked = any(t.stem in plan.asked or t.start in met for t in unit.tokens if left <= t.start < right and t.is_capital)
    return (start, end) if asked else (unit.start + left, unit.start + right)


_VERB = 12  # characters behind a name in which its verb stands
_JOIN = lazy(r", |,? and (?:the \w+ )?")


def _several(plan: Plan) -> bool:
    return plan.query.plural or any(t.norm in ("2", "3", "both") for t in plan.query.tokens)


def _ends_joined(text: str, names: list[Mention], first: int, last: int) -> bool:
    """Whether a run of names ends with an "and", between its last two or inside the last ("1951 and 1988"): else its
    commas join other things."""
    return first < last and " and " in text[names[last - 1].end : names[last].end]
