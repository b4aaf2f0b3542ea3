"""What a paper in parts shows: both clocks, the part that is over, the receipt by parts."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Clock
from tests.contest.attempts.sitting import Phone, answers, close, statements
from tests.contest.attempts.test_paced import seen
from tests.contest.attempts.test_part import go_on, parted, said
from tests.contest.rounds.timekeeping import pause, resume
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser, attr, first, text

__all__ = ["parted"]  # a fixture; pytest finds it by its name here


# --- time -------------------------------------------------------------------------------------------


def test_every_reply_tells_both_times(parted: Phone, clock: Clock) -> None:
    assert parted.tap(2, "abc").headers["x-left"] == "600;1:60"
    clock.move(seconds=20)
    go_on(parted)
    assert parted.get("/left").headers["x-left"] == "580;3:30"
    page = parted.page("/questions/3")
    assert attr(page, "body", "data-left") == "580;3:30"
    assert (attr(page, "body", "data-way"), attr(page, "body", "data-part")) == ("parts", "3")


def test_the_page_says_where_one_is_and_both_times(parted: Phone) -> None:
    page = parted.page("/questions/2")
    assert said(page, ".exam .part b") == "Phần I. Trắc nghiệm"
    assert said(page, "#whole") == "Cả bài 10:00"
    assert said(page, "#timer span") == "01:00"
    assert attr(page, "#timer", "aria-label") == "Còn 1\u00a0phút cho phần này"
    assert [node.attributes["data-slot"] for node in page.css("#map a")] == ["1", "2"]
    assert len(page.css("#strip li")) == 3
    assert "Xem lại và sang phần II" in said(page)
    go_on(parted)
    assert said(parted.page("/questions/3"), ".exam .part b") == "Phần II"


@pytest.mark.parametrize(("seconds", "milliseconds", "shut"), [(80, 0, False), (80, 1, True)])
def test_a_part_whose_time_is_over_offers_the_next(
    parted: Phone, clock: Clock, seconds: int, milliseconds: int, shut: bool
) -> None:
    clock.move(seconds=seconds, milliseconds=milliseconds)
    page = parted.page("/questions/1")
    assert bool(page.css("section fieldset[disabled]")) is shut
    review = parted.page("/review")
    assert bool(review.css("ol.map")) is not shut
    notice = first(review, "[data-notice=slot]")
    assert ("hidden" not in notice.attributes) is shut
    assert "Hết giờ của phần này." in text(notice)
    assert review.css("form[data-ask-part]"), "nobody is taken on by the server"
    assert go_on(parted) == "/questions/3"


def test_in_a_pause_no_part_is_opened(contest: World, parted: Phone, clock: Clock) -> None:
    pause(World(parted.round_id), OPENS)
    assert "chưa mở được phần mới" in said(parted.page("/review"))
    assert go_on(parted) == "/questions/1"
    resume(World(parted.round_id), clock.move(seconds=5))
    assert go_on(parted) == "/questions/3"


def test_an_open_attempt_goes_on_where_it_is(parted: Phone) -> None:
    go_on(parted)
    ready = HTMLParser(parted.client.get(f"/attempts/new/{parted.round_id}").text)
    assert attr(ready, "main a.big", "href") == parted.url("/questions/3")
    assert "Phần I. Trắc nghiệm: 2 câu trong 1 phút." in said(ready)


# --- afterwards -------------------------------------------------------------------------------------


def test_handing_in_early_leaves_later_parts_empty_and_unseen(parted: Phone, clock: Clock) -> None:
    parted.tap(1, parted.option(1))
    assert parted.hand_in(ops=json.dumps([parted.op(3, "x")])).status_code == 303
    assert set(answers(parted.attempt)) == {1}, "a question that was never given out takes nothing"
    assert seen(parted) == set()
    page = parted.page("/receipt")
    assert [text(node) for node in page.css("details h3")] == ["Phần I. Trắc nghiệm", "Phần II"]
    assert [node.attributes["value"] for node in page.css("ol.given li")] == ["1", "2", "3"]
    close(clock)
    page = parted.page("/receipt")
    assert seen(parted) == {1, 2, 3}, "right answers are shown after the close"
    assert [text(node) for node in page.css("h3.part")] == ["Phần I. Trắc nghiệm", "Phần II"]


def test_a_paper_without_parts_has_no_such_headings(sitting: Phone, clock: Clock) -> None:
    sitting.hand_in()
    assert not sitting.page("/receipt").css("details h3")
    close(clock)
    assert not sitting.page("/receipt").css("h3.part")


def test_saving_a_free_paper_costs_no_statement_more(sitting: Phone, parted: Phone) -> None:
    """Of attempts in parts one more is read a batch, and none written."""

    def cost(phone: Phone) -> list[str]:
        op = phone.op(1, "abc")
        with statements() as made:
            assert phone.ops(op).status_code == 204
        return [each for each in made if not each.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE"))]

    free, parts = cost(sitting), cost(parted)
    assert len(parts) == len(free) + 1
    assert sum(each.lstrip().startswith("UPDATE") for each in parts) == sum(
        each.lstrip().startswith("UPDATE") for each in free
    )
