"""The values an article is read into: every one of them knows where it stands in the file's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

INTRODUCTION = "Introduction"
INFOBOX = "Infobox"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one list item. ``text`` is ``article.text[start:end]``, always."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or one list with its lead-in sentence, inside exactly one section.

    ``sentences`` holds a paragraph's sentences, or a list's items; ``lead_in`` is the sentence that introduces
    a list (the last one of the paragraph before it, if that ends in a colon), and belongs to no other passage.
    """

    kind: Literal["paragraph", "list"]
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    lead_in: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level.

    ``path`` is the heading's title preceded by those of the sections it stands in; ``navigation`` marks
    "See also" and its like, which point elsewhere and prove nothing.
    """

    title: str
    path: tuple[str, ...]
    level: int
    start: int
    end: int
    passages: tuple[Passage, ...]
    navigation: bool = False

    @property
    def name(self) -> str:
        """The title as citations give it: ``Title`` or ``Parent > Title``."""
        return " > ".join(self.path)


@dataclass(frozen=True, slots=True)
class Fact:
    """One infobox line, ``- Key: Value``, and its place among the others.

    ``attribute`` is the key in words, lower case, without its number ("mission"). ``number`` is the key's
    trailing number: facts with the same number describe one side. ``party`` is that side's name, ``title``
    the office of a person named on that side, both None where the infobox doesn't give them. ``start`` and
    ``end`` enclose the line without its bullet, ``value_start`` and ``value_end`` the value in it.
    """

    key: str
    value: str
    attribute: str
    start: int
    end: int
    value_start: int
    value_end: int
    number: int | None = None
    party: str | None = None
    counterpart: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its title, its sections in the order of the text, its infobox, and the text they point into."""

    title: str
    text: str
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    source: str
    warnings: tuple[str, ...] = ()
    url: str | None = None
