"""`rounds.entries_file`, `rounds.timeline_file`: the lists of the pages, all of them, as files."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.audit import service as audit
from contest.rounds import listed_export, timeline
from contest.rounds.pages import Where
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.lists.test_tables import lines
from tests.contest.rounds import world
from tests.contest.rounds.test_entries import READER
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser


@pytest.fixture
def contest() -> World:
    """One has handed in, one is at it, one only entered."""
    made = world.make(world.rules(attempts_allowed=2))
    made.sit("=An Một", OPENS, 1, year=2009)
    made.start(made.join("An Hai").entry_id, OPENS)
    made.join("Y Ba", unit=world.make_units({"Thôn 1": 4})["Thôn 1"])
    return made


def noted(contest: World) -> list[tuple[str, dict]]:
    with reading() as db:
        rows, _ = audit.about(db, [contest.round_id], 0, 10)
        assert audit.verify(db).whole
    return [(row.action, dict(row.detail)) for row in rows]


def get(browser: TestClient, contest: World, path: str) -> list[list[str]]:
    answer = browser.get(f"/rounds/{contest.round_id}/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return lines(answer.content)


def test_everybody_in_class_list_order(viewer: TestClient, contest: World, clock: Clock) -> None:
    clock.set(OPENS + timedelta(minutes=5))
    titles, *rows = get(viewer, contest, "entries.csv")
    assert titles == [*listed_export.ENTRIES]
    assert rows == [
        ["Y Ba", "Thôn 1", "", "1990", "Chưa làm bài", ""],
        ["An Hai", "", "", "1990", "Đang làm bài", ""],
        ["'=An Một", "", "", "2009", "Đã làm 1/2 lượt", ""],
    ]
    assert noted(contest)[0] == ("rounds.people_export", {"people": 3})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=an", ["An Hai", "'=An Một"]),
        ("where=handed_in", ["'=An Một"]),
        ("where=none&q=ba", ["Y Ba"]),
        ("q=khong+co", []),
        ("where=l%E1%BA%A1", ["Y Ba", "An Hai", "'=An Một"]),
    ],
)
def test_as_filtered_on_screen(
    viewer: TestClient, contest: World, clock: Clock, query: str, found: list[str]
) -> None:
    clock.set(OPENS + timedelta(minutes=5))
    assert [row[0] for row in get(viewer, contest, f"entries.csv?{query}")[1:]] == found
    page = HTMLParser(viewer.get(f"/rounds/{contest.round_id}/entries?{query}").text)
    names = [each.text(strip=True) for each in page.css("table.entries td b")]
    assert names == [name.removeprefix("'") for name in found]
    links = [str(one.attributes["href"]) for one in page.css("main a[href*='/entries.']")]
    assert len(links) == (2 if found else 0)
    for link in links:
        assert viewer.get(link).status_code == 200
    if "handed_in" in query:
        assert links[1] == f"/rounds/{contest.round_id}/entries.csv?q=&where=handed_in"


def test_all_pages_in_slices(database: Database, contest: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed_export, "SLICE", 2)
    with writing() as db:
        for number in range(3):
            audit.record(db, "server", f"rounds.{number}", contest.round_id, {}, OPENS)
    with reading() as db:
        table = listed_export.entries(db, READER, contest.view(OPENS), "", Where.ALL, OPENS)
        assert [row[0] for row in table.sheets[0].rows] == ["Y Ba", "An Hai", "=An Một"]
        log = listed_export.log(db, contest.view(OPENS), OPENS)
        rows, total = timeline.listed(db, contest.view(OPENS), 0, 100)
        assert len(list(log.sheets[0].rows)) == total == len(rows) > 2


def test_the_log_says_what_the_page_says(viewer: TestClient, contest: World, clock: Clock) -> None:
    viewer.get(f"/rounds/{contest.round_id}/entries.xlsx")
    answer = viewer.get(f"/rounds/{contest.round_id}/timeline.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    at = rows.index([*listed_export.LOG])
    assert rows[at + 1][1:3] == ["Nguyễn Thanh Tùng", "Tải danh sách có tên 3 người dự thi"]
    page = HTMLParser(viewer.get(f"/rounds/{contest.round_id}/timeline").text)
    shown = [cell.text(strip=True) for cell in page.css("tbody tr td:nth-child(3)")]
    assert shown[0] == "Tải nhật ký của vòng" and len(shown) == len(rows) - at
    assert noted(contest)[0] == ("rounds.log_export", {})


@pytest.mark.parametrize("path", ["entries", "timeline"])
def test_it_asks_for_the_password_that_was_typed_long_ago(
    viewer: TestClient, contest: World, clock: Clock, path: str
) -> None:
    clock.move(minutes=10)
    before = contest.audited()
    answer = viewer.get(f"/rounds/{contest.round_id}/{path}.csv")
    assert (answer.status_code, answer.content) == (303, b"")
    assert answer.headers["location"].startswith("/accounts/confirmation?")
    assert contest.audited() == before
    assert viewer.get(f"/rounds/{contest.round_id}/{path}.doc").status_code in (303, 404)
