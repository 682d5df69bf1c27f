"""Slack's limits, held against everything the app sends: each function returns what is wrong, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

LIVE = re.compile(r"<(?:!channel|!here|!everyone|!subteam\^|@[UW])")
RAW_ANGLE = re.compile(r"[<>]|&(?!(?:amp|lt|gt);)")
BUDGET = 10_000
BLOCKS = {"rich_text", "section", "header", "context", "actions", "context_actions", "divider"}


def lint_message(body: dict[str, Any], *, response: bool = False) -> list[str]:
    """A message for chat.postMessage, chat.postEphemeral or a response URL."""
    problems = []
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        return ["no text"]
    if RAW_ANGLE.search(text):
        problems.append("text is not escaped once")
    for name, wanted in (("unfurl_links", False), ("unfurl_media", False), ("parse", "none"), ("link_names", False)):
        if body.get(name) is not wanted and body.get(name) != wanted:
            problems.append(f"{name} is {body.get(name)!r}")
    if "reply_broadcast" in body:
        problems.append("reply_broadcast")
    if body.get("thread_ts") == "" or (not response and "channel" not in body):
        problems.append("no place")
    blocks = body.get("blocks") or []
    problems += lint_blocks(blocks, most=20)
    total = len(text) + sum(len(t) for t, _ in texts(blocks))
    if total > BUDGET:
        problems.append(f"{total} characters of text")
    return problems


def lint_view(view: dict[str, Any]) -> list[str]:
    """A modal or the Home tab."""
    problems = lint_blocks(view.get("blocks") or [], most=100)
    if not view.get("blocks"):
        problems.append("an empty view")
    if view.get("type") == "modal" and not 0 < len(view.get("title", {}).get("text", "")) <= 24:
        problems.append("modal title")
    if len(view.get("private_metadata", "")) > 3000:
        problems.append("private_metadata")
    return problems


def lint_blocks(blocks: list[dict[str, Any]], most: int) -> list[str]:
    """The blocks of a message or view."""
    problems = [f"{len(blocks)} blocks"] if len(blocks) > most else []
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)) or any(not 0 < len(i) <= 255 for i in ids):
        problems.append("block ids")
    actions: list[str] = []
    for block in blocks:
        kind = block.get("type")
        if kind not in BLOCKS:
            problems.append(f"block type {kind}")
        if kind == "header" and not 0 < len(block["text"]["text"]) <= 150:
            problems.append("header length")
        if kind == "context" and len(block["elements"]) > 10:
            problems.append("context elements")
        if kind == "section" and len(block["text"]["text"]) > 3000:
            problems.append("section length")
        if kind in {"actions", "context_actions"}:
            if not 0 < len(block["elements"]) <= (25 if kind == "actions" else 5):
                problems.append("actions")
            for element in block["elements"]:
                problems += _element(element)
                actions.append(element["action_id"])
        if kind == "rich_text" and not block["elements"]:
            problems.append("empty rich text")
    if len(actions) != len(set(actions)) or any(not 0 < len(a) <= 255 for a in actions):
        problems.append("action ids")
    for text, markup in texts(blocks):
        if not text:
            problems.append("an empty text element")
        if markup and (LIVE.search(text) or RAW_ANGLE.search(text)):
            problems.append("live markup")
    return problems


def texts(value: Any) -> Iterator[tuple[str, bool]]:
    """Every text shown by some blocks, and whether Slack reads it as markup."""
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        if value.get("type") in {"user", "usergroup", "broadcast", "channel"}:
            yield "<!channel>", True
        if isinstance(value.get("text"), str):
            yield value["text"], value.get("type") in {"mrkdwn", "markdown"}
        for key, item in value.items():
            if key != "text" or not isinstance(item, str):
                yield from texts(item)


def shown(body: dict[str, Any]) -> str:
    """Everything a person can read in a message's or view's blocks, in one string."""
    return "\n".join(text for text, _ in texts(body.get("blocks") or []))


def _element(element: dict[str, Any]) -> list[str]:
    buttons = [element]
    if element["type"] == "feedback_buttons":
        buttons = [element["positive_button"], element["negative_button"]]
    elif element["type"] != "button":
        return [f"element {element['type']}"]
    problems = []
    for button in buttons:
        if not 0 < len(button["text"]["text"]) <= 75 or button["text"]["type"] != "plain_text":
            problems.append("button text")
        if not 0 < len(button["value"]) <= 2000:
            problems.append("button value")
        if element["type"] == "feedback_buttons" and not re.fullmatch(r"(up|down):[0-9a-f]{20}", button["value"]):
            problems.append("a feedback value that is no answer id")
    return problems
