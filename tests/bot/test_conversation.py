"""The state of a conversation: small, plain data, and without any influence on a question that stands alone."""

# ruff: noqa: E501

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import Answer, ArticleBot, Conversation
from bot.conversation import Choice, Topic
from corpus import default_article_path

ARTICLES = Path(__file__).parents[1] / "articles"


@cache
def bot(name: str = "") -> ArticleBot:
    return ArticleBot.load(ARTICLES / f"{name}.txt" if name else None)


def essence(answer: Answer) -> tuple[object, ...]:
    return answer.status, answer.answer, answer.citations, answer.confidence


@cache
def standing() -> tuple[tuple[str, tuple[object, ...]], ...]:
    """The default article's questions that stand alone, each with what it gets alone."""
    lines = Path(default_article_path()).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    questions = dict.fromkeys(json.loads(line)["question"] for line in lines)
    return tuple((q, essence(bot().ask(q))) for q in questions if bot().stands_alone(q))


def test_most_questions_of_the_question_set_stand_alone():
    assert len(standing()) > 250


def test_a_question_that_stands_alone_gets_the_same_answer_anywhere_in_a_conversation():
    order = list(standing())
    random.Random(7).shuffle(order)
    talk = Conversation()
    for question, alone in order:
        turn = bot().turn(question, talk)
        talk = turn.conversation
        assert essence(turn.answer) == alone, question


def test_a_question_that_stands_alone_gets_the_same_answer_in_twenty_interleaved_conversations():
    order = list(standing())
    chance = random.Random(11)
    chance.shuffle(order)
    talks = [Conversation()] * 20
    for place, (question, alone) in enumerate(order[:120]):
        here = chance.randrange(20)
        if place % 5 == 4:
            talks[here] = (
                bot()
                .turn(chance.choice(("why?", "and Kosovo's?", "tell me more", "in 2022?")), talks[here])
                .conversation
            )
        turn = bot().turn(question, talks[here])
        talks[here] = turn.conversation
        assert essence(turn.answer) == alone, question


def test_the_state_stays_small_however_long_the_conversation():
    questions = [q for q, _ in standing()]
    talk = Conversation()
    for place in range(100):
        question = (
            questions[place % len(questions)] if place % 3 else ("tell me more", "why?", "and in 2022?")[place // 3 % 3]
        )
        talk = bot().turn(question, talk).conversation
        assert len(talk.dumps().encode()) <= 8192
    assert Conversation.loads(talk.dumps()) == talk


ANY_TEXT = st.text(max_size=3000)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY_TEXT, st.none() | ANY_TEXT, st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)))), max_size=12), st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=12))  # fmt: skip
def test_any_state_is_bounded_and_survives_writing_and_reading(turns, offers):
    talk = Conversation()
    for question, answer, marks in turns:
        talk = talk.after(
            "article", Topic(question, answer, "answered", tuple(marks)), tuple(Choice(*o) for o in offers)
        )
    assert len(talk.dumps().encode()) <= 8192
    assert "\n" not in talk.dumps()
    assert Conversation.loads(talk.dumps()) == talk


@pytest.mark.parametrize(
    "state",
    ["", "{}", "[]", "null", "7", '"x"', "nonsense", '{"version": 1, "last_question": "who?"}', '{"version": 999}',
     '{"version":2,"article":"a","topics":[{}],"choices":[],"shown":[]}', '{"version":2,"article":1,"topics":[],"choices":[],"shown":[]}',
     '{"version":2,"article":"a","topics":7,"choices":[],"shown":[]}', "[" * 100000],
)  # fmt: skip
def test_foreign_or_damaged_state_gives_a_fresh_conversation(state):
    assert Conversation.loads(state) == Conversation()


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=50).map(repr))
def test_no_text_breaks_the_reading_of_a_state(text):
    assert isinstance(Conversation.loads(text), Conversation)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_no_message_breaks_a_conversation(messages):
    talk = bot().turn("When did Belgium recognise Kosovo?").conversation
    for message in messages:
        turn = bot().turn(message, talk)
        talk = turn.conversation
        assert turn.answer.text
        assert all(bot().article.text[c.start : c.end] == c.quote for c in turn.answer.citations)


def test_a_state_of_another_article_is_not_used():
    talk = bot("bridge").turn("How high are the towers?").conversation
    assert essence(bot().turn("why?", talk).answer) == essence(bot().ask("why?"))


def test_small_talk_changes_nothing():
    talk = bot().turn("When did Belgium recognise Kosovo?").conversation
    assert bot().turn("thanks a lot", talk).conversation == talk
