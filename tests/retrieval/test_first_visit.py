"""What people ask who try the bot for the first time: much that the article doesn't hold, and much half said."""

import pytest

from bot import ArticleBot

DEFAULT = ArticleBot.load()


@pytest.mark.parametrize(
    "question",
    [
        "Who founded Kosovo?",
        "When did Belgium join NATO?",
        "Where is Kosovo?",
        "What is an embassy?",
        "Can I get a visa for Belgium here?",
        "Is Kosovo part of Serbia?",
        "Isn't Kosovo part of Serbia?",
        "Has Kosovo joined the EU?",
        "Did Kosovo become a member of the EU?",
        "Did Serbia sign an agreement with Kosovo?",
        "Does Belgium have a consulate in Kosovo?",
        "Does Kosovo export anything to Belgium?",
        "Which five EU member states don't recognise Kosovo?",
    ],
)
def test_what_is_only_spoken_of_is_no_answer(question: str) -> None:
    assert DEFAULT.ask(question).status == "no_answer"


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("two_countries", "Who founded Estonia?"),
        ("two_countries", "When did Estonia become independent?"),
        ("latvia_paraguay", "Who founded Latvia?"),
        ("ireland_uruguay", "Where is Uruguay?"),
        ("ireland_uruguay", "Which country exports more?"),
        ("ireland_uruguay", "Did Ireland take part in the coup?"),
        ("treaty_states", "Has Ghana paid for the trawler?"),
        ("treaty_states", "Does Ghana have an ambassador in Latvia?"),
        ("norway_malawi", "Which came first, the embassy in Lilongwe or the embassy in Oslo?"),
        ("latvia_paraguay", "Which is larger, Latvia's exports or its imports?"),
    ],
)
def test_nor_is_it_in_other_articles(ask, name: str, question: str) -> None:
    assert ask(name, question).status == "no_answer"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is it really true that Belgium supports Kosovo's EU integration?", "Yes"),
        ("Is there any proof that Belgium supports Kosovo?", "Yes"),
        ("I heard that Belgium recognised Kosovo in 2007, is that right?", "No"),
        ("Belgium recognised Kosovo in 2007?", "No"),
        ("Kosovo has an embassy in Brussels?", "Yes"),
        ("Didn't Belgium recognise Kosovo in 2008?", "Yes"),
        ("Does Belgium oppose Kosovo's integration into the EU?", "No"),
        ("kfor troops now", "4,302"),
        ("how mny soldiers belgium send", "1,100"),
        ("When did Kosovo declare independence?", "2008"),
        ("When did Kosovo become independent?", "2008"),
    ],
)
def test_a_statement_or_half_a_question_is_one(question: str, answer: str) -> None:
    assert DEFAULT.ask(question).answer == answer


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("norway_malawi", "What is the latest agreement between the two countries?", "Memorandum on Lake Fisheries"),
        ("norway_malawi", "Which agreement was signed last?", "Memorandum on Lake Fisheries"),
        ("norway_malawi", "When was the most recent visit?", "May 2019"),
        ("treaty_states", "Who came on the first visit?", "Ebo Sackey"),
        ("ireland_uruguay", "What was the first agreement the two states signed?", "Treaty of Friendship and Cultural"),
        ("two_countries", "Are there direct flights between Chile and Estonia?", "No"),
        ("two_countries", "Is there an extradition treaty?", "No"),
        ("norway_malawi", "Is Malawi the largest recipient of Norwegian aid in Africa?", "No"),
        ("norway_malawi", "Does Norway sell weapons to Malawi?", "No"),
        ("treaty_states", "Which countries is the embassy responsible for?", "Togo and Benin"),
        ("treaty_states", "Does Latvia have soldiers in Ghana?", "No"),
        ("treaty_states", "How much people from Ghana live in Latvia?", "640"),
        ("treaty_states", "Who mediated in the dispute?", "Norway"),
        ("ireland_uruguay", "What does Uruguay export to Ireland?", "wood pulp, soybeans and wool"),
        ("ireland_uruguay", "How many embassies does Ireland have in Uruguay?", "1"),
        ("latvia_paraguay", "When is the song festival?", "January"),
        ("latvia_paraguay", "How many people of Latvian descent live in Paraguay?", "2,400"),
        ("norway_malawi", "What was the ledger affair?", "had diverted public money"),
        ("norway_malawi", "List all state visits", "President Joseph Kamwendo to Oslo and Stavanger"),
    ],
)
def test_what_stands_in_other_articles(ask, name: str, question: str, answer: str) -> None:
    assert answer in (ask(name, question).answer or "")


def test_a_refusal_for_another_year_shows_the_year_that_is_told() -> None:
    answer = DEFAULT.ask("How much did Belgium export to Kosovo in 2022?")
    assert answer.headline == "Not in the article: it has nothing on this for 2022 (it gives 2023)."
    assert "exporting goods worth" in answer.citations[0].quote


def test_exports_of_another_year_are_not_told_by_the_imports_of_that_year() -> None:
    answer = DEFAULT.ask("what did belgium export to kosovo in 2022?")
    assert answer.status == "no_answer"
    assert "2023" in answer.text


def test_goods_are_told_with_their_worth() -> None:
    assert DEFAULT.ask("What did Belgium export to Kosovo in 2023?").answer == "goods worth €2.3 million"


def test_whether_the_article_speaks_of_something_is_answered_with_yes_and_where() -> None:
    assert DEFAULT.ask("does the article mention Luxembourg").answer == "Yes"
    assert DEFAULT.ask("does the article mention chocolate?").status == "no_answer"


@pytest.mark.parametrize(
    "question", ["what's the relationship like between the two", "how are relations between belgium and kosovo"]
)
def test_how_relations_are_is_told_by_what_is_said_of_their_quality(question: str) -> None:
    assert "good relations" in str(DEFAULT.ask(question).answer)


def test_a_conflict_is_no_fight_in_a_war() -> None:
    assert DEFAULT.ask("did belgium fight in the kosovo war?").status == "no_answer"


def test_where_nothing_is_near_no_sentence_is_shown_but_what_can_be_asked() -> None:
    answer = DEFAULT.ask("who is the king of spain?")
    assert (answer.status, answer.citations, answer.confidence) == ("no_answer", (), 0.0)
    assert "You can ask" in answer.text
