"""What somebody does for a living: "her father, Tom Hale, was a *lighthouse keeper*", "the *engineer* Ann Lee"."""

from __future__ import annotations

import re
from typing import NamedTuple

from retrieval.article.units import Unit
from retrieval.question.nouns import noun_type
from retrieval.ranking.align import Plan
from retrieval.replies.defining import name_in, noun_before
from retrieval.replies.family import parents_of_subject
from retrieval.words.lazy import lazy
from retrieval.words.text import Token, tokenize
from retrieval.words.thesaurus import NARROWER, Phrase, phrase, related

_JOB = r"(?:job|profession|occupation|trade|line of work|vocation|calling|living)"
_ASKS = lazy(
    rf"^what(?:['’]?s| is| was| are| were) (?P<owner>.+?)(?:['’]s?) (?:day )?{_JOB}\W*$"
    rf"|^what (?:is|was|are|were|used to be) the (?:former )?{_JOB} of (?P<of>.+?)\W*$"
    rf"|^(?:what|which) {_JOB} (?:did|does|do|had|has) (?P<has>.+?) (?:have|do|practi[sc]e|follow|hold|learn)\W*$"
    rf"|^what (?:did|does|do) (?P<does>.+?) (?:do for (?:a living|work)|work as)\W*$"
    r"|^what (?:does|did) (?P<now>.+?) do\W*$"
    r"|^what (?:did|has) (?P<later>.+?) (?:become|became)\W*$",
    re.IGNORECASE,
)
# What may stand between somebody and what is said of them: their name, when they were born.
_ASIDE = r"(?:,? [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3})?(?:,? \(?born [^,)]*[,)])?,?"
_ENDS = (
    r"(?= (?:and|but|who|whom|which|that|in|at|on|of|until|from|since|for|with|by|when|before|after|whose)\b"
    r"|[,;.:()]|$)"
)
_SAID_AFTER = lazy(
    rf"^{_ASIDE} (?:who )?(?:is|was|became|had been|has been|worked as|works as|trained as|used to be) "
    rf"(?:also |later |himself |herself |formerly |once )?an? (?P<noun>[^,;.:()]+?){_ENDS}"
    rf"|^{_ASIDE} an? (?P<beside>[^,;.:()]+?){_ENDS}"
    rf"|^{_ASIDE} (?:who )?(?P<deed>(?:taught|teaches|worked|works|ran|runs|kept|keeps|farmed|practised)\b[^,;.]*"
    r"|\w+(?:ed|ld|de) (?:[a-z]+ )?[a-z]+s(?=[,;.]| and | in ))"  # "repaired church organs": no "the"
)


class Trade(NamedTuple):
    """What somebody does, as a span of a unit's text."""

    unit: Unit
    start: int
    end: int


def asked(plan: Plan) -> bool:
    """Whether a question asks for what somebody does."""
    return _ASKS.match(plan.query.text) is not None


def trade(plan: Plan) -> Trade | None:
    """Where the article says what the person asked about does; None where that is not asked, or not said."""
    match = _ASKS.match(plan.query.text)
    if match is None:
        return None
    who = tokenize(next(group for group in match.groups() if group))
    if not _is_name(who[-1], plan):
        if noun_type((who[-1].stem,)) not in ("person", None):
            return None  # an embassy has no job
        if all(not _is_name(word, plan) or word.stem in plan.index.topic for word in who):  # nobody else's husband
            who = _by_name(who, plan)
    for unit in plan.index.units:
        found = _said(unit, who, plan) if unit.fact is None else None
        if found is not None:
            return Trade(unit, *found)
    return None


def _by_name(who: tuple[Token, ...], plan: Plan) -> tuple[Token, ...]:
    """A relative by the name that the infobox gives ("her husband": "Spouse: Tom Hale")."""
    parent = parents_of_subject(plan.index, who[-1].norm) if who[-1].norm in ("father", "mother") else None
    if parent is not None:
        return tokenize(parent.unit.text[slice(*parent.spans[0])])
    same = _relatives(who[-1])
    named = next((f.value for f in plan.index.article.facts if phrase(f.attribute) in same), "")
    name = tokenize(re.sub(r" ?\(.*", "", named))
    return name if name and all(word.is_capital for word in name) else who  # "Children: 2" names nobody


def _is_name(word: Token, plan: Plan) -> bool:
    return word.is_capital or word.norm in plan.index.name_norms


def _relatives(noun: Token) -> set[Phrase]:
    found = related((noun.stem,))
    told = {form for form, grade in found.meets.items() if grade >= NARROWER}
    return (told | {(noun.stem,)}) - found.converse  # whose father one is, is one's child


def _said(unit: Unit, who: tuple[Token, ...], plan: Plan) -> tuple[int, int] | None:
    """Where a unit says it of the person: behind the name or the noun for a relative, or as a noun before the name."""
    before = None
    names = [place for place, word in enumerate(who) if _is_name(word, plan)]
    if names and names[-1] == len(who) - 1:
        first = next((p for p in names if not any(word.possessive for word in who[p:])), names[-1])
        named = name_in(unit.tokens, frozenset(word.stem for word in who[first:]))
        places = [named[1]] if named else []
        before = noun_before(unit, named[0]) if named else None
    else:
        if not {who[p].stem for p in names} - plan.index.topic <= unit.positions.keys():
            return None  # somebody else's father
        same = _relatives(who[-1])
        places = [place for place, token in enumerate(unit.tokens) if (token.stem,) in same]
    for place in places:
        end = unit.tokens[place].end
        said = _SAID_AFTER.match(unit.text[end:])
        if said is not None:
            group = next(name for name, told in said.groupdict().items() if told)
            return end + said.start(group), end + said.end(group)
    return before
