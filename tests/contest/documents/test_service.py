"""Two at one moment, on both databases: one document is added, no circle is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from contest.documents import service
from contest.errors import Invalid, NotFound
from contest.web.database import Database, reading, writing
from questions.documents import keeping
from questions.documents.judging import Typed
from tests.contest.accounts.staffing import at_once
from tests.contest.bank import shelf
from tests.contest.documents import register
from tests.contest.documents.register import DECREE, NEW
from tests.contest.rounds.world import OPENS


def race(deed: Callable[[int], object], count: int = 3) -> list[str]:
    """So many at one moment; what each was told. No database error may come of it."""
    numbers, broken = iter(range(count)), []

    def one() -> object:
        try:
            return deed(next(numbers))
        except DBAPIError as error:
            broken.append(error)
            raise

    said = at_once(count, one)
    assert broken == []
    return said


def test_each_deed_is_noted_once(database: Database) -> None:
    document = register.add()
    register.change(document, replace(DECREE, title="Khác"))
    register.change(document, replace(DECREE, title="Khác"))
    assert shelf.audited() == 2
    with writing() as db, pytest.raises(NotFound):
        service.change(db, "an", "0" * 13, DECREE, OPENS)
    with reading() as db, pytest.raises(NotFound):
        service.document(db, "0" * 13)
    with writing() as db, pytest.raises(Invalid):
        service.add(db, "an", DECREE, OPENS)


def test_no_circle_is_made_by_two_at_one_moment(database: Database) -> None:
    one, two = register.add(Typed("1/2026/NĐ-CP")), register.add(Typed("2/2026/NĐ-CP"))
    asked = ((one, "1/2026/NĐ-CP", two), (two, "2/2026/NĐ-CP", one))

    def change(number: int) -> bool:
        document, name, follower = asked[number]
        with writing() as db:
            return service.change(db, "an", document, Typed(name, replaced_by=follower), OPENS)

    said = race(change, 2)
    assert said.count("True") == 1
    with reading() as db:
        assert sum(bool(each.replaced_by) for each in keeping.every(db)) == 1


def test_the_register_is_taken_in_once(database: Database) -> None:
    register.add(NEW)

    def take_in(_: int) -> int:
        with writing() as db:
            return service.take_in(db, "an", OPENS)

    said = [int(each) for each in race(take_in)]
    assert sorted(said)[:2] == [0, 0] and max(said) > 50
    with reading() as db:
        kept = [(each.number, each.dated) for each in keeping.every(db)]
    assert len(kept) == len(set(kept))
