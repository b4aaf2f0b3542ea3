"""What people wrote for a round's open questions, as organisers read it; marking the good ones."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.attempts import written
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.people import service as people
from contest.suggestions import store
from contest.suggestions.rules import Sieve, Suggestion

NOT_ASKED = "Vòng thi này không có câu hỏi mở."
GONE = "Ý kiến này không còn. Về danh sách rồi tải lại trang."


def allowed(db: Session, round_id: str, now: datetime) -> RoundView:
    """The round, where it asks open questions; else there are no such pages."""
    view = campaigns.view(db, round_id, now)
    if not view.rules.suggestions:
        raise NotFound(NOT_ASKED)
    return view


def every(db: Session, view: RoundView, sieve: Sieve) -> list[Suggestion]:
    """All texts of ended attempts. Names are not even read for a list without them."""
    found = written.written(db, view)
    marks = store.marked(db, list({one.attempt_id for one in found}))
    named = {} if sieve.nameless else people.full_names(db, list({one.entry_id for one in found}))
    listed = []
    for one in found:
        person = named.get(one.entry_id)
        whose = (person.name, person.unit_id or "", person.unit_name) if person else ("", "", "")
        is_marked = (one.attempt_id, one.slot) in marks
        listed.append(
            Suggestion(one.attempt_id, one.slot, one.number, one.asked, one.text, is_marked, *whose)
        )
    return listed


def mark(
    db: Session, actor: str, round_id: str, attempt_id: str, slot: int, *, wanted: bool, now: datetime
) -> None:
    """Mark one that is good, or take the mark away; twice is once."""
    view = allowed(db, round_id, now)
    if not written.has(db, view, attempt_id, slot):
        raise NotFound(GONE)
    if store.mark(db, attempt_id, slot, actor, now) if wanted else store.unmark(db, attempt_id, slot):
        detail = {"attempt": attempt_id, "slot": slot}
        audit.record(db, actor, "suggestions.mark" if wanted else "suggestions.unmark", round_id, detail, now)


def note_export(db: Session, actor: str, round_id: str, texts: int, now: datetime) -> None:
    """Record that what people wrote left the server."""
    audit.record(db, actor, "suggestions.export", round_id, {"texts": texts}, now)
