"""A question of each kind to show how it is written in a sheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level

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
        Kind.several,
        "Những việc nào giúp giữ an toàn tài khoản?",
        (
            "Đặt mật khẩu riêng cho từng tài khoản",
            "Bật xác thực hai lớp",
            "Đọc mã OTP cho người gọi đến",
            "Cài phần mềm từ đường dẫn lạ",
        ),
        (0, 1),
        "Mật khẩu riêng và xác thực hai lớp chặn được phần lớn các vụ mất tài khoản.",
        topics=("tag-attt",),
        in_parts=True,
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
        Kind.statements,
        "Về an toàn trên mạng, mỗi ý sau đúng hay sai?",
        (
            "Mã OTP chỉ chủ tài khoản được biết",
            "Công an gọi video yêu cầu dân chuyển tiền để xác minh",
            "Nên cập nhật phần mềm thường xuyên",
            "Wi-Fi công cộng luôn an toàn để chuyển tiền",
        ),
        (0, 2),
        "Cơ quan công an không làm việc và không đòi chuyển tiền qua điện thoại.",
        topics=("tag-attt",),
        level=Level.understand,
        in_parts=True,
    ),
    ParsedQuestion(
        Kind.short,
        "Ứng dụng định danh điện tử của Bộ Công an tên là gì?",
        explanation="Ứng dụng VNeID dùng để định danh và xác thực điện tử.",
        topics=("cds",),
        accepted=("VNeID", "ứng dụng VNeID"),
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
    ParsedQuestion(
        Kind.number,
        "Mạng tải được 5 megabit mỗi giây. Tải tệp 2 megabyte mất bao nhiêu giây?",
        explanation="2 megabyte là 16 megabit, 16 chia 5 được 3,2.",
        topics=("cds",),
        level=Level.apply,
        number=Decimal("3.2"),
        unit="giây",
        tolerance=Decimal("0.1"),
    ),
    ParsedQuestion(
        Kind.ordering,
        "Xếp các bước nộp hồ sơ trực tuyến theo thứ tự.",
        ("Đăng nhập", "Chọn thủ tục", "Điền tờ khai, đính kèm giấy tờ", "Nộp hồ sơ, nhận mã hồ sơ"),
        explanation="Phải đăng nhập và chọn thủ tục rồi mới có tờ khai để điền.",
        topics=("cchc-5b1-mot-cua",),
        level=Level.understand,
        in_parts=True,
    ),
    ParsedQuestion(
        Kind.matching,
        "Ghép số điện thoại với nơi nhận cuộc gọi.",
        ("113", "114", "115"),
        explanation="Ba số này gọi miễn phí; số 111 là Tổng đài quốc gia bảo vệ trẻ em.",
        topics=("tag-attt",),
        targets=("Công an", "Cứu hỏa", "Cấp cứu", "Bảo vệ trẻ em"),
    ),
    ParsedQuestion(
        Kind.suggestion,
        "Theo bạn, cần làm gì để bà con trong thôn dùng dịch vụ công trực tuyến nhiều hơn?",
        topics=("cchc-5b1-mot-cua",),
    ),
)
