"""Mending typing errors in a question, against the article's own words first; a real word is never changed."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from retrieval.words.lazy import lazy
from retrieval.words.lexicon import irregular_forms, read_data, word_classes
from retrieval.words.text import Token, folded, normalize, tokenize


@lru_cache(maxsize=64)  # a turn asks at several steps
def correct(
    question: str, vocabulary: frozenset[str], stems: frozenset[str]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The question with its misspelt words mended, and what was changed.

    ``vocabulary`` are the article's words (norms), ``stems`` their stems. A word is left alone when the article,
    this package's data or an English lexicon knows it; otherwise it becomes the nearest known word within one
    edit (two from nine letters on; optimal string alignment distance), the article's own words first.
    """
    question, changed = _joined(question, vocabulary)
    parts: list[str] = []
    place = 0
    for token in tokenize(question):
        better = _mend(token, vocabulary, stems)
        if better is None:
            continue
        parts += [question[place : token.start], better]
        place = token.end
        changed.append((token.text, better))
    return "".join([*parts, question[place:]]), tuple(changed)


def _joined(question: str, vocabulary: frozenset[str]) -> tuple[str, list[tuple[str, str]]]:
    """The question with two words made one that the article only knows as one ("stair case")."""
    changed = []
    for one, other in pairwise(tokenize(question)):
        apart = question[one.start : other.end]
        whole = f"{one.text}{other.text}"
        parts = one.norm, other.norm
        unknown = min(map(len, parts)) > 3 and vocabulary.isdisjoint(parts)
        if unknown and apart == f"{one.text} {other.text}" and whole.lower() in vocabulary:
            question = question.replace(apart, whole, 1)
            changed.append((apart, whole))
            break
    return question, changed


def _mend(token: Token, vocabulary: frozenset[str], stems: frozenset[str]) -> str | None:
    word = token.norm
    if word in vocabulary or not word.isalpha():
        return None
    if word in _slips() and not token.text.isupper():
        return _as_typed(_slips()[word], token)
    if len(word) < 4 or (token.stem in stems and not _ODD.search(word)) or _is_listed(word):
        return None
    if len(word) == 4:  # too short for any error but two letters exchanged
        near = _exchanged(word, vocabulary) or _exchanged(word, _general())
        return _as_typed(near, token) if near and not _is_known(word) else None
    near = _nearest(word, vocabulary)
    if near is None and (token.stem in stems or _is_known(word)):
        return None
    if near is not None and _is_known(word) and not _is_doubled(word, near):
        return None
    near = near or _nearest(word, _general())
    return _as_typed(near, token) if near else None


# Endings that stemming forgives, though nobody spells so ("mediatted", "burried").
_ODD = lazy(r"([bcdfgklmnprstvz])\1(?:ed|ing|ers?)$|ie[ds]$")


def _exchanged(word: str, candidates: frozenset[str]) -> str | None:
    """The known word that a short word becomes when two neighbouring letters are exchanged."""
    swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    return next((other for other in swaps if other != word and other in candidates), None)


def _is_doubled(word: str, other: str) -> bool:
    """Whether two words differ only by a letter that is doubled, or left out beside another vowel, or by i and y."""
    if len(word) == len(other):
        return [{a, b} for a, b in zip(word, other, strict=True) if a != b] == [{"i", "y"}]
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    places = [i for i in range(len(longer)) if longer[:i] + longer[i + 1 :] == shorter]
    return any(longer[i] == longer[i - 1] or {longer[i], longer[i - 1]} <= set("aeiou") for i in places if i)


@lru_cache(maxsize=1)
def _slips() -> dict[str, str]:
    """Slips in short words: typed → meant."""
    return dict(line.split("\t", 1) for line in read_data("slips.tsv"))


def _as_typed(word: str, token: Token) -> str:
    return word.capitalize() if token.is_capital and not token.text.isupper() else word


@lru_cache(maxsize=1024)
def _nearest(word: str, candidates: frozenset[str]) -> str | None:
    from rapidfuzz.distance import OSA  # here: most questions hold no error

    most = 2 if len(word) >= 8 else 1
    best: tuple[int, int, str] | None = None
    for shape in {(letter, size) for letter in word[:2] for size in range(len(word) - most, len(word) + most + 1)}:
        for other in _by_shape(candidates).get(shape, ()):
            distance = OSA.distance(word, other, score_cutoff=most)
            if distance <= most and (best is None or (distance, _far(word, other), other) < best):
                best = distance, _far(word, other), other
    return best[2] if best else None


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _far(word: str, other: str) -> int:
    """0 where the key beside the one that was meant was hit, else 1."""
    apart = [(a, b) for a, b in zip(word, other, strict=False) if a != b]
    if len(word) != len(other) or len(apart) != 1:
        return 1
    one, two = apart[0]
    return int(not any(one in row and two in row and abs(row.index(one) - row.index(two)) == 1 for row in _KEYS))


@lru_cache(maxsize=8)
def _by_shape(words: frozenset[str]) -> dict[tuple[str, int], list[str]]:
    """The words that a longer word may be mended to, by their first letter and their length."""
    shapes: dict[tuple[str, int], list[str]] = {}
    for word in words:
        if len(word) >= 4 and word.isalpha():
            shapes.setdefault((word[0], len(word)), []).append(word)
    return shapes


@lru_cache(maxsize=8192)
def _is_listed(word: str) -> bool:
    """Whether a word stands in a list of English as it is written."""
    return word in irregular_forms() or _in_data(word) or f"\n{word} " in _lexicon()


@lru_cache(maxsize=8192)
def _is_known(word: str) -> bool:
    """Whether a word, or the word it is formed from, is English."""
    if word in irregular_forms():
        return True
    roots = [word.removesuffix(ending) for ending in ("", "s", "es", "ed", "ing", "ly")]
    forms = {*roots, *(f"{root}e" for root in roots if root != word)}
    if word.endswith(("ied", "ies")):
        forms.add(f"{word[:-3]}y")
    if len(word) > 6 and word.endswith(("ed", "ing")):
        forms.update(root[:-1] for root in roots if root != word and root[-2:-1] == root[-1:])
    known = sorted(form for form in forms if len(form) > 2)
    return any(map(_in_data, known)) or any(f"\n{form} " in _lexicon() for form in known)


def _in_data(word: str) -> bool:
    """Whether a word stands in this package's data, found without taking the whole of it apart."""
    text = _data()
    place = text.find(word)
    while place >= 0:
        before, after = text[place - 1], text[place + len(word) :][:3].removeprefix("'s")[:1]
        if not (before.isalnum() or before == "'" or after.isalnum() or after == "'"):
            return True
        place = text.find(word, place + 1)
    return False


_WORD = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@lru_cache(maxsize=1)
def _data() -> str:
    """This package's word lists as one text in lower case without accents."""
    entries = ("types.txt", "verbs.txt", "function_words.txt", "gazetteer.txt")
    lists = (word for name in entries for words in word_classes(name).values() for word in words)
    return folded("\n".join(("", *read_data("thesaurus.txt"), *lists, "  ")))


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    """All single words of this package's data."""
    return frozenset(normalize(word.removesuffix("'s")) for word in _WORD.findall(_data()))


@lru_cache(maxsize=1)
def _lexicon() -> str:
    """TextBlob's English lexicon as text, "word TAG" a line, read as a file: importing TextBlob is not needed."""
    spec = find_spec("textblob")
    if spec is None or not spec.submodule_search_locations:
        return ""
    path = Path(spec.submodule_search_locations[0]) / "en" / "en-lexicon.txt"
    return path.read_text(encoding="utf-8").lower()
