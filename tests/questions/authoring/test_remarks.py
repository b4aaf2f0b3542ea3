"""What is said of questions: kept in order, seen to once, and gone with the question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, func, select

from questions.authoring import editing, listing, remarks
from questions.authoring.editing import By, NotThere
from questions.authoring.views import Desk, Wanted
from questions.models import QuestionComment, QuestionState
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import BINH, CITY, LATER, NHUNG, TODAY, TRUE

LATEST = By("nhung", LATER + timedelta(minutes=5))


def say(db: Session, bank: str, one: str, said: str, by: By = BINH, *, back: bool = False) -> str | None:
    return remarks.say(db, shelf.load(db, bank, one), said, by, sends_back=back)


def told(db: Session, bank: str, one: str) -> tuple[remarks.Remark, ...]:
    number = editing.number_of(db, bank, one)
    assert number is not None
    return remarks.told(db, number)


def test_what_was_said_is_told_in_order(db: Session) -> None:
    bank, (one, two) = shelf.fill(db, CITY, TRUE, state=QuestionState.DRAFT)
    say(db, bank, one, "Căn cứ ở đâu?")
    say(db, bank, one, "Nghị quyết 57.", LATEST)
    first, second = told(db, bank, one)
    assert (first.author, first.at, first.said, first.is_open) == ("binh", LATER, "Căn cứ ở đâu?", True)
    assert second.author == "nhung" and told(db, bank, two) == ()
    assert remarks.open_counts(db, [one, two]) == {one: 2} and remarks.open_counts(db, []) == {}


def test_it_is_seen_to_once(db: Session) -> None:
    bank, (one, two) = shelf.fill(db, CITY, TRUE, state=QuestionState.DRAFT)
    made = say(db, bank, one, "Sai dấu.") or ""
    loaded = shelf.load(db, bank, one)
    assert remarks.settle(db, loaded, made, LATEST) and not remarks.settle(db, loaded, made, BINH)
    (seen,) = told(db, bank, one)
    assert (seen.is_open, seen.settled_by, seen.settled_at) == (False, "nhung", LATEST.at)
    assert remarks.open_counts(db, [one]) == {}
    for strange in ("0" * 13, made):
        with pytest.raises(NotThere):
            remarks.settle(db, shelf.load(db, bank, two), strange, BINH)


def test_a_second_click_says_nothing_more(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    made = say(db, bank, one, "Sai dấu.")
    assert made and say(db, bank, one, "Sai dấu.") is None
    assert say(db, bank, one, "Sai dấu.", NHUNG) and len(told(db, bank, one)) == 2
    remarks.settle(db, shelf.load(db, bank, one), made, NHUNG)
    assert say(db, bank, one, "Sai dấu.") and len(told(db, bank, one)) == 3


def test_only_so_many(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    for number in range(remarks.MOST):
        say(db, bank, one, str(number))
    with pytest.raises(remarks.TooMany):
        say(db, bank, one, "Thêm nữa.")


def found(db: Session, bank: str, desk: Desk) -> list[str]:
    return [row.id for row in listing.search(db, bank, Wanted(desk=desk, me="binh"), TODAY).rows]


def test_what_was_sent_back_waits_no_more_until_somebody_saw_to_it(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    editing.set_state(db, shelf.load(db, bank, one), QuestionState.REVIEWED, BINH)
    version = shelf.seen(db, bank, one).version
    made = say(db, bank, one, "Ghi rõ năm.", back=True) or ""
    editing.send_back(db, shelf.load(db, bank, one), BINH)
    stored = shelf.seen(db, bank, one)
    assert (stored.state, stored.version) == (QuestionState.DRAFT, version + 1)
    for desk, there in ((Desk.WAITING, False), (Desk.FOR_ME, False), (Desk.COMMENTED, True)):
        assert (one in found(db, bank, desk)) is there, desk
    shelf.save(db, bank, one, replace(CITY, text="Thủ đô năm 2026 ở đâu?"))
    assert found(db, bank, Desk.WAITING) == []
    remarks.settle(db, shelf.load(db, bank, one), made, NHUNG)
    assert found(db, bank, Desk.WAITING) == [one] and found(db, bank, Desk.COMMENTED) == []


def test_a_mere_comment_keeps_nobody_from_approving(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    say(db, bank, one, "Câu hay.")
    assert found(db, bank, Desk.WAITING) == [one]


def test_new_words_that_are_sent_back_leave_contests_as_they_are(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, text="Khác?"))
    editing.set_state(db, shelf.load(db, bank, one), QuestionState.REVIEWED, BINH)
    editing.send_back(db, shelf.load(db, bank, one), BINH)
    stored = shelf.seen(db, bank, one)
    assert (stored.state, stored.is_changed, stored.newest.reviewer) == (QuestionState.APPROVED, True, "")


def test_comments_go_with_the_question(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    say(db, bank, one, "Thôi bỏ.")
    editing.delete(db, shelf.load(db, bank, one))
    assert db.exec(select(func.count()).select_from(QuestionComment)).one() == 0
    assert editing.number_of(db, bank, one) is None and editing.number_of(db, "0" * 13, one) is None
