"""`dashboards.show`: who entered, began, handed in; it agrees with desk, board and report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.attempts import service as attempts
from contest.dashboards import kept
from contest.people import service as people
from contest.standings import present, service
from contest.units import merging
from contest.web.database import reading, writing
from contest.web.filters import share
from tests.conftest import Clock
from tests.contest.dashboards.desk import LATER, aim, counts, page, running, units
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import CLOSES, OPENS
from tests.contest.summaries import world
from tests.contest.summaries.desk import later
from tests.contest.summaries.world import CLASS_A, COMMUNE, DONE, OFFICE, SCHOOL, WEEK
from tests.parsed import first, text


def test_it_says_how_a_round_goes(organiser: TestClient, clock: Clock) -> None:
    made = running()
    late = made.join("A Muộn", made.units[OFFICE]).entry_id
    made.start(late, LATER)
    clock.set(LATER)
    found = page(organiser, made.round_id)
    assert counts(found) == ["6", "6", "5", "5"]
    # Lowest part first; the school's size is that of its classes.
    assert units(found) == [
        [OFFICE, "2", "1", "10", "10,0%"],
        [SCHOOL, "3", "3", "7", "42,9%"],
        ["Không ghi đơn vị", "1", "1", "", ""],
        ["Cộng", "6", "5", "17", "23,5%"],
    ]
    titles = [text(one) for one in found.css("figcaption")]
    assert titles[0] == "Đã đăng ký, mỗi ngày" and titles[-1] == "Nộp bài, từng giờ ngày 05/10/2026"
    said = [one.attributes["aria-label"] for one in found.css("figure svg")]
    assert said[1] == "Số lượt bắt đầu làm bài mỗi ngày: 05/10/2026 6"
    assert said[4] == "Số lượt bắt đầu làm bài từng giờ ngày 05/10/2026: 8 giờ 6"
    assert first(found, "#progress").attributes["hx-get"] == f"/dashboards/{made.round_id}/figures"


def test_it_agrees_with_the_desk_the_board_and_the_report(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    found = page(organiser, made.round_id)
    shown = {row[0]: row[1:] for row in units(found)}
    with reading() as db:
        board = service.taking_part(db, made.round_id)
        numbers = attempts.counts(db, made.round_id, DONE)
        entered = people.count_entries(db, made.campaign_id)
        by_unit = {one.unit_id: one for one in present.unit_board(db, made.view(DONE))}
    assert counts(found) == [
        str(one) for one in (entered, numbers.started, numbers.handed_in + numbers.timed_out, board)
    ]
    report = world.report()
    assert report.people == board
    for line in report.units:
        assert shown[line.name][1:3] == [str(line.people), str(line.headcount)]
    office = by_unit[made.units[OFFICE]]
    assert office.rate is not None and shown[OFFICE][3] == share(office.rate)
    assert "hx-get" not in first(found, "#progress").attributes


def test_one_unit_sees_its_own(organiser: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    school = made.units[SCHOOL]
    found = page(organiser, f"{made.round_id}?unit={school}")
    assert counts(found) == ["3", "3", "3", "3"]
    assert [row[:4] for row in units(found)] == [
        ["Lớp 9B", "1", "1", "3"],
        ["Lớp 9A", "2", "2", "4"],
        ["Cộng", "3", "3", "7"],
    ]
    assert OFFICE not in text(first(found, "#progress"))
    refresh = first(found, "#progress").attributes["hx-get"]
    assert refresh == f"/dashboards/{made.round_id}/figures?unit={school}"


def test_targets_and_what_is_missing(organiser: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    aim(organiser, made, {"people": "12", "share": "50", OFFICE: "8"})
    found = page(organiser, made.round_id)
    assert [(row[0], *row[5:]) for row in units(found)] == [
        (OFFICE, "8", "7"),
        (SCHOOL, "4", "1"),
        ("Không ghi đơn vị", "", ""),
        ("Cộng", "12", "7"),
    ]
    assert text(first(found, ".aim")) == "Chỉ tiêu 12 người: đạt 41,7%, còn thiếu 7 người."
    below = page(organiser, f"{made.round_id}?unit={made.units[SCHOOL]}")
    assert text(first(below, ".aim")) == "Chỉ tiêu 4 người: đạt 75,0%, còn thiếu 1 người."
    aim(organiser, made, {"people": "5"})
    reached = page(organiser, made.round_id)
    assert text(first(reached, ".aim")) == "Chỉ tiêu 5 người: đạt 100,0%."


def test_several_rounds_count_everybody_once(organiser: TestClient, clock: Clock) -> None:
    made = running()
    second = made.next_round()
    second.again("A Thui", 3, OPENS + WEEK)
    aim(organiser, made, {"people": "10"})
    later(organiser, clock, OPENS + WEEK + timedelta(minutes=10))
    one = page(organiser, second.round_id)
    assert counts(one) == ["5", "1", "1", "1"] and one.css_first(".aim") is None
    whole = page(organiser, f"{second.round_id}?of=contest")
    assert counts(whole) == ["5", "6", "6", "5"]
    assert text(first(whole, ".aim")) == "Chỉ tiêu 10 người: đạt 50,0%, còn thiếu 5 người."
    days = [text(cell) for cell in whole.css("details td a")]
    assert days == [f"{OPENS + timedelta(days=day):%d/%m/%Y}" for day in range(8)]
    asked = page(organiser, f"{second.round_id}?of=contest&day={OPENS:%Y-%m-%d}")
    assert text(first(asked, "#hours")) == "Theo giờ, ngày 05/10/2026"


def test_void_attempts_and_barred_people_are_left_out(organiser: TestClient, clock: Clock) -> None:
    made = running()
    entry = made.entries["A Lan"]
    rounds.bar(entry)
    clock.set(LATER)
    assert counts(page(organiser, made.round_id)) == ["5", "5", "5", "4"]


def test_merged_units_count_for_their_others(organiser: TestClient, clock: Clock) -> None:
    made = running()
    aim(organiser, made, {CLASS_A: "4", "Lớp 9B": "3"})
    with writing() as db:
        gone, into = made.units["Lớp 9B"], made.units[CLASS_A]
        version = merging.plan(db, gone, into, LATER).version
        merging.merge(db, "staff00000001", gone, into, version, False, LATER)
    clock.set(LATER)
    found = page(organiser, f"{made.round_id}?unit={made.units[SCHOOL]}")
    assert [(row[0], row[2], row[-2]) for row in units(found)][:1] == [(CLASS_A, "3", "7")]


def test_before_anybody_comes(organiser: TestClient, clock: Clock) -> None:
    made = rounds.make(bank=0)
    clock.set(OPENS - timedelta(days=1))
    found = page(organiser, made.round_id)
    assert counts(found) == ["0", "0", "0", "0"]
    assert text(first(found, ".empty")) == "Chưa có đơn vị nào trong danh sách."
    assert found.css_first("figure") is None


def test_it_is_counted_once_for_all_desks(organiser: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    assert counts(page(organiser, made.round_id))[0] == "5"
    made.join("A Mới", made.units[OFFICE])
    clock.move(seconds=9)
    assert counts(page(organiser, made.round_id))[0] == "5"
    clock.move(seconds=1)
    assert counts(page(organiser, made.round_id))[0] == "6"
    assert len(kept._kept) == 1


ODD = ("?day=x", "?day=9999-99-99", "?of=nothing", "?day=2026-10-05%00", "?day=0001-01-01")


@pytest.mark.parametrize("query", ODD)
def test_odd_questions_are_no_harm(organiser: TestClient, clock: Clock, query: str) -> None:
    made = running()
    clock.set(LATER)
    page(organiser, f"{made.round_id}{query}")


@pytest.mark.parametrize("path", ["", "/figures", "/figures.xlsx", "/figures.csv", "/targets"])
def test_who_gets_in(app_client: TestClient, enter: Enter, clock: Clock, path: str) -> None:
    made = running()
    clock.set(LATER)
    url = f"/dashboards/{made.round_id}{path}"
    assert app_client.get(url).status_code == 303
    assert enter(Role.VIEWER).get(url).status_code == 404
    reader = enter(Role.ORGANISER)
    assert reader.get(url).status_code == 404
    for bad in (NOBODY, *BAD):
        assert reader.get(f"/dashboards/{bad}{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "/figures", "/figures.xlsx"])
def test_a_viewer_may_look(viewer: TestClient, clock: Clock, path: str) -> None:
    made = running()
    clock.set(CLOSES)
    assert viewer.get(f"/dashboards/{made.round_id}{path}").status_code == 200
    assert viewer.post(f"/dashboards/{made.round_id}{path}").status_code == 405
    assert viewer.get(f"/dashboards/{made.round_id}{path}?unit={NOBODY}").status_code == 404
    assert viewer.get(f"/dashboards/{made.round_id}{path}?unit=x").status_code in (404, 422)
    assert "Đặt chỉ tiêu" not in viewer.get(f"/dashboards/{made.round_id}").text


def test_only_the_commune_is_no_line(organiser: TestClient, clock: Clock) -> None:
    made = running()
    made.join("A Xã", made.units[COMMUNE])
    clock.set(LATER)
    assert ["Tính thẳng cho Xã Đăk Tô", "1", "0", "chưa có", "chưa tính"] in units(
        page(organiser, made.round_id)
    )
