"""Office-holders who followed one another, as sentences and lists tell of them: chains of people with their years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retrieval.article.index import Index
from retrieval.article.mentions import Mention
from retrieval.article.units import Unit
from retrieval.ranking.evidence import index_mentions
from retrieval.words.lazy import lazy
from retrieval.words.text import stem, tokenize

OWN = {"he": ("he", "his", "him"), "she": ("she", "her", "hers"), "it": ()}
_IN = r"(?: in(?: \w+)? \d{4})?"  # "followed *in 1979* by"
_AFTER = lazy(
    rf"\b(?:succeeded|followed|replaced|relieved){_IN} by\b|\bsuccessor(?:,| was| is)|\bplace was taken by\b"
    rf"|\bgave way to\b|\bhanded over to\b|\band (?:he|she|they){_IN} by\b",
    re.I,
)
_AND_BY = lazy(rf"\band{_IN} by\b", re.I)  # "was followed by Ann *and in 2003 by* Bob"
_BEFORE = lazy(
    rf"\b(?:succeeded|followed|replaced|took over from|taking over from|succeeds|succeeding)\b(?!{_IN} by)"
    r"|\bpredecessor(?:,| was| is| had been)",
    re.I,
)
_SPAN = lazy(r"\b(?:from )?(\d{4})(?: to | until | ?[–-] ?)(\d{4}|present|today|now|date)\b", re.I)
_UNTIL = lazy(r"\b(?:until|till|left(?: for \w+)? in|resigned in|retired in|stepped down in)(?: \w+)? (\d{4})\b", re.I)
_SINCE = lazy(r"\b(?:since|from|took over in|appointed in|took office in)(?: \w+)? (\d{4})\b(?! (?:to|until))", re.I)
_TOOK_OVER = lazy(r" (?:\w+ )?in (\d{4})\b", re.I)
_SINCE_THEN = lazy(r"\bsince then\b", re.I)
_PRONOUN = lazy(r"^(?:he|she|they|his|her|their|him|them)\b", re.I)


@dataclass(frozen=True, slots=True)
class Holder:
    """One holder of an office: the name as it stands, the years as far as they are told, and the unit that tells."""

    name: str
    unit: Unit
    since: int | None = None
    until: int | None = None


def chains(index: Index) -> tuple[tuple[Holder, ...], ...]:
    """All chains of two or more holders, in the order of their terms."""
    found = []
    for passage in index.passages:
        if passage[0].fact is None:
            listed = _listed(index, passage)
            told = [listed] if listed else _told(index, passage)
            found += [tuple(_filled(chain)) for chain in told if len(chain) > 1]
    return tuple(found)


def _people(index: Index, unit: Unit) -> list[Mention]:
    """Names in a unit that can be a person's."""
    return [
        m
        for m in index_mentions(index, unit)
        if m.type in ("person", "name")
        and not any(word.isupper() and len(word) > 1 for word in unit.text[m.start : m.end].split())
    ]


def _listed(index: Index, passage: list[Unit]) -> list[Holder]:
    """A list of people with the years of their terms ("Cyril Tennant: From 1964 to 1978")."""
    items = [u for u in passage if u.kind == "item"]
    holders = []
    for unit in items:
        people = _people(index, unit)
        years = _years(unit.text)
        if not people or people[0].start > 0 or years == (None, None):
            return []
        holders.append(Holder(unit.text[people[0].start : people[0].end], unit, *years))
    return holders


def _years(text: str) -> tuple[int | None, int | None]:
    span, until, since = _SPAN.search(text), _UNTIL.search(text), _SINCE.search(text)
    if span:
        return int(span[1]), int(span[2]) if span[2].isdigit() else None
    return int(since[1]) if since else None, int(until[1]) if until else None


def _told(index: Index, passage: list[Unit]) -> list[list[Holder]]:
    """Chains told in sentences: each tie between two people extends one, at its end or at its beginning, and a tie
    between others begins another."""
    chains: list[list[Holder]] = []
    chain: list[Holder] = []
    if not any(_AFTER.search(unit.text) or _BEFORE.search(unit.text) for unit in passage):
        return chains
    last: Holder | None = None
    for unit in passage:
        people = [p for p in _people(index, unit) if not _ASIDE.search(unit.text, 0, p.start)]
        clauses = _clauses(unit, people)
        if unit.tokens and unit.tokens[0].norm in OWN[index.pronoun] and (last is None or not chain):
            last = Holder(index.article.title, unit)  # "Her successor was …", in an article about her
        for person, left, right in clauses:
            holder = Holder(unit.text[person.start : person.end], unit, *_years(unit.text[person.end : right]))
            before, behind = unit.text[left : person.start], unit.text[person.end : right]
            if last is None and set(before.lower().split()) & set(OWN[index.pronoun]):
                last = Holder(index.article.title, unit)  # "In 1999 she succeeded …"
            goes_on = chain and chain[-1].unit is unit
            after = _AFTER.search(before) or (_AND_BY.search(before) if goes_on else None)
            if after and (last or chain):
                begun = _TOOK_OVER.search(after[0]) or _TOOK_OVER.match(behind)
                holder = replace(holder, since=holder.since or (int(begun[1]) if begun else None))
                if chain and last is not None and not _knows(chain, last):
                    chains.append(chain)
                    chain = []
                chain = _extend(chain, last or chain[-1], holder)
            elif _BEFORE.search(before) and last is not None:
                chain = _prepend(chain, last, holder)
                continue
            elif chain and chain[-1].until and (holder.since == chain[-1].until or _SINCE_THEN.search(behind)):
                chain = _extend(chain, chain[-1], replace(holder, since=chain[-1].until))
            elif _BEFORE.search(behind) and last is not None and not _names_other(people, person):
                chain = _extend(chain, last, holder)
            last = holder
        if not people and unit.tokens and _PRONOUN.match(unit.text) is None:
            last = last if unit.antecedent is not None else None
    return [_from_first(index, passage, chain) for chain in (*chains, chain)]


def _from_first(index: Index, passage: list[Unit], chain: list[Holder]) -> list[Holder]:
    """A chain with the one told of before it who is said to be the first ("Its first director was …")."""
    for unit in passage:
        first = _FIRST.search(unit.text)
        if not chain or unit.number >= min(holder.unit.number for holder in chain) or first is None:
            continue
        named = [p for p in _people(index, unit) if p.start >= first.end()]
        if named and any(stem(first[1].lower()) in holder.unit.positions for holder in chain):
            name = unit.text[named[0].start : named[0].end]
            behind = unit.text[named[0].end :]
            return chain if same_person(name, chain[0].name) else [Holder(name, unit, *_years(behind)), *chain]
    return chain


_FIRST = lazy(r"\bfirst (\w+)(?: of [^,;]+)? was\b", re.I)
# What stands before a name that is not the sentence's own ("a grandson of the founder of X").
_ASIDE = lazy(r"\b(?:of|the|on|in|at|with|from|for|to) $")


def _clauses(unit: Unit, people: list[Mention]) -> list[tuple[Mention, int, int]]:
    """Each person with the text from the person before to the person after."""
    starts = [0, *(m.end for m in people)]
    ends = [*(m.start for m in people[1:]), len(unit.text)]
    return list(zip(people, starts, ends, strict=False))


def _knows(chain: list[Holder], holder: Holder) -> bool:
    return any(same_person(known.name, holder.name) for known in chain)


def _names_other(people: list[Mention], person: Mention) -> bool:
    return any(other.start > person.end for other in people)


def _extend(chain: list[Holder], before: Holder, after: Holder) -> list[Holder]:
    known = next((i for i, h in enumerate(chain) if same_person(h.name, before.name)), None)
    if known is None:
        return chain or [before, after]
    return [*chain[:known], before if before.since or before.until else chain[known], after]


def _prepend(chain: list[Holder], after: Holder, before: Holder) -> list[Holder]:
    if chain and same_person(chain[0].name, after.name):
        return [before, *chain]
    return chain or [before, after]


def _filled(chain: list[Holder]) -> list[Holder]:
    """Years completed from the neighbours: a term begins when the one before ends."""
    filled: list[Holder] = []
    for i, holder in enumerate(chain):
        since = holder.since or (filled[-1].until if filled else None)
        following = chain[i + 1].since if i + 1 < len(chain) else None
        filled.append(replace(holder, since=since, until=holder.until or following))
    return filled


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: they share the last word, or ``one`` is the first word of ``other``."""
    a, b = ([t.norm for t in tokenize(name)] for name in (one, other))
    return bool(a and b) and (a[-1] == b[-1] or a[0] == b[0] == a[-1])
