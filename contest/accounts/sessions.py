"""Where somebody is logged in, and the end of it; what is asked of those who log in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts import factor_store, rules, service, store
from contest.accounts.rules import SignIn
from contest.audit import service as audit
from contest.errors import Conflict

#: Enough of a session's hash to name it to its owner, and too little for anything else.
ID_LENGTH = 13
FIRST_YOURS = "Bật hai bước cho tài khoản của bạn trước, nếu không chính bạn phải dừng tay để lập ngay."


@dataclass(frozen=True)
class Open:
    """One of somebody's sessions."""

    id: str
    device: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def open_of(db: Session, member: service.Member, token: str, now: datetime) -> tuple[Open, ...]:
    """Their live sessions: this one first, then the last used."""
    here, idle = service.digest(token), service.sign_in(db).idle_of(member.role)
    found = [
        Open(row.token_hash[:ID_LENGTH], row.device, row.created_at, row.seen_at, row.token_hash == here)
        for row in store.sessions_of(db, member.id)
        if rules.is_alive(row.created_at, row.seen_at, now, idle)
    ]
    return tuple(sorted(found, key=lambda each: not each.is_this))


def end(db: Session, staff_id: str, session_id: str, token: str, now: datetime) -> None:
    """End one of one's own other sessions; again, or one that is somebody else's, changes nothing."""
    for row in store.sessions_of(db, staff_id):
        token_hash = row.token_hash
        if token_hash[:ID_LENGTH] == session_id and token_hash != service.digest(token):
            store.drop_session(db, token_hash)
            audit.record(db, staff_id, "accounts.end_session", staff_id, {}, now)
            return


def end_others(db: Session, staff_id: str, token: str, now: datetime) -> None:
    """End every session but this one."""
    if store.drop_sessions_of(db, staff_id, keep=service.digest(token)):
        audit.record(db, staff_id, "accounts.end_others", staff_id, {}, now)


def renew(db: Session, staff_id: str, token: str, now: datetime, device: str = "") -> str:
    """Another token for this session: what it may do has changed. The password counts as not asked."""
    store.drop_session(db, service.digest(token))
    return service.open_session(db, staff_id, now, device, is_proven=False)


def ask(db: Session, actor: str, wanted: SignIn, now: datetime) -> None:
    """What is asked of those who log in, from now on; of those who are logged in too."""
    if service.sign_in(db) == wanted:
        return
    if wanted.admins_two_steps and factor_store.factor(db, actor) is None:
        raise Conflict(FIRST_YOURS)
    detail = {"admins": "must" if wanted.admins_two_steps else "free", "idle": wanted.idle.value}
    store.put_setting(db, service.SIGN_IN, json.dumps(asdict(wanted)))
    audit.record(db, actor, "accounts.signing_in", "", detail, now)
