"""Finding question sets and their articles: JSONL, CSV with a header, SQuAD 1.1 and 2.0 JSON, folders of them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.article import Article, Sentence
from corpus.errors import UnreadableError
from corpus.questions import FALSE, LISTS, TRUE, Problem, Question, duplicates, question_of, read_text, scan_jsonl
from corpus.reader import default_article_path, parse_article, read_article
from corpus.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions about one article. ``path`` is the file they stand in, ``name`` is unique within a run."""

    name: str
    path: Path
    article: Article
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def editable(self) -> bool:
        """Whether questions can be written back (JSONL) or only read."""
        return self.path.suffix.lower() == ".jsonl"


def default_questions_path() -> Path:
    """The question set shipped with the default article."""
    return default_article_path().with_suffix(".jsonl")


def find_sets(paths: Iterable[str | Path] = (), article: str | Path | None = None) -> tuple[QuestionSet, ...]:
    """The question sets in ``paths`` (files, or folders of them), each with its article.

    Without ``paths`` it is the set beside the article. The article is ``article`` for all, else ``X.txt`` beside
    ``X.jsonl``, else what a SQuAD file holds itself.
    Problems of the questions are collected, not raised. Raises UnreadableError for a file that can't be used.
    """
    given = read_article(article) if article is not None else None
    beside = default_questions_path() if article is None else Path(article).with_suffix(".jsonl")
    files = list(dict.fromkeys(f for p in (list(paths) or [beside]) for f in _files(Path(p))))
    sets = [found for file in files for found in _read(file, given)]
    return tuple(_unique_ids(sets))


def fatal(sets: Iterable[QuestionSet]) -> UnreadableError | None:
    """The first problem that stops a run, as the error to raise."""
    for problem in (p for s in sets for p in s.problems if p.fatal):
        return UnreadableError(problem.source, problem.message, problem.line)
    return None


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(f for f in path.rglob("*.jsonl") if f.is_file())
    if not files:
        raise UnreadableError(str(path), "this folder holds no .jsonl question set; name other files one by one")
    return files


def _read(path: Path, given: Article | None) -> Iterator[QuestionSet]:
    suffix = path.suffix.lower()
    if suffix == ".json":
        yield from _read_squad(path, given)
        return
    questions, problems = scan_csv(path) if suffix in (".csv", ".tsv") else scan_jsonl(path)
    article = given or _article_beside(path)
    checked = tuple(p for q in questions for p in doubts(q, article, str(path)))
    empty = () if questions or problems else (Problem(str(path), 1, "there is no question in it"),)
    yield QuestionSet(path.stem, path, article, questions, problems + checked + empty)


def _article_beside(path: Path) -> Article:
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        raise UnreadableError(str(path), f"there is no {beside.name} beside it; name its article with --article")
    return read_article(beside)


def _unique_ids(sets: list[QuestionSet]) -> Iterator[QuestionSet]:
    """The sets with problems for ids that stand in two of them, and with names made unique."""
    ids: dict[str, str] = {}
    names: dict[str, int] = {}
    for found in sets:
        twice = tuple(
            Problem(str(found.path), q.line, f"the id {q.id!r} stands in {ids[q.id]} too; ids are unique", True)
            for q in found.questions
            if q.id in ids
        )
        ids.update((q.id, f"{found.path.name}, {found.name}") for q in found.questions)
        names[found.name] = names.get(found.name, 0) + 1
        name = found.name if names[found.name] == 1 else f"{found.name} ({names[found.name]})"
        yield replace(found, name=name, problems=found.problems + twice)


def doubts(question: Question, article: Article, source: str) -> list[Problem]:
    """What looks odd about a question, none of it fatal: nothing to judge it by, evidence that isn't there."""
    found = []
    if question.answerable and not any(a.strip() for a in (*question.answers, *question.evidence)):
        found.append("nothing says what is right: no answer and no evidence")
    if any(not a.strip() for a in question.answers):
        found.append("one of the answers is empty")
    found += [f"this evidence is not in the article: {_short(e)}" for e in question.evidence if e not in article.text]
    known = {part.lower() for s in article.sections for part in s.path} | {"infobox", "introduction"}
    found += [f"the article has no section {_short(s)}" for s in question.sections if s.strip().lower() not in known]
    if question.half not in (None, "tune", "check"):
        found.append(f'"half" is {question.half!r}, not "tune" or "check"')
    return [Problem(source, question.line, message) for message in found]


def _short(text: str, limit: int = 60) -> str:
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


def scan_csv(path: Path) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """The questions of a table with a header: columns named as the fields, lists as JSON or parted by ``|``.

    The delimiter is the one of comma, semicolon and tab that the header holds most; a row without id is named
    after its line.
    """
    text = read_text(path)
    header_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header_line.count)
    questions, problems = [], []
    limit = csv.field_size_limit(10_000_000)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        header = [name.strip().lower() for name in next(rows, [])]
        if "question" not in header:
            raise UnreadableError(str(path), 'the header names no column "question"', 1)
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                question, found = question_of(_record(header, row, line), str(path), line)
                problems += found
                if len(row) > len(header):
                    problems.append(Problem(str(path), line, "this row has more cells than the header"))
                if question is not None:
                    questions.append(question)
            line = rows.line_num + 1
    except csv.Error as error:
        raise UnreadableError(str(path), f"this is no readable table ({error})", rows.line_num) from None
    finally:
        csv.field_size_limit(limit)
    return tuple(questions), (*problems, *duplicates(questions, str(path)))


def _record(header: list[str], row: list[str], line: int) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, cell in zip(header, row + [""] * (len(header) - len(row)), strict=False):
        value = cell.strip()
        if name in LISTS:
            record[name] = _cell_list(value)
        elif value and name in ("answerable", "all") and value.lower() in TRUE + FALSE:
            record[name] = value.lower() in TRUE
        elif name == "turn" and value.isascii() and value.isdigit():
            record[name] = int(value[:9])
        elif value or name == "question":
            record[name] = cell if name == "question" else value
    record.setdefault("id", f"row-{line}")
    return record


def _cell_list(cell: str) -> list[str]:
    if cell.startswith("["):
        try:
            value = json.loads(cell)
            if isinstance(value, list):
                return [str(item) for item in value]
        except (ValueError, RecursionError):
            pass
    return [part.strip() for part in cell.split("|") if part.strip()]


def _read_squad(path: Path, given: Article | None) -> Iterator[QuestionSet]:
    """One set a title; its article is the title's paragraphs, its evidence the sentences the answers stand in."""
    try:
        data = json.loads(read_text(path))
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise UnreadableError(str(path), f"this is not JSON ({getattr(error, 'msg', error)})", line) from None
    except RecursionError:
        raise UnreadableError(str(path), "this JSON is nested too deeply") from None
    try:
        for number, entry in enumerate(data["data"], 1):
            yield _squad_title(path, entry, number, given)
    except (KeyError, TypeError, AttributeError) as error:
        problem = f"this is not SQuAD's form, data > paragraphs > qas ({type(error).__name__}: {error})"
        raise UnreadableError(str(path), problem) from None


def _squad_title(path: Path, entry: dict[str, Any], number: int, given: Article | None) -> QuestionSet:
    title = " ".join(str(entry.get("title") or f"Article {number}").replace("_", " ").split())
    source = f"{path}, {title}"
    text, questions = f"= {title} =\n", []
    for paragraph in entry["paragraphs"]:
        start = len(text) + 1
        text += f"\n{paragraph['context']}\n"
        sentences = split_sentences(text, start, len(text) - 1)
        questions += [_squad_question(qa, text, start, sentences) for qa in paragraph["qas"]]
    article = given or parse_article(text, source)
    times = Counter(q.id for q in questions)
    problems = [Problem(source, 0, f"the id {id!r} stands in it twice", True) for id, n in times.items() if n > 1]
    problems += [p for q in questions for p in doubts(q, article, source)]
    return QuestionSet(title, path, article, tuple(questions), tuple(problems))


def _squad_question(qa: dict[str, Any], text: str, start: int, sentences: tuple[Sentence, ...]) -> Question:
    given = qa.get("answers") or ()
    evidence: dict[str, None] = {}
    for answer in given:
        left = start + int(answer["answer_start"])
        right = left + len(str(answer["text"]))
        held = [s for s in sentences if s.start < right and s.end > left]
        if held:
            evidence[text[held[0].start : held[-1].end]] = None
    return Question(
        id=str(qa["id"]),
        question=str(qa["question"]),
        answerable=not qa.get("is_impossible", False),
        answers=tuple(dict.fromkeys(str(a["text"]) for a in given)),
        evidence=tuple(evidence),
        record={"id": qa["id"], "question": qa["question"]},
    )
