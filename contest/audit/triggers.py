"""The statements that make the database itself refuse to change what was recorded.

For the migration: run every statement of the dialect's tuple, in order, after the tables exist.
"""

from __future__ import annotations

import re

NAME = re.compile(r"CREATE TRIGGER (\w+)")

SQLITE = (
    """
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    # The head moves on with each row, but it never goes back and never goes away.
    """
    CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
    WHEN NEW.seq <= OLD.seq OR NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'audit_head only moves forward'); END
    """,
    """
    CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'audit_head only moves forward'); END
    """,
)

SQLITE_DROP = (
    "DROP TRIGGER audit_head_no_delete",
    "DROP TRIGGER audit_head_forward",
    "DROP TRIGGER audit_no_delete",
    "DROP TRIGGER audit_no_update",
)

POSTGRESQL = (
    """
    CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
    """,
    """
    CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
    """,
    """
    CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
    FOR EACH ROW WHEN (NEW.seq <= OLD.seq OR NEW.id <> OLD.id) EXECUTE FUNCTION audit_refuse()
    """,
    """
    CREATE TRIGGER audit_head_no_delete BEFORE DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
    """,
)

POSTGRESQL_DROP = (
    "DROP TRIGGER audit_head_no_delete ON audit_head",
    "DROP TRIGGER audit_head_forward ON audit_head",
    "DROP TRIGGER audit_no_change ON audit",
    "DROP FUNCTION audit_refuse()",
)


def create(dialect: str) -> tuple[str, ...]:
    """The statements that put the triggers in: ``sqlite`` or ``postgresql``."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[dialect]


def drop(dialect: str) -> tuple[str, ...]:
    """The statements that take them out again."""
    return {"sqlite": SQLITE_DROP, "postgresql": POSTGRESQL_DROP}[dialect]


def names(dialect: str) -> set[str]:
    """What the triggers are called."""
    return {found[1] for one in create(dialect) if (found := NAME.search(one))}
