"""What a search box would score: rank-bm25 over stemmed sentences, always answering with the best one.

    python -m tests.benchmarks.plain_bm25 [QUESTIONS …] [--half check]

Judged by the same measures as ``article-bot eval``. ``--best-threshold`` abstains below the score that suits these
questions best, which is more than a search box could know.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rank_bm25 import BM25Plus

from bot import Citation
from bot.evaluation.judge import judge
from bot.evaluation.predictions import Prediction
from corpus.question_sets import QuestionSet, find_sets
from retrieval.words.text import tokenize


def stems(text: str) -> list[str]:
    return [token.stem for token in tokenize(text)]


def judged(source: QuestionSet, half: str | None) -> Iterator[tuple[float, float, float]]:
    """For every question: the best sentence's score, and whether answering and refusing are right."""
    cited = [
        Citation(section.name, "passage", sentence.text, sentence.start, sentence.end)
        for section in source.article.sections
        for passage in section.passages
        for sentence in passage.sentences
    ]
    text = source.article.text
    cited += [Citation("Infobox", "fact", text[f.start : f.end], f.start, f.end) for f in source.article.facts]
    index = BM25Plus([stems(c.quote) for c in cited])
    for question in source.questions:
        if half not in (None, question.half):
            continue
        scores = index.get_scores(stems(question.question))
        best = int(scores.argmax())
        quote = cited[best].quote
        given = Prediction("", "answered", quote, quote, 1.0, (cited[best],))
        refused = Prediction("", "no_answer", None, "Not in the article.", 0.0, (cited[best],))
        marks = [judge(question, reply, text) for reply in (given, refused)]
        yield float(scores[best]), marks[0]["right"], marks[1]["right"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("questions", nargs="*")
    parser.add_argument("--half")
    parser.add_argument("--best-threshold", action="store_true")
    options = parser.parse_args()
    rows = [row for source in find_sets(options.questions) for row in judged(source, options.half)]
    thresholds = sorted(score for score, _, _ in rows) if options.best_threshold else [float("-inf")]
    right, threshold = max((sum(yes if s >= t else no for s, yes, no in rows), t) for t in thresholds)
    print(f"{len(rows)} questions, {right / len(rows):.3f} right, threshold {threshold:.2f}")


if __name__ == "__main__":
    main()
