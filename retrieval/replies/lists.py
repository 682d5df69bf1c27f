"""Answers of several parts: lists and their counts, facts that stand side by side, a section's leading statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import INFOBOX, INTRODUCTION, Article
from retrieval.article.index import Index
from retrieval.article.mentions import amounts
from retrieval.article.units import STOP, Unit
from retrieval.confidence.parts import exchanged
from retrieval.ranking.align import Plan
from retrieval.ranking.doers import asks_doer, doing_subject
from retrieval.ranking.evidence import Hit, index_mentions, typed
from retrieval.replies.keyed import bears
from retrieval.words.text import Token, tokenize
from retrieval.words.thesaurus import SYNONYM, Phrase, country_of, phrase
from retrieval.words.verbs import is_verb

_LONGEST = 3  # statements of a summary


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that answers: its items as a person would name them, and where it stands."""

    items: tuple[str, ...]
    section: str
    kind: Literal["passage", "fact"]
    spans: tuple[tuple[int, int], ...]
    confidence: float


def find_list(plan: Plan, hits: list[Hit], index: Index) -> Listing | None:
    """The list that the question asks for: one whose lead-in, heading or infobox key meets what is asked.

    The noun asked for ("which *agreements*") must be met by the list's head. Where other words of the question
    stand in some of the items only, these items are meant ("how many *steam* locomotives").
    """
    best: tuple[float, list[Unit]] | None = None
    for group in (*(_fact_groups(index.facts) if index.facts else ()), *index.lists):
        score = 0.0 if _told_before(plan, hits, group) else _head_score(plan, group)
        if best is None or score > best[0]:
            best = (score, group)
    if best is None or best[0] < 0.5:
        return None
    score, group = best
    items = _chosen(plan, group)
    if not items:
        return None
    if group[0].fact:
        spans = tuple((u.start, u.end) for u in items)
        return Listing(tuple(u.fact.value for u in items if u.fact), INFOBOX, "fact", spans, score)
    names = tuple(item_name(u.text) for u in items)
    return Listing(names, group[0].section, "passage", ((group[0].start, group[-1].end),), score)


def _told_before(plan: Plan, hits: list[Hit], group: list[Unit]) -> bool:
    """Whether a list shares no more with the question than its heading, and a sentence under that heading tells it in
    the very word: "challenges persist, particularly …"."""
    noun = plan.query.focus[-1:]
    if (
        not noun
        or plan.query.type == "number"
        or group[0].kind != "lead_in"
        or any(noun[0] in u.positions for u in group)
    ):
        return False
    told = hits[0].unit if hits else group[0]
    return told.kind == "sentence" and told.section == group[0].section and noun[0] in told.positions


def lists_objects(plan: Plan, lead_in: Unit) -> bool:
    """Whether it is asked who does something, and the lead-in says who does, so that the list tells to what ("the firm
    owns three subsidiaries:")."""
    return asks_doer(plan.query) and bool(doing_subject(plan, lead_in, plan.align(lead_in)))


def whole_list(lead_in: Unit, index: Index, confidence: float) -> Listing:
    """The list that a lead-in opens."""
    group = index.passages[lead_in.passage]
    names = tuple(item_name(u.text) for u in group if u.kind == "item")
    return Listing(names, lead_in.section, "passage", ((group[0].start, group[-1].end),), confidence)


def holds_type(plan: Plan, lead_in: Unit, index: Index) -> bool:
    """Whether a list's items hold anything of the type that is asked for."""
    items = [unit for unit in index.passages[lead_in.passage] if unit.kind == "item"]
    return any(typed(plan, unit, plan.align(unit)) for unit in items)


def of_type(plan: Plan, found: Listing, index: Index) -> bool:
    """Whether the items of a found list hold anything of the type that is asked for."""
    lead_in = next((u for u in index.units if u.start == found.spans[0][0] and u.fact is None), None)
    return lead_in is None or holds_type(plan, lead_in, index)


def says_number(plan: Plan, hit: Hit) -> bool:
    """Whether how many there are of what is asked for stands before its noun ("*19 aircraft* of three types")."""
    tokens = hit.unit.tokens
    nouns = [m.place for t, m in plan.pairs(hit.met) if t.role == "focus"]
    return plan.query.type == "number" and any(
        place and any(t.is_number for t in tokens[max(0, place - 2) : place]) for place in nouns
    )


def opened_list(plan: Plan, index: Index) -> Listing | None:
    """The list whose lead-in says all that a question asks ("what will cooperation focus on?": "Cooperation is expected
    to focus on:"), with the question's verb or all its words in the lead-in itself, the rest in what stands around."""
    counted = plan.query.type == "number"  # "how many things does it offer"
    if (plan.query.type in AMOUNT_TYPES and not counted) or not plan.query.terms:
        return None
    asked = [t.role != "focus" or t.words[0] not in _ITEMS for t in plan.query.terms]
    if counted and all(asked) and plan.query.focus[-1:] not in [(item,) for item in _ITEMS]:
        return None
    telling = any(t.role != "name" and t.words[0] not in index.topic for t in plan.query.terms)
    verbs = {t.words[0] for t in plan.query.of("relation")}
    if telling:  # "what did the renovation include": a verb that tells little by itself
        verbs |= {t.stem for t in plan.query.tokens if is_verb(t) and t.norm not in _AUXILIARIES}
    for passage in index.lists:
        lead = passage[0]
        if lead.kind != "lead_in":
            continue
        aligned = plan.align(lead)
        met = [m for m, wanted in zip(aligned, asked, strict=True) if wanted]
        if lists_objects(plan, lead):
            continue
        if any(m.grade < 0.5 for m in met) or exchanged(plan, Hit(lead, aligned, {})):
            continue
        if plan.query.type == "person" and not _holds_person(index, passage):
            continue  # "who runs it": no list of places
        here = telling and all(m.place is not None and m.grade >= SYNONYM for m in met)
        if not here and not verbs & lead.positions.keys() and plan.query.form != "count":
            continue
        return whole_list(lead, index, OPENED)
    return None


def _holds_person(index: Index, passage: list[Unit]) -> bool:
    return any(m.type == "person" for unit in passage if unit.kind == "item" for m in index_mentions(index, unit))


# Nouns for whatever a list holds.
_ITEMS = frozenset(t.stem for t in tokenize("thing item point example part element measure step task kind feature"))
OPENED = 0.87  # confidence: measured on the question sets
AMOUNT_TYPES = frozenset(
    "date number amount money money_or_number measure duration duration_or_measure frequency age yesno reason".split()
)
_AUXILIARIES = frozenset("is are was were be been being has have had do does did will would can could may".split())


def _chosen(plan: Plan, group: list[Unit]) -> list[Unit]:
    items = [u for u in group if u.kind in ("item", "fact")]
    owners = {party for party, side in plan.owners.items() if side == "agent"}
    if len(owners) == 1:  # "how many embassies does Peru have": those of one side
        items = [u for u in items if u.fact is None or u.fact.party is None or _country(u.fact.party) in owners]
    for term, forms in zip(plan.query.terms, plan.forms, strict=True):
        if term.role == "date" and term.place:
            items = _dated(plan.query.tokens[term.place - 1].norm, int(term.words[0]), items)
        if (
            term.role in ("number", "date")
            or (term.weak and term.role == "relation")
            or _head_grade(forms, group) >= 0.5
        ):
            continue
        some = [u for u in items if any(all(s in u.positions for s in form) for form in forms)]
        if some and len(some) < len(items):
            items = some
    return items


def _country(name: str) -> Phrase:
    return country_of(phrase(name)) or phrase(name)


def _fact_groups(facts: list[Unit]) -> list[list[Unit]]:
    groups: dict[str, list[Unit]] = {}
    for unit in facts:
        if unit.fact and unit.fact.number is not None:
            groups.setdefault(unit.fact.attribute, []).append(unit)
    return [group for group in groups.values() if len(group) > 1]


def _dated(asked: str, year: int, items: list[Unit]) -> list[Unit]:
    """The items dated before, after or in a year; all of them where none has a year."""
    years = {u.number: [int(t.norm) for t in u.tokens if len(t.norm) == 4 and t.norm.isdigit()] for u in items}

    def fits(told: int) -> bool:
        return {"before": told < year, "after": told > year, "since": told >= year}.get(asked, told == year)

    return [u for u in items if any(map(fits, years[u.number]))] if any(years.values()) else items


def _head_score(plan: Plan, group: list[Unit]) -> float:
    """How fully a list's head meets the question; nothing where the noun that is asked for is not met by it."""
    total = got = 0.0
    asked = [t for t in plan.query.terms if t.role in ("focus", "type")]
    noun = asked[-1] if asked else None
    if country_of(plan.query.focus[-1:]) is not None:
        return 0.0  # "how many Latvians": no list is of a nation
    for term, forms, weight in zip(plan.query.terms, plan.forms, plan.weights, strict=True):
        if term.role == "number" or (group[0].fact is not None and bears(plan, term)):
            continue
        grade = _head_grade(forms, group)
        if term is noun and grade < 0.5:
            return 0.0
        if term is not noun and term.words[0] in plan.index.topic:
            continue  # what the whole article is about
        if grade < 0.5 and any(all(s in u.positions for s in form) for u in group for form in forms):
            grade = 0.5
        total += weight
        got += weight * grade
    return got / total if total else 0.0


def head_meets(plan: Plan, noun: Token, place: int, group: list[Unit]) -> bool:
    """Whether a list's lead-in or heading is of what a noun of the question says, and all else that is asked is what
    the article is about, or stands there, too. ``place``: a word of the question that isn't looked for."""
    told = False
    for term, forms in zip(plan.query.terms, plan.forms, strict=True):
        if term.place in (place, *plan.both) or term.text.lower() == "most":
            continue
        grade = _head_grade(forms, group)
        if term.words[0] == noun.stem:
            told = grade >= 0.5
        elif grade < 0.5 and term.words[0] not in plan.index.topic:
            return False
    return told


def _head_grade(forms: dict[Phrase, float], group: list[Unit]) -> float:
    """How fully a term is met by a list's lead-in, heading or infobox key."""
    first = group[0]
    grade = 0.0
    for form, value in forms.items():
        if first.fact is not None:
            grade = max(grade, value if all(s in phrase(first.fact.attribute) for s in form) else 0.0)
        elif first.kind == "lead_in" and all(s in first.positions for s in form):
            grade = max(grade, value)
        elif all(first.context.get(s, 0.0) > 0.5 for s in form):
            grade = max(grade, 0.8 * value)
    return grade


def item_name(text: str) -> str:
    """A list item as a person would name it: what stands before its colon, if that is no date, or the item without its
    full stop."""
    name, colon, _ = text.partition(": ")
    return name if colon and len(name) <= 80 and not _is_date(name) else text.rstrip(".")


def _is_date(text: str) -> bool:
    """Whether a text is a date and nothing else ("June 2001")."""
    return any(m.type == "date" and (m.start, m.end) == (0, len(text)) for m in amounts(text))


def summary(plan: Plan, hits: list[Hit], index: Index, article: Article) -> list[Unit]:
    """The leading statements on a section, on the article as a whole, or on something it speaks of."""
    wanted = [
        (term, forms)
        for term, forms in zip(plan.query.terms, plan.forms, strict=True)
        if term.words[0] not in _SUMMARY_WORDS
    ]
    title = set(phrase(article.title)) | index.topic
    apart = [(term, forms) for term, forms in wanted if term.words[0] not in title]
    if not apart:
        return [u for u in index.units if u.section == INTRODUCTION][:_LONGEST] or index.units[:_LONGEST]
    section = _best_section([forms for _, forms in apart], article)
    if section is not None:
        inside = [u for u in index.units if u.section == section]
        leads = [u for p in index.passages for u in p[:1] if u.section == section and u.kind != "item"]
        items = [u for u in inside if u.kind == "item"]
        return (leads + [u for u in inside if u not in leads and u not in items])[:_LONGEST] + items[:8]
    named = [hit for hit in hits if hit.signals["coverage"] >= 0.75]
    return sorted((hit.unit for hit in named[:_LONGEST]), key=lambda u: u.number)


_SUMMARY_WORDS = frozenset(
    t.stem
    for t in tokenize(
        "tell about summarise summarize summary sum up overview outline describe explain say article section part "
        "chapter give brief short quick gist fill info information version rundown lowdown recap highlights point "
        "points essentials basics story deal main side thing things aspect topic boss key general rough whole "
        "paragraph read know page text everything something introduce digest talk bit tl dr nutshell words sentence "
        "line quote passage statement"
    )
)


def _best_section(wanted: list[dict[Phrase, float]], article: Article) -> str | None:
    """The section whose title meets what is wanted; a subsection before the section that it stands in."""
    best, best_score = None, 0.0
    for section in article.sections:
        title = set(phrase(section.title))
        if section.navigation or not section.passages:
            continue
        met = [max((g for form, g in forms.items() if set(form) <= title), default=0.0) for forms in wanted]
        content = [stem for stem in title if stem not in _SUMMARY_WORDS and stem not in STOP]
        score = sum(met) / len(wanted) + 0.5 * min(1.0, sum(m > 0 for m in met) / max(1, len(content)))
        if score > best_score:
            best, best_score = section.name, score
    return best if best_score >= 0.85 else None
