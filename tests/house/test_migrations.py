"""Tables and migrations say the same, on both databases; every migration goes up, down and up again."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from contest import resources, tables
from contest.tables import METADATA
from contest.web.database import Database
from tests.house import tree


def script() -> ScriptDirectory:
    return ScriptDirectory(str(resources.path("alembic")))


def test_there_is_one_head() -> None:
    assert len(script().get_heads()) == 1


def test_the_migrations_make_the_tables_of_the_code(database: Database) -> None:
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_migrated_database_stands_at_the_head(database: Database) -> None:
    with database.connect() as connection:
        assert MigrationContext.configure(connection).get_current_heads() == tuple(script().get_heads())


def test_every_table_has_a_primary_key(database: Database) -> None:
    found = inspect(database.writer)
    for table in set(found.get_table_names()) - {"alembic_version"}:
        assert found.get_pk_constraint(table)["constrained_columns"], table


def test_both_databases_have_the_same_tables_and_columns(sqlite_url: str, postgresql_url: str) -> None:
    shapes = []
    for url in (sqlite_url, postgresql_url):
        database = Database(url)
        found = inspect(database.writer)
        names = sorted(found.get_table_names())
        shapes.append({name: sorted(column["name"] for column in found.get_columns(name)) for name in names})
        database.close()
    assert shapes[0] == shapes[1]


def test_every_table_of_a_feature_is_known_to_migrations() -> None:
    """`contest.tables` imports them all; a forgotten one would never be made."""
    known = {module.__name__ for module in tables.MODULES}
    for path in (*tree.files("contest", ".py"), *tree.files("questions", ".py")):
        if path.name == "models.py":
            assert ".".join(path.relative_to(tree.ROOT).with_suffix("").parts) in known
