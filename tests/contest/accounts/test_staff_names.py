"""Names of staff by id."""

from __future__ import annotations

from contest.accounts import service as accounts
from contest.accounts import staffing
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.web.database import Database, reading, writing
from tests.conftest import Clock


def test_names_by_id(database: Database, clock: Clock) -> None:
    with writing() as db:
        one = accounts.create_staff(db, SERVER, "mot", "Y Bích", Role.VIEWER, "-", clock.now)
        two = accounts.create_staff(db, SERVER, "hai", "A Thui", Role.ADMIN, "-", clock.now)
    with reading() as db:
        assert staffing.names(db, {one.id, two.id, SERVER}) == {one.id: "Y Bích", two.id: "A Thui"}
        assert staffing.names(db, ()) == {}
