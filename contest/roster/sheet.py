"""Excel files of people: a roster read from one, and the template to fill in."""

from __future__ import annotations

from contest.lists.workbook import Kind, Template
from contest.roster.sheet_rules import SHAPE

LIST = Kind(
    of="người dự thi",
    shape=SHAPE,
    file_name="mau-nguoi-du-thi.xlsx",
    template=Template(
        sheet="Người dự thi",
        heads=("Họ và tên", "Năm sinh", "Đơn vị", "Lớp", "Điện thoại", "Mã"),
        widths=(36, 12, 40, 12, 16, 14),
        examples=(
            ("Y Thu Hằng (ví dụ, xóa dòng này)", "2011", "Trường THCS Nguyễn Du", "9A", "", "HS001"),
            ("A Thui (ví dụ, xóa dòng này)", "1990", "Thôn Đăk Rao", "", "0912345678", ""),
        ),
        explained=(
            ("Họ và tên", "Bắt buộc, đủ dấu. Tách hai cột “Họ và tên đệm”, “Tên” cũng được."),
            (
                "Năm sinh",
                "Ví dụ 2011, hoặc ngày sinh 05/9/2011: máy chỉ giữ năm. Thiếu thì tên bị che như trẻ em.",
            ),
            ("Đơn vị", "Tên hoặc mã như ở trang Đơn vị. Ghi trường ở đây thì ghi thêm lớp ở cột bên cạnh."),
            ("Lớp", "Không bắt buộc. Lớp có ở trang Đơn vị thì người ấy được tính cho lớp."),
            ("Điện thoại", "Không bắt buộc. Nên bỏ trống với học sinh."),
            (
                "Mã",
                "Không bắt buộc: mã học sinh, mã cán bộ. Có mã thì hai người trùng tên không bị coi là một.",
            ),
            ("Không ghi", "Số căn cước, địa chỉ, dân tộc. Máy không đọc những cột này."),
        ),
    ),
)
