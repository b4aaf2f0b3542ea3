"""SQL of staff, their sessions, failures and the installation's small facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from contest.accounts.models import (
    LoginFailure,
    SecondFactor,
    Setting,
    Staff,
    StaffElsewhere,
    StaffRole,
    StaffSession,
)
from contest.accounts.rules import ABSOLUTE, FORGOTTEN, IDLE
from contest.accounts.states import Role


def _insert(db: Session, table: type[SQLModel]):
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


# --- staff ----------------------------------------------------------------------------------------


def has_staff(db: Session) -> bool:
    """Whether there is anybody at all."""
    return db.exec(select(Staff.id).limit(1)).first() is not None


def staff_by_login(db: Session, login: str) -> Staff | None:
    """Somebody by a normal log-in name."""
    return db.exec(select(Staff).where(Staff.login == login)).first()


def staff_by_id(db: Session, staff_id: str) -> Staff | None:
    """Somebody by id, as the database has them now."""
    statement = select(Staff).where(Staff.id == staff_id).execution_options(populate_existing=True)
    return db.exec(statement).first()


def all_staff(db: Session) -> list[Staff]:
    """Everybody by name, those who can't log in last."""
    order = (col(Staff.disabled_at).isnot(None), col(Staff.name), col(Staff.id))
    return list(db.exec(select(Staff).order_by(*order)))


def active_count(db: Session) -> int:
    """How many can log in."""
    return db.exec(select(func.count()).select_from(Staff).where(col(Staff.disabled_at).is_(None))).one()


def names_of(db: Session, ids: list[str]) -> dict[str, str]:
    """Id → name, also of those who did something on the server that a contest was brought from."""
    found = dict(db.exec(select(Staff.id, Staff.name).where(col(Staff.id).in_(ids))).all())
    if left := [one for one in ids if one not in found]:
        elsewhere = select(StaffElsewhere.id, StaffElsewhere.name).where(col(StaffElsewhere.id).in_(left))
        found |= dict(db.exec(elsewhere).all())
    return found


def hold_staff(db: Session, staff_id: str) -> None:
    """Nobody else changes this account until the commit."""
    db.exec(select(Staff.id).where(Staff.id == staff_id).with_for_update()).first()


def set_staff(db: Session, staff_id: str, values: dict[str, Any]) -> None:
    """Change columns of an account."""
    db.exec(update(Staff).where(col(Staff.id) == staff_id).values(**values))


def hold_administrators(db: Session) -> list[str]:
    """The administrators who can log in; on PostgreSQL they stay so until the commit."""
    active = (col(Staff.role) == Role.ADMIN.value) & col(Staff.disabled_at).is_(None)
    return list(db.exec(select(Staff.id).where(active).order_by(col(Staff.id)).with_for_update()))


def add_staff(db: Session, row: Staff) -> bool:
    """Add somebody; False when the log-in name is taken."""
    values = row.model_dump()
    done = db.exec(_insert(db, Staff).values(**values).on_conflict_do_nothing().returning(col(Staff.id)))
    return done.first() is not None


def set_hash(db: Session, staff_id: str, password_hash: str) -> bool:
    """Store a new password hash; False when nobody has this id."""
    change = update(Staff).where(col(Staff.id) == staff_id).values(password_hash=password_hash)
    return db.exec(change).rowcount == 1


# --- roles in contests ----------------------------------------------------------------------------


def roles_of(db: Session, staff_id: str) -> list[StaffRole]:
    """The parts that somebody has, contest by contest."""
    order = (col(StaffRole.campaign_id), col(StaffRole.role))
    return list(db.exec(select(StaffRole).where(StaffRole.staff_id == staff_id).order_by(*order)))


def roles_in(db: Session, campaign_id: str) -> list[tuple[Staff, str]]:
    """Who has a part in a contest, by name."""
    statement = (
        select(Staff, StaffRole.role)
        .join(StaffRole, col(StaffRole.staff_id) == col(Staff.id))
        .where(StaffRole.campaign_id == campaign_id)
        .order_by(col(Staff.name), col(Staff.id), col(StaffRole.role))
    )
    return [(staff, role) for staff, role in db.exec(statement)]


def all_roles(db: Session) -> list[StaffRole]:
    """Every part that somebody has in a contest."""
    return list(db.exec(select(StaffRole)))


def add_role(db: Session, row: StaffRole) -> bool:
    """Give a part; False when they have it."""
    done = _insert(db, StaffRole).values(**row.model_dump()).on_conflict_do_nothing()
    return db.exec(done.returning(col(StaffRole.staff_id))).first() is not None


def drop_role(db: Session, staff_id: str, campaign_id: str, role: str) -> bool:
    """Take a part away; False when they had none."""
    gone = delete(StaffRole).where(
        col(StaffRole.staff_id) == staff_id,
        col(StaffRole.campaign_id) == campaign_id,
        col(StaffRole.role) == role,
    )
    return db.exec(gone).rowcount == 1


def holders(db: Session, campaign_id: str, role: str, *, held: bool) -> list[str]:
    """Who has this part and can log in; ``held``: on PostgreSQL the parts stay until the commit."""
    statement = (
        select(StaffRole.staff_id)
        .join(Staff, col(Staff.id) == col(StaffRole.staff_id))
        .where(StaffRole.campaign_id == campaign_id, StaffRole.role == role)
        .where(col(Staff.disabled_at).is_(None))
        .order_by(col(StaffRole.staff_id))
    )
    return list(db.exec(statement.with_for_update(of=StaffRole) if held else statement))


# --- sessions -------------------------------------------------------------------------------------


def add_session(db: Session, row: StaffSession) -> None:
    """Add a session, and clear away those that ended."""
    ended = or_(
        col(StaffSession.seen_at) <= row.created_at - IDLE,
        col(StaffSession.created_at) <= row.created_at - ABSOLUTE,
    )
    db.exec(delete(StaffSession).where(ended))
    db.add(row)


def session_of(db: Session, token_hash: str) -> tuple[StaffSession, Staff, str | None] | None:
    """A session, whose it is, and the same id once more if they have a second factor."""
    statement = (
        select(StaffSession, Staff, col(SecondFactor.staff_id))
        .join(Staff, col(Staff.id) == col(StaffSession.staff_id))
        .outerjoin(SecondFactor, col(SecondFactor.staff_id) == col(Staff.id))
        .where(StaffSession.token_hash == token_hash)
    )
    return db.exec(statement).first()


def sessions_of(db: Session, staff_id: str) -> list[StaffSession]:
    """Somebody's sessions, the last used first."""
    order = (col(StaffSession.seen_at).desc(), col(StaffSession.token_hash))
    return list(db.exec(select(StaffSession).where(StaffSession.staff_id == staff_id).order_by(*order)))


def touch_session(db: Session, staff_id: str, token_hash: str, now: datetime) -> None:
    """Note that a session was used, and so its account: first, as everybody does who changes both."""
    see(db, staff_id, now)
    db.exec(update(StaffSession).where(col(StaffSession.token_hash) == token_hash).values(seen_at=now))


def see(db: Session, staff_id: str, now: datetime) -> None:
    """Note that somebody is here."""
    db.exec(update(Staff).where(col(Staff.id) == staff_id).values(seen_at=now))


def confirmed_at(db: Session, token_hash: str) -> datetime | None:
    """When the password was last typed in a session."""
    return db.exec(select(StaffSession.confirmed_at).where(StaffSession.token_hash == token_hash)).first()


def confirm_session(db: Session, token_hash: str, now: datetime) -> None:
    """It was typed now."""
    row = update(StaffSession).where(col(StaffSession.token_hash) == token_hash)
    db.exec(row.values(confirmed_at=now))


def drop_session(db: Session, token_hash: str) -> str | None:
    """End a session; returns whose it was."""
    ended = delete(StaffSession).where(col(StaffSession.token_hash) == token_hash)
    row = db.exec(ended.returning(col(StaffSession.staff_id))).first()
    return row[0] if row else None


def drop_sessions_of(db: Session, staff_id: str, keep: str = "") -> int:
    """End all sessions of somebody but the one with this token hash; how many there were."""
    others = (col(StaffSession.staff_id) == staff_id) & (col(StaffSession.token_hash) != keep)
    return db.exec(delete(StaffSession).where(others)).rowcount


# --- failures -------------------------------------------------------------------------------------


def failure(db: Session, key: str) -> LoginFailure | None:
    """The failures of a log-in name, locked."""
    return db.exec(select(LoginFailure).where(LoginFailure.login == key).with_for_update()).first()


def count_failure(db: Session, key: str, count: int, now: datetime) -> None:
    """Store a new count, and clear away what is forgotten anyway."""
    db.exec(delete(LoginFailure).where(col(LoginFailure.last_at) <= now - FORGOTTEN))
    row = _insert(db, LoginFailure).values(login=key, count=count, last_at=now)
    grown = func.greatest if db.get_bind().dialect.name == "postgresql" else func.max
    more = grown(LoginFailure.count + 1, count)
    db.exec(row.on_conflict_do_update(index_elements=["login"], set_={"count": more, "last_at": now}))


def drop_failure(db: Session, key: str) -> None:
    """Forget the failures of a log-in name."""
    db.exec(delete(LoginFailure).where(col(LoginFailure.login) == key))


# --- settings -------------------------------------------------------------------------------------


def setting(db: Session, name: str) -> str | None:
    """A small fact."""
    return db.exec(select(Setting.value).where(Setting.name == name)).first()


def put_setting(db: Session, name: str, value: str) -> None:
    """Store a small fact over the old one."""
    row = _insert(db, Setting).values(name=name, value=value)
    db.exec(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def take_setting(db: Session, name: str, value: str) -> bool:
    """Remove a fact if it still has this value: of two who try at once, one gets True."""
    gone = delete(Setting).where(col(Setting.name) == name, col(Setting.value) == value)
    return db.exec(gone).rowcount == 1
