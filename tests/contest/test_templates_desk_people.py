"""The desk's numbers and people: live counts, results, entries, a new code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rounds import pages as desk
from contest.standings import hall_pages as hall
from contest.web import pages
from tests import samples_desk as samples
from tests.parsed import text
from tests.parsed_desk import PHASES, ROUND, cells, desk_addresses, said, shown

__all__ = ["desk_addresses"]  # a fixture; pytest finds it by its name here

pytestmark = pytest.mark.usefixtures("desk_addresses")


class TestCounts:
    @pytest.mark.parametrize("phase", PHASES)
    def test_page_and_fragment_are_the_same_bytes(self, phase: str) -> None:
        fragment = pages.render(desk.CountsPage(samples.counts(phase)))
        assert fragment.strip() in pages.render(samples.show(phase))

    def test_the_fragment_is_one_element(self) -> None:
        body = shown(desk.CountsPage(samples.counts())).body
        assert body is not None
        assert [child.attributes.get("id") for child in body.iter()] == ["counts"]

    @pytest.mark.parametrize("phase", PHASES)
    def test_it_asks_again_until_closed(self, phase: str) -> None:
        root = shown(desk.CountsPage(samples.counts(phase))).css_first("#counts")
        assert root is not None
        wanted = None if phase == "closed" else f"{ROUND}/counts"
        assert root.attributes.get("hx-get") == wanted
        assert root.attributes["data-phase"] == phase

    def test_an_error_never_replaces_the_numbers(self) -> None:
        root = shown(desk.CountsPage(samples.counts())).css_first("#counts")
        assert root is not None
        assert root.attributes["hx-status:4xx"] == root.attributes["hx-status:5xx"] == "swap:none"

    def test_numbers_are_written_for_readers(self) -> None:
        page = shown(
            desk.CountsPage(samples.counts(people=1234, started=2000, handed_in=1999, headcount=2468))
        )
        texts = [text(node) for node in page.css(".now-counts p")]
        assert texts[0] == "1.234 người đã thi, đạt 50,0%"
        assert texts[1:] == [
            *("2.000 lượt đã bắt đầu", "7 người đang làm bài", "1.999 bài đã nộp", "0 im lặng 2 phút")
        ]

    def test_a_unit_without_headcount_has_no_rate(self) -> None:
        page = shown(desk.CountsPage(samples.counts(units=(hall.Share(3, None, "Thôn 9"),), headcount=None)))
        assert cells(page.css("tbody tr")[0]) == ["Thôn 9", "3", "chưa có", "chưa tính", ""]
        assert page.css_first("tbody svg") is None
        assert "đạt" not in said(page, ".now-counts")

    def test_nobody_yet(self) -> None:
        page = shown(desk.CountsPage(samples.counts(units=())))
        assert said(page, ".empty") == "Chưa ai bắt đầu làm bài."

    def test_progress_is_a_sentence_a_number_and_a_bar(self) -> None:
        progress = desk.Progress("Đang chấm bài", 312, 1505)
        page = shown(desk.CountsPage(samples.counts("closing", progress=progress)))
        assert said(page, ".progress") == "Đang chấm bài 312/1.505"
        bar = page.css_first(".progress rect")
        assert bar is not None and bar.attributes["width"] == "20"

    def test_a_failed_job_says_why(self) -> None:
        progress = desk.Progress("", 0, 0, "Hết chỗ trên ổ đĩa.")
        page = shown(desk.CountsPage(samples.counts("closing", progress=progress)))
        assert said(page, "[role=alert]") == "Chốt kết quả bị dừng. Hết chỗ trên ổ đĩa."

    def test_the_lowest_unit_is_below_a_half(self) -> None:
        rows = [("Một", 5, 10), ("Hai", 2, 10), ("Ba", 1, 5), ("Bốn", 0, None)]
        counts = samples.counts(units=tuple(map(samples.share, rows)))
        assert counts.lowest == hall.Share(1, 5, "Ba")  # equal to "Hai": the name decides
        assert replace(counts, units=counts.units[:1]).lowest is None
        assert replace(counts, units=()).lowest is None


class TestResults:
    def test_rows_stand_as_given(self) -> None:
        rows = shown(samples.results()).css("table.results tbody tr")
        assert said(rows[0], "tr").startswith("1 Trần Thị Mai Hương Chi đoàn Công an xã 15/15 9,75 05:48 3")
        assert len(rows) == 10

    def test_without_a_prediction_there_is_no_such_column(self) -> None:
        assert "Lệch" in said(shown(samples.results()), "thead")
        assert "Lệch" not in said(shown(samples.results(truth=None)), "thead")

    def test_who_made_no_prediction_has_no_number(self) -> None:
        row = replace(samples.results().rows[0], error=None)
        assert said(shown(samples.results(rows=(row,))), ".miss") == "không đoán"

    @pytest.mark.parametrize("phase", [phase for phase in PHASES if phase != "closed"])
    def test_before_close_no_row_is_shown_even_when_given(self, phase: str) -> None:
        page = shown(samples.results(phase))
        assert page.css_first("table") is None and page.css_first("a[href$=xlsx]") is None
        assert "Kết quả có sau khi vòng đóng" in said(page)

    def test_the_search_is_kept_and_can_be_left(self) -> None:
        page = shown(samples.results(q="hương & co", rows=(), found=0))
        field = page.css_first("input[name=q]")
        assert field is not None and field.attributes["value"] == "hương & co"
        assert "Không thấy ai hợp với “hương & co”." in said(page)
        assert page.css_first(f'p a[href="{ROUND}/results"]') is not None

    def test_pages_keep_the_search(self) -> None:
        page = shown(samples.results(q="a&b", page=2, pages=3))
        assert [a.attributes["href"] for a in page.css("nav.pages a")] == [
            "?q=a%26b&page=1",
            "?q=a%26b&page=3",
        ]
        assert shown(samples.results(pages=1)).css_first("nav.pages") is None

    def test_nobody_handed_in(self) -> None:
        assert (
            said(shown(samples.results(rows=(), found=0, people=0)), ".empty")
            == "Không ai nộp bài trong vòng này."
        )


class TestEntries:
    def test_a_new_code_is_a_posted_form_behind_a_step(self) -> None:
        row = shown(samples.entries()).css("table.entries tbody tr")[0]
        form = row.css_first("details form")
        assert form is not None
        assert form.attributes["action"] == f"{ROUND}/entries/e1aaaaaaaaaaa/code"
        summary = row.css_first("summary")
        assert summary is not None and summary.attributes["aria-label"] == "Cấp lại mã cho Trần Thị Mai Hương"

    def test_who_only_looks_gives_no_codes(self) -> None:
        page = shown(samples.entries(staff=samples.VIEWER))
        assert page.css_first("details") is None and len(page.css("tbody tr")) == 3

    def test_the_new_code_can_be_read_aloud_and_was_noted(self) -> None:
        page = shown(samples.entries(issued=samples.issued()))
        assert said(page, ".code") == "W6RD-3PZK"
        letters = [text(item) for item in page.css(".letters li")]
        assert letters[0] == "W vê kép" and letters[1] == "6 sáu" and len(letters) == 8
        assert "Nguyễn Thanh Tùng cấp lại mã cho Trần Thị Mai Hương" in said(page, ".audit")
        assert "09:17, 10/10/2026" in said(page, ".audit")

    def test_otherwise_no_code_is_on_the_page(self) -> None:
        assert shown(samples.entries()).css_first("#issued") is None

    @pytest.mark.parametrize(
        ("changes", "text"),
        [
            ({"q": "zz", "rows": (), "found": 0}, "Không thấy ai hợp với “zz”."),
            ({"q": "", "rows": (), "found": 0, "where": desk.Where.VOID}, "Lúc này không có ai như vậy."),
            ({"q": "", "rows": (), "found": 486, "page": 99}, "Danh sách không dài đến trang này."),
            ({"q": "", "rows": (), "found": 0, "people": 0}, "Chưa ai đăng ký dự thi."),
            ({"found": 40}, "40 đăng ký hợp với “huong” trong 486 người đã đăng ký."),
            ({"problem": "Mã vừa được cấp ở máy khác."}, "Mã vừa được cấp ở máy khác."),
        ],
    )
    def test_every_state_has_its_sentence(self, changes: dict[str, Any], text: str) -> None:
        assert text in said(shown(samples.entries(**changes)))

    def test_names_are_text_never_markup(self) -> None:
        row = replace(samples.entries().rows[0], name="<b onclick=x>Tí</b>")
        page = shown(samples.entries(rows=(row,)))
        assert page.css_first("[onclick]") is None
        assert said(page, "tbody td b") == "<b onclick=x>Tí</b>"


class TestSpoken:
    def test_every_character_of_a_code_can_be_said_and_no_two_alike(self) -> None:
        assert len(desk.SPOKEN) == 32 and len(set(desk.SPOKEN.values())) == 32
        assert not set("ILOU") & set(desk.SPOKEN)

    @given(st.text("0123456789abcdefghjkmnpqrstvwxyzABCDEFGHJKMNPQRSTVWXYZ", min_size=8, max_size=8))
    def test_the_letters_spell_the_code(self, code: str) -> None:
        issued = replace(samples.issued(), code=code)
        assert "".join(letter for letter, _ in issued.letters) == code.upper()
        assert "".join(issued.halves) == code
