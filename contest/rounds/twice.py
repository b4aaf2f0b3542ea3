"""One person who entered twice: one registration counts, the others do not. Never by itself, always undone.

The attempts of the others are made void by the deed, so that whatever counts and ranks leaves them out as it
leaves out every void attempt; taking the deed back recognises those and no others. No chains: a registration
that counts for another one, or does not count itself, is first taken out of that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import adjusting
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import is_for
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Invalid, NotFound
from contest.people import audiences, same
from contest.people import service as people
from contest.rounds import deeds, judging, store
from contest.rounds.deeds import NO_DEED, Order, Used
from contest.rounds.service import NO_ENTRY
from contest.rounds.states import DeedKind
from contest.seasons import service as seasons
from contest.standings import service as standings

ALREADY = "Trong lúc bạn xem, có đăng ký ở đây đã được gộp. Xem lại danh sách rồi làm tiếp."
KEEPS_OTHERS = (
    "Đăng ký định gộp đang tính thay cho một đăng ký khác. "
    "Giữ chính đăng ký ấy, hoặc tách phần đã gộp ra trước."
)
NOBODY = "Đánh dấu những đăng ký của cùng một người, rồi bấm giữ một trong số đó."
NOT_MERGED = "Đăng ký này đang tính riêng, không có gì để tách."
OF_ANOTHER = (
    "Đăng ký này có bài ở {round}, nhưng đã chuyển sang bảng khác. "
    "Chuyển đăng ký ấy về {label} trước, rồi mới tách được."
)
LOOKED_AT = "Đã xem lại rồi, nhóm này đang chờ xét."
DIFFERENT = "Đã xem, là những người khác nhau"
LOOKING = "Xét lại"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which registration stays, and which count with it from now on."""

    keep: str
    others: tuple[str, ...]


def some(others: Collection[str]) -> tuple[str, ...]:
    """Whom a form ticked; nobody is a mistake to tell, with what was typed kept."""
    if not others:
        raise Invalid(fields={"entry": NOBODY})
    return tuple(others)


def merge(db: Session, order: Order, round_id: str, choice: Choice, now: datetime) -> None:
    """The others count no more in any round of the contest; the one that stays is not touched."""
    views = judging.of_contest(db, round_id, choice.keep, now)
    others = sorted(set(choice.others) - {choice.keep})
    _all_here(db, views[0].campaign_id, others)
    if not deeds.claim(db, order, DeedKind.MERGE, round_id, now, choice.keep):
        return _the_same(db, order, others)
    # Attempts before people: who hands in takes them in this order.
    for view in views:
        adjusting.void_all(db, view.id, others, deeds.trace(order, now))
    people.hold(db, [choice.keep, *others])
    _free(db, choice.keep, others)
    same.merge(db, others, choice.keep, order.id)
    for view in views:
        standings.remove(db, view.id, others)
    seasons.follow(db, views[0], others, now)
    for each in others:
        _note(db, order, DeedKind.MERGE, round_id, each, choice.keep, now, len(others))


def _all_here(db: Session, campaign_id: str, entry_ids: Collection[str]) -> None:
    if not entry_ids or len(people.entries_in(db, campaign_id, entry_ids)) < len(entry_ids):
        raise NotFound(NO_ENTRY)


def _the_same(db: Session, order: Order, others: Collection[str]) -> None:
    """A form that was sent before; another choice under its id has done nothing."""
    said = same.of(db, others)
    if len(said) < len(others) or {each.deed_id for each in said.values()} != {order.id}:
        raise Used


def _note(
    db: Session,
    order: Order,
    kind: DeedKind,
    round_id: str,
    entry_id: str,
    same_as: str,
    now: datetime,
    people: int = 1,
) -> None:
    deeds.note(db, order, kind, round_id, now, subject=entry_id, people=people, same_as=same_as)


def _free(db: Session, keep: str, others: Collection[str]) -> None:
    if same.of(db, [keep, *others]):
        raise Conflict(ALREADY)
    if same.counted_for(db, others):
        raise Conflict(KEEPS_OTHERS)


def unmerge(db: Session, order: Order, round_id: str, entry_id: str, now: datetime) -> None:
    """The registration counts itself again, with the attempts that counted before."""
    views = judging.of_contest(db, round_id, entry_id, now)
    if not deeds.claim(db, order, DeedKind.UNMERGE, round_id, now, entry_id):
        return
    said = same.of(db, [entry_id]).get(entry_id)
    if said is None:
        raise Conflict(NOT_MERGED)
    trace = deeds.trace(order, now)
    again = [view for view in views if adjusting.unvoid_all(db, view.id, entry_id, trace, said.deed_id)]
    _of_its_own(db, again, entry_id)
    same.part(db, entry_id)
    for view in views:
        judging.place_again(db, view, entry_id, now)
    _note(db, order, DeedKind.UNMERGE, round_id, entry_id, said.entry_id, now)


def _of_its_own(db: Session, views: Collection[RoundView], entry_id: str) -> None:
    """Refuse where what would count again is of an audience that the registration no longer belongs to."""
    audience = audiences.held(db, entry_id).audience_id
    for view in views:
        if not is_for(view.only, audience):
            assert view.only is not None
            raise Conflict(OF_ANOTHER.format(round=view.name, label=view.only.short))


def keep_apart(
    db: Session, once: str, by: str, round_id: str, entry_ids: Collection[str], now: datetime
) -> None:
    """These are different people; the group comes again only with somebody new in it."""
    view = campaigns.view(db, round_id, now)
    members, order = sorted(set(entry_ids)), Order(once, by, DIFFERENT)
    _all_here(db, view.campaign_id, members)
    if not deeds.claim(db, order, DeedKind.APART, round_id, now, members[0]):
        return
    people.hold(db, members)
    if same.of(db, members):
        raise Conflict(ALREADY)
    same.keep_apart(db, once, members)
    deeds.note(db, order, DeedKind.APART, round_id, now, subject=members[0], people=len(members))


def look_again(db: Session, once: str, by: str, round_id: str, deed_id: str, now: datetime) -> None:
    """Take such a decision back: the group waits again."""
    found = deeds.done(db, round_id, deed_id)
    if found.kind is not DeedKind.APART:
        raise NotFound(NO_DEED)
    order = Order(once, by, LOOKING)
    if not deeds.claim(db, order, DeedKind.UNAPART, round_id, now, deed_id):
        return
    if not store.undo(db, deed_id, now):
        raise Conflict(LOOKED_AT)
    same.forget_apart(db, deed_id)
    deeds.note(db, order, DeedKind.UNAPART, round_id, now, subject=found.subject, people=found.people)
