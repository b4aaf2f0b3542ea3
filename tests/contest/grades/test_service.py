"""Grading stores each grade once; a corrected key makes new rows and leaves the old ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, event
from sqlmodel import Session, col, select

from contest.grades import service
from contest.grades.models import Grade
from contest.grades.service import PaperToGrade
from contest.web.database import Database, reading, writing
from questions.blueprint import Drawn
from questions.kinds import Content, Key, Kind
from questions.models import Bank, Question, QuestionKey, QuestionRevision
from tests.contest.standings import world

NOW = world.OPENS


@pytest.fixture(autouse=True)
def fresh_keys() -> Iterator[None]:
    service.forget_keys()
    yield
    service.forget_keys()


def store(db: Session, *rows: object) -> None:
    db.add_all(rows)
    db.flush()


def questions(numbers: list[int]) -> list[int]:
    """Questions whose right answers are these numbers, 100 hundredths each; their revisions."""
    with writing() as db:
        bank = Bank(slug="bank", name="Ngân hàng")
        store(db, bank)
        return [_question(db, bank.id or 0, number) for number in numbers]


def _question(db: Session, bank: int, number: int) -> int:
    question = Question(bank_id=bank, state="approved")
    store(db, question)
    content = Content(Kind.number, f"Câu {number}").to_json()
    revision = QuestionRevision(
        question_id=question.id or 0, kind="number", content=content, level="nhan-biet"
    )
    store(db, revision)
    store(db, QuestionKey(revision_id=revision.id or 0, content=Key(number=number).to_json()))
    return revision.id or 0


def correct(revision: int, number: int, version: int = 2) -> None:
    with writing() as db:
        store(db, QuestionKey(revision_id=revision, version=version, content=Key(number=number).to_json()))


def attempts(count: int) -> list[str]:
    round_id = world.make_round(world.rules())
    entries = world.enter(round_id, [f"Người {number}" for number in range(count)])
    return [world.attempt_id(entry) for entry in entries]


def paper(attempt: str, revisions: list[int], *answers: str, predicting: bool = False) -> PaperToGrade:
    drawn = tuple(Drawn(revision, ()) for revision in revisions)
    return PaperToGrade(attempt, drawn, dict(enumerate(answers, 1)), predicting)


def grade(*papers: PaperToGrade, at=NOW) -> list[service.Graded]:
    with writing() as db:
        return service.grade_papers(db, papers, world.rules(), at)


def stored() -> list[Grade]:
    with reading() as db:
        return list(db.exec(select(Grade)))


def test_grades_come_back_in_order_and_can_be_read_again(database: Database) -> None:
    revisions = questions([1, 2, 3])
    an, binh = attempts(2)
    got = grade(
        paper(binh, revisions, "1", "9", "", "50", predicting=True), paper(an, revisions[::-1], "3", "2", "1")
    )
    assert [(one.attempt_id, one.points, one.right) for one in got] == [(binh, 100, 1), (an, 300, 3)]
    assert (got[0].detail, got[0].prediction) == ((100, 0, 0, None), 50)
    with reading() as db:
        assert service.latest(db, [an, binh, "khac"]) == {one.attempt_id: one for one in got}
        assert service.latest(db, []) == {}


def test_grading_again_with_the_same_keys_changes_nothing(database: Database) -> None:
    revisions = questions([1])
    (an,) = attempts(1)
    first = grade(paper(an, revisions, "1"))
    assert grade(paper(an, revisions, "1"), at=NOW + timedelta(hours=1)) == first
    (row,) = stored()
    assert row.graded_at == NOW


def test_one_paper_twice_in_a_call_is_one_row(database: Database) -> None:
    revisions = questions([1])
    (an,) = attempts(1)
    first, second = grade(paper(an, revisions, "1"), paper(an, revisions, "1"))
    assert first == second
    assert len(stored()) == 1


def test_nothing_to_grade_is_nothing(database: Database) -> None:
    assert grade() == []
    assert stored() == []


def test_a_corrected_key_makes_a_new_row_and_the_newest_counts(database: Database) -> None:
    revisions = questions([1, 2])
    (an,) = attempts(1)
    (old,) = grade(paper(an, revisions, "5", "2"))
    correct(revisions[0], 5)
    service.forget_keys()
    (new,) = grade(paper(an, revisions, "5", "2"), at=NOW + timedelta(seconds=1))
    assert (old.points, new.points) == (100, 200)
    assert old.key_version != new.key_version
    assert {row.key_version for row in stored()} == {old.key_version, new.key_version}
    with reading() as db:
        assert service.latest(db, [an]) == {an: new}


def test_a_key_corrected_by_another_server_is_seen_at_once(database: Database) -> None:
    revisions = questions([1])
    (an,) = attempts(1)
    (old,) = grade(paper(an, revisions, "5"))
    correct(revisions[0], 5)  # nobody tells this process to forget
    (new,) = grade(paper(an, revisions, "5"), at=NOW)
    assert (old.points, new.points) == (0, 100)
    assert old.key_version != new.key_version


def test_a_key_that_is_not_there_any_more_is_no_key(sqlite_database: Database) -> None:
    revisions = questions([1])
    (an,) = attempts(1)
    correct(revisions[0], 5)
    grade(paper(an, revisions, "5"))
    with writing() as db:
        db.exec(delete(QuestionKey).where(col(QuestionKey.version) == 2))
    assert grade(paper(an, revisions, "5"))[0].points == 0


def test_more_questions_than_are_kept_are_graded_all_the_same(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_KEPT", 2)
    revisions = questions([1, 2, 3])
    (an,) = attempts(1)
    for _ in range(2):
        assert grade(paper(an, revisions, "1", "2", "3"))[0].points == 300


def test_keys_are_read_once_for_many_papers(sqlite_database: Database) -> None:
    revisions = questions(list(range(40)))
    everybody = attempts(30)
    statements: list[str] = []
    event.listen(sqlite_database.writer, "before_cursor_execute", lambda *told: statements.append(told[2]))
    grade(*(paper(attempt, revisions, *map(str, range(40))) for attempt in everybody))
    assert sum("question_key.content" in statement for statement in statements) == 1
    statements.clear()
    grade(*(paper(attempt, revisions, "7") for attempt in everybody))
    (versions,) = (statement for statement in statements if "question" in statement)
    assert "content" not in versions
    assert len(stored()) == 30


def test_nothing_reads_a_key_before_somebody_grades(sqlite_database: Database) -> None:
    questions([1])
    statements: list[str] = []
    event.listen(sqlite_database.reader, "before_cursor_execute", lambda *told: statements.append(told[2]))
    with reading() as db:
        service.latest(db, ["khong-co"])
    assert not any("question_key" in statement for statement in statements)


def test_many_attempts_are_read_in_slices(sqlite_database: Database) -> None:
    revisions = questions([1])
    everybody = attempts(520)
    grade(*(paper(attempt, revisions, "1") for attempt in everybody))
    with reading() as db:
        assert service.latest(db, everybody).keys() == set(everybody)


@pytest.mark.parametrize("later", [0, 1])
def test_details_are_those_of_the_grade_that_is_the_latest(database: Database, later: int) -> None:
    revisions = questions([1, 2])
    an, binh = attempts(2)
    grade(paper(an, revisions, "5", "2", "50", predicting=True), paper(binh, revisions, "1", "2"))
    correct(revisions[0], 5)
    service.forget_keys()
    grade(
        paper(an, revisions, "5", "2", "50", predicting=True),
        paper(binh, revisions, "1", "2"),
        at=NOW + timedelta(seconds=later),
    )
    with reading() as db:
        latest, found = service.latest(db, [an, binh, "khac"]), service.details(db, [an, binh, "khac"])
        assert service.details(db, []) == {}
    assert {each: (one.key_version, one.marks) for each, one in found.items()} == {
        each: (one.key_version, one.detail) for each, one in latest.items()
    }
    if later:
        assert found[an].graded_at == NOW + timedelta(seconds=1)
        assert found[an].marks == (100, 100, None)
