"""The bots that are asked: one an article, read once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot import Answer, ArticleBot

ARTICLES = Path(__file__).parents[1] / "articles"
load = cache(lambda name: ArticleBot.load(ARTICLES / f"{name}.txt" if name else None))


@pytest.fixture(scope="session")
def ask() -> Callable[[str, str], Answer]:
    """Asks an article of ``tests/articles`` by name; "" is the default article. Every quote is checked."""

    def asked(name: str, question: str) -> Answer:
        bot = load(name)
        answer = bot.ask(question)
        assert all(bot.article.text[c.start : c.end] == c.quote for c in answer.citations)
        assert (answer.answer is None) == (answer.status in ("no_answer", "clarify", "chat"))
        assert answer.status != "no_answer" or answer.text.startswith("Not in the article")
        return answer

    return asked
