"""`units.new`: add one by hand."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.contest.units import desk
from tests.contest.units.desk import NOBODY, TODAY, Ids

GOOD = {"name": "Thôn Kon Tu", "kind": "village", "open_to_all": "1"}


def test_it_is_added_with_everything(organiser: TestClient, ids: Ids) -> None:
    fields = desk.form(organiser.get("/units/new"), "/units/new") | GOOD
    told = {"parent": ids["xa"], "people": "1.210", "on": "01/9/2026", "source": "Báo cáo", "code": "kt"}
    answer = organiser.post("/units/new", data=fields | told)
    assert (answer.status_code, answer.headers["location"]) == (303, "/units?done=added")
    made = desk.units()["Thôn Kon Tu"]
    assert (made.kind, made.parent_id, made.code, made.open_to_all) == ("village", ids["xa"], "kt", True)
    assert desk.headcounts()["Thôn Kon Tu"] == 1210
    assert desk.audited() == 1
    assert "Đã thêm đơn vị." in desk.text(organiser.get("/units?done=added"))


def test_sent_twice_it_is_one_unit(organiser: TestClient) -> None:
    fields = desk.form(organiser.get("/units/new"), "/units/new") | GOOD
    for _ in range(2):
        assert organiser.post("/units/new", data=fields).status_code == 303
    assert list(desk.units()) == ["Thôn Kon Tu"]
    assert desk.audited() == 1


def test_at_first_it_may_be_chosen_and_stands_below_where_one_came_from(
    organiser: TestClient, ids: Ids
) -> None:
    fields = desk.form(organiser.get(f"/units/new?parent={ids['nd']}"), "/units/new")
    assert (fields["open_to_all"], fields["parent"]) == ("1", ids["nd"])
    assert organiser.get("/units/new?parent=%3Cb%3E").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Ghi tên đơn vị, ví dụ Thôn Đăk Rao."),
        ("name", "  … ", "Ghi tên đơn vị, ví dụ Thôn Đăk Rao."),
        ("name", "x" * 201, "Tên dài nhất 200 ký tự."),
        ("kind", "castle", "Chọn một loại trong danh sách."),
        ("people", "12,5", "Quân số là số nguyên"),
        ("people", "nhiều", "Quân số là số nguyên"),
        ("people", "-4", "Quân số là số nguyên"),
        ("people", "9" * 9, "Quân số này lớn quá."),
        ("on", "31/9/2026", "Ngày ghi như 01/9/2026."),
        ("on", "01/9/2030", "Ngày này chưa hợp lý."),
        ("code", "mã có dấu", "Mã gồm chữ không dấu"),
        ("code", "9a", "Mã này của “Lớp 9A”."),
        ("source", "x" * 201, "Ngắn lại"),
        ("parent", NOBODY, "Không thấy đơn vị này nữa."),
        ("parent", "'; --", "Ô này chưa đúng."),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_kept(
    organiser: TestClient, ids: Ids, field: str, typed: str, said: str
) -> None:
    told = GOOD | {"people": "12", "on": "01/9/2026"} | {field: typed}
    answer = organiser.post("/units/new", data=told)
    assert answer.status_code == 422
    assert said in desk.text(answer)
    assert desk.page(answer).css_first(f'[role=alert] a[href="#{field}"]') is not None
    kept = desk.form(answer, "/units/new")
    for name in {"name", "people", "on", "code"} & told.keys():
        assert kept[name] == told[name]
    assert len(desk.units()) == 5


def test_a_day_without_a_number_is_asked_about(organiser: TestClient) -> None:
    answer = organiser.post("/units/new", data=GOOD | {"on": "01/9/2026"})
    assert "Ghi quân số, hoặc xóa ngày và nguồn." in desk.text(answer)


def test_the_same_name_at_the_same_place_is_refused(organiser: TestClient, ids: Ids) -> None:
    twin = GOOD | {"name": "thôn  đăk rao"}
    answer = organiser.post("/units/new", data=twin | {"parent": ids["xa"]})
    assert "Đã có “thôn đăk rao” ở cùng nơi." in desk.text(answer)
    assert organiser.post("/units/new", data=twin | {"parent": ids["nd"]}).status_code == 303


def test_nfd_and_signs_that_nobody_sees_are_cleaned(organiser: TestClient) -> None:
    organiser.post("/units/new", data=GOOD | {"name": "Tho\u0302n\u200b  \u0110a\u0306k Rao\u202e"})
    assert list(desk.units()) == ["Thôn Đăk Rao"]


def test_without_script_the_parent_is_looked_for_by_post(organiser: TestClient, ids: Ids) -> None:
    answer = organiser.post("/units/new", data=GOOD | {"q": "nguyen du", "find": "1", "step": "2"})
    assert answer.status_code == 200
    assert "Trường THCS Nguyễn Du" in desk.text(answer, "#units")
    assert desk.form(answer, "/units/new")["name"] == "Thôn Kon Tu"
    assert desk.form(answer, "/units/new")["step"] == "2"
    assert len(desk.units()) == 5


def test_a_number_without_a_day_is_of_today(organiser: TestClient) -> None:
    organiser.post("/units/new", data=GOOD | {"people": "5"})
    assert desk.headcounts(TODAY) == {"Thôn Kon Tu": 5}
