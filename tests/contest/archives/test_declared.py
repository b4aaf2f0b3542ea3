"""Every table is declared: what of it leaves, or why nothing does. Whoever adds one has to say so."""

from __future__ import annotations

import re

from sqlalchemy import Column, Integer, MetaData, Table

from contest.archives.declared import NOT_SECRET, NUMBERED, OUT, PARTS, SECRET_WORDS, undeclared
from contest.archives.shapes import fields, kind_of, ordered, table_of
from contest.tables import METADATA

#: Ends of the names of columns that hold a staff member's id; those that only sound so.
STAFF = re.compile(r"(_by|by_staff|^author|^approver|^reviewer)$")
NO_STAFF = {"roster_member.came_by"}


def test_every_table_is_declared_once() -> None:
    assert undeclared(METADATA.tables) == set()
    assert PARTS.keys() | OUT.keys() == METADATA.tables.keys()
    assert not PARTS.keys() & OUT.keys()
    assert all(OUT.values())


def test_a_new_table_has_to_be_declared() -> None:
    more = MetaData()
    Table("gift", more, Column("id", Integer, primary_key=True))
    assert undeclared({**METADATA.tables, **more.tables}) == {"gift"}


def test_what_is_declared_is_there() -> None:
    for name, part in PARTS.items():
        columns = table_of(name).columns
        assert {*part.by, *part.kept_back, *part.texts, *part.staff} <= set(columns.keys()), name
        assert all(columns[one].foreign_keys for one in part.by), name
        assert all(next(iter(columns[one].foreign_keys)).column.table.name in PARTS for one in part.by), name


def test_nothing_secret_leaves() -> None:
    leaving = {f"{table.name}.{one.name}" for table in ordered() for one in fields(table)}
    secret = {one for one in leaving if any(word in one.partition(".")[2] for word in SECRET_WORDS)}
    assert secret == NOT_SECRET.keys()


def test_rows_point_at_nothing_that_stays() -> None:
    for table in ordered():
        kept_back = PARTS[table.name].kept_back
        for column in table.columns:
            for key in column.foreign_keys:
                assert key.column.table.name in PARTS or column.name in kept_back, column


def test_whoever_did_something_is_named() -> None:
    for table in ordered():
        told = {column.name for column in table.columns if STAFF.search(column.name)}
        told -= {name for name in told if f"{table.name}.{name}" in NO_STAFF}
        assert told <= set(PARTS[table.name].staff), table.name


def test_tables_with_numbers_of_a_server_are_known() -> None:
    numbered = {table.name for table in ordered() if table.autoincrement_column is not None}
    assert numbered == set(NUMBERED)


def test_every_column_has_a_kind() -> None:
    assert all(kind_of(column) for table in ordered() for column in table.columns)
