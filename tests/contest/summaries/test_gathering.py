"""The figures out of a real database: what the boards, the analysis and the lists of prizes say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from contest.attempts.models import Attempt, PaperSheet
from contest.campaigns import audiences
from contest.campaigns.audience_rules import Audience
from contest.clock import local
from contest.people import audiences as chosen
from contest.standings import service as standings
from contest.standings.rules import half_up
from contest.summaries import rules
from contest.summaries.choosing import Asked
from contest.summaries.content import Report
from contest.units import service as units
from contest.units.models import UnitMerge
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, OPENS
from tests.contest.summaries import world
from tests.contest.summaries.world import CLASS_A, CLASS_B, COMMUNE, DONE, OFFICE, SCHOOL, WEEK


def lines(report: Report) -> dict[str, tuple[int, int, int | None]]:
    return {one.name: (one.people, one.headcount, one.rate) for one in report.units}


def test_people_attempts_units_and_marks(database: Database) -> None:
    made = world.usual()
    found = world.report()
    assert (found.people, found.attempts, len(found.rounds), found.contests_counted) == (5, 5, 1, 1)
    assert (found.headcount, found.rate) == (17, 2353)
    assert lines(found) == {SCHOOL: (3, 7, 4286), OFFICE: (1, 10, 1000)}
    assert found.without_unit == 1
    assert [(one.name, one.deeper) for one in found.units] == [(SCHOOL, True), (OFFICE, False)]
    assert found.marks is not None
    assert (found.marks.mean, found.marks.lower, found.marks.median, found.marks.upper) == (180, 50, 200, 300)
    assert found.marks.tenths == (1, 0, 0, 1, 0, 0, 1, 0, 0, 2)
    assert found.rounds[0].id == made.round_id and found.contests == (made.campaign_id,)
    assert (found.newcomers, found.returning) == (5, 0)
    assert [(one.name, one.people) for one in found.ages] == [
        ("Dưới 16 tuổi", 3),
        ("Từ 31 đến 45 tuổi", 1),
        ("Không rõ năm sinh", 1),
    ]
    assert [(one.name, one.people, one.attempts) for one in found.kinds] == [("Trên máy", 5, 5)]


def test_a_round_agrees_with_its_board_and_its_boards_of_units(database: Database) -> None:
    made = world.usual()
    found = world.report(Asked(scope=made.round_id, unit=made.units[SCHOOL]))
    with reading() as db:
        people = standings.participation(db, made.round_id)
        points = standings.brought(db, made.round_id).points
        sizes = units.headcounts(db, local(CLOSES).date())
        board = list(standings.every(db, made.round_id))
    for one in found.units:
        assert (one.people, one.headcount) == (people[one.id], sizes[one.id])
        assert (one.mean, one.points) == (half_up(points[one.id], people[one.id]), points[one.id])
        assert one.rate == rules.rate(people[one.id], sizes[one.id])
    assert {one.name for one in found.units} == {CLASS_A, CLASS_B}
    whole = world.report()
    assert whole.marks is not None
    assert (whole.marks.total, whole.people) == (sum(one.points for one in board), len(board))


def test_a_unit_has_its_own_with_all_below_it_and_nobody_else(database: Database) -> None:
    made = world.usual()
    school = world.report(world.of_unit(made.units[SCHOOL]))
    assert (school.people, school.headcount, school.rate, school.without_unit) == (3, 7, 4286, 0)
    assert lines(school) == {CLASS_A: (2, 4, 5000), CLASS_B: (1, 3, 3333)}
    commune = world.report(world.of_unit(made.units[COMMUNE]))
    assert commune.people == 4
    leaf = world.report(world.of_unit(made.units[CLASS_B]))
    assert (leaf.people, leaf.rate) == (1, 3333)
    assert [(one.itself, one.people) for one in leaf.units] == [(True, 1)]


def test_a_unit_of_merged_classes(database: Database) -> None:
    made = world.usual()
    with writing() as db:
        gone, into = made.units[CLASS_B], made.units[CLASS_A]
        db.add(UnitMerge(unit_id=gone, into_id=into, merged_at=DONE, before="{}"))
    found = world.report(world.of_unit(made.units[CLASS_B]))
    assert found.people == 3
    assert lines(world.report(world.of_unit(made.units[SCHOOL]))) == {CLASS_A: (3, 4, 7500)}


def test_who_is_barred_or_void_is_in_no_figure(database: Database) -> None:
    made = world.begun()
    made.people()
    rounds.bar(made.entries["A Thui"])
    with writing() as db:
        standings.remove(db, made.round_id, [made.entries["A Thui"]])
    world.end()
    found = world.report()
    assert (found.people, found.attempts) == (4, 4)
    assert sum(one.people for one in found.units) + found.without_unit == 4


# --- periods --------------------------------------------------------------------------------------


def test_a_round_belongs_to_the_day_on_which_it_closes(database: Database) -> None:
    made = world.usual()
    day = local(CLOSES).date()
    for first, last, wanted in (
        (day, day, 1),
        (day + timedelta(days=1), day + timedelta(days=9), 0),
        (day - timedelta(days=9), day - timedelta(days=1), 0),
    ):
        found = world.report(Asked(first=first.isoformat(), last=last.isoformat()))
        assert len(found.rounds) == wanted, (first, last)
    assert world.report(Asked(scope=made.campaign_id)).period.first == local(OPENS).date()


def test_what_has_no_result_yet_is_named_and_not_counted(database: Database) -> None:
    made = world.begun()
    made.people()
    found = world.report(now=OPENS)
    assert (found.people, found.rounds, found.marks) == (0, (), None)
    assert found.waiting == ("Tìm hiểu chuyển đổi số, Tuần 1",)
    assert found.contests == (made.campaign_id,)
    assert "3" not in "".join(one.name for one in found.units)


def test_who_comes_again_and_what_changed_since_the_period_before(database: Database) -> None:
    made = world.begun()
    made.people()
    second = made.next_round()
    world.end()
    at = OPENS + WEEK
    second.again("A Thui", 0, at)
    entry = second.sit("Người mới", at + timedelta(minutes=2), 3, unit=made.units[OFFICE])
    assert entry
    world.end(WEEK)
    week = Asked(first="12/10/2026", last="18/10/2026")
    found = world.report(week, now=DONE + WEEK)
    assert [one.name for one in found.rounds] == ["Tuần 2"]
    assert (found.people, found.newcomers, found.returning) == (2, 1, 1)
    both = world.report(world.OCTOBER, now=DONE + WEEK)
    assert (both.people, both.attempts, len(both.rounds), both.returning) == (6, 7, 2, 0)


def test_scopes(database: Database) -> None:
    made = world.begun()
    made.people()
    other = rounds.make(slug="khac", bank=0)
    other.sit("Người khác", OPENS, 1, unit=made.units[OFFICE])
    world.end()
    assert world.report().people == 6 and world.report().contests_counted == 2
    assert world.report(Asked(scope=made.campaign_id)).people == 5
    assert world.report(Asked(scope=other.round_id)).people == 1


# --- groups ---------------------------------------------------------------------------------------


def test_who_sat_on_paper_and_who_belongs_to_which_audience(database: Database) -> None:
    made = world.usual()
    pupils = Audience("audience00001", "A", "Học sinh")
    with writing() as db:
        audiences.add(db, made.campaign_id, [pupils])
        for name in ("A Thui", "Y Bích"):
            chosen.choose(db, made.entries[name], pupils.id)
        attempt = db.exec(select(Attempt).where(Attempt.entry_id == made.entries["A Lan"])).one()
        facts: dict[str, Any] = {
            "entry_id": attempt.entry_id,
            "round_id": attempt.round_id,
            "number": 1,
            "paper": "[]",
        }
        printed: dict[str, Any] = {
            "slots": 3,
            "state": "entered",
            "printed_at": OPENS,
            "printed_by": rounds.STAFF,
        }
        db.add(PaperSheet(id=attempt.id, **facts, **printed))
    found = world.report()
    assert [(one.name, one.people) for one in found.kinds] == [("Trên máy", 4), ("Trên giấy", 1)]
    assert [(one.name, one.people, one.attempts) for one in found.audiences] == [
        ("Bảng\u00a0A: Học sinh", 2, 2)
    ]


def test_the_same_data_is_the_same_bytes(database: Database) -> None:
    world.usual()
    first = world.report()
    assert first.to_json() == world.report().to_json()
    assert date.fromisoformat(first.first) == date(2026, 10, 1)
    for name, *_ in world.PEOPLE:
        assert name not in first.to_json()
