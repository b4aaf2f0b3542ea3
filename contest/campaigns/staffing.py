"""Who has which part in one contest: given and taken by whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts import service as accounts
from contest.accounts import staffing
from contest.accounts.service import Member
from contest.accounts.states import ContestRole, Role
from contest.errors import Conflict, Invalid

NOBODY = "Chọn một người trong danh sách."
GONE = "Tài khoản này đã bị khóa. Chọn người khác."
NEEDLESS = "Quản trị viên làm được mọi việc trong mọi cuộc thi, không cần giao thêm."
LAST = "Đây là chủ cuộc thi duy nhất. Giao phần Chủ cuộc thi cho một người khác trước, rồi mới bỏ."


@dataclass(frozen=True)
class Part:
    """Somebody's part. ``is_last``: the only owner, whom only an administrator takes away."""

    staff_id: str
    name: str
    login: str
    role: ContestRole
    is_last: bool


def parts(db: Session, campaign_id: str) -> tuple[Part, ...]:
    """Everybody's parts, the owners first."""
    order = list(ContestRole)
    owners = staffing.owners(db, campaign_id)
    found = sorted(accounts.parts_in(db, campaign_id), key=lambda pair: order.index(pair[1]))
    return tuple(
        Part(
            member.id,
            member.name,
            member.login,
            role,
            role is ContestRole.OWNER and owners == [member.id],
        )
        for member, role in found
    )


def candidates(db: Session) -> tuple[staffing.Account, ...]:
    """Whom a part can be given: everybody who logs in, but administrators, who may everything anyway."""
    return tuple(each for each in staffing.everybody(db) if each.is_active and each.role is not Role.ADMIN)


def give(
    db: Session, actor: Member, staff_id: str, campaign_id: str, role: ContestRole, now: datetime
) -> None:
    """Give somebody a part; giving it again changes nothing."""
    problem = _problem(db, staff_id)
    if problem:
        raise Invalid(fields={"member": problem})
    accounts.grant(db, actor.id, staff_id, campaign_id, role, now)


def _problem(db: Session, staff_id: str) -> str:
    found = next((each for each in staffing.everybody(db) if each.id == staff_id), None)
    if found is None:
        return NOBODY
    if not found.is_active:
        return GONE
    return NEEDLESS if found.role is Role.ADMIN else ""


def take(
    db: Session, actor: Member, staff_id: str, campaign_id: str, role: ContestRole, now: datetime
) -> None:
    """Take a part away; taking it again changes nothing. The last owner stays, but for an administrator."""
    # Asked for first, so that of two owners who drop each other the second waits and sees.
    owners = staffing.owners(db, campaign_id, held=True)
    if role is ContestRole.OWNER and owners == [staff_id] and not actor.admin:
        raise Conflict(LAST)
    accounts.revoke(db, actor.id, staff_id, campaign_id, role, now)
