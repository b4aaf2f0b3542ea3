"""Prizes of before belong to their rounds as they did; going back, those of whole contests go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from contest.web.database import Database
from tests.questions.test_migration import moved

BEFORE = "20261126_sitting"
CONTEST, ROUND, STAFF = "c1aaaaaaaaaaa", "r1aaaaaaaaaaa", "s1aaaaaaaaaaa"
VILLAGE = "u1aaaaaaaaaaa"
CAMPAIGN = (
    "INSERT INTO campaign (id, slug, title, organiser, contact, about, bank_slug, is_sample, created_at)"
    f" VALUES ('{CONTEST}', 'a', 'a', 'a', '', '', 'b', :no, 0)"
)
RULES = f"INSERT INTO ruleset (id, content, sha256, created_at) VALUES ('{ROUND}', '{{}}', 'd', 0)"
WEEK = (
    "INSERT INTO round (id, campaign_id, number, name, opens_at, closes_at, state, ruleset_id, seed,"
    f" seed_commitment) VALUES ('{ROUND}', '{CONTEST}', 1, 'a', 0, 1, 'closed', '{ROUND}', '', '')"
)
UNIT = (
    "INSERT INTO unit (id, name, kind, code, folded, sort_key, open_to_all)"
    f" VALUES ('{VILLAGE}', 'Thôn 1', 'thon', 't1', 'thon 1', '', :yes)"
)


def prizes(whose: str, values: str) -> tuple[str, ...]:
    """A ladder, a decision, a list with a certificate, each belonging to what ``whose`` names."""
    return (
        f"INSERT INTO prize_ladder ({whose}, version, content, changed_by, changed_at)"
        f" VALUES ({values}, 3, '{{}}', '{STAFF}', 7)",
        f"INSERT INTO tie_decision (id, {whose}, tie_key, board, way, keep_lower, drawn, reason, witness,"
        f" decided_by, decided_at) VALUES (:id, {values}, 'k', 'people', 'equal', :yes, '[]', '', '',"
        f" '{STAFF}', 8)",
        f"INSERT INTO prize_list (id, {whose}, number, content, sha256, reason, issued_by, issued_at)"
        f" VALUES (:id, {values}, 1, '{{}}', 'd', '', '{STAFF}', 9)",
        f"INSERT INTO prize_certificate (code, list_id, serial, unit_id) VALUES (:id, :id, 1, '{VILLAGE}')",
    )


def run(connection: Connection, statements: tuple[str, ...], id: str) -> None:
    for statement in statements:
        names = {"id": id, "yes": True, "no": False}
        connection.execute(text(statement), {name: names[name] for name in names if f":{name}" in statement})
    connection.commit()


@pytest.fixture
def upgraded(database_url: str) -> Iterator[Connection]:
    """A database with prizes of before the migration."""
    moved(database_url, BEFORE, up=False)
    database = Database(database_url)
    with database.connect() as connection:
        setup = (CAMPAIGN, RULES, WEEK, UNIT, *prizes("round_id", f"'{ROUND}'"))
        run(connection, setup, "x1aaaaaaaaaaa")
    moved(database_url, "head", up=True)
    with database.connect() as connection:
        yield connection
    database.close()


def rows(connection: Connection, table: str, columns: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM {table}"))]


WHOSE = "occasion_id, round_id, campaign_id"


def test_what_there_was_belongs_to_its_round(upgraded: Connection) -> None:
    own = (ROUND, ROUND, None)
    assert rows(upgraded, "prize_ladder", f"{WHOSE}, version, changed_at") == [(*own, 3, 7)]
    assert rows(upgraded, "tie_decision", f"{WHOSE}, keep_lower, decided_at") == [(*own, True, 8)]
    assert rows(upgraded, "prize_list", f"{WHOSE}, number, issued_at") == [(*own, 1, 9)]
    assert rows(upgraded, "prize_certificate", "code, serial, entry_id") == [("x1aaaaaaaaaaa", 1, None)]


def test_the_way_back_keeps_what_belongs_to_rounds(upgraded: Connection, database_url: str) -> None:
    whose = f"'{CONTEST}', '{CONTEST}'"
    run(upgraded, prizes("occasion_id, campaign_id", whose), "x2aaaaaaaaaaa")
    moved(database_url, BEFORE, up=False)
    for table in ("prize_ladder", "tie_decision", "prize_list"):
        assert rows(upgraded, table, "round_id") == [(ROUND,)]
    assert rows(upgraded, "prize_certificate", "code") == [("x1aaaaaaaaaaa",)]
    upgraded.rollback()
    moved(database_url, "head", up=True)
    assert len(rows(upgraded, "prize_list", "id")) == 1


@pytest.mark.parametrize(
    "values",
    [
        f"'{ROUND}', NULL, NULL",
        f"'{ROUND}', '{ROUND}', '{CONTEST}'",
        f"'{CONTEST}', '{ROUND}', NULL",
        f"'{ROUND}', NULL, '{CONTEST}'",
    ],
)
def test_it_is_one_of_both(upgraded: Connection, values: str) -> None:
    for table in ("prize_ladder", "tie_decision", "prize_list"):
        upgraded.execute(text(f"DELETE FROM {table if table != 'prize_list' else 'prize_certificate'}"))
    for statement in prizes(WHOSE, values)[:3]:
        with pytest.raises(IntegrityError):
            run(upgraded, (statement,), "x3aaaaaaaaaaa")
        upgraded.rollback()
