"""What a unit tells without a word for it: the article's topic, both its sides, a time's end, a decade, an amount."""

from __future__ import annotations

import re
from functools import cached_property

from retrieval.answer.edges import edges, is_limit
from retrieval.article.index import Index
from retrieval.article.units import LEAD_IN, TITLE, Unit
from retrieval.question.analysis import Query
from retrieval.question.terms import Term
from retrieval.ranking.decades import years
from retrieval.ranking.met import SAME, Met
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import NARROWER, SYNONYM, country_of, phrase
from retrieval.words.verbs import verb_base


class Implied:
    """The terms of a query that a unit may tell without any word for them."""

    def __init__(self, query: Query, index: Index, topical: frozenset[int]) -> None:
        """``topical``: the places of terms that name what the article is about."""
        self.query, self.index, self.topical = query, index, topical
        self.asked = frozenset(token.stem for token in query.tokens)

    @cached_property
    def may_tell(self) -> tuple[bool, ...]:
        """For every term, whether a unit may tell it so."""
        return tuple(
            term.role == "date"
            or term.words[0] in _TOLD_BY
            or term.words[0] in _COUNTRY
            or term.place in self.both
            or term.place in self._limits
            or term.place in self._decades
            or (self._names_both and term.words[0] in self.index.party_stems)
            or term.place in self.topical
            for term in self.query.terms
        )

    def met(self, term: Term, best: Met, unit: Unit) -> Met:
        """How a unit meets a term that it may tell so; ``best``: how its words do."""
        named = term.role == "name" and self.index.names_subject(unit)
        about = LEAD_IN if unit.fact is not None or named else TITLE
        if best.grade < about and term.role not in ("number", "date") and term.place in self.topical:
            best = Met(about, None, term.words)
        if best.grade < TITLE and self._names_both and term.role == "name" and term.words[0] in self.index.party_stems:
            best = Met(TITLE, None, term.words)  # asked of both sides: what the whole article is about
        if best.grade < TITLE and term.place in self.both:
            best = Met(TITLE, None, term.words)
        if best.grade < NARROWER and unit.fact is None and term.place in self._limits:
            best = self._limit_in(unit) or best
        decade = self._decades.get(term.place) if best.grade < NARROWER else None
        if decade is not None:
            place = next((i for i, t in enumerate(unit.tokens) if decade.match(t.norm)), None)
            best = best if place is None else Met(SYNONYM, place, (unit.tokens[place].stem,))
        kind = _TOLD_BY.get(term.words[0])
        if best.grade < NARROWER and kind and term.role in ("type", "focus", "relation", "word"):
            best = self._amount_in(unit, kind) or best
        if best.grade < SYNONYM and term.words[0] in _COUNTRY and term.role in ("type", "focus"):
            best = self._country_in(unit) or best
        if best.place is None and term.role == "date" and _in_span(term, self.query, unit, self.index):
            best = Met(SAME, None, term.words)
        return best

    @cached_property
    def _limits(self) -> frozenset[int]:
        """The places of terms that ask for the beginning or end of a time."""
        return frozenset(t.place for t in self.query.terms if is_limit(self.query, t.place))

    @cached_property
    def _decades(self) -> dict[int, re.Pattern[str]]:
        """What the years of a decade look like, by the places of terms that name one."""
        return {t.place: pattern for t in self.query.terms if (pattern := years(t.text)) is not None}

    def _limit_in(self, unit: Unit) -> Met | None:
        """The beginning or end of a time in a unit: "until 1976" tells when somebody stopped."""
        limits = edges(self.query, unit, self.index)
        place = next((i for i, t in enumerate(unit.tokens) if limits and t.start >= limits[0][0]), None)
        return Met(NARROWER, place, (unit.tokens[place].stem,)) if place is not None else None

    def _amount_in(self, unit: Unit, kind: str) -> Met | None:
        """An amount of a kind in a unit: a share is told by "11 per cent", a length of time by "eleven weeks"."""
        amount = next((m for m in self.index.amounts(unit) if m.type == kind), None)
        place = next((i for i, t in enumerate(unit.tokens) if amount and t.start >= amount.start), None)
        return Met(NARROWER, place, (unit.tokens[place].stem,)) if place is not None else None

    def _country_in(self, unit: Unit) -> Met | None:
        """A country that a unit names and the question does not: what "which country" is met by."""
        for place, token in enumerate(unit.tokens):
            if token.is_capital and token.stem not in self.asked and country_of((token.stem,)):
                return Met(SYNONYM, place, (token.stem,))
        return None

    @cached_property
    def _names_both(self) -> bool:
        """Whether the question names both sides of an article about two."""
        named = {country_of((stem,)) or (stem,) for stem in self.asked}
        return len(self.index.parties) > 1 and all((country_of(p) or p) in named for p in self.index.parties)

    @cached_property
    def both(self) -> frozenset[int]:
        """The places of "the two countries", in an article about two."""
        pairs = zip(self.query.tokens, self.query.tokens[1:], strict=False) if len(self.index.parties) > 1 else ()
        found = (i for i, (one, other) in enumerate(pairs) if one.norm in _PAIR and other.norm in _SIDES)
        return frozenset(place for i in found for place in (i, i + 1))


# Nouns that an amount of a kind tells, though it need not be called so.
_TOLD_BY = {
    phrase(noun)[0]: kind
    for kind, nouns in (("percent", ("share", "percentage", "proportion")), ("duration", ("length", "duration")))
    for noun in nouns
}
_PAIR = frozenset("2 two both".split())
_SIDES = frozenset("countries nations states sides parties governments".split())
_COUNTRY = frozenset(phrase(word)[0] for word in ("country", "nation", "state"))


def _in_span(term: Term, query: Query, unit: Unit, index: Index) -> bool:
    """Whether a year lies inside a stated span of the unit ("from 2015 to 2023", "since 1999"), or a time before it
    or after it is told where that is asked ("before 2019": "until 2018")."""
    year = int(term.words[0])
    asked = query.tokens[term.place - 1].norm if term.place else ""
    words = [t.norm for t in unit.tokens]
    for place, told in enumerate(words):
        if len(told) == 4 and told.isdigit():
            marks = words[max(0, place - _TO_YEAR) : place]  # "since its beginning in June 1999"
            since = "since" in marks and int(told) <= year and not _asks_begin(query)
            until = {"until", "till"} & set(marks[-2:]) and asked == "before" and int(told) <= year
            if until or (since and asked not in ("before", "until", "till")):
                return True
    if asked == "before" and query.form != "yesno" and _AT_FIRST.search(unit.text):
        return True
    for mention in index.amounts(unit):
        if mention.type == "date":
            inside = [t.norm for t in unit.tokens if mention.start <= t.start < mention.end]
            years = [int(n) for n in inside if len(n) == 4 and n.isdigit()]
            if len(years) == 2 and years[0] <= year <= years[1]:
                return True
    return False


def _asks_begin(query: Query) -> bool:
    """Whether a question asks for a beginning, which lasts no longer than its year."""
    return any(verb_base(t.norm) in _BEGIN for t in query.tokens)


_BEGIN = frozenset("join begin start become found open establish".split())
_TO_YEAR = 5  # tokens between a "since" and its year
_AT_FIRST = lazy(r"\b(?:at first|originally|initially)\b", re.IGNORECASE)
