"""Entering: works, again, too late, too young, wrong, twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlmodel import select

from contest.campaigns import service
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.people.guards import CODE_COOKIE, ENTRY_COOKIE, read, read_codes
from contest.people.models import Entry, Person
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, OPENS, SLUG, draft, rules

URL = f"/campaigns/{SLUG}/entries/new"
Form = dict[str, str]


def entries() -> list[tuple[Entry, Person]]:
    with reading() as db:
        return [(entry, person) for entry, person in db.exec(select(Entry, Person).join(Person))]


def value_of(page: HTMLParser, selector: str) -> str:
    """What a field holds."""
    return page.css(selector)[0].attributes["value"] or ""


def messages(page: str) -> dict[str, str]:
    """Field → the message beside it."""
    found = HTMLParser(page).css("[id$='-err']")
    return {(node.attributes["id"] or "")[:-4]: node.text(strip=True) for node in found}


def test_the_form(contest: str, units: Form, phone_: TestClient) -> None:
    answer = phone_.get(URL)
    page = HTMLParser(answer.text)
    assert answer.status_code == 200
    assert page.css("h1")[0].text() == "Đăng ký dự thi"
    assert not page.css("[type=checkbox][checked]"), "consent is never ticked beforehand"
    assert not page.css("#guardian")
    assert messages(answer.text) == {}
    assert answer.headers["cache-control"] == "no-store"


def test_the_phone_gets_a_device_id_before_it_enters(contest: str, phone_: TestClient) -> None:
    phone_.get(URL)
    first = phone_.cookies[ENTRY_COOKIE]
    assert read(first) is None
    phone_.get(URL)
    assert phone_.cookies[ENTRY_COOKIE] == first


def test_entering_leads_to_the_code_card(contest: str, phone_: TestClient, form: Form, clock: Clock) -> None:
    answer = phone_.post(URL, data=form | {"phone": "0912 345 678", "consent_publish": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{SLUG}/entry")
    [(entry, person)] = entries()
    assert (person.name, person.birth_year, person.phone) == ("Y Thu Hằng", 1995, "0912345678")
    assert (entry.unit_id, entry.consent_publish, entry.consent_at) == (form["unit"], True, clock.now)
    who = read(phone_.cookies[ENTRY_COOKIE])
    assert who is not None
    assert who.entries == (entry.id,)
    assert list(read_codes(phone_.cookies[CODE_COOKIE])) == [entry.id]


def test_cookies_are_shut_to_scripts(contest: str, phone_: TestClient, form: Form) -> None:
    headers = phone_.post(URL, data=form).headers.get_list("set-cookie")
    assert len(headers) == 2
    assert all("HttpOnly" in header and "SameSite=lax" in header for header in headers)


def test_the_same_form_twice_is_one_entry(contest: str, phone_: TestClient, form: Form) -> None:
    phone_.get(URL)
    first = phone_.post(URL, data=form)
    code = phone_.cookies[CODE_COOKIE]
    second = phone_.post(URL, data=form)
    assert first.status_code == second.status_code == 303
    assert phone_.cookies[CODE_COOKIE] == code
    assert len(entries()) == 1


def test_two_children_on_one_phone(contest: str, phone_: TestClient, form: Form) -> None:
    phone_.post(URL, data=form)
    phone_.post(URL, data=form | {"name": "A Phương"})
    who = read(phone_.cookies[ENTRY_COOKIE])
    assert who is not None
    assert len(who.entries) == 2
    assert len(read_codes(phone_.cookies[CODE_COOKIE])) == 2


def test_everything_wrong_is_said_at_once(contest: str, units: Form, phone_: TestClient) -> None:
    answer = phone_.post(URL, data={"name": " ", "birth_year": "95", "phone": "0912 345 6", "q": "thon"})
    assert answer.status_code == 422
    assert set(messages(answer.text)) == {"name", "unit", "birth_year", "phone", "consent_join"}
    assert entries() == []
    assert 'value="0912 345 6"' in answer.text


def test_what_was_typed_stays(contest: str, phone_: TestClient, form: Form) -> None:
    page = HTMLParser(phone_.post(URL, data=form | {"consent_join": "", "consent_publish": "1"}).text)
    assert value_of(page, "#name") == "Y Thu Hằng"
    assert [node.attributes["value"] for node in page.css("[name=unit][checked]")] == [form["unit"]]
    assert page.css("#consent_publish[checked]")
    assert not page.css("#consent_join[checked]")


def test_markup_in_a_name_stays_text(contest: str, phone_: TestClient, form: Form) -> None:
    answer = phone_.post(URL, data=form | {"name": '"><script>x</script>', "birth_year": ""})
    assert answer.status_code == 422
    assert "<script>x" not in answer.text


@pytest.mark.parametrize("unit", ["", "nowhere000000"])
def test_the_unit_must_be_one_of_ours(contest: str, phone_: TestClient, form: Form, unit: str) -> None:
    answer = phone_.post(URL, data=form | {"unit": unit})
    assert answer.status_code == 422
    assert messages(answer.text) == {"unit": "Chọn đơn vị để tính thành tích cho bạn."}


def test_an_unknown_field_is_refused(contest: str, phone_: TestClient, form: Form) -> None:
    answer = phone_.post(URL, data=form | {"is_admin": "1"})
    assert answer.status_code == 422
    assert entries() == []


def test_the_finders_button_checks_nothing(contest: str, units: Form, phone_: TestClient) -> None:
    answer = phone_.post(URL, data={"name": "Y", "q": "nguyen du", "find": "1"})
    page = HTMLParser(answer.text)
    assert answer.status_code == 200
    assert messages(answer.text) == {}
    assert len(page.css("[name=unit]")) == 2
    assert value_of(page, "#name") == "Y"


def test_a_child_needs_the_guardian(contest: str, phone_: TestClient, form: Form) -> None:
    child = form | {"birth_year": "2012"}
    answer = phone_.post(URL, data=child)
    assert answer.status_code == 422
    assert set(messages(answer.text)) == {"guardian_name", "guardian_join"}
    assert HTMLParser(answer.text).css("#guardian")
    answer = phone_.post(URL, data=child | {"guardian_name": "A Phương", "guardian_join": "1"})
    assert answer.status_code == 303
    [(entry, _)] = entries()
    assert entry.guardian_consent
    assert not entry.consent_publish


@pytest.mark.parametrize(
    ("own", "guardian", "published"), [("1", "1", True), ("1", "", False), ("", "1", False)]
)
def test_publishing_a_childs_name_takes_both(
    contest: str, phone_: TestClient, form: Form, own: str, guardian: str, published: bool
) -> None:
    consents = {"consent_publish": own, "guardian_publish": guardian}
    child = {"birth_year": "2012", "guardian_name": "A Phương", "guardian_join": "1"}
    phone_.post(URL, data=form | child | consents)
    [(entry, _)] = entries()
    assert entry.consent_publish is published


def test_the_same_person_is_sent_to_the_code(
    contest: str, new_phone: Callable[[], TestClient], form: Form
) -> None:
    with_phone = form | {"phone": "0912345678"}
    assert new_phone().post(URL, data=with_phone).status_code == 303
    other = new_phone()
    answer = other.post(URL, data=with_phone)
    assert answer.status_code == 409
    assert "Vào lại bằng mã dự thi" in messages(answer.text)["name"]
    assert CODE_COOKIE not in other.cookies
    assert len(entries()) == 1


def test_too_young(phone_: TestClient, form: Form, clock: Clock) -> None:
    with writing() as db:
        first = RoundDraft("Tuần 1", OPENS, CLOSES, rules(youngest=12))
        service.create(db, draft(first=first), clock.now)
    child = form | {"guardian_name": "A Phương", "guardian_join": "1"}
    answer = phone_.post(URL, data=child | {"birth_year": "2015"})
    assert messages(answer.text) == {"birth_year": "Cuộc thi này dành cho người từ đủ 12 tuổi."}
    assert phone_.post(URL, data=child | {"birth_year": "2014"}).status_code == 303


def test_before_the_opening_one_may_enter(contest: str, phone_: TestClient, form: Form, clock: Clock) -> None:
    clock.move(days=-1)
    assert phone_.get(URL).status_code == 200
    assert phone_.post(URL, data=form).status_code == 303
    assert len(entries()) == 1


@pytest.mark.parametrize(("seconds", "count"), [(-1, 1), (0, 0), (1, 0)])
def test_at_the_close_the_door_is_shut(
    contest: str, phone_: TestClient, form: Form, clock: Clock, seconds: int, count: int
) -> None:
    clock.set(CLOSES)
    clock.move(seconds=seconds)
    answer = phone_.post(URL, data=form)
    assert answer.status_code == 303
    assert len(entries()) == count
    if not count:
        assert answer.headers["location"] == f"/campaigns/{SLUG}"
        assert phone_.get(URL).headers["location"] == f"/campaigns/{SLUG}"


def test_a_closed_round_takes_nobody(contest: str, phone_: TestClient, form: Form) -> None:
    with writing() as db:
        service.set_state(db, contest, RoundState.READY, RoundState.CLOSED)
    assert phone_.post(URL, data=form).headers["location"] == f"/campaigns/{SLUG}"
    assert entries() == []


@pytest.mark.parametrize("slug", ["nowhere", "Ấ", "a%00b"])
def test_no_such_contest(contest: str, phone_: TestClient, form: Form, slug: str) -> None:
    url = f"/campaigns/{slug}/entries/new"
    assert phone_.get(url).status_code == 404
    assert phone_.post(url, data=form).status_code == 404


def test_only_get_and_post(contest: str, phone_: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert phone_.request(method, URL).status_code == 405
