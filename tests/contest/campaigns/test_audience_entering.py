"""The entry form of a contest with audiences: asked with the rest, checked with the rest, kept when wrong."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import audiences
from contest.people.audiences import OTHER
from contest.people.guards import ENTRY_COOKIE, read
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups, audience_of
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS
from tests.parsed import HTMLParser, first, text

URL = f"/campaigns/{groups.SLUG}/entries/new"
CARD = f"/campaigns/{groups.SLUG}/entry"
FORM = {"name": "Y Thu Hằng", "birth_year": "1995", "phone": "", "consent_join": "1"}
CHILD = FORM | {"birth_year": "2013", "guardian_name": "Y Bích", "guardian_join": "1"}


@pytest.fixture
def made(sqlite_database: Database, clock: Clock) -> Groups:
    found = groups.make()
    clock.set(OPENS)
    return found


def picked(page: HTMLParser) -> list[str]:
    return [node.attributes["value"] or "" for node in page.css("input[name=audience][checked]")]


def said(html: str) -> dict[str, str]:
    """Field → the message beside it."""
    return {(node.attributes["id"] or "")[:-4]: text(node) for node in HTMLParser(html).css("[id$='-err']")}


def entry_of(phone: TestClient) -> str:
    who = read(phone.cookies[ENTRY_COOKIE])
    assert who is not None
    return who.entries[-1]


def test_the_form_asks_with_the_words_of_who_belongs(made: Groups, phone_: TestClient) -> None:
    page = HTMLParser(phone_.get(URL).text)
    assert [text(node) for node in page.css("#audience label.pick")] == [
        "Bảng A: Học sinh Học sinh các trường trung học cơ sở, từ 11 đến 15 tuổi",
        "Bảng B: Cán bộ, công chức Từ 18 tuổi",
    ]
    assert picked(page) == [], "nobody is put anywhere beforehand"


def test_entering(made: Groups, phone_: TestClient) -> None:
    answer = phone_.post(URL, data=FORM | {"audience": SERVANTS.id})
    assert (answer.status_code, answer.headers["location"]) == (303, CARD)
    assert audience_of(entry_of(phone_)) == SERVANTS.id
    assert phone_.get(CARD).status_code == 200, "it asks no second time"


def test_nothing_chosen_picks_the_only_one_that_fits(made: Groups, phone_: TestClient) -> None:
    answer = phone_.post(URL, data=CHILD)
    assert answer.status_code == 422
    assert list(said(answer.text)) == ["audience"]
    assert picked(HTMLParser(answer.text)) == [PUPILS.id]


def test_what_was_chosen_stays_and_its_ages_are_said(made: Groups, phone_: TestClient) -> None:
    answer = phone_.post(URL, data=FORM | {"audience": PUPILS.id, "name": ""})
    assert answer.status_code == 422
    assert list(said(answer.text)) == ["name", "audience"], "everything wrong is said at once"
    assert "từ 11 đến 15 tuổi, tính theo năm sinh" in said(answer.text)["audience"]
    assert picked(HTMLParser(answer.text)) == [PUPILS.id]


@pytest.mark.parametrize("forged", ["0" * 13, "A", "ế" * 200, "' OR 1=1"])
def test_no_such_audience(made: Groups, phone_: TestClient, forged: str) -> None:
    answer = phone_.post(URL, data=FORM | {"audience": forged})
    assert answer.status_code == 422
    assert list(said(answer.text)) == ["audience"]


def test_looking_for_a_unit_keeps_the_choice(made: Groups, phone_: TestClient) -> None:
    answer = phone_.post(URL, data=FORM | {"audience": PUPILS.id, "find": "1", "q": "x"})
    assert answer.status_code == 200
    assert picked(HTMLParser(answer.text)) == [PUPILS.id]


def test_the_form_sent_twice_is_one_entry(made: Groups, phone_: TestClient) -> None:
    phone_.get(URL)
    for _ in range(2):
        assert phone_.post(URL, data=FORM | {"audience": SERVANTS.id}).status_code == 303
    first_entry = entry_of(phone_)
    with writing() as db:
        audiences.add(db, made.campaign, [groups.ELDERS], 3)
    changed = phone_.post(URL, data=FORM | {"birth_year": "1950", "audience": groups.ELDERS.id})
    assert changed.status_code == 303, "another year is another person"
    assert entry_of(phone_) != first_entry


def test_the_same_person_in_another_audience_is_refused(made: Groups, phone_: TestClient) -> None:
    with writing() as db:
        audiences.add(db, made.campaign, [groups.ELDERS], 3)
    old = FORM | {"birth_year": "1950"}
    phone_.get(URL)
    assert phone_.post(URL, data=old | {"audience": SERVANTS.id}).status_code == 303
    again = phone_.post(URL, data=old | {"audience": groups.ELDERS.id})
    assert again.status_code == 409
    assert said(again.text)["name"].endswith(OTHER)
    assert audience_of(entry_of(phone_)) == SERVANTS.id


def test_the_least_age_is_that_of_the_own_round(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    """The other audience's rules say nothing about a pupil."""
    groups.make(rules_b=world.rules(youngest=18))
    clock.set(OPENS)
    assert phone_.post(URL, data=CHILD | {"audience": PUPILS.id}).status_code == 303


def test_an_audience_whose_rounds_are_over_takes_nobody(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    groups.make(opens_b=CLOSES, closes_b=CLOSES + (CLOSES - OPENS))
    clock.set(CLOSES)
    answer = phone_.post(URL, data=CHILD | {"audience": PUPILS.id})
    assert answer.status_code == 422
    assert "Các vòng thi của Bảng A đã đóng" in said(answer.text)["audience"]
    assert phone_.post(URL, data=FORM | {"audience": SERVANTS.id}).status_code == 303


def test_where_there_is_one_audience_nothing_is_asked(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    made = groups.make()
    with writing() as db:
        audiences.give(db, made.b.round_id, None, 2)
        audiences.remove(db, SERVANTS.id)
    clock.set(OPENS)
    assert not HTMLParser(phone_.get(URL).text).css("[name=audience]")
    too_old = phone_.post(URL, data=FORM)
    assert too_old.status_code == 422
    assert "từ 11 đến 15 tuổi" in text(first(HTMLParser(too_old.text), "#audience"))
    assert phone_.post(URL, data=CHILD).status_code == 303
    assert audience_of(entry_of(phone_)) == PUPILS.id


def test_a_contest_without_audiences_is_as_ever(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    world.make()
    clock.set(OPENS)
    assert not HTMLParser(phone_.get(URL).text).css("#audience")
    assert phone_.post(URL, data=FORM | {"audience": "x"}).status_code == 303
    assert audience_of(entry_of(phone_)) is None
