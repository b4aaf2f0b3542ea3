"""A little work that a phone does before it registers by the open form, while staff have it switched on.

The challenges are ALTCHA's, version 2, with a counter of ours: the work of every phone is bounded, none is
unlucky. Whose and until when stands in the signed part, so that our own clock says what has expired.
A proof counts for one entry; the row that says so is written with the entry, or not at all. Decision 0026.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request
from sqlmodel import Session

from contest import entropy, settings
from contest.campaigns import proof_store as store
from contest.campaigns.service import RoundView
from contest.errors import Invalid
from contest.office import service as office
from contest.web.database import reading, writing
from contest.web.safety import is_secure

#: One try is so many rounds of PBKDF2; the right one is among the first ``FEWEST`` to ``MOST``.
COST, FEWEST, MOST = 3_000, 50, 100
KIND = "PBKDF2/SHA-256"
#: As long as somebody may take over the form.
LIFE = timedelta(hours=1)
#: Another process's clock may be behind ours: a row is kept a while longer than its proof counts.
KEPT = timedelta(minutes=10)
LOOK_EVERY = timedelta(hours=1)
LONGEST = 4_000
_looked_at: datetime | None = None

FIELD = "proof"
_AGAIN = "Máy đang kiểm tra lại, thấy “Đã kiểm tra xong” thì bấm gửi lần nữa."
MISSING = (
    "Máy chưa gửi kèm kết quả kiểm tra. Dòng dưới ghi “Đã kiểm tra xong” thì bấm gửi lại; "
    "không thì dùng trình duyệt khác, hoặc nhờ Ban Tổ chức ghi tên."
)
FORGED = f"Kết quả kiểm tra không đúng. {_AGAIN}"
OTHER = f"Kết quả kiểm tra này là của cuộc thi khác. {_AGAIN}"
EXPIRED = f"Trang này mở đã quá một giờ nên kết quả kiểm tra hết hạn. {_AGAIN}"
USED = f"Kết quả kiểm tra này đã dùng để đăng ký cho một người. {_AGAIN}"


@dataclass(frozen=True, slots=True)
class Proof:
    """Work that was done for this contest in time; whether it was used, only the transaction can say."""

    signature: str
    until: datetime


def is_asked(request: Request, db: Session) -> bool:
    """Whether who comes so must bring a proof: it is switched on, and their browser can do the work.

    Browsers keep their cryptography to pages that came over HTTPS.
    """
    return is_secure(request) and office.current(db).proofs.is_on


def posed(request: Request, db: Session, view: RoundView, now: datetime) -> str:
    """The challenge that goes with the form, as JSON; "" where none is asked."""
    return "" if view.code_only or not is_asked(request, db) else challenge(view.campaign_id, now)


def _key(purpose: bytes) -> bytes:
    return hmac.digest(settings.current().secret, b"proof of work, " + purpose, "sha256")


def challenge(campaign_id: str, now: datetime) -> str:
    """A fresh challenge for one contest."""
    import altcha  # loaded only where it is switched on: it brings a whole HTTP client along

    steps = int.from_bytes(entropy.random_bytes(4), "big") % (MOST - FEWEST + 1)
    until = int((now + LIFE).timestamp())
    made = altcha.create_challenge(
        KIND,
        COST,
        counter=FEWEST + steps,
        data={"contest": campaign_id, "until": until},
        hmac_secret=_key(b"challenge"),
        hmac_key_secret=_key(b"solution"),
    )
    return json.dumps(made.to_dict(), separators=(",", ":"))


def checked(campaign_id: str, typed: str, now: datetime) -> Proof:
    """The proof that came with a form; Invalid with what is wrong with it."""
    if not typed:
        raise Invalid(fields={FIELD: MISSING})
    signature, told = _verified(typed)
    if told["contest"] != campaign_id:
        raise Invalid(fields={FIELD: OTHER})
    until = datetime.fromtimestamp(told["until"], now.tzinfo)
    if now > until:
        raise Invalid(fields={FIELD: EXPIRED})
    return Proof(signature, until)


def _verified(typed: str) -> tuple[str, dict]:
    """The signature and what we signed, once the library says that the work was done."""
    import altcha

    try:
        payload = altcha.Payload.from_base64(typed[: LONGEST + 1])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Invalid(fields={FIELD: FORGED}) from None
    found = altcha.verify_solution(payload, _key(b"challenge"), hmac_key_secret=_key(b"solution"))
    if not found.verified:
        raise Invalid(fields={FIELD: FORGED})
    return str(payload.challenge.signature), payload.challenge.parameters.data or {}


def spend(db: Session, proof: Proof | None, entry_id: str) -> None:
    """Use a proof for an entry, in the transaction that makes it. The same form sent twice is one entry."""
    if proof is not None and store.spend(db, proof.signature, entry_id, proof.until) != entry_id:
        raise Invalid(fields={FIELD: USED})


def forget_due(now: datetime) -> int:
    """The tick, once an hour: proofs that count no longer go; how many."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    with reading() as db:
        if not store.has_old(db, now - KEPT):
            return 0
    with writing() as db:
        return store.drop_old(db, now - KEPT)
