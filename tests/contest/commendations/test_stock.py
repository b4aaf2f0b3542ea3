"""`commendations.stock`, `commendations.test_sheet`: forms, and how words lie there."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from contest.accounts.states import Role
from contest.commendations import print_forms, stocks
from contest.commendations.print_forms import in_millimetres, parse_tenths
from contest.commendations.states import Onto
from contest.printing.certificates import Design
from contest.printing.overlay import Part, Placing
from contest.web.database import reading
from tests.contest.commendations import world
from tests.contest.commendations.conftest import OnBoth
from tests.contest.commendations.test_ground import bring, picture, world_campaign
from tests.contest.commendations.test_print import FORM
from tests.contest.commendations.world import clear
from tests.contest.printing import pdfs
from tests.contest.rounds.conftest import Enter
from tests.parsed import HTMLParser, attr, text

SAVED = {"design": "stage", "onto": "form", "parts": ["date", "serial"], "x": "2,5", "y": "−1.2"}


def url(made: world.Prizes, ending: str = "stock") -> str:
    return f"/commendations/{made.round_id}/certificates/{ending}"


# --- millimetres ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "tenths"),
    [
        *(("", 0), ("0", 0), ("-0", 0), ("2,5", 25), ("2.5", 25), ("+2,5", 25), ("07", 70)),
        *(("-1,2", -12), ("−1,2", -12), ("–1,2", -12), ("30", 300), ("30,0", 300), ("-30.0", -300)),
    ],
)
def test_millimetres_as_people_type_them(typed: str, tenths: int) -> None:
    assert parse_tenths(typed) == tenths


@pytest.mark.parametrize(
    "typed", ["30,1", "-30,1", "31", "100", "2,55", "2,", ",5", "hai", "1e1", "--1", "1,2,3", "٣"]
)
def test_what_is_no_movement_is_told_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="Ghi số milimét từ"):
        parse_tenths(typed)


@given(st.integers(-300, 300))
def test_what_is_written_is_read_back(tenths: int) -> None:
    assert parse_tenths(in_millimetres(tenths)) == tenths
    assert "," in in_millimetres(tenths) and "." not in in_millimetres(tenths)


# --- the page -------------------------------------------------------------------------------------


def test_what_is_saved_is_there_the_next_time(on_both: OnBoth) -> None:
    desk = on_both(Role.ORGANISER)
    made = world.closed(clear(1))
    made.issue()
    before = made.audited()
    answer = desk.post(url(made), data=SAVED)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{url(made)}?saved=1")
    assert made.audited() == before + 1
    with reading() as db:
        found = stocks.setting(db, world_campaign(made))
    parts = frozenset({Part.DATE, Part.SERIAL})
    assert found == stocks.Setting(Placing(Design.STAGE, parts, 25, -12), Onto.FORM)
    page = HTMLParser(desk.get(url(made)).text)
    assert attr(page, "[name=x]", "value") == "2,5" and attr(page, "[name=y]", "value") == "−1,2"
    assert [node.attributes["value"] for node in page.css("[name=parts][checked]")] == ["date", "serial"]
    chosen = HTMLParser(desk.get(f"/commendations/{made.round_id}/certificates").text)
    assert attr(chosen, "[name=onto][checked]", "value") == "form"
    assert attr(chosen, "[name=design][checked]", "value") == "stage"


def test_before_anything_was_saved(organiser: TestClient) -> None:
    page = HTMLParser(organiser.get(url(world.closed(clear(1)))).text)
    assert attr(page, "[name=x]", "value") == "0,0"
    assert attr(page, "[name=onto][checked]", "value") == "paper"
    assert [node.attributes["value"] for node in page.css("[name=onto]")] == ["paper", "form"]
    assert len(page.css("[name=parts][checked]")) == len(Part)
    assert "Chưa có." in text(page.css_first("article"))


def test_it_stands_beside_what_is_remembered_of_the_lists(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    made.issue()
    organiser.post(f"/commendations/{made.round_id}/print", data=FORM)
    organiser.post(url(made), data=SAVED)
    organiser.post(f"/commendations/{made.round_id}/print", data=FORM)
    with reading() as db:
        assert stocks.setting(db, world_campaign(made)).placing.x == 25
    printed = HTMLParser(organiser.get(f"/commendations/{made.round_id}/print").text)
    assert attr(printed, "[name=signer]", "value") == FORM["signer"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("x", "30,1", print_forms.WRONG_OFFSET),
        ("y", "hai", print_forms.WRONG_OFFSET),
        ("onto", "ground", stocks.NO_GROUND),
        ("onto", "boom", ""),
        ("design", "boom", ""),
        ("parts", "boom", ""),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(
    organiser: TestClient, field: str, value: str, said: str
) -> None:
    made = world.closed(clear(1))
    answer = organiser.post(url(made), data={**SAVED, field: value})
    assert answer.status_code == 422
    page = HTMLParser(answer.text)
    told = text(page.css_first(f"#{field}-err"))
    assert told == said if said else told
    assert attr(page, "[name=x]", "value") == ("30,1" if field == "x" else "2,5")
    if field != "parts":
        assert [one.attributes["value"] for one in page.css("[name=parts][checked]")] == ["date", "serial"]
    with reading() as db:
        assert stocks.setting(db, world_campaign(made)) == stocks.Setting()


def test_fields_of_nobody_and_none_at_all(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    assert organiser.post(url(made), data={**SAVED, "boom": "1"}).status_code == 422
    assert organiser.post(url(made)).status_code == 422


def test_a_ground_that_was_taken_away_is_no_longer_chosen(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    bring(organiser, made, picture())
    assert organiser.post(url(made), data={**SAVED, "onto": "filled"}).status_code == 303
    with reading() as db:
        assert stocks.setting(db, world_campaign(made)).onto is Onto.FILLED
    organiser.post(url(made, "upload"), data={"remove": "1"})
    with reading() as db:
        assert stocks.setting(db, world_campaign(made)).onto is Onto.PAPER


def test_twice_is_as_once(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    assert [organiser.post(url(made), data=SAVED).status_code for _ in range(2)] == [303, 303]
    with reading() as db:
        assert stocks.setting(db, world_campaign(made)).placing.y == -12


def test_who_may(app_client: TestClient, enter: Enter) -> None:
    looks = enter(Role.VIEWER)
    made = world.closed(clear(1))
    assert looks.get(url(made)).status_code == looks.post(url(made), data=SAVED).status_code == 403
    assert looks.get(url(made, "test.pdf")).status_code == 403
    app_client.cookies.clear()
    for ending in ("stock", "test.pdf"):
        assert app_client.get(url(made, ending)).headers["location"].startswith("/accounts/login")
    assert app_client.post(url(made), data=SAVED).status_code == 401
    with reading() as db:
        assert stocks.setting(db, world_campaign(made)) == stocks.Setting()


def test_addresses_of_nothing(organiser: TestClient) -> None:
    for ending in ("stock", "test.pdf"):
        assert organiser.get(f"/commendations/0000000000000/certificates/{ending}").status_code == 404
        assert organiser.get(f"/commendations/x/certificates/{ending}").status_code == 404
    assert organiser.post(url(world.closed(clear(1)), "test.pdf")).status_code == 405


# --- the test sheet, and what is printed ----------------------------------------------------------


def test_the_test_sheet_is_moved_as_certificates_are(on_both: OnBoth) -> None:
    desk = on_both(Role.ORGANISER)
    made = world.closed(clear(1))
    still = pdfs.places(desk.get(url(made, "test.pdf")).content)
    desk.post(url(made), data={**SAVED, "design": "woven", "x": "2,5", "y": "0", "parts": list(Part)})
    answer = desk.get(url(made, "test.pdf"))
    assert answer.headers["content-disposition"] == 'attachment; filename="to-in-thu.pdf"'
    moved = pdfs.places(answer.content)
    assert len(pdfs.opened(answer.content).pages) == 1
    for said in ("Nguyễn Thị Ánh Nguyệt", "Giải Nhất", "150", "200"):
        assert moved[said][0] - still[said][0] == pytest.approx(2.5, abs=0.1), said
        assert moved[said][1] == pytest.approx(still[said][1], abs=0.1), said


def test_certificates_onto_a_form_hold_only_what_differs_and_move(organiser: TestClient) -> None:
    made = world.closed([("Trần Thị Mai Hương", 15), ("A Thui", 14)])
    made.issue()
    asked = f"/commendations/{made.round_id}/certificates.pdf?design=woven&onto=form"
    still = organiser.get(asked).content
    organiser.post(url(made), data={**SAVED, "design": "woven", "x": "-3,4", "y": "10", "parts": list(Part)})
    moved = organiser.get(asked).content
    for page, name in enumerate(("Trần Thị Mai Hương", "A Thui")):
        words = pdfs.text(moved, page)
        assert name in words
        assert "GIẤY CHỨNG NHẬN" not in words and "BAN TỔ CHỨC" not in words
        assert certificates_word(words) == []
        (x, y), (at_x, at_y) = pdfs.places(still, page)[name], pdfs.places(moved, page)[name]
        assert (at_x - x, at_y - y) == pytest.approx((-3.4, 10), abs=0.1)


def certificates_word(words: str) -> list[str]:
    return [word for word in words.split() if word in ("đạt", "Số:")]


def test_an_own_ground_is_printed_under_the_words(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    made.issue()
    asked = f"/commendations/{made.round_id}/certificates.pdf?design=youth&onto="
    for way in ("ground", "filled", "boom"):
        answer = organiser.get(asked + way)
        assert answer.status_code == 422
        wanted = stocks.NO_WAY if way == "boom" else stocks.NO_GROUND
        assert wanted in text(HTMLParser(answer.text).css_first(".banner"))
    bring(organiser, made, picture())
    for way, has_title in (("ground", True), ("filled", False)):
        content = organiser.get(asked + way).content
        assert (1188, 840) in pdfs.pictures(content)
        assert ("GIẤY CHỨNG NHẬN" in pdfs.text(content)) is has_title
