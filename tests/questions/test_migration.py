"""Banks of an earlier version get what the new one needs: ids, folded texts, what papers may hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from contest import resources
from contest.web.database import Database

CONTENT = '{"kind":"one","options":[{"id":"a","text":"Đúng rồi"}],"shuffle":true,"text":"Câu cũ?","unit":""}'


def moved(url: str, revision: str, *, up: bool) -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.path("alembic")))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    (command.upgrade if up else command.downgrade)(config, revision)


def old_rows(connection: Connection) -> None:
    for slug in ("bo-mau", "rieng"):
        connection.execute(text(f"INSERT INTO bank (slug, name) VALUES ('{slug}', 'Bộ')"))
    connection.execute(
        text(
            "INSERT INTO campaign"
            " (id, slug, title, organiser, contact, about, bank_slug, is_sample, created_at)"
            " VALUES ('a', 'a', 'a', 'a', '', '', 'bo-mau', :yes, 0)"
        ),
        {"yes": True},
    )
    for state in ("draft", "approved", "retired"):
        connection.execute(
            text(
                f"INSERT INTO question (bank_id, state) SELECT id, '{state}' FROM bank WHERE slug = 'bo-mau'"
            )
        )
    connection.execute(
        text(
            "INSERT INTO question_revision (question_id, number, kind, content, level, points)"
            " SELECT id, 1, 'one', :content, 'nhan-biet', 100 FROM question WHERE state <> 'retired'"
        ),
        {"content": CONTENT},
    )


@pytest.fixture
def upgraded(database_url: str) -> Iterator[Connection]:
    """A database that was filled before the migration."""
    moved(database_url, "20261125_units", up=False)
    database = Database(database_url)
    with database.connect() as connection:
        old_rows(connection)
        connection.commit()
    moved(database_url, "head", up=True)
    with database.connect() as connection:
        yield connection
    database.close()


def test_an_earlier_bank_is_filled_up(upgraded: Connection) -> None:
    banks = upgraded.execute(text("SELECT slug, public_id, is_sample FROM bank ORDER BY slug")).all()
    assert [(row.slug, bool(row.is_sample)) for row in banks] == [("bo-mau", True), ("rieng", False)]
    questions = upgraded.execute(text("SELECT * FROM question ORDER BY id")).all()
    assert [row.folded for row in questions] == ["cau cu\ndung roi", "cau cu\ndung roi", ""]
    assert {(row.version, row.author, row.created_at) for row in questions} == {(1, "", None)}
    ids = [row.public_id for row in (*banks, *questions)]
    assert {len(one) for one in ids} == {13} and len(set(ids)) == 5


def test_only_what_was_never_approved_may_still_change(upgraded: Connection) -> None:
    settled = upgraded.execute(
        text("SELECT q.state, r.settled FROM question q JOIN question_revision r ON r.question_id = q.id")
    )
    assert {(state, bool(flag)) for state, flag in settled} == {("draft", False), ("approved", True)}
