"""`commendations.export`: the list as a workbook, opened again."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.commendations import export, papers
from contest.commendations.ladders import Ladder
from contest.commendations.rules import Step
from contest.lists.sheets import MEDIA_TYPE
from contest.lists.tables import Ending
from contest.web.database import Database, reading
from tests.contest.commendations import world
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.lists.test_tables import lines
from tests.contest.rounds.test_results import NASTY
from tests.contest.standings import world as boards


def book(made: world.Prizes, number: int = 0) -> papers.File:
    with reading() as db:
        return export.workbook(papers.load(db, made.round_id, number, NOW))


def sheet(file: papers.File, name: str) -> list[list[Any]]:
    """A sheet from its titles on."""
    found = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_name(name).to_python()
    start = next(index for index, row in enumerate(found) if row[0] == "STT")
    return found[start:]


def with_units() -> world.Prizes:
    units = boards.make_units({"Thôn 1": 4, "Thôn 2": 4})
    made = world.closed(
        [("An", 15), ("Bích", 14)],
        world.PREDICTING,
        ladder=replace(LADDER, units=UNITS),
        unit=units["Thôn 1"],
    )
    world.fill(made, [("Chi", 1)], unit=units["Thôn 2"])
    return made


def test_people(sqlite_database: Database) -> None:
    titles, *rows = sheet(book(with_units()), "Cá nhân")
    assert tuple(titles) == (*export.PEOPLE, export.ERROR)
    assert rows[0] == [1, "An", "Thôn 1", 1990, "15/15", "05:00", 1, "Nhất", 1_000_000, 0]
    assert rows[3][:9] == ["", "Cộng", "", "", "", "", "", "", 2_400_000]
    assert rows[4][1] == "Bằng chữ: Hai triệu bốn trăm nghìn đồng"


def test_units(sqlite_database: Database) -> None:
    titles, *rows = sheet(book(with_units()), "Đơn vị")
    assert tuple(titles) == export.UNITS
    assert rows[:2] == [
        [1, "Thôn 1", "Số người", 2, 4, "50,0%", 1, "Nhất", 500_000],
        [2, "Thôn 2", "Tỷ lệ", 1, 4, "25,0%", 2, "Nhất", 400_000],
    ]
    assert rows[2][8] == 900_000


def test_the_sheet_to_sign_on_has_everybody_and_the_sum(sqlite_database: Database) -> None:
    made = with_units()
    titles, *rows = sheet(book(made), "Ký nhận")
    assert tuple(titles) == export.RECEIPT
    assert [row[:5] for row in rows[:5]] == [
        [1, "An", "Thôn 1", "Nhất", 1_000_000],
        [2, "Bích", "Thôn 1", "Nhì", 700_000],
        [3, "Chi", "Thôn 2", "Nhì", 700_000],
        [4, "Thôn 1", "Tập thể", "Nhất", 500_000],
        [5, "Thôn 2", "Tập thể", "Nhất", 400_000],
    ]
    assert rows[5][4] == made.draft().total == 3_300_000
    assert rows[6][1] == "Bằng chữ: Ba triệu ba trăm nghìn đồng"


def test_a_draft_and_a_version_say_what_they_are(sqlite_database: Database) -> None:
    made = world.closed(clear(2))
    draft = book(made)
    made.issue()
    version = book(made, 1)
    for file, told in ((draft, "DỰ THẢO, chưa phát hành"), (version, "Danh sách trao giải số 1")):
        cells = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_name("Cá nhân").to_python()
        assert cells[2][0] == told
    assert (draft.name, version.name) == (
        "danh-sach-trao-giai-cds-1-du-thao.xlsx",
        "danh-sach-trao-giai-cds-1-so-1.xlsx",
    )


def test_names_stay_text(sqlite_database: Database) -> None:
    made = world.closed([(name, 15 - at) for at, name in enumerate(NASTY[:5])])
    file = book(made)
    assert {row[1] for row in sheet(file, "Ký nhận")[1:6]} == set(NASTY[:5])
    with ZipFile(BytesIO(file.content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                text = parts.read(name).decode("utf-8", "replace")
                assert "<f>" not in text and "<hyperlink" not in text, name


def test_nobody(sqlite_database: Database) -> None:
    assert len(sheet(book(world.closed()), "Cá nhân")) == 1


def test_where_no_prize_has_money_nothing_is_called_0_dong(sqlite_database: Database) -> None:
    free = Ladder((Step("Nhất", 1, 0),))
    file = book(world.closed(clear(3), ladder=free))
    assert sheet(file, "Cá nhân")[1][8] == ""
    said = " ".join(str(cell) for name in ("Cá nhân", "Ký nhận") for row in sheet(file, name) for cell in row)
    assert "Cộng" not in said and "Bằng chữ" not in said


def test_the_download(viewer: TestClient) -> None:
    made = world.closed(clear(2))
    before = made.audited()
    answer = viewer.get(f"/commendations/{made.round_id}/list.xlsx")
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPE)
    assert answer.headers["cache-control"] == "no-store"
    assert made.audited() == before + 1


def test_as_csv(sqlite_database: Database) -> None:
    made = with_units()
    with reading() as db:
        paper = papers.load(db, made.round_id, 0, NOW)
        people, units = (export.workbook(paper, Ending.CSV, which) for which in (1, 2))
    assert people.name.endswith("-du-thao.csv") and people.people == paper.people
    titles, first, *_ = lines(people.content)
    assert titles == [*export.PEOPLE, export.ERROR]
    assert first == ["1", "An", "Thôn 1", "1990", "15/15", "05:00", "1", "Nhất", "1000000", "0"]
    assert lines(units.content)[1][:2] == ["1", "Thôn 1"]
