"""Yes or no, and false premises, where the article tells of what failed, was refused, is over or is true of some."""

import pytest

from bot import ArticleBot
from corpus import parse_article

_TEXT = """= Marlow Pier =

Marlow Pier is a pleasure pier on the coast of Dunmere. Its west wing has a resident theatre company.

== History ==
A footbridge to the pier, proposed in 1998, was cancelled in 2001. In 2011 the council announced that it would move \
the ticket office to Station Road; the decision was reversed a year later. The engineer Ada Finch applied for \
permission to raise the deck in 1931, but she fell ill and never started the work. She was nominated for the Telford \
Cup in 1935, but it went to Hugh Lorne. In 1937 she declined the post of harbour engineer.

A lease of the bandstand was signed in 2019 but has yet to be approved by the county. The deck has no lift, \
but there is a ramp. Boats between the pier and Holm Island have never been run.

On 4 May 1952 a fire destroyed the ballroom. Nobody was hurt.

The pier had nine kiosks, of which three survive. In 1961 the Marlow Society founded a museum of slot machines. \
The museum's opening was conducted by the mayor, Tom Reeve, and tea is served free of charge. \
In 1970 the archive moved from the museum to the town hall. Visitors grew from 210,000 people in 1990 to \
340,000 in 2022. Dogs may enter the deck but not the theatre.
"""


def _ask(question: str) -> tuple[str, str | None]:
    answer = ArticleBot(parse_article(_TEXT)).ask(question)
    return answer.status, answer.answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is there a footbridge to the pier?", "No"),
        ("Did the council move the ticket office to Station Road?", "No"),
        ("Did Ada Finch raise the deck?", "No"),
        ("Did Ada Finch win the Telford Cup?", "No"),
        ("Was she nominated for the Telford Cup?", "Yes"),
        ("Has the lease of the bandstand been approved?", "No"),
        ("Was the lease of the bandstand signed?", "Yes"),
        ("Is there a lift to the deck?", "No"),
        ("Are there boats from the pier to Holm Island?", "No"),
        ("Was anybody hurt in the fire of 1952?", "No"),
        ("Do all the kiosks survive?", "No"),
        ("Can I take my dog into the theatre?", "No"),
        ("Did Tom Reeve conduct the museum's opening?", "Yes"),
        ("Is the archive in the museum?", "No"),
        ("Is the archive in the town hall?", "Yes"),
        ("Do I have to pay for tea?", "No"),
        ("Is there a theatre company in the west wing?", "Yes"),
    ],
)
def test_yes_or_no(question, answer) -> None:
    assert _ask(question) == ("answered", answer)


@pytest.mark.parametrize(
    "question",
    [
        "When was the footbridge built?",
        "When did Ada Finch take the post of harbour engineer?",
        "When was the lease approved by the county?",
        "When did Ada Finch win the Telford Cup?",
        "Did Ada Finch conduct the museum's opening?",
        "Does the Marlow Society still have its museum of slot machines?",
    ],
)
def test_what_did_not_come_about_is_not_told(question) -> None:
    assert _ask(question)[0] == "no_answer"


def test_what_became_of_a_plan_is_told() -> None:
    assert "2001" in (ArticleBot(parse_article(_TEXT)).ask("When was the footbridge cancelled?").answer or "")
