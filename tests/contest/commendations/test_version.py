"""`commendations.version`: an issued list stays as it was, whatever happens to results and names."""

from __future__ import annotations

from dataclasses import replace

from fastapi.testclient import TestClient

from contest.commendations.states import Way
from contest.people import service as people
from contest.people.models import Entry
from contest.web.database import writing
from tests.contest.commendations import world
from tests.contest.commendations.test_deciding import THREE_LAST
from tests.contest.commendations.test_show import rows, said
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser


def page(browser: TestClient, made: world.Prizes, number: int = 1) -> HTMLParser:
    answer = browser.get(f"/commendations/{made.round_id}/versions/{number}")
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def test_it_stays_as_it_was(organiser: TestClient) -> None:
    made = world.closed(clear(3))
    made.issue()
    before = rows(page(organiser, made))
    made.remove("Người 0001")
    made.ladder(replace(LADDER, people=()))
    made.issue("Hủy bài vi phạm")
    assert rows(page(organiser, made)) == before
    assert before[0] == ["1", "Người 0001", "", "9999/15", "05:00", "Nhất", "1.000.000"]
    second = page(organiser, made, 2)
    assert "Bỏ Người 0001, trước đây giải Nhất 1.000.000 đồng." in said(second)
    assert "Lý do: Hủy bài vi phạm" in said(second)
    assert len(second.css(".versions li")) == 2


def test_decisions_and_the_digest_are_on_it(organiser: TestClient) -> None:
    made = world.closed(THREE_LAST)
    made.decide(
        Way.PICK,
        prizes={one: 2 if at == 0 else None for at, one in enumerate(made.tie().ids)},
        reason="Nhỏ tuổi nhất",
    )
    made.issue()
    told = said(page(organiser, made))
    assert "Ban Tổ chức chọn" in told and "Lý do: Nhỏ tuổi nhất." in told
    assert "Mã danh sách (SHA-256)" in told


def test_an_erased_name_is_gone_from_old_lists_too(organiser: TestClient) -> None:
    made = world.closed(clear(2))
    made.issue()
    with writing() as db:
        row = db.get(Entry, made.entries["Người 0001"])
        assert row is not None
        people.forget(db, row.person_id, NOW)
    assert [row[1] for row in rows(page(organiser, made))] == ["Đã xóa tên", "Người 0002"]


def test_units_and_who_was_passed_over(organiser: TestClient) -> None:
    units = boards.make_units({"Thôn 1": 4})
    made = world.closed(clear(2), ladder=replace(LADDER, units=UNITS), unit=units["Thôn 1"])
    made.bar("Người 0002", "Tổ Thư ký")
    made.issue()
    found = page(organiser, made)
    assert rows(found, 1) == [["1", "Thôn 1", "1", "4", "25,0%", "Nhất", "500.000"]]
    assert rows(found, 2)[0][-1] == "Đã nhận giải Nhất theo số người"
    assert "1 giải Nhất chưa trao: không còn đơn vị nào đủ điều kiện." in said(found)
    assert "Tổ Thư ký" in said(found)
