"""Logging in: the password, the delay after wrong ones, the second step.

These open their own transactions, since hashing must never happen within one. A try is counted as a failure
before it is looked at, so that many at once can't all pass the delay; a right one takes the count away.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.accounts import factor_store, passwords, rules, second_factor, service, store
from contest.accounts.models import LoginStep, Staff
from contest.audit import service as audit
from contest.errors import Invalid, Unauthenticated
from contest.web.database import reading, writing

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."
WAIT = "Đăng nhập sai nhiều lần. Chờ {seconds} giây rồi thử lại."
WRONG_CODE = (
    "Mã chưa đúng hoặc đã dùng rồi. Gõ mã 6 số đang hiện trong ứng dụng, hoặc một mã dự phòng chưa dùng."
)
WRONG_AGAIN = "Mật khẩu chưa đúng."
BEGIN_AGAIN = "Đã quá 10 phút từ lúc nhập mật khẩu. Đăng nhập lại từ đầu."


@dataclass(frozen=True)
class Passed:
    """A right password. ``token``: of the session, or of the step that is still to come."""

    token: str
    is_half: bool = False


# --- delays ---------------------------------------------------------------------------------------


def key_of(kind: str, name: str, known: str = "") -> str:
    """What failures are counted under, as a digest: people type passwords into the wrong field. ``known``:
    the browser that this name was logged in on before; strangers' failures are not its own."""
    return hashlib.sha256("\0".join((kind, name, known)).encode()).hexdigest()[:60]


def count_try(key: str, now: datetime, longest: int = rules.LONGEST_WAIT) -> None:
    """Count a try before it is looked at; Invalid while the one before has to be waited for."""
    with writing() as db:
        row = store.failure(db, key)
        if row and (seconds := rules.wait_seconds(row.count, row.last_at, now, longest)):
            raise Invalid(WAIT.format(seconds=seconds))
        before = rules.counted(row.count, row.last_at, now) if row else 0
        store.count_failure(db, key, before + 1, now)


# --- the password ---------------------------------------------------------------------------------


def authenticate(login: str, password: str, now: datetime, known: str = "", device: str = "") -> Passed:
    """A right password's session, or the way to the second step; Invalid with one text for every reason.

    In a flood of tries most are turned away with Busy before they are counted.
    """
    with passwords.place():
        return _authenticate(rules.normal_login(login), password, now, known, device)


def _authenticate(name: str, password: str, now: datetime, known: str, device: str) -> Passed:
    key = key_of("password", name, known)
    count_try(key, now)
    with reading() as db:
        found = store.staff_by_login(db, name)
    usable = found is not None and found.disabled_at is None
    stored = found.password_hash if usable and found else passwords.NOBODY
    if not passwords.is_right(password, stored) or found is None or not usable:
        raise Invalid(WRONG)
    fresh = passwords.hash_password(password) if passwords.is_outdated(stored) else None
    with writing() as db:
        store.drop_failure(db, key)
        if fresh is not None:
            store.set_hash(db, found.id, fresh)
        return _go_on(db, found.id, now, device)


def _go_on(db: Session, staff_id: str, now: datetime, device: str) -> Passed:
    if second_factor.is_on(db, staff_id):
        token = entropy.random_bytes(32).hex()
        step = LoginStep(token_hash=service.digest(token), staff_id=staff_id, created_at=now)
        factor_store.add_step(db, step)
        return Passed(token, is_half=True)
    token = service.open_session(db, staff_id, now, device)
    audit.record(db, staff_id, "accounts.login", staff_id, {}, now)
    return Passed(token)


# --- the second step ------------------------------------------------------------------------------


def half_way(db: Session, token: str, now: datetime) -> str | None:
    """The log-in name of who is half way with this token."""
    found = _half_way(db, token, now)
    return found.login if found else None


def _half_way(db: Session, token: str, now: datetime) -> Staff | None:
    return factor_store.step(db, service.digest(token), now) if token else None


def finish(token: str, code: str, now: datetime, known: str = "", device: str = "") -> str:
    """The token of the session that a right code opens. A code counts once, and so does the step."""
    with reading() as db:
        found = _half_way(db, token, now)
    if found is None:
        raise Unauthenticated(BEGIN_AGAIN)
    staff_id = found.id
    key = key_of("code", staff_id, known)
    count_try(key, now, rules.LONGEST_WAIT_FOR_CODE)
    with writing() as db:
        by = second_factor.takes(db, staff_id, code, now)
        if not by:
            raise Invalid(fields={"code": WRONG_CODE})
        if not factor_store.drop_step(db, service.digest(token)):
            raise Unauthenticated(BEGIN_AGAIN)
        store.drop_failure(db, key)
        opened = service.open_session(db, staff_id, now, device)
        audit.record(db, staff_id, "accounts.login", staff_id, {"second": by}, now)
        return opened


# --- asked again ----------------------------------------------------------------------------------


def prove(
    member: service.Member, password: str, now: datetime, *, field: str = "password", wrong: str = WRONG_AGAIN
) -> None:
    """Invalid unless this is the password of who is logged in, counted apart from log-ins: a forgotten open
    browser is no place to guess, and strangers who guess outside slow nobody here."""
    with passwords.place():
        count_try(key_of("again", member.id), now)
        with reading() as db:
            row = store.staff_by_login(db, member.login)
        if row is None or not passwords.is_right(password, row.password_hash):
            raise Invalid(fields={field: wrong})


def prove_code(db: Session, member: service.Member, code: str, now: datetime) -> None:
    """Invalid unless this is a code of theirs; it is used up."""
    if not second_factor.takes(db, member.id, code, now):
        raise Invalid(fields={"code": WRONG_CODE})


def forget_tries(db: Session, member: service.Member) -> None:
    """All was right: the tries before count no more."""
    store.drop_failure(db, key_of("again", member.id))
