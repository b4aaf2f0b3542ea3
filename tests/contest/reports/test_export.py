"""The workbook: read back cell by cell; formulas stay text; options only for whoever may see the bank."""

from __future__ import annotations

import io

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.accounts.states import ContestRole, Role
from contest.reports import export
from contest.web.database import writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.contest.lists.test_tables import lines
from tests.contest.reports.school import DONE, School, knows
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS

TOP = 5


def made(people: int = 40) -> School:
    school = School.made()
    school.crowd([knows(0, 1) if number < people // 2 else knows(1) for number in range(people)])
    school.close()
    school.count()
    return school


def url(school: School, query: str = "") -> str:
    return f"/reports/{school.round_id}/analysis.xlsx{query}"


def sheets(browser: TestClient, school: School, query: str = "") -> dict[str, list[list[object]]]:
    answer = browser.get(url(school, query))
    assert answer.status_code == 200, answer.text
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = (
        (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
    )
    return {name: [list[object](row) for row in sheet] for name, sheet in rows}


def test_three_sheets_say_what_the_pages_say(organiser: TestClient, clock: Clock) -> None:
    school = made()
    clock.set(DONE)
    found = sheets(organiser, school)
    assert list(found) == ["Cả đề", "Câu hỏi", "Phương án"]
    whole = {row[0]: row[1] for row in found["Cả đề"][TOP:]}
    assert whole["Số bài"] == "40"
    assert str(whole["Điểm trung bình"]).startswith("50,0%")
    titles, *rows = found["Câu hỏi"][TOP:]
    columns = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [(one["Câu"], one["Số bài"], one["Độ dễ (%)"]) for one in columns] == [
        (1, 40, 50),
        (2, 40, 100),
        (3, 40, 0),
    ]
    assert columns[1]["Nhận xét"] == "Quá dễ"
    assert columns[1]["Độ phân biệt (%)"] == "", "not a number: not defined"
    titles, *rows = found["Phương án"][TOP:]
    first = dict(zip(titles, rows[0], strict=True))
    assert (first["Phương án"], first["Số người chọn"], first["Tỷ lệ (%)"]) == ("A", 20, 50)
    assert (first["Tổng điểm TB"], first["Đáp án"]) == (2, "đúng")
    assert len(rows) == 12


def test_the_file_has_a_name_and_is_not_kept(organiser: TestClient, clock: Clock) -> None:
    school = made(2)
    clock.set(DONE)
    answer = organiser.get(url(school))
    assert answer.headers["content-disposition"] == 'attachment; filename="thong-ke-cau-hoi-cds-1.xlsx"'
    assert answer.headers["cache-control"] == "no-store"


def test_what_looks_like_a_formula_stays_text(organiser: TestClient, clock: Clock) -> None:
    evil = "=cmd|' /C calc'!A0 câu 0"
    with writing() as db:
        asked = ParsedQuestion(Kind.one, evil, ("=1+1", "@SUM(A1)", "+84", "-5"), (0,))
        questions.save_bank(db, "bank", "Ngân hàng", [asked])
    school = School(world.make(world.rules(blueprint=(world.BlueprintLine(count=1),)), bank=0))
    school.come("A Thui", knows())
    school.close()
    school.count()
    clock.set(DONE)
    found = sheets(organiser, school)
    assert found["Câu hỏi"][TOP + 1][1] == evil
    assert {row[3] for row in found["Phương án"][TOP + 1 :]} == {"=1+1", "@SUM(A1)", "+84", "-5"}


@pytest.mark.parametrize(
    ("part", "sees"),
    [(ContestRole.VIEWER, False), (ContestRole.PROCTOR, False), (ContestRole.AUTHOR, True)],
)
def test_options_and_keys_only_for_who_may_see_the_bank(
    enter: Enter, clock: Clock, part: ContestRole, sees: bool
) -> None:
    browser = enter(Role.VIEWER)
    school = made(2)
    world.give_part(Role.VIEWER, school.round_id, part)
    clock.set(DONE)
    found = sheets(browser, school)
    assert ("Phương án" in found) is sees
    assert ("Đúng một" in str(found)) is sees


def test_before_the_close_there_is_no_file(organiser: TestClient, clock: Clock) -> None:
    school = School.made()
    school.crowd([knows(0)])
    clock.set(OPENS)
    assert organiser.get(url(school)).status_code == 404


def test_all_attempts_in_a_file(organiser: TestClient, clock: Clock) -> None:
    school = School.made(attempts_allowed=2)
    entry = school.come("A Thui", knows())
    school.sit(entry, knows(0), OPENS + (DONE - OPENS) / 4)
    school.close()
    school.count()
    clock.set(DONE)
    assert sheets(organiser, school, "?attempts=all")["Cả đề"][TOP + 1][1] == "2"
    assert sheets(organiser, school)["Cả đề"][TOP + 1][1] == "1"


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    school = School.made()
    answer = app_client.get(url(school))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


def test_who_has_no_part_finds_nothing(enter: Enter) -> None:
    school = School.made()
    assert enter(Role.ORGANISER).get(url(school)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, bad: str) -> None:
    assert organiser.get(f"/reports/{bad}/analysis.xlsx").status_code == 404


def test_it_takes_no_post(organiser: TestClient) -> None:
    assert organiser.post(url(School.made())).status_code == 405


def test_the_questions_as_csv(organiser: TestClient, clock: Clock) -> None:
    school = made()
    clock.set(DONE)
    titles, *rows = lines(organiser.get(url(school).replace(".xlsx", ".csv")).content)
    assert titles == [*export.COLUMNS]
    easy = titles.index("Độ dễ (%)")
    assert [(row[0], row[easy]) for row in rows][:2] == [("1", "50"), ("2", "100")]
    whole = lines(organiser.get(url(school).replace(".xlsx", ".csv?sheet=1")).content)
    assert ["Số bài", "40"] in [row[:2] for row in whole]
