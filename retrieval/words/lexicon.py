"""General English as data: word classes, types, countries, irregular forms, read once from ``retrieval/data``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


def read_data(name: str) -> list[str]:
    """The lines of a data file, without comments and empty lines."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line[:1] not in ("", "#") and not line.isspace()]


@cache
def word_classes(name: str) -> dict[str, tuple[str, ...]]:
    """A file of ``class: word, word`` lines as a table; a class on several lines is joined."""
    classes: dict[str, tuple[str, ...]] = {}
    for line in read_data(name):
        key, _, words = line.partition(":")
        classes[key.strip()] = classes.get(key.strip(), ()) + tuple(
            word.strip() for word in words.split(",") if word.strip()
        )
    return classes


@cache
def words(name: str, *classes: str) -> frozenset[str]:
    """The words of some classes of a file, lower case. Raises KeyError for a class that isn't there."""
    table = word_classes(name)
    return frozenset(word.lower() for key in classes for word in table[key])


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Irregular inflections: form → base form."""
    return dict(line.split("\t", 1) for line in read_data("irregular.tsv"))


@dataclass(frozen=True, slots=True)
class Country:
    """A country or a union of countries, as people write of it."""

    name: str
    other_names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries, with what stands for them: a demonym for the country, a capital for its government."""
    return tuple(read_country(line) for line in read_data("countries.tsv"))


def read_country(line: str) -> Country:
    """A line of ``countries.tsv`` as a country."""
    cells = [tuple(v.strip() for v in cell.split(";") if v.strip()) for cell in line.split("\t")]
    cells += [()] * (4 - len(cells))
    return Country(cells[0][0], cells[1], cells[2], cells[3])
