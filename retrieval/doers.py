"""Who does what is asked: the side that a question asks for, and the subject or agent of a unit's verb."""

from __future__ import annotations

from itertools import pairwise

from retrieval.align import Met, Plan
from retrieval.index import Unit
from retrieval.lexicon import irregular_forms
from retrieval.text import Token
from retrieval.verbs import is_verb, verb_base

_WH = frozenset("who whom whose what which when where why how".split())
_COPULA = frozenset("is was are were be been being became".split())
_AUXILIARY = frozenset("did does do has have had can could will would may might must should".split())
_FINITE = frozenset("is was are were has have had did does can could will would may".split())
_PRONOUNS = frozenset("he she they it".split())
_INSIDE = frozenset("in on at by for from of to with near under behind".split())  # may stand inside a subject
_NO_SUBJECT = frozenset(
    "after before when while although as since that this these those there and which who where".split()
)
_DETERMINERS = frozenset("the a an his her its their this that these those two three several".split())
# Words that a noun phrase does not go beyond.
_EDGES = frozenset(
    "in on at by for from with to into of and or but who which that was were is are be been has have had did does "
    "when while where after before since until as not never".split()
)
_NO_OBJECT = frozenset("in on at by for from with to into and or but after before when while since until as".split())


def asked_side(plan: Plan) -> str:
    """What the question asks for, seen from its verb: its "subject" ("who built"), its "object" ("what did … build"),
    what something "is", or something else ("")."""
    norms = [t.norm for t in plan.query.tokens]
    place = next((i for i, n in enumerate(norms) if n in _WH), None)
    if place is None or norms[place] not in ("who", "whom", "what", "which"):
        return ""
    verb = next((n for n in norms[place + 1 :] if n in _AUXILIARY or n in _COPULA), None)
    if place + 1 < len(norms) and norms[place] in ("who", "what") and norms[place + 1] not in _AUXILIARY | _COPULA:
        return "subject"
    if verb in _AUXILIARY:
        return "object"
    return "is" if verb in _COPULA else "subject"


def subject_of(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> tuple[int, int] | None:
    """Who does what is asked ("who detained the trawler?"): the noun phrase before the verb, or after its "by".

    Offsets into the unit's text; None where the question is no "who does", or the phrase is only what was asked.
    """
    if plan.query.type != "person" or unit.fact is not None or asked_side(plan) != "subject":
        return None
    placed = [m.place for t, m in zip(plan.query.terms, met, strict=True) if t.role == "relation"]
    verb = next((place for place in placed if place is not None), None)
    tokens, text = unit.tokens, unit.text
    if verb is None or (verb and (tokens[verb - 1].norm in _DETERMINERS or tokens[verb - 1].possessive)):
        return None  # "his design", "the removal": a noun
    by = next((i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].norm == "by"), None)
    if by is None and _lacks_object(plan, tokens, verb):
        return None
    run: list[int] = []
    for place in range(by + 1, len(tokens)) if by is not None else range(verb - 1, -1, -1):
        token = tokens[place]
        edge = run[-1] if run else verb
        gap = text[min(token.end, tokens[edge].end) : max(token.start, tokens[edge].start)] if run else ""
        if token.norm in _EDGES or token.is_number or (gap.strip() and gap.strip() not in ("&", "-", "–", ".")):
            break
        run.append(place)
    first, last = (min(run), max(run)) if run else (0, -1)
    while first <= last and tokens[first].norm in ("the", "a", "an", "then", "also", "later"):
        first += 1
    if first > last or all(tokens[i].stem in plan.asked for i in range(first, last + 1)):
        return None
    if tokens[first].norm in ("he", "she", "it", "they", "who", "which", "that", "and"):
        return None
    return tokens[first].start, tokens[last].end


def doing_subject(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> range:
    """The tokens of who does in a unit what is asked, where nobody is named; an empty range where nobody does.

    Of a passive ("the bridge was renovated") the subject does nothing, unless the question is passive itself.
    """
    tokens = unit.tokens
    done = [m.place for t, m in zip(plan.query.terms, met, strict=True) if t.role == "relation" and m.place is not None]
    for place in sorted(done):
        after = _after_by(tokens, place)
        if after:
            return after
    subject = _subject(unit)
    if not subject or (_is_passive(tokens, subject.stop) and not _asks_passive(plan.query.tokens)):
        return range(0)
    near = [m.place for m in met if m.place is not None and subject.stop <= m.place < subject.stop + 4]
    joined = [place for place in done if place > subject.stop and tokens[place - 1].norm in ("and", "but", "also")]
    does = near + joined
    if asked_side(plan) == "subject" and all(_lacks_object(plan, tokens, place) for place in does):
        return range(0)
    return subject if does else range(0)


def agentless(plan: Plan, unit: Unit, met: tuple[Met, ...]) -> bool:
    """Whether a question asks who does something, and the unit tells that it was done, or happens, by nobody.

    "It was built in 1957" and "the centre opened in 1998" say nothing of who built or opened it.
    """
    if unit.fact is not None or asked_side(plan) != "subject":
        return False
    verb = next((m.place for t, m in zip(plan.query.terms, met, strict=True) if t.role == "relation"), None)
    if verb is None:
        return False
    tokens = unit.tokens
    told = tokens[verb]
    past = is_verb(told) and (told.norm.endswith("ed") or told.norm in irregular_forms())
    if not past or (verb and (tokens[verb - 1].norm in _DETERMINERS or tokens[verb - 1].possessive)):
        return False  # "the director": a noun
    after = [t.norm for t in tokens[verb + 1 : verb + 12]]
    passive = any(t.norm in _COPULA for t in tokens[max(0, verb - 3) : verb])
    return "by" not in after and (passive or _lacks_object(plan, tokens, verb))


def _lacks_object(plan: Plan, tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the question's verb has an object ("who opened it?") and the unit's has none ("the centre opened in")."""
    asked = [t.norm for t in plan.query.tokens]
    who = next((i for i, n in enumerate(asked) if n in _WH), len(asked))
    if len(asked) < who + 3 or asked[who + 2] in _NO_OBJECT or asked[who + 1] in _COPULA | _AUXILIARY:
        return False
    return verb + 1 >= len(tokens) or tokens[verb + 1].norm in _NO_OBJECT


def _subject(unit: Unit) -> range:
    """The tokens before a unit's first verb, if it opens with its subject ("the diaspora in Belgium raised …").

    A pronoun counts where the unit points back to something that it can stand for.
    """
    first = 1 if unit.tokens and unit.tokens[0].norm in ("the", "a", "an", "some", "two", "three") else 0
    for place, token in enumerate(unit.tokens[:10]):
        if place > first and (token.norm in _FINITE or (is_verb(token) and not token.norm.endswith("ing"))):
            return range(first, place)
        if token.norm in _PRONOUNS and place == 0:
            return range(1) if unit.antecedent is not None else range(0)
        if token.norm in _NO_SUBJECT or (token.norm in _INSIDE and place <= first):
            break
    return range(0)


def _after_by(tokens: tuple[Token, ...], verb: int) -> range:
    """The noun phrase after the "by" that follows a verb ("made by her son")."""
    by = next((i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].norm == "by"), None)
    if by is None or by + 1 >= len(tokens) or tokens[by + 1].norm not in _DETERMINERS:
        return range(0)
    last = by + 1
    while last + 1 < len(tokens) and tokens[last + 1].start - tokens[last].end <= 1 and last - by < 6:
        following = tokens[last + 1]
        if following.norm in _FINITE | _INSIDE | _NO_SUBJECT or (is_verb(following) and following.norm.endswith("ed")):
            break
        last += 1
    return range(by + 1, last + 1) if last > by + 1 else range(0)


def _is_passive(tokens: tuple[Token, ...], place: int) -> bool:
    return tokens[place].norm in _COPULA and any(
        t.norm.endswith("ed") or verb_base(t.norm) not in (None, t.norm) for t in tokens[place + 1 : place + 3]
    )


def _asks_passive(tokens: tuple[Token, ...]) -> bool:
    """Whether a question is about whom something was done to ("who was blamed?")."""
    return any(
        be.norm in _COPULA and is_verb(verb) and verb_base(verb.norm) != verb.norm for be, verb in pairwise(tokens)
    )
