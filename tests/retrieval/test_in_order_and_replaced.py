"""Values told in order ("respectively"), and values that others have replaced: the one that is asked for."""

import json
from pathlib import Path

import pytest

from bot import ArticleBot
from corpus import parse_article

INSTITUTE = ArticleBot(
    parse_article(
        """= Karst Institute =

The Karst Institute is a research institute in Brunvik. It was founded in 1931 by the geologist Petra Lindahl.

== Research ==
Repeated experiments with zinc and copper gave delays of 4.1 and 6.8 seconds respectively. The drillers Jonas Falk and
Erik Moe received prizes of $400 and $900 respectively. In 2019 Norwegian deliveries to Chile and Chilean deliveries to
Norway were worth 54 million and 23 million dollars respectively. Imports from Spain to Peru and from Peru to Spain came
to €12 million and €31 million respectively. Samples of quartz, feldspar and mica weighed 12, 15 and 19 grams
respectively. Its Lisbon and Porto branches opened in May 1956 and June 1961 respectively. Lindahl's sons, Anders and
Bo, became a pilot and a baker respectively. The chairman and the treasurer are Leo Dunn and Amy Stowe, respectively.
The northern and southern shafts reach depths of 210 and 340 metres respectively. The workshop sold its bus and its
lorry to the village school and a quarry for £300 and £500, respectively, in 1970.
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What was the delay for copper?", "6.8 seconds"),
        ("delay with zinc?", "4.1"),
        ("What prize did Jonas Falk get?", "$400"),
        ("How much did Erik Moe receive?", "$900"),
        ("How much were Norwegian deliveries to Chile?", "54 million"),
        ("How much were Chilean deliveries?", "23 million dollars"),
        ("How much were Norway's deliveries to Chile worth?", "54 million"),
        ("How much were imports from Peru to Spain?", "€31 million"),
        ("How much did the quartz samples weigh?", "12"),
        ("How much did the mica samples weigh?", "19 grams"),
        ("When did the Porto branch open?", "June 1961"),
        ("When was the Lisbon branch opened?", "May 1956"),
        ("What did Bo become?", "baker"),
        ("What was Anders's job?", "pilot"),
        ("Who is the treasurer?", "Amy Stowe"),
        ("How deep is the northern shaft?", "210"),
        ("How deep is the southern shaft?", "340 metres"),
        ("How much did the lorry sell for?", "£500"),
        ("Who was the bus sold to?", "village school"),
    ],
)
def test_what_belongs_together_in_order(question, answer) -> None:
    found = INSTITUTE.ask(question)
    assert found.answer == answer
    assert "respectively" in found.citations[0].quote


@pytest.mark.parametrize(
    ("question", "how"),
    [
        ("Did Bo become a baker?", "yes"),
        ("Did Bo become a pilot?", "no"),
        ("Is Leo Dunn the chairman?", "yes"),
        ("Is Leo Dunn the treasurer?", "no"),
    ],
)
def test_yes_or_no_in_order(question, how) -> None:
    assert INSTITUTE.ask(question).answer == how.capitalize()


def test_nobody_in_the_lists_is_no_answer() -> None:
    assert INSTITUTE.ask("What was the delay for indium?").status == "no_answer"


BREWERY = ArticleBot(
    parse_article(
        """= Oakhill Brewery =

The Oakhill Brewery is a brewery in Oakhill, Vermont.

== History ==
The brewery's club had 120 members at first; by 2023 the number had reached 410. The brewery employed 310 people when it
was acquired and now has a workforce of 465. Its magazine, which sold 400 copies in its first year, today sells 2,600.
According to the 2016 census, 40,470 people of Irish descent lived in the county; in the 2021 census the number was
38,595. The speed limit in the yard, 30 km/h until 2014, is 15 km/h.

The festival was at first limited to 100 participants a year. Since 2018 the annual quota has been 250.

The rent of the hall was originally $4,000. It was raised to $6,500 in 2015.

The brewery's school had 90 pupils when it opened in 1951. Today it has 410 pupils and 37 teachers.

The society had 45 members when founded and 380 in 2023. Its first newsletter had four pages; the present one has 24.

The museum at first opened on 100 days a year. It has 14 rooms.
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many members does the club have?", "410"),
        ("How many members does the club have now?", "410"),
        ("How many members did the club have at first?", "120"),
        ("How many people work at the brewery?", "465"),
        ("How many people did the brewery employ when it was acquired?", "310"),
        ("How many copies does the magazine sell?", "2,600"),
        ("How many copies did the magazine sell in its first year?", "400"),
        ("How many people of Irish descent live in the county?", "38,595"),
        ("How many people of Irish descent live in the county according to the latest census?", "38,595"),
        ("How many people of Irish descent lived in the county in 2016?", "40,470"),
        ("How many people of Irish descent lived in the county in 2021?", "38,595"),
        ("What is the speed limit in the yard?", "15 km/h"),
        ("What's the yearly quota?", "250"),
        ("What's the quota of the festival?", "250"),
        ("How many participants are allowed at the festival?", "250"),
        ("How many participants did the festival have at first?", "100"),
        ("How much is the rent of the hall?", "$6,500"),
        ("What was the rent of the hall originally?", "$4,000"),
        ("How many pupils does the school have?", "410"),
        ("How many pupils did the school have when it opened?", "90"),
        ("How many members does the society have?", "380"),
        ("How many members did the society have when it was founded?", "45"),
        ("How many pages does the newsletter have?", "24"),
        ("How many pages did the first newsletter have?", "four"),
        ("How many rooms does the museum have?", "14"),
    ],
)
def test_the_value_of_the_time_asked_for(question, answer) -> None:
    found = BREWERY.ask(question)
    assert found.answer == answer
    assert answer in found.citations[0].quote


@pytest.mark.parametrize("name", ["canada_slovenia", "physicist"])
def test_a_value_is_in_the_articles_own_words(name: str) -> None:
    bot = ArticleBot.load(f"tests/articles/{name}.txt")
    text = " ".join(bot.article.text.split())
    for line in Path(f"tests/articles/{name}.jsonl").read_text(encoding="utf-8").splitlines():
        said = bot.ask(json.loads(line)["question"]).answer
        if said is not None and said not in ("Yes", "No") and not said.isdigit():
            assert said in text or all(part in text for part in said.split("; ")), said
