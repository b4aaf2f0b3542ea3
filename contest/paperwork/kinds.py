"""The official papers of an occasion in one table: names, signs, needs and questions of each. Pure.

What a layout calls things stands here too: the sign behind a number, whose paper it is, who signs.
"""

from __future__ import annotations

from dataclasses import dataclass

from contest.commendations.states import Layout
from contest.paperwork.states import Kind, Needs


@dataclass(frozen=True)
class About:
    """``name``: what is printed in capitals. ``sign``: its short name in a number, "" for a paper without
    one. ``of_holder``: whoever holds the contest issues it, not its committee, in the State's layout too;
    ``of_committee``: the committee does in every layout. ``asks``: the questions of its form beside the
    letterhead."""

    title: str
    says: str
    name: str
    sign: str
    needs: Needs
    asks: frozenset[str] = frozenset()
    of_holder: bool = False
    of_committee: bool = False


GROUNDS = "grounds"
DECIDER = "decider"
ADDRESSEES = "addressees"
SPONSORS = "sponsors"
SECOND = "second"
PRAISED = "praised"
ATTACHED = "attached"

KINDS: dict[Kind, About] = {
    Kind.PLAN: About(
        "Kế hoạch tổ chức",
        "Mục đích, đối tượng, thời gian, cách thi, giải thưởng, phân công.",
        "Kế hoạch",
        "KH",
        Needs.NOTHING,
        frozenset({GROUNDS, SPONSORS}),
        of_holder=True,
    ),
    Kind.COSTS: About(
        "Dự toán giải thưởng",
        "Bảng giải, số lượng, mức tiền, thành tiền; tổng bằng số và bằng chữ; nguồn kinh phí.",
        "Dự toán",
        "",
        Needs.MONEY,
        frozenset({SPONSORS, SECOND, ATTACHED}),
    ),
    Kind.MINUTES: About(
        "Biên bản chốt kết quả",
        "Số liệu, kết quả xét giải, quyết định về nhóm bằng nhau, mã SHA-256 của danh sách.",
        "Biên bản",
        "BB",
        Needs.LIST,
        frozenset({SECOND}),
    ),
    Kind.AWARD: About(
        "Quyết định công nhận kết quả và trao giải",
        "Kèm danh sách người và đơn vị đạt giải.",
        "Quyết định",
        "QĐ",
        Needs.LIST,
        frozenset({GROUNDS, DECIDER, SPONSORS}),
    ),
    Kind.NOTICE: About(
        "Thông báo kết quả",
        "Gửi các đơn vị và công bố; tên người chưa đồng ý công khai được viết tắt.",
        "Thông báo",
        "TB",
        Needs.LIST,
    ),
    Kind.PRESS: About(
        "Tin bài",
        "Cho trang thông tin và báo chí; tên người chưa đồng ý công khai được viết tắt.",
        "",
        "",
        Needs.LIST,
    ),
    Kind.REQUEST: About(
        "Tờ trình đề nghị tặng Giấy khen",
        "Kèm danh sách đề nghị. Giấy khen là khen thưởng, không phải giải của cuộc thi.",
        "Tờ trình",
        "TTr",
        Needs.LIST,
        frozenset({GROUNDS, ADDRESSEES, PRAISED}),
        of_committee=True,
    ),
    Kind.PRAISE: About(
        "Quyết định tặng Giấy khen",
        "Kèm danh sách. Do người có thẩm quyền khen thưởng ký, tách khỏi quyết định trao giải.",
        "Quyết định",
        "QĐ",
        Needs.LIST,
        frozenset({GROUNDS, DECIDER, PRAISED}),
        of_holder=True,
    ),
}

#: Who issues papers in each layout, as the sign behind the number says it: the committee, and the holder.
ISSUERS: dict[Layout, tuple[str, str]] = {
    Layout.STATE: ("BTC", "UBND"),
    Layout.UNION: ("BTC", "ĐTN"),
    Layout.SCHOOL: ("BTC", "NT"),
    Layout.PARTY: ("BTC", "ĐU"),
}
#: Between the kind and the issuer; behind the number parties have a hyphen, the others a slash.
BETWEEN = {Layout.STATE: "-", Layout.UNION: "/", Layout.SCHOOL: "-", Layout.PARTY: "/"}


def by_committee(kind: Kind, layout: Layout) -> bool:
    """Whether the committee of the contest issues a paper, below whoever holds it."""
    about = KINDS[kind]
    return about.of_committee or (layout is Layout.STATE and not about.of_holder)


def symbol(kind: Kind, layout: Layout) -> str:
    """ "QĐ-BTC", "QĐ/ĐTN"; "" for a paper without a number."""
    sign, (committee, holder) = KINDS[kind].sign, ISSUERS[layout]
    issuer = committee if by_committee(kind, layout) else holder
    return f"{sign}{BETWEEN[layout]}{issuer}" if sign else ""


@dataclass(frozen=True)
class Words:
    """How a layout speaks. ``authority``, ``committee``: in whose name the holder's papers and the
    committee's are signed. ``charter``: what papers rest on before any law; ``below``: who carries a plan
    out; ``carries``: who carries a decision out; ``whom``: whom a contest is to reach."""

    title: str
    source: str
    authority: tuple[str, ...]
    committee: tuple[str, ...]
    charter: str
    below: str
    carries: str
    whom: str
    copy: str


WORDS: dict[Layout, Words] = {
    Layout.STATE: Words(
        "Nhà nước",
        "Nghị định 30/2020/NĐ-CP",
        ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"),
        ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"),
        "",
        "Các cơ quan, đơn vị, trường học, các thôn",
        "Ban Tổ chức, các cơ quan, đơn vị có liên quan",
        "cán bộ, công chức, viên chức, đoàn viên, hội viên, học sinh và Nhân dân",
        "Lưu: VT, BTC",
    ),
    Layout.UNION: Words(
        "Đoàn",
        "Hướng dẫn 29-HD/TWĐTN-VP",
        ("TM. BAN THƯỜNG VỤ", "BÍ THƯ"),
        ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"),
        "Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh",
        "Các cơ sở Đoàn trực thuộc",
        "Ban Tổ chức, các cơ sở Đoàn có liên quan",
        "cán bộ Đoàn, đoàn viên, thanh niên, học sinh",
        "Lưu: VP",
    ),
    Layout.SCHOOL: Words(
        "Trường học",
        "Nghị định 30/2020/NĐ-CP",
        ("HIỆU TRƯỞNG",),
        ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"),
        "",
        "Giáo viên chủ nhiệm, các tổ chuyên môn, tổ chức Đoàn, Đội trong trường",
        "Ban Tổ chức, các tổ, các lớp có liên quan",
        "cán bộ, giáo viên, nhân viên và học sinh",
        "Lưu: VT",
    ),
    Layout.PARTY: Words(
        "Đảng",
        "Hướng dẫn 36-HD/VPTW",
        ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
        ("T/M BAN TỔ CHỨC", "TRƯỞNG BAN"),
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam",
        "Các chi bộ, đảng bộ trực thuộc",
        "Ban Tổ chức, các chi bộ, đảng bộ có liên quan",
        "cán bộ, đảng viên và Nhân dân",
        "Lưu Văn phòng",
    ),
}
