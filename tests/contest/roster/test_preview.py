"""`roster.preview`, `roster.mend`, `roster.save`, `roster.undo`: from the file to the roster."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.lists.drafts import STALE
from contest.web.database import Database
from tests.contest.roster import desk
from tests.contest.rounds.world import World
from tests.contest.selects import selects
from tests.contest.units.desk import form, page, text, texts

LIST = (
    ("Y Bích", 1990, "Đâu đó"),
    ("A Thui", 1990, "Thôn Đăk Rao", "", "12"),
    ("Y Thu Hằng", "05/9/2011", "Trường THCS Nguyễn Du", "9A", "", "HS1"),
    ("Y THU HẰNG", 2011, "Lớp 9A", "9A"),
    ("A Phương", "", "Thôn Đăk Rao"),
    ("A Nhất", 2011, "Trường THCS Nguyễn Du", "9C"),
)


def mend(browser: TestClient, address: str, line: int, deed: str = "write", **cells: str) -> Any:
    return browser.post(f"{address}/rows", data={"line": str(line), "deed": deed, **cells})


def save(browser: TestClient, address: str) -> Any:
    return browser.post(f"{address}/saving", data=form(browser.get(address), f"{address}/saving"))


@pytest.fixture
def address(organiser: TestClient, contest: World) -> str:
    return desk.draft(organiser, contest.round_id, *LIST)


def row(browser: TestClient, address: str, line: int) -> str:
    return text(browser.get(address), f"#row-{line}")


def test_every_problem_is_told_at_its_row_the_worst_first(organiser: TestClient, address: str) -> None:
    answer = organiser.get(address)
    shown = [node.attributes["id"] for node in page(answer).css("tbody[id]")]
    assert shown == ["row-2", "row-3", "row-7", "row-5", "row-6", "row-4"]
    assert "Không thấy đơn vị “Đâu đó”." in row(organiser, address, 2)
    assert "Số điện thoại gồm 10 chữ số" in row(organiser, address, 3)
    assert "Giống dòng 4 “Y Thu Hằng”" in row(organiser, address, 5)
    assert "Chưa có năm sinh" in row(organiser, address, 6)
    assert "“Trường THCS Nguyễn Du” chỉ để nhóm" in row(organiser, address, 7)
    assert "Lưu được ngay 2 người. 4 dòng còn lại" in text(answer, ".list-save")
    tabs = texts(answer, ".list-tabs a")
    assert tabs == ["Tất cả 6", "Cần sửa 3", "Cần chọn 1", "Nên xem 1", "Sẵn sàng 1"]


def test_mended_on_the_page_and_saved_with_one_button(
    organiser: TestClient, contest: World, address: str
) -> None:
    answer = mend(organiser, address, 2, unit="Thôn Đăk Rao")
    assert answer.headers["location"] == f"{address}#row-2"
    mend(organiser, address, 3, phone="0912345678")
    mend(organiser, address, 5, "keep")
    buttons = page(organiser.get(address)).css("#row-7 button[name=pick]")
    assert [button.text() for button in buttons] == [
        "Lớp 9A, Trường THCS Nguyễn Du",
        "Lớp 9B, Trường THCS Nguyễn Du",
    ]
    mend(organiser, address, 7, unit="Trường THCS Nguyễn Du", pick=str(buttons[1].attributes["value"]))
    assert "Lưu được ngay 6 người." in text(organiser.get(address), ".list-save")
    assert save(organiser, address).headers["location"] == address
    assert len(desk.names(contest.round_id)) == 6
    assert "Đã lưu 6 người." in text(organiser.get(address))


def test_what_was_typed_stays_where_it_is_wrong_again(organiser: TestClient, address: str) -> None:
    mend(organiser, address, 3, phone="0912 xyz")
    field = page(organiser.get(address)).css_first("#row-3 input[name=phone]")
    assert field is not None
    assert field.attributes["value"] == "0912 xyz"


def test_a_sound_row_may_be_opened_and_changed(organiser: TestClient, contest: World, address: str) -> None:
    answer = organiser.get(f"{address}?only=ready&edit=4")
    fields = [node.attributes["name"] for node in page(answer).css("#row-4 input:not([type=hidden])")]
    assert fields == ["name", "year", "unit", "group", "phone", "code"]
    mended = mend(organiser, address, 4, name="Y Thu Hà", only="ready")
    assert mended.headers["location"] == f"{address}?only=ready#row-4"
    assert "Y Thu Hà" in row(organiser, address, 4)


def test_a_row_is_left_out(organiser: TestClient, address: str) -> None:
    for _ in range(2):
        assert mend(organiser, address, 2, "drop").status_code == 303
    assert page(organiser.get(address)).css_first("#row-2") is None
    gone = mend(organiser, address, 2, name="B")
    assert (gone.status_code, text(gone, "[role=alert]")) == (409, "Dòng này không còn trong danh sách.")


def test_a_list_that_changed_in_another_window_is_not_saved(
    organiser: TestClient, contest: World, address: str
) -> None:
    fields = form(organiser.get(address), f"{address}/saving")
    mend(organiser, address, 4, name="Y Thu Hà")
    answer = organiser.post(f"{address}/saving", data=fields)
    assert (answer.status_code, text(answer, "[role=alert]")) == (409, STALE)
    assert desk.names(contest.round_id) == []


def test_an_import_is_undone_whole_until_somebody_has_come(
    organiser: TestClient, contest: World, address: str
) -> None:
    save(organiser, address)
    desk.come(contest.round_id, "A Phương")
    refused = organiser.post(f"{address}/undoing")
    assert refused.status_code == 409
    assert "1 người của tệp này đã vào thi (A Phương)" in text(refused, "[role=alert]")
    other = desk.draft(organiser, contest.round_id, ("Y Lan", 1990, "rao"))
    save(organiser, other)
    assert organiser.post(f"{other}/undoing").headers["location"] == other
    answer = organiser.get(other)
    assert "Đã hoàn tác" in text(answer, "h2")
    assert page(answer).css("main form") == []
    assert "Y Lan" not in desk.names(contest.round_id)


def test_brought_again_there_is_nobody_new(organiser: TestClient, contest: World, address: str) -> None:
    save(organiser, address)
    again = desk.draft(organiser, contest.round_id, LIST[2])
    answer = organiser.get(again)
    assert "Không có ai mới. 1 người đã có trong danh sách." in text(answer, ".list-save")
    save(organiser, again)
    assert "Mọi người trong tệp đã có trong danh sách" in text(organiser.get(again))


@pytest.mark.parametrize(
    "data", [{}, {"line": "0"}, {"line": "x"}, {"line": "2", "deed": "evil"}, {"line": "2", "evil": "1"}]
)
def test_a_form_that_we_never_sent_breaks_nothing(
    organiser: TestClient, address: str, data: dict[str, str]
) -> None:
    assert organiser.post(f"{address}/rows", data=data).status_code == 422


def test_names_are_text(organiser: TestClient, contest: World) -> None:
    evil = desk.draft(organiser, contest.round_id, ("<script>x</script>", 1990, "<b>x</b>", "<i>"))
    assert "<script>x" not in organiser.get(evil).text
    assert "<b>x" not in organiser.get(f"{evil}?edit=2").text


def test_pages_hold_a_hundred_rows_and_ask_no_more_for_many(
    organiser: TestClient, contest: World, sqlite_database: Database
) -> None:
    few = desk.draft(organiser, contest.round_id, *LIST[:3])
    many = desk.draft(organiser, contest.round_id, *((f"A {n}", 1990, "rao", "", "", n) for n in range(250)))
    asked = []
    for address in (few, many):
        organiser.get(address)
        seen = selects(sqlite_database)
        organiser.get(address)
        asked.append(len(seen))
        seen.clear()
    assert asked[1] <= asked[0]
    answer = organiser.get(f"{many}?page=3")
    assert len(page(answer).css("tbody[id]")) == 50
    assert "Trang 3/3" in text(answer)
    assert len(page(organiser.get(f"{many}?page=99")).css("tbody[id]")) == 50
