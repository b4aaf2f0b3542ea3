"""What was given in prizes: by the last issued list of each round that is counted, and of whole contests."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.clock import local
from contest.commendations import service as commendations
from contest.commendations.content import Content
from contest.summaries.choosing import Spec
from contest.summaries.content import PrizeLine
from contest.units import service as units


def given(db: Session, spec: Spec, counted: Sequence[RoundView]) -> PrizeLine:
    """The prizes of these rounds; those of a whole contest when its list was issued in the period."""
    lists = list(_lists(db, spec, counted))
    wanted = units.under(db, spec.unit) if spec.unit else None
    return total(lists, wanted)


def _lists(db: Session, spec: Spec, counted: Sequence[RoundView]) -> Iterator[Content]:
    for issued in commendations.newest(db, [view.id for view in counted]):
        yield issued.content
    yield from whole(db, spec)


def whole(db: Session, spec: Spec) -> tuple[Content, ...]:
    """The last lists of whole contests that were issued in the period; a single round's report has none."""
    if spec.scope in {view.id for view in spec.among}:
        return ()
    every = commendations.newest(db, sorted({view.campaign_id for view in spec.among}))
    return tuple(one.content for one in every if spec.period.has(local(one.issued_at).date()))


def total(lists: Sequence[Content], wanted: Collection[str] | None) -> PrizeLine:
    """How many prizes for people and for units, and the sum in đồng; of some units or of everybody. Pure."""
    people = [one for made in lists for one in made.people if wanted is None or one.unit_id in wanted]
    groups = [one for made in lists for one in made.units if wanted is None or one.unit_id in wanted]
    money = sum(one.amount for one in people) + sum(one.amount for one in groups)
    return PrizeLine(lists=len(lists), people=len(people), units=len(groups), money=money)
