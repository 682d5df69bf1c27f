"""Where the infobox and the text disagree: found once for an article, shown whenever a question touches it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import INTRODUCTION
from retrieval.index import Index, Unit
from retrieval.mentions import Mention
from retrieval.text import NUMBER_WORDS, tokenize
from retrieval.thesaurus import phrase, related

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NEAR = 0.3  # values further apart than this share are of different things
YEARS = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact and a sentence that say different things of the same: their units and the differing words in the text."""

    fact: Unit
    told: Unit
    start: int
    end: int


def find_differences(index: Index) -> tuple[Difference, ...]:
    """All facts that a sentence contradicts.

    An amount or date contradicts one of the same type and unit that is near it but not equal, where the sentence
    speaks of the fact's attribute or introduces the article's subject. A kind contradicts another kind of the same
    attribute ("mission": an embassy, a liaison office) that is said of the same party.
    """
    found = []
    sentences = [unit for unit in index.units if unit.kind in ("sentence", "item")]
    for fact in index.units:
        if fact.fact is None:
            break
        if len(fact.fact.value) > 3 and any(fact.fact.value.lower() in unit.text.lower() for unit in sentences):
            continue
        for unit in sentences:
            difference = _by_value(index, fact, unit) or _by_kind(index, fact, unit)
            if difference is not None:
                found.append(difference)
                break
    return tuple(found)


def _by_value(index: Index, fact: Unit, unit: Unit) -> Difference | None:
    assert fact.fact is not None
    values = [m for m in index.amounts(fact) if m.start >= fact.fact.value_start - fact.start]
    if len(values) != 1 or not _speaks_of(fact, unit):
        return None
    for mention in index.amounts(unit):
        if mention.type == values[0].type and _near(fact.text, values[0], unit.text, mention):
            return Difference(fact, unit, unit.start + mention.start, unit.start + mention.end)
    return None


def _speaks_of(fact: Unit, unit: Unit) -> bool:
    assert fact.fact is not None
    attribute = phrase(fact.fact.attribute)
    words = {attribute, *((stem,) for stem in attribute)}
    words |= {form for word in tuple(words) for form in related(word).meets}
    met = any(all(stem in unit.positions for stem in form) for form in words)
    return met or (unit.section == INTRODUCTION and fact.fact.number is None and len(attribute) == 1)


def _near(one: str, a: Mention, other: str, b: Mention) -> bool:
    left, right = one[a.start : a.end], other[b.start : b.end]
    if a.type == "date":
        years = [re.findall(r"\b\d{4}\b", text) for text in (left, right)]
        if len(years[0]) != 1 or len(years[1]) != 1:
            return False
        apart = abs(int(years[0][0]) - int(years[1][0]))
        exact = re.search(r"[A-Z]", left) and re.search(r"[A-Z]", right)
        return (0 < apart <= YEARS) if not exact else (apart == 0 and left != right)
    left, right = (" ".join(NUMBER_WORDS.get(word.lower(), word) for word in text.split()) for text in (left, right))
    numbers = [_NUMBER.findall(text) for text in (left, right)]
    if len(numbers[0]) != 1 or len(numbers[1]) != 1:
        return False
    units = [_NUMBER.sub("", text).strip() for text in (left, right)]
    x, y = (float(n[0].replace(",", "")) for n in numbers)
    return units[0] == units[1] and x != y and abs(x - y) <= NEAR * max(x, y)


def _by_kind(index: Index, fact: Unit, unit: Unit) -> Difference | None:
    """Another kind of the attribute than the fact's, said of the fact's party in a clause of its own."""
    assert fact.fact is not None
    if fact.fact.party is None or fact.fact.party == fact.fact.value:
        return None
    kinds = related(phrase(fact.fact.attribute)).meets
    own = {kind for kind in kinds if all(stem in fact.positions for stem in kind)}
    if not own:
        return None
    party = phrase(fact.fact.party)
    for clause in re.finditer(r"[^,;]+?(?= and |[,;.]|$)", unit.text):
        tokens = tokenize(clause[0])
        stems = {token.stem for token in tokens}
        subject = next((t for t in tokens if t.is_capital and t.norm != "and"), None)
        if subject is None or subject.stem not in party:
            continue
        others = [
            k for k in kinds if k not in own and all(s in stems for s in k) and not set(k) & {s for o in own for s in o}
        ]
        places = [t for t in tokens if others and t.stem == others[0][0]]
        if others and places and set(phrase(fact.fact.value)) & stems - set(party):
            start = unit.start + clause.start() + places[0].start
            return Difference(fact, unit, start, start + len(places[0].text))
    return None
