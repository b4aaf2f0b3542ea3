"""Who works at the desk in these tests."""

from __future__ import annotations

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.web.database import writing
from tests.contest.rounds import world


def staff(role: Role = Role.ORGANISER, login: str = "nguoinhap") -> str:
    """Somebody who brings lists; their id."""
    hashed = accounts.hashed("con mèo trèo cây cau", login)
    with writing() as db:
        return accounts.create_staff(db, "test", login, "Người nhập", role, hashed, world.OPENS).id
