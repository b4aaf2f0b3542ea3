"""Use cases of reports: the figures of now, freezing them, finding what was frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.audit import service as audit
from contest.errors import Conflict, NotFound
from contest.summaries import choosing, comparing, content, gathering, store
from contest.summaries.choosing import Asked, Spec
from contest.summaries.content import Report
from contest.summaries.models import Summary

NO_SUMMARY = "Không tìm thấy báo cáo này. Về trang Báo cáo."
NOTHING = "Trong kỳ chưa có vòng thi nào đóng và có kết quả nên chưa có gì để chốt."
NOT_YOURS = "Chỉ người duyệt kết quả của mọi cuộc thi trong báo cáo mới chốt được."


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen report."""

    id: str
    sha256: str
    report: Report
    frozen_at: datetime


def now_of(db: Session, who: Member, asked: Asked, now: datetime) -> Report:
    """The report as the figures are now."""
    return gathering.report(db, choosing.spec(db, who, asked, now))


def may_freeze(who: Member, report: Report) -> bool:
    """Whether somebody may freeze it: whose word counts for every contest in it."""
    return _all(who, Permission.APPROVE, report.contests)


def _all(who: Member, wanted: Permission, contests: Iterable[str]) -> bool:
    return all(who.may(wanted, campaign_id) for campaign_id in contests)


def to_freeze(db: Session, who: Member, asked: Asked, now: datetime) -> Report:
    """The report that somebody wants to freeze. It is made before the lock is taken, since a large contest
    takes a second: whatever changes in between is a change after the freezing."""
    report = now_of(db, who, asked, now)
    if not report.rounds:
        raise Conflict(NOTHING)
    if not may_freeze(who, report):
        raise Conflict(NOT_YOURS)
    return report


def freeze(db: Session, who: Member, report: Report, now: datetime) -> str:
    """Keep a report; its id. The same figures again are the report that there is."""
    body = report.to_json()
    row = Summary(sha256=content.digest(body), body=body, frozen_by=who.id, frozen_at=now)
    made = row.id
    if not store.add(db, row):
        known = store.with_digest(db, content.digest(body))
        return known.id if known else made
    detail = {"sha256": row.sha256, "first": report.first, "last": report.last, "scope": report.scope}
    audit.record(db, who.id, "summaries.freeze", made, detail, now)
    return made


def frozen(db: Session, who: Member, summary_id: str) -> Frozen:
    """A frozen report; NotFound when it is not there, or is of a contest that is not theirs to see."""
    row = store.find(db, summary_id)
    found = _frozen(row) if row else None
    if found is None or not _all(who, Permission.SEE, found.report.contests):
        raise NotFound(NO_SUMMARY)
    return found


def every(db: Session, who: Member) -> tuple[Frozen, ...]:
    """Those that somebody may see, the newest first."""
    found = (_frozen(row) for row in store.newest(db))
    return tuple(one for one in found if _all(who, Permission.SEE, one.report.contests))


def _frozen(row: Summary) -> Frozen:
    return Frozen(row.id, row.sha256, content.from_json(row.body), row.frozen_at)


def changes(db: Session, who: Member, one: Frozen, now: datetime) -> tuple[str, ...]:
    """What is another number now than in a frozen report; of contests that came since nothing."""
    told = one.report
    contests = set(told.contests)
    views = tuple(view for view in choosing.visible(db, who, now) if view.campaign_id in contests)
    among = tuple(view for view in views if told.scope in ("", view.id, view.campaign_id))
    names = (told.scope, told.scope_name, told.unit, told.unit_name)
    return comparing.changes(told, gathering.report(db, Spec(told.period, *names, views, among)))
