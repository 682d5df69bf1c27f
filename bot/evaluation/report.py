"""The report: one HTML file that opens offline, made of a page, the figures, the plots and every question as data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from bot.answer import Citation
from bot.evaluation import plots
from bot.evaluation.calibration import risk_coverage
from bot.evaluation.compare import Comparison
from bot.evaluation.places import Place, places
from bot.evaluation.run import Outcome, sureness
from bot.evaluation.summary import MEASURES, Estimate, Group, Summary

COLUMNS = ("right", "quote@1", "quote@3", "em", "f1", "section", "abstained", "verbatim", "recall@10", "mrr", "ndcg@10")


def report(outcomes: Sequence[Outcome], summary: Summary, comparison: Comparison | None = None) -> str:
    """The whole page. Texts of articles, questions and replies reach it escaped, or as data that a script shows."""
    overall = summary.groups[0]
    parts = {
        "css": _file("report.css"),
        "js": _file("report.js"),
        "headline": _headline(overall, outcomes),
        "table": _table(summary.groups),
        "confidence": _confidence(summary),
        "comparison": _comparison(comparison),
        "plots": _plots(outcomes, summary),
        "data": _script_data(page_data(outcomes, comparison)),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], _file("report.html"))


def page_data(outcomes: Sequence[Outcome], comparison: Comparison | None = None) -> dict[str, Any]:
    """Every question with its gold and its reply; sections stand in it once and are pointed at."""
    sections: list[dict[str, str]] = []
    known: dict[tuple[int, int], int] = {}
    changed = {c.outcome.question.id: "gained" for c in comparison.gains} if comparison else {}
    changed |= {c.outcome.question.id: "lost" for c in comparison.losses} if comparison else {}
    maps = {id(o.source.article): places(o.source.article) for o in outcomes}

    def place_of(outcome: Outcome, citation: Citation) -> dict[str, Any]:
        article = outcome.source.article
        shown = {"section": citation.section, "quote": citation.quote}
        place = next((p for p in maps[id(article)] if p.start <= citation.start < p.end), None)
        if place is None:
            return shown
        key = (id(article), place.start)
        if key not in known:
            known[key] = len(sections)
            sections.append(_section(outcome, place))
        return {**shown, "in": known[key], "from": citation.start - place.start, "to": citation.end - place.start}

    questions = [
        {
            **_question(o),
            "change": changed.get(o.question.id),
            "citations": [place_of(o, c) for c in o.answer.citations],
        }
        for o in outcomes
    ]
    questions.sort(key=lambda q: (q["right"], -q["confidence"]))  # the surest mistakes first
    return {"sections": sections, "questions": questions}


def _section(outcome: Outcome, place: Place) -> dict[str, str]:
    article = outcome.source.article
    return {"article": article.title, "name": place.name, "text": article.text[place.start : place.end]}


def _question(outcome: Outcome) -> dict[str, Any]:
    question, answer = outcome.question, outcome.answer
    return {
        "id": question.id,
        "set": outcome.source.name,
        "kind": question.kind or ("answerable" if question.answerable else "unanswerable"),
        "half": question.half,
        "conversation": question.conversation,
        "question": question.question,
        "understood": answer.understood_as,
        "answerable": question.answerable,
        "gold": list(question.answers),
        "all": question.all,
        "evidence": list(question.evidence),
        "sections": list(question.sections),
        "mustNot": list(question.must_not),
        "note": question.note,
        "status": answer.status,
        "answer": answer.answer,
        "text": answer.text,
        "confidence": round(answer.confidence, 4),
        "milliseconds": round(1000 * outcome.seconds, 3),
        "right": outcome.right,
        "marks": {name: round(value, 4) for name, value in outcome.marks.items()},
    }


def _script_data(data: dict[str, Any]) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or a line of script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode("utf-8")
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _headline(overall: Group, outcomes: Sequence[Outcome]) -> str:
    right = overall.measures["right"]
    sets = list(dict.fromkeys(o.source.name for o in outcomes))
    interval = f"95 % interval {right.low:.1%} to {right.high:.1%}"
    named = ", ".join(sets[:3]) + (f" and {len(sets) - 3} more" if len(sets) > 3 else "")
    return (
        f"<p class=headline><strong>{right.value:.1%}</strong> of {right.n} replies right "
        f"<span>({interval}; median answer in {1000 * overall.p50:.1f} ms)</span>"
        f"</p><p>{escape(named)}</p>"
    )


def _table(groups: Sequence[Group]) -> str:
    shown = [name for name in COLUMNS if any(name in g.measures for g in groups)]
    heads = "".join(f'<th scope=col title="{escape(MEASURES[name])}">{name}</th>' for name in shown)
    rows = "".join(
        f"<tr><th scope=row>{escape(g.name.removeprefix('kind:'))}</th><td>{g.n}</td>"
        + "".join(_cell(g.measures.get(name)) for name in shown)
        + f"<td>{1000 * g.p50:.1f}</td><td>{1000 * g.p99:.1f}</td></tr>"
        for g in groups
    )
    return (
        f"<table><thead><tr><th scope=col>questions</th><th scope=col>n</th>{heads}"
        f"<th scope=col>p50 ms</th><th scope=col>p99 ms</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(estimate: Estimate | None) -> str:
    if estimate is None:
        return "<td>–</td>"
    return f"<td>{estimate.value:.3f}<small>{100 * estimate.low:.0f}–{100 * estimate.high:.0f}</small></td>"


def _confidence(summary: Summary) -> str:
    found, overall = summary.calibration, summary.groups[0].measures
    lines = []
    for name, label in (("abstention-precision", "refusals that were due"), ("abstention-recall", "refused in time")):
        if name in overall:
            e = overall[name]
            lines.append(f"<li>{label}: {e.value:.3f} <small>({e.low:.2f} to {e.high:.2f}, n = {e.n})</small></li>")
    if found is not None:
        auc = "–" if found.auc is None else f"{found.auc:.3f}"
        lines.append(f"<li>expected calibration error: {found.ece:.3f} over {found.n} answers and refusals</li>")
        lines.append(f"<li>right before wrong by confidence (AUC): {auc}</li>")
        lines.append(
            f"<li>right among the surest 30 %: {found.right_at_30:.3f}, the surest 50 %: {found.right_at_50:.3f}</li>"
        )
    return f"<ul>{''.join(lines)}</ul>"


def _comparison(comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    rows = "".join(
        f"<tr><th scope=row>{d.measure}</th><td>{d.n}</td><td>{d.old:.3f}</td><td>{d.new:.3f}</td>"
        f"<td>{d.new - d.old:+.3f}<small>{d.low:+.3f} to {d.high:+.3f}</small></td><td>{d.p:.3g}</td></tr>"
        for d in comparison.differences
    )
    heads = "".join(f"<th scope=col>{h}</th>" for h in ("measure", "n", "old", "new", "change", "p"))
    return (
        f"<section><h2>Against the earlier version</h2><p>{escape(comparison.verdict)}</p><div class=scroll tabindex=0 "
        f"role=region aria-label=Comparison><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        "</section>"
    )


def _plots(outcomes: Sequence[Outcome], summary: Summary) -> str:
    kinds = [g for g in summary.groups if g.name.startswith("kind:")] or list(summary.groups)
    drawn = [("Right by kind", "bar: share right; line: 95 % interval", plots.right_by_group(kinds))]
    if summary.calibration is not None:
        points = risk_coverage(sureness(outcomes))
        drawn.append(
            ("Reliability", "on the dashed line the confidence means what it says",
             plots.reliability_diagram(summary.calibration.bins))
        )  # fmt: skip
        drawn.append(("Risk and coverage", "first quote wrong among the surest", plots.risk_coverage_curve(points)))
    drawn.append(("Latency", "time to an answer", plots.latency_histogram([o.seconds for o in outcomes])))
    return "".join(
        f'<figure role=img aria-label="{title}"><figcaption>{title} <small>{caption}</small></figcaption>{svg}</figure>'
        for title, caption, svg in drawn
    )


def _file(name: str) -> str:
    return (Path(__file__).parent / "page" / name).read_text(encoding="utf-8")
