"""Whose head stands on a paper, and who signs it."""

from __future__ import annotations

import pytest

from contest.office import letterheads
from contest.office.rules import Identity
from contest.printing.listing import LetterheadKind


@pytest.mark.parametrize(
    ("holder", "kind"),
    [
        ("Đoàn xã Đăk Tô", LetterheadKind.DOAN),
        ("BCH ĐOÀN TNCS HỒ CHÍ MINH XÃ ĐĂK TÔ", LetterheadKind.DOAN),
        ("Tỉnh Đoàn Quảng Ngãi", LetterheadKind.DOAN),
        ("Ban Thường vụ Đoàn phường", LetterheadKind.DOAN),
        ("UBND xã Đăk Tô", LetterheadKind.NHA_NUOC),
        ("Tập đoàn VNPT", LetterheadKind.NHA_NUOC),
        ("Liên đoàn Lao động tỉnh", LetterheadKind.NHA_NUOC),
        ("Sư đoàn 10", LetterheadKind.NHA_NUOC),
        ("Đoàn Luật sư tỉnh Quảng Ngãi", LetterheadKind.NHA_NUOC),
        ("Đoàn đại biểu Quốc hội tỉnh", LetterheadKind.NHA_NUOC),
        ("Đoàn trường THPT Nguyễn Văn Cừ", LetterheadKind.DOAN),
        ("Trường THCS Đoàn Thị Điểm", LetterheadKind.NHA_NUOC),
        ("", LetterheadKind.NHA_NUOC),
    ],
)
def test_the_layout_is_that_of_who_holds_the_contest(holder: str, kind: LetterheadKind) -> None:
    assert letterheads.kind_of(holder) is kind
    assert letterheads.issuer(Identity(), f"  \n{holder}\nđơn vị thứ hai" if holder else "").kind is kind


def test_a_committee_stands_below_the_office_that_holds_the_contest() -> None:
    head = letterheads.issuer(Identity(name="UBND xã Đăk Tô", above="Tỉnh Quảng Ngãi", place="Đăk Tô"), "Ai")
    assert (head.upper_body, head.body, head.place) == ("UBND XÃ ĐĂK TÔ", "BAN TỔ CHỨC", "Đăk Tô")
    assert head.authority == ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN")


def test_the_doan_issues_its_papers_itself() -> None:
    head = letterheads.issuer(Identity(name="BCH Đoàn xã Đăk Tô", above="Tỉnh đoàn Quảng Ngãi"), "")
    assert (head.upper_body, head.body) == ("TỈNH ĐOÀN QUẢNG NGÃI", "BCH ĐOÀN XÃ ĐĂK TÔ")
    assert head.authority == ("TM. BAN THƯỜNG VỤ", "BÍ THƯ")


def test_a_fresh_installation_takes_the_contests_own_organiser() -> None:
    head = letterheads.issuer(Identity(), "Trường THCS Nguyễn Du\nLiên đội")
    assert (head.upper_body, head.body, head.place) == ("TRƯỜNG THCS NGUYỄN DU", "BAN TỔ CHỨC", "")
    assert letterheads.issuer(Identity(), " \n").upper_body == ""
