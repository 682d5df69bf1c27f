"""Questions to begin with, made from the article by its own facts, lists and headings."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import Article, Fact
from retrieval.article.index import Index
from retrieval.question.nouns import noun_type
from retrieval.words.thesaurus import phrase

# Infobox keys that say nothing that one would ask for.
_DULL = frozenset(("title", "name", "caption", "image", "map", "party", "url", "source", "logo", "website"))


def candidates(article: Article, index: Index) -> Iterator[str]:
    """Questions that the article probably answers, of varied kinds; the bot keeps those that it does answer."""
    facts = [f for f in article.facts if f.attribute not in _DULL and not f.attribute.endswith("title")]
    people = [f for f in facts if _is_person(f, index)]
    others = [f for f in facts if f not in people[:1]]
    yield from filter(None, (_about_fact(fact, article, index) for fact in people[:1]))
    yield from _about_lists(article)
    yield from filter(None, (_about_fact(fact, article, index) for fact in others))
    yield from (f"What does the article say about {s.title}?" for s in article.sections[1:] if not s.navigation)
    yield f"What is “{article.title}” about?"


def _is_person(fact: Fact, index: Index) -> bool:
    unit = next(u for u in index.facts if u.fact is fact)
    kind = noun_type(phrase(fact.attribute))
    return kind in (None, "person", "role") and any(m.type == "person" for m in index.names(unit))


def _about_fact(fact: Fact, article: Article, index: Index) -> str | None:
    """A question for a fact; None where its key is no noun that one would ask for by itself."""
    unit = next(u for u in index.facts if u.fact is fact)
    if fact.party and fact.party != fact.value:
        return f"{'Who' if _is_person(fact, index) else 'What'} is {fact.party}'s {fact.attribute}?"
    if fact.attribute.endswith("ed") and any(m.type == "date" for m in index.amounts(unit)):
        return f"When was {article.title} {fact.attribute}?"
    if noun_type(phrase(fact.attribute)) is None or fact.attribute.endswith("s"):
        return None
    return f"{'Who' if _is_person(fact, index) else 'What'} is the {fact.attribute}?"


def _about_lists(article: Article) -> Iterator[str]:
    for section in article.sections:
        if not section.navigation and any(p.kind == "list" for p in section.passages):
            yield (
                f"Which {section.title[0].lower() + section.title[1:]} are there?"
                if section.title.endswith("s")
                else f"Tell me about {section.title}."
            )
