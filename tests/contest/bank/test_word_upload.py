"""A Word file on its way into a bank, by the pages: upload, preview, one mend, import."""

from __future__ import annotations

import io

import pytest
import python_calamine
from fastapi.testclient import TestClient

from questions.formats import text as source
from tests.contest.bank import files
from tests.contest.bank.files import send
from tests.parsed import HTMLParser, attr, first, text
from tests.questions.formats.word.building import word

PAPER = """center: ĐỀ THI TÌM HIỂU CHUYỂN ĐỔI SỐ
PHẦN I. Nhận biết
Câu 1: Dịch vụ công trực tuyến nộp ở đâu?
A. Quầy vé
<u>B. Cổng Dịch vụ công quốc gia</u> (Khoản 1 Điều 9 Nghị định số 61/2018/NĐ-CP)
C. Bưu điện nước ngoài
Giải thích: Hồ sơ nộp trên mạng.
Câu 2: Mã OTP dùng để làm gì?
<u>A. Xác nhận giao dịch</u>
<b>B. Gọi điện</b>
C. Gửi cho người lạ
Giải thích: Mã dùng một lần.
PHẦN II. Thông hiểu
Câu 1: Chữ ký số được bảo đảm bằng gì?<img>
A. Con dấu
<u>B. Chứng thư số</u>
Giải thích: Theo luật.
"""
NAME = "Đề tuần 1.docx"


@pytest.fixture
def where(organiser: TestClient) -> str:
    answer = send(organiser, files.make_bank(), word(PAPER), NAME)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def page(organiser: TestClient, address: str) -> HTMLParser:
    answer = organiser.get(address.split("#")[0])
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def test_the_form_offers_word(organiser: TestClient) -> None:
    bank = files.make_bank()
    shown = page(organiser, f"/bank/{bank.public_id}/upload")
    assert ".docx" in (attr(shown, "#file", "accept") or "").split(",")
    assert "Word (.docx)" in text(first(shown, "label[for=file]"))


def test_the_preview_names_questions_as_the_paper_does(organiser: TestClient, where: str) -> None:
    shown = page(organiser, f"{where}?tab=all")
    assert text(first(shown, "h1")).startswith(f"Xem trước: {NAME}")
    assert text(first(shown, ".import th")) == "Câu"
    assert {text(row) for row in shown.css("td.num")} == {"Câu 1, phần I", "Câu 2, phần I", "Câu 1, phần II"}
    right = {text(one) for one in shown.css(".given .right")}
    assert right == {"B. Cổng Dịch vụ công quốc gia (đúng)", "B. Chứng thư số (đúng)"}
    assert "Khoản 1 Điều 9" in text(first(shown, ".import"))


def test_what_contradicts_itself_is_asked_on_the_spot(organiser: TestClient, where: str) -> None:
    shown = page(organiser, f"{where}?tab=wrong")
    (said,) = [text(one) for one in shown.css(".said")]
    assert said == (
        "Mục Đáp án đúng: Đáp án không thống nhất: chữ đậm chỉ B; gạch chân chỉ A. Chọn phương án đúng."
    )
    assert [one.attributes["value"] for one in shown.css("fieldset input[type=radio]")] == ["A", "B", "C"]
    answer = organiser.post(f"{where}/rows/2", data={"version": "1", "answer": "A", "tab": "wrong"})
    after = page(organiser, answer.headers["location"])
    assert "Đã ghi. Câu 2, phần I sẵn sàng để nhập." in text(first(after, ".banner.is-saved"))


def test_pictures_are_to_be_looked_at(organiser: TestClient, where: str) -> None:
    shown = page(organiser, f"{where}?tab=look")
    assert any("Câu này có hình." in text(one) for one in shown.css(".said"))
    assert len(shown.css(".pictures-strip img")) == 1


def test_the_whole_row_as_a_form(organiser: TestClient, where: str) -> None:
    shown = page(organiser, f"{where}/rows/2")
    assert text(first(shown, "h1")) == "Sửa câu 2, phần I Cần sửa"
    assert "không thống nhất" in text(first(shown, ".banner"))


def test_what_is_sound_is_saved(organiser: TestClient, where: str) -> None:
    version = attr(page(organiser, where), ".savebar [name=version]", "value")
    assert organiser.post(f"{where}/confirming", data={"version": version}).status_code == 303
    assert files.count() == 3
    home = attr(page(organiser, where), ".crumb a:nth-of-type(2)", "href")
    exported = organiser.get(f"{home}/questions.txt")
    saved = {one.text: one for one in source.parse(exported.text).questions}
    asked = saved["Dịch vụ công trực tuyến nộp ở đâu?"]
    assert asked.options[asked.right[0]] == "Cổng Dịch vụ công quốc gia"
    assert asked.basis.startswith("Khoản 1 Điều 9 Nghị định")


def test_the_errors_come_back_as_a_workbook(organiser: TestClient, where: str) -> None:
    answer = organiser.get(f"{where}/annotated.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[:2] for row in rows[:3:2]] == [["Lỗi", "Chỗ cũ"], [rows[2][0], "Câu 2, phần I"]]
    assert "không thống nhất" in str(rows[2][0])
    again = send(organiser, files.make_bank("khac"), answer.content, "sua.xlsx")
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word("Không có câu hỏi"), "Không thấy câu hỏi nào"),
        (word(PAPER)[:-300], "hỏng"),
        (word(PAPER, **{"word/vbaProject.bin": b"x"}), "macro"),
    ],
)
def test_bad_word_files_are_told_why(organiser: TestClient, data: bytes, said: str) -> None:
    answer = send(organiser, files.make_bank(), data, NAME)
    assert answer.status_code == 422
    shown = HTMLParser(answer.text)
    assert said in text(first(shown, "#file-err")) and attr(shown, "#file", "aria-describedby") == "file-err"
