"""Drafts of imports on both databases: mending what is stored, other people's changes, codes, borders."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.errors import Conflict, NotFound
from contest.lists import drafts
from contest.units import importing, merging, saving, service, store, undoing
from contest.units.import_rules import Judged, Standing
from contest.units.mending_rules import Deed
from contest.units.sheet_rules import SheetRow
from contest.web.database import Database, reading, writing
from tests.contest.units import desk
from tests.contest.units.desk import NOW, TODAY, Ids


@pytest.fixture
def owner(database: Database) -> str:
    with writing() as db:
        return accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ORGANISER, "-", NOW).id


@pytest.fixture
def ids(database: Database) -> Ids:
    return desk.commune()


def begin(owner: str, *rows: SheetRow) -> str:
    with writing() as db:
        return importing.begin(db, owner, "ds.xlsx", rows, NOW)


def mend(owner: str, draft: str, line: int, deed: Deed, **cells: str) -> None:
    with writing() as db:
        importing.mend(db, owner, draft, line, deed, cells, NOW)


def looked(owner: str, draft: str) -> list[Judged]:
    with reading() as db:
        return list(importing.look(db, owner, draft, NOW).judged)


def version(owner: str, draft: str) -> int:
    with reading() as db:
        return importing.look(db, owner, draft, NOW).row.version


def save(owner: str, draft: str) -> saving.Saved:
    seen = version(owner, draft)
    with writing() as db:
        return saving.save(db, owner, draft, seen, NOW)


class TestMending:
    def test_keeping_both_makes_a_second_unit(self, owner: str, ids: Ids) -> None:
        draft = begin(owner, SheetRow(2, "Lơp 9A", parent="Trường THCS Nguyễn Du"))
        mend(owner, draft, 2, Deed.KEEP)
        assert save(owner, draft).made == 1
        assert {"Lớp 9A", "Lơp 9A"} <= desk.units().keys()

    def test_joining_where_nothing_is_alike_changes_nothing_and_no_version(
        self, owner: str, ids: Ids
    ) -> None:
        draft = begin(owner, SheetRow(2, "Thôn 1"))
        mend(owner, draft, 2, Deed.JOIN)
        mend(owner, draft, 2, Deed.WRITE, name="Thôn 1")
        assert version(owner, draft) == 1

    @pytest.mark.parametrize("deed", [Deed.DROP, Deed.JOIN])
    def test_what_is_gone_is_gone_once_more(self, owner: str, ids: Ids, deed: Deed) -> None:
        draft = begin(owner, SheetRow(2, "Thôn 1"))
        mend(owner, draft, 9, deed)
        assert version(owner, draft) == 1

    @pytest.mark.parametrize("deed", [Deed.WRITE, Deed.KEEP, Deed.MAKE])
    def test_a_row_that_is_gone_takes_no_cells(self, owner: str, ids: Ids, deed: Deed) -> None:
        draft = begin(owner, SheetRow(2, "Thôn 1"))
        with pytest.raises(Conflict, match="không còn trong danh sách"):
            mend(owner, draft, 9, deed, name="Thôn 9")

    def test_a_made_group_holds_every_row_that_names_it_and_is_no_choice(self, owner: str, ids: Ids) -> None:
        rows = [
            SheetRow(line, f"Thôn {line}", parent="Khối 1" if line % 2 else "khối  1") for line in (2, 3, 4)
        ]
        draft = begin(owner, *rows)
        assert {one.standing for one in looked(owner, draft)} == {Standing.WRONG}
        mend(owner, draft, 3, Deed.MAKE)
        assert save(owner, draft) == saving.Saved(4, 0, 0)
        made = desk.units()["Khối 1"]
        assert (made.kind, made.open_to_all) == ("group", False)
        assert [desk.parents()[f"Thôn {line}"] for line in (2, 3, 4)] == ["Khối 1"] * 3


class TestCodes:
    def test_a_unit_found_by_name_takes_the_files_code(self, owner: str, ids: Ids) -> None:
        draft = begin(owner, SheetRow(2, "Lớp 9A", parent="Trường THCS Nguyễn Du", code="lop-9a"))
        (one,) = looked(owner, draft)
        assert one.changes == (("Mã", "9a", "lop-9a"),)
        save(owner, draft)
        assert desk.units()["Lớp 9A"].code == "lop-9a"


class TestOthers:
    def test_a_parent_that_was_removed_meanwhile_is_told(self, owner: str, ids: Ids) -> None:
        draft = begin(owner, SheetRow(2, "Cụm 1", parent="Thôn Đăk Rao"))
        assert looked(owner, draft)[0].parent == ids["rao"]
        with writing() as db:
            assert store.remove(db, [ids["rao"]])
        assert "Không thấy đơn vị “Thôn Đăk Rao”" in looked(owner, draft)[0].faults[0].text

    def test_a_parent_that_was_merged_meanwhile_is_told(self, owner: str, ids: Ids) -> None:
        draft = begin(owner, SheetRow(2, "Tổ 1", parent="Lớp 9A"))
        with writing() as db:
            merging.merge(
                db,
                owner,
                ids["9a"],
                ids["9b"],
                merging.plan(db, ids["9a"], ids["9b"], NOW).version,
                False,
                NOW,
            )
        (one,) = looked(owner, draft)
        assert (one.parent, one.standing) == (None, Standing.WRONG)

    def test_a_number_told_meanwhile_is_what_the_change_begins_from(self, owner: str, ids: Ids) -> None:
        draft = begin(owner, SheetRow(2, "Lớp 9A", code="9a", people="41"))
        with writing() as db:
            service.save_units(db, [service.UnitDraft("9a", "Lớp 9A", "class", "nd", 45)], TODAY)
        assert looked(owner, draft)[0].changes == (("Quân số", "45", "41"),)

    def test_a_number_of_tomorrow_is_not_todays(self, owner: str, ids: Ids) -> None:
        with writing() as db:
            service.save_units(
                db, [service.UnitDraft("9a", "Lớp 9A", "class", "nd", 45)], TODAY + timedelta(days=1)
            )
        draft = begin(owner, SheetRow(2, "Lớp 9A", code="9a", people="40"))
        assert looked(owner, draft)[0].changes == ()


class TestDays:
    def test_a_draft_ends_with_its_seventh_day(self, owner: str, ids: Ids) -> None:
        draft = begin(owner, SheetRow(2, "Thôn 1"))
        with reading() as db:
            importing.find(db, owner, draft, NOW + drafts.KEPT - timedelta(seconds=1))
            with pytest.raises(NotFound):
                importing.find(db, owner, draft, NOW + drafts.KEPT)

    def test_a_saved_list_is_found_after_a_year_and_can_still_be_undone(self, owner: str, ids: Ids) -> None:
        draft = begin(owner, SheetRow(2, "Thôn 1"))
        save(owner, draft)
        later = NOW + timedelta(days=365)
        begin(owner)
        with writing() as db:
            importing.begin(db, owner, "moi.xlsx", (), later)
            assert undoing.undo(db, owner, draft, later) == importing.Done()
        assert "Thôn 1" not in desk.units()

    def test_ten_lists_are_shown(self, owner: str, ids: Ids) -> None:
        for minutes in range(12):
            with writing() as db:
                importing.begin(db, owner, f"{minutes}.xlsx", (), NOW + timedelta(minutes=minutes))
        with reading() as db:
            found = importing.listed(db, owner, NOW + timedelta(hours=1))
        assert [row.file_name for row in found] == [f"{minutes}.xlsx" for minutes in range(11, 1, -1)]
