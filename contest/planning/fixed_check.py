"""Whether a change leaves the questions of everybody's paper where they can be asked."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.campaigns import fixing, pools
from contest.campaigns.rules import Phase
from contest.errors import Conflict, Invalid
from contest.planning.drafting import Settings
from contest.planning.loading import Loaded

LOST = "Câu chung: {what}. Bỏ câu ấy khỏi đề, hoặc duyệt lại câu trước."


def check(db: Session, loaded: Loaded, after: Settings) -> None:
    """They have to be there when they are picked, and as long as the round may open by itself. What a draft
    has lost meanwhile stands on the list before the opening."""
    before = loaded.settings
    if not after.rules.fixed or _asked(after) == _asked(before):
        return
    waiting = [each for each in loaded.peers if each.phase is Phase.WAITING]
    days = (after.opens_at, *(each.opens_at for each in waiting if each.id != loaded.view.id))
    lost = tuple(dict.fromkeys(each for day in days for each in _lost(db, after, day)))
    if after.bank == before.bank and not waiting:
        lost = tuple(each for each in lost if each.id not in before.rules.fixed)
    if lost and (after.bank, after.rules) == (before.bank, before.rules):
        raise Conflict(LOST.format(what=fixing.counted(lost)))
    if lost:
        raise Invalid(fields={"fixed": LOST.format(what=fixing.told(lost))})


def _asked(settings: Settings) -> tuple[object, ...]:
    return settings.bank, settings.rules.fixed, pools.checked_on(settings.rules, settings.opens_at)


def _lost(db: Session, after: Settings, opens_at: datetime) -> tuple[fixing.Lost, ...]:
    return fixing.lost(db, after.bank, after.rules, opens_at)
