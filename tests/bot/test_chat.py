"""What is said to the bot that is no question to the article."""

import pytest

from bot import ArticleBot


@pytest.mark.parametrize("question", ["what is this article about?", "whats this about", "so what's this all about?"])
def test_what_the_article_is_about_is_told_in_its_own_first_sentence(question: str) -> None:
    answer = ArticleBot.load().ask(question)
    assert answer.status == "chat"
    assert answer.citations[0].quote.startswith("Belgium–Kosovo relations refer to")
    assert answer.citations[0].quote in answer.text
