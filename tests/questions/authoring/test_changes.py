"""Several questions at once, and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from questions import service
from questions.audiences import Audience
from questions.authoring import changes, editing, listing
from questions.authoring.changes import Deed
from questions.authoring.editing import Outcome
from questions.kinds import Level
from questions.models import QuestionChange, QuestionState
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import ALL, BINH, CITY, NHUNG, SEVERAL, TRUE

DEEDS = [
    (Deed.STATE, "retired"),
    (Deed.STATE, "draft"),
    (Deed.ADD_TOPIC, "tag-nq57"),
    (Deed.SET_TOPIC, "tag-nq57"),
    (Deed.LEVEL, "thong-hieu"),
    (Deed.SET_AUDIENCE, "hoc-sinh"),
    (Deed.UNTIL, "2027-12-31"),
]


@pytest.mark.parametrize(("deed", "value"), DEEDS)
@pytest.mark.parametrize("state", [QuestionState.DRAFT, QuestionState.APPROVED])
def test_a_change_can_be_undone(db: Session, deed: Deed, value: str, state: QuestionState) -> None:
    bank, ids = shelf.fill(db, *ALL, state=state)
    before = [(shelf.told(db, bank, one), shelf.seen(db, bank, one).state) for one in ids]
    changed = changes.change(db, bank, ids, deed, value, NHUNG)
    same = deed is Deed.STATE and state == value
    assert changed.count == (0 if same else len(ids)) and bool(changed.change_id) is not same
    if same:
        return
    assert [(shelf.told(db, bank, one), shelf.seen(db, bank, one).state) for one in ids] != before
    assert changes.undo(db, bank, changed.change_id, NHUNG) == len(ids)
    assert [(shelf.told(db, bank, one), shelf.seen(db, bank, one).state) for one in ids] == before


def test_each_deed_does_what_it_says(db: Session) -> None:
    bank, (one, two) = shelf.fill(db, CITY, SEVERAL)
    assert changes.change(db, bank, [one, two], Deed.ADD_TOPIC, "cds", NHUNG).count == 1
    assert set(shelf.seen(db, bank, one).topics) == {"cds", *CITY.topics}
    changes.change(db, bank, [one], Deed.SET_TOPIC, "cchc", NHUNG)
    assert shelf.seen(db, bank, one).topics == ("cchc",)
    held = {item.revision for item in service.pool(db, "thu")}
    assert changes.change(db, bank, [one, two], Deed.LEVEL, "van-dung", NHUNG).count == 1
    assert shelf.seen(db, bank, one).newest.level is Level.apply
    # What contests ask stays as it was until somebody approves the new level.
    assert {item.revision for item in service.pool(db, "thu")} == held
    assert changes.change(db, bank, [one, two], Deed.STATE, "approved", BINH).count == 1
    assert len({item.revision for item in service.pool(db, "thu")} & held) == 1


def test_whom_several_questions_are_for(db: Session) -> None:
    pupils = replace(SEVERAL, audiences=(Audience.PUPILS,))
    bank, (one, two) = shelf.fill(db, CITY, pupils)

    def named() -> list[tuple[Audience, ...]]:
        return [shelf.seen(db, bank, each).audiences for each in (one, two)]

    # What is for everybody is for officials already: to name them would shut the others out.
    added = changes.change(db, bank, [one, two], Deed.ADD_AUDIENCE, "can-bo", NHUNG)
    assert added.count == 1 and named() == [(), (Audience.OFFICIALS, Audience.PUPILS)]
    assert changes.change(db, bank, [one, two], Deed.ADD_AUDIENCE, "can-bo", NHUNG).count == 0
    only = changes.change(db, bank, [one, two], Deed.SET_AUDIENCE, "sinh-vien", NHUNG)
    assert only.count == 2 and named() == [(Audience.STUDENTS,)] * 2
    all_of_them = changes.change(db, bank, [one, two], Deed.SET_AUDIENCE, "", NHUNG)
    assert all_of_them.count == 2 and named() == [(), ()]
    changes.undo(db, bank, all_of_them.change_id, NHUNG)
    assert named() == [(Audience.STUDENTS,)] * 2
    assert shelf.seen(db, bank, one).newest.number == 1, "no revision holds it"


def test_a_level_that_is_undone_waits_no_more(db: Session) -> None:
    bank, ids = shelf.fill(db, CITY, TRUE)
    done = changes.change(db, bank, ids, Deed.LEVEL, "thong-hieu", NHUNG)
    assert [shelf.seen(db, bank, one).is_changed for one in ids] == [True, True]
    changes.undo(db, bank, done.change_id, NHUNG)
    assert [shelf.seen(db, bank, one).is_changed for one in ids] == [False, False]


def test_an_approval_of_new_words_that_is_undone_lets_contests_ask_the_old_ones(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    held = service.pool(db, "thu")[0].revision
    shelf.save(db, bank, one, replace(CITY, text="Bản hai?"))
    done = changes.change(db, bank, [one], Deed.STATE, "approved", BINH)
    newer = service.pool(db, "thu")[0].revision
    assert newer != held
    changes.undo(db, bank, done.change_id, BINH)
    stored = shelf.seen(db, bank, one)
    assert service.pool(db, "thu")[0].revision == held and stored.is_changed
    # A paper may hold it all the same, so it is not written over.
    assert shelf.save(db, bank, one, replace(CITY, text="Bản ba?")) is Outcome.REVISION
    assert service.contents(db, [newer])[newer].text == "Bản hai?"


def test_a_change_that_was_noted_before_drawn_was_known_can_be_undone(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    done = changes.change(db, bank, [one], Deed.STATE, "retired", NHUNG)
    row = db.exec(select(QuestionChange)).one()
    kept = [
        {name: value for name, value in entry.items() if name not in ("drawn", "reviewer", "alone")}
        for entry in json.loads(row.before)
    ]
    row.before = json.dumps(kept)
    db.add(row)
    changes.undo(db, bank, done.change_id, NHUNG)
    assert len(service.pool(db, "thu")) == 1


def test_only_the_chosen_ones_of_this_bank(db: Session) -> None:
    bank, (one, two) = shelf.fill(db, CITY, TRUE)
    _, (other,) = shelf.fill(db, CITY, slug="khac")
    changes.change(db, bank, [one, other, "0" * 13], Deed.STATE, "retired", NHUNG)
    assert shelf.seen(db, bank, two).state is QuestionState.APPROVED
    assert len(service.pool(db, "khac")) == 1


def test_undone_once_and_only_until_the_next_change(db: Session) -> None:
    bank, (one, two) = shelf.fill(db, CITY, TRUE)
    first = changes.change(db, bank, [one, two], Deed.STATE, "retired", NHUNG).change_id
    changes.undo(db, bank, first, NHUNG)
    with pytest.raises(changes.TooLate):
        changes.undo(db, bank, first, NHUNG)
    second = changes.change(db, bank, [one, two], Deed.STATE, "retired", NHUNG).change_id
    shelf.save(db, bank, two, replace(TRUE, text="Sửa rồi?"))
    with pytest.raises(changes.TooLate):
        changes.undo(db, bank, second, NHUNG)
    assert shelf.seen(db, bank, one).state is QuestionState.RETIRED


def test_a_deleted_question_ends_the_undo(db: Session) -> None:
    bank, ids = shelf.fill(db, CITY, TRUE, state=QuestionState.DRAFT)
    made = changes.change(db, bank, ids, Deed.ADD_TOPIC, "tag-nq57", NHUNG)
    editing.delete(db, shelf.load(db, bank, ids[0]))
    with pytest.raises(changes.TooLate):
        changes.undo(db, bank, made.change_id, NHUNG)


@pytest.mark.parametrize("slug", ["thu", "khac"])
def test_a_question_that_got_a_deleted_ones_number_is_not_touched(db: Session, slug: str) -> None:
    """The newest number is free again on SQLite; the new question is of the same version by chance."""
    bank, ids = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    made = changes.change(db, bank, ids, Deed.ADD_TOPIC, "tag-nq57", NHUNG)
    editing.delete(db, shelf.load(db, bank, ids[0]))
    where, (other,) = shelf.fill(db, TRUE, state=QuestionState.DRAFT, slug=slug)
    shelf.save(db, where, other, replace(TRUE, text="Sửa rồi?"))
    before = shelf.seen(db, where, other)
    with pytest.raises(changes.TooLate):
        changes.undo(db, bank, made.change_id, NHUNG)
    assert shelf.seen(db, where, other) == before


def test_no_such_bank_or_change(db: Session) -> None:
    bank, ids = shelf.fill(db, CITY)
    other, _ = shelf.fill(db, slug="khac")
    made = changes.change(db, bank, ids, Deed.STATE, "retired", NHUNG)
    for where, change in ((bank, "0" * 13), (other, made.change_id), ("0" * 13, made.change_id)):
        with pytest.raises(editing.NotThere):
            changes.undo(db, where, change, NHUNG)
    with pytest.raises(editing.NotThere):
        changes.change(db, "0" * 13, ids, Deed.STATE, "retired", NHUNG)


def test_a_version_grows_so_that_open_forms_are_stale(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    changes.change(db, bank, [one], Deed.STATE, "retired", NHUNG)
    assert shelf.seen(db, bank, one).version == 2
    assert listing.history(db, bank, one)[0].number == 1
