"""Learn the weights and write them, or print how well they do on titles they were not learned from.

python -m retrieval.training FOLDER … [--out weights.json]    learn from all questions and write
python -m retrieval.training FOLDER … --held-out [--folds N]  learn without a title, measure on it, for every title
python -m retrieval.training FOLDER … --ablate                the same without each signal
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from retrieval.training import ranking, spans
from retrieval.training.material import folds, load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.training", description=__doc__.split("\n")[0])
    parser.add_argument(
        "folders", nargs="+", type=Path, help="folders of X.jsonl question sets beside their articles X.txt"
    )
    parser.add_argument("--out", type=Path, help="where to write the weights (default: the package's own)")
    parser.add_argument("--held-out", action="store_true", help="print the figures on titles left out; write nothing")
    parser.add_argument("--ablate", action="store_true", help="print what each signal is worth; write nothing")
    parser.add_argument("--folds", type=int, help="parts that titles are left out in (default: each by itself)")
    options = parser.parse_args(arguments)
    if find_spec("scipy") is None:
        parser.exit(2, "training needs the extra 'train': pip install 'article-bot[train]'\n")
    examples = load(options.folders)
    rows = ranking.candidates(examples)
    if options.held_out or options.ablate:
        parts = folds([row.example for row in rows], options.folds)
        chosen = ranking.held_out(rows, parts)
        _print_row("first evidence right", rows, ranking.right(rows, chosen))
        if options.ablate:
            for name in ranking.NAMES:
                left = [n for n in ranking.NAMES if n != name]
                _print_row(f"- {name}", rows, ranking.right(rows, ranking.held_out(rows, parts, left)))
            return 0
        units = {(r.example.set, r.example.id): r.units[c] for r, c in zip(rows, chosen, strict=True) if c >= 0}
        answers = spans.held_out(spans.collect(examples), units, parts)
        asked = [row for row in rows if row.example.answers]
        for label, which in (("short answer EM", 0), ("short answer F1", 1)):
            _print_row(label, asked, [answers.get((r.example.set, r.example.id), (0.0, 0.0))[which] for r in asked])
        return 0
    pieces = spans.collect(examples)
    table = {
        "ranking": dict(zip(ranking.NAMES, ranking.learn(rows), strict=True)),
        "span": dict(zip(spans.NAMES, spans.learn(pieces), strict=True)),
    }
    rounded = {part: {name: round(float(w), 3) + 0.0 for name, w in names.items()} for part, names in table.items()}
    out = options.out or Path(__file__).parent.parent / "data" / "weights.json"
    if out.exists():  # the confidence's weights are learned by themselves (retrieval.training.confidence)
        rounded = json.loads(out.read_text(encoding="utf-8")) | rounded
    out.write_text(json.dumps(rounded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(rows)} questions; weights written to {out.name}")
    return 0


def _print_row(label: str, rows: Sequence[ranking.Candidates], right: Sequence[float]) -> None:
    """The share of first candidates that are right, for every set: all, and both halves of its titles."""
    cells = []
    for name in dict.fromkeys(row.example.set for row in rows):
        chosen = [
            (r, zlib.crc32(row.example.title.encode()) % 2)
            for r, row in zip(right, rows, strict=True)
            if row.example.set == name
        ]
        halves = [[r for r, half in chosen if half == wanted] for wanted in (0, 1)]
        figures = [sum(h) / max(1, len(h)) for h in ([r for r, _ in chosen], *halves)]
        cells.append(f"{name} {figures[0]:.3f} ({figures[1]:.3f}, {figures[2]:.3f})")
    print(f"{label:24}" + "   ".join(cells), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
