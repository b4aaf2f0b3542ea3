"""`rounds.entries` and `rounds.recode`: find a participant, give a new code, shown once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.service import Member
from contest.accounts.states import Role
from contest.attempts.service import Made
from contest.people import service as people
from contest.rounds import monitor
from contest.rounds.pages import EntriesPage, Where
from contest.web.database import Database, reading
from tests.contest.rounds import world
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.world import OPENS, World

READER = Member("staff00000001", "bantochuc", "Nguyễn Thanh Tùng", Role.ADMIN)


def listed(
    contest: World, query: str, where: Where = Where.ALL, page: int = 1, now: datetime = OPENS
) -> EntriesPage:
    view = contest.view(now)
    with reading() as db:
        return monitor.entries(db, READER, view, query, where, page, now)


def names(html: str) -> list[str]:
    return [each.text(strip=True) for each in LexborHTMLParser(html).css("table.entries td b")]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("huong", ["Trần Thị Mai Hương", "Y Hưởng"]),
        ("HƯƠNG", ["Trần Thị Mai Hương", "Y Hưởng"]),
        ("mai huong", ["Trần Thị Mai Hương"]),
        ("khong co", []),
        ("", ["Trần Thị Mai Hương", "Y Hưởng", "A Thui"]),
        ("   ", ["Trần Thị Mai Hương", "Y Hưởng", "A Thui"]),
        ("%", []),
        ("'; DROP TABLE person", []),
    ],
)
def test_search_without_diacritics(viewer: TestClient, q: str, found: list[str]) -> None:
    contest = world.make(bank=0)
    for name in ("Trần Thị Mai Hương", "Y Hưởng", "A Thui"):
        contest.join(name)
    answer = viewer.get(f"/rounds/{contest.round_id}/entries", params={"q": q})
    assert answer.status_code == 200
    if q != "%":
        assert sorted(names(answer.text)) == sorted(found)


def test_a_viewer_sees_no_button(viewer: TestClient) -> None:
    contest = world.make(bank=0)
    contest.join("Y Bích", year=2009)
    answer = viewer.get(f"/rounds/{contest.round_id}/entries?q=bich")
    assert names(answer.text) == ["Y Bích"]
    assert "/code" not in answer.text
    assert "2009" in answer.text


def test_how_far_people_are(sqlite_database: Database) -> None:
    contest = world.make(world.rules(attempts_allowed=2))
    contest.sit("An Một", OPENS, 1)
    running = contest.join("An Hai").entry_id
    contest.start(running, OPENS)
    contest.join("An Ba")
    page = listed(contest, "an", now=OPENS + timedelta(minutes=2))
    said = {row.name: (row.attempts, row.open) for row in page.rows}
    assert page.found == 3
    assert said == {
        "An Một": ("Đã làm 1/2 lượt", False),
        "An Hai": ("Đang làm bài", True),
        "An Ba": ("Chưa làm bài", False),
    }


def test_words_of_a_single_attempt() -> None:
    assert monitor.in_words(Made(1), 1) == "Đã làm bài"
    assert monitor.in_words(Made(), 1) == "Chưa làm bài"
    assert monitor.in_words(Made(1, running=True), 2) == "Đang làm bài"


def test_the_number_of_statements_does_not_grow(sqlite_database: Database) -> None:
    contest = world.make(bank=0)
    counted = []
    for count in (1, 60):
        for number in range(count):
            contest.join(f"An {count} {number}")
        for where in Where:
            with statements() as said:
                page = listed(contest, "an", where)
            counted.append((where, len(said)))
    assert counted[: len(Where)] == counted[len(Where) :]
    page = listed(contest, "an")
    assert (len(page.rows), page.found, page.pages) == (monitor.PAGE, 61, 2)
    assert len(listed(contest, "an", page=2).rows) == 11


def test_by_where_they_stand(sqlite_database: Database) -> None:
    contest = world.make(world.rules(attempts_allowed=2))
    contest.sit("Đã Nộp", OPENS, 1)
    contest.join("Chưa Làm")
    late = contest.join("Hết Giờ").entry_id
    contest.start(late, OPENS - timedelta(0))
    now = OPENS + timedelta(minutes=30)
    quiet, busy = contest.join("Im Lặng").entry_id, contest.join("Đang Làm").entry_id
    contest.start(quiet, now - timedelta(minutes=3))
    contest.start(busy, now - timedelta(seconds=30))
    barred = contest.sit("Ban Tổ Chức", OPENS, 1)
    world.bar(barred)
    found = {where: sorted(row.name for row in listed(contest, "", where, now=now).rows) for where in Where}
    assert len(found.pop(Where.ALL)) == 6
    assert found == {
        Where.ANSWERING: ["Im Lặng", "Đang Làm"],
        Where.SILENT: ["Im Lặng"],
        Where.HANDED_IN: ["Ban Tổ Chức", "Đã Nộp"],
        Where.TIMED_OUT: ["Hết Giờ"],
        Where.NONE: ["Chưa Làm"],
        Where.BARRED: ["Ban Tổ Chức"],
        Where.SAME: [],
        Where.VOID: [],
    }


@pytest.mark.parametrize(("page", "said"), [(1, "Chưa ai đăng ký"), (2, "không dài đến trang này")])
def test_an_empty_list_says_so(viewer: TestClient, page: int, said: str) -> None:
    contest = world.make(bank=0)
    answer = viewer.get(f"/rounds/{contest.round_id}/entries?page={page}")
    assert said in answer.text
    contest.join("Y Bích")
    assert "Lúc này không có ai như vậy" in viewer.get(f"/rounds/{contest.round_id}/entries?where=void").text


def test_a_new_code_is_shown_once(organiser: TestClient) -> None:
    contest = world.make(bank=0)
    joined = contest.join("Trần Thị Mai Hương")
    before = contest.audited()
    address = f"/rounds/{contest.round_id}/entries"
    answer = organiser.post(f"{address}/{joined.entry_id}/code")
    assert answer.status_code == 200
    shown = LexborHTMLParser(answer.text).css_first("#issued code")
    assert shown is not None
    code = shown.text(strip=True)
    with reading() as db:
        assert people.by_code(db, contest.view(OPENS).campaign_id, code) == joined.entry_id
    assert contest.audited() == before + 1
    assert code not in organiser.get(f"{address}?q=huong").text


def test_twice_gives_another(organiser: TestClient) -> None:
    contest = world.make(bank=0)
    joined = contest.join("Y Bích")
    address = f"/rounds/{contest.round_id}/entries/{joined.entry_id}/code"
    pages = [LexborHTMLParser(organiser.post(address).text).css_first("#issued code") for _ in range(2)]
    assert pages[0] is not None and pages[1] is not None
    assert pages[0].text() != pages[1].text()


def test_somebody_of_another_contest(organiser: TestClient) -> None:
    contest, other = world.make(bank=0), world.make(slug="khac", bank=0)
    joined = other.join("Y Bích")
    answer = organiser.post(f"/rounds/{contest.round_id}/entries/{joined.entry_id}/code")
    assert answer.status_code == 404


@pytest.mark.parametrize("entry", ["0" * 13, "abc", "%00" * 13])
def test_nobody(organiser: TestClient, entry: str) -> None:
    contest = world.make(bank=0)
    assert organiser.post(f"/rounds/{contest.round_id}/entries/{entry}/code").status_code == 404
