"""Personal codes on both databases: only their hash is stored, made twice as once, void when made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from contest.audit.models import Audit
from contest.errors import Conflict, NotFound
from contest.people import codes as entry_codes
from contest.people import inviting
from contest.people import service as people
from contest.people.inviting import Agreed
from contest.people.service import EntryDraft, Joined
from contest.roster import codes, coming, store
from contest.roster.codes import Asked, Counts, Issued
from contest.roster.sheet_rules import MemberRow
from contest.roster.states import Whose
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, NOW, THUI, Roster

BICH = MemberRow(4, "Y Bích", "1990", "Thôn Đăk Rao")
TOKEN, OTHER = "k7q2m94x0a1bc", "m3q2m94x0a1bc"
FIRST = Asked(TOKEN, NOW - timedelta(minutes=1), NOW)
SECOND = Asked(OTHER, NOW + timedelta(minutes=1), NOW + timedelta(minutes=2))
YES = Agreed(2011, notice="", guardian="A Bố", guardian_join=True)


def asked(token: str = TOKEN, seen: float = -1, at: float = 0) -> Asked:
    """A form of a page read and sent so many minutes after NOW."""
    return Asked(token, NOW + timedelta(minutes=seen), NOW + timedelta(minutes=at))


def make(roster: Roster, whose: Whose = Whose.MISSING, form: Asked = FIRST) -> dict[str, str]:
    """Name → code."""
    with writing() as db:
        made = codes.make(db, roster.staff, roster.view(), whose, form)
    return {one.name: one.code for one in made}


def renew(roster: Roster, name: str, form: Asked = SECOND) -> str:
    member = desk.members(roster.round_id)[name]
    with writing() as db:
        (made,) = codes.renew(db, roster.staff, roster.view(), member.id, form)
    return made.code


def known(roster: Roster, code: str) -> str | None:
    """Whose code this is."""
    with reading() as db:
        found = coming.invited(db, roster.view().campaign_id, code)
    return found.name if found else None


def come(roster: Roster, code: str, agreed: Agreed = YES) -> Joined | None:
    with writing() as db:
        return coming.come(db, roster.view().campaign_id, code, agreed, NOW)


def counted(roster: Roster) -> Counts:
    with reading() as db:
        return codes.counts(db, roster.view().campaign_id)


def audited() -> list[Audit]:
    with reading() as db:
        return list(db.exec(select(Audit)))


def test_everybody_gets_a_code_of_their_own_and_only_its_hash_is_kept(roster: Roster) -> None:
    roster.bring(THUI, HANG, BICH)
    made = make(roster)
    assert len(set(made.values())) == 3
    assert all(entry_codes.normalise(code) == code for code in made.values())
    for name, member in desk.members(roster.round_id).items():
        assert member.code_hash == inviting.hashed(made[name])
        assert (member.code_made_at, member.entry_id) == (NOW, None)
    assert counted(roster) == Counts(without=0, waiting=3, come=0, by_name=0)
    for row in audited():
        assert not any(code in str(row.model_dump()) for code in made.values())


def test_slips_lie_in_the_order_of_unit_and_name_and_say_the_class(roster: Roster) -> None:
    loose = MemberRow(5, "Siu Black", "1990", "Thôn Đăk Rao", "Tổ 2")
    roster.bring(HANG, loose, THUI)
    with writing() as db:
        made = codes.make(db, roster.staff, roster.view(), Whose.MISSING, FIRST)
    assert [(one.name, one.unit) for one in made] == [
        ("Y Thu Hằng", "Lớp 9A, Trường THCS Nguyễn Du"),
        ("A Thui", "Thôn Đăk Rao"),
        ("Siu Black", "Tổ 2, Thôn Đăk Rao"),
    ]
    assert isinstance(made[0], Issued)


def test_the_phone_says_the_place_that_stands_on_the_slip(roster: Roster) -> None:
    """Namesakes of one school: only the class tells that slips were swapped."""
    roster.bring(HANG, THUI, MemberRow(5, "Siu Black", "1990", "", "Tổ 2"))
    with writing() as db:
        made = codes.make(db, roster.staff, roster.view(), Whose.MISSING, FIRST)
    with reading() as db:
        told = [coming.invited(db, roster.view().campaign_id, one.code) for one in made]
    assert [one and one.unit for one in told] == [one.unit for one in made]
    assert "Lớp 9A, Trường THCS Nguyễn Du" in {one.unit for one in made}


def test_a_form_sent_twice_prints_the_same_slips(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    first = make(roster)
    assert make(roster, form=asked(at=10)) == first
    deeds = [row for row in audited() if "roster.codes" in str(row.model_dump())]
    assert len(deeds) == 1


def test_those_without_one_get_one_and_the_others_keep_theirs(roster: Roster) -> None:
    roster.bring(THUI)
    before = make(roster)
    roster.bring(BICH)
    assert set(make(roster, form=SECOND)) == {"Y Bích"}
    assert known(roster, before["A Thui"]) == "A Thui"
    with pytest.raises(Conflict) as refused:
        make(roster, form=asked("n3q2m94x0a1bc", 3, 4))
    assert refused.value.message == codes.NOBODY_LEFT


def test_made_anew_the_old_ones_are_void(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    old = make(roster)
    new = make(roster, Whose.ALL, SECOND)
    assert set(old) == set(new)
    assert not set(old.values()) & set(new.values())
    assert [known(roster, code) for code in (old["A Thui"], new["A Thui"])] == [None, "A Thui"]


def test_nobody_to_print_for_is_told(roster: Roster) -> None:
    for whose, said in ((Whose.MISSING, codes.NOBODY_LEFT), (Whose.ALL, codes.NOBODY_WAITS)):
        with pytest.raises(Conflict) as refused:
            make(roster, whose)
        assert refused.value.message == said


def test_one_persons_new_code_makes_the_old_one_void(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    old = make(roster)
    new = renew(roster, "A Thui")
    assert [known(roster, code) for code in (old["A Thui"], new)] == [None, "A Thui"]
    assert known(roster, old["Y Thu Hằng"]) == "Y Thu Hằng"
    assert renew(roster, "A Thui") == new  # the same form


def test_a_new_code_is_for_somebody_on_this_list(roster: Roster) -> None:
    with writing() as db, pytest.raises(NotFound):
        codes.renew(db, roster.staff, roster.view(), "0" * 13, FIRST)


def test_who_comes_is_the_person_of_the_list_with_the_code_of_the_slip(roster: Roster) -> None:
    roster.bring(HANG)
    code = make(roster)["Y Thu Hằng"]
    joined = come(roster, code.lower())
    assert joined is not None
    assert joined.code == code
    member = desk.members(roster.round_id)["Y Thu Hằng"]
    assert (member.entry_id, member.code_hash) == (joined.entry_id, None)
    with reading() as db:
        campaign_id = roster.view().campaign_id
        assert people.by_code(db, campaign_id, code) == joined.entry_id
        full = people.full_names(db, [joined.entry_id])[joined.entry_id]
        assert (full.name, full.birth_year, full.unit_id) == ("Y Thu Hằng", 2011, member.unit_id)
        assert people.count_entries(db, campaign_id) == 1
    assert counted(roster) == Counts(without=0, waiting=0, come=1, by_name=0)
    assert (come(roster, code), known(roster, code)) == (None, None)


def test_who_has_come_is_left_out_and_gets_a_new_entry_code_alone(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    old = make(roster)
    joined = come(roster, old["Y Thu Hằng"])
    assert joined is not None
    assert set(make(roster, Whose.ALL, SECOND)) == {"A Thui"}
    new = renew(roster, "Y Thu Hằng")
    with reading() as db:
        campaign_id = roster.view().campaign_id
        found = [people.by_code(db, campaign_id, code) for code in (old["Y Thu Hằng"], new)]
    assert found == [None, joined.entry_id]
    assert known(roster, old["Y Thu Hằng"]) is None


def test_who_came_by_their_name_gets_a_slip_only_when_asked_for(roster: Roster) -> None:
    roster.bring(THUI, BICH)
    member = desk.members(roster.round_id)["A Thui"]
    with writing() as db:
        people.join(db, member.campaign_id, EntryDraft("A Thui", 1990, member.unit_id), NOW)
    assert set(make(roster)) == {"Y Bích"}
    assert counted(roster) == Counts(without=0, waiting=1, come=0, by_name=1)
    assert known(roster, renew(roster, "A Thui")) == "A Thui"


def test_a_year_that_the_list_has_not_is_written_down(roster: Roster) -> None:
    roster.bring(MemberRow(2, "A Phương", "", "Thôn Đăk Rao"))
    joined = come(roster, make(roster)["A Phương"], Agreed(1990, publish=True))
    assert joined is not None
    with reading() as db:
        assert people.birth_years(db, [joined.entry_id]) == {joined.entry_id: 1990}
        shown = people.public_names(db, [joined.entry_id], NOW)[joined.entry_id]
    assert shown.name == "A Phương"


@pytest.mark.parametrize("code", ["", "W6RD", "00000000", "x" * 500, "<b>"])
def test_a_code_that_is_none_is_nobodys(roster: Roster, code: str) -> None:
    roster.bring(THUI)
    make(roster)
    assert (known(roster, code), come(roster, code)) == (None, None)


def test_taken_off_the_list_the_code_is_nobodys(roster: Roster) -> None:
    draft = roster.bring(THUI)
    code = make(roster)["A Thui"]
    roster.undo(draft)
    assert (known(roster, code), come(roster, code)) == (None, None)


def test_a_chance_code_of_an_entry_is_not_given_again(roster: Roster) -> None:
    roster.bring(THUI)
    campaign_id, member = roster.view().campaign_id, desk.members(roster.round_id)["A Thui"]
    seed = FIRST.seed(Whose.MISSING)
    with reading() as db:
        first = inviting.fresh(db, campaign_id, seed, [member.id], {})[member.id]
        taken = {inviting.hashed(first) or "": "somebody"}
        second = inviting.fresh(db, campaign_id, seed, [member.id], taken)[member.id]
    assert first != second
    joined = come(roster, make(roster)["A Thui"], Agreed(1990))  # it has the first code now
    assert joined is not None
    assert joined.code == first
    with reading() as db:
        assert inviting.fresh(db, campaign_id, seed, [member.id], {})[member.id] == second
        own = inviting.fresh(db, campaign_id, seed, [member.id], {}, [joined.entry_id])
    assert own[member.id] == first


def test_thousands_at_once(roster: Roster) -> None:
    """Each part is a request of its own."""
    roster.bring(*(MemberRow(n, f"A Thui {n}", "1990", "Thôn Đăk Rao") for n in range(2, 3002)))
    found: set[str] = set()
    for part in range(1, 11):
        found |= set(make(roster, form=replace(FIRST, part=part)).values())
        assert len(found) == 300 * part
    assert len(found) == 3000
    with reading() as db:
        assert all(one.code_hash for one in store.members(db, roster.view().campaign_id))
