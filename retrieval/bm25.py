"""BM25 with rank-bm25's parameters and idf, scored over postings instead of over documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus


class PostingsBM25(BM25Plus):  # type: ignore[misc]
    """rank-bm25's BM25+ (Lv & Zhai 2011, "Lower-bounding term frequency normalization"), the same scores.

    A query gathers the postings of its words and sums them: its cost grows with the postings, not with the corpus.
    """

    def __init__(self, corpus: Sequence[Sequence[str]], **parameters: Any) -> None:
        super().__init__([list(document) for document in corpus], **parameters)
        lengths = np.asarray(self.doc_len, dtype=np.float64)
        norm = self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        gathered: dict[str, tuple[list[int], list[int]]] = {}
        for document, frequencies in enumerate(self.doc_freqs):
            for word, frequency in frequencies.items():
                places, counts = gathered.setdefault(word, ([], []))
                places.append(document)
                counts.append(frequency)
        self._postings: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        for word, (places, counts) in gathered.items():
            documents = np.asarray(places, dtype=np.int64)
            f = np.asarray(counts, dtype=np.float64)
            self._postings[word] = documents, self.idf[word] * (f * (self.k1 + 1)) / (norm[documents] + f)

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """The score of every document for a query's words."""
        scores = np.zeros(self.corpus_size)
        floor = 0.0
        for word in query:
            if word in self._postings:
                documents, weights = self._postings[word]
                scores[documents] += weights
                floor += self.idf[word] * self.delta
        return scores + floor

    def best_form_scores(self, terms: Iterable[Mapping[str, float]]) -> NDArray[np.float64]:
        """The score of every document where each term counts once: by the best of its forms (form → grade)."""
        scores = np.zeros(self.corpus_size)
        for forms in terms:
            found = [(self._postings[word], grade) for word, grade in forms.items() if word in self._postings]
            if len(found) == 1:
                (documents, weights), grade = found[0]
                scores[documents] += grade * weights
            elif found:
                best = np.zeros(self.corpus_size)
                for (documents, weights), grade in found:
                    best[documents] = np.maximum(best[documents], grade * weights)
                scores += best
        return scores
