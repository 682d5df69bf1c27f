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


TRADE = ArticleBot(
    parse_article(
        """= Denmark–Togo relations =

Infobox
- Title: Denmark–Togo
- Party1: Denmark
- Party2: Togo
- Mission1: Embassy of Denmark, Lomé
- Mission2: Embassy of Togo, Copenhagen
- Envoytitle1: Ambassador
- Envoy1: Anna Bruun
- Envoy2: Kofi Mensah

Denmark has kept an embassy in Lomé since 1999, while Togo has been represented in Copenhagen by an embassy since 2004.

== Trade ==
Danish exports to Togo were worth 8 million euros in 2019 and 11 million in 2022, and consist mostly of medicines and
dairy products. Denmark has never sold weapons to Togo. Trade came to 20 million euros in 2018 and 26 million in 2022.

The main goods shipped from Togo to Denmark are:
- Cocoa
- Cotton

== Peacekeeping ==
In 2013 both armies took part in a mission in Mali. Togo sent 900 soldiers, and Denmark sent 12 officers.

== Visits ==
President Yao Adjei travelled to Denmark in May 2011, the first visit by a Togolese head of state.
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does Denmark export to Togo?", "medicines and dairy products"),
        ("What does Togo buy from Denmark?", "medicines and dairy products"),
        ("Which goods come from Togo?", "Cocoa; Cotton"),
        ("What does Denmark import from Togo?", "Cocoa; Cotton"),
        ("How much were Danish exports to Togo worth in 2022?", "11 million"),
        ("How much did the two countries trade in 2018?", "20 million euros"),
        ("What was the trade worth in 2022?", "26 million"),
        ("When did Denmark open its embassy in Lomé?", "1999"),
        ("When was the Togolese embassy in Copenhagen opened?", "2004"),
        ("How many soldiers did Togo send to Mali?", "900"),
        ("Which Togolese president went to Denmark?", "Yao Adjei"),
    ],
)
def test_trade_missions_and_visits(question: str, answer: str) -> None:
    assert TRADE.ask(question).answer == answer


def test_goods_that_are_not_told(ask) -> None:
    answer = ask("", "Which goods does Belgium export to Kosovo?")
    assert answer.status == "no_answer"
    assert "it doesn't say which goods" in answer.text


def test_the_infobox_and_the_text_name_different_envoys(ask) -> None:
    answer = ask("norway_malawi", "Who is Norway's ambassador to Malawi?")
    assert answer.answer == "Ingrid Haugmoen; Petter Rosvold"
    assert "The infobox and the text differ on this." in answer.text
