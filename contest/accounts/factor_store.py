"""SQL of second factors, recovery codes and log-ins half done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from contest.accounts.models import LoginStep, RecoveryCode, SecondFactor, Staff
from contest.accounts.rules import HALF_WAY


def factor(db: Session, staff_id: str, *, held: bool = False) -> SecondFactor | None:
    """Somebody's second factor; ``held``: until the commit, as it is then."""
    wanted = select(SecondFactor).where(SecondFactor.staff_id == staff_id)
    wanted = wanted.execution_options(populate_existing=True)
    return db.exec(wanted.with_for_update() if held else wanted).first()


def having(db: Session) -> frozenset[str]:
    """Who has one."""
    return frozenset(db.exec(select(SecondFactor.staff_id)))


def put(db: Session, row: SecondFactor, hashes: Collection[str]) -> None:
    """A second factor and its recovery codes, in place of those before."""
    drop(db, row.staff_id)
    db.add(row)
    put_codes(db, row.staff_id, hashes)


def put_codes(db: Session, staff_id: str, hashes: Collection[str]) -> None:
    """Recovery codes in place of those before."""
    db.exec(delete(RecoveryCode).where(col(RecoveryCode.staff_id) == staff_id))
    db.add_all(RecoveryCode(staff_id=staff_id, code_hash=each) for each in hashes)
    db.flush()


def drop(db: Session, staff_id: str) -> bool:
    """Take a second factor away, its recovery codes too; False when there was none."""
    db.exec(delete(RecoveryCode).where(col(RecoveryCode.staff_id) == staff_id))
    return db.exec(delete(SecondFactor).where(col(SecondFactor.staff_id) == staff_id)).rowcount == 1


def take_step(db: Session, staff_id: str, step: int) -> bool:
    """Note that the code of this time step was used: of two who bring it, one gets True."""
    row = update(SecondFactor).where(col(SecondFactor.staff_id) == staff_id)
    return db.exec(row.where(col(SecondFactor.last_step) < step).values(last_step=step)).rowcount == 1


def take_code(db: Session, staff_id: str, hashes: Collection[str], now: datetime) -> bool:
    """Use a recovery code up: of two who bring it, one gets True."""
    row = update(RecoveryCode).where(col(RecoveryCode.staff_id) == staff_id)
    row = row.where(col(RecoveryCode.code_hash).in_(hashes), col(RecoveryCode.used_at).is_(None))
    return db.exec(row.values(used_at=now)).rowcount == 1


def codes_left(db: Session, staff_id: str) -> int:
    """How many recovery codes somebody has not used."""
    statement = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.staff_id == staff_id)
    return db.exec(statement.where(col(RecoveryCode.used_at).is_(None))).one()


# --- half way -------------------------------------------------------------------------------------


def add_step(db: Session, row: LoginStep) -> None:
    """A log-in half done, and those that nobody finished cleared away."""
    db.exec(delete(LoginStep).where(col(LoginStep.created_at) <= row.created_at - HALF_WAY))
    db.add(row)


def step(db: Session, token_hash: str, now: datetime) -> Staff | None:
    """Who is half way with this token and can still log in."""
    wanted = select(Staff).join(LoginStep, col(LoginStep.staff_id) == col(Staff.id))
    alive = (col(LoginStep.created_at) > now - HALF_WAY) & col(Staff.disabled_at).is_(None)
    return db.exec(wanted.where(LoginStep.token_hash == token_hash).where(alive)).first()


def drop_step(db: Session, token_hash: str) -> bool:
    """The log-in is whole, or given up: of two who finish it, one gets True."""
    return db.exec(delete(LoginStep).where(col(LoginStep.token_hash) == token_hash)).rowcount == 1


def drop_steps_of(db: Session, staff_id: str) -> None:
    """Nobody goes on with a password that was right before."""
    db.exec(delete(LoginStep).where(col(LoginStep.staff_id) == staff_id))
