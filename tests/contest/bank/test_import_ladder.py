"""The same ladder for every route of imports: who, bad id, nothing there, wrong method, another site."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.contest.bank import files
from tests.contest.bank.files import MIXED, SOUND

NOBODY = "0" * 13
BAD = (NOBODY, "abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "..%2f..%2fetc")
READS = ("/bank/{bank}/upload", "/bank/{bank}/imports", "/bank/imports/{batch}")
READS += ("/bank/imports/{batch}/rows/2", "/bank/imports/{batch}/annotated.xlsx")
DEEDS = ("/bank/{bank}/upload", "/bank/imports/{batch}/rows/2")
DEEDS += ("/bank/imports/{batch}/confirming", "/bank/imports/{batch}/taking-back")


@pytest.fixture
def ids(app_client: TestClient) -> dict[str, str]:
    """A bank, and an import into it."""
    from contest import clock

    bank = files.make_bank()
    return {"bank": bank.public_id, "batch": files.bring(bank, files.book(*MIXED), clock.now())}


def post(browser: TestClient, address: str, **more: Any) -> int:
    if address.endswith("/upload"):
        return browser.post(address, files={"file": ("x.xlsx", files.book(SOUND))}, **more).status_code
    return browser.post(address, data={"version": "1", "answer": "A"}, **more).status_code


def nothing_happened(ids: dict[str, str]) -> bool:
    from contest.bank import import_showing
    from contest.web.database import reading

    with reading() as db:
        return files.count() == 1 and import_showing.batch(db, ids["batch"]).version == 1


@pytest.mark.parametrize("path", [*READS, "/bank/imports/template.xlsx"])
def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, ids: dict[str, str], path: str) -> None:
    answer = app_client.get(path.format(**ids))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(app_client: TestClient, ids: dict[str, str], path: str) -> None:
    assert post(app_client, path.format(**ids)) == 401
    assert nothing_happened(ids)


@pytest.mark.parametrize("path", READS)
def test_to_a_member_without_a_part_nothing_is_there(
    viewer: TestClient, ids: dict[str, str], path: str
) -> None:
    assert viewer.get(path.format(**ids)).status_code == 404


@pytest.mark.parametrize("path", DEEDS)
def test_a_member_without_a_part_does_nothing(viewer: TestClient, ids: dict[str, str], path: str) -> None:
    assert post(viewer, path.format(**ids)) == 404
    assert nothing_happened(ids)


@pytest.mark.parametrize("path", READS)
def test_an_organiser_sees_it(organiser: TestClient, ids: dict[str, str], path: str) -> None:
    answer = organiser.get(path.format(**ids))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("bad", BAD)
def test_nothing_is_there(organiser: TestClient, ids: dict[str, str], bad: str) -> None:
    for path in READS:
        assert organiser.get(path.format(bank=bad, batch=bad)).status_code == 404, path
    for path in DEEDS:
        assert post(organiser, path.format(bank=bad, batch=bad)) == 404, path


@pytest.mark.parametrize("path", ["/bank/{bank}/imports", "/bank/imports/{batch}/annotated.xlsx"])
def test_pages_take_no_post(organiser: TestClient, ids: dict[str, str], path: str) -> None:
    assert organiser.post(path.format(**ids)).status_code == 405


@pytest.mark.parametrize("path", DEEDS[2:])
def test_deeds_take_no_get(organiser: TestClient, ids: dict[str, str], path: str) -> None:
    assert organiser.get(path.format(**ids)).status_code == 405


@pytest.mark.parametrize("path", DEEDS)
def test_another_site_does_nothing(organiser: TestClient, ids: dict[str, str], path: str) -> None:
    assert post(organiser, path.format(**ids), headers={"Origin": "https://evil.example"}) == 403
    assert nothing_happened(ids)
