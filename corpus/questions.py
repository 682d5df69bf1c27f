"""Question sets: one JSON object a line, read into values, written back without losing or moving anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableError
from corpus.files import write_atomically

LISTS = ("answers", "must_not", "sections", "evidence")
TRUE = ("true", "yes", "y", "1")
FALSE = ("false", "no", "n", "0")


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what a good reply to it holds.

    ``answers`` are alternatives, or with ``all`` every one is wanted; ``evidence`` are verbatim pieces of the
    article; ``must_not`` are strings that a right reply doesn't give; ``half`` is "tune" or "check" in sets that
    are split. ``line`` is where it stands in its file, ``record`` the whole object, unknown fields included.
    """

    id: str
    question: str
    conversation: str | None = None
    turn: int | None = None
    kind: str | None = None
    answerable: bool = True
    answers: tuple[str, ...] = ()
    all: bool = False
    must_not: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    half: str | None = None
    note: str = ""
    line: int = 0
    record: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a set, and where; only a ``fatal`` one stops a run."""

    source: str
    line: int
    message: str
    fatal: bool = False

    def __str__(self) -> str:
        """The problem as one line for a person."""
        return f"{self.source}, line {self.line}: {self.message}" if self.line else f"{self.source}: {self.message}"


def read_text(path: Path) -> str:
    """A file's text, a byte-order mark taken off. Raises UnreadableError naming what to do."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(str(path), "there is no such file") from None
    except OSError as error:
        raise UnreadableError(str(path), f"cannot be read ({error.strerror})") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(str(path), "this is not UTF-8 text; save it as UTF-8", line) from None


def scan_jsonl(path: Path) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """The questions of a JSONL set and everything that is wrong with it, without stopping at the first error."""
    questions: list[Question] = []
    problems: list[Problem] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            problem = getattr(error, "msg", "nested too deeply")
            problems.append(Problem(str(path), number, f"this is not JSON ({problem}); one object a line", True))
            continue
        question, found = question_of(record, str(path), number)
        problems += found
        if question is not None:
            questions.append(question)
    return tuple(questions), (*problems, *duplicates(questions, str(path)))


def question_of(record: object, source: str, line: int) -> tuple[Question | None, list[Problem]]:
    """A question from its JSON object. What looks odd is mended and reported; without id or question there is none."""
    if not isinstance(record, dict):
        return None, [Problem(source, line, 'this is no JSON object; write {"id": …, "question": …}', True)]
    missing = [name for name in ("id", "question") if not isinstance(record.get(name), (str, int, float))]
    if missing:
        return None, [Problem(source, line, f"this question has no {' and no '.join(missing)}", True)]
    odd: list[Problem] = []

    def strings(name: str) -> tuple[str, ...]:
        value = record.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            odd.append(Problem(source, line, f'"{name}" should be a list'))
            value = [value]
        return tuple(item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in value)

    def flag(name: str, default: bool) -> bool:
        value = record.get(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        odd.append(Problem(source, line, f'"{name}" should be true or false'))
        return default if str(value).strip() == "" else str(value).strip().lower() not in FALSE

    def text(name: str) -> str | None:
        value = record.get(name)
        return None if value is None else str(value)

    turn = record.get("turn")
    if turn is not None and not isinstance(turn, int):
        odd.append(Problem(source, line, '"turn" should be a whole number'))
    question = Question(
        id=str(record["id"]),
        question=str(record["question"]),
        conversation=text("conversation"),
        turn=turn if isinstance(turn, int) else None,
        kind=text("kind"),
        answerable=flag("answerable", True),
        answers=strings("answers"),
        all=flag("all", False),
        must_not=strings("must_not"),
        sections=strings("sections"),
        evidence=strings("evidence"),
        half=text("half"),
        note=text("note") or "",
        line=line,
        record=record,
    )
    return question, odd


def duplicates(questions: Iterable[Question], source: str) -> list[Problem]:
    """A fatal problem for every id that stands twice: predictions are matched by it."""
    first: dict[str, int] = {}
    problems = []
    for question in questions:
        line = first.setdefault(question.id, question.line)
        if line != question.line:
            message = f"the id {question.id!r} stands on line {line} already; ids are unique"
            problems.append(Problem(source, question.line, message, True))
    return problems


def update_questions(path: str | Path, changes: Mapping[str, Mapping[str, Any]]) -> None:
    """Write a JSONL set back with the fields in ``changes`` (by id) set; every other line stays to the byte.

    A field set to None is removed. Raises UnreadableError where the set or an id in it can't be found.
    """
    path = Path(path)
    text = path.read_bytes().decode("utf-8") if path.is_file() else read_text(path)
    wanted = dict(changes)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        body = line.removeprefix("\ufeff")
        record = _object(body)
        change = wanted.pop(str(record["id"]), None) if record and "id" in record else None
        if record is None or change is None:
            continue
        merged = {k: v for k, v in {**record, **change}.items() if k not in change or v is not None}
        lines[number] = line[: len(line) - len(body)] + dump(merged) + ("\r" if line.endswith("\r") else "")
    if wanted:
        raise UnreadableError(str(path), f"there is no question with the id {next(iter(wanted))!r} any more")
    write_atomically(path, "\n".join(lines))


def append_question(path: str | Path, record: Mapping[str, Any]) -> str:
    """Add a question to the end of a JSONL set (made if it isn't there); returns its id, made up where it has none.

    Raises UnreadableError where the set is no JSONL, holds the id already, or can't be written.
    """
    path = Path(path)
    if path.suffix.lower() != ".jsonl":
        raise UnreadableError(str(path), "questions are added to a .jsonl set only")
    text, taken = "", set()
    if path.exists():
        questions, problems = scan_jsonl(path)
        for problem in problems:
            if problem.fatal:
                raise UnreadableError(path.as_posix(), problem.message, problem.line)
        text, taken = path.read_bytes().decode("utf-8"), {question.id for question in questions}
    given = record.get("id")
    if given is not None and str(given) in taken:
        raise UnreadableError(str(path), f"the id {given!r} stands in it already")
    number = len(taken) + 1
    while f"kept-{number}" in taken:
        number += 1
    id = str(given) if given is not None else f"kept-{number}"
    end = "\r\n" if "\r\n" in text else "\n"
    text += end if text and not text.endswith("\n") else ""
    write_atomically(path, text + dump({"id": id, **{k: v for k, v in record.items() if k != "id"}}) + end)
    return id


def dump(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON, readable, without the characters that some tools take for a line end."""
    line = json.dumps(record, ensure_ascii=False)
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def _object(line: str) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
