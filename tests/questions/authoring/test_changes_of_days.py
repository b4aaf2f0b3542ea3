"""The day until which several questions hold, set and taken off at once, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from questions import service
from questions.authoring import changes, editing
from questions.authoring.changes import Deed
from questions.authoring.editing import By, Outcome
from questions.authoring.views import Stored
from questions.models import QuestionChange, QuestionState
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import ALL, BINH, CITY, LATER, NHUNG, NUMBER, TRUE

DAY = date(2027, 12, 31)
HOA = By("hoa", LATER + timedelta(days=1))


def until(db: Session, bank: str, ids: tuple[str, ...], day: date | None = DAY, by: By = NHUNG) -> str:
    """Set the day; the change to undo."""
    return changes.change(db, bank, ids, Deed.UNTIL, day.isoformat() if day else "", by).change_id


def days(db: Session, bank: str, ids: tuple[str, ...]) -> list[date | None]:
    return [shelf.seen(db, bank, one).newest.valid_until for one in ids]


def test_the_day_of_what_contests_draw_waits_for_an_approval(db: Session) -> None:
    bank, ids = shelf.fill(db, *ALL)
    held = {item.revision for item in service.pool(db, "thu")}
    change_id = until(db, bank, ids)
    assert days(db, bank, ids) == [DAY] * 4
    assert all(shelf.seen(db, bank, one).is_changed for one in ids)
    assert {item.revision for item in service.pool(db, "thu")} == held
    changes.undo(db, bank, change_id, NHUNG)
    assert days(db, bank, ids) == [one.valid_until for one in ALL]
    assert not any(shelf.seen(db, bank, one).waits for one in ids), "nothing is left to approve"
    assert [shelf.seen(db, bank, one).newest.number for one in ids] == [1] * 4


def test_once_approved_it_counts(db: Session) -> None:
    bank, ids = shelf.fill(db, NUMBER, TRUE)
    on = date(2026, 10, 5)
    assert len(service.pool(db, "thu", on=on)) == 1, "the first has run out"
    until(db, bank, ids)
    changes.change(db, bank, ids, Deed.STATE, "approved", BINH)
    assert len(service.pool(db, "thu", on=on)) == len(service.pool(db, "thu", on=DAY)) == 2
    assert service.pool(db, "thu", on=DAY + timedelta(days=1)) == ()


def test_it_is_taken_off_and_what_has_none_does_not_count(db: Session) -> None:
    bank, ids = shelf.fill(db, NUMBER, CITY, state=QuestionState.DRAFT)
    done = changes.change(db, bank, ids, Deed.UNTIL, "", NHUNG)
    assert done.count == 1 and days(db, bank, ids) == [None, None]
    assert changes.change(db, bank, ids, Deed.UNTIL, "", NHUNG) == changes.Changed("", 0)
    changes.undo(db, bank, done.change_id, NHUNG)
    assert days(db, bank, ids) == [NUMBER.valid_until, None]


def test_nothing_else_of_the_question_moves(db: Session) -> None:
    bank, ids = shelf.fill(db, *ALL)
    until(db, bank, ids)
    assert [shelf.told(db, bank, one) for one in ids] == [replace(one, valid_until=DAY) for one in ALL]


def test_a_draft_is_written_over_and_has_to_be_read_again(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    editing.set_state(db, shelf.load(db, bank, one), QuestionState.REVIEWED, BINH)
    until(db, bank, (one,))
    stored = shelf.seen(db, bank, one)
    assert (stored.state, stored.newest.number, stored.newest.author) == (QuestionState.DRAFT, 1, "nhung")


def hands(stored: Stored) -> tuple[object, ...]:
    newest = stored.newest
    return newest.author, newest.at, newest.key_author, newest.key_at, newest.reviewer, stored.state


@pytest.mark.parametrize(("deed", "value"), [(Deed.UNTIL, "2027-12-31"), (Deed.LEVEL, "van-dung")])
def test_undoing_makes_nobody_the_writer(db: Session, deed: Deed, value: str) -> None:
    """Who set a day by mistake and took it back may still approve what others wrote and read."""
    bank, ids = shelf.fill(db, CITY, NUMBER, state=QuestionState.DRAFT)
    editing.set_state(db, shelf.load(db, bank, ids[0]), QuestionState.REVIEWED, BINH)
    before = [hands(shelf.seen(db, bank, one)) for one in ids]
    done = changes.change(db, bank, ids, deed, value, HOA)
    assert [shelf.seen(db, bank, one).newest.author for one in ids] == ["hoa", "hoa"]
    changes.undo(db, bank, done.change_id, HOA)
    assert [hands(shelf.seen(db, bank, one)) for one in ids] == before
    assert shelf.approve(db, bank, ids[0], HOA)


def test_a_change_that_waits_comes_back_with_its_author(db: Session) -> None:
    """The day that contests draw drops the words that waited; undone, they wait again, of who wrote them."""
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, valid_until=DAY))
    before = hands(shelf.seen(db, bank, one))
    done = until(db, bank, (one,), None, HOA)
    assert not shelf.seen(db, bank, one).waits
    changes.undo(db, bank, done, HOA)
    assert hands(shelf.seen(db, bank, one)) == before and shelf.seen(db, bank, one).is_changed


def test_a_change_that_was_noted_before_hands_were_can_be_undone(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    done = changes.change(db, bank, [one], Deed.LEVEL, "van-dung", HOA).change_id
    row = db.exec(select(QuestionChange)).one()
    late = ("valid_until", "number", "author", "at", "key_author", "key_at")
    row.before = json.dumps(
        [{name: value for name, value in each.items() if name not in late} for each in json.loads(row.before)]
    )
    db.add(row)
    changes.undo(db, bank, done, NHUNG)
    assert shelf.told(db, bank, one) == CITY and shelf.seen(db, bank, one).newest.author == "nhung"


def test_an_edit_since_keeps_all_of_them_as_they_are(db: Session) -> None:
    bank, ids = shelf.fill(db, CITY, TRUE)
    done = until(db, bank, ids)
    assert shelf.save(db, bank, ids[1], replace(TRUE, text="Sửa rồi?")) is Outcome.WRITTEN_OVER
    with pytest.raises(changes.TooLate):
        changes.undo(db, bank, done, NHUNG)
    assert days(db, bank, ids) == [DAY, None]
