"""Keeping a question that was asked: the REPL's ``/keep`` adds it, with the reply it got, to a question set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.answer import Answer
from corpus.questions import append_question


def keep(answer: Answer, path: str | Path) -> str:
    """Add a question and the reply's answer, quote and section as its gold; returns its id in the set.

    The question is kept as understood, so that a follow-up stands alone. Raises ArticleBotError for a set that
    can't be written.
    """
    return append_question(path, record_of(answer))


def record_of(answer: Answer) -> dict[str, Any]:
    """The question that this reply is right for."""
    answered = answer.status in ("answered", "clarify")
    cited = answer.citations[:1] if answered else ()
    record: dict[str, Any] = {
        "question": answer.understood_as or answer.question,
        "answerable": answered,
        "answers": [answer.answer] if answered and answer.answer else [],
        "sections": [c.section.split(" > ")[-1] for c in cited],
        "evidence": [c.quote for c in cited],
        "note": "kept from a conversation; not checked yet",
    }
    kind = {"clarify": "clarify", "chat": "smalltalk"}.get(answer.status)
    return {**record, **({"kind": kind} if kind else {})}
