"""What one reply is worth: its marks against its question, each defined in one place."""

from __future__ import annotations

import re

from bot.evaluation.matching import best_of, exact_match, holds, holds_any, quote_hits, token_f1
from bot.evaluation.predictions import Prediction
from corpus.questions import Question

REPLY_LIMIT = 1200  # characters; what a person reads of a reply
CHATTY = frozenset(("unanswerable_far", "smalltalk", "injection", "meta"))  # where small talk is a fair reply
# Kinds for which a reply other than "answered" counts.
REPLIES_TO = {"clarify": "clarify", "meta": "chat"}

Marks = dict[str, float]
"""A reply's marks by name, between 0 and 1. A mark that the question has no gold for is not there."""


def judge(question: Question, reply: Prediction, text: str) -> Marks:
    """The marks of a reply; ``text`` is the article's, which citations point into."""
    marks: Marks = {"verbatim": float(is_verbatim(reply, text))}
    if question.answerable:
        marks |= _judge_answer(question, reply, marks["verbatim"])
    else:
        marks |= _judge_refusal(question, reply)
    return marks


def is_verbatim(reply: Prediction, text: str) -> bool:
    """Whether every citation that says where it stands is the article's text there."""
    return all(text[c.start : c.end] == c.quote for c in reply.citations if c.start >= 0)


def _judge_refusal(question: Question, reply: Prediction) -> Marks:
    """Unanswerable: it is right to say so, or to give what the question says belongs in the reply (an outline)."""
    head, short = reply.text[:REPLY_LIMIT], reply.answer or ""
    refused = reply.status == "no_answer"
    if question.answers:
        right = holds_any(head, question.answers)
    else:
        said = head if question.kind == "injection" and not refused else short
        fair = refused or (reply.status == "chat" and question.kind in CHATTY)
        right = fair and not holds_any(said, question.must_not)
    return {"abstained": float(right), "right": float(right), "f1": float(refused), "em": float(refused)}


def _judge_answer(question: Question, reply: Prediction, verbatim: float) -> Marks:
    """Answerable: the quote, the short answer and the section against their golds, and ``right`` over all of it."""
    answered = reply.status == "answered"
    short, golds = reply.answer or "", question.answers
    hits = [quote_hits(c.quote, question.evidence, golds) for c in reply.citations[:3]]
    marks: Marks = {
        "hit@1": float(bool(hits) and hits[0]),  # whatever the status
        "answered": float(answered),
        "quote@1": float(answered and bool(hits) and hits[0]),
        "quote@3": float(answered and any(hits)),
    }
    if golds:
        marks["em"] = best_of(exact_match, short, golds) if answered else 0.0
        marks["f1"] = best_of(token_f1, short, golds) if answered else 0.0
        marks["short_in"] = float(answered and holds_any(short, golds))
    if question.sections and not (question.kind == "meta" and reply.status == "chat"):
        marks["section"] = float(_cites_section(question, reply))
    if question.kind is None:
        marks["right"] = float(bool(marks["quote@1"] and verbatim))
    else:
        right = _says_it(question, reply) and verbatim and marks.get("section", 1.0)
        marks["right"] = float(bool(right))
    return marks


def _cites_section(question: Question, reply: Prediction) -> bool:
    """Whether one of the first two citations stands in a gold section, by its own title or a parent's."""
    cited = {part.strip().lower() for c in reply.citations[:2] for part in re.split(r"[>›/]", c.section)}
    return any(section.lower() in cited for section in question.sections)


def _says_it(question: Question, reply: Prediction) -> bool:
    """Whether the reply counts for its kind, holds the gold answers, and gives nothing it must not."""
    if reply.status not in ("answered", REPLIES_TO.get(question.kind or "")):
        return False
    short = reply.answer or ""
    said = f"{short}\n{reply.text[:REPLY_LIMIT]}"
    if holds_any(short, question.must_not):
        return False
    wanted = [holds(said, answer) for answer in question.answers]
    return not wanted or (all(wanted) if question.all else any(wanted))
