"""The tables of general English are well formed, agree with themselves, and know nothing of any one article."""

import re
from pathlib import Path

import pytest

import retrieval
from corpus import default_article_path, read_article
from retrieval.words.thesaurus import NARROWER, phrase, related

DATA = Path(retrieval.__file__).parent / "data"
THESAURI = sorted(DATA.glob("thesaurus*.txt"))
SIGN = re.compile(r" (=|>|=>|~|><|<>) ")
WORD = re.compile(r"[\w'’.&/+$€£%-]+(?: [\w'’.&/+$€£%-]+)*")


def lines(path: Path) -> list[tuple[int, str]]:
    rows = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [(number, line) for number, line in rows if line.strip() and not line.startswith("#")]


def pairs(signs: str) -> dict[frozenset[str], str]:
    """Two words → where a line relates them by one of some signs."""
    found: dict[frozenset[str], str] = {}
    for path in THESAURI:
        for number, line in lines(path):
            sign = SIGN.search(line)
            if sign is None or sign[1] not in signs.split():
                continue
            if sign[1] == "=":
                group = line.split(" = ")
                related = [(a, b) for a in group for b in group if a < b]
            else:
                left, right = line.split(f" {sign[1]} ", 1)
                related = [(a, b) for a in left.split(", ") for b in right.split(", ")]
            for a, b in related:
                found.setdefault(frozenset((a.strip(), b.strip())), f"{path.name}:{number}")
    return found


@pytest.mark.parametrize("path", THESAURI, ids=lambda path: path.name)
def test_every_line_of_the_thesaurus_is_one_relation(path: Path) -> None:
    assert len(lines(path)) > 100
    for number, line in lines(path):
        signs = set(SIGN.findall(line))
        assert len(signs) == 1, f"{path.name}:{number}: {line}"
        for word in re.split(r" (?:=>|=|>|~|><|<>) |, ", line):
            assert WORD.fullmatch(word.strip()), f"{path.name}:{number}: {word!r}"


def test_no_two_words_are_both_alike_and_opposite() -> None:
    alike, opposite = pairs("= > => ~"), pairs("<>")
    assert not {" / ".join(sorted(p)): (alike[p], opposite[p]) for p in alike.keys() & opposite.keys()}


def test_tables_have_a_word_and_what_it_stands_for() -> None:
    for name in ("slips.tsv", "spelling.tsv", "irregular.tsv"):
        for number, line in lines(DATA / name):
            assert re.fullmatch(r"[^\t]+\t[^\t]+.*", line), f"{name}:{number}: {line!r}"


def test_no_table_names_the_people_of_an_article() -> None:
    people = re.compile(
        r"envoy|born|name|officer|founder|architect|engineer|spouse|advisor|patron|owner|director|chief"
    )
    paths = [default_article_path(), *sorted((Path(__file__).parents[1] / "articles").glob("*.txt"))]
    facts = [fact for path in paths for fact in read_article(path).facts]
    values = [f.value for f in facts if people.search(f.attribute) and not f.attribute.endswith("title")]
    names = [v for v in values if re.fullmatch(r"[A-Z][\w-]+ [A-Z][\w-]+", v)]
    assert len(names) > len(paths)
    for table in DATA.iterdir():
        text = table.read_text(encoding="utf-8").lower()
        assert not [name for name in names if name.lower() in text], table.name


@pytest.mark.parametrize(
    ("asked", "told"),
    [("shell out", "pay"), ("put behind bars", "imprison"), ("fork out", "cost"), ("price tag", "bid")],
)
def test_everyday_words_are_met_by_formal_ones_never_the_other_way_round(asked: str, told: str) -> None:
    assert related(phrase(asked)).meets[phrase(told)] >= NARROWER
    assert phrase(asked) not in related(phrase(told)).meets


def test_a_line_about_both_ways_is_outranked_by_one_the_right_way_round() -> None:
    assert related(phrase("custody")).meets[phrase("detain")] == NARROWER  # "detain > custody" stands before it


def test_what_another_word_stands_for_stands_for_nothing_itself() -> None:
    rows = [line.split(" ~ ") for path in THESAURI for _, line in lines(path) if " ~ " in line]
    asked = {phrase(word) for left, _ in rows for word in left.split(", ")}
    assert not asked & {phrase(word) for _, right in rows for word in right.split(", ")}
    assert related(phrase("flog")).meets[phrase("export")] == NARROWER
    assert phrase("buy") in related(phrase("flog")).converse
