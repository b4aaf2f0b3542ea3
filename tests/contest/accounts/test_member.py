"""`accounts.member` and its deeds: name, role, a new password, in and out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service, signing_in, staffing
from contest.accounts.staff_router import OWN
from contest.accounts.states import Role
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD, Desk
from tests.parsed import HTMLParser, attr, text

Staff = Callable[..., service.Member]
NEW = "meo47-cam08-nui93-hoa15"


def account(staff_id: str) -> staffing.Account:
    with reading() as db:
        return staffing.account(db, staff_id)


def at(member: service.Member) -> str:
    return f"/accounts/staff/{member.id}"


def form(browser: TestClient, member: service.Member, **changes: str) -> dict[str, str]:
    """The form as it is shown, then changed."""
    page = HTMLParser(browser.get(at(member)).text)
    shown = {name: attr(page, f"[name={name}]", "value") for name in ("name", "version")}
    return shown | {"role": attr(page, "[name=role]:checked", "value")} | changes


def test_another_name_and_role(desk: Desk, staff: Staff) -> None:
    browser, nhung = desk(), staff("nhung", Role.VIEWER)
    answer = browser.post(at(nhung), data=form(browser, nhung, name="Hồ Thị Nhung", role="organiser"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{at(nhung)}?saved=1")
    page = HTMLParser(browser.get(answer.headers["location"]).text)
    assert text(page.css_first(".banner.is-saved")) == "Đã lưu."
    assert (account(nhung.id).name, account(nhung.id).role) == ("Hồ Thị Nhung", Role.ORGANISER)


@pytest.mark.parametrize(
    ("change", "wrong"), [({"name": ""}, "name"), ({"name": "x" * 121}, "name"), ({"role": "vua"}, "role")]
)
def test_bad_input_is_said_at_its_field_and_kept(
    desk: Desk, staff: Staff, change: dict[str, str], wrong: str
) -> None:
    browser, nhung = desk(), staff("nhung")
    sent = form(browser, nhung, **change)
    answer = browser.post(at(nhung), data=sent)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert {node.attributes["name"] for node in page.css('[aria-invalid="true"]')} == {wrong}
    assert attr(page, "#name", "value") == sent["name"]
    assert attr(page, "[name=version]", "value") == sent["version"]


@pytest.mark.parametrize("change", [{"version": ""}, {"version": "x" * 13}, {"login": "khac"}])
def test_what_our_form_never_sends(desk: Desk, staff: Staff, change: dict[str, str]) -> None:
    browser, nhung = desk(), staff("nhung")
    assert browser.post(at(nhung), data=form(browser, nhung, **change)).status_code == 422


def test_two_administrators_nothing_is_lost(desk: Desk, staff: Staff) -> None:
    one, other, nhung = desk("mot"), desk("hai"), staff("nhung", Role.VIEWER)
    late = form(other, nhung, name="Nhung vhxh", role="admin")
    one.post(at(nhung), data=form(one, nhung, name="Hồ Thị Nhung", role="organiser"))
    answer = other.post(at(nhung), data=late)
    page = HTMLParser(answer.text)
    told = text(page.css_first(".banner.is-wrong"))
    assert answer.status_code == 409
    assert "“Hồ Thị Nhung”" in told and "Vai trò đang lưu: Điều hành" in told
    assert attr(page, "#name", "value") == "Nhung vhxh"
    assert attr(page, "[name=role]:checked", "value") == "admin"
    assert account(nhung.id).name == "Hồ Thị Nhung"
    again = late | {"version": attr(page, "[name=version]", "value")}
    assert other.post(at(nhung), data=again).status_code == 303
    assert account(nhung.id).role is Role.ADMIN


def test_the_last_administrator_is_told_why_not(desk: Desk) -> None:
    browser = desk()
    with reading() as db:
        me = service.find(db, "admin")
    assert me is not None
    answer = browser.post(at(me), data=form(browser, me, role="viewer"))
    assert answer.status_code == 409 and staffing.LAST in answer.text
    answer = browser.post(f"{at(me)}/disabling")
    assert answer.status_code == 409 and staffing.LAST in answer.text
    assert browser.get("/accounts/staff").status_code == 200


def test_who_steps_down_lands_where_they_still_may(desk: Desk) -> None:
    browser = desk("mot")
    desk("hai")
    with reading() as db:
        me = service.find(db, "mot")
    assert me is not None
    answer = browser.post(at(me), data=form(browser, me, role="organiser"))
    assert answer.headers["location"] == "/rounds"
    assert browser.get("/accounts/staff").status_code == 403


# --- out and in -----------------------------------------------------------------------------------


def test_shutting_out_is_asked_about_first(desk: Desk, staff: Staff) -> None:
    browser, nhung = desk(), staff("nhung")
    theirs = desk("nhung")
    assert HTMLParser(browser.get(at(nhung)).text).css_first("#confirm") is None
    page = HTMLParser(browser.get(f"{at(nhung)}?confirm=disabling").text)
    assert "đăng xuất ngay" in text(page.css_first("#confirm"))
    filled = [
        node
        for node in page.css("main button, main [role=button]")
        if "quiet" not in (node.attributes.get("class") or "")
    ]
    assert [text(node) for node in filled] == ["Khóa tài khoản"]
    for _ in range(2):
        assert browser.post(attr(page, "#confirm", "action")).status_code == 303
    assert theirs.get("/rounds").status_code == 303
    page = HTMLParser(browser.get(f"{at(nhung)}?confirm=disabling").text)
    assert page.css_first("#confirm") is None and text(page.css_first("h1")) == "Tên nhung Đã khóa"
    for _ in range(2):
        assert browser.post(f"{at(nhung)}/enabling").status_code == 303
    assert account(nhung.id).is_active


@pytest.mark.parametrize("deed", ["disabling", "enabling"])
def test_a_deed_takes_no_fields(desk: Desk, staff: Staff, deed: str) -> None:
    nhung = staff("nhung")
    assert desk().post(f"{at(nhung)}/{deed}", data={"x": "1"}).status_code == 422


# --- a new password -------------------------------------------------------------------------------


def test_a_new_password_is_told_once_and_ends_their_sessions(
    desk: Desk, staff: Staff, stranger: TestClient
) -> None:
    browser, nhung = desk(), staff("nhung")
    theirs = desk("nhung")
    for _ in range(2):
        answer = browser.post(f"{at(nhung)}/password", data={"password": NEW})
        page = HTMLParser(answer.text)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert text(page.css_first(".told")) == NEW
        assert attr(page, "#password", "value") != NEW, "the next suggestion is another one"
    assert theirs.get("/rounds").status_code == 303
    for password, status in ((PASSWORD, 422), (NEW, 303)):
        answer = stranger.post("/accounts/login", data={"login": "nhung", "password": password})
        assert answer.status_code == status
    assert NEW not in browser.get(at(nhung)).text


@pytest.mark.parametrize("password", ["", "ngắn", "nhungnhung2026", "x" * 257])
def test_no_new_password(desk: Desk, staff: Staff, clock: Clock, password: str) -> None:
    browser, nhung = desk(), staff("nhung")
    answer = browser.post(f"{at(nhung)}/password", data={"password": password})
    page = HTMLParser(answer.text)
    assert answer.status_code == 422 and page.css_first("#password-err") is not None
    assert page.css_first(".told") is None
    assert signing_in.authenticate("nhung", PASSWORD, clock.now)


def test_ones_own_is_changed_elsewhere(desk: Desk) -> None:
    browser = desk()
    with reading() as db:
        me = service.find(db, "admin")
    assert me is not None
    page = HTMLParser(browser.get(at(me)).text)
    assert page.css_first("#password") is None
    assert "/accounts/me" in {node.attributes["href"] for node in page.css("main a")}
    answer = browser.post(f"{at(me)}/password", data={"password": NEW})
    assert answer.status_code == 409 and OWN in answer.text
    assert browser.get("/accounts/me").status_code == 200


def test_whoever_reloads_the_forms_address_is_led_back(desk: Desk, staff: Staff) -> None:
    nhung = staff("nhung")
    assert desk().get(f"{at(nhung)}/password").headers["location"] == at(nhung)
