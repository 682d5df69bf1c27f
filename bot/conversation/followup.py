"""From a turn to a question that stands alone: what it leaves out is filled in from the conversation.

A question that stands alone is never changed, and whether it does is told without the conversation. Anything else is
rewritten, in this order: a choice among readings, a remark about the answer, a return or correction, a fragment put
into the question before it, pronouns replaced by what they stand for.
"""

from __future__ import annotations

from bot.conversation import ellipsis
from bot.conversation.choosing import item_of, reading_picked
from bot.conversation.fragments import Fragments
from bot.conversation.frame import frame_of
from bot.conversation.grammar import DETERMINERS, PREPOSITIONS, expand
from bot.conversation.nouns import is_plural
from bot.conversation.phrases import (
    BESIDES,
    DEED,
    DID_IT,
    HAPPENED,
    MEANT_TO,
    SMALL,
    THE_ONE,
    Step,
    act_of,
    sentence,
    step_to,
)
from bot.conversation.pointing import pronouns
from bot.conversation.pronouns import Filling
from bot.conversation.referents import Referents
from bot.conversation.standing import Standing
from bot.conversation.state import Conversation, Topic
from bot.conversation.substitution import substitute, swapped
from retrieval.article.index import Index
from retrieval.words.text import tokenize


class FollowUp:
    """Understands turns about one article."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.standing = Standing(index)
        self.filling = Filling(self.standing)
        self.fragments = Fragments(self.standing, self.filling)

    def resolve(self, question: str, conversation: Conversation) -> Step:
        """The question as it is to be understood after a conversation."""
        last, base = conversation.last, conversation.base
        if last is None or base is None:
            text, opener = self.standing.opened(self.standing.mended(question))
            if self.standing.says_all(question, text, opener):
                return self._standing(question, text)
            return self._about_main(question, text, opener, conversation)
        act = act_of(question)
        if act in ("source", "next", "more"):
            return Step(act, question)
        if act == "else" and not DEED.search(question):
            return Step("else", question)
        mended = self.standing.mended(question)
        picked = reading_picked(mended, conversation, self.standing)
        if picked:
            return Step("ask", picked)
        text, opener = self.standing.opened(mended)
        if self.standing.says_all(question, text, opener):
            return self._standing(question, text)
        refer = Referents(conversation, self.index)
        happened = HAPPENED.fullmatch(text)
        if happened and not refer.occasion():
            text = f"{happened[1]} {'not' if happened[2] else 'was that'}"
        done = DID_IT.fullmatch(text)
        if done:
            meant = MEANT_TO.match(ellipsis.combine("", last, self.index))
            whole = sentence(f"{done[1]} {meant[1]} {meant[2]}") if meant else question
            return Step("ask" if meant else "source", whole, True)
        if BESIDES.match(text):
            whole = self.filling.filled(text, refer, conversation)
            return Step("besides", whole)
        if self.standing.is_swap(text) or self.standing.is_swap(text.split(",")[0]):
            both = next((s for t in (base, *reversed(conversation.topics)) if (s := swapped(t, self.index))), "")
            return step_to(both, question, False)
        if opener in ("return", "correction", "about", "lead"):
            split = self.standing.topic_and_question(text)
            if split:
                return self._on_topic(*split, conversation, refer, question)
        kinds = {p.kind for p in frame_of(text, self.index).parts}
        replaces = opener == "correction" and kinds <= {"name", "country", "date"}
        if opener in ("return", "correction") and not replaces:
            earlier = self._earlier(text, conversation)
            if earlier:
                return Step("ask", earlier.question)
        frame = frame_of(text, self.index)
        split = self.standing.topic_and_question(text)
        if split and not opener:
            return self._on_topic(*split, conversation, refer, question)
        if self.standing.is_fragment(frame, bool(opener)) or THE_ONE.fullmatch(text) or self.standing.narrowing(frame):
            return self.fragments.understood(text, frame, opener, conversation, refer, question)
        return self._about_main(question, text, opener, conversation)

    def _standing(self, question: str, text: str) -> Step:
        """A question that stands alone: asked as it was put. A topic named before it is shown in its place."""
        split = self.standing.topic_and_question(text)
        if split is None or len(tokenize(split[0])) > 5:
            return Step("ask", question)
        named = self.standing.named(split[1], split[0])
        return Step("ask", question, understood=sentence(named) if named != expand(split[1]) else "")

    def _about_main(self, question: str, text: str, opener: str, conversation: Conversation) -> Step:
        """A question with pronouns. Where they mean the article's subject only, it is asked as it was put."""
        frame = frame_of(text, self.index)
        bare = self.standing.is_fragment(frame, bool(opener))  # "where is it?"
        if not conversation.topics and not pronouns(frame):
            return Step("ask", question)
        if self.standing.of_what_happened(frame):
            event = Referents(conversation, self.index).occasion()
            return Step("ask", question, understood=sentence(f"{text} in {event}") if event else "")
        filled = self.filling.filled(text, Referents(conversation, self.index), conversation)
        alone = self.filling.filled(text, Referents(Conversation(), self.index), Conversation())
        return Step("ask", question, understood=filled) if filled == alone and not bare else Step("ask", filled)

    def _on_topic(self, head: str, tail: str, conversation: Conversation, refer: Referents, question: str) -> Step:
        """What is asked of a topic that is named first."""
        item = item_of(head, conversation)
        head = item or self.filling.filled(head, refer, conversation, whole=False)
        frame = frame_of(tail, self.index)
        first = frame_of(head, self.index)
        again = self.fragments.asked_of(head, tail, conversation)
        if again:
            return Step("ask", again, True)
        if first.parts and all(p.kind == "date" for p in first.parts) and not self.standing.is_fragment(frame, True):
            head = head if first.norms[0] in PREPOSITIONS else f"in {head}"
            first = frame_of(head, self.index)
        if first.norms[:1] and first.norms[0] in PREPOSITIONS:
            return Step("ask", sentence(f"{self.filling.filled(tail, refer, conversation, whole=False)} {head}"))
        if item and self.standing.named(tail, item) != expand(tail):
            return Step("ask", sentence(self.standing.named(tail, item)))
        if item and self.standing.is_fragment(frame, True):
            return Step("ask", sentence(f"{item} {tail}"), True)
        replaced = self.standing.named(tail, head)
        if self.standing.verbless(frame_of(replaced, self.index)) or self.standing.verbless(frame):
            same = next(
                (
                    t
                    for t in reversed(conversation.topics)
                    if frame.wh >= 0 and frame_of(t.question, self.index).norms[:1] == [frame.norms[frame.wh]]
                ),
                conversation.topics[-1],
            )
            return step_to(substitute(head, same, self.index, forced=True), question, False)
        if replaced != expand(tail):
            return Step("ask", self.filling.filled(replaced, refer, conversation, moved=True), False)
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


def _cognates(question: str, index: Index) -> frozenset[str]:
    return frozenset(c for t in tokenize(question) for c in index.cognates(t.stem))
