"""What is kept too long goes: what would go, when it will, and the daily deed that lets it go in slices."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from contest import settings
from contest.accounts import sweeping as accounts
from contest.attempts import forgetting as attempts
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.people import forgetting as people
from contest.privacy import again, clearing, periods
from contest.privacy.kinds import Keep
from contest.roster import forgetting as roster
from contest.roster import service as lists
from contest.rounds import keeping
from contest.signals import forgetting as signals
from contest.signals import service as looked
from contest.web.database import reading, writing

LOOK_EVERY = timedelta(days=1)
#: So many attempts a transaction: nobody who answers waits for it.
SLICE = 2_000
ASIDE = "truoc-khoi-phuc-*"

_looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that goes: of a contest, where it has one; how much of it; when. ``on`` None: at once."""

    keep: Keep
    what: str
    of: str
    count: int
    on: datetime | None

    def is_now(self, now: datetime) -> bool:
        """Whether it is time."""
        return self.on is None or self.on <= now


def plan(db: Session, now: datetime, folder: Path) -> tuple[Due, ...]:
    """All that goes now or later, as far as it is known today, the next first. ``folder``: of the data."""
    told = periods.days(db)
    views = campaigns.every(db, now)
    found = [
        *_names(db, views, now),
        *_devices(db, views, told[Keep.SIGNALS]),
        *_copies(folder, told[Keep.COPIES]),
    ]
    found.append(
        Due(Keep.DRAFT, "Danh sách Excel chờ lưu đã hết hạn", "", roster.count_expired(db, now), None)
    )
    ended = accounts.count_ended(db, now)
    found.append(Due(Keep.SESSION, "Phiên đăng nhập đã hết, lần gõ sai mật khẩu", "", ended, None))
    return tuple(sorted((one for one in found if one.count), key=lambda one: (one.on or now, one.what)))


def _names(db: Session, views: Collection[RoundView], now: datetime) -> list[Due]:
    titles = {view.campaign_id: view.title for view in views}
    return [
        Due(Keep.NAMES, "Họ tên, năm sinh, số điện thoại", titles[campaign], count, until)
        for campaign, until in keeping.schedule(db, now).items()
        if (count := people.count_named(db, campaign))
    ]


def _devices(db: Session, views: Collection[RoundView], days: int) -> list[Due]:
    stored = signals.stored(db)
    found = []
    for view in views:
        if view.phase is Phase.CLOSED:
            until = view.closes_at + timedelta(days=days)
            named = f"{view.title}, {view.name}"
            count = attempts.count_devices(db, [view.id])
            found.append(Due(Keep.SIGNALS, "Mã máy đã làm bài", named, count, until))
            seen = signals.count(db, [view.id]) if view.id in stored else 0
            found.append(Due(Keep.SIGNALS, "Dấu hiệu bất thường", named, seen, until))
    return found


def _copies(folder: Path, days: int) -> list[Due]:
    what = "Dữ liệu thay ra khi khôi phục"
    return [
        Due(Keep.COPIES, what, each.name, 1, made + timedelta(days=days)) for each, made in _set_aside(folder)
    ]


def _set_aside(data: Path) -> list[tuple[Path, datetime]]:
    found = []
    for folder in sorted(data.glob(ASIDE)):
        try:
            made = datetime.strptime(f"{folder.name[-15:]} +0700", "%Y%m%d-%H%M%S %z")
        except ValueError:
            continue
        found.append((folder, made))
    return found


# --- letting go -----------------------------------------------------------------------------------


def keep_due(now: datetime) -> int:
    """The tick, once a day and at the start: let everything go whose time is over; how much it was."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    return sum(run(now).values())


def names_due(now: datetime) -> int:
    """The tick that looks every hour for names whose time is over, and for lists that nobody saved."""
    gone = keeping.erase_due(now) + lists.sweep_due(now)
    if gone:
        with writing() as db:
            clearing.ask(db, now)
    return gone


def run(now: datetime) -> dict[Keep, int]:
    """Let everything go whose time is over, in slices; how much of each kind. Twice is once."""
    again.catch_up(now)
    again.look_after(now)
    with reading() as db:
        told, views = periods.days(db), campaigns.every(db, now)
    over = [
        view
        for view in views
        if view.phase is Phase.CLOSED and view.closes_at + timedelta(days=told[Keep.SIGNALS]) <= now
    ]
    gone = {
        Keep.NAMES: sum(keeping.erase(campaign, now) for campaign in keeping.over(now)),
        Keep.SIGNALS: _drop_devices(over, views) + sum(looked.forget(view.id, now) for view in over),
        Keep.DRAFT: lists.sweep(now),
        Keep.SESSION: _drop_ended(now),
        Keep.COPIES: _drop_copies(now, told[Keep.COPIES]),
    }
    if any(gone.values()):
        with writing() as db:
            clearing.ask(db, now)
            detail = {keep.value: count for keep, count in gone.items() if count}
            audit.record(db, audit.SERVER, "privacy.retention", "", detail, now)
    return gone


def _drop_devices(over: Collection[RoundView], views: Collection[RoundView]) -> int:
    gone, ids = 0, [view.id for view in over]
    while True:
        with writing() as db:
            done = attempts.drop_devices(db, ids, SLICE)
        gone += done
        if done < SLICE:
            break
    going_on = {view.campaign_id for view in views} - {view.campaign_id for view in over}
    going_on |= {view.campaign_id for view in views if view.id not in ids}
    with writing() as db:
        return gone + roster.drop_phones(db, sorted({view.campaign_id for view in over} - going_on))


def _drop_ended(now: datetime) -> int:
    with writing() as db:
        return accounts.drop_ended(db, now)


def _drop_copies(now: datetime, days: int) -> int:
    gone = 0
    for folder, made in _set_aside(settings.current().data):
        if made + timedelta(days=days) <= now:
            shutil.rmtree(folder, ignore_errors=True)
            gone += not folder.exists()
    return gone
