"""The list and the forms of units as templates render them: empty, filled, with errors, for who may look."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from contest.units.pages import (
    Choice,
    EditPage,
    FinderPage,
    Headcount,
    IndexPage,
    Merged,
    MergePage,
    MergePlan,
    NewPage,
    UnitLine,
)
from contest.units.unit_rules import KINDS
from tests.parsed import HTMLParser, attr, first, parse, text
from tests.parsed_desk import cells, filled, real_addresses, said
from tests.samples_desk import ORGANISER, VIEWER

__all__ = ["real_addresses"]  # a fixture; pytest finds it by its name here

pytestmark = pytest.mark.usefixtures("real_addresses")

UNIT, OTHER = "k7q2m94x0a1bc", "k7q2m94x0a1bd"
DAY = date(2026, 9, 1)
LISTED_KINDS = tuple(KINDS.items())
LONG = "Chi đoàn " + "Trung tâm Văn hóa - Thể thao " * 6


def line(name: str = "Thôn Đăk Rao", **changes: Any) -> UnitLine:
    given: dict[str, Any] = {"id": UNIT, "name": name, "kind": "Thôn", "level": 0, "open": True}
    return UnitLine(**(given | changes))


def index(*rows: UnitLine, **changes: Any) -> HTMLParser:
    given: dict[str, Any] = {"staff": ORGANISER, "rows": rows, "total": len(rows), "found": len(rows)}
    return parse(IndexPage(**(given | changes)))


def edit(**changes: Any) -> HTMLParser:
    values = {"name": "Lớp 9A", "kind": "class", "parent": OTHER, "code": "9a", "open_to_all": "1"}
    choices = (Choice(OTHER, "Trường THCS Nguyễn Du", "Xã Đăk Tô"),)
    given: dict[str, Any] = {
        "staff": ORGANISER,
        "id": UNIT,
        "name": "Lớp 9A",
        "place": "Trường THCS Nguyễn Du",
    }
    given |= {"kind": "Lớp", "kinds": LISTED_KINDS, "choices": choices, "version": "a" * 16}
    given |= {"values": values, "chosen": OTHER}
    return parse(EditPage(**(given | changes)))


def new(**changes: Any) -> HTMLParser:
    given: dict[str, Any] = {"staff": ORGANISER, "kinds": LISTED_KINDS, "choices": (), "token": UNIT}
    return parse(NewPage(**(given | changes)))


def merge(**changes: Any) -> HTMLParser:
    given: dict[str, Any] = {"staff": ORGANISER, "id": UNIT, "name": "Lớp 9A"}
    return parse(MergePage(**(given | changes)))


class TestIndex:
    def test_empty_it_has_one_filled_button_and_two_other_ways(self) -> None:
        page = index()
        assert filled(page) == ["Nhập từ Excel"]
        assert said(page, ".empty b") == "Chưa có đơn vị nào."
        assert attr(page, ".empty form", "action") == "/units/sample"
        assert attr(page, ".empty a.link", "href") == "/units/new"
        assert page.css("table, search") == []

    def test_empty_for_who_may_look_it_promises_and_offers_nothing(self) -> None:
        page = index(staff=VIEWER)
        assert "Người điều hành sẽ lập danh sách." in said(page, ".empty")
        assert page.css("main form, main a[role=button]") == []

    def test_a_row_says_all_that_is_known(self) -> None:
        full = line(headcount=Headcount(1234, DAY), merged=("Thôn 1", "Thôn 2"), open=False, level=2)
        page = index(full)
        name, kind, count, note = cells(first(page, "tbody tr"))
        assert name == "Thôn Đăk Rao Gồm cả Thôn 1, Thôn 2"
        assert (kind, count, note) == ("Thôn", "1.234 ngày 01/09/2026", "Không cho chọn")
        assert attr(page, "tbody td", "class") == "lv-2"

    def test_a_missing_number_is_told_only_where_people_choose(self) -> None:
        page = index(line(), line("Xã Đăk Tô", open=False))
        assert [cells(row)[2] for row in page.css("tbody tr")] == ["chưa có", ""]

    def test_a_merged_row_names_where_it_went_and_not_that_it_is_closed(self) -> None:
        page = index(line(into=(OTHER, "Thôn Đăk Tăng"), open=False), q="rao")
        assert cells(first(page, "tbody tr"))[3] == "Đã gộp vào Thôn Đăk Tăng"

    def test_the_deepest_levels_look_alike(self) -> None:
        page = index(line(level=5), line(level=9))
        assert [first(row, "td").attributes["class"] for row in page.css("tbody tr")] == ["lv-5", "lv-5"]

    def test_the_place_is_named_only_in_a_search(self) -> None:
        row = line("Lớp 9A", place="Trường THCS Nguyễn Du")
        assert "Nguyễn Du" not in said(index(row), "table")
        assert "Nguyễn Du" in said(index(row, q="9a"), "table")

    def test_a_search_without_a_match_is_said_with_what_was_typed(self) -> None:
        page = index(total=12, q="<b>rao")
        assert said(page, ".empty b") == "Không thấy đơn vị nào hợp với “<b>rao”."
        assert attr(page, "input[type=search]", "value") == "<b>rao"
        assert "Xem cả 12 đơn vị" in said(page)

    @pytest.mark.parametrize(
        ("page", "ways"),
        [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])],
        ids=["first", "middle", "last"],
    )
    def test_pages_lead_on_and_back_with_query_and_step(self, page: int, ways: list[str]) -> None:
        shown = index(line(), pages=3, page=page, q="a&b", step=2)
        links = shown.css("nav.pages a")
        assert [link.attributes["rel"] for link in links] == ways
        assert all("q=a%26b" in str(link.attributes["href"]) for link in links)
        assert all("step=2" in str(link.attributes["href"]) for link in links)
        assert said(shown, "nav.pages span") == f"Trang {page}/3"

    def test_the_trail_says_what_the_page_goes_on_with(self) -> None:
        page = index(line(), trail=("Xã Đăk Tô", "Trường THCS Nguyễn Du"), pages=2, page=2)
        assert said(page, "tr.trail") == "Tiếp theo của Xã Đăk Tô › Trường THCS Nguyễn Du"

    def test_the_sample_is_taken_out_by_organisers_only(self) -> None:
        assert attr(index(line(), has_sample=True), "#sample form", "action") == "/units/sample/removal"
        assert index(line(), has_sample=True, staff=VIEWER).css("#sample") == []
        assert index(line()).css("#sample") == []

    def test_a_problem_and_a_notice_are_banners(self) -> None:
        page = index(line(), problem="Chưa xóa được.", notice="Đã lưu.")
        assert said(page, "[role=alert]") == "Chưa xóa được."
        assert "Đã lưu." in said(page)

    def test_a_name_of_two_hundred_letters_is_shown_whole(self) -> None:
        assert LONG.strip() in said(index(line(LONG)), "tbody")


class TestForms:
    def test_a_new_unit_is_a_thôn_that_stands_nowhere_until_told_otherwise(self) -> None:
        page = new()
        assert attr(page, "option[selected]", "value") == "village"
        assert attr(page, "#units input[checked]", "value") == ""
        assert attr(page, "input[name=token]", "value") == UNIT
        assert filled(page) == ["Thêm đơn vị"]

    def test_all_kinds_are_offered_in_their_order(self) -> None:
        assert [text(each) for each in new().css("#kind option")] == list(KINDS.values())

    @pytest.mark.parametrize("name", ["name", "code", "people", "on", "source"])
    def test_a_wrong_cell_is_marked_explained_and_led_to(self, name: str) -> None:
        page = new(values={name: "<sai>"}, errors={name: "Ghi lại."})
        assert attr(page, f"#{name}", "value") == "<sai>"
        assert attr(page, f"#{name}", "aria-invalid") == "true"
        assert f"{name}-err" in attr(page, f"#{name}", "aria-describedby").split()
        assert said(page, f"#{name}-err").endswith("Ghi lại.")
        assert f"#{name}" in [link.attributes["href"] for link in page.css("[role=alert] a")]

    def test_a_wrong_kind_and_a_wrong_parent_are_explained_too(self) -> None:
        page = new(errors={"kind": "Chọn một loại.", "parent": "Chọn lại."})
        assert attr(page, "#kind", "aria-describedby") == "kind-err"
        assert attr(page, "#parent", "aria-describedby") == "parent-err"
        assert said(page, "#parent-err") == "Chọn lại."

    def test_without_errors_nothing_is_marked(self) -> None:
        for page in (new(), edit()):
            assert page.css("[aria-invalid], [role=alert]") == []

    def test_the_stored_unit_fills_its_form(self) -> None:
        page = edit()
        assert (attr(page, "#name", "value"), attr(page, "#code", "value")) == ("Lớp 9A", "9a")
        assert attr(page, "option[selected]", "value") == "class"
        assert "checked" in first(page, "input[name=open_to_all]").attributes
        assert attr(page, "#units input[checked]", "value") == OTHER
        assert attr(page, "#people", "value") == ""

    def test_what_the_unit_itself_is_goes_only_to_the_finder(self) -> None:
        assert "disabled" in first(edit(), "#without").attributes

    def test_who_may_look_sees_the_numbers_and_no_form(self) -> None:
        page = edit(staff=VIEWER, counts=(Headcount(40, DAY, "Sổ"),), merged=(merged(),))
        assert page.css("main form") == []
        assert cells(first(page, ".counts tbody tr")) == ["01/09/2026", "40", "Sổ"]
        assert "Lớp 9A cũ" in said(page, "#merged")

    def test_a_number_without_a_source_says_so(self) -> None:
        page = edit(counts=(Headcount(40, DAY), Headcount(38, date(2025, 9, 1), "Sổ")))
        rows = [cells(row)[2] for row in page.css(".counts tbody tr")]
        assert rows == ["không ghi", "Sổ"]
        days = [node.attributes["value"] for node in page.css(".counts input[name=on]")]
        assert days == ["2026-09-01", "2025-09-01"]

    def test_without_numbers_it_says_what_is_lost(self) -> None:
        assert "không tính được tỷ lệ tham gia" in said(edit(), "#more")

    def test_a_child_is_added_from_a_unit_that_has_some(self) -> None:
        assert edit(children=0).css(".head a.link") == []
        assert attr(edit(children=2), ".head a.link", "href").startswith(f"/units/new?parent={UNIT}")

    def test_after_a_conflict_the_stored_stands_above_the_typed(self) -> None:
        page = edit(
            problem="Vừa có người sửa.",
            stored=(("Tên", "Lớp 9A1"), ("Mã", "không có")),
            values={"name": "Mới"},
        )
        assert [text(each) for each in page.css("#stored dt, #stored dd")] == [
            "Tên",
            "Lớp 9A1",
            "Mã",
            "không có",
        ]
        assert attr(page, "#name", "value") == "Mới"
        assert said(page, "[role=alert]") == "Vừa có người sửa."

    def test_a_merged_unit_has_one_deed(self) -> None:
        page = edit(into=Choice(OTHER, "Lớp 9B"))
        assert [node.attributes["action"] for node in page.css("main form")] == [f"/units/{UNIT}/unmerging"]
        assert attr(page, "main .banner a", "href") == f"/units/{OTHER}"
        assert edit(into=Choice(OTHER, "Lớp 9B"), staff=VIEWER).css("main form") == []

    def test_the_step_of_the_wizard_is_in_every_form_and_on_every_way(self) -> None:
        page = edit(step=3, counts=(Headcount(40, DAY),), merged=(merged(),), children=1)
        for form in page.css("main form"):
            assert attr(form, "input[name=step]", "value") == "3", form.attributes
        for link in page.css("main a[href^='/units']"):
            assert "step=3" in str(link.attributes["href"])


def merged() -> Merged:
    return Merged(OTHER, "Lớp 9A cũ", datetime(2026, 10, 5, 1, 0, tzinfo=UTC))


class TestFinder:
    def test_found_letters_are_marked_and_markup_is_text(self) -> None:
        page = parse(FinderPage((Choice(UNIT, "Thôn <i>Đăk</i> Rao"),), "", "dak"))
        assert [text(mark) for mark in page.css("mark")] == ["Đăk"]
        assert page.css("i") == []

    def test_nothing_found_is_said_and_none_stays_a_choice(self) -> None:
        page = parse(FinderPage((), "", "xyz"))
        assert said(page, "[role=status]") == "Không thấy đơn vị nào hợp với “xyz”."
        assert [node.attributes["value"] for node in page.css("input")] == [""]

    def test_without_a_query_nothing_is_missing(self) -> None:
        assert parse(FinderPage((), "")).css("[role=status]") == []


class TestMerge:
    PLAN = MergePlan(Choice(OTHER, "Lớp 9B"), 0, Headcount(40, DAY), Headcount(38, DAY), 78, "b" * 16)

    def test_first_one_chooses(self) -> None:
        page = merge(choices=(Choice(OTHER, "Lớp 9B", "Trường A"),))
        assert filled(page) == ["Xem sẽ đổi những gì"]
        assert said(page, ".pick") == "Lớp 9B Trường A"
        assert page.css("form[method=post].merge-plan") == []

    @pytest.mark.parametrize(("query", "told"), [("", "Gõ vài chữ"), ("xyz", "hợp với “xyz”")])
    def test_without_choices_there_is_nothing_to_send(self, query: str, told: str) -> None:
        page = merge(query=query)
        assert told in said(page, ".picks-below")
        assert filled(page) == []

    def test_then_one_sees_both_numbers(self) -> None:
        page = merge(plan=self.PLAN)
        assert [text(each) for each in page.css(".ways b")] == [
            "Giữ như đang có: 38 người",
            "Cộng lại: 78 người",
        ]
        assert "38 + 40, tính từ hôm nay" in said(page, ".ways")
        assert attr(page, "input[name=together][checked]", "value") == ""
        assert "chuyển sang thuộc" not in said(page, "ul.plain")

    def test_without_numbers_there_is_nothing_to_add(self) -> None:
        bare = MergePlan(Choice(OTHER, "Lớp 9B"), 3, None, None, None, "b" * 16)
        page = merge(plan=bare)
        assert [text(each) for each in page.css(".ways b")] == ["Giữ như đang có: chưa có"]
        assert "3 đơn vị thuộc “Lớp 9A” chuyển sang thuộc “Lớp 9B”." in said(page, "ul.plain")

    def test_a_target_without_a_number_counts_as_none(self) -> None:
        page = merge(plan=MergePlan(Choice(OTHER, "Lớp 9B"), 0, Headcount(40, DAY), None, 40, "b" * 16))
        assert "0 + 40" in said(page, ".ways")

    def test_what_was_chosen_stays_chosen_beside_the_problem(self) -> None:
        page = merge(plan=self.PLAN, together=True, problem="Xem lại.")
        assert attr(page, "input[name=together][checked]", "value") == "1"
        assert said(page, "[role=alert]") == "Xem lại."
