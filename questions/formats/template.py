"""The Excel file to fill in, or filled: questions, lists to choose from, and a sheet that explains."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from questions import taxonomy
from questions.formats import xlsx_writer
from questions.formats.drafts import PART_NAMES
from questions.formats.model import ParsedQuestion
from questions.formats.words import KIND_NAMES, LEVEL_NAMES
from questions.kinds import Kind, Level

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

#: So many rows have the lists.
LAST_ROW = 5_000
TOPICS_SHEET = "Danh mục"

EXAMPLES = (
    ParsedQuestion(
        Kind.one,
        "Ngày Chuyển đổi số quốc gia là ngày nào?",
        ("Ngày 10 tháng 8", "Ngày 10 tháng 10", "Ngày 19 tháng 8", "Ngày 20 tháng 11"),
        (1,),
        "Quyết định số 505/QĐ-TTg chọn ngày 10/10 hằng năm.",
        "Quyết định số 505/QĐ-TTg ngày 22/4/2022",
        topics=("tag-ngay-cds",),
    ),
    ParsedQuestion(
        Kind.true_false,
        "Mật khẩu một lần (OTP) có thể đọc cho nhân viên ngân hàng qua điện thoại.",
        ("Đúng", "Sai"),
        (1,),
        "Không ai được hỏi mã OTP của bạn, kể cả ngân hàng.",
        topics=("tag-attt",),
        level=Level.understand,
        valid_until=date(2027, 12, 31),
    ),
    ParsedQuestion(
        Kind.number,
        "Từ ngày 01/7/2025, cả nước có bao nhiêu đơn vị hành chính cấp tỉnh?",
        explanation="Gồm 28 tỉnh và 6 thành phố.",
        basis="Nghị quyết số 202/2025/QH15",
        topics=("cchc-5c1-sap-xep",),
        number=34,
        unit="tỉnh, thành phố",
    ),
)

_EACH_LINE = "Mỗi dòng là một câu hỏi."
_GUIDE = (
    ("Câu hỏi", "Bắt buộc. Viết trọn câu, không cần đánh số."),
    ("Loại", "Chọn trong danh sách. Để trống thì máy tự hiểu theo đáp án."),
    ("Đáp án A, B, C, D", "Phương án trả lời. Câu đúng/sai và câu điền số để trống các cột này."),
    ("Đáp án đúng", "Bắt buộc, trừ câu dự đoán. Ghi chữ cái: B, hoặc A, C khi có nhiều đáp án. "
     "Câu đúng/sai ghi Đúng hoặc Sai. Câu điền số ghi số nguyên."),
    ("Giải thích", "Hiện cho người dự thi sau khi vòng thi đóng."),
    ("Căn cứ pháp lý", "Tên, số và ngày của văn bản, ví dụ Quyết định số 505/QĐ-TTg ngày 22/4/2022."),
    ("Chủ đề", f"Chọn trong danh sách, hoặc ghi mã ở trang “{TOPICS_SHEET}”. "
     "Nhiều chủ đề cách nhau bằng dấu phẩy."),
    ("Mức độ", "Nhận biết, thông hiểu hoặc vận dụng. Để trống là nhận biết."),
    ("Điểm", "Để trống là 1 điểm. Ghi 0,5 cho nửa điểm."),
    ("Đơn vị", "Chữ đứng sau ô điền số, ví dụ: tỉnh."),
    ("Hiệu lực đến", "Ngày phải xem lại câu hỏi, ví dụ 31/12/2026. Để trống nếu không có."),
    ("Excel hay tự đổi “1/2” thành ngày tháng: gõ dấu nháy đơn ở trước, như '1/2.", ""),
)  # fmt: skip


def write(questions: Sequence[ParsedQuestion] = EXAMPLES) -> bytes:
    """The bytes of the workbook; without questions it holds three examples."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, xlsx_writer.AS_TEXT) as book:
        sheet = book.add_worksheet("Câu hỏi")
        heads = xlsx_writer.fill(book, sheet, questions)
        _explain(book, "Xóa ba dòng ví dụ trước khi nhập." if questions is EXAMPLES else "")
        _list_topics(book)
        _offer(sheet, heads)
    return target.getvalue()


def _explain(book: Workbook, more: str) -> None:
    sheet = book.add_worksheet("Hướng dẫn")
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90, wrap)
    for row, (name, text) in enumerate(((f"{_EACH_LINE} {more}".strip(), ""), *_GUIDE)):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, wrap)


def _list_topics(book: Workbook) -> None:
    sheet = book.add_worksheet(TOPICS_SHEET)
    sheet.set_column(0, 0, 62)
    sheet.set_column(1, 1, 30)
    sheet.write_row(0, 0, ("Tên chủ đề", "Mã"), book.add_format({"bold": True}))
    for row, topic in enumerate(taxonomy.TOPICS, start=1):
        sheet.write_row(row, 0, (topic.name, topic.slug))


def _offer(sheet: Worksheet, heads: list[str]) -> None:
    """Lists to choose from; what is not in them may still be typed."""
    topics = f"='{TOPICS_SHEET}'!$A$2:$A${len(taxonomy.TOPICS) + 1}"
    lists = {"kind": list(KIND_NAMES.values()), "level": list(LEVEL_NAMES.values()), "topics": topics}
    for part, source in lists.items():
        column = heads.index(PART_NAMES[part])
        rule = {"validate": "list", "source": source, "error_type": "information"}
        rule |= {"error_title": PART_NAMES[part], "error_message": "Giá trị này không có trong danh sách."}
        sheet.data_validation(1, column, LAST_ROW, column, rule)
