"""``eval --chat``: the misses one by one; a person accepts the bot's answer, corrects the gold, or marks it unfair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.evaluation.compare import one_line
from bot.evaluation.judge import judge
from bot.evaluation.matching import holds
from bot.evaluation.places import place_at
from bot.evaluation.run import Outcome
from corpus.article import Article
from corpus.errors import ArticleBotError
from corpus.questions import Question, question_of, update_questions

CHOICES = "[a]ccept the bot's answer, [c]orrect the gold, [u]nfair, [s]kip, [q]uit? "
Fields = dict[str, Any]
"""Fields of a question to set; None takes a field away."""


def review(outcomes: Sequence[Outcome], ask: Callable[[str], str], say: Callable[[str], None]) -> int:
    """Walk through the misses; every decision is written at once. Returns how many questions were changed.

    ``ask`` shows a prompt and returns a line, or raises EOFError. Raises ArticleBotError for a set that can't be
    written back.
    """
    misses = [o for o in outcomes if not o.right and not o.question.record.get("unfair")]
    for outcome in misses:
        if not outcome.source.editable:
            raise ArticleBotError(f"{outcome.source.path}: --chat writes .jsonl sets only; save the set as one first")
    changed = 0
    for number, outcome in enumerate(misses, 1):
        say(f"\n{number} of {len(misses)}  {describe(outcome)}")
        try:
            change = _decide(outcome, ask, say)
        except EOFError:
            break
        if change is not None:
            update_questions(outcome.source.path, {outcome.question.id: change})
            changed += 1
            say(_after(outcome, change))
    say(f"\n{changed} questions changed." if misses else "No miss: every reply is right.")
    return changed


def describe(outcome: Outcome) -> str:
    """A miss as plain text: the question, what is wanted, what came."""
    question, answer = outcome.question, outcome.answer
    wanted = "; ".join(question.answers) if question.answerable or question.answers else "no answer"
    lines = [f"{question.id} ({question.kind or 'no kind'})", f"  Question  {one_line(question.question, 200)}"]
    if answer.understood_as not in ("", question.question):
        lines.append(f"  Read as   {one_line(answer.understood_as, 200)}")
    lines.append(f"  Gold      {one_line(wanted, 200)}")
    lines += [f"            “{one_line(e, 300)}”" for e in question.evidence]
    lines.append(f"  Reply     {answer.status} ({answer.confidence:.2f}): {one_line(answer.answer or '–', 200)}")
    lines += [f"            “{one_line(c.quote, 300)}” ({one_line(c.section)})" for c in answer.citations[:3]]
    failed = [name for name in ("quote@1", "section", "verbatim", "abstained") if outcome.marks.get(name) == 0]
    return "\n".join(lines + ([f"  Missed    {', '.join(failed)}"] if failed else []))


def _decide(outcome: Outcome, ask: Callable[[str], str], say: Callable[[str], None]) -> Fields | None:
    """The change a person decides on, None to leave the question as it is. Raises EOFError to quit."""
    while True:
        choice = ask(CHOICES).strip().lower()[:1]
        if choice == "q":
            raise EOFError
        if choice == "s":
            return None
        if choice == "a":
            return accepted(outcome)
        if choice == "u":
            reason = ask("Why is it unfair? ").strip()
            return {"unfair": True, "note": _noted(outcome.question, f"unfair: {reason}")}
        if choice == "c":
            return _corrected(outcome, ask, say)
        say("Type a, c, u, s or q.")


def accepted(outcome: Outcome) -> Fields:
    """The fields that make the bot's reply a right one."""
    question, answer = outcome.question, outcome.answer
    note = _noted(question, "accepted the bot's reply")
    if answer.status in ("no_answer", "chat"):
        kind = {"kind": "smalltalk"} if answer.status == "chat" else {}
        return {"answerable": False, "answers": [], "evidence": [], "sections": None, **kind, "note": note}
    if answer.status == "clarify":
        golds = [r.answer for r in answer.readings] or [answer.answer or ""]
        readings: Fields = {"kind": "clarify", "answers": golds, "all": True}
        return {**readings, **_places(outcome, None), "answerable": True, "note": note}
    short = answer.answer or ""
    golds = short.split("; ") if question.all else [*question.answers, short]
    must_not = [b for b in question.must_not if not holds(short, b)]
    fields: Fields = {"answerable": True, "answers": list(dict.fromkeys(golds)), **_places(outcome, None)}
    return fields | ({"must_not": must_not} if len(must_not) < len(question.must_not) else {}) | {"note": note}


def _corrected(outcome: Outcome, ask: Callable[[str], str], say: Callable[[str], None]) -> Fields:
    question, article = outcome.question, outcome.source.article
    given = ask("The right answer, several parted by | (empty: the article doesn't say): ")
    golds = [part.strip() for part in given.split("|") if part.strip()]
    note = _noted(question, "gold corrected")
    if not golds:
        return {"answerable": False, "answers": [], "evidence": [], "sections": None, "note": note}
    while True:
        evidence = ask("The sentence that says so, verbatim (empty: as it is): ").strip()
        if not evidence or evidence in article.text:
            break
        say("That is not in the article, character for character.")
    return {"answerable": True, "answers": golds, **(_places(outcome, evidence) if evidence else {}), "note": note}


def _places(outcome: Outcome, evidence: str | None) -> Fields:
    """Evidence and sections: those of one piece of evidence alone, or with the first citation's added."""
    question, article = outcome.question, outcome.source.article
    if evidence is not None:
        return {"evidence": [evidence], "sections": _sections(article, article.text.index(evidence))}
    citations = outcome.answer.citations[:1]
    quotes = [*question.evidence, *(c.quote for c in citations)]
    sections = [*question.sections, *(c.section for c in citations if question.sections)]
    fields: Fields = {"evidence": list(dict.fromkeys(quotes))}
    return fields | ({"sections": list(dict.fromkeys(_own(s) for s in sections))} if sections else {})


def _sections(article: Article, position: int) -> list[str]:
    place = place_at(article, position)
    return [_own(place.name)] if place else []


def _own(section: str) -> str:
    """A cited section's own title, without its parents'."""
    return section.split(" > ")[-1].strip()


def _noted(question: Question, reason: str) -> str:
    return f"{question.note}; {reason}" if question.note else reason


def _after(outcome: Outcome, change: Fields) -> str:
    """Whether the reply is right by the changed gold."""
    record = {k: v for k, v in {**outcome.question.record, **change}.items() if v is not None}
    question, _ = question_of(record, "", 0)
    if change.get("unfair") or question is None:
        return "Written: marked unfair."
    right = judge(question, outcome.prediction, outcome.source.article.text)["right"]
    return f"Written: the reply is {'right' if right else 'still not right'} by this gold."
