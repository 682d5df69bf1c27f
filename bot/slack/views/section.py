"""The "Read the section" modal: the section's text as it stands in the article, in as many blocks as it takes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.slack.views.parts import Block, literal, plain, rich_text, section
from corpus.article import INFOBOX, Article

TITLE = 24
CHUNK = 2800
MAX_CHUNKS = 40
GONE = "The article has changed: this place is no longer in it."


def section_modal(article: Article, offset: int) -> Block:
    """The modal for the section around an offset of the article's text."""
    name, text = section_at(article, offset)
    head = rich_text(section(literal(name, bold=True)))
    body = [rich_text(section(literal(part))) for part in chunks(text, CHUNK)][:MAX_CHUNKS]
    return {
        "type": "modal",
        "title": plain(name.rsplit(" > ", 1)[-1], TITLE),
        "close": plain("Close", TITLE),
        "blocks": [head, *body],
    }


def section_at(article: Article, offset: int) -> tuple[str, str]:
    """The name and the verbatim text of what an offset stands in."""
    if any(fact.start <= offset < fact.end for fact in article.facts):
        start, end = min(f.start for f in article.facts), max(f.end for f in article.facts)
        return INFOBOX, article.text[start:end]
    for part in article.sections:
        if part.start <= offset < part.end:
            return part.name, article.text[part.start : part.end].strip("\n")
    return article.title, GONE


def chunks(text: str, size: int) -> Iterator[str]:
    """The text in pieces no longer than ``size``, broken at the end of a line or word; joined, they are the text."""
    while len(text) > size:
        end = max(text.rfind("\n", 1, size), text.rfind(" ", size // 2, size)) + 1 or size
        yield text[:end]
        text = text[end:]
    if text.strip():
        yield text
