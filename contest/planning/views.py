"""Puts the settings pages together from what is stored and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.bank import access
from contest.campaigns import audiences, pools, prizes
from contest.campaigns.rules import Phase
from contest.campaigns.states import RoundState
from contest.errors import Invalid
from contest.planning import (
    cells,
    drafting,
    fixed,
    fixed_views,
    following,
    labels,
    loading,
    part_forms,
    present,
    ranking,
    readiness,
    rules,
    service,
    store,
    suggested_views,
    tables,
)
from contest.planning.checklist import Check, blocking, left
from contest.planning.drafting import Settings
from contest.planning.loading import Loaded
from contest.planning.pages import Checklist, CheckRow, DraftView, Expired, PartTable, SettingsPage
from contest.planning.present import Tried
from contest.planning.states import Group
from contest.rounds import monitor
from contest.ruleset.parts import label
from contest.web.pages import path_for, path_if
from questions.blueprint import PoolItem
from questions.kinds import Kind
from questions.wording import GRADED

#: The folded parts of each group's form.
FOLDED = {Group.RANKING: ranking.FOLDED, Group.PAPER: drafting.FOLDED}
#: Pages of other features, by the check that they answer; a feature that is not there has no link.
ELSEWHERE = {
    "staff": "campaigns.staff",
    "units": "units.index",
    "list": "roster.index",
    "address": "office.phones",
    "selection": "selections.desk",
}
#: Pages that only administrators may open.
ADMINS = ("address",)
PRIZES = "commendations.ladder"


@dataclass(frozen=True)
class Typed:
    """What a form brought: its fields, and what they would make of the settings."""

    values: Mapping[str, str]
    made: Tried


def settings_page(
    db: Session, who: Member, round_id: str, group: Group, now: datetime, typed: Typed | None = None
) -> SettingsPage:
    """One group of settings as stored, or as typed with what is wrong.

    A typed form keeps the version it came with: what others stored meanwhile is told when it is saved.
    """
    loaded = loading.load(db, round_id, now)
    stored = loaded.settings
    made, held = typed.made if typed else Tried(stored), drafting.values(group, stored)
    planned = loading.is_planned(loaded.view) and not loaded.view.rehearsal_of
    found = readiness.checks(db, loaded.view, now) if planned else ()
    pool = _pool(db, made.settings, loaded.view.shift) if group is Group.PAPER else None
    values = typed.values if typed else held
    page = SettingsPage(
        staff=staff_view(who, loaded.view.campaign_id),
        round=monitor.round_view(loaded.view),
        group=group,
        groups=present.group_rows(loaded, found),
        values=values,
        version=typed.values.get("version", "") if typed else rules.version_of(held),
        draft=present.draft(stored, made, group, pool, prizes.promised(db, loaded.view)),
        checklist=_checklist(db, who, loaded, found, now),
        choices={**labels.CHOICES, "origin": present.origins(stored)},
        selected=stored.selection is not None,
        opened=ranking.opened(values, made.errors, FOLDED.get(group, {})),
        errors=made.errors,
        labels={name: labels.label_of(name) for name in made.errors},
        locked=loaded.locked(group),
        amends=loaded.amends(group),
        shared="" if loaded.locked(group) else _shared_lock(loaded, group) and service.SHARED,
        peers=present.peers(loaded),
        public=path_for("shortcut", slug="x")[:-1],
        prizes=path_if(PRIZES, round=round_id),
        live=present.is_live(stored),
    )
    if pool is not None:
        page = _with_paper(db, who, page, made, pool, stored.bank)
        page = _with_picks(db, who, page, made, now)
    return replace(_with_audiences(db, loaded, page), prizes_of_all=_prizes_of_all(loaded))


def _with_paper(
    db: Session, who: Member, page: SettingsPage, made: Tried, pool: tuple[PoolItem, ...], bank: str
) -> SettingsPage:
    """The blueprint, of the whole paper or of each part, and the banks it may draw from."""
    found = _tables(db, made, page.values, pool)
    return replace(
        page,
        table=found[0].table,
        parts=found if part_forms.count_of(page.values.get("parts", "")) else (),
        banks=_banks(db, who, bank),
        expired=_expired(db, who, made.settings),
    )


def _with_picks(db: Session, who: Member, page: SettingsPage, made: Tried, now: datetime) -> SettingsPage:
    """The questions that are picked one by one: those of every paper, and open ones."""
    asked = (db, who, made.settings, page.values, now)
    return replace(page, fixed=fixed_views.shown(*asked), suggested=suggested_views.shown(*asked))


def _prizes_of_all(loaded: Loaded) -> str:
    """Where the prizes of the whole contest are set, while its rounds are added up."""
    view = loaded.view
    return "" if view.season is None or view.rehearsal_of else path_if(PRIZES, round=view.campaign_id)


def _shared_lock(loaded: Loaded, group: Group) -> str:
    """Why what rounds share stands in this group: the bank is an audience's own affair."""
    return loaded.bank_lock if group is Group.PAPER and loaded.view.only else loaded.contest_lock


def _with_audiences(db: Session, loaded: Loaded, page: SettingsPage) -> SettingsPage:
    """What the contest's audiences are, and whose round this is, where the page speaks of it."""
    only = loaded.view.only.label if loaded.view.only else ""
    if page.group not in (Group.TIME, Group.PEOPLE):
        return replace(page, only=only)
    labels = tuple(each.label for each in audiences.of(db, loaded.view.campaign_id))
    weeks = present.weeks(loaded) if page.group is Group.TIME else ()
    last = present.week(loaded, loaded.alike[-1])
    said = following.told(loaded) if weeks else ""
    return replace(page, only=only, audiences=labels, weeks=weeks, last=last, following=said)


def may_use(db: Session, who: Member, round_id: str, bank: str, now: datetime) -> bool:
    """Whether somebody may let a round draw from this bank: the one it has, or one that they write in."""
    kept = loading.load(db, round_id, now).settings.bank
    return bank == kept or Permission.WRITE in access.rights(db, who)(bank)


def _banks(db: Session, who: Member, kept: str) -> tuple[tuple[str, str], ...]:
    writes = access.rights(db, who)
    return tuple(
        (slug, name) for slug, name in service.banks(db) if slug == kept or Permission.WRITE in writes(slug)
    )


def _pool(db: Session, settings: Settings, shift: int) -> tuple[PoolItem, ...]:
    return pools.pool(db, settings.bank, settings.rules, settings.opens_at, shift)


def _expired(db: Session, who: Member, settings: Settings) -> Expired:
    count = pools.expired(db, settings.bank, settings.opens_at)
    seen = count and access.rights(db, who)(settings.bank)
    link = path_for("bank.show", bank=store.bank_id(db, settings.bank)) if seen else ""
    return Expired(count, settings.rules.keeps_expired, link)


def _tables(
    db: Session, made: Tried, values: Mapping[str, str], pool: tuple[PoolItem, ...]
) -> tuple[PartTable, ...]:
    """The blueprint of each part; of a paper without parts as if it were one."""
    lines, counted = made.settings.rules.blueprint, cells.stock(fixed_views.drawable(pool, values))
    parts = part_forms.count_of(values.get("parts", "")) or 1
    try:
        asked = cells.lines_of(cells.split(values)[0], lines, parts)
    except Invalid:
        asked = lines
    topics = {*counted.topics(), *(line.topic for line in lines if line.topic)}
    names, short = store.topic_names(db, topics), cells.missing(asked, pool, fixed.ticked(values))
    row = _added(values) if values.get("add") else None
    added = {part_forms.which(values.get("add_part", ""), parts): row}
    most = cells.MOST_ROWS // parts
    return tuple(
        PartTable(
            number,
            label(number),
            tables.table(lines, values, counted, short, names, added.get(number), number, most),
        )
        for number in range(1, parts + 1)
    )


def _added(values: Mapping[str, str]) -> cells.Row:
    kind = values.get("add_kind", "")
    return values.get("add_topic") or None, Kind(kind) if kind in GRADED else None


def preview(db: Session, round_id: str, group: Group, made: Tried, now: datetime) -> DraftView:
    """The thể lệ of what is typed, alone."""
    loaded = loading.load(db, round_id, now)
    pool = _pool(db, made.settings, loaded.view.shift) if group is Group.PAPER else None
    return present.draft(loaded.settings, made, group, pool, prizes.promised(db, loaded.view))


def stale(page: SettingsPage, db: Session, round_id: str, now: datetime) -> SettingsPage:
    """The page after somebody else stored something: theirs named, the typed kept. It carries the version
    of what it names: saving again replaces that."""
    stored = loading.load(db, round_id, now).settings
    theirs = present.theirs(page.group, stored, page.values)
    version = rules.version_of(drafting.values(page.group, stored))
    return replace(page, version=version, problem=service.STALE, theirs=theirs)


def checklist(db: Session, who: Member, round_id: str, now: datetime) -> Checklist:
    """The list before the opening, alone."""
    loaded = loading.load(db, round_id, now)
    return _checklist(db, who, loaded, readiness.checks(db, loaded.view, now), now)


def _checklist(
    db: Session, who: Member, loaded: Loaded, found: tuple[Check, ...], now: datetime
) -> Checklist:
    view = loaded.view
    planned = loading.is_planned(view) and not view.rehearsal_of
    reads = bool(access.rights(db, who)(view.bank_slug))
    rehearsed = None if view.rehearsal_of else readiness.rehearsal(db, view.campaign_id, now)
    return Checklist(
        round_id=view.id,
        rows=tuple(_check_row(each, view.id, who, reads) for each in found) if planned else (),
        left=len(left(found)),
        blocked=bool(blocking(found)),
        draft=planned and view.phase is Phase.DRAFT,
        waiting=planned and view.phase is Phase.WAITING,
        can_write=who.may(Permission.WRITE, view.campaign_id),
        can_run=who.may(Permission.RUN, view.campaign_id),
        rehearsal=rehearsed.id if rehearsed else "",
        is_rehearsal=bool(view.rehearsal_of) and view.state is not RoundState.DRAFT,
    )


def _check_row(check: Check, round_id: str, who: Member, reads: bool) -> CheckRow:
    link = ""
    if check.group is Group.PRIZES:
        link = path_if(PRIZES, round=round_id)
    elif check.group is not None:
        link = path_for("planning.settings", round=round_id, group=check.group.value)
    elif check.key in ELSEWHERE and (who.admin or check.key not in ADMINS):
        name = ELSEWHERE[check.key]
        link = path_if(name) or path_if(name, round=round_id)
    return CheckRow(
        check.key, check.done, check.required, check.said if reads else check.text, check.hint, link
    )


def stored(db: Session, round_id: str, now: datetime) -> Settings:
    """What is set now."""
    return loading.load(db, round_id, now).settings
