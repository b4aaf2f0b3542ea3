"""Whose round it is, for the start page: of another audience than this person's, and where theirs is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import audiences, editing
from contest.campaigns.audience_rules import Audience, by_id, is_for, pick_own
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.people import audiences as belonging

NOT_SAID = "{round} dành cho {label}. Bạn chưa chọn bảng dự thi của mình."
OTHER = "{round} dành cho {label}. Bạn dự thi {own}."
THEIRS = " Vòng thi của bạn là {round}."
NONE_YET = " Vòng thi của bạn chưa có lịch; xem lại trang cuộc thi sau."


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody's audience, None while they have said none, and the round that it has now or next."""

    own: Audience | None
    round: RoundView | None

    def told(self, view: RoundView) -> dict[str, str]:
        """The sentence of the start page, and where it leads."""
        assert view.only is not None
        if self.own is None:
            return {"whose": NOT_SAID.format(round=view.own_name, label=view.only.label)}
        said = OTHER.format(round=view.own_name, label=view.only.label, own=self.own.label)
        if self.round is None:
            return {"whose": said + NONE_YET, "own": self.own.label}
        more = THEIRS.format(round=self.round.name)
        return {"whose": said + more, "own": self.own.label, "own_round": self.round.id}


def place_of(db: Session, view: RoundView, entry_id: str, now: datetime) -> Elsewhere | None:
    """Where somebody's own round is; None where this one is. A round for everybody costs no statement."""
    if view.only is None:
        return None
    audience_id = belonging.of_one(db, entry_id)
    if is_for(view.only, audience_id):
        return None
    if audience_id is None:
        return Elsewhere(None, None)
    own = by_id(audiences.of(db, view.campaign_id), audience_id)
    found = pick_own(editing.rounds_of(db, view.campaign_id, now), audience_id)
    can_be_sat = found is not None and found.phase in (Phase.OPEN, Phase.WAITING)
    return Elsewhere(own, found if can_be_sat else None)
