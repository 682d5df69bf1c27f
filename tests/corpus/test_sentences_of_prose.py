"""Sentences end where a reader would end them."""

import pytest

from corpus import parse_article


def sentences(paragraph: str) -> list[str]:
    (passage,) = parse_article(f"= T =\n\n{paragraph}").sections[0].passages
    return [sentence.text for sentence in passage.sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. Navy and the U.S. Senate agreed.",
        "The U.S. is a member.",
        "No. 5 was sold with No. 7 to a museum.",
        "St. John was built by St. Mary’s friends near Mt. Snow.",
        "Some fruits, e.g. Apples and pears, i.e. those that keep, were sold.",
        "The deficit was €4.7 billion, the surplus £2.35 million and the rate 3.5 per cent.",
        "J. R. R. Tolkien met C. S. Lewis and George W. Bush.",
        "Dr. Who, Prof. Moss and Mrs. Fern met Gen. Oak.",
        "The firm, Moss & Co. of Leeds, was sold.",
        "Rev. Ann Alder preached on Jan. 5.",
        "It ran from approx. 1900 to ca. 1950 (vol. 3, pp. 5 to 9).",
        "The village (pop. 4,302) is small.",
        "The song “Where Are You?” was sung.",
        "It lies 3 km south of Oslo, at 59.9 degrees.",
        "Arden v. Borland was heard in court.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences(f"It rained. {sentence} Then it stopped.") == ["It rained.", sentence, "Then it stopped."]


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("He moved to the U.S. The company followed.", ["He moved to the U.S.", "The company followed."]),
        ("She said: “Go!” He went.", ["She said: “Go!”", "He went."]),
        ("It was sold (in 1990). Nobody knew.", ["It was sold (in 1990).", "Nobody knew."]),
        ("It was cheap. (It cost £5.) It sold.", ["It was cheap.", "(It cost £5.)", "It sold."]),
        ("Was it so? It was! And so on.", ["Was it so?", "It was!", "And so on."]),
        ("It opened in 1990. In 1991 it closed.", ["It opened in 1990.", "In 1991 it closed."]),
        ("It was proved.[1] Others doubted it.[2][3] So it stands.", None),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(paragraph: str, parts: list[str] | None) -> None:
    if parts is None:
        assert len(sentences(paragraph)) == 3
    else:
        assert sentences(paragraph) == parts


def test_list_items_need_no_full_stop() -> None:
    article = parse_article("= T =\n\nThree things:\n- Moss\n- Fern. And oak\n- Star: a U.S. kind\n")
    (passage,) = article.sections[0].passages
    assert [item.text for item in passage.sentences] == ["Moss", "Fern. And oak", "Star: a U.S. kind"]
