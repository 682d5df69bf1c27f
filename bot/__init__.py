"""A chatbot over one article.

from bot import ArticleBot

bot = ArticleBot.load()                       # the default article; or load("my_article.txt")
answer = bot.ask("When did Belgium recognise Kosovo?")
print(answer.answer, answer.citations[0].quote, answer.citations[0].section)

turn = bot.turn("and how many soldiers did it send?", bot.turn("...").conversation)
"""

from bot.answer import Answer, Citation, Reading
from bot.article_bot import ArticleBot, Turn
from bot.conversation import Conversation

__version__ = "1.0.0"
__all__ = ["Answer", "ArticleBot", "Citation", "Conversation", "Reading", "Turn", "__version__"]
