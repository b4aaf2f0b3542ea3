"""GET /attempts/{attempt}/left and X-Left: how phones hear of more time, another close and pauses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from contest import entropy
from contest.attempts.adjusting import Scope
from contest.rounds import helping, timing
from contest.rounds.deeds import Order
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.attempts.sitting import Phone, statements
from tests.contest.rounds.world import OPENS, STAFF
from tests.parsed import HTMLParser, attr, first, text

UNTIL = OPENS + timedelta(seconds=620)
MS = timedelta(milliseconds=1)


def order() -> Order:
    return Order(entropy.new_id(), STAFF, "Mất điện")


def pause(sitting: Phone, now: datetime) -> None:
    with writing() as db:
        timing.pause(db, order(), sitting.round_id, now)


def resume(sitting: Phone, now: datetime) -> None:
    with writing() as db:
        timing.resume(db, order(), sitting.round_id, now, moved=True)


def left(sitting: Phone) -> str:
    answer = sitting.get("/left")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["cache-control"] == "no-store"
    return answer.headers["x-left"]


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "600"), (0.001, "599"), (599, "1"), (599.001, "0"), (600, "0"), (620, "0")]
)
def test_what_is_left_at_its_borders(sitting: Phone, clock: Clock, seconds: float, said: str) -> None:
    clock.set(OPENS + timedelta(seconds=seconds))
    assert left(sitting) == said
    assert sitting.tap(1, "abc").headers["x-left"] == said


def test_after_the_grace_it_is_over(sitting: Phone, clock: Clock) -> None:
    clock.set(UNTIL + MS)
    answer = sitting.get("/left")
    assert (answer.status_code, answer.json()) == (410, {"receipt": sitting.url("/receipt")})
    assert "x-left" not in answer.headers


def test_a_replay_is_told_too_and_a_late_one_is_not(sitting: Phone, clock: Clock) -> None:
    op = sitting.op(1, "abc")
    assert [sitting.ops(op).headers["x-left"] for _ in range(2)] == ["600", "600"]
    clock.set(UNTIL + MS)
    assert "x-left" not in sitting.tap(1, "late").headers


def test_a_save_costs_less_than_2_kb_on_the_wire(sitting: Phone) -> None:
    answer = sitting.tap(1, "abc")
    assert sum(len(name) + len(value) + 4 for name, value in answer.headers.multi_items()) < 1200


def test_one_statement(sitting: Phone) -> None:
    with statements() as seen:
        left(sitting)
    assert len([one for one in seen if not one.startswith(("BEGIN", "PRAGMA"))]) == 1


def test_a_stranger_and_somebody_else(sitting: Phone, stranger: Phone, other: Phone) -> None:
    for phone, status in ((stranger, 401), (other, 404)):
        phone.attempt = sitting.attempt
        answer = phone.get("/left")
        assert (answer.status_code, "x-left" in answer.headers) == (status, False)


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "%00" * 13, "%ff" * 13, "x" * 3000, "đ" * 13, "a%2fb"])
def test_no_such_attempt(sitting: Phone, bad: str) -> None:
    sitting.attempt = bad
    assert sitting.get("/left").status_code == 404


def test_only_a_get(sitting: Phone) -> None:
    assert sitting.post("/left").status_code == 405


def test_more_time_comes_with_the_next_save(sitting: Phone) -> None:
    with writing() as db:
        helping.give(db, order(), sitting.round_id, Scope(sitting.entries[0]), 5, OPENS)
    assert sitting.tap(1, "abc").headers["x-left"] == "900"
    assert left(sitting) == "900"


def test_during_a_pause_the_clock_stands_and_answers_are_taken(sitting: Phone, clock: Clock) -> None:
    pause(sitting, clock.set(OPENS + timedelta(seconds=100)))
    clock.move(hours=5)
    assert left(sitting) == "500;paused"
    assert sitting.tap(1, "abc").headers["x-left"] == "500;paused"
    page = sitting.page("/questions/1")
    assert attr(page, "body", "data-left") == "500;paused"
    assert "hidden" not in first(page, "[data-notice=paused]").attributes
    assert "đang dừng" in text(first(page, "#timer"))
    resume(sitting, clock.now)
    assert left(sitting) == "520"
    assert "hidden" in first(sitting.page("/questions/1"), "[data-notice=paused]").attributes


def test_handing_in_during_a_pause(sitting: Phone, clock: Clock) -> None:
    pause(sitting, clock.set(OPENS + timedelta(seconds=100)))
    clock.move(hours=1)
    assert sitting.hand_in().headers["location"] == sitting.url("/receipt")
    assert sitting.get("/receipt").status_code == 200


def test_nobody_starts_during_a_pause(phone_: Phone, clock: Clock) -> None:
    address = f"/attempts/new/{phone_.round_id}"
    pause(phone_, clock.now)
    answer = phone_.client.post(address)
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    page = HTMLParser(phone_.client.get(address).text)
    assert page.css_first("form") is None
    assert attr(page, "[data-again]", "data-again") == "15"
    assert "door" in attr(page, "script", "src")
    resume(phone_, clock.move(minutes=5))
    page = HTMLParser(phone_.client.get(address).text)
    assert page.css_first("[data-again]") is None and page.css_first("script") is None
    phone_.start()
    assert left(phone_) == "600"


def test_who_has_started_comes_back_during_a_pause(sitting: Phone, clock: Clock) -> None:
    pause(sitting, clock.now)
    answer = sitting.client.post(f"/attempts/new/{sitting.round_id}")
    assert answer.headers["location"] == sitting.url("/questions/1")


def test_the_front_page_says_it(phone_: Phone, clock: Clock) -> None:
    pause(phone_, clock.now)
    page = HTMLParser(phone_.client.get("/campaigns/cds").text)
    assert "đang tạm dừng" in text(first(page, ".chip"))
    assert page.css_first(".countdown") is None and page.css_first("[data-again]") is not None
