"""What each field of a template means, as its page tells it. A test holds it equal to `fields`. Pure."""

from __future__ import annotations

from contest.paperwork.fields import OF_PRAISE, has
from contest.paperwork.making import needs_list
from contest.paperwork.states import Kind

#: Of the contest and its rules.
CONTEST = {
    "ten_cuoc_thi": "Tên đầy đủ của cuộc thi",
    "ten_vong": "Tên vòng; trống khi văn bản là của cả cuộc thi",
    "ten_day_du": "Tên cuộc thi, kèm tên vòng trong ngoặc",
    "loai": "“Cuộc thi” hoặc “Hội thi”",
    "don_vi_to_chuc": "Nơi tổ chức",
    "doi_tuong": "Đối tượng dự thi",
    "dia_chi_thi": "Địa chỉ trang thi",
    "bat_dau": "Giờ, ngày mở vòng đầu",
    "ket_thuc": "Giờ, ngày đóng vòng cuối",
    "ngay_bat_dau": "Ngày mở",
    "ngay_ket_thuc": "Ngày đóng",
    "so_vong": "Số vòng, hai chữ số",
    "cac_vong": "Danh sách các vòng",
    "cach_thi": "Danh sách câu nói về đề thi, lượt thi, cách tính điểm",
    "giai_thuong": "Danh sách câu nói về cơ cấu giải thưởng",
    "khieu_nai": "Danh sách câu nói về khiếu nại",
    "cac_giai": "Bảng giải theo cơ cấu giải",
    "tong_du_toan": "Tổng tiền giải theo cơ cấu, chưa có chữ “đồng”",
    "tong_du_toan_bang_chu": "Tổng ấy bằng chữ, có chữ “đồng”",
}
#: Of the form that is filled in before the paper is made.
HEAD = {
    "co_quan_cap_tren": "Cơ quan, tổ chức cấp trên",
    "noi_ban_hanh": "Nơi ban hành",
    "noi_ban_hanh_thuong": "Nơi ban hành viết trong câu",
    "so_ky_hieu": "Dòng số, ký hiệu theo thể thức đã chọn",
    "so_trich_dan": "Số, ký hiệu viết trong câu",
    "noi_va_ngay": "Nơi ký và ngày ký",
    "ngay_ky": "Ngày ký",
    "tham_quyen": "Thẩm quyền ban hành",
    "can_cu": "Danh sách căn cứ, có dấu “;” và dấu chấm cuối",
    "kinh_gui": "Danh sách nơi kính gửi",
    "nguon_kinh_phi": "Danh sách nguồn kinh phí",
    "kem_theo": "Văn bản mà văn bản này kèm theo",
    "chuc_vu_ky": "Danh sách dòng chức vụ người ký",
    "nguoi_ky": "Họ tên người ký",
    "chuc_vu_ky_ben_trai": "Danh sách dòng chức vụ người ký bên trái",
    "nguoi_ky_ben_trai": "Họ tên người ký bên trái",
    "noi_nhan": "Danh sách nơi nhận, có dấu “;” và dấu chấm cuối",
    "noi_dung": "Các đoạn nội dung máy viết sẵn theo số liệu",
}
#: Of the list of prizes, issued or still a draft.
RESULT = {
    "so_danh_sach": "Số của danh sách trao giải; trống khi chưa phát hành",
    "ma_kiem_tra": "Mã SHA-256 của danh sách; trống khi chưa phát hành",
    "phat_hanh_luc": "Giờ, ngày phát hành; trống khi chưa phát hành",
    "so_nguoi_du_thi": "Số người dự thi; trống khi có nhiều vòng",
    "so_luot_thi": "Số lượt thi",
    "so_luot_khong_cong_nhan": "Số lượt thi không được công nhận",
    "so_nguoi_xep_hang": "Số người được xếp hạng",
    "so_nguoi_khong_xet_giai": "Số người dự thi nhưng không xét giải",
    "so_nguoi_dung_het": "Số người đúng tất cả các câu",
    "dap_so": "Đáp số của câu dự đoán; trống khi không có",
    "so_ca_nhan": "Số cá nhân trong danh sách",
    "so_tap_the": "Số tập thể trong danh sách",
    "ca_nhan_tap_the": "Số cá nhân, tập thể, viết trong câu",
    "giai_ca_nhan": "Số giải cá nhân từng loại",
    "giai_tap_the": "Số giải tập thể từng loại",
    "tong_tien": "Tổng tiền thưởng, chưa có chữ “đồng”; trống khi không có tiền",
    "tong_tien_bang_chu": "Tổng tiền thưởng bằng chữ, có chữ “đồng”",
    "quyet_dinh_xet_giai": "Danh sách quyết định của Ban Tổ chức khi xét giải",
    "con_cho_quyet_dinh": "Danh sách điều còn chờ quyết định",
    "danh_sach": "Danh sách cá nhân; ở thông báo và tin bài, tên viết như trên bảng kết quả",
    "danh_sach_tap_the": "Danh sách tập thể",
}
PRAISE = {"tien_giay_khen": "Tiền thưởng kèm Giấy khen và căn cứ; trống khi không ghi tiền"}
#: What stands in a row of a list, by the list and the name of the field.
ROWS = {
    "cac_vong": {
        "ten": "Tên vòng",
        "bat_dau": "Mở lúc",
        "ket_thuc": "Đóng lúc",
        "so_nguoi": "Số người dự thi",
        "so_luot": "Số lượt thi",
        "khong_cong_nhan": "Số lượt không được công nhận",
    },
    "cac_giai": {
        "stt": "Số thứ tự",
        "ten": "Tên giải",
        "so_luong": "Số lượng",
        "muc_tien": "Mức tiền",
        "thanh_tien": "Thành tiền",
    },
    "noi_dung": {"dau": "Chữ đậm đầu đoạn, ví dụ “Điều 1.”", "chu": "Phần còn lại của đoạn"},
    "danh_sach": {
        "stt": "Số thứ tự",
        "ten": "Họ và tên",
        "nam_sinh": "Năm sinh; không có ở thông báo và tin bài",
        "don_vi": "Đơn vị",
        "giai": "Giải",
        "tien": "Tiền thưởng",
    },
    "danh_sach_tap_the": {"stt": "Số thứ tự", "ten": "Đơn vị", "giai": "Giải", "tien": "Tiền thưởng"},
}


def groups(kind: Kind) -> tuple[tuple[str, dict[str, str]], ...]:
    """The groups of fields that a kind of paper has."""
    head = {name: says for name, says in HEAD.items() if has(kind, name)}
    return (
        ("Cuộc thi", CONTEST),
        ("Phần đầu và chữ ký, ghi ở trang lập văn bản", head),
        *([("Kết quả và danh sách", RESULT)] if needs_list(kind) else []),
        *([("Giấy khen", PRAISE)] if kind in OF_PRAISE else []),
    )
