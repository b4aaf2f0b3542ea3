"""What staff do to a round's big screen: choose a view, freeze the board, announce places one by one."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Invalid
from contest.standings import ceremony, news, programme, service, store
from contest.standings.models import HallScreen
from contest.standings.programme import Entry
from contest.standings.service import Placed
from contest.standings.states import HallView
from contest.web.database import from_ms, to_ms

#: Boards for phones have so many rows, so a frozen one needs no more.
FROZEN_ROWS = 50
ONLY_OPEN = "Chỉ dừng được bảng khi vòng thi đang mở và bảng đang hiện công khai."
ONLY_CLOSED = "Vòng thi chưa có kết quả nên chưa công bố được. Đợi máy chốt xong."
CHANGED = "Người khác vừa sửa chương trình thành:\n{theirs}\nChữ bạn gõ vẫn còn ở dưới. Xem lại rồi lưu."


@dataclass(frozen=True)
class Frozen:
    """The board as it stood: what phones and the hall go on showing until the round is closed. ``points``:
    the sums of units; None where it was stopped before those were kept."""

    at: datetime
    placed: tuple[Placed, ...]
    units: dict[str, int]
    total: int
    points: dict[str, int] | None = None


@dataclass(frozen=True)
class Staging:
    """What was chosen for the screen. ``covered`` of the first rows are not public yet."""

    view: HallView = HallView.ALL
    size: int = 0
    covered: int = 0
    programme: tuple[Entry, ...] = ()
    frozen: Frozen | None = field(default=None)
    version: int = 0


def of(db: Session, round_id: str) -> Staging:
    """What is chosen now; the defaults when nobody chose anything."""
    row = store.screen(db, round_id)
    return Staging() if row is None else _understood(row)


def forget(db: Session, round_ids: Collection[str]) -> int:
    """Take away the programmes of these rounds, which may name people; how many there were."""
    return store.forget_programmes(db, round_ids)


def _understood(row: HallScreen) -> Staging:
    items = tuple((from_ms(at), text) for at, text in json.loads(row.programme))
    frozen = _thawed(row.frozen_at, row.frozen) if row.frozen_at else None
    return Staging(HallView(row.view), row.size, row.covered, items, frozen, row.version)


def _thawed(at: datetime, text: str) -> Frozen:
    data = json.loads(text)
    placed = tuple(_placed(row) for row in data["placed"])
    return Frozen(at, placed, data["units"], data["total"], data.get("points"))


def _stored(one: Placed) -> dict[str, Any]:
    """What a public board shows of a place: not what only lists for staff say."""
    shown = {name: value for name, value in asdict(one).items() if name not in ("first_start", "perfects")}
    return shown | {"submitted_at": to_ms(one.submitted_at)}


def _placed(row: dict[str, Any]) -> Placed:
    submitted = from_ms(row.pop("submitted_at"))
    return Placed(submitted_at=submitted, **row)


def _change(db: Session, actor: str, round_id: str, deed: str, now: datetime, values: dict[str, Any]) -> None:
    row = store.own_screen(db, round_id)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    store.keep(db, row)
    detail = {name: value for name, value in values.items() if name in ("view", "size", "covered")}
    audit.record(db, actor, f"standings.{deed}", round_id, detail, now)
    news.tell(db, round_id)


def choose_view(db: Session, actor: str, view: RoundView, wanted: HallView, now: datetime) -> None:
    """Show people, units, how many take part, or all of it."""
    _change(db, actor, view.id, "view", now, {"view": wanted.value})


def freeze(db: Session, actor: str, view: RoundView, now: datetime, *, is_public: bool) -> None:
    """Stop the public boards where they are; people go on, the end stays open. Twice is once."""
    if view.phase is not Phase.OPEN or not is_public:
        raise Conflict(ONLY_OPEN)
    if of(db, view.id).frozen is not None:
        return
    placed = [_stored(one) for one in service.top(db, view.id, FROZEN_ROWS)]
    brought = service.brought(db, view.id)
    board = {
        "placed": placed,
        "units": dict(brought.people),
        "points": dict(brought.points),
        "total": service.total(db, view.id),
    }
    stored = json.dumps(board, separators=(",", ":"))
    _change(db, actor, view.id, "freeze", now, {"frozen_at": now, "frozen": stored})


def thaw(db: Session, actor: str, view: RoundView, now: datetime) -> None:
    """Let the boards run again. Twice is once."""
    if of(db, view.id).frozen is not None:
        _change(db, actor, view.id, "thaw", now, {"frozen_at": None, "frozen": ""})


def ranks(db: Session, round_id: str) -> list[int]:
    """The ranks that an announcement may be about, in the order of the board, a tie at its end whole."""
    limit = FROZEN_ROWS
    found = [one.rank for one in service.top(db, round_id, limit)]
    while len(found) == limit and found[-1] == found[min(len(found), ceremony.MOST_PLACES) - 1]:
        limit *= 4
        found = [one.rank for one in service.top(db, round_id, limit)]
    return found


def cover(db: Session, actor: str, view: RoundView, size: int, now: datetime) -> None:
    """Announce the first ``size`` places one by one; also before the close, so that nothing slips out.

    0 ends it: the board is public as it is.
    """
    covered = ceremony.cover(ranks(db, view.id), size) if view.phase is Phase.CLOSED else size
    _change(db, actor, view.id, "cover", now, {"size": size, "covered": covered})


def uncover(
    db: Session, actor: str, view: RoundView, seen: int, now: datetime, *, whole: bool = False
) -> None:
    """Announce the next place up, or all that are left. ``seen``: how many were covered on the page that
    asks; when it is another number by now somebody pressed twice, and nothing happens."""
    if view.phase is not Phase.CLOSED:
        raise Conflict(ONLY_CLOSED)
    covered = covered_now(db, view, of(db, view.id))
    if covered == seen and covered > 0:
        left = 0 if whole else ceremony.uncover(ranks(db, view.id), covered)
        _change(db, actor, view.id, "uncover", now, {"covered": left})


def covered_now(db: Session, view: RoundView, staging: Staging) -> int:
    """How many of the first rows of a closed board are not public yet."""
    if staging.covered == 0 or view.phase is not Phase.CLOSED:
        return 0
    found = ranks(db, view.id)
    # What was chosen before the close did not know who would share places.
    return (
        ceremony.cover(found, staging.size)
        if staging.covered == staging.size
        else min(staging.covered, len(found))
    )


def set_programme(db: Session, actor: str, view: RoundView, text: str, version: int, now: datetime) -> None:
    """Keep the day's programme as it was typed; Invalid names the line that is wrong."""
    try:
        items = programme.parse(text, view.closes_at)
    except ValueError as wrong:
        raise Invalid(fields={"programme": str(wrong)}) from wrong
    held = _understood(store.own_screen(db, view.id))
    if held.version != version and held.programme != items:
        theirs = programme.write(held.programme, view.closes_at) or "(trống)"
        raise Conflict(CHANGED.format(theirs=theirs))
    stored = json.dumps([[to_ms(at), said] for at, said in items], ensure_ascii=False)
    _change(db, actor, view.id, "programme", now, {"programme": stored})
