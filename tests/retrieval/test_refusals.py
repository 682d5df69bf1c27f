"""What a refusal says is lacking, and that a question too long to be read whole says so."""

import pytest

from bot import ArticleBot
from bot.answer import LONGEST
from corpus import parse_article


@pytest.mark.parametrize(
    ("name", "question", "lacking"),
    [
        ("railway", "Who is the prime minister of Japan?", "it doesn't mention “Japan”"),
        ("company", "Who designed the Duomax?", "it says nothing of “Duomax” in this connection"),
        ("company", "How many people did Calder Vane employ in 1990?", "it has nothing on this for 1990 (it gives"),
        ("two_countries", "How many Chilean MPs visited Tallinn in 2016?", "it tells of the other side only"),
        ("two_countries", "How many bottles of wine does Chile ship to Estonia?", "it says nothing of “bottles”"),
        ("two_countries", "When did Chile apologise to Estonia?", "it doesn't say when"),
        ("person", "Where was Colin Strachan born?", "it doesn't say where"),
        ("treaty_states", "Who replaced Kalnozols at the Africa desk?", "it doesn't say who"),
        ("bridge", "How many lamps light the towers?", "it doesn't say how many"),
        ("festival", "How much money did the town council give in 2019?", "it doesn't say how much"),
        ("bridge", "How long would Foyle's cantilever bridge have been?", "it doesn't say how long"),
    ],
)
def test_a_refusal_says_what_is_lacking(ask, name, question, lacking) -> None:
    answer = ask(name, question)
    assert answer.status == "no_answer"
    assert answer.text.startswith(f"Not in the article: {lacking}")
    assert ("The closest it comes: “" if answer.citations else "You can ask") in answer.text


def test_a_refusal_names_a_word_once() -> None:
    assert "“la” here" in ArticleBot.load().ask("When did Belgium recognise Kosovo? la la la").headline


def test_a_question_that_is_cut_says_so() -> None:
    bot = ArticleBot.load()
    said = f"I read the first {LONGEST:,} characters"
    short = "When did Belgium recognise Kosovo?"
    cut = bot.ask(short.ljust(LONGEST) + " x")
    assert cut.answer == bot.ask(short).answer and said in cut.text
    assert said not in bot.ask(short.ljust(LONGEST)).text


@pytest.mark.parametrize(("side", "status"), [("before", "answered"), ("after", "no_answer")])
def test_before_a_year_is_not_after_it(side, status) -> None:
    told = "= Harrow Mill =\n\nHarrow Mill is a water mill. It was rebuilt before 1950 by Anna Weber."
    assert ArticleBot(parse_article(told)).ask(f"Who rebuilt the mill {side} 1950?").status == status
