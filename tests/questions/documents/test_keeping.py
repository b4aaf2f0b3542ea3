"""The register as it is kept, on both databases: added, changed, taken in, and what rests on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from questions.authoring import listing
from questions.authoring.editing import By
from questions.authoring.views import Wanted
from questions.documents import keeping
from questions.documents.judging import Kept, Typed, typed
from questions.documents.register import shipped
from questions.formats.model import ParsedQuestion
from questions.models import QuestionState
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import CITY, LATER, NUMBER, TRUE

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)
DECREE = Typed("13/2023/NĐ-CP", "17/4/2023", "Chính phủ", "Bảo vệ dữ liệu cá nhân", "01/7/2023")
BASED = replace(CITY, basis="Điều 2, Nghị định số 13/2023/NĐ-CP ngày 17/4/2023")


def one(db: Session, number: str = "13/2023/NĐ-CP") -> Kept:
    (found,) = [each for each in keeping.every(db) if each.number == number]
    return found


def test_what_is_added_is_kept(db: Session) -> None:
    made = keeping.add(db, DECREE, NOW)
    kept = keeping.find(db, made)
    assert typed(kept) == replace(DECREE, dated="17/04/2023", in_force_from="01/07/2023")
    assert (kept.changed_at, len(made)) == (NOW, 13)
    with pytest.raises(keeping.Wrong) as wrong:
        keeping.add(db, DECREE, NOW)
    assert list(wrong.value.fields) == ["number"]
    with pytest.raises(keeping.NotKept):
        keeping.find(db, "0" * 13)


def test_it_is_changed_and_saying_the_same_is_nothing(db: Session) -> None:
    made, new = keeping.add(db, DECREE, NOW), keeping.add(db, Typed("356/2025/NĐ-CP", "31/12/2025"), NOW)
    later = NOW.replace(hour=5)
    assert not keeping.change(db, made, typed(one(db)), later)
    assert keeping.change(db, made, replace(DECREE, replaced_by=new, in_force_until="31/12/2025"), later)
    kept = one(db)
    assert (kept.replaced_by, kept.in_force_until, kept.changed_at) == (new, date(2025, 12, 31), later)
    with pytest.raises(keeping.Wrong):
        keeping.change(db, new, Typed("356/2025/NĐ-CP", "31/12/2025", replaced_by=made), later)
    with pytest.raises(keeping.NotKept):
        keeping.change(db, "0" * 13, DECREE, later)


def test_what_comes_along_is_taken_in_once_and_overwrites_nothing(db: Session) -> None:
    keeping.add(db, replace(DECREE, issuer="Chính phủ nước ta"), NOW)
    many = sum(bool(each.number) for each in shipped().documents)
    assert keeping.missing(keeping.every(db)) == many
    assert keeping.take_in(db, NOW) == many
    assert keeping.take_in(db, NOW) == keeping.missing(keeping.every(db)) == 0
    kept = one(db)
    assert (kept.issuer, kept.in_force_until) == ("Chính phủ nước ta", date(2025, 12, 31))
    assert keeping.find(db, kept.replaced_by).number == "356/2025/NĐ-CP"


def test_questions_are_counted_but_for_retired_ones(db: Session) -> None:
    bank, ids = shelf.fill(db, BASED, replace(NUMBER, basis=BASED.basis), TRUE)
    made = one(db).id
    assert keeping.uses(db) == {made: {"thu": 2}}
    found = keeping.of_questions(db, ids)
    assert {name: [each.number for each in kept] for name, kept in found.items()} == {
        ids[0]: ["13/2023/NĐ-CP"],
        ids[1]: ["13/2023/NĐ-CP"],
    }
    assert keeping.of_questions(db, []) == {}
    assert {row.id for row in listing.search(db, bank, Wanted(document=made), TODAY).rows} == set(ids[:2])
    assert listing.search(db, bank, Wanted(document="0" * 13), TODAY).count == 0
    shelf.editing.set_state(db, shelf.load(db, bank, ids[0]), QuestionState.RETIRED, shelf.BINH)
    assert keeping.uses(db) == {made: {"thu": 1}}


def to_look_at(db: Session, bank: str) -> set[str]:
    return {row.parsed.text for row in listing.search(db, bank, Wanted(law=True), TODAY).rows}


@pytest.mark.parametrize(
    ("until", "told"),
    [("", False), ("25/11/2026", True), ("26/11/2026", True), ("25/01/2027", True), ("26/01/2027", False)],
)
def test_a_document_that_ends_soon_is_told_with_its_questions(db: Session, until: str, told: bool) -> None:
    bank, _ = shelf.fill(db, BASED, TRUE)
    keeping.change(db, one(db).id, replace(DECREE, in_force_until=until), NOW)
    assert to_look_at(db, bank) == ({BASED.text} if told else set())


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 1, 1), True), (date(2027, 1, 25), True), (date(2027, 1, 26), False), (None, False)],
)
def test_a_questions_own_day_is_told(db: Session, day: date | None, told: bool) -> None:
    bank, _ = shelf.fill(db, replace(NUMBER, valid_until=day))
    assert to_look_at(db, bank) == ({NUMBER.text} if told else set())


def replaced(db: Session) -> None:
    new = keeping.add(db, Typed("356/2025/NĐ-CP", "31/12/2025"), NOW)
    keeping.change(db, one(db).id, replace(DECREE, replaced_by=new), NOW)


def test_whoever_gives_it_a_later_day_has_looked_at_it(db: Session) -> None:
    far: ParsedQuestion = replace(BASED, valid_until=date(2027, 12, 31))
    bank, (asked,) = shelf.fill(db, far)
    replaced(db)
    # The day was given before anybody knew.
    assert LATER < NOW and to_look_at(db, bank) == {far.text}
    shelf.save(db, bank, asked, replace(far, valid_until=date(2028, 1, 1)), By("nhung", NOW.replace(hour=9)))
    assert to_look_at(db, bank) == set()


def test_another_basis_or_another_state_takes_it_off(db: Session) -> None:
    bank, (one_id, two) = shelf.fill(db, BASED, replace(TRUE, basis=BASED.basis))
    replaced(db)
    assert to_look_at(db, bank) == {BASED.text, TRUE.text}
    shelf.save(db, bank, one_id, replace(BASED, basis="Nghị định số 356/2025/NĐ-CP ngày 31/12/2025"))
    shelf.editing.set_state(db, shelf.load(db, bank, two), QuestionState.RETIRED, shelf.BINH)
    assert to_look_at(db, bank) == set()
