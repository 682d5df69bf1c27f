"""A name, date or noun alone takes the place of its like in the question before: "and Kosovo's?", "in 2022?"."""

from __future__ import annotations

import re

from bot.conversation.frame import Frame, frame_of
from bot.conversation.grammar import PREPOSITIONS
from bot.conversation.nouns import counterparts, is_plural, possessive, siblings
from bot.conversation.parts import Part
from bot.conversation.people import is_person
from bot.conversation.phrases import sentence
from bot.conversation.state import Topic
from retrieval.article.index import Index
from retrieval.question.nouns import noun_type
from retrieval.words.lexicon import countries
from retrieval.words.text import stem, tokenize
from retrieval.words.thesaurus import country_of, phrase, related
from retrieval.words.verbs import verb_base


def substitute(fragment: str, topic: Topic, index: Index, *, forced: bool, before: str = "") -> str:
    """The last question with a fragment's phrases in the place of their like; "" where nothing is alike.

    ``forced``: the fragment announced itself ("and …", "what about …"), so a noun may replace any noun; rather the
    one that the question did not have when it was asked ``before``: what changed once changes again.
    """
    frame, piece = frame_of(topic.question, index), frame_of(fragment, index)
    whose = any(p.possessive for p in piece.parts)
    if forced and whose and piece.norms[0] in PREPOSITIONS and not any(p.before == piece.norms[0] for p in frame.parts):
        return sentence(f"{frame.text} {piece.text}")  # "what about at its peak?"
    changes: list[tuple[Part, str]] = []
    added: list[str] = []
    fragment_one = re.fullmatch(r"(?:the |an? )?(.+?) ones?", piece.text, re.I)
    of_a_kind = any(p.kind == piece.parts[0].kind for p in frame.parts) if len(piece.parts) == 1 else True
    described = fragment_one is not None and len(piece.parts) == 1 and _is_participle(fragment_one[1])
    if fragment_one and (described or not of_a_kind):
        return _qualified(frame, fragment_one[1])
    for part in piece.parts:
        slot = _slot(frame, piece, part, [c[0] for c in changes], forced, before)
        if slot is None and part.kind == "date":
            added.append(_with_preposition(piece, part))
        elif slot is None and part.kind in ("country", "name", "noun") and part.before and (forced or changes):
            added.append(f"{part.before} {part.text}")
        elif slot is None and part.kind == "country" and (owned := _of_country(frame, part)):
            changes.append(owned)
        elif slot is None:
            if part.kind == "noun" and not _bare(part):
                continue
            return ""
        else:
            changes.extend(_change(frame, piece, part, slot))
    if not changes and not added:
        return ""
    text = frame.text
    for slot, instead in sorted(changes, key=lambda c: -c[0].start):
        text = text[: slot.start] + instead + text[slot.end :]
    text = " ".join([text, *added])
    return sentence(_agree(text))


def _of_country(frame: Frame, part: Part) -> tuple[Part, str] | None:
    """ "and Kosovo's?" after "who is the ambassador": "Kosovo's ambassador"."""
    nouns = [p for p in frame.parts if p.kind == "noun"]
    slot = next((p for p in nouns if p.subject), None)
    if slot is None:
        return None
    before = [t for t in frame.tokens if t.end <= slot.start]
    if before and before[-1].possessive:
        return None  # "his title": somebody's already
    start = before[-1].start if before and before[-1].norm in ("the", "a", "an") else slot.start
    name = _in_form_of("", part.text)
    return Part("noun", slot.text, start, slot.end), f"{possessive(name)} {slot.text}"


def _qualified(frame: Frame, adjective: str) -> str:
    """ "the Kosovan one": the noun asked about, narrowed down."""
    nouns = [p for p in frame.parts if p.kind == "noun"]
    slot = next((p for p in nouns if p.subject), None) or next(iter(nouns), None)
    if slot is None:
        return ""
    ordinal = next((p for p in frame.parts if p.kind == "ordinal" and p.end + 1 == slot.start), slot)
    return sentence(frame.text[: ordinal.start] + adjective + " " + frame.text[slot.start :])


def _is_participle(word: str) -> bool:
    """ "improved": how a thing is, not a thing."""
    return word.islower() and word.endswith("ed") and verb_base(word) is not None


def _bare(part: Part) -> bool:
    return part.text.lower() not in ("ones", "one", "time", "figure", "number", "year", "same")


def _slot(frame: Frame, piece: Frame, part: Part, taken: list[Part], forced: bool, asked: str) -> Part | None:
    """The part of the last question that a phrase of the fragment replaces."""
    free = [p for p in frame.parts if p not in taken]
    if part.kind in ("date", "ordinal"):
        return next((p for p in reversed(free) if p.kind == part.kind), None)
    if part.kind in ("country", "name"):
        same = [p for p in free if p.kind == part.kind and p.text != part.text]
        if part.kind == "name" and part.before:
            return next((p for p in same if p.before == part.before), None)
        person = is_person(part.text, frame.index)
        same = [p for p in same if part.kind == "country" or is_person(p.text, frame.index) == person] or same
        if not same and part.kind == "name":
            same = [p for p in free if p.kind == "name"] or [p for p in free if p.kind == "country" and p.subject]
        if part.possessive:
            same.sort(key=lambda p: (not p.possessive, not p.subject))
        elif part.before:
            same.sort(key=lambda p: (p.before != part.before, p.subject))
        else:
            same.sort(key=lambda p: not p.subject)
        if same:
            return same[0]
        return _copular(frame, free) if forced and part.kind == "name" else None
    if part.kind == "noun":
        if not _bare(part):
            return None
        return _noun_slot(frame, part, free, forced, asked)
    return None


_NO_THINGS = frozenset("total general particular fact practice".split())  # nouns of adverbs: "in total"


def _kind(part: Part) -> str | None:
    """The type of answer that a noun asks for ("toll": money)."""
    return noun_type((tokenize(part.text)[-1].stem,))


def _noun_slot(frame: Frame, part: Part, free: list[Part], forced: bool, asked: str) -> Part | None:
    nouns = [p for p in free if p.kind == "noun" and p.text.lower() not in _NO_THINGS]
    owner = next((p for p in nouns if p.possessive), None)
    if part.possessive and owner is not None:
        return owner  # "her father's job" – "and her mother's?"
    if forced and part.before:
        return next((p for p in nouns if p.before == part.before), None)  # "in feet" is added to "how wide is it"
    for_whom = next((p for p in nouns if p.before == "for" and not p.subject), None)
    if forced and for_whom is not None and not any(_kind(p) == _kind(part) for p in nouns if p.subject):
        return for_whom  # "the toll for a lorry" – "and cars?"
    if forced and frame.verb < 0 and (whole := _copular(frame, nouns)) is not None and whole.kind == "noun":
        return whole
    head = tokenize(part.text)[-1].stem
    alike = [p for p in nouns if siblings((head,), (tokenize(p.text)[-1].stem,)) or tokenize(p.text)[-1].stem == head]
    if alike:
        return alike[0]
    if frame.verb >= 0 and counterparts((head,), (stem(frame.norms[frame.verb]),)):
        token = frame.tokens[frame.verb]
        return Part("noun", token.text, token.start, token.end)
    if not forced:
        return None
    again = [p for p in nouns if p.text not in asked]
    if again and asked and asked.rstrip("?").split()[:3] == frame.text.split()[:3]:
        return again[-1]
    if frame.norms[:2] == ["how", "many"]:
        nouns = [p for p in nouns if is_plural(part.text) or p.text not in frame.asked_noun]
        free = [p for p in free if p in nouns or p.kind != "noun"] if nouns else []
    return (
        _copular(frame, nouns)
        or next(iter(nouns), None)
        or next((p for p in free if p.subject and p.kind == "name"), None)
    )


def _copular(frame: Frame, free: list[Part]) -> Part | None:
    """The head of the subject ("the *length* of the bridge"), a possessor before it left standing."""
    inside = [p for p in free if p.subject and p.kind != "country"]
    nouns = [p for p in inside if p.kind == "noun" and not p.possessive]
    return next(iter(nouns or inside), None)


def _change(frame: Frame, piece: Frame, part: Part, slot: Part) -> list[tuple[Part, str]]:
    """The exchange of a phrase; a name that stood elsewhere in the question changes places with it."""
    new = part.text
    if part.kind == "country":
        new = _in_form_of(slot.text, new)
        twin = next(
            (p for p in frame.parts if p is not slot and p.kind == "country" and _same(p.text, part.text)), None
        )
        if twin is not None and not any(_same(q.text, slot.text) for q in piece.parts):
            return [(slot, new), (twin, _in_form_of(twin.text, slot.text))]
        return [(slot, new)]
    if part.kind == "noun":
        if frame.verb >= 0 and slot.start == frame.tokens[frame.verb].start:
            word = tokenize(new)[-1]
            turned = related((stem(slot.text.lower()),))
            changed = [(slot, verb_base(word.norm) or new)]
            if (word.stem,) in turned.converse | turned.opposite:  # "export to", "import from"
                instead = {"to": "from", "from": "to"}
                for token in frame.tokens[frame.verb + 1 :]:
                    if token.norm in instead:
                        return [*changed, (Part("noun", token.text, token.start, token.end), instead[token.norm])]
            return changed
        return [(_owned(frame, piece, part, slot), _owner(frame, slot, piece, part) + new)]
    ahead = [t for t in frame.tokens if t.end <= slot.start][-1:]
    if part.kind == "name" and slot.kind == "noun" and ahead and ahead[0].norm in ("the", "a", "an"):
        slot = Part(slot.kind, slot.text, ahead[0].start, slot.end)
    if part.kind == "date" and slot.text.lower().startswith("from ") and not new.lower().startswith("from "):
        new = _with_preposition(piece, part)
    return [(slot, new)]


def _owner(frame: Frame, slot: Part, piece: Frame, part: Part) -> str:
    """The article that comes with a phrase, where the slot takes one."""
    ahead = [t for t in frame.tokens if t.end <= slot.start]
    if ahead and ahead[-1].possessive:
        return ""
    before = [t for t in piece.tokens if t.end <= part.start]
    return piece.text[before[-1].start : part.start] if before and before[-1].norm in ("the", "a", "an") else ""


def _owned(frame: Frame, piece: Frame, part: Part, slot: Part) -> Part:
    """The slot with the article before it, where the fragment brings its own or needs none."""
    before = [t for t in frame.tokens if t.end <= slot.start]
    if _owner(frame, slot, piece, part):
        while len(before) > 1 and before[-1].is_capital and not before[-1].possessive:
            before = before[:-1]  # "the *Silver Heron* jury"
    if (
        before
        and before[-1].norm in ("a", "an", "the", "its", "their")
        and (_owner(frame, slot, piece, part) or is_plural(part.text))
    ):
        return Part(slot.kind, slot.text, before[-1].start, slot.end)
    return slot


def _with_preposition(piece: Frame, part: Part) -> str:
    if part.text.lower().startswith(("from", "between")):
        return part.text
    return f"{part.before or 'in'} {part.text}"


def _same(one: str, other: str) -> bool:
    return country_of(phrase(one)) == country_of(phrase(other))


def _in_form_of(model: str, name: str) -> str:
    """A country in the form of another: "Kosovan" in the place of "Belgian", "Kosovo" in that of "Belgium"."""
    country = next((c for c in countries() if phrase(c.name) == country_of(phrase(name))), None)
    if country is not None and phrase(country.name) == phrase(name):
        name = country.name  # "BELGIUMS"
    wanted = next((c for c in countries() if phrase(c.name) == country_of(phrase(model))), None)
    if country is None or wanted is None or not country.demonyms:
        return name
    if model.lower() == f"{wanted.name.lower()}s":
        return possessive(country.name)  # "kosovos envoy"
    demonyms = {stem(d.lower()): d for d in wanted.demonyms}
    if stem(model.lower()) not in demonyms or stem(model.lower()) == stem(wanted.name.lower()):
        return country.name if stem(name.lower()) in {stem(d.lower()) for d in country.demonyms} else name
    several = model.lower().endswith("s") and not name.lower().endswith("s")
    return country.demonyms[0] + ("s" if several and country.demonyms[0].endswith("n") else "")


def _agree(text: str) -> str:
    """ "How much is dogs" → "How much are dogs"."""
    match = re.match(
        r"(.*?\b)(is|are|was|were)(\s+(?:the\s+)?)([\w'’ -]+?)(?=\s+(?:in|on|of|for|to|at|by|from)\b|$)", text
    )
    if not match or match[4].startswith("there") or not re.match(r"(?:what|how|where|when|who|which)\b", text, re.I):
        return text
    last = match[4].split()[-1]
    if match[4][:1].isupper() and not match[4].split()[-1][:1].islower():
        return text
    if len(match[4].split()) > 3 or verb_base(last.lower()) not in (None, last.lower(), last.lower().removesuffix("s")):
        return text
    number = {"is": "are", "was": "were"} if is_plural(match[4]) else {"are": "is", "were": "was"}
    verb = number.get(match[2].lower(), match[2])
    return match[1] + verb + text[match.end(2) :]


def swapped(topic: Topic, index: Index) -> str:
    """The last question with its two sides exchanged; "" where it has no two."""
    frame = frame_of(topic.question, index)
    sides = [p for p in frame.parts if p.kind == "country"]
    pair = next(((a, b) for i, a in enumerate(sides) for b in sides[i + 1 :] if not _same(a.text, b.text)), None)
    if pair is None:
        named = [p for p in frame.parts if p.kind == "name"]
        pair = (named[0], named[1]) if len(named) >= 2 else None
        if pair is None and len(sides) == 1:
            return _opposite_place(frame, sides[0])
        if pair is None:
            return ""
    one, other = pair
    text = frame.text[: one.start] + _in_form_of(one.text, other.text)
    text += frame.text[one.end : other.start] + _in_form_of(other.text, one.text) + frame.text[other.end :]
    return sentence(text)


def _opposite_place(frame: Frame, side: Part) -> str:
    """One side named, the other by a place: "Estonians … in Concepción" → "Chileans … in Estonia"."""
    parties = [f.value for f in frame.index.article.facts if f.number and f.party == f.value][:2]
    other = next((p for p in parties if not _same(p, side.text)), None)
    where = next((p for p in frame.parts if p.kind == "name" and p.before), None)
    if other is None:
        return ""
    if where is None:
        return sentence(frame.text[: side.start] + _in_form_of(side.text, other) + frame.text[side.end :])
    home = next((p for p in parties if p != other), side.text)
    text = frame.text[: side.start] + _in_form_of(side.text, other) + frame.text[side.end : where.start]
    return sentence(text + home + frame.text[where.end :])
