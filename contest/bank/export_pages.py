"""What the page of exports shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contest.accounts.pages import StaffView
from questions.authoring.views import BankRef
from questions.formats.forms import Form

#: What each format is for, in the words of whoever looks for it.
PURPOSES = {
    Form.XLSX: "Sửa nhiều câu bằng Excel rồi nhập lại.",
    Form.DOCX: "Đọc, in, gửi xin ý kiến. Phương án đúng in đậm và gạch chân.",
    Form.CSV: "Bảng cho phần mềm khác. Excel mở được ngay.",
    Form.TEXT: "Lưu trữ lâu dài, so sánh từng lần sửa.",
    Form.MOODLE: "Chuyển sang ngân hàng câu hỏi của Moodle.",
    Form.GIFT: "Chuyển sang Moodle và phần mềm nhận GIFT.",
    Form.AIKEN: "Dạng đơn giản nhất, chỉ câu một đáp án.",
    Form.QTI: "Chuyển sang phần mềm thi theo chuẩn IMS QTI 2.1.",
}


@dataclass(frozen=True)
class FormView:
    """A format: what it loses of these questions, how many stand in the file, how many do not."""

    form: Form
    lost: tuple[str, ...]
    kept: int
    left_out: int

    @property
    def purpose(self) -> str:
        """What it is for."""
        return PURPOSES[self.form]


@dataclass(frozen=True)
class ExportsPage:
    """`/bank/k7q2m94x0a1bc/export?topic=cchc`: the files that hold what the list shows."""

    template: ClassVar[str] = "bank/exports.html"
    staff: StaffView
    bank: BankRef
    found: int
    forms: tuple[FormView, ...]
    query: str
    is_narrow: bool
    writes: bool = False
