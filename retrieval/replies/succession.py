"""Who came before or after whom in an office, who held it in a year, and who all did: asked of chains of holders."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.question.analysis import Query
from retrieval.question.nouns import noun_type
from retrieval.ranking.align import Plan
from retrieval.replies.holders import OWN, Holder
from retrieval.words.lazy import lazy
from retrieval.words.text import stem, tokenize
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import verb_base

OFFICE = 0.75  # grade from which another word names the same office
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
_DEED = lazy(r"what (?:did|does|do|had|has|have|was|were) .+ (?:do|done|doing)\b", re.I)  # "what did she do before?"


def asks_succession(plan: Plan) -> str | None:
    """Whether a question asks who came "next" or "previous" to somebody."""
    text = plan.query.text
    if plan.query.type not in ("person", "role", "thing", "yesno") or not _named(plan):
        return None
    if _ASKS_PREVIOUS.search(text):
        return None if _DEED.match(text) else "previous"
    return "next" if _ASKS_NEXT.search(text) else None


def _named(plan: Plan) -> set[str]:
    """The stems of whom a question names; "her" names whom the whole article is about."""
    named = {stem for term in plan.query.of("name") for stem in term.words}
    own = plan.query.type != "thing" and {t.norm for t in plan.query.tokens} & set(OWN[plan.index.pronoun])
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
    return _last_stem(holder.name)


@lru_cache(maxsize=4096)
def _last_stem(name: str) -> tuple[str, ...]:
    return tuple(t.stem for t in tokenize(name))[-1:]


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
