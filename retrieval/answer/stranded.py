"""What stands after the verb that a question ends with, or after its preposition ("what did she die of?")."""

from __future__ import annotations

from retrieval.article.chunks import bounds, shape
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Hit
from retrieval.words.verbs import is_verb

_STRANDED = frozenset("of from for with by to on at about after into against over as".split())
_WHAT = frozenset("thing name reason person group organisation place structure material disease food event".split())
_FAR = 3  # tokens from the verb to its preposition
_ARTICLES = frozenset("a an the its his her their".split())


def object_of(plan: Plan, hit: Hit, chosen: int) -> tuple[int, int] | None:
    """The noun phrase after the same verb and preposition, as offsets into the unit's text.

    None where there is none, or where the answer that is ``chosen`` (its offset) stands after them anyway.
    """
    unit, tokens = hit.unit, hit.unit.tokens
    last = plan.query.tokens[-1].norm if plan.query.tokens else ""
    if last not in _STRANDED or unit.fact is not None or plan.query.type not in _WHAT:
        return None
    form = shape(plan.index, unit)
    verbs = [m.place for t, m in zip(plan.query.terms, hit.met, strict=True) if t.role == "relation"]
    verbs += [unit.positions.get(t.stem, [None])[0] for t in plan.query.tokens if is_verb(t)]  # "come", no term
    for verb in verbs:
        if verb is None:
            continue
        near = range(verb + 1, min(verb + 1 + _FAR, len(tokens) - 1))
        mark = next((p for p in near if tokens[p].norm == last), None)
        if mark is None:
            continue
        first = mark + 2 if tokens[mark + 1].norm in _ARTICLES else mark + 1
        end = first
        while end < len(tokens) and form.kinds[end] == "n" and (end == first or not form.breaks[end]):
            end += 1
        if end > first and chosen < tokens[mark].start:
            return bounds(form, unit, first, end - 1)
    return None


def done_to(plan: Plan, hit: Hit) -> tuple[int, int] | None:
    """What somebody did something to, where the question asks what was done ("what was found there?": "they found *ten
    coins*"), as offsets into the unit's text; None where the unit tells it as the question does, or has no object."""
    asked, unit, tokens = plan.query.tokens, hit.unit, hit.unit.tokens
    if [t.norm for t in asked[:2]] not in (["what", "was"], ["what", "were"]) or unit.fact is not None:
        return None
    if len(asked) < 3 or not is_verb(asked[2]) or asked[2].norm.endswith("ing"):
        return None
    verb = unit.positions.get(asked[2].stem, [0])[0]
    if not verb or tokens[verb].norm != asked[2].norm or not _BE.isdisjoint(t.norm for t in tokens[verb - 2 : verb]):
        return None
    form = shape(plan.index, unit)
    first = verb + 1
    while first < len(tokens) and tokens[first].norm in _ARTICLES:
        first += 1
    end = first
    while end < len(tokens) and form.kinds[end] == "n" and (end == first or not form.breaks[end]):
        end += 1
    return bounds(form, unit, first, end - 1) if end > first else None


_BE = frozenset("is was are were been being be not".split())
