"""Excel files of units: a list read from one, and the template to fill in."""

from __future__ import annotations

from contest.lists.workbook import Kind, Template
from contest.units.sheet_rules import SHAPE
from contest.units.unit_rules import KINDS

LIST = Kind(
    of="đơn vị",
    shape=SHAPE,
    file_name="mau-don-vi.xlsx",
    template=Template(
        sheet="Đơn vị",
        heads=("Tên đơn vị", "Thuộc", "Mã", "Loại", "Quân số", "Số liệu ngày"),
        widths=(44, 44, 14, 20, 10, 14),
        examples=(
            ("Trường THCS Nguyễn Du (ví dụ, xóa dòng này)", "", "thcs-nd", "Trường học", "", ""),
            ("Lớp 9A (ví dụ, xóa dòng này)", "Trường THCS Nguyễn Du", "", "Lớp", "38", "01/9/2026"),
        ),
        explained=(
            ("Tên đơn vị", "Bắt buộc. Ghi đủ dấu, như bạn muốn hiện trên bảng xếp hạng."),
            (
                "Thuộc",
                "Tên hoặc mã của đơn vị cấp trên, trong tệp này hoặc đã có trên máy. Không có thì để trống.",
            ),
            ("Mã", "Không bắt buộc. Có mã thì lần nhập sau sửa đúng đơn vị này, kể cả khi đổi tên."),
            ("Loại", "Không bắt buộc: " + ", ".join(KINDS.values()) + ". Để trống thì máy đoán theo tên."),
            ("Quân số", "Số người, ví dụ 1.234. Chưa biết thì để trống, sửa sau được."),
            ("Số liệu ngày", "Quân số tính đến ngày nào, ví dụ 01/9/2026. Để trống là ngày nhập."),
        ),
    ),
)
