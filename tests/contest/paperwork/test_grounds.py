"""Lines "Căn cứ …" of documents in their real styles, and which are offered on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.paperwork import grounds
from contest.paperwork.states import Kind
from questions.documents.judging import Kept
from tests.contest.paperwork.samples import DAY, REGISTER


def kept(number: str, title: str = "", dated: date | None = None, issuer: str = "", **more: object) -> Kept:
    return Kept(number, number, dated, issuer, title, **more)  # ty: ignore[invalid-argument-type]


LAW = kept("72/2025/QH15", "Luật Tổ chức chính quyền địa phương", date(2025, 6, 16), "Quốc hội")
DECREE = kept("152/2025/NĐ-CP", "thi đua, khen thưởng", date(2025, 6, 14), "Chính phủ")
PARTY = kept("57-NQ/TW", "đột phá phát triển", date(2024, 12, 22), "Bộ Chính trị")


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (LAW, "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
        (
            DECREE,
            "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ "
            "về thi đua, khen thưởng",
        ),
        (
            PARTY,
            "Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá phát triển",
        ),
        (
            kept("35/2023/UBTVQH15", "sắp xếp", date(2023, 7, 12)),
            "Căn cứ Nghị quyết số 35/2023/UBTVQH15 ngày 12 tháng 7 năm 2023 về sắp xếp",
        ),
        (
            kept("05/CT-UBND", "công tác", date(2022, 2, 4), "UBND tỉnh"),
            "Căn cứ Chỉ thị số 05/CT-UBND ngày 04 tháng 02 năm 2022 của UBND tỉnh về công tác",
        ),
        (kept("141/KH-BCĐTKNQ18", "quy định lại"), "Căn cứ Kế hoạch số 141/KH-BCĐTKNQ18 quy định lại"),
        (kept("02/2025/TT-BGDĐT", "học bạ"), "Căn cứ Thông tư số 02/2025/TT-BGDĐT về học bạ"),
        (kept("793/BTTTT-THH"), "Căn cứ Công văn số 793/BTTTT-THH"),
        (kept("17/SL", "lập Nha"), "Căn cứ Sắc lệnh số 17/SL về lập Nha"),
    ],
)
def test_lines(document: Kept, line: str) -> None:
    assert grounds.line(document) == line


def test_every_line_of_the_shipped_register_reads_well() -> None:
    for one in REGISTER:
        if one.number:
            told = grounds.line(one)
            assert told.startswith("Căn cứ ") and not told.endswith((";", ".", " ")), told
            assert "  " not in told and "None" not in told


@pytest.mark.parametrize(
    ("on", "is_offered"),
    [
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 2), False),
    ],
)
def test_what_is_in_force_on_the_day_is_offered(on: date, is_offered: bool) -> None:
    document = kept("1/KH-X", in_force_from=date(2026, 7, 1), in_force_until=date(2027, 1, 1))
    assert bool(grounds.offered([document], on)) is is_offered
    if is_offered:
        assert grounds.lines([document], [document.id], on)
    else:
        with pytest.raises(ValueError, match="1/KH-X không có hiệu lực"):
            grounds.lines([document], [document.id], on)


def test_what_another_replaced_is_not_offered() -> None:
    assert not grounds.offered([kept("13/2023/NĐ-CP", replaced_by="x")], DAY)


def test_what_has_only_a_name_is_not_offered() -> None:
    assert not grounds.offered([kept("Thông tin hỗ trợ VNeID")], DAY)


def test_what_is_no_longer_in_the_register() -> None:
    with pytest.raises(ValueError, match="không còn trong sổ"):
        grounds.lines([LAW], ["xxxxx"], DAY)


def test_laws_stand_before_decrees_and_the_partys_before_both() -> None:
    chosen = [DECREE.id, LAW.id, PARTY.id, DECREE.id]
    assert grounds.lines([LAW, DECREE, PARTY], chosen, DAY) == tuple(
        grounds.line(one) for one in (PARTY, LAW, DECREE)
    )


@pytest.mark.parametrize(
    ("kind", "of_state", "numbers"),
    [
        (Kind.PRAISE, True, ["72/2025/QH15", "06/2022/QH15", "152/2025/NĐ-CP"]),
        (Kind.PRAISE, False, ["06/2022/QH15", "152/2025/NĐ-CP"]),
        (Kind.AWARD, False, []),
        (Kind.MINUTES, True, []),
    ],
)
def test_what_is_ticked_beforehand(kind: Kind, of_state: bool, numbers: list[str]) -> None:
    offered = grounds.offered(REGISTER, DAY)
    ids = grounds.ticked(offered, kind, of_state=of_state)
    assert [next(one.number for one in offered if one.id == id) for id in ids] == numbers


def test_the_usual_numbers_are_all_in_the_shipped_register() -> None:
    known = {one.number for one in REGISTER}
    assert {number for numbers in grounds.USUAL.values() for number in numbers} <= known


def test_ones_charter_stands_first_and_what_was_proposed_last() -> None:
    own = ("Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh", "Theo đề nghị của Ban Tổ chức")
    assert grounds.joined(own, ("Căn cứ Luật",)) == (own[0], "Căn cứ Luật", own[1])


@given(st.lists(st.sampled_from(REGISTER), max_size=8), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_is_offered_can_always_be_chosen(documents: list[Kept], on: date) -> None:
    register = list({one.id: one for one in documents}.values())
    ids = [one.id for one in grounds.offered(register, on)]
    assert len(grounds.lines(register, ids, on)) == len(ids)
