"""`units.upload`, `units.template`: a file becomes a draft; whatever is no list is told, nothing is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from tests.conftest import Clock
from tests.contest.units import desk
from tests.contest.units.conftest import LogIn
from tests.contest.units.desk import HEADS, Ids, book


def test_a_file_leads_to_its_preview_and_saves_nothing(organiser: TestClient, ids: Ids) -> None:
    address = desk.draft(organiser, ("Thôn Kon Tu", "Xã Đăk Tô", "", "", 12, ""))
    assert address.startswith("/units/imports/")
    assert "Chưa dòng nào được lưu." in desk.text(organiser.get(address))
    assert "Thôn Kon Tu" not in desk.units()
    assert desk.audited() == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Tệp này trống"),
        (b"xin chao", "Tệp Excel bị hỏng"),
        (book([("Câu hỏi",), ("a",)]), "Không thấy dòng tiêu đề có cột “Tên đơn vị”."),
        (book([HEADS]), "Dưới dòng tiêu đề chưa có đơn vị nào."),
    ],
    ids=range(4),
)
def test_what_is_no_list_is_told_on_the_same_page(organiser: TestClient, data: bytes, said: str) -> None:
    answer = desk.upload(organiser, data, step="2")
    assert answer.status_code == 422
    assert said in desk.text(answer, "[role=alert]")
    assert desk.form(answer, "/units/upload")["step"] == "2"


def test_without_a_file_it_is_asked_for(organiser: TestClient) -> None:
    for answer in (organiser.post("/units/upload"), organiser.post("/units/upload", data={"file": "x"})):
        assert answer.status_code == 422
        assert "Chọn tệp Excel (.xlsx)" in desk.text(answer, "[role=alert]")


def test_a_file_that_is_too_large_is_refused(organiser: TestClient) -> None:
    assert desk.upload(organiser, b"x" * 13_000_000).status_code == 413


def test_a_files_name_is_text(organiser: TestClient) -> None:
    answer = desk.upload(organiser, book([HEADS, ("Thôn 1",)]), name="<b>ds</b>\u202e.xlsx")
    shown = organiser.get(answer.headers["location"])
    assert "<b>ds" not in shown.text
    assert "<b>ds</b>.xlsx" in desk.text(shown, "h1")


def test_drafts_are_ones_own_and_wait_for_a_week(log_in: LogIn, clock: Clock) -> None:
    address = desk.draft(log_in(Role.ORGANISER), ("Thôn 1",))
    assert "1 dòng chờ lưu" in desk.text(log_in(Role.ORGANISER).get("/units/upload"))
    other = log_in(Role.ADMIN)
    assert other.get(address).status_code == 404
    for tail in ("/saving", "/undoing", "/rows"):
        assert other.post(address + tail, data={"line": "2"} if tail == "/rows" else {}).status_code == 404
    assert "dòng chờ lưu" not in desk.text(other.get("/units/upload"))
    clock.move(days=6, hours=23)
    assert log_in(Role.ORGANISER).get(address).status_code == 200
    clock.move(hours=1)
    assert log_in(Role.ORGANISER).get(address).status_code == 404


def test_what_waited_too_long_is_thrown_away(organiser: TestClient, log_in: LogIn, clock: Clock) -> None:
    desk.draft(organiser, ("Thôn 1",))
    half = desk.draft(organiser, ("Thôn 2",), ("Thôn 3", "Đâu đó"))
    organiser.post(f"{half}/saving", data={"version": "1"})
    clock.set(clock.now + timedelta(days=8))
    desk.draft(log_in(Role.ORGANISER), ("Thôn 4",))
    listed = desk.texts(organiser.get("/units/upload"), "tbody .chip")
    assert listed == ["1 dòng chờ lưu", "Đã lưu"]
    assert organiser.get(half).status_code == 200


def test_the_template_is_a_workbook(viewer: TestClient) -> None:
    answer = viewer.get("/units/template.xlsx")
    assert answer.headers["content-disposition"] == 'attachment; filename="mau-don-vi.xlsx"'
    assert answer.content.startswith(b"PK")


def test_without_units_the_sample_is_offered(organiser: TestClient) -> None:
    assert "Dùng xã mẫu" in desk.text(organiser.get("/units/upload"))
