"""Calls to Slack that an answer does not depend on: out of the way of acknowledgements, and allowed to fail."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.slack.logs import log_incident
from bot.slack.posting import error_code

THREADS = 8

log = logging.getLogger("bot.slack.side")


class SideCalls:
    """A small pool for best-effort calls; what goes wrong there is one line in the log."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="side")

    def run(self, name: str, call: Callable[[], Any]) -> None:
        """Make a call soon. ``name`` is what the log calls it."""
        self._pool.submit(_attempt, name, call)

    def stop(self) -> None:
        """Forget the calls not yet begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _attempt(name: str, call: Callable[[], Any]) -> None:
    try:
        call()
    except SlackApiError as error:
        log.warning("%s failed: %s", name, error_code(error))
    except Exception as error:
        log_incident(log, f"{name} failed", error)
