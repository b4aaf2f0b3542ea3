"""What a contest aims at: read, and changed by staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.dashboards import store, target_rules
from contest.dashboards.models import ContestTarget
from contest.dashboards.target_rules import Targets
from contest.units import service as units


def of(db: Session, campaign_id: str) -> Targets:
    """A contest's targets, those of merged units added to their others."""
    found = target_rules.from_json(store.content(db, campaign_id))
    return replace(found, units=target_rules.merged(found.units, units.merged(db))) if found.units else found


def change(
    db: Session,
    actor: str,
    round_id: str,
    people: int | None,
    share: int | None,
    given: Mapping[str, int | None],
    now: datetime,
) -> None:
    """Aim at this. ``given``: unit → its own number, None for none; other units keep theirs."""
    view = campaigns.view(db, round_id, now)
    editing.hold(db, view.campaign_id)
    known = units.tree(db)
    kept = dict(of(db, view.campaign_id).units) | {unit: number for unit, number in given.items() if number}
    gone = {unit for unit, number in given.items() if not number}
    own = {unit: number for unit, number in kept.items() if unit in known and unit not in gone}
    made = target_rules.to_json(Targets(people, share, own))
    if made == store.content(db, view.campaign_id):
        return
    store.put(db, ContestTarget(campaign_id=view.campaign_id, content=made, changed_by=actor, changed_at=now))
    detail = {"campaign": view.campaign_id, "people": people or 0, "share": share or 0, "units": len(own)}
    audit.record(db, actor, "dashboards.targets", round_id, detail, now)
