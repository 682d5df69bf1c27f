"""Questions in everyday words about what the article says in its own, and words that only look alike."""

import pytest

from bot import ArticleBot
from corpus import parse_article
from retrieval.words.thesaurus import NARROWER, phrase, related

POTTER = ArticleBot(
    parse_article(
        """= Nora Bell =

Nora Bell (2 May 1900 – 7 June 1980) was an English potter. She was the daughter of Tom Bell, a baker, and Ada Frost.
Her sister Ruth competed in the decathlon. She had two children, Paul and Jane.

== Career ==
In 1922 she set up a pottery in Leeds with a loan of £300 from the merchant Paul Crane. The plan to move it to York was
rejected because the rent was too high. In 1951 she won the Golden Kiln award, which carried £500. The works closed in
1968 after a storm flood had destroyed the kilns. About 40 settlers from Kent founded the colony of New Deal in 1930
under the preacher John Hart. In 1937 she gave the town hospital three ambulances.

== Legacy ==
Her house in Leeds is now a museum. Some 30 volunteers help there. The main hall was renovated in 1999. A mural
by Will Oakes hangs in the town hall.
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("who lent her the money to get going?", "Paul Crane"),
        ("why did they say no to moving it to York?", "because the rent was too high"),
        ("how come the move to York was turned down?", "because the rent was too high"),
        ("when did the pottery shut up shop?", "1968"),
        ("who led the colonists?", "John Hart"),
        ("how many people work at the museum unpaid?", "30"),
        ("when was the main hall done up?", "1999"),
        ("who painted the picture in the town hall?", "Will Oakes"),
        ("what sport did her sister do?", "decathlon"),
        ("What vehicles did she give to the hospital?", "ambulances"),
        ("how much was the prize money for the Golden Kiln?", "£500"),
    ],
)
def test_everyday_words_for_what_the_article_says(question, answer) -> None:
    assert answer in (POTTER.ask(question).answer or "")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who was her father?", "Tom Bell"),
        ("Who was Nora Bell's mother?", "Ada Frost"),
        ("what was her mother's name?", "Ada Frost"),
        ("Who was Paul Crane's mother?", None),
    ],
)
def test_which_of_two_parents_is_which(question, answer) -> None:
    assert POTTER.ask(question).answer == answer


ORPHAN = ArticleBot(
    parse_article(
        "= Nora Bell =\n\nNora Bell was a potter. She had two children, Paul and Jane. Her son Paul was a judge.\n"
        "The works sold many goods. She gave up smoking in 1950.\n"
    )
)


@pytest.mark.parametrize(
    "question", ["Who was her father?", "Who was her mother?", "When did she give back the prize?"]
)
def test_no_answer_by_words_that_are_only_near(question) -> None:
    assert ORPHAN.ask(question).status == "no_answer"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("best", "goods"),
        ("father", "child"),
        ("work", "plant"),
        ("direct", "north"),
        ("record", "long"),
        ("house", "stand"),
        ("damage", "settlement"),
        ("employ", "people"),
    ],
)
def test_words_that_mean_something_else_do_not_meet(asked, told) -> None:
    assert related(phrase(asked)).meets.get(phrase(told), 0) < NARROWER


CHAPEL = ArticleBot(
    parse_article(
        """= Oxley Chapel =

Oxley Chapel is a chapel on Holm Island. Its walls were built of slate by the mason Karl Lund, who found the site in
1850. Water came from a well beneath the nave. The chapel was run by a board of six.

== History ==
In 1901 a ferry collided with the pier of the chapel. Nobody was hurt, but two people were treated for shock. The
inquiry cleared the pilot, Jens Holt, of blame. A concert planned for 1910 was cancelled owing to a storm. In 1994
thieves stole two candlesticks from the altar. They were recovered in Oslo five years later. The island council paid
most of the cost of the repairs, while the diocese gave £900. Lund left £500, and the money paid for a new organ.
The wardens were:

- Ada Berg: 1920 to 1948
- Nils Moe: 1948 to 1971
"""
    )
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What were the walls made of?", "slate"),
        ("Where did they get their water from?", "well"),
        ("Was anyone hurt in the collision?", "No"),
        ("Was the pilot found to be at fault?", "No"),
        ("Why didn't the concert happen?", "storm"),
        ("Where did they get the candlesticks back?", "Oslo"),
        ("What was the money spent on?", "new organ"),
        ("Who was in charge in 1930?", "Ada Berg"),
        ("Who looked after the chapel?", "board"),
        ("How much did the diocese end up giving?", "£900"),
    ],
)
def test_light_verbs_and_what_goes_with_them(question, answer) -> None:
    assert answer in (CHAPEL.ask(question).answer or "")


@pytest.mark.parametrize(
    "question",
    [
        "When did they pull the wardens out?",
        "How many people died in the collision?",
        "Why did they keep women out?",
        "When did they take the organ away?",
        "Did they get the organ back?",
    ],
)
def test_light_verbs_that_nothing_tells_of(question) -> None:
    assert CHAPEL.ask(question).status == "no_answer"
