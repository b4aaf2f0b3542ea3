"""Entering somebody of the contest's list from the desk: name and unit are known, consent is on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlmodel import select

from contest import entropy
from contest.accounts.models import Staff
from contest.accounts.states import ContestRole, Role
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.people import audiences
from contest.people import service as people
from contest.people.asking import LEAST
from contest.people.service import EntryDraft
from contest.roster.sheet_rules import MemberRow
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, THUI, Roster
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World
from tests.contest.units.desk import commune
from tests.parsed import attr, first, text


@pytest.fixture
def listed(contest: World) -> dict[str, str]:
    """Name → member id of a list of three; the second is a child, of the third nobody knows the year."""
    commune()
    roster = Roster(contest.round_id, _owner())
    roster.bring(THUI, HANG, MemberRow(4, "Y Nhung", "", "Thôn Đăk Rao"))
    return {name: row.id for name, row in desk.members(contest.round_id).items()}


def _owner() -> str:
    with reading() as db:
        return db.exec(select(Staff.id)).first() or ""


def post(browser: TestClient, contest: World, member: str, **changed: Any) -> Any:
    given = {"once": entropy.new_id(), "consent_join": "1"} | changed
    data = {name: value for name, value in given.items() if value is not None}
    return browser.post(f"/byhand/{contest.round_id}/members/{member}", data=data)


def test_the_list_is_offered_and_asks_only_for_consent(
    proctor: TestClient, contest: World, listed: dict[str, str]
) -> None:
    index = HTMLParser(proctor.get(f"/byhand/{contest.round_id}?q=thui").text)
    href = attr(index, "article ul.plain a", "href")
    assert href == f"/byhand/{contest.round_id}/members/{listed['A Thui']}"
    page = HTMLParser(proctor.get(href).text)
    assert "Ghi danh A Thui" in text(first(page, "h2"))
    assert page.css_first("input[name=name]") is None
    assert page.css_first("input[name=birth_year]") is None


def test_they_enter_as_the_person_on_the_list(
    proctor: TestClient, contest: World, listed: dict[str, str]
) -> None:
    page = HTMLParser(post(proctor, contest, listed["A Thui"]).text)
    code = text(first(page, "#registered code"))
    member = desk.members(contest.round_id)["A Thui"]
    assert member.entry_id is not None
    assert member.code_hash is None
    with reading() as db:
        assert people.by_code(db, member.campaign_id, code) == member.entry_id
        assert people.full_names(db, [member.entry_id])[member.entry_id].unit_name


def test_sent_twice_the_same_code_is_told(
    proctor: TestClient, contest: World, listed: dict[str, str]
) -> None:
    once = entropy.new_id()
    pages = [HTMLParser(post(proctor, contest, listed["A Thui"], once=once).text) for _ in range(2)]
    codes = {text(first(page, "#registered code")) for page in pages}
    assert len(codes) == 1


def test_who_has_come_is_found_among_the_participants(
    proctor: TestClient, contest: World, listed: dict[str, str]
) -> None:
    post(proctor, contest, listed["A Thui"])
    answer = post(proctor, contest, listed["A Thui"])
    assert answer.status_code == 409
    assert "“A Thui” đã vào thi rồi" in text(first(HTMLParser(answer.text), ".banner.is-wrong"))


def test_without_a_signature_nobody_enters(
    proctor: TestClient, contest: World, listed: dict[str, str]
) -> None:
    answer = post(proctor, contest, listed["A Thui"], consent_join=None)
    assert answer.status_code == 422
    assert first(HTMLParser(answer.text), "#consent_join-err")
    assert desk.members(contest.round_id)["A Thui"].entry_id is None


def test_a_child_of_the_list_needs_the_guardian(
    proctor: TestClient, contest: World, listed: dict[str, str]
) -> None:
    member = listed["Y Thu Hằng"]
    answer = post(proctor, contest, member)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert first(page, "#guardian_name-err")
    assert post(proctor, contest, member, guardian_name="Y Mai", guardian_join="1").status_code == 200


def test_a_year_that_the_list_lacks_is_asked(
    proctor: TestClient, contest: World, listed: dict[str, str]
) -> None:
    member = listed["Y Nhung"]
    assert post(proctor, contest, member).status_code == 422
    assert post(proctor, contest, member, birth_year="1961").status_code == 200
    row = desk.members(contest.round_id)["Y Nhung"]
    assert (row.year_told, row.entry_id is not None) == (True, True), "a list undone takes the year along"


def test_where_no_year_is_asked_they_say_whether_they_are_16(
    proctor: TestClient, contest: World, listed: dict[str, str], clock: Clock
) -> None:
    member, campaign = listed["Y Nhung"], desk.members(contest.round_id)["Y Nhung"].campaign_id
    with writing() as db:
        editing.set_fields(db, campaign, LEAST)
    page = HTMLParser(proctor.get(f"/byhand/{contest.round_id}/members/{member}").text)
    assert not page.css("[name=birth_year], [name=unit]")
    assert first(HTMLParser(post(proctor, contest, member).text), "#grown-err")
    assert post(proctor, contest, member, grown="1", consent_publish="1").status_code == 200
    entry = desk.members(contest.round_id)["Y Nhung"].entry_id or ""
    with reading() as db:
        assert people.public_names(db, [entry], clock.now)[entry].name == "Y N."


@pytest.fixture
def servants(proctor: TestClient, clock: Clock) -> World:
    """The round of Bảng B; on the list one of each audience and one of none."""
    commune()
    made = groups.make(world.rules(by_hand=True), world.rules(by_hand=True))
    world.give_part(Role.VIEWER, made.b.round_id, ContestRole.PROCTOR)
    rows = (
        replace(THUI, audience="B"),
        replace(HANG, audience="A"),
        MemberRow(4, "Y Nhung", "", "Thôn Đăk Rao"),
        MemberRow(5, "A Nhân", "", "Thôn Đăk Rao", audience="B"),
    )
    Roster(made.b.round_id, _owner()).bring(*rows)
    clock.set(OPENS)
    return made.b


@pytest.mark.parametrize("name", ["A Thui", "A Nhân", "Y Nhung"])
def test_they_belong_where_the_list_says_else_where_the_round_is(
    proctor: TestClient, servants: World, name: str
) -> None:
    member = desk.members(servants.round_id)[name].id
    answer = post(proctor, servants, member, birth_year=None if name == "A Thui" else "1990")
    assert answer.status_code == 200, answer.text
    entry = desk.members(servants.round_id)[name].entry_id
    with reading() as db:
        assert audiences.of_one(db, entry or "") == SERVANTS.id


def test_who_belongs_to_another_audience_is_not_entered(proctor: TestClient, servants: World) -> None:
    row = desk.members(servants.round_id)["Y Thu Hằng"]
    assert row.audience_id == PUPILS.id
    answer = post(proctor, servants, row.id, guardian_name="Y Mai", guardian_join="1")
    assert answer.status_code == 409
    told = text(first(HTMLParser(answer.text), ".banner.is-wrong"))
    assert "thuộc bảng khác" in told
    assert "Bảng B" in told.replace("\u00a0", " ")
    assert desk.members(servants.round_id)["Y Thu Hằng"].entry_id is None


@pytest.mark.parametrize("name", ["A Nhân", "Y Nhung"])
def test_a_year_told_now_must_fit_the_audience(proctor: TestClient, servants: World, name: str) -> None:
    member = desk.members(servants.round_id)[name].id
    guarded = {"birth_year": "2011", "guardian_name": "Y Mai", "guardian_join": "1"}
    answer = post(proctor, servants, member, **guarded)
    assert answer.status_code == 422
    assert "Bảng B" in text(first(HTMLParser(answer.text), "#birth_year-err")).replace("\u00a0", " ")
    assert desk.members(servants.round_id)[name].entry_id is None


def entered(contest: World, name: str, audience: Audience | None) -> None:
    """Somebody came by the form, and said whom they belong to."""
    year = 2012 if audience is PUPILS else 1950
    with writing() as db:
        campaign = campaigns.campaign_of(db, contest.round_id) or ""
        draft = EntryDraft(name, year, None, needs_unit=False)
        joined = people.join(db, campaign, draft, OPENS)
        audiences.choose(db, joined.entry_id, audience.id if audience else None)


def test_the_page_offers_nobody_of_another_audience(proctor: TestClient, servants: World) -> None:
    """Of the list as of those who have entered: a paper or an entry would only be refused."""
    for name, audience in (("Bà Bảy", SERVANTS), ("Em Tám", PUPILS), ("Ông Chín", None)):
        entered(servants, name, audience)
    shown = HTMLParser(proctor.get(f"/byhand/{servants.round_id}").text)
    offered = [text(node.parent) for node in shown.css("input[type=checkbox][name=entry]")]
    assert [each.partition(" không")[0] for each in offered] == ["Bà Bảy", "Ông Chín"]
    listed = [text(node) for node in shown.css("ul.plain a[href*='/members/']")]
    assert listed == ["Ghi danh A Nhân", "Ghi danh Y Nhung", "Ghi danh A Thui"]
    found = HTMLParser(proctor.get(f"/byhand/{servants.round_id}?q=hang").text)
    assert found.css("ul.plain a[href*='/members/']") == []


def test_those_who_have_not_begun_are_those_who_may(proctor: TestClient, servants: World) -> None:
    for name, audience in (("Bà Bảy", SERVANTS), ("Em Tám", PUPILS)):
        entered(servants, name, audience)
    shown = HTMLParser(proctor.get(f"/rounds/{servants.round_id}/entries?where=none").text)
    assert "Bà Bảy" in text(shown)
    assert "Em Tám" not in text(shown)
    assert "Em Tám" in text(HTMLParser(proctor.get(f"/rounds/{servants.round_id}/entries").text))


def test_staff_read_out_what_the_list_holds(proctor: TestClient, servants: World) -> None:
    member = desk.members(servants.round_id)["A Thui"].id
    shown = HTMLParser(proctor.get(f"/byhand/{servants.round_id}/members/{member}").text)
    assert "đang có: họ tên, đơn vị, bảng dự thi và năm sinh." in text(first(shown, "#privacy"))
