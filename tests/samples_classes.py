"""Samples of the pages of who comes with the code of a class, and words that all samples share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from contest.campaigns.class_pages import ClassmatesPage, MateRow, PupilPage
from contest.campaigns.class_showing import SHUT
from contest.campaigns.class_showing import TAKEN as TAKEN_TEXT
from contest.campaigns.listed_showing import NOT_YOU, PROOFS
from contest.campaigns.pages import ComebackPage, LandingPage, Privacy
from contest.people.asking import USUAL, sentences
from contest.web.pages import Page
from tests.samples_attempts import SLUG, TITLE

CONTACT = "Ban Tổ chức trả lời trong giờ hành chính, điện thoại 0260 000 0000."
LONG_NAME = "Hoàng Nguyễn Thị Thanh Phương Uyển"
LONG_UNIT = "Trường Phổ thông Dân tộc bán trú Trung học cơ sở xã Đăk Tô, lớp 9A3"
PRIVACY = Privacy(
    holder="Ban Tổ chức cuộc thi, UBND xã Đăk Tô, 0260 000 0000",
    purpose="Tính thành tích, xét giải, báo cáo số liệu chung. Không dùng vào việc khác.",
    published="Tên, đơn vị, kết quả, chỉ khi bạn đồng ý ở dưới, trên trang cuộc thi, 12 tháng",
    kept_until="10/10/2027, sau đó xóa tên, năm sinh, số điện thoại",
    rights="Xem, sửa, xóa, rút đồng ý lúc nào cũng được. Ban Tổ chức trả lời trong 2 ngày làm việc.",
    version="2",
    dated=date(2026, 9, 1),
    asked=sentences(USUAL),
)
CLASSMATES = ClassmatesPage(
    slug=SLUG,
    title=TITLE,
    code="W6R-D3P",
    place="Lớp 9A, Trường THCS Nguyễn Du",
    waiting=(
        MateRow("m1", "Y Thu Hằng"),
        MateRow("m2", "A Biên", "có người cùng tên đã tự đăng ký"),
        MateRow("m3", LONG_NAME),
    ),
    come=(MateRow("m4", "A Thui", "đã vào thi lúc 08:05"), MateRow("m5", "Y Bích", "đã vào thi lúc 08:06")),
)
TAKEN_NAME = TAKEN_TEXT.format(name="A Thui", when="lúc 08:05")
PUPIL = PupilPage(
    slug=SLUG,
    title=TITLE,
    privacy=PRIVACY,
    code="W6R-D3P",
    member="m1",
    name="Y Thu Hằng",
    unit="Lớp 9A, Trường THCS Nguyễn Du",
    proof_label=PROOFS["phone"][0],
    proof_hint=PROOFS["phone"][1],
)
OF_A_PUPIL = {
    "proof": NOT_YOU,
    "birth_year": "Năm sinh gồm 4 chữ số, ví dụ 2001.",
    "consent_join": "Đánh dấu.",
}


def of_a_class(landing: LandingPage, typed: Mapping[str, str]) -> dict[str, Page]:
    """The samples by name."""
    return {
        "landing-by-class": replace(landing, by_class=True),
        "comeback-by-class": ComebackPage(
            SLUG, TITLE, CONTACT, "W6RD3P", SHUT, code_only=True, by_class=True, by_slip=False
        ),
        "classmates": CLASSMATES,
        "classmates-taken": replace(CLASSMATES, problem=TAKEN_NAME, contact=CONTACT),
        "classmates-all": replace(CLASSMATES, waiting=(), place=""),
        "classmates-none": replace(CLASSMATES, come=(), waiting=CLASSMATES.waiting * 20),
        "pupil": PUPIL,
        "pupil-plain": replace(PUPIL, proof_label="", proof_hint="", unit="", asks_grown=True),
        "pupil-wrong": replace(
            PUPIL,
            name=LONG_NAME,
            unit=LONG_UNIT,
            asks_year=True,
            guardian=True,
            values=typed,
            errors=OF_A_PUPIL,
        ),
    }
