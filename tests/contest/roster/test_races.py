"""Two people at the same moment, on both databases: nobody is put on the roster twice or half."""

from __future__ import annotations

from contest.errors import Conflict, NotFound
from contest.roster import coming, saving, service
from contest.roster.saving import Saved
from contest.units import editing
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, NOW, THUI, Roster
from tests.contest.roster.test_making_codes import YES, come, make
from tests.contest.units.test_races import refused, together
from tests.racing import behind


def test_a_list_saved_by_two_presses_is_saved_once(roster: Roster) -> None:
    draft = roster.begin(THUI, HANG)
    outcomes = together(lambda: roster.save(draft), lambda: roster.save(draft))
    assert outcomes == [Saved(2, 0), Saved(2, 0)]
    assert desk.names(roster.round_id) == ["A Thui", "Y Thu Hằng"]


def test_two_lists_with_one_person_bring_them_once(roster: Roster) -> None:
    one, other = roster.begin(THUI, HANG), roster.begin(THUI)
    outcomes = together(lambda: roster.save(one), lambda: roster.save(other))
    assert refused(outcomes) == []
    assert desk.names(roster.round_id) == ["A Thui", "Y Thu Hằng"]


def test_undone_twice_at_once_nothing_more_goes(roster: Roster) -> None:
    roster.bring(HANG)
    draft = roster.bring(THUI)
    outcomes = together(lambda: roster.undo(draft), lambda: roster.undo(draft))
    assert sorted(map(str, outcomes)) == ["0", "1"]
    assert desk.names(roster.round_id) == ["Y Thu Hằng"]


def test_mended_while_it_is_saved_nothing_unseen_is_stored(roster: Roster) -> None:
    draft = roster.begin(THUI, HANG)
    saved, mended = together(lambda: roster.save(draft), lambda: roster.mend(draft, 2, name="Y Bích"))
    names = desk.names(roster.round_id)
    if isinstance(saved, Conflict):
        assert (names, mended) == ([], None)
    else:
        assert names == ["A Thui", "Y Thu Hằng"]
        assert isinstance(mended, Conflict)


def test_taken_off_by_two_presses_goes_once(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    member = desk.members(roster.round_id)["A Thui"]

    def remove() -> None:
        with writing() as db:
            service.remove(db, roster.staff, member.campaign_id, member.id, NOW)

    outcomes = together(remove, remove)
    assert [type(each) for each in refused(outcomes)] == [NotFound]
    assert desk.names(roster.round_id) == ["Y Thu Hằng"]


def test_who_is_just_entering_is_not_taken_off_with_the_list(roster: Roster) -> None:
    draft = roster.bring(HANG)
    code = make(roster)["Y Thu Hằng"]
    campaign_id = roster.view().campaign_id
    with writing() as db:
        joined = coming.come(db, campaign_id, code, YES, NOW)
        undoing = behind(lambda: roster.undo(draft))
    assert isinstance(undoing.exception(30), Conflict)
    assert joined is not None
    assert desk.members(roster.round_id)["Y Thu Hằng"].entry_id == joined.entry_id


def test_who_comes_behind_the_undoing_has_no_code(roster: Roster) -> None:
    draft = roster.bring(HANG)
    code = make(roster)["Y Thu Hằng"]
    campaign_id = roster.view().campaign_id
    with writing() as db:
        saving.undo(db, roster.staff, campaign_id, draft, NOW)
        entering = behind(lambda: come(roster, code))
    assert entering.result(30) is None
    assert desk.names(roster.round_id) == []


def test_a_unit_of_somebody_on_the_roster_is_not_removed(roster: Roster) -> None:
    roster.bring(THUI)
    unit_id = desk.members(roster.round_id)["A Thui"].unit_id or ""
    (told,) = refused(together(lambda: _remove(unit_id)))
    assert isinstance(told, Conflict)
    with reading() as db:
        assert editing.whole(db, unit_id).unit.name == "Thôn Đăk Rao"


def _remove(unit_id: str) -> None:
    with writing() as db:
        editing.remove(db, "tung", unit_id, NOW)
