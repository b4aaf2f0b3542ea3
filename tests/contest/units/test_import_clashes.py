"""An import that would take somebody's code or name: told at the cell, in the preview and at the button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.errors import Conflict
from contest.units import import_rules, importing, saving, service
from contest.units.finding_rules import Known
from contest.units.import_rules import Judged, Standing, judge, savable
from contest.units.mending_rules import Deed
from contest.units.service import UnitDraft
from contest.units.sheet_rules import SheetRow
from contest.web.database import Database, reading, writing
from tests.contest.units import desk
from tests.contest.units.desk import NOW, TODAY, Ids

ND = "Trường THCS Nguyễn Du"
XA = Known("xa", "Xã", None, "commune", "c-xa", open=False, shown_code="c-xa")
CLASSES = tuple(
    Known(id, f"Lớp {id.upper()}", "xa", "class", f"c-{id}", shown_code=f"c-{id}")
    for id in ("9a", "9b", "9c")
)


def judged(*rows: dict[str, Any], known: Sequence[Known] = (XA, *CLASSES)) -> list[Judged]:
    filled: list[dict[str, Any]] = [{"people": "5"} | row for row in rows]
    return list(judge([SheetRow(line, **row) for line, row in enumerate(filled, start=2)], known, TODAY))


def faults(found: Sequence[Judged]) -> list[list[tuple[str, str]]]:
    return [[(fault.part, fault.text) for fault in one.faults] for one in found]


class TestNames:
    def test_renamed_to_a_stored_siblings_name(self) -> None:
        found = judged({"name": "lớp  9B", "code": "c-9a"})
        assert faults(found) == [[("name", import_rules.SAME_NAME.format(name="lớp 9B"))]]
        assert found[0].standing is Standing.WRONG

    def test_moved_to_where_one_of_its_name_is(self) -> None:
        there = Known("x", "Lớp 9A", None, "class", "x")
        (one,) = judged({"name": "Lớp 9A", "code": "x", "parent": "c-xa"}, known=(XA, *CLASSES, there))
        assert [fault.part for fault in one.faults] == ["name"]

    def test_names_may_be_exchanged_and_handed_on(self) -> None:
        swapped = judged({"name": "Lớp 9B", "code": "c-9a"}, {"name": "Lớp 9A", "code": "c-9b"})
        assert faults(swapped) == [[], []]
        on = judged({"name": "Lớp 9B", "code": "c-9a"}, {"name": "Lớp 9D", "code": "c-9b"})
        assert faults(on) == [[], []]

    def test_who_can_not_move_away_holds_the_name(self) -> None:
        found = judged(
            {"name": "Lớp 9B", "code": "c-9a"},
            {"name": "Lớp 9C", "code": "c-9b"},
            {"name": "Lớp 9D", "code": "c-9c", "people": "nhiều"},
        )
        assert [[part for part, _ in each] for each in faults(found)] == [["name"], ["name"], ["people"]]
        assert savable(found) == []

    def test_the_name_that_a_new_unit_takes_in_the_same_list(self) -> None:
        found = judged({"name": "Lớp 9X", "parent": "c-xa"}, {"name": "Lớp 9X", "code": "c-9a"})
        assert [[part for part, _ in each] for each in faults(found)] == [[], ["name"]]

    def test_what_hangs_below_waits_for_it(self) -> None:
        found = judged({"name": "Lớp 9B", "code": "c-9a"}, {"name": "Tổ 1", "parent": "c-9a"})
        assert faults(found)[1] == [("", import_rules.WAITS.format(line=2))]

    def test_namesakes_that_are_stored_already_are_not_its_fault(self) -> None:
        twin = Known("9z", "Lớp 9A", "xa", "class", "c-9z")
        found = judged({"name": "Lớp 9A", "code": "c-9a", "people": "41"}, known=(XA, *CLASSES, twin))
        assert faults(found) == [[]]

    def test_two_thousand_that_hand_their_name_on_to_one_that_stays(self) -> None:
        many = 2_000
        known = [Known(f"{n}", f"Lớp {n}", None, "class", f"c{n}") for n in range(many + 1)]
        found = judged(*({"name": f"Lớp {n + 1}", "code": f"c{n}"} for n in range(many)), known=known)
        assert savable(found) == []


class TestCodes:
    def test_the_code_of_another_than_the_one_that_is_meant(self) -> None:
        (one,) = judged({"name": "Lớp 9A", "code": "c-9b", "same": "9a"})
        assert faults([one]) == [[("code", import_rules.CODE_TAKEN.format(name="Lớp 9B"))]]

    def test_a_code_that_was_nobodys_when_it_was_written(self) -> None:
        (one,) = judged({"name": "Lớp 9E", "code": "c-9b", "parent": "c-xa", "fresh": True})
        assert (one.unit_id, one.standing) == ("", Standing.WRONG)
        assert faults([one]) == [[("code", import_rules.CODE_SINCE.format(name="Lớp 9B"))]]

    def test_the_same_unit_stored_meanwhile_is_that_unit(self) -> None:
        (one,) = judged({"name": "Lớp 9B", "code": "c-9b", "parent": "c-xa", "fresh": True})
        assert (one.unit_id, one.faults) == ("9b", ())


@pytest.fixture
def owner(database: Database) -> str:
    with writing() as db:
        return accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ORGANISER, "-", NOW).id


def taken(code: str, name: str = "Lớp 9D") -> None:
    """Somebody else stores a unit with this code."""
    with writing() as db:
        service.save_units(db, [UnitDraft(code, name, "class", "nd", 4)], TODAY)


class TestSaving:
    @pytest.fixture(autouse=True)
    def ids(self, database: Database) -> Ids:
        return desk.commune()

    def refused(self, owner: str, draft: str, mark: str) -> list[Judged]:
        """Saving what was seen answers with a conflict, and nothing is stored; the list of now."""
        before = {name: unit.model_dump() for name, unit in desk.units().items()}
        with reading() as db:
            looked = importing.look(db, owner, draft, NOW)
        with writing() as db, pytest.raises(Conflict, match="chưa lưu gì"):
            saving.save(db, owner, draft, looked.row.version, NOW, mark)
        assert {name: unit.model_dump() for name, unit in desk.units().items()} == before
        return list(looked.judged)

    def begun(self, owner: str, *rows: SheetRow) -> tuple[str, str]:
        with writing() as db:
            draft = importing.begin(db, owner, "ds.xlsx", rows, NOW)
        return draft, self.mark(owner, draft)

    def mark(self, owner: str, draft: str) -> str:
        with reading() as db:
            return importing.look(db, owner, draft, NOW).seen

    def test_a_new_units_code_is_taken_before_the_button(self, owner: str) -> None:
        rows = (SheetRow(2, "Lớp 9C", parent=ND, code="moi"), SheetRow(3, "Thôn 1"))
        draft, mark = self.begun(owner, *rows)
        taken("moi")
        assert faults(self.refused(owner, draft, mark))[0] == [
            ("code", import_rules.CODE_SINCE.format(name="Lớp 9D"))
        ]

    def test_a_joined_rows_code_is_taken_before_the_button(self, owner: str) -> None:
        draft, _ = self.begun(owner, SheetRow(2, "Lơp 9A", parent=ND, code="moi"))
        with writing() as db:
            importing.mend(db, owner, draft, 2, Deed.JOIN, {}, NOW)
        mark = self.mark(owner, draft)
        taken("moi")
        found = self.refused(owner, draft, mark)
        assert faults(found) == [[("code", import_rules.CODE_TAKEN.format(name="Lớp 9D"))]]

    def test_told_once_the_others_can_be_saved_and_the_row_be_mended(self, owner: str) -> None:
        rows = (SheetRow(2, "Lớp 9C", parent=ND, code="moi"), SheetRow(3, "Thôn 1"))
        draft, _ = self.begun(owner, *rows)
        taken("moi")
        with writing() as db:
            saving.save(db, owner, draft, 1, NOW, self.mark(owner, draft))
        assert "Thôn 1" in desk.units() and "Lớp 9C" not in desk.units()
        with writing() as db:
            importing.mend(db, owner, draft, 2, Deed.WRITE, {"code": "moi"}, NOW)
        with reading() as db:
            (one,) = importing.look(db, owner, draft, NOW).judged
        assert one.changes[0] == ("Tên", "Lớp 9D", "Lớp 9C")

    def test_a_code_that_joining_two_rows_brings_stays_nobodys(self, owner: str) -> None:
        rows = (SheetRow(2, "Thôn Một"), SheetRow(3, "Thon Một", code="moi"))
        draft, _ = self.begun(owner, *rows)
        with writing() as db:
            importing.mend(db, owner, draft, 3, Deed.JOIN, {}, NOW)
        mark = self.mark(owner, draft)
        taken("moi")
        assert [part for part, _ in faults(self.refused(owner, draft, mark))[0]] == ["code"]

    def test_a_unit_renamed_meanwhile_is_not_renamed_back_unseen(self, owner: str) -> None:
        draft, mark = self.begun(owner, SheetRow(2, "Lớp 9A", parent=ND, code="9a"))
        taken("9a", "Lớp 9A chọn")
        assert self.refused(owner, draft, mark)[0].changes[0] == ("Tên", "Lớp 9A chọn", "Lớp 9A")


def test_the_button_answers_with_the_preview_and_the_cell(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, ("Thôn 1",), ("Lớp 9C", ND, "moi", "", 5, ""))
    fields = desk.form(organiser.get(address), f"{address}/saving")
    taken("moi")
    answer = organiser.post(f"{address}/saving", data=fields)
    assert answer.status_code == 409
    assert "chưa lưu gì" in desk.text(answer, "[role=alert]")
    assert "Mã này vừa được đặt cho “Lớp 9D”" in desk.text(answer, "#row-3")
    assert desk.page(answer).css_first("#row-3 input[name=code]") is not None
    assert "Thôn 1" not in desk.units()
    seen = desk.form(answer, f"{address}/saving")
    assert organiser.post(f"{address}/saving", data=seen).status_code == 303
    assert "Thôn 1" in desk.units()


def test_a_rename_to_a_siblings_name_is_told_in_the_preview(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, ("Lớp 9B", ND, "9a", "", 5, ""))
    assert "Đã có “Lớp 9B” ở cùng nơi" in desk.text(organiser.get(address), "#row-2")
    assert desk.page(organiser.get(address)).css_first(f'form[action="{address}/saving"]') is None
