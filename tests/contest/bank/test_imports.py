"""`/bank/{bank}/imports` and the files to keep: the list, the template, the rows with their errors."""

from __future__ import annotations

import zipfile
from io import BytesIO

from fastapi.testclient import TestClient

from contest.web.database import Database
from questions.formats import detect
from questions.wording import ASKED
from tests.conftest import Clock
from tests.contest.bank import files
from tests.contest.bank.files import MIXED, SOUND, send
from tests.contest.selects import selects
from tests.parsed import HTMLParser, attr, first, text


def listed(organiser: TestClient, address: str) -> HTMLParser:
    answer = organiser.get(address)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def test_an_empty_list_has_one_button(organiser: TestClient) -> None:
    bank = files.make_bank()
    page = listed(organiser, f"/bank/{bank.public_id}/imports")
    assert "Chưa có tệp nào" in text(first(page, ".empty"))
    assert attr(page, ".empty a", "href") == f"/bank/{bank.public_id}/upload"


def test_each_import_with_what_became_of_it(organiser: TestClient, clock: Clock) -> None:
    bank = files.make_bank()
    saved = send(organiser, bank, files.book(SOUND), "một.xlsx").headers["location"]
    organiser.post(f"{saved}/confirming", data={"version": "1"})
    clock.move(minutes=1)
    undone = send(organiser, bank, files.book(*MIXED[1:3]), "hai.xlsx").headers["location"]
    organiser.post(f"{undone}/taking-back")
    clock.move(minutes=1)
    send(organiser, bank, files.book(*MIXED[1:4]), "ba.xlsx")
    page = listed(organiser, f"/bank/{bank.public_id}/imports")
    rows = [[text(cell) for cell in row.css("td")][:5] for row in page.css(".batches tbody tr")]
    who = "Nguyễn Thanh Tùng"
    assert rows == [
        ["ba.xlsx", f"{who} 08:02, 05/10/2026", "0", "2", "Chờ nhập"],
        ["hai.xlsx", f"{who} 08:01, 05/10/2026", "0", "0", "Đã hoàn tác"],
        ["một.xlsx", f"{who} 08:00, 05/10/2026", "1", "0", "Đã nhập"],
    ]


def test_another_banks_imports_are_not_here(organiser: TestClient) -> None:
    send(organiser, files.make_bank("khac"), files.book(SOUND))
    page = listed(organiser, f"/bank/{files.make_bank().public_id}/imports")
    assert page.css_first(".batches") is None


def test_pages_and_statements_of_many(organiser: TestClient, clock: Clock, sqlite_database: Database) -> None:
    bank = files.make_bank()
    address = f"/bank/{bank.public_id}/imports"
    seen = selects(sqlite_database)
    asked = []
    for count in (3, 60):
        for number in range(count):
            files.bring(bank, f"Câu hỏi: Số {count} {number}?\n*A. x\nB. y\n".encode(), clock.now)
        seen.clear()
        page = listed(organiser, address)
        asked.append(len(seen))
    assert asked[0] == asked[1]
    assert len(page.css(".batches tbody tr")) == 50
    assert len(listed(organiser, f"{address}?page=2").css(".batches tbody tr")) == 13
    assert text(first(page, ".pager")) == "Trang 1/2, 63 lần nhập Trang sau"


def test_the_template_reads_back(organiser: TestClient) -> None:
    answer = organiser.get("/bank/imports/template.xlsx")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''mau-cau-hoi.xlsx"
    kinds = {question.kind for question in detect.read_bytes(answer.content).questions}
    assert kinds == set(ASKED)
    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<dataValidation ") == 5
    where = send(organiser, files.make_bank(), answer.content).headers["location"]
    assert "Cần sửa 0" in text(first(listed(organiser, where), ".filters"))


def test_what_is_in_the_bank_is_not_given_back(organiser: TestClient) -> None:
    """Who takes in what is sound mends the rest alone."""
    where = send(organiser, files.make_bank(), files.book(*MIXED)).headers["location"]
    version = attr(HTMLParser(organiser.get(where).text), ".savebar [name=version]", "value")
    organiser.post(f"{where}/confirming", data={"version": version})
    report = detect.read_bytes(organiser.get(f"{where}/annotated.xlsx").content)
    # The row without a key, what was in the bank before, and the row that repeats another.
    assert [one.text for one in report.questions] == [MIXED[1][0], MIXED[3][0], MIXED[4][0]]


def test_the_rows_with_their_errors(organiser: TestClient) -> None:
    where = send(organiser, files.make_bank(), files.book(*MIXED), "Câu hỏi.xlsx").headers["location"]
    answer = organiser.get(f"{where}/annotated.xlsx")
    assert answer.headers["content-disposition"].endswith("C%C3%A2u%20h%E1%BB%8Fi-ghi-chu-loi.xlsx")
    report = detect.read_bytes(answer.content)
    assert [one.text for one in report.questions] == [row[0] for row in MIXED]
    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    assert "Đáp án đúng: Câu hỏi chưa có đáp án đúng." in words
