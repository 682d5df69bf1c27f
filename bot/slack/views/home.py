"""The Home tab and the agent pane's prompts: what the bot knows, and what can be asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.views.parts import Block, bullets, cut, link, literal, plain, rich_text, section
from bot.slack.views.reply import HELP
from corpus.article import Article

MAX_OUTLINE = 30
MAX_PROMPTS = 4
LINE = 150
ABOUT = "I answer questions about one article, and show the sentence every answer rests on. I know: "
HOW = "When the article does not say, I say so. "
PRIVACY = (
    "Privacy: a question is kept only until it is answered. A thread's topic is remembered for {days:g} days, so "
    "that follow-ups work; votes are stored without your name. Nothing leaves this app: no language model, no "
    "other service."
)
PRIVACY_KEPT = " The operator of this app also keeps the wording of questions, to improve it."


def home_view(article: Article, samples: Sequence[str], *, retention_days: float, keep_questions: bool) -> Block:
    """The Home tab."""
    title = cut(article.title, LINE) or "the article"
    web = article.url if article.url and article.url.startswith(("https://", "http://")) else None
    known = link(title, web) if web else literal(title, bold=True)
    outline = [cut(s.name, LINE) for s in article.sections if s.title][:MAX_OUTLINE]
    blocks = [
        {"type": "header", "text": plain(article.title, LINE)},
        rich_text(section(literal(ABOUT), known, literal(". " + HOW))),
        rich_text(section(literal(HELP))),
    ]
    if outline:
        blocks.append(rich_text(section(literal("What the article covers", bold=True)), bullets(outline)))
    if samples:
        questions = [cut(question, LINE) for question in samples]
        blocks.append(rich_text(section(literal("You can ask", bold=True)), bullets(questions)))
    privacy = PRIVACY.format(days=retention_days) + (PRIVACY_KEPT if keep_questions else "")
    blocks += [{"type": "divider"}, rich_text(section(literal(privacy)))]
    return {"type": "home", "blocks": blocks}


def prompts(samples: Sequence[str]) -> list[dict[str, str]]:
    """The agent pane's suggested prompts."""
    return [{"title": cut(question, LINE), "message": question} for question in samples[:MAX_PROMPTS]]
