"""Which rounds a report counts, and what everybody has in them, as their boards say it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from contest.attempts import counted as attempts
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.clock import local
from contest.people import counted as people
from contest.standings import scores
from contest.summaries.period_rules import Period
from contest.summaries.rules import Sat
from contest.units import service as units


def closed(among: Sequence[RoundView], period: Period) -> tuple[RoundView, ...]:
    """The rounds whose results there are and that closed in a period, in the order in which they closed."""
    found = [
        view for view in among if view.phase is Phase.CLOSED and period.has(local(view.closes_at).date())
    ]
    return tuple(sorted(found, key=lambda view: (view.closes_at, view.id)))


def results(db: Session, counted: Sequence[RoundView], unit: str) -> list[Sat]:
    """What everybody on the boards of these rounds has, of a unit and all below it or of everybody."""
    asked = {view.id: view.rules.questions_count for view in counted}
    rows = scores.outcomes(db, list(asked))
    where = people.belonging(db, {entry_id for _, entry_id, _, _ in rows})
    counts = attempts.by_entry(db, list(asked))
    wanted = units.under(db, unit) if unit else None
    found = []
    for round_id, entry_id, points, right in sorted(rows):
        one = where[entry_id]
        if wanted is not None and one.unit_id not in wanted:
            continue
        sat = counts.get((round_id, entry_id), attempts.NOTHING)
        place = (one.person_id, one.unit_id, one.audience_id, one.birth_year)
        marks = (points, right, asked[round_id])
        found.append(Sat(round_id, entry_id, *place, *marks, sat.attempts, sat.by_hand))
    return found
