"""`office.proofs`: a little work before registering, off until an administrator switches it on by HTTPS."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.audit.models import Audit
from contest.office import service
from contest.office.forms import NEEDS_HTTPS, ON_OR_OFF
from contest.office.rules import Proofs, Reach, canonical, understood
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.office.conftest import Enter
from tests.parsed import HTMLParser, attr, text

URL = "/office/proofs"
FORM = {"state": "on", "version": "1"}


def by_https(browser: TestClient) -> TestClient:
    """The same browser, at the other end of a proxy that speaks HTTPS."""
    browser.base_url = "https://testserver"
    browser.headers["Origin"] = "https://testserver"
    # Over HTTPS a browser logs in with a cookie that is bound to the host.
    browser.cookies.set(f"__Host-{COOKIE}", browser.cookies[COOKIE])
    return browser


@pytest.fixture
def secure(admin: TestClient) -> TestClient:
    """An administrator who came over HTTPS."""
    return by_https(admin)


def is_on() -> bool:
    with reading() as db:
        return service.current(db).proofs.is_on


def page_of(browser: TestClient, query: str = "") -> HTMLParser:
    return HTMLParser(browser.get(URL + query).text)


def warnings(page: HTMLParser) -> str:
    return " ".join(text(node) for node in page.css(".banner.is-waiting"))


def says(browser: TestClient) -> str:
    rows = HTMLParser(browser.get("/office").text).css(".settings li")
    [row] = [row for row in rows if text(row.css_first("a")) == "Chặn đăng ký tự động"]
    assert attr(row, "a", "href") == URL
    return text(row.css_first(".says"))


def test_it_is_off_and_the_page_says_when_to_switch_it_on(secure: TestClient) -> None:
    page = page_of(secure)
    assert not is_on()
    assert attr(page, "[name=state]:checked", "value") == "off"
    assert "đăng ký tên giả hàng loạt" in text(page.css_first(".lead"))
    assert warnings(page) == ""
    assert says(secure) == "Đang tắt"


def test_on_and_off_again(secure: TestClient) -> None:
    answer = secure.post(URL, data=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{URL}?saved=1")
    page = page_of(secure, "?saved=1")
    assert is_on()
    assert text(page.css_first(".banner.is-saved")) == "Đã lưu. Lúc này đang bật."
    assert attr(page, "[name=state]:checked", "value") == "on"
    assert says(secure) == "Đang bật"
    answer = secure.post(URL, data={"state": "off", "version": attr(page, "[name=version]", "value")})
    assert answer.status_code == 303
    assert not is_on()
    assert text(page_of(secure, "?saved=1").css_first(".banner.is-saved")) == "Đã lưu. Lúc này đang tắt."


def test_over_http_it_says_why_it_is_refused(admin: TestClient) -> None:
    page = page_of(admin)
    said = warnings(page)
    assert "đang mở trang này bằng http:// nên chưa bật được" in said
    assert "phiếu có mã hoặc mã lớp" in said, "what to do in a network of one's own"
    assert "X-Forwarded-Proto" in said, "and behind a proxy that does not tell"
    assert not page.css("main form"), "there is nothing to send"
    answer = admin.post(URL, data=FORM)
    assert answer.status_code == 422
    assert not is_on()


def test_who_sends_it_all_the_same_is_told_beside_the_field(secure: TestClient, enter: Enter) -> None:
    """It is on; somebody else opens the page over HTTP, where it can only be switched off."""
    secure.post(URL, data=FORM)
    other = enter(Role.ADMIN, "nhung")
    page = page_of(other)
    assert "chỉ tắt được" in warnings(page)
    version = attr(page, "[name=version]", "value")
    answer = other.post(URL, data={"state": "on", "version": version})
    again = HTMLParser(answer.text)
    assert (answer.status_code, text(again.css_first("#state-err"))) == (422, NEEDS_HTTPS)
    assert attr(again, "[name=state]:checked", "value") == "on", "what was chosen stays"
    assert other.post(URL, data={"state": "off", "version": version}).status_code == 303
    assert not is_on()


def test_an_address_on_posters_that_goes_round_it_is_warned_about(secure: TestClient, clock: Clock) -> None:
    with writing() as db:
        service.save_reach(db, "x", Reach("http://testserver"), clock.now)
    assert warnings(page_of(secure)) == "", "while it is off that is nobody's business"
    secure.post(URL, data=FORM)
    page = page_of(secure)
    assert "Địa chỉ trên áp phích là http://testserver." in warnings(page)
    assert attr(page, ".banner.is-waiting a", "href") == "/office/phones"
    assert says(secure) == "Cần xem lại Đang bật"


@pytest.mark.parametrize(
    ("form", "said"),
    [({}, ON_OR_OFF), ({"state": ""}, ON_OR_OFF), ({"state": "maybe"}, "Ô này chưa đúng. Xem lại giúp.")],
)
def test_bad_input_is_said_at_its_field(secure: TestClient, form: dict[str, str], said: str) -> None:
    answer = secure.post(URL, data={"version": "1"} | form)
    page = HTMLParser(answer.text)
    assert (answer.status_code, text(page.css_first("#state-err"))) == (422, said)
    assert attr(page, ".banner.is-wrong a", "href") == "#state"
    assert not is_on()


@pytest.mark.parametrize("change", [{"version": "x"}, {"version": ""}, {"x": "1"}, {"step": "99"}])
def test_what_our_form_never_sends(secure: TestClient, change: dict[str, str]) -> None:
    assert secure.post(URL, data=FORM | change).status_code == 422
    assert not is_on()


def test_two_administrators(secure: TestClient, enter: Enter) -> None:
    other = by_https(enter(Role.ADMIN, "nhung"))
    secure.post(URL, data=FORM)
    answer = other.post(URL, data=FORM | {"state": "off"})
    page = HTMLParser(answer.text)
    assert answer.status_code == 409
    assert is_on()
    assert "Chặn đăng ký tự động “Đang bật”" in text(page.css_first(".banner.is-waiting"))
    assert attr(page, "[name=state]:checked", "value") == "off"
    again = {"state": "off", "version": attr(page, "[name=version]", "value")}
    assert other.post(URL, data=again).status_code == 303
    assert not is_on()


def test_sent_twice_it_is_one_change(secure: TestClient) -> None:
    assert [secure.post(URL, data=FORM).status_code for _ in range(2)] == [303, 303]
    assert len(audited()) == 1


def audited() -> list[Audit]:
    with reading() as db:
        return [row for row in db.exec(select(Audit)) if "office.proofs" in row.content]


def test_it_is_audited_with_who_and_which_version(secure: TestClient) -> None:
    secure.post(URL, data=FORM)
    [row] = audited()
    told = json.loads(row.content)
    assert (told["action"], told["detail"]) == ("office.proofs", {"version": 2})


def test_what_is_stored_is_read_again_on_both_databases(database: Database, clock: Clock) -> None:
    with writing() as db:
        service.save_proofs(db, "staff00000001", Proofs(True), clock.now)
    service.refresh()
    with reading() as db:
        assert service.current(db).proofs == Proofs(True, 2)
    assert understood(Proofs(), canonical(Proofs(True)), 2) == Proofs(True, 2)
