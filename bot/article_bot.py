"""The one object that answers: an article in, a question in, an ``Answer`` out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot import chat, explain, reply, samples
from bot.answer import Answer, Citation
from bot.conversation import Conversation
from corpus import Article, default_article_path, read_article
from retrieval.ambiguity import place
from retrieval.find import Finder


SAMPLES = 4  # questions to begin with; Slack's agent pane shows as many


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
        self.finder = Finder(article, threshold)

    @classmethod
    def load(cls, path: str | Path | None = None, *, threshold: float | None = None) -> ArticleBot:
        """Read an article (the default one without ``path``). Raises UnreadableError for what is no article."""
        return cls(read_article(path or default_article_path()), threshold)

    def ask(self, question: str) -> Answer:
        """Answer a question that stands alone."""
        return self.turn(question).answer

    def turn(self, question: str, conversation: Conversation | None = None) -> Turn:
        """Answer a question in a conversation (a new one without ``conversation``)."""
        kind = chat.kind_of(question)
        if kind is not None and not self.finder.always:
            answer = reply.chat(kind, question, self.article, self.sample_questions())
            return Turn(answer, conversation or Conversation())
        found = self.finder.find(question)
        answer = reply.from_finding(question, found, self.article, self.sample_questions())
        return Turn(answer, Conversation(last_question=question))

    def stands_alone(self, question: str) -> bool:
        """Whether a question can be understood without the conversation before it ("and Kosovo's?" can not)."""
        return not question.lower().startswith("and ")

    def ranked(self, question: str, limit: int = 10) -> tuple[Citation, ...]:
        """The best places for a question, best first, whether or not they answer it; for measuring retrieval."""
        places = (place(unit) for unit in self.finder.ranked(question, limit))
        return tuple(Citation(p.section, p.kind, self.article.text[p.start : p.end], p.start, p.end) for p in places)

    def explain(self, question: str) -> str:
        """How the answer to a question was found: what was asked for, what met it where, and the best candidates."""
        return explain.explain(self.finder.find(question))

    def sample_questions(self, count: int = 3) -> tuple[str, ...]:
        """Questions, made from the article, that this bot answers."""
        return self._samples[:count]

    @cached_property
    def _samples(self) -> tuple[str, ...]:
        answered: list[str] = []
        for question in samples.candidates(self.article, self.finder.index):
            if len(answered) == SAMPLES:
                break
            if question not in answered and self.finder.find(question).status == "answered":
                answered.append(question)
        return tuple(answered)
