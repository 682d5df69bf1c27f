"""The few words in front are what a person would say: whole, of the right clause, and no more than was asked."""

import pytest

from bot import ArticleBot
from corpus import parse_article

BOT = ArticleBot(
    parse_article(
        """= Ostra Mill =


Ostra Mill is a paper mill at Larsby–Norr Weir in the valley of the Ostra. The Trust has an archive in Oslo and Denmark
has one in Lima.

== History ==
The mill code regulates the use of water from the weir. In 1871 the owners asked for a fully binding ruling on the dam.
In June 1902 the Sund family bought 60 percent of the shares for 90,000 kronor. Over time, as the river silted up, the
mill moved its intake to the north bank. The director, Ada Wik, resigned in 1911 for family reasons. However, the lack
of skilled workers from five nearby towns delayed the new mill. The hall was opened on 3 May 1920 by Nils Aker.
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where is the archive of the Trust?", "Oslo"),
        ("Where is Ostra Mill?", "Larsby–Norr Weir"),
        ("What does the mill code regulate?", "use of water"),
        ("What kind of ruling did the owners ask for?", "fully binding"),
        ("How much did the Sund family pay for the shares?", "90,000 kronor"),
        ("What did the Sund family pay for the shares?", "90,000 kronor"),
        ("Why did the mill move its intake?", "as the river silted up"),
        ("Why did Ada Wik resign?", "for family reasons"),
        ("Which problem delayed the new mill?", "lack of skilled workers from five nearby towns"),
    ],
)
def test_the_short_answer_is_what_a_person_would_say(question: str, answer: str) -> None:
    assert BOT.ask(question).answer == answer


def test_what_a_firm_owns_is_not_who_owns_it() -> None:
    lead = "= Ostra Ltd =\n\nOstra Ltd is a company.\n\n== Group ==\n"
    bot = ArticleBot(parse_article(lead + "Ostra wholly owns two subsidiaries:\n\n- Aker\n- Sund\n"))
    assert bot.ask("who owns the company?").status == "no_answer"
    assert bot.ask("which subsidiaries does it own?").answer == "Aker; Sund"


@pytest.fixture(scope="module")
def her() -> ArticleBot:
    return ArticleBot.load("tests/articles/person.txt")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("is she still alive?", "No"),
        ("did she have kids?", "Yes"),
        ("what languages did she speak?", "Norwegian, English and Icelandic"),
        ("where did she grow up?", "Tromsø, Norway"),
    ],
)
def test_what_is_asked_first_of_a_person(her: ArticleBot, question: str, answer: str) -> None:
    assert her.ask(question).answer == answer


def test_her_husbands_death_is_not_hers(her: ArticleBot) -> None:
    assert "1979" not in str(her.ask("how did she die?").answer)


def test_those_who_held_an_office_may_stand_in_a_list_with_their_years() -> None:
    lead = "= Sund Choir =\n\nSund Choir is a choir in Sund.\n\n== Chief conductors ==\n"
    bot = ArticleBot(parse_article(lead + "- Ada Wik (1970–1986)\n- Ole Lund (1986–1995)\n- Ida Berg (1995–present)\n"))
    assert bot.ask("who was chief conductor before Ida Berg?").answer == "Ole Lund"
    assert bot.ask("who was chief conductor in 1975?").answer == "Ada Wik"
    assert bot.ask("who is the chief conductor?").answer == "Ida Berg"


def test_what_something_costs_is_not_what_it_cost_once() -> None:
    bridge = ArticleBot.load("tests/articles/bridge.txt")
    assert bridge.ask("what is the toll for a lorry?").answer == "£5.20"
    assert bridge.ask("what was the toll for a lorry in 1963?").answer == "five shillings"
