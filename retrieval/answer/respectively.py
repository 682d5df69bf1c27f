"""Lists whose items belong together in order ("zinc and copper took 4 and 6 seconds respectively")."""

from __future__ import annotations

from typing import NamedTuple

from retrieval.article.chunks import Shape, bounds, shape
from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.question.nouns import PREPOSITION
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import ANSWERS, Hit
from retrieval.words.text import Token
from retrieval.words.thesaurus import country_of, is_demonym
from retrieval.words.verbs import is_verb

_RESPECTIVELY = "respectively"
_POSSESSIVES = frozenset("its his her their".split())  # "Peru's exports and *its* imports"
_ARTICLES = _POSSESSIVES | {"the", "a", "an"}
_SOURCE = frozenset("from of by".split())  # "exports *from* Peru": what is Peruvian
_VALUES = frozenset("number money money_or_number measure amount date duration duration_or_measure age".split())

Item = tuple[int, int]  # the first and the last token


class _Named(NamedTuple):
    """Which item of which list a question names, and by how much more than the next one."""

    margin: float
    row: int
    place: int


def paired(plan: Plan, hit: Hit) -> tuple[int, int] | None:
    """What belongs to the item that the question names, as a span of the unit's text; None where it names none."""
    unit = hit.unit
    rows = enumerations(plan, unit)
    named = _asked(plan, hit, rows, exact=True) or _asked(plan, hit, rows, exact=False)
    if named is None:
        return None
    others = [row for number, row in enumerate(rows) if number != named.row]
    wanted = ANSWERS.get(plan.query.type, ())
    form = shape(plan.index, unit)
    told = next((row for row in reversed(others) if _mention(form, unit, row[-1], wanted) is not None), None)
    if told is None and plan.query.type in _VALUES:
        return None
    plain = [row for row in others if not unit.tokens[row[-1][0]].is_number]
    told = told or (plain or others)[-1]
    values = ("money", "measure", "percent", "duration", "date", "number", "person", "place", "name")
    mention = _mention(form, unit, told[named.place], values)
    first, last = told[named.place]
    while first < last and unit.tokens[first].norm in _ARTICLES:
        first += 1
    start, end = bounds(form, unit, first, last)
    if mention is not None and (unit.tokens[first].is_number or mention.type in wanted):
        start, end = mention.start, mention.end
    return start, end


def exchanged_items(plan: Plan, hit: Hit) -> bool:
    """Whether a question puts together what stands at different places of the lists ("is *zinc* at *6* seconds?")."""
    rows = enumerations(plan, hit.unit)
    found = [_named(plan, hit, row, number, True) for number, row in enumerate(rows)]
    return len({named.place for named in found if named is not None}) > 1


def enumerations(plan: Plan, unit: Unit) -> list[list[Item]]:
    """The lists that a "respectively" ties together, each with as many items as the others; none without it."""
    place = next((i for i, t in enumerate(unit.tokens) if t.norm == _RESPECTIVELY), None)
    if place is None or unit.fact is not None:
        return []
    form = shape(plan.index, unit)
    hard = [i for i, mark in enumerate(form.breaks) if mark == ";" and i != place and i < len(unit.tokens)]
    start = max((i for i in hard if i < place), default=0)
    end = min((i for i in hard if i > place), default=len(unit.tokens))
    ands = [i for i in range(start + 1, end - 1) if unit.tokens[i].norm == "and"]
    apart = [i for i in ands if not any(a < i < b for m, a, b in form.mentions if m.type in ("name", "place"))]
    rows = [_row(form, unit, i, start, end) for i in (apart if len(apart) > 1 else ands)]
    rows = [row for row in rows if len(row) > 1]
    count = min(map(len, rows), default=0)
    return [row[-count:] for row in rows] if len(rows) > 1 else []


def _row(form: Shape, unit: Unit, place: int, start: int, end: int) -> list[Item]:
    """The items around an "and": "zinc, tin and copper"; "from Rome to Bonn and from Bonn to Rome"."""
    tokens = unit.tokens
    right = _forward(form, unit, place + 1 + _leads(form, unit, place + 1), end)
    left = _backward(form, unit, place - 1, start)
    if left is None or right is None:
        return []
    link = right[1] + 1
    if link < end - 1 and left[0] > start and _linked(form, unit, left[0] - 1, link):
        more, before = _forward(form, unit, link + 1, end), _backward(form, unit, left[0] - 2, start)
        if more is not None and before is not None:
            left, right = (before[0], left[1]), (right[0], more[1])
    row = [left, right]
    while row[0][0] > start and form.breaks[row[0][0]] == "," and tokens[row[0][0] - 1].norm != _RESPECTIVELY:
        further = _backward(form, unit, row[0][0] - 1, start)
        if further is None:
            break
        row.insert(0, further)
    return row


def _leads(form: Shape, unit: Unit, place: int) -> int:
    """1 where a preposition opens an item ("and *in* Rome")."""
    return int(form.kinds[place] == "f" and unit.tokens[place].norm not in _ARTICLES)


def _linked(form: Shape, unit: Unit, left: int, right: int) -> bool:
    """Whether both items go on with the same preposition, or each with one and a name ("to Peru and imports *from*
    Peru")."""
    tokens = unit.tokens
    if form.kinds[left] != "f" or form.kinds[right] != "f":
        return False
    named = tokens[left + 1].is_capital and tokens[right + 1].is_capital and tokens[right].norm in PREPOSITION
    return tokens[left].norm == tokens[right].norm or (named and tokens[left].norm in PREPOSITION)


def _inside(form: Shape, unit: Unit, place: int) -> bool:
    token = unit.tokens[place]
    noun = form.kinds[place] == "n" or (place > 0 and is_demonym((unit.tokens[place - 1].stem,)))  # "Peruvian exports"
    return token.norm != _RESPECTIVELY and ((noun and token.norm != "and") or token.norm in _ARTICLES)


def _forward(form: Shape, unit: Unit, first: int, end: int) -> Item | None:
    value = next((b for m, a, b in form.mentions if m.type not in _NAMES and a == first <= b), None)
    if value is not None and value < end and not any(unit.tokens[i].norm == "and" for i in range(first, value)):
        return first, value
    last = first
    while last < end and _inside(form, unit, last) and (last == first or not _parted(form, unit, last)):
        last += 1
    return (first, last - 1) if last > first else None


def _parted(form: Shape, unit: Unit, place: int) -> bool:
    """Whether a word behind an item's first is none of it: a number, or the verb of a name or several things."""
    before, token = unit.tokens[place - 1], unit.tokens[place]
    dated = any(a < place <= b for m, a, b in form.mentions if m.type == "date")  # "June *1915*"
    number = token.is_number and not before.is_number and not dated
    named = before.is_capital and not is_demonym((before.stem,))
    several = named or (before.norm.endswith("s") and not before.is_number)
    several = several and before.norm not in _ARTICLES
    return bool(form.breaks[place]) or number or (several and not token.is_capital and is_verb(token))


def _backward(form: Shape, unit: Unit, last: int, start: int) -> Item | None:
    value = next((a for m, a, b in form.mentions if m.type not in _NAMES and a <= last <= b), None)
    if value is not None and last >= start:
        return last if unit.tokens[last].is_number and form.kinds[value] == "f" else max(value, start), last
    first = last
    while first >= start and _inside(form, unit, first) and (first == last or not form.breaks[first + 1]):
        first -= 1
        if unit.tokens[first + 1].norm in _ARTICLES:
            break
    return (first + 1, last) if first < last else None


_NAMES = ("person", "place", "name")


def _asked(plan: Plan, hit: Hit, rows: list[list[Item]], exact: bool) -> _Named | None:
    """The item that the question names, by its very words first: "her job" is one in "a nurse and a cellist", too."""
    found = [_named(plan, hit, row, number, exact) for number, row in enumerate(rows)]
    return max((named for named in found if named is not None), default=None)


def _named(plan: Plan, hit: Hit, row: list[Item], number: int, exact: bool) -> _Named | None:
    """The item of a list that meets more of the question than all others; where all meet as much, by the order of its
    words ("Peruvian exports": not "Chilean exports to Peru")."""
    counts = plan.query.type in _VALUES  # "how many *people*": that names nothing
    told = [n for n, term in enumerate(plan.query.terms) if not (counts and term.role in ("focus", "type"))]
    tokens = hit.unit.tokens
    taken_up = [tokens[first].norm in _POSSESSIVES for first, _ in row]
    row = [(first + (tokens[first].norm in _ARTICLES and first < last), last) for first, last in row]
    heads = {tokens[i].stem for a, b in row if a < b for i in range(a, b + 1) if _head(tokens[i])}
    if any(tokens[last].stem in heads for first, last in row if first == last):
        heads = set()
    met = [
        {n for n in told if any(tokens[i].stem not in heads for i in _meets(plan, hit, n, item, exact))} for item in row
    ]
    owner = {n for n in met[0] if any(tokens[i].possessive for i in _meets(plan, hit, n, row[0], exact))}
    met = [terms | owner if again else terms for terms, again in zip(met, taken_up, strict=True)]
    scores = [sum(plan.weights[n] for n in terms) for terms in met]
    if len({frozenset(terms) for terms in met}) == 1:
        scores = [float(_in_order(plan, hit, item, exact)) for item in row]
    best = max(range(len(row)), key=lambda i: scores[i])
    margin = scores[best] - max(score for i, score in enumerate(scores) if i != best)
    return _Named(margin, number, best) if margin > 0 else None


def _head(token: Token) -> bool:
    """Whether a word can go with all items ("dark and pale *beers*", "her *sons* Bo and Kai", "in *2019* …")."""
    return (token.norm.endswith("s") and not token.is_capital) or (token.is_number and len(token.norm) == 4)


def _meets(plan: Plan, hit: Hit, number: int, item: Item, exact: bool = False) -> list[int]:
    """The tokens of an item that meet a term of the question."""
    words = {*plan.query.terms[number].words, *(() if exact else hit.met[number].by)}
    return [i for i in range(item[0], item[1] + 1) if _same(hit.unit.tokens[i], words)]


def _same(token: Token, words: set[str]) -> bool:
    if token.stem in words:
        return True
    country = country_of((token.stem,)) if token.is_capital else None
    return country is not None and any(country_of((word,)) == country for word in words)


def _in_order(plan: Plan, hit: Hit, item: Item, exact: bool) -> int:
    """How many pairs of the question's words stand in the same order in an item, less those that don't."""
    places = []
    for number, term in enumerate(plan.query.terms):
        there = _meets(plan, hit, number, item, exact)
        if there and term.role != "date":  # a year before the first item is of all
            places.append((_rank(plan.query.tokens, term.place), _rank(hit.unit.tokens, there[0]), term.role == "name"))
    named = [pair for pair in places if pair[2]]
    pairs = sorted(named if len(named) > 1 else places)
    return sum(1 if one[1] < two[1] else -1 for i, one in enumerate(pairs) for two in pairs[i + 1 :])


def _rank(tokens: tuple[Token, ...], place: int) -> int:
    """Where a word stands; one that a thing comes from, before all else."""
    return -1 if place and tokens[place - 1].norm in _SOURCE else place


def _mention(form: Shape, unit: Unit, item: Item, wanted: tuple[str, ...]) -> Mention | None:
    """The part of an item that is of a type."""
    start, end = unit.tokens[item[0]].start, unit.tokens[item[1]].end
    for mention, first, last in form.mentions:
        if mention.type in wanted and first <= item[1] and item[0] <= last:
            left = mention.start if item[0] <= first else start
            return Mention(mention.type, left, mention.end if last <= item[1] else end)
    return None
