"""Banks in the database: folded in once, read for drawing, shown and graded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from contest.web.database import Database
from questions import models, service
from questions.blueprint import Blueprint, Line, draw
from questions.formats.model import ParsedQuestion
from questions.grading import grade
from questions.kinds import Key, Kind, Level

T = TypeVar("T", bound=SQLModel)
BASIS = "Mục II, Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"
ONE = ParsedQuestion(
    Kind.one, "Một?", ("x", "y", "z"), (1,), "vì", BASIS, 1, ("cds-4a-kinh-te-xa-hoi-so", "tag-nq57")
)
SEVERAL = ParsedQuestion(Kind.several, "Nhiều?", ("x", "y"), (0, 1), level=Level.apply, points=50)
NUMBER = ParsedQuestion(
    Kind.number, "Bao nhiêu?", number=34, topics=("cua-rieng-toi",), valid_until=date(2026, 6, 30)
)
GUESS = ParsedQuestion(Kind.prediction, "Mấy người?")
BROKEN = ParsedQuestion(Kind.one, "Hỏng?", ("x", "y"))
ALL = (ONE, SEVERAL, NUMBER, GUESS, BROKEN)


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A session on a fresh migrated database; every test runs on both kinds."""
    with Session(database.writer) as session:
        yield session


def all_of(db: Session, table: type[T]) -> list[T]:
    return list(db.exec(select(table)))


def test_sound_questions_are_saved_approved(db: Session) -> None:
    assert service.save_bank(db, "thu", "Thử", ALL) == 4
    assert [bank.slug for bank in all_of(db, models.Bank)] == ["thu"]
    assert {question.state for question in all_of(db, models.Question)} == {"approved"}
    assert {revision.number for revision in all_of(db, models.QuestionRevision)} == {1}
    assert {key.version for key in all_of(db, models.QuestionKey)} == {1}


def test_saving_again_adds_nothing(db: Session) -> None:
    service.save_bank(db, "thu", "Thử", ALL)
    typed_otherwise = ParsedQuestion(Kind.one, "  MỘT ", ("z", "Y", "x"), (1,))
    assert service.save_bank(db, "thu", "Thử", (*ALL, typed_otherwise)) == 0
    assert service.save_bank(db, "thu", "Thử", (ParsedQuestion(Kind.one, "Một?", ("x", "khác"), (0,)),)) == 1
    assert len(all_of(db, models.Bank)) == 1


def test_doubles_within_one_file_are_saved_once(db: Session) -> None:
    assert service.save_bank(db, "thu", "Thử", (ONE, ONE)) == 1


def test_banks_do_not_mix(db: Session) -> None:
    assert service.save_bank(db, "a", "A", (ONE,)) == service.save_bank(db, "b", "B", (ONE, SEVERAL)) - 1 == 1
    assert (len(service.pool(db, "a")), len(service.pool(db, "b")), service.pool(db, "c")) == (1, 2, ())


def test_topics_come_with_their_parents(db: Session) -> None:
    service.save_bank(db, "thu", "Thử", ALL)
    topics = {topic.slug: topic for topic in all_of(db, models.Topic)}
    assert set(topics) == {
        "cds",
        "cds-4-noi-dung",
        "cds-4a-kinh-te-xa-hoi-so",
        "tag-nq57",
        "cua-rieng-toi",
    }
    assert topics["cds-4a-kinh-te-xa-hoi-so"].parent_id == topics["cds-4-noi-dung"].id
    assert topics["cds-4-noi-dung"].parent_id == topics["cds"].id
    assert topics["cds"].parent_id is None and topics["cds"].name == "Chuyển đổi số"


def test_sources_are_shared(db: Session) -> None:
    service.save_bank(db, "thu", "Thử", (ONE, ParsedQuestion(Kind.number, "Mấy?", number=7, basis=BASIS)))
    assert [(one.number, one.dated) for one in all_of(db, models.Source)] == [
        ("57-NQ/TW", date(2024, 12, 22))
    ]
    assert [link.article for link in all_of(db, models.QuestionSource)] == ["Mục II", "Mục II"]


def test_the_pool_leaves_predictions_out(db: Session) -> None:
    service.save_bank(db, "thu", "Thử", ALL)
    pool = service.pool(db, "thu")
    assert [(item.kind, item.level) for item in pool] == [
        (Kind.one, Level.recognise),
        (Kind.several, Level.apply),
        (Kind.number, Level.recognise),
    ]
    assert pool[0].topics == ("cds-4a-kinh-te-xa-hoi-so", "tag-nq57")
    assert len(pool[0].option_ids) == 3 and pool[2].option_ids == ()


@pytest.mark.parametrize(
    ("day", "size"), [(date(2026, 6, 29), 3), (date(2026, 6, 30), 3), (date(2026, 7, 1), 2)]
)
def test_the_pool_of_a_day(db: Session, day: date, size: int) -> None:
    service.save_bank(db, "thu", "Thử", ALL)
    assert len(service.pool(db, "thu", day)) == size


def test_only_the_newest_revision_of_an_approved_question_is_drawn(db: Session) -> None:
    service.save_bank(db, "thu", "Thử", (ONE, SEVERAL))
    first, second = all_of(db, models.QuestionRevision)
    newer = models.QuestionRevision(
        question_id=first.question_id, number=2, kind=first.kind, content=first.content, level=first.level
    )
    retired = db.get_one(models.Question, second.question_id)
    retired.state = models.QuestionState.RETIRED
    approved = db.get_one(models.Question, first.question_id)
    db.add_all([newer, retired])
    assert [item.revision for item in service.pool(db, "thu")] == [first.id], "the change waits"
    approved.drawn = 2
    db.add(approved)
    assert [item.revision for item in service.pool(db, "thu")] == [newer.id]


def test_a_drawn_paper_can_be_shown_and_graded(db: Session) -> None:
    service.save_bank(db, "thu", "Thử", ALL)
    paper = draw(Blueprint((Line(3),)), service.pool(db, "thu"), b"seed")
    revisions = [drawn.revision for drawn in paper]
    contents, points = service.contents(db, revisions), service.points(db, revisions)
    keys = service.keys(db, revisions)
    assert {content.text for content in contents.values()} == {"Một?", "Nhiều?", "Bao nhiêu?"}
    assert sorted(points.values()) == [50, 100, 100]
    answers = {one: ",".join(keys[one][1].right) or str(keys[one][1].number) for one in revisions}
    assert sum(grade(contents[one], keys[one][1], answers[one], points[one]) for one in revisions) == 250


def test_the_newest_key_counts(db: Session) -> None:
    service.save_bank(db, "thu", "Thử", (ONE,))
    (item,) = service.pool(db, "thu")
    better = Key((item.option_ids[0],), explanation="sửa")
    db.add(models.QuestionKey(revision_id=item.revision, version=2, content=better.to_json()))
    assert service.keys(db, [item.revision]) == {item.revision: (2, better)}


def test_unknown_revisions_are_not_there(db: Session) -> None:
    assert service.contents(db, [1]) == service.points(db, [1]) == service.keys(db, []) == {}


def test_contents_hold_nothing_of_the_key(db: Session) -> None:
    turned = ParsedQuestion(Kind.one, ONE.text, ONE.options, (2,), "bí mật", ONE.basis, 1, ONE.topics)
    service.save_bank(db, "a", "A", (ONE,))
    service.save_bank(db, "b", "B", (turned,))
    first, second = (service.pool(db, slug)[0].revision for slug in "ab")
    contents = service.contents(db, [first, second])
    assert contents[first] == contents[second]
    assert "bí mật" not in contents[second].to_json()


@pytest.mark.parametrize("change", [{"state": "ready"}, {"bank_id": None}])
def test_the_database_refuses_other_states(db: Session, change: dict[str, object]) -> None:
    service.save_bank(db, "thu", "Thử", (ONE,))
    question = all_of(db, models.Question)[0]
    for name, value in change.items():
        setattr(question, name, value)
    with pytest.raises(IntegrityError):
        all_of(db, models.Question)
