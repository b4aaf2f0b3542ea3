"""The other screens of the hall: people, units, how many take part, places announced one by one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from contest.campaigns.rules import Phase
from contest.standings import hall_pages as hall
from contest.standings.states import HallView
from contest.web import pages
from tests import samples_desk as samples
from tests.parsed import HTMLParser, text
from tests.parsed_desk import desk_addresses, said, shown

__all__ = ["desk_addresses"]  # a fixture; pytest finds it by its name here

pytestmark = pytest.mark.usefixtures("desk_addresses")

TEN = samples.live().leaders


def page(phase: str = "open", **changes: Any) -> HTMLParser:
    return shown(hall.HallPage(samples.ROUND, samples.live(phase, **changes)))


def announcing(covered: int, fresh: tuple[int, ...] = (), rows: tuple[hall.Leader, ...] = TEN) -> HTMLParser:
    """A closed round with ten places, of which so many are still covered."""
    return page("closed", size=10, covered=covered, leaders=rows[covered:], fresh=fresh)


@pytest.mark.parametrize(
    ("view", "phase", "public", "counted", "screen"),
    [
        (HallView.ALL, "open", True, True, "board"),
        (HallView.PEOPLE, "open", True, True, "people"),
        (HallView.UNITS, "open", True, True, "units"),
        (HallView.PART, "open", True, True, "part"),
        (HallView.PART, "open", False, True, "part"),
        # A prediction is open: neither places nor counts.
        (HallView.PART, "open", False, False, "calm"),
        (HallView.PEOPLE, "open", False, False, "calm"),
        (HallView.PEOPLE, "waiting", True, False, "calm"),
        (HallView.UNITS, "closing", True, False, "calm"),
        (HallView.PEOPLE, "closed", False, True, "people"),
    ],
)
def test_which_screen_it_is(view: HallView, phase: str, public: bool, counted: bool, screen: str) -> None:
    live = samples.live(phase, view=view, public=public, counted=counted)
    assert live.screen == screen
    assert shown(hall.HallLive(live)).css_first(f"#{screen}") is not None


def test_an_announcement_goes_before_every_view() -> None:
    for view in HallView:
        assert samples.live("closed", view=view, counted=True, size=3).screen == "reveal"
        assert samples.live("open", view=view, counted=True, size=3).screen != "reveal"


@pytest.mark.parametrize("view", HallView)
@pytest.mark.parametrize("phase", ["draft", "waiting", "open", "closing"])
def test_no_view_shows_what_is_not_public(phase: str, view: HallView) -> None:
    live = samples.live(phase, public=False, view=view, size=3, covered=3)
    body = re.sub(r"/static/[\w.]+", "", pages.render(hall.HallPage(samples.ROUND, live)))
    for secret in ("Trần Thị Mai Hương", "15/15", "486", "92,3", "Chi đoàn thôn 3"):
        assert secret not in body


def test_people_alone() -> None:
    found = page(view=HallView.PEOPLE)
    assert len(found.css("#people .rows li")) == 10
    assert found.css_first(".qr") is None
    assert "tạm thời" in said(found, "h2")
    assert "Chưa ai nộp bài" in said(page(view=HallView.PEOPLE, leaders=()), "#people")
    assert "Không ai nộp bài" in said(page("closed", view=HallView.PEOPLE, leaders=()), "#people")


def test_units_with_their_rate_and_their_number() -> None:
    found = page(view=HallView.UNITS)
    assert said(found, "#units li") == "Chi đoàn Công an xã 92,3% 24/26 người"
    assert "từ 10 người" in said(found, "h2")
    assert "Chưa có đơn vị nào" in said(page(view=HallView.UNITS, units=()), "#units")


def test_how_many_take_part() -> None:
    found = page(view=HallView.PART, counted=True, public=False)
    assert said(found, ".count") == "486 người đã vào thi"
    assert said(found, "#part li") == "Chi đoàn Công an xã 24 92,3% của 26"
    assert found.css_first(".rows") is None
    without = page(view=HallView.PART, counted=True, units=(hall.Share(7, None, "Thôn 1"),))
    assert said(without, "#part li") == "Thôn 1 7"
    assert "Chưa ai vào thi" in said(page(view=HallView.PART, counted=True, units=()), "#part")


def test_a_frozen_board_says_since_when() -> None:
    assert "bảng dừng từ 09:17" in said(page(frozen_at=samples.NOW), "h2")
    assert "tạm thời" not in said(page(frozen_at=samples.NOW), "h2")


def test_covered_places_are_questions() -> None:
    found = announcing(10)
    assert [text(each) for each in found.css("#reveal li")] == ["? Chưa công bố"] * 10
    assert "từ dưới lên" in said(found, ".spot")


def test_whoever_was_announced_last_stands_alone_beside_the_list() -> None:
    found = announcing(7, (7,))
    assert len(found.css("#reveal .covered")) == 7
    assert said(found, ".winner .name") == TEN[7].name
    assert said(found, ".fresh .who b") == TEN[7].name
    body = pages.render(
        hall.HallLive(samples.live("closed", size=10, covered=7, leaders=TEN[7:], fresh=(7,)))
    )
    assert not [row.name for row in TEN[:7] if row.name in body]


def test_who_shares_the_place_is_announced_together() -> None:
    rows = (*TEN[:4], replace(TEN[4], place=5), replace(TEN[5], place=5), *TEN[6:])
    found = announcing(4, (4, 5), rows)
    assert [said(each, ".rank") for each in found.css(".winner")] == ["Hạng 5", "Hạng 5"]


def test_in_the_end_there_is_a_podium() -> None:
    found = announcing(0, (0,))
    steps = [(each.attributes["class"], said(each, ".name")) for each in found.css(".podium li")]
    assert steps == [(f"step-{place}", TEN[place - 1].name) for place in (1, 2, 3)]
    assert found.css_first(".winner") is None


def test_a_podium_with_shared_places() -> None:
    rows = (TEN[0], replace(TEN[1], place=1), replace(TEN[2], place=3))
    found = page("closed", size=3, covered=0, leaders=rows, fresh=(0, 1))
    assert [each.attributes["class"] for each in found.css(".podium li")] == ["step-1", "step-3"]
    assert [text(each) for each in found.css(".step-1 .name")] == [TEN[0].name, TEN[1].name]
    assert [len(found.css(f".step-{step} .score small")) for step in (1, 3)] == [0, 1], "two have two times"


def test_an_announcement_without_anybody() -> None:
    found = page("closed", size=1, covered=0, leaders=())
    assert "Không ai nộp bài" in said(found, "#reveal")
    assert found.css_first(".podium") is None


def test_every_phase_has_a_page_with_every_view() -> None:
    for phase in Phase:
        for view in HallView:
            assert said(page(phase.value, view=view, counted=True), "h1")


@pytest.mark.parametrize("public", [True, False])
def test_a_pause_is_said_and_no_clock_runs(public: bool) -> None:
    found = page(public=public, paused_at=samples.NOW)
    assert "Tạm dừng" in said(found)
    assert found.css_first("[data-until]") is None
    assert page("closed", paused_at=samples.NOW).css_first(".board, #board") is not None
