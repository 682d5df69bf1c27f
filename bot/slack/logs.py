"""The log: lines without message text and without tokens, whoever writes them."""

from __future__ import annotations

import logging
import re
import sys
import traceback
import uuid

LOUD = ("slack_bolt", "slack_sdk", "waitress", "sqlalchemy", "urllib3")  # they log whole bodies below ERROR
SECRETS = re.compile(r"\b(xox[a-z]|xapp|xoxe)[-.][\w.-]+|\bwss?://\S+|\bhttps?://\S*(?:hooks|response|ticket)\S*", re.I)


class _Careful(logging.Formatter):
    """One line a record; of other people's records only the first, shortened; never an exception's message."""

    def format(self, record: logging.LogRecord) -> str:
        text = record.getMessage()
        if not record.name.startswith("bot."):
            text = text.splitlines()[0][:160] if text else ""
        stamp = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        return f"{stamp} {record.levelname} {record.name}: {SECRETS.sub('[secret]', text)}"


def set_up_logs() -> None:
    """Log to standard error: our own lines from INFO, the libraries' from ERROR."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Careful())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.ERROR)
    logging.getLogger("slack_sdk.web").setLevel(logging.CRITICAL)  # its failures are told where they are dealt with


def log_incident(log: logging.Logger, what: str, error: BaseException) -> str:
    """Log an exception's kind and place under a short id, and return the id. Its message may quote a person."""
    incident = uuid.uuid4().hex[:8]
    places = " < ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-6:])
    )
    log.error("incident %s: %s: %s at %s", incident, what, type(error).__name__, places or "?")
    return incident
