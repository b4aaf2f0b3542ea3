"""GET /attempts/new/{round}: what awaits, and the start button."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import HTMLParser, Phone, count
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import attr, first, text

MS = timedelta(milliseconds=1)


def page(phone: Phone) -> HTMLParser:
    answer = phone.client.get(f"/attempts/new/{phone.round_id}")
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def can_start(phone: Phone) -> bool:
    return bool(page(phone).css(f'form[action="/attempts/new/{phone.round_id}"]'))


def test_what_awaits(phone_: Phone) -> None:
    shown = page(phone_)
    facts = [text(each) for each in shown.css("dl.facts dd")]
    assert facts[:3] == ["3 câu hỏi", "10 phút, không dừng khi rời trang", "1 lượt duy nhất"]
    assert attr(shown, "form.flat", "method") == "post"
    assert count("attempt") == 0, "looking starts nothing"


@pytest.mark.parametrize(
    ("moment", "starts"), [(OPENS - MS, False), (OPENS, True), (CLOSES - MS, True), (CLOSES, False)]
)
def test_the_button_is_there_while_the_round_is_open(
    phone_: Phone, clock: Clock, moment: object, starts: bool
) -> None:
    clock.set(moment)  # ty: ignore[invalid-argument-type]
    assert can_start(phone_) is starts


def test_a_running_attempt_goes_on(sitting: Phone, clock: Clock) -> None:
    assert not can_start(sitting)
    assert attr(page(sitting), "main a.big", "href") == sitting.url("/questions/1")
    clock.move(seconds=620, milliseconds=1)
    assert page(sitting).css(f'a[href="{sitting.url("/receipt")}"]'), "until its time is over"


def test_used_up(sitting: Phone) -> None:
    sitting.hand_in()
    assert not can_start(sitting)
    assert page(sitting).css(f'a[href="{sitting.url("/receipt")}"]')
    assert "Đã dùng hết 1 lượt" in text(first(page(sitting), "dl.facts"))


def test_a_second_attempt(contest: World, new_phone: NewPhone) -> None:
    made = world.make(world.rules(attempts_allowed=2), bank=0, slug="hai")
    phone = new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()
    phone.hand_in()
    assert can_start(phone)
    assert "Còn 1 trong 2 lượt" in text(first(page(phone), "dl.facts"))


def test_a_stranger_and_who_entered_elsewhere(phone_: Phone, stranger: Phone) -> None:
    answer = stranger.client.get(f"/attempts/new/{phone_.round_id}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    elsewhere = world.make(bank=0, slug="khac")
    assert phone_.client.get(f"/attempts/new/{elsewhere.round_id}").status_code == 404


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "A" * 13, "%00" * 13])
def test_no_such_round(phone_: Phone, bad: str) -> None:
    assert phone_.client.get(f"/attempts/new/{bad}").status_code == 404
