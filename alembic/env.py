"""How migrations run: with the product's own engine, so that SQLite is the one the server uses."""

from __future__ import annotations

from contextlib import closing

from alembic import context
from sqlalchemy import Connection

from contest.tables import METADATA
from contest.web.database import Database

URL = context.config.get_main_option("sqlalchemy.url") or ""


def _let_copy(connection: Connection) -> None:
    """SQLite copies a table to change it, and would refuse to drop one that others refer to."""
    if connection.dialect.name == "sqlite":
        # On the bare connection: inside a transaction the pragma does nothing.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF").close()


def _check_references(connection: Connection) -> None:
    """Nothing is left that refers to nothing; else all of it is taken back."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"rows refer to rows that are gone: {broken[:5]}")


def migrate(connection: Connection) -> None:
    """Run the migrations in one transaction: the caller's, where one has begun."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        # SQLite can't alter most of a table; batches copy it.
        render_as_batch=True,
        compare_type=True,
        # A column type of ours is written as what it stores.
        user_module_prefix="contest.web.database.",
    )
    _let_copy(connection)
    with context.begin_transaction():
        context.run_migrations()
        _check_references(connection)


def run() -> None:
    """On the connection that was given, else on one of our own."""
    given = context.config.attributes.get("connection")
    if given is not None:
        return migrate(given)
    with closing(Database(URL)) as database, database.writer.connect() as connection:
        migrate(connection)


run()
