"""`units.edit`, `units.remove`, `units.uncount`: change one unit, its headcounts, take it out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.units import service
from contest.units.service import UnitDraft
from contest.web.database import reading, writing
from tests.contest.units import desk
from tests.contest.units.conftest import LogIn
from tests.contest.units.desk import TODAY, Ids


def change(browser: TestClient, unit: str, **changes: str) -> desk.Response:
    """Open the form, change cells, send it."""
    path = f"/units/{unit}"
    return browser.post(path, data=desk.form(browser.get(path), path) | changes)


def test_the_page_shows_what_is_stored(organiser: TestClient, ids: Ids) -> None:
    answer = organiser.get(f"/units/{ids['9a']}")
    fields = desk.form(answer, f"/units/{ids['9a']}")
    assert (fields["name"], fields["kind"], fields["parent"], fields["code"]) == (
        "Lớp 9A",
        "class",
        ids["nd"],
        "9a",
    )
    assert desk.texts(answer, ".counts tbody td") == ["05/10/2026", "40", "Ban Tổ chức", "Xóa"]


def test_a_change_is_saved_and_audited(organiser: TestClient, ids: Ids) -> None:
    answer = change(organiser, ids["9a"], name="Lớp 9A1", kind="group", parent=ids["xa"], code="")
    assert answer.headers["location"] == f"/units/{ids['9a']}?done=changed"
    made = desk.units()["Lớp 9A1"]
    assert (made.id, made.kind, made.parent_id) == (ids["9a"], "group", ids["xa"])
    assert made.code == f"dv-{ids['9a']}"
    assert desk.form(organiser.get(f"/units/{ids['9a']}"), f"/units/{ids['9a']}")["code"] == ""
    assert desk.audited() == 1


def test_not_ticked_it_may_not_be_chosen(organiser: TestClient, ids: Ids) -> None:
    fields = desk.form(organiser.get(f"/units/{ids['9a']}"), f"/units/{ids['9a']}")
    del fields["open_to_all"]
    organiser.post(f"/units/{ids['9a']}", data=fields)
    assert not desk.units()["Lớp 9A"].open_to_all


def test_a_new_headcount_joins_the_earlier_ones(organiser: TestClient, ids: Ids) -> None:
    change(organiser, ids["9a"], people="41", on="01/9/2026", source="Sổ điểm danh")
    cells = desk.texts(organiser.get(f"/units/{ids['9a']}"), ".counts tbody td")
    assert cells[:3] == ["05/10/2026", "40", "Ban Tổ chức"]
    assert cells[4:7] == ["01/09/2026", "41", "Sổ điểm danh"]
    assert desk.headcounts(TODAY - timedelta(days=1))["Lớp 9A"] == 41


def test_one_days_number_is_taken_out(organiser: TestClient, ids: Ids) -> None:
    path = f"/units/{ids['9a']}/headcounts/removal"
    assert organiser.post(path, data={"on": "2026-10-05"}).status_code == 303
    assert "Lớp 9A" not in desk.headcounts()
    again = organiser.post(path, data={"on": "2026-10-05"})
    assert (again.status_code, "đã được xóa" in desk.text(again, "[role=alert]")) == (409, True)
    assert organiser.post(path, data={"on": "hôm qua"}).status_code == 422


def test_children_are_found_by_the_new_name(organiser: TestClient, ids: Ids) -> None:
    change(organiser, ids["nd"], name="Trường THCS Lý Tự Trọng")
    with reading() as db:
        assert [row.name for row in service.search(db, "ly tu trong 9a")] == ["Lớp 9A"]
        assert service.search(db, "nguyen du 9a") == ()


@pytest.mark.parametrize("below", ["nd", "9a"])
def test_nothing_is_put_below_itself(organiser: TestClient, ids: Ids, below: str) -> None:
    answer = change(organiser, ids["nd"], parent=ids[below])
    assert answer.status_code == 422
    assert "nằm trong chính đơn vị này" in desk.text(answer, "#parent")
    assert desk.parents()["Trường THCS Nguyễn Du"] == "Xã Đăk Tô"


def test_two_people_at_the_same_unit_lose_nothing(log_in: LogIn, ids: Ids) -> None:
    path = f"/units/{ids['9a']}"
    browser = log_in(Role.ORGANISER)
    mine = desk.form(browser.get(path), path) | {"name": "Lớp 9A của tôi"}
    change(log_in(Role.ORGANISER, "khac"), ids["9a"], name="Lớp 9A của bạn")
    answer = log_in(Role.ORGANISER).post(path, data=mine)
    assert answer.status_code == 409
    assert desk.form(answer, path)["name"] == "Lớp 9A của tôi"
    assert "Lớp 9A của bạn" in desk.text(answer, "#stored")
    assert "Lớp 9A của bạn" in desk.units()
    # Read, and sent again: now it is a decision.
    assert browser.post(path, data=desk.form(answer, path)).status_code == 303
    assert "Lớp 9A của tôi" in desk.units()


def test_a_wrong_cell_does_not_hide_that_somebody_else_saved(log_in: LogIn, ids: Ids) -> None:
    path = f"/units/{ids['9a']}"
    browser = log_in(Role.ORGANISER)
    mine = desk.form(browser.get(path), path) | {"name": ""}
    change(browser, ids["9a"], name="Lớp 9A mới")
    again = browser.post(path, data=mine)
    assert again.status_code == 422
    assert browser.post(path, data=desk.form(again, path) | {"name": "Lớp 9X"}).status_code == 409


def test_sent_twice_it_is_one_change(organiser: TestClient, ids: Ids) -> None:
    path = f"/units/{ids['9a']}"
    fields = desk.form(organiser.get(path), path) | {"name": "Lớp 9A1", "people": "41"}
    for _ in range(2):
        assert organiser.post(path, data=fields).status_code == 303
    assert desk.audited() == 1


def test_without_script_the_parent_is_looked_for(organiser: TestClient, ids: Ids) -> None:
    answer = change(organiser, ids["9a"], q="rao", find="1", name="Đổi dở")
    assert answer.status_code == 200
    assert "Thôn Đăk Rao" in desk.text(answer, "#units")
    assert desk.form(answer, f"/units/{ids['9a']}")["name"] == "Đổi dở"


class TestRemove:
    def test_what_nothing_points_at_goes(self, organiser: TestClient, ids: Ids) -> None:
        answer = organiser.post(f"/units/{ids['9a']}/removal", data={"step": "2"})
        assert answer.headers["location"] == "/units?done=removed&step=2"
        assert "Lớp 9A" not in desk.units()
        assert organiser.post(f"/units/{ids['9a']}/removal").status_code == 404

    def test_what_others_stand_below_stays(self, organiser: TestClient, ids: Ids) -> None:
        answer = organiser.post(f"/units/{ids['nd']}/removal")
        assert answer.status_code == 409
        assert "Còn 2 đơn vị thuộc “Trường THCS Nguyễn Du”." in desk.text(answer, "[role=alert]")

    def test_what_somebody_chose_stays_and_says_what_to_do(self, organiser: TestClient, ids: Ids) -> None:
        desk.enter(ids["9a"])
        answer = organiser.post(f"/units/{ids['9a']}/removal")
        assert answer.status_code == 409
        assert "Bạn gộp vào đơn vị khác, hoặc bỏ dấu" in desk.text(answer, "[role=alert]")
        assert "Lớp 9A" in desk.units()


def test_a_kind_of_an_older_program_is_another(organiser: TestClient, ids: Ids) -> None:
    with writing() as db:
        service.save_units(db, [UnitDraft("9a", "Lớp 9A", "thon", "nd")], TODAY)
    answer = organiser.get(f"/units/{ids['9a']}")
    assert desk.form(answer, f"/units/{ids['9a']}")["kind"] == "other"
    assert desk.text(answer, "h1 .chip") == "Khác"
