"""SQL of making contests: what banks there are, and taking a whole contest out of the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Column, ColumnElement, Table, and_, delete, select
from sqlmodel import Session, SQLModel, col

from questions.models import Bank, Topic

#: The longest list of ids in one statement.
MOST_AT_ONCE = 500


def banks(db: Session) -> list[tuple[str, str]]:
    """(slug, name) of every bank, by name."""
    return [
        (slug, name)
        for slug, name in db.connection().execute(
            select(col(Bank.slug), col(Bank.name)).order_by(col(Bank.name))
        )
    ]


def bank_id(db: Session, slug: str) -> str:
    """The public id of a bank; "" for none: a form may say anything."""
    found = db.connection().execute(select(col(Bank.public_id)).where(col(Bank.slug) == slug))
    return found.scalar_one_or_none() or ""


def topic_names(db: Session, slugs: Collection[str]) -> dict[str, str]:
    """Slug → name of these topics."""
    found = db.connection().execute(
        select(col(Topic.slug), col(Topic.name)).where(col(Topic.slug).in_(slugs))
    )
    return {row.slug: row.name for row in found}


# --- removal --------------------------------------------------------------------------------------


def ids_below(
    db: Session, table: str, column: str, parents: Collection[str], limit: int | None = None
) -> list[str]:
    """Ids of a table's rows that point at these parents."""
    found = _table(table)
    statement = select(found.c.id).where(found.c[column].in_(parents)).order_by(found.c.id)
    return list(db.connection().execute(statement.limit(limit)).scalars())


def rulesets_of(db: Session, campaign_id: str) -> list[str]:
    """The rulesets that a campaign's rounds are under."""
    rounds = _table("round")
    found = select(rounds.c.ruleset_id).where(rounds.c.campaign_id == campaign_id).distinct()
    return list(db.connection().execute(found).scalars())


def remove(db: Session, table: str, ids: Collection[str]) -> None:
    """Delete rows with everything that points at them, whichever feature it belongs to.

    The tables know what points where: a new feature's rows go too without being named here. A table
    that points at itself holds no part of the contest by that; such references are left to the caller.
    """
    ordered = sorted(ids)
    for start in range(0, len(ordered), MOST_AT_ONCE):
        _remove(db, _table(table), ordered[start : start + MOST_AT_ONCE])
    db.expire_all()


def _remove(db: Session, table: Table, ids: list[str]) -> None:
    for child, column in _pointing_at(table):
        if any(True for _ in _pointing_at(child)):
            _remove_below(db, child, column, ids)
        else:
            _run(db, child, column.in_(ids))
    _run(db, table, table.c.id.in_(ids))


def _remove_below(db: Session, child: Table, column: Column[str], ids: list[str]) -> None:
    while found := list(
        db.connection().execute(select(child.c.id).where(column.in_(ids)).limit(MOST_AT_ONCE)).scalars()
    ):
        _remove(db, child, found)


def _run(db: Session, table: Table, condition: ColumnElement[bool]) -> None:
    db.connection().execute(delete(table).where(condition))


def drop_unused(db: Session, rulesets: Collection[str]) -> None:
    """Delete those of these rulesets that nothing points at: no round, no change of a round's rules."""
    table = _table("ruleset")
    unused = [
        ~select(column).where(column == table.c.id).correlate(table).exists()
        for _, column in _pointing_at(table)
    ]
    _run(db, table, and_(table.c.id.in_(rulesets), *unused))


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def _pointing_at(table: Table) -> Iterator[tuple[Table, Column[str]]]:
    """(table, column) of every reference to ``table`` from another one, in a fixed order."""
    for other in SQLModel.metadata.sorted_tables:
        for column in other.columns:
            if other is not table and any(key.column.table is table for key in column.foreign_keys):
                yield other, column
