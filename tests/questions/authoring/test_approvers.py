"""Who approved what: each revision carries the one who let it into contests, a person or a pack."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import Session

from questions import service
from questions.authoring import changes, editing, listing
from questions.authoring.changes import Deed
from questions.authoring.editing import By
from questions.authoring.views import Wanted
from questions.models import QuestionState
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import BINH, CITY, LATER, NHUNG, NUMBER, SEVERAL, TRUE

PACK = "pack:chuyen-doi-so"


def approver(db: Session, bank: str, one: str) -> str:
    return shelf.seen(db, bank, one).newest.approver


def move(db: Session, bank: str, one: str, state: QuestionState, by: By = NHUNG) -> None:
    editing.set_state(db, editing.load(db, bank, one), state, by)


def from_pack(db: Session) -> tuple[str, str]:
    """A bank with a question of a pack."""
    bank, _ = shelf.fill(db)
    added = service.add_questions(
        db, "thu", (CITY,), state=QuestionState.APPROVED, author="an", at=LATER, approver=PACK
    )
    return bank, next(one for one in added.ids if one)


@pytest.mark.parametrize(
    ("state", "who"),
    [(QuestionState.DRAFT, ""), (QuestionState.APPROVED, "an"), (QuestionState.RETIRED, "")],
)
def test_what_comes_in_approved_is_its_authors_unless_told(
    db: Session, state: QuestionState, who: str
) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=state)
    assert approver(db, bank, one) == who


def test_what_comes_with_a_pack_carries_its_name(db: Session) -> None:
    bank, one = from_pack(db)
    assert approver(db, bank, one) == PACK


def test_a_bank_made_of_a_pack_carries_its_name_too(db: Session) -> None:
    service.save_bank(db, "mau", "Mẫu", (CITY, NUMBER), approver=PACK)
    bank = shelf.fill(db, slug="mau")[0]
    assert {one.newest.approver for one in listing.search(db, bank, Wanted(), LATER.date()).rows} == {PACK}


def test_who_approves_is_noted(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    move(db, bank, one, QuestionState.APPROVED)
    assert approver(db, bank, one) == NHUNG.author
    move(db, bank, one, QuestionState.RETIRED, BINH)
    assert approver(db, bank, one) == NHUNG.author
    move(db, bank, one, QuestionState.APPROVED, BINH)
    assert approver(db, bank, one) == BINH.author


def test_other_words_of_an_approved_question_are_approved_by_nobody_yet(db: Session) -> None:
    bank, one = from_pack(db)
    shelf.save(db, bank, one, replace(CITY, text="Thủ đô nước ta ở đâu?"))
    newer, older = listing.history(db, bank, one)
    assert (newer.approver, newer.settled, older.approver) == ("", False, PACK)
    move(db, bank, one, QuestionState.APPROVED, BINH)
    assert approver(db, bank, one) == BINH.author


def test_other_words_of_a_draft_are_approved_by_nobody(db: Session) -> None:
    bank, one = from_pack(db)
    move(db, bank, one, QuestionState.DRAFT)
    shelf.save(db, bank, one, replace(CITY, text="Thủ đô nước ta ở đâu?"))
    assert approver(db, bank, one) == ""


def test_a_corrected_key_leaves_the_approver(db: Session) -> None:
    bank, one = from_pack(db)
    shelf.save(db, bank, one, replace(CITY, explanation="Vì thế."))
    assert approver(db, bank, one) == PACK


def test_several_at_once_are_approved_by_one_person(db: Session) -> None:
    bank, ids = shelf.fill(db, SEVERAL, TRUE, state=QuestionState.DRAFT)
    changes.change(db, bank, ids, Deed.STATE, "approved", BINH)
    assert [approver(db, bank, one) for one in ids] == [BINH.author] * 2


def test_undoing_gives_the_approver_back(db: Session) -> None:
    bank, one = from_pack(db)
    retired = changes.change(db, bank, [one], Deed.STATE, "retired", BINH).change_id
    changes.undo(db, bank, retired, BINH)
    assert approver(db, bank, one) == PACK
    _, (draft,) = shelf.fill(db, NUMBER, state=QuestionState.DRAFT)
    approved = changes.change(db, bank, [draft], Deed.STATE, "approved", BINH).change_id
    changes.undo(db, bank, approved, BINH)
    assert approver(db, bank, draft) == ""
