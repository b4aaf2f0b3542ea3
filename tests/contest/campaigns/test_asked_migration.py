"""Contests that were there before go on asking what they asked, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from contest.campaigns.states import ALL_WAYS
from contest.people.asking import USUAL
from contest.web.database import Database
from tests.questions.test_migration import moved


@pytest.fixture
def upgraded(database_url: str) -> Iterator[Connection]:
    """A database with a contest and somebody in it from before."""
    moved(database_url, "20261126_twice", up=False)
    database = Database(database_url)
    with database.connect() as connection:
        for slug, code_only in (("a", False), ("b", True)):
            connection.execute(
                text(
                    "INSERT INTO campaign"
                    " (id, slug, title, organiser, contact, about, bank_slug,"
                    " is_sample, created_at, code_only)"
                    f" VALUES ('{slug}', '{slug}', 'a', 'a', '', '', 'b', :no, 0, :code_only)"
                ),
                {"no": False, "code_only": code_only},
            )
        connection.execute(
            text("INSERT INTO person (id, name, folded, sort_key) VALUES ('p', 'A', 'a', 'a')")
        )
        connection.execute(
            text(
                "INSERT INTO entry (id, campaign_id, person_id, code_hash, consent_version, consent_at,"
                " consent_publish, guardian_consent, created_at)"
                " VALUES ('e', 'a', 'p', 'x', '1', 0, :no, :no, 0)"
            ),
            {"no": False},
        )
        connection.commit()
    moved(database_url, "head", up=True)
    with database.connect() as connection:
        yield connection
    database.close()


def test_nothing_changes_for_them(upgraded: Connection) -> None:
    rows = upgraded.execute(text("SELECT DISTINCT asks_year, asks_phone, asks_unit FROM campaign")).all()
    assert [tuple(row) for row in rows] == [(USUAL.year, USUAL.phone, USUAL.unit)]
    assert not upgraded.execute(text("SELECT grown FROM entry")).scalar_one()


def test_the_ways_in_stay_what_they_were(upgraded: Connection) -> None:
    found = upgraded.execute(text("SELECT id, ways, class_proof, on_paper FROM campaign ORDER BY id")).all()
    assert [tuple(row) for row in found] == [("a", "form,code", True, False), ("b", "code", True, False)]


def test_back_again_a_contest_of_classes_alone_is_one_of_codes(
    upgraded: Connection, database_url: str
) -> None:
    upgraded.execute(text("UPDATE campaign SET ways = 'class' WHERE id = 'a'"))
    upgraded.execute(text("UPDATE campaign SET ways = 'form,code,class' WHERE id = 'b'"))
    upgraded.commit()
    moved(database_url, "20261126_twice", up=False)
    database = Database(database_url)
    with database.connect() as connection:
        found = connection.execute(text("SELECT id, code_only FROM campaign ORDER BY id")).all()
    database.close()
    assert [(slug, bool(only)) for slug, only in found] == [("a", True), ("b", False)]
    moved(database_url, "head", up=True)


@pytest.mark.parametrize("ways", ALL_WAYS)
def test_every_set_of_ways_is_stored(upgraded: Connection, ways: str) -> None:
    upgraded.execute(text("UPDATE campaign SET ways = :ways"), {"ways": ways})
    upgraded.rollback()


@pytest.mark.parametrize("column", ["asks_year", "asks_phone", "asks_unit", "ways"])
def test_the_database_takes_no_other_word(upgraded: Connection, column: str) -> None:
    with pytest.raises(DBAPIError):
        upgraded.execute(text(f"UPDATE campaign SET {column} = 'always'"))
    upgraded.rollback()
