"""Not one byte is left of somebody who was forgotten, and nobody else lost one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from contest import settings
from contest.privacy import clearing, forgetting
from contest.web.database import Database, reading, writing
from tests.contest.privacy import canary
from tests.contest.privacy.canary import Canary
from tests.contest.privacy.people import staff
from tests.contest.rounds import world
from tests.trusted import measured

NOW = world.CLOSES + timedelta(days=1)
#: Rows that may differ after somebody was forgotten, beside those that are new.
TOUCHED = {
    "person",  # theirs
    "entry",  # theirs; another's where it says why they are barred
    *("attempt", "attempt_adjustment", "answer", "answer_event", "round_deed"),
    *(
        "roster_import",
        "selection_change",
        "signal",
        "hall_screen",
        "standing_board",  # its version: names on it have changed
        *("tie_decision", "prize_refusal"),
        "prize_list",
        "regrade",
        "rule_change",
        "data_request",
        "complaint",
        "feedback",
        "publication",  # why it was published anew
        "publication_entry",  # their salt
    ),
    *("audit_head", "job", "standing"),
}


def forget(told: Canary, **how: bool) -> forgetting.Forgotten:
    with writing() as db:
        return forgetting.forget(db, told.person, by=world.STAFF, now=NOW, **how)


def test_no_row_of_any_table_holds_them(database: Database) -> None:
    told = canary.make(staff())
    held = canary.in_rows(database)
    assert {each.split()[0] for each in held} >= {
        *("person", "answer", "answer_event", "round_deed", "attempt_adjustment", "entry", "roster_import"),
        *("selection_change", "hall_screen", "tie_decision", "prize_list", "publication", "regrade"),
        "prize_refusal",
    }, "the canary sits everywhere"
    done = forget(told)
    assert set(done.entries) == set(told.entries)
    assert set(done.counts) == {name for name, _ in forgetting.FORGETS} and all(done.counts.values()), done
    assert canary.in_rows(database) == []


def test_nobody_else_lost_a_byte(database: Database) -> None:
    told = canary.make(staff())
    before = canary.rows(database)
    forget(told)
    after = canary.rows(database)
    theirs = {told.person, canary.person_of(told.entries[1])}
    lost = {(table, key) for table, rows in before.items() for key in rows if key not in after[table]}
    assert {table for table, _ in lost} <= {"signal", "roster_import"}
    changed = {
        (table, key)
        for table, rows in before.items()
        for key, row in rows.items()
        if after[table].get(key, row) != row
    }
    assert {table for table, _ in changed} <= TOUCHED
    assert {key for table, key in changed if table == "person"} == theirs
    assert all("Đặng" not in before[table][key] or "Bích" not in key for table, key in changed)
    other = [key for table, key in changed if table == "entry" and key not in told.entries]
    assert other == [told.other], "only why they are barred, which named the canary"
    waiting = [row for row in after["roster_import"].values() if "Y Bích" in row]
    assert len(waiting) == 1 and "0911222333" in waiting[0]
    assert "Y Bích hát" in next(iter(after["hall_screen"].values()))


def test_not_one_byte_is_in_the_files(sqlite_database: Database, tmp_path: Path) -> None:
    told = canary.make(staff())
    folder = sqlite_database.path.parent if sqlite_database.path else tmp_path
    assert list(canary.in_files(folder)) != []
    forget(told)
    with reading() as db:
        assert clearing.is_waiting(db)
    assert clearing.clear_due(NOW)
    assert list(canary.in_files(folder)) == [], "database, WAL, shared memory, everything in the data folder"
    with reading() as db:
        assert not clearing.is_waiting(db)
    measured(
        "residue",
        "residue",
        f"{len(canary.TRACES)} spellings of a name, a guardian and a phone looked for in every byte of "
        "database, WAL and data folder after forgetting: 0 left",
        "./hoithi test tests/contest/privacy/test_residue.py",
    )


def test_what_they_did_counts_as_before(database: Database) -> None:
    told = canary.make(staff())
    canary.close(told.contest)
    board = [(row.entry_id, row.rank, row.points) for row in told.contest.board()]
    assert board and board[0][0] == told.entries[0]
    forget(told)
    assert [(row.entry_id, row.rank, row.points) for row in told.contest.board()] == board


def test_or_leaves_the_boards_with_them(database: Database) -> None:
    told = canary.make(staff())
    canary.close(told.contest)
    done = forget(told, keep_result=False)
    assert done.counts["withdrawn"] == 1, "the registration that counts for the other one"
    assert told.entries[0] not in [row.entry_id for row in told.contest.board()]
    assert canary.in_rows(database) == []


@pytest.mark.parametrize("first", [True, False])
def test_a_result_may_still_go_later(database: Database, first: bool) -> None:
    told = canary.make(staff())
    forget(told, keep_result=first)
    rows = told.contest.audited()
    forget(told, keep_result=False)
    assert (told.contest.audited() > rows) is first
    assert "false" in (settings.current().data / "forgotten.jsonl").read_text()
