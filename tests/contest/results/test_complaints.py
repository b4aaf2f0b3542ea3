"""The list of a round's complaints at the desk, and what leads there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.results import complaints, complaints_export
from contest.results.complaints_showing import PAGE
from contest.web.database import Database, reading
from tests.conftest import Clock
from tests.contest.accounts.staffing import typed_again
from tests.contest.lists.test_tables import lines
from tests.contest.results.complaining import NOW, Desk, Sitter, put, said, texts
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.world import World
from tests.contest.selects import selects
from tests.parsed import HTMLParser

ROWS = "table.complaints tbody tr"


def test_an_empty_list_says_so(desk: Desk, sitter: Sitter) -> None:
    page = desk.get()
    assert page.status_code == 200
    assert texts(page, ".empty") == ["Chưa có khiếu nại nào."]
    assert "nhận khiếu nại đến 10 giờ 1 phút" in said(page, "main").replace("\u00a0", " ")


def test_before_the_result_it_says_when(desk: Desk) -> None:
    assert "khi vòng đã đóng và có kết quả" in said(desk.get(), "main")


def test_who_waits_stands_first_the_oldest_on_top(
    desk: Desk, sitter: Sitter, contest: World, clock: Clock
) -> None:
    states = ("answered_upheld", "withdrawn", "answered_refused")
    for day, state in enumerate(states):
        put(contest, sitter, NOW - timedelta(days=9 - day), state=state, about="marks")
    put(contest, sitter, NOW - timedelta(days=5, milliseconds=1), state="looking", about="question", slot=3)
    page = desk.get()
    rows = texts(page, ROWS)
    assert [row.split(" Y Bích")[0] for row in rows] == [
        "Một câu hỏi, một đáp án: câu 3",
        *["Điểm, số câu đúng"] * 3,
    ]
    assert texts(page, f"{ROWS} .chip") == ["Đang xem, quá hạn", "Chấp nhận", "Đã rút", "Không chấp nhận"]
    assert texts(page, f"{ROWS} .chip.is-wrong") == ["Đang xem, quá hạn"]
    assert "Mới 0 · đang xem 1 · đã trả lời 2 · quá hạn 1 · đã rút 1" in said(page, "main")
    assert "1 khiếu nại quá hạn" in said(page, ".banner.is-wrong")


def test_the_rounds_page_says_how_many_wait(desk: Desk, sitter: Sitter, contest: World, clock: Clock) -> None:
    show = f"/rounds/{contest.round_id}"
    assert f'href="{desk.root}"' in desk.on().get(show).text
    put(contest, sitter, NOW)
    line = next(row for row in texts(desk.on().get(show), "#todo li") if "khiếu nại" in row)
    assert line == "1 khiếu nại chờ trả lời Chưa khiếu nại nào quá hạnTrả lời"
    with reading() as db:
        assert complaints.waiting(db, contest.round_id, NOW + timedelta(days=5)) == (1, 0)
        assert complaints.waiting(db, contest.round_id, NOW + timedelta(days=5, milliseconds=1)) == (1, 1)
        assert complaints.waiting(db, "0" * 13, NOW) == (0, 0)


def test_the_list_asks_as_often_for_many_as_for_few(
    desk: Desk, sitter: Sitter, contest: World, sqlite_database: Database
) -> None:
    seen = selects(sqlite_database)
    for count in (3, PAGE + 1):
        while _count(contest) < count:
            put(contest, sitter, NOW, state="withdrawn")
        seen.clear()
        page = desk.get()
        if count == 3:
            few = len(seen)
    assert len(seen) == few
    assert len(texts(page, ROWS)) == PAGE
    assert len(texts(desk.get("?page=2"), ROWS)) == 1
    assert texts(desk.get("?page=9"), ".empty b") == ["Danh sách không dài đến trang này."]


def _count(contest: World) -> int:
    with reading() as db:
        return complaints.counts(db, contest.round_id, NOW).total


# --- who ------------------------------------------------------------------------------------------


def paths(made: str) -> tuple[str, ...]:
    return ("", f"/{made}")


def deeds(made: str) -> tuple[str, ...]:
    return (f"/{made}/taking", f"/{made}/answer")


def test_a_stranger_logs_in_first(desk: Desk, sitter: Sitter, contest: World) -> None:
    made = put(contest, sitter, NOW)
    sitter.browser.cookies.clear()
    for path in paths(made):
        answer = sitter.browser.get(desk.root + path)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/accounts/login")
    for path in deeds(made):
        assert sitter.browser.post(desk.root + path, data={}).status_code == 401
        assert sitter.on().post(desk.root + path, data={}).status_code == 401, "a participant's phone neither"


def test_who_has_no_part_finds_nothing(desk: Desk, sitter: Sitter, contest: World, enter: Enter) -> None:
    made = put(contest, sitter, NOW)
    desk.browser.cookies.clear()
    desk.staff = enter(Role.VIEWER).cookies[COOKIE]
    for path in paths(made):
        assert desk.get(path).status_code == 404
    for path in deeds(made):
        assert desk.post(path, way="refused", answer="x").status_code == 404


def test_a_complaint_of_another_round_is_not_there(desk: Desk, sitter: Sitter, contest: World) -> None:
    made = put(contest, sitter, NOW)
    desk.contest = world.make(slug="khac", bank=0)
    assert desk.get(f"/{made}").status_code == 404
    for path in deeds(made):
        assert desk.post(path, way="refused", answer="x").status_code == 404


@pytest.mark.parametrize("path", ["/0000000000000", "/x", "/%20", "?page=0", "?page=x"])
def test_a_bad_address(desk: Desk, path: str) -> None:
    assert desk.get(path).status_code in (404, 422)


def test_the_list_as_a_file(
    desk: Desk, sitter: Sitter, contest: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complaints_export, "SLICE", 1)
    put(contest, sitter, NOW - timedelta(days=9), state="answered_upheld", about="marks")
    put(contest, sitter, NOW - timedelta(days=5, milliseconds=1), state="looking", about="question", slot=3)
    typed_again()
    before = contest.audited()
    answer = desk.on().get(f"{desk.root}.csv")
    titles, *found = lines(answer.content)
    assert titles == [*complaints_export.COLUMNS]
    assert [(row[0], row[1], row[5]) for row in found] == [
        ("Một câu hỏi, một đáp án: câu 3", "Y Bích", "Đang xem, quá hạn"),
        ("Điểm, số câu đúng", "Y Bích", "Chấp nhận"),
    ]
    assert all(row[6] for row in found) and contest.audited() == before + 1
    page = desk.get()
    links = [str(one.attributes["href"]) for one in HTMLParser(page.text).css("main a[href*='complaints.']")]
    assert links == [f"{desk.root}.xlsx", f"{desk.root}.csv"]
    assert desk.on().get(links[0]).status_code == 200
    assert desk.on().get("/results/0000000000000/complaints.csv").status_code == 404
    assert desk.on().post(links[1]).status_code == 405
