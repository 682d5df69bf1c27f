"""A question that goes on from the last answer is answered where that stood."""

from __future__ import annotations

from functools import cache

import pytest

from bot import ArticleBot, Turn
from corpus import parse_article

MILL = """= Harlow Mill =

Harlow Mill is a watermill in Thornby, England. It was built by the brewer Amos Crane.

== History ==
The mill was sold to the parish in 1840. Tom Reeve was the miller from 1851 to 1873 and sat on the parish council.
The mill burned down in 1902. The fire had started in the grain loft, and the insurer paid £900.

== Restoration ==
The wheel was replaced in 1988. The work was done by Peel & Sons and cost £40,000, of which the county gave £15,000.
In 1990 the roof was renewed by Gray Brothers.
"""


@cache
def mill() -> ArticleBot:
    return ArticleBot(parse_article(MILL))


def talk(*messages: str) -> list[Turn]:
    turns: list[Turn] = []
    for message in messages:
        turns.append(mill().turn(message, turns[-1].conversation if turns else None))
    return turns


@pytest.mark.parametrize(
    ("messages", "answer"),
    [
        (("When was the wheel replaced?", "what did it cost?"), "£40,000"),
        (("When did the mill burn down?", "where did it start?"), "in the grain loft"),
        (("When was the wheel replaced?", "who did the work?"), "Peel & Sons"),
        (("When did the mill burn down?", "who paid?"), "insurer"),
    ],
)
def test_what_is_left_out_is_sought_beside_the_last_answer(messages: tuple[str, ...], answer: str) -> None:
    found = talk(*messages)[-1].answer
    assert (found.status, found.answer) == ("answered", answer)


def test_nearness_is_no_answer() -> None:
    assert talk("When was the wheel replaced?", "and how heavy was it?")[-1].answer.status == "no_answer"
    assert talk("When did the mill burn down?", "was anyone hurt?")[-1].answer.status == "no_answer"


PERSON = """= Ada Lunt =

Infobox
- Born: 4 May 1921, Colby

Ada Lunt was a British painter. She was born in Colby and studied in Leeds.

== Life ==
Her daughter, Nora, is a dentist. She was taught by the former pilot Walter Boyd. She had two children.
"""


@cache
def person() -> ArticleBot:
    return ArticleBot(parse_article(PERSON))


def understood(bot: ArticleBot, *messages: str) -> str:
    turn: Turn | None = None
    for message in messages:
        turn = bot.turn(message, turn.conversation if turn else None)
    assert turn is not None
    return turn.answer.understood_as


def test_a_relative_just_asked_about_is_she() -> None:
    said = understood(person(), "What does Ada Lunt's daughter do?", "what's her name?")
    assert said == "What is Ada Lunt's daughter's name?"


def test_who_is_named_with_his_profession_is_taken_up_by_name() -> None:
    assert understood(person(), "Who taught Ada Lunt?", "where was he from?") == "Where was Walter Boyd from?"
    assert understood(person(), "Who taught Ada Lunt?", "and when was that man born?") == "When was Walter Boyd born?"


def test_what_somebody_is_asked_to_have_is_spoken_of_from_then_on() -> None:
    said = understood(person(), "Does Ada Lunt have children?", "what are their names?")
    assert said == "What are the children's names?"
    assert understood(mill(), "Is there a toll?", "how much is it?") == "How much is the toll?"


def test_what_was_acted_on_is_it_in_a_passive() -> None:
    said = understood(mill(), "When did England stop its mill tax?", "and when was it resumed?")
    assert said == "When was England's mill tax resumed?"


def test_how_something_is_makes_no_thing_of_it() -> None:
    assert "the important" not in understood(mill(), "Who built the mill?", "why is that important?")


def test_what_was_paid_is_what_it_was_bought_for() -> None:
    text = MILL.replace("was sold to the parish in 1840", "was bought by Ann Cole in 1840 for £450")
    bot = ArticleBot(parse_article(text))
    first = bot.turn("who bought the mill?")
    assert bot.turn("how much did she pay?", first.conversation).answer.answer == "£450"


def test_did_he_asks_for_the_last_evidence_again() -> None:
    first, second = talk("Who built the mill?", "did he really?")
    assert second.answer.citations == first.answer.citations


def test_against_whom_may_be_a_team() -> None:
    text = MILL.replace(
        "== Restoration ==", "== Cricket ==\nThe biggest win was a 9–0 victory over Nelby.\n\n== Restoration =="
    )
    bot = ArticleBot(parse_article(text))
    first = bot.turn("what was the biggest win?")
    assert bot.turn("against who?", first.conversation).answer.answer == "Nelby"
