"""A PostgreSQL database of a test's own, where a server answers."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import sqlalchemy as sa

DEFAULT = "postgresql://postgres@127.0.0.1:5432/postgres"


@cache
def postgres_server() -> str | None:
    """The server to test on: ARTICLE_BOT_TEST_POSTGRES, or the one on loopback; None where none answers."""
    url = sa.make_url(os.environ.get("ARTICLE_BOT_TEST_POSTGRES") or DEFAULT).set(drivername="postgresql+psycopg")
    try:
        engine = sa.create_engine(url, connect_args={"connect_timeout": 2})
        with engine.connect():
            pass
    except (sa.exc.SQLAlchemyError, ImportError):
        if os.environ.get("ARTICLE_BOT_TEST_POSTGRES"):
            raise
        return None
    engine.dispose()
    return url.render_as_string(hide_password=False)


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """An empty database, dropped afterwards."""
    url = sa.make_url(postgres_server() or DEFAULT)
    name = f"article_bot_test_{uuid.uuid4().hex[:12]}"
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    try:
        yield url.set(database=name, drivername="postgresql").render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()
