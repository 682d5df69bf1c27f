"""Values that follow one another, and how much of them is the answer."""

import pytest

from bot import ArticleBot
from corpus import parse_article

MUSEUM = ArticleBot(
    parse_article(
        """= Tarnby Glass Museum =

The Tarnby Glass Museum is a museum of glass in Tarnby. The museum's first curator was the chemist Ulla Brask, who was
followed in 1981 by Olaf Dahl and in 1999 by Nina Holt, the present curator.

== Workshop ==
Its first foreman was the glazier Arne Falk, who stayed until 1975. The engraver Lise Moe has been foreman since 2010,
when she succeeded Jens Krag. The workshop has 14 employees.
"""
    )
)


MINE = ArticleBot(
    parse_article(
        """= Ada Sorrel =

Infobox
- Height of tower: 31 m
- Died: 4 May 1990 (aged 71), Hull, England
- Spouse: Ivo Marr (1946–1963)

Ada Sorrel was a British mining engineer. She ran the Coldbeck mine, whose pumps cost £3 million. She
wrote three books; she drew, too. Her marriage ended in divorce in 1963.

== Coldbeck mine ==
The new shaft was begun in 1953. The volume of trade came to 4 million euros in 1950, 9 million in 1960 and 12 million
in 1970. At first the mine had 20 ponies; since 1958 it has had 6. The budget of the mine was £90,000. The levy on
tin, originally 10 per cent, has been 4 per cent since 1960. The top speed of the lift, originally 5 km/h, rose to
8 km/h. The workforce grew from 210 people in 1950 to 380 in 1965. The towns of Coldbeck and Arle have been
twinned since 1970.
She learned to read at the age of four and changed to the town school at eight.
The tower rises 29 metres above the yard, and the walls of the tower are 3 metres thick.

The mine has these tunnels:

- North tunnel
- Arle tunnel
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How old was she when she died?", "71"),
        ("When did she get married?", "1946"),
        ("When did she divorce?", "1963"),
        ("What was the volume of trade in 1960?", "9 million"),
        ("volume of trade in 1960", "9 million"),
        ("What did the pumps cost?", "£3 million"),
        ("How large was the budget of the mine?", "£90,000"),
        ("How many ponies did the mine have at first?", "20"),
        ("How many ponies did the mine use to have?", "20"),
        ("How long is the new shaft?", None),
        ("How long are the tunnels?", None),
        ("How thick are the walls of the tower?", "3 metres"),
    ],
)
def test_as_much_of_a_value_as_is_asked_for(question, answer) -> None:
    assert MINE.ask(question).answer == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the levy on tin?", "4 per cent"),
        ("What was the original levy on tin?", "10 per cent"),
        ("What is the top speed of the lift?", "8 km/h"),
        ("What was the original top speed of the lift?", "5 km/h"),
        ("How large is the workforce?", "380"),
        ("How large was the workforce originally?", "210"),
        ("How old was she when she learned to read?", "four"),
        ("Which towns are twinned?", "Coldbeck and Arle"),
    ],
)
def test_of_two_values_the_one_that_holds_or_held(question, answer) -> None:
    assert MINE.ask(question).answer == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who was the first curator of the museum?", "Ulla Brask"),
        ("Who is the curator of the museum?", "Nina Holt"),
        ("Who was curator in 1990?", "Olaf Dahl"),
        ("Who have been the curators?", "Ulla Brask; Olaf Dahl; Nina Holt"),
        ("Who was the first foreman?", "Arne Falk"),
        ("How many employees does the workshop have?", "14"),
        ("Who have been the foremen of the workshop?", "Arne Falk; Jens Krag; Lise Moe"),
    ],
)
def test_holders_of_an_office_from_the_first_on_with_years_between(question, answer) -> None:
    assert MUSEUM.ask(question).answer == answer
