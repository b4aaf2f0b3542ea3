"""Each kind of paper in each layout, opened again: heads, order, sizes and weights of domain.md §4."""

from __future__ import annotations

import pytest

from contest.commendations.states import Layout
from contest.paperwork.kinds import KINDS
from contest.paperwork.states import Kind
from contest.printing import paperwork_sheet
from contest.printing.lines import Block
from contest.printing.paperwork_files import docx, pdf
from tests.contest.paperwork import samples
from tests.contest.paperwork.reading import in_order, one, opened, paper, told
from tests.contest.printing import pdfs

OFFICIAL = [kind for kind in Kind if kind is not Kind.PRESS]
EACH = [(kind, layout) for kind in OFFICIAL for layout in Layout]
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
OF_STATE = (Layout.STATE, Layout.SCHOOL)
#: The words for kinds, as they are printed.
NAMES = {
    Kind.PLAN: "KẾ HOẠCH",
    Kind.COSTS: "DỰ TOÁN",
    Kind.MINUTES: "BIÊN BẢN",
    Kind.AWARD: "QUYẾT ĐỊNH",
    Kind.NOTICE: "THÔNG BÁO",
    Kind.REQUEST: "TỜ TRÌNH",
    Kind.PRAISE: "QUYẾT ĐỊNH",
}
NUMBERS = {
    Layout.STATE: {
        Kind.PLAN: "Số: 05/KH-UBND",
        Kind.MINUTES: "Số: 05/BB-BTC",
        Kind.AWARD: "Số: 05/QĐ-BTC",
        Kind.NOTICE: "Số: 05/TB-BTC",
        Kind.REQUEST: "Số: 05/TTr-BTC",
        Kind.PRAISE: "Số: 05/QĐ-UBND",
    },
    Layout.UNION: {
        Kind.PLAN: "Số: 05\u00a0-KH/ĐTN",
        Kind.MINUTES: "Số: 05\u00a0-BB/ĐTN",
        Kind.AWARD: "Số: 05\u00a0-QĐ/ĐTN",
        Kind.NOTICE: "Số: 05\u00a0-TB/ĐTN",
        Kind.REQUEST: "Số: 05\u00a0-TTr/BTC",
        Kind.PRAISE: "Số: 05\u00a0-QĐ/ĐTN",
    },
    Layout.SCHOOL: {
        Kind.PLAN: "Số: 05/KH-NT",
        Kind.MINUTES: "Số: 05/BB-NT",
        Kind.AWARD: "Số: 05/QĐ-NT",
        Kind.NOTICE: "Số: 05/TB-NT",
        Kind.REQUEST: "Số: 05/TTr-BTC",
        Kind.PRAISE: "Số: 05/QĐ-NT",
    },
    Layout.PARTY: {
        Kind.PLAN: "Số 05-KH/ĐU",
        Kind.MINUTES: "Số 05-BB/ĐU",
        Kind.AWARD: "Số 05-QĐ/ĐU",
        Kind.NOTICE: "Số 05-TB/ĐU",
        Kind.REQUEST: "Số 05-TTr/BTC",
        Kind.PRAISE: "Số 05-QĐ/ĐU",
    },
}


def each(cases: list[tuple[Kind, Layout]] = EACH) -> pytest.MarkDecorator:
    """One test for every kind in every layout."""
    return pytest.mark.parametrize(("kind", "layout"), cases, ids=lambda one: one.value)


@each()
def test_the_head(kind: Kind, layout: Layout) -> None:
    said = paper(kind, layout)
    date = one(said, "Đăk Tô, ngày 12 tháng 10 năm 2026")
    if layout in OF_STATE:
        assert one(said, NATION).look == (12, True, False, "center")
        assert one(said, MOTTO).look == (13, True, False, "center")
        assert date.look == (13, False, True, "center")
        in_order(said, NATION, MOTTO, "Đăk Tô, ngày")
    else:
        union = {Layout.UNION: "ĐOÀN TNCS HỒ CHÍ MINH", Layout.PARTY: "ĐẢNG CỘNG SẢN VIỆT NAM"}[layout]
        assert NATION not in told(said) and MOTTO not in told(said)
        assert one(said, union).look == (15, True, False, "center")
        assert date.look == (14, False, True, "center")
        star = {Layout.UNION: "***", Layout.PARTY: "*"}[layout]
        assert [each.look for each in said if each.text == star] == [(14, False, False, "center")]
        in_order(said, star, union)


@each()
def test_whose_paper_it_is(kind: Kind, layout: Layout) -> None:
    said = paper(kind, layout)
    size = 12 if layout in OF_STATE else 14
    about = samples.form(kind, layout)
    assert one(said, about.body).look == (size, True, False, "center")
    if about.upper_body:
        assert said[0].text == about.upper_body and said[0].look == (size, False, False, "center")
        in_order(said, about.upper_body, about.body)


@each([(kind, layout) for layout, kinds in NUMBERS.items() for kind in kinds])
def test_the_number(kind: Kind, layout: Layout) -> None:
    found = one(paper(kind, layout), "Số")
    assert found.text == NUMBERS[layout][kind]
    assert (found.size, found.bold, found.italic) == (13 if layout in OF_STATE else 14, False, False)


def test_every_paper_with_a_sign_has_its_number_in_the_table() -> None:
    signed = {kind for kind, about in KINDS.items() if about.sign}
    assert all(set(kinds) == signed for kinds in NUMBERS.values()) and set(NUMBERS) == set(Layout)


@each()
def test_the_name_of_the_kind_and_what_it_is_about(kind: Kind, layout: Layout) -> None:
    said = paper(kind, layout)
    name = next(each for each in said if each.text == NAMES[kind] and each.bold)
    about = said[said.index(name) + 1]
    assert name.look == (15 if layout is Layout.PARTY else 14, True, False, "center")
    assert about.look == (14, True, False, "center")
    assert about.text[0].islower() == (layout is Layout.PARTY)


@each()
def test_the_body(kind: Kind, layout: Layout) -> None:
    """Upright, justified, moved in by a centimetre, six points apart; the end is "./."."""
    document = opened(docx(samples.official(kind, layout)))
    texts = [line for line in document.paragraphs if line.text and line.paragraph_format.first_line_indent]
    assert texts
    for line in texts:
        assert round(line.paragraph_format.first_line_indent.mm) == 10
        assert line.paragraph_format.space_before.pt >= 6
        assert all(run.font.size.pt == 14 for run in line.runs)
    assert sum(line.text.endswith("./.") for line in document.paragraphs) == 1 + (kind in WITH_LIST)


WITH_LIST = (Kind.AWARD, Kind.REQUEST, Kind.PRAISE)


@each()
def test_receivers_and_signer(kind: Kind, layout: Layout) -> None:
    said = paper(kind, layout)
    about = samples.form(kind, layout)
    receivers, copy = one(said, "Nơi nhận:"), one(said, "- Lưu")
    if layout is Layout.PARTY:
        assert (receivers.size, receivers.bold, receivers.italic, receivers.underlined) == (
            14,
            False,
            False,
            True,
        )
        assert copy.look == (12, False, False, "left")
    else:
        assert receivers.look == (12, True, True, "left")
        assert copy.look == (11, False, False, "left")
    assert copy.text.endswith(".")
    first = about.authority.splitlines()[0]
    signed = [each for each in said if each.text in (first, "Nguyễn Thanh Tùng")]
    assert {each.look for each in signed} == {(14, True, False, "center")}
    if first.startswith("T"):
        wanted = "T/M " if layout is Layout.PARTY else "TM. "
        assert first.startswith((wanted, "THỦ"))


@each([(kind, layout) for kind in (Kind.AWARD, Kind.PRAISE) for layout in Layout])
def test_a_decision_stands_in_its_order(kind: Kind, layout: Layout) -> None:
    said = paper(kind, layout)
    decider = samples.form(kind, layout).decider
    dash = "- " if layout in (Layout.UNION, Layout.PARTY) else ""
    orders = next(each for each in said if each.text == "QUYẾT ĐỊNH:")
    assert orders.look == (14, True, False, "center")
    grounds = [each for each in said if each.text.startswith((f"{dash}Căn cứ", f"{dash}Theo đề nghị"))]
    assert len(grounds) >= 2
    assert {each.look for each in grounds} == {(14, False, layout is not Layout.PARTY, "both")}
    assert [each.text[-1] for each in grounds] == [";"] * (len(grounds) - 1) + ["."]
    places = [said.index(each) for each in (one(said, decider), *grounds, orders, one(said, "Điều 1."))]
    assert places == sorted(places)
    articles = [each for each in said if each.text.startswith("Điều ") and each.text.endswith(". ")]
    assert [each.text for each in articles] == [f"Điều {number}. " for number in range(1, 5)]
    assert all(each.bold and each.size == 14 for each in articles)
    after = said[said.index(articles[0]) + 1]
    assert not after.bold and after.size == 14, "only the word itself is bold"


@each([(kind, layout) for kind in WITH_LIST for layout in Layout])
def test_the_list_stands_behind_on_pages_of_its_own(kind: Kind, layout: Layout) -> None:
    document = opened(docx(samples.official(kind, layout)))
    assert len(document.sections) == 2
    start = document.sections[1]._sectPr.find(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pgNumType"
    )
    assert [value for name, value in start.items() if name.endswith("start")] == ["1"]
    assert document.sections[0]._sectPr.find(start.tag) is None
    said = paper(kind, layout)
    belongs = one(said, "(Kèm theo ")
    assert (belongs.size, belongs.bold, belongs.italic, belongs.align) == (14, False, True, "center")
    number = NUMBERS[layout][kind].replace("Số: ", "số ").replace("Số ", "số ").replace("\u00a0", "")
    assert f" {number} ngày 12 tháng 10 năm 2026 của " in belongs.text
    word = [each for each in said if each.text == "Phụ lục"]
    assert [each.look for each in word] == ([(14, True, False, "center")] if layout in OF_STATE else [])
    title = one(said[said.index(one(said, "Nơi nhận:")) :], "DANH SÁCH")
    assert title.look == (14, True, False, "center")
    in_order(said, "Nơi nhận:", title.text, "(Kèm theo ")


@each([(Kind.MINUTES, layout) for layout in Layout])
def test_minutes_have_two_signatures(kind: Kind, layout: Layout) -> None:
    said = paper(kind, layout)
    for text in ("THƯ KÝ", "CHỦ TRÌ", "Y Lan Anh", "Nguyễn Thanh Tùng"):
        assert [each.look for each in said if each.text == text] == [(14, True, False, "center")]
    in_order(said, "THƯ KÝ", "Y Lan Anh", "CHỦ TRÌ", "Nguyễn Thanh Tùng", "Nơi nhận:")


def test_a_text_for_the_press_has_neither_head_nor_signature() -> None:
    said = paper(Kind.PRESS)
    assert said[0].text == "Công bố kết quả Cuộc thi tìm hiểu chuyển đổi số (Tuần 1)"
    for text in (NATION, "Nơi nhận:", "Số:", "./."):
        assert text not in told(said)


@each([(Kind.MINUTES, Layout.STATE), (Kind.COSTS, Layout.UNION), (Kind.AWARD, Layout.PARTY)])
def test_the_pdf_says_the_same(kind: Kind, layout: Layout) -> None:
    found = pdfs.text(pdf(samples.official(kind, layout)))
    for each_ in paper(kind, layout):
        words = " ".join(each_.text.split())
        assert words in found or words[:20] in found, words


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = samples.official(Kind.AWARD)
    assert docx(made) == docx(made) and pdf(made) == pdf(made)


@each()
def test_the_rules_below_names_and_titles(kind: Kind, layout: Layout) -> None:
    """A whole one below the motto or the union's name; between a third and a half below body and title."""
    own = paperwork_sheet.lay_out(samples.official(kind, layout))[0]
    (left, right), _ = own.head
    assert [line.rule for line in right] == [0] * (len(right) - 1) + [1]
    assert 1 / 3 <= own.titles[-1].rule <= 1 / 2 and not any(line.rule for line in own.titles[:-1])
    if layout in OF_STATE:
        assert 1 / 3 <= left[-1].rule <= 1 / 2


@each()
def test_paper_and_margins(kind: Kind, layout: Layout) -> None:
    section = opened(docx(samples.official(kind, layout))).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20 if layout is Layout.UNION else 15]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


@each([(kind, layout) for kind in OFFICIAL for layout in (Layout.STATE, Layout.PARTY)])
def test_signatures_take_the_last_sentence_along(kind: Kind, layout: Layout) -> None:
    own = paperwork_sheet.lay_out(samples.official(kind, layout))[0]
    blocks = [each_ for each_ in own.flow if isinstance(each_, Block)]
    assert blocks[-1].keep and blocks[-1].runs[-1].text.endswith("./.")
