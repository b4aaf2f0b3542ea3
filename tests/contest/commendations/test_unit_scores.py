"""Prizes of units by mean and by prizes won: from the board to the page, the paper and the sheet."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from contest.commendations import certifying, content, export, papers
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.rules import Step
from contest.commendations.states import Board, Way
from contest.people import service as people
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_show import page, rows, said
from tests.contest.commendations.test_units_listed import made_of
from tests.contest.commendations.world import NOW
from tests.parsed import HTMLParser, attr, text

MEAN = Ladder((), (UnitStep("Nhất", 1, 500_000, Board.MEAN), UnitStep("Nhì", 1, 200_000, Board.MEAN)))
WON = Ladder(
    (Step("Nhất", 1, 0), Step("Nhì", 1, 0), Step("Ba", 2, 0)), (UnitStep("Tập thể", 1, 400_000, Board.WON),)
)
SIZES: dict[str, int | None] = {"Thôn 1": 10, "Thôn 2": 10, "Thôn 3": 10}


def scored(points: dict[str, list[int]], ladder: Ladder, minimum: int = 1) -> world.Prizes:
    """A closed round: unit → right answers of each of its people."""
    made, _ = made_of({unit: len(each) for unit, each in points.items()}, SIZES, ladder, minimum)
    for unit, each in points.items():
        for at, right in enumerate(each, 1):
            made.place(f"{unit} {at:04d}", right, seconds=300)
    return made


def test_by_mean_whoever_came_counts(database: Database) -> None:
    made = scored({"Thôn 1": [10, 9], "Thôn 2": [10, 10, 8], "Thôn 3": [9]}, MEAN)
    assert made.told(Board.MEAN) == {"Thôn 1": "Nhất", "Thôn 2": "Nhì"}
    made.ladder(replace(MEAN, mean_people=3))
    assert made.told(Board.MEAN) == {"Thôn 2": "Nhất"}
    made.remove("Thôn 2 0003")
    assert made.told(Board.MEAN) == {}
    made.ladder(MEAN)
    assert made.told(Board.MEAN) == {"Thôn 2": "Nhất", "Thôn 1": "Nhì"}


def test_equal_means_are_a_tie_that_the_committee_decides(database: Database) -> None:
    made = scored({"Thôn 1": [10, 8], "Thôn 2": [9], "Thôn 3": [8]}, MEAN)
    assert made.told(Board.MEAN) == {"Thôn 1": "tied", "Thôn 2": "tied", "Thôn 3": "waiting"}
    made.decide(Way.EQUAL, Board.MEAN)
    assert made.told(Board.MEAN) == {"Thôn 1": "Nhất", "Thôn 2": "Nhất", "Thôn 3": "Nhì"}


def test_who_has_a_prize_by_an_earlier_order_is_passed_over(database: Database) -> None:
    ladder = replace(MEAN, units=(UnitStep("Nhất", 1, 0, Board.NUMBER), *MEAN.units))
    made = scored({"Thôn 1": [10, 10], "Thôn 2": [9], "Thôn 3": [8]}, ladder)
    assert made.told(Board.NUMBER) == {"Thôn 1": "Nhất"}
    assert made.told(Board.MEAN) == {"Thôn 1": "passed", "Thôn 2": "Nhất", "Thôn 3": "Nhì"}
    (row,) = [row for row in made.board(Board.MEAN).rows if row.reason]
    assert row.reason == "Đã nhận giải Nhất theo số người"


def test_by_prizes_won(database: Database) -> None:
    """Thôn 1 has Nhất, Thôn 2 Nhì and Ba: ten against fourteen."""
    made = scored({"Thôn 1": [15], "Thôn 2": [14, 13], "Thôn 3": [12, 11]}, WON)
    assert made.told()["Thôn 3 0001"] == "Ba"
    assert made.told(Board.WON) == {"Thôn 2": "Tập thể"}
    made.ladder(replace(WON, won=(20, 1)))
    assert made.told(Board.WON) == {"Thôn 1": "Tập thể"}


def test_by_prizes_won_and_the_part_that_came(database: Database) -> None:
    """10 + 10, 14 + 20, 6 + 20; then the prizes bring so little that 30 % of Thôn 3 are the most."""
    made = scored({"Thôn 1": [15], "Thôn 2": [14, 13], "Thôn 3": [12, 11]}, replace(WON, rate_adds=True))
    placed = {one.unit_id: one.score for one in made.draft().units.values()}
    assert sorted(filter(None, placed.values())) == [20, 26, 34]
    made.ladder(replace(WON, rate_adds=True, won=(1,)))
    with reading() as db:
        third = people.units_of(db, [made.entries["Thôn 3 0001"]])[made.entries["Thôn 3 0001"]]
    world.fill(made, [("Một người nữa", 1)], unit=third)
    assert made.told(Board.WON) == {"Thôn 3": "Tập thể"}


def test_nothing_is_won_before_the_people_are_settled(organiser: TestClient) -> None:
    made = scored({"Thôn 1": [15], "Thôn 2": [15]}, WON)
    assert made.told() == {"Thôn 1 0001": "tied", "Thôn 2 0001": "tied"}
    board = made.board(Board.WON)
    assert (board.rows, board.allocation.unfilled, board.waits_for_people) == ((), (0,), True)
    told = said(page(organiser, made))
    assert "Tính được điểm giải khi các nhóm bằng nhau ở giải cá nhân đã quyết định xong." in told
    assert "chưa trao" not in told and "Tổng đến đây" not in told
    made.decide(Way.DRAW)
    winner = next(name for name, prize in made.told().items() if prize == "Nhất")
    assert made.told(Board.WON) == {winner.removesuffix(" 0001"): "Tập thể"}


def test_prizes_of_people_without_a_unit_bring_nobody_anything(database: Database) -> None:
    made = scored({"Thôn 1": [5]}, WON)
    world.fill(made, [("Tự do", 15)])
    assert made.told()["Tự do"] == "Nhất"
    assert made.told(Board.WON) == {"Thôn 1": "Tập thể"}


# --- pages and papers --------------------------------------------------------------------------------


def test_the_page_says_by_what(organiser: TestClient) -> None:
    made = scored({"Thôn 1": [10, 9], "Thôn 2": [10, 10, 8]}, MEAN)
    found = page(organiser, made)
    assert "Giải đơn vị, theo điểm trung bình" in [text(node) for node in found.css("main h2")]
    assert rows(found)[:2] == [
        ["1", "Thôn 1", "2", "10", "9,50", "Nhất", "500.000"],
        ["2", "Thôn 2", "3", "10", "9,33", "Nhì", "200.000"],
    ]
    heads = [text(node) for node in found.css("table.prizes-list")[-1].css("thead th")]
    assert heads[4] == "Điểm trung bình"


def test_a_tie_of_means_is_asked_as_such(organiser: TestClient) -> None:
    made = scored({"Thôn 1": [10], "Thôn 2": [10]}, MEAN)
    assert "2 đơn vị cùng hạng 1 có điểm trung bình bằng nhau." in said(page(organiser, made))
    answer = organiser.get(f"/commendations/{made.round_id}/decision?board=mean&way=hand")
    assert answer.status_code == 200 and "Thôn 1" in answer.text and "Thôn 2" in answer.text


def test_a_frozen_list_keeps_the_exact_score(organiser: TestClient) -> None:
    made = scored({"Thôn 1": [10, 10, 8]}, MEAN)
    made.issue()
    with reading() as db:
        paper = papers.load(db, made.round_id, 1, NOW)
        _, (winner,) = certifying.winners(db, made.round_id, NOW)
    (one,) = paper.content.units
    assert (one.score, one.exact) == ((28, 3), Fraction(28, 3))
    assert content.from_json(paper.content.to_json()) == paper.content
    row = papers._unit(one)
    assert (row.mean, row.won) == ("9,33", None)
    assert certifying._achievement(paper.occasion, one) == "3 người dự thi, điểm trung bình 9,33"
    assert winner.name == "Thôn 1"
    answer = organiser.get(f"/commendations/{made.round_id}/versions/1")
    assert answer.status_code == 200 and "9,33" in answer.text
    made.place("Thôn 1 0001", 9)
    assert "Thôn 1 giữ giải Nhất 500.000 đồng, kết quả hoặc đơn vị đã đổi." in said(page(organiser, made))


def test_a_list_of_before_is_the_same_text(database: Database) -> None:
    made = scored({"Thôn 1": [10]}, Ladder((), (UnitStep("Nhất", 1, 0, Board.RATE),)))
    made.issue()
    with reading() as db:
        told = papers.load(db, made.round_id, 1, NOW).content.to_json()
    assert "score" not in told and content.from_json(told).units[0].score is None


def test_the_sheet_has_the_score(database: Database) -> None:
    made = scored({"Thôn 1": [15], "Thôn 2": [14, 13]}, WON)
    with reading() as db:
        file = export.workbook(papers.load(db, made.round_id, 0, NOW))
    sheet = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_name("Đơn vị").to_python()
    at = next(index for index, row in enumerate(sheet) if row[0] == "STT")
    assert tuple(sheet[at]) == (*export.UNITS, export.SCORE)
    assert sheet[at + 1][1:4] == ["Thôn 2", "Điểm giải", 2] and sheet[at + 1][9] == "14"


# --- the form ----------------------------------------------------------------------------------------


def test_the_form_keeps_and_explains(organiser: TestClient) -> None:
    made = world.closed(ladder=None)
    url = f"/commendations/{made.round_id}/ladder"
    form: dict[str, object] = {
        "version": "0",
        "name": ["Nhất", "Nhì"],
        "count": ["1", "1"],
        "amount": ["", ""],
        "unit_name": ["Nhất", "Nhất"],
        "unit_count": ["1", "1"],
        "unit_amount": ["", ""],
        "unit_board": ["mean", "won"],
        "mean_people": "3",
        "won": "9; 4",
        "rate_adds": "1",
    }
    wrong = organiser.post(url, data=form | {"won": "chín", "mean_people": "0"})
    assert wrong.status_code == 422
    found = HTMLParser(wrong.text)
    assert "ví dụ 10, 8, 6" in text(found.css_first("#won-err"))
    assert found.css_first("#mean_people-err") is not None
    assert attr(found, "input[name=won]", "value") == "chín"
    assert organiser.post(url, data=form).status_code == 303
    kept = HTMLParser(organiser.get(url).text)
    assert attr(kept, "input[name=won]", "value") == "9, 4"
    assert "Đang tính mỗi giải Nhất 9 điểm, mỗi giải Nhì 4 điểm." in text(kept.css_first("main"))
    rules = organiser.get("/campaigns/cds/rules").text.replace("\u00a0", " ")
    assert "Đơn vị có dưới 3 người dự thi không xét giải theo điểm trung bình." in rules
    assert "Điểm giải được cộng thêm tỷ lệ dự thi của đơn vị, mỗi phần trăm là 1 điểm." in rules


@pytest.mark.parametrize(("column", "word"), [("board", "khac"), ("way", "khac")])
def test_only_known_words_are_stored(database: Database, column: str, word: str) -> None:
    made = scored({"Thôn 1": [10], "Thôn 2": [10]}, MEAN)
    made.decide(Way.EQUAL, Board.MEAN)
    with pytest.raises(IntegrityError), writing() as db:
        db.connection().execute(sql(f"UPDATE tie_decision SET {column} = '{word}'"))
