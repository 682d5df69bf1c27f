"""From a turn to a question that stands alone: what it leaves out is filled in from the conversation.

A question that stands alone is never changed, and whether it does is told without the conversation. Anything else is
rewritten, in this order: a choice among readings, a remark about the answer, a return or correction, a fragment put
into the question before it, pronouns replaced by what they stand for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot import ellipsis
from bot.conversation import Conversation, Topic
from bot.frame import DETERMINERS, PREPOSITIONS, WH, Frame, base_form, expand, frame_of, is_plural
from bot.phrases import BESIDE, ORDINAL, PLACES, SMALL, THE_ONE, Act, act_of, is_role, sentence
from bot.pronouns import Filling
from bot.referents import Referents
from bot.standing import Standing
from retrieval.index import Index
from retrieval.text import tokenize
from retrieval.thesaurus import country_of

_FOLLOW = frozenset(("follow", "succeed", "precede", "replace", "come"))


@dataclass(frozen=True, slots=True)
class Step:
    """What a turn asks for: ``question`` to be asked of the article, or the last answer's evidence.

    ``elliptical``: the question was put together from the one before it. ``understood`` is how the question is shown
    where that differs from how it is asked: the article's own subject is named, retrieval knows it by its pronoun.
    """

    act: Act
    question: str
    elliptical: bool = False
    understood: str = ""


class FollowUp:
    """Understands turns about one article."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.standing = Standing(index)
        self.filling = Filling(self.standing)

    def resolve(self, question: str, conversation: Conversation) -> Step:
        """The question as it is to be understood after a conversation."""
        last, base = conversation.last, conversation.base
        if last is None or base is None:
            return self._about_main(question, conversation)
        act = act_of(question)
        if act in ("source", "more"):
            return Step(act, question)
        if act == "else":
            return Step("else", question)
        mended = self.standing.mended(question)
        picked = self._picked(mended, conversation)
        if picked:
            return Step("ask", picked)
        if self.standing.stands_alone(question):
            return Step("ask", question)
        text, opener = self.standing.opened(mended)
        refer = Referents(conversation, self.index)
        if self.standing.is_swap(text) or self.standing.is_swap(text.split(",")[0]):
            return self._asked(ellipsis.swapped(base, self.index), question, False)
        if opener in ("return", "correction", "about", "lead"):
            split = self.standing.topic_and_question(text)
            if split:
                return self._on_topic(*split, conversation, refer, question)
        if opener in ("return", "correction"):
            earlier = self._earlier(text, conversation)
            if earlier:
                return Step("ask", earlier.question)
        frame = Frame(text, self.index)
        split = self.standing.topic_and_question(text)
        if split and not opener:
            return self._on_topic(*split, conversation, refer, question)
        if self.standing.is_fragment(frame, bool(opener)) or THE_ONE.fullmatch(text) or self.standing.narrowing(frame):
            return self._fragment(text, frame, opener, conversation, refer, question)
        return self._about_main(question, conversation)

    def _about_main(self, question: str, conversation: Conversation) -> Step:
        """A question with pronouns. Where they mean the article's subject only, it is asked as it was put."""
        text, opener = self.standing.opened(self.standing.mended(question))
        frame = Frame(text, self.index)
        bare = self.standing.is_fragment(frame, bool(opener))  # "where is it?"
        if not conversation.topics and not self.standing.pronouns(frame):
            return Step("ask", question)
        filled = self.filling.filled(text, Referents(conversation, self.index), conversation)
        alone = self.filling.filled(text, Referents(Conversation(), self.index), Conversation())
        return Step("ask", question, understood=filled) if filled == alone and not bare else Step("ask", filled)

    def _asked(self, rewritten: str, question: str, elliptical: bool) -> Step:
        return Step("ask", rewritten or question, bool(rewritten) and elliptical)

    def _picked(self, text: str, conversation: Conversation) -> str:
        """The reading that a reply to "that can mean more than one thing" picks."""
        choices = [c for c in conversation.choices if c.question]
        if not choices or conversation.last is None or conversation.last.status != "clarify":
            return ""
        plain, _ = self.standing.opened(text)
        named = [c for c in choices if c.label.lower() == plain.lower()]
        if named or self.standing.stands_alone(text):
            return named[0].question if named else ""
        if len(tokenize(plain)) > 6 or any(t.norm in WH for t in tokenize(plain)):
            return ""
        place = ORDINAL.fullmatch(plain.strip())
        if place:
            number = int(place[2]) - 1 if place[2] else PLACES[place[1].lower()]
            return choices[number].question if -len(choices) <= number < len(choices) else ""
        said = {country_of((t.stem,)) or (t.stem,) for t in tokenize(plain)}
        fitting = [
            c
            for c in choices
            if said & {country_of((t.stem,)) or (t.stem,) for t in tokenize(c.label) if t.norm not in SMALL}
        ]
        return fitting[0].question if len(fitting) == 1 else ""

    def _on_topic(self, head: str, tail: str, conversation: Conversation, refer: Referents, question: str) -> Step:
        """What is asked of a topic that is named first."""
        item = self._item(head, conversation)
        head = item or self.filling.filled(head, refer, conversation, whole=False)
        frame = Frame(tail, self.index)
        first = Frame(head, self.index)
        if first.norms[:1] and first.norms[0] in PREPOSITIONS:
            return Step("ask", sentence(f"{self.filling.filled(tail, refer, conversation, whole=False)} {head}"))
        if item and self.standing.named(tail, item) != expand(tail):
            return Step("ask", sentence(self.standing.named(tail, item)))
        if item and self.standing.is_fragment(frame, True):
            return Step("ask", sentence(f"{item} {tail}"), True)
        replaced = self.standing.named(tail, head)
        if self.standing.verbless(Frame(replaced, self.index)) or self.standing.verbless(frame):
            same = next(
                (
                    t
                    for t in reversed(conversation.topics)
                    if frame.wh >= 0 and frame_of(t.question, self.index).norms[:1] == [frame.norms[frame.wh]]
                ),
                conversation.topics[-1],
            )
            return self._asked(ellipsis.substitute(head, same, self.index, forced=True), question, False)
        if replaced != expand(tail):
            return Step("ask", self.filling.filled(replaced, refer, conversation), False)
        if self.standing.is_fragment(frame, True):
            plural = "are" if is_plural(head) else "is"
            return Step("ask", sentence(f"{tail} {plural} {head}"), True)
        return Step("ask", self.filling.filled(tail, refer, conversation, moved=True), False)

    def _earlier(self, text: str, conversation: Conversation) -> Topic | None:
        """The newest question that spoke of what is returned to."""
        wanted = {t.stem for t in tokenize(text) if t.norm not in SMALL and t.norm not in DETERMINERS}
        if not wanted:
            return None
        newest = conversation.topics[::-1]
        for topic in sorted(newest, key=lambda t: t.status == "no_answer"):
            if wanted <= {t.stem for t in tokenize(topic.question)} | _cognates(topic.question, self.index):
                return topic
        return None

    def _fragment(
        self, text: str, frame: Frame, opener: str, conversation: Conversation, refer: Referents, question: str
    ) -> Step:
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
        item = self._item(text, conversation)
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
            rewritten = ellipsis.substitute(text, topic, self.index, forced=forced)
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
        if frame.norms[:1] == ["who"] and frame.verb >= 0 and base_form(frame.norms[frame.verb]) not in _FOLLOW:
            role = _role_in(frame.rest, base_form(frame.norms[frame.verb]) == "become")
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
                rewritten = ellipsis.substitute(tail, last, self.index, forced=True)
                if rewritten:
                    return Step("ask", rewritten, last.elliptical)
        elif frame.norms[-1] == "there" and len(frame.tokens) > 1:
            asked = frame.text[: frame.tokens[-1].start].strip()
            tail = f"in {refer.place()}" if refer.place() else ""
        dates = [p for p in frame.parts if p.kind == "date"]
        if dates and frame.auxiliary < 0:
            return self._asked(
                ellipsis.substitute(frame.text, last, self.index, forced=True), question, last.elliptical
            )
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

    def _item(self, text: str, conversation: Conversation) -> str:
        """The item of the last list that "the second one" means."""
        items = [c.label for c in conversation.choices if c.label]
        match = ORDINAL.fullmatch(text.strip())
        if not match or not items:
            return ""
        number = int(match[2]) - 1 if match[2] else PLACES[match[1].lower()]
        return items[number] if -len(items) <= number < len(items) else ""


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


def _cognates(question: str, index: Index) -> frozenset[str]:
    return frozenset(c for t in tokenize(question) for c in index.cognates(t.stem))


__all__ = ["FollowUp", "Step", "act_of"]
