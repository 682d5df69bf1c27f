"""Running the bot over question sets: every question asked in its conversation, timed and judged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer
from bot.article_bot import ArticleBot
from bot.conversation.state import Conversation
from bot.evaluation.calibration import Sure
from bot.evaluation.judge import Marks, judge
from bot.evaluation.predictions import Prediction
from bot.evaluation.ranking import DEPTH, Ranking, rank
from corpus.question_sets import QuestionSet
from corpus.questions import Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, the reply to it, and what the reply is worth."""

    source: QuestionSet
    question: Question
    answer: Answer
    marks: Marks
    ranking: Ranking
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the reply as a whole is right."""
        return bool(self.marks["right"])

    @property
    def prediction(self) -> Prediction:
        """The reply as it is judged."""
        return Prediction.of(self.question.id, self.answer)


def evaluate(
    sets: Iterable[QuestionSet],
    threshold: float | None = None,
    half: str | None = None,
    on_question: Callable[[], None] = lambda: None,
) -> tuple[Outcome, ...]:
    """Ask and judge every question (of one ``half``). ``on_question`` is called after each one."""
    outcomes: list[Outcome] = []
    for source in sets:
        for outcome in _evaluate_set(source, threshold, half):
            outcomes.append(outcome)
            on_question()
    return tuple(outcomes)


def _evaluate_set(source: QuestionSet, threshold: float | None, half: str | None) -> Iterator[Outcome]:
    asked = selected(source, half)
    if not asked:
        return
    bot = ArticleBot(source.article, threshold)
    bot.ask(asked[0].question)  # what is loaded once is no part of an answer's time
    conversations: dict[str, Conversation] = {}
    for question in asked:
        before = conversations.get(question.conversation, Conversation()) if question.conversation else Conversation()
        start = time.perf_counter()
        turn = bot.turn(question.question, before)
        seconds = time.perf_counter() - start
        if question.conversation:
            conversations[question.conversation] = turn.conversation
        if half in (None, question.half):
            yield outcome_of(source, question, turn.answer, seconds, bot)


def selected(source: QuestionSet, half: str | None) -> tuple[Question, ...]:
    """The questions to ask: those of ``half``, and the turns of other halves that share a conversation with them."""
    if half is None:
        return source.questions
    talks = {q.conversation for q in source.questions if q.half == half and q.conversation}
    return tuple(q for q in source.questions if q.half == half or q.conversation in talks)


def outcome_of(source: QuestionSet, question: Question, answer: Answer, seconds: float, bot: ArticleBot) -> Outcome:
    """One reply judged. Retrieval is asked with the question as understood, so that a follow-up has its topic."""
    asked = answer.understood_as or question.question
    judged = question.answerable and question.evidence
    ranking = rank(bot.ranked(asked, DEPTH) if judged else (), question.evidence if judged else (), source.article)
    marks = judge(question, Prediction.of(question.id, answer), source.article.text)
    return Outcome(source, question, answer, marks | ranking.marks(), ranking, seconds)


def sureness(outcomes: Sequence[Outcome]) -> list[Sure]:
    """Confidence against worth for every answer and every refusal; a refusal counts by its closest statement."""
    return [_sure(o) for o in outcomes if o.answer.status in ("answered", "no_answer")]


def _sure(outcome: Outcome) -> Sure:
    question, reply = outcome.question, outcome.prediction
    given = judge(question, replace(reply, status="answered"), outcome.source.article.text)
    right = given.get("quote@1", 0.0)
    abstaining = float(not question.answerable)
    stands = reply.status == "answered" or reply.answer
    return Sure(reply.confidence, bool(right), given.get("f1", right) if stands else abstaining, abstaining)
