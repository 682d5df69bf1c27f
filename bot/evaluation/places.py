"""Which section a place in the article stands in."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.article import INFOBOX, Article


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the article under one heading; ``text[start:end]`` is what stands there."""

    name: str
    start: int
    end: int


def places(article: Article) -> tuple[Place, ...]:
    """The infobox, where there is one, and the sections in their order."""
    sections = tuple(Place(s.name, s.start, s.end) for s in article.sections)
    if not article.facts:
        return sections
    box = Place(INFOBOX, min(f.start for f in article.facts), max(f.end for f in article.facts))
    return (box, *sections)


def place_at(article: Article, position: int) -> Place | None:
    """The place that holds a character of the article, the infobox before the section around it."""
    return next((p for p in places(article) if p.start <= position < p.end), None)
