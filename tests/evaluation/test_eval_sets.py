"""Question sets: read in every form that people have them in, written back without losing or moving a thing."""

import json
import os
import subprocess
import sys

import pytest
from ferry import ARTICLE, GRETA, OPENED, SANK, reply, write_set
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.evaluation.keep import keep
from corpus.errors import UnreadableError
from corpus.files import write_atomically
from corpus.question_sets import fatal, find_sets
from corpus.questions import append_question, question_of, scan_jsonl, update_questions

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "conversation",
    "turn",
    "kind",
    "answerable",
    "answers",
    "all",
    "must_not",
    "sections",
    "evidence",
    "half",
    "note",
)
RECORD = st.fixed_dictionaries(
    {"question": st.text(st.characters(exclude_categories=["Cs"]))},
    optional={"unknown": JSON, **dict.fromkeys(FIELDS, JSON)},
)
ONCE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@ONCE
@given(st.lists(RECORD, min_size=1, max_size=6), st.data())
def test_writing_back_changes_the_one_field_and_nothing_else(tmp_path, records, data):
    records = [{"id": f"q{i}", **r} for i, r in enumerate(records)]
    path = tmp_path / "set.jsonl"
    gaps = data.draw(
        st.lists(st.sampled_from(["\n", "\r\n", "\n\n", "\n  \n"]), min_size=len(records), max_size=len(records))
    )
    text = "".join(
        json.dumps(r, ensure_ascii=data.draw(st.booleans())) + gap for r, gap in zip(records, gaps, strict=True)
    )
    path.write_bytes(text.encode("utf-8", "surrogatepass") if text.isascii() else text.encode("utf-8", "replace"))
    before = path.read_bytes().split(b"\n")
    chosen = data.draw(st.integers(0, len(records) - 1))
    questions, problems = scan_jsonl(path)
    assert [q.id for q in questions] == [r["id"] for r in records] and not any(p.fatal for p in problems)
    update_questions(path, {f"q{chosen}": {"note": "seen", "kind": None}})
    after = path.read_bytes().split(b"\n")
    changed = [i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert len(changed) <= 1
    old, new = (json.loads(lines[changed[0]]) if changed else {} for lines in (before, after))
    assert {k: v for k, v in new.items() if k != "note"} == {k: v for k, v in old.items() if k not in ("note", "kind")}


@given(st.dictionaries(st.sampled_from(("id", "question", *FIELDS)), JSON))
def test_any_object_is_a_question_or_a_clear_problem(record):
    question, problems = question_of(record, "set", 7)
    assert question is not None or all(p.fatal and str(p).startswith("set, line 7: ") for p in problems)


@ONCE
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_one_line(tmp_path, data):
    (tmp_path / "x.txt").write_text(ARTICLE)
    for suffix in (".jsonl", ".csv", ".json"):
        path = tmp_path / f"x{suffix}"
        path.write_bytes(data)
        try:
            find_sets([path])
        except UnreadableError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.jsonl", '{"id": "1", "question": "?"}\n{"id": "2"', "line 2: this is not JSON"),
        (
            "a.jsonl",
            '{"id": "1", "question": "?"}\n\n{"id": "1", "question": "!"}',
            "line 3: the id '1' stands on line 1",
        ),
        ("a.jsonl", '{"id": "1"}', "line 1: this question has no question"),
        ("a.jsonl", "[1]", "line 1: this is no JSON object"),
        ("a.jsonl", b'{"id": "1", "question": "\xff"}', "line 1: this is not UTF-8"),
        ("a.csv", "id,text\n1,x\n", 'line 1: the header names no column "question"'),
        ("a.csv", "id,question\n1,x\n1,y\n", "line 3: the id '1' stands on line 2"),
        ("a.json", '{"data": [\n{"title": ]}', "line 2: this is not JSON"),
        ("a.json", '{"questions": []}', "this is not SQuAD's form"),
        ("a.json", "[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path, name, content, where):
    (tmp_path / "a.txt").write_text(ARTICLE)
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UnreadableError) as caught:
        error = fatal(find_sets([path]))
        if error:
            raise error
    assert where in str(caught.value) and str(path) in str(caught.value)


def test_what_looks_odd_is_a_warning(tmp_path):
    path = write_set(
        tmp_path,
        {"id": 1, "question": "", "answers": "1902", "evidence": [OPENED]},
        {"id": "b", "question": "?", "evidence": ["not there"], "sections": ["Nowhere"], "half": "third"},
        {"id": "c", "question": "?"},
    )
    (found,) = find_sets([path])
    assert found.questions[0].answers == ("1902",)
    assert not any(p.fatal for p in found.problems)
    said = "\n".join(map(str, found.problems))
    for part in ("line 1: \"answers\" should be a list", "line 2: this evidence is not in the article: 'not there'",
                 "no section 'Nowhere'", "\"half\" is 'third'", "line 3: nothing says what is right"):  # fmt: skip
        assert part in said


def test_ids_are_unique_over_all_sets_of_a_run(tmp_path):
    write_set(tmp_path, {"id": "1", "question": "?", "answers": ["x"]}, name="a")
    write_set(tmp_path, {"id": "1", "question": "?", "answers": ["x"]}, name="b")
    assert "a.jsonl" in str(fatal(find_sets([tmp_path])))


def test_a_table_is_read_with_its_lists(tmp_path):
    (tmp_path / "t.txt").write_text(ARTICLE)
    for delimiter in ",;\t":
        rows = [["ID", "Question", "Answers", "Answerable", "evidence", "turn"],
                ["1", '"When, or; how?"', "1902 | May", "yes", json.dumps([OPENED]).replace('"', '""').join('""'), "2"],
                ["", "=1+1", "", "No", "", ""], ["", "", "", "", "", ""]]  # fmt: skip
        path = tmp_path / "t.csv"
        path.write_text("\ufeff" + "\r\n".join(delimiter.join(row) for row in rows), encoding="utf-8", newline="")
        (found,) = find_sets([path])
        first, second = found.questions
        assert (first.question, first.answers, first.evidence, first.turn) == (
            "When, or; how?",
            ("1902", "May"),
            (OPENED,),
            2,
        )
        assert (second.id, second.question, second.answerable) == ("row-3", "=1+1", False)
        assert not found.problems


def test_squad_is_read_as_it_is_published(tmp_path):
    context = f"{OPENED} {SANK}"
    qas = [
        {
            "id": "s1",
            "question": "What sank it?",
            "answers": [{"text": "A storm", "answer_start": context.index("A storm")}],
        },
        {"id": "s2", "question": "Who?", "is_impossible": True, "answers": [], "plausible_answers": []},
    ]
    data = {"version": "v2.0", "data": [{"title": "Moss_Ferry", "paragraphs": [{"context": context, "qas": qas}]}]}
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(data))
    (found,) = find_sets([path])
    assert found.article.title == "Moss Ferry" and not found.problems
    assert found.questions[0].evidence == (SANK,) and found.questions[0].answers == ("A storm",)
    assert [q.answerable for q in found.questions] == [True, False]


def test_a_kept_question_joins_the_set(tmp_path):
    path = write_set(tmp_path, {"id": "kept-2", "question": "?", "x": 1})
    path.write_text(path.read_text().rstrip("\n"))
    article = (tmp_path / "ferry.txt").read_text()
    start = article.index(GRETA)
    from bot.answer import Citation

    cited = Citation("History > Boats", "passage", GRETA, start, start + len(GRETA))
    assert keep(reply("Which boat?", answer="Greta", citations=[cited]), path) == "kept-3"
    lines = path.read_text().splitlines()
    assert lines[0] == '{"id": "kept-2", "question": "?", "x": 1}'
    (found,) = find_sets([path])
    assert found.questions[1].answers == ("Greta",) and found.questions[1].sections == ("Boats",)
    assert keep(reply("Who?", "no_answer"), tmp_path / "new.jsonl") == "kept-1"
    with pytest.raises(UnreadableError, match="stands in it already"):
        append_question(path, {"id": "kept-2", "question": "?"})
    with pytest.raises(UnreadableError, match="set only"):
        append_question(tmp_path / "x.csv", {"question": "?"})


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableError, match="No space left"):
        write_atomically(path, "new")
    assert path.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path):
    target, link = tmp_path / "real", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, "new\r\n")
    assert link.is_symlink() and target.read_bytes() == b"new\r\n" and target.stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_straight_through(tmp_path):
    program = "from corpus.files import write_atomically; write_atomically('/dev/stdout', 'line')"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "line"
