"""The one reply layout: the short answer, the quote, where it stands, two more places, buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import ContextActionsBlock, FeedbackButtonObject, FeedbackButtonsElement

from bot.answer import Answer, Citation
from bot.slack.incoming import ASK_ACTION, FEEDBACK_ACTION, SECTION_ACTION, SHARE_ACTION
from bot.slack.views.parts import Block, actions, button, cut, link, literal, message_text, quote, rich_text, section

HEADLINE, NOTE, QUOTE, MORE_QUOTE, READING_QUOTE, NAME, ECHO = 800, 400, 2000, 700, 400, 120, 300
MAX_NOTES, MAX_MORE, MAX_READINGS, MAX_SUGGESTIONS = 3, 2, 4, 3
CHAT = 3000

HELP = (
    "Ask in a direct message, mention me in a channel, or type /ask. To go on in a channel's thread, "
    "mention me again (where this workspace lets me read threads, just write)."
)
INCIDENT = "Something went wrong on my side and this question has no answer. Please ask again; incident {id}."
SHARE_FAILED = "I could not share this answer here. You can copy it, or ask in the channel."
THANKS = "Thank you, noted."


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: ``text`` is the real answer for notifications and screen readers, escaped once."""

    text: str
    blocks: tuple[Block, ...] = ()


def reply(
    answer: Answer, answer_id: str, *, url: str | None = None, echo: str | None = None, share: str | None = None
) -> Message:
    """The message for an answer. ``echo``: the question to repeat; ``share``: the question a share button holds."""
    blocks = [rich_text(section(literal(cut(f"“{echo}”", ECHO), italic=True)))] if echo else []
    blocks += _BODIES[answer.status](answer, url)
    buttons = _buttons(answer)
    if share is not None and answer.status != "chat":
        buttons.append(button("Share to channel", SHARE_ACTION, share))
    blocks += actions(buttons)
    if answer.status != "chat":
        blocks.append(_feedback(answer_id))
    blocks[0] = {**blocks[0], "block_id": block_id(answer_id)}
    return Message(message_text(answer.text or answer.headline), tuple(blocks))


def block_id(answer_id: str) -> str:
    """What marks a message as the one with this answer."""
    return f"answer:{answer_id}"


def notice(text: str) -> Message:
    """A sentence of our own."""
    return Message(message_text(text))


def _answered(answer: Answer, url: str | None) -> list[Block]:
    first = answer.citations[0] if answer.citations else None
    parts = []
    if first is None or answer.headline.strip() != first.quote.strip():
        parts.append(section(literal(cut(answer.headline, HEADLINE) or "…", bold=True)))
    parts += [section(literal(cut(note, NOTE))) for note in answer.notes[:MAX_NOTES] if note]
    if first is not None:
        parts += _place(first, url, QUOTE)
    return [rich_text(*parts), *_more(answer, url, "Also in the article")]


def _no_answer(answer: Answer, url: str | None) -> list[Block]:
    mark = [{"type": "emoji", "name": "mag"}, literal(" ")]
    parts = [section(*mark, literal(cut(answer.headline, HEADLINE) or "…", bold=True))]
    parts += [section(literal(cut(note, NOTE))) for note in answer.notes[:MAX_NOTES] if note]
    blocks = [rich_text(*parts)]
    if answer.citations:
        label = section(literal("The closest the article says:"))
        blocks.append(rich_text(label, *_place(answer.citations[0], url, QUOTE)))
    return blocks + _can_ask(answer)


def _clarify(answer: Answer, url: str | None) -> list[Block]:
    parts = [section(literal(cut(answer.headline, HEADLINE) or "…", bold=True))]
    parts += [section(literal(cut(note, NOTE))) for note in answer.notes[:MAX_NOTES] if note]
    blocks = [rich_text(*parts)]
    for reading in answer.readings[:MAX_READINGS]:
        head = section(
            literal(cut(reading.label, NAME) or "…", bold=True), literal(f": {cut(reading.answer, MORE_QUOTE)}")
        )
        blocks.append(rich_text(head, *_place(reading.citation, url, READING_QUOTE)))
    if not answer.readings:
        blocks += _more(answer, url, "The article says", skip=0)
    return blocks


def _chat(answer: Answer, url: str | None) -> list[Block]:
    blocks = [rich_text(section(literal(cut(answer.text or answer.headline, CHAT) or "…")))]
    if not answer.question.strip():
        blocks.append(rich_text(section(literal(HELP))))
    return blocks + (_more(answer, url, "In the article", skip=0) if answer.citations else [])


_BODIES = {"answered": _answered, "no_answer": _no_answer, "clarify": _clarify, "chat": _chat}


def _place(citation: Citation, url: str | None, limit: int) -> list[Block]:
    name = cut(citation.section, NAME) or "…"
    where = link(name, url) if url and url.startswith(("https://", "http://")) else literal(name, bold=True)
    return [quote(cut(citation.quote, limit) or "…"), section(literal("Section: "), where)]


def _more(answer: Answer, url: str | None, label: str, skip: int = 1) -> list[Block]:
    places = [part for c in answer.citations[skip : skip + MAX_MORE] for part in _place(c, url, MORE_QUOTE)]
    return [rich_text(section(literal(f"{label}:")), *places)] if places else []


def _can_ask(answer: Answer) -> list[Block]:
    return [rich_text(section(literal("You can ask:")))] if answer.suggestions else []


def _buttons(answer: Answer) -> list[Block]:
    if answer.status == "clarify":
        asked = [(reading.label, reading.question) for reading in answer.readings[:MAX_READINGS]]
    elif answer.status in {"no_answer", "chat"}:
        asked = [(question, question) for question in answer.suggestions[:MAX_SUGGESTIONS]]
    else:
        asked = []
    buttons = [button(label, f"{ASK_ACTION}{i}", question) for i, (label, question) in enumerate(asked)]
    if answer.citations:
        buttons.append(button("Read the section", SECTION_ACTION, str(answer.citations[0].start)))
    return buttons


def _feedback(answer_id: str) -> dict[str, Any]:
    return ContextActionsBlock(
        elements=[
            FeedbackButtonsElement(
                action_id=FEEDBACK_ACTION,
                positive_button=FeedbackButtonObject(
                    text="Helpful", accessibility_label="This answer was helpful", value=f"up:{answer_id}"
                ),
                negative_button=FeedbackButtonObject(
                    text="Not helpful", accessibility_label="This answer was not helpful", value=f"down:{answer_id}"
                ),
            )
        ]
    ).to_dict()
