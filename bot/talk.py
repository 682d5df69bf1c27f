"""What a line typed at the prompt does: a question is answered, a slash-command looks into the article.

Everything comes back as lines for ``bot.terminal``; nothing here reads or prints.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.terminal import BLANK, Line, Part, clean, line, reply, typed

if TYPE_CHECKING:
    from bot.answer import Answer, Citation
    from bot.article_bot import ArticleBot
    from bot.conversation.state import Conversation
    from corpus import Article, Section

SURROUNDINGS = 600  # characters shown on each side of a quote
ALIKE = 0.6  # difflib's ratio from which a misspelt name counts as meant; its own default


class Quit(Exception):
    """The person wants to leave."""


class Command(NamedTuple):
    """A slash-command: what it takes, what /help says of it, and what it does."""

    argument: str
    summary: str
    run: Callable[[Talk, str], list[Line]]


class Talk:
    """One person's conversation about one article."""

    def __init__(self, bot: ArticleBot) -> None:
        self.bot = bot
        self.conversation: Conversation | None = None
        self.last: Answer | None = None

    def banner(self) -> list[Line]:
        """The article's title and three questions that it answers."""
        questions = self.bot.sample_questions(3)
        return [line(self.bot.article.title, "bold"), *(line(f"• {question}", indent=2) for question in questions)]

    def take(self, text: str) -> list[Line]:
        """The reply to a typed line. Raises Quit where the line asks to leave."""
        text = typed(text).strip()
        if text.lower() in ("quit", "exit"):
            raise Quit
        if text.startswith("/"):
            name, _, argument = text.partition(" ")
            return self._command(name.lower(), argument.strip())
        turn = self.bot.turn(text, self.conversation)
        self.conversation, self.last = turn.conversation, turn.answer
        return reply(turn.answer, confidence=turn.answer.status == "answered")

    def _command(self, name: str, argument: str) -> list[Line]:
        if name in COMMANDS:
            return COMMANDS[name].run(self, argument)
        near = difflib.get_close_matches(name, COMMANDS, n=1, cutoff=ALIKE)
        return [line(f"There is no {name}. " + (f"Did you mean {near[0]}?" if near else "/help lists what there is."))]


def section_names(article: Article) -> list[str]:
    """The sections' names as /section takes them, fit to be shown."""
    return [" ".join(clean(section.name).split()) for section in article.sections]


def _help(talk: Talk, argument: str) -> list[Line]:
    rows = [(f"{name} {command.argument}".rstrip(), command.summary) for name, command in COMMANDS.items()]
    return [line("Type a question, or:"), *_table(rows), line("Ctrl-C leaves the line, Ctrl-D the program.")]


def _sections(talk: Talk, argument: str) -> list[Line]:
    return [line(section.title, indent=2 * len(section.path)) for section in talk.bot.article.sections]


def _section(talk: Talk, argument: str) -> list[Line]:
    article = talk.bot.article
    if not argument:
        return [line("Which one? /section NAME shows a section; /sections lists them.")]
    found = _matching(argument, article.sections)
    if len({section.path for section in found}) != 1:
        near = [line(section.name, indent=2) for section in found] or _sections(talk, "")
        return [line("Which of these?" if found else f"There is no section “{argument}”. There are:"), *near]
    path = found[0].path
    shown: list[Line] = []
    for section in article.sections:
        if section.path[: len(path)] == path:
            shown += [BLANK] * bool(shown) + [line(section.name, "bold"), line(_body(article, section))]
    return shown


def _matching(name: str, sections: Sequence[Section]) -> list[Section]:
    """The sections that a name may mean: by the whole name, its beginning, a part of it, or its look."""
    wanted = " ".join(name.casefold().split())
    names = [(" ".join(clean(section.name).casefold().split()), section) for section in sections]
    tests: tuple[Callable[[str], bool], ...] = (
        lambda full: wanted in (full, full.rpartition(" > ")[2]),
        lambda full: full.startswith(wanted) or full.rpartition(" > ")[2].startswith(wanted),
        lambda full: wanted in full,
        lambda full: bool(difflib.get_close_matches(wanted, [full, full.rpartition(" > ")[2]], cutoff=ALIKE)),
    )
    for test in tests:
        found = [section for full, section in names if test(full)]
        if found:
            return found
    return []


def _body(article: Article, section: Section) -> str:
    """A section's own text as it stands in the file, without its heading."""
    if not section.passages:
        return "(nothing stands here)"
    first, last = section.passages[0].start, section.passages[-1].end
    return article.text[article.text.rfind("\n", 0, first) + 1 : last]


def _facts(talk: Talk, argument: str) -> list[Line]:
    facts = talk.bot.article.facts
    return _table([(fact.key, fact.value) for fact in facts]) or [line("This article has no infobox.")]


def _source(talk: Talk, argument: str) -> list[Line]:
    if talk.last is None or not talk.last.citations:
        return [line("The last reply rests on no place in the article. Ask something first.")]
    return _surroundings(talk.bot.article.text, talk.last.citations[0])


def _surroundings(text: str, citation: Citation) -> list[Line]:
    """The paragraph, list or infobox around a quote, and the quote in it marked."""
    start = max(text.rfind("\n\n", 0, citation.start) + 2, citation.start - SURROUNDINGS, 0)
    end = text.find("\n\n", citation.end)
    end = min(len(text) if end < 0 else end, citation.end + SURROUNDINGS)
    where = f"{citation.section}, line {text.count(chr(10), 0, citation.start) + 1} of the article's file"
    before, after = text[start : citation.start].lstrip(), text[citation.end : end].rstrip()
    marked = (Part(before, "dim"), Part("» "), Part(citation.quote, "bold"), Part(" «"), Part(after, "dim"))
    return [line(where, "bold"), Line(marked)]


def _why(talk: Talk, argument: str) -> list[Line]:
    if talk.last is None:
        return [line("Ask something first.")]
    return [line(talk.bot.explain(talk.last.understood_as))]


def _keep(talk: Talk, argument: str) -> list[Line]:
    from corpus import ArticleBotError

    if talk.last is None:
        return [line("Ask something first.")]
    path = Path(argument) if argument else _question_set(talk.bot.article)
    alone = talk.bot.stands_alone(talk.last.question)
    try:
        from corpus.questions import append_question  # type: ignore[import-not-found, unused-ignore]

        append_question(path, {"question": talk.last.question if alone else talk.last.understood_as})
    except ImportError:
        return [line("Questions cannot be kept: this version reads no question sets.")]
    except ArticleBotError as error:
        return [line(str(error))]
    return [line(f"Kept in {path}.")]


def _question_set(article: Article) -> Path:
    """The question set beside an article; for the one that comes with the package, in the current folder."""
    from corpus import default_article_path

    path = Path(article.source).with_suffix(".jsonl")
    return Path(path.name) if Path(article.source) == default_article_path() else path


def _clear(talk: Talk, argument: str) -> list[Line]:
    talk.conversation = talk.last = None
    return [line("A new conversation.")]


def _quit(talk: Talk, argument: str) -> list[Line]:
    raise Quit


def _table(rows: Sequence[tuple[str, str]]) -> list[Line]:
    width = max((len(clean(left)) for left, _ in rows), default=0) + 2
    return [Line((Part(clean(left).ljust(width), "bold"), Part(right)), indent=2, column=width) for left, right in rows]


COMMANDS = {
    "/help": Command("", "this list", _help),
    "/sections": Command("", "the article's sections", _sections),
    "/section": Command("NAME", "a section's text", _section),
    "/facts": Command("", "the article's infobox", _facts),
    "/source": Command("", "where the last answer stands", _source),
    "/why": Command("", "how the last answer was found", _why),
    "/keep": Command("[FILE]", "add the last question to a question set", _keep),
    "/clear": Command("", "start a new conversation", _clear),
    "/quit": Command("", "leave", _quit),
}
