"""Publishing a round's result: prepared by one person, signed by another, found again by a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from contest import entropy
from contest.accounts import service as accounts
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.attempts import service as attempts
from contest.attempts.review import asked_still
from contest.audit import service as audit
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Forbidden, Invalid, NotFound
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.results import evidence, publication_content, publication_keys
from contest.results import publication_rules as rules
from contest.results import publication_store as store
from contest.results.publication_models import Publication
from contest.results.publication_rules import Published
from contest.results.publication_states import Kind
from contest.results.publication_store import Version
from contest.results.publishing_job import PREPARE
from contest.rounds import unmoved
from contest.ruleset.states import ReviewShown
from contest.standings import news, staging
from contest.standings import service as standings
from contest.web.filters import moment

NOT_CLOSED = "Vòng chưa có kết quả. Đóng vòng, chờ máy xếp hạng xong rồi soạn bản công bố."
REHEARSAL = "Đây là bản chạy thử. Bản chạy thử không công bố kết quả."
COVERED = "Còn hạng chưa công bố tại hội trường. Công bố xong ở màn hình lớn rồi mới đăng kết quả."
AT_WORK = "Máy đang soạn một bản công bố của vòng này. Chờ xong rồi làm tiếp."
NOT_READY = "Bản công bố chưa soạn xong. Chờ máy soạn xong rồi duyệt."
MOVED_ON = "Kết quả của vòng đã đổi sau khi soạn bản này. Soạn lại rồi duyệt bản mới."
ANOTHER = "Bản bạn vừa xem không còn là bản chờ duyệt. Xem lại trang rồi duyệt."
SIGNED = "Bản này đã được công bố."
NONE = "Vòng này chưa công bố kết quả."


@dataclass(frozen=True, slots=True)
class Order:
    """What the form of preparing asks for."""

    kind: Kind
    days: int
    reason: str


def published(versions: list[Version]) -> list[Published]:
    """Those that were signed, as the rules see them."""
    return [
        Published(one.version, Kind(one.kind), one.complaints_until) for one in versions if one.is_published
    ]


def window(db: Session, round_id: str) -> tuple[datetime | None, datetime | None]:
    """Until when complaints are taken by what was published last, and when the first final result was."""
    done = [one for one in store.versions(db, round_id) if one.is_published]
    told = [one.complaints_until for one in done if one.complaints_until is not None]
    final = [one.approved_at for one in done if one.kind == Kind.FINAL]
    return (told[-1] if told else None), (final[0] if final else None)


def prepare(db: Session, actor: str, round_id: str, order: Order, now: datetime) -> str:
    """Begin to make the next version; one that was only prepared makes room. The version's id."""
    view = _closed(db, round_id, now)
    versions = store.versions(db, round_id)
    done = published(versions)
    field, problem = rules.problem(order.kind, order.reason, done, now)
    if problem:
        ends = done[-1].complaints_until if done else None
        raise Invalid(fields={field: problem.format(until=moment(ends) if ends else "")})
    if versions and not versions[-1].is_published:
        _make_room(db, versions.pop())
    last = versions[-1] if versions else None
    made = Publication(
        id=entropy.new_id(),
        round_id=round_id,
        version=last.version + 1 if last else 1,
        kind=order.kind,
        complaint_days=order.days if order.kind is Kind.PROVISIONAL else 0,
        reason=order.reason if last else "",
        prepared_by=actor,
        prepared_at=now,
        board=standings.version(db, view.id),
        previous=last.sha256 if last else "",
    )
    if not store.add(db, made):
        raise Conflict(AT_WORK)
    jobs.enqueue(db, PREPARE, made.id, now, now)
    audit.record(db, actor, "results.prepare", round_id, {"version": made.version, "id": made.id}, now)
    return made.id


def _closed(db: Session, round_id: str, now: datetime) -> RoundView:
    """The round, once it has a result that may be told, held by whoever publishes."""
    view = campaigns.view(db, round_id, now, alone=True)
    if view.rehearsal_of:
        raise Conflict(REHEARSAL)
    if view.phase is not Phase.CLOSED:
        raise Conflict(NOT_CLOSED)
    return view


def _make_room(db: Session, waiting: Version) -> None:
    status = jobs.status(db, PREPARE, waiting.id)
    if not waiting.is_ready and status is not None and status.state is not JobState.FAILED:
        raise Conflict(AT_WORK)
    store.drop(db, waiting.id)
    jobs.forget(db, [waiting.id])


def approvers(db: Session, campaign_id: str) -> frozenset[str]:
    """Who of those who can log in may publish in a contest."""
    return frozenset(one.id for one in accounts.active(db) if one.may(Permission.APPROVE, campaign_id))


def approve(db: Session, who: Member, round_id: str, publication_id: str, now: datetime) -> None:
    """Sign what was prepared: from now on everybody can see it. Sent twice it is once."""
    view = _closed(db, round_id, now)
    waiting = store.version(db, publication_id)
    if waiting is None or waiting.round_id != round_id:
        raise Conflict(ANOTHER)
    if waiting.is_published:
        raise Conflict(SIGNED)
    if not waiting.is_ready:
        raise Conflict(NOT_READY)
    if staging.covered_now(db, view, staging.of(db, view.id)):
        raise Conflict(COVERED)
    may = approvers(db, view.campaign_id)
    if not rules.may_sign(waiting.prepared_by, who.id, may):
        raise Forbidden(rules.TWO_PEOPLE)
    if not is_current(db, view, waiting):
        raise Conflict(MOVED_ON)
    alone = waiting.prepared_by == who.id
    signature, public_key = publication_keys.sign(waiting.sha256)
    until = rules.until(now, waiting.complaint_days) if waiting.kind == Kind.PROVISIONAL else None
    signed: dict[str, Any] = {"signature": signature, "public_key": public_key, "signed_alone": alone}
    if not store.publish(
        db, waiting.id, approved_by=who.id, approved_at=now, complaints_until=until, **signed
    ):
        raise Conflict(SIGNED)
    news.tell(db, round_id)
    detail = {"version": waiting.version, "sha256": waiting.sha256, "alone": int(alone)}
    audit.record(db, who.id, "results.publish", round_id, {**detail, "kind": waiting.kind}, now)


def is_current(db: Session, view: RoundView, version: Version) -> bool:
    """Whether the result is still what the version says."""
    # While the board stands still nothing of it changed; that is cheap to ask, and the lock is held.
    is_same = standings.version(db, view.id) == version.board
    is_same = is_same or unmoved.stamp(db, view) == version.stamp
    return is_same and evidence.is_current(db, store.keys(db, version.id))


@dataclass(frozen=True, slots=True)
class Seal:
    """What is printed of a published version: who has it on paper can tell another one from it."""

    number: int
    kind: Kind
    at: datetime
    sha256: str
    fingerprint: str
    alone: bool


def seal(db: Session, round_id: str) -> Seal | None:
    """Of what was published last; None before the first."""
    signed = [one for one in store.versions(db, round_id) if one.is_published]
    if not signed:
        return None
    one = signed[-1]
    assert one.approved_at is not None
    print_of = rules.fingerprint(one.public_key)
    return Seal(one.version, Kind(one.kind), one.approved_at, one.sha256, print_of, one.signed_alone)


def digest(db: Session, round_id: str) -> str:
    """The beginning of the digest of what was published last, as it is printed; "" before the first."""
    found = store.newest(db, [round_id]).get(round_id, "")
    return rules.short(found) if found else ""


# --- what everybody may see -----------------------------------------------------------------------


def shown(db: Session, round_id: str, now: datetime) -> tuple[RoundView, list[Version]]:
    """A round with its published versions; NotFound before the first."""
    view = campaigns.public_view(db, round_id, now)
    versions = [one for one in store.versions(db, round_id) if one.is_published]
    if not versions:
        raise NotFound(NONE)
    return view, versions


def numbered(db: Session, round_id: str, number: int, now: datetime) -> tuple[RoundView, Version]:
    """A published version by its number."""
    view, versions = shown(db, round_id, now)
    found = next((one for one in versions if one.version == number), None)
    if found is None:
        raise NotFound(NONE)
    return view, found


def tells_papers(db: Session, view: RoundView, now: datetime) -> bool:
    """Whether anybody may have the papers: they say what is right, as one's own review does."""
    if view.rules.visibility.review is not ReviewShown.AFTER_CLOSE:
        return False
    return asked_still(view, editing.rounds_of(db, view.campaign_id, now)) is None


@dataclass(frozen=True, slots=True)
class Own:
    """The row of a receipt. ``counts``: it is the very attempt that counts. No row: it is on no board."""

    row: dict[str, Any]
    counts: bool


def own(db: Session, version: Version, attempt_id: str) -> Own:
    """The row of whoever sat this attempt."""
    sat = attempts.glance(db, attempt_id)
    rows = publication_content.rows_of(store.content(db, version.id))
    row = next((one for one in rows if sat is not None and one["entry"] == sat.entry_id), {})
    return Own(row, row.get("attempt") == attempt_id)
