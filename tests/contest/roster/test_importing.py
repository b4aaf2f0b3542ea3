"""Drafts of a roster on both databases: mended, saved, thrown away, undone; names nowhere else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from time import process_time

import pytest
from sqlmodel import func, select

from contest.audit import store as audit_store
from contest.errors import Conflict, NotFound
from contest.lists import drafts
from contest.lists.drafts import NOT_SAVED, NOTHING, STALE, ImportState, Standing
from contest.people import service as people
from contest.people.models import Person
from contest.roster import importing, service, store
from contest.roster.models import RosterImport
from contest.roster.saving import BEGUN, MOVED, Saved
from contest.roster.sheet_rules import MemberRow
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, NOW, THUI, Roster
from tests.contest.units.desk import TODAY

WRONG = MemberRow(4, "Y Bích", "1990", "Đâu đó")


def persons() -> int:
    with reading() as db:
        return db.exec(select(func.count()).select_from(Person)).one()


def state(draft: str) -> tuple[str, int]:
    with reading() as db:
        row = db.get(RosterImport, draft)
    assert row is not None
    return row.state, row.made


def standings(roster: Roster, draft: str) -> Counter[Standing]:
    return Counter(one.standing for one in roster.look(draft).judged)


def test_nothing_is_saved_before_it_is_confirmed(roster: Roster) -> None:
    draft = roster.begin(THUI, HANG)
    assert standings(roster, draft)[Standing.READY] == 2
    assert (desk.names(roster.round_id), persons()) == ([], 0)
    assert roster.save(draft) == Saved(2, 0)
    assert desk.names(roster.round_id) == ["A Thui", "Y Thu Hằng"]
    assert state(draft) == (ImportState.SAVED, 2)


def test_everything_of_a_row_is_kept(roster: Roster) -> None:
    roster.bring(replace(HANG, phone="0912 345 678"))
    member = desk.members(roster.round_id)["Y Thu Hằng"]
    with reading() as db:
        person = db.get(Person, member.person_id)
        assert (
            units.names(db, [member.unit_id or ""])[member.unit_id or ""] == "Lớp 9A, Trường THCS Nguyễn Du"
        )
    assert person is not None
    assert (person.birth_year, person.phone, person.folded) == (2011, "0912345678", "i thu hang")
    assert (member.class_name, member.own_code, member.entry_id) == ("9A", "HS1", None)


def test_sound_rows_are_saved_and_the_others_wait(roster: Roster) -> None:
    draft = roster.begin(THUI, WRONG)
    assert roster.save(draft) == Saved(1, 1)
    assert state(draft) == (ImportState.DRAFT, 1)
    roster.mend(draft, 4, unit="rao")
    assert roster.save(draft, version=3) == Saved(1, 0)
    assert state(draft) == (ImportState.SAVED, 2)
    assert roster.undo(draft) == 2


def test_a_list_brought_again_adds_nobody(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    again = roster.begin(THUI, HANG)
    assert standings(roster, again)[Standing.HAVE] == 2
    assert roster.save(again) == Saved(0, 0)
    assert persons() == 2
    with pytest.raises(Conflict) as refused:
        roster.undo(again)
    assert refused.value.message == NOT_SAVED


def test_pressed_twice_it_is_saved_once(roster: Roster) -> None:
    draft = roster.begin(THUI)
    roster.save(draft)
    assert roster.save(draft) == Saved(1, 0)
    assert persons() == 1


@pytest.mark.parametrize(
    ("rows", "version", "seen", "said"),
    [
        ((THUI,), 2, "", STALE),
        ((THUI,), 1, "else", MOVED),
        ((WRONG,), 1, "", NOTHING),
    ],
)
def test_why_nothing_is_saved(
    roster: Roster, rows: tuple[MemberRow, ...], version: int, seen: str, said: str
) -> None:
    draft = roster.begin(*rows)
    with pytest.raises(Conflict) as refused:
        roster.save(draft, version, seen)
    assert (refused.value.message, persons()) == (said, 0)


def test_a_unit_that_changed_since_the_page_is_told(roster: Roster) -> None:
    draft = roster.begin(THUI)
    seen = roster.look(draft).seen
    with writing() as db:
        units.save_units(db, [UnitDraft("khac", "Thôn Đăk Rao", "village", "nd")], TODAY)
    with pytest.raises(Conflict) as refused:
        roster.save(draft, 1, seen)
    assert refused.value.message == MOVED


class TestUndoing:
    def test_it_takes_people_off_the_machine(self, roster: Roster) -> None:
        draft = roster.bring(THUI, HANG)
        assert roster.undo(draft) == 2
        assert (desk.names(roster.round_id), persons()) == ([], 0)
        assert state(draft) == (ImportState.UNDONE, 2)
        assert roster.undo(draft) == 0  # pressed twice

    def test_not_once_somebody_has_come(self, roster: Roster) -> None:
        draft = roster.bring(THUI, HANG)
        desk.come(roster.round_id, "A Thui")
        with pytest.raises(Conflict) as refused:
            roster.undo(draft)
        assert refused.value.message == BEGUN.format(count=1, names="A Thui")
        assert desk.names(roster.round_id) == ["A Thui", "Y Thu Hằng"]

    def test_who_came_before_the_list_keeps_the_entry(self, roster: Roster) -> None:
        first, second = roster.bring(THUI), roster.bring(HANG)
        desk.come(roster.round_id, "A Thui")
        assert roster.undo(second) == 1
        assert state(first) == (ImportState.SAVED, 1)


class TestDrafts:
    def test_a_draft_is_its_owners_and_of_its_contest(self, roster: Roster) -> None:
        draft = roster.begin(THUI)
        view = roster.view()
        for who, campaign in (("nobody", view.campaign_id), (roster.staff, "elsewhere")):
            with reading() as db, pytest.raises(NotFound):
                importing.find(db, who, campaign, draft, NOW)

    @pytest.mark.parametrize(("late", "there"), [(-1, True), (0, False), (1, False)])
    def test_it_waits_for_seven_days(self, roster: Roster, late: int, there: bool) -> None:
        draft = roster.begin(THUI)
        then = NOW + drafts.KEPT + timedelta(seconds=late)
        with reading() as db:
            if there:
                importing.find(db, roster.staff, roster.view().campaign_id, draft, then)
            else:
                with pytest.raises(NotFound):
                    importing.find(db, roster.staff, roster.view().campaign_id, draft, then)

    def test_thrown_away_its_names_are_gone(self, roster: Roster) -> None:
        unsaved, half = roster.begin(THUI), roster.begin(HANG, WRONG)
        roster.save(half)
        for draft in (unsaved, half, half):
            roster.discard(draft)
        with reading() as db:
            left = store.imports(db, roster.view().campaign_id, roster.staff, NOW, 9)
        assert [(row.id, row.rows, row.state) for row in left] == [(half, "[]", ImportState.SAVED)]

    def test_mending_a_row_that_is_gone(self, roster: Roster) -> None:
        draft = roster.begin(THUI)
        roster.mend(draft, 2, "drop")
        roster.mend(draft, 2, "drop")
        with pytest.raises(Conflict) as refused:
            roster.mend(draft, 2, name="B")
        assert refused.value.message == drafts.NO_ROW

    def test_what_waited_too_long_is_swept_within_the_hour(
        self, roster: Roster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "_looked_at", None)
        roster.begin(THUI)
        half = roster.begin(HANG, WRONG)
        roster.save(half)
        due = NOW + drafts.KEPT
        assert service.sweep_due(due - timedelta(minutes=30)) == 0
        assert service.sweep_due(due) == 0  # looked half an hour ago
        assert service.sweep_due(due + service.LOOK_EVERY) == 2
        with reading() as db:
            left = store.imports(db, roster.view().campaign_id, roster.staff, due, 9)
        assert [(row.id, row.rows) for row in left] == [(half, "[]")]


class TestRemoving:
    def test_who_has_not_come_goes_whole(self, roster: Roster) -> None:
        roster.bring(THUI, HANG)
        member = desk.members(roster.round_id)["A Thui"]
        with writing() as db:
            service.remove(db, roster.staff, member.campaign_id, member.id, NOW)
        assert (desk.names(roster.round_id), persons()) == (["Y Thu Hằng"], 1)
        with writing() as db, pytest.raises(NotFound):
            service.remove(db, roster.staff, member.campaign_id, member.id, NOW)

    def test_who_has_come_stays(self, roster: Roster) -> None:
        roster.bring(THUI)
        desk.come(roster.round_id, "A Thui")
        member = desk.members(roster.round_id)["A Thui"]
        with writing() as db, pytest.raises(Conflict) as refused:
            service.remove(db, roster.staff, member.campaign_id, member.id, NOW)
        assert refused.value.message == service.HAS_COME.format(name="A Thui")


def test_forgetting_takes_the_roster_and_leaves_entries(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    roster.begin(WRONG)
    entry = desk.come(roster.round_id, "A Thui")
    campaign_id = roster.view().campaign_id
    with writing() as db:
        assert service.forget(db, campaign_id) == 1
        assert service.forget(db, campaign_id) == 0
    with reading() as db:
        assert store.members(db, campaign_id) == []
        assert store.imports(db, campaign_id, roster.staff, NOW, 9) == []
        assert people.full_names(db, [entry])[entry].name == "A Thui"


def test_five_thousand_rows_in_five_seconds(roster: Roster) -> None:
    """Of this process's own time: what else the machine does must not fail it."""
    rows = [
        MemberRow(
            line,
            f"Nguyễn Văn {line}",
            "2011",
            "Trường THCS Nguyễn Du",
            f"9{'AB'[line % 2]}",
            code=f"HS{line}",
        )
        for line in range(2, 5002)
    ]
    began = process_time()
    draft = roster.begin(*rows)
    assert standings(roster, draft)[Standing.READY] == 5000
    assert roster.save(draft) == Saved(5000, 0)
    assert process_time() - began < 5
    began = process_time()
    assert roster.undo(draft) == 5000
    assert process_time() - began < 5
    assert persons() == 0


def test_saving_says_who_and_how_many_but_no_name(roster: Roster) -> None:
    roster.undo(roster.bring(THUI, HANG))
    with reading() as db:
        links = [link.content for link in audit_store.links(db)]
    ours = [content for content in links if '"action":"roster.' in content]
    assert len(ours) == 2
    assert not any("Thui" in content for content in ours)
