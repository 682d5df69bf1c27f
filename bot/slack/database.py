"""Opening the database: an SQLite file by default, PostgreSQL by URL."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url

from bot.slack.errors import MissingExtraError, SlackSetupError
from bot.slack.schema import prepare

BUSY_SECONDS = 10


def open_engine(url: str) -> Engine:
    """The database at ``url``, with its tables as this version wants them. Raises SlackSetupError."""
    try:
        parsed = make_url(url)
    except sa.exc.ArgumentError:
        raise SlackSetupError("ARTICLE_BOT_DATABASE_URL is no database address, like sqlite:///slack.db") from None
    try:
        engine = _open(parsed)
        prepare(engine)
    except sa.exc.NoSuchModuleError:
        raise SlackSetupError("ARTICLE_BOT_DATABASE_URL must start with sqlite:/// or postgresql://") from None
    except (sa.exc.DBAPIError, OSError) as error:
        cause = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or type(error).__name__)
        first = cause.strip().splitlines()[0] if cause.strip() else "unknown"
        if parsed.password:
            first = first.replace(str(parsed.password), "***")
        raise SlackSetupError(f"ARTICLE_BOT_DATABASE_URL: the database cannot be used: {first}") from None
    return engine


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address, None for any other and for memory."""
    parsed = make_url(url)
    name = parsed.database
    return Path(name) if parsed.get_backend_name() == "sqlite" and name and name != ":memory:" else None


def _open(url: URL) -> Engine:
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "postgresql":
        try:
            # hide_parameters: an error's text would carry people's messages into the log
            return sa.create_engine(
                url, hide_parameters=True, pool_pre_ping=True, pool_size=8, connect_args={"connect_timeout": 3}
            )
        except ModuleNotFoundError:
            raise MissingExtraError("PostgreSQL", "postgres") from None
    if url.get_backend_name() != "sqlite":
        raise SlackSetupError("ARTICLE_BOT_DATABASE_URL must start with sqlite:/// or postgresql://")
    if (path := sqlite_file(url.render_as_string(hide_password=False))) is not None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # SQLite gives its -wal and -shm the same mode
        with suppress(OSError):
            path.chmod(0o600)
    engine = sa.create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us: the driver's own begin too late
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")  # a killed process loses nothing, a power cut the last moments
