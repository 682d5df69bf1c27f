"""Finding phrases in a data file by their stems, without stemming the file.

Stemming 40,000 words of a thesaurus takes a second; a question touches a few hundred. So a file stays text, and only
the phrases whose spelling begins like a stem are stemmed, when that stem is first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from retrieval.words.text import beginnings, folded, normalize, stem, tokenize

Phrase = tuple[str, ...]


@lru_cache(maxsize=32768)
def phrase(text: str) -> Phrase:
    """A phrase as the stems of its words."""
    plain = text.split(" ")
    if all(word.isascii() and word.isalpha() and word.islower() for word in plain):
        return tuple(stem(normalize(word)) for word in plain)
    return tuple(token.stem for token in tokenize(text))


class Phrasebook:
    """Lines of phrases, with signs between them."""

    def __init__(self, lines: Iterable[str], signs: str) -> None:
        self._borders = frozenset(signs + "\n")
        self._to_border = re.compile(f"[^{signs}\n]*")
        self._text = "\n" + "\n".join(lines) + "\n"
        self._folded = folded(self._text)
        self._from = lru_cache(maxsize=2048)(self._beginning_with)
        self.longest = lru_cache(maxsize=2048)(self._longest)

    def lines(self, words: Phrase) -> tuple[str, ...]:
        """The lines that hold a phrase, in their order."""
        return self._from(words[0]).get(words, ()) if words else ()

    def _beginning_with(self, first: str) -> dict[Phrase, tuple[str, ...]]:
        """All phrases whose first word has a stem, with the lines they stand in."""
        found: dict[Phrase, dict[int, None]] = {}
        for place in sorted({place for start in beginnings(first) for place in self._places(start)}):
            part = self._to_border.match(self._text, place)[0].strip()  # type: ignore[index]
            head = part.partition(" ")[0]
            if head.isalpha() and head != "US" and stem(normalize(head)) != first:
                continue  # told without the whole phrase
            words = phrase(part)
            if words and words[0] == first:
                found.setdefault(words, {})[self._text.rfind("\n", 0, place) + 1] = None
        return {words: tuple(self._line(start) for start in starts) for words, starts in found.items()}

    def _longest(self, first: str) -> int:
        """The number of words of the longest phrase whose first word has a stem; 0 without any."""
        return max(map(len, self._from(first)), default=0)

    def _places(self, beginning: str) -> Iterable[int]:
        """Where phrases begin that are spelt in a way."""
        place = self._folded.find(beginning)
        while place >= 0:
            before = place - 1 if self._folded[place - 1] != " " else place - 2
            if self._folded[before] in self._borders:
                yield place
            place = self._folded.find(beginning, place + 1)

    def _line(self, start: int) -> str:
        return self._text[start : self._text.index("\n", start)]
