"""Articles of any length, made from the fixtures by shuffling: the same seed gives the same text."""

from __future__ import annotations

import random
from pathlib import Path

from corpus import Article, default_article_path, read_article

FIXTURES = Path(__file__).parents[1] / "articles"
REPLACED = 4  # every fourth word of a paragraph becomes another word of the fixtures, so that no two are alike


def fixtures() -> list[Article]:
    """The articles that the tests ask, and the one that is shipped."""
    return [read_article(path) for path in (*sorted(FIXTURES.glob("*.txt")), default_article_path())]


def paragraphs() -> list[str]:
    """All paragraphs of the fixtures."""
    return [
        article.text[p.start : p.end]
        for article in fixtures()
        for section in article.sections
        for p in section.passages
        if p.kind == "paragraph"
    ]


def long_text(passages: int, seed: int = 1) -> str:
    """An article of many passages, some twenty a section: the fixtures' own sections among shuffled ones."""
    draw = random.Random(seed)
    own = paragraphs()
    words = [word for paragraph in own for word in paragraph.split()]
    sections = [section for article in fixtures() for section in _sections(article)][: passages // 2]
    while passages > 0:
        texts = [_shuffled(draw.choice(own), words, draw) for _ in range(min(20, passages))]
        sections.append(f"== Part {passages} ==\n\n" + "\n\n".join(texts))
        passages -= 20
    draw.shuffle(sections)
    return "= Long =\n\n" + "\n\n".join(sections)


def _sections(article: Article) -> list[str]:
    """The article's sections as they stand; its introduction under its title."""
    texts = [article.text[section.start : section.end].strip() for section in article.sections]
    first = article.sections[0]
    texts[0] = f"== {article.title} ==\n\n{article.text[first.passages[0].start : first.end].strip()}"
    return texts


def _shuffled(paragraph: str, words: list[str], draw: random.Random) -> str:
    changed = paragraph.split()
    for _ in range(len(changed) // REPLACED):
        changed[draw.randrange(len(changed))] = draw.choice(words)
    return " ".join(changed)
