"""`units.merge`, `units.unmerge`: the pages; what is stored is tested in test_merging."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.units import service
from contest.units.service import UnitDraft
from contest.web.database import reading, writing
from tests.contest.units import desk
from tests.contest.units.desk import TODAY, Ids


@pytest.fixture
def twin(ids: Ids) -> str:
    """Thôn Đăk Rao a second time, with another mark and a chi đoàn below it."""
    drafts = [
        UnitDraft("rao2", "Thôn Đắk Rao", "village", "xa", 30),
        UnitDraft("cd", "Chi đoàn thôn", "youth", "rao2"),
    ]
    with writing() as db:
        return service.save_units(db, drafts, TODAY)["rao2"]


def plan(browser: TestClient, unit: str, into: str) -> desk.Response:
    return browser.get(f"/units/{unit}/merge", params={"into": into})


def merge(browser: TestClient, unit: str, into: str, **more: str) -> desk.Response:
    fields = desk.form(plan(browser, unit, into), f"/units/{unit}/merge") | more
    return browser.post(f"/units/{unit}/merge", data=fields)


def test_units_of_a_like_name_are_offered_first(organiser: TestClient, ids: Ids, twin: str) -> None:
    answer = organiser.get(f"/units/{twin}/merge")
    assert desk.texts(answer, "label.pick") == ["Thôn Đăk Rao"]
    found = organiser.get(f"/units/{twin}/merge", params={"q": "lop"})
    assert len(desk.texts(found, "label.pick")) == 2
    none = organiser.get(f"/units/{twin}/merge", params={"q": "khong co"})
    assert "Không thấy đơn vị nào khác" in desk.text(none)


def test_the_page_says_exactly_what_happens(organiser: TestClient, ids: Ids, twin: str) -> None:
    answer = plan(organiser, twin, ids["rao"])
    said = desk.text(answer)
    assert "Ai đã chọn “Thôn Đắk Rao” từ nay được tính cho “Thôn Đăk Rao”" in said
    assert "1 đơn vị thuộc “Thôn Đắk Rao” chuyển sang thuộc “Thôn Đăk Rao”" in said
    assert "Giữ như đang có: 210 người" in said
    assert "Cộng lại: 240 người" in said and "210 + 30" in said
    assert len(desk.units()) == 7 and desk.audited() == 0


def test_merged_and_undone_on_the_page_of_the_one_that_stays(
    organiser: TestClient, ids: Ids, twin: str
) -> None:
    answer = merge(organiser, twin, ids["rao"])
    assert answer.headers["location"] == f"/units/{ids['rao']}?done=merged"
    stays = organiser.get(answer.headers["location"])
    assert "Thôn Đắk Rao" in desk.text(stays, "#merged")
    gone = organiser.get(f"/units/{twin}")
    assert "Đơn vị này đã gộp vào Thôn Đăk Rao" in desk.text(gone)
    listed = desk.text(organiser.get("/units"))
    assert "Gồm cả Thôn Đắk Rao" in listed
    assert "Đã gộp vào Thôn Đăk Rao" in desk.text(organiser.get("/units?q=dak+rao"))
    answer = organiser.post(f"/units/{twin}/unmerging")
    assert answer.headers["location"] == f"/units/{twin}?done=unmerged"
    assert desk.parents()["Chi đoàn thôn"] == "Thôn Đắk Rao"
    again = organiser.post(f"/units/{twin}/unmerging")
    assert (again.status_code, "không còn gộp" in desk.text(again)) == (409, True)


def test_headcounts_are_added_when_asked(organiser: TestClient, ids: Ids, twin: str) -> None:
    merge(organiser, twin, ids["rao"], together="1")
    assert desk.headcounts()["Thôn Đăk Rao"] == 240


def test_a_page_that_is_old_is_shown_again_with_what_was_chosen(
    organiser: TestClient, ids: Ids, twin: str
) -> None:
    fields = desk.form(plan(organiser, twin, ids["rao"]), f"/units/{twin}/merge")
    with writing() as db:
        service.save_units(db, [UnitDraft("rao", "Thôn Đăk Rao", "village", "xa", 300)], TODAY)
    answer = organiser.post(f"/units/{twin}/merge", data=fields | {"together": "1"})
    assert answer.status_code == 409
    assert "Vừa có người sửa" in desk.text(answer, "[role=alert]")
    assert desk.form(answer, f"/units/{twin}/merge")["together"] == "1"
    assert "Cộng lại: 330 người" in desk.text(answer)


def test_what_cannot_be_is_told(organiser: TestClient, ids: Ids, twin: str) -> None:
    inside = plan(organiser, ids["nd"], ids["9a"])
    assert "Gộp ngược lại" in desk.text(inside, "[role=alert]")
    posted = organiser.post(f"/units/{ids['nd']}/merge", data={"into": ids["9a"]})
    assert (posted.status_code, "Gộp ngược lại" in desk.text(posted)) == (422, True)
    nothing = organiser.post(f"/units/{twin}/merge", data={})
    assert (nothing.status_code, "Chọn đơn vị sẽ giữ lại" in desk.text(nothing)) == (422, True)
    itself = plan(organiser, twin, twin)
    assert "Chọn một đơn vị khác" in desk.text(itself, "[role=alert]")


def test_what_is_merged_is_led_to_where_it_is(organiser: TestClient, ids: Ids, twin: str) -> None:
    merge(organiser, twin, ids["rao"])
    for answer in (
        plan(organiser, twin, ids["9a"]),
        organiser.post(f"/units/{twin}/merge", data={"into": ids["9a"]}),
        organiser.post(f"/units/{twin}/removal"),
        organiser.post(f"/units/{twin}", data={"name": "Khác", "kind": "village", "version": "x"}),
    ):
        assert answer.status_code == 409
        assert "đã gộp vào “Thôn Đăk Rao”" in desk.text(answer, "[role=alert]")
    stays = organiser.post(f"/units/{ids['rao']}/removal")
    assert stays.status_code == 409


def test_pressed_twice_it_is_one_merge(organiser: TestClient, ids: Ids, twin: str) -> None:
    fields = desk.form(plan(organiser, twin, ids["rao"]), f"/units/{twin}/merge")
    for _ in range(2):
        assert organiser.post(f"/units/{twin}/merge", data=fields | {"step": "2"}).status_code == 303
    assert desk.audited() == 1
    with reading() as db:
        assert service.merged(db) == {twin: ids["rao"]}


def test_two_classes_of_one_name_are_told_apart(organiser: TestClient, ids: Ids) -> None:
    with writing() as db:
        drafts = [
            UnitDraft("lt", "Trường THCS Lý Tự Trọng", "school"),
            UnitDraft("lt-9a", "Lớp 9A", "class", "lt"),
        ]
        other = service.save_units(db, drafts, TODAY)["lt-9a"]
    said = desk.text(plan(organiser, ids["9a"], other))
    assert "Lớp 9A, Trường THCS Nguyễn Du" in said
    assert "Lớp 9A, Trường THCS Lý Tự Trọng" in said
