"""The ``article-bot`` command."""

from __future__ import annotations

import json
import sys

from bot.article_bot import ArticleBot


def main() -> int:
    """Placeholder of the first hour."""
    print(json.dumps(ArticleBot.load().ask(" ".join(sys.argv[2:])).as_prediction(), ensure_ascii=False))
    return 0
