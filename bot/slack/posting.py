"""Getting one message to Slack, and telling what became of it: posted, refused, or to be tried again."""

from __future__ import annotations

import http.client
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.slack.store import Job
from bot.slack.views.reply import Message, block_id

TIMEOUT = 8  # seconds a call
NEVER_UNFURL: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "parse": "none", "link_names": False}
TOO_MUCH = {"msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format", "msg_too_long", "invalid_attachments"}
TRANSIENT = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
NETWORK_ERRORS = (OSError, http.client.HTTPException, SlackClientError)  # OSError: URLError and time-outs too
METADATA_TYPE = "article_bot_answer"


@dataclass(frozen=True, slots=True)
class Posted:
    """The message is there."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack will not take it, today or tomorrow. ``code`` is Slack's word for why."""

    code: str


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Not now. ``wait`` is what Slack asks for, None for our own pace; ``unsure``: it may be there all the same."""

    code: str
    wait: float | None = None
    unsure: bool = False


Outcome = Posted | Refused | TryAgain


def post(client: WebClient, job: Job, message: Message) -> Outcome:
    """Post into the job's thread, once; what Slack finds too much is posted as text only."""
    outcome = _post(client, job, message)
    if isinstance(outcome, Refused) and outcome.code in TOO_MUCH and message.blocks:
        return _post(client, job, Message(message.text))
    return outcome


def respond(url: str, message: Message, *, in_channel: bool = False, timeout: int = TIMEOUT) -> Outcome:
    """Answer through a response URL, which works where the bot is no member."""
    outcome = _respond(url, message, in_channel, timeout)
    if isinstance(outcome, Refused) and outcome.code in TOO_MUCH and message.blocks:
        return _respond(url, Message(message.text), in_channel, timeout)
    return outcome


def already_posted(client: WebClient, job: Job, bot_user: str | None) -> bool:
    """Whether an earlier attempt's answer stands in the thread; False where Slack does not let us look."""
    try:
        response = client.conversations_replies(
            channel=job.channel, ts=job.thread, limit=200, include_all_metadata=True
        )
        messages = response.get("messages") or []
        return any(_is_answer(m, job.answer_id, bot_user) for m in messages if isinstance(m, Mapping))
    except (*NETWORK_ERRORS, ValueError, TypeError):
        return False


def error_code(error: SlackApiError) -> str:
    """Slack's word for an error, without the rest of the response, which may repeat the message."""
    response = error.response
    code = response.get("error") if hasattr(response, "get") else None
    return str(code or f"http_{_status(error)}")


def _post(client: WebClient, job: Job, message: Message) -> Outcome:
    try:
        client.chat_postMessage(
            channel=job.channel,
            thread_ts=job.thread,
            text=message.text,
            blocks=list(message.blocks) or None,
            metadata={"event_type": METADATA_TYPE, "event_payload": {"id": job.answer_id}},
            **NEVER_UNFURL,
        )
    except SlackApiError as error:
        code, status = error_code(error), _status(error)
        if status == 429 or code == "ratelimited":
            return TryAgain("ratelimited", _retry_after(error.response.headers))
        if status >= 500 or code in TRANSIENT:
            return TryAgain(code, unsure=True)
        return Refused(code)
    except NETWORK_ERRORS as error:
        return TryAgain(type(error).__name__, unsure=True)
    return Posted()


def _respond(url: str, message: Message, in_channel: bool, timeout: int) -> Outcome:
    body: dict[str, Any] = {
        "text": message.text,
        "response_type": "in_channel" if in_channel else "ephemeral",
        "replace_original": False,
        **NEVER_UNFURL,
    }
    if message.blocks:
        body["blocks"] = list(message.blocks)
    try:
        response = WebhookClient(url, timeout=timeout, retry_handlers=[]).send_dict(body)
    except (*NETWORK_ERRORS, ValueError) as error:
        return TryAgain(type(error).__name__, unsure=True)
    if response.status_code == 200 and '"ok":false' not in (response.body or "").replace(" ", ""):
        return Posted()
    if response.status_code == 429:
        return TryAgain("ratelimited", _retry_after(response.headers))
    if response.status_code >= 500:
        return TryAgain(f"http_{response.status_code}", unsure=True)
    known = next((code for code in sorted(TOO_MUCH) if code in (response.body or "")), None)
    return Refused(known or f"http_{response.status_code}")


def _is_answer(message: Mapping[str, Any], answer_id: str, bot_user: str | None) -> bool:
    if bot_user and message.get("user") not in {bot_user, None}:
        return False
    metadata = message.get("metadata") or {}
    if (metadata.get("event_payload") or {}).get("id") == answer_id:
        return True
    return any(block.get("block_id") == block_id(answer_id) for block in message.get("blocks") or [])


def _status(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", 0) or 0)


def _retry_after(headers: Mapping[str, Any]) -> float:
    value = next((v for k, v in headers.items() if k.lower() == "retry-after"), 1)
    try:
        seconds = float(value[0] if isinstance(value, (list, tuple)) else value)
    except (TypeError, ValueError, IndexError):
        seconds = 1.0
    return min(max(seconds, 0.1), 300.0) + random.random() / 4
