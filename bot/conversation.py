"""What a conversation remembers: a small immutable value that every face keeps and none looks into."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

VERSION = 1


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state between two turns; ``Conversation()`` is the start of one."""

    last_question: str = ""

    def dumps(self) -> str:
        """The state as one line of JSON, a few kilobytes at the most."""
        return json.dumps({"version": VERSION, **asdict(self)}, ensure_ascii=False)

    @classmethod
    def loads(cls, text: str) -> Conversation:
        """The state that ``dumps`` wrote; a fresh conversation where it is another version's or damaged."""
        try:
            state = json.loads(text)
            return cls(**{k: v for k, v in state.items() if k != "version"}) if state["version"] == VERSION else cls()
        except (ValueError, TypeError, KeyError):
            return cls()
