"""A contest's own picture behind its certificates: taken in by a confined process, kept, shown, removed."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.commendations import ground_child, occasions, store
from contest.commendations.ground_drawing import NOT_TAKEN, STORED_BYTES, WIDEST, Drawn, is_shaped
from contest.commendations.models import CertificateGround
from contest.errors import Invalid, NotFound
from contest.jobs import child
from contest.jobs.child import Broken, TooLong, TooMuch
from contest.printing.certificates import Ground

log = logging.getLogger("hoithi.ground")

MODULE = "contest.commendations.ground_child"
#: By the clock: a machine that is busy with a contest is slower than the processor's limit says.
SECONDS = 30.0
#: A photograph that stays heavy at the lowest quality is still kept up to here.
MOST_SAID = 3 * STORED_BYTES

EMPTY = "Chọn một tệp ảnh rồi bấm Tải nền lên."
TOO_HEAVY = "Ảnh nặng hơn 5\u00a0MB. Lưu ảnh dưới dạng JPG hoặc thu nhỏ rồi chọn lại."
TOO_DEAR = "Đọc ảnh này quá nặng nên máy dừng lại. Thu nhỏ ảnh còn rộng 3.508 điểm rồi chọn lại."
NO_GROUND = "Cuộc thi này chưa có nền riêng."
SIGNS = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True)
class Known:
    """What a page shows of it."""

    digest: str
    width: int
    height: int


def drawn(data: bytes) -> Drawn:
    """What staff brought, drawn anew beside the server; Invalid says what is wrong with it."""
    if not data:
        raise Invalid(fields={"ground": EMPTY})
    if len(data) > ground_child.MOST_BYTES:
        raise Invalid(fields={"ground": TOO_HEAVY})
    try:
        with child.running(MODULE, SECONDS, MOST_SAID) as beside:
            beside.tell({}, data)
            return _made(*beside.hear())
    except (TooLong, TooMuch) as fault:
        raise _refusal(TOO_DEAR, fault) from fault
    except (Broken, ArithmeticError, LookupError, TypeError, ValueError) as fault:
        raise _refusal(NOT_TAKEN, fault) from fault


def _refusal(said: str, fault: Exception) -> Invalid:
    log.warning("a picture could not be drawn anew: %s", fault)
    return Invalid(fields={"ground": said})


def _made(said: child.Said, content: bytes) -> Drawn:
    if said.get("kind") == "refused":
        raise Invalid(fields={"ground": content.decode()})
    form, width, height = said["form"], said["width"], said["height"]
    if not content.startswith(SIGNS[form]) or type(width) is not int or type(height) is not int:
        raise ValueError("no picture of ours")
    if not 0 < width <= WIDEST or not is_shaped(width, height):
        raise ValueError("no picture of ours")
    return Drawn(content, form, width, height)


def known(db: Session, campaign_id: str) -> Known | None:
    """What a contest has, without its bytes."""
    found = store.ground_known(db, campaign_id)
    return Known(*found) if found else None


def ground(db: Session, campaign_id: str) -> Ground | None:
    """What certificates are printed on."""
    row = store.ground(db, campaign_id)
    return Ground(row.content, row.form) if row else None


def picture(db: Session, campaign_id: str, digest: str) -> Ground:
    """The very picture that a page named; NotFound when another one stands there."""
    row = store.ground(db, campaign_id)
    if row is None or row.digest != digest:
        raise NotFound(NO_GROUND)
    return Ground(row.content, row.form)


def keep(db: Session, actor: str, id: str, made: Drawn, now: datetime) -> None:
    """Store it in the place of the one before."""
    occasion = occasions.of(db, id, now)
    digest = hashlib.sha256(made.content).hexdigest()[:16]
    row = CertificateGround(
        campaign_id=occasion.campaign_id,
        digest=digest,
        form=made.form,
        width=made.width,
        height=made.height,
        content=made.content,
        changed_by=actor,
        changed_at=now,
    )
    store.put_ground(db, row)
    audit.record(db, actor, occasion.deed("ground"), id, {"digest": digest}, now)


def remove(db: Session, actor: str, id: str, now: datetime) -> None:
    """Take it away; a second time is no change."""
    occasion = occasions.of(db, id, now)
    if store.remove_ground(db, occasion.campaign_id):
        audit.record(db, actor, occasion.deed("unground"), id, {}, now)
