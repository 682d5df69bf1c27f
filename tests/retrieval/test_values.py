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
when she succeeded Jens Krag.
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who was the first curator of the museum?", "Ulla Brask"),
        ("Who is the curator of the museum?", "Nina Holt"),
        ("Who was curator in 1990?", "Olaf Dahl"),
        ("Who have been the curators?", "Ulla Brask; Olaf Dahl; Nina Holt"),
        ("Who was the first foreman?", "Arne Falk"),
        ("Who have been the foremen of the workshop?", "Arne Falk; Jens Krag; Lise Moe"),
    ],
)
def test_holders_of_an_office_from_the_first_on_with_years_between(question, answer) -> None:
    assert MUSEUM.ask(question).answer == answer
