"""From one's own account to what its pages show."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from sqlmodel import Session

from contest.accounts import devices, guards, second_factor, service, sessions, staffing
from contest.accounts.guards import Now, view
from contest.accounts.service import Member
from contest.accounts.staff_pages import MePage, SessionRow, TwoStepPage


def me_page(
    request: Request, db: Session, member: Member, now: Now, errors: Mapping[str, str], done: str
) -> MePage:
    """The account with the places where it is logged in."""
    found = sessions.open_of(db, member, guards.token_of(request), now)
    rows = tuple(
        SessionRow(each.id, each.device or devices.UNKNOWN, each.began_at, each.seen_at, each.is_this)
        for each in found
    )
    is_on = second_factor.is_on(db, member.id)
    left = second_factor.codes_left(db, member.id) if is_on else 0
    since = staffing.account(db, member.id).password_at
    return MePage(view(member), member.login, rows, is_on, left, errors, done, since)


def two_step_page(
    request: Request,
    db: Session,
    member: Member,
    *,
    seed: str = "",
    codes: tuple[str, ...] = (),
    errors: Mapping[str, str] | None = None,
    problem: str = "",
    open: str = "",
) -> TwoStepPage:
    """The second step as it is. ``seed``: what was scanned already; ``codes``: told this once."""
    is_on = second_factor.is_on(db, member.id)
    must = service.sign_in(db).asks_two_steps(member.role)
    shown = None if must and not is_on else view(member)
    if is_on:
        left = second_factor.codes_left(db, member.id)
        return TwoStepPage(
            shown,
            member.login,
            must,
            is_on,
            left,
            codes=codes,
            errors=errors or {},
            problem=problem,
            open=open,
        )
    made = second_factor.offer(member.id, member.login, request.url.hostname or "", seed)
    return TwoStepPage(
        shown,
        member.login,
        must,
        is_on,
        seed=made.seed,
        typed=made.typed,
        picture=made.picture,
        errors=errors or {},
        problem=problem,
    )
