"""Pictures as they are stored, on both databases: once each, used, swept when nothing shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from questions.authoring import editing
from questions.formats.drafts import Draft
from questions.models import QuestionPicture
from questions.picture import Picture
from questions.pictures import keeping
from questions.pictures.keeping import KEPT, Gone
from questions.service import find_similar
from tests.questions.authoring import shelf
from tests.questions.authoring.conftest import db
from tests.questions.authoring.shelf import CITY, NOW
from tests.questions.drawn import made

__all__ = ["db"]  # a fixture; pytest finds it by its name here

MUCH_LATER = NOW + KEPT + timedelta(days=30)


def keep(db: Session, *names: str) -> list[Picture]:
    drawn = [made(name) for name in names]
    keeping.keep(db, drawn, NOW)
    return [one.picture() for one in drawn]


def stored(db: Session) -> set[str]:
    return set(db.exec(select(QuestionPicture.digest)))


def test_the_same_one_is_kept_once_and_found_by_its_name(db: Session) -> None:
    one, other = keep(db, "a", "b")
    keep(db, "a", "a")
    assert stored(db) == {one.digest, other.digest}
    found = keeping.find(db, one.digest)
    assert found and (found.content, found.width, found.height) == (made("a").content, one.width, one.height)
    assert found.media_type == "image/png" and keeping.find(db, "0" * 64) is None
    assert (
        keeping.load(db, [one.digest, "0" * 64]).keys()
        == {one.digest}
        == keeping.known(db, [one.digest, "f" * 64])
    )
    assert keeping.load(db, []) == {}


def test_bringing_nothing_stores_nothing(db: Session) -> None:
    keeping.keep(db, [], NOW)
    keeping.use(db, [], NOW)
    assert stored(db) == set()


@pytest.mark.parametrize(
    "change", [{"width": 5}, {"height": 5}, {"digest": "0" * 64}], ids=["width", "height", "name"]
)
def test_a_question_uses_only_what_is_there_as_it_is(db: Session, change: dict[str, object]) -> None:
    (one,) = keep(db, "a")
    keeping.use(db, [one, replace(one, alt="khác")], NOW)
    with pytest.raises(Gone):
        keeping.use(db, [one, replace(one, **change)], NOW)


@pytest.mark.parametrize(
    ("age", "is_free"), [(KEPT, False), (KEPT + timedelta(milliseconds=1), True)], ids=["kept", "free"]
)
def test_what_nothing_shows_is_free_after_a_while(db: Session, age: timedelta, is_free: bool) -> None:
    (one,) = keep(db, "a")
    now = NOW + age
    assert keeping.free(db, keeping.unseen(db, now), ()) == ({one.digest} if is_free else set())
    assert keeping.remove(db, [one.digest], now) == is_free
    assert stored(db) == (set() if is_free else {one.digest})


def test_what_is_used_again_stays(db: Session) -> None:
    (one,) = keep(db, "a")
    free = keeping.unseen(db, MUCH_LATER)
    keeping.use(db, [one], MUCH_LATER)
    assert keeping.remove(db, free, MUCH_LATER) == 0 and stored(db) == {one.digest}


def test_what_a_revision_shows_stays_even_an_old_one(db: Session) -> None:
    first, second, beside, loose = keep(db, "a", "b", "c", "d")
    shown = replace(CITY, picture=first, pictures=(beside, None, None))
    bank, (question,) = shelf.fill(db, shown)
    shelf.save(db, bank, question, replace(shown, picture=second))
    unseen = keeping.unseen(db, MUCH_LATER)
    assert keeping.free(db, unseen, ()) == {loose.digest}
    draft = Draft(1, "Hỏi?", pictures={"text": loose}).to_json()
    assert keeping.free(db, unseen, [draft]) == set() and keeping.NAMED in draft


def test_text_that_looks_like_one_names_none(db: Session) -> None:
    (one,) = keep(db, "a")
    shelf.fill(db, replace(CITY, text=f'"digest":"{one.digest}"'))
    assert keeping.free(db, keeping.unseen(db, MUCH_LATER), ()) == {one.digest}


def test_a_question_goes_and_its_picture_follows(db: Session) -> None:
    (one,) = keep(db, "a")
    bank, (question,) = shelf.fill(db, replace(CITY, picture=one), state=shelf.QuestionState.DRAFT)
    editing.delete(db, shelf.load(db, bank, question))
    assert keeping.free(db, keeping.unseen(db, MUCH_LATER), ()) == {one.digest}


def test_another_picture_is_another_revision_and_a_description_too(db: Session) -> None:
    one, other = keep(db, "a", "b")
    shown = replace(CITY, picture=one)
    bank, (question,) = shelf.fill(db, shown)
    assert shelf.told(db, bank, question) == shown
    assert shelf.save(db, bank, question, shown).value == "nothing"
    assert shelf.save(db, bank, question, replace(shown, picture=other)).value == "revision"
    assert (
        shelf.save(db, bank, question, replace(shown, picture=replace(other, alt="Sơ đồ"))).value
        == "written-over"
    )
    assert shelf.told(db, bank, question).picture == replace(other, alt="Sơ đồ")


def test_the_same_words_with_another_picture_are_added(db: Session) -> None:
    one, other = keep(db, "a", "b")
    bank, added = shelf.fill(
        db, CITY, replace(CITY, picture=one), replace(CITY, picture=other), replace(CITY, picture=one)
    )
    assert len(added) == 3
    (same, strange) = find_similar(db, "thu", [replace(CITY, picture=other).likened, "Hỏi khác?"])
    assert same and same.id == added[2] and strange is None and bank
