"""From a selection to what its pages show."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head, lines
from contest.errors import NotFound
from contest.people import service as people
from contest.people.service import FullName
from contest.ruleset import selection as words
from contest.ruleset.selection import Border
from contest.selections import computing, service, store
from contest.selections.computing import State
from contest.selections.forms import MOST_TIED
from contest.selections.pages import (
    Asked,
    Confirmed,
    DeskPage,
    ListedRow,
    PeoplePage,
    PersonRow,
    TiedRow,
)
from contest.standings import scores
from contest.units import service as units
from contest.web import filters

ROWS = 50
NO_LIST = "Vòng này không có danh sách người được chọn."
NOT_YET = "Danh sách có ở đây sau khi Ban Tổ chức xác nhận."
ANNOUNCED = "Ban Tổ chức đang công bố kết quả {name} tại hội trường. Danh sách có ở đây khi công bố xong."


def listed(db: Session, round_id: str, entries: Collection[str], page: int, now: datetime) -> PeoplePage:
    """The confirmed list for visitors; NotFound where there is none to be public."""
    view = campaigns.public_view(db, round_id, now)
    if view.selection is None or not view.selection.public:
        raise NotFound(NO_LIST)
    found = computing.origin(db, view, now)
    shown = PeoplePage(
        slug=view.slug,
        round_name=view.name,
        title=lines(view.title),
        sentence=words.sentence(view.selection, found.name),
    )
    confirmed = store.list_of(db, round_id)
    if confirmed is None:
        return replace(shown, held=NOT_YET)
    if scores.announcing(db, [found]):
        return replace(shown, held=ANNOUNCED.format(name=filters.inner(found.name)))
    rows = store.people(db, round_id)
    last = max(1, -(-len(rows) // ROWS))
    page = min(page, last)
    own = people.entry_of(db, view.campaign_id, entries) or ""
    part = rows[(page - 1) * ROWS : page * ROWS]
    masked = view.rules.show_minors_masked or found.rules.show_minors_masked
    names = people.public_names(db, [row.entry_id for row in part], now, minors_masked=masked)
    return replace(
        shown,
        rows=tuple(
            ListedRow(row.place, names[row.entry_id].name, names[row.entry_id].unit_name, row.entry_id == own)
            for row in part
        ),
        people=len(rows),
        confirmed_at=confirmed.confirmed_at,
        page=page,
        pages=last,
        own=bool(own) and own in service.let_in(db, round_id, [own]),
    )


def desk(
    db: Session,
    who: Member,
    round_id: str,
    form: Asked,
    now: datetime,
    *,
    query: str = "",
    entry: str = "",
    page: int = 1,
) -> DeskPage:
    """The list with everything that staff decide about it."""
    found = computing.state(db, campaigns.view(db, round_id, now), now)
    shown = DeskPage(
        staff=staff_view(who, found.view.campaign_id),
        round=head(found.view),
        form=form,
        sentence=words.sentence(found.selection, found.origin.name),
        origin=(found.origin.id, found.origin.name),
        of_units=found.selection.is_of_units,
        places=found.selection.places,
        planned=not found.is_open,
        over=found.view.phase in (Phase.CLOSING, Phase.CLOSED),
        public=found.selection.public and found.view.phase is not Phase.DRAFT,
        q=query,
    )
    if found.computed is None:
        return replace(shown, waits=service.NOT_CLOSED.format(name=found.origin.name))
    return _with_list(db, _with_tied(db, shown, found), found, query, entry, page, now)


def _with_tied(db: Session, shown: DeskPage, found: State) -> DeskPage:
    """What is equal at the border, and what was decided about it."""
    computed = found.computed
    assert computed is not None
    tied = computed.found.tied
    if not tied or found.frozen is not None:
        return shown
    rows = tied[:MOST_TIED] if len(tied) <= MOST_TIED else ()
    if found.selection.is_of_units:
        names = units.names(db, rows)
        said = tuple(TiedRow(one, names[one], chosen=_chosen(found, one)) for one in rows)
    else:
        known = people.full_names(db, rows)
        said = tuple(TiedRow(one, *_called(known, one), _chosen(found, one)) for one in rows)
    return replace(
        shown,
        tied=said,
        left=computed.found.left,
        decides=found.selection.border is Border.DECIDE,
        undecided=len(computed.undecided),
        too_many=len(tied) if len(tied) > MOST_TIED else 0,
    )


def _chosen(found: State, subject: str) -> bool | None:
    change = found.changes.get(subject)
    return None if change is None else change.chosen


def _called(known: Mapping[str, FullName], entry_id: str) -> tuple[str, str]:
    person = known.get(entry_id)
    return (person.name, person.unit_name) if person else ("", "")


def _with_list(
    db: Session, shown: DeskPage, found: State, query: str, entry: str, page: int, now: datetime
) -> DeskPage:
    computed = found.computed
    assert computed is not None
    rows = on_list(db, found)
    last = max(1, -(-len(rows) // ROWS))
    page = min(page, last)
    part = rows[(page - 1) * ROWS : page * ROWS]
    on = {one for one, _, _ in rows}
    at_border = {row.id for row in shown.tied}
    off = [
        one
        for one, change in found.changes.items()
        if not (change.chosen or change.of_unit or one in on or one in at_border)
        and not (change.at_border and found.frozen is None)
    ]
    matches = people.search(db, found.view.campaign_id, query) if query else ()
    asked = entry if entry and people.entry_of(db, found.view.campaign_id, [entry]) else ""
    known = people.full_names(db, {*(one for one, _, _ in part), *off, *([asked] if asked else [])})
    return replace(
        shown,
        rows=tuple(_row(found, known, *row) for row in part),
        people=len(rows),
        off=tuple(_row(found, known, one) for one in off if one in known),
        seen=found.frozen.digest if found.frozen else computed.digest,
        confirmed=_confirmed(db, found, on),
        matches=tuple(
            PersonRow(one.entry_id, one.name, one.unit_name, 0) for one in matches if one.entry_id not in on
        ),
        asked=_row(found, known, asked) if asked else None,
        adds=bool(asked) and asked not in on,
        page=page,
        pages=last,
    )


def on_list(db: Session, found: State) -> list[tuple[str, int, bool]]:
    """(entry, place, tied at the border) of everybody on the list: the confirmed one, else as it would be."""
    computed = found.computed
    if found.frozen is not None:
        return [(row.entry_id, row.place, row.tied) for row in store.people(db, found.view.id)]
    if computed is None:
        return []
    places, tied = computed.places, computed.tied
    return [(one, places.get(one, 0), one in tied) for one in computed.people]


def _row(
    found: State, known: Mapping[str, FullName], entry_id: str, place: int = 0, tied: bool = False
) -> PersonRow:
    change = found.changes.get(entry_id)
    return PersonRow(entry_id, *_called(known, entry_id), place, tied, change.reason if change else "")


def _confirmed(db: Session, found: State, on: Collection[str]) -> Confirmed | None:
    frozen, computed = found.frozen, found.computed
    if frozen is None or computed is None:
        return None
    now_best = set(computed.people)
    return Confirmed(
        frozen.confirmed_at,
        staffing.names(db, [frozen.confirmed_by]).get(frozen.confirmed_by, "Quản trị viên"),
        frozen.people,
        frozen.digest[:16],
        frozen.version,
        out=len(set(on) - now_best),
        new=len(now_best - set(on)),
    )


def targets(db: Session, view: RoundView, now: datetime) -> Sequence[tuple[str, str, bool]]:
    """(round, its name, whether its list is confirmed) of the rounds for which this one selects."""
    found = computing.targets(db, view, now)
    return tuple((each.id, each.name, service.is_confirmed(db, each)) for each in found)


def announced(db: Session, view: RoundView, now: datetime) -> tuple[str, str]:
    """The round (id, name) that selects for this one while a hall is told its places one by one."""
    name = service.announced(db, view, now)
    return (computing.origin(db, view, now).id, name) if name else ("", "")
