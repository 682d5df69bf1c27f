"""What is imported is declared; what is not needed for a question is not loaded for it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN = {"bot", "corpus", "retrieval", "tests", "conftest"}
BENCHMARKS_ONLY = {
    "atheris",
    "bm25s",
    "cosmic_ray",
    "slack_bolt",
}  # named in the docstrings of tests/benchmarks, or installed anyway


def imported(folder: str) -> dict[str, str]:
    """Top-level packages that a folder's modules import, each with one of the files."""
    found: dict[str, str] = {}
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            found.update({name.partition(".")[0]: str(path.relative_to(ROOT)) for name in names})
    own = OWN | {path.stem for path in (ROOT / folder).rglob("*.py")}
    return {name: path for name, path in found.items() if name not in own | sys.stdlib_module_names}


def declared() -> set[str]:
    """Distributions that pyproject.toml names, extras included, in their normal form."""
    return {re.split(r"[ \[<>=!~;(]", line)[0].lower().replace("_", "-") for line in requires("article-bot") or ()}


@pytest.mark.parametrize("folder", ["bot", "corpus", "retrieval", "tests"])
def test_nothing_undeclared_is_imported(folder: str) -> None:
    homes = packages_distributions()
    for package, path in imported(folder).items():
        if folder == "tests" and package in BENCHMARKS_ONLY:
            continue
        names = {name.lower().replace("_", "-") for name in homes.get(package, [package])}
        assert names & declared(), f"{path} imports {package}, which pyproject.toml does not declare"


def test_a_question_loads_no_slack_no_plots_and_no_database() -> None:
    code = "import sys; from bot.cli import main; main(['ask', 'Who?']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert not loaded & {"slack_bolt", "slack_sdk", "matplotlib", "sqlalchemy", "prompt_toolkit", "textblob", "scipy"}


def test_nltk_is_whole_for_whoever_imports_it_after_the_bot() -> None:
    code = (
        "from bot import ArticleBot; ArticleBot.load().ask('Who?'); import nltk; print(nltk.stem.porter, nltk.FreqDist)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "FreqDist" in done.stdout, done.stderr
