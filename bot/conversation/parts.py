"""The phrases of a question that others can stand in for: names, dates, ordinals and nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.conversation.grammar import ADVERBS, AUXILIARIES, DETERMINERS, ORDINALS, PREPOSITIONS, STOP, WH, country_in
from retrieval.article.mentions import amounts
from retrieval.words.text import Token

if TYPE_CHECKING:
    from bot.conversation.frame import Frame


Kind = Literal["country", "name", "noun", "date", "ordinal"]
_JOINING = frozenset("of in on and the for at de la van von".split())


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase of a question that another phrase can stand in for; offsets into the question's text.

    ``subject``: it stands where the question's subject stands; ``before`` is the preposition in front of it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    subject: bool = False
    possessive: bool = False
    before: str = ""


def parts_of(frame: Frame) -> tuple[Part, ...]:
    """Names, dates, ordinals and nouns in the order of the text."""
    found = _dates(frame)
    for others in (_names(frame), _nouns(frame)):
        taken = [(p.start, p.end) for p in found]
        found += [p for p in others if not any(s < p.end and p.start < e for s, e in taken)]
    return tuple(sorted(found, key=lambda p: p.start))


def _part(frame: Frame, kind: Kind, start: int, end: int) -> Part:
    before = [t for t in frame.tokens if t.end <= start]
    while before and before[-1].norm in ("the", "a", "an"):
        before.pop()
    preposition = before[-1].norm if before and before[-1].norm in PREPOSITIONS else ""
    at = frame.text.find(frame.subject) if frame.subject else -1
    subject = at >= 0 and at <= start < at + len(frame.subject)
    possessive = any(t.possessive and t.end == end for t in frame.tokens)
    return Part(kind, frame.text[start:end], start, end, subject, possessive, preposition)


def _dates(frame: Frame) -> list[Part]:
    found = []
    for mention in amounts(frame.text):
        if mention.type == "date":
            found.append(_part(frame, "date", mention.start, mention.end))
        elif mention.type == "ordinal":
            found.append(_part(frame, "ordinal", mention.start, mention.end))
    known = {p.start for p in found}
    found += [
        _part(frame, "ordinal", t.start, t.end)
        for i, t in enumerate(frame.tokens)
        if t.norm in ORDINALS and t.start not in known and not _is_match(frame, i)
    ]
    return found


def _names(frame: Frame) -> list[Part]:
    runs: list[list[int]] = []
    lower = frame.index.article.text.lower()
    for i, token in enumerate(frame.tokens):
        if not frame.name_like(i) or token.norm in WH or (i == 0 and token.norm in AUXILIARIES):
            continue
        if token.is_number or (token.text.lower() in DETERMINERS and not _titled(frame, i)):
            continue
        if runs and not frame.tokens[runs[-1][-1]].possessive:
            between = frame.tokens[runs[-1][-1] + 1 : i]
            whole = frame.text[frame.tokens[runs[-1][0]].start : token.end].lower()
            gap = frame.text[frame.tokens[runs[-1][-1]].end : token.start]
            joined = all(t.norm in _JOINING for t in between) and whole in lower and gap.strip() not in ("and", ",")
            country = country_in(token) or country_in(frame.tokens[runs[-1][-1]])
            if (
                (not between and gap == " " and not country)
                or (joined and not country)
                or (joined and " of " in gap)
                or (not between and whole in lower and gap in (" ", "-"))
            ):
                runs[-1] = list(range(runs[-1][0], i + 1))
                continue
        runs.append([i])
    found = []
    for run in runs:
        first, last = frame.tokens[run[0]], frame.tokens[run[-1]]
        kind: Kind = "country" if len(run) == 1 and country_in(first) else "name"
        found.append(_part(frame, kind, first.start, last.end))
    return found


def _titled(frame: Frame, place: int) -> bool:
    """Whether a capital "The" belongs to a title ("The Creep of Ice")."""
    following = frame.tokens[place + 1] if place + 1 < len(frame.tokens) else None
    return (
        following is not None
        and frame.text[frame.tokens[place].start : following.end] in frame.index.article.text
        and (place > 0 and following.is_capital)
    )


def _is_match(frame: Frame, place: int) -> bool:
    """ "the cup *final*", not "the final result"."""
    following = frame.norms[place + 1 : place + 2]
    return frame.norms[place] == "final" and (not following or following[0] in PREPOSITIONS)


def _nouns(frame: Frame) -> list[Part]:
    found: list[Part] = []
    run: list[Token] = []

    def close() -> None:
        while run and run[0].norm in DETERMINERS:
            run.pop(0)
        if run:
            found.append(_part(frame, "noun", run[0].start, run[-1].end))
        run.clear()

    for i, token in enumerate(frame.tokens):
        if run and (run[-1].possessive or "," in frame.text[run[-1].end : token.start]):
            close()
        content = (
            token.norm not in AUXILIARIES | PREPOSITIONS | WH | STOP
            and i != frame.verb
            and not token.is_number
            and not frame.name_like(i)
            and token.text.lower() not in ("one", "ones")
            and not (i == frame.wh + 1 and frame.wh >= 0 and frame.norms[frame.wh] == "how")
            and (token.norm not in ORDINALS | ADVERBS or _is_match(frame, i))
        )
        if content or (run and frame.text[run[-1].end : token.start] == "-"):  # "play-off"
            run.append(token)
        else:
            close()
    close()
    return found
