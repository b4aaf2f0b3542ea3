"""The list and its files: what they hold, the sieve, pages, who sees them."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.accounts.states import Role
from contest.elsewhere import service, store
from contest.elsewhere.models import OutsideContest
from contest.elsewhere.rules import PAGE
from contest.web.database import Database, writing
from tests.contest.attempts.sitting import statements
from tests.contest.elsewhere.writing import Desk, texts
from tests.contest.lists.test_tables import lines
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.world import OPENS


def names(answer: Any) -> list[str]:
    return texts(answer, "#rows tbody th a")


@pytest.fixture
def three(desk: Desk) -> Desk:
    """One of last year, two of this."""
    desk.made(name="Thi tỉnh", last_day="")
    desk.made(name="=Thi toàn quốc", level="central", last_day="12/10/2026", units="")
    desk.made(
        name="Thi xã bạn", organiser="Đoàn xã", level="other", first_day="1/5/2025", last_day="2/5/2025"
    )
    return desk


def test_the_latest_first_with_units(three: Desk) -> None:
    page = three.get()
    assert names(page) == ["=Thi toàn quốc", "Thi tỉnh", "Thi xã bạn"]
    rows = texts(page, "#rows tbody tr")
    assert "Thôn 1: 40; Trường A: 700" in rows[1] and "01/10/2026 1.200" in rows[1]
    assert "01/05/2025 đến 02/05/2025" in rows[2] and "Đoàn xã, nơi khác" in rows[2]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=thi+tinh", ["Thi tỉnh"]),
        ("?q=doan+xa", ["Thi xã bạn"]),
        ("?q=%25", ["=Thi toàn quốc", "Thi tỉnh", "Thi xã bạn"]),
        ("?level=central", ["=Thi toàn quốc"]),
        ("?year=2025", ["Thi xã bạn"]),
        ("?year=2026&level=province", ["Thi tỉnh"]),
        ("?year=2024", []),
    ],
)
def test_the_sieve(three: Desk, query: str, found: list[str]) -> None:
    page = three.get(query)
    assert page.status_code == 200 and names(page) == found
    if not found:
        assert "Không có cuộc thi nào hợp với bộ lọc." in page.text


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?level=town", "?year=1999", "?q=" + "x" * 81])
def test_a_bad_query_is_no_page(desk: Desk, query: str) -> None:
    assert desk.get(query).status_code == 404


def test_the_years_are_those_in_which_some_ended(three: Desk) -> None:
    assert texts(three.get(), "#year option") == ["Mọi năm", "2026", "2025"]


def test_so_many_a_page_and_the_same_number_of_statements(three: Desk) -> None:
    three.get()
    with statements() as few:
        three.get()
    with writing() as db:
        of: dict[str, Any] = {"organiser": "Sở", "level": "province", "people": 1, "created_by": "x"}
        of |= {"changed_by": "x", "created_at": OPENS, "changed_at": OPENS, "first_day": date(2024, 1, 1)}
        for number in range(PAGE):
            row = OutsideContest(name=f"Thi {number}", last_day=date(2024, 1, 1), folded="thi", **of)
            store.add(db, row, {three.units["Thôn 1"]: 1})
    with statements() as many:
        page = three.get()
    assert len(many) == len(few)
    assert len(names(page)) == PAGE and len(names(three.get("?page=2"))) == 3
    assert "Danh sách không dài đến trang này." in three.get("?page=9").text


def test_before_anything_was_written_down(desk: Desk) -> None:
    assert "Chưa ghi cuộc thi nào." in desk.get().text


def test_the_list_of_contests_and_the_reports_lead_here(three: Desk) -> None:
    world.make()
    assert 'href="/elsewhere"' in three.browser.get("/rounds").text
    assert 'href="/elsewhere"' in three.browser.get("/summaries").text


# --- files ----------------------------------------------------------------------------------------


def test_a_workbook_with_a_sheet_of_units(three: Desk) -> None:
    answer = three.get("/list.xlsx?year=2026")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="thi-noi-khac.xlsx"'
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    first, second = (book.get_sheet_by_index(at).to_python(skip_empty_area=False) for at in (0, 1))
    assert any("2 cuộc thi hợp với bộ lọc." in str(row[0]) for row in first)
    assert [row[:8] for row in first[-2:]] == [
        ["=Thi toàn quốc", "Sở Khoa học và Công nghệ", "Trung ương", "01/10/2026", "12/10/2026", 1200, 3, 1],
        ["Thi tỉnh", "Sở Khoa học và Công nghệ", "Cấp tỉnh", "01/10/2026", "01/10/2026", 1200, 3, 1],
    ]
    assert [row[:4] for row in second[-2:]] == [
        ["Thi tỉnh", "01/10/2026", "Thôn 1", 40],
        ["Thi tỉnh", "01/10/2026", "Trường A", 700],
    ]


def test_as_csv(three: Desk) -> None:
    titles, *found = lines(three.get("/list.csv").content)
    assert titles[:3] == ["Cuộc thi", "Đơn vị tổ chức", "Cấp tổ chức"]
    assert [row[0] for row in found] == ["'=Thi toàn quốc", "Thi tỉnh", "Thi xã bạn"]
    assert len(lines(three.get("/list.csv?sheet=2").content)) == 5
    assert three.get("/list.csv?sheet=3").status_code == 404


@pytest.mark.parametrize("ending", ["pdf", "docx", "XLSX", ""])
def test_no_other_files(desk: Desk, ending: str) -> None:
    assert desk.get(f"/list.{ending}").status_code == 404


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    for path in ("/elsewhere", "/elsewhere/list.xlsx"):
        answer = app_client.get(path)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


def test_all_staff_read_it(enter: Enter) -> None:
    browser = enter(Role.VIEWER)
    page = browser.get("/elsewhere")
    assert page.status_code == 200 and "/elsewhere/new" not in page.text
    assert browser.get("/elsewhere/list.csv").status_code == 200


def test_wrong_methods(desk: Desk) -> None:
    assert desk.browser.post("/elsewhere").status_code == 405
    assert desk.browser.post("/elsewhere/list.xlsx").status_code == 404


@pytest.mark.usefixtures("fresh")
def test_both_databases_keep_change_and_find_it(database: Database) -> None:
    units = world.make_units({"Thôn 1": 40})
    cells = dict.fromkeys(("address", "selected", "prizes", "source"), "") | {
        "organiser": "Sở",
        "level": "province",
    }
    cells |= {
        "name": "Thi 100%",
        "first_day": "01/10/2026",
        "last_day": "",
        "people": "5",
        "units": "Thôn 1: 4",
    }
    with writing() as db:
        made = service.add(db, world.STAFF, "", cells, OPENS)
        service.change(db, world.STAFF, made, 1, cells | {"people": "6"}, OPENS)
        assert [one.row.people for one in service.listed(db, service.Sieve("100"), 0, 9)] == [6]
        assert service.years(db) == [2026]
        first, last = date(2026, 10, 1), date(2026, 10, 31)
        assert [one.people for one in service.counted(db, first, last, "")] == [6]
        (one,) = service.counted(db, first, last, units["Thôn 1"])
        assert (one.people, one.selected, one.prizes) == (4, None, None)
        assert service.counted(db, date(2026, 10, 2), last, "") == ()
        service.remove(db, world.STAFF, made, 2, OPENS)
        assert service.count(db, service.Sieve()) == 0
