"""The errors an operator of the Slack app may meet: one line each, saying what to do."""

from __future__ import annotations

from corpus.errors import ArticleBotError


class SlackSetupError(ArticleBotError):
    """The app cannot start as it is set up. ``exit_code`` is what the command ends with."""

    exit_code = 1


class MissingExtraError(SlackSetupError):
    """Something wants a package that the base install does not have."""

    exit_code = 2

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the extra '{extra}': pip install 'article-bot[{extra}]'")
