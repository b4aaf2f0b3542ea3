"""Writing one down: what is stored and noted, what is refused, the ladder."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.accounts.states import Role
from tests.contest.elsewhere.writing import FORM, Desk, audited, by_unit, stored, texts, typed
from tests.contest.rounds.conftest import Enter


def test_it_is_kept_with_its_units_and_noted(desk: Desk) -> None:
    made = desk.made()
    (row,) = stored()
    assert (row.id, row.name, row.organiser, row.level) == (
        *(made, "Tìm hiểu chuyển đổi số tỉnh", "Sở Khoa học và Công nghệ"),
        "province",
    )
    assert (row.first_day, row.last_day) == (date(2026, 10, 1), date(2026, 10, 10))
    assert (row.people, row.selected, row.prizes, row.version) == (1200, 3, 1, 1)
    assert (row.address, row.source) == ("https://thi.example", "Công văn số 12/SKHCN")
    assert by_unit(made) == {desk.units["Trường A"]: 700, desk.units["Thôn 1"]: 40}
    told = {"last_day": "2026-10-10", "people": 1200, "selected": 3, "prizes": 1}
    assert audited(made) == [("elsewhere.add", told)]
    assert "Đã ghi cuộc thi." in desk.get("?done=added").text


def test_the_form_brings_its_id_and_twice_is_once(desk: Desk) -> None:
    key = typed_key(desk)
    assert [desk.add(key=key).status_code for _ in range(2)] == [303, 303]
    assert [row.id for row in stored()] == [key] and len(audited(key)) == 1


def typed_key(desk: Desk) -> str:
    page = desk.get("/new")
    return next(iter(entropy_ids(page.text)))


def entropy_ids(text: str) -> list[str]:
    return [part.split('"')[0] for part in text.split('name="key" value="')[1:]]


def test_a_form_without_an_id_is_taken_too(desk: Desk) -> None:
    assert desk.add(key="").status_code == 303
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"organiser": "x" * 201}, "organiser"),
        ({"level": "town"}, "level"),
        ({"first_day": "31/02/2026"}, "first_day"),
        ({"last_day": "30/09/2026"}, "last_day"),
        ({"people": "nhiều"}, "people"),
        ({"selected": "1.201"}, "selected"),
        ({"prizes": "-1"}, "prizes"),
        ({"units": "Thôn 9: 1"}, "units"),
        ({"units": "Trường A: 1.201"}, "units"),
        ({"people": "1" * 21}, "people"),
        ({"source": "x" * 501}, "source"),
        ({"address": "x" * 301}, "address"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(desk: Desk, changed: dict[str, str], field: str) -> None:
    answer = desk.add(**changed)
    assert answer.status_code == 422
    assert texts(answer, f"#{field}-err") != []
    sent = FORM | changed
    for name in ("name", "organiser", "people", "units", "source"):
        assert typed(answer, name).strip() == sent[name].strip()
    assert stored() == []


def test_a_field_that_no_form_has(desk: Desk) -> None:
    answer = desk.add(created_by="x")
    assert answer.status_code == 422 and texts(answer, ".is-wrong") != []
    assert typed(answer, "name") == FORM["name"] and stored() == []


@pytest.mark.parametrize("key", ["x", "A" * 13, "' OR 1=1 --"])
def test_a_bad_id_is_no_form(desk: Desk, key: str) -> None:
    assert desk.add(key=key).status_code == 422
    assert stored() == []


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    assert app_client.get("/elsewhere/new").status_code == 303
    assert app_client.post("/elsewhere/new", data=FORM).status_code == 401


def test_who_only_looks_writes_nothing(enter: Enter) -> None:
    browser = enter(Role.VIEWER)
    assert browser.get("/elsewhere/new").status_code == 403
    assert browser.post("/elsewhere/new", data=FORM | {"key": entropy.new_id()}).status_code == 403
    assert stored() == []


def test_wrong_methods(desk: Desk) -> None:
    assert desk.browser.put("/elsewhere/new").status_code == 405
