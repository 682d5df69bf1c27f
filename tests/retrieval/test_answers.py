"""What the bot promises about its answers, asked of articles that one can read in tests/articles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import ArticleBot
from corpus import parse_article
from retrieval.words.text import NUMBER_WORDS

# However it is worded


@pytest.mark.parametrize(
    "question",
    [
        "When did Chile recognise Estonia?",
        "When did Chile recognize Estonia?",
        "When was Estonia recognised by Chile?",
        "WHEN DID CHILE RECOGNISE ESTONIA",
        "chile recognise estonia when",
        "  when did  chile recognise estonia ?? ",
        "When did Chile recogise Estonia?",
        "When did Chiel recognise Estonia?",
    ],
)
def test_spelling_case_voice_and_typing_errors_change_nothing(ask, question) -> None:
    assert ask("two_countries", question).answer == "22 September 1921"


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("railway", "How much does a dog cost?", "£2"),
        ("railway", "How much do dogs cost?", "£2"),
        ("railway", "How much did the railway cost?", "£61,000"),
        ("bridge", "What was the bridge's construction cost?", "£11.4 million"),
        ("bridge", "What was the bridge’s construction cost?", "£11.4 million"),
        ("", "How many soldiers did Belgium send to KFOR?", "1,100"),
    ],
)
def test_number_possessive_and_synonym_are_no_obstacle(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("company", "What price tag did the takeover of Lindqvist Luft carry?", "£27 million"),
        ("two_countries", "How much did the ship's owner shell out?", "$320,000"),
        ("treaty_states", "How long was the crew put behind bars?", "41 days"),
        ("two_countries", "How long did Chile lock the captain up?", "41 days"),  # its particle stands apart
    ],
)
def test_a_question_may_be_put_in_everyday_words(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


def test_a_name_that_is_a_word_too_means_no_other_word(ask) -> None:
    assert ask("railway", "What discount do residents of Skerrow Head get?").status == "no_answer"  # of Alderwick


@pytest.mark.parametrize("number", ["4,302", "4302"])
def test_a_number_is_the_same_with_and_without_a_comma(ask, number) -> None:
    assert ask("", f"Does KFOR comprise around {number} troops?").answer == "Yes"


def test_hyphens_are_spaces(ask) -> None:
    hyphen, space = ask("", "What is the NATO-led Kosovo Force?"), ask("", "What is the NATO led Kosovo Force?")
    assert (hyphen.status, hyphen.citations) == (space.status, space.citations)


def test_a_mended_typing_error_is_shown(ask) -> None:
    answer = ask("two_countries", "When did Chile recogise Estonia?")
    assert "“recogise”" in answer.text and "recognise" in answer.understood_as


@pytest.mark.parametrize("word", ["cable", "stable", "towel", "trial", "feather", "quaint"])
def test_a_real_word_is_never_changed(ask, word) -> None:
    assert word in ask("bridge", f"Was there a {word} on the bridge?").understood_as


# Facts of the infobox


def test_an_envoys_title_is_given_where_the_infobox_gives_one(ask) -> None:
    assert ask("two_countries", "Who is Chile's envoy?").answer == "Rodrigo Almarza"
    assert "Ambassador" in ask("", "Who is Kosovo's envoy?").text


def test_an_envoys_title_is_not_borrowed_from_the_other_side(ask) -> None:
    answer = ask("", "Who is Belgium's envoy?")
    assert answer.answer == "Jean-Louis Servais" and "Ambassador" not in answer.text


@pytest.mark.parametrize(
    ("name", "question", "values"),
    [
        ("", "What is Belgium's mission in Pristina?", ("Liaison Office", "embassy")),
        ("two_countries", "When were diplomatic relations established?", ("27 September 1991", "7 October 1991")),
        ("railway", "What is the maximum speed?", ("40 km/h", "32 km/h")),
        ("company", "When was it founded?", ("14 March 1961", "1960")),
        ("bridge", "How long is the main span?", ("760 m", "768 metres")),
        ("person", "In what city did Runa Halvorsdal die?", ("Edinburgh", "Aberdeen")),
        ("", "Does Belgium have an embassy in Kosovo?", ("Liaison Office", "embassy")),
    ],
)
def test_where_infobox_and_text_differ_both_are_shown(ask, name, question, values) -> None:
    answer = ask(name, question)
    assert all(value in answer.answer for value in values) and "differ" in answer.text
    assert {c.kind for c in answer.citations} == {"fact", "passage"}


# Not in the article


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("two_countries", "When did Estonia recognise Chile?"),
        ("two_countries", "How much did Estonia export to Chile in 2022?"),
        ("two_countries", "How much did Chile export to Estonia in 2021?"),
        ("", "How much does Kosovo export to Belgium?"),
    ],
)
def test_a_role_swapped_question_is_not_answered(ask, name, question) -> None:
    assert ask(name, question).status == "no_answer"


@pytest.mark.parametrize(
    ("name", "question", "given"),
    [
        ("railway", "How many passengers did the SVR carry in 2020?", "2019"),
        ("", "How much did Belgium export to Kosovo in 2019?", "2023"),
    ],
)
def test_another_year_is_not_answered_and_the_years_that_are_there_are_named(ask, name, question, given) -> None:
    answer = ask(name, question)
    assert answer.status == "no_answer" and given in answer.headline and answer.citations


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("", "When did Belgium withdraw from KFOR?"),
        ("", "When did Belgium recognise Serbia?"),
        ("two_countries", "Who is the king of Chile?"),
        ("person", "Who won the Nobel Prize?"),
    ],
)
def test_what_the_article_does_not_say_is_not_answered(ask, name, question) -> None:
    assert ask(name, question).status == "no_answer"


# Yes and no


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("two_countries", "Is Estonia a member of the EU?", "Yes"),
        ("two_countries", "Is Estonia a member of the European Union?", "Yes"),
        ("two_countries", "Does Estonia have an embassy in Santiago?", "Yes"),
        ("bridge", "Was the bridge opened in 1963?", "Yes"),
        ("bridge", "Is the bridge a Grade II listed structure?", "Yes"),
        ("two_countries", "Did Chile recognise the Soviet annexation of Estonia?", "No"),
        ("two_countries", "Did Estonia recall its envoy during the dispute?", "No"),
        ("bridge", "Was anybody hurt in the accident?", "No"),
        ("railway", "Is the line electrified?", "No"),
        ("railway", "Does it receive a public subsidy?", "No"),
        ("person", "Did she patent the drill?", "No"),
        ("person", "Did she accept the OBE?", "No"),
    ],
)
def test_yes_and_no_where_the_text_says_so(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("", "Does KFOR have more than 4,000 troops?", "Yes"),
        ("festival", "Did the 2024 edition draw more than 40,000 visitors?", "Yes"),
        ("festival", "Did the 2023 edition draw more than 40,000 visitors?", "No"),
        ("bridge", "Was the bridge opened before 1970?", "Yes"),
        ("bridge", "Was the bridge opened after 1970?", "No"),
        ("", "Was Belgium part of KFOR in 2003?", "Yes"),
        ("railway", "Do trains run in January?", "No"),
        ("railway", "Was Joan Hepple general manager in 1990?", "Yes"),
        ("railway", "Is Joan Hepple still general manager?", "No"),
    ],
)
def test_amounts_and_times_are_compared(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("bridge", "Do residents of Wendham receive a discount?"),  # "those of Wendham do not"
        ("bridge", "Was a cycle lane added?"),  # the proposal was rejected
        ("railway", "Was the driver of the ore train found to blame?"),  # it cleared him
        ("", "Does the Social Security Agreement apply to employees only?"),  # employed and self-employed
        ("treaty_states", "Did Latvia detain a Ghanaian trawler?"),  # a Latvian one
    ],
)
def test_what_the_text_excludes_in_its_own_way_is_a_no(ask, name, question) -> None:
    assert ask(name, question).answer == "No"


def test_a_value_told_of_something_else_is_a_no() -> None:
    bot = ArticleBot(parse_article(TOWN))
    assert bot.ask("Was the town hall built before 1800?").answer == "Yes"
    assert bot.ask("Was the town hall built in 1901?").answer == "No"
    assert bot.ask("Did the mill employ 25 men?").answer == "No"
    assert bot.ask("Is the museum open on Mondays?").answer == "No"
    assert bot.ask("Does the ferry still sail?").answer == "No"


TOWN = """= Varnholm =

Varnholm is a market town. It had 17,900 inhabitants in 2019 and 18,240 in 2021.

== Sights ==
The town hall was built in 1782 and extended in 1901. The museum opens from Tuesday to Sunday; on Mondays it is closed.
It shows paintings by Anna Holk and Peter Wiig.

== Trade ==
The sugar mill employed 60 men and 25 women. The ferry sailed from 1923 to 1999.
The council has 21 members, nine of whom are women.
"""


def test_two_statements_in_one_sentence_are_not_taken_together(ask) -> None:
    assert ask("treaty_states", "Is Latvia a member of ECOWAS?").answer != "Yes"


def test_a_yes_no_question_on_what_is_not_there_gets_neither(ask) -> None:
    assert ask("", "Did Belgium vote against Kosovo's independence?").answer not in ("Yes", "No")


# Lists, counts, abbreviations, readings


@pytest.mark.parametrize(
    ("name", "question", "first", "last", "count"),
    [
        ("railway", "Which stations are there?", "Alderwick Harbour", "Skerrow Head", 7),
        ("person", "Which books did she write?", "The Creep of Ice", "Forty Winters", 4),
        ("person", "Which honours did she accept?", "Stensby Medal", "Order of St. Olav", 3),
        ("two_countries", "Which agreements have the two countries signed?", "Visa Waiver Agreement", "Working", 4),
    ],
)
def test_a_list_is_given_whole(ask, name, question, first, last, count) -> None:
    items = ask(name, question).answer.split("; ")
    assert items[0].startswith(first) and items[-1].startswith(last) and len(items) == count


@pytest.mark.parametrize(
    ("name", "question", "count"),
    [
        ("bridge", "What did the renovation include?", 3),
        ("festival", "What does the school programme offer?", 3),
        ("two_countries", "What will future cooperation focus on?", 3),
        ("", "future cooperation focus", 3),
        ("festival", "Which venues does the festival use?", 4),
        ("bridge", "Who have the bridge masters been?", 4),
        ("company", "Who have the chief executives been?", 4),
    ],
)
def test_what_opens_a_list_gets_the_whole_list(ask, name, question, count) -> None:
    assert len(ask(name, question).answer.split("; ")) == count


@pytest.mark.parametrize(
    ("name", "question", "count"),
    [
        ("person", "How many books did she write?", "4"),
        ("two_countries", "How many agreements have been signed?", "4"),
        ("railway", "How many locomotives are in working order?", "3"),
        ("railway", "How many general managers has it had?", "4"),
        ("two_countries", "How many ambassadors has Chile sent to Tallinn?", "2"),
    ],
)
def test_things_that_are_listed_are_counted(ask, name, question, count) -> None:
    answer = ask(name, question).answer  # a lead-in may say the number in words
    assert NUMBER_WORDS.get(answer, answer) == count


@pytest.mark.parametrize(
    ("name", "short", "long"),
    [
        ("two_countries", "OECD", "Organisation for Economic Co-operation and Development"),
        ("bridge", "TBB", "Tarrow Bridge Board"),
        ("railway", "SVR", "Skerrow Valley Railway"),
    ],
)
def test_an_abbreviation_is_spelt_out(ask, name, short, long) -> None:
    assert ask(name, f"What does {short} stand for?").answer == long


def test_an_ambiguous_question_gets_every_reading_at_once(ask) -> None:
    answer = ask("two_countries", "Who is the ambassador?")
    assert answer.status == "clarify"
    assert "Rodrigo Almarza" in answer.text and "Kadri Lepasaar" in answer.text


def test_who_held_an_office_in_a_year_of_change_is_two(ask) -> None:
    answer = ask("company", "Who ran the company in 1985?")
    assert answer.status == "clarify" and "Margaret Calder" in answer.text and "Peter Oakes" in answer.text
    assert ask("bridge", "Who became bridge master in 1978?").answer == "Maureen Oxley"


@pytest.mark.parametrize(
    ("name", "question", "part"),
    [
        ("person", "What was her citizenship before 1946?", "Norwegian"),
        ("bridge", "How many footpaths does the bridge carry?", "one"),
    ],
)
def test_of_a_value_with_several_parts_the_one_asked_for_is_given(ask, name, question, part) -> None:
    assert ask(name, question).answer == part


def test_what_the_article_points_to_can_be_listed_and_counted(ask) -> None:
    assert ask("", "List the related articles.").answer.startswith("Foreign relations of Belgium; ")
    assert ask("", "How many pages are linked under See also?").answer == "4"


def test_a_value_that_was_replaced_gives_way_to_the_one_that_holds(ask) -> None:
    assert ask("railway", "How many locomotives does it have?").answer == "five"


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("person", "How quickly did the ice move in winter?", "7 centimetres a day"),
        ("person", "How quickly did the ice move in summer?", "18 centimetres a day"),
        ("festival", "What does a single ticket cost for students?", "€5"),
        ("festival", "When do box office sales start?", "1 September"),
        ("bridge", "When did it reopen for lorries?", "16 April 2012"),
        ("railway", "When was Whinchat bought?", "1979"),
        ("person", "How many of her doctoral students were women?", "nine"),
        ("company", "Where was the head office before Sheffield?", "Leeds"),
        ("company", "Where's the head office now?", "Sheffield, England"),
        ("company", "How often is a dividend paid?", "once a year"),
        ("person", "When did she become professor in Aberdeen?", "1968"),
        ("bridge", "When did the renovation finish?", "2017"),
    ],
)
def test_of_values_side_by_side_the_one_meant_is_given(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


def test_years_joined_by_and_answer_together() -> None:
    bot = ArticleBot(
        parse_article("= Rovers =\n\nRovers won the league in 1923, 1951 and 1988. The shop opens on Mondays only.")
    )
    assert bot.ask("In which years did Rovers win the league?").answer == "1923, 1951 and 1988"
    assert bot.ask("Does the shop open every day?").answer == "No"


def test_values_and_names_side_by_side_in_other_articles() -> None:
    bot = ArticleBot(parse_article(TOWN))
    assert bot.ask("How many members of the council are women?").answer == "nine"
    assert bot.ask("How many inhabitants does Varnholm have?").answer == "18,240"
    assert bot.ask("How many inhabitants did Varnholm have in 2019?").answer == "17,900"
    assert bot.ask("Whose paintings does the museum show?").answer == "Anna Holk and Peter Wiig"


# Office-holders follow one another


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("two_countries", "Who was Estonia's first head of mission in Santiago?", "Toomas Riisalu"),
        ("two_countries", "Who was Estonia's head of mission in 2010?", "Toomas Riisalu"),
        ("two_countries", "Who succeeded Toomas Riisalu?", "Liis Haavamäe"),
        ("two_countries", "Who preceded Kadri Lepasaar?", "Liis Haavamäe"),
        ("railway", "Who is the general manager?", "Amina Farouk"),
        ("railway", "Who was general manager in 1990?", "Joan Hepple"),
        ("railway", "Who was general manager in 2005?", "Colin Strother"),
        ("railway", "Who was general manager before Amina Farouk?", "Colin Strother"),
    ],
)
def test_office_holders_follow_one_another(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


# Whatever is typed

QUESTIONS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            "when who how many did does was is the a of in by not never Belgium Kosovo's KFOR envoy export 2019 4,302 "
            "before since first and or ? ! … “ ” ( ) € 🙂 \u200b infobox section list".split(" ")
        ),
        max_size=12,
    ).map(" ".join),
)


@settings(deadline=None, max_examples=60)
@given(QUESTIONS)
def test_whatever_is_typed_gets_a_reply_and_the_same_one_every_time(ask, question) -> None:
    answer = ask("", question)
    assert answer.text and 0 <= answer.confidence <= 1 and isinstance(answer.understood_as, str)
    assert ask("", question) == answer


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60), min_size=1, max_size=8))
def test_whatever_the_article_a_question_gets_a_reply(lines) -> None:
    article = parse_article("= T =\n\nInfobox\n- Height: 3 m\n\nMoss is green.\n\n" + "\n\n".join(lines))
    answer = ArticleBot(article).ask("How high is moss?")
    assert all(article.text[c.start : c.end] == c.quote for c in answer.citations)


# What somebody or something is, and what is told of it


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("", "Who is Bernard Nikaj?", "Ambassador"),
        ("festival", "who is Xoán Bastos?", "critic"),
        ("festival", "Who is Aino Salmela?", "Finnish director"),
        ("festival", "What is the Sala Faro?", "A former lighthouse store with 120 seats, used for documentaries"),
        ("festival", "What is the Silver Heron?", "Main prize"),
    ],
)
def test_who_somebody_is_is_told_and_not_the_name_again(ask, name, question, answer) -> None:
    assert ask(name, question).answer == answer


def test_what_happened_is_told_in_a_sentence_that_is_shown_once(ask) -> None:
    answer = ask("festival", "What happened in 1998?")
    assert answer.answer.startswith("A storm on 19 September 1998 flooded")
    assert answer.text.count("A storm on 19 September 1998") == 1


def test_a_title_that_is_not_given_is_not_made_up(ask) -> None:
    assert ask("", "What's Jean-Louis Servais's title?").status == "no_answer"


# Who, how long and why, where the sentence tells something else of the same event

DAM = """= Korvat Dam =

Infobox
- Length: 287 m

Korvat Dam is a concrete arch dam in western Slovenia. It was built from 1957 to generate electricity.
It is owned by the company Elektro Vir.

A visitor centre opened in 1998. Tours take place from May to October; they last 90 minutes.
"""


@pytest.mark.parametrize("question", ["Who built it?", "Who opened the visitor centre?"])
def test_what_was_done_by_nobody_named_is_not_answered_with_a_bystander(question) -> None:
    assert ArticleBot(parse_article(DAM)).ask(question).status == "no_answer"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is it?", "a concrete arch dam in western Slovenia"),
        ("How long is it?", "287 m"),
        ("How long is a tour?", "90 minutes"),
        ("Who owns it?", "company Elektro Vir"),
        ("Why was it built?", "to generate electricity"),
    ],
)
def test_short_questions_about_it_are_understood(question, answer) -> None:
    assert ArticleBot(parse_article(DAM)).ask(question).answer == answer


CLUB = parse_article(
    """= Wexcombe Rovers =

Infobox
- Founded: 1891
- Nickname: The Otters
- Ground: Weir Lane
- Location: Wexcombe, Dennshire
- League: Second Division

Wexcombe Rovers is an English football club. Their first captain was the goalkeeper Tom Ashby. It beat Port Calder 3–2
in the final of 1955. A plan to merge with Stanbury Town was rejected by the members in 1990.
Food is not sold at the ground. A women's team was founded in 1994.
"""
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the club founded?", "1891"),
        ("When was the team founded?", "1891"),
        ("What is the club's nickname?", "The Otters"),
        ("What league are Wexcombe Rovers in?", "Second Division"),
        ("Where is the club?", "Wexcombe, Dennshire"),
        ("Who was the first captain?", "Tom Ashby"),
        ("Did the club merge with Stanbury Town?", "No"),
        ("Is there food at the ground?", "No"),
    ],
)
def test_an_article_s_subject_is_also_known_by_what_it_is_and_its_infobox_by_its_keys(question, answer) -> None:
    assert ArticleBot(CLUB).ask(question).answer == answer
