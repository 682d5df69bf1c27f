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
    ],
)
def test_what_is_left_out_is_sought_beside_the_last_answer(messages: tuple[str, ...], answer: str) -> None:
    found = talk(*messages)[-1].answer
    assert (found.status, found.answer) == ("answered", answer)


def test_nearness_is_no_answer() -> None:
    assert talk("When was the wheel replaced?", "and how heavy was it?")[-1].answer.status == "no_answer"
    assert talk("When did the mill burn down?", "was anyone hurt?")[-1].answer.status == "no_answer"
