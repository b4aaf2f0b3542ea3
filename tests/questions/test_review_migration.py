"""Banks of the version before: what was approved last is what papers go on asking, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, text

from contest.web.database import Database
from tests.questions.test_migration import CONTENT, moved

BEFORE = "20261127_proofs"
#: (public id, state, how many revisions, how many of them settled) of the earlier version.
OLD = (
    ("used", "approved", 2, 2),
    ("draft", "draft", 1, 0),
    ("taken-back", "draft", 2, 1),
    ("retired", "retired", 1, 1),
)


def run(connection: Connection, said: str, **values: object) -> None:
    connection.execute(text(said), values)


def old_rows(connection: Connection) -> None:
    run(
        connection,
        "INSERT INTO bank (public_id, slug, name, is_sample) VALUES ('b', 'b', 'Bộ', :no)",
        no=False,
    )
    for number in ("57-NQ/TW", "505/QĐ-TTg"):
        run(connection, "INSERT INTO source (number, issuer, title) VALUES (:number, '', '')", number=number)
    for one, state, many, settled in OLD:
        run(
            connection,
            "INSERT INTO question (bank_id, public_id, state, version, folded, import_id, author, changed_by)"
            " SELECT id, :one, :state, 1, '', '', 'an', 'an' FROM bank",
            one=one,
            state=state,
        )
        for number in range(1, many + 1):
            run(
                connection,
                "INSERT INTO question_revision"
                " (question_id, number, kind, content, level, points, author, settled, approver)"
                " SELECT id, :number, 'one', :content, 'nhan-biet', 100, 'an', :settled, '' FROM question"
                " WHERE public_id = :one",
                number=number,
                content=CONTENT,
                settled=number <= settled,
                one=one,
            )


@pytest.fixture
def old(database_url: str) -> Iterator[str]:
    """The address of a database of the version before, with questions."""
    moved(database_url, BEFORE, up=False)
    database = Database(database_url)
    with database.connect() as connection:
        old_rows(connection)
        connection.commit()
    database.close()
    yield database_url
    moved(database_url, "head", up=True)


def rows(url: str, said: str) -> list[tuple[Any, ...]]:
    database = Database(url)
    with database.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(said))]
        connection.commit()
    database.close()
    return found


def test_what_was_approved_last_is_drawn(old: str) -> None:
    moved(old, "head", up=True)
    drawn = set(rows(old, "SELECT public_id, drawn FROM question"))
    assert drawn == {("used", 2), ("draft", 0), ("taken-back", 1), ("retired", 1)}
    assert rows(old, "SELECT signs_alone FROM bank")[0][0] in (True, 1)
    told = rows(old, "SELECT DISTINCT reviewer, signed_alone, approved_at FROM question_revision")
    assert [(reviewer, bool(alone), at) for reviewer, alone, at in told] == [("", False, None)]
    assert rows(old, "SELECT id FROM question_comment") == []


def test_going_back_draws_nothing_that_nobody_approved(old: str) -> None:
    moved(old, "head", up=True)
    database = Database(old)
    with database.connect() as connection:
        run(connection, "UPDATE question SET drawn = 1 WHERE public_id = 'used'")
        connection.commit()
    database.close()
    moved(old, BEFORE, up=False)
    said = "SELECT public_id, state FROM question WHERE state <> 'retired'"
    assert {state for _, state in rows(old, said)} == {"draft"} and len(rows(old, said)) == 3


def test_documents_have_addresses(old: str) -> None:
    moved(old, "head", up=True)
    found = rows(old, "SELECT public_id, changed_at FROM source")
    assert len({public_id for public_id, _ in found}) == 2
    assert all(len(str(public_id)) == 13 and changed is None for public_id, changed in found)
    assert rows(old, "SELECT one_id FROM question_apart") == []
