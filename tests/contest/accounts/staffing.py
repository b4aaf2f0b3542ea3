"""Making staff and asking in crowds, for the tests of accounts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import select

from contest import clock
from contest.accounts import service
from contest.accounts.models import StaffSession
from contest.accounts.states import Role
from contest.audit import service as audit
from contest.errors import UserError
from contest.web.database import reading, writing

PASSWORD = "con mèo trèo cây cau"


pytestmark = pytest.mark.usefixtures("cheap_hashes")


def add(now: datetime, login: str = "nhung", role: Role = Role.ORGANISER) -> service.Member:
    with writing() as db:
        return service.create_staff(
            db, audit.SERVER, login, "Hồ Thị Nhung", role, service.hashed(PASSWORD, login), now
        )


def rows(table: type) -> list:
    with reading() as db:
        return list(db.exec(select(table)))


def typed_again() -> None:
    """Whoever is logged in has typed their password just now: nothing asks for it."""
    with writing() as db:
        for row in db.exec(select(StaffSession)):
            row.confirmed_at = clock.now()
            db.add(row)


def audited() -> int:
    """How many rows the audit chain has; it is whole."""
    with reading() as db:
        verdict = audit.verify(db)
    assert verdict.whole
    return verdict.rows


def at_once(count: int, deed: Callable[[], object]) -> list[str]:
    said: list[str] = []

    def run() -> None:
        try:
            said.append(str(deed()))
        except UserError as error:
            said.append(error.message)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said
