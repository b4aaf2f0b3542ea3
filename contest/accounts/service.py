"""Staff: who they are, their sessions, the first administrator. How they log in: ``signing_in``.

``set_up`` and ``who_is`` open their own transactions, since hashing must never happen within one; all
else works in the caller's.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.accounts import factor_store, passwords, rules, store
from contest.accounts.common_passwords import is_known
from contest.accounts.models import Staff, StaffRole, StaffSession
from contest.accounts.rules import SignIn
from contest.accounts.states import ContestRole, Idle, Permission, Role
from contest.audit import service as audit
from contest.errors import Busy, Conflict, Invalid, NotFound
from contest.web.database import reading, writing
from contest.web.pages import brand

SETUP_CODE = "setup_code"
SIGN_IN = "sign_in"
WRONG_CODE = "Mã cài đặt chưa đúng. Xem mã mới nhất trong cửa sổ máy chủ."
ALREADY = "Đã có tài khoản quản trị. Đăng nhập bằng tài khoản đó."
TAKEN = "Tên đăng nhập này đã có. Chọn tên khác."


@dataclass(frozen=True)
class Member:
    """A staff member who is logged in."""

    id: str
    login: str
    name: str
    role: Role
    parts: tuple[tuple[str, ContestRole], ...] = ()  # (campaign, role): what contests give them

    @property
    def organiser(self) -> bool:
        """Whether they may make contests, banks and units."""
        return self.role in (Role.ADMIN, Role.ORGANISER)

    @property
    def admin(self) -> bool:
        """Whether the installation and all accounts are theirs to change."""
        return self.role is Role.ADMIN

    def may(self, wanted: Permission, campaign_id: str) -> bool:
        """Whether they may do this in that contest."""
        return wanted in self.allowed(campaign_id)

    def allowed(self, campaign_id: str) -> frozenset[Permission]:
        """Everything that they may do in a contest."""
        if self.admin:
            return frozenset(Permission)
        given = (rules.ALLOWED[role] for campaign, role in self.parts if campaign == campaign_id)
        return frozenset[Permission]().union(*given)


def _member(row: Staff, roles: Sequence[StaffRole] = ()) -> Member:
    parts = tuple((each.campaign_id, ContestRole(each.role)) for each in roles)
    return Member(row.id, row.login, row.name, Role(row.role), parts)


# --- accounts -------------------------------------------------------------------------------------


def password_problem(password: str, login: str) -> str:
    """What is wrong with a new password here; "" when nothing is."""
    if problem := rules.password_problem(password, login, brand().name):
        return problem
    text = rules.normal_password(password)
    return rules.TOO_KNOWN if is_known(text.casefold(), rules.plain(text)) else ""


def hashed(password: str, login: str) -> str:
    """The hash of a new password that keeps the policy. Call it before the transaction."""
    if problem := password_problem(password, login):
        raise Invalid(fields={"password": problem})
    return passwords.hash_password(password)


def create_staff(
    db: Session, actor: str, login: str, name: str, role: Role, password_hash: str, now: datetime
) -> Member:
    """Add a staff member. ``password_hash`` comes from :func:`hashed`."""
    normal = rules.normal_login(login)
    if problem := rules.login_problem(normal):
        raise Invalid(fields={"login": problem})
    row = Staff(
        login=normal, name=name, role=role, password_hash=password_hash, created_at=now, password_at=now
    )
    if not store.add_staff(db, row):
        raise Invalid(fields={"login": TAKEN})
    audit.record(db, actor, "accounts.create", row.id, {"role": role.value}, now)
    return _member(row)


def set_password(db: Session, actor: str, staff_id: str, password_hash: str, now: datetime) -> None:
    """Give somebody a new password; all their sessions end."""
    if not store.set_hash(db, staff_id, password_hash):
        raise NotFound
    store.set_staff(db, staff_id, {"password_at": now})
    end_all(db, staff_id)
    audit.record(db, actor, "accounts.password", staff_id, {}, now)


def end_all(db: Session, staff_id: str) -> None:
    """Every session of somebody ends, and every log-in that is half done."""
    store.drop_sessions_of(db, staff_id)
    factor_store.drop_steps_of(db, staff_id)


def find(db: Session, login: str) -> Member | None:
    """A staff member by log-in name, for commands."""
    row = store.staff_by_login(db, rules.normal_login(login))
    return _member(row) if row else None


def active(db: Session) -> tuple[Member, ...]:
    """Everybody who can log in, with their parts: two statements."""
    roles = store.all_roles(db)
    staff = [row for row in store.all_staff(db) if row.disabled_at is None]
    return tuple(_member(row, [one for one in roles if one.staff_id == row.id]) for row in staff)


# --- parts in contests ----------------------------------------------------------------------------


def grant(db: Session, actor: str, staff_id: str, campaign_id: str, role: ContestRole, now: datetime) -> None:
    """Give somebody a part in a contest; giving it again changes nothing."""
    row = StaffRole(staff_id=staff_id, campaign_id=campaign_id, role=role, created_at=now)
    if store.add_role(db, row):
        audit.record(
            db, actor, "accounts.grant", staff_id, {"campaign": campaign_id, "role": role.value}, now
        )


def revoke(
    db: Session, actor: str, staff_id: str, campaign_id: str, role: ContestRole, now: datetime
) -> None:
    """Take a part in a contest away; taking it again changes nothing."""
    if store.drop_role(db, staff_id, campaign_id, role):
        detail = {"campaign": campaign_id, "role": role.value}
        audit.record(db, actor, "accounts.revoke", staff_id, detail, now)


def parts_in(db: Session, campaign_id: str) -> tuple[tuple[Member, ContestRole], ...]:
    """Who has which part in a contest, by name."""
    return tuple((_member(row), ContestRole(role)) for row, role in store.roles_in(db, campaign_id))


# --- sessions -------------------------------------------------------------------------------------


def digest(token: str) -> str:
    """What is stored of a session's token, or of a code."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(
    db: Session, staff_id: str, now: datetime, device: str = "", *, is_proven: bool = True
) -> str:
    """A new session's token, 256 bits; only its digest is stored. ``device``: what it is opened on;
    ``is_proven``: the password was typed just now."""
    token = entropy.random_bytes(32).hex()
    row = StaffSession(
        token_hash=digest(token),
        staff_id=staff_id,
        created_at=now,
        seen_at=now,
        device=device,
        confirmed_at=now if is_proven else None,
    )
    store.see(db, staff_id, now)
    store.add_session(db, row)
    return token


def sign_in(db: Session) -> SignIn:
    """What the installation asks of those who log in."""
    stored = store.setting(db, SIGN_IN)
    if stored is None:
        return SignIn()
    kept = json.loads(stored)
    return SignIn(admins_two_steps=kept["admins_two_steps"], idle=Idle(kept["idle"]))


def who_is(token: str, now: datetime) -> Member | None:
    """Whose live session this is; notes its use at most once a minute. Nobody's, while its owner has to set
    up a second step first: whoever is half logged in is anonymous."""
    found = _session(token, now)
    return None if found is None or found.is_held else found.member


def held_back(token: str, now: datetime) -> Member | None:
    """Whose session this is, also of those who have to set up a second step before anything else."""
    found = _session(token, now)
    return found.member if found else None


@dataclass(frozen=True)
class _Seen:
    member: Member
    is_held: bool


def _session(token: str, now: datetime) -> _Seen | None:
    if not token:
        return None
    with reading() as db:
        found = store.session_of(db, digest(token))
        if found is None:
            return None
        session, staff, factor = found
        roles = store.roles_of(db, staff.id)
        asked = sign_in(db)
    role = Role(staff.role)
    alive = rules.is_alive(session.created_at, session.seen_at, now, asked.idle_of(role))
    if staff.disabled_at is not None or not alive:
        return None
    if rules.is_stale(session.seen_at, now):
        _touch(staff.id, session.token_hash, now)
    return _Seen(_member(staff, roles), asked.asks_two_steps(role) and factor is None)


def _touch(staff_id: str, token_hash: str, now: datetime) -> None:
    try:
        with writing() as db:
            store.touch_session(db, staff_id, token_hash, now)
    except Busy:
        # A full disk must not keep staff from reading what is there.
        return


def log_out(db: Session, token: str, now: datetime) -> None:
    """End the session of this token; harmless when there is none."""
    staff_id = store.drop_session(db, digest(token))
    if staff_id is not None:
        audit.record(db, staff_id, "accounts.logout", staff_id, {}, now)


# --- the first administrator ----------------------------------------------------------------------


def needs_setup(db: Session) -> bool:
    """Whether nobody has been set up yet."""
    return not store.has_staff(db)


def ensure_setup_code(db: Session) -> str | None:
    """A fresh code to print while there is no staff; the one before stops working."""
    if store.has_staff(db):
        return None
    code = entropy.crockford(16).upper()
    store.put_setting(db, SETUP_CODE, digest(code))
    return "-".join(code[place : place + 4] for place in range(0, 16, 4))


def set_up(code: str, login: str, name: str, password: str, now: datetime, device: str = "") -> str:
    """Make the first administrator with the printed code; returns the token of their session."""
    code_hash = digest(rules.normal_code(code))
    with reading() as db:
        # In this order: whoever finds the code taken away finds its administrator too.
        stored = store.setting(db, SETUP_CODE) or ""
        if store.has_staff(db):
            raise Conflict(ALREADY)
    problems = _setup_problems(hmac.compare_digest(stored, code_hash), login, password)
    if problems:
        raise Invalid(fields=problems)
    password_hash = passwords.hash_password(password)
    with writing() as db:
        if not store.take_setting(db, SETUP_CODE, code_hash) or store.has_staff(db):
            raise Conflict(ALREADY)
        member = create_staff(db, audit.SERVER, login, name, Role.ADMIN, password_hash, now)
        return open_session(db, member.id, now, device)


def _setup_problems(code_is_right: bool, login: str, password: str) -> dict[str, str]:
    # Without the code nothing else is said: whoever guesses learns nothing.
    if not code_is_right:
        return {"code": WRONG_CODE}
    said = {
        "login": rules.login_problem(rules.normal_login(login)),
        "password": password_problem(password, login),
    }
    return {field: problem for field, problem in said.items() if problem}
