"""What a contest asks, from its setting to the form, the notice, the thể lệ and what is stored."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlmodel import select

from contest.campaigns import editing, service
from contest.campaigns.service import RoundDraft
from contest.people import service as people
from contest.people.asking import LEAST, NEVER, USUAL, Ask, Fields
from contest.people.models import Entry, Person
from contest.ruleset.rules import Criterion
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, OPENS, SLUG, draft, rules

URL = f"/campaigns/{SLUG}/entries/new"
YES = {"name": "Y Thu Hằng", "consent_join": "1"}
NOTHING = Fields(Ask.OFF, Ask.OFF, Ask.OFF)
FREE = Fields(Ask.OPTIONAL, Ask.OPTIONAL, Ask.OPTIONAL)


def make(clock: Clock, fields: Fields, **changes: Any) -> str:
    with writing() as db:
        first = RoundDraft("Tuần 1", OPENS, CLOSES, rules(**changes))
        return service.create(db, draft(first=first, fields=fields), clock.now)


def form(phone: TestClient) -> HTMLParser:
    answer = phone.get(URL)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def asked(page: HTMLParser) -> set[str]:
    named = {node.attributes.get("name") or "" for node in page.css("main form input")}
    return named & {"name", "unit", "q", "birth_year", "grown", "phone"}


def entered() -> tuple[Entry, Person]:
    with reading() as db:
        [(entry, person)] = db.exec(select(Entry, Person).join(Person)).all()
    return entry, person


def messages(page: str) -> set[str]:
    found = HTMLParser(page).css("[id$='-err']")
    return {(node.attributes["id"] or "")[:-4] for node in found}


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        (USUAL, {"name", "q", "unit", "birth_year", "phone"}),
        (LEAST, {"name", "q", "unit", "grown"}),
        (NOTHING, {"name", "grown"}),
        (FREE, {"name", "q", "unit", "birth_year", "grown", "phone"}),
        (Fields(Ask.OFF, Ask.REQUIRED, Ask.OFF), {"name", "grown", "phone"}),
    ],
    ids=["usual", "least", "nothing", "free", "phone"],  # a set's words have no order of their own
)
def test_the_form_asks_what_was_set(
    phone_: TestClient, units: dict[str, str], clock: Clock, fields: Fields, names: set[str]
) -> None:
    make(clock, fields)
    page = HTMLParser(phone_.post(URL, data={"q": "9b", "find": "1"}).text)
    assert asked(page) == names
    must = {node.attributes["name"] for node in page.css("main form input[required]")}
    required = {"birth_year": fields.year, "phone": fields.phone}
    assert must >= {name for name, ask in required.items() if ask is Ask.REQUIRED}
    assert not must & {name for name, ask in required.items() if ask is not Ask.REQUIRED}


def test_a_contest_made_without_a_word_asks_what_contests_always_asked(
    contest: str, phone_: TestClient, units: dict[str, str], clock: Clock
) -> None:
    with reading() as db:
        assert service.view(db, contest, clock.now).fields == USUAL
    assert "grown" not in asked(form(phone_))


def test_entering_with_the_least(phone_: TestClient, units: dict[str, str], clock: Clock) -> None:
    make(clock, LEAST)
    typed = YES | {"unit": units["9b"], "consent_publish": "1"}
    assert messages(phone_.post(URL, data=typed).text) == {"grown"}
    assert phone_.post(URL, data=typed | {"grown": "1"}).status_code == 303
    entry, person = entered()
    assert (person.birth_year, person.phone, entry.grown) == (None, None, True)
    with reading() as db:
        [shown] = people.public_names(db, [entry.id], clock.now).values()
    assert shown.name == "Y Thu Hằng"


def test_a_child_who_tells_no_year(phone_: TestClient, units: dict[str, str], clock: Clock) -> None:
    make(clock, NOTHING)
    answer = phone_.post(URL, data=YES | {"grown": "0"})
    page = HTMLParser(answer.text)
    assert messages(answer.text) == {"guardian_name", "guardian_join"}
    guardian = page.css_first("#guardian p")
    assert guardian is not None
    assert guardian.text().startswith("Bạn chưa đủ 16 tuổi.")
    assert page.css("[name=grown][value='0'][checked]")
    guarded = {"guardian_name": "A Bố", "guardian_join": "1", "consent_publish": "1"}
    assert phone_.post(URL, data=YES | {"grown": "0"} | guarded).status_code == 303
    entry, person = entered()
    assert (entry.guardian_consent, entry.consent_publish, person.guardian) == (True, False, "A Bố")
    with reading() as db:
        [shown] = people.public_names(db, [entry.id], clock.now).values()
    assert shown.name == "Y T. H."


def test_what_is_not_asked_is_not_stored(phone_: TestClient, units: dict[str, str], clock: Clock) -> None:
    make(clock, NOTHING)
    sent = {"grown": "1", "birth_year": "1990", "phone": "0912345678", "unit": units["9b"]}
    assert phone_.post(URL, data=YES | sent).status_code == 303
    entry, person = entered()
    assert (person.birth_year, person.phone, entry.unit_id) == (None, None, None)


def test_a_unit_that_is_free_may_be_left_and_may_be_told(
    phone_: TestClient, units: dict[str, str], clock: Clock
) -> None:
    make(clock, FREE)
    page = HTMLParser(phone_.post(URL, data={"q": "9b", "find": "1"}).text)
    [none] = page.css("[name=unit][value='']")
    assert "checked" in none.attributes
    assert messages(phone_.post(URL, data=YES | {"grown": "1", "unit": "nowhere000000"}).text) == {"unit"}
    assert phone_.post(URL, data=YES | {"grown": "1", "unit": units["9b"]}).status_code == 303
    assert entered()[0].unit_id == units["9b"]


def test_without_a_unit_one_is_in_too(phone_: TestClient, units: dict[str, str], clock: Clock) -> None:
    make(clock, FREE)
    assert phone_.post(URL, data=YES | {"grown": "1", "unit": ""}).status_code == 303
    assert entered()[0].unit_id is None


@pytest.mark.parametrize(
    "changes",
    [
        {"youngest": 12},
        {"criteria": (Criterion.POINTS, Criterion.PREDICTION_ERROR, Criterion.YOUNGEST)},
        {"criteria": (Criterion.POINTS, Criterion.PREDICTION_ERROR, Criterion.OLDEST)},
    ],
)
def test_rules_about_age_ask_for_the_year_whatever_was_set(
    phone_: TestClient, units: dict[str, str], clock: Clock, changes: dict[str, Any]
) -> None:
    made = make(clock, NOTHING, **changes)
    page = form(phone_)
    assert asked(page) == {"name", "birth_year"}
    assert "quy định về tuổi trong thể lệ" in page.css("#privacy")[0].text()
    assert messages(phone_.post(URL, data=YES | {"grown": "1"}).text) == {"birth_year"}
    with reading() as db:
        view = service.view(db, made, clock.now)
    assert (view.wanted, view.fields.year) == (NOTHING, Ask.REQUIRED)


def test_a_later_round_by_age_asks_for_the_year_from_the_first_on(
    phone_: TestClient, units: dict[str, str], clock: Clock
) -> None:
    made = make(clock, NOTHING)
    with writing() as db:
        campaign_id = service.campaign_of(db, made) or ""
        later = RoundDraft("Tuần 2", CLOSES, CLOSES + (CLOSES - OPENS), rules(youngest=16))
        service.add_round(db, campaign_id, later, clock.now)
    assert "birth_year" in asked(form(phone_))


@pytest.mark.parametrize("fields", [USUAL, LEAST, NOTHING, FREE], ids=str)
def test_notice_front_page_and_rules_say_the_same(
    phone_: TestClient, units: dict[str, str], clock: Clock, fields: Fields
) -> None:
    make(clock, fields)
    places = (
        form(phone_).css("#privacy"),
        HTMLParser(phone_.get(f"/campaigns/{SLUG}/rules").text).css("main"),
    )
    for (place,) in places:
        words = place.text()
        assert NEVER in words
        assert ("số điện thoại chỉ để" in words) is (fields.phone is not Ask.OFF)
        assert ("năm sinh để" in words) is (fields.year is not Ask.OFF)
    front = HTMLParser(phone_.get(f"/campaigns/{SLUG}").text).css("main")[0].text()
    assert ("số điện thoại" in front) is (fields.phone is not Ask.OFF)
    assert ("năm sinh" in front) is (fields.year is not Ask.OFF)


def test_what_was_set_later_is_asked_from_then_on(
    contest: str, phone_: TestClient, units: dict[str, str], clock: Clock
) -> None:
    with writing() as db:
        editing.set_fields(db, service.campaign_of(db, contest) or "", NOTHING)
    assert asked(form(phone_)) == {"name", "grown"}
