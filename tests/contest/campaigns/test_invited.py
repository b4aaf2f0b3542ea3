"""`campaigns.invited`: with the code of a slip name and unit are known, consent is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.campaigns import editing, inviting, service
from contest.campaigns.states import Way
from contest.campaigns.ways import Entrance
from contest.people import enrolling
from contest.people import service as people
from contest.people.codes import WRONG_CODE
from contest.people.enrolling import Named
from contest.people.guards import CODE_COOKIE, ENTRY_COOKIE, read, read_codes
from contest.people.guessing import BURST, SLOW_DOWN
from contest.people.joining import NOTICE_CHANGED
from contest.roster import codes, coming, importing, store
from contest.roster.codes import Asked
from contest.roster.states import Whose
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, SLUG

CODE_URL, URL = f"/campaigns/{SLUG}/entries/code", f"/campaigns/{SLUG}/entries/invited"
PEOPLE = {"A Thui": 1990, "Y Thu Hằng": 2012, "A Phương": None}
YES = {"consent_join": "1"}
GUARDIAN = {"guardian_name": "A Bố", "guardian_join": "1"}
NewPhone = Callable[[], TestClient]
Slips = dict[str, str]


@pytest.fixture
def slips(contest: str, units: dict[str, str], clock: Clock) -> Iterator[Slips]:
    """Name → the code on their slip."""
    with writing() as db:
        view = service.view(db, contest, clock.now)
        staff = accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ADMIN, "-", clock.now).id
        brought = importing.begin(db, staff, view, "ds.xlsx", (), clock.now)
        ids = enrolling.enrol(db, [Named(name, year) for name, year in PEOPLE.items()])
        about: dict[str, Any] = {
            "campaign_id": view.campaign_id,
            "import_id": brought,
            "unit_id": units["9b"],
        }
        about |= {"class_name": "9B", "own_code": "", "created_at": clock.now}
        store.add_members(db, [about | {"id": id, "person_id": id} for id in ids])
        made = codes.make(db, staff, view, Whose.MISSING, Asked("k7q2m94x0a1bc", clock.now, clock.now))
    inviting.use_invitations(coming.invited, coming.come)
    yield {one.name: one.code for one in made}
    inviting.use_invitations(None, None)


def entries(clock_now: datetime) -> int:
    with reading() as db:
        return people.count_entries(db, service.current(db, SLUG, clock_now).campaign_id)


def wrong(answer: Any, field: str) -> str:
    found = HTMLParser(answer.text).css_first(f"#{field}-err")
    return found.text(strip=True) if found else ""


def fields(answer: Any) -> set[str]:
    shown = HTMLParser(answer.text).css("main form input")
    return {str(each.attributes["name"]) for each in shown}


def test_a_slips_code_shows_whose_it_is_and_asks_only_for_consent(slips: Slips, phone_: TestClient) -> None:
    answer = phone_.post(CODE_URL, data={"code": slips["A Thui"].lower()})
    assert answer.status_code == 200
    card = HTMLParser(answer.text).css_first(".keycard")
    assert card is not None
    assert "A Thui" in card.text()
    assert "Lớp 9B, Trường THCS Nguyễn Du" in card.text()
    assert fields(answer) == {"code", "notice", "text", "consent_join", "consent_publish"}
    assert ENTRY_COOKIE not in phone_.cookies


def test_who_agrees_is_in_and_the_code_stays_theirs(
    slips: Slips, phone_: TestClient, new_phone: NewPhone, clock: Clock
) -> None:
    code = slips["A Thui"]
    answer = phone_.post(URL, data=YES | {"code": code})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{SLUG}/entry")
    assert list(read_codes(phone_.cookies[CODE_COOKIE]).values()) == [code]
    assert f"{code[:4]}-{code[4:]}" in phone_.get(f"/campaigns/{SLUG}/entry").text
    other = new_phone()
    again = other.post(CODE_URL, data={"code": code})
    assert (again.status_code, again.headers["location"]) == (303, f"/campaigns/{SLUG}")
    mine, theirs = read(phone_.cookies[ENTRY_COOKIE]), read(other.cookies[ENTRY_COOKIE])
    assert mine is not None
    assert theirs is not None
    assert mine.entries == theirs.entries
    assert entries(clock.now) == 1


def test_sent_twice_it_is_one_entry(slips: Slips, phone_: TestClient, clock: Clock) -> None:
    for _ in range(2):
        assert phone_.post(URL, data=YES | {"code": slips["A Thui"]}).status_code == 303
    assert entries(clock.now) == 1


def test_without_consent_nobody_is_in(slips: Slips, phone_: TestClient, clock: Clock) -> None:
    answer = phone_.post(URL, data={"code": slips["A Thui"]})
    assert (answer.status_code, wrong(answer, "consent_join")) == (422, "Đánh dấu ô này để dự thi.")
    assert entries(clock.now) == 0


def test_a_notice_that_changed_is_read_again(slips: Slips, phone_: TestClient, clock: Clock) -> None:
    answer = phone_.post(URL, data=YES | {"code": slips["A Thui"], "notice": "99"})
    assert answer.status_code == 422
    assert wrong(answer, "consent_join") == NOTICE_CHANGED
    assert entries(clock.now) == 0


def test_a_childs_guardian_agrees_too(slips: Slips, phone_: TestClient, clock: Clock) -> None:
    code = {"code": slips["Y Thu Hằng"]}
    first = phone_.post(CODE_URL, data=code)
    assert {"guardian_name", "guardian_join"} <= fields(first)
    assert "birth_year" not in fields(first)
    answer = phone_.post(URL, data=YES | code)
    assert answer.status_code == 422
    assert wrong(answer, "guardian_name")
    assert wrong(answer, "guardian_join")
    assert entries(clock.now) == 0
    assert phone_.post(URL, data=YES | GUARDIAN | code).status_code == 303


def test_a_year_that_the_list_has_not_is_asked_for(slips: Slips, phone_: TestClient) -> None:
    code = {"code": slips["A Phương"]}
    assert "birth_year" in fields(phone_.post(CODE_URL, data=code))
    assert wrong(phone_.post(URL, data=YES | code), "birth_year")
    child = phone_.post(URL, data=YES | code | {"birth_year": "2013"})
    assert (child.status_code, "guardian_name" in fields(child)) == (422, True)
    assert phone_.post(URL, data=YES | code | {"birth_year": "1990"}).status_code == 303


def test_a_year_that_is_posted_against_the_list_counts_nothing(slips: Slips, phone_: TestClient) -> None:
    posted = YES | {"code": slips["Y Thu Hằng"], "birth_year": "1990"}
    assert phone_.post(URL, data=posted).status_code == 422


@pytest.mark.parametrize("typed", ["", "00000000", "W6RD", "<b>", "x" * 5000])
@pytest.mark.parametrize("address", [CODE_URL, URL])
def test_a_wrong_code_is_told(slips: Slips, phone_: TestClient, address: str, typed: str) -> None:
    answer = phone_.post(address, data={"code": typed} | (YES if address == URL else {}))
    assert (answer.status_code, wrong(answer, "code")) == (422, WRONG_CODE)
    assert ENTRY_COOKIE not in phone_.cookies


@pytest.mark.parametrize("address", [CODE_URL, URL])
def test_a_right_slip_passes_however_many_codes_were_wrong(
    slips: Slips, phone_: TestClient, address: str
) -> None:
    for number in range(2 * BURST):
        at = (CODE_URL, URL)[number % 2]
        assert wrong(phone_.post(at, data={"code": "00000000"}), "code") == WRONG_CODE
    right = {"code": slips["A Thui"]} | (YES if address == URL else {})
    assert phone_.post(address, data=right).status_code in (200, 303)


@pytest.mark.parametrize("address", [CODE_URL, URL])
def test_in_a_contest_that_is_guessed_at_both_doors_count_together(
    slips: Slips, attacked: None, phone_: TestClient, clock: Clock, address: str
) -> None:
    for number in range(BURST):
        at = (CODE_URL, URL)[number % 2]
        assert wrong(phone_.post(at, data={"code": "00000000"}), "code") == WRONG_CODE
    right = {"code": slips["A Thui"]} | (YES if address == URL else {})
    assert wrong(phone_.post(address, data=right), "code") == SLOW_DOWN
    clock.move(seconds=1)
    assert phone_.post(address, data=right).status_code in (200, 303)


def test_after_the_close_nobody_enters(slips: Slips, phone_: TestClient, clock: Clock) -> None:
    clock.set(CLOSES)
    for address, more in ((CODE_URL, {}), (URL, YES)):
        answer = phone_.post(address, data={"code": slips["A Thui"]} | more)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{SLUG}")
    assert entries(clock.now) == 0


def test_a_reload_begins_anew_and_an_unknown_field_is_refused(slips: Slips, phone_: TestClient) -> None:
    assert phone_.get(URL).headers["location"] == CODE_URL
    assert phone_.post(URL, data=YES | {"code": slips["A Thui"], "name": "x"}).status_code == 422
    assert phone_.post("/campaigns/nowhere/entries/invited", data=YES).status_code == 404


class TestCodeOnly:
    @pytest.fixture(autouse=True)
    def closed_door(self, slips: Slips, clock: Clock) -> None:
        with writing() as db:
            only = Entrance((Way.CODE,))
            editing.set_entrance(db, service.current(db, SLUG, clock.now).campaign_id, only)

    def test_the_form_says_where_a_code_comes_from(self, phone_: TestClient) -> None:
        answer = phone_.get(f"/campaigns/{SLUG}/entries/new")
        assert answer.status_code == 200
        assert "chỉ dành cho người có mã" in answer.text
        assert "0260 000 0000" in answer.text
        assert HTMLParser(answer.text).css("main form") == []
        assert len(HTMLParser(answer.text).css("#privacy")) == 1  # the front page leads there

    def test_a_form_that_is_sent_all_the_same_enters_nobody(
        self, phone_: TestClient, form: dict[str, str], clock: Clock
    ) -> None:
        assert phone_.post(f"/campaigns/{SLUG}/entries/new", data=form).status_code == 409
        assert entries(clock.now) == 0

    def test_the_front_page_leads_to_the_code(self, phone_: TestClient) -> None:
        page = HTMLParser(phone_.get(f"/campaigns/{SLUG}").text)
        filled = page.css_first("main a.big[role=button]")
        assert filled is not None
        assert filled.attributes["href"] == CODE_URL
        assert len(page.css(f"main a[href='{CODE_URL}']")) == 1

    def test_no_page_offers_the_form(self, phone_: TestClient) -> None:
        assert "Đăng ký dự thi</a>" not in phone_.get(CODE_URL).text

    def test_a_slip_opens_it(self, slips: Slips, phone_: TestClient) -> None:
        assert phone_.post(URL, data=YES | {"code": slips["A Thui"]}).status_code == 303


@pytest.mark.parametrize("name", PEOPLE)
def test_who_comes_reads_what_the_list_holds_of_them(slips: Slips, phone_: TestClient, name: str) -> None:
    answer = phone_.post(CODE_URL, data={"code": slips[name]})
    notice = HTMLParser(answer.text).css_first("#privacy")
    assert notice is not None
    said = " ".join(notice.text().split())
    year = " và năm sinh" if PEOPLE[name] else ""
    held = f"họ tên, lớp, đơn vị{year}" if year else "họ tên, lớp và đơn vị"
    assert f"Danh sách của Ban Tổ chức đang có: {held}." in said
    assert str(PEOPLE[name]) not in said.partition("Ai giữ")[0], "named, not told: a slip gets lost"
