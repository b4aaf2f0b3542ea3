"""GET /attempts/{attempt}/review: before handing in."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import attr, first, text


def missing(phone: Phone) -> list[str]:
    return [text(link) for link in phone.page("/review").css("ol.map a")]


def test_what_is_still_unanswered(sitting: Phone) -> None:
    assert missing(sitting) == ["1", "2", "3"]
    sitting.tap(2, "abc")
    assert missing(sitting) == ["1", "3"]
    sitting.ops(sitting.op(1, "abc"), sitting.op(3, "abc"))
    assert missing(sitting) == []
    assert "Đã lưu đủ 3/3 câu" in text(first(sitting.page("/review"), ".banner.is-saved:not([role=none])"))
    sitting.tap(2, "")
    assert missing(sitting) == ["2"], "a cleared one is unanswered"


def test_the_form_hands_in(sitting: Phone) -> None:
    page = sitting.page("/review")
    assert attr(page, "form[data-hand-in]", "action") == sitting.url("/handing-in")
    assert attr(page, "form[data-hand-in] input[name=lease]", "value") == "1"


def test_the_prediction_is_asked_for_too(contest: World, new_phone: NewPhone) -> None:
    made = world.make(world.predicting(), bank=0, slug="du-doan")
    phone = new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()
    assert phone.page("/review").css(f'a[href="{phone.url("/questions/4")}"]')
    phone.tap(4, "120")
    assert not phone.page("/review").css(f'a[href="{phone.url("/questions/4")}"]')


def test_when_it_is_over(sitting: Phone, clock: Clock) -> None:
    clock.move(seconds=620)
    sitting.page("/review")
    clock.move(milliseconds=1)
    assert sitting.get("/review").headers["location"] == sitting.url("/receipt")


def test_a_stranger_and_somebody_else(sitting: Phone, stranger: Phone, other: Phone) -> None:
    stranger.attempt = other.attempt = sitting.attempt
    assert stranger.get("/review").headers["location"] == "/"
    assert other.get("/review").status_code == 404


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "%00" * 13])
def test_no_such_attempt(sitting: Phone, bad: str) -> None:
    sitting.attempt = bad
    assert sitting.get("/review").status_code == 404


def test_only_a_get(sitting: Phone) -> None:
    assert sitting.post("/review").status_code == 405
