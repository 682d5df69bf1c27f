"""What comes near a question and does not answer it is refused, and what answers it is not."""

import pytest


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("railway", "When did Quarry Siding reopen?"),  # it "has not been reopened"
        ("airline", "When did Norrvik Air merge with Pohja Wings?"),  # "was agreed in 2007 but called off"
        ("botanist", "Since when has her portrait been on a banknote?"),  # the proposal was rejected
        ("person", "Why did Halvorsdal decline the OBE?"),  # she "gave no reason"
        ("bridge", "What percentage of the traffic in 2007 was lorries?"),  # "in 2022 …, of which 11 per cent"
        ("company", "Which team won the national road title in 2003?"),  # sponsored "from 1998 to 2004", won in 2001
    ],
)
def test_what_is_denied_unknown_or_of_another_year_is_not_answered(ask, name, question) -> None:
    assert ask(name, question).status == "no_answer"


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("bridge", "What colour is the deck?"),
        ("company", "Which newspaper broke the story of the fires?"),
        ("", "What currency does Kosovo use?"),
        ("person", "What religion was Runa Halvorsdal?"),
    ],
)
def test_a_kind_of_thing_is_not_answered_by_another(ask, name, question) -> None:
    assert ask(name, question).status == "no_answer"


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("treaty_states", "How many Ghanaian companies are active in Latvia?"),  # "26 Latvian companies"
        ("two_countries", "How much did Norway pay under the settlement?"),  # "mediated by Norway, the shipowner paid"
        ("railway", "Why did the county council sell the line to the Skerrow Lead Company?"),  # it bought it
        ("railway", "In what year was the peat works bought by the SVR?"),  # "bought from an Irish peat works"
    ],
)
def test_who_did_it_to_whom_and_whose_it_is_counts_for_any_noun(ask, name, question) -> None:
    assert ask(name, question).status == "no_answer"


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("two_countries", "Which country mediated the settlement?", "Norway"),
        ("railway", "What did the War Office move over the line?", "ammunition"),
        ("bridge", "When was the final design approved?", "October 1957"),
        ("treaty_states", "How many Latvian companies are active in Ghana?", "26"),
    ],
)
def test_what_only_looks_exchanged_is_answered(ask, name, question, answer) -> None:
    assert answer in (ask(name, question).answer or "")


def test_the_refusal_says_what_the_article_tells_instead(ask) -> None:
    assert "the other side" in ask("treaty_states", "How many Ghanaian companies are active in Latvia?").headline
    assert "it says otherwise" in ask("railway", "When did Quarry Siding reopen?").headline
    assert "2001" in ask("company", "Which team won the national road title in 2003?").text


def test_one_of_the_first_is_not_the_first(ask) -> None:
    assert ask("", "Which country was first to recognise Kosovo?").status == "no_answer"
    assert ask("", "When did Belgium recognise Kosovo?").answer == "24 February 2008"
    assert ask("", "How much does Belgium import from Kosovo?").status == "no_answer"


def test_not_among_those_of_whom_something_is_told_is_no(ask) -> None:
    assert ask("museum_ship", "Was Hallgrund given to the Soviet Union after the war?").answer == "No"
