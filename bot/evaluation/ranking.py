"""Ranking measures: where the gold sentences stand among the hits. Equal to ir-measures' R@k, RR@k and nDCG@k."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answer import Citation
from corpus.article import Article

DEPTH = 10
CUTOFFS = (1, 3, 10)
SAME_PLACE = 0.5  # of the shorter one's characters that a hit and a gold sentence share


@dataclass(frozen=True, slots=True)
class Ranking:
    """The hits of one question as document ids, best first, and the ids of the gold sentences."""

    ids: tuple[str, ...]
    gold: frozenset[str]

    def marks(self) -> dict[str, float]:
        """The measures of this question; none where the article holds no gold sentence for it."""
        if not self.gold:
            return {}
        marks = {f"recall@{k}": recall(self.ids, self.gold, k) for k in CUTOFFS}
        return {**marks, "mrr": reciprocal_rank(self.ids, self.gold), "ndcg@10": ndcg(self.ids, self.gold, DEPTH)}


def recall(ids: Sequence[str], gold: Collection[str], k: int) -> float:
    """|gold ∩ first k| / |gold| (Manning, Raghavan & Schütze 2008, ch. 8)."""
    return len(set(ids[:k]) & set(gold)) / len(gold)


def reciprocal_rank(ids: Sequence[str], gold: Collection[str]) -> float:
    """1 / rank of the first gold one, 0 without one (Voorhees 1999); its mean is MRR."""
    return next((1 / rank for rank, id in enumerate(ids, 1) if id in gold), 0.0)


def ndcg(ids: Sequence[str], gold: Collection[str], k: int) -> float:
    """Σ 1/log2(rank + 1) over the gold ones in the first k, over the best possible (Järvelin & Kekäläinen 2002)."""
    gain = sum(1 / math.log2(rank + 1) for rank, id in enumerate(ids[:k], 1) if id in gold)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(gold)) + 1))
    return gain / best


def rank(hits: Sequence[Citation], evidence: Sequence[str], article: Article) -> Ranking:
    """The hits and the golds under common ids, ``start-end`` in the article.

    A hit that covers a gold sentence bears that sentence's id; a further one that covers it again bears its own.
    Gold evidence that isn't in the article has no id.
    """
    golds = list(dict.fromkeys(place for e in evidence for place in _places(e, article.text)))
    left, ids = dict.fromkeys(golds), dict[str, None]()
    for hit in hits[:DEPTH]:
        found = next((gold for gold in left if _same_place((hit.start, hit.end), gold)), None)
        if found is not None:
            del left[found]
        start, end = found or (hit.start, hit.end)
        ids.setdefault(f"{start}-{end}" if found or (start, end) not in golds else f"{start}-{end}-again")
    return Ranking(tuple(ids), frozenset(f"{start}-{end}" for start, end in golds))


def _places(evidence: str, text: str) -> list[tuple[int, int]]:
    """Where a piece of evidence stands: its first place, as gold evidence is one sentence."""
    start = text.find(evidence) if evidence.strip() else -1
    return [(start, start + len(evidence))] if start >= 0 else []


def _same_place(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared >= SAME_PLACE * min(one[1] - one[0], other[1] - other[0])
