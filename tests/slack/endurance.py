"""Long trials: ``python -m tests.slack.endurance kills 200`` and ``… soak 5000 200``. The suite runs short forms."""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.slack.database import open_engine
from tests.slack.fake_slack import APP_ID, BOT_USER, TEAM, FakeSlack
from tests.slack.harness import App, People

QUESTIONS = (
    "When did Belgium recognise Kosovo?",
    "How many soldiers?",
    "and Kosovo's?",
    "Who is the ambassador?",
    "why?",
)


@dataclass(frozen=True)
class Trial:
    """What came of a trial; times in seconds."""

    questions: int
    lost: int
    twice: int
    restarts: int = 0
    ack_p50: float = 0.0
    ack_p99: float = 0.0
    reply_p50: float = 0.0
    reply_p99: float = 0.0
    per_second: float = 0.0


class Load:
    """Questions without end, in threads old and new, through whatever socket is open; unacknowledged ones again."""

    def __init__(self, slack: FakeSlack, chance: random.Random) -> None:
        self.slack, self.chance = slack, chance
        self.sent: dict[str, dict[str, Any]] = {}  # ts → payload
        self.envelopes: dict[str, str] = {}  # envelope → ts
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def acknowledged(self) -> set[str]:
        return {self.envelopes[e] for e in list(self.slack.acks) if e in self.envelopes}

    def send_again(self) -> None:
        for ts in sorted(set(self.sent) - self.acknowledged()):
            self._send(ts, retry=1)

    def _run(self) -> None:
        threads: list[tuple[str, str]] = []
        while not self.stopping.wait(self.chance.uniform(0.0, 0.05)):
            if not self.slack.live_sockets() or len(self.sent) - len(self.acknowledged()) > BACKLOG:
                continue  # on a busy machine a start takes long, and what waits for it would grow without end
            ts = self.slack.ts()
            if threads and self.chance.random() < 0.5:
                channel, thread = self.chance.choice(threads[-20:])
            else:
                channel, thread = f"C{self.slack.number():08d}", ts
                threads.append((channel, thread))
            text = f"<@{BOT_USER}> {self.chance.choice(QUESTIONS)}"
            event = {
                "type": "app_mention",
                "user": "U1",
                "text": text,
                "channel": channel,
                "ts": ts,
                "thread_ts": thread,
            }
            self.sent[ts] = {
                "type": "event_callback",
                "team_id": TEAM,
                "api_app_id": APP_ID,
                "event_id": f"Ev{ts}",
                "event": event,
            }
            self._send(ts)

    def _send(self, ts: str, retry: int = 0) -> None:
        try:
            envelope = self.slack.send("events_api", self.sent[ts], retry)
        except (OSError, IndexError):
            return
        self.envelopes[envelope] = ts


def kills(moments: int, database: str, seed: int = 1) -> Trial:
    """Kill the app at random moments under load, its start included, then count."""
    chance = random.Random(seed)
    with FakeSlack() as slack:
        app = App(slack, "socket", database)
        load = Load(slack, chance)
        load.thread.start()
        for _ in range(moments):
            time.sleep(chance.uniform(0.0, 0.6))
            app.kill()
            app.start(ready=False)
            if chance.random() < 0.8:
                app.wait_ready()
                load.send_again()
            else:
                time.sleep(chance.uniform(0.0, 1.0))
        load.stopping.set()
        load.thread.join()
        app.kill()
        app.start()
        while set(load.sent) - load.acknowledged():
            load.send_again()
            time.sleep(3)  # as long as Slack waits before it sends again
        lost, twice = _count(slack, len(load.sent), timeout=90)
        assert app.stop() == 0
        _sound(database)
        return Trial(len(load.sent), lost, twice, moments)


def soak(questions: int, threads: int, database: str, *, module: tuple[str, ...] = ("bot", "slack")) -> Trial:
    """Ask in many threads side by side, the next question of a thread when the last is answered."""
    with FakeSlack() as slack:
        app = App(slack, "socket", database, module=module)
        people = People(app)
        acks: list[float] = []
        replies: list[float] = []
        answered: dict[tuple[str, str], list[float]] = {}
        original = slack.answer

        def noticed(method: str, body: dict[str, Any], token: str) -> Any:
            if method == "chat.postMessage":
                answered.setdefault((body["channel"], body["thread_ts"]), []).append(time.monotonic())
            return original(method, body, token)

        slack.answer = noticed  # type: ignore[method-assign]

        def converse(number: int) -> None:
            for own in range(number, threads, PEOPLE):
                channel, thread = people.channel(), ""
                for turn in range(questions // threads):
                    started = time.monotonic()
                    text = f"<@{BOT_USER}> {QUESTIONS[(own + turn) % len(QUESTIONS)]}"
                    ts = slack.ts()
                    event = {"type": "app_mention", "user": "U1", "text": text, "channel": channel, "ts": ts}
                    event |= {"thread_ts": thread} if thread else {}
                    payload = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{ts}", "event": event}
                    acks.append(people.deliver("events_api", payload))
                    thread = thread or ts
                    key, wanted = (channel, thread), turn + 1
                    slack.wait(lambda key=key, wanted=wanted: len(answered.get(key, ())) >= wanted)
                    replies.append(answered[key][wanted - 1] - started)

        began = time.monotonic()
        workers = [threading.Thread(target=converse, args=(n,)) for n in range(PEOPLE)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        spent = time.monotonic() - began
        time.sleep(0.5)
        asked = questions // threads * threads
        posted = sum(len(times) for times in answered.values())
        ids = Counter(_answer_id(c.body) for c in slack.made("chat.postMessage"))
        app.stop()
        return Trial(
            asked,
            asked - len(replies),
            max(posted - asked, sum(n - 1 for i, n in ids.items() if i)),
            0,
            _quantile(acks, 0.5),
            _quantile(acks, 0.99),
            _quantile(replies, 0.5),
            _quantile(replies, 0.99),
            asked / spent,
        )


PEOPLE = 8
BACKLOG = 100  # questions that nobody has acknowledged yet


def _count(slack: FakeSlack, wanted: int, timeout: float) -> tuple[int, int]:
    """How many questions have no answer, and how many answers came again, once none came for some time."""
    ids: Counter[str] = Counter()
    end = time.monotonic() + timeout
    while len(ids) < wanted and time.monotonic() < end:
        time.sleep(0.2)
        before = len(ids)
        ids = Counter(_answer_id(call.body) for call in slack.made("chat.postMessage") if call.ok)
        if len(ids) > before:
            end = time.monotonic() + timeout
    time.sleep(1)
    ids = Counter(_answer_id(call.body) for call in slack.made("chat.postMessage") if call.ok)
    return wanted - len(ids), sum(n - 1 for n in ids.values())


def _answer_id(body: dict[str, Any]) -> str:
    return str(body.get("metadata", {}).get("event_payload", {}).get("id", ""))


def _sound(database: str) -> None:
    engine = open_engine(database)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"
    engine.dispose()


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _print(name: str, trial: Trial) -> None:
    print(f"{name}: {trial.questions} questions, {trial.lost} lost, {trial.twice} answered twice", end="")
    if trial.restarts:
        print(f", {trial.restarts} kills")
        return
    print(
        f"; ack p50 {trial.ack_p50 * 1000:.1f} ms, p99 {trial.ack_p99 * 1000:.1f} ms; "
        f"reply p50 {trial.reply_p50 * 1000:.1f} ms, p99 {trial.reply_p99 * 1000:.1f} ms; {trial.per_second:.0f}/s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.slack.endurance")
    trials = parser.add_subparsers(dest="trial", required=True)
    one = trials.add_parser("kills")
    one.add_argument("moments", type=int, nargs="?", default=200)
    one.add_argument("--seed", type=int, default=int(time.time()))
    two = trials.add_parser("soak")
    two.add_argument("questions", type=int, nargs="?", default=5000)
    two.add_argument("threads", type=int, nargs="?", default=200)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/slack.db"
        if args.trial == "kills":
            trial = kills(args.moments, database, args.seed)
            _print(f"kill -9, seed {args.seed}", trial)
            raise SystemExit(bool(trial.lost or trial.twice))
        _print("echo bot", soak(args.questions, args.threads, database, module=("tests.slack.echo_bot",)))
        _print("article bot", soak(args.questions, args.threads, database))


if __name__ == "__main__":
    main()
