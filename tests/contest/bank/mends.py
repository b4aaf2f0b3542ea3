"""Mending a row through the use cases, as the page does."""

from __future__ import annotations

from contest.accounts.service import Member
from contest.bank import mending, store
from contest.bank.import_rules import Deed, Typed
from contest.bank.states import RowState
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.bank.files import STAFF, TODAY


def version(batch: str, number: int) -> int:
    """The version of a row."""
    with reading() as db:
        row = store.row(db, batch, number)
    assert row is not None
    return row.version


def mend(
    batch: str,
    number: int,
    clock: Clock,
    deed: Deed = Deed.SAVE,
    typed: Typed | None = None,
    seen: int = 0,
    staff: Member = STAFF,
    **parts: str,
) -> RowState:
    """Do something to a row; what it became. `seen` is the version looked at, the newest by default."""
    looked_at = seen or version(batch, number)
    with reading() as db:
        new = mending.consider(db, batch, number, looked_at, deed, typed or Typed(parts), TODAY)
    with writing() as db:
        return mending.keep(db, staff, new, clock.now)
