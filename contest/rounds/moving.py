"""Somebody belongs to another audience of the contest: staff's deed, with a reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.attempts import by_hand_looking
from contest.attempts import service as attempts
from contest.campaigns import audience_rules, audiences, editing
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience, by_id, is_for
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Invalid, NotFound
from contest.people import audiences as belonging
from contest.people import service as people
from contest.rounds import deeds
from contest.rounds.deeds import Order
from contest.rounds.service import NO_ENTRY
from contest.rounds.states import DeedKind

CHOOSE = "Chọn một bảng của cuộc thi này."
SAT = "Người này đã làm bài ở {round}. Hủy bài ấy trước, rồi mới chuyển sang {label} được."
PRINTED = (
    "Đề giấy của người này ở {round} còn chờ nhập. Nhập hoặc bỏ đề giấy ấy trước, "
    "rồi mới chuyển sang {label} được."
)
SAME = "Người này đã ở {label} rồi."


def move(db: Session, order: Order, round_id: str, entry_id: str, audience_id: str, now: datetime) -> None:
    """Let somebody belong to another audience, or to one at last.

    Nobody is in two audiences: what they did in a round of another one, as far as it counts, stands against
    it. A void attempt does not, so that who chose wrongly and sat the wrong paper can still be helped.
    """
    view = campaigns.view(db, round_id, now)
    if people.entry_of(db, view.campaign_id, [entry_id]) is None:
        raise NotFound(NO_ENTRY)
    if not deeds.claim(db, order, DeedKind.AUDIENCE, round_id, now, entry_id):
        return
    found = audiences.of(db, view.campaign_id, held=True)
    audience = by_id(found, audience_id)
    if audience is None:
        raise Invalid(fields={"audience": CHOOSE})
    placed = belonging.held(db, entry_id)
    if placed.audience_id == audience.id:
        raise Conflict(SAME.format(label=audience.short))
    if said := audience_rules.problem(audience, placed.birth_year, now):
        raise Invalid(fields={"audience": said})
    if said := _against(db, view, entry_id, audience, now):
        raise Conflict(said)
    belonging.move(db, entry_id, audience.id)
    deeds.note(db, order, DeedKind.AUDIENCE, round_id, now, subject=entry_id, people=1, audience=audience.id)


def _against(db: Session, view: RoundView, entry_id: str, audience: Audience, now: datetime) -> str:
    """What stands against it: in a round of another audience somebody has an attempt that counts or runs, or
    a paper that may still be typed in."""
    rounds = editing.rounds_of(db, view.campaign_id, now)
    for each in (one for one in rounds if not is_for(one.only, audience.id)):
        if attempts.made(db, each.id, [entry_id], now):
            return SAT.format(round=each.name, label=audience.short)
        if each.phase is Phase.OPEN and by_hand_looking.waiting_for(db, each.id, entry_id):
            return PRINTED.format(round=each.name, label=audience.short)
    return ""


def called(db: Session, view: RoundView, entry_ids: Collection[str]) -> dict[str, str]:
    """Entry → "Bảng A", of those who belong to an audience; nothing in a contest that has none."""
    found = audiences.of(db, view.campaign_id) if entry_ids else ()
    if not found:
        return {}
    names = {each.id: each.short for each in found}
    theirs = belonging.of(db, entry_ids)
    return {entry: names[audience] for entry, audience in theirs.items() if audience in names}


def choices(db: Session, view: RoundView, entry_id: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Somebody's audience as it is called, and those they may be moved to."""
    found = audiences.of(db, view.campaign_id)
    if not found:
        return "", ()
    own = belonging.of_one(db, entry_id)
    mine = by_id(found, own)
    return (mine.label if mine else ""), tuple((each.id, each.label) for each in found if each.id != own)
