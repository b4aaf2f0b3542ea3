"""Who goes on to a round: computed from the earlier one's results and from what staff decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import clock
from contest.campaigns import editing
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.people import service as people
from contest.ruleset.selection import By, Selection
from contest.selections import rules, store
from contest.selections.models import SelectionChange, SelectionList
from contest.selections.rules import Cut
from contest.standings import scores
from contest.standings import service as standings
from contest.standings.units import by_number, by_rate
from contest.units import service as units

NO_SELECTION = "Vòng này không chọn người từ vòng trước."
NO_ORIGIN = "Vòng trước của danh sách này không còn. Chọn lại ở mục Nhiều vòng của trang thiết lập."
#: Subject → the entries that it stands for, and its rank.
Members = dict[str, tuple[tuple[str, ...], int]]


@dataclass(frozen=True)
class Computed:
    """Who goes on by the earlier round's results and what staff decided. ``places``: entry → rank.

    ``found`` is cut in people or in units; ``undecided`` are those of them staff have to decide about.
    """

    found: Cut
    people: tuple[str, ...]
    places: Mapping[str, int]
    tied: frozenset[str]
    undecided: tuple[str, ...]
    digest: str


@dataclass(frozen=True)
class State:
    """Where the selection for a round stands. ``computed`` None: the earlier round is not closed yet."""

    view: RoundView
    selection: Selection
    origin: RoundView
    computed: Computed | None
    frozen: SelectionList | None
    changes: Mapping[str, SelectionChange]

    @property
    def is_open(self) -> bool:
        """Whether people may start already."""
        return self.view.phase not in (Phase.DRAFT, Phase.WAITING)


def targets(db: Session, view: RoundView, now: datetime) -> tuple[RoundView, ...]:
    """The rounds for which this one selects."""
    rounds = editing.rounds_of(db, view.campaign_id, now)
    return tuple(each for each in rounds if each.selection and each.selection.round == view.number)


def origin(db: Session, view: RoundView, now: datetime) -> RoundView:
    """The round that selects for this one; NotFound where everybody may take part."""
    if view.selection is None:
        raise NotFound(NO_SELECTION)
    found = editing.origin_of(db, view, now)
    if found is None:
        raise NotFound(NO_ORIGIN)
    return found


def state(db: Session, view: RoundView, now: datetime) -> State:
    """Where the selection for a round stands; NotFound where everybody may take part."""
    earlier = origin(db, view, now)
    assert view.selection is not None
    changes = {row.subject: row for row in store.changes(db, view.id)}
    computed = None
    if earlier.phase is Phase.CLOSED:
        computed = _computed(db, view, view.selection, earlier, changes)
    return State(view, view.selection, earlier, computed, store.list_of(db, view.id), changes)


def _computed(
    db: Session,
    view: RoundView,
    selection: Selection,
    origin: RoundView,
    changes: Mapping[str, SelectionChange],
) -> Computed:
    of_units = selection.is_of_units
    decided = {row.subject: row.chosen for row in changes.values() if row.of_unit is of_units}
    changed = _changed(db, view, changes)
    found, members = (_units if selection.is_of_units else _people)(db, selection, origin)
    chosen = rules.going(found, selection.border, decided)
    by_board = [entry_id for subject in chosen for entry_id in members[subject][0]]
    gone_on = rules.settled(by_board, changed)
    tied = {entry_id for subject in found.tied for entry_id in members[subject][0]}
    return Computed(
        found=found,
        people=gone_on,
        places=_places(chosen, members),
        tied=frozenset(tied),
        undecided=rules.undecided(found, selection.border, decided),
        digest=rules.digest(view.id, gone_on),
    )


def _changed(db: Session, view: RoundView, changes: Mapping[str, SelectionChange]) -> dict[str, bool]:
    """Whom staff added or took off. A decision about the border is none: it sleeps while its subject is not
    tied there. Nor is somebody whose registration is gone."""
    said = {row.subject: row.chosen for row in changes.values() if not (row.of_unit or row.at_border)}
    added = [entry_id for entry_id, chosen in said.items() if chosen]
    there = people.entries_in(db, view.campaign_id, added)
    return {entry_id: chosen for entry_id, chosen in said.items() if not chosen or entry_id in there}


def _places(chosen: Sequence[str], members: Members) -> dict[str, int]:
    """Entry → the rank by which it goes on: its own, or its unit's."""
    found = ((members[subject][0], members[subject][1]) for subject in chosen)
    return {entry_id: rank for entries, rank in found for entry_id in entries}


def _people(db: Session, selection: Selection, origin: RoundView) -> tuple[Cut, Members]:
    """The best people; who is barred, or not ranked by the rules, is on no board."""
    ranked = [(one.entry_id, one.rank) for one in standings.every(db, origin.id)]
    members: Members = {entry_id: ((entry_id,), rank) for entry_id, rank in ranked}
    return rules.cut(ranked, selection.places), members


def _units(db: Session, selection: Selection, origin: RoundView) -> tuple[Cut, Members]:
    """The best units with their people who took part."""
    entries: list[str] = []
    after = ""
    while some := scores.following(db, origin.id, after, 1_000):
        entries += some
        after = some[-1]
    by_unit: dict[str, list[str]] = {}
    for entry_id, unit_id in people.units_of(db, entries).items():
        if unit_id is not None:
            by_unit.setdefault(unit_id, []).append(entry_id)
    sizes = units.headcounts(db, clock.local(origin.closes_at).date())
    order = by_rate if selection.by is By.RATE else by_number
    taken = {unit_id: len(some) for unit_id, some in by_unit.items()}
    placed = order(taken, sizes, origin.rules.minimum_unit_size)
    found = rules.cut([(unit.unit_id, unit.rank) for unit in placed], selection.places)
    members = {unit.unit_id: (tuple(sorted(by_unit[unit.unit_id])), unit.rank) for unit in placed}
    return found, members


def on_list(db: Session, found: State) -> frozenset[str]:
    """Who is on the list now: the confirmed one, else the computed."""
    if found.frozen is not None:
        return frozenset(row.entry_id for row in store.people(db, found.view.id))
    return frozenset(found.computed.people) if found.computed else frozenset()
