"""`commendations.picture`, `commendations.verify_picture`: one certificate as PNG."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from contest.accounts.states import Role
from contest.people import service as people
from contest.people.models import Entry
from contest.web.database import writing
from tests.contest.commendations import world
from tests.contest.commendations.conftest import OnBoth
from tests.contest.commendations.test_ground import bring, picture
from tests.contest.commendations.test_stock import SAVED
from tests.contest.commendations.test_verify import codes
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.rounds.conftest import Enter
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser

NAME = "Trần Thị Mai Hương"
ADULT: dict[str, Any] = {"birth_year": 1990}


def issued(**person: Any) -> world.Prizes:
    made = world.closed([(NAME, 15), ("A Thui", 14)], **person)
    made.issue()
    return made


def url(made: world.Prizes, place: int = 0, query: str = "design=woven") -> str:
    return f"/commendations/{made.round_id}/certificates/{codes(made)[place]}.png?{query}"


def public(code: str) -> str:
    return f"/commendations/verify/{code}.png"


def is_offered(browser: TestClient, code: str) -> bool:
    page = HTMLParser(browser.get(f"/commendations/verify/{code}").text)
    return public(code) in [node.attributes.get("href") for node in page.css("main a")]


def opened(content: bytes) -> Image.Image:
    assert len(content) <= 1_000_000
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert image.format == "PNG"
        return image.convert("RGB")


# --- staff ----------------------------------------------------------------------------------------


def test_one_as_a_picture(on_both: OnBoth) -> None:
    desk = on_both(Role.ORGANISER)
    made = issued(**ADULT)
    before = made.audited()
    answer = desk.get(url(made))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert opened(answer.content).size == (1600, 1131)
    assert made.audited() == before + 1
    code = codes(made)[0]
    told = f'attachment; filename="giay-chung-nhan-{code}-cds-1-so-1.png"'
    assert answer.headers["content-disposition"] == told
    assert answer.content != desk.get(url(made, 1)).content
    page = HTMLParser(desk.get(f"/commendations/{made.round_id}/certificates").text)
    leads = [node.attributes["formaction"] for node in page.css("[formaction]")]
    assert leads == [url(made, place).partition("?")[0] for place in (0, 1)]


def test_a_form_alone_is_no_picture_so_it_is_the_whole_design(organiser: TestClient) -> None:
    made = issued(**ADULT)
    whole = organiser.get(url(made)).content
    assert organiser.get(url(made, query="design=woven&onto=form")).content == whole
    assert organiser.get(url(made, query="design=stage&onto=form")).content != whole


def test_on_the_own_ground(organiser: TestClient) -> None:
    made = issued(**ADULT)
    assert organiser.get(url(made, query="design=woven&onto=ground")).status_code == 422
    bring(organiser, made, picture())
    shown = opened(organiser.get(url(made, query="design=woven&onto=ground")).content)
    assert shown.size == (1600, 1131)
    assert shown.tobytes() != opened(organiser.get(url(made)).content).tobytes()


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("design=boom", 422), ("design=woven&day=mai", 422), ("design=youth", 200)],
)
def test_bad_choices_and_a_good_one(organiser: TestClient, query: str, status: int) -> None:
    assert organiser.get(url(issued(), query=query)).status_code == status


def test_of_another_round_of_nobody_and_before_a_list(organiser: TestClient) -> None:
    made, other = issued(), world.closed(clear(1), slug="khac")
    root = f"/commendations/{other.round_id}/certificates/{codes(made)[0]}.png?design=woven"
    assert organiser.get(root).status_code == 409
    other.issue()
    assert organiser.get(root).status_code == 404
    assert organiser.get(f"/commendations/{made.round_id}/certificates/A-B.png").status_code == 404
    assert organiser.post(url(made)).status_code == 405


def test_an_erased_person_has_none(organiser: TestClient) -> None:
    made = issued()
    forget(made, "A Thui")
    assert organiser.get(url(made, 1)).status_code == 409


def test_who_may(app_client: TestClient, enter: Enter) -> None:
    looks = enter(Role.VIEWER)
    made = issued()
    assert looks.get(url(made)).status_code == 200
    app_client.cookies.clear()
    assert app_client.get(url(made)).headers["location"].startswith("/accounts/login")


# --- anybody --------------------------------------------------------------------------------------


def forget(made: world.Prizes, name: str) -> None:
    with writing() as db:
        row = db.get(Entry, made.entries[name])
        assert row is not None
        people.forget(db, row.person_id, NOW)


def test_whoever_is_named_in_public_has_a_picture(on_both: OnBoth) -> None:
    made = issued(**ADULT)
    stranger = on_both(None)
    code = codes(made)[0]
    assert is_offered(stranger, code)
    before = made.audited()
    answer = stranger.get(public(code))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["cache-control"] == "no-store"
    assert opened(answer.content).size == (1600, 1131)
    assert made.audited() == before
    assert stranger.get(public(code.upper())).content == answer.content


@pytest.mark.parametrize(
    "person",
    [
        {"birth_year": 1990, "publish": False},
        {"birth_year": 2013},
        {"birth_year": 2013, "publish": False},
        {"birth_year": None},
    ],
)
def test_whoever_is_not_has_none(app_client: TestClient, person: dict[str, Any]) -> None:
    rules = world.RULES.model_copy(update={"show_minors_masked": False})
    code = codes(issued(rules=rules, **person))[0]
    assert not is_offered(app_client, code)
    assert app_client.get(public(code)).status_code == 404


def test_an_erased_one_has_none_for_anybody(app_client: TestClient) -> None:
    made = issued(**ADULT)
    forget(made, NAME)
    assert not is_offered(app_client, codes(made)[0])
    assert app_client.get(public(codes(made)[0])).status_code == 404


def test_consent_that_is_taken_back_takes_the_picture_away(app_client: TestClient) -> None:
    made = issued(**ADULT)
    code = codes(made)[0]
    assert app_client.get(public(code)).status_code == 200
    with writing() as db:
        row = db.get(Entry, made.entries[NAME])
        assert row is not None
        row.consent_publish = False
    assert app_client.get(public(code)).status_code == 404


def test_one_that_was_replaced_or_taken_back_has_none(app_client: TestClient) -> None:
    made = world.closed([(NAME, 15), ("A Thui", 14), ("Bích", 13)], **ADULT)
    made.issue()
    first, second, _ = codes(made)
    made.remove(NAME)
    made.issue("Hủy bài vi phạm")
    for old in (first, second):
        assert not is_offered(app_client, old)
        assert app_client.get(public(old)).status_code == 404
    assert app_client.get(public(codes(made)[0])).status_code == 200


def test_a_unit_is_public(app_client: TestClient) -> None:
    place = boards.make_units({"Thôn Đăk Rao Lớn": 4})["Thôn Đăk Rao Lớn"]
    made = world.closed(clear(1), ladder=replace(LADDER, units=UNITS), unit=place)
    made.issue()
    assert is_offered(app_client, codes(made)[1])
    assert opened(app_client.get(public(codes(made)[1])).content).width == 1600


def test_it_is_made_as_the_contest_usually_prints(organiser: TestClient) -> None:
    made = issued(**ADULT)
    code, path = codes(made)[0], f"/commendations/{made.round_id}/certificates/stock"
    found = {}
    for design in ("woven", "stage"):
        assert organiser.post(path, data={**SAVED, "design": design}).status_code == 303
        found[design] = organiser.get(public(code)).content
    assert found["woven"] != found["stage"]
    bring(organiser, made, picture())
    organiser.post(path, data={**SAVED, "onto": "ground"})
    assert organiser.get(public(code)).content not in found.values()


def test_unknown_and_wrong_method(app_client: TestClient) -> None:
    for bad in ("0" * 13, "x" * 41, "a-b", ""):
        assert app_client.get(public(bad)).status_code == 404
    assert app_client.post(public("0" * 13)).status_code == 405
