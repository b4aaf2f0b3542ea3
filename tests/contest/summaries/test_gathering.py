"""The figures out of a real database: what the boards, the analysis and the lists of prizes say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from contest.attempts.models import Attempt, PaperSheet
from contest.campaigns import audiences
from contest.campaigns.audience_rules import Audience
from contest.clock import local
from contest.commendations import service as commendations
from contest.commendations.content import UnitPrize
from contest.commendations.states import Board
from contest.people import audiences as chosen
from contest.reports import service as analysis
from contest.rounds import service as round_service
from contest.standings import service as standings
from contest.standings.rules import half_up
from contest.summaries import knowing, rules
from contest.summaries import prizes as given
from contest.summaries.choosing import Asked
from contest.summaries.content import Report
from contest.summaries.rules import Answered
from contest.units import service as units
from contest.units.models import UnitMerge
from contest.web.database import Database, reading, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.contest.commendations import overall
from tests.contest.commendations import world as prizes
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, OPENS
from tests.contest.summaries import world
from tests.contest.summaries.world import CLASS_A, CLASS_B, COMMUNE, DONE, OFFICE, SCHOOL, WEEK


def lines(report: Report) -> dict[str, tuple[int, int, int | None]]:
    return {one.name: (one.people, one.headcount, one.rate) for one in report.units}


def analysed(db: Session, round_id: str) -> dict[int, Answered]:
    return {rev: Answered(asked, right) for _, rev, asked, right in analysis.counts(db, [round_id])}


def test_people_attempts_units_and_marks(database: Database) -> None:
    made = world.usual()
    found = world.report()
    assert (found.people, found.attempts, len(found.rounds), found.contests_counted) == (5, 5, 1, 1)
    assert (found.headcount, found.rate) == (17, 2941)
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
        points = standings.points_of_units(db, made.round_id)
        sizes = units.headcounts(db, local(CLOSES).date())
        board = list(standings.every(db, made.round_id))
    for one in found.units:
        assert (one.people, one.headcount) == (people[one.id], sizes[one.id])
        assert one.mean == half_up(points[one.id], people[one.id])
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


# --- knowledge ------------------------------------------------------------------------------------


def test_the_weakest_questions_by_the_counts_of_the_analysis(database: Database) -> None:
    made = world.usual()
    with reading() as db:
        counts = {
            rev: Answered(asked, right) for _, rev, asked, right in analysis.counts(db, [made.round_id])
        }
    assert sum(one.right for one in counts.values()) == 9
    found = world.report()
    assert [one.revision for one in found.weak_questions] == [int(rev) for rev in rules.weakest(counts)]
    for one in found.weak_questions:
        assert Answered(one.asked, one.right) == counts[one.revision]
        assert one.rate == counts[one.revision].rate
    assert found.uncounted == ()


def test_counted_here_the_answers_are_those_of_the_analysis(database: Database) -> None:
    made = world.usual()
    with reading() as db:
        counts = {
            rev: Answered(asked, right) for _, rev, asked, right in analysis.counts(db, [made.round_id])
        }
        mine = knowing.recount(db, made.round_id, list(made.entries.values()))
        school = knowing.recount(db, made.round_id, [made.entries["A Lan"]])
    assert mine == counts
    assert {one.right for one in school.values()} == {0} and {one.asked for one in school.values()} == {1}


def test_a_round_whose_questions_are_not_counted_is_named(database: Database) -> None:
    made = world.begun()
    made.people()
    with writing() as db:
        round_service.close_now(db, rounds.STAFF, made.round_id, CLOSES)
    rounds.work(CLOSES + timedelta(minutes=5))
    found = world.report()
    assert len(found.rounds) == 1
    assert (found.uncounted, found.weak_questions) in (
        (("Tuần 1",), ()),
        ((), found.weak_questions),
    )


def with_topics() -> world.Contest:
    """Two rounds a week apart on questions of two topics, the second answered better."""
    options = ("Đúng một", "Sai hai", "Sai ba", "Sai bốn")
    asked = [
        ParsedQuestion(Kind.one, f"Câu hỏi số {place}?", options, (0,), topics=topics)
        for place, topics in enumerate((("rieng-a",), ("rieng-a", "rieng-b"), ("rieng-b",)))
    ]
    with writing() as db:
        questions.save_bank(db, "bank", "Ngân hàng", asked)
    made = world.begun(bank=0)
    made.people([(name, unit, year, 0) for name, unit, year, _ in world.PEOPLE])
    second = made.next_round()
    world.end()
    for minute, name in enumerate(made.entries):
        second.again(name, 3, OPENS + WEEK + timedelta(minutes=minute))
    world.end(WEEK)
    return made


def test_topics_and_their_change(database: Database) -> None:
    made = with_topics()
    week = Asked(first="12/10/2026", last="18/10/2026")
    found = world.report(week, now=DONE + WEEK)
    told = [(one.slug, one.asked, one.right, one.rate, one.change) for one in found.topics]
    assert told == [("rieng-a", 10, 10, 10_000, 10_000), ("rieng-b", 10, 10, 10_000, 10_000)]
    assert found.weak_topics == () and found.weak_questions == ()
    both = world.report(world.OCTOBER, now=DONE + WEEK)
    assert [(one.asked, one.right, one.change) for one in both.topics] == [(20, 10, None), (20, 10, None)]
    assert both.weak_topics == ("rieng-a", "rieng-b")
    mine = world.report(world.of_unit(made.units[OFFICE], week), now=DONE + WEEK)
    assert [(one.asked, one.right, one.change) for one in mine.topics] == [(2, 2, 10_000), (2, 2, 10_000)]


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


# --- prizes ---------------------------------------------------------------------------------------


def test_prizes_and_money_are_those_of_the_issued_list(database: Database) -> None:
    made = prizes.closed(prizes.clear(3))
    asked = Asked(first="01/10/2026", last="31/10/2026")
    assert world.report(asked, now=prizes.LATER).prizes.lists == 0
    made.issue()
    content = made.draft()
    assert content is not None
    found = world.report(asked, now=prizes.LATER).prizes
    assert (found.lists, found.people, found.money) == (1, 3, 1_000_000 + 2 * 700_000)


def test_the_same_data_is_the_same_bytes(database: Database) -> None:
    world.usual()
    first = world.report()
    assert first.to_json() == world.report().to_json()
    assert date.fromisoformat(first.first) == date(2026, 10, 1)
    for name, *_ in world.PEOPLE:
        assert name not in first.to_json()


def test_prizes_of_a_unit_are_those_of_its_people(database: Database) -> None:
    made = prizes.closed(prizes.clear(3))
    made.issue()
    content = made.draft()
    assert content is not None
    with reading() as db:
        (issued,) = commendations.newest(db, [made.round_id])
    one = issued.content.people[0].model_copy(update={"unit_id": "u1", "amount": 7})
    group = UnitPrize(
        unit_id="u1", unit="A", board=Board.RATE, rank=1, people=1, headcount=2, prize="Nhất", amount=5
    )
    told = issued.content.model_copy(update={"people": (one, *issued.content.people[1:]), "units": (group,)})
    mine = given.total([told], {"u1"})
    assert (mine.lists, mine.people, mine.units, mine.money) == (1, 1, 1, 12)
    every = given.total([told, told], None)
    assert (every.lists, every.people, every.units) == (2, 6, 2)
    assert given.total([], None).money == 0


def test_the_list_of_a_whole_contest_counts_in_the_period_in_which_it_was_issued(database: Database) -> None:
    made = overall.whole({"An": 10, "Bích": 12}, {"An": 9, "Bích": 1})
    issued_at = overall.NOW
    made.issue(now=issued_at)
    with reading() as db:
        (issued,) = commendations.newest(db, [made.round_id])
    day = local(issued_at).date()
    asked = Asked(first=day.isoformat(), last=day.isoformat())
    found = world.report(asked, now=issued_at).prizes
    assert (found.people, found.money) == (len(issued.content.people), issued.content.total)
    after = day + timedelta(days=1)
    assert (
        world.report(Asked(first=after.isoformat(), last=after.isoformat()), now=issued_at).prizes.lists == 0
    )
