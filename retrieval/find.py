"""The path of a question: analyse, rank, extract, decide. What comes out is a finding; wording is the bot's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from corpus import INFOBOX, INTRODUCTION, Article
from retrieval import decide, lists, yesno
from retrieval.align import Plan
from retrieval.evidence import Evidence, Hit, typed
from retrieval.index import Index, Unit
from retrieval.question import Query, Term, analyze
from retrieval.span import short_answer
from retrieval.spelling import correct


@dataclass(frozen=True, slots=True)
class Place:
    """A verbatim piece of the article that is cited."""

    section: str
    kind: Literal["passage", "fact"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of an ambiguous question."""

    label: str
    answer: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: ``how`` says in which way ("value", "yes", "no", "list", "count", "summary", "differs", …)."""

    status: Literal["answered", "no_answer", "clarify"]
    how: str
    answer: str | None
    confidence: float
    places: tuple[Place, ...]
    query: Query
    unmet: tuple[Term, ...] = ()
    options: tuple[Option, ...] = ()
    hits: tuple[Hit, ...] = field(default=(), compare=False)
    plan: Plan | None = field(default=None, compare=False)
    question: str = ""
    corrections: tuple[tuple[str, str], ...] = ()


class Finder:
    """An article made ready for questions."""

    def __init__(self, article: Article, threshold: float | None = None) -> None:
        self.article = article
        self.index = Index(article)
        self.evidence = Evidence(self.index)
        self.threshold = decide.THRESHOLD if threshold is None else threshold
        self.always = threshold == 0

    def find(self, question: str) -> Finding:
        """Find the answer to a question that stands alone."""
        question, corrections = correct(question, self.index.vocabulary, self.index.stems)
        query = analyze(question, self.index.name_norms)
        plan = Plan(query, self.index)
        hits = self.evidence.rank(plan)
        if query.form == "summary":
            found = self._summary(plan, hits)
        elif query.form == "yesno":
            found = self._yesno(plan, hits)
        else:
            found = self._count(plan, hits) or self._listed(plan, hits) or self._value(plan, hits)
        return replace(found, question=question, corrections=corrections)

    def ranked(self, question: str, limit: int) -> list[Unit]:
        """The best units for a question, whether or not they answer it."""
        question, _ = correct(question, self.index.vocabulary, self.index.stems)
        plan = Plan(analyze(question, self.index.name_norms), self.index)
        return [hit.unit for hit in self.evidence.rank(plan)[:limit]]

    # -- one method a form of reply ------------------------------------------------------------------------------

    def _value(self, plan: Plan, hits: list[Hit]) -> Finding:
        if not hits or not plan.query.terms:
            return Finding("no_answer", "value", None, 0.0, (), plan.query, hits=tuple(hits[:3]), plan=plan)
        best = hits[0]
        confidence = decide.confidence(plan, best)
        others = [hit for hit in hits[1:4] if hit.score > 0.75 * best.score]
        if confidence < self.threshold and not self.always:
            return self._nothing(plan, hits, confidence)
        answer = short_answer(plan, best)
        options = () if self.always else self._readings(plan, hits)
        if options:
            places = tuple(option.place for option in options)
            return Finding(
                "clarify",
                "value",
                None,
                confidence,
                places,
                plan.query,
                options=options,
                hits=tuple(hits[:5]),
                plan=plan,
            )
        places = (place(best.unit), *(place(hit.unit) for hit in others[:2]))
        return Finding(
            "answered", "value", answer.text, confidence, places, plan.query, hits=tuple(hits[:5]), plan=plan
        )

    def _nothing(self, plan: Plan, hits: list[Hit], confidence: float) -> Finding:
        places = tuple(place(hit.unit) for hit in hits[:1])
        return Finding(
            "no_answer",
            plan.query.form,
            None,
            confidence,
            places,
            plan.query,
            decide.unmet(plan, hits[0]),
            hits=tuple(hits[:5]),
            plan=plan,
        )

    def _readings(self, plan: Plan, hits: list[Hit]) -> tuple[Option, ...]:
        """The readings of a question that two facts or two numbers answer equally well."""
        best = hits[0]
        rivals = [h for h in hits[:6] if h is best or (_as_good(h, best) and not h.signals["swapped"])]
        facts = [h for h in rivals if h.unit.fact is not None and h.unit.fact.party]
        if best.unit.fact is not None and len(facts) >= 2:
            same = [h for h in facts if h.unit.fact and h.unit.fact.attribute == best.unit.fact.attribute]
            if len(same) >= 2:
                return tuple(
                    Option(h.unit.fact.party or "", h.unit.fact.value, place(h.unit)) for h in same if h.unit.fact
                )
        return ()

    def _yesno(self, plan: Plan, hits: list[Hit]) -> Finding:
        if not hits or not plan.query.terms:
            return self._value(plan, hits)
        verdict = yesno.judge(plan, hits)
        if verdict.answer is None or (verdict.confidence < self.threshold and not self.always):
            if self.always:
                verdict = yesno.Verdict("Yes", verdict.confidence, verdict.hit)
            else:
                return self._nothing(
                    plan, [verdict.hit, *(h for h in hits if h is not verdict.hit)], verdict.confidence
                )
        answer = verdict.answer or "Yes"
        return Finding(
            "answered",
            answer.lower(),
            answer,
            verdict.confidence,
            (place(verdict.hit.unit),),
            plan.query,
            hits=tuple(hits[:5]),
            plan=plan,
        )

    def _listed(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        found = lists.find_list(plan, hits, self.index)
        if found is None or (found.confidence < self.threshold and not self.always):
            return None
        places = tuple(Place(found.section, found.kind, start, end) for start, end in found.spans)
        return Finding(
            "answered",
            "list",
            "; ".join(found.items),
            found.confidence,
            places,
            plan.query,
            hits=tuple(hits[:5]),
            plan=plan,
        )

    def _count(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        if plan.query.form != "count":
            return None
        found = lists.find_list(plan, hits, self.index)
        if found is None:
            return None
        places = tuple(Place(found.section, found.kind, start, end) for start, end in found.spans)
        return Finding(
            "answered",
            "count",
            str(len(found.items)),
            found.confidence,
            places,
            plan.query,
            hits=tuple(hits[:5]),
            plan=plan,
        )

    def _summary(self, plan: Plan, hits: list[Hit]) -> Finding:
        units = lists.summary(plan, hits, self.index, self.article)
        if not units:
            return self._nothing(plan, hits, 0.2) if hits else self._value(plan, hits)
        places = tuple(place(unit) for unit in units)
        first = units[0]
        return Finding("answered", "summary", first.text, 0.9, places, plan.query, hits=tuple(hits[:5]), plan=plan)


def place(unit: Unit) -> Place:
    """Where a unit stands, as a place to cite."""
    return Place(unit.section, "fact" if unit.section == INFOBOX else "passage", unit.start, unit.end)


def _as_good(hit: Hit, best: Hit) -> bool:
    return all(m.grade >= b.grade - 0.05 for m, b in zip(hit.met, best.met, strict=True))


__all__ = ["INTRODUCTION", "Finder", "Finding", "Option", "Place", "place", "typed"]
