"""What the reader promises: any text that people write as an article is read, and every piece knows where it stands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, UnreadableError, default_article_path, parse_article, read_article

FIXTURES = sorted((Path(__file__).parents[1] / "articles").glob("*.txt"))

SIDES = """= Arden–Borland relations =

Infobox
- Party1: Arden
- Party2: Borland
- Mission1: Embassy of Arden, Borltown
- Envoy1: Ann Alder
- Envoy2: Bo Birch
- Envoytitle2: Consul

Both have a coast.
"""


def titles(text: str) -> list[str]:
    return [section.name for section in parse_article(text).sections]


def quoted(article: Article) -> list[tuple[str, int, int]]:
    """Every piece of text in an article, with the place it says it has."""
    pieces = [
        (sentence.text, sentence.start, sentence.end)
        for section in article.sections
        for passage in section.passages
        for sentence in (*passage.sentences, *([passage.lead_in] if passage.lead_in else []))
    ]
    pieces += [(fact.value, fact.value_start, fact.value_end) for fact in article.facts]
    return pieces


def check_places(article: Article) -> None:
    for text, start, end in quoted(article):
        assert text and article.text[start:end] == text
    for section in article.sections:
        assert all(section.start <= passage.start < passage.end <= section.end for passage in section.passages)


# Places


@pytest.mark.parametrize("path", [default_article_path(), *FIXTURES], ids=lambda path: path.stem)
def test_every_piece_of_a_real_article_stands_where_it_says(path: Path) -> None:
    article = read_article(path)
    assert article.text == path.read_text(encoding="utf-8")
    assert len(quoted(article)) > 25 and article.facts and not article.warnings
    check_places(article)


PIECES = """= T =|== A ==|=== B ===|==== C ====|# T|## A|Infobox|- Key: Value|- Party1: X|- item|1. item|* x: y|| |
Here are:|He came. She left.|“Go!” said Dr. No. (It rained.) Then|See also|== See also ==|==|= =|-|- :|\ufeff|e.g. this|
No. 5|€4.7 billion|🙂 é ﬁ"""
LINES = st.one_of(
    st.sampled_from(PIECES.replace("\n", "").split("|")),
    st.text(max_size=60).filter(lambda line: "\x00" not in line),
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_whatever_the_text_every_piece_stands_where_it_says(lines: list[str], end: str, mark: bool) -> None:
    text = ("\ufeff" if mark else "") + end.join(lines)
    try:
        article = parse_article(text)
    except UnreadableError as error:
        assert "\n" not in str(error)
        return
    check_places(article)


@settings(deadline=None)
@given(st.lists(LINES, max_size=15), st.sampled_from(["\n", "\r\n"]))
def test_offsets_are_those_of_the_file_as_python_reads_it(tmp_path_factory, lines: list[str], end: str) -> None:
    path = tmp_path_factory.mktemp("articles") / "a.txt"
    path.write_bytes((end.join(lines) + end + "At last a sentence.").encode("utf-8", "replace"))
    try:
        article = read_article(path)
    except UnreadableError:
        return
    assert article.text == path.read_text(encoding="utf-8")
    check_places(article)


# Form


def test_the_article_format_as_documented() -> None:
    article = parse_article(
        "= Moss =\n\nInfobox\n- Grows: slowly\n\nMoss is green. It is soft.\n\n"
        "== Kinds ==\nThere are two:\n- Peat\n- Star: the rare one\n\n=== Peat ===\nIt burns.\n\n"
        "== See also ==\n- Fern\n"
    )
    assert article.title == "Moss"
    assert [(fact.key, fact.value) for fact in article.facts] == [("Grows", "slowly")]
    assert [section.name for section in article.sections] == ["Introduction", "Kinds", "Kinds > Peat", "See also"]
    assert [sentence.text for sentence in article.sections[0].passages[0].sentences] == [
        "Moss is green.",
        "It is soft.",
    ]
    kinds = article.sections[1].passages[0]
    assert kinds.kind == "list" and kinds.lead_in and kinds.lead_in.text == "There are two:"
    assert [item.text for item in kinds.sentences] == ["Peat", "Star: the rare one"]
    assert [section.navigation for section in article.sections] == [False, False, False, True]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(tmp_path: Path, end: str, mark: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((mark + SIDES.replace("\n", end)).encode())
    article = read_article(path)
    assert article.title == "Arden–Borland relations" and len(article.facts) == 6
    assert [s.name for s in article.sections] == ["Introduction"]


def test_markdown_headings_are_headings() -> None:
    assert parse_article("# Moss\n\nGreen.").title == "Moss"
    assert titles("# Moss\n\nGreen.\n\n## Kinds ##\nTwo.\n\n### Peat\nIt burns.") == [
        "Introduction",
        "Kinds",
        "Kinds > Peat",
    ]


def test_deeper_levels_repeated_titles_and_empty_sections_are_kept_apart() -> None:
    text = (
        "= T =\n\nLead.\n\n== A ==\n==== Deep ====\nOne.\n\n== B ==\n=== Deep ===\nTwo.\n\n== A ==\nThree.\n\n== C ==\n"
    )
    assert titles(text) == ["Introduction", "A", "A > Deep", "B", "B > Deep", "A", "C"]


def test_a_text_without_any_heading_is_an_article_named_after_its_file(tmp_path: Path) -> None:
    path = tmp_path / "my_notes.txt"
    path.write_text("Just one line of prose.", encoding="utf-8")
    article = read_article(path)
    assert article.title == "my notes" and [s.name for s in article.sections] == ["Introduction"]


def test_an_article_may_have_no_lead_or_nothing_but_an_infobox() -> None:
    assert titles("= T =\n\n== A ==\nOne.") == ["A"]
    assert [fact.value for fact in parse_article("= T =\n\nInfobox\n- Height: 3 m\n").facts] == ["3 m"]


def test_a_paragraph_broken_over_lines_is_one_paragraph() -> None:
    (passage,) = parse_article("= T =\n\nMoss is\ngreen. It\nis soft.").sections[0].passages
    assert [sentence.text for sentence in passage.sentences] == ["Moss is\ngreen.", "It\nis soft."]


# Infobox


def test_infobox_lines_with_one_number_describe_one_side() -> None:
    facts = {fact.key: fact for fact in parse_article(SIDES).facts}
    assert (facts["Mission1"].party, facts["Mission1"].counterpart) == ("Arden", "Borland")
    assert (facts["Envoy2"].party, facts["Envoy2"].counterpart) == ("Borland", "Arden")
    assert (facts["Envoy2"].attribute, facts["Envoy2"].title) == ("envoy", "Consul")


def test_a_title_that_is_not_given_is_not_borrowed_from_the_other_side() -> None:
    facts = {fact.key: fact for fact in parse_article(SIDES).facts}
    assert facts["Envoy1"].party == "Arden" and facts["Envoy1"].title is None


def test_an_infobox_line_without_a_value_is_no_fact() -> None:
    assert [f.key for f in parse_article("= T =\n\nInfobox\n- Born:\n- Died: 1900\n\nText.").facts] == ["Died"]


# What is no article


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "line 1: this file is empty"),
        (b"  \n\n\t\n", "line 1: this file is empty"),
        (b"\xef\xbb\xbf", "line 1: this file is empty"),
        (b"= Only a title =\n", "line 1: this article holds no text"),
        ("Hello there".encode("utf-16"), "line 1: this is UTF-16"),
        (b"= T =\n\nCaf\xe9 noir.", "line 3: this is not UTF-8"),
        (b"PK\x03\x04\x00\x00\x00\n\x00\x00", "line 1: this is a binary file"),
        (b"x" * 5000, "line 1: this is no prose"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line_that_names_file_and_line(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as error:
        read_article(path)
    assert str(error.value).startswith(f"{path}, {problem}") and "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(UnreadableError, match="folder"):
        read_article(tmp_path)


@pytest.mark.parametrize(
    ("line", "kind"),
    [("<p>Hello</p> there.", "HTML"), ("A {{cite web}} note.", "wikitext"), ("See [[Moss|moss]].", "wikitext")],
)
def test_what_looks_like_markup_is_read_with_a_warning_that_names_the_line(line: str, kind: str) -> None:
    article = parse_article(f"= T =\n\nText.\n{line}\n", "a.txt")
    assert len(article.warnings) == 1
    assert article.warnings[0].startswith("a.txt, line 4: ") and kind in article.warnings[0]
    assert not parse_article("= T =\n\nIf a < b and b > c, then [sic] {so}.").warnings


def test_a_players_numbered_clubs_are_no_sides_unless_the_title_names_them() -> None:
    clubs = "Infobox\n- Club1: Arden\n- Club2: Borland\n"
    assert [f.party for f in parse_article(f"= Ann Lee =\n\n{clubs}").facts] == [None, None]
    assert [f.party for f in parse_article(f"= Arden–Borland derby =\n\n{clubs}").facts] == ["Arden", "Borland"]
