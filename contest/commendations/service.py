"""Prizes of an occasion: setting the ladder, issuing the list, finding issued lists."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import editing
from contest.commendations import asked, comparing, freezing, ladders, lists, occasions, store
from contest.commendations import content as frozen
from contest.commendations.comparing import Change
from contest.commendations.content import Content
from contest.commendations.deciding import NO_LADDER
from contest.commendations.ladders import Ladder
from contest.commendations.models import PrintSetting, PrizeCertificate, PrizeLadder, PrizeList
from contest.commendations.occasions import Occasion
from contest.commendations.states import EXTRA_BOARDS
from contest.errors import Conflict, Invalid, NotFound
from contest.people import service as people

LADDER_CHANGED = "Cơ cấu giải vừa được người khác sửa. Bản đang lưu ghi bên dưới; sửa lại nếu cần rồi lưu."
STILL_TIED = "Còn nhóm bằng nhau chờ quyết định. Quyết định xong rồi phát hành."
CHANGED = "Danh sách đã thay đổi từ lúc bạn mở trang. Xem lại rồi phát hành."
SAME = "Danh sách không khác bản số {number} đã phát hành nên không cần bản mới."
FORGOTTEN = (
    "Tên và năm sinh đã xóa theo thời hạn lưu nên không lập lại được giải theo độ tuổi. Bản cũ vẫn giữ."
)
NO_REASON = "Ghi lý do có bản mới, ví dụ: hủy một bài thi vi phạm."
NO_LIST = "Không tìm thấy danh sách này. Về trang trao giải."


@dataclass(frozen=True)
class Issued:
    """An issued list."""

    id: str
    number: int
    content: Content
    sha256: str
    reason: str
    issued_by: str
    issued_at: datetime


def save_ladder(db: Session, actor: str, id: str, made: Ladder, version: int, now: datetime) -> bool:
    """Set an occasion's prizes; False when nothing is new. ``version``: of the ladder that was edited."""
    occasion = occasions.of(db, id, now)
    stored = lists.ladder(db, id, held=True)
    if stored.version != version:
        if stored.ladder == made:
            return False
        raise Conflict(LADDER_CHANGED)
    if stored.version and stored.ladder == made:
        return False
    row = PrizeLadder(
        occasion_id=id,
        round_id=occasion.round_id,
        campaign_id=occasion.contest_id,
        version=version + 1,
        content=made.to_json(),
        changed_by=actor,
        changed_at=now,
    )
    done = store.change_ladder(db, row, version) if version else store.add_ladder(db, row)
    if not done:
        raise Conflict(LADDER_CHANGED)
    detail = {"version": row.version, "planned": made.planned, "ladder": frozen.digest(row.content)}
    audit.record(db, actor, occasion.deed("ladder"), id, detail, now)
    return True


# --- issuing --------------------------------------------------------------------------------------


def issue(db: Session, actor: str, id: str, fingerprint: str, reason: str, now: datetime) -> int:
    """Freeze the list as the next version; its number. ``fingerprint``: of the list that was looked at."""
    occasion = occasions.of(db, id, now)
    draft = lists.draft(db, occasion, now, held=True)
    if not draft.ladder.version:
        raise Conflict(NO_LADDER)
    if draft.pending:
        raise Conflict(STILL_TIED)
    made = freezing.content(draft)
    text = made.to_json()
    before = versions(db, id)
    if before and years_are_gone(db, before[-1].content):
        raise Conflict(FORGOTTEN)
    _may_issue(text, before, fingerprint, reason)
    row = PrizeList(
        occasion_id=id,
        round_id=occasion.round_id,
        campaign_id=occasion.contest_id,
        number=len(before) + 1,
        content=text,
        sha256=frozen.digest(text),
        reason=reason,
        issued_by=actor,
        issued_at=now,
    )
    if not store.add_list(db, row, _certificates(row.id, made)):
        raise Conflict(CHANGED)
    detail = {"number": row.number, "sha256": row.sha256, "total": made.total, "people": len(made.people)}
    audit.record(db, actor, occasion.deed("issue"), id, detail, now)
    return row.number


def years_are_gone(db: Session, made: Content) -> bool:
    """Whether somebody with a prize by age has been erased since: nobody can make such prizes anew."""
    by_age = {one.entry for one in made.people if one.board in EXTRA_BOARDS}
    return bool(by_age - people.birth_years(db, by_age).keys())


def _may_issue(text: str, before: tuple[Issued, ...], fingerprint: str, reason: str) -> None:
    if before and before[-1].sha256 == frozen.digest(text):
        raise Conflict(SAME.format(number=before[-1].number))
    if frozen.digest(text) != fingerprint:
        raise Conflict(CHANGED)
    if before and not reason:
        raise Invalid(fields={"reason": NO_REASON})


def _certificates(list_id: str, made: Content) -> list[PrizeCertificate]:
    subjects = [(one.entry, None) for one in made.people] + [(None, one.unit_id) for one in made.units]
    return [
        PrizeCertificate(list_id=list_id, serial=serial, entry_id=entry, unit_id=unit)
        for serial, (entry, unit) in enumerate(subjects, 1)
    ]


# --- issued lists ---------------------------------------------------------------------------------


def versions(db: Session, occasion_id: str) -> tuple[Issued, ...]:
    """All issued lists of an occasion, the first first."""
    return tuple(_issued(row) for row in store.lists_of(db, occasion_id))


def version(db: Session, occasion_id: str, number: int) -> tuple[Issued, tuple[Issued, ...]]:
    """One issued list, and all of them; NotFound when there is no such number."""
    every = versions(db, occasion_id)
    found = next((one for one in every if one.number == number), None)
    if found is None:
        raise NotFound(NO_LIST)
    return found, every


def newest(db: Session, occasions: Collection[str]) -> tuple[Issued, ...]:
    """The last issued list of each of these occasions that has one, in the order of their ids."""
    found = store.latest_lists(db, occasions) if occasions else []
    return tuple(_issued(row) for row in sorted(found, key=lambda row: row.occasion_id))


def is_issued(db: Session, occasion_id: str) -> bool:
    """Whether an occasion has an issued list; none is read."""
    return store.has_list(db, occasion_id)


def differences(every: tuple[Issued, ...], number: int) -> tuple[Change, ...]:
    """What a version changed of the one before; nothing for the first."""
    found = {one.number: one.content for one in every}
    return comparing.changes(found[number - 1], found[number]) if number - 1 in found else ()


def was_awarded(db: Session, entry_id: str) -> bool:
    """Whether somebody stands on a list of prizes that was issued: papers that the law keeps."""
    return store.is_on_a_list(db, entry_id)


def _issued(row: PrizeList) -> Issued:
    made = frozen.from_json(row.content)
    return Issued(row.id, row.number, made, row.sha256, row.reason, row.issued_by, row.issued_at)


# --- the public page ------------------------------------------------------------------------------


def announced(db: Session, occasion_id: str) -> Ladder | None:
    """The prizes that a contest's front page tells; None until somebody has set them."""
    row = store.ladder(db, occasion_id)
    return ladders.from_json(row.content) if row else None


def suggested(db: Session, occasion: Occasion, now: datetime) -> tuple[Ladder, str]:
    """What a form begins with: the prizes of the round before it, named, else the usual ones; without those
    that need what people are not asked for."""
    fields = editing.whole(db, occasion.view, now).fields
    if occasion.whole is not None:
        return asked.kept(ladders.USUAL_OF_ALL, fields), ""
    for one in reversed(lists.rounds_before(db, occasion.view, now)):
        if (made := announced(db, one.id)) is not None:
            return asked.kept(made, fields), one.name
    return asked.kept(ladders.USUAL, fields), ""


def check_asked(db: Session, id: str, made: Ladder, now: datetime) -> None:
    """Invalid where prizes that are new need what people are not asked for."""
    editing.hold(db, occasions.of(db, id, now).campaign_id)  # nobody takes the question out meanwhile
    fields = editing.whole(db, occasions.of(db, id, now).view, now).fields
    said = asked.unasked(made, fields)
    if said and announced(db, id) != made:
        raise Invalid(fields={"steps": said})


# --- papers ---------------------------------------------------------------------------------------


def print_setting(db: Session, campaign_id: str) -> str | None:
    """What was last written on a contest's printed lists, as JSON."""
    return store.print_setting(db, campaign_id)


def remember_print(db: Session, campaign_id: str, content: str, now: datetime) -> None:
    """Keep it for the next time, beside what else is remembered of the contest's papers."""
    kept = json.loads(store.print_setting(db, campaign_id) or "{}") | json.loads(content)
    content = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    store.put_print_setting(db, PrintSetting(campaign_id=campaign_id, content=content, changed_at=now))


def note_export(db: Session, actor: str, id: str, what: str, people: int, now: datetime) -> None:
    """Record that a list of names left the server."""
    action = occasions.of(db, id, now).deed("export")
    audit.record(db, actor, action, id, {"what": what, "people": people}, now)
