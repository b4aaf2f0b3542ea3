"""A name that somebody else took waits again for the one whose it is, as long as no paper hangs on it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import editing, progress
from contest.campaigns.service import RoundView
from contest.errors import Conflict
from contest.people import inviting, leaving
from contest.roster import service, store
from contest.roster.coming_rules import slip_of
from contest.roster.states import Given

NOT_COME = "Người này chưa vào thi bằng mã, nên không có gì để trả lại."
STARTED = (
    "Tên này đã bắt đầu làm bài nên không trả lại được. "
    "Mở trang của người dự thi, hủy bài rồi cấp mã mới cho đúng người."
)
HELD = "Đăng ký này đã được gộp, hoặc có việc khác gắn với nó. Mở trang của người dự thi để xem."


def give_back(db: Session, actor: str, view: RoundView, member_id: str, now: datetime) -> Given:
    """Take the entry away that was made with somebody's name; they come anew, with what the list knew and
    with the slip that they were given."""
    member = service.found(db, view.campaign_id, member_id)
    entry_id = member.entry_id
    if entry_id is None:
        raise Conflict(NOT_COME)
    person_id, year_told, had = member.person_id, member.year_told, member.code_made_at is not None
    slip = slip_of(member.came_by, inviting.held(db, entry_id)[0], member.kept_hash)
    for each in editing.rounds_of(db, view.campaign_id, now):
        done = progress.of(db, each, entry_id, now)
        if done.open_attempt or done.last_attempt:
            raise Conflict(STARTED)
    store.has_not_come(db, member_id, slip)
    if not leaving.drop_entry(db, entry_id, person_id, forget_year=year_told):
        raise Conflict(HELD)
    about = {"campaign": view.campaign_id, "entry": entry_id}
    audit.record(db, actor, "roster.give_back", member_id, about, now)
    return Given.SLIP if slip else Given.VOID if had else Given.PLAIN
