"""Starting: a wrong set-up is told in one line that names the variable, within five seconds."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.slack.check import check
from bot.slack.database import open_engine
from bot.slack.errors import SlackSetupError
from bot.slack.settings import Transport, read_settings
from tests.slack.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.slack.harness import ROOT, command, environment


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


Case = tuple[tuple[str, ...], dict[str, str], str]

WRONG_VARIABLES: list[tuple[Transport, dict[str, str], str]] = [
    ("socket", {"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
    ("socket", {"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN"),
    ("socket", {"SLACK_BOT_TOKEN": APP_TOKEN}, "SLACK_BOT_TOKEN must start with xoxb-, not xapp-"),
    ("socket", {"SLACK_APP_TOKEN": BOT_TOKEN}, "SLACK_APP_TOKEN must start with xapp-, not xoxb-"),
    ("socket", {"ARTICLE_BOT_RETENTION_DAYS": "soon"}, "ARTICLE_BOT_RETENTION_DAYS"),
    ("socket", {"SLACK_API_URL": "slack.com"}, "SLACK_API_URL"),
    ("http", {"SLACK_SIGNING_SECRET": " "}, "SLACK_SIGNING_SECRET"),
    ("http", {"SLACK_CLIENT_ID": "1.2"}, "SLACK_CLIENT_SECRET"),
]
WRONG: list[Case] = [
    ((), {"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
    ((), {"SLACK_BOT_TOKEN": "xoxb-unknown"}, "SLACK_BOT_TOKEN was refused by Slack (invalid_auth)"),
    ((), {"SLACK_APP_TOKEN": "xapp-unknown"}, "SLACK_APP_TOKEN was refused by Slack (invalid_auth)"),
    (("--http",), {"SLACK_API_URL": "http://127.0.0.1:9/api"}, "SLACK_API_URL"),
    ((), {"ARTICLE_BOT_DATABASE_URL": "sqlite:////proc/none/x.db"}, "ARTICLE_BOT_DATABASE_URL"),
    ((), {"ARTICLE_BOT_DATABASE_URL": "postgresql://u:canarypass@127.0.0.1:9/x"}, "ARTICLE_BOT_DATABASE_URL"),
    (("--article", "/nowhere.txt"), {}, "/nowhere.txt"),
]


@pytest.fixture(scope="module")
def limit() -> float:
    """Five seconds, or more where this machine is so busy that loading the program alone takes long."""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", "import bot.slack.run"], cwd=ROOT, check=True)
    return max(5.0, 4 * (time.monotonic() - started))


@pytest.mark.parametrize(("transport", "env", "said"), WRONG_VARIABLES, ids=lambda value: str(value)[:40])
def test_a_wrong_variable_is_named(transport: Transport, env: dict[str, str], said: str) -> None:
    good = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": "x"}
    assert read_settings(transport, good)
    with pytest.raises(SlackSetupError) as told:
        read_settings(transport, {**good, **env})
    assert said in str(told.value) and "canary" not in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite+nothing:///x"])
def test_a_database_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(SlackSetupError, match="ARTICLE_BOT_DATABASE_URL"):
        open_engine(url)


def test_a_wrong_set_up_is_told_in_one_line_within_five_seconds(slack: FakeSlack, tmp_path: Path, limit: float) -> None:
    def start(case: Case) -> list[str]:
        args, env, said = case
        started = time.monotonic()
        ended = command("slack", *args, env=environment(slack, f"sqlite:///{tmp_path}/x.db", **env))
        lines = ended.stderr.strip().splitlines()
        wrong = [f"{said}: slow"] if time.monotonic() - started > limit else []
        wrong += ["exit code 0"] if ended.returncode == 0 else []
        if len(lines) != 1 or said not in lines[0] or "canary" in ended.stderr or ended.stdout:
            wrong.append(f"{said!r} expected: {ended.stderr}{ended.stdout}")
        return wrong

    with ThreadPoolExecutor(2) as pool:
        assert [wrong for wrongs in pool.map(start, WRONG) for wrong in wrongs] == []


def test_a_slack_that_does_not_answer_is_told_in_time(slack: FakeSlack, tmp_path: Path, limit: float) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        env = environment(
            slack, f"sqlite:///{tmp_path}/x.db", SLACK_API_URL=f"http://127.0.0.1:{silent.getsockname()[1]}"
        )
        started = time.monotonic()
        ended = command("slack", env=env)
        assert time.monotonic() - started < limit
        assert ended.returncode == 1 and "cannot be reached" in ended.stderr


def test_a_port_that_is_taken_is_told(slack: FakeSlack, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = command("slack", "--http", "--port", port, env=environment(slack, f"sqlite:///{tmp_path}/x.db"))
    assert ended.returncode == 1 and f"cannot listen on 127.0.0.1:{port}" in ended.stderr


def test_a_missing_extra_is_one_line_that_names_it(slack: FakeSlack, tmp_path: Path) -> None:
    (tmp_path / "psycopg.py").write_text("raise ModuleNotFoundError('psycopg')")
    env = environment(slack, "postgresql://x@127.0.0.1/y")
    ended = command("slack", env={**env, "PYTHONPATH": f"{tmp_path}:{env['PYTHONPATH']}"})
    assert ended.returncode == 2
    assert ended.stderr.strip().splitlines() == [
        "article-bot: PostgreSQL needs the extra 'postgres': pip install 'article-bot[postgres]'"
    ]


def test_check_says_what_is_right_and_what_to_fix(slack: FakeSlack, tmp_path: Path) -> None:
    env = environment(slack, f"sqlite:///{tmp_path}/x.db")
    good = command("slack", "--check", env=env)
    assert good.returncode == 0 and "FIX" not in good.stdout and "every scope" in good.stdout
    slack.scopes = "chat:write"
    wrong = command("slack", "--check", env={**env, "SLACK_APP_TOKEN": "xapp-unknown"})
    assert wrong.returncode == 1 and "FIX  the token lacks app_mentions:read, im:history" in wrong.stdout
    assert "FIX  SLACK_APP_TOKEN was refused" in wrong.stdout and "canary" not in wrong.stdout


def test_check_names_every_wrong_variable_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("socket", {"SLACK_BOT_TOKEN": "xapp-1"}) == 1
    assert [line[:4] for line in capsys.readouterr().out.splitlines()] == ["FIX ", "FIX "]


def test_the_package_loads_without_bolt_and_sqlalchemy() -> None:
    look = "import bot, bot.slack.commands, sys; print({'slack_bolt', 'sqlalchemy', 'slack_sdk'} & set(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True)
    assert ended.stdout.strip() == "set()", ended.stderr
