"""What a conversation has spoken of: the subject, the answer and the other things of each question, newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.conversation.frame import Frame, frame_of
from bot.conversation.grammar import AUXILIARIES, BE, DETERMINERS, ORDINALS, PREPOSITIONS
from bot.conversation.nouns import head_of, is_plural, short_name
from bot.conversation.people import is_person
from bot.conversation.state import Conversation, Topic
from retrieval.article.index import Index
from retrieval.article.mentions import amounts
from retrieval.question.nouns import noun_type
from retrieval.words.lazy import lazy
from retrieval.words.lexicon import words
from retrieval.words.text import tokenize
from retrieval.words.thesaurus import country_of, phrase
from retrieval.words.verbs import verb_base

_RATE = lazy(r" (?:(?:a|an|per|each|every) \w+|altogether|in total)$")
_LINKS = frozenset("of in and the for in on de la van von der".split())
_MUTE = words("function_words.txt", "pronoun") | frozenset(("what", "there", "her"))


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that was spoken of: ``role`` says where ("subject", "answer", "object", "asked")."""

    text: str
    role: str
    person: bool = False
    place: bool = False
    plural: bool = False
    named: bool = False


def is_definite(referent: Referent) -> bool:
    """Whether a thing can be taken up: named, owned or with an article, not "(in) mind"."""
    first = tokenize(referent.text)[0]
    return referent.named or referent.role == "subject" or first.norm in DETERMINERS or first.possessive


class Spoken:
    """What a conversation has spoken of, newest first."""

    def __init__(self, conversation: Conversation, index: Index) -> None:
        self.index = index
        self.topics = tuple(reversed(conversation.topics))
        self.choices = tuple(c.label for c in conversation.choices if c.label)

    def frame(self, topic: Topic) -> Frame:
        """A topic's question, taken apart."""
        return frame_of(topic.question, self.index)

    def of(self, topic: Topic) -> list[Referent]:
        """What one question and its answer speak of: the subject first."""
        frame = self.frame(topic)
        found: list[Referent] = []
        wh = frame.norms[frame.wh] if frame.wh >= 0 else ""
        named_first = re.sub(r"^there (?=an? )", "", frame.subject)  # "is there a toll?"
        named_first = re.sub(r"['’]s? names?$", "", named_first)  # "what are the children's names?"
        if named_first and named_first.lower().split()[0] not in _MUTE:
            subject = self._referent(named_first, "subject")
            defined = frame.norms[:1] == ["what"] and frame.norms[1] in BE and frame.verb < 0  # "what is Lady Skerrow"
            found.append(replace(subject, person=False) if defined and subject.named else subject)
        if frame.asked_noun.startswith("about "):  # "what about the laboratory?"
            found.append(self._referent(frame.asked_noun.removeprefix("about "), "subject"))
        elif frame.asked_noun and frame.norms[frame.wh] in ("how", "which", "what"):
            found.append(self._referent(_RATE.sub("", frame.asked_noun.removeprefix("of ")), "asked"))
        answer = self._answer(topic, wh)
        if answer:
            found.append(answer)
        for text, before in self._objects(frame):
            referent = self._referent(text, "object")
            inside = referent.named and before in ("in", "at", "near")  # nobody is in a person
            here = inside or (referent.named and not referent.person and before in ("to", "from"))
            found.append(replace(referent, place=referent.place or here, person=referent.person and not inside))
        return found

    def _objects(self, frame: Frame) -> list[tuple[str, str]]:
        """The noun phrases outside the subject and the question phrase, whole, each with the preposition before it."""
        phrases: list[tuple[int, int, str]] = []
        for part in frame.parts:
            if (
                part.kind not in ("name", "country", "noun")
                or part.subject
                or part.text in frame.asked_noun
                or part.before == "as"
                or (part.before == "to" and verb_base(part.text.lower()) == part.text.lower())  # "somewhere to eat"
            ):
                continue
            joined = phrases and frame.text[phrases[-1][1] : part.start] in (" ", "'s ", "' ")
            if joined:
                phrases[-1] = (phrases[-1][0], part.end, phrases[-1][2])
            else:
                phrases.append((part.start, part.end, part.before))
        return [(self._whole(frame, start, end), before) for start, end, before in phrases]

    def _whole(self, frame: Frame, start: int, end: int) -> str:
        """A noun with the article or possessor before it."""
        before = [t for t in frame.tokens if t.end <= start]
        if before and before[-1].norm in ORDINALS:  # "the *second* restoration"
            start = before.pop().start
        if before and (
            before[-1].possessive or before[-1].norm in ("the", "a", "an", "this", "that", "his", "her", "its", "their")
        ):
            first = before[-1]
            return frame.text[first.start : end]
        return frame.text[start:end]

    def _referent(self, text: str, role: str) -> Referent:
        kind = noun_type(phrase(text)) if phrase(text) else None
        capital = any(t.is_capital or t.norm in self.index.name_norms for t in tokenize(text))
        called = text.lower().startswith("the ") and capital  # "the Cine Alborada" is nobody
        person = (is_person(text, self.index) and not called) or (kind in ("person", "role") and not is_plural(text))
        place = country_of(phrase(text)) is not None or kind in ("place", "structure")
        head = re.split(r" (?:from|in|at|for|to|with|on) ", text)[0]
        return Referent(text, role, person, place, is_plural(text) or is_plural(head), capital)

    def _answer(self, topic: Topic, wh: str) -> Referent | None:
        text = (short_name(topic) if wh in ("who", "whom") else "") or topic.answer or ""
        tokens = tokenize(text)
        if not tokens or len(tokens) > 9 or text in ("Yes", "No") or tokens[0].is_number or ";" in text:
            return None
        if any(m.type in ("date", "money", "measure", "percent", "duration", "number") for m in amounts(text)):
            return None
        loose = [
            t
            for i, t in enumerate(tokens)
            if t.text[:1].islower()
            and t.norm not in _LINKS
            and noun_type((t.stem,)) not in ("group", "organisation")  # "the Irish community in Chile"
            and not any(u.possessive for u in tokens[:i])
        ]
        if tokens[0].is_capital and loose:
            return None  # a piece of a sentence
        if (
            tokens[-1].norm in PREPOSITIONS
            or any(t.norm in AUXILIARIES for t in tokens)
            or not (tokens[0].is_capital or tokens[0].norm in DETERMINERS)
        ):
            return None
        named = any(t.is_capital for t in tokens)
        if not named and tokens[0].norm not in DETERMINERS and wh not in ("what", "which", "who"):
            return None
        whole = self._referent(text, "answer")
        crowd = noun_type(head_of(text)) in ("group", "organisation")
        person = (wh in ("who", "whom") and named and not whole.plural and not crowd) or whole.person
        return Referent(text, "answer", person, wh == "where" or whole.place, whole.plural, named)
