"""Small words of papers: hours, counts, names in sentences, what a form begins with."""

from __future__ import annotations

import pytest

from contest.commendations.states import Layout
from contest.office.rules import Identity
from contest.paperwork import defaults, facts, kinds
from contest.paperwork.given import titled
from contest.paperwork.states import Kind
from tests.contest.paperwork import samples
from tests.contest.paperwork.samples import HOLDERS


@pytest.mark.parametrize(
    ("capitals", "said"),
    [
        ("BAN TỔ CHỨC CUỘC THI", "Ban Tổ chức Cuộc thi"),
        ("ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ", "Ủy ban nhân dân xã Đăk Tô"),
        ("UBND XÃ ĐĂK TÔ", "UBND xã Đăk Tô"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ", "Chủ tịch Ủy ban nhân dân xã Đăk Tô"),
        ("BAN THƯỜNG VỤ ĐOÀN XÃ ĐĂK TÔ", "Ban Thường vụ Đoàn xã Đăk Tô"),
        ("BCH ĐOÀN XÃ ĐĂK TÔ", "BCH Đoàn xã Đăk Tô"),
        ("HIỆU TRƯỞNG TRƯỜNG THCS NGUYỄN DU", "Hiệu trưởng Trường THCS Nguyễn Du"),
        ("ĐẢNG ỦY XÃ ĐĂK TÔ", "Đảng ủy xã Đăk Tô"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("Ban Tổ chức hội thi", "Ban Tổ chức hội thi"),
    ],
)
def test_names_in_sentences(capitals: str, said: str) -> None:
    assert titled(capitals) == said


def test_hours() -> None:
    told = facts.window(samples.moment(5, 8), samples.moment(11, 20)).replace("\u00a0", " ")
    assert told == "từ 08 giờ 00 phút ngày 05/10/2026 đến 20 giờ 00 phút ngày 11/10/2026"


@pytest.mark.parametrize(
    ("people", "units", "said"),
    [
        (1, 0, "01 cá nhân"),
        (9, 10, "09 cá nhân, 10 tập thể"),
        (0, 2, "02 tập thể"),
        (0, 0, "các cá nhân, tập thể"),
    ],
)
def test_counts(people: int, units: int, said: str) -> None:
    assert facts.whom(people, units) == said


def test_prizes_are_counted_by_their_names() -> None:
    assert facts.counted(samples.result().people) == (
        "01 giải Nhất, 02 giải Nhì, 02 giải Ba, 02 giải Khuyến khích"
    )


def test_amounts() -> None:
    said = facts.in_full(10_005_021).replace("\u00a0", " ")
    assert said == (
        "10.005.021 đồng (Bằng chữ: Mười triệu không trăm linh năm nghìn không trăm hai mươi mốt đồng)"
    )


# --- what a form begins with ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holder", "layout"),
    [
        ("UBND xã Đăk Tô", Layout.STATE),
        ("Phòng Văn hóa - Xã hội", Layout.STATE),
        ("Tỉnh đoàn Quảng Ngãi", Layout.UNION),
        ("Đoàn xã Đăk Tô", Layout.UNION),
        ("Trường THCS Nguyễn Du", Layout.SCHOOL),
        ("Đảng ủy xã Đăk Tô", Layout.PARTY),
        ("Chi bộ thôn 1", Layout.PARTY),
        ("Tập đoàn Xây dựng", Layout.STATE),
        ("", Layout.STATE),
    ],
)
def test_whose_layout(holder: str, layout: Layout) -> None:
    assert defaults.layout_of(holder) is layout


def begun(kind: Kind, layout: Layout) -> dict[str, str]:
    holder, above = HOLDERS[layout]
    return defaults.fields(kind, layout, Identity(name=holder, above=above), holder, "Cuộc thi")


@pytest.mark.parametrize(
    ("kind", "layout", "upper", "body", "authority"),
    [
        (
            Kind.AWARD,
            Layout.STATE,
            "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ",
            "BAN TỔ CHỨC CUỘC THI",
            "TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
        ),
        (Kind.PLAN, Layout.STATE, "", "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
        (Kind.PRAISE, Layout.STATE, "", "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ", "CHỦ TỊCH"),
        (
            Kind.AWARD,
            Layout.UNION,
            "TỈNH ĐOÀN QUẢNG NGÃI",
            "BCH ĐOÀN XÃ ĐĂK TÔ",
            "TM. BAN THƯỜNG VỤ\nBÍ THƯ",
        ),
        (Kind.PRAISE, Layout.SCHOOL, "UBND XÃ ĐĂK TÔ", "TRƯỜNG THCS NGUYỄN DU", "HIỆU TRƯỞNG"),
        (
            Kind.AWARD,
            Layout.PARTY,
            "ĐẢNG BỘ TỈNH QUẢNG NGÃI",
            "ĐẢNG ỦY XÃ ĐĂK TÔ",
            "T/M BAN THƯỜNG VỤ\nBÍ THƯ",
        ),
        (
            Kind.REQUEST,
            Layout.UNION,
            "BCH ĐOÀN XÃ ĐĂK TÔ",
            "BAN TỔ CHỨC CUỘC THI",
            "TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
        ),
        (
            Kind.MINUTES,
            Layout.STATE,
            "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ",
            "BAN TỔ CHỨC CUỘC THI",
            "CHỦ TRÌ",
        ),
    ],
)
def test_who_issues_and_who_signs(kind: Kind, layout: Layout, upper: str, body: str, authority: str) -> None:
    found = begun(kind, layout)
    assert (found["upper_body"], found["body"], found["authority"]) == (upper, body, authority)


@pytest.mark.parametrize(
    ("layout", "decider", "addressee"),
    [
        (Layout.STATE, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ", "Chủ tịch Ủy ban nhân dân xã Đăk Tô"),
        (Layout.UNION, "BAN THƯỜNG VỤ ĐOÀN XÃ ĐĂK TÔ", "Ban Thường vụ Đoàn xã Đăk Tô"),
        (Layout.SCHOOL, "HIỆU TRƯỞNG TRƯỜNG THCS NGUYỄN DU", "Hiệu trưởng Trường THCS Nguyễn Du"),
        (Layout.PARTY, "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ ĐĂK TÔ", "Ban Thường vụ Đảng ủy xã Đăk Tô"),
    ],
)
def test_who_may_praise(layout: Layout, decider: str, addressee: str) -> None:
    assert begun(Kind.PRAISE, layout)["decider"] == decider
    assert begun(Kind.REQUEST, layout)["addressees"] == addressee


def test_an_office_that_is_no_government_is_signed_by_its_head() -> None:
    office = Identity(name="Phòng Văn hóa - Xã hội", above="UBND xã Đăk Tô")
    found = defaults.fields(Kind.PRAISE, Layout.STATE, office, office.name, "Hội thi")
    assert found["authority"] == "THỦ TRƯỞNG CƠ QUAN" and found["upper_body"] == "UBND XÃ ĐĂK TÔ"
    assert found["decider"] == "PHÒNG VĂN HÓA - XÃ HỘI"


def test_every_kind_is_in_the_table_and_every_layout_has_words() -> None:
    assert set(kinds.KINDS) == set(Kind)
    assert set(kinds.WORDS) == set(kinds.ISSUERS) == set(kinds.BETWEEN) == set(Layout)
