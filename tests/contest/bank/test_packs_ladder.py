"""The same ladder for the routes of packs: who, no such bank or pack, wrong method, another site."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from tests.contest.bank import shelf
from tests.contest.bank.shelf import CITY, NOBODY

PACK = "chuyen-doi-so"
READS = ("/packs", f"/packs/{PACK}.xlsx")
DEED = f"/packs/{PACK}"
BAD = (NOBODY, "abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "..%2f..%2fetc")
BAD_PACKS = ("khong-co", "README", "..%2fREADME", "%00", "chuyen-doi-so.txt", "a" * 61)


@pytest.fixture
def bank(app_client: TestClient) -> str:
    """A bank with one question."""
    return shelf.fill(CITY)[0]


def untouched(bank: str) -> bool:
    return len(shelf.every(bank)) == 1


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, bank: str) -> None:
    for path in READS:
        answer = app_client.get(f"/bank/{bank}{path}")
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    assert app_client.post(f"/bank/{bank}{DEED}").status_code == 401
    assert untouched(bank)


@pytest.mark.parametrize("part", [None, ContestRole.PROCTOR, ContestRole.VIEWER])
def test_who_has_no_part_in_questions_sees_nothing(
    viewer: TestClient, bank: str, part: ContestRole | None
) -> None:
    if part:
        shelf.give(part)
    for path in READS:
        assert viewer.get(f"/bank/{bank}{path}").status_code == 404
    assert viewer.post(f"/bank/{bank}{DEED}").status_code == 404
    assert untouched(bank)


def test_an_approver_who_does_not_write_is_refused(viewer: TestClient, bank: str) -> None:
    shelf.give(ContestRole.APPROVER)
    for path in READS:
        assert viewer.get(f"/bank/{bank}{path}").status_code == 403
    assert viewer.post(f"/bank/{bank}{DEED}").status_code == 403
    assert untouched(bank)


@pytest.mark.parametrize("part", [ContestRole.AUTHOR, ContestRole.OWNER])
def test_who_writes_sees_the_packs_beside_their_own_banks(
    viewer: TestClient, bank: str, part: ContestRole
) -> None:
    shelf.give(part)
    other, _ = shelf.fill(slug="khac")
    for path in READS:
        answer = viewer.get(f"/bank/{bank}{path}")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert viewer.get(f"/bank/{other}{path}").status_code == 404


@pytest.mark.parametrize("bad", BAD)
def test_no_such_bank(organiser: TestClient, bank: str, bad: str) -> None:
    for path in READS:
        assert organiser.get(f"/bank/{bad}{path}").status_code == 404
    assert organiser.post(f"/bank/{bad}{DEED}").status_code == 404


@pytest.mark.parametrize("bad", BAD_PACKS)
def test_no_such_pack(organiser: TestClient, bank: str, bad: str) -> None:
    assert organiser.get(f"/bank/{bank}/packs/{bad}.xlsx").status_code == 404
    assert organiser.post(f"/bank/{bank}/packs/{bad}").status_code in (404, 405)
    assert untouched(bank)


def test_wrong_methods(organiser: TestClient, bank: str) -> None:
    for path in READS:
        assert organiser.post(f"/bank/{bank}{path}").status_code in (404, 405)
    assert organiser.get(f"/bank/{bank}{DEED}").status_code in (404, 405)
    assert untouched(bank)


def test_unknown_fields_are_refused(organiser: TestClient, bank: str) -> None:
    assert organiser.post(f"/bank/{bank}{DEED}", data={"state": "approved"}).status_code == 422
    assert untouched(bank)


def test_another_site_does_nothing(organiser: TestClient, bank: str) -> None:
    answer = organiser.post(f"/bank/{bank}{DEED}", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert untouched(bank)
