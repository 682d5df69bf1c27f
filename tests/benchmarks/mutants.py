"""Do the tests bite? ``python -m tests.benchmarks.mutants [MODULE …] [--each 6] [--seconds 900] [--seed 1]``.

Changes one thing at a time in the modules that decide (an ``and`` becomes an ``or``, a number one more …), in a copy of
this tree, and runs the tests of retrieval and bot. A mutant that no test notices survives and is printed, to be read:
a promise to a user that it breaks wants a test; that a weight or a word more makes no difference doesn't. Needs
``pip install cosmic-ray`` beside the ``test`` extra.
"""

from __future__ import annotations

import argparse
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast  # type: ignore[import-not-found, import-untyped, unused-ignore]
from cosmic_ray.mutating import mutate_code  # type: ignore[import-not-found, import-untyped, unused-ignore]
from cosmic_ray.plugins import get_operator  # type: ignore[import-not-found, import-untyped, unused-ignore]

ROOT = Path(__file__).parents[2]
DECIDING = (
    "retrieval/question/analysis.py", "retrieval/ranking/evidence.py", "retrieval/ranking/signals.py",
    "retrieval/ranking/align.py", "retrieval/confidence/decide.py", "retrieval/find.py", "retrieval/replies/yesno.py",
    "bot/conversation/state.py", "bot/conversation/followup.py", "bot/conversation/standing.py", "bot/reply.py",
)  # fmt: skip
OPERATORS = [
    f"core/{name}"
    for name in (
        *("AddNot", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue"),
        *("ReplaceUnaryOperator_Delete_Not", "NumberReplacer", "ZeroIterationForLoop", "ReplaceBreakWithContinue"),
        *("ReplaceComparisonOperator_Eq_NotEq", "ReplaceComparisonOperator_Lt_LtE"),
        *("ReplaceComparisonOperator_Gt_GtE", "ReplaceComparisonOperator_GtE_Gt"),
    )
]
TESTS = ["tests/retrieval", "tests/bot", "--ignore=tests/bot/test_repl.py"]  # the terminal decides nothing


def main() -> int:
    """Run the mutants, print the survivors, then the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=DECIDING)
    parser.add_argument("--each", type=int, default=6, help="mutants of a module, drawn by chance")
    parser.add_argument("--seconds", type=float, default=900, help="when to stop")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    draw, end = random.Random(args.seed), time.monotonic() + args.seconds
    drawn = {module: _sample(ROOT / module, args.each, draw) for module in args.modules}
    killed = dict.fromkeys(args.modules, 0)
    tried = dict.fromkeys(args.modules, 0)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", "__pycache__", ".*_cache"))
        if not _green(tree, 600):
            sys.exit(f"the tests fail without any mutant: {' '.join(TESTS)}")
        for number in range(args.each):  # one of each module in turn, so that time is shared out
            for module in args.modules:
                if number < len(drawn[module]) and time.monotonic() < end:
                    tried[module] += 1
                    killed[module] += _is_killed(tree, module, *drawn[module][number])
    print("\n| module | mutants | killed |\n|---|---|---|")
    for module in args.modules:
        print(f"| {module} | {tried[module]} | {killed[module]} |")
    print(f"| all | {sum(tried.values())} | {sum(killed.values())} |")
    return 0


def _sample(path: Path, count: int, draw: random.Random) -> list[tuple[str, int]]:
    """Mutants of a module: operator and the number of its occurrence."""
    nodes = list(ast_nodes(get_ast(path.read_text(encoding="utf-8"))))
    found = [
        (name, place)
        for name in OPERATORS
        for place in range(sum(len(list(get_operator(name)().mutation_positions(node))) for node in nodes))
    ]
    return draw.sample(found, min(count, len(found)))


def _is_killed(tree: Path, module: str, operator: str, occurrence: int) -> bool:
    """Whether a test notices a mutant; one that doesn't is printed."""
    path = tree / module
    original = path.read_text(encoding="utf-8")
    mutated = mutate_code(original, get_operator(operator)(), occurrence)
    path.write_text(mutated, encoding="utf-8")
    try:
        survived = _green(tree, 300)
    finally:
        path.write_text(original, encoding="utf-8")
    if survived:
        lines = difflib.unified_diff(original.splitlines(), mutated.splitlines(), module, operator, n=2, lineterm="")
        print("\n".join(lines), "\n", flush=True)
    return not survived


def _green(tree: Path, seconds: float) -> bool:
    """Whether the tests pass in time."""
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS]
    own = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}  # not the tree that is installed
    try:
        done = subprocess.run(words, cwd=tree, env=own, capture_output=True, timeout=seconds, check=False)
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    sys.exit(main())
