"""Whom an entry belongs to, on both databases: said once, counted, moved by staff alone."""

from __future__ import annotations

import pytest

from contest.errors import Conflict, NotFound
from contest.people import audiences, same
from contest.people.audiences import OTHER, Placed
from contest.web.database import Database, reading, writing
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups, audience_of


@pytest.fixture
def made(database: Database) -> Groups:
    return groups.make()


def choose(entry: str, audience: str | None) -> None:
    with writing() as db:
        audiences.choose(db, entry, audience)


def test_said_once(made: Groups) -> None:
    entry = made.join("Y Thu", None, 2013)
    assert audience_of(entry) is None
    choose(entry, None)
    assert audience_of(entry) is None
    for _ in range(2):
        choose(entry, PUPILS.id)
    assert audience_of(entry) == PUPILS.id
    with pytest.raises(Conflict, match=OTHER):
        choose(entry, SERVANTS.id)
    assert audience_of(entry) == PUPILS.id


def test_staff_move(made: Groups) -> None:
    entry = made.join("Y Thu", PUPILS, 2013)
    with writing() as db:
        assert audiences.held(db, entry) == Placed(PUPILS.id, 2013)
        audiences.move(db, entry, SERVANTS.id)
    assert audience_of(entry) == SERVANTS.id


def test_nobody_is_nowhere(made: Groups) -> None:
    with reading() as db:
        assert audiences.of(db, []) == {}
        assert audiences.of_one(db, None) is None
        assert audiences.of_one(db, "0" * 13) is None
    with pytest.raises(NotFound), writing() as db:
        audiences.held(db, "0" * 13)


def test_counted_as_people(made: Groups) -> None:
    """Who registered twice and was found is one; both registrations keep their audience in use."""
    first, second = made.join("Y Thu", PUPILS, 2013), made.join("Y Bích", SERVANTS)
    made.join("A Thui", None)
    with reading() as db:
        assert audiences.counts(db, made.campaign) == {PUPILS.id: 1, SERVANTS.id: 1, None: 1}
    with writing() as db:
        same.merge(db, [second], first, "d" * 13)
    with reading() as db:
        assert audiences.counts(db, made.campaign) == {PUPILS.id: 1, None: 1}
        assert audiences.used(db, made.campaign) == {PUPILS.id, SERVANTS.id}
        assert audiences.used(db, "0" * 13) == set()
