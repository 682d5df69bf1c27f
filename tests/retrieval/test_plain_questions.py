"""What is asked for, however plainly it is put: of one small article that one can read here."""

import pytest

from bot import ArticleBot
from corpus import parse_article

BOT = ArticleBot(
    parse_article(
        """= Hollin bread riot =

Infobox
- Date: 4 September 1795
- Arrested: 17

The Hollin bread riot was a disturbance in the town of Hollin on 4 September 1795. As of 1801, Hollin had 2,140
inhabitants.

== Riot ==
The riot began at about nine in the morning, when a crowd of women stopped a wagon outside the Bell Inn. They were led
by Hannah Poole, a laundress. The militia from Ashford arrived at noon and fired on the crowd. Two people were killed
and nine were wounded. The mill was guarded by the militia from September 1795 to March 1796.

== Petition of 1796 ==
In May 1796 the miller Job Tennick sent a petition to the county. A play about the petition was performed in 1896.

== Legacy ==
A plaque, unveiled by the town's mayor, marks the site of the mill. The local museum, which opened in 1922, owns the
wagon's wheel. The wheel was found in a barn, and weighs 41 to 43 kilograms. A model of the mill, made by pupils of the
grammar school, fills 30 per cent of the hall. The miller taught at the school from 1801 to 1809.

== See also ==
- List of food riots
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who stopped the wagon?", "crowd of women"),
        ("Who fired on the crowd?", "militia from Ashford"),
        ("Who unveiled the plaque?", "town's mayor"),
        ("Who owns the wagon's wheel?", "local museum"),
        ("Who led the women?", "Hannah Poole"),
        ("Who made the model?", "pupils"),
    ],
)
def test_who_does_it_need_not_have_a_name(question, answer) -> None:
    assert BOT.ask(question).answer == answer


def test_of_a_passive_the_subject_does_nothing() -> None:
    assert BOT.ask("Who guarded the mill?").answer == "militia"
    assert BOT.ask("Who killed the two people?").answer != "Two people"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the petition?", "May 1796"),
        ("What time did the riot begin?", "nine in the morning"),
        ("Until when was the mill guarded?", "March 1796"),
        ("Since when was the mill guarded?", "September 1795"),
        ("When did the miller stop teaching?", "1809"),
        ("When did the miller start teaching?", "1801"),
    ],
)
def test_the_date_of_the_thing_itself(question, answer) -> None:
    assert BOT.ask(question).answer == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where was the wheel found?", "in a barn"),
        ("How many kilos does the wheel weigh?", "41 to 43 kilograms"),
        ("share of the hall that the model fills", "30 per cent"),
    ],
)
def test_places_shares_and_ranges_as_they_are_told(question, answer) -> None:
    assert BOT.ask(question).answer == answer


def test_the_date_of_a_statement_is_not_that_of_an_event() -> None:
    assert BOT.ask("When was Hollin founded?").answer != "1801"


@pytest.mark.parametrize(
    "question",
    [
        "how many ppl were wounded",
        "Quick one for my essay: how many people were wounded?",
        "How many people does the article say were wounded?",
        "how mnay people were woundded",
    ],
)
def test_framing_short_forms_and_slips_change_nothing(question) -> None:
    assert BOT.ask(question).answer == "nine"


@pytest.mark.parametrize("question", ["Which section talks about the plaque?", "Where does it mention the plaque?"])
def test_which_section_tells_of_something(question) -> None:
    answer = BOT.ask(question)
    assert answer.answer == "Legacy"
    assert "plaque" in answer.citations[0].quote


@pytest.mark.parametrize("question", ["tl;dr?", "what's this article about in a nutshell?"])
def test_the_whole_in_short(question) -> None:
    assert BOT.ask(question).citations[0].section == "Introduction"


def test_a_section_in_short() -> None:
    assert BOT.ask("what's the gist of the legacy bit").citations[0].section == "Legacy"


@pytest.mark.parametrize("question", ["any related reading?", "list the related articles", "see also"])
def test_what_else_can_be_read(question) -> None:
    assert "List of food riots" in BOT.ask(question).text


def test_what_a_name_is() -> None:
    assert "laundress" in (BOT.ask("Who was Hannah Poole?").answer or "")
    assert "disturbance" in (BOT.ask("What is the Hollin bread riot?").answer or "")


def test_a_decade_is_met_by_its_years() -> None:
    assert "Job Tennick" in (BOT.ask("Who sent a petition in the 1790s?").answer or "")
    assert BOT.ask("What was performed in the nineties?").status == "answered"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which strokes did she swim?", "Backstroke, individual medley"),
        ("which clubs did she swim for", "Pärnu SK Delfiin; Kalev Tallinn; SG Elbe Hamburg"),
        ("Who were her coaches?", "Aivar Luts; Brigitte Hallmann"),
    ],
)
def test_a_persons_infobox_lines_by_key(ask, question, answer) -> None:
    assert ask("swimmer", question).answer == answer


TRADES = ArticleBot(
    parse_article(
        """= Ann Lee =

Infobox
- Spouse: Karl Brandt (1931–1950)

Ann Lee was an English potter. She was the daughter of Tom Lee. Her brother, John Lee, was a railway clerk until 1920.
She has a son, Paul, a marine biologist, and a daughter, Ruth, who became a judge.

== Life ==
In 1931 she married the Austrian engineer Karl Brandt. The retired sailor Will Oakes built her kiln in Dover.
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What was her brother's job?", "railway clerk"),
        ("what does her son do", "marine biologist"),
        ("What did Ann's daughter do for a living?", "judge"),
        ("what was her husband's profession", "Austrian engineer"),
        ("What is the occupation of Will Oakes?", "retired sailor"),
        ("what does karl brandt do?", "Austrian engineer"),
    ],
)
def test_what_somebody_does_for_a_living(question, answer) -> None:
    assert TRADES.ask(question).answer == answer


def test_a_living_that_is_not_told() -> None:
    assert TRADES.ask("What was her mother's job?").status == "no_answer"


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("composer", "Who followed her as head of the orchestra in Lucerne?", "Rein Saarmets"),
        ("composer", "Who was chief conductor before her?", "Georges Malherbe"),
        ("composer", "Who was artistic director of the BDNM before her?", None),  # of another office
        ("swimmer", "who was president before her?", "Toomas Saar"),
    ],
)
def test_whom_the_articles_subject_followed_and_who_followed_her(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is it true that she was born in Hull?", "Yes"),
        ("she was born in Hull, right?", "Yes"),
        ("What did her brother do?", "railway clerk"),
    ],
)
def test_a_statement_to_be_confirmed_and_what_somebody_did(question, answer) -> None:
    bot = ArticleBot(
        parse_article(
            "= Ann Lee =\n\nAnn Lee was a potter. She was born in Hull. She and her brother, John Lee, a railway clerk,"
            " sang in a choir. Her pots are in Leeds."
        )
    )
    assert bot.ask(question).answer == answer


@pytest.mark.parametrize(
    ("article", "question"),
    [
        ("norway_malawi", "What is the population of Malawi?"),
        ("norway_malawi", "How big is Malawi?"),
        ("norway_malawi", "How many people live in Oslo?"),
        ("", "Is Kosovo in the EU?"),
        ("", "How much aid did Belgium give Kosovo?"),
        ("", "Which countries do not recognise Kosovo?"),
        ("", "How old is Kosovo?"),
    ],
)
def test_what_an_article_about_two_states_does_not_say_of_one(ask, article, question) -> None:
    assert ask(article, question).status == "no_answer"


@pytest.mark.parametrize(
    ("article", "question", "answer"),
    [
        ("person", "who was her mother?", "Sunniva Lund"),
        ("person", "What was Halvorsdal's father called?", "Anders Halvorsdal"),
        ("swimmer", "who were her parents?", "Peeter Vaarik; Marju Vaarik"),
        ("person", "who is she?", "a Norwegian-born British glaciologist and engineer"),
        ("bridge", "what did it cost?", "£11.4 million"),
        ("bridge", "how long is the bridge?", "1,846 m"),
    ],
)
def test_what_is_asked_first_of_a_person_or_a_bridge(ask, article, question, answer) -> None:
    assert (ask(article, question).answer or "").startswith(answer)


@pytest.mark.parametrize(
    ("article", "question", "answer"),
    [
        ("bridge", "who designed it?", "Philippa Garrod; Anton Leitmeyer"),
        ("castle", "who owns it now?", "Municipality of Oberlauth"),
        ("castle", "What was stolen in 1994?", "two processional crosses"),
        ("festival", "who founded it?", "Inés Carballo"),
        ("festival", "how long does it last?", "nine days"),
    ],
)
def test_what_is_asked_first_of_a_place_or_a_festival(ask, article, question, answer) -> None:
    assert ask(article, question).answer == answer


def test_a_mere_name_asks_who_that_is(ask) -> None:
    assert ask("", "Bernard Nikaj?").answer == "Ambassador"


def test_what_was_once_is_not_what_is_now(ask) -> None:
    assert ask("", "How many Belgian soldiers are in KFOR now?").status == "no_answer"
    assert ask("", "How many Belgian soldiers were in KFOR after the conflict?").answer == "1,100"


def test_a_list_is_not_whatever_else_its_heading_names(ask) -> None:
    assert "European Union membership" in (ask("", "What are the challenges?").answer or "")
