"""What people ask about their data: noted, answered, put off once, done or refused, all in the chain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.errors import Conflict, Invalid, NotFound
from contest.people import service as people
from contest.people.forgetting import Whom, take_out
from contest.privacy import requests_store as store
from contest.privacy.models import DataRequest
from contest.privacy.requests_rules import Asked, Due, due, may_extend
from contest.privacy.states import By, Kind, Outcome
from contest.rounds.service import NO_ENTRY

#: So many of one person may wait: what is sent twenty times is no more urgent.
MOST_OPEN = 5
ENOUGH = "Bạn đã có 5 yêu cầu đang chờ. Ban Tổ chức trả lời xong thì gửi tiếp."
NONE_SUCH = "Không tìm thấy yêu cầu này. Về danh sách yêu cầu."
ENDED = "Yêu cầu này đã xong. Xem lại ở dưới."
LATER = "Ngày giờ nhận không thể sau lúc này."
#: What stands where the words of somebody stood who was forgotten.
GONE = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request with its clock. ``entry_id``: whose data, where that is known."""

    id: str
    campaign_id: str
    entry_id: str | None
    kind: Kind
    came: By
    words: str
    made_at: datetime
    noted_by: str
    answered_at: datetime | None
    reply: str
    extension: int
    extended_for: str
    outcome: Outcome
    ended_at: datetime | None
    ended_by: str
    due: Due


def _view(row: DataRequest, now: datetime) -> Request:
    asked = _asked(row)
    return Request(
        row.id,
        row.campaign_id,
        row.entry_id,
        asked.kind,
        By(row.came),
        row.words,
        row.made_at,
        row.noted_by,
        row.answered_at,
        row.reply,
        row.extension,
        row.extended_for,
        asked.outcome,
        row.ended_at,
        row.ended_by,
        due(asked, now),
    )


def _asked(row: DataRequest) -> Asked:
    return Asked(Kind(row.kind), row.made_at, row.answered_at, row.extension, Outcome(row.outcome))


def listed(db: Session, campaign_id: str, now: datetime) -> tuple[Request, ...]:
    """All of a contest: open ones first, the most urgent on top; then those that ended, the newest first."""
    found = [_view(row, now) for row in store.of_campaign(db, campaign_id)]
    waiting = [each for each in found if each.outcome is Outcome.OPEN]
    ended = [each for each in found if each.outcome is not Outcome.OPEN]
    ended.sort(key=lambda each: each.ended_at or each.made_at, reverse=True)
    return (*sorted(waiting, key=lambda each: (each.due.days, each.made_at, each.id)), *ended)


def of_entry(db: Session, entry_id: str, now: datetime) -> tuple[Request, ...]:
    """All that one person asked, the oldest first."""
    return tuple(_view(row, now) for row in store.of_entry(db, entry_id))


def read(db: Session, campaign_id: str, request_id: str, now: datetime) -> Request:
    """One of a contest; NotFound for every other's."""
    row = store.one(db, campaign_id, request_id)
    if row is None:
        raise NotFound(NONE_SUCH)
    return _view(row, now)


def waiting(db: Session, campaign_ids: Collection[str], now: datetime) -> dict[str, tuple[int, int]]:
    """Contest → how many requests wait in it, and how many of them are late: one statement."""
    found: dict[str, tuple[int, int]] = {}
    for row in store.open_in(db, campaign_ids) if campaign_ids else ():
        count, late = found.get(row.campaign_id, (0, 0))
        found[row.campaign_id] = (count + 1, late + due(_asked(row), now).is_late)
    return found


def ask(db: Session, campaign_id: str, entry_id: str, kind: Kind, words: str, now: datetime) -> str:
    """Somebody asks from their own page; the request. The same words that wait already are one request."""
    people.hold(db, [entry_id])
    for row in store.of_entry(db, entry_id):
        if (row.kind, row.words, row.outcome) == (kind.value, words, Outcome.OPEN.value):
            return row.id
    if store.count_open(db, entry_id) >= MOST_OPEN:
        raise Conflict(ENOUGH)
    row = DataRequest(
        campaign_id=campaign_id, entry_id=entry_id, kind=kind, came=By.OWN, words=words, made_at=now
    )
    return _added(db, row, entry_id, now)


def note(
    db: Session,
    actor: str,
    campaign_id: str,
    entry_id: str | None,
    kind: Kind,
    came: By,
    words: str,
    made_at: datetime,
    now: datetime,
) -> str:
    """Staff write down what came by phone, on paper or at the desk; the clock runs from when it came."""
    if made_at > now:
        raise Invalid(fields={"made_at": LATER})
    if entry_id is not None and people.entry_of(db, campaign_id, [entry_id]) is None:
        raise NotFound(NO_ENTRY)
    row = DataRequest(
        campaign_id=campaign_id,
        entry_id=entry_id,
        kind=kind,
        came=came,
        words=words,
        made_at=made_at,
        noted_by=actor,
    )
    return _added(db, row, actor, now)


def _added(db: Session, row: DataRequest, actor: str, now: datetime) -> str:
    store.add(db, row)
    made, about = row.id, {"campaign": row.campaign_id, "kind": str(row.kind), "came": str(row.came)}
    audit.record(db, actor, "privacy.ask", row.entry_id or made, about | {"request": made}, now)
    return made


def answer(db: Session, actor: str, campaign_id: str, request_id: str, reply: str, now: datetime) -> None:
    """What was answered, and when first; a later answer replaces the words, never the time."""
    row = _open(db, campaign_id, request_id)
    store.change(db, row.id, {"reply": reply, "answered_at": row.answered_at or now})
    _note(db, actor, "privacy.answer", row.id, campaign_id, now)


def extend(
    db: Session, actor: str, campaign_id: str, request_id: str, days: int, reason: str, now: datetime
) -> None:
    """More time, once, for a reason."""
    row = _open(db, campaign_id, request_id)
    if problem := may_extend(_asked(row), days, now):
        raise Invalid(fields={"days": problem})
    store.change(db, row.id, {"extension": days, "extended_for": reason})
    _note(db, actor, "privacy.extend", row.id, campaign_id, now, days=days)


def end(
    db: Session,
    actor: str,
    campaign_id: str,
    request_id: str,
    outcome: Outcome,
    reply: str,
    now: datetime,
) -> None:
    """It is done, or refused with what was replied. Who does it has answered by it."""
    row = _open(db, campaign_id, request_id)
    values = {"outcome": outcome.value, "ended_at": now, "ended_by": actor}
    values |= {"answered_at": row.answered_at or now, "reply": reply or row.reply}
    store.change(db, row.id, values)
    _note(db, actor, f"privacy.{outcome.value}", row.id, campaign_id, now)


def _open(db: Session, campaign_id: str, request_id: str) -> DataRequest:
    row = store.held(db, campaign_id, request_id)
    if row is None:
        raise NotFound(NONE_SUCH)
    if row.outcome != Outcome.OPEN:
        raise Conflict(ENDED)
    return row


def _note(
    db: Session, actor: str, action: str, request_id: str, campaign_id: str, now: datetime, **more: int
) -> None:
    audit.record(db, actor, action, request_id, {"campaign": campaign_id, **more}, now)


def forget(db: Session, who: Whom, now: datetime) -> int:
    """What somebody asked and was answered goes with them; that they did, and when, stays as the proof."""
    gone = store.forget(db, who.entries, GONE)
    return gone + sum(take_out(db, each, who) for each in (DataRequest.words, DataRequest.reply))


def forget_contest(db: Session, campaign_id: str) -> int:
    """The names of a contest go, and what was said in its requests with them; how many said something."""
    return store.forget_contest(db, campaign_id, GONE)
