"""What a report tells of contests that others held: apart from its own figures."""

from __future__ import annotations

from sqlmodel import Session

from contest.elsewhere import service as elsewhere
from contest.summaries.choosing import Spec
from contest.summaries.content import OutsideLine


def held(db: Session, spec: Spec) -> tuple[OutsideLine, ...]:
    """Those that ended in the period; a report of one contest or round has none."""
    if spec.scope:
        return ()
    found = elsewhere.counted(db, spec.period.first, spec.period.last, spec.unit)
    return tuple(
        OutsideLine(
            id=one.id,
            name=one.name,
            organiser=one.organiser,
            level=one.level,
            first=one.first_day.isoformat(),
            last=one.last_day.isoformat(),
            people=one.people,
            selected=one.selected,
            prizes=one.prizes,
        )
        for one in found
    )
