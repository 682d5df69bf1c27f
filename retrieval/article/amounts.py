"""What an amount comes to: its value and its unit, however it is written ("€2.3 million", "forty", "768 metres")."""

from __future__ import annotations

from functools import lru_cache

from retrieval.words.lazy import lazy
from retrieval.words.lexicon import word_classes
from retrieval.words.text import NUMBER_WORDS

_PART = lazy(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+\.?|[€£$¥₹₽₩%°′″]")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
           "dozen": 12.0, "lakh": 1e5, "crore": 1e7}  # fmt: skip
_SMALL = frozenset("a an the of about around some nearly almost over and per".split())


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    """Every spelling of a unit or currency → its first one."""
    classes = word_classes("gazetteer.txt")
    entries = [entry.split("=") for key in ("unit", "time unit", "currency") for entry in classes[key]]
    return {form: forms[0] for forms in entries for form in forms}


def amount(text: str) -> tuple[float, str] | None:
    """The value and the unit of an amount; None where there is no number or more than one."""
    values: list[float] = []
    rest: list[str] = []
    scaled = False
    for match in _PART.finditer(text.replace("per cent", "%")):
        part = match[0].rstrip(".")
        word = part.lower()
        if part[0].isdigit() or word in NUMBER_WORDS:
            number = float(part.replace(",", "")) if part[0].isdigit() else float(NUMBER_WORDS[word])
            if values and not scaled and values[-1] >= 20 and values[-1] % 10 == 0 and 0 < number < 10:
                values[-1] += number  # "twenty-one"
            else:
                values.append(number)
        elif word.removesuffix("s") in _SCALES:
            factor = _SCALES[word.removesuffix("s")]
            values = [*values[:-1], values[-1] * factor] if values else [factor]
            scaled = True
        elif word not in _SMALL:
            rest.append(part)
    if len(values) != 1:
        return None
    unit = " ".join(rest)
    return values[0], _units().get(unit, _units().get(unit.lower(), unit))
