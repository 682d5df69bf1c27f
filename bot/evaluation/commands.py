"""``article-bot eval``: its options, and the order in which they are carried out. Heavy imports wait until it runs."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evaluation.compare import Comparison
    from bot.evaluation.run import Outcome
    from bot.evaluation.summary import Summary
    from corpus.question_sets import QuestionSet

WARNINGS_SHOWN = 5
EXAMPLES = """examples:
  article-bot eval                                         the question set shipped with the default article
  article-bot eval sets/ --predictions p.jsonl             a folder of X.jsonl with X.txt beside it
  article-bot eval sets/ --compare p.jsonl                 is this version better than the one that wrote p.jsonl?
  article-bot eval --fail-under right=0.95                 exit 1 where the floor is missed
  article-bot eval dev-v2.0.json --report report.html      SQuAD as published; a report to look at
  article-bot eval my.jsonl --chat                         walk through the misses and mend the set
  article-bot eval --article my.txt --suggest 60 > my.jsonl   a first draft of a set for a new article
  article-bot eval --target-risk 0.05                      the threshold for at most 5 % wrong answers
"""


def add_parsers(subparsers: Any) -> None:
    """Register ``eval`` with all its options."""
    parser = subparsers.add_parser(
        "eval",
        help="measure how good the answers to a question set are",
        description="Ask every question of a set and judge the replies. Reads JSONL, CSV with a header and SQuAD JSON.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    out = {"type": Path, "metavar": "OUT"}
    parser.add_argument("questions", nargs="*", type=Path, metavar="QUESTIONS", help="question sets or folders of them")
    parser.add_argument(
        "--article", type=Path, default=argparse.SUPPRESS, metavar="FILE",
        help="the article of all sets (default: X.txt beside X.jsonl)",
    )  # fmt: skip
    parser.add_argument("--threshold", type=_share, metavar="T", help="abstain below this confidence; 0: never")
    parser.add_argument("--half", choices=("tune", "check"), help="only the questions of one half of the set")
    parser.add_argument("--predictions", **out, help="write every reply as a line of JSON")
    parser.add_argument("--report", **out, help="write a report as one HTML file (extra: report)")
    parser.add_argument("--compare", type=Path, metavar="OLD", help="compare with an earlier --predictions file")
    parser.add_argument(
        "--fail-under", type=_floor, action="append", default=[], metavar="NAME=X",
        help="exit 1 where a measure is below X; KIND:NAME=X for one kind; may be repeated",
    )  # fmt: skip
    parser.add_argument("--trec", metavar="PREFIX", help="write PREFIX.run and PREFIX.qrels for trec_eval")
    parser.add_argument("--squad", **out, help="write the short answers for SQuAD's own script")
    parser.add_argument("--junit", **out, help="write JUnit XML, one test a question")
    parser.add_argument(
        "--target-risk", type=_risk, metavar="R", help="find the threshold for this risk of a wrong answer"
    )
    parser.add_argument("--validate", action="store_true", help="only check the sets, and say everything that is odd")
    parser.add_argument("--chat", action="store_true", help="walk through the misses and mend the set")
    parser.add_argument("--suggest", type=_count, metavar="N", help="draft N questions from the article, as JSONL")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out ``eval``. Raises ArticleBotError for what can't be read or written."""
    article = _article(args)
    if args.suggest is not None:
        return _suggest(article, args.suggest)
    from corpus.question_sets import fatal, find_sets

    sets = find_sets(args.questions, article)
    if args.validate:
        return _validate(sets)
    _check_options(args)
    _check_outputs(args, sets)
    error = fatal(sets)
    if error is not None:
        raise error
    _warn(sets)
    return _run(args, sets)


def _article(args: argparse.Namespace) -> Path | None:
    """``--article``, or the environment's where no sets are named: those bring their own articles."""
    given = getattr(args, "article", None) or (None if args.questions else os.environ.get("ARTICLE_BOT_ARTICLE"))
    return Path(given) if given else None


def _run(args: argparse.Namespace, sets: Sequence[QuestionSet]) -> int:
    """Ask everything, print the figures, write the files, and only then look at what may fail."""
    from bot.evaluation.compare import compare
    from bot.evaluation.compare import render as render_comparison
    from bot.evaluation.floors import missed
    from bot.evaluation.predictions import read_predictions
    from bot.evaluation.summary import summarise
    from bot.evaluation.table import render

    old = read_predictions(args.compare) if args.compare else None
    outcomes = _evaluate(sets, 0.0 if args.target_risk is not None else args.threshold, args.half)
    summary = summarise(outcomes)
    comparison = compare(outcomes, old) if old is not None else None
    print(render(summary))
    if comparison is not None:
        print(f"\n{render_comparison(comparison)}")
    _write_outputs(args, outcomes, summary, comparison)
    if args.chat:
        _review(outcomes)
    proved = args.target_risk is None or _find_risk(outcomes, args.target_risk)
    failures = missed(summary, args.fail_under)
    for failure in failures:
        print(failure, file=sys.stderr)
    return 0 if proved and not failures else 1


def _evaluate(sets: Sequence[QuestionSet], threshold: float | None, half: str | None) -> tuple[Outcome, ...]:
    """Run the bot over the sets, with a progress bar where standard error is a terminal."""
    from bot.evaluation.run import evaluate, selected
    from corpus.errors import ArticleBotError

    counted = [q for s in sets for q in selected(s, half) if half in (None, q.half)]
    if not counted:
        raise ArticleBotError(f'no question has "half": "{half}"' if half else "there is no question in these sets")
    if not sys.stderr.isatty():
        return evaluate(sets, threshold, half)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Asking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(counted))
        return evaluate(sets, threshold, half, lambda: progress.advance(task))


def _validate(sets: Sequence[QuestionSet]) -> int:
    """Print everything that is wrong with the sets; 2 where something of it would stop a run."""
    problems = [problem for found in sets for problem in found.problems]
    for problem in problems:
        print(problem)
    questions = sum(len(found.questions) for found in sets)
    errors = sum(problem.fatal for problem in problems)
    print(f"{questions} questions in {len(sets)} sets: {errors} errors, {len(problems) - errors} warnings")
    return 2 if errors else 0


def _warn(sets: Sequence[QuestionSet]) -> None:
    warnings = [str(problem) for found in sets for problem in found.problems]
    warnings += [warning for found in sets for warning in found.article.warnings]
    for warning in warnings[:WARNINGS_SHOWN]:
        print(f"warning: {warning}", file=sys.stderr)
    if len(warnings) > WARNINGS_SHOWN:
        print(f"warning: {len(warnings) - WARNINGS_SHOWN} more; --validate lists them all", file=sys.stderr)


def _check_options(args: argparse.Namespace) -> None:
    """Before a long run: options that exclude each other, and an extra that isn't installed."""
    from corpus.errors import ArticleBotError

    if args.target_risk is not None and args.threshold is not None:
        raise ArticleBotError("--target-risk looks for a threshold; leave --threshold out")
    if args.report:
        from bot.evaluation.plots import require_plotting

        require_plotting()


def _outputs(args: argparse.Namespace) -> list[Path]:
    trec = [Path(f"{args.trec}.run"), Path(f"{args.trec}.qrels")] if args.trec else []
    return [p for p in (args.predictions, args.report, args.squad, args.junit) if p is not None] + trec


def _check_outputs(args: argparse.Namespace, sets: Sequence[QuestionSet]) -> None:
    """Before a long run: every output can be written, and none is an input or another output."""
    from corpus.errors import ArticleBotError
    from corpus.files import check_writable

    taken = {Path(p).resolve() for s in sets for p in (s.path, s.article.source)}
    taken |= {args.compare.resolve()} if args.compare else set()
    for path in _outputs(args):
        check_writable(path)
        if path.resolve() in taken:
            raise ArticleBotError(f"{path}: this file is read or written by this run already; name another")
        if not path.exists() or path.is_file():
            taken.add(path.resolve())


def _write_outputs(
    args: argparse.Namespace, outcomes: Sequence[Outcome], summary: Summary, comparison: Comparison | None
) -> None:
    from bot.evaluation import exports
    from corpus.files import write_atomically

    if args.predictions:
        write_atomically(args.predictions, exports.predictions(outcomes))
    if args.report:
        from bot.evaluation.report import report

        write_atomically(args.report, report(outcomes, summary, comparison))
    if args.squad:
        write_atomically(args.squad, exports.squad(outcomes))
    if args.junit:
        write_atomically(args.junit, exports.junit(outcomes))
    if args.trec:
        write_atomically(f"{args.trec}.run", exports.trec_run(outcomes))
        write_atomically(f"{args.trec}.qrels", exports.trec_qrels(outcomes))


def _review(outcomes: Sequence[Outcome]) -> None:
    from bot.evaluation.review import review

    try:
        review(outcomes, input, print)
    except KeyboardInterrupt:
        print()  # every decision so far is written


def _find_risk(outcomes: Sequence[Outcome], target: float) -> bool:
    """Print the threshold for a target risk; whether one is proved."""
    from bot.evaluation.risk import find_threshold, render

    answers = [(o.answer.confidence, o.right) for o in outcomes if o.answer.status == "answered"]
    bound = find_threshold(answers, target)
    print(f"\n{render(bound)}")
    return bound.threshold is not None


def _suggest(article: Path | None, count: int) -> int:
    """Print drafts as JSONL; what to do with them goes to standard error."""
    from bot.evaluation.suggest import suggest
    from corpus.questions import dump
    from corpus.reader import default_article_path, read_article

    records = suggest(read_article(article or default_article_path()), count)
    for record in records:
        print(dump(record))
    print(f"{len(records)} drafts; edit each, and add questions that the article doesn't answer", file=sys.stderr)
    return 0


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number between 0 and 1")
    return value


def _risk(text: str) -> float:
    value = _share(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0 and below 1")
    return value


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:7]) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text[:7])


def _floor(text: str) -> Any:
    from bot.evaluation.floors import parse_floor

    try:
        return parse_floor(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
