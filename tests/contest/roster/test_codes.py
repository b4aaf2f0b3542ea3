"""`roster.codes`, `.slips`, `.recode`, `.door`: slips as PDF just when codes are made, and the way in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.accounts.states import ContestRole, Role
from contest.audit.models import Audit
from contest.people import inviting
from contest.roster.codes import NOBODY_LEFT, STALE
from contest.roster.forms import LATEST
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.printing import pdfs
from tests.contest.roster import desk, test_door
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.contest.units.desk import page, text, texts

PEOPLE = (("A Thui", 1990, "Thôn Đăk Rao"), ("Y Thu Hằng", 2011, "Trường THCS Nguyễn Du", "9A", "", "HS1"))
TOKEN, OTHER = "k7q2m94x0a1bc", "m3q2m94x0a1bc"
FORM = {"token": TOKEN, "seen": str(LATEST)}
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def url(contest: World, tail: str = "/codes") -> str:
    return f"/roster/{contest.round_id}{tail}"


def bring(browser: TestClient, contest: World) -> None:
    address = desk.draft(browser, contest.round_id, *PEOPLE)
    assert browser.post(f"{address}/saving", data={"version": "1"}).status_code == 303


def slips(browser: TestClient, contest: World, whose: str = "missing", token: str = TOKEN) -> Any:
    return browser.post(url(contest, "/slips"), data={"whose": whose, "token": token, "seen": str(LATEST)})


def sent(browser: TestClient, answer: Any, tail: str, number: int = 0) -> Any:
    """Send one of a page's forms as it stands there."""
    form = page(answer).css(f"form[action$='{tail}']")[number]
    hidden = form.css("input[type=hidden]")
    fields = {str(each.attributes["name"]): each.attributes["value"] for each in hidden}
    return browser.post(str(form.attributes["action"]), data=fields)


def printed(answer: Any) -> list[str]:
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text[:200]
    return CODE.findall(pdfs.text(answer.content))


def test_without_a_list_there_is_nothing_to_print(organiser: TestClient, contest: World) -> None:
    answer = organiser.get(url(contest))
    assert "Chưa có danh sách." in text(answer)
    assert page(answer).css("form[action$='/slips']") == []
    told = slips(organiser, contest)
    assert (told.status_code, text(told, "[role=alert]")) == (409, NOBODY_LEFT)


def test_slips_come_as_a_file_that_nobody_keeps(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    assert texts(organiser.get(url(contest)), "form[action$='/slips'] button") == [
        "Cấp mã, tải phiếu cho 2 người"
    ]
    answer = slips(organiser, contest)
    assert len(set(printed(answer))) == 2
    assert answer.headers["content-disposition"].startswith('attachment; filename="phieu-')
    assert answer.headers["cache-control"] == "no-store"
    said = pdfs.text(answer.content)
    for name in ("A Thui", "Y Thu Hằng", "Thôn Đăk Rao", "Lớp 9A, Trường THCS Nguyễn Du", "/t/"):
        assert name in said


def test_the_page_says_how_far_it_is_and_that_old_slips_stop(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    slips(organiser, contest)
    answer = organiser.get(url(contest))
    assert texts(answer, "article li b") == ["0 người", "2 người", "0 người"]
    assert texts(answer, "form[action$='/slips'] button") == ["Cấp mã mới, tải 2 phiếu"]
    assert "2 phiếu đã phát hết dùng ngay." in text(answer, "details")
    assert "có phiếu" in text(organiser.get(url(contest, "")), "tbody")


def test_sent_twice_it_is_the_same_file_and_made_anew_another(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    first = printed(slips(organiser, contest))
    assert printed(slips(organiser, contest)) == first
    second = printed(slips(organiser, contest, "all", OTHER))
    assert not set(first) & set(second)
    hashes = {member.code_hash for member in desk.members(contest.round_id).values()}
    assert hashes == {inviting.hashed(code) for code in second}


def test_the_page_of_each_visit_has_its_own_token(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    tokens = {page(organiser.get(url(contest))).css("[name=token]")[0].attributes["value"] for _ in range(3)}
    assert len(tokens) == 3


def test_every_deed_is_in_the_audit_without_a_code(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    made = printed(slips(organiser, contest)) + printed(slips(organiser, contest, "all", OTHER))
    member = desk.members(contest.round_id)["A Thui"].id
    made += printed(organiser.post(url(contest, f"/members/{member}/code"), data=FORM))
    test_door.door(organiser, contest, code="1")
    with reading() as db:
        rows = [str(row.model_dump()) for row in db.exec(select(Audit))]
    for deed, times in (("roster.codes", 2), ("roster.slips", 2), ("roster.recode", 1), ("roster.door", 1)):
        assert sum(deed in row for row in rows) == times, deed
    for code in made:
        assert not any(code in row or code.replace("-", "") in row for row in rows)
    said = text(organiser.get(f"/rounds/{contest.round_id}/timeline"))
    assert "Cấp mã riêng cho 2 người" in said
    assert "In phiếu dự thi cho 2 người" in said


def test_one_persons_slip(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest)
    member = desk.members(contest.round_id)["A Thui"].id
    address = url(contest, f"/members/{member}/code")
    answer = organiser.get(url(contest, ""))
    assert len(page(answer).css(f"form[action='{address}'] [name=token]")) == 1
    (code,) = printed(organiser.post(address, data=FORM))
    assert desk.members(contest.round_id)["A Thui"].code_hash == inviting.hashed(code)
    assert organiser.post(url(contest, f"/members/{'0' * 13}/code"), data=FORM).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        FORM,
        {"whose": "all"},
        {"whose": "all", "token": TOKEN},
        FORM | {"whose": "x"},
        FORM | {"whose": "all", "token": "x"},
        FORM | {"whose": "all", "seen": "-1"},
        FORM | {"whose": "all", "seen": str(LATEST + 1)},
    ],
    ids=range(8),
)
def test_a_form_that_no_page_sends_makes_no_code(
    organiser: TestClient, contest: World, data: dict[str, str]
) -> None:
    bring(organiser, contest)
    assert organiser.post(url(contest, "/slips"), data=data).status_code == 422
    assert organiser.post(url(contest, "/door"), data=data | {"whose": "all"}).status_code == 422
    assert {member.code_hash for member in desk.members(contest.round_id).values()} == {None}


@pytest.mark.parametrize("part", [None, ContestRole.AUTHOR, ContestRole.PROCTOR])
def test_only_who_runs_the_contest_makes_codes(viewer: TestClient, part: ContestRole | None) -> None:
    contest = world.make(bank=0)
    if part:
        world.give_part(Role.VIEWER, contest.round_id, part)
    before = contest.audited()
    assert viewer.get(url(contest)).status_code == 403
    for tail in ("/slips", "/door", f"/members/{'0' * 13}/code"):
        assert viewer.post(url(contest, tail), data={"token": TOKEN}).status_code == 403
    assert "Mã và phiếu" not in text(viewer.get(url(contest, "")))
    assert contest.audited() == before


def test_pressed_again_an_hour_later_the_page_asks_to_look_again(
    organiser: TestClient, contest: World, clock: Clock
) -> None:
    """The answer is a file, so the page stays open with its form: its codes must not come again."""
    bring(organiser, contest)
    read = organiser.get(url(contest, ""))
    clock.move(seconds=5)
    first = printed(sent(organiser, read, "/code"))
    clock.move(minutes=1)
    assert printed(sent(organiser, read, "/code")) == first, "two presses"
    clock.move(hours=1)
    told = sent(organiser, read, "/code")
    assert (told.status_code, text(told, "[role=alert]")) == (409, STALE)
    clock.move(seconds=5)
    second = printed(sent(organiser, told, "/code"))
    assert second != first


def test_each_button_of_the_page_makes_its_own_codes(
    organiser: TestClient, contest: World, clock: Clock
) -> None:
    bring(organiser, contest)
    slips(organiser, contest)
    clock.move(seconds=5)
    bring_more = desk.draft(organiser, contest.round_id, ("Y Bích", 1990, "Thôn Đăk Rao"))
    organiser.post(f"{bring_more}/saving", data={"version": "1"})
    read = organiser.get(url(contest))
    clock.move(seconds=5)
    missing = printed(sent(organiser, read, "/slips"))
    assert len(missing) == 1
    clock.move(seconds=5)
    told = sent(organiser, read, "/slips", 1)
    assert (told.status_code, text(told, "[role=alert]")) == (409, STALE)
    clock.move(seconds=5)
    again = printed(sent(organiser, told, "/slips"))
    assert len(set(again)) == 3
    assert not set(missing) & set(again)


def test_slips_of_those_who_came_by_name_are_told_of(
    organiser: TestClient, contest: World, ids: dict[str, str], clock: Clock
) -> None:
    bring(organiser, contest)
    slips(organiser, contest)
    contest.join("A Thui", ids["rao"])
    clock.move(minutes=1)
    read = organiser.get(url(contest))
    assert "1 phiếu đã phát hết dùng ngay, cả 1 phiếu của người khớp tên (không in lại)." in text(
        read, "details"
    )
    assert len(printed(sent(organiser, read, "/slips"))) == 1
    assert desk.members(contest.round_id)["A Thui"].code_hash is None


def test_the_timeline_names_who_has_entered_and_got_another_code(
    organiser: TestClient, contest: World, clock: Clock
) -> None:
    bring(organiser, contest)
    entry = desk.come(contest.round_id, "A Thui")
    clock.set(desk.NOW + timedelta(hours=1))
    printed(
        organiser.post(
            url(contest, f"/members/{desk.members(contest.round_id)['A Thui'].id}/code"), data=FORM
        )
    )
    row = page(organiser.get(f"/rounds/{contest.round_id}/timeline")).css("tbody tr")[0]
    assert "Cấp mã mới, in lại phiếu cho một người" in row.text()
    assert "A Thui" in row.text()
    assert row.css(f"a[href='/rounds/{contest.round_id}/entries/{entry}']")
