"""What people knew: by topic and question, as item analysis counts it."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, delete

from contest.reports import service as analysis
from contest.reports.models import AnalysisItem
from contest.summaries import knowing, rules
from contest.summaries.choosing import Asked
from contest.summaries.rules import Answered
from contest.web.database import Database, reading, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.contest.rounds.world import OPENS
from tests.contest.summaries import world
from tests.contest.summaries.world import DONE, OFFICE, WEEK


def analysed(db: Session, round_id: str) -> dict[int, Answered]:
    return {rev: Answered(asked, right) for _, rev, asked, right in analysis.counts(db, [round_id])}


def test_the_weakest_questions_by_the_counts_of_the_analysis(database: Database) -> None:
    made = world.usual()
    with reading() as db:
        counts = analysed(db, made.round_id)
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
        counts = analysed(db, made.round_id)
        mine = knowing.recount(db, made.round_id, list(made.entries.values()))
        school = knowing.recount(db, made.round_id, [made.entries["A Lan"]])
    assert mine == counts
    assert {one.right for one in school.values()} == {0} and {one.asked for one in school.values()} == {1}


def test_a_round_whose_questions_are_not_counted_is_named(database: Database) -> None:
    world.usual()
    with writing() as db:
        db.exec(delete(AnalysisItem))
    found = world.report()
    assert (found.uncounted, found.weak_questions, found.topics) == (
        ("Tìm hiểu chuyển đổi số, Tuần 1",),
        (),
        (),
    )
    assert found.people == 5


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
