"""Units with prizes: the smallest that counts, equal ones, merged ones, no headcount, over the headcount."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from fastapi.testclient import TestClient

from contest.commendations import certifying, papers
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.states import Board, Way
from contest.units import merging
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_show import page, rows, said
from tests.contest.commendations.world import LADDER, NOW, STAFF, clear
from tests.contest.standings import world as boards
from tests.parsed import text

BY_RATE = Ladder((), (UnitStep("Nhất", 1, 500_000, Board.RATE), UnitStep("Nhì", 1, 200_000, Board.RATE)))
BY_NUMBER = Ladder((), (UnitStep("Nhất", 1, 500_000, Board.NUMBER), UnitStep("Nhì", 1, 0, Board.NUMBER)))
BOTH = Ladder((), (UnitStep("Nhất", 1, 300_000, Board.NUMBER), UnitStep("Nhất", 1, 200_000, Board.RATE)))


def made_of(
    people: dict[str, int], sizes: dict[str, int | None], ladder: Ladder, minimum: int = 1
) -> tuple[world.Prizes, dict[str, str]]:
    """A closed round: unit → how many of it took part; and the units' ids."""
    units = boards.make_units(sizes)
    rules = boards.rules(visibility=boards.Visibility(), minimum_unit_size=minimum)
    made = world.closed(rules=rules, ladder=ladder)
    for name, count in people.items():
        world.fill(made, clear(count, name), unit=units[name])
    return made, units


def merge(unit: str, into: str) -> None:
    """One unit counts for the other from now on."""
    with writing() as db:
        planned = merging.plan(db, unit, into, NOW)
        merging.merge(db, STAFF, unit, into, planned.version, True, NOW)


@pytest.mark.parametrize(
    ("minimum", "rate", "number"),
    [
        (1, {"Thôn 1": "Nhất", "Thôn 2": "Nhì"}, {"Thôn 2": "Nhất", "Thôn 1": "Nhì"}),
        (3, {"Thôn 1": "Nhất", "Thôn 2": "Nhì"}, {"Thôn 2": "Nhất", "Thôn 1": "Nhì"}),
        (4, {"Thôn 2": "Nhất"}, {"Thôn 2": "Nhất"}),
        (20, {"Thôn 2": "Nhất"}, {"Thôn 2": "Nhất"}),
        (21, {}, {}),
    ],
)
def test_the_smallest_unit_that_counts(
    database: Database, minimum: int, rate: dict[str, str], number: dict[str, str]
) -> None:
    """Thôn 1 has 3 people, Thôn 2 has 20."""
    made, _ = made_of({"Thôn 1": 2, "Thôn 2": 5}, {"Thôn 1": 3, "Thôn 2": 20}, BY_RATE, minimum)
    assert made.told(Board.RATE) == rate
    made.ladder(BY_NUMBER)
    assert made.told(Board.NUMBER) == number
    left = made.board(Board.NUMBER).allocation.unfilled
    assert sum(left) == 2 - len(number)


def test_a_unit_of_unknown_size_has_a_number_and_no_rate(database: Database) -> None:
    made, _ = made_of({"Thôn 1": 2, "Thôn 2": 1}, {"Thôn 1": None, "Thôn 2": 10}, BOTH, 5)
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất"}
    assert made.told(Board.RATE) == {"Thôn 2": "Nhất"}
    made.issue()
    with reading() as db:
        paper = papers.load(db, made.round_id, 1, NOW)
    told = [(row.headcount, row.rate) for row in map(papers._unit, paper.content.units)]
    assert told == [(None, None), (10, Fraction(1, 10))]


def test_more_people_than_the_headcount_are_no_more_than_all(database: Database) -> None:
    made, _ = made_of({"Thôn 1": 3, "Thôn 2": 4}, {"Thôn 1": 2, "Thôn 2": 4}, BY_RATE)
    tie = made.tie(Board.RATE)
    assert (len(tie.ids), tie.rank, tie.seats) == (2, 1, (0, 1))


def test_equal_rates_of_different_sizes_are_a_tie(database: Database) -> None:
    made, units = made_of({"Thôn 1": 1, "Thôn 2": 2}, {"Thôn 1": 3, "Thôn 2": 6}, BY_RATE)
    assert set(made.tie(Board.RATE).ids) == set(units.values())
    given: dict[str, int | None] = {units["Thôn 1"]: 1, units["Thôn 2"]: 0}
    made.decide(Way.PICK, Board.RATE, prizes=given, reason="Đông người hơn")
    assert made.told(Board.RATE) == {"Thôn 1": "Nhì", "Thôn 2": "Nhất"}


def test_a_tie_by_number_is_decided_before_anybody_has_a_prize_by_rate(database: Database) -> None:
    made, _ = made_of({"Thôn 1": 2, "Thôn 2": 2, "Thôn 3": 1}, {"Thôn 1": 4, "Thôn 2": 8, "Thôn 3": 4}, BOTH)
    assert set(made.told(Board.RATE).values()) == {"waiting"}
    made.decide(Way.EQUAL, Board.NUMBER)
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất", "Thôn 2": "Nhất"}
    assert made.told(Board.RATE) == {"Thôn 1": "passed", "Thôn 2": "passed", "Thôn 3": "Nhất"}
    assert made.draft().total == 800_000


def test_without_prizes_by_number_the_rates_wait_for_nobody(database: Database) -> None:
    made, _ = made_of({"Thôn 1": 2, "Thôn 2": 2}, {"Thôn 1": 4, "Thôn 2": 8}, BY_RATE)
    assert [board.board for board in made.draft().boards] == [Board.PEOPLE, Board.RATE]
    assert made.told(Board.RATE) == {"Thôn 1": "Nhất", "Thôn 2": "Nhì"}


def test_merged_units_are_one(database: Database) -> None:
    people, sizes = {"Thôn 1": 2, "Thôn 2": 2, "Thôn 3": 3}, {"Thôn 1": 4, "Thôn 2": 4, "Thôn 3": 30}
    made, units = made_of(people, dict(sizes), BY_NUMBER)
    assert made.told(Board.NUMBER)["Thôn 3"] == "Nhất"
    merge(units["Thôn 1"], units["Thôn 2"])
    assert made.told(Board.NUMBER) == {"Thôn 2": "Nhất", "Thôn 3": "Nhì"}
    with writing() as db:
        merging.unmerge(db, STAFF, units["Thôn 1"], NOW)
    assert made.told(Board.NUMBER)["Thôn 3"] == "Nhất"


def test_an_issued_list_keeps_the_name_of_a_unit_that_was_merged_later(database: Database) -> None:
    made, units = made_of({"Thôn 1": 3, "Thôn 2": 1}, {"Thôn 1": 4, "Thôn 2": 4}, BY_NUMBER)
    made.issue()
    merge(units["Thôn 1"], units["Thôn 2"])
    with reading() as db:
        (first, second) = papers.load(db, made.round_id, 1, NOW).content.units
        _, winners = certifying.winners(db, made.round_id, NOW)
    assert (first.unit, second.unit) == ("Thôn 1", "Thôn 2")
    assert [winner.name for winner in winners] == ["Thôn 1", "Thôn 2"]
    assert made.told(Board.NUMBER) == {"Thôn 2": "Nhất"}


def test_people_without_a_unit_count_for_none(database: Database) -> None:
    made, _ = made_of({"Thôn 1": 1}, {"Thôn 1": 4}, BY_NUMBER)
    world.fill(made, clear(5, "Tự do"))
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất"}


def test_barred_people_do_not_count_for_their_unit(database: Database) -> None:
    made, _ = made_of({"Thôn 1": 2, "Thôn 2": 1}, {"Thôn 1": 4, "Thôn 2": 4}, BY_NUMBER)
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất", "Thôn 2": "Nhì"}
    made.bar("Thôn 1 0001")
    made.bar("Thôn 1 0002")
    assert made.told(Board.NUMBER) == {"Thôn 2": "Nhất"}


# --- on the page ------------------------------------------------------------------------------------


def test_a_tie_of_units_is_asked_as_such(organiser: TestClient) -> None:
    made, _ = made_of({"Thôn 1": 2, "Thôn 2": 2}, {"Thôn 1": 4, "Thôn 2": 4}, BY_RATE)
    found = page(organiser, made)
    assert "2 đơn vị bằng nhau, 1 giải Nhất, 1 giải Nhì" in said(found)
    assert "2 đơn vị cùng hạng 1 có tỷ lệ dự thi bằng nhau." in said(found)
    answer = organiser.get(f"/commendations/{made.round_id}/decision?board=rate&way=hand")
    assert answer.status_code == 200 and "Thôn 1" in answer.text and "Thôn 2" in answer.text


def test_each_order_has_its_table_and_its_leftovers(organiser: TestClient) -> None:
    made, _ = made_of({"Thôn 1": 2}, {"Thôn 1": 4}, BOTH)
    found = page(organiser, made)
    titles = [text(node) for node in found.css("main h2")]
    assert "Giải đơn vị, theo số người dự thi" in titles and "Giải đơn vị, theo tỷ lệ dự thi" in titles
    assert rows(found)[0] == ["1", "Thôn 1", "2", "4", "50,0%", "Nhất", "300.000"]
    assert "1 giải Nhất chưa trao: không còn đơn vị nào đủ điều kiện." in said(found)


def test_a_prize_that_calls_itself_one_is_not_called_so_twice(organiser: TestClient) -> None:
    """ "1 giải Giải tập thể" was said of a tie."""
    special = replace(BY_RATE, units=(UnitStep("Giải tập thể", 1, 0, Board.RATE),))
    made, _ = made_of({"Thôn 1": 2, "Thôn 2": 2}, {"Thôn 1": 4, "Thôn 2": 4}, special)
    told = said(page(organiser, made))
    assert "Còn 1 giải tập thể, 2 đơn vị bằng nhau" in told
    assert "giải Giải" not in told


def test_both_people_and_units_in_one_sum(organiser: TestClient) -> None:
    made, units = made_of({}, {"Thôn 1": 4}, replace(LADDER, units=BY_RATE.units))
    world.fill(made, clear(1), unit=units["Thôn 1"])
    told = said(page(organiser, made))
    assert "1.500.000" in told and "Một triệu năm trăm nghìn đồng" in told


@pytest.mark.parametrize(
    ("is_set", "board", "told"),
    [
        (True, Board.RATE, {"Thôn 2": "Nhất", "Thôn 1": "Nhì"}),
        (True, Board.NUMBER, {"Thôn 2": "Nhất", "Thôn 1": "Nhì"}),
        (False, Board.RATE, {"Thôn 1": "tied", "Thôn 2": "tied", "Thôn 3": "waiting"}),
        (False, Board.NUMBER, {"Thôn 1": "tied", "Thôn 2": "tied", "Thôn 3": "tied"}),
    ],
)
def test_equal_units_by_how_many_had_everything_right(
    database: Database, is_set: bool, board: Board, told: dict[str, str]
) -> None:
    """Two of ten, two of ten, two of twenty; all right were one, two and one person, one of them twice."""
    ladder = replace(BY_RATE if board is Board.RATE else BY_NUMBER, equal_by_perfect=is_set)
    made, _ = made_of(
        {"Thôn 1": 2, "Thôn 2": 2, "Thôn 3": 2}, {"Thôn 1": 10, "Thôn 2": 10, "Thôn 3": 20}, ladder
    )
    for name, times in (("Thôn 1 0001", 5), ("Thôn 2 0001", 1), ("Thôn 2 0002", 1)):
        made.place(name, 15, perfects=times)
    assert made.told(board) == told
    if is_set:
        made.place("Thôn 1 0002", 15, perfects=1)
        assert made.told(board)["Thôn 1"] == "tied"
        assert len(made.tie(board).ids) == 2


def test_who_had_everything_right_before_that_was_counted(database: Database) -> None:
    """A round closed by an older version: all its rows say that no attempt was perfect, their counts of right
    answers say which were. An attempt recognised again today is counted like the others."""
    ladder = replace(BY_NUMBER, equal_by_perfect=True)
    made, _ = made_of({"Thôn 1": 2, "Thôn 2": 2}, {"Thôn 1": 10, "Thôn 2": 10}, ladder)
    asked = world.RULES.questions_count
    for name, right in (("Thôn 1 0001", asked), ("Thôn 1 0002", asked), ("Thôn 2 0001", asked)):
        made.place(name, right)
    made.place("Thôn 2 0002", asked - 1)
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất", "Thôn 2": "Nhì"}
    made.place("Thôn 2 0001", asked, perfects=1)
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất", "Thôn 2": "Nhì"}
