"""The screen in the hall, rendered from samples and read as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rounds import pages as desk
from contest.standings import hall_pages as hall
from contest.web import filters, pages
from tests import samples_desk as samples
from tests.parsed import Node
from tests.parsed_desk import PHASES, desk_addresses, said, shown

__all__ = ["desk_addresses"]  # a fixture; pytest finds it by its name here

pytestmark = pytest.mark.usefixtures("desk_addresses")


class TestHall:
    @pytest.mark.parametrize("phase", PHASES)
    def test_page_and_message_are_the_same_bytes(self, phase: str) -> None:
        live = samples.live(phase)
        message = pages.render(hall.HallLive(live)).strip()
        assert message in pages.render(hall.HallPage(samples.ROUND, live))

    def test_the_message_is_one_element(self) -> None:
        body = shown(hall.HallLive(samples.live())).body
        assert body is not None
        assert [child.attributes.get("id") for child in body.iter()] == ["hall"]

    def test_the_stream_goes_on_in_the_background_and_comes_back(self) -> None:
        root = shown(hall.HallPage(samples.ROUND, samples.live())).css_first("#live")
        assert root is not None
        given = root.attributes
        assert given["hx-sse:connect"] == f"/standings/{samples.ROUND}/stream"
        assert given["hx-trigger"] == "load, again"
        assert '"pauseOnBackground":false' in str(given["hx-config"])
        assert given["hx-status:4xx"] == given["hx-status:5xx"] == "swap:none"

    def test_the_open_board_names_its_smallest_unit_and_its_hour(self) -> None:
        page = shown(hall.HallLive(samples.live()))
        assert [said(h, "h2") for h in page.css("#board > section")][:2] == [
            "10 thí sinh dẫn đầu tạm thời, cập nhật 09:17",
            "Đơn vị theo tỷ lệ quân số từ 10",
        ]
        assert said(page, ".count") == "486 người đã thi 76,2% của 638 người"
        assert said(page, ".rows li") == "1 Trần Thị Mai Hương Chi đoàn Công an xã 15/15 05:48"

    @pytest.mark.parametrize(
        ("phase", "public"),
        [("draft", True), ("waiting", True), ("open", False), ("closing", True), ("closing", False)],
    )
    def test_what_is_not_public_is_not_in_the_bytes(self, phase: str, public: bool) -> None:
        text = pages.render(hall.HallPage(samples.ROUND, samples.live(phase, public=public, truth=486)))
        text = re.sub(r"/static/[\w.]+", "", text)  # a hash holds any three digits now and then
        for secret in ("Trần Thị Mai Hương", "15/15", "486", "638", "92,3", "Chi đoàn thôn 3"):
            assert secret not in text.replace(samples.live().organiser, "")

    def test_after_close_all_is_shown_whatever_was_kept(self) -> None:
        page = shown(hall.HallLive(samples.live("closed", public=False, truth=469)))
        assert len(page.css(".rows li")) == 10
        assert "đáp số câu dự đoán: 469" in said(page, "h2")
        assert "tạm thời" not in said(page)
        assert page.css_first("[data-until]") is None

    def test_the_programme_of_another_day_names_the_day(self) -> None:
        today, later = samples.live().now, samples.live().now + timedelta(days=30)
        items = (hall.Item(today, "Mở vòng thi"), hall.Item(later, "Đóng vòng thi"))
        text = said(shown(hall.HallLive(samples.live(programme=items))), ".today")
        assert filters.hour(today) in text and filters.when(later)[:5] in text

    def test_shared_places_share_their_colour(self) -> None:
        rows = tuple(replace(row, place=1) for row in samples.live().leaders[:2])
        page = shown(hall.HallLive(samples.live(leaders=rows)))
        assert [li.attributes["class"] for li in page.css(".rows li")] == ["top3 first"] * 2

    def test_nobody_yet(self) -> None:
        text = said(shown(hall.HallLive(samples.live(leaders=(), units=(), total=None, programme=()))))
        assert "Chưa ai nộp bài." in text and "Đơn vị" not in text and "Chương trình" not in text

    @pytest.mark.parametrize(
        ("phase", "heading"),
        [
            ("draft", "Vòng thi chưa mở"),
            ("waiting", "Vòng thi mở sau"),
            ("open", "Đang thi, còn"),
            ("closing", "Vòng thi đã đóng"),
        ],
    )
    def test_the_calm_screens(self, phase: str, heading: str) -> None:
        page = shown(hall.HallLive(samples.live(phase, public=False)))
        assert said(page, ".say h2") == heading
        assert (page.css_first(".qr") is None) == (phase == "closing")

    def test_the_address_breaks_between_its_parts_only(self) -> None:
        found = re.search(r"<b>(thi.*?)</b>", pages.render(hall.HallLive(samples.live())))
        assert found is not None
        assert found[1] == "thi<wbr>.dakto<wbr>.example/<wbr>t/<wbr>1010"


class TestClock:
    def left(self, phase: str, **changes: Any) -> Node | None:
        return shown(hall.HallLive(samples.live(phase, **changes))).css_first("[data-seconds-left]")

    @pytest.mark.parametrize(
        ("before", "seconds", "text"),
        [
            (timedelta(milliseconds=1), "0", "00:00"),
            (timedelta(milliseconds=999), "0", "00:00"),
            (timedelta(seconds=1), "1", "00:01"),
            (timedelta(minutes=59, seconds=59, milliseconds=999), "3599", "59:59"),
            (timedelta(hours=1), "3600", "1:00:00"),
            (timedelta(hours=23, minutes=59, seconds=59), "86399", "23:59:59"),
            (timedelta(days=1), "86400", "1 ngày 0 giờ"),
            (timedelta(days=3, hours=5, minutes=59), "280740", "3 ngày 5 giờ"),
        ],
    )
    def test_it_rounds_down_and_grows_with_the_wait(self, before: timedelta, seconds: str, text: str) -> None:
        clock = self.left("waiting", now=samples.OPENS - before)
        assert clock is not None
        assert clock.attributes["data-seconds-left"] == seconds
        assert clock.text() == text
        assert clock.attributes["data-until"] == samples.OPENS.isoformat()

    def test_it_runs_to_closing_while_open(self) -> None:
        clock = self.left("open")
        assert clock is not None and clock.attributes["data-until"] == samples.CLOSES.isoformat()

    @pytest.mark.parametrize("phase", ["draft", "closing", "closed"])
    def test_otherwise_there_is_none(self, phase: str) -> None:
        assert self.left(phase) is None
        assert samples.live(phase).seconds_left == 0

    @given(st.timedeltas(timedelta(days=-2), timedelta(days=400)))
    def test_it_never_promises_more_than_is_left(self, left: timedelta) -> None:
        live = replace(samples.live("waiting"), now=samples.OPENS - left)
        assert live.seconds_left >= 0
        assert timedelta(seconds=live.seconds_left) <= max(left, timedelta())
        assert left - timedelta(seconds=live.seconds_left) < timedelta(seconds=1)


class TestShare:
    @given(st.integers(0, 5000), st.integers(1, 4000))
    def test_the_bar_is_the_rate_and_stays_in_its_frame(self, people: int, headcount: int) -> None:
        share = hall.Share(people, headcount)
        assert share.rate == min(Fraction(1), Fraction(people, headcount))
        assert re.fullmatch(r"\d{1,3}\.\d", share.width)
        assert 0 <= float(share.width) <= 100
        assert float(share.width) <= people * 100 / headcount

    @pytest.mark.parametrize("headcount", [0, None])
    def test_nothing_is_divided_by_nobody(self, headcount: int | None) -> None:
        share = hall.Share(3, headcount)
        assert (share.rate, share.width) == (None, "0.0")

    @pytest.mark.parametrize(
        ("done", "total", "width"), [(0, 0, "0"), (0, 9, "0"), (1, 3, "33"), (9, 9, "100")]
    )
    def test_progress(self, done: int, total: int, width: str) -> None:
        assert desk.Progress("Đang chấm bài", done, total).width == width
