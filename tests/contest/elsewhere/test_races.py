"""The same form sent twice at one moment, on both databases: one is written, both are told its id."""

from __future__ import annotations

from contest import entropy
from contest.elsewhere import service
from contest.elsewhere.forms import OutsideForm
from contest.web.database import Database, writing
from tests.contest.elsewhere.writing import FORM, audited, stored
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS
from tests.racing import PATIENCE, behind


def test_two_equal_forms_at_once_are_one(database: Database) -> None:
    key = entropy.new_id()
    cells = OutsideForm(**FORM | {"units": "", "key": key}).model_dump()

    def add() -> str:
        with writing() as db:
            return service.add(db, world.STAFF, key, cells, OPENS)

    with writing() as db:
        first = service.add(db, world.STAFF, key, cells, OPENS)
        second = behind(add)
    assert (first, second.result(PATIENCE)) == (key, key)
    assert [row.id for row in stored()] == [key] and len(audited(key)) == 1
