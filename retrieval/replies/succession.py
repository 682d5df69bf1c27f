"""Office-holders who followed one another: a chain read from sentences and lists, asked by neighbour or year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retrieval.article.index import STOP, Index, Unit
from retrieval.article.mentions import Mention
from retrieval.question.analysis import Query
from retrieval.question.nouns import noun_type
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import index_mentions
from retrieval.words.lazy import lazy
from retrieval.words.text import stem, tokenize
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import verb_base

OFFICE = 0.75  # grade from which another word names the same office
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
_SPAN = lazy(r"\b(?:from )?(\d{4})(?: to | until |[–-])(\d{4})\b", re.I)
_UNTIL = lazy(r"\b(?:until|till|left(?: for \w+)? in|resigned in|retired in|stepped down in)(?: \w+)? (\d{4})\b", re.I)
_SINCE = lazy(r"\b(?:since|from|took over in|appointed in|took office in)(?: \w+)? (\d{4})\b(?! (?:to|until))", re.I)
_TOOK_OVER = lazy(r" (?:\w+ )?in (\d{4})\b", re.I)
_SINCE_THEN = lazy(r"\bsince then\b", re.I)
_OWN = {"he": ("he", "his", "him"), "she": ("she", "her", "hers"), "it": ()}
_PRONOUN = lazy(r"^(?:he|she|they|his|her|their|him|them)\b", re.I)

_ASKS_NEXT = lazy(
    r"\b(?:succe(?:ed|eds|eded)|successor|follow(?:s|ed)?|replaced?|took over from|take over from|taken over from"
    r"|came (?:right |directly |straight |immediately )?after"
    r"|comes after|after|next after|took .{3,40} place|in the place of)\b",
    re.I,
)
_ASKS_PREVIOUS = lazy(
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
        return int(span[1]), int(span[2])
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
        if unit.tokens and unit.tokens[0].norm in _OWN[index.pronoun] and (last is None or not chain):
            last = Holder(index.article.title, unit)  # "Her successor was …", in an article about her
        for person, left, right in clauses:
            holder = Holder(unit.text[person.start : person.end], unit, *_years(unit.text[person.end : right]))
            before, behind = unit.text[left : person.start], unit.text[person.end : right]
            if last is None and set(before.lower().split()) & set(_OWN[index.pronoun]):
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
            elif chain and (holder.since or 0) > (chain[-1].until or 9999) and _same_word(chain[-1], holder, chain[0]):
                chain = [*chain, holder]
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


def _same_word(last: Holder, holder: Holder, first: Holder) -> bool:
    """Whether a holder after a gap is told of with a noun of the first one's office ("has been harbour master")."""
    told, known = (
        {t.stem for t in h.unit.tokens if t.text.islower() and t.norm not in STOP and len(t.norm) > 3}
        for h in (holder, first)
    )
    return last.unit is not holder.unit and bool(_HAS_BEEN.search(holder.unit.text)) and len(told & known) > 1


_HAS_BEEN = lazy(r"\b(?:has been|have been|was|became)\b", re.I)


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


def asks_succession(plan: Plan) -> str | None:
    """Whether a question asks who came "next" or "previous" to somebody."""
    text = plan.query.text
    if plan.query.type not in ("person", "role", "thing", "yesno") or not _named(plan):
        return None
    if _ASKS_PREVIOUS.search(text):
        return "previous"
    return "next" if _ASKS_NEXT.search(text) else None


def _named(plan: Plan) -> set[str]:
    """The stems of whom a question names; "her" names whom the whole article is about."""
    named = {stem for term in plan.query.of("name") for stem in term.words}
    own = plan.query.type != "thing" and {t.norm for t in plan.query.tokens} & set(_OWN[plan.index.pronoun])
    return named | ({t.stem for t in tokenize(plan.index.article.title)} if own else set())


def find_holder(plan: Plan, known: tuple[tuple[Holder, ...], ...]) -> Holder | None:
    """The holder that a question asks for: the one after or before somebody, in a year, the first, or today's."""
    direction = asks_succession(plan)
    named = _named(plan)
    for chain in sorted(known, key=lambda chain: -_told_of(plan, chain)) if direction else known:
        places = [i for i, h in enumerate(chain) if named & set(_name_stems(h))]
        if direction and places and _elsewhere(plan, chain):
            continue
        if direction and places:
            step = places[0] + (1 if direction == "next" else -1)
            if 0 <= step < len(chain):
                return chain[step]
            continue
        if direction or places or not _same_office(plan, chain):
            continue
        if plan.query.of("date") and plan.query.type in ("person", "role"):
            held = in_year(plan, chain)
            if len(held) == 2 and _changed_hands(plan):
                return held[0] if _ENDED.search(plan.query.text) else held[1]
            return held[0] if len(held) == 1 else None
        if "first" in plan.stems:
            return _so_called(chain)[0]
        asks_today = plan.query.present and plan.query.type == "person" and not plan.query.plural
        if asks_today and chain[-1].until is None and _STILL.search(chain[-1].unit.text):
            return chain[-1]
    return None


def _elsewhere(plan: Plan, chain: tuple[Holder, ...]) -> bool:
    """Whether a question names something beside its holder that nothing around the chain tells of: another office."""
    people = {t.stem for holder in chain for t in tokenize(holder.name)} | set(plan.index.topic)
    told = {stem for holder in chain for stem in (*holder.unit.positions, *holder.unit.context)}
    names = plan.query.of("name")
    beside = {place for t in names if not people.isdisjoint(t.words) for place in (t.place - 1, t.place, t.place + 1)}
    return any(told.isdisjoint(term.words) and term.place not in beside for term in names)


def _told_of(plan: Plan, chain: tuple[Holder, ...]) -> int:
    """How many of the question's terms are met by what the chain is read from, or by what stands around it."""
    told = [u.positions.keys() | u.context.keys() for u in {id(h.unit): h.unit for h in chain}.values()]
    return sum(any(not told_of.isdisjoint(term.words) for told_of in told) for term in plan.query.terms)


def in_year(plan: Plan, chain: tuple[Holder, ...]) -> list[Holder]:
    """Who held an office in the year that a question names: two in a year of change."""
    year = int(plan.query.of("date")[0].words[0])
    held = []
    for place, holder in enumerate(chain):
        begun = holder.since or (0 if place == 0 and holder.until else 9999)  # the first one's beginning may be untold
        if begun <= year <= (holder.until or 9999):
            held.append(holder)
    return held


def two_in_year(plan: Plan, known: tuple[tuple[Holder, ...], ...]) -> list[Holder]:
    """The two who held the office that a question names in a year in which it changed hands; empty otherwise."""
    if not plan.query.of("date") or plan.query.type not in ("person", "role") or asks_succession(plan) is not None:
        return []
    chain = next((chain for chain in known if _same_office(plan, chain)), ())
    held = in_year(plan, chain)
    return held if len(held) == 2 and held[0].until is not None and not _changed_hands(plan) else []


_BEGAN = lazy(r"\b(?:became|become|took over|taken over|appointed|started|began|came in|new|elected)\b", re.I)
_ENDED = lazy(r"\b(?:resigned?|left|leave|retired?|stepped down|stopped|ended|quit|outgoing)\b", re.I)


def _changed_hands(plan: Plan) -> bool:
    """Whether a question asks who came or went."""
    return _BEGAN.search(plan.query.text) is not None or _ENDED.search(plan.query.text) is not None


# What tells that somebody holds an office still.
_STILL = lazy(r"\b(?:since|has been|have been|is|are|current|currently|present|now)\b", re.I)


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
    named = _named(plan)
    return any(named & set(_name_stems(holder)) for chain in known for holder in chain)


def find_chain(plan: Plan, known: tuple[tuple[Holder, ...], ...]) -> tuple[Holder, ...] | None:
    """All holders of the office that a question names ("who have the directors been?"), or those from the first one on
    who is said to have been called so."""
    if not _asks_all(plan.query):
        return None
    dates = [int(t.words[0]) for t in plan.query.of("date")]
    for chain in known:
        if plan.query.terms and _same_office(plan, chain) and dates in ([], [chain[0].since]):
            return _so_called(chain)
    return None


# All holders of an office are asked for, or how many they have been.
_ALL_OF_THEM = lazy(
    r"\bwho (?:have|has|were|all)\b.{0,60}\bbeen\b|\bso far\b|\bover the years\b|\bevery(?:one|body)\b", re.I
)
_SO_FAR = lazy(r"\bhow many\b.*\b(?:been|had|held|so far|sent|served|headed|led|run|appointed)\b", re.I)


def _asks_all(query: Query) -> bool:
    people = noun_type(query.focus) in ("person", "role", "group") or query.focus[-1:] in (("head",), ("leader",))
    if query.type == "number":
        return people and _SO_FAR.search(query.text) is not None
    several = (query.plural or query.form == "list") and query.form != "telling"
    return _ALL_OF_THEM.search(query.text) is not None or (several and (people or query.type in ("person", "role")))


def _so_called(chain: tuple[Holder, ...]) -> tuple[Holder, ...]:
    """A chain from the first one on who is said to have been called so."""
    return chain[next((i for i, h in enumerate(chain) if _FIRST_CALLED.search(h.unit.text)), 0) :]


_FIRST_CALLED = lazy(r"\bfirst to (?:be (?:called|named|styled|titled)|(?:hold|bear|have|use) the title)\b", re.I)


def _name_stems(holder: Holder) -> tuple[str, ...]:
    return tuple(t.stem for t in tokenize(holder.name))[-1:]


def _same_office(plan: Plan, chain: tuple[Holder, ...]) -> bool:
    """Whether every content word of the question is met by some unit of the chain or by what stands around it."""
    units = {id(h.unit): h.unit for h in chain}.values()
    sides = plan.owners
    asked = False
    for term, forms in zip(plan.query.terms, plan.forms, strict=True):
        country = country_of(term.words)
        if term.role in ("date", "number") or "first" in term.words or verb_base(term.text.lower()) in _HOLDING:
            continue
        if country is not None and sides.get(country) == "patient":
            continue  # where they were sent: the same for all
        met = any(
            all(
                word in unit.positions or unit.context.get(word, 0.0) >= 0.3 or word in plan.index.topic
                for word in form
            )
            for unit in units
            for form, grade in forms.items()
            if grade >= OFFICE
        )
        if not met and term.words[0] not in _GENERIC:
            return False
        asked = asked or met
    return asked


_GENERIC = frozenset(
    stem(word)
    for word in "different people person man woman title post office position role already ever still".split()
)
# Verbs that say no more of an office than that somebody had it.
_HOLDING = frozenset("have hold serve send appoint be occupy fill get name employ".split())
