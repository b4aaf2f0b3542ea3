"""All papers of one list, opened again by other programs: the same people, prizes and sums on each."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from contest.commendations.ladders import Ladder
from contest.commendations.rules import Step
from contest.commendations.states import Board, Way
from contest.people import service as people
from contest.people.models import Entry
from contest.web.database import writing
from tests.contest.commendations import world
from tests.contest.commendations.test_deciding import TWO_FIRST
from tests.contest.commendations.test_print import FORM
from tests.contest.commendations.test_print import words as word_text
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.standings import world as boards

KINDS = ("docx", "pdf", "xlsx")


def forget(made: world.Prizes, name: str) -> None:
    """The person asks to be erased."""
    with writing() as db:
        row = db.get(Entry, made.entries[name])
        assert row is not None
        people.forget(db, row.person_id, NOW)


def get(browser: TestClient, made: world.Prizes, kind: str, version: int = 0, **typed: str) -> bytes:
    """The list as a file."""
    address = f"/commendations/{made.round_id}"
    if kind == "xlsx":
        answer = browser.get(f"{address}/list.xlsx?version={version}")
    else:
        data = FORM | {"version": str(version), "kind": kind} | typed
        answer = browser.post(f"{address}/print", data=data)
    assert answer.status_code == 200, answer.text
    return answer.content


def read(kind: str, content: bytes) -> str:
    """All that can be read in a file, on one line."""
    if kind == "docx":
        found = word_text(content)
    elif kind == "pdf":
        found = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    else:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
        found = "\n".join(" ".join(str(cell) for cell in row) for row in rows)
    return " ".join(found.replace("\u00a0", " ").split())


def paper(browser: TestClient, made: world.Prizes, kind: str, version: int = 0, **typed: str) -> str:
    """The list as it is read on paper of a kind."""
    return read(kind, get(browser, made, kind, version, **typed))


def with_units() -> world.Prizes:
    """Three people of two villages, prizes for both."""
    units = boards.make_units({"Thôn Đăk Rao": 4, "Thôn Kon Đào": 4})
    made = world.closed(
        [("Nguyễn Văn Ấn", 15), ("Trần Thị Bích", 14)],
        ladder=replace(LADDER, units=UNITS),
        unit=units["Thôn Đăk Rao"],
    )
    world.fill(made, [("Y Chi", 3)], unit=units["Thôn Kon Đào"])
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_every_prize_and_the_sum_in_words(organiser: TestClient, kind: str) -> None:
    made = with_units()
    made.issue()
    found = paper(organiser, made, kind, 1)
    for wanted in (
        "Nguyễn Văn Ấn",
        "Trần Thị Bích",
        "Y Chi",
        "Thôn Đăk Rao",
        "Thôn Kon Đào",
        "Nhất",
        "Nhì",
        "Ba triệu ba trăm nghìn đồng",
    ):
        assert wanted in found, wanted
    assert made.draft().total == 3_300_000
    assert re.search(r"3[.]?300[.]?000", found)
    assert "DỰ THẢO" not in found


@pytest.mark.parametrize("kind", KINDS)
def test_the_best_stands_first(organiser: TestClient, kind: str) -> None:
    made = world.closed([("Người Thứ Ba", 5), ("Người Thứ Nhất", 15), ("Người Thứ Nhì", 9)])
    found = paper(organiser, made, kind)
    places = [found.index(name) for name in ("Người Thứ Nhất", "Người Thứ Nhì", "Người Thứ Ba")]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_marked(organiser: TestClient, kind: str) -> None:
    made = world.closed(clear(2))
    assert "DỰ THẢO" in paper(organiser, made, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_erased_names_are_on_no_paper_not_even_of_an_old_list(organiser: TestClient, kind: str) -> None:
    made = world.closed([("Nguyễn Văn Ấn", 15), ("Trần Thị Bích", 14)])
    made.issue()
    assert "Bích" in paper(organiser, made, kind, 1)
    forget(made, "Trần Thị Bích")
    for version in (0, 1):
        content = get(organiser, made, kind, version)
        found = read(kind, content)
        assert "Bích" not in found and "Đã xóa tên" in found and "Nguyễn Văn Ấn" in found
        assert "Trần Thị Bích".encode() not in content


@pytest.mark.parametrize("kind", KINDS)
def test_erased_names_are_gone_from_decisions_and_remarks(organiser: TestClient, kind: str) -> None:
    made = world.closed(TWO_FIRST)
    given: dict[str, int | None] = dict(zip(made.tie().ids, (0, 1), strict=True))
    made.decide(Way.PICK, prizes=given, reason="Nhiều tuổi hơn", witness="")
    made.issue()
    before = paper(organiser, made, kind, 1)
    assert "2 người bằng nhau: Ban Tổ chức chọn" in before and "Nhiều tuổi hơn" in before
    for name in ("An", "Bích"):
        forget(made, name)
    after = paper(organiser, made, kind, 1)
    assert "Bích" not in after
    assert after.count("Đã xóa tên") > 2


@pytest.mark.parametrize("kind", KINDS)
def test_an_old_version_keeps_its_rows(organiser: TestClient, kind: str) -> None:
    made = world.closed(clear(3))
    made.issue()
    made.remove("Người 0001")
    made.issue("Hủy bài vi phạm")
    assert "Người 0001" in paper(organiser, made, kind, 1)
    assert "Người 0001" not in paper(organiser, made, kind, 2)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_at_all(organiser: TestClient, kind: str) -> None:
    found = paper(organiser, world.closed(), kind)
    assert "1 giải Nhất chưa trao: không còn người nào đủ điều kiện." in found
    assert "1.000.000" not in found and "Đã xóa tên" not in found


@pytest.mark.parametrize("kind", KINDS)
def test_a_ladder_longer_than_the_list_says_what_was_not_given(organiser: TestClient, kind: str) -> None:
    made = world.closed(clear(1), ladder=Ladder((Step("Nhất", 1, 0), Step("Nhì", 2, 0), Step("Ba", 3, 0))))
    found = paper(organiser, made, kind)
    assert "2 giải Nhì chưa trao" in found and "3 giải Ba chưa trao" in found
    assert "giải Nhất chưa trao" not in found


@pytest.mark.parametrize("kind", KINDS)
def test_prizes_used_up_by_a_shared_one_are_told(organiser: TestClient, kind: str) -> None:
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL, keep_lower=False)
    found = paper(organiser, made, kind)
    assert "trao đồng hạng, bớt giải dưới" in found
    assert "1 giải Nhì không trao vì giải trên đã trao đồng hạng" in found


@pytest.mark.parametrize("kind", KINDS)
def test_who_was_passed_over_is_told_with_the_reason(organiser: TestClient, kind: str) -> None:
    first = world.closed([("An", 15), ("Giang", 9)])
    first.issue()
    second = world.another_round(first, [("An", 15), ("Giang", 9)])
    second.ladder(replace(LADDER, once=True, people=LADDER.people[:1]))
    found = paper(organiser, second, kind)
    assert "An, hạng 1: đã nhận giải Nhất tuần 1." in found


@pytest.mark.parametrize("kind", KINDS)
def test_while_a_tie_waits_its_members_stand_on_no_paper(organiser: TestClient, kind: str) -> None:
    made = world.closed([("Nguyễn Văn Ấn", 15), ("Trần Thị Bích", 15), ("Y Chi", 9)])
    found = paper(organiser, made, kind)
    assert "DỰ THẢO" in found
    assert "Bích" not in found and "Ấn" not in found


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_sheet_to_sign_on_has_no_remarks(organiser: TestClient, kind: str) -> None:
    made = world.closed(clear(1))
    made.issue()
    found = paper(organiser, made, kind, 1, signing="1")
    assert "KÝ NHẬN" in found.upper()
    assert "chưa trao" not in found and "Lưu: VT" not in found


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1f", "\x08", "\ufffe", "\u2028"])
def test_signs_that_no_paper_knows_break_none(organiser: TestClient, kind: str, sign: str) -> None:
    made = world.closed([(f"Nguyễn{sign} Ấn", 15)])
    found = paper(organiser, made, kind, body=f"BAN{sign} TỔ CHỨC", signer=f"Y{sign} Bích")
    assert "TỔ CHỨC" in found and "Ấn" in found


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_number_and_day_left_blank_are_left_to_the_pen(organiser: TestClient, kind: str) -> None:
    made = world.closed(clear(1))
    made.issue()
    found = paper(organiser, made, kind, 1, number="", day="")
    assert "05/DS-BTC" not in found and "/DS-BTC" in found
    assert re.search(r"ngày\W+tháng", found)


def test_a_long_list_has_all_its_rows_and_repeats_its_titles(organiser: TestClient) -> None:
    made = world.closed(clear(120), ladder=Ladder((Step("Khuyến khích", 120, 50_000),)))
    made.issue()
    document = docx.Document(BytesIO(get(organiser, made, "docx", 1)))
    table = max(document.tables, key=lambda one: len(one.rows))
    assert sum("Người 0" in row.cells[1].text for row in table.rows) == 120
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    pages = PdfReader(BytesIO(get(organiser, made, "pdf", 1))).pages
    assert len(pages) > 2
    assert all("Họ và tên" in " ".join(page.extract_text().split()) for page in pages[:-1])
    found = " ".join(page.extract_text() for page in pages)
    assert all(f"Người {at:04d}" in found for at in range(1, 121))


def test_amounts_are_numbers_in_the_workbook(organiser: TestClient) -> None:
    made = with_units()
    book = CalamineWorkbook.from_filelike(BytesIO(get(organiser, made, "xlsx")))
    assert book.sheet_names == ["Cá nhân", "Đơn vị", "Ký nhận"]
    for name, column in (("Cá nhân", 8), ("Đơn vị", 8), ("Ký nhận", 4)):
        rows = book.get_sheet_by_name(name).to_python()
        start = next(at for at, row in enumerate(rows) if row[0] == "STT")
        paid: list[Any] = [row[column] for row in rows[start + 1 :] if isinstance(row[0], float | int)]
        total = next(row[column] for row in rows if row[1] == "Cộng")
        assert paid and all(isinstance(one, float | int) for one in paid)
        assert sum(paid) == total
    assert made.board(Board.NUMBER).allocation.total == 500_000


def test_without_unit_prizes_there_is_no_such_sheet(organiser: TestClient) -> None:
    content = get(organiser, world.closed(clear(2)), "xlsx")
    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names == ["Cá nhân", "Ký nhận"]
