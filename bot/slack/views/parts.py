"""The pieces every view is made of. Foreign text goes into literal elements only: nothing in it is ever markup."""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]

MESSAGE_TEXT = 3000  # of the plain text that stands in for the blocks; Slack's own limit is 40 000
BUTTON_TEXT = 75  # https://docs.slack.dev/reference/block-kit/block-elements/button-element
BUTTON_VALUE = 2000


def cut(text: str, limit: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def escape(text: str) -> str:
    """Text for a mrkdwn field, its three special characters written as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def message_text(text: str) -> str:
    """A message's ``text`` field: what notifications and screen readers say."""
    shown = cut(text, MESSAGE_TEXT)
    while len(escape(shown)) > MESSAGE_TEXT:
        shown = cut(shown, len(shown) - max(1, (len(escape(shown)) - MESSAGE_TEXT) // 5))
    return escape(shown)


def literal(text: str, **style: bool) -> Block:
    """A rich-text element that shows exactly this text."""
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def link(label: str, url: str) -> Block:
    """A rich-text link."""
    return {"type": "link", "text": label, "url": url}


def section(*elements: Block) -> Block:
    """A rich-text paragraph."""
    return {"type": "rich_text_section", "elements": list(elements)}


def quote(text: str) -> Block:
    """A rich-text quotation."""
    return {"type": "rich_text_quote", "elements": [literal(text)]}


def bullets(items: list[str]) -> Block:
    """A rich-text list."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(literal(item)) for item in items]}


def rich_text(*parts: Block, block_id: str | None = None) -> Block:
    """One block of rich text."""
    return {"type": "rich_text", **({"block_id": block_id} if block_id else {}), "elements": list(parts)}


def plain(text: str, limit: int) -> Block:
    """A plain-text object; never empty, emoji codes left as they are."""
    return {"type": "plain_text", "text": cut(text.strip(), limit) or "…", "emoji": False}


def button(label: str, action_id: str, value: str) -> Block:
    """A button."""
    return {
        "type": "button",
        "action_id": action_id,
        "text": plain(" ".join(label.split()), BUTTON_TEXT),
        "value": value[:BUTTON_VALUE] or "-",
    }


def actions(buttons: list[Block]) -> list[Block]:
    """A row of buttons, or nothing."""
    return [{"type": "actions", "elements": buttons}] if buttons else []
