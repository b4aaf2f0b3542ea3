"""`roster.classes` and its deeds: opening, closing, another code, sheets to print, a name given back."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from contest.campaigns import service as campaigns
from contest.campaigns.states import Way
from contest.roster.classes import NO_LIST, OVER
from contest.roster.classes_router import NO_CODES, NOTICES
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.printing import pdfs
from tests.contest.roster import desk
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, World
from tests.contest.units.desk import page, text, texts

SCHOOL = "Trường THCS Nguyễn Du"
PEOPLE = (
    ("A Biên", 2012, SCHOOL, "9A", "", "HS1"),
    ("Y Thu Hằng", 2011, SCHOOL, "9A", "", "HS2"),
    ("A Thui", 2012, SCHOOL, "9B"),
)
NOBODY = "0" * 13
DEEDS = ("/classes/opening", "/classes/closing", f"/classes/{NOBODY}/renewal", f"/members/{NOBODY}/return")
LOOKS = ("/classes", "/classes.pdf", f"/classes/{NOBODY}", f"/classes/{NOBODY}/arrived")


def url(contest: World, tail: str = "/classes") -> str:
    return f"/roster/{contest.round_id}{tail}"


def bring(browser: TestClient, contest: World) -> None:
    address = desk.draft(browser, contest.round_id, *PEOPLE)
    assert browser.post(f"{address}/saving", data={"version": "1"}).status_code == 303


def opened(browser: TestClient, contest: World, **form: str) -> Any:
    return browser.post(url(contest, "/classes/opening"), data=form)


def rows(browser: TestClient, contest: World) -> list[list[str]]:
    """Class, code, how many came."""
    found = page(browser.get(url(contest))).css("table.classes tbody tr")
    return [[" ".join(cell.text().split()) for cell in row.css("td")[:3]] for row in found]


def form_of(browser: TestClient, contest: World, tail: str, number: int = 0) -> tuple[str, dict[str, str]]:
    form = page(browser.get(url(contest))).css(f"table form[action$='{tail}']")[number]
    fields = {str(node.attributes["name"]): node.attributes["value"] or "" for node in form.css("input")}
    return str(form.attributes["action"]), fields


def test_without_a_list_it_says_where_to_begin(organiser: TestClient, contest: World) -> None:
    answer = organiser.get(url(contest))
    assert "Danh sách chưa có lớp nào." in text(answer)
    assert page(answer).css(f"a[href='{url(contest, '/upload')}']")
    told = opened(organiser, contest)
    assert (told.status_code, text(told, "[role=alert]")) == (409, NO_LIST)


def test_every_class_with_its_code_and_who_came(organiser: TestClient, contest: World, clock: Clock) -> None:
    bring(organiser, contest)
    assert [row[1:] for row in rows(organiser, contest)] == [["Chưa mở", "0/2"], ["Chưa mở", "0/1"]]
    answer = opened(organiser, contest, until="round")
    assert answer.headers["location"] == url(contest, "/classes?done=opened")
    assert NOTICES["opened"] in text(organiser.get(answer.headers["location"]))
    shown = rows(organiser, contest)
    assert "Lớp 9A" in shown[0][0]
    codes = [row[1].split()[0] for row in shown]
    assert len(set(codes)) == 2
    assert all(len(code) == 7 and code[3] == "-" for code in codes)
    with reading() as db:
        assert Way.CLASS in campaigns.view(db, contest.round_id, clock.now).ways


def test_one_class_is_opened_closed_and_given_another_code(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    action, fields = form_of(organiser, contest, "/opening")
    organiser.post(action, data=fields)
    first = rows(organiser, contest)
    assert first[1][1] == "Chưa mở"
    action, fields = form_of(organiser, contest, "/renewal")
    assert organiser.post(action, data=fields).headers["location"].endswith("?done=renewed")
    second = rows(organiser, contest)
    assert second[0][1] != first[0][1]
    organiser.post(action, data=fields)
    assert rows(organiser, contest) == second, "pressed twice"
    action, fields = form_of(organiser, contest, "/closing")
    assert organiser.post(action, data=fields).headers["location"].endswith("?done=shut")
    assert rows(organiser, contest)[0][1] == "Đang đóng"


def test_after_the_round_nothing_is_opened(organiser: TestClient, contest: World, clock: Clock) -> None:
    bring(organiser, contest)
    clock.set(CLOSES)
    told = opened(organiser, contest)
    assert (told.status_code, text(told, "[role=alert]")) == (409, OVER)


def test_where_the_way_was_taken_out_the_page_says_so(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    opened(organiser, contest)
    assert page(organiser.get(url(contest))).css(".lack") == []
    held = str(page(organiser.get(url(contest, "/codes"))).css("#door [name=version]")[0].attributes["value"])
    organiser.post(url(contest, "/door"), data={"form": "1", "version": held})
    answer = organiser.get(url(contest))
    assert "mã nào cũng chưa dùng được" in text(answer, ".lack")
    assert page(answer).css(f".lack a[href='{url(contest, '/codes')}#door']")


def test_a_sheet_for_each_class_or_for_one(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    told = organiser.get(url(contest, "/classes.pdf"))
    assert (told.status_code, text(told, "[role=alert]")) == (409, NO_CODES)
    opened(organiser, contest)
    answer = organiser.get(url(contest, "/classes.pdf"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert len(pdfs.opened(answer.content).pages) == 2
    said = pdfs.text(answer.content)
    for row in rows(organiser, contest):
        assert row[1].split()[0] in said
    assert "Biên" not in said, "no name stands on a sheet"
    _, fields = form_of(organiser, contest, "/closing", 1)
    one = organiser.get(url(contest, f"/classes.pdf?group={fields['group']}"))
    assert len(pdfs.opened(one.content).pages) == 1
    assert organiser.get(url(contest, f"/classes.pdf?group={NOBODY}")).status_code == 409


def test_no_name_stands_on_the_page(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    opened(organiser, contest)
    whole = organiser.get(url(contest)).text
    assert not any(name in whole for name, *_ in PEOPLE)


def test_a_name_is_given_back(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    desk.come(contest.round_id, "A Biên")
    index = organiser.get(url(contest, ""))
    [form] = page(index).css("form[action$='/return']")
    answer = organiser.post(str(form.attributes["action"]))
    assert answer.headers["location"] == url(contest, "?done=returned")
    assert "chờ đúng người" in text(organiser.get(answer.headers["location"]))
    assert desk.members(contest.round_id)["A Biên"].entry_id is None
    again = organiser.post(str(form.attributes["action"]))
    assert (again.status_code, "chưa vào thi" in text(again, "[role=alert]")) == (409, True)


def test_a_name_that_began_a_paper_is_not(organiser: TestClient, contest: World, clock: Clock) -> None:
    bring(organiser, contest)
    entry = desk.come(contest.round_id, "A Biên")
    world.fill_bank()
    clock.set(world.OPENS)
    contest.start(entry, clock.now)
    member = desk.members(contest.round_id)["A Biên"].id
    answer = organiser.post(url(contest, f"/members/{member}/return"))
    assert (answer.status_code, "đã bắt đầu làm bài" in text(answer, "[role=alert]")) == (409, True)
    assert desk.members(contest.round_id)["A Biên"].entry_id == entry


def test_the_list_leads_to_the_classes(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    assert "Mã lớp" in texts(organiser.get(url(contest, "")), ".acts a")


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    contest = world.make(bank=0)
    for tail in LOOKS:
        answer = app_client.get(url(contest, tail))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    for tail in DEEDS:
        assert app_client.post(url(contest, tail)).status_code == 401
    assert contest.audited() == 0


@pytest.mark.parametrize("part", [None, ContestRole.AUTHOR, ContestRole.APPROVER, ContestRole.VIEWER])
def test_who_does_not_help_sees_no_code(viewer: TestClient, part: ContestRole | None) -> None:
    contest = world.make(bank=0)
    if part:
        world.give_part(Role.VIEWER, contest.round_id, part)
    before = contest.audited()
    for tail in LOOKS:
        assert viewer.get(url(contest, tail)).status_code == 403
    for tail in DEEDS:
        assert viewer.post(url(contest, tail)).status_code == 403
    assert contest.audited() == before


def test_who_helps_opens_a_class(viewer: TestClient) -> None:
    contest = world.make(bank=0)
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.PROCTOR)
    assert viewer.get(url(contest)).status_code == 200
    assert opened(viewer, contest).status_code == 409
    assert "Nhập từ Excel" not in text(viewer.get(url(contest)))


@pytest.mark.parametrize("bad", [NOBODY, "abc", "K7Q2M94X0A1BC", "%00" * 13, "..%2f..%2fetc"])
def test_no_such_round_class_or_member(organiser: TestClient, contest: World, bad: str) -> None:
    bring(organiser, contest)
    opened(organiser, contest)
    before = contest.audited()
    assert organiser.get(f"/roster/{bad}/classes").status_code == 404
    for tail in ("", "/arrived"):
        assert organiser.get(url(contest, f"/classes/{bad}{tail}")).status_code == 404
    assert organiser.post(url(contest, f"/classes/{bad}/renewal")).status_code == 404
    assert organiser.post(url(contest, f"/members/{bad}/return")).status_code == 404
    for deed in ("opening", "closing"):
        status = organiser.post(url(contest, f"/classes/{deed}"), data={"group": bad}).status_code
        assert status == (404 if bad == NOBODY else 422)
    assert contest.audited() == before


@pytest.mark.parametrize("form", [{"until": "ever"}, {"group": "x"}, {"evil": "1"}])
def test_what_no_page_sends_opens_nothing(
    organiser: TestClient, contest: World, form: dict[str, str]
) -> None:
    bring(organiser, contest)
    assert opened(organiser, contest, **form).status_code == 422
    assert [row[1] for row in rows(organiser, contest)] == ["Chưa mở", "Chưa mở"]


def test_deeds_take_no_get_looks_no_post_and_no_other_site(organiser: TestClient, contest: World) -> None:
    for tail in DEEDS[2:]:
        assert organiser.get(url(contest, tail)).status_code == 405
    for tail in LOOKS:
        assert organiser.post(url(contest, tail)).status_code == 405
    before = contest.audited()
    for tail in DEEDS:
        evil = {"Origin": "https://evil.example"}
        assert organiser.post(url(contest, tail), headers=evil).status_code == 403
    assert contest.audited() == before
