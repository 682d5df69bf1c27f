"""A run in the formats of other programs: predictions, trec_eval, SQuAD's script, JUnit. Pure functions to text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from bot.evaluation.predictions import write_form
from bot.evaluation.run import Outcome

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def predictions(outcomes: Iterable[Outcome]) -> str:
    """Every reply as a line of JSON, in the order of the questions."""
    lines = [write_form(o.answer, o.question.record["id"], o.question.conversation) for o in outcomes]
    return "".join(f"{line}\n" for line in lines)


def squad(outcomes: Iterable[Outcome]) -> str:
    """``{id: short answer}``, the empty string where it abstains, as evaluate-v1.1.py and evaluate-v2.0.py read it."""
    short = {o.question.id: (o.answer.answer or "") if o.answer.status == "answered" else "" for o in outcomes}
    return json.dumps(short, ensure_ascii=False, indent=0) + "\n"


def trec_run(outcomes: Iterable[Outcome], tag: str = "article-bot") -> str:
    """``topic Q0 document rank score tag`` a line; documents are ``start-end`` in the article."""
    lines = [
        f"{_token(o.question.id)} Q0 {document} {place} {1 / place:.6f} {tag}\n"
        for o in outcomes
        if o.ranking.gold
        for place, document in enumerate(o.ranking.ids, 1)
    ]
    return "".join(lines)


def trec_qrels(outcomes: Iterable[Outcome]) -> str:
    """``topic 0 document 1`` a line for every gold sentence that stands in the article."""
    lines = [f"{_token(o.question.id)} 0 {gold} 1\n" for o in outcomes for gold in sorted(o.ranking.gold)]
    return "".join(lines)


def junit(outcomes: Sequence[Outcome]) -> str:
    """One suite a question set, one case a question, a failure where the reply isn't right."""
    root = ElementTree.Element("testsuites", name="article-bot eval")
    suites: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        suites.setdefault(outcome.source.name, []).append(outcome)
    for name, members in suites.items():
        failures = sum(not o.right for o in members)
        seconds = sum(o.seconds for o in members)
        suite = ElementTree.SubElement(
            root, "testsuite", name=_xml(name), tests=str(len(members)), failures=str(failures), errors="0",
            time=f"{seconds:.6f}",
        )  # fmt: skip
        for outcome in members:
            _case(suite, name, outcome)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, name: str, outcome: Outcome) -> None:
    question = outcome.question
    title = _xml(f"{question.id}: {question.question}")
    case = ElementTree.SubElement(suite, "testcase", classname=_xml(name), name=title, time=f"{outcome.seconds:.6f}")
    if not outcome.right:
        wanted = "; ".join(question.answers or question.evidence) if question.answerable else "no answer"
        got = f"{outcome.answer.status}: {outcome.answer.answer or ''}"
        failure = ElementTree.SubElement(case, "failure", message=_xml(f"wanted {wanted!r}, got {got!r}"))
        failure.text = _xml(outcome.answer.text)


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _token(id: str) -> str:
    """An id as trec_eval reads it: without white space."""
    return re.sub(r"\s", "_", id) or "_"
