"""Two pairs of eyes: what somebody wrote is read and approved by another, unless nobody else is there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import Session

from questions import service
from questions.authoring import changes, editing, listing
from questions.authoring.changes import Deed
from questions.authoring.editing import By
from questions.authoring.signing import Own, hands
from questions.authoring.views import Desk, Wanted
from questions.models import QuestionState
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import BINH, CITY, LATER, NHUNG, NUMBER, TODAY, TRUE

DRAFT, REVIEWED, APPROVED = QuestionState.DRAFT, QuestionState.REVIEWED, QuestionState.APPROVED
AN = By("an", LATER)
ALONE = By("an", LATER, alone=True)


def move(db: Session, bank: str, one: str, state: QuestionState, by: By) -> bool:
    return editing.set_state(db, shelf.load(db, bank, one), state, by)


def test_who_wrote_it_does_not_approve_it(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=DRAFT)
    with pytest.raises(Own):
        move(db, bank, one, APPROVED, AN)
    assert service.pool(db, "thu") == () and shelf.seen(db, bank, one).state is DRAFT
    assert move(db, bank, one, APPROVED, BINH)
    newest = shelf.seen(db, bank, one).newest
    assert (newest.approver, newest.approved_at, newest.signed_alone) == ("binh", LATER, False)


def test_who_is_alone_signs_alone_and_that_is_kept(db: Session) -> None:
    bank, (one, two) = shelf.fill(db, CITY, NUMBER, state=DRAFT)
    assert move(db, bank, one, APPROVED, ALONE)
    newest = shelf.seen(db, bank, one).newest
    assert (newest.approver, newest.signed_alone) == ("an", True)
    # What others wrote is approved by two people, whoever could do it alone.
    shelf.save(db, bank, two, replace(NUMBER, number=63))
    assert move(db, bank, two, APPROVED, ALONE)
    assert not shelf.seen(db, bank, two).newest.signed_alone


def test_the_last_hand_counts(db: Session) -> None:
    """Whoever corrected a comma has not been read yet; who wrote the rest has read the comma."""
    bank, (one,) = shelf.fill(db, CITY, state=DRAFT)
    shelf.save(db, bank, one, replace(CITY, text="Thủ đô, ở đâu?"), BINH)
    with pytest.raises(Own):
        move(db, bank, one, APPROVED, BINH)
    assert move(db, bank, one, APPROVED, AN)


def test_whoever_corrected_the_key_wrote_it_too(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, right=(1,)), BINH)
    assert hands(shelf.seen(db, bank, one).newest) == {"an", "binh"}
    move(db, bank, one, DRAFT, NHUNG)
    for by in (AN, BINH):
        with pytest.raises(Own):
            move(db, bank, one, APPROVED, by)
    assert move(db, bank, one, APPROVED, NHUNG)


def test_a_packs_words_are_nobodys(db: Session) -> None:
    bank, _ = shelf.fill(db)
    added = service.add_questions(
        db, "thu", (CITY,), state=APPROVED, author="an", at=LATER, approver="pack:x"
    )
    (one,) = (each for each in added.ids if each)
    assert hands(shelf.seen(db, bank, one).newest) == frozenset()
    shelf.save(db, bank, one, replace(CITY, right=(1,)), AN)
    assert hands(shelf.seen(db, bank, one).newest) == {"an"}


@pytest.mark.parametrize("by", [AN, ALONE])
def test_nobody_reads_their_own_words_again(db: Session, by: By) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=DRAFT)
    with pytest.raises(Own):
        move(db, bank, one, REVIEWED, by)


def test_a_reviewed_one_is_not_drawn_and_other_words_are_not_reviewed(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=DRAFT)
    assert move(db, bank, one, REVIEWED, BINH) and not move(db, bank, one, REVIEWED, NHUNG)
    stored = shelf.seen(db, bank, one)
    assert (stored.state, stored.newest.reviewer, service.pool(db, "thu")) == (REVIEWED, "binh", ())
    shelf.save(db, bank, one, replace(CITY, text="Khác?"))
    assert shelf.seen(db, bank, one).state is DRAFT
    assert move(db, bank, one, REVIEWED, BINH) and move(db, bank, one, DRAFT, BINH)
    assert shelf.seen(db, bank, one).state is DRAFT
    move(db, bank, one, REVIEWED, BINH)
    assert move(db, bank, one, APPROVED, AN) and len(service.pool(db, "thu")) == 1


def test_new_words_of_what_contests_ask_are_reviewed_while_it_stays_approved(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    assert not move(db, bank, one, REVIEWED, BINH)
    shelf.save(db, bank, one, replace(CITY, text="Khác?"))
    assert move(db, bank, one, REVIEWED, BINH)
    stored = shelf.seen(db, bank, one)
    assert (stored.state, stored.is_changed, stored.newest.reviewer) == (APPROVED, True, "binh")
    before = listing.in_use(db, bank, stored)
    assert before is not None and before.content == CITY.content()
    assert move(db, bank, one, APPROVED, BINH) and not move(db, bank, one, APPROVED, BINH)
    assert listing.in_use(db, bank, shelf.seen(db, bank, one)) is None


def test_several_at_once_are_judged_one_by_one(db: Session) -> None:
    bank, ids = shelf.fill(db, CITY, TRUE, state=DRAFT)
    with pytest.raises(Own):
        changes.change(db, bank, ids, Deed.STATE, "approved", AN)
    db.expire_all()
    done = changes.change(db, bank, ids, Deed.STATE, "reviewed", BINH)
    assert done.count == 2 and {shelf.seen(db, bank, one).state for one in ids} == {REVIEWED}
    changes.undo(db, bank, done.change_id, BINH)
    assert {shelf.seen(db, bank, one).state for one in ids} == {DRAFT}
    alone = changes.change(db, bank, ids, Deed.STATE, "approved", ALONE)
    assert all(shelf.seen(db, bank, one).newest.signed_alone for one in ids)
    changes.undo(db, bank, alone.change_id, AN)
    assert not any(shelf.seen(db, bank, one).newest.signed_alone for one in ids)


def found(db: Session, bank: str, desk: Desk, me: str = "") -> set[str]:
    rows = listing.search(db, bank, Wanted(desk=desk, me=me), TODAY).rows
    return {row.id for row in rows}


def test_what_waits_is_found(db: Session) -> None:
    bank, (used, changed) = shelf.fill(db, CITY, TRUE)
    _, (draft,) = shelf.fill(db, NUMBER, state=DRAFT)
    assert found(db, bank, Desk.WAITING) == {draft}
    shelf.save(db, bank, changed, replace(TRUE, text="Khác?"))
    assert found(db, bank, Desk.WAITING) == {draft, changed}
    assert found(db, bank, Desk.FOR_ME, "an") == {changed}
    assert found(db, bank, Desk.FOR_ME, "nhung") == {draft}
    assert found(db, bank, Desk.MINE, "nhung") == {changed}
    assert found(db, bank, Desk.MINE, "an") == {used, draft, changed}
    shelf.approve(db, bank, draft)
    editing.set_state(db, shelf.load(db, bank, changed), QuestionState.RETIRED, BINH)
    assert found(db, bank, Desk.WAITING) == set()


@pytest.mark.parametrize(("state", "which"), [(DRAFT, 0), (REVIEWED, 1), (APPROVED, 2)])
def test_states_are_found_as_they_are_shown(db: Session, state: QuestionState, which: int) -> None:
    bank, (one, two) = shelf.fill(db, CITY, TRUE, state=DRAFT)
    _, (three,) = shelf.fill(db, NUMBER)
    move(db, bank, two, REVIEWED, BINH)
    rows = listing.search(db, bank, Wanted(state=state), TODAY).rows
    assert [row.id for row in rows] == [(one, two, three)[which]]
    assert rows[0].state is state
