"""Whether a change leaves the questions of everybody's paper where they can be asked."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.campaigns import fixing, pools
from contest.campaigns.rules import Phase
from contest.errors import Conflict, Invalid
from contest.planning import cells
from contest.planning.drafting import Settings
from contest.planning.loading import Loaded

OTHER = "{round} đã đặt lịch mở và có câu chung: {what}. Sửa đề vòng ấy, hoặc đưa vòng ấy về bản nháp trước."
OTHER_SHORT = (
    "{round} đã đặt lịch mở mà ngân hàng này không đủ câu cho đề vòng ấy. "
    "Chọn ngân hàng khác, hoặc đưa vòng ấy về bản nháp trước."
)
LOST_OPEN = "Câu hỏi mở: {what}. Bỏ câu ấy khỏi đề, hoặc duyệt lại câu trước."
LOST = "Câu chung: {what}. Bỏ câu ấy khỏi đề, hoặc duyệt lại câu trước."


def check(db: Session, loaded: Loaded, after: Settings) -> None:
    """They have to be there when they are picked, and as long as the round may open by itself. What a draft
    has lost meanwhile stands on the list before the opening."""
    before = loaded.settings
    if not after.rules.named or _asked(after) == _asked(before):
        return
    waiting = [each for each in loaded.peers if each.phase is Phase.WAITING]
    days = (after.opens_at, *(each.opens_at for each in waiting if each.id != loaded.view.id))
    lost = tuple(dict.fromkeys(each for day in days for each in _lost(db, after, day)))
    if after.bank == before.bank and not waiting:
        lost = tuple(each for each in lost if not _stood(each, before))
    if lost and (after.bank, after.rules) == (before.bank, before.rules):
        raise Conflict(LOST.format(what=fixing.counted(lost)))
    if lost:
        raise Invalid(fields=_said(lost))


def check_others(db: Session, loaded: Loaded, after: Settings) -> None:
    """What other waiting rounds, under rules of their own, ask of a bank that changes with this one's."""
    if after.bank == loaded.settings.bank:
        return
    peers = {each.id for each in loaded.peers}
    for each in loaded.alike:
        if each.phase is not Phase.WAITING or each.id in peers:
            continue
        if lost := fixing.lost(db, after.bank, each.rules, each.opens_at):
            raise Invalid(fields={"bank": OTHER.format(round=each.name, what=fixing.counted(lost))})
        pool = pools.pool(db, after.bank, each.rules, each.opens_at, each.shift)
        if any(cells.missing(each.rules.blueprint, pool, each.rules.fixed).values()):
            raise Invalid(fields={"bank": OTHER_SHORT.format(round=each.name)})


def _stood(lost: fixing.Lost, before: Settings) -> bool:
    """Whether it was in the same list already."""
    return lost.id in (before.rules.suggestions if lost.is_open else before.rules.fixed)


def _said(lost: tuple[fixing.Lost, ...]) -> dict[str, str]:
    """Beside which list it is told: open questions have one of their own."""
    told = {
        "suggestions": [each for each in lost if each.is_open],
        "fixed": [each for each in lost if not each.is_open],
    }
    said = {"suggestions": LOST_OPEN, "fixed": LOST}
    return {name: said[name].format(what=fixing.told(those)) for name, those in told.items() if those}


def _asked(settings: Settings) -> tuple[object, ...]:
    return settings.bank, settings.rules.named, pools.checked_on(settings.rules, settings.opens_at)


def _lost(db: Session, after: Settings, opens_at: datetime) -> tuple[fixing.Lost, ...]:
    return fixing.lost(db, after.bank, after.rules, opens_at)
