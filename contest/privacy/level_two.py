"""The text of the "Hồ sơ đề xuất cấp độ 2": what the law asks for, filled with facts; a skeleton. Pure.

Levels by Nghị định 331/2026/NĐ-CP: level 2 is an online service with fewer than 100,000 subjects of basic
data, or fewer than 10,000 of sensitive data.
"""

from __future__ import annotations

from datetime import datetime

from contest.printing.listing import Article
from contest.privacy.facts import BLANK, Facts, told
from contest.privacy.inventory import FILES, PARTICIPANTS, STAFF
from contest.privacy.kinds import Item, Keep, Sort
from contest.web.filters import moment, number

TITLE = ("HỒ SƠ ĐỀ XUẤT CẤP ĐỘ", "Hệ thống thông tin hội thi trắc nghiệm trực tuyến: cấp độ 2")
SKELETON = "Khung do phần mềm lập sẵn, cơ quan hoàn thiện trước khi trình"
RECIPIENTS = ("Đơn vị thẩm định an toàn thông tin", "Lưu: VT")
BASIC_MOST, SENSITIVE_MOST = 100_000, 10_000
OVER = "Số người vượt mức của cấp độ 2: xem lại cấp độ đề xuất, hệ thống có thể thuộc cấp độ 3."


def articles(facts: Facts, now: datetime) -> tuple[Article, ...]:
    """All parts in order."""
    return (
        _owner(facts),
        _system(facts, now),
        _data(facts),
        _level(facts),
        _measures(facts),
        _keeping(facts),
        _left(),
    )


def _owner(facts: Facts) -> Article:
    contact = ", ".join(filter(None, (facts.phone, facts.email)))
    return Article(
        "1. Chủ quản và đơn vị vận hành",
        (
            f"Chủ quản hệ thống thông tin: {told(facts.name)}. Cơ quan cấp trên: {told(facts.above)}.",
            f"Địa chỉ: {told(facts.address)}. Liên hệ: {told(contact)}.",
            f"Đơn vị vận hành: {BLANK}. Người chịu trách nhiệm an toàn thông tin: {BLANK}.",
        ),
    )


def _system(facts: Facts, now: datetime) -> Article:
    kept = "một tệp trên ổ đĩa của máy chủ" if facts.database == "SQLite" else "máy chủ cơ sở dữ liệu riêng"
    return Article(
        "2. Mô tả hệ thống",
        (
            "Chức năng: tổ chức hội thi trắc nghiệm trực tuyến, xếp hạng, lập danh sách khen thưởng.",
            f"Địa chỉ truy cập: {told(facts.root)}. Đặt máy chủ tại: {BLANK}.",
            f"Kiến trúc: một máy chủ chạy phần mềm hoithi; dữ liệu trong {facts.database}, {kept}; "
            "người dùng vào bằng trình duyệt, không cài thêm. Không dùng dịch vụ của bên thứ ba, không "
            "chuyển dữ "
            "liệu ra nước ngoài.",
            f"Quy mô lúc {moment(now)}: {number(facts.contests)} cuộc thi, {number(facts.staff)} tài "
            "khoản Ban Tổ "
            f"chức, {number(facts.people)} người dự thi còn tên trên máy.",
            f"Sơ đồ mạng, thiết bị tường lửa, đường truyền: {BLANK} (đính kèm sơ đồ).",
        ),
    )


def _data(facts: Facts) -> Article:
    counted = (
        f"Số chủ thể dữ liệu khác nhau: {number(facts.people)} người dự thi (trong đó "
        f"{number(facts.children)} "
        f"người chưa đủ 16 tuổi theo năm sinh đã ghi), {number(facts.staff)} người của Ban Tổ chức.",
    )
    lines = tuple(_line(one, facts) for one in (*PARTICIPANTS, *STAFF, *FILES))
    return Article(
        "3. Dữ liệu cá nhân được xử lý (Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP)", counted + lines
    )


def _line(one: Item, facts: Facts) -> str:
    return (
        f"- {one.what} ({one.sort.value.lower()}). Mục đích: {_small(one.purpose)}. "
        f"Người xem: {_small(one.sees)}. Giữ: {_small(facts.spans[one.keep])}."
    )


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _level(facts: Facts) -> Article:
    sensitive = [_small(one.what) for one in PARTICIPANTS if one.sort is Sort.SENSITIVE]
    over = facts.people >= BASIC_MOST or (sensitive and facts.people >= SENSITIVE_MOST)
    return Article(
        "4. Cấp độ đề xuất và thuyết minh",
        (
            "Đề xuất cấp độ 2 theo Luật An ninh mạng số 116/2025/QH15 và Nghị định 331/2026/NĐ-CP: dịch "
            "vụ trực "
            f"tuyến xử lý dữ liệu cơ bản của dưới {number(BASIC_MOST)} người, hoặc dữ liệu nhạy cảm của dưới "
            f"{number(SENSITIVE_MOST)} người.",
            f"Dữ liệu thuộc loại nhạy cảm: {'; '.join(sensitive)}. Không thu thập ảnh căn cước, sinh trắc "
            "học, vị "
            "trí, dân tộc, tôn giáo.",
            *((OVER,) if over else ()),
            "Hệ thống không tách nhỏ để hạ cấp độ (Điều 8 Nghị định 331/2026/NĐ-CP).",
        ),
    )


def _measures(facts: Facts) -> Article:
    return Article(
        "5. Phương án bảo đảm an toàn thông tin (đối chiếu TCVN 14423:2026)",
        (
            "Tài khoản: mỗi người một tài khoản, phân quyền theo từng cuộc thi; mật khẩu lưu bằng "
            "Argon2id; gõ sai "
            f"nhiều lần thì chậm dần; phiên đăng nhập giữ {_small(facts.spans[Keep.SESSION])}.",
            "Đường truyền: HTTPS khi mở trên Internet; cookie chỉ máy chủ đọc; chính sách nội dung chặn "
            "mã lạ.",
            "Nhật ký thay đổi nối chuỗi băm, không sửa hay xóa được; nhật ký máy chủ không ghi tên, mã dự "
            "thi, câu "
            "trả lời.",
            "Dữ liệu đã trả lời được ghi xuống đĩa trước khi báo đã lưu; sao lưu khi đang chạy, bản sao "
            "được kiểm tra.",
            f"Xác thực nhiều lớp cho quản trị: {BLANK}. Tường lửa ứng dụng web: {BLANK}. Đồng bộ giờ NTP: "
            f"{BLANK}.",
            f"Nơi giữ bản sao lưu tách khỏi máy chủ: {BLANK}. Lần khôi phục thử gần nhất: {BLANK}.",
        ),
    )


def _keeping(facts: Facts) -> Article:
    spans = facts.spans
    return Article(
        "6. Thời hạn lưu và xóa",
        (
            f"Họ tên, năm sinh, số điện thoại: {_small(spans[Keep.NAMES])}.",
            f"Dấu hiệu bất thường, mã máy: {_small(spans[Keep.SIGNALS])}. Nhật ký máy chủ: "
            f"{_small(spans[Keep.LOGS])}.",
            "Yêu cầu xóa: máy xóa khỏi mọi bảng, mọi tệp dữ liệu; khôi phục bản sao lưu cũ thì xóa lại "
            "trước khi phục vụ.",
            "Nhật ký sự kiện giữ tối thiểu 1 tháng ở cấp độ 2; dịch vụ trên Internet tra lại được 12 tháng "
            "(khoản 6 Điều 16 Nghị định 333).",
        ),
    )


def _left() -> Article:
    return Article(
        "7. Việc cơ quan tự hoàn thiện",
        (
            f"Quyết định ban hành Quy chế bảo đảm an toàn thông tin số {BLANK} (phải có trước khi phê "
            "duyệt cấp độ).",
            f"Ý kiến thẩm định của đơn vị chuyên trách: {BLANK}. Quyết định phê duyệt cấp độ: {BLANK}.",
            "Hệ thống đang vận hành đáp ứng Nghị định 331/2026/NĐ-CP và TCVN 14423:2026 trước ngày "
            "01/7/2027; báo cáo "
            "Bộ Công an hằng năm trước ngày 25/12.",
        ),
    )
