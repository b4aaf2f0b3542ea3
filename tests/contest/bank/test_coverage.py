"""`bank.coverage`: topics by level, holes in words and by shape, and ways on from each cell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser, LexborNode

from contest.accounts.states import ContestRole
from questions.audiences import EVERYBODY, Audience
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, NUMBER, SEVERAL, TRUE
from tests.contest.rounds.test_index import statements


def line(page: LexborHTMLParser, name: str) -> LexborNode:
    for row in page.css(".coverage tr"):
        head = row.css_first("th")
        if head is not None and head.text().strip() == name:
            return row
    raise AssertionError(name)


def numbers(page: LexborHTMLParser, name: str) -> list[str]:
    """The cells of a line without the labels that only phones show."""
    for small in page.css("small.near"):
        small.decompose()
    return [" ".join(cell.text().split()) for cell in line(page, name).css("td")]


def test_numbers_and_holes(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ALL)
    page = shelf.page(organiser, f"/bank/{bank}/coverage")
    assert numbers(page, "Chuyển đổi số") == ["1", "Thiếu Soạn", "1", "2"]
    assert numbers(page, "Một cửa, một cửa liên thông") == ["Thiếu Soạn", "Thiếu Soạn", "1", "1"]
    assert numbers(page, "Cả ngân hàng") == ["2", "0", "2", "4"]
    assert len(line(page, "Chuyển đổi số").css("td.hole")) == 1
    assert "4 câu đã duyệt" in page.text().replace("\u00a0", " ")


def test_a_number_leads_to_its_questions_and_a_hole_to_the_form(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ALL)
    page = shelf.page(organiser, f"/bank/{bank}/coverage")
    there, hole, _ = line(page, "Chuyển đổi số").css("td a")
    found = shelf.page(organiser, str(there.attributes["href"]))
    assert [" ".join(one.text().split()) for one in found.css("#rows td a")] == [CITY.text]
    form = shelf.form(shelf.page(organiser, str(hole.attributes["href"])))
    assert (form["topics"], form["level"]) == (["cds"], ["thong-hieu"])
    assert "Chuyển đổi số, thông hiểu" in str(hole.attributes["aria-label"])


def test_only_approved_questions_count(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ALL, state=QuestionState.DRAFT)
    page = shelf.page(organiser, f"/bank/{bank}/coverage")
    assert numbers(page, "Cả ngân hàng") == ["0", "0", "0", "0"]


def test_questions_without_a_topic_are_told(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY, replace(NUMBER, topics=()))
    said = shelf.page(organiser, f"/bank/{bank}/coverage").text().replace("\u00a0", " ")
    assert "1 câu chưa gắn chủ đề" in said


def test_an_approver_gets_no_way_to_write(viewer: TestClient) -> None:
    shelf.give(ContestRole.APPROVER)
    bank, _ = shelf.fill(CITY)
    page = shelf.page(viewer, f"/bank/{bank}/coverage")
    assert numbers(page, "Cải cách hành chính") == ["Thiếu", "Thiếu", "Thiếu", "0"]
    assert page.css_first('a[href*="/questions/new"]') is None


def test_a_topic_of_ones_own_has_a_line(organiser: TestClient) -> None:
    bank, _ = shelf.fill(replace(CITY, topics=("rieng-toi",)))
    page = shelf.page(organiser, f"/bank/{bank}/coverage")
    assert numbers(page, "rieng-toi") == ["1", "Thiếu Soạn", "Thiếu Soạn", "1"]


MARKED = (
    CITY,
    replace(SEVERAL, audiences=(Audience.OFFICIALS, Audience.PUPILS)),
    replace(TRUE, audiences=(Audience.OFFICIALS,)),
    replace(NUMBER, audiences=(Audience.PUPILS,)),
)


@pytest.mark.parametrize(
    ("audience", "cells", "bank_has"),
    [
        ("", ["1", "Thiếu Soạn", "1", "2"], ["2", "0", "2", "4"]),
        ("hoc-sinh", ["1", "Thiếu Soạn", "1", "2"], ["2", "0", "1", "3"]),
        ("can-bo", ["1", "Thiếu Soạn", "1", "2"], ["1", "0", "2", "3"]),
        ("sinh-vien", ["1", "Thiếu Soạn", "Thiếu Soạn", "1"], ["1", "0", "0", "1"]),
        ("moi-nguoi", ["1", "Thiếu Soạn", "Thiếu Soạn", "1"], ["1", "0", "0", "1"]),
        ("<script>", ["1", "Thiếu Soạn", "1", "2"], ["2", "0", "2", "4"]),
    ],
)
def test_for_one_audience(
    organiser: TestClient, audience: str, cells: list[str], bank_has: list[str]
) -> None:
    bank, _ = shelf.fill(*MARKED)
    page = shelf.page(organiser, f"/bank/{bank}/coverage", audience=audience)
    chosen = [str(one.attributes["href"]) for one in page.css('.whom [aria-current="page"]')]
    known = audience not in ("", "<script>")
    assert chosen == ([f"/bank/{bank}/coverage?audience={audience}"] if known else [])
    # Without one the overview leads to each.
    assert (page.css_first("#reaches") is None) is known
    assert numbers(page, "Chuyển đổi số") == cells and numbers(page, "Cả ngân hàng") == bank_has


def test_every_number_leads_to_as_many_questions(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*MARKED)
    for audience in ("", *Audience, EVERYBODY):
        page = shelf.page(organiser, f"/bank/{bank}/coverage", audience=audience)
        for link in page.css(".coverage td:not(.hole) a"):
            found = shelf.page(organiser, str(link.attributes["href"]))
            assert len(found.css("#rows tbody tr")) == int(link.text())
        hole = page.css_first(".coverage td.hole a")
        assert hole is not None
        form = shelf.form(shelf.page(organiser, str(hole.attributes["href"])))
        assert form.get("audiences", []) == ([audience] if audience in set(Audience) else [])


def test_what_there_is_for_each(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*MARKED)
    page = shelf.page(organiser, f"/bank/{bank}/coverage")
    assert numbers(page, "Học sinh") == ["2", "0", "1", "3", "2", "4"]
    assert numbers(page, "Cán bộ, công chức, viên chức") == ["1", "0", "2", "3", "2", "1"]
    assert numbers(page, "Người dân")[3:] == ["1", "0", "6"]
    assert "cả 1 câu chung" in shelf.said(page, "#reaches + p")
    link = line(page, "Học sinh").css_first("th a")
    assert link is not None and str(link.attributes["href"]).endswith("?audience=hoc-sinh")
    assert shelf.page(organiser, str(link.attributes["href"])).css_first("#reaches") is None


def test_a_bank_without_marks_is_told_how_to_make_them(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY)
    page = shelf.page(organiser, f"/bank/{bank}/coverage")
    assert page.css_first("#reaches") is None and page.css_first(".whom") is None
    assert "Chưa câu nào ghi đối tượng" in page.text()


def test_statements_do_not_grow(organiser: TestClient) -> None:
    counted = []
    for slug, count in (("it", 2), ("nhieu", 60)):
        asked = [replace(NUMBER, text=f"Câu {one}?") for one in range(count)]
        bank, _ = shelf.fill(*asked, slug=slug)
        organiser.get(f"/bank/{bank}/coverage")
        with statements() as said:
            organiser.get(f"/bank/{bank}/coverage")
        counted.append(len(said))
    assert counted[0] == counted[1]
