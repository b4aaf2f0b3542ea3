"""The built-in tree of topics: digital transformation, administrative reform, and cross tags.

Slugs are stable. Their codes follow the lettering of Vietnamese documents, where đ is a letter of
its own (written dd) and f, j are not used.
"""

from __future__ import annotations

from dataclasses import dataclass

from questions.folding import fold

_TREE = """
cds|Chuyển đổi số
cds-1-chu-truong|Chủ trương, mục tiêu, nhiệm vụ chuyển đổi số|cds
cds-2-y-nghia|Ý nghĩa, tác động của chuyển đổi số; kỹ năng số|cds
cds-3-trach-nhiem|Trách nhiệm của cấp ủy, người đứng đầu về chuyển đổi số|cds
cds-4-noi-dung|Nội dung cơ bản của chuyển đổi số|cds
cds-4a-kinh-te-xa-hoi-so|Kinh tế số, xã hội số, thanh toán không dùng tiền mặt|cds-4-noi-dung
cds-4b-nen-tang-so|Nền tảng số Việt Nam|cds-4-noi-dung
cds-4c-hoa-don-dien-tu|Hóa đơn điện tử|cds-4-noi-dung
cds-4d-de-an-06|Các mô hình của Đề án 06|cds-4-noi-dung
cds-4dd-dvc-nhan-thuc|Dịch vụ công trực tuyến: nhận thức và hành động|cds-4-noi-dung
cds-4e-dvc-su-dung|Dịch vụ công trực tuyến: sử dụng hiệu quả|cds-4-noi-dung
cds-4g-cccd-vneid-bhyt|Căn cước, VNeID và bảo hiểm y tế|cds-4-noi-dung
cds-4h-mo-hinh-sxkd|Mô hình công nghệ trong sản xuất, kinh doanh|cds-4-noi-dung
cds-4i-giao-duc|Chuyển đổi số trong giáo dục|cds-4-noi-dung
cds-4k-cong-nghiep-ict|Công nghiệp công nghệ thông tin, doanh nghiệp số|cds-4-noi-dung
cds-4l-to-cong-nghe-so|Tổ công nghệ số cộng đồng|cds-4-noi-dung
cds-5-bieu-duong|Biểu dương điển hình chuyển đổi số|cds
cchc|Cải cách hành chính
cchc-1-chu-truong|Chủ trương, văn bản chỉ đạo cải cách hành chính|cchc
cchc-2-trach-nhiem|Trách nhiệm; sự hài lòng của người dân là thước đo|cchc
cchc-3-y-nghia|Ý nghĩa, mục tiêu, kết quả cải cách hành chính|cchc
cchc-4-chi-so|Các chỉ số PAR INDEX, SIPAS, PAPI và năng lực cạnh tranh|cchc
cchc-5-noi-dung|Nội dung cơ bản của cải cách hành chính|cchc
cchc-5a-the-che|Cải cách thể chế|cchc-5-noi-dung
cchc-5b-tthc|Cải cách thủ tục hành chính|cchc-5-noi-dung
cchc-5b1-mot-cua|Một cửa, một cửa liên thông|cchc-5b-tthc
cchc-5b2-dvc-truc-tuyen|Cung cấp và sử dụng dịch vụ công trực tuyến|cchc-5b-tthc
cchc-5c-bo-may|Cải cách tổ chức bộ máy|cchc-5-noi-dung
cchc-5c1-sap-xep|Sắp xếp, tinh gọn bộ máy, đơn vị hành chính|cchc-5c-bo-may
cchc-5c2-xa-hoi-hoa|Xã hội hóa dịch vụ sự nghiệp công|cchc-5c-bo-may
cchc-5c3-phan-cap|Phân cấp, phân quyền, kiểm soát quyền lực|cchc-5c-bo-may
cchc-5d-cong-vu|Cải cách chế độ công vụ|cchc-5-noi-dung
cchc-5dd-tai-chinh-cong|Cải cách tài chính công|cchc-5-noi-dung
cchc-5e-chinh-quyen-so|Chính quyền điện tử, chính quyền số|cchc-5-noi-dung
cchc-6-dien-hinh|Sáng kiến, điển hình cải cách hành chính|cchc
cchc-7-duong-day-nong|Đường dây nóng, phản ánh, kiến nghị|cchc
cchc-8-quyen-giam-sat|Quyền, nghĩa vụ và giám sát của người dân|cchc
tag-attt|An toàn thông tin, an ninh mạng
tag-binh-dan-hoc-vu-so|Bình dân học vụ số
tag-ngay-cds|Ngày Chuyển đổi số quốc gia
tag-nq57|Nghị quyết số 57-NQ/TW
tag-doan-thanh-nien|Đoàn và thanh niên
"""


@dataclass(frozen=True, slots=True)
class BuiltInTopic:
    """One node of the built-in tree."""

    slug: str
    name: str
    parent: str | None
    position: int


def _read() -> tuple[BuiltInTopic, ...]:
    rows = [line.split("|") for line in _TREE.strip().splitlines()]
    return tuple(
        BuiltInTopic(row[0], row[1], row[2] if len(row) > 2 else None, position)
        for position, row in enumerate(rows, start=1)
    )


#: Parents stand before their children.
TOPICS = _read()
BY_SLUG = {topic.slug: topic for topic in TOPICS}
_BY_NAME = {fold(topic.name): topic.slug for topic in TOPICS}
#: The code alone is enough to name a topic: `cds-4dd` for `cds-4dd-dvc-nhan-thuc`.
_BY_CODE = {"-".join(topic.slug.split("-")[:2]): topic.slug for topic in TOPICS if topic.slug[:3] != "tag"}


def find(text: str) -> str | None:
    """The slug that a slug, its code ("CĐS" too) or a topic's Vietnamese name stands for."""
    for slug in (text.strip().casefold(), fold(text).replace(" ", "-")):
        if found := slug if slug in BY_SLUG else _BY_CODE.get(slug):
            return found
    return _BY_NAME.get(fold(text))
