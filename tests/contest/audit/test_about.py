"""Finding rows again: under which id, in which order, page by page, old rows too, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from contest.audit import service, triggers
from contest.audit.rules import Noted, Plain, canonical, noted, scope_of
from contest.web.database import Database, reading, writing

START = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
ROUND, CAMPAIGN, ENTRY = "k7q2m94x0a1bc", "c" * 13, "e" * 13


def note(subject: str, at: datetime = START, action: str = "rounds.open", **detail: Plain) -> None:
    """One change."""
    with writing() as db:
        service.record(db, "staff00000001", action, subject, detail, at)


def about(*ids: str, offset: int = 0, limit: int = 50) -> tuple[list[Noted], int]:
    """The rows about these ids."""
    with reading() as db:
        return service.about(db, ids, offset, limit)


def actions(*ids: str, offset: int = 0, limit: int = 50) -> list[str]:
    """What was done, the newest first."""
    return [row.action for row in about(*ids, offset=offset, limit=limit)[0]]


@pytest.mark.parametrize(
    ("subject", "detail", "scope"),
    [
        (ROUND, {}, ROUND),
        (ENTRY, {"round": ROUND}, ROUND),
        (ENTRY, {"campaign": CAMPAIGN}, CAMPAIGN),
        (ENTRY, {"round": ROUND, "campaign": CAMPAIGN}, ROUND),
        (ENTRY, {"round": "", "campaign": CAMPAIGN}, CAMPAIGN),
        (ENTRY, {"round": "", "campaign": ""}, ENTRY),
        ("", {}, ""),
        (ENTRY, {"other": ROUND}, ENTRY),
    ],
)
def test_under_which_id_a_row_is_found(subject: str, detail: dict[str, Plain], scope: str) -> None:
    assert scope_of(subject, detail) == scope


def test_a_row_reads_back_as_it_was_recorded(database: Database) -> None:
    later = START + timedelta(milliseconds=1)
    note(ENTRY, later, "rounds.extra", round=ROUND, seconds=-60, kind="extra")
    ((row,), total) = about(ROUND)
    assert total == 1
    assert (row.seq, row.at, row.actor, row.action, row.subject) == (
        1,
        later,
        "staff00000001",
        "rounds.extra",
        ENTRY,
    )
    assert dict(row.detail) == {"round": ROUND, "seconds": -60, "kind": "extra"}


def test_the_newest_stands_first_whatever_the_clock_said(database: Database) -> None:
    """The chain's own order counts: a clock that was put back does not move a row."""
    for number, minutes in enumerate((5, 0, 9)):
        note(ROUND, START + timedelta(minutes=minutes), f"a.deed{number}")
    assert actions(ROUND) == ["a.deed2", "a.deed1", "a.deed0"]


@pytest.mark.parametrize(
    ("offset", "limit", "found"),
    [(0, 2, "43"), (2, 2, "21"), (4, 2, "0"), (5, 2, ""), (0, 5, "43210"), (0, 99, "43210"), (1, 1, "3")],
)
def test_page_by_page(database: Database, offset: int, limit: int, found: str) -> None:
    for number in range(5):
        note(ROUND, action=f"a.deed{number}")
    rows, total = about(ROUND, offset=offset, limit=limit)
    assert ("".join(row.action[-1] for row in rows), total) == (found, 5)


def test_what_comes_between_moves_nothing_to_another_page(database: Database) -> None:
    for number in range(4):
        note(ROUND, action=f"a.deed{number}")
        note("another000000", action="a.other")
    assert actions(ROUND, limit=2) + actions(ROUND, offset=2, limit=2) == [
        "a.deed3",
        "a.deed2",
        "a.deed1",
        "a.deed0",
    ]


def test_of_several_ids_each_row_once(database: Database) -> None:
    note(ROUND, action="a.round")
    note(CAMPAIGN, action="a.campaign")
    note(ENTRY, action="a.entry", round=ROUND, campaign=CAMPAIGN)
    note(ENTRY, action="a.loose")
    assert actions(ROUND, CAMPAIGN) == ["a.entry", "a.campaign", "a.round"]
    assert actions(ROUND, ROUND) == ["a.entry", "a.round"]
    assert actions(ENTRY) == ["a.loose"]
    assert about("nobody0000000") == ([], 0)


@pytest.mark.parametrize("asked", ["%", "_" * 13, "k7q2m94x0a1b_", "k7q2", "'; --", "K7Q2M94X0A1BC"])
def test_an_id_is_no_pattern(database: Database, asked: str) -> None:
    note(ROUND)
    assert about(asked) == ([], 0)


def without_scope(database: Database) -> None:
    """The rows as they were written before there was a scope."""
    with writing() as db:
        for statement in (*triggers.drop(database.writer.dialect.name), "UPDATE audit SET scope = NULL"):
            db.connection().execute(text(statement))


def test_old_rows_are_read_through_for_the_whole_id(database: Database) -> None:
    note(ROUND, action="a.subject")
    note(ENTRY, action="a.detail", round=ROUND)
    note(f"{ROUND}x", action="a.longer")
    without_scope(database)
    note(ROUND, action="a.new")
    assert actions(ROUND) == ["a.new", "a.detail", "a.subject"]
    assert actions(ROUND[:12]) == []


@pytest.mark.parametrize("asked", ["%", "_" * 13, "k7q2m94x0a1b_"])
def test_an_id_is_no_pattern_in_old_rows_either(database: Database, asked: str) -> None:
    note(ROUND)
    without_scope(database)
    assert about(asked) == ([], 0)


def test_a_change_that_was_rolled_back_is_not_found(database: Database) -> None:
    with writing() as db:
        service.record(db, "staff00000001", "a.deed", ROUND, {}, START)
        db.rollback()
    assert about(ROUND) == ([], 0)


# --- what may stand in a row ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["Nguyễn", "An Bình", "a\nb", "x" * 81, '"', "a,b", "<b>", "\x00", "đ", "0912 345 678"]
)
@pytest.mark.parametrize("place", ["actor", "subject", "key", "value"])
def test_nobodys_name_fits(place: str, value: str) -> None:
    given = {"actor": "a", "subject": "s", "key": "k", "value": "v"} | {place: value}
    with pytest.raises(ValueError, match="free text"):
        canonical(given["actor"], "a.deed", given["subject"], {given["key"]: given["value"]})


@pytest.mark.parametrize("value", [True, None, 1.5, b"x", ["x"], {}])
def test_only_tokens_and_whole_numbers(value: object) -> None:
    with pytest.raises(TypeError):
        canonical("a", "a.deed", "s", {"k": value})  # ty: ignore[invalid-argument-type]


def test_one_change_has_one_spelling() -> None:
    one = canonical("a", "a.deed", "s", {"b": 1, "a": "x"})
    assert one == canonical("a", "a.deed", "s", {"a": "x", "b": 1})
    assert one == '{"action":"a.deed","actor":"a","detail":{"a":"x","b":1},"subject":"s"}'
    read = noted(7, START, one)
    assert canonical(read.actor, read.action, read.subject, read.detail) == one
