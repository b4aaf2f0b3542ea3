"""The password asked again, before what is worst when somebody else sits at a browser that was left open.

A log-in counts as having asked. What is asked stands in docs/decisions/0054.
"""

from __future__ import annotations

from datetime import datetime

from contest.accounts import rules, service, signing_in, store
from contest.accounts.service import Member
from contest.web.database import reading, writing


def is_confirmed(token: str, now: datetime) -> bool:
    """Whether the password was typed in this session just now."""
    with reading() as db:
        return rules.is_confirmed(store.confirmed_at(db, service.digest(token)), now)


def confirm(member: Member, token: str, password: str, now: datetime) -> None:
    """Take the password; Invalid when it is wrong, or while the try before has to be waited for."""
    signing_in.prove(member, password, now)
    with writing() as db:
        signing_in.forget_tries(db, member)
        store.confirm_session(db, service.digest(token), now)
