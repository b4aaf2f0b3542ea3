"""The form of targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.dashboards import choosing, gathering, target_rules, targets
from contest.dashboards.choosing import WHOLE, Scope
from contest.dashboards.forms import OWN
from contest.dashboards.pages import TargetRow, TargetsPage
from contest.dashboards.target_rules import Targets
from contest.rounds import monitor
from contest.units import service as units
from contest.units.rules import text_sort_key
from contest.web.forms import PostedForm

#: A form takes so many fields; whoever has more units goes to those below one of them.
MOST = 300
NO_ERRORS: Mapping[str, str] = {}


def page(
    db: Session,
    who: Member,
    round_id: str,
    unit: str,
    now: datetime,
    typed: PostedForm | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
    *,
    saved: bool = False,
) -> TargetsPage:
    """The form as it is stored, or as it was typed."""
    scope = choosing.scope(db, round_id, WHOLE, unit, now)
    kept = targets.of(db, scope.view.campaign_id)
    rows = _rows(db, scope, kept, typed, errors)
    values = {"people": _said(kept.people), "share": _said(kept.share)}
    if typed is not None:
        values = {name: typed.text(name) for name in values}
    return TargetsPage(
        staff=staff_view(who, scope.view.campaign_id),
        round=monitor.round_view(scope.view),
        values=values,
        rows=rows[:MOST],
        unit=scope.unit,
        unit_name=scope.unit_name,
        more=max(0, len(rows) - MOST),
        saved=saved,
        errors=errors,
    )


def _rows(
    db: Session, scope: Scope, kept: Targets, typed: PostedForm | None, errors: Mapping[str, str]
) -> tuple[TargetRow, ...]:
    found = gathering.tree(db, scope)
    lines = set(found.places.values()) - {found.start}
    if scope.unit:
        lines.add(found.start)
    names = units.rows(db, lines)
    made = []
    for line in sorted(lines, key=lambda line: (line != found.start, text_sort_key(names[line].name), line)):
        size, name = found.sizes.get(line, found.size if line == found.start else 0), OWN + line
        value = typed.text(name) if typed is not None else _said(kept.units.get(line))
        usual = target_rules.of_part(kept.share, size)
        deeper = line in found.upper and line != found.start
        made.append(TargetRow(line, names[line].name, size, value, usual, errors.get(name, ""), deeper))
    return tuple(made)


def _said(value: int | None) -> str:
    return "" if value is None else str(value)
