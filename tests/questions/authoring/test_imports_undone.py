"""An import taken back after authors went on working with it: drawn, corrected, changed, said again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from sqlmodel import Session, SQLModel, func, select

from questions import service
from questions.audiences import Audience
from questions.authoring import banks, changes, editing, listing
from questions.authoring.changes import Deed
from questions.authoring.editing import Outcome
from questions.authoring.views import Wanted
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.models import (
    Question,
    QuestionAudience,
    QuestionKey,
    QuestionRevision,
    QuestionSource,
    QuestionState,
    QuestionTopic,
    Source,
    Topic,
)
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import ALL, CITY, LATER, NHUNG, NOW, NUMBER, SEVERAL, TODAY, TRUE

FIRST, SECOND = "nhap00000000a", "nhap00000000b"


def bring(
    db: Session,
    *asked: ParsedQuestion,
    import_id: str = FIRST,
    state: QuestionState = QuestionState.APPROVED,
) -> tuple[str | None, ...]:
    """Questions that come by an import; their public ids."""
    return service.add_questions(db, "thu", asked, state=state, author="an", at=NOW, import_id=import_id).ids


def held(db: Session, slug: str = "thu") -> dict[str, int]:
    """Text → the revision that a paper drawn now would hold."""
    drawn = {item.revision for item in service.pool(db, slug)}
    return {content.text: revision for revision, content in service.contents(db, drawn).items()}


def undo(db: Session, drawn: Collection[int] = (), import_id: str = FIRST) -> tuple[int, int]:
    """Take the import back; how many were deleted, how many retired."""
    gone = service.remove_import(db, import_id, drawn)
    db.expire_all()
    return gone.deleted, gone.retired


def count(db: Session, table: type[SQLModel]) -> int:
    return db.exec(select(func.count()).select_from(table)).one()


def ids(found: tuple[str | None, ...]) -> tuple[str, ...]:
    assert None not in found
    return tuple(one for one in found if one)


def test_only_what_papers_hold_stays_and_says_what_it_said(db: Session) -> None:
    bank, _ = shelf.fill(db)
    city, several, true, number = ids(bring(db, *ALL))
    drawn = {held(db)[CITY.text], held(db)[TRUE.text]}
    keys = service.keys(db, drawn)
    assert undo(db, drawn) == (2, 2)
    assert [listing.question(db, bank, one) for one in (several, number)] == [None, None]
    for one, asked in ((city, CITY), (true, TRUE)):
        assert shelf.told(db, bank, one) == asked
        assert shelf.seen(db, bank, one).state is QuestionState.RETIRED
    assert service.keys(db, drawn) == keys
    assert service.pool(db, "thu") == ()


def test_nothing_is_left_of_what_was_deleted(db: Session) -> None:
    shelf.fill(db)
    bring(db, *ALL[:3], replace(NUMBER, basis="Nghị quyết số 57-NQ/TW", audiences=tuple(Audience)))
    assert count(db, QuestionTopic) == 4 and count(db, QuestionSource) == 1
    assert count(db, QuestionAudience) == len(Audience)
    assert undo(db) == (4, 0)
    for table in (Question, QuestionRevision, QuestionKey, QuestionTopic, QuestionAudience, QuestionSource):
        assert count(db, table) == 0, table
    # The documents and topics themselves are of no import.
    assert count(db, Source) == 1 and count(db, Topic) > 4


def test_a_paper_with_an_older_revision_holds_the_question_too(db: Session) -> None:
    bank, _ = shelf.fill(db)
    (one,) = ids(bring(db, CITY))
    before = held(db)[CITY.text]
    assert shelf.save(db, bank, one, replace(CITY, text="Thủ đô nước ta?")) is Outcome.REVISION
    shelf.approve(db, bank, one)
    assert service.import_revisions(db, FIRST) == {before, held(db)["Thủ đô nước ta?"]}
    assert undo(db, {before}) == (0, 1)
    assert [entry.number for entry in listing.history(db, bank, one)] == [2, 1]


def test_a_correction_of_the_key_goes_with_the_question(db: Session) -> None:
    bank, _ = shelf.fill(db)
    (one,) = ids(bring(db, CITY))
    assert shelf.save(db, bank, one, replace(CITY, right=(1,))) is Outcome.KEY
    assert count(db, QuestionKey) == 2
    assert undo(db) == (1, 0)
    assert count(db, QuestionKey) == 0


def test_a_retired_one_keeps_the_corrected_key(db: Session) -> None:
    bank, _ = shelf.fill(db)
    (one,) = ids(bring(db, CITY))
    revision = held(db)[CITY.text]
    shelf.save(db, bank, one, replace(CITY, right=(1,)))
    undo(db, {revision})
    version, key = service.keys(db, [revision])[revision]
    assert (version, key.right) == (2, (CITY.content().options[1].id,))


def test_drafts_of_an_import_are_deleted_whatever_became_of_them(db: Session) -> None:
    bank, _ = shelf.fill(db)
    one, two = ids(bring(db, CITY, TRUE, state=QuestionState.DRAFT))
    assert shelf.save(db, bank, one, replace(CITY, text="Viết lại?")) is Outcome.WRITTEN_OVER
    editing.set_state(db, shelf.load(db, bank, two), QuestionState.APPROVED, NHUNG)
    assert undo(db) == (2, 0)
    assert listing.search(db, bank, Wanted(), TODAY).count == 0


def test_the_same_file_may_come_again(db: Session) -> None:
    shelf.fill(db)
    first = ids(bring(db, *ALL))
    assert bring(db, *ALL, import_id=SECOND) == (None,) * 4
    undo(db)
    again = ids(bring(db, *ALL, import_id=SECOND))
    assert set(first).isdisjoint(again)
    assert len(service.pool(db, "thu")) == 4


def test_a_retired_question_still_stands_in_its_twins_way(db: Session) -> None:
    bank, _ = shelf.fill(db)
    (one,) = ids(bring(db, CITY))
    undo(db, {held(db)[CITY.text]})
    assert bring(db, CITY, import_id=SECOND) == (None,)
    assert service.find_similar(db, "thu", [CITY.text]) == (service.Similar(one, QuestionState.RETIRED),)
    # It may be taken back into use by hand.
    editing.set_state(db, shelf.load(db, bank, one), QuestionState.APPROVED, NHUNG)
    assert list(held(db)) == [CITY.text]


def test_other_imports_and_what_was_written_by_hand_stay(db: Session) -> None:
    bank, (own,) = shelf.fill(db, CITY)
    bring(db, SEVERAL)
    (other,) = ids(bring(db, TRUE, import_id=SECOND))
    assert undo(db) == (1, 0)
    found = listing.search(db, bank, Wanted(), TODAY)
    assert {row.id for row in found.rows} == {own, other}


def test_an_import_that_nobody_knows_is_no_harm(db: Session) -> None:
    shelf.fill(db, CITY)
    assert service.import_revisions(db, SECOND) == frozenset()
    assert undo(db, import_id=SECOND) == (0, 0)
    assert len(service.pool(db, "thu")) == 1


def test_a_change_of_several_questions_cannot_be_undone_after_it(db: Session) -> None:
    bank, _ = shelf.fill(db)
    one, two = ids(bring(db, CITY, TRUE))
    made = changes.change(db, bank, [one, two], Deed.ADD_TOPIC, "cchc", NHUNG)
    undo(db, {held(db)[CITY.text]})
    with pytest.raises(changes.TooLate):
        changes.undo(db, bank, made.change_id, NHUNG)
    assert shelf.seen(db, bank, one).state is QuestionState.RETIRED


def test_an_open_form_is_stale_after_it(db: Session) -> None:
    bank, _ = shelf.fill(db)
    one, two = ids(bring(db, CITY, TRUE))
    seen = shelf.seen(db, bank, one).version
    undo(db, {held(db)[CITY.text]})
    with pytest.raises(editing.Moved) as moved:
        shelf.load(db, bank, one, seen)
    assert moved.value.stored.state is QuestionState.RETIRED
    with pytest.raises(editing.NotThere):
        shelf.load(db, bank, two, 1)


def test_the_numbers_of_the_bank_follow(db: Session) -> None:
    shelf.fill(db)
    bring(db, *ALL)
    drawn = {held(db)[NUMBER.text]}
    undo(db, drawn)
    (found,) = banks.every(db)
    assert (found.states, found.kinds) == ({QuestionState.RETIRED: 1}, {})


# --- adding -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "same",
    [
        replace(CITY, text="  thủ ĐÔ ở đâu ?"),
        replace(CITY, text="Thu do o dau"),
        replace(CITY, options=("Đà Nẵng", "HUẾ", "hà nội"), right=(2,)),
        replace(CITY, right=(1,)),
        replace(CITY, kind=Kind.several, right=(0, 1)),
        replace(CITY, explanation="", basis="", topics=(), points=50),
    ],
)
def test_what_asks_the_same_is_not_added_twice(db: Session, same: ParsedQuestion) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    assert bring(db, same) == (None,)
    assert shelf.told(db, bank, one) == CITY


@pytest.mark.parametrize(
    "other",
    [
        replace(CITY, text="Thủ đô ở đâu thế?"),
        replace(CITY, options=("Hà Nội", "Huế", "Cần Thơ")),
        replace(CITY, options=("Hà Nội", "Huế")),
        replace(CITY, options=("Hà Nội", "Huế", "Đà Nẵng", "Vinh")),
    ],
)
def test_what_asks_something_else_is(db: Session, other: ParsedQuestion) -> None:
    shelf.fill(db, CITY)
    assert ids(bring(db, other))
    assert len(service.pool(db, "thu")) == 2


def test_two_of_one_file_that_ask_the_same_are_one(db: Session) -> None:
    shelf.fill(db)
    first, second, third = bring(db, CITY, replace(CITY, text="THỦ ĐÔ Ở ĐÂU"), SEVERAL)
    assert first and not second and third


def test_another_bank_may_ask_the_same(db: Session) -> None:
    shelf.fill(db, CITY)
    _, (other,) = shelf.fill(db, CITY, slug="khac")
    assert other and len(service.pool(db, "khac")) == len(service.pool(db, "thu")) == 1


def test_every_question_of_a_file_reads_back_as_it_was_written(db: Session) -> None:
    bank, _ = shelf.fill(db)
    for one, asked in zip(ids(bring(db, *ALL)), ALL, strict=True):
        assert shelf.told(db, bank, one) == asked
        stored = shelf.seen(db, bank, one)
        assert (stored.changed_by, stored.changed_at, stored.version) == ("an", NOW, 1)
        assert stored.newest.number == stored.newest.key_version == 1


def test_a_question_that_was_restored_is_a_new_revision_of_the_old_words(db: Session) -> None:
    bank, _ = shelf.fill(db)
    (one,) = ids(bring(db, CITY))
    shelf.save(db, bank, one, replace(CITY, text="Khác?"))
    shelf.approve(db, bank, one)
    assert editing.restore(db, shelf.load(db, bank, one), (1, 1), NHUNG) is Outcome.REVISION
    history = listing.history(db, bank, one)
    assert [(entry.number, entry.content.text) for entry in history] == [
        (3, CITY.text),
        (2, "Khác?"),
        (1, CITY.text),
    ]
    assert history[0].at == LATER
    # Saying the same again is nothing.
    assert editing.restore(db, shelf.load(db, bank, one), (1, 1), NHUNG) is Outcome.NOTHING
    with pytest.raises(editing.NotThere):
        editing.restore(db, shelf.load(db, bank, one), (9, 1), NHUNG)
