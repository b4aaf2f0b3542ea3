"""Counting a closed round, on both databases: which attempts count, and that the figures are theirs."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from contest import entropy
from contest.attempts import by_hand, by_hand_looking, finishing
from contest.attempts import ended as papers
from contest.attempts.adjusting import Deed
from contest.attempts.by_hand_rules import Stated
from contest.campaigns import service as campaigns
from contest.grades import service as grades
from contest.reports import counting, keeping
from contest.reports.counting import Counted
from contest.reports.states import Scope
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.ruleset.rules import PredictionTarget
from contest.signals import rules as signals
from contest.signals.rules import Share
from contest.web.database import Database, reading, to_ms, writing
from questions.analysis.figures import Item
from tests.contest.reports.school import DONE, STAFF, School, knows
from tests.contest.rounds.world import CLOSES, OPENS
from tests.questions.analysis import plain
from tests.questions.analysis.plain import Row

MINUTE = timedelta(minutes=1)
#: The vector of peers: who knows which of five questions.
VECTOR = ("11101", "11001", "10110", "11111", "00100", "10000", "11110", "01000")


def counted(school: School) -> Counted:
    return counting.count(school.round_id, DONE)


def items(school: School, scope: Scope = Scope.FIRST) -> tuple[Item, ...]:
    return counted(school).scopes[scope].items


def test_the_vector_comes_out_of_a_real_round(database: Database) -> None:
    school = School.made(5, 5)
    school.crowd([knows(*(place for place, digit in enumerate(row) if digit == "1")) for row in VECTOR])
    school.close()
    found = counted(school).scopes[Scope.FIRST]
    told = [f"{float(100 * (one.discrimination or 0)):.2f}" for one in found.items]
    assert told == ["47.14", "27.99", "27.99", "39.74", "39.74"]
    assert f"{float(100 * (found.whole.consistency or 0)):.2f}" == "60.71"
    assert found.whole.same and found.whole.mean == 275


def test_figures_are_those_of_the_stored_grades(database: Database) -> None:
    school = School.made(6, 3)
    school.crowd([knows(*range(number % 5)) for number in range(9)])
    school.close()
    with reading() as db:
        ended = papers.finished(db, school.round_id, "", 100)
        graded = grades.latest(db, [one.to_grade.attempt_id for one in ended])
    rows = [
        Row(
            {
                drawn.revision: (mark or 0, one.to_grade.answers.get(slot, ""))
                for slot, (drawn, mark) in enumerate(
                    zip(one.to_grade.paper, graded[one.to_grade.attempt_id].detail, strict=True), 1
                )
            }
        )
        for one in ended
    ]
    found = counted(school).scopes[Scope.FIRST]
    assert not found.whole.same
    assert found.whole.points == sum(row.total for row in rows)
    for item in found.items:
        xs, totals, _ = plain.columns(rows, item.item)
        assert (item.people, item.points) == (len(xs), sum(xs))
        assert sum(choice.totals for choice in item.choices) == sum(totals)


def test_void_attempts_and_barred_people_are_left_out(database: Database) -> None:
    school = School.made()
    void = school.sit(school.contest.join("A Thui").entry_id, knows(0, 1, 2))
    barred = school.come("Y Bích", knows(0, 1, 2))
    school.crowd([knows()] * 3)
    school.close()
    assert counted(school).scopes[Scope.FIRST].whole.people == 5
    with writing() as db:
        judging.void(db, Order(entropy.new_id(), STAFF, "Thi hộ"), school.round_id, void, DONE)
        judging.bar(db, Order(entropy.new_id(), STAFF, "Khai sai"), school.round_id, barred, DONE)
    found = counted(school).scopes[Scope.FIRST]
    assert (found.whole.people, found.whole.points) == (3, 0)


def test_the_first_attempt_alone_or_all_of_them(database: Database) -> None:
    school = School.made(attempts_allowed=3)
    entry = school.come("A Thui", knows())
    school.sit(entry, knows(0), OPENS + 5 * MINUTE)
    school.come("Y Bích", knows(0, 1))
    school.close()
    made = counted(school).scopes
    assert (made[Scope.FIRST].whole.people, made[Scope.ALL].whole.people) == (2, 3)
    assert (made[Scope.FIRST].whole.points, made[Scope.ALL].whole.points) == (200, 300)


def test_where_the_first_attempt_is_void_the_next_one_is_the_first(database: Database) -> None:
    school = School.made(attempts_allowed=3)
    entry = school.contest.join("A Thui").entry_id
    void = school.sit(entry, knows())
    school.sit(entry, knows(0, 1), OPENS + 5 * MINUTE)
    school.close()
    with writing() as db:
        judging.void(db, Order(entropy.new_id(), STAFF, "Mất điện"), school.round_id, void, DONE)
    found = counted(school).scopes[Scope.FIRST]
    assert (found.whole.people, found.whole.points) == (1, 200)


def test_one_attempt_a_person_has_one_scope(database: Database) -> None:
    school = School.made()
    school.crowd([knows(0)] * 2)
    school.close()
    assert set(counted(school).scopes) == {Scope.FIRST}


def test_the_prediction_is_no_question_and_silence_is_no_choice(database: Database) -> None:
    school = School.made(prediction=PredictionTarget.PARTICIPANTS)
    entry = school.contest.join("A Thui").entry_id
    school.sit(entry, lambda content, key, number: key.right[0] if number == 0 else "", prediction="7")
    school.close()
    found = counted(school).scopes[Scope.FIRST]
    assert found.whole.positions == 3
    assert [(one.right, one.silent) for one in found.items] == [(1, 0), (0, 1), (0, 1)]
    assert all("7" not in {choice.answer for choice in one.choices} for one in found.items)


def test_wrong_answers_that_cost_are_in_the_marks_and_in_the_guess(database: Database) -> None:
    school = School.made(wrong_costs=25)
    school.crowd([knows(0), knows(0, 1)])
    school.close()
    first, second, third = items(school)
    assert [one.points for one in (first, second, third)] == [200, 75, -50]
    assert first.guess == Fraction(1, 4) - Fraction(3, 4) / 4
    assert counted(school).scopes[Scope.FIRST].whole.points == 225


def test_papers_typed_in_count(database: Database) -> None:
    school = School.made(by_hand=True)
    now = OPENS + 30 * MINUTE
    entry = school.contest.join("Già Làng").entry_id
    with writing() as db:
        view = campaigns.view(db, school.round_id, OPENS, held=True)
        (sheet,) = by_hand.print_for(db, view, [entry], STAFF, OPENS).made
    with writing() as db:
        view = campaigns.view(db, school.round_id, now, held=True)
        asked = by_hand_looking.asked(db, view.id, [sheet])[sheet]
        answers = {slot: one.drawn.options[0] for slot, one in enumerate(asked, 1)}
        stated = Stated(OPENS + MINUTE, OPENS + 2 * MINUTE)
        by_hand.enter(db, view, sheet, stated, answers, Deed(entropy.new_id(), STAFF, now, "Không máy"))
    school.close()
    assert counted(school).scopes[Scope.FIRST].whole.people == 1


def test_nobody_came(database: Database) -> None:
    school = School.made()
    school.close()
    found = counted(school).scopes[Scope.FIRST]
    assert (found.whole.people, found.items) == (0, ())


@pytest.mark.parametrize("size", [1, 2, 3])
def test_slices_of_any_size_find_the_same(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    school = School.made(attempts_allowed=2)
    entries = school.crowd([knows(*range(number % 4)) for number in range(5)])
    school.sit(entries[2], knows(2), OPENS + 5 * MINUTE)
    school.close()
    whole = counted(school)
    monkeypatch.setattr(counting, "PEOPLE_AT_ONCE", size)
    said: list[int] = []
    assert counting.count(school.round_id, DONE, said.append) == whole
    assert said[-1] == 6 and said == sorted(said)


def test_a_question_that_leaks_is_told_by_the_rule_of_signals(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals, "DRIFT_PEOPLE", 2)
    school = School.made()
    for number in range(2):
        school.come(f"Sớm {number}", knows(0), OPENS)
        school.come(f"Muộn {number}", knows(0, 1), CLOSES - 12 * MINUTE)
    school.close(CLOSES + MINUTE)
    made = counted(school)
    (drift,) = made.drifts.values()
    assert (drift.early, drift.late) == (Share(0, 2), Share(2, 2))


# --- keeping --------------------------------------------------------------------------------------


def test_what_is_kept_comes_back_to_the_last_digit(database: Database) -> None:
    school = School.made(5, 5, attempts_allowed=2)
    school.crowd([knows(*(place for place, digit in enumerate(row) if digit == "1")) for row in VECTOR])
    school.close()
    made = counted(school)
    with writing() as db:
        assert keeping.keep(db, campaigns.view(db, school.round_id, DONE), made, DONE)
    for scope in Scope:
        found = school.stored(scope)
        assert found is not None
        assert found.whole == made.scopes[scope].whole
        assert tuple(line.item for line in found.lines) == made.scopes[scope].items
        assert found.counted_at == DONE and found.graded_at == made.graded_at
    with reading() as db:
        lines = keeping.of_question(db, school.lines()[0].question)
    assert [(line.round_id, line.item) for line in lines] == [(school.round_id, school.lines()[0].item)]


def test_the_same_grades_are_not_stored_twice_other_ones_are(database: Database) -> None:
    school = School.made()
    void = school.sit(school.contest.join("A Thui").entry_id, knows(0))
    school.crowd([knows()] * 2)
    school.close()
    later = DONE + MINUTE

    def keep() -> bool:
        with writing() as db:
            return keeping.keep(db, campaigns.view(db, school.round_id, DONE), counted(school), later)

    assert keep() and not keep()
    with writing() as db:
        judging.void(db, Order(entropy.new_id(), STAFF, "Thi hộ"), school.round_id, void, DONE)
    assert keep() and not keep()
    found = school.stored()
    assert found is not None and found.whole.people == 2


def test_a_stamp_tells_cheaply_that_something_changed(database: Database) -> None:
    school = School.made()
    void = school.sit(school.contest.join("A Thui").entry_id, knows(0))
    barred = school.come("Y Bích", knows())
    school.close()

    def stamp() -> str:
        with reading() as db:
            return counting.stamp(db, campaigns.view(db, school.round_id, DONE))

    stamps = [stamp()]
    with writing() as db:
        judging.void(db, Order(entropy.new_id(), STAFF, "Thi hộ"), school.round_id, void, DONE)
    stamps.append(stamp())
    with writing() as db:
        judging.bar(db, Order(entropy.new_id(), STAFF, "Khai sai"), school.round_id, barred, DONE)
    stamps.append(stamp())
    assert len(set(stamps)) == 3
    assert stamp() == stamps[-1]


def test_an_attempt_without_a_grade_is_left_out(sqlite_database: Database) -> None:
    school = School.made()
    entry = school.contest.join("A Thui").entry_id
    attempt = school.contest.start(entry, OPENS)
    with writing() as db:
        end = to_ms(OPENS + MINUTE)
        finishing.hand_in_batch(db, [finishing.HandInRequest(attempt, (entry,), 1, end)])
    assert counted(school).scopes[Scope.FIRST].whole.people == 0
