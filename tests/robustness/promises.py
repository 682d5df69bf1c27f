"""What every reply keeps, whatever was asked of whatever article; see the README's "As JSON"."""

from __future__ import annotations

from typing import Any

from bot import Answer, ArticleBot


def hold(bot: ArticleBot, question: str, answer: Answer) -> dict[str, Any]:
    """Check a reply and give it as the prediction that other programs read."""
    said = answer.as_prediction()
    assert said["question"] == question
    assert isinstance(said["understood_as"], str)
    assert said["status"] in ("answered", "no_answer", "clarify", "chat")
    assert 0 <= said["confidence"] <= 1
    assert isinstance(said["text"], str) and said["text"].strip()
    if said["status"] == "answered":
        assert isinstance(said["answer"], str) and said["answer"]
    if said["status"] in ("no_answer", "chat"):
        assert said["answer"] is None
    if said["status"] == "no_answer":
        assert said["text"].startswith("Not in the article")
    if not said["citations"]:
        assert (said["status"], said["confidence"]) in (("chat", 1), ("no_answer", 0))
    for citation in said["citations"]:
        assert bot.article.text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["quote"] and citation["kind"] in ("passage", "fact") and citation["section"]
    return said
