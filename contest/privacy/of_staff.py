"""What is kept of the Ban Tổ chức, and which files hold anything, for the inventory. Pure."""

from __future__ import annotations

from contest.privacy.kinds import ADMIN, NOBODY, SEES, SELF, Item, Keep, Sort, item

WORK = "Gắn với việc của Ban Tổ chức, không phải của người dự thi"


def _staff(what: str, purpose: str, keep: Keep, sees: str, where: str, stays: str) -> Item:
    return item(what, purpose, Sort.BASIC, keep, sees, where, stays=stays)


STAFF: tuple[Item, ...] = (
    _staff(
        "Tên đăng nhập, tên, vai trò của Ban Tổ chức, ngày vào lần cuối",
        "Đăng nhập, phân việc",
        Keep.STAFF,
        ADMIN,
        "staff.login staff.name staff.role staff.disabled_at staff.seen_at staff.password_at "
        "staff_role.role bank_import.staff_name staff_elsewhere.name",
        WORK,
    ),
    _staff("Mật khẩu, chỉ dạng băm", "Đăng nhập", Keep.STAFF, NOBODY, "staff.password_hash", WORK),
    _staff(
        "Bước xác thực thứ hai, mã dự phòng chỉ dạng băm",
        "Đăng nhập",
        Keep.STAFF,
        NOBODY,
        "second_factor.seed second_factor.key_mark second_factor.last_step second_factor.created_at "
        "recovery_code.code_hash recovery_code.used_at",
        WORK,
    ),
    _staff(
        "Phiên đăng nhập",
        "Biết máy nào đang đăng nhập",
        Keep.SESSION,
        "Chính người đó",
        "staff_session.token_hash staff_session.device staff_session.created_at staff_session.seen_at "
        "staff_session.confirmed_at "
        "login_step.token_hash login_step.created_at",
        WORK,
    ),
    _staff(
        "Tên đăng nhập đã gõ sai mật khẩu",
        "Làm chậm việc dò mật khẩu",
        Keep.LOGIN,
        NOBODY,
        "login_failure.login login_failure.count login_failure.last_at",
        "Tự xóa sau thời hạn",
    ),
    _staff(
        "Người liên hệ, người ký trên văn bản",
        "Ghi trên thể lệ, quyết định, giấy chứng nhận",
        Keep.STAFF,
        "Công khai",
        "campaign.contact print_setting.content office_part.content",
        WORK,
    ),
    _staff(
        "Nhận xét của người biên soạn câu hỏi",
        "Soạn và duyệt câu hỏi",
        Keep.STAFF,
        "Người biên soạn",
        "question_comment.said bank_import_row.changed_by",
        WORK,
    ),
    _staff(
        "Nhật ký thay đổi: ai làm gì, lúc nào, chỉ ghi mã",
        "Biết việc gì đã xảy ra; chứng minh không sửa lén",
        Keep.AUDIT,
        SEES,
        "audit.content",
        "Không chứa tên; dòng sau khóa dòng trước nên không xóa được",
    ),
)

FILES: tuple[Item, ...] = (
    item(
        "Tệp cơ sở dữ liệu",
        "Giữ mọi thứ ở trên",
        Sort.CHILD,
        Keep.NAMES,
        ADMIN,
        "hoithi.sqlite3 hoithi.sqlite3-wal hoithi.sqlite3-shm",
        forgets="people",
    ),
    item(
        "Danh sách mã của những người đã xóa",
        "Khôi phục bản sao lưu cũ thì xóa lại",
        Sort.BASIC,
        Keep.PROOF,
        ADMIN,
        "forgotten.jsonl",
        stays="Chỉ có mã ngẫu nhiên và giờ xóa",
    ),
    item(
        "Bản sao lưu, dữ liệu thay ra khi khôi phục",
        "Khôi phục sau sự cố",
        Sort.CHILD,
        Keep.COPIES,
        ADMIN,
        "backups/ truoc-khoi-phuc-*/",
        stays="Có tên cho đến khi bản đó bị xóa; khôi phục thì máy xóa lại trước khi phục vụ",
    ),
    item(
        "Gói cả một cuộc thi mà trang điều hành vừa làm",
        "Lưu lâu dài, mang sang máy chủ khác",
        Sort.CHILD,
        Keep.COPIES,
        SEES,
        "archives/*.zip",
        stays="Có tên người dự thi; máy tự xóa sau một ngày",
    ),
    item(
        "Nhật ký máy chủ: địa chỉ mạng, trang đã mở, giờ",
        "Tìm lỗi, điều tra sự cố",
        Sort.SENSITIVE,
        Keep.LOGS,
        ADMIN,
        "nhật-ký",
        stays="Không có tên, mã dự thi, câu trả lời; tự xóa sau thời hạn",
    ),
    item(
        "Trên điện thoại: cookie có mã dự thi, câu trả lời chờ gửi",
        "Làm tiếp khi mất mạng, xem lại mã",
        Sort.BASIC,
        Keep.PHONE,
        SELF,
        "hoithi_entry hoithi_code",
        stays="Ở trong máy của người dự thi; bấm “Quên máy này” là hết",
    ),
)
