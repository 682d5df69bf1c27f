"""Whether two pieces of text say the same: SQuAD's measures, and the looser ones for replies and quotes."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

QUOTE_LIMIT = 600  # characters; a longer quote is no answer but a page
OWN_SHARE = 0.4  # of a quote's words, at least, come from the gold evidence
SENTENCE_SHARE = 0.5  # of a gold sentence's words, where there is no gold answer
EVIDENCE_OVERLAP = 0.8  # of the shorter one's words, for quote and gold evidence to be the same place

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_DASHES = re.compile(r"[‐-―−-]")
_OTHER = re.compile(r"[^\w€$%.,]")


def squad_words(text: str) -> list[str]:
    """Lower case, no punctuation, no articles: ``normalize_answer`` of SQuAD's own script (Rajpurkar et al. 2016)."""
    return _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def exact_match(given: str, gold: str) -> float:
    """1 where both are the same words in SQuAD's form."""
    return float(squad_words(given) == squad_words(gold))


def token_f1(given: str, gold: str) -> float:
    """2·P·R / (P + R) over the words both share, in SQuAD's form; two empty ones are equal (SQuAD 2.0's script)."""
    ours, theirs = squad_words(given), squad_words(gold)
    if not ours or not theirs:
        return float(ours == theirs)
    same = (Counter(ours) & Counter(theirs)).total()
    return 2 * same / (len(ours) + len(theirs))


def best_of(measure: Callable[[str, str], float], given: str, golds: Sequence[str]) -> float:
    """A measure against the gold that fits best, as SQuAD counts several golds."""
    return max(measure(given, gold) for gold in golds)


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """Text as compared here: compatibility forms, lower case, hyphens and punctuation gone, 1,000 as 1000."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    kept = _OTHER.sub(" ", _DASHES.sub(" ", folded)).replace(",", "")
    return " ".join(kept.split()).strip(" .")


def holds(text: str, wanted: str) -> bool:
    """Whether ``wanted`` stands in ``text`` as whole words."""
    needle = plain(wanted)
    if not needle or needle not in plain(text):
        return False
    return re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", plain(text)) is not None


def holds_any(text: str, wanted: Iterable[str]) -> bool:
    """Whether one of ``wanted`` stands in ``text``."""
    return any(holds(text, one) for one in wanted)


def words(text: str) -> Counter[str]:
    """The words of a text in ``plain`` form, counted."""
    return Counter(plain(text).split())


def overlap(one: str, other: str) -> float:
    """The words both share, as a share of the shorter one's."""
    ours, theirs = words(one), words(other)
    same = (ours & theirs).total()
    return same / min(ours.total(), theirs.total()) if same else 0.0


def quote_hits(quote: str, evidence: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether a quote is short, is mostly the gold evidence, and holds a gold answer.

    Without gold answers it has to hold half of one gold sentence instead.
    """
    ours, golds = words(quote), [words(e) for e in evidence]
    union: Counter[str] = Counter()
    for gold in golds:
        union |= gold
    if not ours or len(quote) > QUOTE_LIMIT or (ours & union).total() < OWN_SHARE * ours.total():
        return False
    if not answers:
        return any((ours & gold).total() >= SENTENCE_SHARE * gold.total() for gold in golds)
    return any(overlap(quote, e) >= EVIDENCE_OVERLAP for e in evidence) and any(
        holds(quote, a) or plain(a) in plain(quote) for a in answers
    )
