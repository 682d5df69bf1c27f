"""How a term of a question is met: how fully, where, and by what."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.words.thesaurus import Phrase

SAME, COGNATE = 1.0, 0.75  # grades beside those of the thesaurus: the word itself; a word of the same root


@dataclass(slots=True)  # frozen, it would take three times as long to make, and a question makes hundreds
class Met:
    """How fully a term is met (0–1), where among the unit's tokens (None: in its context), and by which stems."""

    grade: float
    place: int | None
    by: Phrase


IN_HEADING = 0.85  # grade of a year in a heading: all below it is of that year
UNMET = Met(0.0, None, ())
WINDOW = 6  # tokens within which a phrase's words stand
_BEHIND = frozenset("of from by with for at".split())  # belong to the word before: "son of", "made by"
_NEXT = 3  # how far behind it such a word stands: "owned and run by"


def find_phrase(form: Phrase, positions: dict[str, list[int]]) -> int | None:
    """The place of a phrase's first word, where all its words stand near one another (their order is left open, but
    for prepositions: "her son, on top of" is no "son of")."""
    places = positions.get(form[0])
    if places is None or len(form) == 1:
        return places[0] if places else None
    others = [(stem, positions.get(stem)) for stem in form[1:]]
    for place in places:
        if all(found and any(_goes_with(stem, p - place) for p in found) for stem, found in others):
            return place
    return None


def _goes_with(stem: str, distance: int) -> bool:
    return 0 < distance <= _NEXT if stem in _BEHIND else abs(distance) <= WINDOW
