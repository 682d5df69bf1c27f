"""Who does what to whom, and what belongs to whom, for any noun of a question: where the unit tells it otherwise."""

from __future__ import annotations

from itertools import pairwise

from retrieval.question.terms import STOP
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.text import Token
from retrieval.words.thesaurus import country_of
from retrieval.words.verbs import is_participle, is_verb

BE = frozenset("is was are were been be being".split())
DO = frozenset("did does do has have had will would can could".split())
_DETERMINERS = frozenset("the a an his her its their this that these those".split())
_PREPOSITIONS = frozenset("to from by with for of in on at into against under over about".split())


def others_thing(plan: Plan, hit: Hit) -> bool:
    """Whether the noun that a name goes with in the question goes with another name in the unit.

    "Ghanaian companies" are no "Latvian companies active in Ghana".
    """
    if hit.unit.fact is not None:
        return False
    asked, told = plan.query.tokens, hit.unit.tokens
    terms = {t.place: (t, m) for t, m in plan.pairs(hit.met)}
    for place, name in enumerate(asked[:-1]):
        if place not in terms or place + 1 not in terms or terms[place][0].role != "name":
            continue
        noun, met = terms[place + 1]
        if noun.role not in ("word", "focus", "type") or not met.place or met.by != noun.words:
            continue
        if told[met.place].is_capital or (not name.possessive and is_verb(asked[place + 1])):
            continue  # "the Economic Union"; "where was Ann born"
        other = met.place - 1
        if name.possessive and other and told[other].text.islower() and told[other].norm not in STOP:
            other -= 1  # "Estonia's honorary consul"
        owner = told[other]
        if owner.end + 1 < told[other + 1].start and not owner.possessive:
            continue
        if owner.stem in plan.forms_of(name.stem) or not _is_name(owner, other):
            continue
        if owner.possessive or not name.possessive:
            return True
    return False


def _is_name(token: Token, place: int) -> bool:
    return (token.is_capital and place > 0) or country_of((token.stem,)) is not None


def exchanged(plan: Plan, hit: Hit) -> bool:
    """Whether who does something in the question is whom it is done to in the unit, or the other way round."""
    if hit.unit.fact is not None:
        return False
    asked, told = plan.query.tokens, hit.unit.tokens
    pairs = list(plan.pairs(hit.met))
    for verb, met in pairs:
        if verb.role != "relation" or met.place is None or met.by != verb.words:
            continue
        if not is_verb(told[met.place]) or (met.place and told[met.place - 1].norm in _DETERMINERS):
            continue
        for term, there in pairs:
            if (
                term is verb
                or there.place is None
                or there.grade < 0.9
                or term.text.endswith("ly")
                or term.role not in ("name", "word")
            ):
                continue
            one = part(asked, term.place, verb.place)
            if (one, part(told, there.place, met.place)) in _CONFLICTS:
                return True
    return False


_CONFLICTS = {
    ("agent", "to"), ("agent", "from"), ("agent", "other"), ("patient", "agent"), ("patient", "from"), ("to", "agent"),
    ("from", "agent"), ("to", "from"), ("from", "to"),
}  # fmt: skip


def part(tokens: tuple[Token, ...], place: int, verb: int) -> str:
    """What a noun is to a verb, where the words between them say so plainly: its "agent" or "patient", "to" or "from"
    it, or the agent of an "other" verb; else ""."""
    if place < verb and _by_another(tokens, place, verb):
        return "other"
    by = verb + 1 < len(tokens) and tokens[verb + 1].norm == "by"  # "a settlement mediated by"
    passive = is_participle(tokens[verb].norm) and (by or any(t.norm in BE for t in tokens[max(0, verb - 3) : verb]))
    between = tokens[min(place, verb) + 1 : max(place, verb)]
    if any(t.norm in _LINKS for t in between) or _apart(tokens, min(place, verb), max(place, verb)):
        return ""
    if place < verb:
        mark = next((t.norm for t in reversed(tokens[:place]) if not _inside(t)), "")
        if mark in _PREPOSITIONS:
            return ""
        plain = all(t.norm in BE | DO or t.is_capital or t.norm not in STOP for t in between)
        return ("patient" if passive else "agent") if plain else ""
    mark = next((t.norm for t in reversed(between) if not _inside(t)), "")
    if mark in ("to", "from"):
        return mark
    if mark == "by":
        return "agent"
    return "patient" if mark == "" and not passive else ""


def _apart(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether punctuation stands between two tokens."""
    return any(b.start - a.end > 1 for a, b in pairwise(tokens[first : last + 1]))


def _by_another(tokens: tuple[Token, ...], place: int, verb: int) -> bool:
    """Whether a name before a verb does something else: "mediated *by Norway*, the owner paid"."""
    first = place
    while first and _inside(tokens[first - 1]):
        first -= 1
    done = tokens[first - 2] if first > 1 and tokens[first - 1].norm == "by" else None
    last = place
    while last + 1 < verb and tokens[last + 1].is_capital:
        last += 1
    after = tokens[last + 1] if last + 1 < verb else None
    return done is not None and is_verb(done) and (after is None or after.norm not in _LINKS)


_LINKS = frozenset("and which who that while when after before but".split())


def _inside(token: Token) -> bool:
    """Whether a token may stand before a noun in its own phrase."""
    return token.norm in _DETERMINERS or token.is_capital
