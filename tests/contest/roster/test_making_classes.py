"""Class codes on both databases: opening, closing, another one, how many came, what the audit keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from contest.audit.models import Audit
from contest.errors import Conflict, NotFound
from contest.people import class_codes
from contest.roster import class_rules, classes, classes_store, service
from contest.roster.models import RosterClass
from contest.roster.sheet_rules import MemberRow
from contest.roster.states import Until
from contest.units import merging
from contest.web.database import Database, reading, writing
from tests.contest.roster import desk
from tests.contest.roster.classroom import LATER, Classroom
from tests.contest.roster.desk import HANG, NOW, THUI, Roster
from tests.contest.rounds.world import CLOSES
from tests.contest.selects import selects

NOBODY = "0" * 13


@pytest.fixture
def room(roster: Roster) -> Classroom:
    """Two classes, nothing opened."""
    return Classroom(roster)


def audited(action: str) -> list[str]:
    with reading() as db:
        return [row.content for row in db.exec(select(Audit)) if f'"{action}"' in row.content]


def stored() -> list[RosterClass]:
    with reading() as db:
        return list(db.exec(select(RosterClass)))


def test_a_list_without_codes(room: Classroom) -> None:
    found = room.listed()
    assert {name: (each.people, each.come, each.code) for name, each in found.items()} == {
        "9A": (4, 0, ""),
        "9B": (1, 0, ""),
    }
    assert stored() == []


def test_without_a_list_there_is_nothing_to_open(roster: Roster) -> None:
    view = roster.view()
    with pytest.raises(Conflict, match="chưa có lớp nào"), writing() as db:
        classes.open_classes(db, roster.staff, view, "", Until.DAY, NOW)
    with pytest.raises(NotFound), writing() as db:
        classes.open_classes(db, roster.staff, view, NOBODY, Until.DAY, NOW)


def test_opening_all_gives_each_its_own_code(room: Classroom) -> None:
    room.open()
    found = room.listed()
    assert len({each.code for each in found.values()}) == 2
    assert all(each.is_open and each.until == CLOSES for each in found.values())
    assert {row.code_hash for row in stored()} == {class_codes.hashed(each.code) for each in found.values()}
    assert all(each.code not in row.model_dump_json() for each in found.values() for row in stored())


def test_opening_one_leaves_the_other(room: Classroom) -> None:
    room.open(room.listed()["9A"].id)
    assert [each.is_open for each in room.listed().values()] == [True, False]


def test_opened_again_it_keeps_its_code(room: Classroom) -> None:
    room.open()
    first = room.code()
    room.shut()
    assert (room.code(), room.listed()["9A"].is_open, room.listed()["9A"].until) == (first, False, None)
    room.open()
    assert (room.code(), room.listed()["9A"].is_open) == (first, True)
    assert len(stored()) == 2


def test_for_the_day_it_stops_by_itself(room: Classroom) -> None:
    room.open(until=Until.DAY)
    end = room.listed()["9A"].until
    assert end is not None
    for seconds, opened in ((-1, True), (0, False)):
        assert room.listed(end + timedelta(seconds=seconds))["9A"].is_open is opened


@pytest.mark.parametrize(("seconds", "opens"), [(-1, True), (0, False), (1, False)])
def test_after_the_round_nothing_opens(room: Classroom, seconds: int, opens: bool) -> None:
    at = CLOSES + timedelta(seconds=seconds)
    if opens:
        room.open(now=at)
        assert room.listed(at)["9A"].is_open
    else:
        with pytest.raises(Conflict, match="hết giờ"):
            room.open(now=at)


def test_another_code_and_the_old_one_opens_nothing(room: Classroom) -> None:
    room.open()
    old, id = room.code(), room.listed()["9A"].id
    room.renew(id, old)
    new = room.code()
    assert new != old
    assert room.look(old) is None
    assert room.names(new)[0]
    room.renew(id, old)
    assert room.code() == new, "the second of two presses changes nothing"
    assert len(audited("roster.renew")) == 1
    with pytest.raises(NotFound):
        room.renew(NOBODY, old)


def test_a_code_that_another_class_has_is_passed_over(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_codes, "of", lambda id, number, stored="": f"AAAAA{number}")
    room.open()
    assert sorted(row.number for row in stored()) == [0, 1]
    room.renew(room.listed()["9A"].id, room.code())
    assert len({row.code_hash for row in stored()}) == 2


def test_pressed_twice_it_is_one_thing(room: Classroom) -> None:
    room.open()
    room.shut()
    room.shut()
    assert len(audited("roster.shut")) == 1
    with pytest.raises(NotFound):
        room.shut(NOBODY)


def test_every_deed_is_in_the_audit_without_code_or_name(room: Classroom) -> None:
    room.open()
    codes = {each.code for each in room.listed().values()}
    room.renew(room.listed()["9A"].id, room.code())
    codes |= {each.code for each in room.listed().values()}
    room.shut(room.listed()["9B"].id)
    rows = audited("roster.open") + audited("roster.renew") + audited("roster.shut")
    assert len(rows) == 3
    assert not any(word in row for row in rows for word in (*codes, "9A", "Biên"))


def test_who_came_is_counted_however_they_came(room: Classroom) -> None:
    room.open()
    room.come("A Biên")
    desk.come(room.roster.round_id, "Y Bích")
    assert (room.listed()["9A"].come, room.listed()["9B"].come) == (2, 0)


def test_people_without_a_class_are_behind_no_code(roster: Roster) -> None:
    """A whole village is no class; a unit that is a class is one, whether or not the list says so again."""
    in_unit = MemberRow(9, "A Chín", "2012", "Lớp 9B")
    room = Classroom(roster, THUI, HANG, in_unit)
    room.open()
    with reading() as db:
        found = {each.place: each for each in classes.listed(db, room.view().campaign_id, NOW)}
    assert sorted(name.partition(",")[0] for name in found) == ["Lớp 9A", "Lớp 9B"]
    assert [(each.people, each.is_open) for each in found.values()] == [(1, True)] * 2
    assert {row.id for row in stored()} == {each.id for each in found.values()}


def test_a_list_without_any_class_has_nothing_to_open(roster: Roster) -> None:
    room = Classroom(roster, THUI)
    with pytest.raises(Conflict, match="chưa có lớp nào"):
        room.open()
    (member,) = desk.members(roster.round_id).values()
    village = classes.id_of(member.campaign_id, class_rules.key(member.unit_id, ""))
    with pytest.raises(NotFound):
        room.open(village)
    assert stored() == []


def test_merged_units_are_one_class(roster: Roster) -> None:
    room = Classroom(roster, MemberRow(2, "A Một", "2012", "Lớp 9A"), MemberRow(3, "A Hai", "2012", "Lớp 9B"))
    with reading() as db:
        before = classes.listed(db, room.view().campaign_id, NOW)
    assert [each.people for each in before] == [1, 1]
    members = desk.members(roster.round_id)
    with writing() as db:
        one, other = members["A Một"].unit_id or "", members["A Hai"].unit_id or ""
        version = merging.plan(db, other, one, NOW).version
        merging.merge(db, roster.staff, other, one, version, False, NOW)
    with reading() as db:
        after = classes.listed(db, room.view().campaign_id, NOW)
    assert [each.people for each in after] == [2]


def test_with_the_names_the_codes_go(room: Classroom) -> None:
    room.open()
    campaign_id = room.view().campaign_id
    with writing() as db:
        service.forget(db, campaign_id)
    assert stored() == []
    with reading() as db:
        assert classes_store.of(db, campaign_id) == {}


@pytest.mark.parametrize("many", [4, 60])
@pytest.mark.parametrize(("come", "reads"), [(False, (10, 9)), (True, (11, 12))])
def test_the_number_of_statements_is_fixed(
    roster: Roster, database: Database, many: int, come: bool, reads: tuple[int, int]
) -> None:
    called = ["9A", "9A", *(f"Lớp {n % 7}" for n in range(4, many))]
    rows = [MemberRow(n, f"Người {n}", "2012", "Thôn Đăk Rao", name) for n, name in enumerate(called, 2)]
    room = Classroom(roster, *rows)
    room.open(now=LATER)
    for name in ["Người 2", "Người 3"] if come else []:
        room.come(name)
    code, view = room.listed()["9A"].code, room.view()
    statements = selects(database)
    with reading() as db:
        classes.listed(db, view.campaign_id, NOW)
    listing = len(statements)
    room.look(code)
    assert (listing, len(statements) - listing) == reads
