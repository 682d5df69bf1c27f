"""The scores are rank-bm25's; the answers do not depend on how a word's evidence is looked up."""

from __future__ import annotations

import re
from importlib import resources

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from retrieval.ranking.bm25 import PostingsBM25
from retrieval.words.lexicon import irregular_forms, read_data
from retrieval.words.text import beginnings, folded, tokenize

words = st.sampled_from("abcdefgh")
corpora = st.lists(st.lists(words, max_size=9), min_size=1, max_size=12).filter(any)


@given(corpora, st.lists(st.sampled_from("abcdefghxyz"), max_size=6))
@settings(deadline=None, derandomize=True)
def test_scores_equal_rank_bm25s(corpus: list[list[str]], query: list[str]) -> None:
    ours, theirs = PostingsBM25(corpus), BM25Plus(corpus)
    assert np.allclose(ours.get_scores(query), theirs.get_scores(query), rtol=0, atol=1e-9)


@given(corpora, st.lists(words, max_size=4, unique=True))
@settings(deadline=None, derandomize=True)
def test_a_term_of_one_form_counts_as_its_word(corpus: list[list[str]], query: list[str]) -> None:
    bm25 = PostingsBM25(corpus)
    known = [word for word in query if word in bm25.idf]
    floor = sum(bm25.idf[word] * bm25.delta for word in known)
    by_forms = bm25.best_form_scores([{word: 1.0} for word in known]) + floor
    assert np.allclose(by_forms, bm25.get_scores(known), rtol=0, atol=1e-9)


def test_every_word_of_the_data_is_found_by_its_stem() -> None:
    lines = (
        line for file in resources.files("retrieval").joinpath("data").iterdir() if file.name.startswith("thesaurus")
        for line in read_data(file.name)
    )  # fmt: skip
    parts = {part.strip() for line in lines for part in re.split(r"\s[<>=~]+\s|,", line)} | set(irregular_forms())
    for first, part in {(tokens[0], part) for part in parts if (tokens := tokenize(part))}:
        written = folded(part)[first.start :]
        assert written.startswith(beginnings(first.stem)), (part, first.stem, beginnings(first.stem))
