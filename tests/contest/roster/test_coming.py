"""Who of a list has come though no entry is theirs: matched by name when looked at, told, never stored."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from contest.people import service as people
from contest.people.models import Entry
from contest.people.service import EntryDraft
from contest.roster import service
from contest.roster.models import RosterMember
from contest.roster.service import Page
from contest.roster.sheet_rules import MemberRow
from contest.roster.states import Where
from contest.units import merging
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web.database import Database, reading, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, NOW, THUI, Roster
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.contest.selects import selects
from tests.contest.units.desk import page, text, texts


def look(roster: Roster, where: Where = Where.ALL, q: str = "", number: int = 1) -> Page:
    campaign_id = roster.view().campaign_id
    with reading() as db:
        return service.listed(db, campaign_id, q, number, where)


def come(roster: Roster) -> list[str]:
    return [row.person.name for row in look(roster).rows if row.come]


def enter(roster: Roster, name: str, year: int | None, unit: str | None) -> str:
    """Somebody enters by themselves, as people do without a code of their own; the entry."""
    campaign_id = roster.view().campaign_id
    with writing() as db:
        return people.join(db, campaign_id, EntryDraft(name, year, unit), NOW).entry_id


def unit_of(roster: Roster, name: str) -> str | None:
    return desk.members(roster.round_id)[name].unit_id


def person_of(db: Session, entry: str) -> str:
    return db.exec(select(Entry.person_id).where(Entry.id == entry)).one()


@pytest.mark.parametrize("name", ["A Thui", "a thui", "A  THÚI"])
def test_who_entered_by_themselves_has_come(roster: Roster, name: str) -> None:
    roster.bring(THUI, HANG)
    assert (look(roster).come, look(roster).by_name) == (0, 0)
    enter(roster, name, 1990, unit_of(roster, "A Thui"))
    found = look(roster)
    assert come(roster) == ["A Thui"]
    assert (found.everybody, found.come, found.by_name) == (2, 1, 1)


def test_it_is_told_and_never_stored(roster: Roster) -> None:
    roster.bring(THUI)
    enter(roster, "A Thui", 1990, unit_of(roster, "A Thui"))
    assert come(roster) == ["A Thui"]
    assert desk.members(roster.round_id)["A Thui"].entry_id is None


def test_another_unit_or_another_year_is_another_person(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    enter(roster, "A Thui", 1990, unit_of(roster, "Y Thu Hằng"))
    enter(roster, "A Thui", 1991, unit_of(roster, "A Thui"))
    enter(roster, "A Thui", None, unit_of(roster, "Y Thu Hằng"))
    assert come(roster) == []


def test_where_no_year_was_asked_name_and_unit_tell(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    enter(roster, "A Thui", None, unit_of(roster, "A Thui"))
    assert come(roster) == ["A Thui"]


def test_where_the_list_says_less_less_is_asked(roster: Roster) -> None:
    roster.bring(THUI, MemberRow(3, "Y Bích", "", "Thôn Đăk Rao"))
    enter(roster, "Y Bích", 1977, unit_of(roster, "Y Bích"))
    assert come(roster) == ["Y Bích"]
    with writing() as db:
        row = db.get(RosterMember, desk.members(roster.round_id)["A Thui"].id)
        assert row is not None
        row.unit_id = None
    enter(roster, "A Thui", 1990, unit_of(roster, "Y Bích"))
    assert sorted(come(roster)) == ["A Thui", "Y Bích"]


@pytest.mark.parametrize("from_twin", [True, False])
def test_a_merged_unit_counts_for_the_one_it_was_merged_into(roster: Roster, from_twin: bool) -> None:
    """Whether it is the list's or the entry's unit that was merged."""
    with writing() as db:
        twin = units.save_units(db, [UnitDraft("rao2", "Thôn Rao Cũ", "village", "xa")], date(2026, 1, 1))[
            "rao2"
        ]
    roster.bring(THUI)
    rao = unit_of(roster, "A Thui")
    assert rao is not None
    enter(roster, "A Thui", 1990, twin)
    assert come(roster) == []
    unit, into = (twin, rao) if from_twin else (rao, twin)
    with writing() as db:
        version = merging.plan(db, unit, into, NOW).version
        merging.merge(db, roster.staff, unit, into, version, False, NOW)
    assert come(roster) == ["A Thui"]
    with writing() as db:
        merging.unmerge(db, roster.staff, unit, NOW)
    assert come(roster) == []


def test_another_contest_says_nothing(roster: Roster) -> None:
    roster.bring(THUI)
    unit = unit_of(roster, "A Thui")
    other = Roster(world.make(bank=0, slug="khac").round_id, roster.staff)
    enter(other, "A Thui", 1990, unit)
    assert come(roster) == []


def test_erased_names_are_like_nobody(roster: Roster) -> None:
    """Two whose names are gone are not one; who came by name is no longer told once the entry's is gone."""
    roster.bring(THUI, HANG)
    entry = enter(roster, "A Thui", 1990, unit_of(roster, "A Thui"))
    with writing() as db:
        people.forget(db, person_of(db, entry), NOW)
    assert come(roster) == []
    with writing() as db:
        people.forget(db, desk.members(roster.round_id)["A Thui"].person_id, NOW)
    assert (come(roster), look(roster).everybody) == ([], 2)


def test_an_entry_that_is_a_members_own_is_nobody_elses(roster: Roster) -> None:
    """Two of one name with codes of their own: one has come, the other has not."""
    roster.bring(MemberRow(2, "Y Lan", "1990", "Thôn Đăk Rao", code="1"))
    desk.come(roster.round_id, "Y Lan")
    roster.bring(MemberRow(2, "Y Lan", "1990", "Thôn Đăk Rao", code="2"))
    assert [(row.own_code, row.come) for row in look(roster).rows if row.come] == [("1", True)]
    assert (look(roster).come, look(roster).by_name) == (1, 0)


def test_the_filter_parts_the_list_and_goes_with_the_search(roster: Roster) -> None:
    roster.bring(*(MemberRow(n, f"A {n}", "1990", "Thôn Đăk Rao") for n in range(2, 122)))
    rao = unit_of(roster, "A 2")
    for number in range(2, 62):
        enter(roster, f"A {number}", 1990, rao)
    for where in (Where.COME, Where.WAITING):
        first, second = look(roster, where), look(roster, where, "", 2)
        assert (first.found, len(first.rows), len(second.rows)) == (60, 50, 10)
        assert {row.come for row in first.rows + second.rows} == {where is Where.COME}
        assert (first.everybody, first.come) == (120, 60)
    assert look(roster, Where.ALL).found == 120
    with_2 = [number for number in range(2, 122) if "2" in str(number)]
    early = sum(number < 62 for number in with_2)
    sought = [look(roster, where, "a 2").found for where in (Where.ALL, Where.COME, Where.WAITING)]
    assert sought == [len(with_2), early, len(with_2) - early]


def test_as_many_statements_for_3_people_as_for_3000(roster: Roster, database: Database) -> None:
    statements, counted = selects(database), []
    campaign_id = roster.view().campaign_id
    for many in (3, 3_000):
        roster.bring(*(MemberRow(n, f"A {many} {n}", "1990", "Thôn Đăk Rao") for n in range(1, many + 1)))
        rao = unit_of(roster, f"A {many} 1")
        with writing() as db:
            for n in range(1, many + 1, 2):
                people.join(db, campaign_id, EntryDraft(f"A {many} {n}", 1990, rao), NOW)
        for where in Where:
            statements.clear()
            found = look(roster, where)
            counted.append(len(statements))
            assert len(found.rows) <= service.A_PAGE
    assert found.come == 2 + 1_500
    assert len(set(counted)) == 1


# --- the page ---------------------------------------------------------------------------------------


@pytest.fixture
def listed(organiser: TestClient, contest: World, ids: dict[str, str]) -> str:
    """A Thui has entered by himself, Y Thu Hằng has not; the page's address."""
    rows = (("A Thui", 1990, "Thôn Đăk Rao"), ("Y Thu Hằng", 2011, "Trường THCS Nguyễn Du", "9A"))
    address = desk.draft(organiser, contest.round_id, *rows)
    assert organiser.post(f"{address}/saving", data={"version": "1"}).status_code == 303
    contest.join("a thui", ids["rao"])
    return f"/roster/{contest.round_id}"


def test_the_page_says_who_came_and_once_how_it_knows(organiser: TestClient, listed: str) -> None:
    answer = organiser.get(listed)
    assert texts(answer, "tbody .chip") == ["Đã vào thi"]
    assert "2 người, 1 đã vào thi (khớp tên, đơn vị)." in text(answer)
    assert answer.text.count("khớp tên, đơn vị") == 1
    assert "Ai được mời dự thi, ai chưa vào: để nhắc." in text(answer)


def test_the_note_is_there_only_where_it_is_true(organiser: TestClient, contest: World, listed: str) -> None:
    desk.come(contest.round_id, "Y Thu Hằng")
    member = desk.members(contest.round_id)["A Thui"].id
    organiser.post(f"{listed}/members/{member}/removal")
    assert "1 người, 1 đã vào thi." in text(organiser.get(listed))


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("", ["Y Thu Hằng", "A Thui"]),
        ("come", ["A Thui"]),
        ("waiting", ["Y Thu Hằng"]),
        ("' OR 1", ["Y Thu Hằng", "A Thui"]),
    ],
)
def test_the_filter_on_the_page(organiser: TestClient, listed: str, where: str, names: list[str]) -> None:
    answer = organiser.get(listed, params={"where": where})
    assert sorted(texts(answer, "tbody td b")) == sorted(names)
    chosen = page(answer).css("select[name=where] option[selected]")
    assert [each.attributes["value"] for each in chosen] == [where if len(names) == 1 else ""]
    if len(names) == 1:
        assert "1 người đã vào thi." in text(answer) or "1 người chưa vào thi." in text(answer)


def test_search_and_filter_and_paging_go_together(organiser: TestClient, contest: World, listed: str) -> None:
    rows = tuple((f"B {n}", 1990, "rao", "", "", f"m{n}") for n in range(60))
    address = desk.draft(organiser, contest.round_id, *rows)
    organiser.post(f"{address}/saving", data={"version": "1"})
    first = organiser.get(listed, params={"q": "b", "where": "waiting"})
    assert "60 người chưa vào thi hợp với “b”." in text(first)
    assert [each.attributes["value"] for each in page(first).css("input[name=q]")] == ["b"]
    (onward,) = (str(each.attributes["href"]) for each in page(first).css("a[rel=next]"))
    second = organiser.get(listed + onward)
    assert len(texts(second, "tbody tr")) == 10
    assert [each.attributes["value"] for each in page(second).css("option[selected]")] == ["waiting"]
    assert "Danh sách không dài đến trang này." in text(organiser.get(f"{listed}?where=waiting&page=9"))


def test_nobody_left_to_remind_or_nobody_come(organiser: TestClient, contest: World, listed: str) -> None:
    members = desk.members(contest.round_id)
    organiser.post(f"{listed}/members/{members['Y Thu Hằng'].id}/removal")
    assert "Ai trong danh sách cũng đã vào thi." in text(organiser.get(f"{listed}?where=waiting"))
    with writing() as db:
        entry = db.exec(select(Entry.id)).one()
        people.forget(db, person_of(db, entry), NOW)
    assert "Chưa ai trong danh sách vào thi." in text(organiser.get(f"{listed}?where=come"))


def test_a_match_by_name_does_not_block(organiser: TestClient, contest: World, listed: str) -> None:
    """It may be somebody else of that name: taking off and taking the list back still work."""
    member = desk.members(contest.round_id)["A Thui"].id
    assert len(page(organiser.get(listed)).css("form[action$='/removal']")) == 2
    assert organiser.post(f"{listed}/members/{member}/removal").status_code == 303
    assert desk.names(contest.round_id) == ["Y Thu Hằng"]


def test_a_list_whose_people_came_by_name_is_taken_back(roster: Roster) -> None:
    draft = roster.bring(THUI, HANG)
    enter(roster, "A Thui", 1990, unit_of(roster, "A Thui"))
    assert come(roster) == ["A Thui"]
    assert roster.undo(draft) == 2
    assert desk.names(roster.round_id) == []
