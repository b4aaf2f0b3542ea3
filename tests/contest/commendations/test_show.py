"""`commendations.show`: the list as it is now, what waits, what was issued, what is different since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.accounts.pages import StaffView
from contest.accounts.states import Role
from contest.commendations import occasions, present
from contest.commendations.states import Way
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_deciding import THREE_LAST, TWO_FIRST
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.rounds import world as rounds
from tests.contest.rounds.test_index import statements
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, text


def page(browser: TestClient, made: world.Prizes, query: str = "") -> HTMLParser:
    answer = browser.get(f"/commendations/{made.round_id}{query}")
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def rows(found: HTMLParser, at: int = 0) -> list[list[str]]:
    table = found.css("table.prizes-list")[at]
    return [[text(cell) for cell in row.css("td")] for row in table.css("tbody tr")]


def said(found: HTMLParser) -> str:
    return text(found.css_first("main"))


def test_before_the_close_it_says_when(organiser: TestClient) -> None:
    round_id = boards.make_round(world.RULES)
    with writing() as db:
        rounds.give_parts(db, round_id)
    found = page(organiser, world.Prizes(round_id))
    assert "có sau khi vòng thi đóng" in said(found)
    assert [link.attributes["href"] for link in found.css(".empty a")] == [
        f"/commendations/{round_id}/ladder",
        f"/paperwork/{round_id}",
    ]
    assert found.css("table") == []


def test_the_rows_of_the_mock_up(organiser: TestClient) -> None:
    made = world.closed([("An", 15), ("Bích", 14)], world.PREDICTING)
    found = page(organiser, made)
    assert rows(found) == [
        ["1", "An", "", "15/15", "0", "05:00", "Nhất", "1.000.000"],
        ["2", "Bích", "", "14/15", "1", "05:00", "Nhì", "700.000"],
    ]
    assert [text(cell) for cell in found.css("table.prizes-list tfoot th")] == ["Đã chốt 2 giải", "1.700.000"]
    assert "(Bằng chữ: Một triệu bảy trăm nghìn đồng)" in said(found)
    assert "còn 1.300.000 đồng trong dự toán" in said(found)
    assert "1 giải Nhì chưa trao" in said(found)
    assert "2 người được xếp hạng, đáp số câu dự đoán 10" in said(found)


def test_without_a_prediction_there_is_no_such_column(organiser: TestClient) -> None:
    found = page(organiser, world.closed(clear(2)))
    assert len(rows(found)[0]) == 7
    assert "Lệch" not in said(found)


def test_a_tie_is_yellow_and_nothing_is_chosen(organiser: TestClient) -> None:
    made = world.closed(THREE_LAST)
    found = page(organiser, made)
    assert [row[-1] for row in rows(found)][-3:] == ["Chờ quyết định"] * 3
    assert len(found.css("tr.tied")) == 3
    panel = found.css_first(".decide")
    assert panel is not None
    assert text(panel.css_first("h2")) == "Còn 1 giải Khuyến khích, 3 người bằng nhau"
    choices = [text(label) for label in panel.css("label")]
    assert (
        "Trao đồng hạng cả 3 người" in choices[0]
        and "Tổng 3.600.000 đồng, vượt dự toán 600.000 đồng" in choices[0]
    )
    assert "Tổng 3.000.000 đồng, vừa đúng dự toán" in choices[1]
    assert panel.css("input[checked]") == []
    assert "Phát hành" not in said(found)


def test_below_a_tie_in_the_middle_everybody_waits(organiser: TestClient) -> None:
    found = page(organiser, world.closed(TWO_FIRST))
    assert [row[-1] for row in rows(found)] == ["Chờ quyết định"] * 2 + ["Chờ nhóm trên"] * 3
    assert "2 người bằng nhau, 1 giải Nhất, 1 giải Nhì" in said(found)


def test_a_viewer_sees_the_tie_and_no_button(viewer: TestClient) -> None:
    found = page(viewer, world.closed(THREE_LAST))
    assert "Người có quyền duyệt sẽ quyết định." in said(found)
    assert found.css(".decide form, a[href$=ladder]") == []


def test_without_a_saved_ladder_it_says_so(organiser: TestClient) -> None:
    found = page(organiser, world.closed(clear(1), ladder=None))
    assert "chưa có tiền thưởng và chưa được lưu" in said(found)
    assert "Phát hành danh sách" not in said(found)


def test_nobody_took_part(organiser: TestClient) -> None:
    found = page(organiser, world.closed())
    assert "Chưa ai được xếp hạng" in said(found)
    assert found.css("table.prizes-list") == []


def test_barred_people_stand_below_with_the_reason(organiser: TestClient) -> None:
    made = world.closed(clear(3))
    made.bar("Người 0002", "Thành viên Tổ Thư ký")
    found = page(organiser, made)
    assert [text(row) for row in found.css("table.barred tbody tr")] == ["Người 0002 Thành viên Tổ Thư ký"]
    assert f"/rounds/{made.round_id}/entries" in [link.attributes.get("href") for link in found.css("main a")]


def test_decisions_are_told_and_may_be_taken_back(organiser: TestClient) -> None:
    made = world.closed(THREE_LAST)
    made.decide(Way.DRAW)
    found = page(organiser, made)
    (one,) = found.css(".decisions > li")
    assert "Hạng 5, 3 người bằng nhau: bốc thăm bằng máy" in text(one)
    assert "Chứng kiến: Bà Y Bích" in text(one)
    assert len(one.css("ol li")) == 3
    draft = made.draft()
    assert draft.occasion.view.seed.hex() in text(one) and draft.occasion.view.seed_commitment in text(one)
    assert one.css_first("form button") is not None
    made.issue()
    (one,) = page(organiser, made).css(".decisions > li")
    assert one.css_first("form") is None
    assert "Đã vào danh sách số 1" in text(one)


def test_an_issued_list_that_still_holds(organiser: TestClient) -> None:
    made = world.closed(clear(3))
    made.issue()
    found = page(organiser, made)
    assert "Danh sách số 1 đã phát hành và đúng với kết quả hiện nay." in said(found)
    assert f"/commendations/{made.round_id}/versions/1" in [
        link.attributes.get("href") for link in found.css(".versions a")
    ]


def test_results_changed_after_the_list_was_issued(organiser: TestClient) -> None:
    made = world.closed(clear(6))
    made.issue()
    made.remove("Người 0001")
    told = said(page(organiser, made))
    assert "Danh sách đã phát hành khác kết quả hiện nay." in told
    assert "Đổi Người 0002: từ giải Nhì 700.000 đồng thành giải Nhất 1.000.000 đồng." in told
    assert "Phát hành bản mới" in told


def test_a_class_and_a_unit_prize(organiser: TestClient) -> None:
    units = boards.make_units({"Thôn 1": 4})
    made = world.closed(clear(2), ladder=replace(LADDER, units=UNITS), unit=units["Thôn 1"])
    found = page(organiser, made)
    assert rows(found, 1) == [["1", "Thôn 1", "2", "4", "50,0%", "Nhất", "500.000"]]
    assert rows(found, 2) == [["1", "Thôn 1", "2", "4", "50,0%", "Đã nhận giải Nhất theo số người"]]


def test_names_are_text(organiser: TestClient) -> None:
    made = world.closed([("<b>An</b>", 15)])
    made.bar("<b>An</b>", "<script>")
    answer = organiser.get(f"/commendations/{made.round_id}")
    assert "<b>An</b>" not in answer.text and "<script>alert" not in answer.text


def test_pages_of_a_long_list(organiser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "PAGE", 2)
    made = world.closed(clear(5))
    assert [row[0] for row in rows(page(organiser, made, "?page=2"))] == ["3", "4"]
    assert [row[0] for row in rows(page(organiser, made, "?page=99"))] == ["5"]
    assert text(page(organiser, made).css_first("nav.pages span")) == "Trang 1/3"


def test_as_many_statements_for_3_people_as_for_3000(sqlite_database: Database) -> None:
    counted = []
    for count, slug in ((3, "nho"), (3000, "lon")):
        made = world.closed(clear(count), slug=slug)
        made.bar("Người 0003")
        made.issue()
        with reading() as db:
            view = occasions.of(db, made.round_id, NOW)
            with statements() as asked:
                present.show_page(db, staff(), view, NOW)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def staff() -> StaffView:
    return StaffView("Tùng", Role.ADMIN.value, True, may=frozenset({"see", "approve"}))
