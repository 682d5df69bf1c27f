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
from bot.conversation.state import Choice, Topic
from corpus import default_article_path

ARTICLES = Path(__file__).parents[1] / "articles"


@cache
def bot(name: str = "") -> ArticleBot:
    return ArticleBot.load(ARTICLES / f"{name}.txt" if name else None)


def essence(answer: Answer) -> tuple[object, ...]:
    return answer.status, answer.answer, answer.citations, answer.confidence


def whole(answer: Answer) -> str:
    """All that other programs read of an answer; only the framing words of its text may differ."""
    prediction = answer.as_prediction(None, None)
    del prediction["text"]
    return json.dumps(prediction, ensure_ascii=False)


@cache
def questions(name: str) -> tuple[str, ...]:
    """The questions of a set that stand alone."""
    path = ARTICLES / f"{name}.jsonl" if name else Path(default_article_path()).with_suffix(".jsonl")
    asked = dict.fromkeys(json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(q for q in asked if bot(name).stands_alone(q))


@cache
def alone(name: str, question: str) -> str:
    return whole(bot(name).ask(question))


def generated(count: int) -> list[str]:
    """Questions put together from the default article's own names and words, as nobody may have asked them."""
    index = bot().finder.index
    names = sorted({u.text[m.start : m.end] for u in index.units for m in index.names(u)})
    nouns = sorted({t.text for u in index.units for t in u.tokens if t.text.islower() and len(t.text) > 5})
    forms = ("What is the {noun} of {name}?", "When was {name} part of the {noun}?", "Who leads {name}?",
             "How many {noun} does {name} have?", "Did {name} support the {noun} in {year}?", "{name} {noun}")  # fmt: skip
    chance = random.Random(3)
    made = {
        chance.choice(forms).format(
            name=chance.choice(names), noun=chance.choice(nouns), year=chance.randint(1999, 2024)
        )
        for _ in range(2 * count)
    }
    return [q for q in sorted(made) if bot().stands_alone(q)][:count]


SETS = ("", "bridge", "company", "festival", "person", "railway", "treaty_states", "two_countries")
LEANING = (
    "why?",
    "and Kosovo's?",
    "tell me more",
    "in 2022?",
    "who else?",
    "no, I meant the other one",
    "was anyone hurt?",
)


def test_nearly_all_questions_of_the_default_set_stand_alone():
    assert len(questions("")) > 400


@pytest.mark.parametrize("name", SETS)
def test_a_question_that_stands_alone_gets_the_same_answer_in_the_middle_of_any_conversation(name):
    order = list(questions(name))
    random.Random(7).shuffle(order)
    talk = Conversation()
    for question in order[:90]:
        turn = bot(name).turn(question, talk)
        talk = turn.conversation
        assert whole(turn.answer) == alone(name, question), question


def test_five_hundred_generated_questions_get_the_same_answers_in_one_conversation():
    order = generated(500)
    assert len(order) == 500
    random.Random(13).shuffle(order)
    talk = Conversation()
    for question in order:
        turn = bot().turn(question, talk)
        talk = turn.conversation
        assert whole(turn.answer) == whole(bot().ask(question)), question


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_order_interleaving_and_fifty_turns_between_change_nothing(chance):
    name = chance.choice(SETS)
    asked = chance.sample(questions(name), 12)
    talks = [Conversation()] * 20
    for question in chance.sample(asked, len(asked)) * 2:
        here = chance.randrange(20)
        if chance.random() < 0.4:
            talks[here] = bot(name).turn(chance.choice(LEANING), talks[here]).conversation
        turn = bot(name).turn(question, talks[here])
        talks[here] = turn.conversation
        assert whole(turn.answer) == alone(name, question), question
    talk = talks[0]
    for between in chance.choices((*questions(name)[:20], *LEANING), k=50):
        talk = bot(name).turn(between, talk).conversation
    assert whole(bot(name).turn(asked[0], talk).answer) == alone(name, asked[0])


def test_the_state_stays_small_however_long_the_conversation():
    asked = questions("")
    talk = Conversation()
    for place in range(100):
        question = asked[place % len(asked)] if place % 3 else ("tell me more", "why?", "and in 2022?")[place // 3 % 3]
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
