"""Saying which audience one belongs to after entering: once, checked, and nobody is lost on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import audiences
from contest.people import guards
from contest.people.audiences import OTHER
from contest.people.guards import ENTRY_COOKIE
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups, audience_of
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS
from tests.parsed import HTMLParser, attr, first, text

URL = f"/campaigns/{groups.SLUG}/entry/audience"
CARD = f"/campaigns/{groups.SLUG}/entry"
FRONT = f"/campaigns/{groups.SLUG}"
NewPhone = Callable[[], TestClient]


@pytest.fixture
def made(sqlite_database: Database, clock: Clock) -> Groups:
    found = groups.make()
    clock.set(OPENS)
    return found


def hold(phone: TestClient, *entries: str) -> TestClient:
    """The phone of whoever entered so."""
    phone.cookies.set(ENTRY_COOKIE, guards.issue(entries, "d" * 13))
    return phone


@pytest.fixture
def pupil(made: Groups) -> str:
    """A pupil who entered in a way that did not ask."""
    return made.join("Y Thu", None, 2013)


@pytest.fixture
def phone(phone_: TestClient, pupil: str) -> TestClient:
    """Their phone."""
    return hold(phone_, pupil)


def picked(page: HTMLParser) -> list[str]:
    return [node.attributes["value"] or "" for node in page.css("input[name=audience][checked]")]


def test_the_page(phone: TestClient) -> None:
    answer = phone.get(URL)
    page = HTMLParser(answer.text)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    labels = [text(node) for node in page.css("label.pick")]
    assert labels == [
        "Bảng A: Học sinh Học sinh các trường trung học cơ sở, từ 11 đến 15 tuổi",
        "Bảng B: Cán bộ, công chức Từ 18 tuổi",
    ]
    assert picked(page) == [PUPILS.id], "the only one that the birth year leaves"


def test_nothing_is_picked_where_several_fit(made: Groups, phone_: TestClient) -> None:
    young = made.join("Y Hà", None, 2009)  # 17: none fits
    assert picked(HTMLParser(hold(phone_, young).get(URL).text)) == []


def test_one_without_a_round_yet_may_be_chosen(made: Groups, phone: TestClient) -> None:
    with writing() as db:
        audiences.add(db, made.campaign, [groups.ELDERS], 3)
    assert len(HTMLParser(phone.get(URL).text).css("label.pick")) == 3
    old = made.join("A Già", None, 1950)
    assert hold(phone, old).post(URL, data={"audience": groups.ELDERS.id}).status_code == 303


def test_it_is_said_once_and_leads_to_the_card(phone: TestClient, pupil: str) -> None:
    assert phone.get(CARD).headers["location"] == URL, "the card waits for it"
    answer = phone.post(URL, data={"audience": PUPILS.id})
    assert (answer.status_code, answer.headers["location"]) == (303, CARD)
    assert audience_of(pupil) == PUPILS.id
    assert phone.get(CARD).status_code == 200


def test_twice_is_once_and_another_one_is_staffs(phone: TestClient, pupil: str) -> None:
    for _ in range(2):
        assert phone.post(URL, data={"audience": PUPILS.id}).status_code == 303
    assert phone.get(URL).headers["location"] == FRONT, "nothing is left to ask"
    answer = phone.post(URL, data={"audience": SERVANTS.id})
    assert answer.status_code == 422, "a pupil is no civil servant in any case"
    assert audience_of(pupil) == PUPILS.id


def test_another_one_that_would_fit_is_refused_with_a_sentence(made: Groups, phone_: TestClient) -> None:
    with writing() as db:
        audiences.add(db, made.campaign, [groups.ELDERS], 3)
    old = made.join("A Già", SERVANTS, 1950)
    answer = hold(phone_, old).post(URL, data={"audience": groups.ELDERS.id})
    assert answer.status_code == 409
    assert OTHER in text(first(HTMLParser(answer.text), "main"))
    assert audience_of(old) == SERVANTS.id


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("", "Chọn bảng của bạn."),
        ("0" * 13, "Chọn bảng của bạn."),
        (SERVANTS.id, "Bảng B: Cán bộ, công chức dành cho người từ 18 tuổi, tính theo năm sinh."),
    ],
)
def test_bad_input_keeps_what_was_picked(phone: TestClient, pupil: str, wanted: str, said: str) -> None:
    answer = phone.post(URL, data={"audience": wanted})
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert said in text(first(page, "#audience-err"))
    assert picked(page) == ([wanted] if wanted == SERVANTS.id else [] if wanted else [PUPILS.id])
    assert audience_of(pupil) is None


@pytest.mark.parametrize("data", [{}, {"audience": "x" * 5000}, {"audience": PUPILS.id, "more": "1"}])
def test_no_input_is_an_error_of_ours(phone: TestClient, data: dict[str, str]) -> None:
    assert phone.post(URL, data=data).status_code == 422


def test_a_stranger_is_led_to_the_way_in(made: Groups, phone_: TestClient) -> None:
    asked = phone_.get(URL)
    assert (asked.status_code, asked.headers["location"]) == (303, f"{FRONT}/entries/code")
    assert phone_.post(URL, data={"audience": PUPILS.id}).status_code == 401


def test_who_entered_another_contest_is_led_to_the_code(made: Groups, phone_: TestClient) -> None:
    elsewhere = world.make(bank=0, slug="khac").join("Y Bích").entry_id
    hold(phone_, elsewhere)
    for answer in (phone_.get(URL), phone_.post(URL, data={"audience": PUPILS.id})):
        assert answer.headers["location"] == f"{FRONT}/entries/code"


def test_a_contest_without_audiences_asks_nothing(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    plain = world.make()
    clock.set(OPENS)
    hold(phone_, plain.join("Y Bích").entry_id)
    for answer in (phone_.get(URL), phone_.post(URL, data={"audience": ""})):
        assert answer.headers["location"] == FRONT
    assert phone_.get(CARD).status_code == 200


@pytest.mark.parametrize("slug", ["khong-co", "%00", "A"])
def test_no_such_contest(phone: TestClient, slug: str) -> None:
    assert phone.get(f"/campaigns/{slug}/entry/audience").status_code == 404


def test_wrong_method(phone: TestClient) -> None:
    assert phone.put(URL).status_code == 405


def test_an_audience_that_is_over_takes_nobody(made: Groups, phone_: TestClient, clock: Clock) -> None:
    somebody = made.join("A Thui", None, 1990)
    clock.set(CLOSES)
    answer = hold(phone_, somebody).post(URL, data={"audience": SERVANTS.id})
    assert answer.status_code == 422
    said = text(first(HTMLParser(answer.text), "#audience-err"))
    assert said == "Các vòng thi của Bảng B đã đóng. Hỏi Ban Tổ chức nếu bạn thuộc bảng này."


def test_the_front_page_leads_there(phone: TestClient) -> None:
    page = HTMLParser(phone.get(FRONT).text)
    assert attr(page, "main a.big", "href") == URL
    assert not page.css('a[href^="/attempts/new/"]'), "nothing can be started yet"
