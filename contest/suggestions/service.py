"""What people wrote for a round's open questions, as organisers read it; marking the good ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.attempts import written
from contest.attempts.written import Written
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


def texts(db: Session, view: RoundView) -> tuple[Written, ...]:
    """What was written in ended attempts, as it is."""
    return written.written(db, view)


def every(db: Session, found: Sequence[Written], sieve: Sieve) -> list[Suggestion]:
    """The same with what a sieve looks at; whose they are is not even read for a list without names."""
    marks = store.marked(db)
    entries = () if sieve.nameless else {one.entry_id for one in found}
    units = people.whereabouts(db, entries)
    called = people.folded_names(db, entries) if sieve.words else {}
    return [
        Suggestion(
            one.attempt_id,
            one.slot,
            one.number,
            one.asked,
            one.text,
            (one.attempt_id, one.slot) in marks,
            "",
            *units.get(one.entry_id, ("", "")),
            one.entry_id,
            one.folded if sieve.words else "",
            called.get(one.entry_id, ""),
        )
        for one in found
    ]


def named(db: Session, shown: Sequence[Suggestion], sieve: Sieve) -> tuple[Suggestion, ...]:
    """Those that are shown, with the names of who wrote them."""
    if sieve.nameless:
        return tuple(shown)
    known = people.full_names(db, {one.entry for one in shown})
    return tuple(replace(one, name=known[one.entry].name if one.entry in known else "") for one in shown)


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
