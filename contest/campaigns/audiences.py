"""A contest's audiences: which there are, and what staff change of them.

Whether a change is still allowed is the caller's to ask, after ``editing.hold``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session

from contest import entropy
from contest.campaigns import audience_store, models
from contest.campaigns.audience_rules import Audience


def of(db: Session, campaign_id: str, *, held: bool = False) -> tuple[Audience, ...]:
    """A contest's audiences in their order; ``held``: for whoever lets somebody belong to one."""
    return tuple(plain(row) for row in audience_store.of_campaign(db, campaign_id, held=held))


def hold(db: Session, audience_id: str) -> None:
    """Nobody begins to belong to it until the commit: it may go."""
    audience_store.hold(db, audience_id)


def plain(row: models.Audience) -> Audience:
    """A stored audience as the rules take it."""
    return Audience(row.id, row.code, row.name, row.who, row.youngest, row.oldest, row.bank_slug)


def copied(audiences: Iterable[Audience]) -> dict[str, Audience]:
    """The same audiences for another contest: id here → the one there, with an id of its own."""
    return {each.id: replace(each, id=entropy.new_id()) for each in audiences}


def add(db: Session, campaign_id: str, audiences: Iterable[Audience], first: int = 1) -> None:
    """Write audiences in their order, from this place on."""
    rows = [
        _values(each) | {"id": each.id, "campaign_id": campaign_id, "place": place}
        for place, each in enumerate(audiences, first)
    ]
    audience_store.add(db, rows)


def change(db: Session, audience: Audience) -> None:
    """Other words, ages or bank of one that is there."""
    audience_store.change(db, audience.id, _values(audience))


def _values(audience: Audience) -> dict[str, object]:
    return {
        "code": audience.code,
        "name": audience.name,
        "who": audience.who,
        "youngest": audience.youngest,
        "oldest": audience.oldest,
        "bank_slug": audience.bank,
    }


def order(db: Session, audiences: Iterable[Audience]) -> None:
    """From now on they stand in this order."""
    for place, each in enumerate(audiences, 1):
        audience_store.change(db, each.id, {"place": place})


def remove(db: Session, audience_id: str) -> None:
    """Take one away that nothing belongs to."""
    audience_store.remove(db, audience_id)


def give(db: Session, round_id: str, audience_id: str | None, shift: int) -> None:
    """Whose round it is from now on, None: everybody's; and its part of a bank that rounds share out."""
    audience_store.give(db, round_id, audience_id, shift)
