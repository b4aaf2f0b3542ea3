"""Servers on one PostgreSQL have one key, or do not start."""

from __future__ import annotations

import pytest

from contest.accounts import same_key, store
from contest.errors import CannotStart
from contest.web.database import Database, reading, writing
from tests.conftest import Clock

OLD, NEW, OTHER = (bytes([number]) * 32 for number in range(3))


def agree(*keys: bytes) -> None:
    with writing() as db:
        same_key.agree(db, keys)


def test_the_first_server_says_which_key_and_the_next_has_it(database: Database) -> None:
    agree(OLD)
    agree(OLD)


def test_another_key_does_not_start_but_on_sqlite_nobody_asks(database: Database) -> None:
    agree(OLD)
    if database.is_sqlite:
        agree(OTHER)
        with reading() as db:
            assert store.setting(db, same_key.MARK) is None
        return
    with pytest.raises(CannotStart, match=r"Chép tệp server\.key"):
        agree(OTHER)


def test_a_rotated_key_leads_and_the_old_file_is_refused(database: Database) -> None:
    agree(OLD)
    agree(NEW, OLD)
    if not database.is_sqlite:
        with pytest.raises(CannotStart):
            agree(OLD)


def test_a_key_without_the_old_ones_is_noted_by_whoever_made_it(database: Database) -> None:
    agree(OLD)
    with writing() as db:
        same_key.note(db, NEW)
    agree(NEW)


def test_no_key_is_stored(database: Database, clock: Clock) -> None:
    agree(OLD)
    with reading() as db:
        assert (store.setting(db, same_key.MARK) or "") not in (OLD.hex(), OLD.hex()[:12])
