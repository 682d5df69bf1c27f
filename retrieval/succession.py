"""Office-holders who followed one another: a chain read from sentences and lists, asked by neighbour or year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retrieval.align import Plan
from retrieval.evidence import index_mentions
from retrieval.index import Index, Unit
from retrieval.mentions import Mention
from retrieval.text import tokenize

OFFICE = 0.75  # grade from which another word names the same office
_AFTER = re.compile(
    r"\b(?:succeeded|followed|replaced|relieved) by\b|\bsuccessor(?:,| was| is)|\bplace was taken by\b|\bgave way to\b"
    r"|\bhanded over to\b|\band (?:he|she|they) by\b",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:succeeded|followed|replaced|took over from|taking over from|succeeds)\b(?! by)|\bpredecessor(?:,| was| is)",
    re.I,
)
_SPAN = re.compile(r"\b(?:from )?(\d{4})(?: to | until |[–-])(\d{4})\b", re.I)
_UNTIL = re.compile(r"\b(?:until|till|left in|resigned in|retired in|stepped down in)(?: \w+)? (\d{4})\b", re.I)
_SINCE = re.compile(
    r"\b(?:since|from|took over in|appointed in|took office in)(?: \w+)? (\d{4})\b(?! (?:to|until))", re.I
)
_SINCE_THEN = re.compile(r"\bsince then\b", re.I)
_OWN = {"he": ("he", "his"), "she": ("she", "her"), "it": ()}
_PRONOUN = re.compile(r"^(?:he|she|they|his|her|their|him|them)\b", re.I)

_ASKS_NEXT = re.compile(
    r"\b(?:succe(?:ed|eds|eded)|successor|follow(?:s|ed)?|replaced?|took over from|take over from|taken over from"
    r"|came (?:right |directly |straight |immediately )?after"
    r"|comes after|after|next after|took .{3,40} place|in the place of)\b",
    re.I,
)
_ASKS_PREVIOUS = re.compile(
    r"\b(?:preced(?:e|es|ed)|predecessor|came (?:right |directly |straight |immediately )?before|before"
    r"|previous to|prior to|did .{3,40} (?:succeed|replace|follow|take over from))\b",
    re.I,
)


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
            chain = _listed(index, passage) or _told(index, passage)
            if len(chain) > 1:
                found.append(tuple(_filled(chain)))
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
        return int(span[1]), int(span[2])
    return int(since[1]) if since else None, int(until[1]) if until else None


def _told(index: Index, passage: list[Unit]) -> list[Holder]:
    """A chain told in sentences: each tie between two people extends it, at its end or at its beginning."""
    chain: list[Holder] = []
    if not any(_AFTER.search(unit.text) or _BEFORE.search(unit.text) for unit in passage):
        return chain
    last: Holder | None = None
    for unit in passage:
        people = _people(index, unit)
        clauses = _clauses(unit, people)
        if last is None and unit.tokens and unit.tokens[0].norm in _OWN[index.pronoun]:
            last = Holder(index.article.title, unit)  # "Her successor was …", in an article about her
        for person, left, right in clauses:
            if re.search(r"\b(?:of|the|on|in|at|with|from) $", unit.text[left : person.start]):
                continue
            holder = Holder(unit.text[person.start : person.end], unit, *_years(unit.text[person.end : right]))
            before, behind = unit.text[left : person.start], unit.text[person.end : right]
            if _AFTER.search(before) and (last or chain):
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
    return chain


def _clauses(unit: Unit, people: list[Mention]) -> list[tuple[Mention, int, int]]:
    """Each person with the text from the person before to the person after."""
    starts = [0, *(m.end for m in people)]
    ends = [*(m.start for m in people[1:]), len(unit.text)]
    return list(zip(people, starts, ends, strict=False))


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


def asks_succession(plan: Plan) -> str | None:
    """Whether a question asks who came "next" or "previous" to somebody."""
    text = plan.query.text
    if plan.query.type not in ("person", "role", "thing", "yesno") or not plan.query.of("name"):
        return None
    if _ASKS_PREVIOUS.search(text):
        return "previous"
    return "next" if _ASKS_NEXT.search(text) else None


def find_holder(plan: Plan, known: tuple[tuple[Holder, ...], ...]) -> Holder | None:
    """The holder that a question asks for: the one after or before somebody, in a year, the first, or today's."""
    direction = asks_succession(plan)
    named = {stem for term in plan.query.of("name") for stem in term.words}
    for chain in known:
        places = [i for i, h in enumerate(chain) if named & set(_name_stems(h))]
        if direction and places:
            step = places[0] + (1 if direction == "next" else -1)
            if 0 <= step < len(chain):
                return chain[step]
            continue
        if direction or places or not _same_office(plan, chain):
            continue
        years = [int(t.words[0]) for t in plan.query.of("date")]
        if years and plan.query.type in ("person", "role"):
            held = [h for h in chain if (h.since or 9999) <= years[0] <= (h.until or 9999)]
            return held[0] if len(held) == 1 else None
        if "first" in plan.stems:
            return chain[0]
        if plan.query.present and plan.query.type == "person" and chain[-1].until is None and not plan.query.plural:
            return chain[-1]
    return None


def held(plan: Plan, known: tuple[tuple[Holder, ...], ...]) -> tuple[bool, Holder] | None:
    """Whether somebody held an office in a year, first, or holds it still; None where the chains don't tell."""
    named = {stem for term in plan.query.of("name") for stem in term.words}
    years = [int(t.words[0]) for t in plan.query.of("date")]
    for chain in known:
        holder = next((h for h in chain if set(_name_stems(h)) <= named and _name_stems(h)), None)
        if holder is None or plan.query.negated or len(years) > 1 or not _same_office(plan, chain):
            continue
        if "first" in plan.stems:
            return (holder is chain[0], holder) if "first" in chain[0].unit.positions else None
        if years:
            before = plan.query.tokens[plan.query.of("date")[0].place - 1].norm
            known_span = holder.since is not None and (holder.until is not None or holder is chain[-1])
            if before not in ("in", "during") or not known_span:
                return None
            return (holder.since or 0) <= years[0] <= (holder.until or 9999), holder
        if plan.query.present or "still" in plan.stems:
            return holder is chain[-1] and holder.until is None, holder
    return None


def is_at_end(plan: Plan, known: tuple[tuple[Holder, ...], ...]) -> bool:
    """Whether the question asks who came next to a known holder: without such a one, it asks beyond a chain's end."""
    if asks_succession(plan) is None:
        return False
    named = {stem for term in plan.query.of("name") for stem in term.words}
    return any(named & set(_name_stems(holder)) for chain in known for holder in chain)


def find_chain(plan: Plan, known: tuple[tuple[Holder, ...], ...]) -> tuple[Holder, ...] | None:
    """All holders of the office that a question names ("who have the directors been?")."""
    if plan.query.of("date", "number") or not plan.query.terms:
        return None
    return next((chain for chain in known if _same_office(plan, chain)), None)


def _name_stems(holder: Holder) -> tuple[str, ...]:
    return tuple(t.stem for t in tokenize(holder.name))[-1:]


def _same_office(plan: Plan, chain: tuple[Holder, ...]) -> bool:
    """Whether every content word of the question is met by some unit of the chain or by what stands around it."""
    units = {id(h.unit): h.unit for h in chain}.values()
    for term, forms in zip(plan.query.terms, plan.forms, strict=True):
        if term.role == "date" or "first" in term.words:
            continue
        if not any(
            all(
                stem in unit.positions or unit.context.get(stem, 0.0) >= 0.3 or stem in plan.index.topic
                for stem in form
            )
            for unit in units
            for form, grade in forms.items()
            if grade >= OFFICE
        ):
            return False
    return bool(plan.query.terms)
