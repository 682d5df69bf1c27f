"""Putting a fragment into the question before it: "and Kosovo's?", "since when?", "the other way round"."""

from __future__ import annotations

import re

from bot.conversation.frame import Frame, frame_of
from bot.conversation.grammar import AUXILIARIES, PREPOSITIONS
from bot.conversation.nouns import RELATIVES, is_plural, is_role, short_name
from bot.conversation.phrases import AT_TIMES, sentence
from bot.conversation.state import Topic
from retrieval.article.index import Index
from retrieval.article.mentions import amounts
from retrieval.question.nouns import noun_type
from retrieval.words.lazy import lazy
from retrieval.words.text import tokenize
from retrieval.words.thesaurus import phrase
from retrieval.words.verbs import verb_base

_TIME = lazy(r"\b(?:when|year|years|month|date|day|how long|until|till|since|what time)\b", re.I)
STATE = lazy(r"\b(?:since|until|till|how long)\b", re.I)
_DATED = lazy(r"\s*\b(?:in|on|by|of|from|since|until|till|before|after|during|for|as of)(?: the year)?\s*$", re.I)
_NOW = lazy(r"\s+(?:now|currently|today|at the moment|at present|nowadays|later|these days)$", re.I)
_PAST = {"is": "was", "are": "were", "does": "did", "do": "did", "has": "had", "have": "had"}
_PRESENT = {"was": "is", "were": "are", "did": "{does}", "had": "have"}
_SUMMARY = lazy(
    r"^(?:(?:please )?(?:tell (?:me|us)|what) (?:more |something )?about|summari[sz]e|describe|explain)\s+", re.I
)


def timeless(topic: Topic, index: Index, time: str) -> str:
    """The last question without its date and without "now", in the past where another time asks for that."""
    frame = frame_of(topic.question, index)
    verb = frame.norms[frame.auxiliary] if frame.auxiliary >= 0 else ""
    text = frame.text
    if verb in _PAST and not _NOW.fullmatch(f" {time}"):
        token = frame.tokens[frame.auxiliary]
        text = text[: token.start] + _PAST[verb] + text[token.end :]
    if verb in _PRESENT and _NOW.fullmatch(f" {time}") and time.lower() != "later":
        token = frame.tokens[frame.auxiliary]
        does = "do" if is_plural(frame.subject) else "does"
        text = text[: token.start] + _PRESENT[verb].format(does=does) + text[token.end :]
    text = _NOW.sub("", _undated(text))
    return re.sub(rf"\s+(?:{AT_TIMES.pattern})$", "", text, flags=re.I)


def unplaced(topic: Topic, index: Index) -> str:
    """The last question without the place or part that it was narrowed down to: "in Denmark"."""
    frame = frame_of(topic.question, index)
    places = [
        p for p in frame.parts if p.kind in ("country", "name") and p.before in ("in", "at", "from") and not p.subject
    ]
    text = frame.text
    for part in reversed(places):
        lead = re.search(r"\b\w+ (?:the )?$", text[: part.start])
        text = text[: lead.start() if lead else part.start] + text[part.end :]
    return text


# -- a question word alone: what is asked of the last question changes ---------------------------------------------


def combine(asked: str, topic: Topic, index: Index, tail: str = "", auxiliary: str = "") -> str:
    """A question phrase ("since when", "how many passengers") asked of the last question's statement."""
    frame = frame_of(topic.question, index)
    clause = _statement(frame, topic, asked)
    if not clause:
        text = _SUMMARY.sub("", frame.text)
        if frame.wh > 0:
            before = frame.tokens[: frame.wh]
            while before and before[-1].norm in PREPOSITIONS:
                before = before[:-1]
            return sentence(f"{asked} {frame.text[: before[-1].end] if before else ''}")
        head = re.split(r" (?:for|of|in|on|to|from) ", text)[0]
        clause = f"{'are' if is_plural(head) else 'is'} {text}" if text else ""
    if auxiliary and frame.verb < 0 and frame.auxiliary >= 0:
        clause = re.sub(r"^(?:is|are|was|were)\b", auxiliary, clause)
    asked = re.sub(r"^why so \w+$", "why", asked, flags=re.I)
    if asked.lower() == "why not":
        asked, clause = "why", _denied(clause, index)
    if _TIME.search(asked):
        clause = _NOW.sub("", _undated(clause))
    return sentence(f"{asked} {clause} {tail}")


def _denied(clause: str, index: Index) -> str:
    """ "is the hall open" → "is the hall not open"."""
    subject = frame_of(clause, index).subject
    return clause.replace(subject, f"{subject} not", 1) if subject else clause


def _statement(frame: Frame, topic: Topic, asked: str) -> str:
    """The last question's statement in question order: "did Belgium recognise Kosovo"."""
    wh = frame.norms[frame.wh] if frame.wh >= 0 else ""
    answer = short_name(topic)
    if not wh:
        yesno = bool(frame.norms) and frame.norms[0] in AUXILIARIES
        return frame.text[:1].lower() + frame.text[1:] if yesno else ""
    verb = frame.tokens[frame.verb].text if frame.verb >= 0 else ""
    if frame.subject_asked:
        when = re.match(r"(?:in|at|during) (.+)", frame.rest)
        if when and verb_base(verb.lower()) == "happen":  # "what happened in their first match?"
            return f"was {when[1]}"
        subject = (
            answer if wh in ("who", "what", "which") and answer else frame.asked_noun.removeprefix("of ") or answer
        )
        if not subject and wh == "who" and verb.endswith("ed") and (done := _undergone(frame.rest)):
            return f"{'were' if is_plural(done[0]) else 'was'} {done[0]} {verb} {done[1]}"
        subject = subject or ("someone" if wh == "who" else "that")
        if frame.auxiliary >= 0:
            helper = frame.tokens[frame.auxiliary]
            return f"{helper.text} {subject} {frame.text[helper.end : frame.tokens[frame.verb].end]} {frame.rest}"
        return f"{finite(frame, subject, asked)} {frame.rest}"
    auxiliary = frame.tokens[frame.auxiliary].text if frame.auxiliary >= 0 else ""
    if not auxiliary:
        return ""
    asked_noun = frame_of(asked, frame.index).asked_noun
    if frame.subject.lower() == "there":
        return f"{auxiliary} there {frame.rest} {frame.asked_noun}"
    if frame.verb < 0:
        if frame.norms[0] == "who" and answer and frame.subject:
            office = f"{frame.subject} {frame.rest}"
            if re.search(r"\bsince\b", asked, re.I):
                return f"has {answer} been {office}"
            return f"did {answer} serve as {office}" if STATE.search(asked) else f"{auxiliary} {answer} {office}"
        return (
            f"{auxiliary} {frame.subject} {frame.rest}"
            if wh not in ("what",) or not _stranded(frame)
            else (f"{auxiliary} {frame.subject}")
        )
    subject = "" if _same_head(asked_noun, frame.subject) else frame.subject
    if verb_base(verb.lower()) == "become" and STATE.search(asked):
        return f"was {subject} {frame.rest}"
    return f"{auxiliary} {subject} {verb} {_filled(frame, answer, wh, asked)}"


def _undergone(rest: str) -> tuple[str, str] | None:
    """The object that follows a verb, and the rest: "the merger down" → ("the merger", "down")."""
    tokens = tokenize(rest)
    if not tokens or tokens[0].norm in PREPOSITIONS or tokens[0].norm in ("that", "whether", "how"):
        return None
    end = next((t.start for t in tokens if t.norm in PREPOSITIONS and t.norm != "of"), len(rest))
    return rest[:end].strip(), rest[end:]


def finite(frame: Frame, subject: str, asked: str) -> str:
    """ "broke" with a subject → "did X break"."""
    norm = frame.norms[frame.verb]
    base = verb_base(norm) or norm.removesuffix("ed")
    if base == "become" and STATE.search(asked):
        return f"was {subject}"
    past = norm.endswith("ed") or (norm != base and not norm.endswith("s"))
    several = is_plural(re.split(r" (?:of|from|in|at|with) ", subject)[0])
    return f"{'did' if past else 'do' if several else 'does'} {subject} {base}"


def _filled(frame: Frame, answer: str, wh: str, asked: str) -> str:
    """What follows the verb, with what the last question asked for in its place."""
    rest = frame.rest
    new = frame_of(asked, frame.index)
    if _stranded(frame):
        return f"{rest} {answer}" if answer else rest.rsplit(" ", 1)[0]
    if (
        wh == "how"
        and frame.asked_noun
        and frame.norms[frame.wh + 1] in ("many", "much")
        and (not new.asked_noun or new.norms[0] in PREPOSITIONS)
    ):
        return f"{frame.asked_noun} {rest}"
    objectless = not rest or rest.split()[0].lower() in PREPOSITIONS
    told = not new.asked_noun or noun_type(phrase(new.asked_noun)[-1:]) in ("date", "place", "duration")
    if wh in ("what", "which", "who", "whom") and objectless and told and answer:
        return f"{answer} {rest}"
    return f"{frame.asked_noun} {rest}" if wh in ("what", "which") and objectless and told else rest


def _stranded(frame: Frame) -> bool:
    return bool(frame.rest) and frame.norms[-1] in PREPOSITIONS


def _same_head(asked: str, subject: str) -> bool:
    one, other = tokenize(asked), tokenize(subject)
    return bool(one and other) and one[-1].stem == other[-1].stem


def _undated(text: str) -> str:
    """A statement without its date, where the date is asked for anew."""
    for mention in reversed([m for m in amounts(text) if m.type == "date"]):
        text = _DATED.sub("", text[: mention.start]) + text[mention.end :]
    return text


def name_of(fragment: str) -> str:
    """A noun phrase as a question of its own: "Kosovo's trade deficit" → "What is Kosovo's trade deficit?"."""
    head = re.split(r" (?:of|in) ", fragment)[0]
    kin = re.sub(r"s$", "", head.split()[-1].lower()) in RELATIVES
    return sentence(f"{'who' if kin or is_role(head) else 'what'} {'are' if is_plural(head) else 'is'} {fragment}")
