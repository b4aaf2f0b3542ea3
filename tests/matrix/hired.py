"""The accounts and the cookies of everybody who calls."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from contest.accounts import service as accounts
from contest.accounts import staffing
from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.audit.service import SERVER
from contest.people import guards
from contest.people.guards import ENTRY_COOKIE
from contest.web.database import writing
from tests.matrix.expected import EVERYBODY, MAKER, Caller
from tests.whole.world import AT, NOBODY, Moment, Whole


def hire(whole: Whole) -> dict[str, str]:
    """Everybody's account, by the caller's name; parts and what was taken away."""
    made = {MAKER.name: whole.owner}
    now = AT[Moment.DRAFT]
    with writing() as db:
        for contest in whole.contests:
            accounts.grant(db, SERVER, whole.owner, contest.ids["campaign"], ContestRole.OWNER, now)
    for number, caller in enumerate(one for one in EVERYBODY if one.role and one is not MAKER):
        was = {"an administrator who is a member now": "admin"}.get(caller.name, caller.role)
        with writing() as db:
            hired = accounts.create_staff(db, SERVER, f"nv{number}", "Lê Nhân", Role(was), "-", now)
            made[caller.name] = hired.id
            for contest, part in ((whole.ours, caller.ours), (whole.theirs, caller.theirs)):
                if part:
                    accounts.grant(db, SERVER, hired.id, contest.ids["campaign"], ContestRole(part), now)
            if caller.name == "an owner whose part was taken":
                where = whole.ours.ids["campaign"]
                accounts.grant(db, SERVER, hired.id, where, ContestRole.OWNER, now)
                accounts.revoke(db, SERVER, hired.id, where, ContestRole.OWNER, now)
            if was != caller.role:
                account = staffing.account(db, hired.id)
                staffing.change(db, SERVER, hired.id, account.name, Role(caller.role), account.version, now)
            if caller.half == "disabled":
                staffing.disable(db, SERVER, hired.id, now)
    return made


def cookies(whole: Whole, staff: dict[str, str], moment: Moment) -> dict[str, str]:
    """Everybody's Cookie header, by the caller's name."""
    told = {}
    for caller in EVERYBODY:
        parts = [f"{COOKIE}={_session(caller, staff[caller.name], AT[moment])}"] if caller.role else []
        if caller.entry:
            parts.append(f"{ENTRY_COOKIE}={_phone(whole, caller, moment)}")
        told[caller.name] = "; ".join(parts)
    return told


def _phone(whole: Whole, caller: Caller, moment: Moment) -> str:
    whose, part = caller.entry.split()
    contest = whole.ours if whose == "ours" else whole.theirs
    entry = contest.people[part].entry_id if moment > Moment.DRAFT else NOBODY
    signed = guards.issue((entry,), "device0000001", b"x" * 32 if caller.half == "foreign" else None)
    return signed[:-2] if caller.half == "forged" else signed


def _session(caller: Caller, staff: str, now: datetime) -> str:
    if caller.half == "forged":
        return hmac.digest(b"x", staff.encode(), "sha256").hex()
    with writing() as db:
        token = accounts.open_session(db, staff, now - timedelta(hours=9 * (caller.half == "expired")))
        if caller.half == "ended":
            accounts.log_out(db, token, now)
    return token
