"""Personal codes of those on a roster: made for many or for one, told this once, stored as a hash alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import editing, ways
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.states import written
from contest.campaigns.ways import Entrance
from contest.errors import Conflict, Invalid, NotFound
from contest.people import enrolling, inviting
from contest.roster import service, store
from contest.roster.models import RosterMember
from contest.roster.place_rules import place
from contest.roster.states import ONE, Whose
from contest.units import service as units
from contest.units.rules import name_sort_key, text_sort_key

NOBODY_LEFT = "Ai cũng đã có mã hoặc đã vào thi. Muốn in lại thì chọn “In lại tất cả”."
STALE = "Trang này mở từ trước khi cấp mã gần nhất. Xem lại rồi bấm lần nữa."
#: A form that comes again within so long is one press that was made twice.
TWO_PRESSES = timedelta(minutes=10)
#: So many slips are one file: setting them takes two seconds, and nobody waits longer for a page.
A_PART = 300
NO_WAY = "Chọn ít nhất một cách vào thi."
NO_PART = "Phần này không còn ai. Xem lại số người ở dưới rồi bấm lần nữa."
DOOR_CHANGED = (
    "Người khác vừa đổi cách vào thi. Đang dùng: {stored}. "
    "Bạn chọn gì vẫn để nguyên ở dưới: xem lại, rồi bấm Lưu lần nữa nếu vẫn muốn lưu theo bạn."
)
NOBODY_WAITS = "Không còn ai chờ vào thi để in phiếu."


@dataclass(frozen=True, slots=True)
class Issued:
    """A code and whose it is; told this once."""

    name: str
    unit: str
    code: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many have no code, have one and have not come, have come, have come as far as a name tells.

    ``named``: those of the last who still have a slip that opens something.
    """

    without: int
    waiting: int
    come: int
    by_name: int
    named: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """The form that asks for codes: what its codes follow from, when its page was read, when it was sent."""

    token: str
    seen: datetime
    now: datetime
    part: int = 1  # of a long list, from one

    def seed(self, deed: str) -> str:
        """What the codes of one of the page's buttons follow from: each button makes its own."""
        return f"{self.token}\0{deed}"

    def check(self, is_this: bool, made_at: datetime | None) -> None:
        """What the page said of somebody is still so, or this is the second of two presses.

        ``is_this``: the code that they have, made at ``made_at``, is the one of this form.
        """
        if made_at is None or made_at < self.seen or (is_this and self.now - made_at <= TWO_PRESSES):
            return
        raise Conflict(STALE)


def counts(db: Session, campaign_id: str) -> Counts:
    """How far the codes of a roster are."""
    members = store.members(db, campaign_id)
    by_name = service.come_by_name_in(db, campaign_id, members)
    left = [one for one in members if one.entry_id is None and one.id not in by_name]
    without = sum(one.code_hash is None for one in left)
    come = sum(one.entry_id is not None for one in members)
    named = sum(one.code_hash is not None and one.id in by_name for one in members)
    return Counts(without, len(left) - without, come, len(by_name), named)


def make(db: Session, actor: str, view: RoundView, whose: Whose, asked: Asked) -> tuple[Issued, ...]:
    """Codes for one part of all who have not come, or of those of them without one; in the order of unit and
    name. A part stays the same while its page is used: whoever got a code by it is still one of them, and
    whoever has come since keeps their place in it, though no slip is made for them.

    Made for all, the slips of those who came by their name stop working too: nobody prints them again.
    """
    members = store.members(db, view.campaign_id, held=True)
    by_name = service.come_by_name_in(db, view.campaign_id, members)
    here = {None, *enrolling.came_since(db, view.campaign_id, asked.seen)}
    there = [one for one in members if one.id not in by_name and one.entry_id in here]
    made = _codes(db, view.campaign_id, asked.seed(whose.value), members, there)
    void = [one for one in members if one.id in by_name and one.code_hash]
    if whose is Whose.MISSING:
        there, void = [one for one in there if one.code_hash in (None, _hash(made, one))], []
    if all(one.entry_id is not None for one in there):
        raise Conflict(NOBODY_LEFT if whose is Whose.MISSING else NOBODY_WAITS)
    part = _in_order(db, there)[(asked.part - 1) * A_PART : asked.part * A_PART]
    listed = [row for row in part if row[0].entry_id is None]
    if not listed:
        raise Conflict(NO_PART)
    waiting = [one for one, _ in listed]
    for one in (*waiting, *void):
        asked.check(one.code_hash == _hash(made, one), one.code_made_at)
    slips = tuple(Issued(*told, made[one.id]) for one, told in listed)
    void_ids = [one.id for one in void]
    changed, anew = _put(db, waiting, made, asked.now)
    store.put_codes(db, [(id, None) for id in void_ids], asked.now)
    about = {"campaign": view.campaign_id}
    if changed:
        told = {"people": changed, "anew": anew, "void": len(void_ids)}
        audit.record(db, actor, "roster.codes", view.id, about | told, asked.now)
    audit.record(db, actor, "roster.slips", view.id, about | {"people": len(slips)}, asked.now)
    return slips


def _codes(
    db: Session,
    campaign_id: str,
    seed: str,
    members: Sequence[RosterMember],
    whose: Sequence[RosterMember],
) -> dict[str, str]:
    taken = store.taken(members)
    own = [one.entry_id for one in whose if one.entry_id]
    return inviting.fresh(db, campaign_id, seed, [one.id for one in whose], taken, own)


def _hash(made: Mapping[str, str], one: RosterMember) -> str:
    return inviting.hashed(made.get(one.id, "")) or ""


def _put(
    db: Session, whose: Sequence[RosterMember], made: Mapping[str, str], now: datetime
) -> tuple[int, int]:
    """Store the codes that are new; how many are, and how many of them replace another."""
    hashes = {one.id: _hash(made, one) for one in whose}
    changed = [one for one in whose if one.code_hash != hashes[one.id]]
    told = len(changed), sum(one.code_hash is not None for one in changed)
    store.put_codes(db, [(one.id, hashes[one.id]) for one in changed], now)
    return told


def renew(db: Session, actor: str, view: RoundView, member_id: str, asked: Asked) -> tuple[Issued, ...]:
    """A new code for one person, also for who has entered; the old one stops working."""
    member = store.member(db, view.campaign_id, member_id)
    if member is None:
        raise NotFound(service.NOBODY)
    entry_id = member.entry_id
    members = store.members(db, view.campaign_id)
    made = _codes(db, view.campaign_id, asked.seed(ONE), members, [member])
    slips = tuple(Issued(*told, made[one.id]) for one, told in _in_order(db, [member]))
    if entry_id is None:
        asked.check(member.code_hash == _hash(made, member), member.code_made_at)
        _put(db, [member], made, asked.now)
    else:
        _renew_entry(db, member, made, asked)
    about = {"campaign": view.campaign_id, "member": member_id}
    audit.record(db, actor, "roster.recode", entry_id or member_id, about, asked.now)
    return slips


def _renew_entry(db: Session, member: RosterMember, made: Mapping[str, str], asked: Asked) -> None:
    """The code is the entry's. That somebody came with their slip is news to a page, and so is a code that a
    proctor gave."""
    has, given_at = inviting.held(db, member.entry_id or "")
    is_this = has == _hash(made, member)
    asked.check(is_this, member.code_made_at)
    if not is_this:
        asked.check(False, given_at)
        inviting.give(db, member.entry_id or "", made[member.id], asked.now)
        store.put_codes(db, [(member.id, None)], asked.now)
        store.keep(db, member.id, _hash(made, member))


def _in_order(db: Session, whose: Sequence[RosterMember]) -> list[tuple[RosterMember, tuple[str, str]]]:
    """These people in the order of unit and name, each with name and place."""
    named = enrolling.named(db, [one.person_id for one in whose])
    places = units.names(db, {one.unit_id for one in whose if one.unit_id})
    found = []
    for one in whose:
        name, unit = named[one.person_id].name, places.get(one.unit_id or "", "")
        order = (text_sort_key(unit), text_sort_key(one.class_name), name_sort_key(name), one.id)
        found.append((order, one, (name, place(one.class_name, unit))))
    found.sort(key=lambda row: row[0])
    return [(one, told) for _, one, told in found]


def parts(people: int) -> tuple[int, ...]:
    """How many slips each part of a list has."""
    return tuple(min(A_PART, people - first) for first in range(0, people, A_PART))


def set_door(db: Session, actor: str, round_id: str, wanted: Entrance, seen: str, now: datetime) -> None:
    """How a contest is entered; pressed twice it is one change. ``seen``: the version that the page showed;
    Conflict where somebody has set another one since."""
    if not wanted.ways:
        raise Invalid(NO_WAY)
    editing.hold(db, campaigns.view(db, round_id, now).campaign_id)
    view = campaigns.view(db, round_id, now)
    if view.entrance != wanted:
        if view.entrance.version != seen:
            raise Conflict(DOOR_CHANGED.format(stored=ways.told(view.entrance)))
        editing.set_entrance(db, view.campaign_id, wanted)
        about = {
            "campaign": view.campaign_id,
            "ways": written(wanted.ways).replace(",", "+"),
            "proof": int(wanted.class_proof),
            "on_paper": int(wanted.on_paper),
        }
        audit.record(db, actor, "roster.door", view.id, about, now)
