"""From stored versions to what their pages show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head, lines
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.people import service as people
from contest.results import publication_rules as rules
from contest.results import publication_store as store
from contest.results import publishing
from contest.results.publication_pages import (
    ChangedRow,
    OwnRow,
    PublicationDeskPage,
    PublicationPage,
    Typed,
    VersionLine,
    Waiting,
)
from contest.results.publication_states import Kind
from contest.results.publication_store import Version
from contest.results.publishing_job import IN_WORDS, PREPARE, PrepareStep
from contest.web.filters import points

SERVER = "Máy chủ"
KINDS = {Kind.PROVISIONAL: "Kết quả tạm thời", Kind.FINAL: "Kết quả chính thức"}
#: Rows that changed, on one page.
SHOWN = 30
NOT_THERE, NO_RANK = "không có", "không xếp hạng"


def desk(db: Session, who: Member, round_id: str, form: Typed, now: datetime) -> PublicationDeskPage:
    """The page of the desk."""
    view = campaigns.view(db, round_id, now)
    versions = store.versions(db, round_id)
    done = publishing.published(versions)
    names = staffing.names(
        db, {one for each in versions for one in (each.prepared_by, each.approved_by) if one}
    )
    waiting = versions[-1] if versions and not versions[-1].is_published else None
    return PublicationDeskPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        stage=rules.stage(done, now),
        until=done[-1].complaints_until if done else None,
        form=form,
        days=rules.USUAL_DAYS,
        waiting=_waiting(db, who, view, waiting, names) if waiting else None,
        versions=_lines(db, [one for one in reversed(versions) if one.is_published], names),
        closed=view.phase is Phase.CLOSED and not view.rehearsal_of,
        papers=publishing.tells_papers(db, view, now),
    )


def _waiting(db: Session, who: Member, view: RoundView, one: Version, names: Mapping[str, str]) -> Waiting:
    told: dict[str, Any] = {
        "id": one.id,
        "number": one.version,
        "kind": KINDS[Kind(one.kind)],
        "reason": one.reason,
        "by": names.get(one.prepared_by, SERVER),
        "at": one.prepared_at,
    }
    if not one.is_ready:
        job = jobs.status(db, PREPARE, one.id)
        failed = job.error if job and job.state is JobState.FAILED else ""
        step = IN_WORDS[PrepareStep(job.step if job else "")]
        return Waiting(**told, step=step, done=job.done if job else 0, failed=failed)
    may = publishing.approvers(db, view.campaign_id)
    can = rules.may_sign(one.prepared_by, who.id, may)
    changes, changed = _changes(db, one)
    return Waiting(
        **told,
        sha256=one.sha256,
        short=rules.short(one.sha256),
        stale=not publishing.is_current(db, view, one),
        refusal="" if can or not who.may(Permission.APPROVE, view.campaign_id) else rules.TWO_PEOPLE,
        alone=can and one.prepared_by == who.id,
        changes=changes,
        changed=changed,
    )


def _changes(db: Session, one: Version) -> tuple[int, tuple[ChangedRow, ...]]:
    """How many rows changed since the version before, and the first of them with names, for staff."""
    told = json.loads(store.differences(db, [one.id])[one.id])
    if not told:
        return 0, ()
    rows = told["rows"][:SHOWN]
    named = people.full_names(db, [entry for entry, *_ in rows])
    return told["count"], tuple(
        ChangedRow(named[entry].name if entry in named else NOT_THERE, _place(before), _place(after))
        for entry, before, after in rows
    )


def _place(told: list[int]) -> str:
    if not told:
        return NOT_THERE
    rank, earned = told
    return f"{f'hạng {rank}' if rank else NO_RANK}, {points(earned)} điểm"


def _lines(db: Session, versions: list[Version], names: Mapping[str, str]) -> tuple[VersionLine, ...]:
    changed = store.differences(db, [one.id for one in versions])
    return tuple(_line(one, json.loads(changed[one.id]), names) for one in versions)


def _line(one: Version, told: Any, names: Mapping[str, str]) -> VersionLine:
    assert one.approved_at is not None
    return VersionLine(
        number=one.version,
        kind=KINDS[Kind(one.kind)],
        at=one.approved_at,
        prepared_by=names.get(one.prepared_by, SERVER),
        approved_by=names.get(one.approved_by or "", SERVER),
        alone=one.signed_alone,
        sha256=one.sha256,
        short=rules.short(one.sha256),
        reason=one.reason,
        until=one.complaints_until,
        changes=told["count"] if told else 0,
    )


def public(
    db: Session,
    round_id: str,
    now: datetime,
    form: Typed | None = None,
    own: publishing.Own | None = None,
) -> PublicationPage:
    """The page for everybody: no name of anybody, of staff neither."""
    view, versions = publishing.shown(db, round_id, now)
    last = versions[-1]
    assert last.approved_at is not None
    return PublicationPage(
        round=view.id,
        slug=view.slug,
        title=lines(view.title),
        organiser=lines(view.organiser),
        round_name=view.name,
        stage=rules.stage(publishing.published(versions), now),
        number=last.version,
        at=last.approved_at,
        until=last.complaints_until,
        sha256=last.sha256,
        short=rules.short(last.sha256),
        fingerprint=rules.fingerprint(last.public_key),
        alone=last.signed_alone,
        reason=last.reason,
        people=last.ranked,
        papers=publishing.tells_papers(db, view, now),
        older=_lines(db, versions[-2::-1], {}),
        form=form or Typed(),
        own=_own(own, last.ranked) if own else None,
    )


def _own(own: publishing.Own, people: int) -> OwnRow:
    row = own.row
    if not row:
        return OwnRow(there=False)
    marks = (row.get("rank"), row["points"], row["right"], row["seconds"])
    return OwnRow(True, *marks, counts=own.counts, people=people)
