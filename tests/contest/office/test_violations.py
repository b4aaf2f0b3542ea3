"""`office.violations`: browsers report, administrators see counts, and nothing else is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.accounts.states import Role
from contest.office import violations
from contest.office.models import PageViolation
from contest.office.violation_rules import LONGEST, Told
from contest.office.violations import KEPT, MOST_A_MINUTE, WRITE_EVERY
from contest.web import safety
from contest.web.database import Database, reading
from tests.conftest import Clock
from tests.contest.office.conftest import Enter
from tests.parsed import HTMLParser, text
from tests.parsed_desk import cells

URL = "/office/violations"
PAGE = "http://testserver/rounds/k7q2m94x0a1bc?q=Nguyễn+Thị+Bích"


@pytest.fixture(autouse=True)
def nothing_reported() -> Iterator[None]:
    violations.tally.forget()
    yield
    violations.tally.forget()


def report(**changes: str) -> bytes:
    told = {"document-uri": PAGE, "effective-directive": "script-src-elem", "blocked-uri": "inline"}
    return json.dumps(
        {"csp-report": told | {name.replace("_", "-"): one for name, one in changes.items()}}
    ).encode()


def send(browser: TestClient, body: bytes, **more: Any) -> int:
    headers = {"Content-Type": "application/csp-report"} | more
    return browser.post(URL, content=body, headers=headers).status_code


def stored() -> list[PageViolation]:
    with reading() as db:
        return list(db.exec(select(PageViolation).order_by(PageViolation.route)))


def test_every_answer_names_the_address(stranger: TestClient) -> None:
    for path in ("/", "/accounts/login", "/nowhere", "/static/nothing.css"):
        assert f"report-uri {URL}" in stranger.get(path).headers["content-security-policy"]
    assert safety.REPORTS == URL


def test_a_report_is_counted_under_its_route(stranger: TestClient, clock: Clock) -> None:
    assert [send(stranger, report()) for _ in range(3)] == [204] * 3
    assert stored() == [], "nobody from outside makes the server write"
    violations.write_due(clock.now)
    (row,) = stored()
    assert (row.route, row.directive, row.kind, row.count) == ("rounds.show", "script-src", "inline", 3)
    assert (row.first_at, row.last_at) == (clock.now, clock.now)


def test_of_a_report_nothing_else_is_kept(database: Database, clock: Clock) -> None:
    told = [("rounds.show", Told("/rounds/k7q2m94x0a1bc", "img-src", "other"))]
    violations.tally.note(told, clock.now)
    violations.write_due(clock.now)
    violations.tally.note(told, clock.move(minutes=5))
    violations.write_due(clock.now)
    (row,) = stored()
    assert (row.count, row.last_at - row.first_at) == (2, timedelta(minutes=5))
    assert set(row.model_dump()) == {"route", "directive", "kind", "count", "first_at", "last_at"}
    assert "k7q2" not in repr(row)


def test_the_address_of_a_page_is_never_stored(stranger: TestClient, clock: Clock) -> None:
    send(
        stranger,
        report(document_uri="http://testserver/không/có/Nguyễn", blocked_uri="https://evil.example/x"),
    )
    violations.write_due(clock.now)
    (row,) = stored()
    assert (row.route, row.directive, row.kind) == ("other", "script-src", "other")


def test_a_flood_is_counted_to_a_bound_and_written_in_one_go(stranger: TestClient, clock: Clock) -> None:
    told = [("home", Told("/", "img-src", "other"))] * (MOST_A_MINUTE + 50)
    assert violations.tally.note(told, clock.now) == MOST_A_MINUTE
    assert send(stranger, report()) == 204, "who sends too many is told nothing"
    violations.write_due(clock.now)
    assert [row.count for row in stored()] == [MOST_A_MINUTE]
    assert violations.tally.note(told[:1], clock.move(minutes=1)) == 1


def test_it_is_written_every_few_seconds(stranger: TestClient, clock: Clock) -> None:
    send(stranger, report())
    violations.write_due(clock.now)
    send(stranger, report())
    violations.write_due(clock.move(seconds=1))
    assert [row.count for row in stored()] == [1]
    violations.write_due(clock.set(clock.now + WRITE_EVERY))
    assert [row.count for row in stored()] == [2]


def test_a_clock_that_is_set_back_does_not_stop_it(stranger: TestClient, clock: Clock) -> None:
    send(stranger, report())
    violations.write_due(clock.now)
    clock.move(hours=-1)
    send(stranger, report())
    violations.write_due(clock.now)
    assert [row.count for row in stored()] == [2]


def test_what_nobody_reported_for_long_goes(stranger: TestClient, clock: Clock) -> None:
    send(stranger, report())
    violations.write_due(clock.now)
    clock.set(clock.now + KEPT + timedelta(seconds=1))
    send(stranger, report(effective_directive="img-src"))
    violations.write_due(clock.now)
    assert [row.directive for row in stored()] == ["img-src"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"csp-report": 1}', b"[" * 9000])
def test_what_is_no_report_is_no_fault(stranger: TestClient, clock: Clock, body: bytes) -> None:
    assert send(stranger, body) == 204
    violations.write_due(clock.now)
    assert stored() == []


def test_a_long_one_is_refused(stranger: TestClient) -> None:
    assert send(stranger, b"x" * (LONGEST + 1)) == 413
    assert send(stranger, b"x" * 200_000) == 413


def test_another_site_reports_nothing(stranger: TestClient, clock: Clock) -> None:
    assert send(stranger, report(), Origin="https://evil.example") == 403
    assert stranger.put(URL).status_code == 405


def test_only_an_administrator_sees_the_counts(stranger: TestClient, enter: Enter) -> None:
    assert stranger.get(URL).status_code == 303
    assert {enter(role).get(URL).status_code for role in (Role.ORGANISER, Role.VIEWER)} == {403}


def test_the_counts_are_shown(stranger: TestClient, admin: TestClient, clock: Clock) -> None:
    empty = HTMLParser(admin.get(URL).text)
    assert "Chưa có cảnh báo nào." in text(empty.css_first("main"))
    for _ in range(2):
        send(stranger, report())
    send(stranger, report(effective_directive="img-src", blocked_uri="chrome-extension"))
    violations.write_due(clock.now)
    page = HTMLParser(admin.get(URL).text)
    shown = [cells(row)[:4] for row in page.css("tbody tr")]
    assert ["rounds.show", "Mã lệnh", "viết thẳng trong trang", "2"] in shown
    assert ["rounds.show", "Ảnh", "tiện ích của trình duyệt", "1"] in shown
    settings = HTMLParser(admin.get("/office").text)
    (row,) = (one for one in settings.css("ul.settings li") if one.css_first(f"a[href='{URL}']"))
    assert "3 lần trong 90 ngày qua" in text(row)
