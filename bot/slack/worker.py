"""From an accepted question to its posted answer: each lane in order, all lanes side by side."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from slack_sdk import WebClient

from bot.article_bot import ArticleBot, Turn
from bot.conversation.state import Conversation
from bot.slack.logs import log_incident
from bot.slack.posting import Outcome, Posted, Refused, TryAgain, already_posted, post, respond
from bot.slack.retention import expire
from bot.slack.store import Job, Store
from bot.slack.views.reply import INCIDENT, SHARE_FAILED, Message, notice, reply

THREADS = 16
MAX_ATTEMPTS = 8
MAIN_BOX_SECONDS = 30 * 60  # how long a direct message's main box goes on with its latest conversation
SWEEP_SECONDS = 0.5
DATABASE_DOWN_SECONDS = 5.0
EXPIRE_SECONDS = 600.0
STOP_SECONDS = 10.0

log = logging.getLogger("bot.slack.worker")

TeamClient = Callable[[str, "str | None"], "tuple[WebClient, str | None] | None"]  # → client and our user id there


class Worker:
    """Answers what the inbox holds. ``wake`` a lane when something was put into it; the sweep finds the rest."""

    def __init__(self, bot: ArticleBot, store: Store, clients: TeamClient, retention_days: float) -> None:
        self._bot = bot
        self._store = store
        self._clients = clients
        self._retention_days = retention_days
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="answer")
        self._awake: set[str] = set()
        self._guard = threading.Lock()
        self._stopping = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="sweep", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier process left."""
        self._sweeper.start()

    def stop(self) -> None:
        """Finish what is in hand; what is not begun stays in the inbox for the next start."""
        self._stopping.set()
        self._sweeper.join(STOP_SECONDS)
        self._pool.shutdown(wait=False, cancel_futures=True)
        end = time.monotonic() + STOP_SECONDS
        while self._awake and time.monotonic() < end:
            time.sleep(0.02)

    def wake(self, lane: str) -> None:
        """Answer what waits in a lane, soon."""
        with self._guard:
            if lane in self._awake or self._stopping.is_set():
                return
            self._awake.add(lane)
            self._pool.submit(self._work_off, lane)

    def _work_off(self, lane: str) -> None:
        again = False
        try:
            while not self._stopping.is_set() and (job := self._store.claim(lane)) is not None:
                again = True
                self._answer(job)
        except Exception as error:  # the database: the sweep comes back to it
            log_incident(log, "a lane could not be worked off", error)
            again = False
        finally:
            with self._guard:
                self._awake.discard(lane)
        if again:
            self.wake(lane)  # something may have come in between the last look and now

    def _answer(self, job: Job) -> None:
        started = time.monotonic()
        found = self._clients(job.team, job.enterprise)
        if found is None:
            self._drop(job, "no installation for the workspace")
            return
        client, bot_user = found
        if job.unsure and job.kind == "message" and already_posted(client, job, bot_user):
            _, status, conversation = self._compose(job)
            self._store.finish(job, status=status, question=job.text, conversation=conversation)
            log.info("team=%s channel=%s was already answered before the restart", job.team, job.channel)
            return
        message, status, conversation = self._compose(job)
        outcome = self._deliver(client, job, message)
        match outcome:
            case Posted():
                self._store.finish(job, status=status, question=job.text, conversation=conversation)
                spent = (time.monotonic() - started) * 1000
                log.info("team=%s channel=%s %s %s in %.0f ms", job.team, job.channel, job.kind, status, spent)
            case TryAgain() if job.attempts < MAX_ATTEMPTS:
                wait = outcome.wait if outcome.wait is not None else min(2.0 ** (job.attempts - 1), 30.0)
                self._store.release(job, wait=wait, unsure=outcome.unsure)
            case TryAgain() | Refused():
                self._drop(job, outcome.code)

    def _compose(self, job: Job) -> tuple[Message, str, str | None]:
        try:
            turn = self._turn(job)
            message = reply(
                turn.answer,
                job.answer_id,
                url=self._bot.article.url,
                echo=job.text if job.echo else None,
                share=job.text if job.kind == "ephemeral" else None,
            )
            return message, turn.answer.status, turn.conversation.dumps() if job.kind == "message" else None
        except Exception as error:
            incident = log_incident(log, "a question could not be answered", error)
            return notice(INCIDENT.format(id=incident)), "error", None

    def _turn(self, job: Job) -> Turn:
        if job.kind != "message":
            return self._bot.turn(job.text)
        state = self._store.conversation(job.team, job.channel, job.thread)
        if state is None and job.direct and job.thread == job.ts and not self._bot.stands_alone(job.text):
            state = self._store.latest_conversation(job.team, job.channel, MAIN_BOX_SECONDS)
        return self._bot.turn(job.text, Conversation.loads(state) if state else None)

    def _deliver(self, client: WebClient, job: Job, message: Message) -> Outcome:
        if job.kind == "message":
            return post(client, job, message)
        return respond(job.response_url or "", message, in_channel=job.kind == "share")

    def _drop(self, job: Job, code: str) -> None:
        log.error("team=%s channel=%s: no answer after %d attempts: %s", job.team, job.channel, job.attempts, code)
        if job.kind == "share" and job.response_url:
            respond(job.response_url, notice(SHARE_FAILED))
        self._store.give_up(job)

    def _sweep(self) -> None:
        next_expiry = 0.0
        while not self._stopping.is_set():
            try:
                for lane in self._store.waiting_lanes():
                    self.wake(lane)
                if time.monotonic() >= next_expiry:
                    next_expiry = time.monotonic() + EXPIRE_SECONDS
                    expire(self._store, self._retention_days)
            except Exception as error:
                log_incident(log, "the inbox could not be read", error)
                self._stopping.wait(DATABASE_DOWN_SECONDS)
            self._stopping.wait(SWEEP_SECONDS)
