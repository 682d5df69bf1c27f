"""What one of an article's two sides sells to the other: "imports from Malawi … are *tea, tobacco and nuts*"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.article.index import Index
from retrieval.article.units import STOP, Unit
from retrieval.ranking.align import Plan
from retrieval.words.lazy import lazy
from retrieval.words.text import Token
from retrieval.words.thesaurus import Phrase, country_of, is_demonym, phrase
from retrieval.words.verbs import verb_base

_SELL = frozenset("export sell ship supply send deliver".split())
_BUY = frozenset("import buy purchase get receive obtain order".split())
_TRADE = frozenset("export import sell buy purchase".split())  # those that need no noun beside them
_FORMS = ("value", "list")
_GOODS = frozenset("goods products commodities export exports import imports items things merchandise stuff".split())
_AMOUNT = lazy(r"\b(?:how (?:much|many)|worth|value|volume|amount|share|total|deficit|surplus|when)\b", re.IGNORECASE)
_DENIED = frozenset("never neither not no nor".split())
_FAR = 6  # tokens after a word of trade in which "to" or "from" names the other side
# What opens an enumeration, after a word of trade: a verb that says what there is, or the goods themselves.
_OPENS = (
    r"(?:(?:goods|products|exports|imports|items|commodities)(?: \w+){0,6}? (?:are|were|is|was|have been)"
    r"|includ(?:es?|ed|ing)|compris(?:es?|ed|ing)|such as|consist(?:s|ed)?(?: \w+)? of|made up(?: \w+)? of"
    r"|(?:mostly|mainly|chiefly|principally|primarily|namely|notably|largely|especially|above all|in particular"
    r"|for the most part))"
)
_ITEMS = r"(?P<items>[a-z][\w'’ -]*?(?:, [a-z][\w'’ -]*?)*(?:,? and [a-z][\w'’ -]*?)?)"
_ENDS = (
    r"(?= (?:to|from|in|since|worth|while|which|for|by|with|at) "
    r"|, (?:while|which|whereas|and (?:is|are|has|it))|[.;:(]|$)"
)
_LISTED = lazy(rf"\b{_OPENS}(?: (?:mostly|mainly|chiefly|largely))? {_ITEMS}{_ENDS}")
_AFTER_VERB = lazy(rf"\s(?:mostly |mainly |chiefly )?{_ITEMS}{_ENDS}")


class Goods(NamedTuple):
    """What is sold, as a span of a unit's text: a list's lead-in as a whole."""

    unit: Unit
    start: int
    end: int


class Asked(NamedTuple):
    """That a question asks for goods, and what it finds: None where the article doesn't say."""

    told: Goods | None


def goods(plan: Plan) -> Asked | None:
    """What the article says one of its sides sells to the other; None where no question asks for goods."""
    index, query = plan.index, plan.query
    if len(index.parties) != 2 or query.of("date", "number") or _AMOUNT.search(query.text) or query.form not in _FORMS:
        return None
    named = any(t.norm in _GOODS for t in query.tokens)
    plain = any(verb_base(t.norm) in _TRADE for t in query.tokens)
    if not (named or (plain and not query.focus)):
        return None  # "which company sells …", "what did they receive"
    source = next((trade.source for trade in _trades(query.tokens, index)), None)
    if source is None:
        return None
    told = (_told(unit, source, index) for unit in index.units if unit.fact is None)
    return Asked(next(filter(None, told), None))


class _Trade(NamedTuple):
    """A word of trade: its place, and the side whose goods it tells of."""

    place: int
    source: Phrase | None


def _trades(tokens: Sequence[Token], index: Index) -> list[_Trade]:
    """The words of trade, each with the side that sells: "exports to B", "A's exports", "A buys from B"."""
    places = [i for i, t in enumerate(tokens) if _direction(tokens, i)]
    trades = []
    for number, place in enumerate(places):
        first = places[number - 1] + 1 if number else 0
        last = places[number + 1] if number + 1 < len(places) else len(tokens)
        trades.append(_Trade(place, _source(tokens, first, place, min(last, place + _FAR), index)))
    return trades


def _direction(tokens: Sequence[Token], place: int) -> str:
    """Whether a word tells of selling or of buying; "" where it tells of neither."""
    token = tokens[place]
    if token.norm == "from" and place and tokens[place - 1].norm in ("come", "comes", "came", "goods", "products"):
        return "sell"
    base = verb_base(token.norm)
    return "sell" if base in _SELL else "buy" if base in _BUY else ""


def _source(tokens: Sequence[Token], first: int, place: int, last: int, index: Index) -> Phrase | None:
    """The side that sells, by the marks of the sides around a word of trade."""
    before = [p for i in range(first, place) if (p := _party(tokens[i], index)) and not _marked(tokens, i)]
    buys = _direction(tokens, place) == "buy"
    for i in range(place + 1, last):
        party, mark = _party(tokens[i], index), _marked(tokens, i)
        if party and mark:
            return party if mark == "from" else _other(party, index)
    for i in range(first, place):  # "goods from Paraguay sold in …"
        party = _party(tokens[i], index)
        if party and _marked(tokens, i) == "from":
            return party
    if not before:
        return None
    return _other(before[-1], index) if buys else before[-1]


def _marked(tokens: Sequence[Token], place: int) -> str:
    """The "to" or "from" before a name, if any."""
    mark = next((t.norm for t in reversed(tokens[:place]) if t.norm not in ("the", "kingdom", "republic", "of")), "")
    return mark if mark in ("to", "from") else ""


def _party(token: Token, index: Index) -> Phrase | None:
    """The side that a word names."""
    party = country_of((token.stem,)) if token.stem in index.party_stems else None
    return party or next((p for p in index.parties if p == phrase(token.text)), None)


def _other(party: Phrase, index: Index) -> Phrase | None:
    sides = [country_of(p) or p for p in index.parties]
    return next((side for side in sides if side != party), None) if party in sides else None


def _told(unit: Unit, source: Phrase, index: Index) -> Goods | None:
    """The goods that a unit lists as those of a side."""
    trades, text = _trades(unit.tokens, index), unit.text.replace("\n", " ")
    for number, trade in enumerate(trades):
        if trade.source != source or not _DENIED.isdisjoint(t.norm for t in unit.tokens):
            continue
        if unit.kind == "lead_in":
            return Goods(unit, 0, len(unit.text))
        token = unit.tokens[trade.place]
        end = unit.tokens[trades[number + 1].place].start if number + 1 < len(trades) else len(text)
        direct = _AFTER_VERB.match(text, token.end, end) if _is_deed(unit.tokens, trade.place) else None
        found = [direct] if direct else []
        for listed in (*found, *_LISTED.finditer(text, token.start, end)):
            if _are_goods(listed["items"]):
                return Goods(unit, *listed.span("items"))
    return None


def _is_deed(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word of trade is a verb: "exports" is one after a name or an adverb ("Slovenia mainly *exports* …")."""
    if not tokens[place].text.lower().endswith("ports"):
        return True
    before = tokens[place - 1] if place else None
    if before is None or before.possessive:
        return False
    return before.norm.endswith("ly") or (before.is_capital and not is_demonym((before.stem,)))


def _are_goods(items: str) -> bool:
    """Whether an enumeration names goods, and not just "goods" or how many."""
    words = items.split()
    return words[0] not in STOP and words[0].rstrip(",") not in _GOODS and not any(c.isdigit() for c in items)
