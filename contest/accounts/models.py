"""Tables of staff and their sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


class Staff(SQLModel, table=True):
    """Somebody of the Ban Tổ chức who logs in."""

    __tablename__ = "staff"
    __table_args__ = (CheckConstraint("role IN ('admin','organiser','viewer')", name="role"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    login: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=120)
    role: str = Field(max_length=10)
    password_hash: str = Field(max_length=200)
    disabled_at: datetime | None = Field(default=None, sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)
    #: When they were last here, to the minute; and since when they have this password. None: not known,
    #: from before it was written down, or never.
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    password_at: datetime | None = Field(default=None, sa_type=Instant)


class StaffElsewhere(SQLModel, table=True):
    """Somebody of another server who did things in a contest that was brought here: a name, and nobody who
    can log in."""

    __tablename__ = "staff_elsewhere"

    id: str = Field(primary_key=True, max_length=13)
    name: str = Field(max_length=120)


class StaffSession(SQLModel, table=True):
    """A log-in. Only the token's hash is stored; deleting the row revokes it."""

    __tablename__ = "staff_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    staff_id: str = Field(foreign_key="staff.id", index=True)
    created_at: datetime = Field(sa_type=Instant)
    seen_at: datetime = Field(sa_type=Instant)
    #: In plain words, for the one whose session it is: which of them is the forgotten one.
    device: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    #: When whoever sits here last typed the password; what is worst in strangers' hands asks for it.
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)


class LoginStep(SQLModel, table=True):
    """A right password that still waits for its second step. It is no session, so it opens nothing."""

    __tablename__ = "login_step"

    token_hash: str = Field(primary_key=True, max_length=64)
    staff_id: str = Field(foreign_key="staff.id", index=True, max_length=13)
    created_at: datetime = Field(sa_type=Instant)


class SecondFactor(SQLModel, table=True):
    """The second step of somebody's log-in. The secret itself is stored nowhere: it follows from ``seed`` and
    from the server's key with this mark, so that the database alone tells no code."""

    __tablename__ = "second_factor"

    staff_id: str = Field(foreign_key="staff.id", primary_key=True, max_length=13)
    seed: str = Field(max_length=32)
    key_mark: str = Field(max_length=12)
    #: The time step of the last code that was taken: none is taken twice.
    last_step: int = Field(sa_type=BigInteger)
    created_at: datetime = Field(sa_type=Instant)


class RecoveryCode(SQLModel, table=True):
    """A code on paper for the day when the phone is lost, good for once."""

    __tablename__ = "recovery_code"

    staff_id: str = Field(foreign_key="staff.id", primary_key=True, max_length=13)
    code_hash: str = Field(primary_key=True, max_length=64)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class StaffRole(SQLModel, table=True):
    """A part that somebody has in one contest."""

    __tablename__ = "staff_role"
    __table_args__ = (
        CheckConstraint("role IN ('owner','author','approver','proctor','viewer')", name="role"),
    )

    staff_id: str = Field(foreign_key="staff.id", primary_key=True, max_length=13)
    campaign_id: str = Field(foreign_key="campaign.id", primary_key=True, max_length=13, index=True)
    role: str = Field(primary_key=True, max_length=10)
    created_at: datetime = Field(sa_type=Instant)


class LoginFailure(SQLModel, table=True):
    """Wrong passwords of a log-in name, which slow the next try (never lock it)."""

    __tablename__ = "login_failure"

    login: str = Field(primary_key=True, max_length=60)
    count: int = Field(default=0)
    last_at: datetime = Field(sa_type=Instant)


class Setting(SQLModel, table=True):
    """Small facts of this installation, such as the hash of the set-up code."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True, max_length=60)
    value: str = Field(max_length=2000)
