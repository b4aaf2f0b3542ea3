"""Somebody with a second step, for tests: what their app would show, and their codes on paper."""

from __future__ import annotations

from contest import settings
from contest.accounts import factor_store, second_factor, service, totp
from contest.web.database import reading, writing
from tests.conftest import Clock

SEED = "ab" * 16


def turned_on(member: service.Member, clock: Clock) -> tuple[str, ...]:
    """Their recovery codes; a minute later every code of the app is a new one."""
    secret = totp.secret_of(settings.current().secret, member.id, SEED)
    with writing() as db:
        codes = second_factor.turn_on(db, member.id, SEED, totp.code_at(secret, clock.now), clock.now)
    clock.move(minutes=1)
    return codes


def shown_by_app(member: service.Member, clock: Clock) -> str:
    """The code that their phone shows now."""
    with reading() as db:
        row = factor_store.factor(db, member.id)
    assert row is not None
    return totp.code_at(totp.secret_of(settings.current().secret, member.id, row.seed), clock.now)


def wrong_code(member: service.Member, clock: Clock) -> str:
    """Six digits that are no code of theirs in any near step."""
    secret = totp.secret_of(settings.current().secret, member.id, SEED)
    return next(
        each
        for each in ("000000", "111111", "222222", "333333")
        if totp.matched(secret, each, clock.now) is None
    )
