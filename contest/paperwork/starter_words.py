"""What the templates to begin with say: sentences of the built-in papers, facts as fields. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from contest.paperwork.praise import LOOKED_INTO
from contest.paperwork.states import Kind


@dataclass(frozen=True)
class Said:
    """A paragraph; `lead`: its beginning in bold. `control`: a tag alone, "if tong_tien"."""

    words: str = ""
    lead: str = ""
    bold: bool = False
    control: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of a list; each column: title, field, width in hundredths of the text, how it stands."""

    name: str
    columns: tuple[tuple[str, str, int, str], ...]


def _head(words: str) -> Said:
    return Said(words, bold=True)


def _tag(words: str) -> Said:
    return Said(control=words)


def _each(name: str, words: str = "- {{ muc }}") -> tuple[Said, ...]:
    return _tag(f"for muc in {name}"), Said(words), _tag("endfor")


def _when(name: str, *said: Said | Grid) -> tuple[Said | Grid, ...]:
    return _tag(f"if {name}"), *said, _tag("endif")


_STT = ("STT", "stt", 9, "center")
_MONEY = ("Tiền thưởng (đồng)", "tien", 20, "right")
_PEOPLE = Grid(
    "danh_sach",
    (
        _STT,
        ("Họ và tên", "ten", 26, "left"),
        ("Đơn vị", "don_vi", 29, "left"),
        ("Giải", "giai", 16, "left"),
        _MONEY,
    ),
)
_WITH_YEARS = Grid(
    "danh_sach",
    (
        _STT,
        ("Họ và tên", "ten", 25, "left"),
        ("Năm sinh", "nam_sinh", 11, "center"),
        ("Đơn vị", "don_vi", 23, "left"),
        ("Giải", "giai", 14, "left"),
        ("Tiền thưởng (đồng)", "tien", 18, "right"),
    ),
)
_PRAISED = Grid(
    "danh_sach",
    (
        _STT,
        ("Họ và tên", "ten", 35, "left"),
        ("Đơn vị", "don_vi", 36, "left"),
        ("Giải", "giai", 20, "left"),
    ),
)
_UNITS = Grid(
    "danh_sach_tap_the", (_STT, ("Đơn vị", "ten", 51, "left"), ("Giải", "giai", 20, "left"), _MONEY)
)
_UNITS_PRAISED = Grid(
    "danh_sach_tap_the", (_STT, ("Đơn vị", "ten", 67, "left"), ("Giải", "giai", 24, "left"))
)
_STAGES = Grid(
    "cac_vong",
    (
        ("Vòng", "ten", 40, "left"),
        ("Số người dự thi", "so_nguoi", 20, "right"),
        ("Số lượt thi", "so_luot", 20, "right"),
        ("Không được công nhận", "khong_cong_nhan", 20, "right"),
    ),
)
_COSTS = Grid(
    "cac_giai",
    (
        _STT,
        ("Giải thưởng", "ten", 33, "left"),
        ("Số lượng", "so_luong", 14, "right"),
        ("Mức tiền (đồng)", "muc_tien", 22, "right"),
        ("Thành tiền (đồng)", "thanh_tien", 22, "right"),
    ),
)


def _lists(people: Grid, units: Grid) -> tuple[Said | Grid, ...]:
    return (
        *_when("danh_sach", _head("Cá nhân"), people),
        *_when("danh_sach_tap_the", _head("Tập thể"), units),
    )


TITLES: dict[Kind, tuple[str, ...]] = {
    Kind.PLAN: ("Tổ chức {{ ten_cuoc_thi }}",),
    Kind.COSTS: ("Kinh phí giải thưởng {{ ten_day_du }}",),
    Kind.MINUTES: ("Chốt kết quả {{ ten_day_du }}",),
    Kind.AWARD: ("Về việc công nhận kết quả và trao giải", "{{ ten_day_du }}"),
    Kind.NOTICE: ("Kết quả {{ ten_day_du }}",),
    Kind.PRESS: ("Công bố kết quả {{ ten_day_du }}",),
    Kind.REQUEST: ("Về việc đề nghị tặng Giấy khen", "tại {{ ten_day_du }}"),
    Kind.PRAISE: ("Về việc tặng Giấy khen cho tập thể, cá nhân", "có thành tích tại {{ ten_day_du }}"),
}
_NAMED = "- {{ muc.ten }}{% if muc.don_vi %} ({{ muc.don_vi }}){% endif %}: giải {{ muc.giai }}"
_MONEY_WORDS = "Tổng tiền thưởng: {{ tong_tien }} đồng (Bằng chữ: {{ tong_tien_bang_chu }})."

BODIES: dict[Kind, tuple[Said | Grid, ...]] = {
    Kind.PLAN: (
        Said("{{ noi_ban_hanh_thuong }} ban hành Kế hoạch tổ chức {{ ten_cuoc_thi }} với các nội dung sau:"),
        _head("I. MỤC ĐÍCH, YÊU CẦU"),
        Said(
            "- Tuyên truyền, nâng cao nhận thức về nội dung {{ loai }}; khuyến khích tự học, tự tìm hiểu; "
            "biểu dương những tập thể, cá nhân tích cực."
        ),
        Said("- {{ loai }} được tổ chức nghiêm túc, công khai, công bằng, đúng Thể lệ."),
        _head("II. NỘI DUNG"),
        Said("1. Đối tượng dự thi: {{ doi_tuong }}."),
        Said("2. Thời gian: từ {{ bat_dau }} đến {{ ket_thuc }}."),
        Said(
            "3. Hình thức: thi trắc nghiệm trực tuyến{% if dia_chi_thi %} tại {{ dia_chi_thi }}{% endif %}."
        ),
        *_each("cach_thi"),
        Said("4. Giải thưởng:"),
        *_each("giai_thuong"),
        _head("III. KINH PHÍ"),
        *_when(
            "tong_du_toan",
            Said("Kinh phí giải thưởng: {{ tong_du_toan }} đồng (Bằng chữ: {{ tong_du_toan_bang_chu }})."),
        ),
        *_each("nguon_kinh_phi"),
        _head("IV. TỔ CHỨC THỰC HIỆN"),
        Said(
            "Ban Tổ chức ban hành Thể lệ, chuẩn bị câu hỏi, chốt kết quả, trao giải và tổng kết {{ loai }}."
        ),
        Said("Các cơ quan, đơn vị phổ biến Kế hoạch, vận động tham gia trên tinh thần tự nguyện./."),
    ),
    Kind.COSTS: (
        *_when("kem_theo", Said("(Kèm theo {{ kem_theo }})")),
        _COSTS,
        Said("Tổng cộng: {{ tong_du_toan }} đồng (Bằng chữ: {{ tong_du_toan_bang_chu }})."),
        Said("Nguồn kinh phí:"),
        *_each("nguon_kinh_phi"),
    ),
    Kind.MINUTES: (
        Said("Hôm nay, {{ ngay_ky }}, Ban Tổ chức {{ ten_cuoc_thi }} tiến hành chốt kết quả và xét giải."),
        _head("I. THÀNH PHẦN"),
        Said("1. Chủ trì: ông (bà) {{ nguoi_ky }}."),
        Said("2. Thư ký: ông (bà) {{ nguoi_ky_ben_trai }}."),
        _head("II. SỐ LIỆU"),
        Said("Thời gian thi: từ {{ bat_dau }} đến {{ ket_thuc }}."),
        _STAGES,
        Said(
            "Số người được xếp hạng: {{ so_nguoi_xep_hang }}. Số người dự thi nhưng không xét giải: "
            "{{ so_nguoi_khong_xet_giai }}."
        ),
        _head("III. KẾT QUẢ XÉT GIẢI"),
        *_when("giai_ca_nhan", Said("Giải cá nhân: {{ giai_ca_nhan }}.")),
        *_when("giai_tap_the", Said("Giải tập thể: {{ giai_tap_the }}.")),
        *_when("tong_tien", Said(_MONEY_WORDS)),
        *_each("quyet_dinh_xet_giai"),
        *_when("con_cho_quyet_dinh", Said("Còn chờ quyết định:"), *_each("con_cho_quyet_dinh")),
        _head("IV. DANH SÁCH VÀ MÃ KIỂM TRA"),
        *_when(
            "ma_kiem_tra",
            Said("Danh sách trao giải số {{ so_danh_sach }} phát hành lúc {{ phat_hanh_luc }}. Mã SHA-256:"),
            Said("{{ ma_kiem_tra }}"),
        ),
        Said("Biên bản được lập thành 02 bản, đã đọc lại cho các thành viên cùng nghe và ký tên./."),
    ),
    Kind.AWARD: (
        Said(
            "Công nhận kết quả {{ ten_day_du }} và trao giải cho {{ ca_nhan_tap_the }} có tên trong Danh "
            "sách kèm theo Quyết định này.",
            "Điều 1.",
        ),
        Said(
            "Cá nhân, tập thể đạt giải được cấp Giấy chứng nhận của Ban Tổ chức."
            "{% if tong_tien %} " + _MONEY_WORDS + "{% endif %}",
            "Điều 2.",
        ),
        Said("Quyết định này có hiệu lực kể từ ngày ký.", "Điều 3."),
        Said(
            "Ban Tổ chức, các cơ quan, đơn vị có liên quan và các cá nhân, tập thể có tên tại Điều 1 chịu "
            "trách nhiệm thi hành Quyết định này./.",
            "Điều 4.",
        ),
        _head("DANH SÁCH CÁ NHÂN, TẬP THỂ ĐẠT GIẢI"),
        *_lists(_WITH_YEARS, _UNITS),
        *_each("con_cho_quyet_dinh"),
    ),
    Kind.NOTICE: (
        Said(
            "{{ noi_ban_hanh_thuong }} thông báo kết quả {{ ten_day_du }}, diễn ra từ {{ bat_dau }} đến "
            "{{ ket_thuc }}, như sau:"
        ),
        Said("- Số lượt thi: {{ so_luot_thi }}; số người được xếp hạng: {{ so_nguoi_xep_hang }}."),
        *_lists(_PEOPLE, _UNITS),
        *_when(
            "con_cho_quyet_dinh",
            Said("Còn chờ Ban Tổ chức quyết định:"),
            *_each("con_cho_quyet_dinh"),
        ),
        _head("Nhận giải, ý kiến và khiếu nại"),
        *_each("khieu_nai"),
        Said("Trên đây là kết quả {{ ten_day_du }}./."),
    ),
    Kind.PRESS: (
        Said(
            "Ban Tổ chức {{ ten_cuoc_thi }} vừa công bố kết quả, trao giải cho {{ ca_nhan_tap_the }}.",
            bold=True,
        ),
        Said(
            "{{ loai }} do {{ don_vi_to_chuc }} tổ chức, diễn ra từ ngày {{ ngay_bat_dau }} đến ngày "
            "{{ ngay_ket_thuc }}, với {{ so_luot_thi }} lượt thi."
        ),
        *_when("danh_sach", Said("Cá nhân đạt giải:"), *_each("danh_sach", _NAMED)),
        *_when(
            "danh_sach_tap_the",
            Said("Tập thể đạt giải:"),
            *_each("danh_sach_tap_the", "- {{ muc.ten }}: giải {{ muc.giai }}"),
        ),
        Said("Ban Tổ chức cảm ơn các đơn vị, cá nhân đã hưởng ứng và đồng hành cùng chương trình."),
    ),
    Kind.REQUEST: (
        Said(
            "{{ ten_day_du }} đã kết thúc. Qua xét kết quả theo Thể lệ, {{ noi_ban_hanh_thuong }} kính trình "
            "xem xét, tặng Giấy khen cho {{ ca_nhan_tap_the }} có thành tích xuất sắc sau đây:"
        ),
        *_lists(_PRAISED, _UNITS_PRAISED),
        Said(LOOKED_INTO.format(where="trên đây")),
        *_when("tien_giay_khen", Said("Tiền thưởng kèm theo Giấy khen đề nghị: {{ tien_giay_khen }}.")),
        Said("{{ noi_ban_hanh_thuong }} kính trình xem xét, quyết định./."),
    ),
    Kind.PRAISE: (
        Said(
            "Tặng Giấy khen cho {{ ca_nhan_tap_the }} đã có thành tích xuất sắc tại {{ ten_day_du }} (có "
            "Danh sách kèm theo).",
            "Điều 1.",
        ),
        Said(
            "Tiền thưởng kèm theo Giấy khen{% if tien_giay_khen %}: {{ tien_giay_khen }}{% else %} (nếu có) "
            "thực hiện theo quy định hiện hành{% endif %}.",
            "Điều 2.",
        ),
        Said("Quyết định này có hiệu lực kể từ ngày ký.", "Điều 3."),
        Said(
            "Các cơ quan, đơn vị có liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi "
            "hành Quyết định này./.",
            "Điều 4.",
        ),
        _head("DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN"),
        *_lists(_PRAISED, _UNITS_PRAISED),
    ),
}
