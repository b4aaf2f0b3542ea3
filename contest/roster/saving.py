"""Saving the sound rows of a list in one transaction, and undoing it whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns.service import RoundView
from contest.entropy import new_id
from contest.errors import Conflict
from contest.lists import drafts
from contest.lists.drafts import NOT_SAVED, NOTHING, ImportState, Standing, dumped
from contest.people import enrolling, leaving
from contest.people.enrolling import Named
from contest.roster import importing, store
from contest.roster.import_rules import Judged, savable
from contest.roster.importing import loaded

MOVED = "Đơn vị hoặc danh sách trên máy vừa được sửa nên chưa lưu gì. Xem lại các dòng bên dưới rồi lưu."
BEGUN = (
    "{count} người của tệp này đã vào thi ({names}), nên không hoàn tác được. "
    "Bỏ từng người chưa vào thi ở danh sách."
)
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Saved:
    """How many were saved, and how many rows still wait."""

    made: int
    waiting: int


def save(
    db: Session, owner: str, view: RoundView, import_id: str, version: int, seen: str, now: datetime
) -> Saved:
    """Save every sound row; the others wait to be mended. ``seen``: the mark of what the page promised."""
    store.hold(db, view.campaign_id)
    row = importing.find(db, owner, view.campaign_id, import_id, now, lock=True)
    if row.state != ImportState.DRAFT:
        return Saved(row.made, 0)
    rows = loaded(row.rows)
    judged = importing.judged(db, view, rows, now, held=True)
    drafts.check(row, version, seen, importing.seen(judged), MOVED)
    sound = savable(judged)
    done = {one.row.line for one in sound} | {one.row.line for one in judged if one.standing is Standing.HAVE}
    if not done:
        raise Conflict(NOTHING)
    _write(db, view.campaign_id, import_id, sound, now)
    waiting = [each for each in rows if each.line not in done]
    made = row.made + len(sound)
    store.put(db, row, dumped(waiting), ImportState.DRAFT if waiting else ImportState.SAVED, made)
    detail = {"campaign": view.campaign_id, "made": len(sound), "waiting": len(waiting)}
    audit.record(db, owner, "roster.import", import_id, detail, now)
    return Saved(len(sound), len(waiting))


def _write(db: Session, campaign_id: str, import_id: str, sound: Sequence[Judged], now: datetime) -> None:
    people = enrolling.enrol(db, [Named(one.name, one.year, one.phone) for one in sound])
    members = [
        {
            "id": new_id(),
            "campaign_id": campaign_id,
            "import_id": import_id,
            "person_id": person_id,
            "unit_id": one.unit_id,
            "class_name": one.group,
            "own_code": one.code,
            "audience_id": one.audience.id if one.audience else None,
            "created_at": now,
        }
        for person_id, one in zip(people, sound, strict=True)
    ]
    store.add_members(db, members)


def undo(db: Session, actor: str, campaign_id: str, import_id: str, now: datetime) -> int:
    """Take everybody off the roster whom a list brought, while nobody of them has come; how many."""
    store.hold(db, campaign_id)
    row = importing.find(db, actor, campaign_id, import_id, now, lock=True)
    if row.state == ImportState.UNDONE:
        return 0
    members = store.members_by(db, import_id)
    if not row.made:
        raise Conflict(NOT_SAVED)
    if come := [member.person_id for member in members if member.entry_id]:
        raise Conflict(_begun(db, come))
    people = [member.person_id for member in members]
    store.remove_members(db, [member.id for member in members])
    leaving.drop_lonely(db, people)
    store.put(db, row, "[]", ImportState.UNDONE, row.made)
    detail = {"campaign": campaign_id, "people": len(people)}
    audit.record(db, actor, "roster.undo", import_id, detail, now)
    return len(people)


def _begun(db: Session, come: Sequence[str]) -> str:
    named = enrolling.named(db, come[:MOST_NAMED])
    names = ", ".join(each.name for each in named.values())
    more = f" và {len(come) - MOST_NAMED} người khác" if len(come) > MOST_NAMED else ""
    return BEGUN.format(count=len(come), names=names + more)
