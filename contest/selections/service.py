"""The list of those selected for a round: confirmed by staff, changed for a reason, asked at the start."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, NotFound
from contest.people import same
from contest.people import service as people
from contest.ruleset import selection as words
from contest.selections import rules, store
from contest.selections.computing import Computed, State, on_list, state
from contest.selections.models import SelectionList
from contest.standings import scores
from contest.web import filters

NOT_CLOSED = "Danh sách có sau khi {name} đóng và máy xếp hạng xong."
MOVED = "Danh sách vừa đổi so với lúc bạn xem. Xem lại rồi xác nhận."
UNDECIDED = "Còn {count} {what} bằng nhau ở mức cuối chưa được quyết định. Quyết định rồi xác nhận."
NOBODY = "Chưa có ai được chọn nên chưa xác nhận được danh sách."
NOT_CONFIRMED = "Danh sách chưa được xác nhận nên không có gì để bỏ."
OPENED = "Vòng thi đã mở nên không bỏ xác nhận được nữa. Thêm, bớt từng người kèm lý do."
OVER = "Vòng thi đã đóng nên danh sách giữ nguyên cùng kết quả."
NO_ENTRY = "Không tìm thấy người dự thi này trong cuộc thi. Tìm lại theo tên."
THERE = "Người này đã có trong danh sách."
NOT_THERE = "Người này không có trong danh sách."
NO_TIE = "Mức cuối không còn ai bằng nhau để quyết định. Xem lại danh sách."
USED = "Biểu mẫu này đã gửi một lần và việc lần đó đã làm xong. Xem lại rồi bấm lần nữa nếu vẫn muốn làm."
WAITS = "Ban Tổ chức chưa xác nhận danh sách. Bạn mở lại trang này sau."
ANNOUNCED = (
    "Ban Tổ chức đang công bố kết quả {name} tại hội trường. "
    "Công bố xong, trang này cho biết bạn có trong danh sách không."
)
MISSING = "Đăng ký trên máy này không có trong danh sách. Thấy chưa đúng thì hỏi Ban Tổ chức."


@dataclass(frozen=True)
class Order:
    """What a form asks for: who, why, and the form's own id, by which a second sending is known."""

    id: str
    by: str
    reason: str


# --- deeds ----------------------------------------------------------------------------------------


def confirm(db: Session, actor: str, round_id: str, seen: str, now: datetime) -> None:
    """Freeze the list that was seen. Twice is once."""
    found = state(db, campaigns.view(db, round_id, now, alone=True), now)
    if found.frozen is not None:
        if found.frozen.digest == seen:
            return
        raise Conflict(MOVED)
    if found.view.phase in (Phase.CLOSING, Phase.CLOSED):
        raise Conflict(OVER)
    if found.computed is None:
        raise Conflict(NOT_CLOSED.format(name=found.origin.name))
    if found.computed.undecided:
        what = "đơn vị" if found.selection.is_of_units else "người"
        raise Conflict(UNDECIDED.format(count=len(found.computed.undecided), what=what))
    if found.computed.digest != seen:
        raise Conflict(MOVED)
    if not found.computed.people:
        raise Conflict(NOBODY)
    _freeze(db, actor, found, found.computed, now)


def _freeze(db: Session, actor: str, found: State, computed: Computed, now: datetime) -> None:
    round_id = found.view.id
    row = SelectionList(
        round_id=round_id,
        digest=computed.digest,
        people=len(computed.people),
        confirmed_by=actor,
        confirmed_at=now,
    )
    rows = [
        {
            "round_id": round_id,
            "entry_id": entry_id,
            "place": computed.places.get(entry_id, 0),
            "tied": entry_id in computed.tied,
        }
        for entry_id in computed.people
    ]
    store.freeze(db, row, rows)
    detail = {"people": row.people, "digest": row.digest, "from": found.origin.id}
    audit.record(db, actor, "selections.confirm", round_id, detail, now)


def undo(db: Session, actor: str, round_id: str, now: datetime) -> None:
    """Take the confirmation back, while nobody can have started by it."""
    found = state(db, campaigns.view(db, round_id, now, alone=True), now)
    if found.is_open:
        raise Conflict(OPENED)
    if found.frozen is None:
        raise Conflict(NOT_CONFIRMED)
    detail = {"digest": found.frozen.digest}
    store.thaw(db, round_id)
    audit.record(db, actor, "selections.undo", round_id, detail, now)


def forget(db: Session, round_id: str) -> None:
    """Who is selected was set anew: a list and decisions by the old setting hold no more."""
    store.thaw(db, round_id)
    store.drop_changes(db, round_id)


def change(db: Session, order: Order, round_id: str, entry_id: str, chosen: bool, now: datetime) -> None:
    """Add somebody, or take them off, for a reason. A form that was sent twice is one change."""
    found = state(db, campaigns.view(db, round_id, now, alone=True), now)
    if _was_sent(db, order, {entry_id: chosen}):
        return
    _may_change(found)
    if people.entry_of(db, found.view.campaign_id, [entry_id]) is None:
        raise NotFound(NO_ENTRY)
    if (entry_id in on_list(db, found)) == chosen:
        raise Conflict(THERE if chosen else NOT_THERE)
    store.add_changes(db, round_id, [_row(order, entry_id, chosen, now)])
    if found.frozen is not None:
        store.put(db, round_id, entry_id, chosen=chosen)
        listed = [row.entry_id for row in store.people(db, round_id)]
        store.renew(db, round_id, rules.digest(round_id, listed), len(listed))
    action = "selections.add" if chosen else "selections.take_off"
    audit.record(db, order.by, action, entry_id, {"round": round_id}, now)


def decide(db: Session, order: Order, round_id: str, chosen: Collection[str], now: datetime) -> None:
    """Say who of those that are equal at the border goes on; the others do not."""
    found = state(db, campaigns.view(db, round_id, now, alone=True), now)
    tied = found.computed.found.tied if found.computed else ()
    wanted = {subject: subject in chosen for subject in tied}
    if _was_sent(db, order, wanted):
        return
    _may_change(found)
    if found.frozen is not None or not tied or not set(chosen) <= set(tied):
        raise Conflict(NO_TIE)
    of_unit = found.selection.is_of_units
    rows = [_row(order, subject, is_chosen, now) for subject, is_chosen in wanted.items()]
    store.add_changes(db, round_id, [row | {"of_unit": of_unit, "at_border": True} for row in rows])
    detail = {"chosen": sum(wanted.values()), "tied": len(tied)}
    audit.record(db, order.by, "selections.decide", round_id, detail, now)


def _may_change(found: State) -> None:
    if found.view.phase in (Phase.CLOSING, Phase.CLOSED):
        raise Conflict(OVER)
    if found.computed is None:
        raise Conflict(NOT_CLOSED.format(name=found.origin.name))


def _row(order: Order, subject: str, chosen: bool, now: datetime) -> dict[str, object]:
    given = {"deed": order.id, "subject": subject, "chosen": chosen, "of_unit": False, "at_border": False}
    return given | {"reason": order.reason, "by_staff": order.by, "at": now}


def _was_sent(db: Session, order: Order, wanted: Mapping[str, bool]) -> bool:
    """Whether this very form was sent before; one that brings something else now is refused."""
    before = store.of_deed(db, order.id)
    if before and {row.subject: row.chosen for row in before} != dict(wanted):
        raise Conflict(USED)
    return bool(before)


def forget_reasons(db: Session, round_ids: Collection[str], instead: str) -> int:
    """Names are being erased, and a reason may hold one; how many there were."""
    return store.forget_reasons(db, round_ids, instead)


# --- at the start ---------------------------------------------------------------------------------


def let_in(db: Session, round_id: str, entry_ids: Collection[str]) -> frozenset[str]:
    """Those of these entries that may start: selected, or counting for one that was."""
    merged = same.counted_for(db, entry_ids)
    found = store.among(db, round_id, {*entry_ids, *merged})
    return frozenset(merged.get(entry_id, entry_id) for entry_id in found)


def why_not(db: Session, view: RoundView, entry_id: str, now: datetime) -> str:
    """Why somebody may not start in a round, in sentences; "" when they may."""
    if name := announced(db, view, now):
        return f"{for_whom(db, view, now)} {ANNOUNCED.format(name=filters.inner(name))}"
    if view.selection is None or entry_id in let_in(db, view.id, [entry_id]):
        return ""
    said = MISSING if is_confirmed(db, view) else WAITS
    return f"{for_whom(db, view, now)} {said}"


def announced(db: Session, view: RoundView, now: datetime) -> str:
    """The name of the earlier round while a hall is told its places one by one; "" when it is not. Until then
    nobody starts or hears who goes on: whoever is on the list would know who is still covered."""
    found = editing.origin_of(db, view, now)
    return found.name if found is not None and scores.announcing(db, [found]) else ""


def is_confirmed(db: Session, view: RoundView) -> bool:
    """Whether a round's list is confirmed."""
    return store.list_of(db, view.id) is not None


def for_whom(db: Session, view: RoundView, now: datetime) -> str:
    """For whom a round is, in a sentence; "" when it is for everybody."""
    origin = editing.origin_of(db, view, now)
    return words.sentence(view.selection, origin.name) if view.selection and origin else ""
