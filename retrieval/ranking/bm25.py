"""BM25 with rank-bm25's parameters and idf, scored over postings instead of over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus


class PostingsBM25(BM25Plus):  # type: ignore[misc]
    """rank-bm25's BM25+ (Lv & Zhai 2011, "Lower-bounding term frequency normalization"), the same scores.

    A query gathers the postings of its words and sums them: its cost grows with the postings, not with the corpus.
    """

    def __init__(self, corpus: Iterable[Sequence[str]], **parameters: Any) -> None:
        super().__init__(list(corpus), **parameters)
        norm = self.k1 * (1 - self.b + self.b * self.doc_len / (self.avgdl or 1))
        idf = np.fromiter(self.idf.values(), np.float64, len(self.idf))
        f = self._counts
        self._weights = np.repeat(idf, np.diff(self._starts)) * (f * (self.k1 + 1)) / (norm[self._documents] + f)
        self._postings = {
            word: slice(*ends) for word, ends in zip(self.idf, pairwise(self._starts.tolist()), strict=True)
        }
        self._every = np.arange(self.corpus_size)
        del self._counts, self._starts

    def _initialize(self, corpus: list[Sequence[str]]) -> dict[str, int]:
        """Count the words into arrays sorted by word and document, in place of a dictionary for every document."""
        self.corpus_size = len(corpus)
        self.doc_len = np.fromiter(map(len, corpus), np.int64, len(corpus))
        self.avgdl = int(self.doc_len.sum()) / self.corpus_size
        number: defaultdict[str, int] = defaultdict()
        number.default_factory = number.__len__
        words = np.fromiter(map(number.__getitem__, chain.from_iterable(corpus)), np.int64, int(self.doc_len.sum()))
        keys = words * self.corpus_size + np.repeat(np.arange(self.corpus_size), self.doc_len)
        pairs, counts = np.unique(keys, return_counts=True)
        self._documents = pairs % self.corpus_size
        self._counts = counts.astype(np.float64)
        self._starts = np.searchsorted(pairs, np.arange(len(number) + 1) * self.corpus_size)
        return dict(zip(number, np.diff(self._starts).tolist(), strict=True))

    def _posting(self, word: str) -> tuple[NDArray[np.int64], NDArray[np.float64]] | None:
        """The documents that hold a word, and what it adds to their scores."""
        here = self._postings.get(word)
        return None if here is None else (self._documents[here], self._weights[here])

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """The score of every document for a query's words."""
        floor = float(sum([self.idf[word] * self.delta for word in query if word in self.idf]))
        return np.asarray(self.best_form_scores({word: 1.0} for word in query) + floor)

    def best_form_scores(self, terms: Iterable[Mapping[str, float]]) -> NDArray[np.float64]:
        """The score of every document where each term counts once: by the best of its forms (form → grade)."""
        added: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
        for forms in terms:
            found = [(posting, grade) for word, grade in forms.items() if (posting := self._posting(word)) is not None]
            if len(found) == 1:
                (documents, weights), grade = found[0]
                added.append((documents, weights if grade == 1 else grade * weights))
            elif found:
                best = np.zeros(self.corpus_size)
                graded = [grade * weights for (_, weights), grade in found]
                np.maximum.at(best, np.concatenate([documents for (documents, _), _ in found]), np.concatenate(graded))
                added.append((self._every, best))
        if not added:
            return np.zeros(self.corpus_size)
        every_document, every_weight = map(np.concatenate, zip(*added, strict=True))
        scores: NDArray[np.float64] = np.bincount(every_document, every_weight, self.corpus_size).astype(
            float, copy=False
        )
        return scores
