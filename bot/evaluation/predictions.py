"""Predictions: one reply a line of JSON, as other programs read them, and as a value to judge."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.answer import Answer, Citation
from corpus.errors import UnreadableError
from corpus.questions import dump, read_text


@dataclass(frozen=True, slots=True)
class Prediction:
    """What is judged of a reply; ``citations`` come best first."""

    id: str
    status: str
    answer: str | None
    text: str
    confidence: float
    citations: tuple[Citation, ...]

    @classmethod
    def of(cls, id: str, answer: Answer) -> Prediction:
        """The prediction that an ``Answer`` makes."""
        return cls(id, answer.status, answer.answer, answer.text, answer.confidence, answer.citations)


def write_form(answer: Answer, id: Any, conversation: str | None) -> str:
    """A reply as the line of a predictions file. ``id`` is the question's own, number or string."""
    return dump({**answer.as_prediction(conversation=conversation), "id": id})


def read_predictions(path: Path) -> dict[str, Prediction]:
    """A predictions file by id. Raises UnreadableError with the line of what is no prediction, or twice there."""
    found: dict[str, Prediction] = {}
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            prediction = _prediction(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            problem = f"this is no prediction ({type(error).__name__}: {error})"
            raise UnreadableError(str(path), problem, number) from None
        if prediction.id in found:
            raise UnreadableError(str(path), f"the id {prediction.id!r} stands in it twice", number)
        found[prediction.id] = prediction
    return found


def _prediction(record: Mapping[str, Any]) -> Prediction:
    return Prediction(
        id=str(record["id"]),
        status=str(record["status"]),
        answer=None if record.get("answer") is None else str(record["answer"]),
        text=str(record.get("text") or ""),
        confidence=float(record.get("confidence") or 0.0),
        citations=tuple(_citations(record.get("citations") or ())),
    )


def _citations(records: Iterable[Mapping[str, Any]]) -> Iterator[Citation]:
    """Citations; one that doesn't say where it stands gets the offsets −1."""
    for c in records:
        start, end = c.get("start"), c.get("end")
        if start is None or end is None:
            start, end = -1, -1
        kind: Literal["fact", "passage"] = "fact" if c.get("kind") == "fact" else "passage"
        yield Citation(str(c.get("section") or ""), kind, str(c["quote"]), int(start), int(end))
