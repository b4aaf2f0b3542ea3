"""`dashboards.export`: the file says what the page says."""

from __future__ import annotations

import csv
import io

from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from tests.conftest import Clock
from tests.contest.dashboards.desk import LATER, aim, page, running, units
from tests.contest.summaries.world import OFFICE


def test_the_workbook_says_what_the_page_says(organiser: TestClient, clock: Clock) -> None:
    made = running()
    aim(organiser, made, {"share": "50"})
    clock.set(LATER)
    answer = organiser.get(f"/dashboards/{made.round_id}/figures.xlsx")
    assert answer.headers["content-disposition"] == 'attachment; filename="tien-do-cds.xlsx"'
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Theo đơn vị", "Theo ngày", "Theo giờ 05-10-2026"]
    sheet = book.get_sheet_by_name("Theo đơn vị").to_python()
    at = next(number for number, row in enumerate(sheet) if row[0] == "Đơn vị")
    assert [str(cell) for cell in sheet[at]][5:] == ["Chỉ tiêu", "Còn thiếu"]
    for mine, shown in zip(sheet[at + 1 :], units(page(organiser, made.round_id))[:-1], strict=True):
        told = [f"{cell:.0f}" if isinstance(cell, float) else str(cell) for cell in mine]
        assert told == shown, (told, shown)
    head = " ".join(str(row[0]) for row in sheet[:at])
    assert "Chỉ tiêu 9 người, còn thiếu 4 người" in head and "Số liệu lúc 08:30, 05/10/2026" in head
    hours = book.get_sheet_by_name("Theo giờ 05-10-2026").to_python()
    assert ["8 giờ", 5.0, 5.0, 5.0] in [list(row) for row in hours] and hours[-1][0] == "23 giờ"


def test_csv_is_one_sheet(organiser: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    url = f"/dashboards/{made.round_id}/figures.csv"
    rows = list(csv.reader(io.StringIO(organiser.get(url).content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Đơn vị", "Đã đăng ký", "Đã thi", "Quân số", "Tỷ lệ"]
    assert [OFFICE, "1", "1", "10", "10,0%"] in rows
    days = organiser.get(f"{url}?sheet=2").content.decode("utf-8-sig").splitlines()
    assert days[-1] == "05/10/2026;5;5;5"
    assert organiser.get(f"{url}?sheet=9").status_code == 404
