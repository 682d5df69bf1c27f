"""What is cited first and what is said in short, on a small article that anyone can read."""

import json
from importlib import resources
from pathlib import Path

import pytest

from corpus import read_article
from retrieval.answer.quote import READABLE, quote
from retrieval.answer.span import Span, short_answer
from retrieval.answer.span_signals import SIGNALS as PIECE_SIGNALS
from retrieval.article.index import Index
from retrieval.confidence import decide
from retrieval.confidence.doubts import DOUBTS
from retrieval.question.analysis import analyze
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import CANDIDATES, Evidence, Hit
from retrieval.ranking.signals import SIGNALS

LONG = (
    "The lighthouse keeper of the year 1911, whose notes fill three cupboards of the town hall, wrote of storms, "
    "of lost ships, of the price of oil, of visitors who came in boats and left in carts, of the winter in which the "
    "bay froze and people walked to the island, and of the summer in which nobody came; the notes were bought by "
    "Ilse Brandt for 400 crowns; they were read by students, who copied the drawings, measured the paper, and found "
    "that the ink had been made of oak galls."
)
ARTICLE = f"""= Torvik lighthouse =

Torvik lighthouse is a lighthouse in Norway. It was built by Anna Lund in 1887. The tower is 31 metres high.

== Visitors ==
In 2021 the lighthouse drew 4,100 visitors, and in 2022 it drew 6,300. A single ticket costs €7.

== The keeper ==
{LONG}
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path: Path = tmp_path_factory.mktemp("article") / "torvik.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return Index(read_article(path))


def best(index: Index, question: str) -> tuple[Plan, Hit, Span]:
    plan = Plan(analyze(question, index.name_norms), index)
    hit = Evidence(index).rank(plan)[0]
    return plan, hit, short_answer(plan, hit)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who built the lighthouse?", "Anna Lund"),
        ("When was Torvik lighthouse built?", "1887"),
        ("How high is the tower?", "31 metres"),
        ("How much does a single ticket cost?", "€7"),
    ],
)
def test_a_plain_question_gets_the_words_a_person_would_say(index: Index, question: str, answer: str) -> None:
    assert best(index, question)[2].text == answer


def test_an_answer_is_always_a_verbatim_piece_of_the_article(index: Index) -> None:
    for question in ("Who bought the notes?", "Why did nobody come?", "notes", "What is a lighthouse?"):
        _, _, span = best(index, question)
        assert index.article.text[span.start : span.end] == span.text
        assert 0 < span.share <= 1


def test_of_a_very_long_sentence_the_clause_with_the_answer_is_quoted(index: Index) -> None:
    plan, hit, span = best(index, "Who bought the notes for 400 crowns?")
    start, end = quote(plan, hit, span)
    shown = index.article.text[start:end]
    assert len(hit.unit.text) > READABLE >= len(shown)
    assert "Ilse Brandt" in shown
    assert span.text in shown


def test_ranking_is_bounded_and_the_same_every_time(index: Index) -> None:
    plan = Plan(analyze("Who built the lighthouse?"), index)
    evidence = Evidence(index)
    once, again = evidence.rank(plan), evidence.rank(plan)
    assert [h.unit.number for h in once] == [h.unit.number for h in again]
    assert len(once) <= CANDIDATES
    assert [h.behind for h in once] == sorted(h.behind for h in once)
    assert once[0].behind == 0


def test_every_learned_weight_has_a_signal_that_is_explained() -> None:
    table = json.loads(resources.files("retrieval").joinpath("data", "weights.json").read_text(encoding="utf-8"))
    assert set(table["ranking"]) <= set(SIGNALS)
    assert set(table["span"]) <= set(PIECE_SIGNALS)
    assert all(SIGNALS.values())
    assert all(PIECE_SIGNALS.values())


def test_exchanged_sides_and_denials_always_weigh_against_a_unit() -> None:
    table = json.loads(resources.files("retrieval").joinpath("data", "weights.json").read_text(encoding="utf-8"))
    assert all(table["ranking"][name] < 0 for name in ("swapped sides", "rival", "opposite"))


def test_what_is_not_looked_into_could_not_have_been_the_surest(index: Index) -> None:
    evidence = Evidence(index)
    for question in ("Who built the lighthouse?", "How many visitors came in 2022?", "What did it cost?", "Why 1911?"):
        plan = Plan(analyze(question, index.name_norms), index)
        chosen = decide.surest(plan, evidence.rank(plan))
        sure = {hit.unit.number: decide.confidence(plan, hit) for hit in evidence.rank(plan)}
        assert sure[chosen.unit.number] == max(sure.values())


def test_no_doubt_speaks_for_a_hit() -> None:
    assert all(most is not None and most <= 0 for most, _ in DOUBTS.values())


def test_what_stands_at_a_place_of_the_text_is_found(index: Index) -> None:
    for unit in index.units:
        assert index.at(unit.start) is index.at(unit.end - 1) is unit
    assert index.at(0) is None is index.at(len(index.article.text) + 5)
