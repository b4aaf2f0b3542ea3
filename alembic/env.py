"""How migrations run: with the product's own engine, so that SQLite is the one the server uses."""

from __future__ import annotations

from alembic import context

from contest.tables import METADATA
from contest.web.database import Database

URL = context.config.get_main_option("sqlalchemy.url") or ""


def run() -> None:
    """Run the migrations in one transaction."""
    database = Database(URL)
    with database.writer.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            # SQLite can't alter most of a table; batches copy it.
            render_as_batch=True,
            compare_type=True,
            # A column type of ours is written as what it stores.
            user_module_prefix="contest.web.database.",
        )
        with context.begin_transaction():
            context.run_migrations()
    database.close()


run()
