"""Follow-ups are understood as questions that a stranger could answer."""

# ruff: noqa: E501

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot import ArticleBot, Turn

ARTICLES = Path(__file__).parents[1] / "articles"


@cache
def bot(name: str = "") -> ArticleBot:
    return ArticleBot.load(ARTICLES / f"{name}.txt" if name else None)


def talk(article: str, *messages: str) -> list[Turn]:
    turns: list[Turn] = []
    for message in messages:
        turns.append(bot(article).turn(message, turns[-1].conversation if turns else None))
    return turns


def understood(article: str, *messages: str) -> str:
    return talk(article, *messages)[-1].answer.understood_as


SOLDIERS = "How many soldiers did Belgium send to KFOR?"
RECOGNISED = "When did Belgium recognise Kosovo?"
EXPORTS = "How much did Belgium export to Kosovo in 2023?"


@pytest.mark.parametrize(
    ("article", "messages", "meaning"),
    [
        ("swimmer", ("where was she born?", "who is her husband?"), "Who is Katrin Vaarik's husband?"),
        ("swimmer", ("when was she born?", "who were her coaches?"), "Who were Katrin Vaarik's coaches?"),
        ("botanist", ("Who did she marry?", "What was his profession?"), "What was Tomás Lagos's profession?"),
        ("castle", ("Who directed the second restoration?", "what did it cost?"), "What did the second restoration cost?"),
        ("castle", ("Who directed the second restoration?", "and how long did the third one take?"), "How long did the third restoration take?"),
        # named in the statement that a refusal showed
        ("castle", ("Who bought the castle in 1889?", "What was her profession?"), "What was Helene von Rautter's profession?"),
        # pronouns
        ("", (RECOGNISED, "and how many soldiers did it send?"), "How many soldiers did Belgium send?"),
        ("", (SOLDIERS, "since when has it been part of that?"), "Since when has Belgium been part of KFOR?"),
        ("", ("Did Belgium help refugees from Kosovo?", "how many did it take in?"), "How many refugees did Belgium take in?"),
        ("two_countries", ("How much did the shipowner pay?", "did they apologise?"), "Did Chile and Estonia apologise?"),
        ("person", ("When did Halvorsdal join the British Ice Survey?", "when did she become its director?"), "When did Runa Halvorsdal become the British Ice Survey's director?"),
        ("bridge", ("When did Josiah Crake propose a crossing?", "what did he have in mind?"), "What did Josiah Crake have in mind?"),
        ("company", ("When was the merger announced?", "who turned it down?"), "Who turned the merger down?"),
        ("company", ("What was Calder Vane's revenue in 2022?", "why did it rise the year after?"), "Why did Calder Vane's revenue rise in 2023?"),
        # ellipsis
        ("", ("Where is Kosovo's embassy?", "Belgium's?"), "Where is Belgium's embassy?"),
        ("", (EXPORTS, "in 2022?"), "How much did Belgium export to Kosovo in 2022?"),
        ("", (EXPORTS, "imports?"), "How much did Belgium import from Kosovo in 2023?"),
        ("", (EXPORTS, "and the other way round?"), "How much did Kosovo export to Belgium in 2023?"),
        ("", (RECOGNISED, "Luxembourg?"), "When did Luxembourg recognise Kosovo?"),
        ("", (RECOGNISED, "and Serbia, when did it?"), "When did Serbia recognise Kosovo?"),
        ("", ("who is the ambassador?", "and kosovos??"), "Who is the ambassador of Kosovo?"),
        ("", (SOLDIERS, "under which mission?"), "Under which mission did Belgium send soldiers to KFOR?"),
        ("bridge", ("Who was the steel arch bridge commissioned from?", "when?"), "When was the steel arch bridge commissioned from Rupert Sallow?"),
        ("bridge", ("How wide is the bridge's deck?", "what about the cables?"), "How wide are the bridge's cables?"),
        ("two_countries", ("When was the trawler detained?", "by whom?"), "By whom was the trawler detained?"),
        ("two_countries", ("How much did Estonian companies invest in Chile from 2015 to 2020?", "and Chilean ones in Estonia?"), "How much did Chilean companies invest in Estonia from 2015 to 2020?"),
        ("railway", ("How much is a single?", "what about dogs"), "How much are dogs?"),
        ("person", ("When was The Creep of Ice published?", "and Holes in Cold Places?"), "When was Holes in Cold Places published?"),
        # another question word, another place, all of it, another time
        ("railway", ("What film was made on the line?", "what year?"), "What year was Ore Road made on the line?"),
        ("railway", ("What film was made on the line?", "who played the lead role in it?"), "Who played the lead role in Ore Road?"),
        ("railway", ("Where was the locomotive Penhale built?", "how about Lady Skerrow, when?"), "When was the locomotive Lady Skerrow built?"),
        ("company", ("Where was the head office before Sheffield?", "and before that?"), "Where was the head office before Leeds?"),
        ("company", ("How many employees are there in Denmark?", "and in total?"), "How many employees are there in total?"),
        ("company", ("What was recalled in 2011?", "was anyone hurt?"), "Was anyone hurt in the recall of 2011?"),
        ("bridge", ("What did inspectors find in November 2011?", "how did people get across meanwhile?"), "How did people get across during the closure of 2011?"),
        ("festival", ("Is the Sala Faro accessible to wheelchair users?", "why not?"), "Why is the Sala Faro not accessible to wheelchair users?"),
        ("treaty_states", ("How many diplomats does Latvia's embassy have?", "and at first?"), "How many diplomats did Latvia's embassy have at first?"),
        ("two_countries", ("When did Chile open an honorary consulate in Tallinn?", "who announced that it would become an embassy?"), "Who announced that the honorary consulate would become an embassy?"),
        ("person", ("Who awarded the Stensby Medal?", "what for?", "and the Crathie Prize?"), "What for was the Crathie Prize awarded?"),
        # what changed once changes again; the other side some questions ago; too; at that time; of whom it is asked
        ("bridge", ("What does it cost to cross?", "for lorries?", "and motorbikes?"), "What does it cost to cross for motorbikes?"),
        ("bridge", ("When was the bridge closed?", "when did it reopen?", "for lorries too?"), "When did the bridge reopen for lorries?"),
        ("bridge", ("who was the first bridge master?", "what did he do before?", "who is it now?"), "Who is the bridge master now?"),
        ("norway_malawi", ("How many soldiers did Malawi send to the Congo?", "who led them?", "and Norway?"), "How many soldiers did Norway send to the Congo?"),
        ("norway_malawi", ("How many soldiers did Malawi send to the Congo?", "did Norway give them weapons?"), "Did Norway give the soldiers weapons?"),
        ("treaty_states", ("How many people work in Latvia?", "and the other side?"), "How many people work in Ghana?"),
        ("library", ("When was the library founded?", "how many books did it have then?"), "How many books did the library have in 1894?"),
        ("person", ("When was the first model built?", "how deep did it go?", "and the improved one?"), "How deep did the improved model go?"),
        ("person", ("Who was her husband?", "when did they marry?", "how old was she when they married?", "did they have children?"), "Did Runa Halvorsdal and Duncan Abernethie have children?"),
        ("airline", ("Has there ever been a crash?", "when was that?"), "When has there ever been a crash?"),
        # relatives of the same person, the neighbour in an office
        ("person", ("Who was her mother?", "her parents?"), "Who were Runa Halvorsdal's parents?"),
        ("novelist", ("What was Dorothea Callan's father's job?", "and her mother's?"), "What was Dorothea Callan's mother's job?"),
        ("company", ("who is the ceo?", "since when?", "and before her?"), "Who preceded Priya Raman?"),
        # what was done, what else was done, what was going on
        ("", ("who lobbied for Kosovo's independence?", "when did they do that?"), "When did Albanian diaspora in Belgium lobby for Kosovo's independence?"),
        ("", ("who lobbied for Kosovo's independence?", "what else did they do?"), "What else did Albanian diaspora in Belgium do?"),
        ("bridge", ("When was the bridge closed?", "who resigned?"), "Who resigned in the closure of 2011?"),
        # whose it is, another time and not a reading, the same of another item, once more
        ("", ("Who is Kosovo's envoy?", "what's his title?", "where does he work?"), "Where does Bernard Nikaj work?"),
        ("museum_ship", ("how many boilers did she have?", "and after 1952?"), "How many boilers did Hallgrund have after 1952?"),
        ("norway_malawi", ("which agreements have they signed?", "where was the first one signed?", "and the last one?"), "Where was Memorandum on Lake Fisheries signed?"),
        ("company", ("When was it founded?", "what about the laboratory?", "how many people work there?"), "How many people work in the laboratory?"),
        ("novelist", ("When did she marry Leonard Astbury?", "did she marry again?"), "Did Dorothea Callan marry again?"),
        # a firm or club, the team somebody has, the one before, what was counted; what happened, and what didn't
        ("footballclub", ("who is their main rival?", "how far away are they?"), "How far away are Padley Rovers?"),
        ("footballclub", ("who makes their shirts?", "what about the sponsor?"), "Who is the sponsor?"),
        ("footballclub", ("do they have a women's team?", "who coaches them?"), "Who coaches the women's team?"),
        ("footballclub", ("what's the capacity these days?", "how many of those are seats?"), "How many are seats?"),
        ("footballclub", ("what happened in their first match?", "against who?"), "Against who was their first match?"),
        ("footballclub", ("what was the biggest win?", "against who?", "when was that?"), "When was the biggest win?"),
        ("footballclub", ("who won the play-off final in 2017?", "what was the score?"), "What was the score in the play-off final?"),
        ("footballclub", ("what's the capacity?", "has it always been that small?"), "Has the capacity always been that small?"),
        ("museum_ship", ("who was the last captain?", "and the one before him?"), "Who preceded Lars-Erik Nyfors?"),
        ("museum_ship", ("is there somewhere to eat?", "who runs it?"), "Who runs the café?"),
        ("iceland_ghana", ("what trawlers did ghana order?", "from where?", "were they all delivered?", "why not?"), "Why were the trawlers not all delivered?"),
        ("iceland_ghana", ("when was the keta lagoon project meant to finish?", "did it?"), "Did the keta lagoon project finish?"),
        ("iceland_ghana", ("why is the project late?", "did it work?"), "Did the project work?"),
        ("volcano", ("how many people had to leave?", "for how long?"), "For how long had people to leave?"),
        ("volcano", ("is there a cable car?", "who wanted to build it?"), "Who wanted to build the cable car?"),
        ("festival", ("how much is a ticket?", "what about for students?"), "How much is a ticket for students?"),
        ("festival", ("who runs it?", "since when?"), "Since when has Tomás Reboredo been director?"),
        ("festival", ("who chairs the silver heron jury?", "and the year before?"), "Who chairs the silver heron jury in 2023?"),
        ("festival", ("when was the storm?", "was anyone hurt?"), "Was anyone hurt in the storm?"),
        ("person", ("when was halvorsdal born?", "who was her mother?"), "Who was Runa Halvorsdal's mother?"),
        # correction, return, small talk in between
        ("", (EXPORTS, "not Belgium, Serbia"), "How much did Serbia export to Kosovo in 2023?"),
        ("company", ("What was Calder Vane's revenue in 2023?", "no, I meant operating profit in 2022"), "What was Calder Vane's operating profit in 2022?"),
        ("bridge", ("What did a lorry pay in 2009?", "No, I meant a car."), "What did a car pay in 2009?"),
        ("bridge", ("How many lorries crossed in 2022?", "back to the towers - what are they made of?"), "What are the towers made of?"),
        ("", (SOLDIERS, EXPORTS, "back to the soldiers"), SOLDIERS),
        ("", (EXPORTS, "thanks!", "and in 2022?"), "How much did Belgium export to Kosovo in 2022?"),
    ],
)  # fmt: skip
def test_what_a_follow_up_leaves_out_is_filled_in(article, messages, meaning):
    assert understood(article, *messages) == meaning


@pytest.mark.parametrize(
    "question",
    ["How much did Belgium export to Kosovo in 2023?", "And when was KFOR founded?", "Why is it hard for Kosovo to join the EU?",
     "Did Belgium say that it supports Kosovo?", "Which university has its origins in a monastery?", "trade deficit 2022",
     "What is the term that describes the mission?", "fine demanded by Belgium at first", "What does it mean for Kosovo to be recognised?",
     "Which film features the embassy?", "If the soldiers leave, then how do they travel?", "How many of the soldiers were Belgian?",
     "How many states supply men to the mission?", "Is there an embassy in Pristina?", "hello"],
)  # fmt: skip
def test_a_question_with_all_it_needs_stands_alone(question):
    assert bot().stands_alone(question)
    before = bot().turn(SOLDIERS).conversation
    here, alone = bot().turn(question, before).answer, bot().ask(question)
    assert (here.understood_as, here.status, here.answer) == (alone.understood_as, alone.status, alone.answer)


@pytest.mark.parametrize(
    "question",
    ["and Kosovo's?", "in 2022?", "since when?", "why?", "how many did it send?", "what about trade?", "are you sure?",
     "was anyone hurt?", "how did people travel meanwhile?", "who came after her?", "the one on trade?",
     "who paid?", "what was the cause?", "who else helped?", "who was director then?", "her parents?", "what happened next?",
     "tell me more", "no, I meant exports", "back to the soldiers", "the other way round", "the second one?", "When was that?"],
)  # fmt: skip
def test_a_question_that_leans_on_another_does_not_stand_alone(question):
    assert not bot().stands_alone(question)


@pytest.mark.parametrize(
    "message", ["where does it say that?", "are you sure?", "show me the section", "quote it", "source?"]
)
def test_asked_for_proof_the_evidence_is_shown_again(message):
    first, second = talk("", RECOGNISED, message)
    assert second.answer.status == "answered"
    assert second.answer.citations == first.answer.citations
    assert RECOGNISED in second.answer.understood_as
    assert second.conversation == first.conversation


def test_more_evidence_is_never_the_same_and_ends_by_saying_so():
    turns = talk("bridge", "How much is the toll for a lorry?", *["tell me more"] * 12)
    shown = [t.answer.citations[0].start for t in turns if t.answer.status == "answered"]
    assert len(shown) == len(set(shown)) > 2
    assert turns[-1].answer.text.startswith("Not in the article")


def test_what_came_next_is_the_next_statement():
    turns = talk("company", "How much did the attempt to merge cost?", "what happened then?")
    assert turns[-1].answer.citations[0].quote.startswith("The Halifax factory was closed in 2008")


def test_what_else_somebody_did_is_not_what_was_told():
    turns = talk("", "who lobbied for Kosovo's independence?", "what else did they do?", "and what else did they do?")
    quotes = [t.answer.citations[0].quote for t in turns]
    assert quotes[1].startswith("The Albanian diaspora in Belgium has played")
    assert len(set(quotes)) == 3
    refused = talk("", "who supports Kosovo's EU integration?", "who else supports it?")[-1].answer
    assert refused.answer is None or "Belgium" not in refused.answer


def test_who_asks_after_whom_the_question_leaves_out_is_answered_of_them():
    turns = talk("bridge", "who gets a discount?", "what about people from Wendham?")
    assert turns[-1].answer.understood_as == "Do people from Wendham get a discount?"


def test_an_unanswered_question_does_not_poison_the_next():
    clean = bot().ask(EXPORTS)
    after = talk("", "Who is the king of Sweden?", EXPORTS)[-1].answer
    assert (after.answer, after.citations) == (clean.answer, clean.citations)


def test_after_a_refusal_the_question_goes_on():
    turns = talk("", "How much did Belgium export to Serbia in 2018?", "and in 2019?")
    assert turns[0].answer.status == "no_answer"
    assert turns[1].answer.understood_as == "How much did Belgium export to Serbia in 2019?"


@pytest.mark.parametrize(("reply", "who"), [("Belgium's", "Jean-Louis Servais"), ("the Kosovan one", "Bernard Nikaj")])
def test_a_reading_is_picked_by_its_name(reply, who):
    asked, picked = talk("", "Who is the ambassador?", reply)
    assert asked.answer.status == "clarify"
    assert picked.answer.answer == who


@pytest.mark.parametrize("place", [0, 1])
def test_a_reading_is_picked_by_its_place(place):
    asked, picked = talk("", "Who is the ambassador?", ("the first", "the second")[place])
    assert picked.answer.citations[0] == asked.answer.citations[place]


def test_an_item_of_a_list_is_picked_by_its_place():
    assert understood("railway", "Which locomotives are in working order?", "where was the second one built?") == (
        "Where was Lady Skerrow built?"
    )


def test_without_a_conversation_a_follow_up_is_no_error():
    for message in ("why?", "are you sure?", "the other way round", "tell me more", "back to it"):
        assert bot().ask(message).text


def test_the_articles_own_subject_is_named_in_what_was_understood():
    assert understood("person", "When was she born?") == "When was Runa Halvorsdal born?"


def test_a_pronoun_for_nobody_is_asked_about():
    answer = bot("castle").ask("What was her profession?")
    assert answer.status == "no_answer" and "whom “her” means" in answer.text


def test_a_follow_up_goes_on_from_the_last_question_and_not_from_the_first():
    assert understood("", RECOGNISED, EXPORTS, "and in 2022?") == "How much did Belgium export to Kosovo in 2022?"


def test_asked_for_proof_of_a_refusal_the_closest_statement_is_shown():
    refused, shown = talk("", "Who is the king of Belgium?", "where does it say that?")
    assert refused.answer.status == "no_answer"
    assert "The closest statement is this:" in shown.answer.text
    assert shown.answer.answer == shown.answer.citations[0].quote


def test_the_infobox_is_named_where_it_answers():
    assert "The infobox gives Bernard Nikaj as Kosovo's envoy" in bot().ask("Who is Kosovo's ambassador?").text


def test_an_embassy_that_somebody_has_is_what_is_asked_of_next():
    turns = talk(
        "norway_malawi", "does norway have an embassy in malawi?", "where is it?", "how many people work there?"
    )
    assert [turn.answer.answer for turn in turns] == ["Yes", "Lilongwe", "24"]


def test_a_noun_of_an_adverb_is_nothing_that_another_could_stand_for():
    assert understood("", "how many troops are there in total now?", "what about the trade deficit?") == (
        "What about the trade deficit?"
    )


def test_a_name_typed_without_its_apostrophe_is_replaced_with_one():
    assert understood("", "who is kosovos envoy", "and belgiums?") == "Who is Belgium's envoy?"


@pytest.mark.parametrize("fragment", ["and cars?", "what about cars?", "and for cars?"])
def test_whom_a_price_is_for_changes_and_not_the_price(fragment):
    assert understood("bridge", "what is the toll for a lorry", fragment) == "What is the toll for cars?"
