"""The text of the "Quy chế bảo đảm an toàn thông tin" of a small office with this server; a skeleton. "
"Pure."""

from __future__ import annotations

from contest.printing.listing import Article
from contest.privacy.facts import BLANK, Facts, told
from contest.privacy.kinds import Keep

TITLE = ("QUY CHẾ", "Bảo đảm an toàn thông tin hệ thống hội thi trắc nghiệm trực tuyến")
RECIPIENTS = ("Như Điều 2", "Công an cấp xã (để phối hợp)", "Lưu: VT")


def articles(facts: Facts) -> tuple[Article, ...]:
    """All articles in order."""
    texts = (*_scope(facts), *_people(facts), *_work(facts), *_trouble())
    return tuple(Article(f"Điều {at}. {title}", body) for at, (title, body) in enumerate(texts, 1))


Text = tuple[str, tuple[str, ...]]


def _scope(facts: Facts) -> tuple[Text, ...]:
    return (
        (
            "Phạm vi điều chỉnh",
            (
                f"Quy chế này quy định việc bảo đảm an toàn thông tin của hệ thống hội thi trắc nghiệm do "
                f"{told(facts.name)} làm chủ quản, tại địa chỉ {told(facts.root)}.",
                "Căn cứ: Luật An ninh mạng số 116/2025/QH15, Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, "
                "các nghị "
                "định 331/2026/NĐ-CP, 356/2025/NĐ-CP và TCVN 14423:2026.",
            ),
        ),
        (
            "Đối tượng áp dụng",
            (
                "Người của Ban Tổ chức có tài khoản trên hệ thống, người vận hành máy chủ, bên cung cấp "
                "dịch vụ.",
            ),
        ),
        (
            "Phân công",
            (
                f"Người chịu trách nhiệm chung: {BLANK}. Người vận hành máy chủ: {BLANK}.",
                f"Người tiếp nhận yêu cầu về dữ liệu cá nhân: {BLANK}, điện thoại {told(facts.phone)}.",
            ),
        ),
    )


def _people(facts: Facts) -> tuple[Text, ...]:
    return (
        (
            "Tài khoản và mật khẩu",
            (
                f"Mỗi người một tài khoản, không dùng chung. Hiện có {facts.staff} tài khoản đang dùng.",
                "Quản trị và người vào từ bên ngoài xác thực nhiều lớp. Mật khẩu từ 8 ký tự khi có lớp "
                "xác thực thứ "
                "hai, từ 14 ký tự khi không có; quản trị đổi mật khẩu 2 tháng một lần.",
                "Khóa tài khoản của người thôi việc ngay trong ngày; khóa tài khoản 45 ngày không dùng.",
                "Rời máy thì khóa màn hình: không quá 15 phút, với quản trị không quá 5 phút.",
            ),
        ),
        (
            "Phân quyền",
            (
                "Giao đúng phần việc trong từng cuộc thi. Người soạn câu hỏi không tự duyệt câu của mình "
                "khi có người "
                "khác duyệt được.",
            ),
        ),
        (
            "Bảo vệ dữ liệu cá nhân",
            (
                "Chỉ hỏi điều cần cho cuộc thi; không thu ảnh căn cước, dân tộc, tôn giáo, vị trí.",
                "Trẻ em từ đủ 7 tuổi: công khai tên khi cả em và người đại diện đồng ý; không thì bảng "
                "chỉ ghi chữ "
                "cái đầu.",
                "Yêu cầu của chủ thể dữ liệu: trả lời trong 2 ngày làm việc; rút đồng ý, hạn chế, phản "
                "đối thực hiện "
                "trong 15 ngày.",
                "Tệp xuất ra có tên người chỉ để trên máy của cơ quan, xóa khi xong việc.",
            ),
        ),
    )


def _work(facts: Facts) -> tuple[Text, ...]:
    spans = facts.spans
    return (
        (
            "Vận hành máy chủ",
            (
                "Cập nhật hệ điều hành và phần mềm; sao lưu trước khi nâng cấp. Bật tường lửa, chỉ mở "
                "cổng của dịch vụ.",
                "Mở trên Internet thì dùng HTTPS; trong mạng nội bộ dùng mạng riêng của cơ quan.",
                "Xem hoithi doctor mỗi tuần và trước mỗi cuộc thi.",
            ),
        ),
        (
            "Sao lưu và khôi phục",
            (
                "Sao lưu hằng ngày và ngay trước, ngay sau mỗi vòng thi, ra thiết bị tách khỏi máy chủ, "
                "có mã hóa.",
                "Khôi phục thử ít nhất mỗi quý và ghi lại kết quả.",
                f"Thời hạn giữ bản sao lưu: {BLANK}. Dữ liệu thay ra khi khôi phục: "
                f"{facts.days[Keep.COPIES]} ngày.",
            ),
        ),
        (
            "Nhật ký",
            (
                f"Nhật ký máy chủ giữ {spans[Keep.LOGS]}, ghi nguồn, đích, tài khoản, giờ, việc; không "
                "ghi tên người "
                "dự thi, mã dự thi, câu trả lời.",
                "Nhật ký thay đổi giữ lâu dài. Mỗi năm rà soát nhật ký và quét lỗ hổng ít nhất một lần.",
            ),
        ),
        (
            "Thời hạn lưu dữ liệu",
            (
                f"Tên, năm sinh, số điện thoại: {spans[Keep.NAMES]}.",
                f"Mã máy, dấu hiệu bất thường: {spans[Keep.SIGNALS]}. Danh sách chờ lưu: "
                f"{spans[Keep.DRAFT]}.",
            ),
        ),
    )


def _trouble() -> tuple[Text, ...]:
    return (
        (
            "Sự cố",
            (
                "Phát hiện sự cố thì báo ngay người chịu trách nhiệm; giữ nguyên nhật ký và bản sao dữ liệu.",
                "Sự cố nghiêm trọng báo cơ quan chuyên trách trong 24 giờ, báo cáo đầy đủ trong 72 giờ.",
                "Lộ dữ liệu cá nhân có thể gây hại: thông báo trong 72 giờ kể từ khi phát hiện (Điều 23 "
                "Luật 91/2025, "
                "Điều 28 Nghị định 356/2025), lưu biên bản.",
            ),
        ),
        (
            "Tổ chức thực hiện",
            (
                f"Quy chế có hiệu lực từ ngày {BLANK}. Rà soát mỗi năm một lần và khi hệ thống thay đổi lớn.",
                "Người vi phạm bị xử lý theo quy định của cơ quan và của pháp luật.",
            ),
        ),
    )
