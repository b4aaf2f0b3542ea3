"""The same ladder for every route of banks: who, no such bank, another bank's question, another site."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from tests.contest.bank import shelf
from tests.contest.bank.shelf import CITY, NOBODY

READS = (
    "",
    "/coverage",
    "/export",
    "/questions.xlsx",
    "/questions.gift",
    "/questions/{q}",
    "/questions/{q}/history",
)
WRITES = ("/questions/new", "/questions/new/upload")
DEEDS = (
    "/changes",
    f"/changes/{NOBODY}/undo",
    "/questions/new",
    "/questions/new/upload",
    "/questions/{q}/upload",
    "/phone",
    "/questions/{q}",
    "/questions/{q}/state",
    "/questions/{q}/deletion",
    "/questions/{q}/history",
    "/questions/{q}/comments",
    "/questions/{q}/return",
    f"/questions/{{q}}/comments/{NOBODY}/settling",
    "/signing",
)
#: Deeds for which the right to approve is enough to reach the service.
ALSO_FOR_APPROVERS = (
    "/changes",
    f"/changes/{NOBODY}/undo",
    "/questions/{q}/state",
    "/questions/{q}/comments",
    "/questions/{q}/return",
    f"/questions/{{q}}/comments/{NOBODY}/settling",
    "/signing",
)
BAD = ("abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "..%2f..%2fetc")


def address(path: str, slug: str = "bank") -> str:
    bank, (question,) = shelf.fill(CITY, slug=slug)
    return f"/bank/{bank}{path.format(q=question)}"


@pytest.mark.parametrize("path", [*READS, *WRITES])
def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, path: str) -> None:
    answer = app_client.get(address(path))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    assert app_client.get("/bank").status_code == 303


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(app_client: TestClient, path: str) -> None:
    assert app_client.post(address(path)).status_code == 401
    assert app_client.post("/bank", data={"name": "Mới"}).status_code == 401
    assert shelf.audited() == 0


@pytest.mark.parametrize("part", [None, ContestRole.PROCTOR, ContestRole.VIEWER])
def test_who_has_no_part_in_questions_sees_no_bank(viewer: TestClient, part: ContestRole | None) -> None:
    if part:
        shelf.give(part)
    before = shelf.audited()
    bank, (question,) = shelf.fill(CITY)
    for path in (*READS, *WRITES):
        assert viewer.get(f"/bank/{bank}{path.format(q=question)}").status_code == 404
    for path in DEEDS:
        assert viewer.post(f"/bank/{bank}{path.format(q=question)}").status_code == 404
    assert viewer.post("/bank", data={"name": "Mới"}).status_code == 403
    assert shelf.audited() == before


@pytest.mark.parametrize("part", [ContestRole.AUTHOR, ContestRole.APPROVER, ContestRole.OWNER])
@pytest.mark.parametrize("path", READS)
def test_who_writes_or_approves_reads_the_banks_of_their_contests(
    viewer: TestClient, part: ContestRole, path: str
) -> None:
    shelf.give(part)
    answer = viewer.get(address(path))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert viewer.get(address(path, slug="khac")).status_code == 404


@pytest.mark.parametrize("path", DEEDS)
def test_an_approver_writes_nothing(viewer: TestClient, path: str) -> None:
    shelf.give(ContestRole.APPROVER)
    bank, (question,) = shelf.fill(CITY)
    status = viewer.post(f"/bank/{bank}{path.format(q=question)}").status_code
    assert (status == 403) is (path not in ALSO_FOR_APPROVERS), status
    assert viewer.get(f"/bank/{bank}/questions/new").status_code == 403


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_bank_or_question(organiser: TestClient, bad: str) -> None:
    bank, (question,) = shelf.fill(CITY)
    for path in (*READS, *WRITES):
        assert organiser.get(f"/bank/{bad}{path.format(q=question)}").status_code == 404
    for path in ("", "/history"):
        assert organiser.get(f"/bank/{bank}/questions/{bad}{path}").status_code == 404
    for path in DEEDS:
        assert organiser.post(f"/bank/{bad}{path.format(q=question)}").status_code == 404


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("", {"text": "?", "kind": "number", "number": "1", "level": "nhan-biet", "version": "1"}),
        ("/state", {"state": "draft", "version": "1"}),
        ("/deletion", {}),
        ("/history", {"number": "1", "key_version": "1", "version": "1"}),
        ("/comments", {"said": "Sai.", "version": "1"}),
        ("/return", {"said": "Sai.", "version": "1"}),
        (f"/comments/{NOBODY}/settling", {}),
    ],
)
def test_a_question_of_another_bank_is_not_there(
    organiser: TestClient, path: str, form: dict[str, str]
) -> None:
    bank, _ = shelf.fill(CITY)
    other, (question,) = shelf.fill(CITY, slug="khac")
    assert organiser.post(f"/bank/{bank}/questions/{question}{path}", data=form).status_code == 404
    assert shelf.told(other, question) == CITY


@pytest.mark.parametrize("path", ["/coverage", "/questions.xlsx", "/questions.txt"])
def test_pages_take_no_post(organiser: TestClient, path: str) -> None:
    assert organiser.post(address(path)).status_code == 405


@pytest.mark.parametrize("path", ["/changes", "/phone", "/questions/{q}/state", "/questions/{q}/deletion"])
def test_deeds_take_no_get(organiser: TestClient, path: str) -> None:
    assert organiser.get(address(path)).status_code in (404, 405)


@pytest.mark.parametrize("path", DEEDS)
def test_another_site_does_nothing(organiser: TestClient, path: str) -> None:
    before = shelf.audited()
    answer = organiser.post(address(path), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert shelf.audited() == before


@pytest.mark.parametrize("path", [path for path in DEEDS if path != "/phone"])
def test_unknown_fields_are_refused(organiser: TestClient, path: str) -> None:
    answer = organiser.post(address(path), data={"la": "1"})
    assert answer.status_code == 422
