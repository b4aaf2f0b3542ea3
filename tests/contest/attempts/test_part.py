"""A paper in parts over HTTP: nothing of a later part leaves the server before it is opened."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contest.ruleset.states import Way
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, answers, fates, stored
from tests.contest.attempts.test_paced import seen, texts
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import HTMLParser, attr, first, text


@pytest.fixture
def parted(contest: World, new_phone: NewPhone) -> Phone:
    """Two questions for a minute, then one and a prediction for half a minute."""
    made = world.make(world.in_parts(), bank=0, slug="hai-phan")
    return new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()


def go_on(phone: Phone, slot: int = 3, **more: Any) -> str:
    """Press "Sang phần II"; where it leads."""
    reply = phone.post(f"/parts/{slot}", **({"lease": 1} | more))
    assert reply.status_code == 303, reply.text
    return reply.headers["location"].removeprefix(f"/attempts/{phone.attempt}")


def said(page: HTMLParser, selector: str = "main") -> str:
    """The words of a place, with plain spaces."""
    return text(first(page, selector)).replace("\u00a0", " ")


# --- what leaves the server -------------------------------------------------------------------------


def test_only_the_part_at_hand_is_anywhere(parted: Phone) -> None:
    assert seen(parted) == {1, 2}
    for slot in (1, 2):
        page = parted.page(f"/questions/{slot}")
        assert [node.attributes["data-slot"] for node in page.css("section[data-slot]")] == ["1", "2"]
    go_on(parted)
    assert seen(parted) == {3}
    page = parted.page("/questions/4")
    assert [node.attributes["data-slot"] for node in page.css("section[data-slot]")] == ["3", "4"]
    assert attr(page, "#cau-4", "data-kind") == "prediction"


def test_not_one_reply_before_holds_a_later_question(parted: Phone) -> None:
    """Taps, plain forms, refused jumps: no body of theirs either."""
    later = texts(parted)[2]
    replies = [
        parted.tap(1, parted.option(1)),
        parted.post("/questions/1", lease=1, answer=parted.option(1, 1)),
        parted.post("/questions/3", lease=1, answer="x"),
        parted.tap(3, "x"),
        parted.post("/parts/9", lease=1),
        parted.post("/parts/3", lease=1, ops="["),
        parted.get("/left"),
        parted.get("/review"),
        parted.client.get(f"/attempts/new/{parted.round_id}"),
    ]
    assert all(later not in reply.text for reply in replies)
    assert stored(parted.attempt, "reached") == (1,)


@pytest.mark.parametrize("slot", [3, 4])
def test_a_part_that_was_not_opened_takes_nothing(parted: Phone, slot: int) -> None:
    assert parted.post(f"/questions/{slot}", lease=1, answer="x").status_code == 404
    assert parted.tap(slot, "x").status_code == 404
    assert parted.ops(parted.op(1, "x"), parted.op(slot, "x")).status_code == 404
    assert answers(parted.attempt) == {}


@pytest.mark.parametrize(("slot", "leads"), [(1, None), (2, None), (3, 1), (4, 1)])
def test_every_other_address_leads_to_the_part_at_hand(parted: Phone, slot: int, leads: int | None) -> None:
    reply = parted.get(f"/questions/{slot}")
    assert reply.headers.get("location") == (parted.url(f"/questions/{leads}") if leads else None)


def test_no_address_leads_back(parted: Phone) -> None:
    go_on(parted)
    for slot in (1, 2):
        assert parted.get(f"/questions/{slot}").headers["location"] == parted.url("/questions/3")
    assert parted.get("/questions/5").status_code == 404


# --- the plain forms --------------------------------------------------------------------------------


def test_within_a_part_the_forms_go_to_and_fro_and_then_to_the_review(parted: Phone) -> None:
    chosen = [parted.option(1), parted.option(2)]
    for slot, leads in ((1, "/questions/2"), (2, "/review"), (1, "/questions/2")):
        reply = parted.post(f"/questions/{slot}", lease=1, answer=chosen[slot - 1])
        assert reply.headers["location"] == parted.url(leads)
    assert answers(parted.attempt) == dict(enumerate(chosen, 1))
    assert stored(parted.attempt, "reached") == (1,), "no form of a question opens a part"


def test_the_review_asks_before_the_part_is_left(parted: Phone) -> None:
    parted.tap(1, parted.option(1))
    page = parted.page("/review")
    assert "Còn 1 câu chưa làm." in said(page)
    assert [node.attributes["href"] for node in page.css("ol.map a")] == [parted.url("/questions/2")]
    assert "Đã sang phần II thì không quay lại phần I được nữa." in said(page)
    form = first(page, "form[data-ask-part]")
    assert form.attributes["action"] == parted.url("/parts/3")
    assert text(first(page, "form[data-ask-part] button")) == "Sang phần II"
    assert page.css("details form[data-hand-in]"), "handing in now is possible, and not at hand"


def test_the_last_part_is_handed_in(parted: Phone) -> None:
    assert go_on(parted) == "/questions/3"
    page = parted.page("/review")
    assert not page.css("form[data-ask-part]")
    assert "Còn 1 câu và câu dự đoán chưa làm." in said(page)
    parted.tap(3, parted.option(3))
    parted.post("/questions/4", lease=1, answer="1.050")
    assert "Đã lưu đủ 1/1 câu của phần II và câu dự đoán." in said(parted.page("/review"))
    assert "Đã lưu 1" in said(parted.page("/review"), "#state")
    assert parted.hand_in().headers["location"] == parted.url("/receipt")


def test_asked_for_twice_it_skips_nothing(parted: Phone) -> None:
    assert [go_on(parted) for _ in range(3)] == ["/questions/3"] * 3
    assert stored(parted.attempt, "reached", "part_end") == (3, 4)


@pytest.mark.parametrize("slot", [1, 2])
def test_asking_for_where_one_is_moves_nothing(parted: Phone, slot: int) -> None:
    assert go_on(parted, slot) == "/questions/1"
    assert stored(parted.attempt, "reached") == (1,)


@pytest.mark.parametrize("slot", ["4", "5", "999"])
def test_a_part_that_is_not_the_next_one_is_not_there(parted: Phone, slot: str) -> None:
    assert parted.post(f"/parts/{slot}", lease=1).status_code == 404
    assert stored(parted.attempt, "reached") == (1,)


def test_what_waits_travels_along(parted: Phone) -> None:
    waiting = [parted.op(2, "late but there"), parted.op(1, "this too")]
    assert go_on(parted, ops=json.dumps(waiting)) == "/questions/3"
    assert answers(parted.attempt) == {1: "this too", 2: "late but there"}


def test_a_tap_on_a_part_that_was_left_is_refused_with_its_name(parted: Phone) -> None:
    go_on(parted)
    late = parted.op(2, "other")
    reply = parted.ops(late, parted.op(3, "abc"))
    assert (reply.status_code, reply.json()) == (422, {"closed": [late.op_id]})
    assert answers(parted.attempt) == {3: "abc"}
    assert parted.ops(late).json() == {"closed": [late.op_id]}, "and again the same"
    assert fates(parted.attempt)[0] == (2, "other", "closed")


# --- the ladder of the route ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"lease": ""},
        {"lease": "0"},
        {"lease": "x"},
        {"lease": "1", "part": "2"},
        *({"lease": "1", "ops": bad} for bad in ("x", "{}", "[1]", '[["a",1,1]]', "[" * 3000)),
    ],
)
def test_a_broken_form_moves_nothing(parted: Phone, form: dict[str, str]) -> None:
    assert parted.post("/parts/3", **form).status_code == 422
    assert stored(parted.attempt, "reached") == (1,)


@pytest.mark.parametrize("slot", ["0", "-1", "x", "1000", "3.5"])
def test_an_address_that_is_none(parted: Phone, slot: str) -> None:
    assert parted.post(f"/parts/{slot}", lease=1).status_code in (404, 422)
    assert stored(parted.attempt, "reached") == (1,)


def test_it_is_no_page(parted: Phone) -> None:
    assert parted.get("/parts/3").status_code == 405
    assert stored(parted.attempt, "reached") == (1,), "a preview by a chat program starts no clock"


def test_a_stranger_and_somebody_else(parted: Phone, stranger: Phone, other: Phone) -> None:
    stranger.attempt = other.attempt = parted.attempt
    assert stranger.post("/parts/3", lease=1).status_code == 401
    assert other.post("/parts/3", lease=1).status_code == 404
    parted.attempt = "0" * 13
    assert parted.post("/parts/3", lease=1).status_code == 404
    assert stored(stranger.attempt, "reached") == (1,)


def test_when_it_is_over(parted: Phone, clock: Clock) -> None:
    clock.move(seconds=620, milliseconds=1)
    assert go_on(parted) == "/receipt"
    assert stored(parted.attempt, "reached") == (1,)


@pytest.mark.parametrize("way", [Way.FREE, Way.FORWARD, Way.PACED])
def test_papers_without_parts_know_no_such_address(contest: World, new_phone: NewPhone, way: Way) -> None:
    made = world.make(world.predicting(way=way), bank=0, slug="khong-phan")
    phone = new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()
    for slot in (1, 2):
        assert phone.post(f"/parts/{slot}", lease=1).status_code == 404
    assert stored(phone.attempt, "reached") == (1,)


def test_the_attempt_moves_to_another_phone(parted: Phone, new_phone: NewPhone) -> None:
    go_on(parted)
    parted.tap(3, parted.option(3))
    second = new_phone(*parted.entries)
    second.attempt = parted.attempt
    assert second.page("/questions/1").css("form[action$='/takeover']")
    assert second.post("/takeover").headers["location"] == parted.url("/questions/4")
    assert go_on(parted) == "/questions/3", "the older phone is shown that it was moved"
    assert parted.page("/questions/3").css("form[action$='/takeover']")
