"""Two authors at the same moment, on both databases: what neither of them found is made once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlmodel import Session, col, select

from contest.web.database import Database, reading, writing
from questions import service
from questions.authoring import editing
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.models import QuestionState, Source, Topic
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import CITY, NOW
from tests.racing import behind

BASIS = "Nghị quyết số 57-NQ/TW ngày 22/12/2024"


def asked(text: str, *topics: str) -> ParsedQuestion:
    return ParsedQuestion(Kind.one, text, ("Hà Nội", "Huế"), (0,), basis=BASIS, topics=topics)


def add(db: Session, slug: str, question: ParsedQuestion) -> None:
    service.add_questions(db, slug, [question], state=QuestionState.DRAFT, author="an", at=NOW)


def add_alone(slug: str, question: ParsedQuestion) -> None:
    with writing() as db:
        add(db, slug, question)


def slugs(db: Session) -> Sequence[str]:
    return db.exec(select(Topic.slug).order_by(col(Topic.id))).all()


@pytest.fixture
def banks(database: Database) -> tuple[str, str]:
    """Two banks: who adds to one bank waits for the other who does anyway."""
    with writing() as db:
        for slug in ("mot", "hai"):
            service.save_bank(db, slug, slug, ())
    return "mot", "hai"


@pytest.mark.parametrize("topic", ["rieng-cua-xa", "cchc-5b1-mot-cua"])
def test_a_topic_that_nobody_had_yet_is_one(banks: tuple[str, str], topic: str) -> None:
    """Their own one, and one of the built-in tree with all that stands above it."""
    with writing() as db:
        add(db, banks[0], asked("Thủ đô ở đâu?", topic))
        second = behind(lambda: add_alone(banks[1], asked("Cố đô ở đâu?", topic)))
    second.result(30)
    with reading() as db:
        found = slugs(db)
        sources = db.exec(select(Source)).all()
    assert len(found) == len(set(found))
    assert topic in found
    assert len(sources) == 1, "the document that both rest on, too"


def test_who_comes_after_one_that_gave_up_makes_it(banks: tuple[str, str]) -> None:
    with pytest.raises(ZeroDivisionError), writing() as db:
        add(db, banks[0], asked("Thủ đô ở đâu?", "rieng-cua-xa"))
        second = behind(lambda: add_alone(banks[1], asked("Cố đô ở đâu?", "rieng-cua-xa")))
        raise ZeroDivisionError
    second.result(30)
    with reading() as db:
        assert slugs(db) == ["rieng-cua-xa"]


def test_two_who_save_two_questions_with_one_new_topic(database: Database) -> None:
    with writing() as db:
        bank, (one, other) = shelf.fill(db, CITY, asked("Cố đô ở đâu?"))

    def save(db: Session, question: str) -> None:
        editing.tie(db, editing.load(db, bank, question).row, ["rieng-cua-xa"])

    def save_alone() -> None:
        with writing() as db:
            save(db, other)

    with writing() as db:
        save(db, one)
        second = behind(save_alone)
    second.result(30)
    with reading() as db:
        assert {tuple(shelf.seen(db, bank, each).topics) for each in (one, other)} == {("rieng-cua-xa",)}
        assert slugs(db).count("rieng-cua-xa") == 1
