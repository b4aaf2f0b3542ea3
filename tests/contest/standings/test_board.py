"""The board on phones: what it tells, and what it keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.errors import NotFound
from contest.ruleset import wording
from contest.ruleset.rules import Counting, Criterion, Ruleset, Visibility
from contest.standings import present, service, turnout
from contest.standings.pages import BoardPage
from contest.units import merging
from contest.web.database import Database, reading, writing
from tests.contest.standings import world

DURING = world.OPENS + timedelta(hours=1)
AFTER = world.CLOSES + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def fresh_boards() -> Iterator[None]:
    present.forget_boards()
    yield
    present.forget_boards()


def put(round_id: str, entries: list[str], rights: list[int], given: Ruleset) -> None:
    with writing() as db:
        results = [world.result(entry, right) for entry, right in zip(entries, rights, strict=True)]
        service.place(db, given, round_id, results)


def page(round_id: str, *entries: str, at=DURING) -> BoardPage:
    with reading() as db:
        return present.board(db, round_id, entries, at)


def close(round_id: str) -> None:
    with writing() as db:
        campaigns.set_state(db, round_id, RoundState.READY, RoundState.CLOSING)
        campaigns.set_state(db, round_id, RoundState.CLOSING, RoundState.CLOSED)


def test_a_live_board_names_those_who_agreed_and_masks_children(database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    (an,) = world.enter(round_id, ["Nguyễn Văn An"])
    (nhung,) = world.enter(round_id, ["Lê Thị Nhung"], birth_year=2013)
    (kin,) = world.enter(round_id, ["Trần Kín"], publish=False)
    put(round_id, [an, nhung, kin], [9, 8, 7], given)
    shown = page(round_id)
    assert [(row.rank, row.name, row.score) for row in shown.rows] == [
        (1, "Nguyễn Văn An", "9/15"),
        (2, "Lê T. N.", "8/15"),
        (3, "Không công bố tên", "7/15"),
    ]
    assert (shown.shown, shown.people, shown.provisional, shown.title) == (
        True,
        3,
        True,
        ("Ngày hội", "Chuyển đổi số"),
    )


def test_own_row_is_marked_or_shown_with_its_neighbours(sqlite_database: Database) -> None:
    given = world.rules(criteria=(Criterion.POINTS, Criterion.SECONDS))
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(60)])
    put(round_id, entries, [15] * 55 + [3, 2, 1, 1, 0], given)
    first = page(round_id, sorted(entries[:55])[0])
    assert sum(row.own for row in first.rows) == 1 and first.around == ()
    last = page(round_id, entries[56])
    assert not any(row.own for row in last.rows)
    assert [(row.rank, row.own) for row in last.around] == [
        (1, False),
        (56, False),
        (57, True),
        (58, False),
        (58, False),
    ]
    assert page(round_id, "khongcoentry0").around == ()


@pytest.mark.parametrize("state", [RoundState.READY, RoundState.CLOSING])
@pytest.mark.parametrize("at", [world.OPENS - timedelta(hours=1), DURING, AFTER])
def test_a_closed_board_is_the_same_whoever_took_part(
    sqlite_database: Database, state: RoundState, at
) -> None:
    round_id = world.make_round(world.PREDICTING, state)
    before = page(round_id, at=at)
    entries = world.enter(round_id, ["An", "Bình"])
    put(round_id, entries, [9, 8], world.PREDICTING)
    assert page(round_id, entries[0], at=at) == before
    assert (before.shown, before.rows, before.people, before.units, before.updated) == (
        False,
        (),
        0,
        (),
        None,
    )


def test_after_close_the_board_opens(database: Database) -> None:
    round_id = world.make_round(world.PREDICTING)
    entries = world.enter(round_id, ["An", "Bình"])
    put(round_id, entries, [9, 8], world.PREDICTING)
    close(round_id)
    shown = page(round_id, entries[1], at=AFTER)
    assert (shown.shown, shown.provisional, shown.people) == (True, False, 2)
    assert [row.own for row in shown.rows] == [False, True]


def test_a_draft_does_not_exist(sqlite_database: Database) -> None:
    round_id = world.make_round(world.rules(), RoundState.DRAFT)
    for wrong in (round_id, "khongcovong00"):
        with pytest.raises(NotFound):
            page(wrong)


def test_scores_are_points_where_questions_weigh_differently(sqlite_database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    (an,) = world.enter(round_id, ["An"])
    with writing() as db:
        service.place(db, given, round_id, [world.result(an, 4, points=950)])
    assert [row.score for row in page(round_id).rows] == ["9,5"]


def test_units_stand_by_exact_part_and_small_ones_are_left_out(database: Database) -> None:
    thon = world.make_units({"Thôn 1": 20, "Thôn 2": 10, "Nhỏ": 4, "Thôn 3": None})
    given = world.rules()
    round_id = world.make_round(given)
    entries: list[str] = []
    for name, count in (("Thôn 1", 2), ("Thôn 2", 1), ("Nhỏ", 4), ("Thôn 3", 3)):
        entries += world.enter(round_id, [f"{name} {number}" for number in range(count)], unit=thon[name])
    put(round_id, entries, [5] * len(entries), given)
    shown = page(round_id, entries[2])
    assert {(unit.rank, unit.name, unit.figure, unit.note, unit.own) for unit in shown.units} == {
        (1, "Thôn 1", "10,0%", "2 trên 20 người", False),
        (1, "Thôn 2", "10,0%", "1 trên 10 người", True),
    }


def test_without_headcounts_units_stand_by_number(sqlite_database: Database) -> None:
    thon = world.make_units({"Thôn 1": None, "Thôn 2": None})
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, ["An", "Bình"], unit=thon["Thôn 2"]) + world.enter(
        round_id, ["Chi"], unit=thon["Thôn 1"]
    )
    put(round_id, entries, [5, 5, 5], given)
    assert [(unit.rank, unit.name, unit.figure) for unit in page(round_id).units] == [
        (1, "Thôn 2", "2 người"),
        (2, "Thôn 1", "1 người"),
    ]


def test_a_board_is_made_once_a_second(sqlite_database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    an, binh = world.enter(round_id, ["An", "Bình"])
    put(round_id, [an], [5], given)
    assert page(round_id).people == 1
    put(round_id, [binh], [6], given)
    assert page(round_id, at=DURING + timedelta(milliseconds=999)).people == 1
    assert page(round_id, at=DURING + timedelta(seconds=1)).people == 2


def test_units_of_a_small_board_are_counted_as_soon_as_it_changes(database: Database) -> None:
    thon = world.make_units({"Thôn 1": 20})
    given = world.rules()
    round_id = world.make_round(given)
    an, binh = world.enter(round_id, ["An", "Bình"], unit=thon["Thôn 1"])
    for entry, people in ((an, 1), (binh, 2)):
        put(round_id, [entry], [5], given)
        with reading() as db:
            assert turnout.of(db, round_id, DURING).people == {thon["Thôn 1"]: people}


def test_units_of_a_large_board_are_counted_more_rarely(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    thon = world.make_units({"Thôn 1": 20})
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(6)], unit=thon["Thôn 1"])
    monkeypatch.setattr(turnout, "PACE", 1)
    seen = []
    for second, entry in enumerate(entries):
        put(round_id, [entry], [5], given)
        with reading() as db:
            seen.append(turnout.of(db, round_id, DURING + timedelta(seconds=second)).people[thon["Thôn 1"]])
            # Nothing else is counted while nothing has changed, nor a result that staff see.
            assert service.participation(db, round_id)[thon["Thôn 1"]] == second + 1
    assert seen == [1, 2, 2, 4, 4, 4]


def test_merged_units_are_counted_anew(database: Database) -> None:
    thon = world.make_units({"Thôn 1": 20, "Thôn 2": 10})
    round_id = world.make_round(world.rules())
    put(round_id, world.enter(round_id, ["An"], unit=thon["Thôn 1"]), [5], world.rules())
    with reading() as db:
        assert turnout.of(db, round_id, DURING).people == {thon["Thôn 1"]: 1}
    with writing() as db:
        one, into = thon["Thôn 1"], thon["Thôn 2"]
        merging.merge(db, "staff", one, into, merging.plan(db, one, into, DURING).version, False, DURING)
    with reading() as db:
        assert turnout.of(db, round_id, DURING).people == {thon["Thôn 2"]: 1}


def test_closing_hides_a_live_board_at_the_very_second(sqlite_database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    put(round_id, world.enter(round_id, ["An"]), [5], given)
    assert page(round_id, at=world.CLOSES - timedelta(milliseconds=1)).shown
    assert not page(round_id, at=world.CLOSES).shown


def test_the_time_is_shown_only_where_it_ranks(sqlite_database: Database) -> None:
    given = world.rules(criteria=(Criterion.POINTS, Criterion.SUBMITTED))
    round_id = world.make_round(given)
    put(round_id, world.enter(round_id, ["An"]), [14], given)
    assert [(row.score, row.seconds) for row in page(round_id).rows] == [("14/15", None)]
    assert page(round_id).order == ("Xếp hạng theo điểm, rồi giờ nộp bài.",)


@pytest.mark.parametrize(
    ("changes", "score"),
    [({}, "14/15"), ({"wrong_costs": 25}, "14"), ({"counting": Counting.MEAN}, "14")],
)
def test_a_count_of_right_answers_stands_only_where_it_is_the_score(
    sqlite_database: Database, changes: dict[str, object], score: str
) -> None:
    given = world.rules(attempts_allowed=2, visibility=Visibility(), **changes)
    round_id = world.make_round(given)
    put(round_id, world.enter(round_id, ["An"]), [14], given)
    close(round_id)
    assert [row.score for row in page(round_id, at=AFTER).rows] == [score]
    assert page(round_id, at=AFTER).order == wording.order(given)
