"""What people see is the text and nothing else, whatever stands in the article or the question."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot import Answer, Citation, Reading
from bot.terminal import MARKS_IN_A_ROW, clean, json_line, line, plain, reply, show, typed

# Any code point, and often those that terminals act on.
HOSTILE = st.lists(
    st.one_of(
        st.text(st.characters(codec=None), max_size=20),
        st.sampled_from(
            ["\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\", "\x9b2J", "\x1b", "\x07", "\u202e", "\u200b"]
        ),
        st.sampled_from(
            ["[bold]", "[/]", "[link=http://x]", ":smile:", "\\[", "a\u0301\u200d\u0301", "\r", "\u2028", "\t"]
        ),
    ),
    max_size=12,
).map("".join)


def an_answer(text: str, status: str = "answered") -> Answer:
    places = (Citation(text, "passage", text, 0, len(text)), Citation("Elsewhere", "fact", "Key: " + text, 9, 12))
    return Answer(
        question=text,
        understood_as=text,
        status=status,  # type: ignore[arg-type]
        answer=text,
        headline=text,
        text=text,
        confidence=0.9,
        citations=places,
        notes=(text,),
        readings=(Reading(text, text, text, places[0]),),
        suggestions=(text,),
    )


def on_terminal(answer: Answer, width: int) -> str:
    screen = io.StringIO()
    show(reply(answer), Console(file=screen, width=width, highlight=False, color_system=None))
    return screen.getvalue()


@given(HOSTILE)
def test_clean_text_is_printable_and_stays_as_it_is(text: str) -> None:
    shown = clean(text)
    assert all(character == "\n" or character.isprintable() for character in shown)
    assert clean(shown) == shown


@given(HOSTILE)
def test_no_reply_tells_a_terminal_to_do_anything(text: str) -> None:
    for status in ("answered", "clarify", "no_answer"):
        answer = an_answer(text, status)
        for output in (plain(reply(answer)), on_terminal(answer, 40), json_line(answer)):
            assert all(character == "\n" or character.isprintable() for character in output)


@given(HOSTILE)
def test_json_keeps_every_character_in_one_line(text: str) -> None:
    answer = an_answer(text)
    assert "\n" not in json_line(answer)
    assert json.loads(json_line(answer)) == json.loads(json.dumps(answer.as_prediction()))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"])))
def test_ordinary_text_is_shown_as_it_stands(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a \x1b[1;31mred\x1b[0m word", "a red word"),
        ("\x1b]0;owned\x07title", "title"),
        ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("abc\u202edef", "abcdef"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("one\u2028two\r\nthree\rfour", "one\ntwo\nthree\nfour"),
        ("tab\tand\u00a0space", "tab and space"),
        ("bell\x07 null\x00", "bell null"),
        (
            "Zu\u0308rich, caf\u00e9, Prishtin\u00eb, \u4f60\u597d",
            "Zu\u0308rich, caf\u00e9, Prishtin\u00eb, \u4f60\u597d",
        ),
        ("z" + "\u0300" * 50, "z" + "\u0300" * MARKS_IN_A_ROW),
    ],
)
def test_what_is_shown_of_hostile_text(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("markup", ["[bold]x[/bold]", "[red]", "[link=http://x]y[/link]", ":smile:", "\\[b]", "[/]"])
def test_markup_is_shown_as_text(markup: str) -> None:
    assert on_terminal(an_answer(markup), 200).count(markup) == plain(reply(an_answer(markup))).count(markup) > 0


def test_a_reply_reads_headline_notes_quote_section_and_further_places() -> None:
    answer = Answer(
        question="How long is it?",
        understood_as="How long is it?",
        status="answered",
        answer="12 km",
        headline="It is 12 km long.",
        text="",
        confidence=0.7,
        citations=(
            Citation("Line > Route", "passage", "The line is 12 km long.", 0, 23),
            Citation("Infobox", "fact", "Length: 12 km", 50, 63),
        ),
        notes=("The infobox agrees.",),
        suggestions=("Who built it?",),
    )
    assert plain(reply(answer, confidence=True)).split("\n") == [
        "It is 12 km long.",
        "The infobox agrees.",
        "  “The line is 12 km long.”",
        "  — Line > Route (fairly sure)",
        "  “Length: 12 km”",
        "  — Infobox",
    ]


def test_every_reading_of_an_ambiguous_question_comes_with_its_place() -> None:
    places = (
        Citation("A", "passage", "The day fare is 2.", 0, 18),
        Citation("B", "passage", "By night it is 3.", 20, 37),
    )
    answer = Answer(
        question="What is the fare?",
        understood_as="What is the fare?",
        status="clarify",
        answer="2",
        headline="That depends.",
        text="",
        confidence=0.7,
        citations=places,
        readings=(Reading("by day", "", "2", places[0]), Reading("by night", "", "3", places[1])),
    )
    assert plain(reply(answer)).split("\n") == [
        "That depends.",
        "by day: 2",
        "  “The day fare is 2.”",
        "  — A",
        "by night: 3",
        "  “By night it is 3.”",
        "  — B",
    ]


@given(HOSTILE)
def test_a_reply_to_a_pipe_has_no_empty_line(text: str) -> None:
    assert "\n\n" not in plain([line("first"), *reply(an_answer(text)), line("last")])


def test_forty_columns_are_enough() -> None:
    answer = an_answer("a long sentence of many words that has to be wrapped somewhere in the middle of it")
    assert max(map(len, on_terminal(answer, 40).split("\n"))) <= 40


def test_bytes_that_are_no_text_become_legal_characters() -> None:
    assert typed("caf\udce9?").encode() == "caf\ufffd?".encode()
