"""The same ladder for every route of units: who, bad id, wrong method, another site."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.contest.units import desk
from tests.contest.units.desk import NOBODY, Ids

LOOKS = ("/units", "/units/finder", "/units/template.xlsx", "/units/list.csv", "/units/list.xlsx")
OWN = ("/units/new", "/units/upload")
DEEDS = ("/units/new", "/units/upload", "/units/sample", "/units/sample/removal")
OF_UNIT = ("", "/removal", "/merge", "/unmerging", "/headcounts/removal")
OF_DRAFT = ("/rows", "/saving", "/removal", "/undoing")
BAD = (NOBODY, "abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "..%2f..%2fetc")


def posts(ids: Ids) -> list[str]:
    units = [f"/units/{ids['9a']}{tail}" for tail in OF_UNIT]
    return [*DEEDS, *units, *(f"/units/imports/{NOBODY}{tail}" for tail in OF_DRAFT)]


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, ids: Ids) -> None:
    pages = (*LOOKS, *OWN, f"/units/{ids['9a']}", f"/units/{ids['9a']}/merge", f"/units/imports/{NOBODY}")
    for path in pages:
        answer = app_client.get(path)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


def test_a_stranger_and_a_viewer_change_nothing(viewer: TestClient, ids: Ids) -> None:
    before = desk.audited()
    for path in posts(ids):
        assert viewer.post(path).status_code == 403, path
    viewer.cookies.clear()
    for path in posts(ids):
        assert viewer.post(path).status_code == 401, path
    assert (desk.audited(), len(desk.units())) == (before, 5)


def test_a_viewer_may_look(viewer: TestClient, ids: Ids) -> None:
    for path in (*LOOKS, f"/units/{ids['9a']}"):
        answer = viewer.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["cache-control"] == "no-store"
    for path in (*OWN, f"/units/{ids['9a']}/merge", f"/units/imports/{NOBODY}"):
        assert viewer.get(path).status_code == 403, path


def test_a_viewer_is_offered_no_deed(viewer: TestClient, ids: Ids) -> None:
    for path in ("/units", f"/units/{ids['9a']}", f"/units/{ids['nd']}"):
        forms = desk.page(viewer.get(path)).css("main form[method=post]")
        assert forms == [], path


@pytest.mark.parametrize("bad", BAD)
def test_no_such_unit_and_no_such_list(organiser: TestClient, bad: str) -> None:
    for path in (f"/units/{bad}", f"/units/{bad}/merge", f"/units/imports/{bad}"):
        assert organiser.get(path).status_code == 404, path
    for tail, data in (("/removal", {}), ("/merge", {"into": NOBODY})):
        assert organiser.post(f"/units/{bad}{tail}", data=data).status_code == 404, tail
    good = {"name": "Thôn 1", "kind": "village"}
    assert organiser.post(f"/units/{bad}", data=good).status_code == 404
    for tail, data in (("/rows", {"line": "2"}), ("/saving", {}), ("/undoing", {})):
        assert organiser.post(f"/units/imports/{bad}{tail}", data=data).status_code == 404, tail


def test_deeds_take_no_get(organiser: TestClient, ids: Ids) -> None:
    for tail in ("/removal", "/unmerging", "/headcounts/removal"):
        assert organiser.get(f"/units/{ids['9a']}{tail}").status_code == 405
    for tail in OF_DRAFT:
        assert organiser.get(f"/units/imports/{NOBODY}{tail}").status_code == 405
    assert organiser.get("/units/sample/removal").status_code == 405
    assert organiser.get("/units/sample").status_code == 404


def test_looks_take_no_post(organiser: TestClient) -> None:
    assert organiser.post("/units").status_code == 405


def test_another_site_does_nothing(organiser: TestClient, ids: Ids) -> None:
    before = desk.audited()
    for path in posts(ids):
        answer = organiser.post(path, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403, path
    assert desk.audited() == before


def test_a_field_that_we_never_sent_is_told_and_breaks_nothing(organiser: TestClient, ids: Ids) -> None:
    for path in ("/units/new", f"/units/{ids['9a']}"):
        answer = organiser.post(path, data={"name": "Thôn 1", "kind": "village", "evil": "1"})
        assert answer.status_code == 422, path
    for path in (f"/units/{ids['9a']}/removal", "/units/sample", f"/units/imports/{NOBODY}/rows"):
        assert organiser.post(path, data={"evil": "1", "step": "x"}).status_code == 422, path
    assert len(desk.units()) == 5
