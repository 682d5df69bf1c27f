"""The one object that answers: an article in, a question in, an ``Answer`` out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rank_bm25 import BM25Plus

from bot.answer import Answer, Citation
from bot.conversation import Conversation
from corpus import INFOBOX, Article, default_article_path, read_article


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer in a conversation, and the conversation after it."""

    answer: Answer
    conversation: Conversation


class ArticleBot:
    """Answers questions about one article. Immutable once built: threads may share it."""

    def __init__(self, article: Article, threshold: float | None = None) -> None:
        """``threshold``: the confidence below which it abstains; None for the shipped one, 0 to answer always."""
        self.article = article
        self.threshold = threshold
        self._units = [(f, INFOBOX) for f in article.facts] + [
            (s, section.name) for section in article.sections for p in section.passages for s in p.sentences
        ]
        self._bm25 = BM25Plus([article.text[u.start : u.end].lower().split() for u, _ in self._units])

    @classmethod
    def load(cls, path: str | Path | None = None, *, threshold: float | None = None) -> ArticleBot:
        """Read an article (the default one without ``path``). Raises UnreadableError for what is no article."""
        return cls(read_article(path or default_article_path()), threshold)

    def ask(self, question: str) -> Answer:
        """Answer a question that stands alone."""
        return self.turn(question).answer

    def turn(self, question: str, conversation: Conversation | None = None) -> Turn:
        """Answer a question in a conversation (a new one without ``conversation``)."""
        hits = self.ranked(question, 3)
        head = hits[0].quote
        answer = Answer(
            question=question,
            understood_as=question,
            status="answered",
            answer=head,
            headline=head,
            text=f"{head}\n\n“{head}” ({hits[0].section})",
            confidence=0.5,
            citations=hits,
            suggestions=self.sample_questions(3),
        )
        return Turn(answer, Conversation(last_question=question))

    def stands_alone(self, question: str) -> bool:
        """Whether a question can be understood without the conversation before it ("and Kosovo's?" can not)."""
        return not question.lower().startswith("and ")

    def ranked(self, question: str, limit: int = 10) -> tuple[Citation, ...]:
        """The best places for a question, best first, whether or not they answer it; for measuring retrieval."""
        scores = self._bm25.get_scores(question.lower().split())
        best = sorted(range(len(self._units)), key=lambda i: -scores[i])[:limit]
        return tuple(
            Citation(name, "fact" if name == INFOBOX else "passage", self.article.text[u.start : u.end], u.start, u.end)
            for u, name in (self._units[i] for i in best)
        )

    def explain(self, question: str) -> str:
        """How the answer to a question was found: what was asked for, what met it where, and the best candidates."""
        return "\n".join(f"{hit.section}: {hit.quote}" for hit in self.ranked(question, 3))

    def sample_questions(self, count: int = 3) -> tuple[str, ...]:
        """Questions, made from the article, that this bot answers."""
        return tuple(f"What does the article say about {s.title}?" for s in self.article.sections[:count])
