"""A query made ready for one article, and held against a unit: which of its terms are met, how fully, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.question.analysis import Query
from retrieval.question.nouns import noun_type
from retrieval.question.terms import Term
from retrieval.ranking.implied import Implied
from retrieval.ranking.met import COGNATE, IN_HEADING, SAME, UNMET, Met, find_phrase
from retrieval.ranking.roles import BE, PATIENT_MARKS, is_marked, side
from retrieval.words.thesaurus import NARROWER, SYNONYM, Phrase, country_of, longest_phrase, phrase, related
from retrieval.words.verbs import is_verb

_PARTICLES = frozenset("up down out off away back apart together aside".split())
_AUXILIARIES = frozenset("have has had do does did can could will would may might must should".split())
_APART = 5  # how far a particle may stand behind its verb
_PRONOUNS = frozenset("he she it they him her them his its their".split())


class Plan:
    """A query made ready for one article: for every term, its weight and all the words that would meet it."""

    def __init__(self, query: Query, index: Index) -> None:
        self.query = query
        self.index = index
        self.stems = tuple(t.stem for t in query.tokens)
        self._sides: dict[tuple[int, bool], dict[int, str]] = {}
        self._held: dict[int, tuple[bool, ...]] = {}
        self.asked = frozenset(self.stems)
        spoken_of = index.parties or _PRONOUNS.isdisjoint(t.norm for t in query.tokens)
        # What can't be the answer: the question's own words, and the name that its "she" stands for.
        self.given = self.asked if spoken_of else self.asked | set(phrase(index.article.title))
        self.forms = self._forms()
        self.heads = tuple(frozenset(form[0] for form in forms) for forms in self.forms)
        self.weights = tuple(self._weight(term, forms) for term, forms in zip(query.terms, self.forms, strict=True))

    def _forms(self) -> list[dict[Phrase, float]]:
        forms = [self._term_forms(term) for term in self.query.terms]
        place_to_term = {term.place: i for i, term in enumerate(self.query.terms)}
        for places in self._phrases():
            words = tuple([self.stems[p] for p in places])
            meets, alias = related(words).meets, self.index.aliases.get(words)
            if alias:
                meets = meets | {alias: SAME}
            for p in places if meets else ():
                if p in place_to_term:
                    met = forms[place_to_term[p]]
                    met.update({form: grade for form, grade in meets.items() if grade > met.get(form, 0.0)})
        for given, family in pairwise(range(len(self.query.terms))):
            one, other = self.query.terms[given], self.query.terms[family]
            if one.role == other.role == "name" and self.index.family_name(one.words[0], other.words[0]):
                forms[given].setdefault(other.words, COGNATE)  # "Ann Lee": the text goes on with "Lee"
        known = self.index.known_stems
        own = {term.words for term in self.query.terms}  # "to get across before the *bridge*": not by the bridge
        return [
            {
                form: grade
                for form, grade in by_form.items()
                if form == term.words or (known.issuperset(form) and not (len(term.words) > 1 and form in own))
            }
            for term, by_form in zip(self.query.terms, forms, strict=True)
        ]

    def _phrases(self) -> Iterator[tuple[int, ...]]:
        """The places of all that may be a phrase of the question: neighbours, where a known phrase begins like them, or
        a verb and its particle further on."""
        aliased = {alias[0] for alias in self.index.aliases}
        longest = [4 if stem in aliased else longest_phrase(stem) for stem in self.stems]
        for size in (4, 3, 2):
            for first in range(len(self.stems) - size + 1):
                if longest[first] >= size:
                    yield tuple(range(first, first + size))
        for place, stem in enumerate(self.stems):
            if stem in _PARTICLES:
                for verb in range(max(0, place - _APART), place - 1):
                    yield (verb, place)  # "set the hospital up"

    def _term_forms(self, term: Term) -> dict[Phrase, float]:
        forms: dict[Phrase, float] = {term.words: SAME}
        near = related(term.words)
        if term.role == "relation":
            forms.update(dict.fromkeys(near.converse, NARROWER))
        if term.role != "name" or not term.text[:1].isupper() or any(map(country_of, (term.words, *near.meets))):
            forms.update(near.meets)  # else a name that is a word, too ("Crag End") means no other word
        alias = self.index.aliases.get(term.words)
        if alias:
            forms[alias] = SAME
        if term.role not in ("number", "date"):
            for other in self.index.cognates(term.words[0]):
                forms.setdefault((other,), COGNATE)
        return forms

    def _weight(self, term: Term, forms: dict[Phrase, float]) -> float:
        weight = self._telling(term, forms)
        return weight / 3 if term.weak else weight

    def _telling(self, term: Term, forms: dict[Phrase, float]) -> float:
        known = [self.index.idf(stem) for stem in term.words if self.index.frequency[stem]]
        if not known:  # met by related words only, or by nothing
            known = [self.index.idf(f[0]) for f, g in forms.items() if len(f) == 1 and self.index.frequency[f[0]]]
            return max(known, default=self.index.idf(term.words[0]))
        return max(known)

    @cached_property
    def named_terms(self) -> tuple[int, ...]:
        """Which of the terms are names."""
        return tuple(i for i, term in enumerate(self.query.terms) if term.role == "name")

    @cached_property
    def party_terms(self) -> tuple[int, ...]:
        """Which of the terms name a side of the article."""
        parties, terms = self.index.party_stems, self.query.terms
        return tuple(i for i in self.named_terms if self.stems[terms[i].place] in parties)

    @cached_property
    def converse(self) -> tuple[frozenset[Phrase], ...]:
        """For every term, the phrases for the same event told from the other side."""
        return tuple(related(term.words).converse for term in self.query.terms)

    @cached_property
    def opposites(self) -> tuple[frozenset[Phrase], ...]:
        """For every term, the phrases that deny it."""
        return tuple(related(term.words).opposite for term in self.query.terms)

    @cached_property
    def denials(self) -> tuple[frozenset[Phrase], ...]:
        """For every term, all phrases that deny it: opposites of its synonyms and synonyms of its opposites, too."""
        return tuple(self._denials(place) for place in range(len(self.query.terms)))

    @cached_property
    def phrase_denials(self) -> dict[Phrase, frozenset[Phrase]]:
        """Phrases that deny one of the question's phrases ("gone up": "reduction"), by that phrase."""
        found: dict[Phrase, frozenset[Phrase]] = {}
        met = {form for forms in self.forms for form in forms}  # what meets a word denies nothing
        for size in (2, 3):
            for first in range(len(self.stems) - size + 1):
                words = self.stems[first : first + size]
                if words[:2] == ("be", "there"):
                    continue  # "is there a mission?" doesn't ask whether anybody was there
                following = self.query.tokens[first + size : first + size + 1]
                if following and following[0].norm in _ARTICLES and words[-1] in _WHERE:
                    continue  # "go on the bridge" is no going on
                near = related(words)
                same = {words, *(f for f, grade in near.meets.items() if grade >= NARROWER)} if near.meets else {words}
                against = near.opposite.union(*(related(form).opposite for form in same))
                if against:
                    wider = {f for one in against for f, grade in related(one).meets.items() if grade >= NARROWER}
                    found[words] = frozenset(against | wider) - met
        return found

    def _denials(self, place: int) -> frozenset[Phrase]:
        term = self.query.terms[place]
        same = {form for form, grade in self.forms[place].items() if grade >= SYNONYM} | {term.words}
        first = term.place
        for size in (2, 3):
            same |= {self.stems[i : i + size] for i in range(max(0, first - size + 1), first + 1)}
        opposite = {o for form in same for o in related(form).opposite}
        wider = {f for o in opposite for f, grade in related(o).meets.items() if grade >= SYNONYM}
        converse = {c for form in same for c in related(form).converse}  # to buy is not to deny that one sells
        return frozenset((opposite | wider) - same - converse)

    @cached_property
    def light_verbs(self) -> tuple[tuple[int, str], ...]:
        """The places and stems of verbs that are no terms ("give", "send"): they have sides, too."""
        terms = {t.place for t in self.query.terms}
        return tuple(
            (place, token.stem)
            for place, token in enumerate(self.query.tokens)
            if place and place not in terms and is_verb(token) and token.norm not in BE | _AUXILIARIES
        )

    @cached_property
    def owners(self) -> dict[Phrase, str]:
        """The question's parties: as owners ("Belgium's", "of Belgium") or as the other side ("to Kosovo")."""
        tokens = self.query.tokens
        sides: dict[Phrase, str] = {}
        for place, token in enumerate(tokens):
            party = country_of((token.stem,)) if token.stem in self.index.party_stems else None
            target = party or self.index.capital_party(token.stem)
            if target is None:
                continue
            mark = next((t.norm for t in reversed(tokens[:place]) if t.norm not in ("the", "kingdom", "republic")), "")
            side = "patient" if mark in PATIENT_MARKS else "agent"
            if party or side == "patient":
                sides.setdefault(target, side)
        return sides

    def sides(self, relation: int, marked: bool) -> dict[int, str]:
        """The question's names by place, with their side of the relation at a place; ``marked``: those with a mark."""
        if (relation, marked) not in self._sides:
            tokens = self.query.tokens
            places = [t.place for t in self.query.terms if t.role == "name"]
            self._sides[relation, marked] = {
                p: side(tokens, p, relation) for p in places if not marked or is_marked(tokens, p)
            }
        return self._sides[relation, marked]

    def forms_of(self, stem: str) -> frozenset[str]:
        """All stems that stand for a word of the question, itself included."""
        terms = zip(self.query.terms, self.forms, strict=True)
        return frozenset({stem}.union(*({s for f in forms for s in f} for term, forms in terms if stem in term.words)))

    def pairs(self, met: Sequence[Met]) -> Iterator[tuple[Term, Met]]:
        """The query's terms, each with how a unit meets it."""
        return zip(self.query.terms, met, strict=True)

    def align(self, unit: Unit) -> tuple[Met, ...]:
        """How a unit meets each of the query's terms, in their order."""
        around, implied = unit.context.keys(), self._implied
        found = []
        for place, (term, heads, held) in enumerate(zip(self.query.terms, self.heads, self.held(unit), strict=True)):
            met = self._meet(term, self.forms[place], unit) if held or not around.isdisjoint(heads) else UNMET
            found.append(implied.met(term, met, unit) if implied.may_tell[place] else met)
        return tuple(found)

    @cached_property
    def _implied(self) -> Implied:
        return Implied(self.query, self.index, frozenset(t.place for t in self.query.terms if self.is_topic(t)))

    @property
    def both(self) -> frozenset[int]:
        """The places of "the two countries", in an article about two."""
        return self._implied.both

    def held(self, unit: Unit) -> tuple[bool, ...]:
        """For every term, whether a unit holds the first word of anything that meets it; worked out once."""
        if unit.number not in self._held:
            positions = unit.positions.keys()
            self._held[unit.number] = tuple([not positions.isdisjoint(heads) for heads in self.heads])
        return self._held[unit.number]

    def is_topic(self, term: Term) -> bool:
        """Whether a term names what the article is about, if only by its kind."""
        return term.words[0] in self.index.topic or self.is_kind(term)

    def is_kind(self, term: Term) -> bool:
        """Whether a term says what kind of thing the article is about ("the company", "the airline": an airline)."""
        if term.role in ("focus", "type"):
            return False
        return term.words == self.index.kind or (term.text.lower() in _GENERAL and self._kind == noun_type(term.words))

    @cached_property
    def _kind(self) -> str | None:
        return noun_type(self.index.kind) if self.index.kind else None

    def _meet(self, term: Term, forms: dict[Phrase, float], unit: Unit) -> Met:
        """How a unit, or what stands around it, meets a term by the words for it."""
        best = UNMET
        positions, around = unit.positions, unit.context
        for form, grade in forms.items():
            if form[0] not in positions and form[0] not in around:
                continue
            if grade > best.grade or best.place is None:
                place = find_phrase(form, positions)
                if place and term.role == "relation" and form != term.words and unit.kind == "sentence":
                    place = _outside_names(form, place, unit)
                if place is not None and (best.place is None or grade > best.grade):
                    best = Met(grade, place, form)
                    continue
            if best.place is None or unit.fact is not None:
                context = min([around.get(stem, 0.0) for stem in form]) * grade
                if term.role in ("number", "date") and unit.kind != "fact":
                    dated = term.role == "date" and term.words[0] in unit.section
                    context = IN_HEADING if dated else context * 0.6  # a year stands in the sentence that it dates
                if term.role == "relation" and unit.kind == "sentence":
                    context *= 0.6  # what is done stands there, too; what it is done to may stand before
                if context > best.grade:
                    best = Met(context, None, form)
        return best


# Nouns that people call the subject of an article by, whatever its own kind.
_GENERAL = frozenset("company firm business organisation institution team club group band building structure".split())
_ARTICLES = frozenset("the a an this that its his her their".split())
_WHERE = frozenset("on in at over under by through".split())


def _outside_names(form: Phrase, place: int, unit: Unit) -> int | None:
    """The place of a related word, if it is no part of a name: "The Last Ferry" tells of nothing that stopped."""
    if len(form) > 1 or not unit.tokens[place].is_capital:
        return place
    return next((p for p in unit.positions[form[0]] if not unit.tokens[p].is_capital), None)
