"""From accounts to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session

from contest.accounts import rules, staffing
from contest.accounts.first_passwords import first_password
from contest.accounts.guards import ROLES, view
from contest.accounts.service import Member
from contest.accounts.staff_pages import MemberPage, RoleChoice, StaffNewPage, StaffPage, StaffRow, Told
from contest.accounts.staffing import Account
from contest.accounts.states import Role

A_PAGE = 50
CHOICES = tuple(
    RoleChoice(role.value, ROLES[role], may)
    for role, may in (
        (Role.VIEWER, "Chỉ làm phần việc được giao trong từng cuộc thi: soạn đề, duyệt, coi thi."),
        (Role.ORGANISER, "Lập cuộc thi, ngân hàng câu hỏi, đơn vị; điều hành cuộc thi mình lập."),
        (Role.ADMIN, "Làm được mọi việc, cả cài đặt và tài khoản của người khác."),
    )
)


def row(account: Account, member: Member, now: datetime | None = None) -> StaffRow:
    """Somebody in the list."""
    role = ROLES[account.role]
    return StaffRow(
        account.id,
        account.name,
        account.login,
        role,
        account.is_active,
        account.id == member.id,
        account.two_step,
        account.seen_at,
        now is not None and account.is_unused(now),
    )


def matching(everybody: Iterable[Account], q: str) -> list[Account]:
    """Those with these letters in their name (without diacritics) or in their log-in name."""
    wanted = rules.plain(q)
    return [each for each in everybody if wanted in rules.plain(each.name) or wanted in each.login]


def staff_page(db: Session, member: Member, q: str, number: int, step: int, now: datetime) -> StaffPage:
    """A page of the list, by a part of a name (without diacritics) or of a log-in name."""
    everybody = staffing.everybody(db)
    found = matching(everybody, q)
    pages = max(1, -(-len(found) // A_PAGE))
    at = min(number, pages)
    shown = found[(at - 1) * A_PAGE : at * A_PAGE]
    rows = tuple(row(each, member, now) for each in shown)
    unused = sum(each.is_unused(now) for each in everybody)
    return StaffPage(view(member), rows, len(found), len(everybody), q, at, pages, step, unused)


def new_page(
    member: Member,
    step: int,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> StaffNewPage:
    """The form for somebody new; an administrator sees the password, since they will tell it."""
    values = {"name": "", "login": "", "role": Role.VIEWER.value, "password": ""} | dict(typed or {})
    values["password"] = values["password"] or first_password()
    return StaffNewPage(view(member), CHOICES, values, errors or {}, told, step)


def member_page(
    member: Member,
    account: Account,
    typed: Mapping[str, str] | None = None,
    *,
    errors: Mapping[str, str] | None = None,
    problem: str = "",
    confirm: bool = False,
    saved: bool = False,
    reset: bool = False,
    told: Told | None = None,
) -> MemberPage:
    """One account, as it is or as it was typed."""
    stored = {"name": account.name, "role": account.role.value}
    given = typed or {}
    return MemberPage(
        staff=view(member),
        row=row(account, member),
        roles=CHOICES,
        values={name: given.get(name, value) for name, value in stored.items()},
        # After a slip the form still does not know what somebody else stored meanwhile.
        version=(given.get("version") if errors else None) or account.version,
        suggested=given.get("password") or first_password(),
        errors=errors or {},
        problem=problem,
        confirm=confirm and account.is_active,
        is_saved=saved,
        told=told,
        two_step=account.two_step,
        password_at=account.password_at,
        is_reset=reset and not account.two_step,
    )
