"""The quote that is shown: the sentence, or of a very long one the clauses around the answer."""

from __future__ import annotations

from retrieval.answer.span import Span
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.lazy import lazy

READABLE = 400  # characters of a sentence that is quoted whole
_CLAUSE = lazy(r"(?<=[,;:])\s+|\s+(?=[–—(])|(?<=\))\s+")


def quote(plan: Plan, hit: Hit, span: Span) -> tuple[int, int]:
    """Where the quote for an answer begins and ends, as offsets into the article's text.

    A sentence up to READABLE characters is quoted whole. Of a longer one: the clause that holds the answer, and to
    either side, as long as there is room, the clause that meets more of the question.
    """
    unit = hit.unit
    if len(unit.text) <= READABLE or unit.fact is not None:
        return unit.start, unit.end
    borders = [0, *(m.end() for m in _CLAUSE.finditer(unit.text)), len(unit.text)]
    met = [
        (unit.tokens[m.place].start, weight)
        for m, weight in zip(hit.met, plan.weights, strict=True)
        if m.place is not None
    ]

    def gain(start: int, end: int) -> float:
        return sum(weight for at, weight in met if start <= at < end)

    answer, after = span.start - unit.start, span.end - unit.start
    if after - answer > READABLE:  # no piece stood out: the clause that meets most
        best = max(range(len(borders) - 1), key=lambda i: (gain(borders[i], borders[i + 1]), -i))
        answer, after = borders[best], borders[best] + 1
    first = max(i for i, border in enumerate(borders) if border <= answer)
    last = min(i for i, border in enumerate(borders) if border >= after)
    while True:
        room = READABLE - (borders[last] - borders[first])
        left = borders[first] - borders[first - 1] if first else READABLE + 1
        right = borders[last + 1] - borders[last] if last + 1 < len(borders) else READABLE + 1
        if min(left, right) > room:
            break
        gain_left = gain(borders[first - 1], borders[first]) if left <= room else -1.0
        gain_right = gain(borders[last], borders[last + 1]) if right <= room else -1.0
        if gain_left > gain_right:
            first -= 1
        else:
            last += 1
    text = unit.text[borders[first] : borders[last]].rstrip()
    return unit.start + borders[first], unit.start + borders[first] + len(text)
