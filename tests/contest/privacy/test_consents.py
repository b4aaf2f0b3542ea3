"""The proof of consent at the desk: the texts, one whole, who agreed to which as a file; small units."""

from __future__ import annotations

import io
from typing import Any

import pytest
import python_calamine
from fastapi.testclient import TestClient

from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.audit import service as audit
from contest.people.consent_rules import Text
from contest.people.rules import few
from contest.people.states import Relation
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.lists.test_tables import lines
from tests.contest.privacy.own_phone import Phone, join, said
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter, app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]

OLD = Text((("Ai giữ", "UBND xã Đăk Tô"),), ("Tôi dự thi.",))
NEW = Text((("Ai giữ", "Đoàn xã <b>Đăk Tô</b>"),), ("Tôi dự thi.",))


@pytest.fixture
def contest(organiser: TestClient, clock: Clock) -> World:
    made = world.make()
    clock.set(OPENS)
    return made


def people(contest: World) -> None:
    """Three people, two texts, one from before."""
    join(contest, "Lê Văn Nam", text=OLD)
    told = {"guardian": "Y Sen", "guardian_join": True, "relation": Relation.MOTHER}
    join(contest, "=cmd|' /C calc'!A0", 2014, text=NEW, **told)
    join(contest, "A Thui", publish=False)


def root(contest: World) -> str:
    return f"/privacy/{contest.round_id}/consents"


def sheet(answer: Any, name: str = "Đồng ý") -> list[list[Any]]:
    """The rows of a sheet, from the titles on."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_name(name).to_python()
    first = next(number for number, row in enumerate(rows) if row[0] in ("Họ và tên", "Mục"))
    return [row for row in rows[first + 1 :] if any(row)]


def test_the_texts_are_counted_with_who_came_before(organiser: TestClient, contest: World) -> None:
    people(contest)
    found = HTMLParser(organiser.get(root(contest)).text).css("tbody tr")
    told = [[cell.text(strip=True) for cell in row.css("th, td")] for row in found]
    assert [(row[0], row[2]) for row in told] == [
        ("Số 2", "1"),
        ("Số 1", "1"),
        ("Trước khi lưu văn bản", "1"),
    ]


def test_nobody_yet(organiser: TestClient, contest: World) -> None:
    assert "Chưa ai đăng ký" in said(organiser.get(root(contest)), ".empty")


def test_the_file_says_who_agreed_to_what_and_holds_no_formula(organiser: TestClient, contest: World) -> None:
    people(contest)
    answer = organiser.get(f"{root(contest)}.xlsx")
    assert answer.headers["content-disposition"] == 'attachment; filename="ai-da-dong-y-cds.xlsx"'
    rows = sheet(answer)
    assert [(row[0], row[4]) for row in rows if row[0] == "Lê Văn Nam"] == [
        ("Lê Văn Nam", "Dự thi, cho Ban Tổ chức dùng thông tin"),
        ("Lê Văn Nam", "Công bố tên, đơn vị, kết quả"),
    ]
    child = [row for row in rows if row[0].startswith("=cmd")]
    assert [row[3] for row in child] == ["Người dự thi", "Người dự thi", "Người giám hộ"]
    assert {row[8] for row in child} == {NEW.digest} and {row[7] for row in child} == {2}
    assert [row[7] for row in rows if row[0] == "A Thui"] == ["trước khi lưu văn bản"]
    assert sheet(answer, "Văn bản 1") == [["Ai giữ", "UBND xã Đăk Tô"], ["Câu để đánh dấu", "Tôi dự thi."]]


def test_taking_back_is_in_the_file(organiser: TestClient, contest: World) -> None:
    staff = organiser.cookies[COOKIE]
    phone = Phone(organiser, join(contest, "Lê Văn Nam", text=OLD))
    phone.post("/agreement", what="publish", given="0")
    organiser.cookies.clear()
    organiser.cookies.set(COOKIE, staff)
    assert [row[5] for row in sheet(organiser.get(f"{root(contest)}.xlsx"))] == ["có", "có", "rút"]


def test_that_the_file_was_taken_is_noted_and_told_to_people(organiser: TestClient, contest: World) -> None:
    phone = Phone(organiser, join(contest, "Lê Văn Nam", text=OLD))
    organiser.get(f"{root(contest)}.xlsx")
    with reading() as db:
        rows, _ = audit.about(db, [contest.round_id], 0, 10)
    assert (rows[0].action, dict(rows[0].detail)["people"]) == ("privacy.proof", 1)
    assert "Ban Tổ chức: Tải danh sách đồng ý" in phone.facts("Ai đã làm gì với dữ liệu của bạn").values()


@pytest.mark.parametrize("end", ["", ".xlsx", "/0000000000000"])
def test_who_may_not(organiser: TestClient, contest: World, enter: Enter, end: str) -> None:
    path = root(contest) + end
    organiser.cookies.clear()
    assert organiser.get(path).headers["location"].startswith("/accounts/login")
    assert enter(Role.VIEWER).get(path).status_code == 404


@pytest.mark.parametrize("end", ["", ".xlsx", "/0000000000000"])
def test_who_only_looks_may_not(viewer: TestClient, clock: Clock, end: str) -> None:
    assert viewer.get(root(world.make()) + end).status_code == 403


def test_small_units_are_pointed_at(organiser: TestClient, contest: World) -> None:
    made = world.make_units({"Lớp 9A": 40, "Thôn Kon Tu": 30})
    join(contest, "A Thui", unit=made["Lớp 9A"])
    for name in ("Y Bích", "Y Nhung", "A Biên"):
        join(contest, name, unit=made["Thôn Kon Tu"])
    assert "Lớp 9A: 1 người" in said(organiser.get(root(contest)), ".banner")
    assert "Kon Tu" not in said(organiser.get(root(contest)), ".banner")


@pytest.mark.parametrize(("people_", "small"), [(0, False), (1, True), (2, True), (3, False)])
def test_how_small_is_small(people_: int, small: bool) -> None:
    assert few({"u": people_}) == (["u"] if small else [])


def test_as_csv(organiser: TestClient, contest: World) -> None:
    people(contest)
    found = lines(organiser.get(f"{root(contest)}.csv").content)[1:]
    assert {row[0] for row in found} == {"Lê Văn Nam", "'=cmd|' /C calc'!A0", "A Thui"}
    text = lines(organiser.get(f"{root(contest)}.csv?sheet=3").content)
    assert text[1] == ["Ai giữ", "UBND xã Đăk Tô"]
