"""Why an answer is what it is, as text: what was asked for, which of it is met where, and the next best candidates."""

from __future__ import annotations

from retrieval.confidence import decide
from retrieval.find import Finding
from retrieval.ranking.evidence import Hit

SHOWN = 3  # candidates
SMALL = 0.05  # contributions to the confidence below this are left out


def explain(found: Finding) -> str:
    """The way from the question to the reply, for a person who wants to check it or to mend a rule."""
    query = found.query
    lines = [
        f"Understood as: {found.question}",
        f"Asked for: {query.form}, answer type {query.type}"
        + (f", of “{' '.join(t.text for t in query.of('focus', 'type'))}”" if query.of("focus", "type") else ""),
        f"Outcome: {found.status} ({found.how}), confidence {found.confidence:.2f}",
    ]
    if found.lack is not None:
        lines.append(f"Lacking: {found.lack.reason} {', '.join(found.lack.words)}".rstrip())
    for rank, hit in enumerate(found.hits[:SHOWN], 1):
        lines += ["", *_candidate(found, hit, rank)]
    return "\n".join(lines)


def _candidate(found: Finding, hit: Hit, rank: int) -> list[str]:
    unit = hit.unit
    lines = [f"{rank}. {unit.section}: {unit.text}"]
    for term, met in zip(found.query.terms, hit.met, strict=True):
        if met.grade == 0:
            how = "not met"
        elif met.place is None:
            how = f"met by what stands around it ({met.grade:.2f})"
        else:
            how = f"met by “{unit.tokens[met.place].text}” ({met.grade:.2f})"
        lines.append(f"   {term.role} “{term.text}”: {how}")
    if found.plan is None:
        return lines
    values = decide.features(found.plan, hit)
    parts = {name: decide.WEIGHTS[name] * value for name, value in values.items()}
    told = [f"{name} {part:+.2f}" for name, part in parts.items() if abs(part) >= SMALL]
    lines.append(f"   confidence {decide.logistic(values):.2f} = logistic of: {', '.join(told)}")
    lines.append("   rank: " + ", ".join(f"{name} {value:.2f}" for name, value in hit.signals.items() if value))
    return lines
