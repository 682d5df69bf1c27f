"""The app's tables, and bringing a database to the form this version reads and writes."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.slack.errors import SlackSetupError

VERSION = 1
UPGRADES: dict[int, tuple[str, ...]] = {}  # version → the statements that lead to it from the one before

METADATA = sa.MetaData()

SCHEMA = sa.Table(
    "article_bot_schema",
    METADATA,
    sa.Column("version", sa.Integer, primary_key=True),
)

INBOX = sa.Table(  # every question accepted: work to do while "new" or "claimed", then what tells a duplicate
    "article_bot_inbox",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("key", sa.String(255), nullable=False, unique=True),
    sa.Column("event_id", sa.String(255), unique=True),
    sa.Column("lane", sa.String(255), nullable=False),  # one lane's questions are answered one after another
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("team", sa.String(64), nullable=False),
    sa.Column("enterprise", sa.String(64)),
    sa.Column("channel", sa.String(64), nullable=False),
    sa.Column("thread", sa.String(64), nullable=False),
    sa.Column("ts", sa.String(64), nullable=False),
    sa.Column("text", sa.Text, nullable=False),  # emptied once answered
    sa.Column("response_url", sa.Text),  # emptied once answered
    sa.Column("echo", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),  # new, claimed, done, failed
    sa.Column("owner", sa.String(64)),
    sa.Column("due", sa.Float, nullable=False),  # not to be taken before; of a claimed one, the end of its lease
    sa.Column("unsure", sa.Boolean, nullable=False),  # may have been posted without our knowing
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.Index("article_bot_inbox_state", "state", "due"),
    sa.Index("article_bot_inbox_lane", "lane", "state"),
)

CONVERSATIONS = sa.Table(
    "article_bot_conversations",
    METADATA,
    sa.Column("team", sa.String(64), primary_key=True),
    sa.Column("channel", sa.String(64), primary_key=True),
    sa.Column("thread", sa.String(64), primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("updated_at", sa.Float, nullable=False),
    sa.Index("article_bot_conversations_updated", "team", "channel", "updated_at"),
)

ANSWERS = sa.Table(
    "article_bot_answers",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("team", sa.String(64), nullable=False),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("question", sa.Text),  # only where the operator turned that on
    sa.Column("created_at", sa.Float, nullable=False),
)

FEEDBACK = sa.Table(
    "article_bot_feedback",
    METADATA,
    sa.Column("answer_id", sa.String(32), primary_key=True),
    sa.Column("voter", sa.String(32), primary_key=True),  # a hash: enough to count a person once
    sa.Column("team", sa.String(64), nullable=False),
    sa.Column("vote", sa.String(8), nullable=False),
    sa.Column("voted_at", sa.Float, nullable=False),
)


def prepare(engine: Engine, target: int = VERSION, upgrades: dict[int, tuple[str, ...]] = UPGRADES) -> None:
    """Create the tables in an empty database, upgrade older ones; replicas starting together take turns."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('article_bot_schema'))"))
        current = _current(connection)
        if current is None:
            METADATA.create_all(connection)
            connection.execute(SCHEMA.insert().values(version=target))
            return
        if current > target:
            raise SlackSetupError(
                f"the database was written by a newer article-bot (schema {current}, this one reads {target}): upgrade"
            )
        for version in range(current + 1, target + 1):
            for statement in upgrades[version]:
                connection.execute(sa.text(statement))
        if current < target:
            connection.execute(SCHEMA.update().values(version=target))


def _current(connection: Connection) -> int | None:
    if not sa.inspect(connection).has_table(SCHEMA.name):
        return None
    return connection.execute(sa.select(sa.func.max(SCHEMA.c.version))).scalar()
