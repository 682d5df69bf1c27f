"""Fixtures: one fake Slack and one running app in each transport, for all tests that can share them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.slack import endurance
from tests.slack.databases import postgres_server, temporary_postgres
from tests.slack.fake_slack import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack
from tests.slack.harness import CANARY, App, People


def served(tmp: Path, transport: str, **env: str) -> Iterator[People]:
    """The app running; afterwards everything it sent was within limits and nothing private is in its log."""
    with FakeSlack() as slack:
        app = App(slack, transport, f"sqlite:///{tmp / 'slack.db'}", **env)
        try:
            yield People(app)
        finally:
            if app.process.poll() is None:
                assert app.stop() == 0
        assert slack.problems == []
        log = app.log()
        for secret in (BOT_TOKEN, APP_TOKEN, SECRET, CANARY, "canary", "Traceback", "/response/"):
            assert secret not in log, log


@pytest.fixture(scope="session")
def socket_people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    yield from served(tmp_path_factory.mktemp("app"), "socket", ARTICLE_BOT_KEEP_QUESTIONS="1")


@pytest.fixture(scope="session")
def http_people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    yield from served(tmp_path_factory.mktemp("app"), "http", ARTICLE_BOT_KEEP_QUESTIONS="1")


@pytest.fixture(scope="session")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Future[endurance.Trial]:
    """The trial by kill -9, under way while tests that mostly wait are running."""
    database = f"sqlite:///{tmp_path_factory.mktemp('killed') / 'slack.db'}"
    return ThreadPoolExecutor(1).submit(endurance.kills, 10, database, seed=4)


@pytest.fixture(params=["socket", "http"])
def people(request: pytest.FixtureRequest) -> People:
    """The running app in each transport."""
    found: People = request.getfixturevalue(f"{request.param}_people")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'slack.db'}"
        return
    if postgres_server() is None:
        pytest.skip("no PostgreSQL server answers")
    with temporary_postgres() as url:
        yield url


@pytest.fixture
def postgres() -> Iterator[str]:
    if postgres_server() is None:
        pytest.skip("no PostgreSQL server answers")
    with temporary_postgres() as url:
        yield url


@pytest.fixture(scope="module")
def module_postgres() -> Iterator[str]:
    if postgres_server() is None:
        pytest.skip("no PostgreSQL server answers")
    with temporary_postgres() as url:
        yield url
