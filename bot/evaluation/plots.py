"""The report's four plots, as SVG that takes its colours and its font from the page. Needs the extra ``report``."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

from bot.evaluation.calibration import Bin
from bot.evaluation.statistics import percentile
from bot.evaluation.summary import Group
from corpus.errors import ArticleBotError

WIDTH, HEIGHT = 4.4, 3.2  # inches: as wide as a phone's page
# Colours that stand for the page's own: the SVG holds the variable in place of the colour.
INK, ACCENT, FAINT = "#010203", "#010204", "#010205"
VARIABLES = {INK: "var(--ink)", ACCENT: "var(--accent)", FAINT: "var(--line)"}
MAX_BARS = 30


def require_plotting() -> None:
    """Raises ArticleBotError, naming the extra, where matplotlib isn't installed."""
    if find_spec("matplotlib") is None:
        raise ArticleBotError("--report needs the extra 'report': pip install 'article-bot[report]'")


def right_by_group(groups: Sequence[Group]) -> str:
    """The share of right replies of every group, with its interval."""
    shown = [g for g in groups if "right" in g.measures][:MAX_BARS]
    height = max(HEIGHT / 2, 0.8 + 0.24 * len(shown))

    def draw(axes: Any) -> None:
        rows = range(len(shown))
        found = [g.measures["right"] for g in shown]
        axes.barh(rows, [e.value for e in found], color=ACCENT, height=0.6)
        axes.hlines(rows, [e.low for e in found], [e.high for e in found], color=INK, linewidth=1.4)
        labels = [f"{g.name.removeprefix('kind:')[:24]} ({g.n})" for g in shown]
        axes.set_yticks(list(rows), labels=labels, parse_math=False)
        axes.set_ylim(max(len(shown), 3) - 0.4, -0.6)  # the first on top; one bar doesn't fill the plot
        axes.set_xlim(0, 1)

    return _svg(draw, "right", "", height)


def reliability_diagram(bins: Sequence[Bin]) -> str:
    """Confidence against the share that is right; on the diagonal it means what it says. Areas go by number."""

    def draw(axes: Any) -> None:
        most = max((b.n for b in bins), default=1)
        axes.plot([0, 1], [0, 1], color=FAINT, linestyle="--")
        axes.plot([b.confidence for b in bins], [b.right for b in bins], color=ACCENT)
        sizes = [12 + 90 * b.n / most for b in bins]
        axes.scatter([b.confidence for b in bins], [b.right for b in bins], s=sizes, color=ACCENT)
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-0.02, 1.02)

    return _svg(draw, "mean confidence", "right")


def risk_coverage_curve(points: Sequence[tuple[float, float]]) -> str:
    """How many of the answers are wrong if only the surest share is given."""

    def draw(axes: Any) -> None:
        axes.plot([c for c, _ in points], [r for _, r in points], color=ACCENT, marker="o" if len(points) == 1 else "")
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, max([r for _, r in points] + [0.05]) * 1.1)

    return _svg(draw, "share answered", "wrong among them")


def latency_histogram(seconds: Sequence[float]) -> str:
    """How long answers took, in milliseconds, up to the 99th percentile (the rest stands in the last bar)."""
    limit = 1000 * percentile(seconds, 0.99)

    def draw(axes: Any) -> None:
        axes.hist([min(1000 * s, limit) for s in seconds], bins=30, color=ACCENT)
        axes.set_xlim(left=0)

    return _svg(draw, "milliseconds", "questions")


def _svg(draw: Callable[[Any], None], x: str, y: str, height: float = HEIGHT) -> str:
    """One plot as an ``<svg>`` element, the same for the same figures."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    settings: dict[Any, Any] = {
        "svg.fonttype": "none", "svg.hashsalt": f"{x} {y}", "font.size": 9, "text.color": INK,
        "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
        "axes.spines.top": False, "axes.spines.right": False, "font.family": "sans-serif",
    }  # fmt: skip
    out = io.StringIO()
    with rc_context(settings):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.subplots()
        draw(axes)
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)  # ids would stand in the page once a plot
    return re.sub("|".join(VARIABLES), lambda m: VARIABLES[m[0]], svg)
