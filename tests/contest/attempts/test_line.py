"""GET /attempts/new/{round}/line: one's place in a crowd; kept, fair, and nobody's clock runs meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import settings
from contest.attempts import turns
from contest.attempts.turns import KEPT, LATEST, LOST_AFTER, SILENT_AFTER, SOONEST, Line, Turn
from contest.web.database import to_ms
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, count, stored
from tests.contest.rounds.world import CLOSES, World
from tests.parsed import attr, text

# --- the rule -------------------------------------------------------------------------------------


def press(line: Line, who: str, arrived: int, now: float) -> Turn:
    return line.ask(who, arrived, now, to_start=True)


def look(line: Line, who: str, arrived: int, now: float) -> Turn:
    return line.ask(who, arrived, now, to_start=False)


def test_while_there_is_room_nobody_waits() -> None:
    line = Line(papers=3)
    assert [press(line, who, 1, 1.0).number for who in "abc"] == [0, 0, 0]
    assert press(line, "d", 2, 1.0).number == 1


def test_by_the_moment_of_the_first_press_whoever_asks_first() -> None:
    line = Line(papers=1)
    press(line, "first", 1, 1.0)
    for who, arrived in (("late", 30), ("early", 10), ("middle", 20)):
        press(line, who, arrived, 1.0)
    assert [look(line, who, at, 1.1).number for who, at in (("early", 10), ("middle", 20), ("late", 30))] == [
        1,
        2,
        3,
    ]


def test_a_paper_that_is_there_lets_the_next_one_in_and_nobody_else() -> None:
    line = Line(papers=1)
    for number, who in enumerate("abc"):
        press(line, who, number, 1.0)
    line.served("a", 1.5)
    assert press(line, "c", 2, 1.6).number == 2
    assert press(line, "b", 1, 1.6).number == 0
    assert press(line, "c", 2, 1.7).number == 1


def test_pressing_again_loses_nothing_and_gains_nothing() -> None:
    line = Line(papers=1)
    press(line, "a", 1, 1.0)
    press(line, "b", 2, 1.0)
    press(line, "c", 3, 1.0)
    assert press(line, "b", 9, 1.1).number == 1, "a second press without the place in hand"
    assert press(line, "c", 3, 1.1).number == 2
    assert press(line, "a", 9, 1.1).number == 0, "a double tap of whoever is let in"


def test_looking_takes_no_paper() -> None:
    line = Line(papers=1)
    press(line, "a", 1, 1.0)
    press(line, "b", 2, 1.0)
    line.served("a", 1.1)
    assert look(line, "b", 2, 1.2).number == 0
    assert look(line, "b", 2, 1.3).number == 0
    assert press(line, "c", 3, 1.4).number > 0, "b comes first, and is still there"
    assert press(line, "b", 2, 1.5).number == 0


def test_who_is_silent_is_let_past_and_keeps_the_order() -> None:
    line = Line(papers=1)
    press(line, "a", 1, 1.0)
    press(line, "b", 2, 1.0)
    press(line, "c", 3, 1.0)
    line.served("a", 20.0)
    look(line, "c", 3, 20.0)
    late = 1.0 + SILENT_AFTER + 1
    assert look(line, "c", 3, late).number == 0
    assert look(line, "b", 2, late + 1).number == 0, "back in front of c, who has not started"
    assert press(line, "c", 3, late + 2).number == 2


def test_a_paper_that_got_lost_is_not_waited_for() -> None:
    line = Line(papers=1)
    press(line, "a", 1, 1.0)
    press(line, "b", 2, 1.0)
    assert look(line, "b", 2, 1.0 + LOST_AFTER - 0.1).number == 1
    assert look(line, "b", 2, 1.0 + LOST_AFTER + 0.6).number == 0


def test_after_a_restart_the_order_is_as_it_was() -> None:
    """A new line knows nobody; those who ask bring when they came."""
    line = Line(papers=1)
    press(line, "x", 1, 1.0)
    assert press(line, "c", 30, 1.0).number == 1
    assert press(line, "b", 20, 1.0).number == 1
    assert look(line, "c", 30, 1.1).number == 2


def test_the_seconds_are_those_that_it_takes() -> None:
    line = Line(papers=10)
    for number in range(200):
        press(line, f"{number:03}", number, 10.0)
    for number in range(10):
        line.served(f"{number:03}", 11.0)
    told = look(line, "150", 150, 11.0)
    assert told.number == 141
    assert told.seconds == 1 + 140 // 2, "ten in five seconds are two a second"
    assert told.again == LATEST
    assert look(line, "011", 11, 11.0).again in (0, SOONEST)


def test_a_thousand_in_the_same_second_all_get_in_once_and_in_order() -> None:
    line, came = Line(papers=16), []
    waiting = [f"{number:04}" for number in range(1000)]
    now = 1.0
    while waiting:
        for who in list(waiting):
            if press(line, who, int(who), now).number == 0:
                came.append(who)
                waiting.remove(who)
        for who in came[-16:]:
            line.served(who, now)
        now += 0.2
    assert came == sorted(came)
    assert line.is_empty(now)


# --- the place ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("fresh")
def test_a_place_is_of_one_phone_in_one_round() -> None:
    said = turns.ticket("r", "phone", 1000)
    assert turns.arrived_by("r", "phone", said, 2000) == 1000
    assert turns.arrived_by("r", "other", said, 2000) is None
    assert turns.arrived_by("other", "phone", said, 2000) is None


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("bad", ["", "1000", "1000-", "1-0", "-", "x-y", "1000-é", "²-0", "9" * 40 + "-0"])
def test_a_forged_place_is_none(bad: str) -> None:
    assert turns.arrived_by("r", "phone", bad, 2000) is None


@pytest.mark.usefixtures("fresh")
def test_an_old_place_and_one_of_the_future_are_none() -> None:
    said = turns.ticket("r", "phone", 1000)
    assert turns.arrived_by("r", "phone", said, 1000 + KEPT) == 1000
    assert turns.arrived_by("r", "phone", said, 1001 + KEPT) is None
    assert turns.arrived_by("r", "phone", said, 999) is None


@pytest.mark.usefixtures("fresh")
def test_the_signature_is_the_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    said = turns.ticket("r", "phone", 1000)
    monkeypatch.setattr(settings, "_current", settings.Settings(settings.current().data, "", b"x" * 32))
    assert turns.arrived_by("r", "phone", said, 2000) is None


# --- over HTTP ------------------------------------------------------------------------------------


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No more than one paper at once."""
    turns.forget()
    monkeypatch.setattr(turns, "PAPERS", 1)
    yield
    turns.forget()


@pytest.fixture
def third(contest: World, new_phone: NewPhone) -> Phone:
    return new_phone(contest.join("Y Bích").entry_id).to(contest.round_id)


def start(phone: Phone, place: str = "") -> Response:
    return phone.client.post(f"/attempts/new/{phone.round_id}", data={"place": place} if place else {})


def queued(phone: Phone) -> str:
    """Press, a moment after the one before, and be sent to the line; its address."""
    phone.clock.move(milliseconds=1)
    answer = start(phone)
    assert (answer.status_code, answer.headers["cache-control"]) == (303, "no-store")
    assert answer.headers["location"].startswith(f"/attempts/new/{phone.round_id}/line?place=")
    return answer.headers["location"]


@pytest.mark.usefixtures("crowd")
def test_in_a_crowd_one_waits_and_then_starts(
    phone_: Phone, other: Phone, third: Phone, clock: Clock
) -> None:
    assert start(phone_).headers["location"].endswith("/questions/1")
    second, last = queued(other), queued(third)
    told = third.client.get(last)
    page = HTMLParser(told.text)
    assert told.status_code == 200
    assert "lượt thứ 2, khoảng" in text(page.css_first("main"))
    assert not page.css("form") and not page.css("script")
    assert SOONEST <= int(told.headers["refresh"]) <= LATEST + 1
    assert "lượt thứ 1," in text(HTMLParser(other.client.get(second).text).css_first("main"))
    assert count("attempt") == 1, "waiting starts nothing"
    clock.move(seconds=30)
    phone_.start()
    assert phone_.page("/questions/1")
    mine = other.client.get(second)
    page = HTMLParser(mine.text)
    assert "refresh" not in mine.headers
    assert attr(page, "form", "action") == f"/attempts/new/{other.round_id}"
    begun = start(other, attr(page, "form input", "value"))
    attempt = begun.headers["location"].split("/")[2]
    assert begun.headers["location"].endswith("/questions/1")
    assert stored(attempt, "started_at") == (to_ms(clock.now),), "the wait is not counted"


@pytest.mark.usefixtures("crowd")
def test_a_reload_and_a_second_press_keep_the_place(phone_: Phone, other: Phone, third: Phone) -> None:
    start(phone_)
    second, last = queued(other), queued(third)
    for _ in range(3):
        assert "lượt thứ 2," in text(HTMLParser(third.client.get(last).text).css_first("main"))
    queued(third)
    assert "lượt thứ 1," in text(HTMLParser(other.client.get(second).text).css_first("main"))
    assert "lượt thứ 2," in text(HTMLParser(third.client.get(last).text).css_first("main"))


@pytest.mark.usefixtures("crowd")
def test_whose_clock_runs_waits_for_nothing(phone_: Phone, other: Phone, new_phone: NewPhone) -> None:
    """Another phone of somebody who sits already: the open attempt at once, whoever else waits."""
    attempt = phone_.start().attempt
    turns.forget()
    start(other)
    again = new_phone(*phone_.entries).to(phone_.round_id)
    assert start(again).headers["location"] == f"/attempts/{attempt}/questions/1"


@pytest.mark.usefixtures("crowd")
def test_who_may_not_start_takes_nobodys_place(phone_: Phone, other: Phone, clock: Clock) -> None:
    clock.set(CLOSES)
    assert start(phone_).status_code == 410
    clock.set(CLOSES - timedelta(minutes=5))
    assert start(other).headers["location"].endswith("/questions/1")


@pytest.mark.parametrize("place", ["", "1-0", "abc", "%00"])
def test_without_a_place_one_stands_before_the_door(phone_: Phone, place: str) -> None:
    answer = phone_.client.get(f"/attempts/new/{phone_.round_id}/line?place={place}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/attempts/new/{phone_.round_id}")


@pytest.mark.usefixtures("crowd")
def test_somebody_elses_place_is_none(phone_: Phone, other: Phone, third: Phone) -> None:
    start(phone_)
    address = queued(other)
    assert third.client.get(address).headers["location"] == f"/attempts/new/{third.round_id}"


def test_a_stranger_has_no_place(contest: World, stranger: Phone) -> None:
    assert stranger.client.get(f"/attempts/new/{contest.round_id}/line").status_code in (303, 401)


def test_bad_rounds_and_other_methods(phone_: Phone) -> None:
    assert phone_.client.get("/attempts/new/K7/line").status_code == 404
    assert phone_.client.post(f"/attempts/new/{phone_.round_id}/line").status_code == 405


@pytest.mark.usefixtures("crowd")
def test_many_rounds_that_are_none_keep_no_memory(phone_: Phone) -> None:
    for number in range(turns.MOST_LINES + 20):
        phone_.client.post(f"/attempts/new/{number:013}")
    assert len(turns._lines) <= turns.MOST_LINES + 1
