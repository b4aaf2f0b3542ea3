"""Two pairs of eyes: what is said of a question, giving it back, and whether somebody may sign alone."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.audit import service as audit
from contest.bank.access import AtBank
from contest.bank.service import NO_QUESTION, STATE_STALE, Stale, by, load
from contest.errors import Conflict, Forbidden, Invalid, NotFound
from questions.authoring import banks, editing, remarks
from questions.authoring.editing import Loaded

LONGEST = 2000
NOTHING_SAID = "Ghi điều cần nói về câu này."
WHY_BACK = "Ghi chỗ cần sửa để người soạn biết vì sao câu bị trả lại."
TOO_LONG = f"Góp ý dài nhất {LONGEST} ký tự. Ghi ngắn lại."
TOO_MANY = f"Câu này đã có {remarks.MOST} góp ý. Đánh dấu đã xử lý các góp ý cũ và trao đổi trực tiếp."
NO_COMMENT = "Không tìm thấy góp ý này. Tải lại trang để xem."
IN_USE = "Câu này đã duyệt và không có bản sửa nào chờ. Đưa câu về bản nháp nếu cần sửa."


def comment(db: Session, at: AtBank, question_id: str, said: str, now: datetime) -> None:
    """Say something of a question to those who write it."""
    loaded = load(db, at, question_id, None, STATE_STALE)
    made = _say(db, at, loaded, said, now, sends_back=False)
    if made:
        audit.record(db, at.member.id, "bank.comment", question_id, {"comment": made}, now)


def _say(db: Session, at: AtBank, loaded: Loaded, said: str, now: datetime, *, sends_back: bool) -> str:
    words = said.strip()
    if not words or len(words) > LONGEST:
        empty = WHY_BACK if sends_back else NOTHING_SAID
        raise Invalid(fields={"said": TOO_LONG if words else empty})
    try:
        return remarks.say(db, loaded, words, by(at, now), sends_back=sends_back) or ""
    except remarks.TooMany as error:
        raise Conflict(TOO_MANY) from error


def send_back(db: Session, at: AtBank, question_id: str, said: str, version: int, now: datetime) -> None:
    """Give a question that waits back to those who write it, with what is to be mended."""
    loaded = load(db, at, question_id, None, STATE_STALE)
    if loaded.row.version != version:
        raise Stale(STATE_STALE, stored=loaded.stored)
    if not loaded.stored.waits:
        raise Conflict(IN_USE)
    made = _say(db, at, loaded, said, now, sends_back=True)
    editing.send_back(db, loaded, by(at, now))
    audit.record(db, at.member.id, "bank.send_back", question_id, {"comment": made}, now)


def settle(db: Session, at: AtBank, question_id: str, comment_id: str, now: datetime) -> bool:
    """Somebody has seen to what was said; False when somebody had already."""
    loaded = load(db, at, question_id, None, STATE_STALE)
    try:
        is_new = remarks.settle(db, loaded, comment_id, by(at, now))
    except editing.NotThere as error:
        raise NotFound(NO_COMMENT) from error
    if is_new:
        audit.record(db, at.member.id, "bank.settle", question_id, {"comment": comment_id}, now)
    return is_new


def said_of(db: Session, at: AtBank, question_id: str) -> tuple[remarks.Remark, ...]:
    """Everything said of a question."""
    found = editing.number_of(db, at.bank.id, question_id)
    if found is None:
        raise NotFound(NO_QUESTION)
    return remarks.told(db, found)


def sign_alone(db: Session, member: Member, bank_id: str, allowed: bool, now: datetime) -> None:
    """Whether the only approver of a bank may approve what they wrote themselves."""
    if not member.organiser:
        raise Forbidden
    if banks.sign_alone(db, bank_id, allowed):
        audit.record(db, member.id, "bank.signing", bank_id, {"alone": "yes" if allowed else "no"}, now)
