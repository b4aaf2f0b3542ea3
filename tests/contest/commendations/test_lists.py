"""The list as results, ladder and decisions make it: people, earlier prizes, barred people, units."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.commendations import lists, occasions, people_boards
from contest.commendations.ladders import USUAL, Ladder
from contest.commendations.rules import Outcome, Step
from contest.commendations.states import Board, Way
from contest.errors import Conflict
from contest.web.database import Database, reading
from tests.contest.commendations import world
from tests.contest.commendations.world import CLOSES, LADDER, NOW, UNITS, clear
from tests.contest.rounds.test_index import statements
from tests.contest.standings import world as boards


def test_only_of_a_closed_round(database: Database) -> None:
    round_id = boards.make_round(world.RULES)
    for now in (boards.OPENS, CLOSES, NOW):
        with reading() as db, pytest.raises(Conflict):
            lists.draft(db, occasions.of(db, round_id, now), now)


def test_nobody_and_no_ladder(database: Database) -> None:
    made = world.closed(ladder=None)
    draft = made.draft()
    assert (draft.ladder.ladder, draft.ladder.version, draft.total, draft.ranked) == (USUAL, 0, 0, 0)
    assert draft.boards[0].rows == ()
    assert draft.boards[0].allocation.unfilled == (1, 2, 3, 5)


def test_prizes_follow_the_board(database: Database) -> None:
    made = world.closed([("An", 15), ("Bích", 14), ("Chi", 14), ("Dũng", 12), ("Én", 11), ("Giang", 3)])
    assert made.told() == {
        "An": "Nhất",
        "Bích": "Nhì",
        "Chi": "Nhì",
        "Dũng": "Khuyến khích",
        "Én": "Khuyến khích",
    }
    assert made.draft().total == 1_000_000 + 1_400_000 + 600_000


def test_a_tie_beyond_what_is_read_at_first(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_boards, "SPARE", 1)
    made = world.closed([*clear(4), *((f"Bằng {number}", 5) for number in range(60)), ("Cuối", 1)])
    assert len(made.tie().ids) == 60
    assert made.tie().prizes == 1
    assert list(world.outcomes(made).values()).count(Outcome.TIED) == 60


def test_barred_people_get_nothing_even_if_the_board_still_has_them(database: Database) -> None:
    made = world.closed(clear(3))
    made.bar("Người 0001", "Thành viên Ban Tổ chức")
    made.place("Người 0002", 9_999)
    assert made.told() == {"Người 0002": "Nhất", "Người 0003": "Nhì"}
    draft = made.draft()
    assert [draft.persons[entry].barred_reason for entry in draft.barred] == ["Thành viên Ban Tổ chức"]


# --- one prize over all rounds --------------------------------------------------------------------


def two_weeks(once: bool) -> tuple[world.Prizes, world.Prizes]:
    first = world.closed([("An", 15), ("Bích", 14), ("Chi", 13), ("Dũng", 12), ("Én", 11), ("Giang", 10)])
    second = world.another_round(first, [("An", 15), ("Giang", 14), ("Bích", 13)])
    second.ladder(replace(LADDER, once=once))
    return first, second


def test_who_has_an_earlier_prize_is_passed_over_with_the_reason(database: Database) -> None:
    first, second = two_weeks(once=True)
    first.issue()
    assert second.told() == {"An": "passed", "Giang": "Nhất", "Bích": "passed"}
    reasons = [row.reason for row in second.board().rows if row.reason]
    assert reasons == ["Đã nhận giải Nhất tuần 1", "Đã nhận giải Nhì tuần 1"]
    assert second.draft().missing == ()


def test_an_earlier_round_without_a_list_is_told(database: Database) -> None:
    _, second = two_weeks(once=True)
    assert second.told() == {"An": "Nhất", "Giang": "Nhì", "Bích": "Nhì"}
    assert second.draft().missing == ("Tuần 1",)


def test_the_option_is_off(database: Database) -> None:
    first, second = two_weeks(once=False)
    first.issue()
    assert second.told() == {"An": "Nhất", "Giang": "Nhì", "Bích": "Nhì"}


def test_the_first_round_looks_at_no_later_one(database: Database) -> None:
    first, second = two_weeks(once=False)
    second.issue()
    first.ladder(replace(LADDER, once=True))
    assert first.told()["An"] == "Nhất"


def test_a_later_version_of_the_earlier_list_counts(database: Database) -> None:
    first, second = two_weeks(once=True)
    first.issue()
    first.remove("An")
    first.issue("Hủy bài của một người")
    assert second.told()["An"] == "Nhất"


# --- units ----------------------------------------------------------------------------------------


def with_units(people: dict[str, int], sizes: dict[str, int | None]) -> world.Prizes:
    units = boards.make_units(sizes)
    made = world.closed(ladder=replace(LADDER, units=UNITS))
    for name, count in people.items():
        world.fill(made, clear(count, name), unit=units[name])
    return made


def test_units_by_number_then_by_rate_one_prize_each(database: Database) -> None:
    made = with_units({"Thôn 1": 5, "Thôn 2": 3, "Thôn 3": 2}, {"Thôn 1": 5, "Thôn 2": 30, "Thôn 3": 4})
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất"}
    assert made.told(Board.RATE) == {"Thôn 1": "passed", "Thôn 3": "Nhất", "Thôn 2": "Nhì"}
    passed = made.board(Board.RATE).rows[0]
    assert passed.reason == "Đã nhận giải Nhất theo số người"
    assert made.draft().boards[1].allocation.total == 500_000


def test_a_tie_of_units_waits_and_holds_up_the_other_order(database: Database) -> None:
    made = with_units({"Thôn 1": 3, "Thôn 2": 3}, {"Thôn 1": 6, "Thôn 2": 6})
    draft = made.draft()
    assert Board.NUMBER in {one.board for one in draft.pending}
    assert Board.RATE not in {one.board for one in draft.pending}
    assert set(made.told(Board.RATE).values()) == {"waiting"}
    assert made.board(Board.RATE).allocation.total == 0
    one, other = made.tie(Board.NUMBER).ids
    made.decide(Way.HAND, Board.NUMBER, prizes={one: 0, other: None})
    assert sorted(made.told(Board.NUMBER).values()) == ["Nhất", "none"]
    assert sorted(made.told(Board.RATE).values()) == ["Nhất", "passed"]


def test_without_headcounts_no_rate(database: Database) -> None:
    made = with_units({"Thôn 1": 3}, {"Thôn 1": None})
    assert made.board(Board.RATE).rows == ()
    assert made.board(Board.RATE).allocation.unfilled == (1, 1)
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất"}


# --- how much is read -----------------------------------------------------------------------------


def counted(made: world.Prizes) -> int:
    with reading() as db:
        view = occasions.of(db, made.round_id, NOW)
        with statements() as said:
            lists.draft(db, view, NOW)
    return len(said)


def test_as_many_statements_for_3_people_as_for_3000(sqlite_database: Database) -> None:
    units = boards.make_units({"Thôn 1": 5000})
    small = world.closed(clear(3), ladder=replace(LADDER, units=UNITS), unit=units["Thôn 1"])
    large = world.closed(clear(3000), ladder=replace(LADDER, units=UNITS), slug="lon", unit=units["Thôn 1"])
    assert counted(small) == counted(large)


def test_a_ladder_longer_than_the_board(database: Database) -> None:
    made = world.closed(clear(2), ladder=Ladder((Step("Nhất", 1, 0), Step("Nhì", 500, 0), Step("Ba", 3, 0))))
    assert list(made.told().values()) == ["Nhất", "Nhì"]
    assert made.board().allocation.unfilled == (0, 499, 3)
