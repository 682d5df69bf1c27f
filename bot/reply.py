"""The wording of replies: everything the bot says in its own words stands here."""

from __future__ import annotations

import re

from bot.answer import Answer, Citation, Reading, Status
from corpus import Article
from retrieval.ambiguity import Place
from retrieval.find import Finding
from retrieval.question import Term

CHAT = {
    "greeting": "Hello! Ask me anything about “{title}”.",
    "thanks": "You're welcome.",
    "goodbye": "Goodbye.",
    "help": "I answer questions about “{title}” and show the sentence each answer rests on.",
    "about": "I'm a bot that answers questions about “{title}” from its text alone, with the sentence as proof.",
    "empty": "Ask me anything about “{title}”.",
    "title": "I answer from the article “{title}”.",
    "outline": "“{title}” covers:",
    "reading": "The article points to:",
    "no reading": "The article points to nothing further.",
}
_SUGGESTING = ("greeting", "help", "about", "empty", "title")


def one_line(text: str) -> str:
    """A quote as a person reads it: white space folded."""
    return re.sub(r"\s+", " ", text).strip()


def chat(kind: str, question: str, article: Article, suggestions: tuple[str, ...]) -> Answer:
    """The reply to small talk of a kind."""
    notes: tuple[str, ...] = ()
    headline = CHAT[kind].format(title=article.title)
    if kind == "outline":
        notes = tuple(f"{'  ' * (len(s.path) - 1)}• {s.title}" for s in article.sections)
    elif kind == "reading":
        links = [x.text for s in article.sections if s.navigation for p in s.passages for x in p.sentences]
        headline = headline if links else CHAT["no reading"]
        notes = tuple(f"• {link}" for link in links)
    shown = suggestions if kind in _SUGGESTING else ()
    return _answer(question, question, "chat", None, headline, 1.0, notes=notes, suggestions=shown)


def from_finding(
    question: str, understood: str, found: Finding, article: Article, suggestions: tuple[str, ...]
) -> Answer:
    """The reply to a question to the article."""
    citations = tuple(_citation(place, article) for place in found.places)
    notes: list[str] = []
    readings: tuple[Reading, ...] = ()
    if found.status == "no_answer":
        headline = _not_in_article(found)
        return _answer(
            question,
            understood,
            "no_answer",
            None,
            headline,
            found.confidence,
            citations,
            tuple(notes),
            (),
            suggestions,
        )
    if found.status == "clarify":
        readings = tuple(
            Reading(
                option.label,
                f"{understood.rstrip(' ?')} ({option.label})?",
                option.answer,
                _citation(option.place, article),
            )
            for option in found.options
        )
        headline = "That can mean more than one thing:"
        return _answer(
            question, understood, "clarify", None, headline, found.confidence, citations, tuple(notes), readings
        )
    if found.how == "differs":
        notes.append("The infobox and the text differ.")
    headline = _headline(found)
    return _answer(question, understood, "answered", found.answer, headline, found.confidence, citations, tuple(notes))


def _headline(found: Finding) -> str:
    answer = one_line(found.answer or "")
    if found.how in ("yes", "no"):
        return f"{answer}."
    if found.how == "summary":
        return "The article says:"
    return answer[:1].upper() + answer[1:] + ("" if answer.endswith((".", "!", "?")) else ".")


def _not_in_article(found: Finding) -> str:
    names = _joined([term for term in found.unmet[:3]])
    return f"Not in the article: it says nothing of {names}." if names else "Not in the article."


def _joined(terms: list[Term]) -> str:
    words = [f"“{term.text}”" for term in sorted(terms, key=lambda t: t.place)]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _citation(place: Place, article: Article) -> Citation:
    return Citation(place.section, place.kind, article.text[place.start : place.end], place.start, place.end)


def _answer(
    question: str,
    understood: str,
    status: Status,
    answer: str | None,
    headline: str,
    confidence: float,
    citations: tuple[Citation, ...] = (),
    notes: tuple[str, ...] = (),
    readings: tuple[Reading, ...] = (),
    suggestions: tuple[str, ...] = (),
) -> Answer:
    lines = [headline, *notes]
    for reading in readings:
        lines.append(
            f"• {reading.label}: {reading.answer} — “{one_line(reading.citation.quote)}” ({reading.citation.section})"
        )
    if status == "no_answer" and citations:
        lines.append(f"The closest it comes: {quoted(citations[0])}")
    elif not readings:
        lines.extend(quoted(citation) for citation in citations)
    if suggestions:
        lines.append("You can ask, for example: " + " ".join(suggestions))
    return Answer(
        question,
        understood,
        status,
        answer,
        headline,
        "\n".join(lines),
        round(confidence, 4),
        citations,
        notes,
        readings,
        suggestions,
    )


def quoted(citation: Citation) -> str:
    """A citation on one line: the quote and where it stands."""
    return f"“{one_line(citation.quote)}” ({citation.section})"
