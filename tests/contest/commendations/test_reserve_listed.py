"""The reserve list on the pages, in issued lists, and on paper opened again."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.commendations import content as frozen
from contest.commendations import export, freezing, identifying, papers, people_boards
from contest.commendations.ladders import ExtraStep, Ladder
from contest.commendations.states import Board, Check, Means, Way
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_refuse import FIVE, refuse
from tests.contest.commendations.world import LADDER, NOW, STAFF, UNITS, clear
from tests.parsed import HTMLParser, text

THREE = replace(LADDER, reserve=3)
EIGHT = [*FIVE, ("Khoa", 3), ("Lan", 2)]


def behind(page: str) -> list[tuple[str, str, str]]:
    """(place, rank, name) of the reserve list on a page."""
    found = HTMLParser(page).css("table.reserve tbody tr")
    return [(text(row.css("td")[0]), text(row.css("td")[1]), text(row.css_first("b"))) for row in found]


def listed(made: world.Prizes) -> list[tuple[str, int]]:
    draft = made.draft()
    told = [(one.place, draft.persons[one.id].name) for one in draft.boards[0].reserve]
    return [(name, place) for place, name in sorted(told)]


def test_on_the_page_equal_ones_share_a_place(organiser: TestClient) -> None:
    made = world.closed(EIGHT, ladder=replace(LADDER, reserve=2))
    page = organiser.get(f"/commendations/{made.round_id}").text
    assert behind(page) == [("1", "6", "Giang"), ("2", "7", "Hà"), ("2", "7", "Khoa")]
    assert "Danh sách dự phòng" in [text(title) for title in HTMLParser(page).css("h3")]


def test_none_is_asked_for(organiser: TestClient) -> None:
    made = world.closed(EIGHT)
    page = organiser.get(f"/commendations/{made.round_id}").text
    assert behind(page) == [] and "Danh sách dự phòng" not in text(HTMLParser(page).css_first("main"))
    assert '"reserve"' not in freezing.content(made.draft()).to_json()


def test_the_form_keeps_what_was_set(organiser: TestClient) -> None:
    made = world.closed(EIGHT, ladder=None)
    address = f"/commendations/{made.round_id}/ladder"
    field = HTMLParser(organiser.get(address).text).css_first("#reserve")
    assert field is not None and field.attributes["value"] == "3", "what a new ladder begins with"
    data = {"version": "0", "name": ["Nhất"], "count": ["1"], "amount": ["0"]}
    answer = organiser.post(address, data=data | {"reserve": "21"})
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert found.css_first("#reserve-err") is not None
    assert organiser.post(address, data=data | {"reserve": "2"}).status_code == 303
    assert listed(made) == [("Bích", 1), ("Chi", 2)]


def test_it_shifts_when_somebody_refuses(sqlite_database: Database) -> None:
    made = world.closed(EIGHT, ladder=THREE)
    assert listed(made) == [("Giang", 1), ("Hà", 2), ("Khoa", 2)]
    refuse(made, "An")
    assert listed(made) == [("Hà", 1), ("Khoa", 1), ("Lan", 3)]


def test_nobody_while_a_tie_waits(sqlite_database: Database) -> None:
    made = world.closed([*FIVE[:4], ("Em", 5), ("Giang", 5), ("Hà", 1)], ladder=THREE)
    assert listed(made) == []
    made.decide(Way.HAND, prizes={made.entries["Em"]: 2, made.entries["Giang"]: None})
    assert listed(made) == [("Giang", 1), ("Hà", 2)]


def test_who_has_a_prize_by_age_is_not_on_it(sqlite_database: Database) -> None:
    young = ExtraStep("Trẻ", 1, 0, Board.AGE, 16, 60)
    made = world.closed(EIGHT, ladder=replace(THREE, extra=(young,)))
    draft = made.draft()
    by_age = {draft.persons[row.id].name for row in draft.boards[1].allocation.rows if row.step is not None}
    assert by_age == {"Giang"}
    assert [name for name, _ in listed(made)] == ["Hà", "Khoa", "Lan"]
    assert sorted(draft.persons[one.id].name for one in draft.boards[1].reserve) == ["Hà", "Khoa", "Lan"]


@pytest.mark.parametrize("spare", [0, 1, 50])
def test_however_little_is_read_at_first(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, spare: int
) -> None:
    monkeypatch.setattr(people_boards, "SPARE", spare)
    made = world.closed([*clear(7), *((f"Bằng {at:02d}", 5) for at in range(30))], ladder=THREE)
    found = listed(made)
    assert [place for _, place in found] == [1, 2, *[3] * 30]


# --- issued, and on paper -------------------------------------------------------------------------


def test_an_issued_list_keeps_it(database: Database) -> None:
    made = world.closed(EIGHT, ladder=THREE)
    made.issue()
    with reading() as db:
        paper = papers.load(db, made.round_id, 1, NOW)
    wanted = [("Giang", 6, 1), ("Hà", 7, 2), ("Khoa", 7, 2)]
    names = {entry: name for name, entry in made.entries.items()}
    assert sorted((names[one.entry], one.rank, one.place) for one in paper.content.reserve) == wanted
    assert frozen.from_json(paper.content.to_json()) == paper.content
    refuse(made, "An")
    with reading() as db:
        assert papers.load(db, made.round_id, 1, NOW).content == paper.content


def test_the_page_of_an_issued_list(organiser: TestClient) -> None:
    made = world.closed(EIGHT, ladder=THREE)
    made.issue()
    page = organiser.get(f"/commendations/{made.round_id}/versions/1").text
    assert behind(page) == [("1", "6", "Giang"), ("2", "7", "Hà"), ("2", "7", "Khoa")]


def printed(client: TestClient, made: world.Prizes, **form: str) -> Any:
    given = {"body": "BAN TỔ CHỨC", "kind": "docx", **form}
    answer = client.post(f"/commendations/{made.round_id}/print", data=given)
    assert answer.status_code == 200
    return docx.Document(BytesIO(answer.content))


def tables(document: Any) -> list[list[list[str]]]:
    every = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [table for table in every if table and table[0][0] == "STT"]


def test_it_is_a_part_of_its_own_of_the_printed_list(organiser: TestClient) -> None:
    made = world.closed(EIGHT, ladder=THREE)
    document = printed(organiser, made)
    lines = [line.text for line in document.paragraphs]
    assert "I. Giải cá nhân" in lines and "II. Danh sách dự phòng" in lines
    assert any(line.startswith("Danh sách gồm 5 cá nhân;") for line in lines), "the reserve is not counted"
    winners, reserve = tables(document)
    assert [row[1] for row in reserve[1:]] == ["Giang", "Hà", "Khoa"]
    assert [row[-1] for row in reserve[1:]] == ["Dự phòng 1", "Dự phòng 2", "Dự phòng 2"]
    assert "Tiền thưởng (đồng)" in winners[0] and "Tiền thưởng (đồng)" not in reserve[0]


def test_nobody_of_it_signs(organiser: TestClient) -> None:
    made = world.closed(EIGHT, ladder=THREE)
    document = printed(organiser, made, signing="1")
    (winners,) = tables(document)
    assert "Giang" not in [row[1] for row in winners]
    assert not any("dự phòng" in line.text.casefold() for line in document.paragraphs)


def sheets(made: world.Prizes) -> dict[str, list[list[Any]]]:
    with reading() as db:
        file = export.workbook(papers.load(db, made.round_id, 0, NOW))
    book = CalamineWorkbook.from_filelike(BytesIO(file.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook(sqlite_database: Database) -> None:
    made = world.closed(EIGHT, ladder=THREE)
    book = sheets(made)
    assert list(book) == ["Cá nhân", "Danh sách dự phòng", "Ký nhận"]
    rows = book["Danh sách dự phòng"]
    start = next(at for at, row in enumerate(rows) if row[0] == "Dự phòng")
    assert tuple(rows[start]) == export.BEHIND
    assert [(row[0], row[1], row[5]) for row in rows[start + 1 :]] == [
        (1, "Giang", 6),
        (2, "Hà", 7),
        (2, "Khoa", 7),
    ]


def test_the_sheet_to_sign_says_who_is_known(sqlite_database: Database) -> None:
    made = world.closed(EIGHT, ladder=THREE)
    with writing() as db:
        for name, state in (("An", Check.DONE), ("Bích", Check.FAILED)):
            entry = made.entries[name]
            identifying.identify(db, STAFF, made.round_id, entry, state, Means.PAPER, NOW)
    rows = sheets(made)["Ký nhận"]
    start = next(at for at, row in enumerate(rows) if row[0] == "STT")
    assert rows[start] == [
        "STT",
        "Người, đơn vị nhận",
        "Đơn vị",
        "Giải",
        "Số tiền (đồng)",
        "Xác minh",
        "Ký nhận",
    ]
    assert [row[5] for row in rows[start + 1 : start + 6]] == ["Đã xác minh", "", "", "", ""]


def test_where_people_have_no_prizes_nobody_comes_next(sqlite_database: Database) -> None:
    made = world.closed(EIGHT, ladder=Ladder(people=(), units=UNITS, reserve=3))
    assert [board.reserve for board in made.draft().boards if board.is_of_people] == [()]
