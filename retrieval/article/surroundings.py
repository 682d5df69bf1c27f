"""What a sentence takes up of the sentences before it: whom its pronouns stand for, and where it is told."""

from __future__ import annotations

import re

from corpus import INTRODUCTION
from retrieval.article.units import ANTECEDENT, HEADING, NEIGHBOUR, STOP, TITLE, TOPIC, Unit, raise_grades
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import Phrase

_NOBODY = frozenset("nobody none no everybody all".split())
_SHORT = 8  # tokens of a sentence too short to say what it is about
_BOTH = lazy(
    r"\b(?:two|both|the) (?:countries|nations|states|sides|parties|governments|cities|clubs)\b|\bbilateral", re.I
)
_THINGS = frozenset("it its they them their".split())
_PRONOUNS = frozenset("he she it they his her its their him them".split())
# Nouns that take up what was just told.
_POINTING = frozenset(
    "incident accident event attack crash collision fire agreement treaty deal decision discrepancy dispute merger "
    "plan proposal project latter former same work building company survey society operation idea theory explanation "
    "conflict battle war inquiry report ceremony award prize post office position visit talks campaign strike closure "
    "move change process method result couple pair team firm film book song album".split()
)
_GENDERS = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "it": "it", "its": "it"}


def link_antecedents(
    passages: list[list[Unit]], parties: tuple[Phrase, ...], common: frozenset[str], person: Phrase
) -> None:
    """Tell each sentence what it takes up of those before it: whom its pronoun means, where it is told, of what.

    ``person``: the stems of whom the article is about, where that is a person.
    """
    both = {stem: ANTECEDENT for party in parties for stem in party}
    opening: Unit | None = None  # the section's first sentence names what the others speak of
    for passage in passages:
        previous: Unit | None = None
        for unit in passage:
            if unit.kind == "fact":
                break
            if opening is None or opening.section != unit.section:
                opening = unit
                brought_up = dict.fromkeys(_brought_up(unit), TOPIC)
            elif unit.section != INTRODUCTION:
                raise_grades(unit.context, brought_up)
            if both and _BOTH.search(unit.text):
                raise_grades(unit.context, both)
            if previous is not None:
                linked = _points_back(unit, common, person)
                if not linked and unit.tokens and unit.tokens[0].norm == "the":
                    raise_grades(unit.context, dict.fromkeys(previous.positions, TITLE))  # "The partnership …"
                if linked:
                    same = _only_points_back(previous) and not _speaks_of_another(previous, unit)
                    unit.antecedent = previous.antecedent if same else previous
                raise_grades(unit.context, dict.fromkeys(previous.positions, ANTECEDENT if linked else NEIGHBOUR))
                raise_grades(unit.context, dict.fromkeys(_scene(previous), HEADING))
                if linked and previous.antecedent is not None:
                    raise_grades(unit.context, dict.fromkeys(previous.antecedent.positions, HEADING))
            if unit.kind == "sentence":
                previous = unit


def _points_back(unit: Unit, common: frozenset[str], person: Phrase) -> bool:
    """Whether a unit's opening words, or a pronoun of another gender than the main subject's, point back."""
    if unit.tokens and unit.tokens[0].norm in _NOBODY and (len(unit.tokens) < _SHORT or _nobody(unit)):
        return True  # "Nobody was hurt."
    named = False
    for token in unit.tokens[:12]:
        if token.norm in _PRONOUNS and not (named and token.norm not in _THINGS):
            return True
        if token.is_capital and token.norm not in STOP and token.norm not in common:
            named = token.stem in person
            if not named:
                break  # a pronoun after a name stands for that name, but a person is no "it"
    for here, following in zip(unit.tokens[:10], unit.tokens[1:11], strict=False):
        if here.norm in ("this", "these", "those", "such") and following.norm not in ("as", "is", "was"):
            return True
        if here.norm == "the" and following.norm in _POINTING:
            return True
    return False


def _nobody(unit: Unit) -> bool:
    """Whether a unit opens with what it denies of everybody who was there ("Nobody was hurt, but …")."""
    return (
        len(unit.tokens) > 1 and unit.tokens[0].norm != "all" and unit.tokens[1].norm in ("was", "were", "one", "had")
    )


def _only_points_back(unit: Unit) -> bool:
    return unit.antecedent is not None and bool(unit.tokens) and unit.tokens[0].norm in _PRONOUNS


def _speaks_of_another(before: Unit, unit: Unit) -> bool:
    """Whether two sentences open with pronouns for two people ("She was followed by Ann's brother. He …")."""
    one, other = (_GENDERS.get(u.tokens[0].norm) for u in (before, unit))
    return one is not None and other is not None and one != other


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
