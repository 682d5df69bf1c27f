"""The article as evidence: its sentences, list items and infobox lines, each with the words it stands among."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Literal

from corpus import INFOBOX, INTRODUCTION, Article, Fact, Passage, Section, Sentence
from retrieval.article.mentions import Mention, amounts, names
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes, words
from retrieval.words.text import Token, normalize, stem, tokenize
from retrieval.words.thesaurus import CAPITAL, Phrase, country_of, names_of, phrase, related
from retrieval.words.verbs import is_verb

if TYPE_CHECKING:
    from retrieval.article.chunks import Shape

UnitKind = Literal["sentence", "item", "lead_in", "fact"]

# How fully a question's word is met by what stands near a sentence, not in it.
JOINED, LEAD_IN, ANTECEDENT, TITLE, HEADING, TOPIC, NEIGHBOUR = 1.0, 0.9, 0.85, 0.7, 0.6, 0.5, 0.35
_PREPOSITIONS = words("function_words.txt", "preposition")
_ACRONYM = lazy(r"\(([A-Z][A-Za-z]{1,9})\)")
_NOBODY = frozenset("nobody none no everybody all".split())
_SHORT = 8  # tokens of a sentence too short to say what it is about
_BOTH = lazy(
    r"\b(?:two|both|the) (?:countries|nations|states|sides|parties|governments|cities|clubs)\b|\bbilateral", re.I
)
_DEFINITION = lazy(r"\b(?:is|was|are|were)\s+(?:an?|the|one of the)\s+(.{3,160})")


@dataclass(slots=True, eq=False)
class Unit:
    """One sentence, list item, lead-in or infobox line: the smallest thing that is cited.

    ``positions``: stem → places among ``tokens``. ``context``: stem → how fully a question's word is met by the
    unit's surroundings (its antecedents, heading, lead-in). ``antecedent`` is the unit that its pronoun or
    "the incident" points back to.
    """

    number: int
    kind: UnitKind
    text: str
    start: int
    end: int
    section: str
    passage: int
    tokens: tuple[Token, ...]
    positions: dict[str, list[int]]
    context: dict[str, float] = field(default_factory=dict)
    antecedent: Unit | None = None
    fact: Fact | None = None
    _amounts: list[Mention] | None = None
    _names: list[Mention] | None = None
    _pairs: frozenset[tuple[str, str]] | None = None
    shape: Shape | None = None  # see retrieval.article.chunks
    signals: dict[str, float] | None = None  # those that no question changes, see retrieval.ranking.signals
    placed: list[tuple[Mention, int, int]] | None = None  # mentions with their first and last token, once asked for

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words in order."""
        return tuple(token.stem for token in self.tokens)

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs of stems that stand side by side."""
        if self._pairs is None:
            stems = self.stems
            self._pairs = frozenset(pairwise(stems))
        return self._pairs


class Index:
    """Everything about an article that answering needs and that doesn't depend on the question."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.units: list[Unit] = []
        self.passages: list[list[Unit]] = []
        self._add_facts()
        for section in article.sections:
            if not section.navigation:
                self._add_section(section)
        self.frequency = Counter(s for unit in self.units for s in unit.positions)
        for position, unit in enumerate(self.units):
            unit.number = position
        self._cognates: dict[str, tuple[str, ...]] = {}
        self._link_antecedents()

    # -- what stands in the article ------------------------------------------------------------------------------

    def _add_facts(self) -> None:
        for fact in self.article.facts:
            unit = self._unit("fact", fact.start, fact.end, INFOBOX)
            unit.fact = fact
            unit.tokens = tokenize(f"{fact.attribute}: {fact.value}")
            unit.positions = _positions(unit.tokens)
            for text in (fact.party, fact.title, *self._holders(fact)):
                if text:
                    unit.context.update(dict.fromkeys(phrase(text), JOINED))
            for sibling in self.article.facts:
                if (
                    fact.number is not None
                    and sibling.number == fact.number
                    and sibling is not fact
                    and fact.party != fact.value
                ):
                    _raise(unit.context, dict.fromkeys(phrase(sibling.value), ANTECEDENT))
            if fact.counterpart:
                unit.context.update(dict.fromkeys(phrase(fact.counterpart), ANTECEDENT))
        if self.units:
            self.passages.append(list(self.units))

    def _holders(self, title: Fact) -> list[str]:
        """Who holds the office that a title line names ("Envoytitle2" is the title of "Envoy2")."""
        return [
            f.value
            for f in self.article.facts
            if f.number == title.number and title.attribute == f"{f.attribute} title"
        ]

    def _add_section(self, section: Section) -> None:
        heading = dict.fromkeys(phrase(section.name), HEADING) if section.title != INTRODUCTION else {}
        for passage in section.passages:
            units = self._passage_units(passage, section)
            for unit in units:
                for word, grade in heading.items():
                    unit.context[word] = max(unit.context.get(word, 0.0), grade)
            self.passages.append(units)

    def _passage_units(self, passage: Passage, section: Section) -> list[Unit]:
        units = []
        lead_in: dict[str, float] = {}
        if passage.lead_in is not None:
            units.append(self._sentence(passage.lead_in, "lead_in", section))
            lead_in = dict.fromkeys(units[0].positions, LEAD_IN)
        for sentence in passage.sentences:
            unit = self._sentence(sentence, "item" if passage.kind == "list" else "sentence", section)
            unit.context.update(lead_in)
            units.append(unit)
        return units

    def _sentence(self, sentence: Sentence, kind: UnitKind, section: Section) -> Unit:
        return self._unit(kind, sentence.start, sentence.end, section.name)

    def _unit(self, kind: UnitKind, start: int, end: int, section: str) -> Unit:
        text = self.article.text[start:end]
        tokens = tokenize(text)
        unit = Unit(len(self.units), kind, text, start, end, section, len(self.passages), tokens, _positions(tokens))
        self.units.append(unit)
        return unit

    # -- what the article is about -------------------------------------------------------------------------------

    @cached_property
    def parties(self) -> tuple[Phrase, ...]:
        """The two sides of an article about relations, as phrases; empty for an article about one thing."""
        given = tuple(phrase(f.value) for f in self.article.facts if f.number and f.party == f.value)
        if len(given) >= 2:
            return given
        countries = dict.fromkeys(c for t in tokenize(self.article.title) if (c := country_of((t.stem,))))
        return tuple(countries) if len(countries) >= 2 else ()

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
        """The words that the first sentence uses for what the article is about ("a Swedish regional airline")."""
        definition = _DEFINITION.search(self.first_sentence.text) if self.first_sentence else None
        if definition is None:
            return ()
        return tokenize(re.split(r"[,;(]|\b(?:that|which|who|in|of|on|from|for|by|at|best|known)\b", definition[1])[0])

    @cached_property
    def kind(self) -> Phrase:
        """The noun by which the first sentence calls the article's one subject ("airline"); empty if there is none."""
        head: Phrase = ()
        for token in () if self.parties else self._defined:
            if token.norm in _PREPOSITIONS or (token.norm.endswith("ed") and is_verb(token)):
                break
            head = (token.stem,)
        return head

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
        counts = Counter(t.norm for u in self.units for t in u.tokens)
        he = counts["he"] + counts["his"] + counts["him"]
        she = counts["she"] + counts["her"]
        if max(he, she) < 3 or max(he, she) < (counts["it"] + counts["its"]) / 2:
            return "it"
        return "she" if she > he else "he"

    def names_subject(self, unit: Unit) -> bool:
        """Whether a unit speaks of the article's one person: "She is best known for …"."""
        return self.pronoun != "it" and not _OF_SEX[self.pronoun].isdisjoint(unit.positions)

    @cached_property
    def introductions(self) -> dict[str, tuple[Unit, int, int]]:
        """Abbreviations that the article introduces ("Kosovo Force (KFOR)"): norm → unit, and the long form's span."""
        found: dict[str, tuple[Unit, int, int]] = {}
        for unit in self.units:
            for match in _ACRONYM.finditer(unit.text):
                start = _long_form(match[1], unit.text[: match.start()])
                if start is not None:
                    end = len(unit.text[: match.start()].rstrip())
                    found.setdefault(normalize(match[1]), (unit, unit.start + start, unit.start + end))
        return found

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

    # -- what a pronoun stands for -------------------------------------------------------------------------------

    def _link_antecedents(self) -> None:
        both = {stem: ANTECEDENT for party in self.parties for stem in party}
        opening: Unit | None = None  # the section's first sentence names what the others speak of
        for passage in self.passages:
            previous: Unit | None = None
            for unit in passage:
                if unit.kind == "fact":
                    break
                if opening is None or opening.section != unit.section:
                    opening = unit
                    brought_up = dict.fromkeys(_brought_up(unit), TOPIC)
                elif unit.section != INTRODUCTION:
                    _raise(unit.context, brought_up)
                if both and _BOTH.search(unit.text):
                    _raise(unit.context, both)
                if previous is not None:
                    linked = self._points_back(unit)
                    if not linked and unit.tokens and unit.tokens[0].norm == "the":
                        _raise(unit.context, dict.fromkeys(previous.positions, TITLE))  # "The partnership …"
                    if linked:
                        same = self._only_points_back(previous) and not _speaks_of_another(previous, unit)
                        unit.antecedent = previous.antecedent if same else previous
                    _raise(unit.context, dict.fromkeys(previous.positions, ANTECEDENT if linked else NEIGHBOUR))
                    _raise(unit.context, dict.fromkeys(_scene(previous), HEADING))
                    if linked and previous.antecedent is not None:
                        _raise(unit.context, dict.fromkeys(previous.antecedent.positions, HEADING))
                if unit.kind == "sentence":
                    previous = unit

    def _points_back(self, unit: Unit) -> bool:
        """Whether a unit's opening words, or a pronoun of another gender than the main subject's, point back."""
        if unit.tokens and unit.tokens[0].norm in _NOBODY and (len(unit.tokens) < _SHORT or _nobody(unit)):
            return True  # "Nobody was hurt."
        named = False
        for token in unit.tokens[:12]:
            if token.norm in _PRONOUNS and not (named and token.norm not in _THINGS):
                return True
            if token.is_capital and token.norm not in STOP and token.norm not in self.common:
                named = self.pronoun != "it" and token.stem in phrase(self.article.title)
                if not named:
                    break  # a pronoun after a name stands for that name, but a person is no "it"
        for here, following in zip(unit.tokens[:10], unit.tokens[1:11], strict=False):
            if here.norm in ("this", "these", "those", "such") and following.norm not in ("as", "is", "was"):
                return True
            if here.norm == "the" and following.norm in _POINTING:
                return True
        return False

    def _only_points_back(self, unit: Unit) -> bool:
        return unit.antecedent is not None and bool(unit.tokens) and unit.tokens[0].norm in _PRONOUNS


def _nobody(unit: Unit) -> bool:
    """Whether a unit opens with what it denies of everybody who was there ("Nobody was hurt, but …")."""
    return (
        len(unit.tokens) > 1 and unit.tokens[0].norm != "all" and unit.tokens[1].norm in ("was", "were", "one", "had")
    )


def is_everyday(norm: str) -> bool:
    """Whether a word is an everyday noun or verb, so that typed small it is no name ("office")."""
    return norm in words("verbs.txt", "verb", "noun or verb") or norm in _nouns()


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(noun for nouns in word_classes("types.txt").values() for noun in nouns)


STOP = words("function_words.txt", "stop")
_THINGS = frozenset("it its they them their".split())
_PRONOUNS = frozenset("he she it they his her its their him them".split())
# Nouns that take up what was just told.
_POINTING = frozenset(
    "incident accident event attack crash collision fire agreement treaty deal decision discrepancy dispute merger "
    "plan proposal project latter former same work building company survey society operation idea theory explanation "
    "conflict battle war inquiry report ceremony award prize post office position visit talks campaign strike closure "
    "move change process method result couple pair team firm film book song album".split()
)


def _same_root(one: str, other: str) -> bool:
    """Whether two stems differ in their endings only, by at most three letters of seven."""
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 5 and shared >= 0.7 * max(len(one), len(other)) and max(len(one), len(other)) - shared <= 3


def _positions(tokens: tuple[Token, ...]) -> dict[str, list[int]]:
    positions: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        if token.norm == "own" and place and (tokens[place - 1].possessive or tokens[place - 1].norm in _WHOSE):
            continue  # "the airline's own mechanics": nothing is owned
        positions.setdefault(token.stem, []).append(place)
    return positions


_WHOSE = frozenset("my your his her its our their of".split())


def _brought_up(unit: Unit) -> set[str]:
    """Stems of the names and nouns that a sentence brings up: capitals, owners, and the two words after an article."""
    tokens = unit.tokens
    articles = [i for i, t in enumerate(tokens) if t.norm in ("a", "an", "the")]
    nouns = {t.stem for i in articles for t in tokens[i + 1 : i + 3]}
    return nouns | {t.stem for t in tokens if t.possessive or (t.is_capital and t.start > 0)}


def _scene(unit: Unit) -> set[str]:
    """Stems of the names that say where or in what something is told ("in the Congo"): what follows is told there."""
    found, tokens = set(), unit.tokens
    for place, token in enumerate(tokens):
        marks = [t.norm for t in tokens[max(0, place - 4) : place] if not t.is_capital]
        if token.is_capital and place and not {"in", "at"}.isdisjoint(marks):
            found.add(token.stem)
    return found


def _speaks_of_another(before: Unit, unit: Unit) -> bool:
    """Whether two sentences open with pronouns for two people ("She was followed by Ann's brother. He …")."""
    one, other = (_GENDERS.get(u.tokens[0].norm) for u in (before, unit))
    return one is not None and other is not None and one != other


_OF_SEX = {"she": frozenset(("she", "her")), "he": frozenset(("he", "his", "him"))}
_GENDERS = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "it": "it", "its": "it"}


def _raise(context: dict[str, float], grades: dict[str, float]) -> None:
    for word, grade in grades.items():
        if grade > context.get(word, 0.0):
            context[word] = grade


def _long_form(short: str, before: str) -> int | None:
    """Where the words before "(KFOR)" begin that it abbreviates: the shortest run that holds its letters in order.

    After A. Schwartz & M. Hearst, "A simple algorithm for identifying abbreviation definitions", 2003.
    """
    tokens = tokenize(before)[-len(short) - 4 :]
    for first in range(len(tokens) - 1, -1, -1):
        if tokens[first].text[0].lower() != short[0].lower():
            continue
        letters = "".join(t.text.lower() for t in tokens[first:])
        place = 0
        for letter in short.lower():
            place = letters.find(letter, place) + 1
            if place == 0:
                break
        capitals = sum(t.is_capital for t in tokens[first:])
        if place and capitals * 2 >= len(short) - 1:
            return tokens[first].start
    return None
