"""`units.index`, `units.finder`: the tree in pages, search without marks, the sample commune."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.units import listing, sample, service
from contest.units.service import UnitDraft
from contest.web.database import Database, reading, writing
from tests.contest.selects import selects
from tests.contest.units import desk
from tests.contest.units.desk import TODAY, Ids


def names(answer: object) -> list[str]:
    return desk.texts(answer, "a.unit-name")


def test_nothing_yet_leads_to_excel_or_the_sample(organiser: TestClient) -> None:
    answer = organiser.get("/units")
    assert answer.status_code == 200
    assert "Chưa có đơn vị nào." in desk.text(answer, ".empty")
    assert desk.texts(answer, ".empty [role=button], .empty button") == ["Nhập từ Excel", "Dùng xã mẫu"]


def test_the_tree_is_read_from_the_top_with_levels(organiser: TestClient, ids: Ids) -> None:
    answer = organiser.get("/units")
    assert names(answer) == [
        "Xã Đăk Tô",
        "Thôn Đăk Rao",
        "Trường THCS Nguyễn Du",
        "Lớp 9A",
        "Lớp 9B",
    ]
    levels = [cell.attributes["class"] for cell in desk.page(answer).css("tbody td:first-child")]
    assert levels == ["lv-0", "lv-1", "lv-1", "lv-2", "lv-2"]


def test_a_row_says_kind_number_with_its_day_and_who_is_no_choice(organiser: TestClient, ids: Ids) -> None:
    rows = desk.texts(organiser.get("/units"), "tbody tr")
    assert rows[0] == "Xã Đăk Tô Xã, phường Không cho chọn"
    assert rows[1] == "Thôn Đăk Rao Thôn, tổ dân phố 210 ngày 05/10/2026"


def test_a_number_of_tomorrow_does_not_hold_today(organiser: TestClient, ids: Ids) -> None:
    with writing() as db:
        later = UnitDraft("rao", "Thôn Đăk Rao", "village", "xa", 230)
        service.save_units(db, [later], TODAY + timedelta(days=1))
    assert "210 ngày 05/10/2026" in desk.text(organiser.get("/units"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dak rao", ["Thôn Đăk Rao"]),
        ("NGUYỄN DU 9", ["Lớp 9A", "Lớp 9B"]),
        ("9b", ["Lớp 9B"]),
        ("khong co", []),
        ("%", ["Xã Đăk Tô", "Thôn Đăk Rao", "Trường THCS Nguyễn Du", "Lớp 9A", "Lớp 9B"]),
        ("'; --", ["Xã Đăk Tô", "Thôn Đăk Rao", "Trường THCS Nguyễn Du", "Lớp 9A", "Lớp 9B"]),
        ("rao %", ["Thôn Đăk Rao"]),
    ],
)
def test_search_without_marks(organiser: TestClient, ids: Ids, query: str, found: list[str]) -> None:
    answer = organiser.get("/units", params={"q": query})
    assert answer.status_code == 200
    assert names(answer) == found
    if not found:
        assert f"Không thấy đơn vị nào hợp với “{query}”" in desk.text(answer)


def test_what_was_typed_is_never_markup(organiser: TestClient, ids: Ids) -> None:
    answer = organiser.get("/units", params={"q": "<b>rao</b>"})
    assert "<b>rao</b>" not in answer.text


def test_pages_of_200_say_what_they_go_on_with(organiser: TestClient, ids: Ids) -> None:
    with writing() as db:
        classes = [UnitDraft(f"c{n}", f"Lớp {n}", "class", "nd") for n in range(10, 260)]
        service.save_units(db, classes, TODAY)
    first = organiser.get("/units")
    assert len(names(first)) == 200
    second = organiser.get("/units?page=2")
    assert len(names(second)) == 55
    assert desk.text(second, ".trail") == "Tiếp theo của Xã Đăk Tô › Trường THCS Nguyễn Du"
    assert desk.page(first).css_first(".trail") is None
    assert names(organiser.get("/units?page=99")) == names(second)
    assert organiser.get("/units?page=0").status_code == 404


def test_the_number_of_statements_does_not_grow(database: Database) -> None:
    desk.commune()
    statements = selects(database)
    counted = []
    for many in (3, 3_000):
        with writing() as db:
            rows = [UnitDraft(f"u{n}", f"Thôn {n}", "village", "xa", n) for n in range(many)]
            service.save_units(db, rows, TODAY)
        for query in ("", "thon"):
            statements.clear()
            with reading() as db:
                found = listing.listed(db, query, 1, TODAY, sample.PREFIX)
            counted.append(len(statements))
            assert len(found.rows) <= 200
    assert counted[:2] == counted[2:]


def test_the_finder_gives_rows_alone_and_keeps_the_chosen(organiser: TestClient, ids: Ids) -> None:
    answer = organiser.get("/units/finder", params={"q": "lop", "parent": ids["rao"], "without": ids["9a"]})
    assert desk.texts(answer, "label.pick span") == [
        "Không thuộc đơn vị nào",
        "Thôn Đăk Rao",
        "Lớp 9B Trường THCS Nguyễn Du",
    ]
    assert desk.page(answer).css_first("html body > div#units") is not None
    assert "Không thấy" in desk.text(organiser.get("/units/finder?q=khong+co"), "#units")
    assert organiser.get("/units/finder?parent=%27").status_code == 200


class TestSample:
    def test_in_and_out_again(self, organiser: TestClient, ids: Ids) -> None:
        before = desk.audited()
        for _ in range(2):  # pressed twice
            assert organiser.post("/units/sample").headers["location"] == "/units?done=sampled"
        assert len(desk.units()) > 50
        assert desk.audited() == before + 1
        assert desk.page(organiser.get("/units")).css_first("#sample") is not None
        for _ in range(2):
            answer = organiser.post("/units/sample/removal", data={"step": "2"})
            assert answer.headers["location"] == "/units?done=unsampled&step=2"
        assert sorted(desk.units()) == sorted(draft.name for draft in desk.DRAFTS)
        assert desk.audited() == before + 2

    def test_with_people_in_it_it_stays_whole(self, organiser: TestClient) -> None:
        organiser.post("/units/sample")
        chosen = desk.units()["Thôn Kon Tu"]
        desk.enter(chosen.id)
        many = len(desk.units())
        answer = organiser.post("/units/sample/removal")
        assert answer.status_code == 409
        assert "đã có người chọn “Thôn Kon Tu”" in desk.text(answer, "[role=alert]")
        assert len(desk.units()) == many

    def test_with_a_real_unit_below_it_it_stays(self, organiser: TestClient) -> None:
        organiser.post("/units/sample")
        with writing() as db:
            service.save_units(db, [UnitDraft("own", "Đội 1", "other", "mau-xa")], TODAY)
        answer = organiser.post("/units/sample/removal")
        assert answer.status_code == 409
        assert "“Xã Đăk Tô (dữ liệu mẫu)”" in desk.text(answer, "[role=alert]")


def test_the_wizards_step_is_carried_along(organiser: TestClient, ids: Ids) -> None:
    answer = organiser.get("/units?step=2")
    links = [link.attributes["href"] or "" for link in desk.page(answer).css("main a[href*='/units/']")]
    assert links and all(link.endswith("?step=2") for link in links)
    assert organiser.get("/units?step=99").status_code == 404
    assert desk.text(answer, ".first-run [aria-current=step]").startswith("2. Đơn vị")
    assert desk.page(answer).css_first("a[href='/accounts/staff?step=3']")
    assert not desk.page(organiser.get("/units")).css(".first-run")
