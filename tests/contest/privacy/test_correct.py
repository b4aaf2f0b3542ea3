"""Putting right what one told: at once until one has sat, then asked for."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.people import service as people
from contest.web.database import reading
from tests.contest.privacy.own_phone import Phone, join, said
from tests.contest.privacy.own_world import app_client, audited, contest, fresh, phone, sit
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import HTMLParser

__all__ = ["app_client", "contest", "fresh", "phone"]  # fixtures; pytest finds them by name


def test_before_sitting_all_of_it_is_put_right(phone: Phone, contest: World) -> None:
    sent = {"name": "  Lê   Văn Năm ", "birth_year": "1991", "phone": "0987 654 321"}
    answer = phone.post("/correction", **sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy/mine/cds?done=corrected")
    person = phone.person()
    assert (person.name, person.birth_year, person.phone) == ("Lê Văn Năm", 1991, "0987654321")
    assert person.folded == "le van nam"
    with reading() as db:
        assert [one.entry_id for one in people.search(db, phone.entry().campaign_id, "văn năm")]
    assert "privacy.correct" in audited(contest)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": "", "birth_year": "1990"}, "name"),
        ({"name": "Lê Văn Nam", "birth_year": "90"}, "birth_year"),
        ({"name": "Lê Văn Nam", "birth_year": ""}, "birth_year"),
        ({"name": "Lê Văn Nam", "birth_year": "1990", "phone": "12"}, "phone"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    phone: Phone, sent: dict[str, str], field: str
) -> None:
    answer = phone.post("/correction", **sent)
    assert answer.status_code == 422
    page = HTMLParser(answer.text)
    assert page.css_first(f"#{field}-err") is not None
    box = page.css_first(f"input[name={field}]")
    assert box is not None and (box.attributes["value"] or "") == sent[field]
    assert phone.person().name == "Lê Văn Nam"


def test_a_year_that_makes_a_child_masks_the_name(phone: Phone) -> None:
    phone.post("/correction", name="Lê Văn Nam", birth_year="2014", phone="")
    assert not phone.entry().consent_publish


def test_another_unit_is_found_and_chosen(app_client: TestClient, contest: World) -> None:
    made = world.make_units({"Thôn Đăk Rao": 40, "Thôn Kon Tu": 30})
    phone = Phone(app_client, join(contest, "A Thui", unit=made["Thôn Đăk Rao"]))
    found = phone.post("/correction", q="kon tu", find="1", name="A Thui", unit=made["Thôn Đăk Rao"])
    assert found.status_code == 200
    values = {box.attributes["value"] for box in HTMLParser(found.text).css("input[name=unit]")}
    assert values == set(made.values())
    phone.post("/correction", name="A Thui", birth_year="1990", unit=made["Thôn Kon Tu"])
    assert phone.entry().unit_id == made["Thôn Kon Tu"]
    assert phone.post("/correction", name="A Thui", birth_year="1990", unit="").status_code == 422


def test_after_sitting_a_name_is_asked_for_and_a_phone_is_put_right(phone: Phone, contest: World) -> None:
    sit(contest, phone)
    page = HTMLParser(phone.get("/correction").text)
    assert page.css_first("input[name=name]") is None and page.css_first("textarea[name=words]") is not None
    sent = {"name": "Kẻ Khác", "birth_year": "1950", "phone": "", "words": "Tên đúng là Lê Văn Năm"}
    answer = phone.post("/correction", **sent)
    assert answer.headers["location"] == "/privacy/mine/cds?done=asked"
    assert (phone.person().name, phone.person().birth_year, phone.person().phone) == (
        "Lê Văn Nam",
        1990,
        None,
    )
    assert "Tên đúng là Lê Văn Năm" in said(phone.get(), ".own-asked")


def test_after_sitting_nothing_to_say_is_said(phone: Phone, contest: World) -> None:
    sit(contest, phone)
    answer = phone.post("/correction", phone="0912345678")
    assert answer.status_code == 422 and said(answer, "#words-err")
