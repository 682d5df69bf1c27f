"""The app as a real process, started by its own command, and people who talk to it through the fake Slack."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from tests.slack.fake_slack import APP_ID, APP_TOKEN, BOT_TOKEN, BOT_USER, SECRET, TEAM, Call, FakeSlack

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canaryquestion"  # in every question, in no log
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def environment(slack: FakeSlack | None, database: str, **more: str) -> dict[str, str]:
    """What the app is started with: the fake's address and tokens, no proxies."""
    env = {k: v for k, v in os.environ.items() if "proxy" not in k.lower() and not k.startswith(("SLACK_", "ARTICLE_"))}
    env |= {"PYTHONPATH": str(ROOT), "ARTICLE_BOT_DATABASE_URL": database, "PYTHONUNBUFFERED": "1"}
    if slack is not None:
        env |= {"SLACK_API_URL": slack.api_url, "SLACK_BOT_TOKEN": BOT_TOKEN}
        env |= {"SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": SECRET}
    return {**env, **more}


def command(*args: str, env: dict[str, str], timeout: float = 30) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    words = [sys.executable, "-m", "bot", *args]
    return subprocess.run(words, env=env, cwd=ROOT, capture_output=True, text=True, timeout=timeout)


class App:
    """One running app. ``module`` may name another program with the same face, such as the echo bot."""

    def __init__(
        self, slack: FakeSlack, transport: str, database: str, *, module: tuple[str, ...] = ("bot", "slack"), **env: str
    ) -> None:
        self.slack, self.transport, self.database = slack, transport, database
        self.log_file = Path(tempfile.mkstemp(prefix="slack-app-", suffix=".log")[1])
        self._words = [sys.executable, "-m", *module, *(["--http"] if transport == "http" else []), "--port", "0"]
        self._env = environment(slack, database, **env)
        self.port = 0
        self.start()

    def start(self, *, ready: bool = True) -> None:
        self._offset = self.log_file.stat().st_size
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(self._words, env=self._env, cwd=ROOT, stdout=log, stderr=log)
        if ready:
            self.wait_ready()

    def wait_ready(self, timeout: float = 60) -> None:
        end = time.monotonic() + timeout
        while time.monotonic() < end and self.process.poll() is None:
            new = self.log_file.read_bytes()[self._offset :].decode()
            if match := re.search(r"http://127\.0\.0\.1:(\d+)/", new):
                self.port = int(match[1])
                if self.get("/readyz") == 200:
                    return
            time.sleep(0.02)
        raise AssertionError(f"the app is not ready: {self.log()}")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def log(self) -> str:
        return self.log_file.read_text()

    def get(self, path: str) -> int:
        try:
            with DIRECT.open(f"http://127.0.0.1:{self.port}{path}", timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def post(self, body: bytes, headers: dict[str, str], path: str = "/slack/events") -> tuple[int, bytes]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers, method="POST")
        try:
            with DIRECT.open(request, timeout=10) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


def signed(body: bytes, kind: str, *, secret: str = SECRET, timestamp: str | None = None) -> dict[str, str]:
    """The headers Slack sends with a body."""
    timestamp = timestamp if timestamp is not None else str(int(time.time()))
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


class People:
    """What people do in Slack, delivered in the app's transport."""

    def __init__(self, app: App, team: str = TEAM) -> None:
        self.app, self.slack, self.team = app, app.slack, team

    def channel(self, kind: str = "C") -> str:
        return f"{kind}{self.slack.number():08d}"

    def event(self, event: dict[str, Any], *, event_id: str | None = None, retry: int = 0) -> None:
        """Deliver an event and see it acknowledged."""
        payload = {
            "type": "event_callback",
            "team_id": self.team,
            "api_app_id": APP_ID,
            "event_id": event_id or f"Ev{self.slack.number()}",
            "event_time": int(time.time()),
            "event": event,
        }
        self.deliver("events_api", payload, retry)

    def message(
        self, text: str, channel: str, *, ts: str = "", thread: str = "", type: str = "message", **more: Any
    ) -> str:
        """A message of a person; returns its ts. The channel's first letter tells its kind."""
        ts = ts or self.slack.ts()
        kind = {"D": "im", "C": "channel", "G": "group"}[channel[0]]
        event_id, retry = more.pop("event_id", None), more.pop("retry", 0)
        event = {"type": type, "user": "U1", "text": text, "channel": channel, "ts": ts, "channel_type": kind, **more}
        if thread:
            event["thread_ts"] = thread
        event = {k: v for k, v in event.items() if v is not None}
        if type == "app_mention":
            event.pop("channel_type")
        self.event(event, event_id=event_id, retry=retry)
        return ts

    def mention(self, text: str, channel: str, **more: Any) -> str:
        return self.message(f"<@{BOT_USER}> {text}".strip(), channel, type="app_mention", **more)

    def ask_command(self, text: str, channel: str = "C1", **more: Any) -> str:
        url = self.slack.response_url()
        payload = {
            "command": "/ask",
            "text": text,
            "team_id": self.team,
            "channel_id": channel,
            "user_id": "U1",
            "trigger_id": self.slack.trigger(),
            "response_url": url,
            "api_app_id": APP_ID,
            **more,
        }
        self.deliver("slash_commands", payload)
        return str(payload["response_url"])

    def interact(self, payload: dict[str, Any]) -> str:
        """A shortcut or a click; returns its response URL."""
        full = {
            "team": {"id": self.team},
            "user": {"id": "U1"},
            "trigger_id": self.slack.trigger(),
            "response_url": self.slack.response_url(),
            "api_app_id": APP_ID,
            **payload,
        }
        self.deliver("interactive", full)
        return str(full["response_url"])

    def click(self, call: Call, action_id: str, *, which: str = "", user: str = "U1") -> str:
        """Click a button of a message the app sent."""
        element = next(e for b in call.body["blocks"] for e in b.get("elements", []) if e.get("action_id") == action_id)
        value = element[which]["value"] if which else element["value"]
        ephemeral = call.method == "response"
        channel, ts = call.body.get("channel", "C1"), call.ts or self.slack.ts()
        payload: dict[str, Any] = {
            "type": "block_actions",
            "user": {"id": user},
            "channel": {"id": channel},
            "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": ephemeral},
            "actions": [
                {"action_id": action_id, "type": element["type"], "value": value, "action_ts": self.slack.ts()}
            ],
        }
        if not ephemeral:
            payload["message"] = {"ts": ts, "thread_ts": call.body.get("thread_ts"), "user": BOT_USER}
        return self.interact(payload)

    def deliver(self, kind: str, payload: dict[str, Any], retry: int = 0) -> float:
        """Hand a payload over, see it acknowledged, and return the seconds that took."""
        started = time.monotonic()
        if self.app.transport == "socket":
            envelope = self.slack.send(kind, payload, retry)
            return float(self.slack.wait(lambda: self.slack.acks.get(envelope), 5)[0]) - started
        if kind == "events_api":
            body, content = json.dumps(payload).encode(), "application/json"
        else:
            form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content = urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded"
        headers = signed(body, content)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        status, said = self.app.post(body, headers)
        assert status == 200, (status, said)
        return time.monotonic() - started

    def reply(self, channel: str, thread: str, number: int = 1) -> Call:
        """The thread's n-th message from the app."""
        return self.slack.wait(lambda: self.slack.posts(channel, thread)[number - 1 :])[0]

    def response(self, url: str) -> Call:
        return self.slack.wait(lambda: self.slack.responses(url))[0]

    def settle(self) -> None:
        """Let the app finish: a question of its own goes through, and a moment passes."""
        channel = self.channel("D")
        self.reply(channel, self.message(f"settled {CANARY}?", channel))
        time.sleep(0.15)


def gather(people: People, questions: list[tuple[str, str]], timeout: float = 30) -> None:
    """Send (text, channel) messages side by side and wait for their acknowledgements."""
    threads = [threading.Thread(target=people.mention, args=question) for question in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout)
