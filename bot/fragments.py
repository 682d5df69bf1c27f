"""A fragment put into the question before it: a question word, a name, a date or a noun alone."""

from __future__ import annotations

import re

from bot import ellipsis
from bot.choosing import item_of
from bot.conversation import Conversation, Topic
from bot.frame import Frame, frame_of
from bot.grammar import PREPOSITIONS
from bot.nouns import is_plural, is_role
from bot.phrases import BESIDE, Step, sentence, step_to
from bot.pronouns import Filling
from bot.referents import Referents
from bot.standing import Standing
from bot.substitution import substitute
from retrieval.text import tokenize
from retrieval.verbs import verb_base

_FOLLOW = frozenset(("follow", "succeed", "precede", "replace", "come"))


class Fragments:
    """Understands what is left of a question."""

    def __init__(self, standing: Standing, filling: Filling) -> None:
        self.standing, self.filling = standing, filling
        self.index = standing.index

    def understood(
        self, text: str, frame: Frame, opener: str, conversation: Conversation, refer: Referents, question: str
    ) -> Step:
        """The question that a fragment comes to; the question as it was put where nothing fits."""
        last, base = conversation.topics[-1], conversation.base or conversation.topics[-1]
        if frame.wh >= 0:
            return self._question_word(text, frame, conversation, refer, bool(opener), question)
        just = re.fullmatch(r"(?:just|only)\s+(.+)", text, re.I)
        counted = self.filling.counted(refer) if just else ""
        if just and counted:
            return Step("ask", sentence(f"{'are' if is_plural(counted) else 'is'} the {counted} only {just[1]}"), True)
        beside = BESIDE.match(text)
        if beside:
            return self._beside(beside[1].lower(), last, refer, question)
        item = item_of(text, conversation)
        if item and not any(p.kind == "ordinal" for p in frame_of(last.question, self.index).parts):
            return Step("ask", ellipsis.name_of(item), True)
        text = self.filling.filled(text, refer, conversation, whole=False)
        kinds = {p.kind for p in Frame(text, self.index).parts}
        forced = opener in ("about", "correction", "lead")
        order = (base, last) if kinds <= {"date", "country"} else (last, base)
        for topic in dict.fromkeys(order):
            stated = frame_of(topic.question, self.index)
            if opener == "about" and kinds == {"noun"} and stated.verb >= 0:
                forced = False
            if self._a_topic_of_its_own(text) and not kinds <= {"date", "country", "name"} and opener != "correction":
                break
            rewritten = substitute(text, topic, self.index, forced=forced)
            if rewritten:
                return Step("ask", rewritten, topic is last and last.elliptical)
        if (opener in ("about", "return", "lead") and kinds == {"noun"} and opener != "lead") or opener in (
            "about",
            "return",
        ):
            return Step("ask", sentence(f"what about {text}"))
        if opener and kinds:
            return Step("ask", ellipsis.name_of(text))
        return Step("ask", question)

    def _a_topic_of_its_own(self, text: str) -> bool:
        """ "Kosovo's trade deficit": an owner and what it owns, nothing left out."""
        tokens = tokenize(text)
        return any(t.possessive for t in tokens[:-1]) and tokens[-1].norm not in ("one", "ones")

    def _beside(self, word: str, last: Topic, refer: Referents, question: str) -> Step:
        """ "And before her?", "who came next?": the neighbour in a row of office-holders."""
        frame = frame_of(last.question, self.index)
        person = ellipsis.short_name(last) or next((r.text for r in refer.of(last) if r.person), "")
        if not person:
            return Step("ask", question)
        if frame.norms[:1] == ["who"] and frame.verb >= 0 and verb_base(frame.norms[frame.verb]) not in _FOLLOW:
            role = _role_in(frame.rest, verb_base(frame.norms[frame.verb]) == "become")
            if role:
                return Step("ask", sentence(f"who was {role} {word} {person}"))
        return Step("ask", sentence(f"who {'preceded' if word == 'before' else 'succeeded'} {person}"))

    def _question_word(
        self, text: str, frame: Frame, conversation: Conversation, refer: Referents, opened: bool, question: str
    ) -> Step:
        last = conversation.topics[-1]
        asked = frame.asked or text
        tail = frame.text[len(asked) :] if frame.auxiliary >= 0 else ""
        old = frame_of(last.question, self.index)
        if frame.auxiliary >= 0:
            named = ellipsis.short_name(last)
            wh = frame.norms[frame.wh]
            pronoun = frame.norms[frame.auxiliary + 1]
            alike = wh == "how" and old.norms[old.wh : old.wh + 2] == frame.norms[frame.wh : frame.wh + 2]
            thing = (named and wh in ("where", "who", "what") and pronoun == "that") or (
                pronoun != "that" and not alike
            )
            if (
                wh == "how"
                and pronoun in ("that", "it")
                and old.verb >= 0
                and not old.subject_asked
                and pronoun == "that"
            ):
                thing = False
            if thing and not (pronoun in ("it", "that") and wh == "when"):
                if pronoun == "that" and named:
                    return Step("ask", sentence(f"{asked} {frame.norms[frame.auxiliary]} {named}"))
                return Step("ask", self.filling.filled(text, refer, conversation), False)
            tail = " ".join(frame.text[t.start : t.end] for t in frame.tokens[frame.auxiliary + 2 :])
            if tail.lower() in PREPOSITIONS:
                asked, tail = f"{tail} {asked}", ""
            if alike and tail:
                rewritten = substitute(tail, last, self.index, forced=True)
                if rewritten:
                    return Step("ask", rewritten, last.elliptical)
        elif frame.norms[-1] == "there" and len(frame.tokens) > 1:
            asked = frame.text[: frame.tokens[-1].start].strip()
            tail = f"in {refer.place()}" if refer.place() else ""
        dates = [p for p in frame.parts if p.kind == "date"]
        if dates and frame.auxiliary < 0:
            return step_to(substitute(frame.text, last, self.index, forced=True), question, last.elliptical)
        if (
            frame.auxiliary < 0
            and frame.asked_noun
            and frame.norms[0] not in PREPOSITIONS
            and not opened
            and not self._spoken_of(frame, conversation)
        ):
            return Step("ask", question)
        auxiliary = frame.norms[frame.auxiliary] if frame.auxiliary >= 0 else ""
        return Step("ask", ellipsis.combine(asked, last, self.index, tail, auxiliary), True)

    def _spoken_of(self, frame: Frame, conversation: Conversation) -> bool:
        """Whether what a question phrase counts stands in the last question or its evidence, or only names a type."""
        last = conversation.topics[-1]
        near = {t.stem for t in tokenize(last.question)}
        for start, end in last.marks:
            near |= {t.stem for t in tokenize(self.index.article.text[start:end])}
        nouns = [t for p in frame.parts if p.kind == "noun" for t in tokenize(p.text)]
        return not nouns or any(t.stem in near for t in nouns)


def _role_in(rest: str, sure: bool = False) -> str:
    """The office in what follows a verb: "bridge master in 1978" → "bridge master"."""
    text = re.sub(r"^.*\bas\b\s+", "", rest)
    run: list[str] = []
    for token in tokenize(text):
        if token.norm in PREPOSITIONS or token.is_number:
            break
        run.append(text[token.start : token.end])
    joined = " ".join(run)
    return joined if joined and (sure or is_role(joined)) else ""
