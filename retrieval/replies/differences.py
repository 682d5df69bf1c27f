"""Where the infobox and the text disagree: found once for an article, shown whenever a question touches it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import INTRODUCTION
from retrieval.article.amounts import amount
from retrieval.article.index import Index
from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.ranking.evidence import index_mentions
from retrieval.words.lazy import lazy
from retrieval.words.text import tokenize
from retrieval.words.thesaurus import Phrase, country_of, phrase, related

NEAR = 0.3  # values further apart than this share are of different things
YEARS = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact and a sentence that say different things of the same: their units and the differing words in the text."""

    fact: Unit
    told: Unit
    start: int
    end: int
    type: str | None = None  # of the differing values; None where they are kinds of a thing


def find_differences(index: Index) -> tuple[Difference, ...]:
    """All facts that a sentence contradicts.

    An amount or date contradicts one of the same type and unit that is near it but not equal, where the sentence
    speaks of the fact's attribute or introduces the article's subject. A kind contradicts another kind of the same
    attribute ("mission": an embassy, a liaison office) that is said of the same party; another person another holder
    of the same party's office, where the sentence tells of today.
    """
    found = []
    sentences = [unit for unit in index.units if unit.kind in ("sentence", "item")]
    for fact in index.facts:
        assert fact.fact is not None
        told = [unit for unit in sentences if fact.fact.value.lower() in unit.text.lower()]
        if _tells_same(index, fact, sentences):
            continue
        year = fact.fact.value.isdigit() and len(fact.fact.value) == 4  # which may stand there for something else
        if len(fact.fact.value) > 3 and any(not year or _speaks_of(fact, unit) for unit in told):
            continue
        for unit in sentences:
            difference = (
                _by_value(index, fact, unit)
                or _by_place(index, fact, unit)
                or _by_holder(index, fact, unit)
                or _by_kind(index, fact, unit)
            )
            if difference is not None:
                found.append(difference)
                break
    return tuple(found)


def _tells_same(index: Index, fact: Unit, sentences: list[Unit]) -> bool:
    """Whether a sentence that speaks of a fact gives its very amount, in whatever unit it is written."""
    values = [m for m in index.amounts(fact) if m.type != "date"]
    if len(values) != 1:
        return False
    own = amount(fact.text[values[0].start : values[0].end])
    return own is not None and any(
        own == amount(unit.text[m.start : m.end])
        for unit in sentences
        for m in index.amounts(unit)
        if m.type == values[0].type
        and (_speaks_of(fact, unit) or (unit.antecedent and _speaks_of(fact, unit.antecedent)))
    )


def _by_value(index: Index, fact: Unit, unit: Unit) -> Difference | None:
    assert fact.fact is not None
    values = [m for m in index.amounts(fact) if m.start >= fact.fact.value_start - fact.start]
    if len(values) != 1 or not _speaks_of(fact, unit):
        return None
    if values[0].type == "date" and not _speaks_of(fact, unit, False):
        return None
    own = fact.text[values[0].start : values[0].end]
    if any(unit.text[m.start : m.end] in own for m in index.amounts(unit) if m.type == values[0].type):
        return None  # the sentence says the same, too
    for mention in index.amounts(unit):
        if mention.type == values[0].type and _near(fact.text, values[0], unit.text, mention):
            return Difference(fact, unit, unit.start + mention.start, unit.start + mention.end, mention.type)
    return None


def _by_place(index: Index, fact: Unit, unit: Unit) -> Difference | None:
    """Another place than the fact's for the same event: told with the event's verb or noun and the fact's date, or of
    the article's subject by name."""
    assert fact.fact is not None
    key = phrase(fact.fact.attribute)
    there = unit.positions.get(key[0]) if len(key) == 1 else None
    if there is None or fact.fact.number is not None or unit.kind != "sentence":
        return None
    places = [m for m in index_mentions(index, fact) if m.type in ("place", "name")]
    if not places or any(word in unit.positions for m in places for word in phrase(fact.text[m.start : m.end])):
        return None
    days = [fact.text[m.start : m.end] for m in index.amounts(fact) if m.type == "date"]
    named = set(phrase(index.article.title)) <= unit.positions.keys()
    if not (any(day in unit.text for day in days) or (named and not days)):
        return None
    for mention in index_mentions(index, unit):
        after = unit.tokens[there[0]].end
        near = mention.type in ("place", "name") and after <= mention.start <= after + WITHIN
        if near and re.search(r"\b(?:in|at) (?:the )?$", unit.text[: mention.start]):
            return Difference(fact, unit, unit.start + mention.start, unit.start + mention.end, "place")
    return None


WITHIN = 40  # characters from an event's word to its place


def _by_holder(index: Index, fact: Unit, unit: Unit) -> Difference | None:
    """Another holder of the office today: "the Norwegian ambassador, Ann Lee, took up office in 2022"."""
    assert fact.fact is not None
    party, title = fact.fact.party, fact.fact.title
    begins = fact.fact.value_start - fact.start
    person = any(m.type == "person" and m.start == begins for m in index_mentions(index, fact))
    if party is None or title is None or not person or not _TODAY.search(unit.text):
        return None
    sides: dict[Phrase, float] = {}
    for stem in index.party_stems:
        grade = 1.0 if stem in unit.positions else unit.context.get(stem, 0.0)
        country = country_of((stem,)) or (stem,)
        sides[country] = max(grade, sides.get(country, 0.0))
    own = sides.pop(country_of(phrase(party)) or phrase(party), 0.0)
    if own <= max(sides.values(), default=0.0):
        return None
    for mention in index_mentions(index, unit):
        before = unit.text[: mention.start].lower().rstrip(" ,")
        if mention.type == "person" and before.endswith(title.lower()) and not _BYGONE.search(before):
            return Difference(fact, unit, unit.start + mention.start, unit.start + mention.end, "person")
    return None


_TODAY = lazy(r"\b(?:since|took (?:up )?(?:office|the post)|is|has been|current)\b", re.IGNORECASE)
_BYGONE = lazy(r"\b(?:until|former|first|previous|was|were|then|served)\b", re.IGNORECASE)


def _speaks_of(fact: Unit, unit: Unit, introduced: bool = True) -> bool:
    """Whether a sentence speaks of a fact's attribute, or introduces the article's subject."""
    assert fact.fact is not None
    attribute = phrase(fact.fact.attribute)
    words = {attribute, *((stem,) for stem in attribute)}
    words |= {form for word in tuple(words) for form in related(word).meets}
    met = any(all(stem in unit.positions for stem in form) for form in words)
    return met or (introduced and unit.section == INTRODUCTION and fact.fact.number is None and len(attribute) == 1)


def _near(one: str, a: Mention, other: str, b: Mention) -> bool:
    left, right = one[a.start : a.end], other[b.start : b.end]
    if a.type == "date":
        years = [re.findall(r"\b\d{4}\b", text) for text in (left, right)]
        if len(years[0]) != 1 or len(years[1]) != 1:
            return False
        apart = abs(int(years[0][0]) - int(years[1][0]))
        exact = re.search(r"[A-Z]", left) and re.search(r"[A-Z]", right)
        return (0 < apart <= YEARS) if not exact else (apart == 0 and left != right)
    one_value, other_value = amount(left), amount(right)
    if one_value is None or other_value is None or one_value[1] != other_value[1]:
        return False
    x, y = one_value[0], other_value[0]
    return x != y and abs(x - y) <= NEAR * max(x, y)


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
