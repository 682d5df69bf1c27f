"""Reading an article and its questions: text in, immutable values with character offsets out."""

from corpus.article import INFOBOX, INTRODUCTION, Article, Fact, Passage, Section, Sentence
from corpus.errors import ArticleBotError, UnreadableError
from corpus.reader import default_article_path, parse_article, read_article

__all__ = [
    "INFOBOX",
    "INTRODUCTION",
    "Article",
    "ArticleBotError",
    "Fact",
    "Passage",
    "Section",
    "Sentence",
    "UnreadableError",
    "default_article_path",
    "parse_article",
    "read_article",
]
