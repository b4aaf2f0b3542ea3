"""The pages of prizes of a whole contest: the ways to them, before and after the end, the form, papers."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.campaigns.states import RoundState
from contest.commendations import certifying, lists
from contest.commendations.ladders import ExtraStep, Ladder
from contest.commendations.rules import Step
from contest.commendations.states import Board, Way
from contest.web.database import reading
from tests.contest.commendations import overall
from tests.contest.commendations.overall import ONE, TURNS, another, rounds_of, whole, winners
from tests.contest.commendations.test_show import page, rows, said
from tests.contest.commendations.test_verify import codes, told
from tests.contest.commendations.world import LADDER, Prizes
from tests.parsed import HTMLParser, first, text

FORM: dict[str, object] = {
    "version": "0",
    "name": ["Nhất", "Nhì"],
    "count": ["1", "2"],
    "amount": ["2.000.000", "1.000.000"],
    "unit_name": ["Nhất"],
    "unit_count": ["1"],
    "unit_amount": ["500000"],
    "unit_board": ["turns"],
    "budget": "5.000.000",
    "once": "1",
}


def three_weeks(ladder: Ladder | None = LADDER) -> Prizes:
    thon = overall.units("Thôn 1", "Thôn 2")
    homes = {"An": thon["Thôn 1"], "Bích": thon["Thôn 2"], "Cường": thon["Thôn 2"]}
    weeks = ({"An": 10, "Bích": 12}, {"An": 9, "Cường": 15}, {"An": 1, "Bích": 1, "Cường": 1})
    return whole(*weeks, units=homes, ladder=ladder)


def links(found: HTMLParser) -> dict[str, str]:
    """Where a page leads, by the words of its links."""
    return {text(node): node.attributes["href"] or "" for node in found.css("main a[href]")}


# --- the ways ---------------------------------------------------------------------------------------


def test_from_a_round_to_the_contest_and_back(organiser: TestClient) -> None:
    made = three_weeks()
    week = rounds_of(made)[0]
    assert links(page(organiser, week))["Giải chung cuộc"] == f"/commendations/{made.round_id}"
    there = links(page(organiser, made))
    assert [there[f"Tuần {number}"] for number in (1, 2, 3)] == [
        f"/commendations/{each.round_id}" for each in rounds_of(made)
    ]
    season = there["kết quả cả cuộc thi"]
    assert season == f"/seasons/{rounds_of(made)[2].round_id}/table"
    board = HTMLParser(organiser.get(season).text)
    assert links(board)["Trao giải chung cuộc"] == f"/commendations/{made.round_id}"


def test_every_link_of_the_page_opens(organiser: TestClient) -> None:
    made = three_weeks()
    made.issue()
    for path in ("", "/ladder", "/print?version=1", "/certificates", "/versions/1", "/issue"):
        answer = organiser.get(f"/commendations/{made.round_id}{path}")
        assert answer.status_code == 200, path
        for where in links(HTMLParser(answer.text)).values():
            if where.startswith("/"):
                assert organiser.get(where).status_code == 200, (path, where)


def test_without_a_season_no_way_leads_there(organiser: TestClient) -> None:
    week = overall.world.closed([("An", 9)])
    assert "chung cuộc" not in said(page(organiser, week)).casefold()
    settings = organiser.get(f"/planning/{week.round_id}/prizes").text
    assert "chung cuộc" not in settings.casefold()


def test_from_the_settings_to_the_ladder_and_back(organiser: TestClient) -> None:
    made = three_weeks()
    week = rounds_of(made)[0].round_id
    settings = links(HTMLParser(organiser.get(f"/planning/{week}/prizes").text))
    ladder = settings["Mở cơ cấu giải chung cuộc"]
    assert ladder == f"/commendations/{made.round_id}/ladder"
    assert links(HTMLParser(organiser.get(f"/planning/{week}/season").text))["Đặt giải chung cuộc"] == ladder
    saved = HTMLParser(organiser.get(f"{ladder}?saved=1").text)
    assert organiser.get(links(saved)["Về thiết lập"]).status_code == 200


# --- the list ---------------------------------------------------------------------------------------


def test_who_gets_what_and_for_what(organiser: TestClient) -> None:
    made = three_weeks(replace(LADDER, units=TURNS))
    found = page(organiser, made)
    assert first(found, "h1") and text(first(found, "h1")) == "Trao giải chung cuộc"
    whole_page = said(found)
    for wanted in ("20 điểm, 3 vòng", "16 điểm, 2 vòng", "13 điểm, 2 vòng", "Lượt người dự thi"):
        assert wanted in whole_page, wanted
    assert "Quân số" not in whole_page
    assert "Giải đơn vị, theo số lượt người dự thi" in whole_page
    assert winners(made, Board.TURNS) == {"Thôn 2": "Nhất", "Thôn 1": "Nhì"}


def test_before_the_end_it_says_what_is_open(organiser: TestClient) -> None:
    made = three_weeks()
    another(made, 4)
    found = page(organiser, made)
    assert "Danh sách giải chung cuộc có sau khi các vòng đã đóng." in said(found)
    assert "Tuần 4" in said(found)
    assert not found.css("table.prizes-list")
    assert organiser.get(f"/commendations/{made.round_id}/issue").status_code == 409
    assert lists.NOT_OVER in organiser.get(f"/commendations/{made.round_id}/issue").text
    assert organiser.get(f"/commendations/{made.round_id}/print").status_code == 409


def test_lists_of_before_stay_when_another_round_follows(organiser: TestClient) -> None:
    made = three_weeks()
    made.issue()
    another(made, 4)
    found = page(organiser, made)
    assert links(found)["Danh sách số 1"] == f"/commendations/{made.round_id}/versions/1"
    assert organiser.get(f"/commendations/{made.round_id}/versions/1").status_code == 200
    assert organiser.get(f"/commendations/{made.round_id}/certificates").status_code == 200
    assert "có thật" in told(organiser, codes(made)[0])


def test_a_draft_round_is_named(organiser: TestClient) -> None:
    made = three_weeks()
    another(made, 4, RoundState.DRAFT)
    assert "Tuần 4 còn là bản nháp nên không được cộng." in said(page(organiser, made))


def test_a_tie_is_decided_on_its_page(organiser: TestClient) -> None:
    made = whole({"An": 9, "Bích": 8}, {"An": 8, "Bích": 9}, ladder=ONE)
    assert "bằng nhau ở mọi tiêu chí: tổng điểm." in said(page(organiser, made))
    asked = organiser.get(f"/commendations/{made.round_id}/decision?board=people&way=draw")
    assert "số bí mật của tuần 2" in text(HTMLParser(asked.text))
    mine = {"board": "people", "key": made.tie().key, "way": "draw", "witness": "Bà Y Bích"}
    answer = organiser.post(f"/commendations/{made.round_id}/decision", data=mine, follow_redirects=False)
    assert answer.headers["location"] == f"/commendations/{made.round_id}"
    after = said(page(organiser, made))
    seed = made.draft().occasion.view.seed.hex()
    assert "boc-tham-chung-cuoc|people|" in after and seed in after and "số bí mật của tuần 2" in after
    (row,) = made.board().decisions.values()
    back = organiser.post(f"/commendations/{made.round_id}/decisions/{row.id}/taking-back")
    assert back.status_code in (200, 303) and made.draft().pending


def test_lots_are_drawn_from_the_round_that_was_last_then(organiser: TestClient) -> None:
    """Another week afterwards has another seed; what was drawn is checked with the old one."""
    made = whole({"An": 9, "Bích": 9}, ladder=ONE)
    made.decide(Way.DRAW)
    made.issue()
    seed = made.draft().occasion.view.seed.hex()
    overall.close(made, another(made, 15), {"An": 1}, 15)
    assert made.draft().occasion.view.seed.hex() != seed
    shown = organiser.get(f"/commendations/{made.round_id}/versions/1").text
    assert seed in shown


# --- the form ---------------------------------------------------------------------------------------


def test_the_form_asks_only_what_a_season_knows(organiser: TestClient) -> None:
    made = three_weeks(None)
    found = HTMLParser(organiser.get(f"/commendations/{made.round_id}/ladder").text)
    assert [node.attributes["value"] for node in found.css("input[name=name]")] == [
        "Nhất",
        "Nhì",
        "Ba",
        "Khuyến khích",
    ]
    for name in ("least_right", "mean_people", "won", "rate_adds", "equal_by_perfect"):
        assert not [
            node for node in found.css(f"[name={name}]") if node.attributes.get("type") != "hidden"
        ], name
    assert not found.css("input[name=unit_name]")
    more = organiser.post(f"/commendations/{made.round_id}/ladder", data={"version": "0", "do": "unit-add"})
    options = HTMLParser(more.text).css("select[name=unit_board] option")
    assert [(node.attributes["value"], text(node)) for node in options] == [("turns", "Số lượt người")]


def test_saved_and_shown_again(organiser: TestClient) -> None:
    made = three_weeks(None)
    url = f"/commendations/{made.round_id}/ladder"
    answer = organiser.post(url, data=FORM, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{url}?saved=1")
    stored = made.draft().ladder
    assert stored.version == 1
    assert stored.ladder.people == (Step("Nhất", 1, 2_000_000), Step("Nhì", 2, 1_000_000))
    assert stored.ladder.units == (replace(TURNS[0]),)
    assert (stored.ladder.once, stored.ladder.budget) == (True, 5_000_000)
    found = HTMLParser(organiser.get(url).text)
    assert found.css("#once[checked]") and "Trao hết: 4.500.000 đồng" in said(found)
    assert organiser.post(url, data=FORM).status_code == 303 and made.draft().ladder.version == 1
    late = organiser.post(url, data=FORM | {"count": ["1", "3"]})
    assert late.status_code == 409 and "vừa được người khác sửa" in late.text


@pytest.mark.parametrize("board", ["rate", "number", "mean", "won", "people", "", "x"])
def test_other_orders_of_units_are_refused(organiser: TestClient, board: str) -> None:
    made = three_weeks(None)
    answer = organiser.post(f"/commendations/{made.round_id}/ladder", data=FORM | {"unit_board": [board]})
    assert answer.status_code == 422
    assert "Chọn cách xếp: theo số lượt người dự thi." in answer.text
    week = rounds_of(made)[0]
    assert organiser.post(f"/commendations/{week.round_id}/ladder", data=FORM).status_code == 422


def test_what_a_season_has_no_figures_for_says_nothing(organiser: TestClient) -> None:
    made = three_weeks(None)
    more = {"least_right": "50", "mean_people": "3", "won": "5,5", "rate_adds": "1", "equal_by_perfect": "1"}
    organiser.post(f"/commendations/{made.round_id}/ladder", data=FORM | more)
    stored = made.draft().ladder.ladder
    assert (stored.least_right, stored.mean_people, stored.rate_adds, stored.equal_by_perfect) == (
        0,
        0,
        False,
        False,
    )
    assert stored.won == LADDER.won


# --- papers -----------------------------------------------------------------------------------------


def test_the_list_on_paper(organiser: TestClient) -> None:
    made = three_weeks(replace(LADDER, units=TURNS))
    made.issue()
    form = {"version": "1", "body": "BAN TỔ CHỨC", "kind": "docx", "layout": "nha_nuoc"}
    answer = organiser.post(f"/commendations/{made.round_id}/print", data=form)
    assert answer.status_code == 200
    assert "danh-sach-trao-giai-cds-chung-cuoc-so-1.docx" in answer.headers["content-disposition"]
    document = Document(io.BytesIO(answer.content))
    lines = [one.text for one in document.paragraphs]
    assert any("Chung cuộc, ngày 05/10/2026" in line for line in lines)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"An", "Cường", "Bích", "Thôn 2"} <= cells and "Quân số" not in cells


def test_the_workbook(organiser: TestClient) -> None:
    made = three_weeks(replace(LADDER, units=TURNS))
    made.issue()
    answer = organiser.get(f"/commendations/{made.round_id}/list.xlsx?version=1")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    people = [row for row in book.get_sheet_by_name("Cá nhân").to_python() if row and row[0] == 1]
    assert people and "20 điểm, 3 vòng" in str(people[0][4]).replace("\u00a0", " ")
    units = book.get_sheet_by_name("Đơn vị").to_python()
    assert any("Lượt người dự thi" in row for row in units)


def test_certificates_say_that_it_was_the_whole_contest(organiser: TestClient) -> None:
    made = three_weeks(replace(ONE, units=TURNS[:1]))
    made.issue()
    shown = told(organiser, codes(made)[0])
    assert "Ngày hội Chuyển đổi số, chung cuộc" in shown and "Giải Nhất" in shown
    answer = organiser.get(f"/commendations/{made.round_id}/certificates.pdf?design=woven")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert "giay-chung-nhan-cds-chung-cuoc-so-1.pdf" in answer.headers["content-disposition"]


def test_a_certificate_names_the_ages(organiser: TestClient) -> None:
    """Of a round as of a contest: the place alone would read as the place of all."""
    by_age = (
        ExtraStep("Nhất", 1, 0, Board.AGE, 30, None),
        ExtraStep("Nhất", 1, 0, Board.YOUNGEST),
        ExtraStep("Người nhiều tuổi nhất", 1, 0, Board.OLDEST),
    )
    made = overall.world.closed([("An", 9), ("Bích", 8), ("Cường", 7), ("Dũng", 6)], ladder=None)
    made.ladder(replace(ONE, extra=by_age, besides=False))
    while made.draft().pending:
        made.decide(Way.EQUAL, made.draft().pending[0].board)
    made.issue()
    with reading() as db:
        _, every = certifying.winners(db, made.round_id, overall.NOW)
    assert [one.prize for one in every][:2] == ["Nhất", "Nhất, từ 30 tuổi trở lên"]
    assert {one.prize for one in every[2:]} <= {"Nhất, người ít tuổi nhất", "Người nhiều tuổi nhất"}
    assert "Giải Nhất, từ 30 tuổi trở lên" in told(organiser, codes(made)[1])


def test_rows_are_as_many_as_places(organiser: TestClient) -> None:
    made = whole(overall.scores([f"Người {number:03d}" for number in range(14)]), ladder=LADDER)
    assert len(rows(page(organiser, made))) >= 5
