"""`units.preview`, `units.mend`, `units.save`, `units.discard`, `units.undo`: from the file to the units."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.units import service
from contest.units.service import UnitDraft
from contest.web.database import reading, writing
from tests.contest.selects import selects
from tests.contest.units import desk
from tests.contest.units.conftest import LogIn
from tests.contest.units.desk import HEADS, TODAY, Ids, book

LIST = (
    ("Trường THPT Nguyễn Trãi", "Khối trường", "", "", 262, "01/9/2026"),
    ("Chi đoàn UBND xã", "Xã Đăk Tô", "", "", "4 8x", ""),
    ("Thôn Đăk Rao Lớn", "Xã Đăk Tô", "", "", "1.044", ""),
    ("Thôn Đắk Rao Lớn", "Xã Đăk Tô", "", "", 44, ""),
    ("Lớp 9A", "Trường THCS Nguyễn Du", "", "", 41, ""),
    ("Lớp 9C", "Trường THCS Nguyễn Du", "", "", "", ""),
)


def mend(browser: TestClient, address: str, line: int, deed: str = "write", **cells: str) -> desk.Response:
    return browser.post(f"{address}/rows", data={"line": str(line), "deed": deed, **cells})


def save(browser: TestClient, address: str) -> desk.Response:
    fields = desk.form(browser.get(address), f"{address}/saving")
    return browser.post(f"{address}/saving", data=fields)


def row(browser: TestClient, address: str, line: int) -> str:
    return desk.text(browser.get(address), f"#row-{line}")


def test_every_problem_is_told_at_its_row_the_worst_first(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, *LIST)
    answer = organiser.get(address)
    shown = [node.attributes["id"] for node in desk.page(answer).css("tbody[id]")]
    assert shown == ["row-2", "row-3", "row-5", "row-6", "row-7", "row-4"]
    assert "Không thấy đơn vị “Khối trường”." in row(organiser, address, 2)
    assert "Quân số là số nguyên" in row(organiser, address, 3)
    assert "Giống dòng 4 “Thôn Đăk Rao Lớn”, chỉ khác dấu" in row(organiser, address, 5)
    assert "sẽ cập nhật: quân số từ “40” thành “41”" in row(organiser, address, 6)
    assert "Chưa có quân số" in row(organiser, address, 7)
    assert "Lưu được ngay 3 đơn vị (2 mới, 1 cập nhật). 3 dòng còn lại" in desk.text(answer, ".list-save")


def test_mended_on_the_page_and_saved_with_one_button(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, *LIST)
    answer = mend(organiser, address, 2, "make")
    assert answer.headers["location"] == f"{address}#row-2"
    mend(organiser, address, 3, people="48")
    mend(organiser, address, 5, "keep")
    mend(organiser, address, 7, people="39", on="01/9/2026")
    assert "Lưu được ngay 7 đơn vị (6 mới, 1 cập nhật)." in desk.text(organiser.get(address), ".list-save")
    assert save(organiser, address).headers["location"] == address
    assert desk.parents()["Trường THPT Nguyễn Trãi"] == "Khối trường"
    assert desk.units()["Khối trường"].open_to_all is False
    assert {"Thôn Đăk Rao Lớn": 1044, "Thôn Đắk Rao Lớn": 44, "Lớp 9A": 41, "Lớp 9C": 39}.items() <= (
        desk.headcounts().items()
    )
    assert "Đã lưu: thêm 6 đơn vị, cập nhật 1." in desk.text(organiser.get(address))
    assert desk.audited() == 1
    with reading() as db:
        assert [found.name for found in service.search(db, "nguyen du 9c")] == ["Lớp 9C"]


def test_the_sound_rows_are_saved_and_the_others_wait(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, *LIST)
    save(organiser, address)
    assert "Thôn Đăk Rao Lớn" in desk.units() and "Thôn Đắk Rao Lớn" not in desk.units()
    answer = organiser.get(address)
    assert "Đã lưu: thêm 2 đơn vị, cập nhật 1." in desk.text(answer)
    assert len(desk.page(answer).css("tbody[id]")) == 3
    # What was a row of the file is a stored unit by now.
    assert "Giống “Thôn Đăk Rao Lớn” đã có trên máy" in row(organiser, address, 5)
    mend(organiser, address, 5, "join")
    assert "quân số từ “1044” thành “44”" in row(organiser, address, 5)
    mend(organiser, address, 2, parent="Xã Đăk Tô")
    mend(organiser, address, 3, "drop")
    save(organiser, address)
    assert desk.headcounts()["Thôn Đăk Rao Lớn"] == 44
    assert "Thôn Đắk Rao Lớn" not in desk.units()
    assert desk.text(organiser.get(address), "h1").startswith("Đã nhập")


def test_a_parent_is_picked_from_those_that_come_close(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, ("Lớp 8A", "Trường Nguyễn Du xã", "", "", 5, ""))
    pick = desk.page(organiser.get(address)).css_first("button[name=pick]")
    assert pick is not None and pick.attributes["value"] == "Trường THCS Nguyễn Du"
    mend(organiser, address, 2, pick="Trường THCS Nguyễn Du", parent="Trường Nguyễn Du xã")
    save(organiser, address)
    assert desk.parents()["Lớp 8A"] == "Trường THCS Nguyễn Du"


def test_any_row_can_be_opened(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, ("Thôn 1", "", "", "", 5, ""))
    opened = organiser.get(f"{address}?edit=2")
    names = [field.attributes["name"] for field in desk.page(opened).css("#row-2 input:not([type=hidden])")]
    assert names == ["name", "parent", "code", "kind", "people", "on"]
    mend(organiser, address, 2, name="Thôn 2", kind="Lớp", code="t2", people="6")
    save(organiser, address)
    made = desk.units()["Thôn 2"]
    assert (made.kind, made.code, desk.headcounts()["Thôn 2"]) == ("class", "t2", 6)


def test_filters_pages_and_steps_are_kept(organiser: TestClient) -> None:
    rows = [(f"Thôn {n}", "Đâu đó" if n < 120 else "", "", "", n, "") for n in range(150)]
    address = desk.draft(organiser, *rows)
    assert len(desk.page(organiser.get(address)).css("tbody[id]")) == 100
    second = organiser.get(f"{address}?only=wrong&page=2&step=2")
    assert len(desk.page(second).css("tbody[id]")) == 20
    assert len(desk.page(organiser.get(f"{address}?only=ready")).css("tbody[id]")) == 30
    line = second.text.split('id="row-')[1].split('"')[0]
    answer = mend(organiser, address, int(line), "drop", only="wrong", page="2", step="2")
    assert answer.headers["location"] == f"{address}?only=wrong&page=2&step=2#row-{line}"
    assert organiser.get(f"{address}?only=%3Cb%3E").status_code == 200
    assert mend(organiser, address, 9_999_999).status_code == 409


def test_two_windows_never_save_what_was_not_seen(organiser: TestClient) -> None:
    address = desk.draft(organiser, ("Thôn 1",), ("Thôn 2", "Đâu đó"))
    seen = desk.form(organiser.get(address), f"{address}/saving")
    mend(organiser, address, 3, parent="")
    answer = organiser.post(f"{address}/saving", data=seen)
    assert answer.status_code == 409
    assert "vừa đổi ở một cửa sổ khác" in desk.text(answer, "[role=alert]")
    assert desk.units() == {}


def test_pressed_twice_it_is_saved_once(organiser: TestClient) -> None:
    address = desk.draft(organiser, ("Thôn 1",))
    fields = desk.form(organiser.get(address), f"{address}/saving")
    for _ in range(2):
        assert organiser.post(f"{address}/saving", data=fields).status_code == 303
    assert list(desk.units()) == ["Thôn 1"]
    assert desk.audited() == 1


def test_nothing_sound_is_nothing_to_save(organiser: TestClient) -> None:
    address = desk.draft(organiser, ("Thôn 2", "Đâu đó"))
    answer = organiser.post(f"{address}/saving", data={"version": "1"})
    assert (answer.status_code, "Chưa có dòng nào sẵn sàng" in desk.text(answer)) == (409, True)


def test_somebody_elses_unit_of_that_name_is_seen_when_saving(organiser: TestClient, ids: Ids) -> None:
    """Stored between the preview and the button: it becomes a change, not a second unit."""
    address = desk.draft(organiser, ("Lớp 9C", "Trường THCS Nguyễn Du", "", "", 5, ""))
    with writing() as db:
        service.save_units(db, [UnitDraft("9c", "Lớp 9C", "class", "nd", 4)], TODAY)
    save(organiser, address)
    assert desk.units()["Lớp 9C"].code == "9c"
    assert desk.headcounts()["Lớp 9C"] == 5


def test_a_draft_is_thrown_away(organiser: TestClient) -> None:
    address = desk.draft(organiser, ("Thôn 1",))
    for _ in range(2):
        answer = organiser.post(f"{address}/removal")
        assert answer.headers["location"] == "/units/upload?done=discarded"
    assert organiser.get(address).status_code == 404


def test_5000_rows_are_looked_at_and_saved(organiser: TestClient, ids: Ids) -> None:
    rows = [(f"Lớp {n}", "Trường THCS Nguyễn Du", f"c{n}", "Lớp", n, "") for n in range(5_000)]
    address = desk.upload(organiser, book([HEADS, *rows])).headers["location"]
    answer = organiser.get(address)
    assert len(desk.page(answer).css("tbody[id]")) == 100
    save(organiser, address)
    assert len(desk.units()) == 5_005
    organiser.post(f"{address}/undoing")
    assert len(desk.units()) == 5


def test_the_number_of_statements_does_not_grow(organiser: TestClient, ids: Ids) -> None:
    from contest.web.database import current

    counted = []
    for many in (3, 300):
        rows = [(f"Lớp {n}x", "Trường THCS Nguyễn Du", "", "", n, "") for n in range(many)]
        address = desk.draft(organiser, *rows)
        statements = selects(current())
        organiser.get(address)
        counted.append(len(statements))
        statements.clear()
    assert counted[0] == counted[1]


def test_the_last_waiting_row_left_out_ends_the_import(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, ("Thôn 1", "", "", "", 30, ""), ("Thôn 2", "", "", "", "mười hai", ""))
    save(organiser, address)
    assert desk.text(organiser.get(address), "h1").startswith("Xem trước")
    mend(organiser, address, 3, "drop")
    answer = organiser.get(address)
    assert desk.text(answer, "h1").startswith("Đã nhập")
    assert desk.page(answer).css_first(".unit-preview") is None
    assert "Hoàn tác cả lần nhập này" in desk.text(answer)


class TestUndo:
    @pytest.fixture
    def saved(self, organiser: TestClient, ids: Ids) -> str:
        """A school with two classes, made; Lớp 9A renamed by its code, with another number of today."""
        address = desk.draft(
            organiser,
            ("Trường A", "Xã Đăk Tô", "", "", "", ""),
            ("Lớp 1A", "Trường A", "", "", 30, ""),
            ("Lớp 1B", "Trường A", "", "", 31, ""),
            ("Lớp 9A chọn", "Trường A", "9a", "", 41, ""),
        )
        save(organiser, address)
        return address

    def test_everything_is_as_before(self, organiser: TestClient, saved: str) -> None:
        assert desk.parents()["Lớp 9A chọn"] == "Trường A"
        for _ in range(2):  # pressed twice
            assert organiser.post(f"{saved}/undoing").headers["location"] == saved
        assert sorted(desk.units()) == sorted(draft.name for draft in desk.DRAFTS)
        assert desk.parents()["Lớp 9A"] == "Trường THCS Nguyễn Du"
        assert desk.headcounts()["Lớp 9A"] == 40
        with reading() as db:
            assert [found.name for found in service.search(db, "nguyen du 9a")] == ["Lớp 9A"]
        assert desk.text(organiser.get(saved), "h1").startswith("Đã hoàn tác")
        assert desk.audited() == 2

    def test_what_is_used_stays_with_what_holds_it(self, organiser: TestClient, saved: str) -> None:
        desk.enter(desk.units()["Lớp 1A"].id)
        organiser.post(f"{saved}/undoing")
        assert {"Trường A", "Lớp 1A"} <= desk.units().keys()
        assert "Lớp 1B" not in desk.units()
        said = desk.text(organiser.get(saved))
        assert "Lớp 1A (đã có người chọn)" in said
        assert "Trường A (còn đơn vị khác thuộc nó hoặc gộp vào nó)" in said

    def test_what_was_changed_since_stays(self, organiser: TestClient, saved: str, ids: Ids) -> None:
        with writing() as db:
            service.save_units(db, [UnitDraft("9a", "Lớp 9A giỏi", "class", "nd", 44)], TODAY)
        organiser.post(f"{saved}/undoing")
        assert "Lớp 9A giỏi" in desk.units()
        assert desk.headcounts()["Lớp 9A giỏi"] == 44
        assert "Lớp 9A giỏi (đã được sửa sau khi nhập)" in desk.text(organiser.get(saved))

    def test_another_organiser_may_undo_it(self, log_in: LogIn, saved: str) -> None:
        other = log_in(Role.ORGANISER, "khac")
        assert "Hoàn tác cả lần nhập này" in desk.text(other.get(saved))
        assert other.post(f"{saved}/undoing").status_code == 303
        assert "Trường A" not in desk.units()

    def test_before_saving_there_is_nothing_to_undo(self, organiser: TestClient, ids: Ids) -> None:
        address = desk.draft(organiser, ("Thôn 1",))
        answer = organiser.post(f"{address}/undoing")
        assert (answer.status_code, "chưa lưu gì" in desk.text(answer)) == (409, True)


def test_a_changed_unit_may_move_below_a_new_one(organiser: TestClient, ids: Ids) -> None:
    """On both databases a row must be there before another points at it."""
    address = desk.draft(organiser, ("Thôn Đăk Rao", "Khối thôn mới", "rao", "", "", ""), ("Khối thôn mới",))
    save(organiser, address)
    assert desk.parents()["Thôn Đăk Rao"] == "Khối thôn mới"
