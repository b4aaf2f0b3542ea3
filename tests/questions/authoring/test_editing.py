"""What becomes a new revision, what a new key, and what is written over; nothing is lost in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from questions import service
from questions.authoring import editing, listing
from questions.authoring.editing import By, Outcome
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.models import QuestionRevision, QuestionSource, QuestionState, Source
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import ALL, BINH, CITY, LATER, NHUNG, NUMBER, STORED

APPROVED = QuestionState.APPROVED

WORDS: tuple[dict[str, Any], ...] = (
    {"text": "Thủ đô nước ta ở đâu?"},
    {"options": ("Hà Nội", "Huế", "Cần Thơ")},
    {"options": ("Huế", "Hà Nội", "Đà Nẵng"), "right": (1,)},
    {"level": Level.apply},
    {"points": 50},
    {"valid_until": date(2027, 1, 1)},
    {"kind": Kind.several, "right": (0, 1)},
)
KEYS: tuple[dict[str, Any], ...] = (
    {"right": (1,)},
    {"explanation": "Vì thế."},
    {"basis": "Luật Thủ đô"},
)


@pytest.mark.parametrize("asked", ALL)
def test_what_is_stored_reads_back_as_it_was_written(db: Session, asked: ParsedQuestion) -> None:
    bank, (one,) = shelf.fill(db, asked)
    assert shelf.told(db, bank, one) == asked


@pytest.mark.parametrize("change", WORDS)
def test_other_words_of_an_approved_question_are_a_new_revision(db: Session, change: dict[str, Any]) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    held = service.pool(db, "thu")[0].revision
    assert shelf.save(db, bank, one, replace(CITY, **change)) is Outcome.REVISION
    assert shelf.told(db, bank, one) == replace(CITY, **change)
    assert service.contents(db, [held])[held] == CITY.content()
    assert service.keys(db, [held])[held] == (1, CITY.key())
    # It waits for somebody else; until then contests ask what was approved.
    assert service.pool(db, "thu")[0].revision == held and shelf.seen(db, bank, one).is_changed
    assert shelf.approve(db, bank, one)
    assert service.pool(db, "thu")[0].revision != held and not shelf.seen(db, bank, one).is_changed


@pytest.mark.parametrize("change", [*WORDS, *KEYS])
def test_new_words_that_say_what_contests_ask_are_dropped(db: Session, change: dict[str, Any]) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    by = By("an", LATER, fixes_keys=False)
    assert shelf.save(db, bank, one, replace(CITY, **change), by) is Outcome.REVISION
    assert shelf.save(db, bank, one, CITY) is Outcome.DROPPED
    stored = shelf.seen(db, bank, one)
    assert (stored.newest.number, stored.drawn, stored.is_changed) == (1, 1, False)
    assert shelf.told(db, bank, one) == CITY
    assert service.find_similar(db, "thu", [CITY.text])[0] is not None


@pytest.mark.parametrize("change", KEYS)
def test_another_key_alone_is_a_new_version_of_it(db: Session, change: dict[str, Any]) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    held = service.pool(db, "thu")[0].revision
    wanted = replace(CITY, **change)
    assert shelf.save(db, bank, one, wanted) is Outcome.KEY
    assert service.keys(db, [held])[held] == (2, wanted.key())
    assert service.pool(db, "thu")[0].revision == held
    assert shelf.seen(db, bank, one).newest.key_author == "nhung"


def test_a_key_is_corrected_though_its_options_are_pinned_since(db: Session) -> None:
    """Stored as "to be shuffled" by a server that did not know the wording yet."""
    asked = replace(CITY, options=("Hà Nội", "Huế", "Tất cả các đối tượng trên"))
    bank, (one,) = shelf.fill(db, asked)
    row = db.exec(select(QuestionRevision)).one()
    assert '"shuffle":false' in row.content
    row.content = row.content.replace('"shuffle":false', '"shuffle":true')
    db.add(row)
    db.flush()
    assert shelf.save(db, bank, one, asked) is Outcome.NOTHING
    assert shelf.save(db, bank, one, replace(asked, right=(1,))) is Outcome.KEY
    assert not service.pool(db, "thu")[0].shuffle


def test_who_may_not_correct_keys_makes_a_revision(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    held = service.pool(db, "thu")[0].revision
    by = By("an", LATER, fixes_keys=False)
    assert shelf.save(db, bank, one, replace(CITY, right=(1,)), by) is Outcome.REVISION
    assert service.keys(db, [held])[held] == (1, CITY.key())


@pytest.mark.parametrize("change", [*WORDS, *KEYS])
def test_a_draft_is_written_over(db: Session, change: dict[str, Any]) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    assert shelf.save(db, bank, one, replace(CITY, **change)) is Outcome.WRITTEN_OVER
    assert shelf.told(db, bank, one) == replace(CITY, **change)
    assert [entry.number for entry in listing.history(db, bank, one)] == [1]


def test_what_was_approved_once_is_kept_even_as_a_draft(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    editing.set_state(db, shelf.load(db, bank, one), QuestionState.DRAFT, NHUNG)
    assert shelf.save(db, bank, one, replace(CITY, text="Khác?")) is Outcome.REVISION
    # The new one was never approved: it may be written over.
    assert shelf.save(db, bank, one, replace(CITY, text="Khác nữa?")) is Outcome.WRITTEN_OVER
    assert [entry.number for entry in listing.history(db, bank, one)] == [2, 1]
    shelf.approve(db, bank, one)
    assert shelf.save(db, bank, one, replace(CITY, text="Ba?")) is Outcome.REVISION


def test_topics_alone_are_no_revision(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    wanted = replace(CITY, topics=("tag-attt", "cchc"))
    assert shelf.save(db, bank, one, wanted) is Outcome.DETAILS
    assert set(shelf.seen(db, bank, one).topics) == {"tag-attt", "cchc"}
    assert shelf.save(db, bank, one, replace(CITY, topics=("cchc", "tag-attt"))) is Outcome.NOTHING


def test_saving_the_same_changes_nothing(db: Session) -> None:
    bank, ids = shelf.fill(db, *ALL)
    for one, asked in zip(ids, ALL, strict=True):
        assert shelf.save(db, bank, one, asked) is Outcome.NOTHING
        stored = shelf.seen(db, bank, one)
        assert (stored.version, stored.changed_by, len(listing.history(db, bank, one))) == (1, "an", 1)


def test_a_change_is_noted_and_found_by_its_new_words(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, text="Cố đô ở đâu?"))
    stored = shelf.seen(db, bank, one)
    assert (stored.version, stored.changed_by, stored.changed_at) == (2, "nhung", LATER)
    assert service.find_similar(db, "thu", ["co do o dau", "thu do o dau"])[1] is None


def test_a_stale_version_is_told(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, text="Bản của Nhung?"))
    with pytest.raises(editing.Moved) as caught:
        shelf.load(db, bank, one, 1)
    assert caught.value.stored.parsed.text == "Bản của Nhung?"
    assert shelf.load(db, bank, one, 2).row.version == 2


def test_documents_follow_the_basis(db: Session) -> None:
    bank, (one,) = shelf.fill(db, replace(NUMBER, basis="Nghị quyết số 57-NQ/TW"))
    shelf.save(db, bank, one, replace(NUMBER, basis="Quyết định số 505/QĐ-TTg"))
    tied = [link.source_id for link in db.exec(select(QuestionSource))]
    assert [db.get_one(Source, key).number for key in tied] == ["505/QĐ-TTg"]


def test_restoring_makes_a_new_revision(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    newer = replace(CITY, text="Mới?", options=("a", "b"), topics=("cds",))
    shelf.save(db, bank, one, newer)
    shelf.approve(db, bank, one)
    assert editing.restore(db, shelf.load(db, bank, one), (1, 1), NHUNG) is Outcome.REVISION
    assert shelf.told(db, bank, one) == replace(CITY, topics=("cds",))
    assert [entry.number for entry in listing.history(db, bank, one)] == [3, 2, 1]
    assert editing.restore(db, shelf.load(db, bank, one), (3, 1), NHUNG) is Outcome.NOTHING
    with pytest.raises(editing.NotThere):
        editing.restore(db, shelf.load(db, bank, one), (9, 1), NHUNG)


def test_an_old_key_can_be_restored_too(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, right=(2,)))
    said = [(entry.number, entry.key_version, entry.key_author) for entry in listing.history(db, bank, one)]
    assert said == [(1, 2, "nhung"), (1, 1, "an")]
    assert editing.restore(db, shelf.load(db, bank, one), (1, 1), NHUNG) is Outcome.KEY
    assert shelf.told(db, bank, one) == CITY
    assert shelf.seen(db, bank, one).newest.key_version == 3


@pytest.mark.parametrize("state", STORED)
def test_states(db: Session, state: QuestionState) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    changed = editing.set_state(db, shelf.load(db, bank, one), state, NHUNG)
    assert changed is (state is not QuestionState.APPROVED)
    assert shelf.seen(db, bank, one).state is state
    assert len(service.pool(db, "thu")) == (state is QuestionState.APPROVED)


def test_only_a_draft_that_was_never_approved_can_be_deleted(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY, state=QuestionState.DRAFT)
    assert editing.delete(db, shelf.load(db, bank, one)) is True
    assert listing.question(db, bank, one) is None
    _, (two,) = shelf.fill(db, CITY)
    with pytest.raises(editing.Held):
        editing.delete(db, shelf.load(db, bank, two))
    editing.set_state(db, shelf.load(db, bank, two), QuestionState.DRAFT, NHUNG)
    with pytest.raises(editing.Held):
        editing.delete(db, shelf.load(db, bank, two))


@pytest.mark.parametrize("state", STORED)
def test_of_what_was_approved_only_new_words_are_deleted(db: Session, state: QuestionState) -> None:
    bank, (one,) = shelf.fill(db, replace(CITY, basis="Nghị quyết số 57-NQ/TW"))
    shelf.save(db, bank, one, replace(CITY, text="Mới?", basis="Quyết định số 505/QĐ-TTg"))
    editing.set_state(db, shelf.load(db, bank, one), state, BINH) if state is not APPROVED else None
    assert editing.delete(db, shelf.load(db, bank, one)) is False
    stored = shelf.seen(db, bank, one)
    assert (stored.parsed.text, stored.newest.number, stored.state) == (CITY.text, 1, state)
    assert [row.number for row in db.exec(select(Source).join(QuestionSource))] == ["57-NQ/TW"]
    assert service.find_similar(db, "thu", [CITY.text, "Mới?"])[1] is None
    with pytest.raises(editing.Held):
        editing.delete(db, shelf.load(db, bank, one))


def test_a_question_of_another_bank_is_not_there(db: Session) -> None:
    _, (one,) = shelf.fill(db, CITY)
    other, _ = shelf.fill(db, slug="khac")
    for bank, question in ((other, one), ("0" * 13, one)):
        assert listing.question(db, bank, question) is None
        assert listing.history(db, bank, question) == ()
        with pytest.raises(editing.NotThere):
            editing.load(db, bank, question)
