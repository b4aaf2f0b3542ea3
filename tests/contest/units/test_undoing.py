"""Undoing an import, on both databases: what people did to its units since is never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.lists.drafts import ImportState
from contest.units import editing, importing, saving, service, store, undoing
from contest.units.importing import Done
from contest.units.mending_rules import Deed
from contest.units.service import UnitDraft
from contest.units.sheet_rules import SheetRow
from contest.units.wanted import Wanted
from contest.web.database import Database, reading, writing
from tests.contest.units import desk
from tests.contest.units.desk import NOW, TODAY, Ids

ROWS = (
    SheetRow(2, "Trường A", parent="Xã Đăk Tô"),
    SheetRow(3, "Lớp 1A", parent="Trường A", people="30"),
    SheetRow(4, "Lớp 1B", parent="Trường A", people="31"),
)


@pytest.fixture
def owner(database: Database) -> str:
    with writing() as db:
        return accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ORGANISER, "-", NOW).id


@pytest.fixture
def ids(database: Database) -> Ids:
    return desk.commune()


def save(owner: str, rows: Sequence[SheetRow]) -> str:
    with writing() as db:
        draft = importing.begin(db, owner, "ds.xlsx", rows, NOW)
    again(owner, draft)
    return draft


def again(owner: str, draft: str) -> None:
    with reading() as db:
        version = importing.look(db, owner, draft, NOW).row.version
    with writing() as db:
        saving.save(db, owner, draft, version, NOW)


def undo(owner: str, draft: str) -> Done:
    with writing() as db:
        return undoing.undo(db, owner, draft, NOW)


def by_hand(name: str, change: Callable[[Wanted], Wanted]) -> None:
    """Somebody opens a unit's page and stores it changed."""
    with writing() as db:
        found = editing.whole(db, desk.units()[name].id)
        unit = found.unit
        held = Wanted(unit.name, unit.kind, unit.parent_id, unit.code, unit.open_to_all)
        editing.change(db, "tung", unit.id, change(held), found.version, NOW)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda held: replace(held, name="Lớp 1A chọn"), "Lớp 1A chọn"),
        (lambda held: replace(held, kind="youth"), "Lớp 1A"),
        (lambda held: replace(held, code="mot-a"), "Lớp 1A"),
        (lambda held: replace(held, open_to_all=False), "Lớp 1A"),
        (lambda held: replace(held, people=33), "Lớp 1A"),
        (lambda held: replace(held, people=33, on=TODAY - timedelta(days=1)), "Lớp 1A"),
    ],
)
def test_a_made_unit_that_was_changed_by_hand_stays_and_is_named(
    owner: str, ids: Ids, change: Callable[[Wanted], Wanted], name: str
) -> None:
    draft = save(owner, ROWS)
    by_hand("Lớp 1A", change)
    before = desk.units()[name].model_dump()
    stays = undo(owner, draft).stays
    assert set(stays) == {(name, undoing.CHANGED), ("Trường A", undoing.HOLDS)}
    assert desk.units()[name].model_dump() == before
    assert "Lớp 1B" not in desk.units()


def test_what_stays_keeps_the_number_that_came_with_it(owner: str, ids: Ids) -> None:
    draft = save(owner, ROWS)
    desk.enter(desk.units()["Lớp 1A"].id)
    by_hand("Lớp 1B", lambda held: replace(held, name="Lớp 1B chọn"))
    assert set(undo(owner, draft).stays) == {
        ("Lớp 1A", undoing.IN_USE),
        ("Lớp 1B chọn", undoing.CHANGED),
        ("Trường A", undoing.HOLDS),
    }
    numbers = desk.headcounts()
    assert (numbers["Lớp 1A"], numbers["Lớp 1B chọn"]) == (30, 31)


def test_changed_by_the_same_list_in_a_second_saving_is_no_work_of_a_hand(owner: str, ids: Ids) -> None:
    draft = save(owner, (*ROWS, SheetRow(5, "Lớp 1A mới", parent="Đâu đó", code="1a")))
    with writing() as db:
        made = desk.units()["Lớp 1A"].id
        importing.mend(db, owner, draft, 5, Deed.WRITE, {"parent": "Trường A", "code": f"dv-{made}"}, NOW)
    again(owner, draft)
    assert "Lớp 1A mới" in desk.units()
    assert undo(owner, draft).stays == ()
    assert len(desk.units()) == 5


def test_changed_by_hand_between_two_savings_it_stays(owner: str, ids: Ids) -> None:
    draft = save(owner, (*ROWS, SheetRow(5, "Thôn xa", parent="Đâu đó")))
    by_hand("Lớp 1A", lambda held: replace(held, name="Lớp 1A chọn"))
    with writing() as db:
        importing.mend(db, owner, draft, 5, Deed.WRITE, {"parent": "Xã Đăk Tô"}, NOW)
    again(owner, draft)
    assert ("Lớp 1A chọn", undoing.CHANGED) in undo(owner, draft).stays
    assert "Thôn xa" not in desk.units()


def test_a_renamed_unit_whose_old_name_was_taken_since_keeps_the_new_one(owner: str, ids: Ids) -> None:
    draft = save(owner, (SheetRow(2, "Lớp 9A chọn", code="9a"), SheetRow(3, "Lớp 9X", code="9b")))
    with writing() as db:
        service.save_units(db, [UnitDraft("moi", "lớp  9a", "class", "nd", 7)], TODAY)
    assert undo(owner, draft).stays == (("Lớp 9A chọn", undoing.NAMESAKE),)
    assert {"Lớp 9A chọn", "lớp 9a", "Lớp 9B"} <= desk.units().keys()


def test_names_that_were_exchanged_are_exchanged_back(owner: str, ids: Ids) -> None:
    draft = save(owner, (SheetRow(2, "Lớp 9B", code="9a"), SheetRow(3, "Lớp 9A", code="9b")))
    assert (desk.units()["Lớp 9B"].id, desk.units()["Lớp 9A"].id) == (ids["9a"], ids["9b"])
    assert undo(owner, draft).stays == ()
    assert (desk.units()["Lớp 9A"].id, desk.units()["Lớp 9B"].id) == (ids["9a"], ids["9b"])


def test_an_import_saved_before_marks_were_kept_can_be_undone(owner: str, ids: Ids) -> None:
    draft = save(owner, ROWS)
    with writing() as db:
        row = importing.find(db, owner, draft, NOW, lock=True)
        text = importing.done_text(replace(importing.done_of(row), marks={}))
        store.put_done(db, row, ImportState.SAVED, "[]", text.replace(', "marks": {}', ""))
    assert undo(owner, draft).stays == ()
    assert len(desk.units()) == 5
