"""The units of evidence: sentences, list items, lead-ins and infobox lines, each with the words it stands among."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from corpus import INFOBOX, INTRODUCTION, Article, Fact, Passage, Section
from retrieval.article.mentions import Mention
from retrieval.words.lexicon import words
from retrieval.words.text import Token, tokenize
from retrieval.words.thesaurus import phrase

if TYPE_CHECKING:
    from retrieval.article.chunks import Shape

STOP = words("function_words.txt", "stop")
UnitKind = Literal["sentence", "item", "lead_in", "fact"]

# How fully a question's word is met by what stands near a sentence, not in it.
JOINED, LEAD_IN, ANTECEDENT, TITLE, HEADING, TOPIC, NEIGHBOUR = 1.0, 0.9, 0.85, 0.7, 0.6, 0.5, 0.35


@dataclass(slots=True, eq=False)
class Unit:
    """One sentence, list item, lead-in or infobox line: the smallest thing that is cited.

    ``positions``: stem → places among ``tokens``. ``context``: stem → how fully a question's word is met by the
    unit's surroundings (its antecedents, heading, lead-in). ``antecedent`` is the unit that its pronoun or
    "the incident" points back to.
    """

    kind: UnitKind
    text: str
    start: int
    end: int
    section: str
    tokens: tuple[Token, ...]
    positions: dict[str, list[int]]
    number: int = 0  # among all units
    passage: int = 0  # the number of its passage
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


def passages(article: Article) -> list[list[Unit]]:
    """What an article says, passage by passage: the infobox first, if there is one; navigation is no evidence."""
    found = [units] if (units := _facts(article)) else []
    for section in article.sections:
        if not section.navigation:
            found += [_passage(article, passage, section) for passage in section.passages]
    for number, passage in enumerate(found):
        for unit in passage:
            unit.passage = number
    for number, unit in enumerate(unit for passage in found for unit in passage):
        unit.number = number
    return found


def _facts(article: Article) -> list[Unit]:
    """The infobox's lines, each with what the lines of the same side say."""
    units = []
    for fact in article.facts:
        unit = _unit(article, "fact", fact.start, fact.end, INFOBOX)
        unit.fact = fact
        unit.tokens = tokenize(f"{fact.attribute}: {fact.value}")
        unit.positions = _positions(unit.tokens)
        for text in (fact.party, fact.title, *_holders(article, fact)):
            if text:
                unit.context.update(dict.fromkeys(phrase(text), JOINED))
        if fact.number is not None and fact.party != fact.value:
            for sibling in article.facts:
                if sibling.number == fact.number and sibling is not fact:
                    raise_grades(unit.context, dict.fromkeys(phrase(sibling.value), ANTECEDENT))
        if fact.counterpart:
            unit.context.update(dict.fromkeys(phrase(fact.counterpart), ANTECEDENT))
        units.append(unit)
    return units


def _holders(article: Article, title: Fact) -> list[str]:
    """Who holds the office that a title line names ("Envoytitle2" is the title of "Envoy2")."""
    return [f.value for f in article.facts if f.number == title.number and title.attribute == f"{f.attribute} title"]


def _passage(article: Article, passage: Passage, section: Section) -> list[Unit]:
    """A passage's units; items are told of by their lead-in, and all by the heading."""
    units = []
    lead_in: dict[str, float] = {}
    if passage.lead_in is not None:
        units.append(_unit(article, "lead_in", passage.lead_in.start, passage.lead_in.end, section.name))
        lead_in = dict.fromkeys(units[0].positions, LEAD_IN)
    for sentence in passage.sentences:
        kind: UnitKind = "item" if passage.kind == "list" else "sentence"
        unit = _unit(article, kind, sentence.start, sentence.end, section.name)
        unit.context.update(lead_in)
        units.append(unit)
    if section.title != INTRODUCTION:
        heading = dict.fromkeys(phrase(section.name), HEADING)
        for unit in units:
            raise_grades(unit.context, heading)
    return units


def _unit(article: Article, kind: UnitKind, start: int, end: int, section: str) -> Unit:
    text = article.text[start:end]
    tokens = tokenize(text)
    return Unit(kind, text, start, end, section, tokens, _positions(tokens))


def _positions(tokens: tuple[Token, ...]) -> dict[str, list[int]]:
    positions: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        if token.norm == "own" and place and (tokens[place - 1].possessive or tokens[place - 1].norm in _WHOSE):
            continue  # "the airline's own mechanics": nothing is owned
        positions.setdefault(token.stem, []).append(place)
    return positions


_WHOSE = frozenset("my your his her its our their of".split())


def raise_grades(context: dict[str, float], grades: dict[str, float]) -> None:
    """Raise grades to others where those are higher."""
    for word, grade in grades.items():
        if grade > context.get(word, 0.0):
            context[word] = grade
