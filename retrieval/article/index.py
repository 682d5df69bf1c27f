"""All about an article that doesn't depend on the question: its units, its words, its names, what it is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property, lru_cache
from math import log

from corpus import Article
from retrieval.article import abbreviations, subject
from retrieval.article.mentions import Mention, amounts, names
from retrieval.article.surroundings import link_antecedents
from retrieval.article.units import STOP, Unit, passages
from retrieval.words.lexicon import word_classes, words
from retrieval.words.text import Token, normalize, stem, tokenize
from retrieval.words.thesaurus import CAPITAL, Phrase, country_of, names_of, phrase, related


class Index:
    """Everything about an article that answering needs and that doesn't depend on the question."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.passages = passages(article)
        self.units = [unit for passage in self.passages for unit in passage]
        self.frequency = Counter(s for unit in self.units for s in unit.positions)
        self._cognates: dict[str, tuple[str, ...]] = {}
        person = phrase(article.title) if self.pronoun != "it" else ()
        link_antecedents(self.passages, self.parties, self.common, person)

    @cached_property
    def facts(self) -> list[Unit]:
        """The infobox's lines."""
        return [unit for unit in self.units if unit.fact is not None]

    @cached_property
    def lists(self) -> list[list[Unit]]:
        """The passages that are lists, each with its lead-in."""
        return [passage for passage in self.passages if any(unit.kind == "item" for unit in passage)]

    def at(self, start: int) -> Unit | None:
        """The unit that stands at a place of the article's text."""
        before = bisect_right(self._starts, (start, len(self.units)))
        unit = self.units[self._starts[before - 1][1]] if before else None
        return unit if unit is not None and start < unit.end else None

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        return sorted((unit.start, unit.number) for unit in self.units)

    # -- what the article is about -------------------------------------------------------------------------------

    @cached_property
    def parties(self) -> tuple[Phrase, ...]:
        """The two sides of an article about relations, as phrases; empty for an article about one thing."""
        return subject.sides(self.article)

    @cached_property
    def topic(self) -> frozenset[str]:
        """Stems of the one thing that the article is about: its title, and what its first sentence says it is."""
        if self.parties:
            return frozenset(phrase(self.article.title)) - {stem for party in self.parties for stem in party}
        title = set(phrase(self.article.title))
        stems = title | {t.stem for t in self._defined if t.norm not in STOP}
        stems.update(
            short[0] for short, long in self.aliases.items() if len(short) == 1 and title <= set(long) | {*STOP}
        )
        return frozenset(stems)

    @cached_property
    def _defined(self) -> tuple[Token, ...]:
        return subject.defined(self.first_sentence)

    @cached_property
    def kind(self) -> Phrase:
        """The noun by which the first sentence calls the article's one subject ("airline"); empty if there is none."""
        return () if self.parties else subject.noun(self._defined)

    @cached_property
    def party_stems(self) -> frozenset[str]:
        """Stems that name a party: its name, or a word for its people."""
        named = {name[0] for country in self._party_countries for name in names_of(country) if len(name) == 1}
        told = (stem for stem in named if stem in self.frequency and country_of((stem,)) in self._party_countries)
        return frozenset(told).union(*self.parties)

    @cached_property
    def _party_countries(self) -> frozenset[Phrase]:
        return frozenset(country_of(party) or party for party in self.parties)

    def capital_party(self, stem: str) -> Phrase | None:
        """The party whose capital a word is."""
        return next((p for p in self._party_countries if related(p).meets.get((stem,)) == CAPITAL), None)

    def family_name(self, given: str, family: str) -> bool:
        """Whether a name of two words goes on as its last one: nobody else bears that, and it stands alone, too."""
        return self._bearers.get(family) == {given, ""}

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """The words before each word with a capital inside a sentence; "" where it stands alone or opens one."""
        found: dict[str, set[str]] = {}
        for unit in self.units:
            if unit.fact is not None:
                continue
            before: Token | None = None
            for token in unit.tokens:
                if token.is_capital and token.norm not in STOP:
                    joined = before is not None and before.is_capital and before.norm not in STOP
                    close = before is not None and token.start - before.end == 1 and not before.possessive
                    found.setdefault(token.stem, set()).add(before.stem if before and joined and close else "")
                before = token
        return found

    def cognates(self, stem: str) -> tuple[str, ...]:
        """Stems in the article that share a root with a word, though their endings differ ("recogn", "recognit")."""
        if len(stem) < 5 or not stem.isalpha():
            return ()
        if stem not in self._cognates:
            self._cognates[stem] = tuple(
                other for other in self._by_head.get(stem[:5], ()) if other != stem and _same_root(stem, other)
            )
        return self._cognates[stem]

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        heads: dict[str, list[str]] = {}
        for word in self.frequency:
            heads.setdefault(word[:5], []).append(word)
        return heads

    @cached_property
    def pronoun(self) -> str:
        """How the article speaks of its main subject: "he", "she" or "it"."""
        return subject.pronoun(self.units)

    def names_subject(self, unit: Unit) -> bool:
        """Whether a unit speaks of the article's one person: "She is best known for …"."""
        return self.pronoun != "it" and not subject.OF_SEX[self.pronoun].isdisjoint(unit.positions)

    @cached_property
    def introductions(self) -> dict[str, tuple[Unit, int, int]]:
        """Abbreviations that the article introduces ("Kosovo Force (KFOR)"): norm → unit, and the long form's span."""
        return abbreviations.introductions(self.units)

    @cached_property
    def aliases(self) -> dict[Phrase, Phrase]:
        """Abbreviations and what they stand for, both ways."""
        found: dict[Phrase, Phrase] = {}
        for short, (_, start, end) in self.introductions.items():
            long = phrase(self.article.text[start:end])
            found[phrase(short)], found[long] = long, phrase(short)
        return found

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that the article writes small somewhere: no names by themselves at the start of a sentence."""
        return frozenset(t.norm for u in self.units for t in u.tokens if t.text[:1].islower())

    @cached_property
    def name_norms(self) -> frozenset[str]:
        """Words that the article only writes with a capital: names, also when typed small."""
        inside = (t.norm for u in self.units for t in u.tokens[1:] if t.is_capital and t.norm.isalpha())
        return frozenset(n for n in inside if n not in self.common and n not in STOP and not is_everyday(n))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the article, as people might mistype them."""
        headings = (normalize(t.text) for s in self.article.sections for t in tokenize(s.name))
        return frozenset(t.norm for u in self.units for t in u.tokens).union(headings)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the article's words."""
        return frozenset(stem(word) for word in self.vocabulary)

    @cached_property
    def first_sentence(self) -> Unit | None:
        """The first sentence, which mostly says what the article is about."""
        return next((u for u in self.units if u.kind == "sentence"), None)

    @cached_property
    def known_stems(self) -> frozenset[str]:
        """All stems that a question's word can be met by: the article's words and what stands around its units."""
        return frozenset(self.frequency).union(*(unit.context for unit in self.units), self.stems)

    def idf(self, stem: str) -> float:
        """How telling a word is: BM25's inverse document frequency over units (Robertson & Spärck Jones)."""
        n, df = len(self.units), self.frequency[stem]
        return log(1 + (n - df + 0.5) / (df + 0.5))

    def amounts(self, unit: Unit) -> list[Mention]:
        """Dates and amounts in a unit, found once."""
        if unit._amounts is None:
            unit._amounts = amounts(unit.text)
        return unit._amounts

    def names(self, unit: Unit) -> list[Mention]:
        """Names in a unit, found once."""
        if unit._names is None:
            found = names(unit.text, tokenize(unit.text) if unit.fact else unit.tokens, self.common)
            if unit.fact is not None:  # "Suspension bridge": a value's first word is capitalised in any case
                start = unit.fact.value_start - unit.fact.start
                found = [n for n in found if n.start != start or not re.match(r" [a-z]", unit.text[n.end : n.end + 2])]
            unit._names = found
        return unit._names


def is_everyday(norm: str) -> bool:
    """Whether a word is an everyday noun or verb, so that typed small it is no name ("office")."""
    return norm in words("verbs.txt", "verb", "noun or verb") or norm in _nouns()


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(noun for nouns in word_classes("types.txt").values() for noun in nouns)


def _same_root(one: str, other: str) -> bool:
    """Whether two stems differ in their endings only, by at most three letters of seven."""
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 5 and shared >= 0.7 * max(len(one), len(other)) and max(len(one), len(other)) - shared <= 3
