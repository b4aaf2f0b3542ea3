"""Changing one and taking it out: what is noted, two at once, who only reads, the ladder."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.units import merging
from contest.units.models import Unit
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.elsewhere.writing import FORM, Desk, audited, by_unit, stored, texts, typed
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS


def test_the_form_has_what_is_stored_and_saving_it_changes_nothing(desk: Desk) -> None:
    made = desk.made()
    page = desk.get(f"/{made}")
    assert page.status_code == 200
    told = {
        name: typed(page, name) for name in ("name", "people", "units", "first_day", "last_day", "source")
    }
    assert told == {
        "name": FORM["name"],
        "people": "1200",
        "units": "Thôn 1: 40\nTrường A: 700",
        "first_day": "01/10/2026",
        "last_day": "10/10/2026",
        "source": FORM["source"],
    }
    assert "Sửa lần cuối lúc" in page.text and "Nguyễn Thanh Tùng" in page.text
    before = by_unit(made)
    assert desk.change(made, **told).status_code == 303
    assert by_unit(made) == before


def test_a_merged_unit_is_its_other_everywhere_and_the_form_saves_unchanged(desk: Desk) -> None:
    made = desk.made()
    school, village = desk.units["Trường A"], desk.units["Thôn 1"]
    with writing() as db:
        planned = merging.plan(db, village, school, OPENS)
        merging.merge(db, world.STAFF, village, school, planned.version, True, OPENS)
    page = desk.get(f"/{made}")
    assert typed(page, "units").strip() == "Trường A: 740"
    listed = desk.get().text
    assert "Trường A: 740" in listed and "Trường A: 700" not in listed
    rows = desk.get("/list.csv?sheet=2").text
    assert rows.count("Trường A") == 1 and "740" in rows
    assert desk.change(made, units=typed(page, "units")).status_code == 303
    assert by_unit(made) == {school: 740}


def test_a_unit_that_shares_its_name_comes_back_as_its_code(desk: Desk) -> None:
    with writing() as db:
        for number in (1, 2):
            db.add(Unit(name="Tổ 1", kind="village", code=f"TO-{number}", sort_key="to 1", folded="to 1"))
    made = desk.made(units="to-2: 5")
    before = by_unit(made)
    page = desk.get(f"/{made}")
    assert typed(page, "units").strip() == "TO-2: 5"
    assert desk.change(made, units=typed(page, "units")).status_code == 303
    assert by_unit(made) == before


def test_other_facts_are_kept_and_noted(desk: Desk, clock: Clock) -> None:
    made = desk.made()
    clock.set(OPENS + timedelta(minutes=3))
    answer = desk.change(made, people="1.300", units="Thôn 1: 5", selected="", last_day="11/10/2026")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/elsewhere/{made}?done=changed")
    (row,) = stored()
    assert (row.people, row.selected, row.version, row.changed_at) == (
        1300,
        0,
        2,
        OPENS + timedelta(minutes=3),
    )
    assert row.created_at == OPENS and by_unit(made) == {desk.units["Thôn 1"]: 5}
    action, detail = audited(made)[-1]
    assert action == "elsewhere.change" and (detail["people"], detail["last_day"]) == (1300, "2026-10-11")
    assert (detail["was_people"], detail["was_last_day"], detail["was_selected"]) == (1200, "2026-10-10", 3)


def test_who_comes_second_is_told_and_keeps_the_words(desk: Desk) -> None:
    made = desk.made()
    desk.change(made, people="1.300")
    answer = desk.change(made, people="1.400", name="Tên tôi ghi")
    assert answer.status_code == 409 and "trước bạn" in texts(answer, ".is-wrong")[0]
    assert (typed(answer, "name"), typed(answer, "people")) == ("Tên tôi ghi", "1.400")
    assert stored()[0].people == 1300


@pytest.mark.parametrize("version", ["", "0", "99", "x"])
def test_another_version_changes_and_removes_nothing(desk: Desk, version: str) -> None:
    made = desk.made()
    status = 422 if version == "x" else 409
    assert desk.change(made, version, people="1.300").status_code == status
    assert desk.remove(made, version).status_code == status
    assert stored()[0].people == 1200


def test_bad_input_is_told_and_kept(desk: Desk) -> None:
    made = desk.made()
    answer = desk.change(made, people="x", units="Thôn 9: 1")
    assert answer.status_code == 422
    assert texts(answer, "#people-err") and texts(answer, "#units-err")
    assert typed(answer, "units").strip() == "Thôn 9: 1"
    assert stored()[0].version == 1


def test_taking_out_is_noted_with_what_it_said(desk: Desk) -> None:
    made = desk.made()
    answer = desk.remove(made)
    assert (answer.status_code, answer.headers["location"]) == (303, "/elsewhere?done=removed")
    assert stored() == [] and by_unit(made) == {}
    action, detail = audited(made)[-1]
    assert action == "elsewhere.remove" and detail["people"] == 1200
    assert desk.remove(made).status_code == 404


def test_a_unit_that_took_part_is_not_removed(desk: Desk) -> None:
    made = desk.made()
    unit = desk.units["Thôn 1"]
    assert desk.browser.post(f"/units/{unit}/removal", data={}).status_code in (404, 409, 422)
    assert by_unit(made)[unit] == 40


# --- the ladder -----------------------------------------------------------------------------------


def test_who_only_looks_reads_and_changes_nothing(enter: Enter, desk: Desk) -> None:
    made = desk.made()
    desk.browser.cookies.clear()
    viewer = Desk(enter(Role.VIEWER), desk.units)
    page = viewer.get(f"/{made}")
    assert page.status_code == 200 and "Người tổ chức sửa danh sách này." in page.text
    assert "Thôn 1: 40" in texts(page, "#read")[0] and "<form" not in page.text.split("<main")[1]
    assert viewer.change(made).status_code == 403
    assert viewer.remove(made).status_code == 403
    assert stored()[0].version == 1


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    assert app_client.get(f"/elsewhere/{NOBODY}").status_code == 303
    assert app_client.post(f"/elsewhere/{NOBODY}", data=FORM).status_code == 401
    assert app_client.post(f"/elsewhere/{NOBODY}/removal", data={}).status_code == 401


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_contest(desk: Desk, bad: str) -> None:
    assert desk.get(f"/{bad}").status_code == 404
    assert desk.change(bad).status_code == 404
    assert desk.remove(bad).status_code == 404


def test_wrong_methods(desk: Desk) -> None:
    made = desk.made()
    assert desk.get(f"/{made}/removal").status_code == 405
    assert desk.browser.put(f"/elsewhere/{made}").status_code == 405
