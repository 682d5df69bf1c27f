"""The words of a question that point out of it: "it" in "who built it?"."""

from __future__ import annotations

from bot.conversation.frame import Frame
from bot.conversation.grammar import AUXILIARIES, DETERMINERS, JOINS, PEOPLE, PREPOSITIONS, SEVERAL, THINGS, WH
from bot.conversation.nouns import is_plural, is_role, noun_follows
from bot.conversation.phrases import EXPLETIVE, TIME_NOUNS
from retrieval.article.index import Index
from retrieval.words.lexicon import words
from retrieval.words.text import Token
from retrieval.words.verbs import verb_base

_PRO = PEOPLE | THINGS | SEVERAL | {"there", "that", "this", "former", "latter"}
_BE = frozenset("is are was were been be exist isn't aren't wasn't weren't".split())
_VERBS = words("verbs.txt", "verb")
_CLAUSE = AUXILIARIES | DETERMINERS | WH | frozenset("they he she it we there".split())  # begin a clause after "that"
_DESCRIBED = frozenset("days who of that which in with from for whose".split())  # "those who …", "these days"
_SELF = frozenset("article text page document infobox".split())
_NOUNISH = words("types.txt", "group", "organisation", "event", "work", "structure", "place", "person", "law", "award")
_SAYING = frozenset(
    "say claim think state believe mean know argue find report suggest show announce require hope fear ensure prove "
    "decide agree hold note reveal demand deny".split()
)


def pronouns(frame: Frame) -> list[int]:
    """The places of words that stand for something outside the question."""
    return [i for i, n in enumerate(frame.norms) if n in _PRO and _points_out(frame, i)]


def _points_out(frame: Frame, i: int) -> bool:
    norms, norm = frame.norms, frame.norms[i]
    before, after = norms[i - 1] if i else "", norms[i + 1] if i + 1 < len(norms) else ""
    if norm in ("former", "latter"):
        return before == "the" and (not after or after in AUXILIARIES or verb_base(after) is not None)
    if norm == "it" and (EXPLETIVE.search(frame.text) or after in ("that",)):
        return False
    if norm == "there":
        been = before in ("has", "have", "had") and "been" in norms
        return (
            not been
            and not ({before, after} & _BE)
            and after not in ("be", "any", "a")
            and not _inside(frame, i, "place")
        )
    if norm in ("that", "this"):
        if after in _SELF or (norm == "that" and i and not demonstrative(frame, i)):
            return False
        return not (after and _is_main(frame.tokens[i + 1], frame.index))
    if norm in ("those", "these"):
        described = after in _DESCRIBED or after.endswith(("ing", "ed"))
        return not described
    if norm in ("one", "ones"):
        return False
    return not _inside(frame, i, norm)


def demonstrative(frame: Frame, i: int) -> bool:
    """Whether "that" inside a question points back: not where it begins a clause ("a model that became …")."""
    before, after = frame.norms[i - 1], frame.norms[i + 1] if i + 1 < len(frame.norms) else ""
    if not after:
        return before != "so"
    if after in TIME_NOUNS or before in PREPOSITIONS | WH | {"and", "all", "like"}:
        return True
    clause = after in _CLAUSE or frame.tokens[i + 1].is_capital
    if before in AUXILIARIES:
        return i == frame.auxiliary + 1 or not clause
    verb = verb_base(before)
    if verb is None or verb in _SAYING or clause:
        return False
    acts = frame.verb == i - 1 or before in _VERBS
    return acts and (verb_base(after) in (None, after) or after in _NOUNISH)


def _is_main(token: Token, index: Index) -> bool:
    return token.stem in index.topic or token.norm in ("article", "text", "page", "infobox", "document")


def _inside(frame: Frame, place: int, norm: str) -> bool:
    """Whether a pronoun can stand for something that was named before it in the same question."""
    start = frame.tokens[place].start
    asked_end = len(frame.asked) if frame.wh == 0 else 0
    earlier = [p for p in frame.parts if p.end <= start and p.start >= (asked_end if frame.auxiliary >= 0 else 0)]
    owner = norm in ("his", "its", "their") or (norm == "her" and noun_follows(frame.text, frame.tokens[place].end))
    if owner and frame.subject_asked:
        return norm != "its" or frame.norms[:1] != ["who"]  # "which university has its origins in …"
    deed = verb_base(frame.norms[place - 1]) and frame.norms[place - 2 : place - 1] == [
        "to"
    ]  # "who wanted to *sink* it"
    earlier = [p for p in earlier if not (deed and p.end == frame.tokens[place - 1].end)]
    if earlier and frame.norms[0] in JOINS and frame.wh > 1:
        return True  # "if the packets travel apart, how do they …"
    if norm == "their" and frame.norms[:1] == ["who"] and place > frame.auxiliary + 1:
        return True  # "who was famed for their spirit"
    if frame.auxiliary >= 0 and place == frame.auxiliary + 1:
        return owner and frame.norms[frame.auxiliary] in ("has", "have", "had") and bool(frame.asked_noun)
    if owner and frame.asked_noun and not frame.subject:
        return True
    if norm in PEOPLE:
        return any(p.kind == "name" or is_role(p.text) for p in earlier)
    following = frame.norms[place + 1] if place + 1 < len(frame.norms) else ""
    if norm in THINGS | SEVERAL and place > 1 and frame.norms[place - 1] in PREPOSITIONS:
        earlier = [p for p in earlier if p.end != frame.tokens[place - 2].end]  # "the lead role in it"
    if norm in ("it", "them") and following not in AUXILIARIES and verb_base(following) is None:
        clauses = [t.start for t in frame.tokens[1:place] if t.norm in JOINS]
        earlier = [
            p for p in earlier if not p.subject or any(p.end <= c for c in clauses)
        ]  # "since when is Belgium part of it"
    if norm in THINGS:
        return any(p.kind in ("name", "country") or (p.kind == "noun" and not is_plural(p.text)) for p in earlier)
    if norm in SEVERAL:
        return any(p.kind in ("name", "country") or is_plural(p.text) for p in earlier)
    return any(p.kind in ("country", "name") for p in earlier)
