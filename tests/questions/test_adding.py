"""Questions are added in one go, found again by their words, and taken back with their import."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, func
from sqlmodel import Session, select

from contest.web.database import Database
from questions import ids, models, service
from questions.formats.model import ParsedQuestion
from questions.instants import from_ms, to_ms
from questions.kinds import Kind
from questions.models import QuestionState

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
ONE = ParsedQuestion(Kind.one, "Thủ đô ở đâu?", ("Hà Nội", "Huế"), (0,), topics=("cds",))
NUMBER = ParsedQuestion(Kind.number, "Mấy tỉnh?", number=34, basis="Nghị quyết số 57-NQ/TW")
BROKEN = ParsedQuestion(Kind.one, "Hỏng?", ("x", "y"))


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A session on a bank without questions; every test runs on both databases."""
    with Session(database.writer) as session:
        service.save_bank(session, "thu", "Thử", ())
        yield session


def add(db: Session, *asked: ParsedQuestion, state: QuestionState = QuestionState.DRAFT) -> service.Added:
    return service.add_questions(
        db, "thu", asked, state=state, author="an", at=NOW, import_id="nhap00000000a"
    )


def count(db: Session, table: type[object]) -> int:
    return db.exec(select(func.count()).select_from(table)).one()


def numbered(many: int) -> list[ParsedQuestion]:
    return [
        ParsedQuestion(Kind.number, f"Câu {one}?", number=one, topics=("cchc-5b1-mot-cua",))
        for one in range(many)
    ]


def test_it_is_told_what_is_new_in_the_files_order(db: Session) -> None:
    assert add(db, ONE).count == 1
    added = add(db, BROKEN, NUMBER, ONE, NUMBER)
    assert [one is not None for one in added.ids] == [False, True, False, False]
    assert added.count == 1


def test_each_row_says_who_and_when(db: Session) -> None:
    (public_id,) = add(db, ONE).ids
    question = db.exec(select(models.Question)).one()
    assert (question.public_id, question.state, question.version) == (public_id, "draft", 1)
    assert (question.author, question.changed_by, question.import_id) == ("an", "an", "nhap00000000a")
    assert question.created_at == question.changed_at == NOW
    assert question.folded == "thu do o dau\nha noi hue"
    revision = db.exec(select(models.QuestionRevision)).one()
    key = db.exec(select(models.QuestionKey)).one()
    assert {(row.author, row.created_at) for row in (revision, key)} == {("an", NOW)}


@pytest.mark.parametrize(
    ("state", "settled"),
    [(QuestionState.DRAFT, False), (QuestionState.APPROVED, True), (QuestionState.RETIRED, True)],
)
def test_a_draft_may_still_change(db: Session, state: QuestionState, settled: bool) -> None:
    add(db, ONE, state=state)
    assert db.exec(select(models.QuestionRevision)).one().settled is settled


def test_drafts_are_not_drawn(db: Session) -> None:
    add(db, ONE)
    assert service.pool(db, "thu") == ()


def test_there_must_be_a_bank(db: Session) -> None:
    with pytest.raises(LookupError):
        service.add_questions(db, "khac", (ONE,), state=QuestionState.DRAFT, author="an", at=NOW)


def test_a_big_file_asks_the_database_no_more_often(db: Session) -> None:
    seen: list[str] = []
    engine = db.get_bind()
    event.listen(engine, "before_cursor_execute", lambda _c, _cur, statement, *_: seen.append(statement))

    def asks(many: int, text: str) -> int:
        seen.clear()
        asked = [ParsedQuestion(Kind.number, f"{text} {one}?", number=one) for one in range(many)]
        assert add(db, *asked).count == many
        return sum(statement.startswith("SELECT") for statement in seen)

    assert asks(3, "ít") == asks(90, "nhiều") > 0


def test_an_import_is_taken_back_whole(db: Session) -> None:
    add(db, *numbered(5), ONE)
    assert service.remove_import(db, "nhap00000000a", ()) == service.Removed(6, 0)
    for table in (
        models.Question,
        models.QuestionRevision,
        models.QuestionKey,
        models.QuestionTopic,
        models.QuestionSource,
    ):
        assert count(db, table) == 0


def test_what_papers_hold_is_retired(db: Session) -> None:
    add(db, ONE, NUMBER, state=QuestionState.APPROVED)
    drawn = service.pool(db, "thu")[0].revision
    assert service.import_revisions(db, "nhap00000000a") >= {drawn}
    assert service.remove_import(db, "nhap00000000a", {drawn, 10_000}) == service.Removed(1, 1)
    question = db.exec(select(models.Question)).one()
    assert (question.state, question.version) == ("retired", 2)
    assert service.contents(db, [drawn])[drawn].text == ONE.text
    assert service.pool(db, "thu") == ()


def test_only_that_import_is_taken_back(db: Session) -> None:
    service.save_bank(db, "thu", "Thử", (ONE,))
    add(db, NUMBER)
    assert service.remove_import(db, "nhap00000000a", ()).deleted == 1
    assert service.remove_import(db, "nhap00000000a", ()) == service.Removed(0, 0)
    assert db.exec(select(models.Question)).one().import_id == ""
    with pytest.raises(ValueError, match="id"):
        service.remove_import(db, "", ())


def test_the_same_words_are_found(db: Session) -> None:
    (public_id,) = add(db, ONE, state=QuestionState.RETIRED).ids
    found = service.find_similar(db, "thu", ["THU DO o dau", "Thủ đô ở đâu nhỉ?", "", "…"])
    assert found == (service.Similar(public_id or "", QuestionState.RETIRED), None, None, None)
    assert service.find_similar(db, "khac", ["Thủ đô ở đâu?"]) == (None,)


def test_ids_come_from_whoever_uses_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_source", None)
    with pytest.raises(RuntimeError):
        ids.new_id()
    ids.use(lambda: "abc")
    assert ids.new_id() == "abc"


def test_moments_are_whole_milliseconds() -> None:
    assert from_ms(to_ms(NOW)) == NOW
    assert to_ms(NOW.replace(microsecond=1999)) - to_ms(NOW) == 1
