"""What administrators do with accounts, and everybody with their own.

``add`` and ``change_own`` open their own transactions, since hashing must never happen within one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts import passwords, rules, second_factor, service, signing_in, store
from contest.accounts.models import Staff
from contest.accounts.states import ContestRole, Role
from contest.audit import service as audit
from contest.errors import Conflict, Invalid, NotFound
from contest.web.database import reading, writing

NOBODY = "Không tìm thấy tài khoản này. Về danh sách người cùng làm."
LAST = (
    "Đây là quản trị viên duy nhất đang dùng được. Cho một người khác làm quản trị trước, "
    "nếu không sẽ không ai cài đặt được nữa."
)
CHANGED = "Có người vừa sửa tài khoản này. Xem bản mới ở dưới rồi làm lại."
OLD_WRONG = "Mật khẩu đang dùng chưa đúng."
SAME = "Mật khẩu mới giống mật khẩu đang dùng. Chọn một câu khác."


@dataclass(frozen=True)
class Account:
    """Somebody's account as administrators see it. ``version`` changes with anything shown of it."""

    id: str
    login: str
    name: str
    role: Role
    is_active: bool
    two_step: bool = False
    created_at: datetime | None = None
    seen_at: datetime | None = None
    password_at: datetime | None = None

    def is_unused(self, now: datetime) -> bool:
        """Whether it could be used, and was not for 45 days."""
        return (
            self.is_active
            and self.created_at is not None
            and rules.is_unused(self.seen_at, self.created_at, now)
        )

    @property
    def version(self) -> str:
        """A digest of what a form was filled from."""
        text = f"{self.name}\n{self.role}\n{self.is_active}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def _account(row: Staff, having: Collection[str] = ()) -> Account:
    return Account(
        row.id,
        row.login,
        row.name,
        Role(row.role),
        row.disabled_at is None,
        row.id in having,
        row.created_at,
        row.seen_at,
        row.password_at,
    )


# --- looking --------------------------------------------------------------------------------------


def everybody(db: Session) -> tuple[Account, ...]:
    """All accounts by name, those that are disabled last."""
    having = second_factor.having(db)
    return tuple(_account(row, having) for row in store.all_staff(db))


def account(db: Session, staff_id: str) -> Account:
    """One account; NotFound when there is none."""
    row = store.staff_by_id(db, staff_id)
    if row is None:
        raise NotFound(NOBODY)
    return _account(row, [staff_id] if second_factor.is_on(db, staff_id) else ())


def active_count(db: Session) -> int:
    """How many people can log in."""
    return store.active_count(db)


def names(db: Session, ids: Iterable[str]) -> dict[str, str]:
    """Id → name, also of those who may no longer log in; ``audit.SERVER`` and its like have none."""
    wanted = sorted(set(ids))
    return store.names_of(db, wanted) if wanted else {}


# --- changing -------------------------------------------------------------------------------------


def add(actor: str, login: str, name: str, role: Role, password: str, now: datetime) -> Account:
    """Add somebody. The very same form sent twice adds one person and says so twice."""
    password_hash = service.hashed(password, login)
    try:
        with writing() as db:
            return account(db, service.create_staff(db, actor, login, name, role, password_hash, now).id)
    except Invalid:
        there = _added_already(login, name, role, password)
        if there is None:
            raise
        return there


def _added_already(login: str, name: str, role: Role, password: str) -> Account | None:
    with reading() as db:
        row = store.staff_by_login(db, rules.normal_login(login))
    if row is None or row.disabled_at or (row.name, row.role) != (name, role.value):
        return None
    return _account(row) if passwords.is_right(password, row.password_hash) else None


def change(
    db: Session, actor: str, staff_id: str, name: str, role: Role, version: str, now: datetime
) -> Account:
    """Give somebody another name or role; Conflict when their account is not what the form showed."""
    found = _held(db, staff_id)
    if (found.name, found.role) == (name, role):
        return found
    if found.version != version:
        raise Conflict(CHANGED)
    if found.role is Role.ADMIN and role is not Role.ADMIN:
        _keep_an_administrator(db, found)
    store.set_staff(db, staff_id, {"name": name, "role": role.value})
    if role is not found.role:
        service.end_all(db, staff_id)  # what a page showed before is not what they may do now
    audit.record(db, actor, "accounts.change", staff_id, {"role": role.value}, now)
    return account(db, staff_id)


def disable(db: Session, actor: str, staff_id: str, now: datetime) -> Account:
    """Shut somebody out at once; what they did stays. Doing it twice is no change."""
    found = _held(db, staff_id)
    if not found.is_active:
        return found
    if found.role is Role.ADMIN:
        _keep_an_administrator(db, found)
    store.set_staff(db, staff_id, {"disabled_at": now})
    service.end_all(db, staff_id)
    audit.record(db, actor, "accounts.disable", staff_id, {}, now)
    return found


def enable(db: Session, actor: str, staff_id: str, now: datetime) -> Account:
    """Let somebody in again with the password they had."""
    found = _held(db, staff_id)
    if not found.is_active:
        store.set_staff(db, staff_id, {"disabled_at": None})
        audit.record(db, actor, "accounts.enable", staff_id, {}, now)
    return found


def _held(db: Session, staff_id: str) -> Account:
    """The account, and the administrators with it: of two who demote each other one must wait and look."""
    store.hold_administrators(db)
    return account(db, staff_id)


def _keep_an_administrator(db: Session, leaving: Account) -> None:
    if leaving.is_active and store.hold_administrators(db) == [leaving.id]:
        raise Conflict(LAST)


def owners(db: Session, campaign_id: str, *, held: bool = False) -> list[str]:
    """Who owns a contest and can log in; ``held``: nobody takes the part away from them until the commit."""
    return store.holders(db, campaign_id, ContestRole.OWNER, held=held)


# --- one's own ------------------------------------------------------------------------------------


def change_own(member: service.Member, old: str, new: str, now: datetime, device: str = "") -> str:
    """Give oneself another password; every session ends, and the token of a new one comes back."""
    signing_in.prove(member, old, now, field="old", wrong=OLD_WRONG)
    if rules.normal_password(old) == rules.normal_password(new):
        raise Invalid(fields={"new": SAME})
    if problem := service.password_problem(new, member.login):
        raise Invalid(fields={"new": problem})
    with passwords.place():
        password_hash = passwords.hash_password(new)
    with writing() as db:
        service.set_password(db, member.id, member.id, password_hash, now)
        signing_in.forget_tries(db, member)
        return service.open_session(db, member.id, now, device)
