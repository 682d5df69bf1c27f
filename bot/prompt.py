"""The conversation on a terminal that can do more: line editing, history, completion, styles.

NLTK and NumPy take most of a second to import. So the prompt comes first, and the article is read in a thread
while the person types; title and sample questions then appear above the prompt.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app, run_in_terminal
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console

from bot.repl import PROMPT, open_talk
from bot.talk import COMMANDS, Quit, Talk, section_names
from bot.terminal import BLANK, show

PLACEHOLDER = "Ask about the article, or /help"


def talk_at_prompt(article: str | None) -> None:
    """Talk until the person leaves. Raises UnreadableError as soon as the article turns out to be none."""
    console = Console(highlight=False)
    opening = _Opening(article, console)
    session: PromptSession[str] = PromptSession(
        PROMPT,
        placeholder=lambda: [] if get_app().is_done else [("ansibrightblack", PLACEHOLDER)],
        history=open_history(),
        completer=_Completer(opening),
        reserve_space_for_menu=4,
    )
    session.app.after_render += lambda _: opening.start(session)
    with suppress(Quit, EOFError):
        while True:
            try:
                if opening.done():
                    opening.talk()
                text = session.prompt()
                if text.strip():
                    show([*opening.talk().take(text), BLANK], console)
            except KeyboardInterrupt:
                continue


class _Opening:
    """An article that is being read in a thread. All but the reading happens in the thread of the prompt."""

    def __init__(self, article: str | None, console: Console) -> None:
        self._article = article
        self._console = console
        self._future: Future[Talk] = Future()
        self._thread: threading.Thread | None = None
        self._greeted = False

    def start(self, session: PromptSession[str]) -> None:
        """Start reading, unless that was done before."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._read, args=(session,), daemon=True)
            self._thread.start()

    def _read(self, session: PromptSession[str]) -> None:
        try:
            self._future.set_result(open_talk(self._article))
        except Exception as error:
            self._future.set_exception(error)
        app = session.app
        with suppress(RuntimeError):  # the loop is closed between two prompts; the next one looks by itself
            if app.loop is not None:
                app.loop.call_soon_threadsafe(self._arrived, session, context=app.context)

    def _arrived(self, session: PromptSession[str]) -> None:
        error = self._future.exception()
        if not session.app.is_running:
            return
        if error is None:
            run_in_terminal(self.talk)
        else:
            session.app.exit(exception=error)

    def done(self) -> bool:
        """Whether the article was read, or could not be."""
        return self._future.done()

    def section_names(self) -> list[str]:
        """The names that /section takes; none until the article was read."""
        if not self.done() or self._future.exception():
            return []
        return section_names(self._future.result().bot.article)

    def talk(self) -> Talk:
        """The conversation; waits for it, and says hello the first time. Raises what went wrong in the thread."""
        if not self.done():
            with self._console.status("Reading the article…"):
                self._future.result()
        talk = self._future.result()
        if not self._greeted:
            self._greeted = True
            show([*talk.banner(), BLANK], self._console)
        return talk


class _Completer(Completer):
    """Completes slash-commands, and section names after /section."""

    def __init__(self, opening: _Opening) -> None:
        self._opening = opening

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What the text before the cursor may become."""
        text = document.text_before_cursor
        command, space, name = text.partition(" ")
        if command == "/section" and space:
            for full in self._opening.section_names():
                if name.casefold().lstrip() in full.casefold():
                    yield Completion(full, start_position=-len(name))
        elif not space and text.startswith("/"):
            for known, about in COMMANDS.items():
                if known.startswith(text):
                    yield Completion(known, start_position=-len(text), display_meta=about.summary)


class _QuietHistory(FileHistory):
    """A history file that nobody is bothered about when it cannot be read or written."""

    def load_history_strings(self) -> Iterable[str]:
        """Earlier lines, newest first; none where the file cannot be read."""
        with suppress(OSError):
            yield from super().load_history_strings()

    def store_string(self, string: str) -> None:
        """Append a line to the file if that can be done."""
        with suppress(OSError, UnicodeError):
            super().store_string(string)


def open_history() -> History:
    """The person's earlier lines, from a private file in their data folder; in memory where there can be none."""
    from platformdirs import user_data_path

    try:
        folder = user_data_path("article-bot", appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path: Path = folder / "history"
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))
    except OSError:
        return InMemoryHistory()
    return _QuietHistory(str(path))
