"""How replies look in a terminal: pure functions from an ``Answer`` to lines, and from lines to text.

Article and question may hold anything; what ``plain`` and ``show`` put out went through ``clean``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from bot.answer import Answer, Citation

if TYPE_CHECKING:
    from rich.console import Console

# CSI, string (OSC, DCS, …) and two-character sequences of ECMA-48, section 5.4 and 5.6.
_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
_NOT_ASCII_TEXT = re.compile(r"[^\x20-\x7e]")
# By Unicode category, what is shown for a character that a terminal would not print as it is.
_STAND_INS = {"Zs": " ", "Zl": "\n", "Zp": "\n", "Cs": "\ufffd", "Co": "\ufffd", "Cn": "\ufffd"}
MARKS_IN_A_ROW = 4  # combining marks on one letter; no writing system stacks more in running text
_SURE = ((0.85, "sure"), (0.6, "fairly sure"), (0.0, "not sure"))


class Part(NamedTuple):
    """A stretch of text in one style, in rich's words ("bold", "dim", "")."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """Parts that stand side by side; a terminal wraps them at its width.

    With ``column``, the first part is a column of that width and the rest wraps beside it.
    """

    parts: tuple[Part, ...]
    indent: int = 0
    column: int = 0


BLANK = Line(())


def line(text: str, style: str = "", indent: int = 0) -> Line:
    """A line in one style."""
    return Line((Part(text, style),), indent)


def clean(text: str) -> str:
    """The text and nothing else: every character of the result is printable or a line feed.

    Escape sequences, control characters and invisible formatting (direction overrides, zero-width characters)
    go, other spaces become spaces, what has no glyph becomes U+FFFD, and piles of combining marks are cut.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    text = _ESCAPE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    shown: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in ("Cc", "Cf") and character != "\n":
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > MARKS_IN_A_ROW:
            continue
        shown.append(_STAND_INS.get(category, character))
    return "".join(shown)


def typed(text: str) -> str:
    """What a person typed, as legal Unicode: bytes that were no UTF-8 become U+FFFD."""
    return re.sub("[\ud800-\udfff]+", "\ufffd", text)


def json_line(answer: Answer) -> str:
    """The reply as one line of JSON, with everything that a terminal would act on escaped."""
    text = json.dumps(answer.as_prediction(), ensure_ascii=False)
    return _NOT_ASCII_TEXT.sub(lambda m: m[0] if m[0].isprintable() else json.dumps(m[0])[1:-1], text)


def reply(answer: Answer, *, confidence: bool = False) -> list[Line]:
    """A reply: what is answered, what it rests on, and where that stands; no blank lines in it."""
    lines = [line(answer.headline, "bold"), *(line(note) for note in answer.notes)]
    for reading in answer.readings:
        lines.append(Line((Part(f"{reading.label}: "), Part(reading.answer, "bold"))))
        lines += _quotation(reading.citation)
    shown = [reading.citation for reading in answer.readings]
    for citation in answer.citations:
        if citation not in shown:
            first = citation == answer.citations[0]
            lines += _quotation(citation, _sure(answer.confidence) if confidence and first else "")
    if answer.status != "answered":
        lines += [line(f"• {question}", indent=2) for question in answer.suggestions]
    return lines


def _quotation(citation: Citation, sure: str = "") -> list[Line]:
    where = f"— {citation.section}" + (f" ({sure})" if sure else "")
    return [line(f"“{citation.quote}”", indent=2), line(where, "dim", indent=2)]


def _sure(confidence: float) -> str:
    return next(words for least, words in _SURE if confidence >= least)


def plain(lines: Iterable[Line]) -> str:
    """Lines for a pipe or a file: no styles, no wrapping, no empty lines (they separate replies)."""
    rows: list[str] = []
    for item in lines:
        text = "".join(clean(part.text) for part in item.parts)
        rows += (" " * item.indent + row for row in text.split("\n") if row.strip())
    return "\n".join(rows)


def show(lines: Iterable[Line], console: Console) -> None:
    """Print lines on a terminal, wrapped at its width."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    for item in lines:
        texts = [Text(clean(part.text), part.style) for part in item.parts]
        body: Table | Text = Text().join(texts)
        if 0 < item.column <= console.width // 2:
            body = Table.grid()
            body.add_column(width=item.column)
            body.add_row(texts[0], Text().join(texts[1:]))
        console.print(Padding(body, (0, 0, 0, item.indent), expand=False) if item.parts else "")
