"""Prizes by age from the form to the list, the paper and the certificates."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.campaigns import service as campaigns
from contest.commendations import ages, certifying, comparing, content, export, papers, promising, service
from contest.commendations.ladder_pages import StepRow
from contest.commendations.ladders import ExtraStep, Ladder
from contest.commendations.rules import Step
from contest.commendations.states import Board, Way
from contest.errors import Conflict
from contest.people import service as people
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_ladder import FORM, opened, url, values
from tests.contest.commendations.test_show import page, said
from tests.contest.commendations.world import NOW
from tests.parsed import HTMLParser, attr, text

#: The round closes in 2026.
BORN = {"An": 2012, "Bình": 1950, "Chi": 2000, "Dũng": 1960, "Em": 2011, "Giang": None}
EXTRA = (
    ExtraStep("Nhất", 1, 200_000, Board.AGE, None, 15),
    ExtraStep("Nhất", 1, 100_000, Board.AGE, 60, None),
    ExtraStep("Nhỏ tuổi nhất", 1, 50_000, Board.YOUNGEST),
    ExtraStep("Cao tuổi nhất", 1, 50_000, Board.OLDEST),
)
MADE = Ladder((Step("Nhất", 1, 500_000),), extra=EXTRA)


def contest(ladder: Ladder = MADE) -> world.Prizes:
    """Everybody's place is that of their line."""
    made = world.closed(ladder=ladder)
    for at, (name, year) in enumerate(BORN.items()):
        world.fill(made, [(name, 15 - at)], birth_year=year)
    return made


def test_one_prize_a_person(database: Database) -> None:
    """An has the first prize, so Em has that of the children, and the youngest without a prize is Chi."""
    made = contest()
    told = {
        board.label or board.board.value: winners(made, board.board, board.group) for board in boards(made)
    }
    assert told == {
        "people": {"An": "Nhất"},
        "dưới 16 tuổi": {"Em": "Nhất"},
        "từ 60 tuổi trở lên": {"Bình": "Nhất"},
        "youngest": {"Chi": "Nhỏ tuổi nhất"},
        "oldest": {"Dũng": "Cao tuổi nhất"},
    }
    assert made.draft().total == 900_000


def boards(made: world.Prizes):
    return made.draft().boards


def winners(made: world.Prizes, board: Board, group: str) -> dict[str, str]:
    draft = made.draft()
    one = next(each for each in draft.boards if (each.board, each.group) == (board, group))
    return {draft.persons[row.id].name: one.steps[row.step].name for row in one.rows if row.step is not None}


def test_the_youngest_and_oldest_beside_another_prize(database: Database) -> None:
    made = contest(replace(MADE, besides=True))
    assert winners(made, Board.YOUNGEST, "") == {"An": "Nhỏ tuổi nhất"}
    assert winners(made, Board.OLDEST, "") == {"Bình": "Cao tuổi nhất"}
    made.issue()
    with reading() as db:
        paper, every = certifying.winners(db, made.round_id, NOW)
    of_an = [one for one in every if one.name == "An"]
    assert [one.prize for one in of_an] == ["Nhất", "Nhỏ tuổi nhất"]
    assert len({one.code for one in of_an}) == 2
    with reading() as db:
        shown = [certifying.verify(db, one.code, NOW) for one in of_an]
    assert [one.prize for one in shown] == ["Giải Nhất", "Giải Nhỏ tuổi nhất"]
    assert [one.state for one in shown] == ["genuine", "genuine"]
    assert paper.content.total == 900_000


def test_who_has_not_enough_right_is_not_the_youngest(database: Database) -> None:
    """An had all of 15 right, Em 11: 73%."""
    made = contest(replace(MADE, people=(), extra=EXTRA[2:], least_right=74))
    assert winners(made, Board.YOUNGEST, "") == {"An": "Nhỏ tuổi nhất"}
    made.remove("An")
    assert winners(made, Board.YOUNGEST, "") == {"Chi": "Nhỏ tuổi nhất"}
    made.ladder(replace(MADE, people=(), extra=EXTRA[2:], least_right=73))
    assert winners(made, Board.YOUNGEST, "") == {"Em": "Nhỏ tuổi nhất"}


def test_equal_birth_years_are_for_the_committee(organiser: TestClient) -> None:
    made = contest(replace(MADE, people=(), extra=EXTRA[2:3]))
    world.fill(made, [("Hoa", 2)], birth_year=2012)
    told = said(page(organiser, made))
    assert "Giải người ít tuổi nhất" in told and "2 người cùng hạng 1 có cùng năm sinh." in told
    answer = organiser.get(f"/commendations/{made.round_id}/decision?board=youngest&way=hand")
    found = HTMLParser(answer.text)
    assert answer.status_code == 200
    assert {text(node) for node in found.css(".members td b")} == {"An", "Hoa"}
    made.decide(Way.DRAW, Board.YOUNGEST)
    assert len(winners(made, Board.YOUNGEST, "")) == 1


def test_a_tie_of_an_age_is_found_by_its_group(organiser: TestClient) -> None:
    made = contest(replace(MADE, people=()))
    world.fill(made, [("Ông Hoa", 14)], birth_year=1951)
    assert "Giải theo độ tuổi, từ 60 tuổi trở lên" in said(page(organiser, made))
    base = f"/commendations/{made.round_id}/decision?board=age"
    back = organiser.get(f"{base}&way=pick")
    assert "Danh sách đã thay đổi" in back.text, "no tie without a group"
    found = HTMLParser(organiser.get(f"{base}&group=60-&way=pick").text)
    assert attr(found, "input[name=group]", "value") == "60-"
    key = attr(found, "input[name=key]", "value")
    wrong = organiser.post(
        f"/commendations/{made.round_id}/decision",
        data={"board": "age", "group": "60-", "key": key, "way": "pick"},
    )
    assert wrong.status_code == 422
    assert attr(HTMLParser(wrong.text), "input[name=group]", "value") == "60-"
    done = organiser.post(
        f"/commendations/{made.round_id}/decision",
        data={"board": "age", "group": "60-", "key": key, "way": "equal", "lower": "keep"},
    )
    assert done.status_code == 303
    assert set(winners(made, Board.AGE, "60-")) == {"Bình", "Ông Hoa"}


def test_the_page_tells_years_and_who_was_passed_over(organiser: TestClient) -> None:
    made = contest()
    found = page(organiser, made)
    heads = [text(node) for node in found.css("main h2")]
    assert heads[:5] == [
        "Giải cá nhân",
        "Giải theo độ tuổi, dưới 16 tuổi",
        "Giải theo độ tuổi, từ 60 tuổi trở lên",
        "Giải người ít tuổi nhất",
        "Giải người nhiều tuổi nhất",
    ]
    table = found.css("table.prizes-list")[1]
    assert "Năm sinh" in [text(node) for node in table.css("thead th")]
    rows = [[text(cell) for cell in row.css("td")] for row in table.css("tbody tr")]
    assert rows[0][1:4] == ["An", "", "2012"] and "Đã nhận giải Nhất" in rows[0]
    assert rows[1][:4] == ["5", "Em", "", "2011"]


def test_an_issued_list_tells_the_same(organiser: TestClient) -> None:
    made = contest()
    made.issue()
    with reading() as db:
        paper = papers.load(db, made.round_id, 1, NOW)
        every = service.versions(db, made.round_id)
    assert content.from_json(paper.content.to_json()) == paper.content
    assert [section.heading for section in papers.sections(paper, with_reserve=True)] == [
        "I. Giải cá nhân",
        "II. Giải theo độ tuổi, dưới 16 tuổi",
        "III. Giải theo độ tuổi, từ 60 tuổi trở lên",
        "IV. Giải người ít tuổi nhất",
        "V. Giải người nhiều tuổi nhất",
    ]
    answer = organiser.get(f"/commendations/{made.round_id}/versions/1")
    assert answer.status_code == 200
    assert "Giải theo độ tuổi, từ 60 tuổi trở lên" in answer.text
    assert comparing.changes(every[0].content, paper.content) == ()
    assert "board" not in paper.content.to_json().partition('"people":')[2].partition('"prize":"Nhất"')[0]
    sheet = CalamineWorkbook.from_filelike(BytesIO(export.workbook(paper).content))
    lines = sheet.get_sheet_by_name("Cá nhân").to_python()
    at = next(index for index, row in enumerate(lines) if row[0] == "STT")
    assert lines[at][9] == export.OF
    assert [row[9] for row in lines[at + 1 : at + 4]] == [
        "Giải cá nhân",
        "Giải theo độ tuổi, dưới 16 tuổi",
        "Giải theo độ tuổi, từ 60 tuổi trở lên",
    ]


def test_the_most_prizes_count_those_by_age(database: Database) -> None:
    """Half of six people is three prizes."""
    made = contest(replace(MADE, cap=50))
    assert [len(winners(made, one.board, one.group)) for one in boards(made)] == [1, 1, 1, 0, 0]
    cut = [one.cut for one in boards(made)]
    assert cut == [(0,), (0,), (0,), (1,), (1,)]


def test_after_names_are_erased_the_issued_list_stands(organiser: TestClient) -> None:
    made = contest()
    made.issue()
    with writing() as db:
        view = campaigns.view(db, made.round_id, NOW)
        people.forget_campaign(db, view.campaign_id, NOW)
    told = said(page(organiser, made))
    assert "khác kết quả hiện nay" not in told
    asked = text(HTMLParser(organiser.get(f"/commendations/{made.round_id}/issue").text).css_first("main"))
    assert service.FORGOTTEN in asked
    with pytest.raises(Conflict, match="năm sinh đã xóa"):
        made.issue("Lập lại")
    assert "Đã xóa tên" in organiser.get(f"/commendations/{made.round_id}/versions/1").text


def test_numerals() -> None:
    assert [papers.roman(at) for at in (1, 4, 9, 10, 14)] == ["I", "IV", "IX", "X", "XIV"]


# --- the form ----------------------------------------------------------------------------------------

ROWS: dict[str, object] = {
    "extra_name": ["Nhất", "Cụ cao tuổi nhất"],
    "extra_count": ["1", "1"],
    "extra_amount": ["200.000", ""],
    "extra_board": ["age", "oldest"],
    "extra_least": ["16", ""],
    "extra_most": ["30", ""],
    "least_right": "50 %",
    "besides": "1",
}


def test_saved_shown_again_and_promised(organiser: TestClient) -> None:
    made = opened()
    assert organiser.post(url(made), data=FORM | ROWS).status_code == 303
    found = HTMLParser(organiser.get(url(made)).text)
    assert values(found, "extra_name") == ["Nhất", "Cụ cao tuổi nhất"]
    assert values(found, "extra_least") == ["16", ""] and values(found, "extra_most") == ["30", ""]
    assert values(found, "least_right") == ["50"]
    assert found.css_first("#besides[checked]") is not None
    told = text(HTMLParser(organiser.get("/campaigns/cds/rules").text).css_first("main"))
    assert "Giải cho người dự thi từ 16 đến 30 tuổi: 1 giải Nhất trị giá 200.000 đồng." in told
    assert "được xếp hạng và trả lời đúng ít nhất 50% số câu" in told
    assert "trong vòng thi, trừ giải cho người ít tuổi nhất, nhiều tuổi nhất." in told


@pytest.mark.parametrize(
    ("board", "least", "most", "errors"),
    [
        ("", "", "", {"board": ages.NO_WHOM}),
        ("rate", "", "", {"board": ages.NO_WHOM}),
        ("age", "", "", {"least": ages.NO_AGES}),
        ("age", "0", "", {"least": ages.WRONG_AGE}),
        ("age", "1", "", {}),
        ("age", "", "120", {}),
        ("age", "", "121", {"most": ages.WRONG_AGE}),
        ("age", "mười", "x", {"least": ages.WRONG_AGE, "most": ages.WRONG_AGE}),
        ("age", "30", "16", {"most": ages.WRONG_ORDER}),
        ("age", "16", "16", {}),
        ("youngest", "16", "", {}),
    ],
)
def test_whom_a_prize_is_for(board: str, least: str, most: str, errors: dict[str, str]) -> None:
    assert ages.wrong(StepRow("Nhất", "1", "", board, least, most)) == errors


def test_what_is_wrong_is_kept_beside_its_cell(organiser: TestClient) -> None:
    made = opened()
    answer = organiser.post(url(made), data=FORM | ROWS | {"extra_least": ["40", ""], "least_right": "nửa"})
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert ages.WRONG_ORDER in text(found.css_first("#extra-0-most-err"))
    assert "Ghi số từ 1 đến 100" in text(found.css_first("#least_right-err"))
    assert values(found, "extra_least") == ["40", ""]


@pytest.mark.parametrize(
    ("deed", "names"),
    [
        ("extra-add", ["Nhất", "Cụ cao tuổi nhất", ""]),
        ("extra-up-1", ["Cụ cao tuổi nhất", "Nhất"]),
        ("extra-drop-0", ["Cụ cao tuổi nhất"]),
    ],
)
def test_its_buttons_without_script(organiser: TestClient, deed: str, names: list[str]) -> None:
    answer = organiser.post(url(opened()), data=FORM | ROWS | {"do": deed})
    assert answer.status_code == 200
    assert values(HTMLParser(answer.text), "extra_name") == names


def test_what_the_front_page_promises() -> None:
    assert [prize.name for prize in promising.prizes(MADE)] == [
        "Nhất",
        "Nhất (dưới 16 tuổi)",
        "Nhất (từ 60 tuổi trở lên)",
        "Nhỏ tuổi nhất (ít tuổi nhất)",
        "Cao tuổi nhất (nhiều tuổi nhất)",
    ]
    plain = [line.replace("\u00a0", " ") for line in promising.sentences(replace(MADE, people=()))]
    assert "Giải cho người dự thi dưới 16 tuổi: 1 giải Nhất trị giá 200.000 đồng." in plain
    assert "Mỗi người nhận nhiều nhất một giải trong vòng thi." in plain
    assert not any("độ tuổi" in line or "năm sinh" in line for line in promising.sentences(world.LADDER))
