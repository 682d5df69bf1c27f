"""What a question is answered with: the values that every face shows and other programs read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["answered", "no_answer", "clarify", "chat"]
LONGEST = 2000  # characters of a question that are read, so that none takes long; the reply says where it was cut


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim piece of the article: ``article.text[start:end] == quote``, and the section it stands in."""

    section: str
    kind: Literal["passage", "fact"]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand an ambiguous question: ``label`` says which ("Kosovo"), ``question`` asks only that."""

    label: str
    question: str
    answer: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question.

    ``headline`` is the sentence that opens the reply (the short answer in words, or what is not in the article);
    ``notes`` are further sentences of the bot's own (what it understood, what is unmet, that sources differ);
    ``answer`` is the short answer itself. ``suggestions`` are questions that this article does answer.
    ``text`` is the whole reply as plain text, made of these parts and the citations.
    ``confidence`` is the probability that the first citation answers the question.
    """

    question: str
    understood_as: str
    status: Status
    answer: str | None
    headline: str
    text: str
    confidence: float
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    suggestions: tuple[str, ...] = ()

    def as_prediction(self, id: str | None = None, conversation: str | None = None) -> dict[str, Any]:
        """The reply as the JSON object that other programs read, keys in the documented order."""
        return {
            "id": id,
            "conversation": conversation,
            "question": self.question,
            "understood_as": self.understood_as,
            "status": self.status,
            "answer": self.answer,
            "text": self.text,
            "confidence": self.confidence,
            "citations": [
                {"section": c.section, "kind": c.kind, "quote": c.quote, "start": c.start, "end": c.end}
                for c in self.citations
            ],
        }
