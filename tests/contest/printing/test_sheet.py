"""A list laid out: sizes and weights of Nghị định 30/2020 and of Hướng dẫn 29, line by line."""

from __future__ import annotations

import pytest

from contest.printing import sheet
from contest.printing.listing import Letterhead, LetterheadKind, Section, Signer
from contest.printing.sheet import Line
from tests.contest.printing import samples


def look(line: Line) -> tuple[str, int, bool, bool]:
    return line.text, line.size, line.bold, line.italic


def test_the_states_head() -> None:
    (left, right), (below_left, below_right) = sheet.lay_out(samples.listing()).head
    assert [look(line) for line in left] == [
        ("UBND XÃ ĐĂK TÔ", 12, False, False),
        ("BAN TỔ CHỨC HỘI THI", 12, True, False),
    ]
    assert [look(line) for line in right] == [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, False),
    ]
    assert look(below_left[0]) == ("Số: 05/QĐ-BTC", 13, False, False)
    assert look(below_right[0]) == ("Đăk Tô, ngày 05 tháng 02 năm 2026", 13, False, True)
    assert right[1].rule == 1 and 1 / 3 <= left[1].rule <= 1 / 2


def test_the_unions_head_has_no_name_of_the_state() -> None:
    (left, right), (below_left, below_right) = sheet.lay_out(samples.listing(samples.DOAN)).head
    assert [look(line) for line in left] == [
        ("TỈNH ĐOÀN QUẢNG NGÃI", 14, False, False),
        ("BCH ĐOÀN XÃ ĐĂK TÔ", 14, True, False),
        ("***", 14, False, False),
    ]
    assert look(right[0]) == ("ĐOÀN TNCS HỒ CHÍ MINH", 15, True, False) and right[0].rule == 1
    assert look(below_left[0]) == ("Số: 07\u00a0-QĐ/ĐTN", 14, False, False)
    assert look(below_right[0]) == ("Đăk Tô, ngày 12 tháng 10 năm 2026", 14, False, True)


def test_a_body_without_one_above_stands_alone() -> None:
    alone = Letterhead(
        LetterheadKind.NHA_NUOC, "", "Ủy ban nhân dân xã Đăk Tô", None, "DS-UBND", "Đăk Tô", None
    )
    left, _ = sheet.lay_out(samples.listing(alone)).head[0]
    assert [line.text for line in left] == ["ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ"]


def test_titles() -> None:
    titles = sheet.lay_out(samples.listing()).titles
    assert [look(line) for line in titles[:2]] == [
        ("DANH SÁCH", 14, True, False),
        ("Cá nhân đạt giải Hội thi tìm hiểu chuyển đổi số", 14, True, False),
    ]
    assert titles[-1].text.startswith("(Kèm theo Quyết định số 05/QĐ-BTC") and titles[-1].italic
    assert [bool(line.rule) for line in titles] == [False, False, False, True]


def test_no_title_is_no_error() -> None:
    bare = samples.listing(title_lines=(), subtitle="", attached_to="")
    assert sheet.lay_out(bare).titles == () and sheet.lay_out(bare).name == ""


@pytest.mark.parametrize(
    ("letterhead", "right"), [(samples.STATE, 15), (samples.DOAN, 20)], ids=["State", "Đoàn"]
)
def test_margins(letterhead: Letterhead, right: int) -> None:
    page = sheet.lay_out(
        samples.listing(letterhead, samples.people(3, birth_year=None, prediction=None))
    ).page
    assert (page.width, page.height) == (210, 297)
    assert (page.top, page.bottom, page.left, page.right) == (20, 20, 30, right)


def test_many_columns_turn_the_paper() -> None:
    assert sheet.lay_out(samples.listing()).page.width == 297
    few = samples.people(3, birth_year=None, prediction=None)
    assert sheet.lay_out(samples.listing(samples.STATE, few)).page.width == 210
    assert sheet.lay_out(samples.listing(samples.STATE, few, landscape=True)).page.width == 297
    assert sheet.lay_out(samples.listing(samples.STATE, few, has_signatures=True)).page.width == 297


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("letterhead", [samples.STATE, samples.DOAN])
def test_the_head_is_as_wide_as_the_text_and_its_right_side_on_one_line(
    letterhead: Letterhead, landscape: bool
) -> None:
    few = samples.people(3, birth_year=None, prediction=None)
    made = sheet.lay_out(samples.listing(letterhead, few, landscape=landscape))
    assert sum(made.head_widths) == pytest.approx(made.page.text_width)
    for _, right in made.head:
        assert all(line.width_mm < made.head_widths[1] for line in right)


def test_the_closing_says_how_many_and_the_sum_in_words() -> None:
    made = sheet.lay_out(samples.listing(samples.STATE, samples.people(3), samples.units(), notes=()))
    assert [line.text for line in made.closing] == [
        "Danh sách gồm 3 cá nhân và 2 tập thể; tổng tiền thưởng 5.900.000\u00a0đồng.",
        "(Bằng chữ: Năm triệu chín trăm nghìn đồng)./.",
    ]


def test_without_money_no_sum_is_said() -> None:
    made = sheet.lay_out(samples.listing(samples.STATE, samples.people(3, amount=None), notes=()))
    assert [line.text for line in made.closing] == ["Danh sách gồm 3 cá nhân./."]


def test_notes_come_last_and_only_the_last_line_ends_the_text() -> None:
    made = sheet.lay_out(samples.listing(notes=("Ý thứ nhất;", "  ", "Ý thứ hai.")))
    assert [line.text for line in made.closing][2:] == ["Ý thứ nhất;", "Ý thứ hai./."]
    assert sum(line.text.endswith("./.") for line in made.closing) == 1


def test_an_empty_list_is_no_error() -> None:
    made = sheet.lay_out(samples.listing(samples.STATE, Section(()), notes=()))
    assert made.closing == ()


def test_recipients() -> None:
    made = sheet.lay_out(
        samples.listing(recipients=("Như trên;", "Các chi đoàn", " ", "Lưu: VT."))
    ).recipients
    assert look(made[0]) == ("Nơi nhận:", 12, True, True)
    assert [look(line) for line in made[1:]] == [
        ("- Như trên;", 11, False, False),
        ("- Các chi đoàn;", 11, False, False),
        ("- Lưu: VT.", 11, False, False),
    ]
    assert sheet.lay_out(samples.listing(recipients=())).recipients == ()


def test_the_signer() -> None:
    made = sheet.lay_out(samples.listing(signer=Signer(("KT. Chủ tịch", "Phó Chủ tịch"), "Y Bích")))
    assert [look(line) for line in made.authority] == [
        ("KT. CHỦ TỊCH", 14, True, False),
        ("PHÓ CHỦ TỊCH", 14, True, False),
    ]
    assert look(made.signer) == ("Y Bích", 14, True, False)


def test_a_draft_says_so() -> None:
    made = sheet.lay_out(samples.listing(is_draft=True))
    assert made.draft == "DỰ THẢO"
    assert [line.text for line in made.head[1][0]][1:] == ["DỰ THẢO"] and made.head[1][0][1].boxed
    assert sheet.lay_out(samples.listing()).draft == ""
