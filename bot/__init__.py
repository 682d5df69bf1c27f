"""A chatbot over one article.

from bot import ArticleBot

bot = ArticleBot.load()                       # the default article; or load("my_article.txt")
answer = bot.ask("When did Belgium recognise Kosovo?")
print(answer.answer, answer.citations[0].quote, answer.citations[0].section)

turn = bot.turn("and how many soldiers did it send?", bot.turn("...").conversation)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answer import Answer, Citation, Reading
    from bot.article_bot import ArticleBot, Turn
    from bot.conversation.state import Conversation

__version__ = "1.0.0"
__all__ = ["Answer", "ArticleBot", "Citation", "Conversation", "Reading", "Turn", "__version__"]

_HOMES = {
    "Answer": "bot.answer",
    "ArticleBot": "bot.article_bot",
    "Citation": "bot.answer",
    "Conversation": "bot.conversation.state",
    "Reading": "bot.answer",
    "Turn": "bot.article_bot",
}


def __getattr__(name: str) -> object:
    """Import a name when it is first asked for: the command line prompts before NLTK is loaded."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
