"""Finding questions: without diacritics, by every filter, in every order, with the same few statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session

from questions.audiences import EVERYBODY, Audience
from questions.authoring import listing
from questions.authoring.views import Sort, Validity, Wanted
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.models import QuestionState
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import ALL, CITY, NHUNG, NUMBER, SEVERAL, TODAY, TRUE


def texts(db: Session, bank: str, wanted: Wanted, today: date = TODAY) -> list[str]:
    return [one.newest.content.text for one in listing.search(db, bank, wanted, today).rows]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ALL),
        (Wanted("thu do"), (CITY,)),
        (Wanted("ĐÔ THỦ"), (CITY,)),
        (Wanted("da nang"), (CITY,)),
        (Wanted("vneid"), (SEVERAL,)),
        (Wanted("không có"), ()),
        (Wanted("%"), ALL),
        (Wanted("_'; --"), ALL),
        (Wanted(topic="cds"), (CITY, SEVERAL)),
        (Wanted(topic="cds-4-noi-dung"), (CITY,)),
        (Wanted(topic="cchc"), (TRUE,)),
        (Wanted(topic="khong-co"), ()),
        (Wanted(level=Level.apply), (SEVERAL, TRUE)),
        (Wanted(kind=Kind.number), (NUMBER,)),
        (Wanted(state=QuestionState.APPROVED), ALL),
        (Wanted(state=QuestionState.DRAFT), ()),
        (Wanted(validity=Validity.EXPIRED), (NUMBER,)),
        (Wanted(validity=Validity.SOON), ()),
        (Wanted(validity=Validity.GOOD), (CITY, SEVERAL, TRUE)),
        (Wanted("khong", topic="cchc", level=Level.apply), (TRUE,)),
    ],
)
def test_filters(db: Session, wanted: Wanted, found: tuple[ParsedQuestion, ...]) -> None:
    bank, _ = shelf.fill(db, *ALL)
    assert sorted(texts(db, bank, wanted)) == sorted(one.text for one in found)


@pytest.mark.parametrize(
    ("audience", "found"),
    [
        ("", (CITY, SEVERAL, TRUE)),
        ("hoc-sinh", (CITY, SEVERAL)),
        ("can-bo", (CITY, SEVERAL, TRUE)),
        ("sinh-vien", (CITY,)),
        (EVERYBODY, (CITY,)),
        ("khong-co", (CITY,)),
    ],
)
def test_what_suits_somebody(db: Session, audience: str, found: tuple[ParsedQuestion, ...]) -> None:
    both = (Audience.OFFICIALS, Audience.PUPILS)
    marked = (CITY, replace(SEVERAL, audiences=both), replace(TRUE, audiences=both[:1]))
    bank, ids = shelf.fill(db, *marked)
    shelf.fill(db, replace(NUMBER, audiences=both), slug="khac")
    assert sorted(texts(db, bank, Wanted(audience=audience))) == sorted(one.text for one in found)
    assert shelf.seen(db, bank, ids[1]).audiences == both


@pytest.mark.parametrize(
    ("before", "validity"),
    [
        (-1, Validity.EXPIRED),
        (0, Validity.SOON),
        (30, Validity.SOON),
        (31, Validity.GOOD),
        (0, Validity.GOOD),
    ],
)
def test_a_day_is_good_until_its_end(db: Session, before: int, validity: Validity) -> None:
    bank, _ = shelf.fill(db, replace(NUMBER, valid_until=TODAY + timedelta(days=before)))
    assert texts(db, bank, Wanted(validity=validity)) == [NUMBER.text]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.OLDEST, [CITY, SEVERAL, TRUE, NUMBER]),
        (Sort.CHANGED, [SEVERAL, NUMBER, TRUE, CITY]),
        (Sort.TEXT, [SEVERAL, TRUE, NUMBER, CITY]),
        (Sort.VALID, [NUMBER, CITY, SEVERAL, TRUE]),
    ],
)
def test_orders(db: Session, sort: Sort, order: list[ParsedQuestion]) -> None:
    bank, ids = shelf.fill(db, *ALL)
    shelf.save(db, bank, ids[1], replace(SEVERAL, explanation="Mới sửa."), NHUNG)
    assert texts(db, bank, Wanted(sort=sort)) == [one.text for one in order]


def test_pages_hold_each_question_once(db: Session) -> None:
    asked = [ParsedQuestion(Kind.number, f"Câu {one}?", number=one) for one in range(23)]
    bank, _ = shelf.fill(db, *asked)
    pages = [listing.search(db, bank, Wanted(), TODAY, (start, 10)) for start in (0, 10, 20, 30)]
    assert [len(page.rows) for page in pages] == [10, 10, 3, 0]
    assert {page.count for page in pages} == {23}
    assert len({one.id for page in pages for one in page.rows}) == 23


def test_the_newest_words_and_key_are_shown(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, text="Bản hai?"))
    shelf.save(db, bank, one, replace(CITY, text="Bản hai?", right=(2,)))
    (row,) = listing.search(db, bank, Wanted(), TODAY).rows
    assert (row.newest.number, row.newest.key_version, row.parsed.right) == (2, 1, (2,))
    (asked,) = listing.search(db, bank, Wanted(in_use=True), TODAY).rows
    assert (asked.newest.number, asked.parsed) == (1, CITY)


def test_statements_do_not_grow(db: Session) -> None:
    seen: list[str] = []
    event.listen(db.get_bind(), "before_cursor_execute", lambda _c, _u, said, *_: seen.append(said))
    counted = []
    for many in (3, 60):
        asked = [
            ParsedQuestion(Kind.number, f"Câu {many} {one}?", number=one, topics=("cds",))
            for one in range(many)
        ]
        bank, _ = shelf.fill(db, *asked)
        seen.clear()
        listing.search(db, bank, Wanted("cau", topic="cds"), TODAY, (0, 50))
        counted.append(len(seen))
    assert counted[0] == counted[1] <= 7


def test_no_such_bank(db: Session) -> None:
    assert listing.search(db, "0" * 13, Wanted(), TODAY) == listing.Found((), 0)


def test_history_tells_who_wrote_what(db: Session) -> None:
    bank, (one,) = shelf.fill(db, CITY)
    shelf.save(db, bank, one, replace(CITY, text="Bản hai?"))
    newer, older = listing.history(db, bank, one)
    assert [(entry.number, entry.author, entry.content.text) for entry in (newer, older)] == [
        (2, "nhung", "Bản hai?"),
        (1, "an", CITY.text),
    ]
    assert not newer.settled and older.settled and older.at == shelf.NOW


@pytest.mark.parametrize(
    ("wanted", "narrow"), [(Wanted(), False), (Wanted(sort=Sort.TEXT), False), (Wanted("a"), True)]
)
def test_what_narrows_a_list(wanted: Wanted, narrow: bool) -> None:
    assert wanted.is_narrow is narrow
