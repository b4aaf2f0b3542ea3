"""Entering somebody of a roster from the desk, on both databases."""

from __future__ import annotations

import pytest

from contest import entropy
from contest.errors import Conflict, NotFound
from contest.people import service as people
from contest.people.inviting import Agreed
from contest.people.service import Joined
from contest.roster import by_hand, codes, coming
from contest.roster.states import Whose
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, NOW, THUI, Roster

AGREED = Agreed(1990)


def come(roster: Roster, name: str, token: str = "", agreed: Agreed = AGREED) -> Joined:
    campaign_id, member = roster.view().campaign_id, desk.members(roster.round_id)[name].id
    with writing() as db:
        return by_hand.come(db, campaign_id, member, token or entropy.new_id(), agreed, NOW)


def test_they_are_the_person_of_the_list_with_a_code_of_their_own(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    joined = come(roster, "A Thui")
    member = desk.members(roster.round_id)["A Thui"]
    assert (member.entry_id, member.code_hash) == (joined.entry_id, None)
    with reading() as db:
        assert people.by_code(db, member.campaign_id, joined.code) == joined.entry_id
        assert people.full_names(db, [joined.entry_id])[joined.entry_id].name == "A Thui"


def test_sent_twice_it_tells_the_same_code(roster: Roster) -> None:
    roster.bring(THUI)
    token = entropy.new_id()
    assert come(roster, "A Thui", token) == come(roster, "A Thui", token)


def test_who_has_come_comes_no_second_time(roster: Roster) -> None:
    roster.bring(THUI)
    desk.come(roster.round_id, "A Thui")
    with pytest.raises(Conflict, match="đã vào thi rồi"):
        come(roster, "A Thui")


def test_a_slip_in_somebodys_hands_opens_nothing_afterwards(roster: Roster) -> None:
    roster.bring(THUI)
    asked = codes.Asked(entropy.new_id(), NOW, NOW)
    with writing() as db:
        (slip,) = codes.make(db, roster.staff, roster.view(), Whose.MISSING, asked)
    joined = come(roster, "A Thui")
    with reading() as db:
        campaign_id = roster.view().campaign_id
        assert coming.invited(db, campaign_id, slip.code) is None
        assert people.by_code(db, campaign_id, slip.code) is None
        assert people.by_code(db, campaign_id, joined.code) == joined.entry_id


def test_known_as_the_list_has_them(roster: Roster) -> None:
    roster.bring(HANG)
    member = desk.members(roster.round_id)["Y Thu Hằng"]
    with reading() as db:
        known = by_hand.known(db, member.campaign_id, member.id)
    holds = ("họ tên", "lớp", "đơn vị", "năm sinh", "mã do trường hoặc cơ quan cấp")
    assert known == by_hand.Known("Y Thu Hằng", "Lớp 9A, Trường THCS Nguyễn Du", 2011, holds=holds)


def test_nobody_of_that_id(roster: Roster) -> None:
    campaign_id = roster.view().campaign_id
    with reading() as db, pytest.raises(NotFound):
        by_hand.known(db, campaign_id, "0" * 13)
    with writing() as db, pytest.raises(NotFound):
        by_hand.come(db, campaign_id, "0" * 13, "t", AGREED, NOW)
