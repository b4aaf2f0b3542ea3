"""The pages of importing as templates render them: waiting, saved, undone, each kind of row."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from contest.units.importing_pages import FaultLine, ImportLine, PreviewPage, RowLine, UploadPage
from contest.units.sheet_rules import PARTS
from tests.parsed import HTMLParser, attr, first, parse, text
from tests.parsed_desk import cells, filled, real_addresses, said
from tests.samples_desk import ORGANISER

__all__ = ["real_addresses"]  # a fixture; pytest finds it by its name here

pytestmark = pytest.mark.usefixtures("real_addresses")

DRAFT = "k7q2m94x0a1bc"
AT = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
COUNTS = {"wrong": 0, "ask": 0, "look": 0, "ready": 0}


def upload(*earlier: ImportLine, **changes: Any) -> HTMLParser:
    given: dict[str, Any] = {"staff": ORGANISER, "earlier": earlier}
    return parse(UploadPage(**(given | changes)))


def row(line: int = 2, tone: str = "ready", **changes: Any) -> RowLine:
    cells = dict.fromkeys(PARTS, "") | {"name": "Thôn 1", "people": "5"}
    given: dict[str, Any] = {
        "name": "Thôn 1",
        "parent": "",
        "kind": "Thôn",
        "people": "5",
        "on": "05/10/2026",
        "open": True,
    }
    given |= {"is_new": True, "made": False, "cells": cells}
    given |= {"line": line, "tone": tone}
    return RowLine(**(given | changes))


def preview(*rows: RowLine, **changes: Any) -> HTMLParser:
    counts = COUNTS | {tone: sum(each.tone == tone for each in rows) for tone in COUNTS}
    given: dict[str, Any] = {
        "staff": ORGANISER,
        "id": DRAFT,
        "file_name": "ds.xlsx",
        "state": "draft",
        "version": 4,
    }
    given |= {"rows": rows, "counts": counts}
    return parse(PreviewPage(**(given | changes)))


def buttons(page: HTMLParser) -> list[str]:
    return [text(button) for button in page.css("tr.fix button")]


class TestUpload:
    def test_first_there_is_one_thing_to_do(self) -> None:
        assert filled(upload(has_units=True)) == ["Xem trước"]
        page = upload()
        assert attr(page, "#file", "accept") == ".xlsx"
        assert attr(page, "main form", "enctype") == "multipart/form-data"
        assert attr(page, "a.link", "href") == "/units/template.xlsx"
        assert attr(page, "form.below", "action") == "/units/sample"

    def test_with_units_the_sample_is_offered_no_more(self) -> None:
        assert upload(has_units=True).css("form.below, table") == []

    def test_a_problem_marks_the_field(self) -> None:
        page = upload(problem="Tệp này trống.")
        assert said(page, "[role=alert]") == "Tệp này trống."
        assert attr(page, "#file", "aria-invalid") == "true"

    @pytest.mark.parametrize(
        ("state", "chip"), [("draft", "1.200 dòng chờ lưu"), ("saved", "Đã lưu"), ("undone", "Đã hoàn tác")]
    )
    def test_earlier_lists_say_how_far_they_are(self, state: str, chip: str) -> None:
        page = upload(ImportLine(DRAFT, "<ds>.xlsx", AT, state, 1200, 3))
        assert cells(first(page, "tbody tr")) == ["<ds>.xlsx", chip, "08:00, 05/10/2026"]
        assert attr(page, "tbody a", "href") == f"/units/imports/{DRAFT}"
        assert page.css("form.below") == []


class TestRows:
    def test_a_sound_row_asks_for_nothing(self) -> None:
        page = preview(row())
        assert page.css("tr.fix") == []
        assert cells(first(page, "#row-2 tr"))[:6] == ["2", "Thôn 1", "", "Thôn", "5", "05/10/2026"]
        assert attr(page, "#row-2 a", "aria-label") == "Sửa dòng 2"

    def test_a_row_as_it_is_stored_says_so(self) -> None:
        page = preview(row(is_new=False), row(3))
        assert [text(chip) for chip in page.css("tbody td:last-child .chip")] == ["Như đã có", "Sẵn sàng"]

    def test_only_the_wrong_cells_are_open(self) -> None:
        faults = (FaultLine("people", "Quân số là số nguyên."), FaultLine("on", "Ngày ghi như."))
        page = preview(row(tone="wrong", faults=faults, people="nhiều"))
        assert [node.attributes["name"] for node in page.css("tr.fix label input")] == ["people", "on"]
        assert buttons(page) == ["Ghi", "Bỏ dòng này"]
        assert "problem" in attr(page, "#row-2 tr", "class")

    def test_two_faults_in_a_cell_open_it_once(self) -> None:
        faults = (FaultLine("code", "Mã gồm."), FaultLine("code", "Dòng 2 đã dùng mã này."))
        page = preview(row(tone="wrong", faults=faults))
        assert len(page.css("tr.fix input[name=code]")) == 1

    def test_parents_that_may_be_meant_are_buttons(self) -> None:
        fault = FaultLine("parent", "Không thấy.", ("Trường A", "Trường <B>"))
        page = preview(
            row(tone="wrong", faults=(fault,), cells=dict.fromkeys(PARTS, "") | {"parent": "Trương A"})
        )
        assert buttons(page) == [
            "Ghi",
            "Thuộc “Trường A”",
            "Thuộc “Trường <B>”",
            "Lập “Trương A” làm nhóm",
            "Bỏ dòng này",
        ]
        assert [node.attributes["value"] for node in page.css("button[name=pick]")] == [
            "Trường A",
            "Trường <B>",
        ]

    def test_no_group_is_made_of_the_row_itself(self) -> None:
        own = dict.fromkeys(PARTS, "") | {"name": "Thôn 1", "parent": "Thôn 1"}
        page = preview(row(tone="wrong", faults=(FaultLine("parent", "Không thuộc chính nó."),), cells=own))
        assert page.css("button[value=make]") == []

    @pytest.mark.parametrize(("stored", "join"), [(True, "Là đơn vị đã có"), (False, "Gộp làm một")])
    def test_likeness_is_decided_with_a_button(self, stored: bool, join: str) -> None:
        page = preview(row(tone="ask", alike="Giống dòng 2.", joins_unit=stored))
        assert buttons(page) == [join, "Giữ cả hai", "Bỏ dòng này"]
        assert page.css("tr.fix label") == []

    def test_a_missing_number_can_be_written_at_once(self) -> None:
        page = preview(row(tone="look", people="", lacks_people=True, notes=("Chưa có quân số.",)))
        assert cells(first(page, "#row-2 tr"))[4] == "chưa có"
        assert [node.attributes["name"] for node in page.css("tr.fix label input")] == ["people"]
        assert buttons(page) == ["Ghi"]

    def test_changes_are_read_from_what_to_what(self) -> None:
        changes = (("Tên", "Lớp 9A", "Lớp 9A1"), ("Mã", "", "9a"), ("Thuộc", "Xã", ""))
        page = preview(row(tone="look", is_new=False, changes=changes))
        said_all = said(page, "tr.fix p")
        assert (
            "tên từ “Lớp 9A” thành “Lớp 9A1”; mã từ chưa có thành “9a”; thuộc từ “Xã” thành không."
            in said_all
        )

    def test_an_opened_row_shows_every_cell_as_written_in_the_file(self) -> None:
        written = dict(zip(PARTS, ("Thôn 1", "Xã", "m", "thôn", "1.234", "46000"), strict=True))
        page = preview(row(cells=written), edit=2)
        shown = {
            str(node.attributes["name"]): node.attributes["value"] for node in page.css("tr.fix label input")
        }
        assert shown == written
        assert page.css("#row-2 tr:first-child a.link") == []

    def test_a_group_that_no_row_named_has_no_line(self) -> None:
        shown = cells(first(preview(row(9, made=True, open=False)), "#row-9 tr"))
        assert (shown[0], "Không cho chọn" in shown[1]) == ("thêm", True)

    def test_a_row_without_a_name_is_called_so(self) -> None:
        page = preview(row(tone="wrong", name="", faults=(FaultLine("name", "Ghi tên."),)))
        assert cells(first(page, "#row-2 tr"))[1] == "chưa có tên"


class TestStates:
    def test_what_can_be_saved_is_counted_and_what_waits_too(self) -> None:
        wrong = row(4, "wrong", faults=(FaultLine("name", "Ghi tên."),))
        page = preview(row(2), row(3, "look", notes=("a",)), wrong, fresh=2)
        assert said(page, ".list-save b") == "Lưu được ngay 2 đơn vị"
        assert "1 dòng còn lại được giữ" in said(page, ".list-save")
        assert attr(page, "form[action$=saving] input[name=version]", "value") == "4"
        assert "Chưa dòng nào được lưu." in said(page)

    def test_nothing_sound_nothing_to_save(self) -> None:
        page = preview(row(tone="wrong", faults=(FaultLine("name", "Ghi tên."),)))
        assert page.css("form[action$=saving]") == []
        assert "Chưa có dòng nào sẵn sàng." in said(page, ".list-save")

    def test_tabs_are_those_that_hold_something_and_the_one_at_hand(self) -> None:
        page = preview(row(), only="wrong")
        assert [text(tab) for tab in page.css(".list-tabs a")] == ["Tất cả 1", "Cần sửa 0", "Sẵn sàng 1"]
        assert said(page, ".list-tabs [aria-current]") == "Cần sửa 0"
        empty = preview(only="wrong")
        assert said(empty, "tbody") == "Không còn dòng nào ở mục này."

    def test_half_saved_it_can_go_on_or_back(self) -> None:
        page = preview(row(tone="wrong", faults=(FaultLine("name", "a"),)), made=3, changed=2, undoable=True)
        assert "Đã lưu: thêm 3 đơn vị, cập nhật 2." in said(page)
        assert "bỏ các dòng đang chờ" in said(page, "details.ask")
        assert said(page, "form[action$=removal]") == "Bỏ các dòng này"

    def test_saved_it_can_be_undone_only(self) -> None:
        page = preview(state="saved", made=3, undoable=True)
        assert said(page, "h1") == "Đã nhập: ds.xlsx"
        assert [node.attributes["action"] for node in page.css("main form")] == [
            f"/units/imports/{DRAFT}/undoing"
        ]

    @pytest.mark.parametrize(("many", "more"), [(0, ""), (20, "."), (21, " và 1 đơn vị khác.")])
    def test_undone_it_names_twenty_that_stay(self, many: int, more: str) -> None:
        stays = tuple((f"Thôn {number}", "đã có người chọn") for number in range(many))
        page = preview(state="undone", stays=stays)
        assert said(page, "h1") == "Đã hoàn tác: ds.xlsx"
        assert page.css("main form") == []
        banners = [text(banner) for banner in page.css("main .banner")]
        assert [each.endswith(f"(đã có người chọn){more}") for each in banners] == [True] * (many > 0)

    def test_a_problem_stands_above_the_rows(self) -> None:
        page = preview(row(), problem="Danh sách vừa đổi.")
        assert said(page, "[role=alert]") == "Danh sách vừa đổi."
