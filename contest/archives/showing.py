"""From a contest's archive to the page about it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.archives import keeping, making
from contest.archives import rows_store as store
from contest.archives.pages import IndexPage, Origin, Ready
from contest.campaigns import service as campaigns
from contest.campaigns.showing import head
from contest.errors import Conflict
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.web.filters import decimal

SIZES = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))
NO_NAME = "một máy chủ chưa ghi tên"


def index(db: Session, who: Member, round_id: str, now: datetime) -> IndexPage:
    """The page of a round's contest."""
    view = campaigns.view(db, round_id, now)
    made, job = keeping.kept(view.campaign_id), jobs.status(db, keeping.PACK, view.campaign_id)
    percent, failed = None, ""
    if job is not None and job.state in (JobState.WAITING, JobState.RUNNING):
        percent = job.done * 100 // job.total if job.total else 0
    elif job is not None:
        failed = job.error or keeping.failed(db, view.campaign_id)
    return IndexPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        slug=view.slug,
        hindrance=_hindrance(db, view.campaign_id, now),
        percent=percent,
        failed=failed,
        ready=None if made is None else Ready(size(made.size), made.made_at, made.until),
        origin=_origin(db, view.campaign_id),
    )


def _hindrance(db: Session, campaign_id: str, now: datetime) -> str:
    try:
        making.check(db, campaign_id, now)
    except Conflict as problem:
        return problem.message
    return ""


def _origin(db: Session, campaign_id: str) -> Origin | None:
    row = store.brought(db, campaign_id)
    if row is None:
        return None
    return Origin(row.origin or NO_NAME, row.slug, row.made_at, row.brought_at)


def size(count: int) -> str:
    """Bytes in words: 1,5 MB."""
    unit, name = next(((unit, name) for unit, name in SIZES if count >= unit), (1, "byte"))
    return f"{decimal(count * 10 // unit, 1)} {name}"
