"""The second step of a log-in: set up, asked for, lost, taken away (docs/decisions/0042)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import entropy, server_key, settings
from contest.accounts import factor_store, rules, service, store, totp
from contest.accounts.models import SecondFactor
from contest.audit import service as audit
from contest.errors import Conflict, Invalid, NotFound

SEED_BYTES = 16
CODES = 10
#: 120 bits: what is stored of such a code tells nothing, whoever has the whole database and the server's key.
CODE_LENGTH, GROUP = 24, 6
#: Codes that were printed before those; they hold until they are made anew.
OLD_LENGTH = 10
WRONG = "Mã chưa đúng. Xem lại mã 6 số đang hiện trong ứng dụng; giờ trên điện thoại phải đúng."
ON_ALREADY = "Tài khoản này đã bật hai bước. Tải lại trang."
IS_OFF = "Tài khoản này chưa bật hai bước. Tải lại trang."
STRANGE = "Mã QR này đã cũ. Tải lại trang rồi quét mã mới."


@dataclass(frozen=True)
class Offer:
    """What an app scans, before anything is stored: ``seed`` comes back with the first code."""

    seed: str
    typed: str
    picture: str


def offer(staff_id: str, login: str, host: str, seed: str = "") -> Offer:
    """A fresh secret, or the one of ``seed`` again, after a slip of the fingers."""
    seed = seed or entropy.random_bytes(SEED_BYTES).hex()
    secret = totp.secret_of(settings.current().secret, staff_id, seed)
    return Offer(seed, totp.typed(secret), totp.picture(totp.address(secret, login, host)))


def is_on(db: Session, staff_id: str) -> bool:
    """Whether somebody's log-in has a second step."""
    return factor_store.factor(db, staff_id) is not None


def codes_left(db: Session, staff_id: str) -> int:
    """How many recovery codes they have left."""
    return factor_store.codes_left(db, staff_id)


def having(db: Session) -> frozenset[str]:
    """Everybody who has one."""
    return factor_store.having(db)


# --- on and off -----------------------------------------------------------------------------------


def turn_on(db: Session, staff_id: str, seed: str, code: str, now: datetime) -> tuple[str, ...]:
    """Store it once a code shows that the app has it; the recovery codes, told this once."""
    key = settings.current().secret
    step = totp.matched(totp.secret_of(key, staff_id, seed), code, now)
    if step is None:
        raise Invalid(fields={"code": WRONG})
    store.hold_staff(db, staff_id)
    if factor_store.factor(db, staff_id):
        raise Conflict(ON_ALREADY)
    codes = _fresh_codes()
    row = SecondFactor(
        staff_id=staff_id, seed=seed, key_mark=server_key.mark(key), last_step=step, created_at=now
    )
    factor_store.put(db, row, [_hash(key, staff_id, each) for each in codes])
    audit.record(db, staff_id, "accounts.two_step_on", staff_id, {}, now)
    return tuple(shown(each) for each in codes)


def turn_off(db: Session, staff_id: str, now: datetime) -> None:
    """Take one's own away; the caller has asked for password and code."""
    if not factor_store.drop(db, staff_id):
        raise Conflict(IS_OFF)
    audit.record(db, staff_id, "accounts.two_step_off", staff_id, {}, now)


def new_codes(db: Session, staff_id: str, now: datetime) -> tuple[str, ...]:
    """Ten other recovery codes; those before are void."""
    if factor_store.factor(db, staff_id, held=True) is None:
        raise Conflict(IS_OFF)
    codes = _fresh_codes()
    factor_store.put_codes(db, staff_id, [_hash(settings.current().secret, staff_id, each) for each in codes])
    audit.record(db, staff_id, "accounts.recovery", staff_id, {}, now)
    return tuple(shown(each) for each in codes)


def reset(db: Session, actor: str, staff_id: str, now: datetime) -> bool:
    """Somebody lost phone and paper: they log in by password alone until they set it up anew. Their sessions
    end, since whoever asks for this may be anybody. False when they had none."""
    if store.staff_by_id(db, staff_id) is None:
        raise NotFound
    if not factor_store.drop(db, staff_id):
        return False
    service.end_all(db, staff_id)
    audit.record(db, actor, "accounts.two_step_reset", staff_id, {}, now)
    return True


def end_all(db: Session, actor: str, now: datetime) -> int:
    """The keys that they rest on go: nobody's works any more. How many there were."""
    ended = sorted(factor_store.having(db))
    for staff_id in ended:
        reset(db, actor, staff_id, now)
    return len(ended)


# --- asked for ------------------------------------------------------------------------------------


def takes(db: Session, staff_id: str, code: str, now: datetime) -> str:
    """Use a code up, of the app or from the paper: "code", "recovery", or "" when it is neither."""
    row = factor_store.factor(db, staff_id, held=True)
    if row is None:
        return ""
    key = next((each for each in settings.current().secrets if server_key.mark(each) == row.key_mark), None)
    if key is not None:
        step = totp.matched(totp.secret_of(key, staff_id, row.seed), code, now, row.last_step)
        if step is not None and factor_store.take_step(db, staff_id, step):
            return "code"
    return "recovery" if _takes_recovery(db, staff_id, code, now) else ""


def _takes_recovery(db: Session, staff_id: str, code: str, now: datetime) -> bool:
    normal = rules.normal_code(code)
    if len(normal) not in (CODE_LENGTH, OLD_LENGTH):
        return False
    hashes = [_hash(key, staff_id, normal) for key in settings.current().secrets]
    return factor_store.take_code(db, staff_id, hashes, now)


def _fresh_codes() -> list[str]:
    return [entropy.crockford(CODE_LENGTH).upper() for _ in range(CODES)]


def _hash(key: bytes, staff_id: str, code: str) -> str:
    return hmac.digest(key, f"recovery code\0{staff_id}\0{code}".encode(), "sha256").hex()


def shown(code: str) -> str:
    """A recovery code for the eye, in groups: W6RD3P-8KQ2M9-4X0A1B-C7T5NZ."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))
