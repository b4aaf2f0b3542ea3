"""What a dashboard is of: a round or the whole contest, everybody or one unit with all below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.clock import local
from contest.errors import NotFound
from contest.units import service as units

NO_UNIT = "Không tìm thấy đơn vị này. Về trang Tiến độ để chọn lại."
#: `?of=contest`
WHOLE = "contest"


@dataclass(frozen=True, slots=True)
class Scope:
    """``rounds``: those that are counted; ``several``: there are more in the contest; ``unit`` "": all."""

    view: RoundView
    rounds: tuple[RoundView, ...]
    several: bool
    unit: str = ""
    unit_name: str = ""

    @property
    def whole(self) -> bool:
        """Whether all rounds of the contest are counted."""
        return len(self.rounds) > 1 or not self.several

    @property
    def key(self) -> tuple[str, str]:
        """What tells this scope from others."""
        return ("" if len(self.rounds) > 1 else self.view.id) or self.view.campaign_id, self.unit

    @property
    def round_ids(self) -> tuple[str, ...]:
        """The rounds' ids."""
        return tuple(view.id for view in self.rounds)

    @property
    def audience(self) -> str | None:
        """Whose round it is, where it is not everybody's."""
        return self.view.only.id if self.view.only and len(self.rounds) == 1 else None

    @property
    def counted_on(self) -> date:
        """The day whose headcounts hold: the closing of the last round."""
        return local(max(view.closes_at for view in self.rounds)).date()


def scope(db: Session, round_id: str, of: str, unit: str, now: datetime) -> Scope:
    """What an address asks for; NotFound for a unit that is not there."""
    view = campaigns.view(db, round_id, now)
    every = editing.rounds_of(db, view.campaign_id, now)
    name = ""
    if unit:
        found = units.rows(db, (unit,)).get(unit)
        if found is None:
            raise NotFound(NO_UNIT)
        name = units.full_name(found)
    return Scope(view, every if of == WHOLE else (view,), len(every) > 1, unit, name)
