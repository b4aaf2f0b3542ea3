"""`rounds.results` and `rounds.export`: the board's places, with whole names, and nothing that runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from contest.jobs.rules import JobView
from contest.lists.sheets import MEDIA_TYPE
from contest.lists.tables import CSV_TYPE, Made
from contest.rounds import closing, export, results
from contest.ruleset import wording
from contest.standings import present
from contest.web import filters
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.accounts.staffing import typed_again
from tests.contest.lists.test_tables import lines
from tests.contest.rounds import world
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.world import CLOSES, OPENS, World

DONE = CLOSES + timedelta(minutes=1)
NASTY = ("=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3 An", "https://evil.example/an", "<b>An</b>", "007")


def close(contest: World) -> None:
    world.work(CLOSES)
    world.work(DONE)


def people(contest: World, names: tuple[str, ...], unit: str | None = None) -> None:
    for minute, name in enumerate(names):
        contest.sit(name, OPENS + timedelta(minutes=minute), min(minute, 3), minute, unit=unit)


def rows(html: str) -> list[list[str]]:
    found = LexborHTMLParser(html).css("table.results tbody tr")
    return [[cell.text(strip=True) for cell in row.css("td")] for row in found]


def download(contest: World, now: datetime) -> Made:
    with reading() as db:
        return export.workbook(db, contest.view(now), now)


def sheet(book: Made, name: str) -> list[list[Any]]:
    """A sheet from its titles on."""
    found = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_name(name).to_python()
    start = next(index for index, row in enumerate(found) if row[0] == "Hạng")
    return found[start:]


# --- the page -------------------------------------------------------------------------------------


def test_before_close_there_is_nothing_to_see(organiser: TestClient) -> None:
    contest = world.make()
    people(contest, ("Y Bích",))
    answer = organiser.get(f"/rounds/{contest.round_id}/results")
    assert answer.status_code == 200
    assert "Kết quả có sau khi vòng đóng" in answer.text
    assert "Y Bích" not in answer.text


def test_places_after_close(organiser: TestClient, clock: Clock) -> None:
    contest = world.make(world.predicting())
    people(contest, ("Y Bích", "A Thui", "Trần Thị Mai Hương"))
    close(contest)
    clock.set(DONE)
    found = rows(organiser.get(f"/rounds/{contest.round_id}/results").text)
    assert [row[0] for row in found] == ["1", "2", "3"]
    assert [row[1].split("  ")[0] for row in found] == ["Trần Thị Mai Hương", "A Thui", "Y Bích"]
    assert [row[2] for row in found] == ["2/3", "1/3", "0/3"]


@pytest.mark.parametrize(
    ("q", "count"), [("huong", 1), ("BICH", 1), ("a", 2), ("khong co", 0), ("  ", 3), ("%", 3)]
)
def test_search_without_diacritics(sqlite_database: Database, q: str, count: int) -> None:
    contest = world.make()
    people(contest, ("Y Bích", "A Thui", "Trần Thị Mai Hương"))
    close(contest)
    with reading() as db:
        found = results.listed(db, contest.view(DONE), q, 1)
    assert (len(found.rows), found.found, found.people) == (count, count, 3)


def test_pages(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "PAGE", 2)
    contest = world.make()
    people(contest, ("Một", "Hai", "Ba", "Bốn", "Năm"))
    close(contest)
    with reading() as db:
        view = contest.view(DONE)
        pages = [results.listed(db, view, "", page) for page in (1, 2, 3, 4, 99)]
        searched = results.listed(db, view, "a", 2)
    assert [len(page.rows) for page in pages] == [2, 2, 1, 1, 1]
    assert [page.page for page in pages] == [1, 2, 3, 3, 3]
    assert [row.rank for page in pages[:3] for row in page.rows] == [one.rank for one in contest.board()]
    assert (searched.page, searched.pages, len(searched.rows)) == (2, 2, 1)


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=100001", f"q={'a' * 81}"])
def test_bad_addresses(organiser: TestClient, query: str) -> None:
    contest = world.make(bank=0)
    assert organiser.get(f"/rounds/{contest.round_id}/results?{query}").status_code == 404


def test_the_number_of_statements_does_not_grow(sqlite_database: Database) -> None:
    contest = world.make()
    counted = []
    for names in (("Một",), tuple(f"Người {number}" for number in range(20))):
        people(contest, names)
        with reading() as db:
            view = contest.view(OPENS)
        world.sweep(OPENS)
        _place(contest)
        with reading() as db, statements() as said:
            results.listed(db, view, "", 1)
        counted.append(len(said))
    assert counted[0] == counted[1]


def _place(contest: World) -> None:
    with writing() as db:
        job = JobView("id", "close", contest.round_id, "grade", "", 0, 0)
        closing.close_step(db, job, DONE)


# --- the workbook ---------------------------------------------------------------------------------


def test_it_says_what_the_board_says(sqlite_database: Database) -> None:
    units = world.make_units({"Thôn 1": 10})
    contest = world.make(world.predicting())
    people(contest, ("Y Bích", "A Thui", "Trần Thị Mai Hương"), unit=units["Thôn 1"])
    close(contest)
    titles, *found = sheet(download(contest, DONE), "Cá nhân")
    assert titles == [
        *("Hạng", "Họ và tên", "Đơn vị", "Câu đúng", "Điểm", "Thời gian", "Số giây", "Nộp lúc"),
        *("Dự đoán", "Lệch"),
    ]
    board = contest.board()
    with reading() as db:
        names = world.names(db, board)
        (unit,) = present.unit_board(db, contest.view(DONE))
    for row, one, name in zip(found, board, names, strict=True):
        assert row[:7] == [
            one.rank,
            name,
            "Thôn 1",
            one.right,
            one.points / 100,
            filters.clock(one.seconds),
            one.seconds,
        ]
        assert row[8:] == [one.prediction, one.prediction_error]
    total = sum(one.points for one in board) / 100
    assert sheet(download(contest, DONE), "Đơn vị")[1:] == [
        [unit.rank, "Thôn 1", 3, 10, filters.share(unit.rate or Fraction(0)), round(total / 3, 2), total]
    ]


def test_the_third_list_is_a_class_list(sqlite_database: Database) -> None:
    contest = world.make()
    people(contest, ("Trần Văn Đạt", "Lê Thị Dung", "Nguyễn Ân", "Bùi An", "Y Ẩn"))
    close(contest)
    listed = [row[1] for row in sheet(download(contest, DONE), "Theo tên")[1:]]
    assert listed == ["Bùi An", "Nguyễn Ân", "Y Ẩn", "Lê Thị Dung", "Trần Văn Đạt"]


def test_names_stay_text(sqlite_database: Database) -> None:
    contest = world.make()
    people(contest, NASTY)
    close(contest)
    book = download(contest, DONE)
    assert {row[1] for row in sheet(book, "Cá nhân")[1:]} == set(NASTY)
    with ZipFile(BytesIO(book.content)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode("utf-8", "replace")
            if name.startswith("xl/worksheets/"):
                assert "<f>" not in text and "<hyperlink" not in text, name


def test_the_head_says_what_it_is_of(sqlite_database: Database) -> None:
    contest = world.make(world.predicting())
    people(contest, ("Y Bích",))
    early, late = contest.view(OPENS), None
    close(contest)
    late = contest.view(DONE)
    before, after = export.header(early, OPENS, 0), export.header(late, DONE, 1)
    assert (
        before[:2]
        == after[:2]
        == [
            "Tìm hiểu chuyển đổi số",
            "Tuần 1: từ 08:00, 05/10/2026 đến 10:00, 05/10/2026",
        ]
    )
    assert "TẠM THỜI" in before[2] and "TẠM THỜI" not in after[2]
    assert after[4].endswith(late.rules_sha256)
    assert before[5:] == [" ".join(wording.order(late.rules))]
    assert after[5:] == [*before[5:], "Đáp số câu dự đoán: 1"]
    assert (export.stem(early), export.stem(late)) == ("ket-qua-cds-1-tam-thoi", "ket-qua-cds-1")


def test_in_prize_mode_nobody_is_in_it_before_close(sqlite_database: Database) -> None:
    contest = world.make()
    people(contest, ("Y Bích",))
    assert len(sheet(download(contest, OPENS), "Cá nhân")) == 1


def test_the_download(viewer: TestClient, clock: Clock) -> None:
    contest = world.make()
    people(contest, ("Y Bích",))
    before = contest.audited()
    answer = viewer.get(f"/rounds/{contest.round_id}/results.xlsx")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["content-disposition"] == 'attachment; filename="ket-qua-cds-1-tam-thoi.xlsx"'
    assert answer.content[:2] == b"PK"
    assert contest.audited() == before + 1, "that names left the server is noted"


def test_the_download_asks_for_the_password_that_was_typed_long_ago(viewer: TestClient, clock: Clock) -> None:
    contest = world.make()
    address = f"/rounds/{contest.round_id}/results.xlsx"
    clock.move(minutes=10)
    before = contest.audited()
    answer = viewer.get(address, headers={"referer": f"http://testserver/rounds/{contest.round_id}/results"})
    where, _, told = answer.headers["location"].partition("?")
    assert (answer.status_code, where) == (303, "/accounts/confirmation")
    assert parse_qs(told) == {"next": [address], "back": [f"/rounds/{contest.round_id}/results"]}
    assert contest.audited() == before and answer.content == b"", "nothing left"
    typed_again()
    assert viewer.get(address).status_code == 200


def test_the_same_as_csv(viewer: TestClient, clock: Clock) -> None:
    contest = world.make()
    people(contest, NASTY[:3], unit=world.make_units({"Thôn 1": 40})["Thôn 1"])
    close(contest)
    clock.set(DONE)
    typed_again()
    before, root = contest.audited(), f"/rounds/{contest.round_id}/results.csv"
    answer = viewer.get(root)
    assert answer.headers["content-type"] == CSV_TYPE
    assert answer.headers["content-disposition"] == 'attachment; filename="ket-qua-cds-1.csv"'
    assert contest.audited() == before + 1
    titles, *found = lines(answer.content)
    assert titles == [*export._columns(contest.view(DONE))]
    assert sorted(row[1] for row in found) == sorted(f"'{name}" for name in NASTY[:3])
    units = lines(viewer.get(f"{root}?sheet=2").content)
    assert units == [[*export.UNITS], ["1", "Thôn 1", "3", "40", "7,5%", "1", "3"]]
    assert sorted(lines(viewer.get(f"{root}?sheet=3").content)) == sorted([titles, *found])


def test_a_file_has_what_the_page_found(viewer: TestClient, clock: Clock) -> None:
    contest = world.make()
    people(contest, ("Y Bích", "A Thui", "Y Hà"))
    close(contest)
    clock.set(DONE)
    typed_again()
    root = f"/rounds/{contest.round_id}/results"
    found = lines(viewer.get(f"{root}.csv", params={"q": "bich"}).content)[1:]
    assert len(rows(viewer.get(root, params={"q": "bich"}).text)) == 1
    assert [row[1] for row in found] == ["Y Bích"]
    with reading() as db:
        book = export.workbook(db, contest.view(DONE), DONE, "bich")
    assert book.people == 1 and len(sheet(book, "Cá nhân")) == len(sheet(book, "Theo tên")) == 2
    page = LexborHTMLParser(viewer.get(root, params={"q": "y bích"}).text)
    links = [str(one.attributes["href"]) for one in page.css(".bar-row a[href*='results.']")]
    assert links == [f"{root}.{ending}?q=y+b%C3%ADch" for ending in ("xlsx", "csv")]


def test_what_is_no_file(viewer: TestClient, clock: Clock) -> None:
    contest = world.make()
    root, before = f"/rounds/{contest.round_id}/results", contest.audited()
    for end in (".csv?sheet=4", ".csv?sheet=0", ".csv?sheet=x", ".pdf"):
        assert viewer.get(f"{root}{end}").status_code == 404, end
    assert contest.audited() == before
