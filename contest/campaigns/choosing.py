"""Which audience somebody takes part in: whose round a phone is shown, and choosing, once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import audience_rules, audiences, service
from contest.campaigns.audience_rules import Audience
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Invalid
from contest.people import audiences as belonging
from contest.people import service as people

ENTERABLE = (Phase.OPEN, Phase.WAITING)
OVER = "Các vòng thi của {label} đã đóng. Hỏi Ban Tổ chức nếu bạn thuộc bảng này."


@dataclass(frozen=True, slots=True)
class Mine:
    """A contest as one phone sees it. ``view``: the round that it cares about; ``rounds``: all that visitors
    may know of; ``audiences``: the contest's, once one of them has such a round."""

    view: RoundView
    rounds: tuple[RoundView, ...]
    entry_id: str | None
    audiences: tuple[Audience, ...] = ()
    audience_id: str | None = None

    @property
    def is_asked(self) -> bool:
        """Whether this phone's entrant has to say whom they belong to before anything can be started."""
        return bool(self.entry_id and self.audiences and self.audience_id is None)

    @property
    def own(self) -> Audience | None:
        """The audience of this phone's entrant."""
        return audience_rules.by_id(self.audiences, self.audience_id)

    @property
    def is_theirs(self) -> bool:
        """Whether the round shown is one that they may sit; their audience may have none yet."""
        return self.audience_id is None or audience_rules.is_for(self.view.only, self.audience_id)


def mine(db: Session, slug: str, entries: Collection[str], now: datetime) -> Mine:
    """What a phone with these entries is shown. A contest without audiences costs no further statement."""
    rounds = service.shown(db, slug, now)
    entry_id = people.entry_of(db, rounds[0].campaign_id, entries)
    if not any(each.only for each in rounds):
        return Mine(service.must_pick(rounds), rounds, entry_id)
    found = audiences.of(db, rounds[0].campaign_id)
    audience_id = belonging.of_one(db, entry_id)
    return Mine(service.must_pick(rounds, audience_id), rounds, entry_id, found, audience_id)


def closed_to(rounds: Sequence[RoundView], audience: Audience | None) -> str:
    """Why somebody of this audience can't enter any more; "" while they can."""
    if audience is None:
        return ""
    theirs = [each for each in rounds if audience_rules.is_for(each.only, audience.id)]
    # Where none of its own rounds is known yet, one will come.
    is_known = any(each.only is not None for each in theirs)
    is_over = is_known and not any(each.phase in ENTERABLE for each in theirs)
    return OVER.format(label=audience.short) if is_over else ""


def take(db: Session, slug: str, entry_id: str, wanted: str, now: datetime) -> None:
    """Let an entry belong to the audience that was chosen, once; Invalid says why it can't.

    Asked anew under the lock: an audience may have gone while the form was filled in.
    """
    rounds = service.shown(db, slug, now)
    found = audiences.of(db, rounds[0].campaign_id, held=True)
    if not found:
        return
    placed = belonging.held(db, entry_id)
    try:
        audience = audience_rules.chosen(found, wanted, placed.birth_year, now)
    except ValueError as wrong:
        raise Invalid(fields={"audience": str(wrong)}) from wrong
    if said := closed_to(rounds, audience):
        raise Invalid(fields={"audience": said})
    belonging.choose(db, entry_id, audience.id if audience else None)
