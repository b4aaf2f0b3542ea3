"""The Excel file to fill in, or filled: questions, lists to choose from, and a sheet that explains."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from questions import taxonomy
from questions.audiences import AUDIENCE_NAMES
from questions.formats import xlsx_writer
from questions.formats.drafts import PART_NAMES
from questions.formats.examples import EXAMPLES
from questions.formats.model import ParsedQuestion
from questions.formats.words import EXACT_NAME, PARTS_NAME, WHOLE_NAME
from questions.wording import ASKED, KIND_NAMES, LEVEL_NAMES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

#: So many rows have the lists.
LAST_ROW = 5_000
TOPICS_SHEET = "Danh mục"

_EACH_LINE = "Mỗi dòng là một câu hỏi."
_GUIDE = (
    ("Câu hỏi", "Bắt buộc. Viết trọn câu, không cần đánh số."),
    ("Loại", "Chọn trong danh sách. Để trống thì máy tự hiểu theo đáp án."),
    ("Đáp án A, B, C, D", "Phương án trả lời. Câu sắp xếp: ghi các ý theo đúng thứ tự. Câu ghép đôi: mỗi cột "
     "một cặp, vế trái => vế phải; vế phải không ghép với ý nào thì ghi => vế phải. "
     "Câu đúng/sai, điền số và trả lời ngắn để trống các cột này."),
    ("Đáp án đúng", "Ghi chữ cái: B, hoặc A, C khi có nhiều đáp án. Câu đúng/sai ghi Đúng hoặc Sai. "
     "Câu đúng/sai từng ý ghi Đ hoặc S cho từng ý: Đ, S, S, Đ. Câu điền số ghi số, ví dụ 34 hoặc 3,14. "
     "Câu trả lời ngắn ghi các đáp án được nhận, dấu | ở giữa. Câu sắp xếp và ghép đôi để trống."),
    ("Giải thích", "Hiện cho người dự thi sau khi vòng thi đóng."),
    ("Căn cứ pháp lý", "Tên, số và ngày của văn bản, ví dụ Quyết định số 505/QĐ-TTg ngày 22/4/2022."),
    ("Chủ đề", f"Chọn trong danh sách, hoặc ghi mã ở trang “{TOPICS_SHEET}”. "
     "Nhiều chủ đề cách nhau bằng dấu phẩy."),
    ("Mức độ", "Nhận biết, thông hiểu hoặc vận dụng. Để trống là nhận biết."),
    ("Điểm", "Để trống là 1 điểm. Ghi 0,5 cho nửa điểm."),
    ("Đơn vị", "Chữ đứng sau ô điền số, ví dụ: tỉnh."),
    ("Cách chấm", "từng phần: đúng một phần được một phần điểm, dùng cho câu nhiều đáp án (chọn sai bị trừ), "
     "sắp xếp và ghép đôi; để trống là đúng hết mới có điểm. Câu đúng/sai từng ý để trống là theo số ý đúng "
     "(bốn ý: 10%, 25%, 50%, 100%), ghi đúng hết nếu đúng mọi ý mới có điểm. Câu trả lời ngắn: ghi đúng dấu "
     "nếu thiếu dấu là sai."),
    ("Sai số", "Câu điền số được lệch bao nhiêu vẫn tính đúng, ví dụ 0,01. Để trống là phải đúng hẳn."),
    ("Hiệu lực đến", "Ngày phải xem lại câu hỏi, ví dụ 31/12/2026. Để trống nếu không có."),
    ("Đối tượng", "Câu dành cho ai, chọn trong danh sách; nhiều đối tượng cách nhau bằng dấu chấm phẩy. "
     "Để trống là mọi đối tượng."),
    ("Excel hay tự đổi “1/2” thành ngày tháng: gõ dấu nháy đơn ở trước, như '1/2.", ""),
)  # fmt: skip


def write(questions: Sequence[ParsedQuestion] = EXAMPLES) -> bytes:
    """The bytes of the workbook; without questions it holds an example of each kind."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, xlsx_writer.AS_TEXT) as book:
        sheet = book.add_worksheet("Câu hỏi")
        heads = xlsx_writer.fill(book, sheet, questions)
        _explain(book, "Xóa các dòng ví dụ trước khi nhập." if questions is EXAMPLES else "")
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
    sheet.set_column(3, 3, 30)
    sheet.write_column(0, 3, (PART_NAMES["audiences"], *AUDIENCE_NAMES.values()))


def _offer(sheet: Worksheet, heads: list[str]) -> None:
    """Lists to choose from; what is not in them may still be typed. Names with commas stand in a sheet."""
    topics = f"='{TOPICS_SHEET}'!$A$2:$A${len(taxonomy.TOPICS) + 1}"
    lists = {
        "kind": [KIND_NAMES[kind] for kind in ASKED],
        "level": list(LEVEL_NAMES.values()),
        "topics": topics,
        "audiences": f"='{TOPICS_SHEET}'!$D$2:$D${len(AUDIENCE_NAMES) + 1}",
        "scoring": [PARTS_NAME, WHOLE_NAME, EXACT_NAME],
    }
    for part, source in lists.items():
        column = heads.index(PART_NAMES[part])
        rule = {"validate": "list", "source": source, "error_type": "information"}
        rule |= {"error_title": PART_NAMES[part], "error_message": "Giá trị này không có trong danh sách."}
        sheet.data_validation(1, column, LAST_ROW, column, rule)
