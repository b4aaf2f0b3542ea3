"""Entering somebody without a phone: consent on paper, a child's guardian, a code told once."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlmodel import col, select

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.states import Way
from contest.campaigns.ways import Entrance
from contest.people import audiences
from contest.people import service as people
from contest.people.asking import Ask, Fields
from contest.people.models import Entry, Person
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import SERVANTS
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import attr, first, text


def fields(**changed: Any) -> dict[str, Any]:
    given = {"once": entropy.new_id(), "name": "A Thui", "birth_year": "1950", "consent_join": "1"}
    return {name: value for name, value in (given | changed).items() if value is not None}


def post(browser: TestClient, contest: World, **changed: Any) -> Response:
    return browser.post(f"/byhand/{contest.round_id}/people/new", data=fields(**changed))


def stored(contest: World) -> list[tuple[Entry, Person]]:
    """Everybody who has entered."""
    with reading() as db:
        rows = db.exec(select(Entry, Person).join(Person, col(Person.id) == col(Entry.person_id)))
        return [(entry, person) for entry, person in rows]


def test_the_code_is_told_once_and_leads_back_in(proctor: TestClient, contest: World) -> None:
    answer = post(proctor, contest)
    page = HTMLParser(answer.text)
    code = text(first(page, "#registered code"))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert "Đã ghi danh A Thui" in text(first(page, "#registered"))
    assert len(page.css("#registered .letters li")) == 8
    ((entry, person),) = stored(contest)
    assert (person.name, person.birth_year, entry.consent_publish) == ("A Thui", 1950, False)
    with reading() as db:
        assert people.by_code(db, entry.campaign_id, code) == entry.id
    assert code not in proctor.get(f"/byhand/{contest.round_id}").text


def test_its_paper_is_one_press_away(proctor: TestClient, contest: World) -> None:
    page = HTMLParser(post(proctor, contest).text)
    form = first(page, "#registered form")
    data = {"entry": attr(form, "input[name=entry]", "value")}
    assert proctor.post(str(form.attributes["action"]), data=data).status_code == 303


def test_sent_twice_it_is_one_person_the_same_code_and_one_audit_row(
    proctor: TestClient, contest: World, clock: Clock
) -> None:
    once = entropy.new_id()
    codes = set()
    for _ in range(2):
        page = HTMLParser(post(proctor, contest, once=once).text)
        codes.add(text(first(page, "#registered code")))
        rows = contest.audited()
        clock.move(seconds=1)
    assert len(codes) == len(stored(contest)) == 1
    assert contest.audited() == rows


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"birth_year": ""}, "birth_year"),
        ({"birth_year": "50"}, "birth_year"),
        ({"consent_join": None}, "consent_join"),
        ({"birth_year": "2015"}, "guardian_name"),
        ({"birth_year": "2015", "guardian_name": "Y Mai"}, "guardian_join"),
        ({"unit": "0" * 13}, "unit"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    proctor: TestClient, contest: World, changed: dict[str, Any], field: str
) -> None:
    answer = post(proctor, contest, **changed)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert first(page, f"#{field}-err")
    if "name" not in changed:
        assert attr(page, "#name", "value") == "A Thui"
    assert stored(contest) == []


def test_a_child_comes_with_a_guardian_and_is_named_only_with_both(
    proctor: TestClient, contest: World
) -> None:
    child = {"birth_year": "2015", "guardian_name": "Y Mai", "guardian_join": "1", "consent_publish": "1"}
    post(proctor, contest, **child)
    ((entry, person),) = stored(contest)
    assert (person.guardian, entry.guardian_consent, entry.consent_publish) == ("Y Mai", True, False)
    post(proctor, contest, name="Y Bích", guardian_publish="1", **child)
    assert [entry.consent_publish for entry, person in stored(contest) if person.name == "Y Bích"] == [True]


def test_the_least_age_holds_at_the_desk_too(proctor: TestClient, clock: Clock) -> None:
    contest = world.make(world.rules(by_hand=True, youngest=16))
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.PROCTOR)
    clock.set(OPENS)
    guardian = {"guardian_name": "Y Mai", "guardian_join": "1"}
    answer = post(proctor, contest, birth_year="2015", **guardian)
    assert answer.status_code == 422
    assert "đủ 16 tuổi" in text(first(HTMLParser(answer.text), "#birth_year-err"))


def test_units_are_found_without_script_and_what_was_typed_stays(proctor: TestClient, contest: World) -> None:
    unit = world.make_units({"Thôn Đăk Rao": 40})["Thôn Đăk Rao"]
    answer = post(proctor, contest, q="dak rao", find="1", consent_join=None)
    page = HTMLParser(answer.text)
    assert answer.status_code == 200
    assert attr(page, "input[name=unit]", "value") == unit
    assert attr(page, "#name", "value") == "A Thui"
    post(proctor, contest, unit=unit)
    ((entry, _),) = stored(contest)
    assert entry.unit_id == unit


def test_where_units_are_to_be_chosen_one_is(proctor: TestClient, contest: World) -> None:
    world.make_units({"Thôn Đăk Rao": 40})
    answer = post(proctor, contest)
    assert answer.status_code == 422
    assert first(HTMLParser(answer.text), "#unit-err")


def test_the_desk_enters_people_where_the_door_is_for_codes_alone(
    proctor: TestClient, contest: World
) -> None:
    with writing() as db:
        editing.set_entrance(db, campaigns.campaign_of(db, contest.round_id) or "", Entrance((Way.CODE,)))
    assert post(proctor, contest).status_code == 200
    assert len(stored(contest)) == 1


def test_before_the_hour_people_are_entered_without_a_paper(
    proctor: TestClient, contest: World, clock: Clock
) -> None:
    clock.set(OPENS - (CLOSES - OPENS))
    page = HTMLParser(post(proctor, contest).text)
    assert page.css_first("#registered form") is None
    assert len(stored(contest)) == 1


def test_after_the_close_nobody_is_entered(proctor: TestClient, contest: World, clock: Clock) -> None:
    clock.set(CLOSES)
    answer = post(proctor, contest)
    assert answer.status_code == 409
    assert "đã đóng nên không ghi danh thêm" in text(first(HTMLParser(answer.text), ".banner.is-wrong"))
    assert stored(contest) == []


def test_an_old_notice_is_read_again(proctor: TestClient, contest: World) -> None:
    page = HTMLParser(proctor.get(f"/byhand/{contest.round_id}/people/new").text)
    assert attr(page, "input[name=notice]", "value").isdigit()
    answer = post(proctor, contest, notice="999")
    assert answer.status_code == 422
    tick = first(HTMLParser(answer.text), "#consent_join")
    assert "checked" not in tick.attributes


def test_the_privacy_notice_stands_on_the_page(proctor: TestClient, contest: World) -> None:
    page = HTMLParser(proctor.get(f"/byhand/{contest.round_id}/people/new").text)
    assert "Cách giữ thông tin của bạn" in text(first(page, "#privacy"))


def test_in_a_round_of_one_audience_people_are_entered_for_it(proctor: TestClient, clock: Clock) -> None:
    made = groups.make(world.rules(by_hand=True), world.rules(by_hand=True))
    world.give_part(Role.VIEWER, made.b.round_id, ContestRole.PROCTOR)
    clock.set(OPENS)
    answer = post(proctor, made.b)
    assert answer.status_code == 200, answer.text
    with reading() as db:
        (entry,) = db.exec(select(Entry.id)).all()
        assert audiences.of_one(db, entry) == SERVANTS.id


def test_who_is_too_young_for_the_audience_is_not_entered(proctor: TestClient, clock: Clock) -> None:
    made = groups.make(world.rules(by_hand=True), world.rules(by_hand=True))
    world.give_part(Role.VIEWER, made.b.round_id, ContestRole.PROCTOR)
    clock.set(OPENS)
    answer = post(proctor, made.b, birth_year="2010", guardian_name="Y Mẹ", guardian_join="1")
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert "Bảng B" in text(first(page, "#birth_year-err"))
    assert attr(page, "#name", "value") == "A Thui"
    assert stored(made.b) == []


class TestWhatIsAsked:
    """The desk asks no more than the contest does, whoever comes."""

    def asks(self, contest: World, year: Ask, unit: Ask) -> None:
        with writing() as db:
            campaign = campaigns.campaign_of(db, contest.round_id) or ""
            editing.set_fields(db, campaign, Fields(year, Ask.OFF, unit))

    def test_with_the_least_only_whether_they_are_16(self, proctor: TestClient, contest: World) -> None:
        self.asks(contest, Ask.OFF, Ask.OFF)
        world.make_units({"Thôn Đăk Rao": 40})
        page = HTMLParser(proctor.get(f"/byhand/{contest.round_id}/people/new").text)
        assert not page.css("[name=birth_year], [name=q]")
        assert len(page.css("[name=grown]")) == 2
        answer = post(proctor, contest, birth_year=None)
        assert answer.status_code == 422
        assert first(HTMLParser(answer.text), "#grown-err")
        assert post(proctor, contest, grown="1", unit="0" * 13).status_code == 200
        ((entry, person),) = stored(contest)
        assert (person.birth_year, entry.grown, entry.unit_id) == (None, True, None)

    def test_who_is_not_16_needs_the_guardian(self, proctor: TestClient, contest: World) -> None:
        self.asks(contest, Ask.OFF, Ask.OFF)
        page = HTMLParser(post(proctor, contest, birth_year=None, grown="0").text)
        assert first(page, "#guardian_name-err")
        assert "Chưa đủ 16 tuổi" in text(first(page, "#guardian"))
        signed = {"guardian_name": "Y Mai", "guardian_join": "1"}
        assert post(proctor, contest, birth_year=None, grown="0", **signed).status_code == 200

    def test_what_need_not_be_told_may_be(self, proctor: TestClient, contest: World) -> None:
        self.asks(contest, Ask.OPTIONAL, Ask.OPTIONAL)
        rao = world.make_units({"Thôn Đăk Rao": 40})["Thôn Đăk Rao"]
        assert post(proctor, contest, birth_year="", grown="1").status_code == 200
        assert post(proctor, contest, name="A Hai", birth_year="1960", unit=rao).status_code == 200
        found = {person.name: (person.birth_year, entry.unit_id) for entry, person in stored(contest)}
        assert found == {"A Thui": (None, None), "A Hai": (1960, rao)}

    def test_a_round_that_needs_the_year_makes_all_ask_it(self, proctor: TestClient, contest: World) -> None:
        self.asks(contest, Ask.OFF, Ask.OFF)
        with writing() as db:
            draft = campaigns.RoundDraft("Chung kết", OPENS, CLOSES, world.rules(youngest=16))
            campaigns.add_round(db, campaigns.campaign_of(db, contest.round_id) or "", draft, OPENS)
        assert first(HTMLParser(post(proctor, contest, birth_year="").text), "#birth_year-err")
