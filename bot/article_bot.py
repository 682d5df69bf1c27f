"""The one object that answers: an article in, a question in, an ``Answer`` out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from zlib import crc32

from bot import chat, explain, reply, samples
from bot.answer import LONGEST, Answer, Citation
from bot.conversation import continuation
from bot.conversation.followup import FollowUp
from bot.conversation.phrases import Step, act_of
from bot.conversation.state import Conversation, Topic
from corpus import Article, default_article_path, read_article
from retrieval.find import Finder
from retrieval.question.framing import strip_framing
from retrieval.replies.ambiguity import Place, place

SAMPLES = 4  # questions to begin with; Slack's agent pane shows as many


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer in a conversation, and the conversation after it."""

    answer: Answer
    conversation: Conversation


class ArticleBot:
    """Answers questions about one article. Immutable once built: threads may share it."""

    def __init__(self, article: Article, threshold: float | None = None) -> None:
        """``threshold``: the confidence below which it abstains; None for the shipped one, 0 to answer always."""
        self.article = article
        self.finder = Finder(article, threshold)
        self.follow_up = FollowUp(self.finder.index)
        self._key = format(crc32(article.text.encode("utf-8", "replace")), "08x")

    @classmethod
    def load(cls, path: str | Path | None = None, *, threshold: float | None = None) -> ArticleBot:
        """Read an article (the default one without ``path``). Raises UnreadableError for what is no article."""
        return cls(read_article(path or default_article_path()), threshold)

    def ask(self, question: str) -> Answer:
        """Answer a question that stands alone."""
        return self.turn(question).answer

    def turn(self, question: str, conversation: Conversation | None = None) -> Turn:
        """Answer a question in a conversation (a new one without ``conversation``)."""
        asked = question  # the reply shows it whole
        question = _beginning(question)
        talk = conversation if conversation is not None and conversation.article == self._key else Conversation()
        kind = None if talk.last and act_of(question) else chat.kind_of(question)
        if kind is not None and not self.finder.always:
            answer = reply.chat(kind, asked, self.article, self.sample_questions)
            return Turn(answer, talk)
        step = self.follow_up.resolve(question, talk)
        told = None
        if step.act == "besides" and talk.last is not None:
            plain, told = continuation.besides(step.question, talk, self.finder)
            further = continuation.deed(plain, told, talk.last, self.finder)
            if further is not None:
                return Turn(reply.besides(asked, step.question, further, self.article), _shown(talk, further))
            step = replace(step, question=plain, understood=step.question)
        elif step.act != "ask" and talk.last is not None:
            return self._about_last(step, talk, talk.last)
        goes_on_from = () if talk.last is None or self.stands_alone(question) else talk.last.starts
        found = self.finder.find(step.question, goes_on_from, told)
        understood = step.understood or found.question
        answer = reply.from_finding(asked, found, self.article, self.sample_questions, understood)
        marks = tuple((place.start, place.end) for place in found.places)
        alone = step.understood or step.question != question or found.status != "no_answer"
        if talk.last is not None and not alone and not self.stands_alone(question):
            return Turn(answer, talk)  # nobody knows what was meant: nothing to go back to
        topic = Topic(strip_framing(understood), found.answer, found.status, marks, step.elliptical)
        return Turn(answer, talk.after(self._key, topic, continuation.choices(found, understood, self.finder)))

    def _about_last(self, step: Step, talk: Conversation, last: Topic) -> Turn:
        """Answer a turn about the last answer: its evidence again, or further evidence."""
        index = self.finder.index
        if step.act == "source":
            places = continuation.places_of(last.marks, index)
            return Turn(reply.repeat(step.question, last, places, self.article), talk)
        if step.act == "else":
            listed = continuation.list_topic(talk)
            if listed is not None:
                return self._again(step.question, listed, talk)
            other = continuation.another(talk, last, self.finder)
            if other is None:
                return Turn(reply.no_more(step.question, last, self.article), talk)
            return Turn(reply.more(step.question, last, other[0], other[1], self.article), _shown(talk, other[0]))
        place = continuation.further(talk, last, self.finder, onwards=step.act == "next")
        if place is None:
            return Turn(reply.no_more(step.question, last, self.article), talk)
        return Turn(reply.more(step.question, last, place, None, self.article), _shown(talk, place))

    def _again(self, question: str, topic: Topic, talk: Conversation) -> Turn:
        """An earlier question asked once more."""
        found = self.finder.find(topic.question)
        return Turn(reply.from_finding(question, found, self.article, self.sample_questions), talk)

    def stands_alone(self, question: str) -> bool:
        """Whether a question can be understood without the conversation before it ("and Kosovo's?" can not)."""
        if act_of(question):
            return False
        return chat.kind_of(question) is not None or self.follow_up.standing.stands_alone(question)

    def ranked(self, question: str, limit: int = 10) -> tuple[Citation, ...]:
        """The best places for a question, best first, whether or not they answer it; for measuring retrieval."""
        places = (place(unit) for unit in self.finder.ranked(question, limit))
        return tuple(Citation(p.section, p.kind, self.article.text[p.start : p.end], p.start, p.end) for p in places)

    def explain(self, question: str) -> str:
        """How the answer to a question was found: what was asked for, what met it where, and the best candidates."""
        return explain.explain(self.finder.find(question))

    def sample_questions(self, count: int = 3) -> tuple[str, ...]:
        """Questions, made from the article, that this bot answers."""
        return self._samples[:count]

    @cached_property
    def _samples(self) -> tuple[str, ...]:
        answered: list[str] = []
        for question in samples.candidates(self.article, self.finder.index):
            if len(answered) == SAMPLES:
                break
            if question not in answered and self.finder.find(question).status == "answered":
                answered.append(question)
        return tuple(answered)


def _beginning(question: str) -> str:
    """As much of a question as is read, up to a white space where there is one."""
    if len(question) <= LONGEST:
        return question
    return question[:LONGEST].rsplit(maxsplit=1)[0] if question[:LONGEST].strip() else ""


def _shown(talk: Conversation, place: Place) -> Conversation:
    return talk.showing(((place.start, place.end),))
