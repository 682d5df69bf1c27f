"""What a conversation remembers: a small immutable value that every face keeps and none looks into."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

VERSION = 2
# Bounds: all of it stays below eight kilobytes, so that it fits a message's metadata or a database row.
TOPICS, MARKS, CHOICES, SHOWN = 8, 4, 8, 40
QUESTION_BYTES, ANSWER_BYTES, LABEL_BYTES = 240, 160, 60
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Topic:
    """One question as it was understood, with its short answer and where in the article that stands.

    ``elliptical``: it was put together from the question before it; ``marks`` are offsets into the article's text.
    """

    question: str
    answer: str | None = None
    status: str = "answered"
    marks: tuple[Mark, ...] = ()
    elliptical: bool = False

    @property
    def starts(self) -> tuple[int, ...]:
        """Where in the article its evidence begins."""
        return tuple(start for start, _ in self.marks)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that "the second one" can pick: a reading of the last question, or an item of a list."""

    label: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state between two turns; ``Conversation()`` is the start of one.

    ``topics`` are the last questions, newest last; ``choices`` what the last list or ambiguous question offered;
    ``shown`` where the evidence starts that "tell me more" has shown; ``article`` tells whose conversation it is.
    """

    article: str = ""
    topics: tuple[Topic, ...] = ()
    choices: tuple[Choice, ...] = ()
    shown: tuple[int, ...] = ()

    @property
    def last(self) -> Topic | None:
        """The question before this one."""
        return self.topics[-1] if self.topics else None

    @property
    def base(self) -> Topic | None:
        """The last question that was asked in full: "and in 2022?" after "since when?" goes back to it."""
        return next((t for t in reversed(self.topics) if not t.elliptical), self.last)

    def after(self, article: str, topic: Topic, choices: tuple[Choice, ...] = ()) -> Conversation:
        """The conversation after one more question."""
        kept = replace(
            topic,
            question=clip(topic.question, QUESTION_BYTES),
            answer=None if topic.answer is None else clip(topic.answer, ANSWER_BYTES),
            marks=topic.marks[:MARKS],
        )
        offered = tuple(Choice(clip(c.label, LABEL_BYTES), clip(c.question, QUESTION_BYTES)) for c in choices[:CHOICES])
        others = tuple(t for t in self.topics if t.question != kept.question)
        return Conversation(article, (*others, kept)[-TOPICS:], offered or self.choices, _starts(kept.marks))

    def showing(self, marks: tuple[Mark, ...]) -> Conversation:
        """The conversation after more evidence on the same question was shown."""
        topic = self.topics[-1]
        latest = (replace(topic, marks=marks[:MARKS]),) if marks else (topic,)
        return replace(self, topics=(*self.topics[:-1], *latest), shown=(*self.shown, *_starts(marks))[-SHOWN:])

    def dumps(self) -> str:
        """The state as one line of JSON, a few kilobytes at the most."""
        return json.dumps({"version": VERSION, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> Conversation:
        """The state that ``dumps`` wrote; a fresh conversation where it is another version's or damaged."""
        try:
            state = json.loads(text)
            if state["version"] != VERSION:
                return cls()
            return cls(
                _checked(state["article"], str),
                tuple(_topic(topic) for topic in state["topics"][-TOPICS:]),
                tuple(
                    Choice(_checked(c["label"], str), _checked(c["question"], str)) for c in state["choices"][:CHOICES]
                ),
                tuple(_checked(start, int) for start in state["shown"][-SHOWN:]),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return cls()


def clip(text: str, size: int) -> str:
    """A text on one line that takes at most ``size`` bytes as JSON."""
    line = " ".join(text.split()).encode("utf-8", "replace").decode()
    while len(json.dumps(line, ensure_ascii=False).encode()) - 2 > size:
        line = line[: max(0, min(len(line) - 1, int(len(line) * 0.9)))]
    return line.rstrip()


def _starts(marks: tuple[Mark, ...]) -> tuple[int, ...]:
    return tuple(start for start, _ in marks)


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value


def _topic(state: dict[str, Any]) -> Topic:
    answer = state["answer"]
    return Topic(
        _checked(state["question"], str),
        None if answer is None else _checked(answer, str),
        _checked(state["status"], str),
        tuple((_checked(start, int), _checked(end, int)) for start, end in state["marks"]),
        _checked(state["elliptical"], bool),
    )
