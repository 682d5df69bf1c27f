"""What an article about two countries says of one of them, and what it doesn't."""

import pytest

from bot import ArticleBot
from corpus import parse_article

BOT = ArticleBot(
    parse_article(
        """= Norway–Peru relations =

Infobox
- Title: Norway–Peru
- Party1: Norway
- Party2: Peru
- Mission1: Embassy of Norway, Santiago
- Mission2: Consulate-General of Peru, Oslo
- Envoy1: Jostein Haugland
- Envoy2: Lucía Arenas

Norway and Peru established diplomatic relations on 2 May 1921. Both countries are members of the United Nations, but
only Norway belongs to NATO. As a member of the Arctic Council, Norway invites Peru to its meetings. Peru was one of the
first countries to recognise the Kingdom of Norway. Trade remains modest.
According to the Export Office, the trade in fish feed is growing.

== History ==
In 1974 the government in Lima closed its consulate in Bergen to save money; it was reopened in 1991. In September 2014
Norway, Peru and Germany signed a declaration on forests. Norway promised up to 300 million dollars by 2020.

== Migration ==
Roughly 450 Norwegians live in Peru.
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is Peru a member of NATO?", "No"),
        ("Is Norway a member of NATO?", "Yes"),
        ("Is trade big?", "No"),
        ("Is Norway a member of the Arctic Council?", "Yes"),
        ("Does Norway have an embassy in Santiago?", "Yes"),
        ("Why was the consulate in Bergen closed?", "to save money"),
        ("When was the consulate in Bergen reopened?", "1991"),
        ("Who signed the declaration on forests?", "Norway, Peru and Germany"),
        ("What did Norway promise?", "300 million dollars"),
        ("Would you mind telling me in which year the declaration was signed?", "2014"),
    ],
)
def test_a_side_is_told_of(question: str, answer: str) -> None:
    found = BOT.ask(question)
    assert found.status == "answered"
    assert found.answer is not None and answer in found.answer


def test_what_an_office_says_is_not_what_it_is() -> None:
    answer = BOT.ask("What is the Export Office?").answer
    assert answer is None or not answer.startswith("the trade")


@pytest.mark.parametrize(
    "question",
    [
        "Is Peru a member of the Arctic Council?",
        "Was Peru the first country to recognise Norway?",
        "Does Norway have an embassy in Lima?",
        "What is the capital of Peru?",
        "What currency does Peru use?",
        "Is Norway against Peru's independence?",
    ],
)
def test_what_is_told_of_the_other_side_is_no_answer(question: str) -> None:
    assert BOT.ask(question).status == "no_answer"
