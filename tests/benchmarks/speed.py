"""How fast it is, as one table: ``python -m tests.benchmarks.speed [--passages 1000 10000] [--questions 5000]``.

``--only start answers`` measures these parts, ``--help`` names them all.

Ratios stand first: both sides of a ratio are measured in the same run, one after the other, on the same machine.
Needs the ``test`` extra, and ``pip install bm25s`` for the comparison with it. The start is measured in an environment
made for it, which pip fills from its index.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from bot import ArticleBot
from corpus import UnreadableError, default_article_path, parse_article
from retrieval.find import Finder
from retrieval.question.analysis import analyze
from retrieval.ranking import evidence
from retrieval.ranking.align import Plan
from retrieval.ranking.bm25 import PostingsBM25
from tests.benchmarks.long_articles import FIXTURES, long_text

Row = tuple[str, str, str]
ROOT = Path(__file__).parents[2]
QUESTION = "Who is the ambassador of Kosovo?"
IMPORTS = "import nltk, rank_bm25"
# What regular expressions could stumble over, each repeated to a hundred thousand characters.
SNIPPETS = [
    *"a1 .,;:!?'\"“(-–_=#*•[{<&|\\/é\u0301\u200b\u202e字🙂\t\n",
    *("a ", "1 ", "A b. ", "1,", "one ", "- ", "a's ", "A.", "U.S. ", "the A ", "no ", "a\n", "- a: b\n", "1901 "),
    *("from 1 to ", "A of ", "Tell me about ", "so ", "hi ", " hm", "x-", "A (B) ", "A, ", " and Kosovo's?", "I. "),
]
REPEATED = 100_000
PARTS = ("start", "answers", "growth", "passages", "recall")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--questions", type=int, default=5000, help="asked while memory is watched (issue: 100000)")
    parser.add_argument("--runs", type=int, default=7, help="pairs of starts")
    parser.add_argument(
        "--only", choices=PARTS, nargs="+", default=PARTS, help="what is measured; recall takes longest"
    )
    args = parser.parse_args()
    ratios: list[Row] = []
    times: list[Row] = []
    parts = {"start": cold(args.runs), "answers": warm(args.questions), "growth": lines()}
    for measured, kind in (
        *((parts[name], name) for name in parts if name in args.only),
        *((long(count), f"{count} passages") for count in args.passages if "passages" in args.only),
        *((recall(count), f"{count} passages") for count in args.passages if "recall" in args.only),
    ):
        for name, value, bound in measured:
            (ratios if "ratio" in name else times).append((f"{kind}: {name.removeprefix('ratio ')}", value, bound))
    print(f"{_machine()}\n")
    print("| what | measured | to hold |\n|---|---|---|")
    print("\n".join(f"| {name} | {value} | {bound} |" for name, value, bound in (*ratios, *times)))
    return 0


def _machine() -> str:
    model = next(
        (line.split(":")[1].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    return f"{model}, {platform.system()}, Python {platform.python_version()}, numpy {np.__version__}"


def _read(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def _spent(work: Callable[[], object]) -> float:
    """Processor seconds of this thread."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def cold(runs: int) -> Iterator[Row]:
    """A question as a whole process, against importing NLTK and rank-bm25.

    In an environment of its own with nothing but the package: where SciPy is installed, NLTK loads that, too, and the
    ratio would look three times as good.
    """
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / ("Scripts" if os.name == "nt" else "bin") / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", str(ROOT)], check=True)
        ask = [python, "-m", "bot", "ask", QUESTION]
        imports = [python, "-c", IMPORTS]
        for command in (ask, imports):  # from here on its byte code is at hand
            _process(command, folder)
        pairs = [(_process(ask, folder), _process(imports, folder)) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    yield f"ratio `ask` / `{IMPORTS}`", f"{ratio:.2f} ×", "≤ 1.3 ×"
    yield "`article-bot ask`, processor time", f"{min(a for a, _ in pairs) * 1000:.0f} ms", ""


def _process(command: list[str], folder: str) -> float:
    """Processor seconds of a process that runs in a folder."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment, cwd=folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def warm(count: int) -> Iterator[Row]:
    """The default article's own questions, asked again and again."""
    bot = ArticleBot.load()
    questions = _questions(default_article_path().with_suffix(".jsonl"))
    for question in questions:
        bot.ask(question)
    spent = sorted(_spent(lambda q=question: bot.ask(q)) for _ in range(3) for question in questions)  # type: ignore[misc]
    yield "p50 of the default article", f"{_percentile(spent, 50) * 1000:.2f} ms", "≤ 2 ms"
    yield "p99 of the default article", f"{_percentile(spent, 99) * 1000:.2f} ms", "≤ 8 ms"
    before = _memory()
    for number in range(count):
        bot.ask(f"{questions[number % len(questions)]} {number}")
    gc.collect()
    yield f"memory gained over {count} further questions", f"{_memory() - before:.1f} MB", "none that lasts"


def _questions(path: Path) -> list[str]:
    return [record["question"] for record in _records(path)]


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _percentile(spent: list[float], percent: int) -> float:
    return spent[min(len(spent) - 1, len(spent) * percent // 100)]


def _memory() -> float:
    status = next((line for line in _read("/proc/self/status") if line.startswith("VmRSS")), "VmRSS: 0 kB")
    return int(status.split()[1]) / 1024


def lines() -> Iterator[Row]:
    """Doubled questions and articles; one character a hundred thousand times."""
    bot = ArticleBot.load()
    words = " ".join(_questions(FIXTURES / "bridge.jsonl"))
    for name, work, size in (
        ("question", lambda n: bot.ask(words[:n]), 900),
        ("article", lambda n: ArticleBot(parse_article(long_text(n))), 300),
    ):
        work(size)
        yield f"ratio twice the {name}", f"{_best(work, 2 * size) / _best(work, size):.2f} ×", "≤ 2.5 ×"
    for name, take in (("question", bot.ask), ("article", _read_noise)):
        slowest = max((_spent(lambda t=take, s=s: t(s * (REPEATED // len(s)))), s) for s in SNIPPETS)  # type: ignore[misc]
        yield f"slowest {name} of {REPEATED} characters of one kind", f"{slowest[0]:.2f} s ({slowest[1]!r})", "≤ 4 s"


def _best(work: Callable[[int], object], size: int) -> float:
    return min(_spent(lambda: work(size)) for _ in range(3))


def _read_noise(noise: str) -> None:
    with suppress(UnreadableError):
        ArticleBot(parse_article(f"= Noise =\n\nThe bridge was built in 1901. {noise}\n")).ask("When was it built?")


def long(passages: int) -> Iterator[Row]:
    """An article of many passages: reading, BM25 beside bm25s, questions."""
    article = None

    def read() -> None:
        nonlocal article
        article = parse_article(long_text(passages))

    spent = _spent(read)
    assert article is not None
    bot: Any = None

    def index() -> None:
        nonlocal bot
        bot = ArticleBot(article)

    spent += _spent(index)
    questions = [q for path in sorted(FIXTURES.glob("*.jsonl")) for q in _questions(path)][::9]
    bot.ask(questions[0])
    answers = sorted(_spent(lambda q=q: bot.ask(q)) for q in questions)  # type: ignore[misc]
    yield from _bm25(bot.finder, questions)
    yield "read and index", f"{spent:.1f} s ({spent / passages * 1000:.2f} ms a passage)", ""
    yield "question, p50", f"{_percentile(answers, 50) * 1000:.1f} ms", ""
    yield "memory at its peak", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", ""


def _bm25(finder: Finder, questions: list[str]) -> Iterator[Row]:
    """Sentences as documents: building and asking, against bm25s with the same variant."""
    try:
        import bm25s  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        yield "ratio BM25 / bm25s", "bm25s is not installed", ""
        return
    corpus = [list(unit.stems) or [""] for unit in finder.index.units]
    queries = [[t.stem for t in analyze(q).tokens] for q in questions]
    theirs = bm25s.BM25(method="bm25+", k1=1.5, b=0.75, delta=1.0)
    ours: list[PostingsBM25] = []
    build = _spent(lambda: ours.append(PostingsBM25(corpus)))
    their_build = _spent(lambda: theirs.index([list(d) for d in corpus], show_progress=False))
    ask = statistics.median(_spent(lambda q=q: ours[0].get_scores(q)) for q in queries)  # type: ignore[misc]
    their_ask = statistics.median(_spent(lambda q=q: theirs.get_scores(q)) for q in queries)  # type: ignore[misc]
    yield "ratio BM25 build / bm25s", f"{build / their_build:.2f} ×", "≤ 2 ×"
    yield "ratio BM25 query p50 / bm25s", f"{ask / their_ask:.2f} × ({ask * 1e6:.0f} µs)", "≤ 2 ×"


def recall(passages: int) -> Iterator[Row]:
    """What the bounded first stage loses: the share of the best hits among all units that it hands on. Looking at all
    units takes its time, so that fewer questions are asked of more."""
    finder = Finder(parse_article(long_text(passages)))
    bound = evidence.CANDIDATES_OF_LONG
    handed_on: list[tuple[bool, bool]] = []  # and whether the best hit answers the question
    for record in [r for path in sorted(FIXTURES.glob("*.jsonl")) for r in _records(path)][:: max(10, passages // 250)]:
        if not record.get("answerable", True) or record.get("conversation"):
            continue
        plan = Plan(analyze(record["question"], finder.index.name_norms), finder.index)
        kept = {hit.unit.number for hit in finder.evidence.rank(plan)}
        evidence.CANDIDATES_OF_LONG = len(finder.index.units)
        best = finder.evidence.rank(plan)[0].unit
        evidence.CANDIDATES_OF_LONG = bound
        right = any(best.text in told or told in best.text for told in record.get("evidence", ()))
        handed_on.append((best.number in kept, right))
    answers = [found for found, right in handed_on if right]
    every = f"{sum(found for found, _ in handed_on) / len(handed_on):.3f} of {len(handed_on)} best hits"
    yield "ratio recall of the bounded first stage", f"{every}, {sum(answers)} of {len(answers)} that answer", "≥ 0.99"


if __name__ == "__main__":
    sys.exit(main())
