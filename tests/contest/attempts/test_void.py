"""The receipt of an attempt that does not count: it says so, and why."""

from __future__ import annotations

from sqlalchemy import text as sql

from contest import entropy
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.attempts.sitting import Phone, stored
from tests.contest.rounds.world import STAFF
from tests.parsed import HTMLParser, attr, first, text


def void(sitting: Phone, clock: Clock, reason: str = "Hai máy cùng làm một bài <b>.") -> None:
    with writing() as db:
        order = Order(entropy.new_id(), STAFF, reason)
        judging.void(db, order, sitting.round_id, sitting.attempt, clock.now)


def test_it_says_when_and_why(sitting: Phone, clock: Clock) -> None:
    sitting.hand_in()
    void(sitting, clock)
    answer = sitting.get("/receipt")
    page = HTMLParser(answer.text)
    assert answer.status_code == 410
    assert "không được công nhận từ 8 giờ thứ Hai, 05/10" in text(first(page, "main"))
    assert text(first(page, "dd")) == "Hai máy cùng làm một bài <b>."
    assert attr(page, "main a[role=button]", "href") == "/campaigns/cds"


def test_one_that_goes_on_ends_at_once(sitting: Phone, clock: Clock) -> None:
    sitting.tap(1, "abc")
    void(sitting, clock)
    assert sitting.tap(1, "xyz").status_code == 410
    assert sitting.get("/left").status_code == 410
    assert sitting.get("/questions/1").headers["location"] == sitting.url("/receipt")
    assert stored(sitting.attempt, "state", "void_from") == ("void", "handed_in")


def test_without_a_trace_it_says_so_all_the_same(sitting: Phone) -> None:
    with writing() as db:
        db.connection().execute(sql("UPDATE attempt SET state = 'void'"))
    answer = sitting.get("/receipt")
    assert answer.status_code == 410
    assert HTMLParser(answer.text).css_first("dd") is None


def test_a_void_attempt_is_used_up(sitting: Phone, clock: Clock) -> None:
    void(sitting, clock)
    page = HTMLParser(sitting.client.get(f"/attempts/new/{sitting.round_id}").text)
    assert page.css_first("form") is None
