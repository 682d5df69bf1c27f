"""The wording of replies: everything the bot says in its own words stands here."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.answer import LONGEST, Answer, Citation, Reading, Status
from bot.conversation.state import Topic
from corpus import Article, Fact
from retrieval.find import Finding
from retrieval.replies.ambiguity import Place

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


def chat(kind: str, question: str, article: Article, suggestions: Callable[[], tuple[str, ...]]) -> Answer:
    """The reply to small talk of a kind."""
    notes: tuple[str, ...] = ()
    headline = CHAT[kind].format(title=article.title)
    if kind == "outline":
        notes = tuple(f"{'  ' * (len(s.path) - 1)}• {s.title}" for s in article.sections)
    elif kind == "reading":
        return _further_reading(question, article)
    shown = suggestions() if kind in _SUGGESTING else ()
    cited = _opening(article) if kind == "title" else ()
    return _answer(question, question, "chat", None, headline, 1.0, cited, notes, suggestions=shown)


def _opening(article: Article) -> tuple[Citation, ...]:
    """The article's first sentence: what it is about, in its own words."""
    for section in article.sections:
        for passage in section.passages if not section.navigation else ():
            first = passage.sentences[0]
            return (_citation(Place(section.name, "passage", first.start, first.end), article),)
    return ()


def _further_reading(question: str, article: Article) -> Answer:
    """What the article points to at its end, or how much that is."""
    sections = [s for s in article.sections if s.navigation and s.passages]
    links = [x for s in sections for p in s.passages for x in p.sentences]
    if not links:
        return _answer(question, question, "chat", None, CHAT["no reading"], 1.0)
    ends = [(s.name, s.passages[0].sentences[0].start, s.passages[-1].sentences[-1].end) for s in sections]
    citations = tuple(_citation(Place(name, "passage", start, end), article) for name, start, end in ends)
    counted = re.search(r"\bhow many\b", question, re.IGNORECASE)
    answer = str(len(links)) if counted else "; ".join(one_line(link.text) for link in links)
    return _answer(question, question, "answered", answer, f"{CHAT['reading']} {answer}.", 1.0, citations)


def from_finding(
    question: str,
    found: Finding,
    article: Article,
    suggestions: Callable[[], tuple[str, ...]],
    understood: str | None = None,
) -> Answer:
    """The reply to a question to the article. ``understood`` is what the question was taken for in a conversation."""
    citations = tuple(_citation(place, article) for place in found.places)
    notes = [f"(I read “{typed}” as “{meant}”.)" for typed, meant in found.corrections]
    if len(question) > LONGEST:
        notes.insert(0, f"(I read the first {LONGEST:,} characters of the question.)")
    understood = understood or found.question
    if found.status == "no_answer":
        headline = _not_in_article(found)
        shown = suggestions() if not citations else ()
        return _answer(
            question, understood, "no_answer", None, headline, found.confidence, citations, tuple(notes), (), shown
        )
    if found.status == "clarify":
        readings = tuple(
            Reading(o.label, f"{understood.rstrip(' ?')} ({o.label})?", o.answer, _citation(o.place, article))
            for o in found.options
        )
        headline = "That can mean more than one thing:"
        return _answer(
            question, understood, "clarify", None, headline, found.confidence, citations, tuple(notes), readings
        )
    if found.how == "differs":
        notes.append("The infobox and the text differ on this.")
    if found.fact is not None:
        notes += _about_fact(found.fact, found)
    headline = _headline(found, citations[0].quote)
    return _answer(question, understood, "answered", found.answer, headline, found.confidence, citations, tuple(notes))


def repeat(question: str, last: Topic, places: tuple[Place, ...], article: Article) -> Answer:
    """The evidence of the last answer once more."""
    understood = f"Where does the article say what answers “{last.question.rstrip()}”"
    citations = tuple(_citation(place, article) for place in places)
    if not citations:
        return _answer(question, understood, "chat", None, "There was nothing in the article to show.", 1.0)
    answered = last.status == "answered" and last.answer
    headline = "It stands here:" if answered or last.status == "clarify" else "The closest statement is this:"
    answer = last.answer if answered else one_line(citations[0].quote)
    return _answer(question, understood, "answered", answer, headline, 0.9, citations)


def besides(question: str, understood: str, place: Place, article: Article) -> Answer:
    """What else is told of somebody."""
    citation = _citation(place, article)
    quote = one_line(citation.quote)
    return _answer(question, understood, "answered", quote, "It also says:", 0.6, (citation,))


def more(question: str, last: Topic, place: Place, answer: str | None, article: Article) -> Answer:
    """Further evidence on the last question; ``answer`` is another short answer in it."""
    understood = f"What else does the article say on “{last.question.rstrip()}”"
    citation = _citation(place, article)
    headline = f"{answer}." if answer else "It also says:"
    shown = answer or one_line(citation.quote)
    return _answer(question, understood, "answered", shown, headline, 0.6, (citation,))


def no_more(question: str, last: Topic, article: Article) -> Answer:
    """All evidence on the last question was shown."""
    understood = f"What else does the article say on “{last.question.rstrip()}”"
    return _answer(question, understood, "no_answer", None, "Not in the article: that is all it says on this.", 0.0)


def _headline(found: Finding, quote: str) -> str:
    answer = one_line(found.answer or "")
    if found.how in ("yes", "no"):
        return f"{answer}."
    if found.how == "summary" or answer.rstrip(".") == one_line(quote).rstrip("."):  # nobody reads a sentence twice
        return "Here is what the article says:"
    return answer[:1].upper() + answer[1:] + ("" if answer.endswith((".", "!", "?")) else ".")


def _about_fact(fact: Fact, found: Finding) -> list[str]:
    """Which line of the infobox an answer is, in words; and that the office asked for is not given."""
    if fact.party is None:
        return []
    attribute = fact.attribute
    line = f"The infobox gives {fact.value} as {fact.party}'s {attribute}"
    if fact.title:
        return [f"{line}, with the title “{fact.title}”."]
    asked = any(term.role == "focus" and term.text.lower() not in attribute for term in found.query.terms)
    return [f"{line}; it gives no title."] if asked and found.query.type == "person" else [f"{line}."]


_LACKS = {
    "absent": "it doesn't mention {words}",
    "elsewhere": "it says nothing of {words} in this connection",
    "other date": "it has nothing on this for {first}",
    "swapped": "it tells of the other side only",
    "opposite": "it says otherwise",
    "unmet": "it says nothing of {words} here",
    "untold": "it comes near this, but doesn't say",
    "goods": "it doesn't say which goods",
    "whom": "I can't tell whom {words} means",
}
_UNTOLD = {
    "date": "it doesn't say when",
    "place": "it doesn't say where",
    "person": "it doesn't say who",
    "reason": "it doesn't say why",
    "manner": "it doesn't say how",
    "number": "it doesn't say how many",
    "duration_or_measure": "it doesn't say how long",
    "money_or_number": "it doesn't say how much",
    "money": "it doesn't say how much",
}


def _not_in_article(found: Finding) -> str:
    """Every refusal begins "Not in the article"; then what is lacking."""
    lack = found.lack
    if lack is None:
        return "Not in the article."
    text = _LACKS[lack.reason]
    if lack.reason == "untold":
        text = _UNTOLD.get(found.query.type, text)
    if lack.reason == "other date" and len(lack.words) > 1:
        text += " (it gives {second})"
    words = (*lack.words, "", "")
    return f"Not in the article: {text.format(words=_joined(lack.words), first=words[0], second=words[1])}."


def _joined(texts: tuple[str, ...]) -> str:
    words = [f"“{text}”" for text in dict.fromkeys(texts)]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


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
