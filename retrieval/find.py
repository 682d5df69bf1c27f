"""The path of a question: analyse, rank, extract, decide. What comes out is a finding; wording is the bot's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from corpus import Article, Fact
from retrieval.answer.frequency import frequencies
from retrieval.answer.picked import picked
from retrieval.answer.quote import quote
from retrieval.answer.replaced import current, superseded
from retrieval.answer.respectively import paired
from retrieval.answer.span import Span
from retrieval.article.index import Index
from retrieval.article.units import Unit
from retrieval.confidence import decide
from retrieval.confidence.linked import neither
from retrieval.question.analysis import Query, analyze
from retrieval.question.spelling import correct
from retrieval.ranking.align import Plan
from retrieval.ranking.evidence import Evidence, Hit, index_mentions, typed
from retrieval.replies import disputes, headings, lists, occupation, sides, succession, yesno
from retrieval.replies.ambiguity import Option, Place, place, readings, says_as_much
from retrieval.replies.defining import A_KIND, asked_name, definition, expansion
from retrieval.replies.differences import Difference, find_differences
from retrieval.replies.family import parents
from retrieval.replies.goods import goods
from retrieval.replies.holders import Holder, chains
from retrieval.replies.keyed import keyed, keyed_kinds, keyed_people
from retrieval.replies.newest import newest
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import country_of, phrase

SURE = 0.9  # confidence of what the article's structure tells: measured on the tuning halves
TODAY = 0.15  # how much less sure a statement about today may be, where today is asked about
NEWER = 0.7  # confidence of what has replaced a value that is met
NEAR = 0.3  # grade of a word from which a refusal shows where it stands
CANDIDATES = 5  # hits that are weighed for being the answer

Status = Literal["answered", "no_answer", "clarify"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: ``how`` says in which way ("value", "yes", "no", "list", "count", "summary", "differs", …)."""

    status: Status
    how: str
    answer: str | None
    confidence: float
    places: tuple[Place, ...]
    query: Query
    lack: decide.Lack | None = None
    options: tuple[Option, ...] = ()
    fact: Fact | None = None
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

    @cached_property
    def offices(self) -> tuple[tuple[Holder, ...], ...]:
        """Chains of office-holders that the article tells."""
        return chains(self.index)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Where the infobox and the text disagree."""
        return find_differences(self.index)

    def find(self, question: str, last: tuple[int, ...] = (), told: Callable[[Unit], bool] | None = None) -> Finding:
        """Find the answer to a question; ``last``: where the answer stood that it goes on from.

        ``told``: what is not asked for again ("who *else* …").
        """
        question, corrections = correct(question, self.index.vocabulary, self.index.stems)
        about = headings.asked_section(question)
        if about is not None:
            found = self._section(about)
            if found is not None:
                return replace(found, question=question, corrections=corrections)
        query = analyze(question, self.index.name_norms)
        if not self.always and _is_mere_name(query, self.index.name_norms):
            query = analyze(f"who is {query.text}", self.index.name_norms)  # "Ann Lee?"
        plan = Plan(query, self.index)
        hits = self.evidence.rank(plan, last)
        whom = "" if self.always else decide.stranger(plan)
        if whom:
            found = self._finding("no_answer", query.form, None, 0.0, (), plan, hits)
            found = replace(found, lack=decide.Lack("whom", (whom,)))
        elif told is not None and query.form != "yesno":
            found = self._value(plan, [hit for hit in hits if not told(hit.unit)])
        elif query.form == "summary":
            found = self._summary(plan, hits)
        elif query.form == "yesno":
            found = self._side(plan, hits) or self._held(plan, hits) or self._yesno(plan, hits)
        else:
            found = (
                self._goods(plan, hits)
                or self._in_pairs(plan, hits)
                or self._abbreviation(plan, hits)
                or self._definition(plan, hits)
                or self._parents(plan, hits)
                or self._trade(plan, hits)
                or self._newest(plan, hits)
                or self._all_holders(plan, hits)
                or self._side(plan, hits)
                or self._holder(plan, hits)
                or self._makers(plan, hits)
                or self._count(plan, hits)
                or self._listed(plan, hits)
                or self._event(plan, hits)
                or self._value(plan, hits)
            )
            if found.how in ("value", "list") and not self.always and neither(plan, found.answer or ""):
                found = self._nothing(plan, hits, 1 - SURE)
        return replace(found, question=question, corrections=corrections)

    def ranked(self, question: str, limit: int) -> list[Unit]:
        """The best units for a question, whether or not they answer it."""
        question, _ = correct(question, self.index.vocabulary, self.index.stems)
        plan = Plan(analyze(question, self.index.name_norms), self.index)
        return [hit.unit for hit in self.evidence.rank(plan)[:limit]]

    # -- one method a form of reply ------------------------------------------------------------------------------

    def _value(self, plan: Plan, hits: list[Hit]) -> Finding:
        if not hits or not plan.query.terms:
            return self._finding("no_answer", "value", None, 0.0, (), plan, hits)
        best = self._best(plan, hits)
        sure = decide.confidence(plan, best)
        if best.unit.kind == "lead_in" and not self.always and not lists.says_number(plan, best):
            if lists.lists_objects(plan, best.unit):
                return self._nothing(plan, hits, 1 - SURE)
            if plan.query.type in _ONES and not lists.holds_type(plan, best.unit, self.index):
                return self._nothing(plan, hits, min(sure, 1 - SURE))
            listed = lists.whole_list(best.unit, self.index, sure)
            return self._as_listing(listed, "count" if plan.query.type == "number" else "list", plan, hits)
        if sure < self.threshold and not self.always:
            counted = self._counted(plan, hits)
            return counted or self._nothing(plan, hits, sure)
        if not self.always:
            told_today = plan.query.present and plan.query.type in _AMOUNTS and _TODAY.search(best.unit.text)
            options = () if told_today or best.unit.kind == "lead_in" else readings(plan, best, hits)
            if options:
                places = tuple(dict.fromkeys(option.place for option in options))
                return replace(self._finding("clarify", "value", None, sure, places, plan, hits), options=options)
            difference = disputes.difference(self.differences, plan, best)
            if difference is None and best.unit.fact is None:
                difference = disputes.difference(self.differences, plan, hits[0])
            if difference is not None and hits[0] is not best and not disputes.speak_of_all(plan, difference):
                difference = None
            if difference is not None:
                return self._differing(difference, sure, plan, hits)
        values = frequencies(best) if plan.query.type == "frequency" else index_mentions(self.index, best.unit)
        answer = current(plan, best, picked(plan, best), values)
        start, end = quote(plan, best, answer)
        places = (replace(place(best.unit), start=start, end=end), *self._further(plan, best, hits))
        return replace(self._finding("answered", "value", answer.text, sure, places, plan, hits), fact=best.unit.fact)

    def _in_pairs(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """What belongs to the thing asked about in a sentence with "respectively"."""
        if self.always or not hits or plan.query.form not in ("value", "list", "definition"):
            return None
        best = self._best(plan, hits)
        if paired(plan, best) is None and (occupation.asked(plan) or any(met.place is None for met in best.met)):
            told = (hit for hit in hits[:CANDIDATES] if all(met.place is not None for met in hit.met))
            best = next((hit for hit in told if paired(plan, hit) is not None), best)
        one, sure = paired(plan, best), decide.confidence(plan, best)
        if one is None or sure < self.threshold:
            return None
        span = Span(best.unit.text[slice(*one)], best.unit.start + one[0], best.unit.start + one[1])
        start, end = quote(plan, best, span)
        places = (replace(place(best.unit), start=start, end=end), *self._further(plan, best, hits))
        return self._finding("answered", "value", span.text, sure, places, plan, hits)

    def _further(self, plan: Plan, best: Hit, hits: list[Hit]) -> tuple[Place, ...]:
        """What the quote needs to be understood (the sentence its pronoun points to), and who else says so."""
        places = []
        if best.unit.antecedent is not None and any(m.place is None for m in best.met):
            places.append(place(best.unit.antecedent))
        if plan.query.type == "date":
            places += [place(h.unit) for h in hits[1:4] if h is not best and says_as_much(plan, h)]  # at another time
        least = max(0.6, self.threshold)
        other = next((h for h in hits[:3] if h is not best and decide.reaches(plan, h, least)), None)
        if other is not None and other.unit is not best.unit.antecedent:
            places.append(place(other.unit))
        return tuple(dict.fromkeys(places))

    def _finding(
        self,
        status: Status,
        how: str,
        answer: str | None,
        sure: float,
        places: tuple[Place, ...],
        plan: Plan,
        hits: list[Hit],
    ) -> Finding:
        line = None if answer is None else " ".join(answer.split())  # an article may break its lines anywhere
        return Finding(status, how, line, sure, places, plan.query, hits=tuple(hits[:5]), plan=plan)

    def _best(self, plan: Plan, hits: list[Hit]) -> Hit:
        """The surest of the first hits; where an answer is wanted always, the first."""
        best = hits[0] if self.always else decide.surest(plan, hits[:CANDIDATES])
        key = None if self.always else keyed(plan, self.index)
        if key is not None:
            hit = next((h for h in hits if h.unit is key), Hit(key, plan.align(key), {}))
            hit.sure = SURE
            return hit
        newer = None if self.always else self._newer(plan, best, hits)
        if newer is not None:
            return newer
        if not self.always and plan.query.present and plan.query.type in _AMOUNTS and not _TODAY.search(best.unit.text):
            least = decide.confidence(plan, best) - TODAY
            rivals = (h for h in hits[:CANDIDATES] if decide.reaches(plan, h, least))
            best = next((h for h in rivals if _TODAY.search(h.unit.text)), best)
        title = best.unit.fact
        if title is not None and title.attribute.endswith(" title") and plan.query.type == "person":
            for hit in hits:  # asked for a person: who holds the office, not its name
                fact = hit.unit.fact
                if fact is not None and fact.number == title.number and f"{fact.attribute} title" == title.attribute:
                    return hit
        return best

    def _newer(self, plan: Plan, best: Hit, hits: list[Hit]) -> Hit | None:
        """The sentence behind one that tells how it was at first, where it is asked how it is."""
        whole = [h for h in hits[:CANDIDATES] if all(met.place is not None for met in h.met)]
        for hit in (best, *whole) if decide.confidence(plan, best) >= self.threshold else whole:
            unit = superseded(plan, hit)
            if unit is not None:
                newer = next((h for h in hits if h.unit is unit), Hit(unit, plan.align(unit), {}))
                newer.sure = max(decide.confidence(plan, hit), NEWER)
                return newer
        return None

    def _nothing(self, plan: Plan, hits: list[Hit], sure: float) -> Finding:
        best = decide.but_for_date(plan, hits[:CANDIDATES]) or self._best(plan, hits)
        near = plan.query.form == "yesno" or any(m.grade >= NEAR for m in best.met)
        places = (place(best.unit),) if near else ()  # what shares no word with the question is not near it
        finding = self._finding("no_answer", plan.query.form, None, sure if near else 0.0, places, plan, hits)
        return replace(finding, lack=decide.lacks(plan, best))

    def _differing(self, difference: Difference, sure: float, plan: Plan, hits: list[Hit]) -> Finding:
        fact = difference.fact.fact
        assert fact is not None
        told = self.article.text[difference.start : difference.end]
        places = (place(difference.fact), place(difference.told))
        return self._finding("answered", "differs", f"{fact.value}; {told}", sure, places, plan, hits)

    def _yesno(self, plan: Plan, hits: list[Hit]) -> Finding:
        if not hits or not plan.query.terms:
            return self._value(plan, hits)
        verdict = yesno.judge(plan, hits)
        difference = None if self.always else disputes.disputed(self.differences, plan)
        if difference is not None:
            return self._differing(difference, SURE, plan, hits)
        if verdict.confidence < self.threshold and not self.always:
            return self._nothing(plan, [verdict.hit, *(h for h in hits if h is not verdict.hit)], verdict.confidence)
        answer = verdict.answer
        return self._finding(
            "answered", answer.lower(), answer, verdict.confidence, (place(verdict.hit.unit),), plan, hits
        )

    def _listed(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        if self.always or plan.query.type == "number":
            return None
        found = None
        if plan.query.plural or plan.query.form == "list":
            found = lists.find_list(plan, hits, self.index)
        if found is None or found.confidence < self.threshold:
            if not plan.query.plural and plan.query.form != "list" and keyed(plan, self.index) is not None:
                return None  # "who owns it now?": not all who did
            found = lists.opened_list(plan, self.index)
            if found is not None and plan.query.type in _ONES and not lists.of_type(plan, found, self.index):
                return None
        if found is None:
            return None
        return self._as_listing(found, "list", plan, hits)

    def _side(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """What the infobox tells of one of its sides."""
        if self.always:
            return None
        found = sides.answer(plan, self.index)
        if found is None:
            return None
        places = tuple(place(unit) for unit in found.units)
        if found.untold:
            finding = self._finding("no_answer", "yesno", None, 1 - SURE, places, plan, hits)
            return replace(finding, lack=decide.Lack("untold"))
        values = [self.article.text[start:end] for start, end in found.spans]
        if plan.query.form == "yesno":
            how = "no" if found.denied else "yes"
            return self._finding("answered", how, how.capitalize(), SURE, places, plan, hits)
        if plan.query.form == "count":
            return self._finding("answered", "count", str(len(values)), SURE, places, plan, hits)
        if len(values) > 1 and not plan.query.plural and plan.query.form != "list":
            options = tuple(
                Option(unit.fact.party or unit.text, value, place(unit))
                for unit, value in zip(found.units, values, strict=True)
                if unit.fact is not None
            )
            return replace(self._finding("clarify", "value", None, SURE, places, plan, hits), options=options)
        difference = (
            disputes.difference(self.differences, plan, Hit(found.units[0], (), {})) if len(values) == 1 else None
        )
        if difference is not None:
            return self._differing(difference, SURE, plan, hits)
        how = "value" if len(values) == 1 else "list"
        fact = found.units[0].fact if len(values) == 1 else None
        return replace(self._finding("answered", how, "; ".join(values), SURE, places, plan, hits), fact=fact)

    def _holder(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """Who held an office before or after somebody, or in a year."""
        if self.always or plan.query.form in ("definition", "list") or plan.query.plural:
            return None
        if plan.query.type not in ("person", "role", "thing"):
            return None
        both = succession.two_in_year(plan, self.offices)
        if both:
            marks = (f"until {both[0].until}", f"from {both[1].since}")
            options = tuple(Option(m, h.name, place(h.unit)) for m, h in zip(marks, both, strict=True))
            places = tuple(option.place for option in options)
            return replace(self._finding("clarify", "value", None, 0.85, places, plan, hits), options=options)
        holder = succession.find_holder(plan, self.offices)
        if holder is None:
            if not succession.is_at_end(plan, self.offices):
                return None
            finding = self._nothing(plan, hits, 1 - SURE)
            return replace(finding, lack=decide.Lack("untold"))
        if hits and "first" in plan.stems:
            best = self._best(plan, hits)
            office = [m for t, m in plan.pairs(best.met) if t.role in ("focus", "type")]
            if best.unit is not holder.unit and office and all(m.place is not None and m.grade >= 1 for m in office):
                return None  # the very words stand elsewhere ("its first librarian, …")
        return self._finding("answered", "value", holder.name, 0.85, (place(holder.unit),), plan, hits)

    def _makers(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """The few people whom the infobox names for what was done, or its few kinds of what is asked for."""
        lines = [] if self.always else keyed_people(plan, self.index) or keyed_kinds(plan, self.index)
        if not lines:
            return None
        names = "; ".join(unit.fact.value for unit in lines if unit.fact is not None)
        return self._finding("answered", "list", names, SURE, tuple(map(place, lines)), plan, hits)

    def _all_holders(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """All who held an office, or how many they are."""
        chain = None if self.always else succession.find_chain(plan, self.offices)
        if chain is None:
            return None
        counted = plan.query.type == "number"
        places = tuple(dict.fromkeys(place(holder.unit) for holder in chain))
        answer = str(len(chain)) if counted else "; ".join(h.name for h in chain)
        return self._finding("answered", "count" if counted else "list", answer, 0.85, places, plan, hits)

    def _held(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """Whether somebody held an office at some time."""
        told = None if self.always else succession.held(plan, self.offices)
        if told is None:
            return None
        how = "yes" if told[0] else "no"
        return self._finding("answered", how, how.capitalize(), 0.85, (place(told[1].unit),), plan, hits)

    def _abbreviation(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """What an abbreviation that the article introduces stands for."""
        long = None if self.always else expansion(plan)
        if long is None:
            return None
        unit, start, end = long
        return self._finding("answered", "value", self.article.text[start:end], 0.95, (place(unit),), plan, hits)

    def _definition(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """What somebody or something is, by the first hit that says so."""
        if self.always or plan.query.form != "definition":
            return None
        likely = [hit.unit for hit in hits[:CANDIDATES] if hit.signals["definition"]]
        if not plan.query.terms and self.index.first_sentence is not None:
            likely = [self.index.first_sentence]  # "who is she?"
        best = likely[0] if likely else None
        said = definition(self.index, best, asked_name(plan)) if best else None
        if (best is None or said is None) and hits and A_KIND.match(plan.query.text):
            return self._nothing(plan, hits, 1 - SURE)  # "what is an embassy?": the article is no dictionary
        if best is None or said is None:
            return None
        answer = self.article.text[said[0] : said[1]]
        found = self._finding("answered", "value", answer, SURE, (place(best),), plan, hits)
        return replace(found, fact=best.fact)

    def _trade(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """What somebody does for a living."""
        found = None if self.always else occupation.trade(plan)
        if found is None:
            return None
        answer = found.unit.text[found.start : found.end]
        return self._finding("answered", "value", answer, SURE, (place(found.unit),), plan, hits)

    def _parents(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """Who the parents of the article's one person were."""
        found = None if self.always else parents(plan)
        if found is None:
            return None
        names = "; ".join(found.unit.text[start:end] for start, end in found.spans)
        how = "value" if len(found.spans) == 1 else "list"
        return self._finding("answered", how, names, SURE, (place(found.unit),), plan, hits)

    def _goods(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """What one side sells to the other."""
        asked = None if self.always else goods(plan)
        if asked is None or not hits:
            return None
        if asked.told is None:
            return replace(self._nothing(plan, hits, 1 - SURE), lack=decide.Lack("goods"))
        unit, start, end = asked.told
        if unit.kind == "lead_in":
            return self._as_listing(lists.whole_list(unit, self.index, SURE), "list", plan, hits)
        return self._finding("answered", "value", unit.text[start:end], SURE, (place(unit),), plan, hits)

    def _newest(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """The first or the latest of a list of dated items."""
        item = None if self.always else newest(plan, hits, self.index)
        if item is None:
            return None
        answer = self.article.text[item.start : item.end]
        return self._finding("answered", "value", answer, 0.85, (place(item.unit),), plan, hits)

    def _count(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        listed = hits and hits[0].unit.kind in ("lead_in", "item") and not lists.says_number(plan, hits[0])
        if plan.query.form == "count" or (listed and plan.query.type == "number"):
            return self._counted(plan, hits)
        return None

    def _counted(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """The number of a list's items, where no number is told."""
        if plan.query.type != "number" or self.always or not _HOW_MANY.search(plan.query.text):
            return None
        if plan.query.focus[-1:] == _PEOPLE:
            return None  # the items of a list are something else
        found = lists.find_list(plan, hits, self.index)
        if found is None or found.confidence < self.threshold:
            found = lists.opened_list(plan, self.index)
        if found is None:
            return None
        return self._as_listing(found, "count", plan, hits)

    def _as_listing(self, found: lists.Listing, how: str, plan: Plan, hits: list[Hit]) -> Finding:
        places = tuple(Place(found.section, found.kind, start, end) for start, end in found.spans)
        answer = str(len(found.items)) if how == "count" else "; ".join(found.items)
        return self._finding("answered", how, answer, found.confidence, places, plan, hits)

    def _section(self, about: str) -> Finding | None:
        """Which section tells of something: its title, and the sentence that does."""
        plan = Plan(analyze(about, self.index.name_norms), self.index)
        hits = self.evidence.rank(plan)
        hit = headings.telling(hits) if plan.query.terms and not self.always else None
        if hit is None:
            return None
        title = hit.unit.section.rpartition(" > ")[2]
        sure = min(SURE, hit.signals["coverage"])
        return self._finding("answered", "value", title, sure, (place(hit.unit),), plan, hits)

    def _event(self, plan: Plan, hits: list[Hit]) -> Finding | None:
        """When the event of a section was: the first date that the section gives."""
        unit = None if self.always else headings.dated_event(plan, self.index)
        if unit is None:
            return None
        hit = next((h for h in hits if h.unit is unit), Hit(unit, plan.align(unit), {}))
        told = typed(plan, unit, hit.met) or []
        start, end = unit.start + told[0].start, unit.start + told[0].end
        return self._finding("answered", "value", self.article.text[start:end], 0.8, (place(unit),), plan, hits)

    def _summary(self, plan: Plan, hits: list[Hit]) -> Finding:
        units = lists.summary(plan, hits, self.index, self.article)
        if not units:
            return self._nothing(plan, hits, 0.2) if hits else self._value(plan, hits)
        return self._finding("answered", "summary", units[0].text, 0.9, tuple(map(place, units)), plan, hits)


_ONES = ("person", "place", "date", "money", "money_or_number", "duration", "measure", "age")
_AMOUNTS = ("number", "amount", "money", "money_or_number", "measure")
_TODAY = lazy(r"\b(?:now|currently|today|at present|as of|since \d{4})\b", re.IGNORECASE)
_PEOPLE = phrase("people")
_HOW_MANY = lazy(r"\b(?:how many|number of|count)\b", re.IGNORECASE)


def _is_mere_name(query: Query, names: frozenset[str]) -> bool:
    """Whether a message is somebody's name and nothing else; a country is not asked about so."""
    named = [t.norm in names and country_of((t.stem,)) is None for t in query.tokens if t.norm not in _PARTICLES]
    return 1 < len(named) < 4 and all(named)


_PARTICLES = frozenset("von van de da del der di la".split())
