"""Classes of a roster and their codes: which there are, how many came, opening, closing, another code."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.states import Way
from contest.entropy import ALPHABET
from contest.errors import Conflict, NotFound
from contest.people import class_codes, enrolling
from contest.roster import class_rules, classes_store, service, store
from contest.roster.class_rules import Key, Pupil
from contest.roster.models import RosterClass, RosterMember
from contest.roster.place_rules import place
from contest.roster.states import Until
from contest.units import service as units
from contest.units.rules import text_sort_key

NO_CLASS = "Không thấy lớp này trong danh sách. Tải lại trang để xem."
NO_LIST = "Danh sách chưa có lớp nào nên chưa mở được mã lớp. Nhập danh sách có cột Lớp từ Excel trước."
OVER = "Vòng thi đã hết giờ nên mã lớp không mở được nữa."


@dataclass(frozen=True, slots=True)
class Class:
    """A class as staff see it. ``code``: "" until it was first opened; ``until``: when it stops working;
    ``unproved``: how many of it tell nothing that only they know."""

    id: str
    place: str
    people: int
    come: int
    code: str = ""
    until: datetime | None = None
    is_open: bool = False
    unproved: int = 0


def id_of(campaign_id: str, key: Key) -> str:
    """The id of a class: it follows from what the class is, so that opening it twice makes one row."""
    digest = hashlib.sha256("\0".join((campaign_id, key.unit_id, key.folded)).encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:13])


def grouped(db: Session, members: Sequence[RosterMember]) -> dict[Key, list[RosterMember]]:
    """The members of each class; who stands in a merged unit belongs to the one it counts for.

    Whom the list puts into no class is in none of them.
    """
    ends, class_units = units.merged(db), units.of_kind(db, "class")
    found: dict[Key, list[RosterMember]] = defaultdict(list)
    for one in members:
        unit_id = ends.get(one.unit_id, one.unit_id) if one.unit_id else None
        key = class_rules.key(unit_id, one.class_name)
        if class_rules.is_class(key, class_units):
            found[key].append(one)
    return found


def members_of(db: Session, row: RosterClass) -> list[RosterMember]:
    """The members of a class with a code, as :func:`grouped` finds them among all: nobody else's rows are
    read. Nobody is in a class whose unit counts for another one since."""
    if not row.folded and row.unit_id not in units.of_kind(db, "class"):
        return []
    if not row.unit_id:
        return classes_store.mates(db, row.campaign_id, (), row.folded)
    ends = units.merged(db)
    if row.unit_id in ends:
        return []
    counted = {row.unit_id, *(id for id, end in ends.items() if end == row.unit_id)}
    return classes_store.mates(db, row.campaign_id, counted, row.folded)


def listed(db: Session, campaign_id: str, now: datetime) -> tuple[Class, ...]:
    """All classes of a contest in the order of their units; the number of statements is fixed."""
    members = store.members(db, campaign_id)
    by_name = service.come_by_name_in(db, campaign_id, members)
    groups = grouped(db, members)
    names = units.names(db, {key.unit_id for key in groups if key.unit_id})
    rows = classes_store.of(db, campaign_id)
    told = enrolling.told(db, [one.person_id for one in members])
    found = []
    for key, mates in groups.items():
        unit = names.get(key.unit_id, "")
        called = mates[0].class_name
        id = id_of(campaign_id, key)
        made = _class(id, place(called, unit), mates, by_name, rows.get(id), now)
        made = replace(made, unproved=class_rules.unproved([_pupil(one, told) for one in mates]))
        found.append(((text_sort_key(unit), text_sort_key(called), id), made))
    return tuple(made for _, made in sorted(found, key=lambda pair: pair[0]))


def _pupil(one: RosterMember, told: Mapping[str, tuple[int | None, str | None]]) -> Pupil:
    year, phone = told[one.person_id]
    return Pupil(one.id, "", year, one.own_code, phone or "")


def _class(
    id: str,
    called: str,
    mates: Sequence[RosterMember],
    by_name: Collection[str],
    row: RosterClass | None,
    now: datetime,
) -> Class:
    come = sum(one.entry_id is not None or one.id in by_name for one in mates)
    if row is None:
        return Class(id, called, len(mates), come)
    code = _code(row)
    is_open = bool(code) and class_rules.is_open(row.open_until, now)
    return Class(id, called, len(mates), come, code, row.open_until if is_open else None, is_open)


def one(db: Session, campaign_id: str, class_id: str, now: datetime) -> Class:
    """One class; NotFound when nobody on the list is in it."""
    row = classes_store.one(db, campaign_id, class_id)
    mates = members_of(db, row) if row else []
    if row is None or not mates:
        # Nobody opened it yet: what its id stands for is found among all.
        return _found(listed(db, campaign_id, now), class_id)
    by_name = service.come_by_name_in(db, campaign_id, mates, some=True)
    unit = units.names(db, [row.unit_id]).get(row.unit_id, "") if row.unit_id else ""
    return _class(class_id, place(mates[0].class_name, unit), mates, by_name, row, now)


def ids_in(db: Session, campaign_id: str, class_id: str) -> frozenset[str]:
    """The members of a class, also of one that has no code."""
    row = classes_store.one(db, campaign_id, class_id)
    if row is not None:
        return frozenset(one.id for one in members_of(db, row))
    groups = grouped(db, store.members(db, campaign_id)).items()
    return frozenset(one.id for key, mates in groups if id_of(campaign_id, key) == class_id for one in mates)


def _found(classes: Collection[Class], class_id: str) -> Class:
    found = next((each for each in classes if each.id == class_id), None)
    if found is None:
        raise NotFound(NO_CLASS)
    return found


def open_classes(
    db: Session, actor: str, view: RoundView, class_id: str, until: Until, now: datetime
) -> None:
    """Let a class come in with its code, "" for all classes; from now on that is a way into the contest.

    A class that had a code keeps it: what was printed stays true. One whose code went with an old key of the
    server gets another.
    """
    if now >= view.closes_at:
        raise Conflict(OVER)
    rows = classes_store.hold(db, view.campaign_id)
    wanted = _wanted(db, view.campaign_id, class_id)
    if not wanted:
        raise Conflict(NO_LIST)
    taken = {row.code_hash for row in rows.values()}
    dead = {id: row.number for id, row in rows.items() if id in wanted and not _code(row)}
    new = [_made(id, view.campaign_id, taken, key) for id, key in wanted.items() if id not in rows]
    classes_store.add(db, new)
    # A code from before classes were kept by unit and name learns its class again.
    known = {id: (key.unit_id, key.folded) for id, key in wanted.items() if id in rows}
    classes_store.set_keys(
        db, {id: key for id, key in known.items() if (rows[id].unit_id, rows[id].folded) != key}
    )
    for id, number in dead.items():
        made = _made(id, view.campaign_id, taken, wanted[id], number + 1)
        classes_store.set_code(db, id, made.number, made.code_hash)
    classes_store.set_until(db, wanted, class_rules.until(until, now, view.closes_at))
    if Way.CLASS not in view.ways:
        editing.hold(db, view.campaign_id)  # whoever sets the way in at this moment is not overwritten
        entrance = campaigns.view(db, view.id, now).entrance
        editing.set_entrance(db, view.campaign_id, replace(entrance, ways=(*entrance.ways, Way.CLASS)))
    about = {"campaign": view.campaign_id, "classes": len(wanted), "until": until.value}
    audit.record(db, actor, "roster.open", class_id or view.id, about, now)


def _wanted(db: Session, campaign_id: str, class_id: str) -> dict[str, Key]:
    groups = grouped(db, store.members(db, campaign_id))
    keys = dict(sorted((id_of(campaign_id, key), key) for key in groups))
    if class_id and class_id not in keys:
        raise NotFound(NO_CLASS)
    return {class_id: keys[class_id]} if class_id else keys


def _code(row: RosterClass) -> str:
    return class_codes.of(row.id, row.number, row.code_hash)


def _made(class_id: str, campaign_id: str, taken: set[str], key: Key, number: int = 0) -> RosterClass:
    """A class with a code that no other class of the contest has; ``taken`` learns it."""
    while not taken.isdisjoint(class_codes.hashes(class_codes.of(class_id, number))):
        number += 1
    hashed = class_codes.hashed(class_codes.of(class_id, number))
    taken.add(hashed)
    return RosterClass(
        id=class_id,
        campaign_id=campaign_id,
        number=number,
        code_hash=hashed,
        unit_id=key.unit_id,
        folded=key.folded,
    )


def shut(db: Session, actor: str, view: RoundView, class_id: str, now: datetime) -> None:
    """Nobody comes in with the code of this class any more, "" for all; who came stays."""
    rows = classes_store.hold(db, view.campaign_id)
    if class_id and class_id not in rows:
        raise NotFound(NO_CLASS)
    is_due = class_rules.is_open
    ids = [id for id, row in rows.items() if class_id in ("", id) and is_due(row.open_until, now)]
    if not ids:
        return  # pressed twice, or it stopped by itself
    classes_store.set_until(db, ids, None)
    about = {"campaign": view.campaign_id, "classes": len(ids)}
    audit.record(db, actor, "roster.shut", class_id or view.id, about, now)


def renew(db: Session, actor: str, view: RoundView, class_id: str, seen: str, now: datetime) -> None:
    """Another code for a class; the old one opens nothing. ``seen``: the code that the page showed, so that
    the second of two presses changes nothing."""
    rows = classes_store.hold(db, view.campaign_id)
    if class_id not in rows:
        raise NotFound(NO_CLASS)
    row = rows[class_id]
    if _code(row) != seen:
        return
    taken = {other.code_hash for other in rows.values()}
    made = _made(class_id, view.campaign_id, taken, Key(row.unit_id, row.folded), row.number + 1)
    classes_store.set_code(db, class_id, made.number, made.code_hash)
    audit.record(db, actor, "roster.renew", class_id, {"campaign": view.campaign_id}, now)


def with_code(found: Collection[Class], class_id: str = "") -> tuple[Class, ...]:
    """Those that have a code to print; one alone where it is named."""
    return tuple(each for each in found if each.code and class_id in ("", each.id))
