"""When it was and what happened: the events and dates that a conversation speaks of, and what was shown last."""

from __future__ import annotations

import re

from bot.conversation.nouns import definite, head_of, is_plural
from bot.conversation.people import main_subject
from bot.conversation.spoken import Spoken, is_definite
from retrieval.article.mentions import amounts
from retrieval.question.nouns import noun_type
from retrieval.words.lazy import lazy
from retrieval.words.thesaurus import phrase

_YEAR = lazy(r"\b(1\d{3}|20\d{2})\b")
_OPENING = lazy(r"(?:An?|The) ([a-zà-ÿ-]+(?: [a-zà-ÿ-]+)?) (?:in|of|at|on|by|for|from|with|is|was|has|had|will|can)\b")


class Occasions(Spoken):
    """Events, dates and the statement shown last."""

    def occasion(self) -> str:
        """What the conversation is about where that is something that happened: of the newest answers the first."""
        spoken = [r for t in self.topics[:1] for r in self.of(t) if not r.plural and is_definite(r)]
        named = next((definite(r.text) for r in spoken if noun_type(head_of(r.text)) == "event"), "")
        if named and named != main_subject(self.index):
            return named  # "who won the match?"
        answered = [t for t in self.topics[:4] if t.status != "no_answer"]
        return next((event for t in answered if (event := self.event(t.marks))), "")

    def event(self, topic_marks: tuple[tuple[int, int], ...]) -> str:
        """What happened, by the heading over the last evidence ("Closure of 2011"); "" where that is no event."""
        for start, _ in topic_marks[:1]:
            unit = self.index.at(start)
            title = unit.section.split(" > ")[-1] if unit else ""
            head = phrase(title.split(" of ")[0].split(" in ")[0])[-1:]
            if head and not is_plural(title) and (noun_type(head) == "event" or _YEAR.search(title)):
                return (
                    "the " + title[:1].lower() + title[1:]
                    if not title.split()[1:2] or title.split()[1][:1].islower()
                    else f"the {title}"
                )
        return ""

    def moment(self, before: str) -> str:
        """A date to count from: of a span its beginning or end."""
        span = re.sub(r"^(?:from|between) ", "", self.date())
        ends = re.split(r" (?:to|and|until) |[–—-]", span)
        return ends[0 if before == "before" else -1]

    def date(self) -> str:
        """The date that was spoken of last, in the answer before the question."""
        for topic in self.topics[:4]:
            for text in (topic.answer or "", topic.question):
                dates = [m for m in amounts(text) if m.type == "date"]
                if dates:
                    return text[dates[-1].start : dates[-1].end]
        return ""

    def year(self) -> str:
        """The year of that date; else the one of the statement shown last."""
        years = _YEAR.findall(self.date()) or [y for text in self._shown_text() for y in _YEAR.findall(text)]
        return str(years[-1]) if years else ""

    def _shown_text(self) -> list[str]:
        return [self.index.article.text[start:end] for topic in self.topics[:1] for start, end in topic.marks[:1]]

    def _shown_thing(self) -> str:
        """What the statement shown for a question begins with: "A café in the hall …" for "somewhere to eat"."""
        begun = next((m for text in self._shown_text() if (m := _OPENING.match(text))), None)
        return f"the {begun[1]}" if begun else ""
