"""What papers say: numbers, the digest, drafts with their ties, prizes apart from praise, money."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contest.commendations.states import Layout
from contest.errors import Conflict, Invalid
from contest.paperwork import making
from contest.paperwork.facts import TIED, Stage
from contest.paperwork.kinds import KINDS
from contest.paperwork.states import Kind, Needs
from contest.printing.paperwork_files import docx
from contest.results.publication_states import Kind as Published
from contest.results.publishing import Seal
from tests.contest.paperwork import samples
from tests.contest.paperwork.reading import in_order, one, opened, paper, told

OF_A_LIST = [kind for kind, about in KINDS.items() if about.needs is Needs.LIST]


def plain(kind: Kind, layout: Layout = Layout.STATE, **changed: Any) -> str:
    return told(paper(kind, layout, **changed)).replace("\u00a0", " ")


# --- drafts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OF_A_LIST)
def test_without_an_issued_list_it_is_a_draft(kind: Kind) -> None:
    content = docx(samples.official(kind, told=samples.facts(result=samples.draft())))
    document = opened(content)
    first = [each for each in document.element.body.iter() if each.text == "DỰ THẢO"]
    assert first, "on the first page"
    for section in document.sections:
        assert "DỰ THẢO" in "".join(line.text for line in section.header.paragraphs), "and on every later one"


@pytest.mark.parametrize("kind", OF_A_LIST)
def test_with_an_issued_list_it_is_none(kind: Kind) -> None:
    assert "DỰ THẢO" not in plain(kind)


@pytest.mark.parametrize("kind", [Kind.AWARD, Kind.NOTICE])
def test_a_draft_marks_whose_tie_waits(kind: Kind) -> None:
    said = paper(kind, told=samples.facts(result=samples.draft()))
    assert [each.text for each in said].count(TIED) == 1
    assert samples.TIE in told(said)
    cells = [
        [cell.text for cell in row.cells]
        for table in opened(docx(samples.official(kind, told=samples.facts(result=samples.draft())))).tables
        for row in table.rows
    ]
    (tied,) = [row for row in cells if TIED in row]
    assert samples.winners()[6].name in tied


def test_minutes_of_a_draft_have_no_digest_and_tell_the_ties() -> None:
    said = told(paper(Kind.MINUTES, told=samples.facts(result=samples.draft())))
    assert "chưa phát hành nên chưa có mã kiểm tra" in said and samples.TIE in said
    assert samples.DIGEST[:16] not in said


def test_who_is_tied_is_not_praised_and_not_counted() -> None:
    told_ = samples.facts(result=samples.draft())
    said = paper(Kind.AWARD, told=told_)
    assert "06 cá nhân, 02 tập thể" in told(said)


# --- before the close -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_what_needs_a_list_waits_for_the_close(kind: Kind) -> None:
    early = samples.facts(result=None, waits="Danh sách có sau.")
    if kind in OF_A_LIST:
        assert making.hindrance(kind, early) == "Danh sách có sau."
        with pytest.raises(Conflict, match="Danh sách có sau"):
            samples.official(kind, told=early)
    else:
        assert making.hindrance(kind, early) == ""
        assert docx(samples.official(kind, told=early))[:2] == b"PK"


def test_an_estimate_needs_amounts() -> None:
    free = samples.facts(costs=(replace(samples.facts().costs[0], amount=0),))
    assert making.hindrance(Kind.COSTS, free) == making.NO_MONEY
    with pytest.raises(Conflict, match="ghi tiền thưởng"):
        samples.official(Kind.COSTS, told=free)


# --- what each says ---------------------------------------------------------------------------------


def test_minutes_tell_the_numbers_and_the_digest() -> None:
    said = plain(Kind.MINUTES)
    for wanted in (
        "từ 08 giờ 00 phút ngày 05/10/2026 đến 20 giờ 00 phút ngày 11/10/2026",
        "Số người dự thi: 467. Số lượt thi: 612, trong đó 4 lượt không được công nhận.",
        "Số người được xếp hạng: 464. Số người dự thi nhưng không xét giải: 3.",
        "đúng tất cả các câu: 37",
        "câu dự đoán: 464",
        "Danh sách trao giải số 01 được phát hành lúc 09 giờ 00 phút ngày 12/10/2026",
        "bốc thăm bằng máy. Chứng kiến: Bà Y Bích",
    ):
        assert wanted in said, wanted
    assert samples.DIGEST in said.replace(" ", "")


@pytest.mark.parametrize(
    ("kind", "alone", "wanted"),
    [
        (
            Published.FINAL,
            False,
            "Tuần 1: công bố kết quả chính thức, bản số 02, lúc 08 giờ 00 phút ngày 12/10/2026. ",
        ),
        (
            Published.PROVISIONAL,
            True,
            "kết quả tạm thời, bản số 02, lúc 08 giờ 00 phút ngày 12/10/2026, một người",
        ),
    ],
)
def test_minutes_print_what_was_published(kind: Published, alone: bool, wanted: str) -> None:
    digest = "0123456789abcdef" * 4
    seal = Seal(2, kind, samples.moment(12, 8), digest, "9ac0 a940", alone)
    (stage,) = samples.ONE_STAGE
    said = plain(Kind.MINUTES, told=samples.facts(stages=(replace(stage, seal=seal),)))
    assert wanted in said
    assert f"{digest[:32]} {digest[32:]}" in said
    assert "Vân tay khóa đã ký bản công bố: 9ac0 a940." in said
    assert "bản công bố" not in plain(Kind.MINUTES)


def test_minutes_of_a_whole_contest_have_a_table_of_its_rounds() -> None:
    two = (*samples.ONE_STAGE, Stage("Tuần 2", samples.moment(12, 8), samples.moment(18, 20), 300, 401, 0))
    whole = samples.facts(stage="", stages=two, result=samples.result(perfect=None, truth=""))
    document = opened(docx(samples.official(Kind.MINUTES, told=whole)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[1:] == [["Tuần 1", "467", "612", "4"], ["Tuần 2", "300", "401", "0"]]
    assert "(Tuần" not in told(paper(Kind.MINUTES, told=whole)).splitlines()[8]


def test_the_decision_keeps_prizes_and_praise_apart() -> None:
    award, praise = plain(Kind.AWARD), plain(Kind.PRAISE)
    assert "Giấy chứng nhận của Ban Tổ chức" in award
    assert "Giấy khen (nếu có) thực hiện bằng quyết định riêng" in award
    assert "Giấy chứng nhận" not in praise and "tiền thưởng theo Danh sách" not in praise
    assert "Căn cứ Luật Thi đua, khen thưởng" in praise and "Luật Thi đua" not in award
    total = samples.result().total
    assert f"{total:,}".replace(",", ".") + " đồng (Bằng chữ: " in award


def test_a_decision_without_money_says_nothing_of_it() -> None:
    bare = samples.facts(result=samples.result(total=0, sections=(), winners=()))
    assert "đồng" not in told(paper(Kind.AWARD, told=bare))


def test_praise_is_for_the_prizes_that_were_ticked() -> None:
    said = paper(Kind.PRAISE)
    assert "01 cá nhân, 01 tập thể" in told(said)
    rows = told(said).splitlines()
    assert samples.winners()[0].name in rows and samples.winners()[1].name not in rows
    both = paper(Kind.PRAISE, praised=["people||Nhất", "people||Nhì"])
    assert "03 cá nhân có tên" not in told(both) and "cho 03 cá nhân" in told(both)


@pytest.mark.parametrize("kind", [Kind.REQUEST, Kind.PRAISE])
def test_money_of_praise_is_printed_only_when_asked_for(kind: Kind) -> None:
    assert "759.000" not in plain(kind)
    said = plain(kind, with_money="1")
    assert "759.000 đồng" in said and "1.518.000 đồng" in said and "161/2026/NĐ-CP" in said
    earlier = plain(kind, with_money="1", day="30/6/2026")
    assert "702.000 đồng" in earlier and "759.000" not in earlier


def test_a_submission_says_whom_it_is_for_before_its_grounds() -> None:
    said = paper(Kind.REQUEST)
    found = one(said, "Kính gửi: ")
    assert found.text == "Kính gửi: Chủ tịch Ủy ban nhân dân xã Đăk Tô."
    assert found.look == (14, False, False, "center")
    in_order(said, "Kính gửi", "Căn cứ Luật", "Các tập thể, cá nhân có tên")
    several = paper(Kind.REQUEST, addressees="Chủ tịch UBND xã;\r\nHội đồng Thi đua\r\n")
    in_order(several, "Kính gửi:", "- Chủ tịch UBND xã;", "- Hội đồng Thi đua.")


def test_an_estimate_adds_up() -> None:
    document = opened(docx(samples.official(Kind.COSTS, sponsors="Ngân sách xã: 2.000.000 đồng\r\nBưu điện")))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[1] == ["1", "Giải Nhất", "1", "1.000.000", "1.000.000"]
    assert rows[2] == ["2", "Giải Nhì", "2", "700.000", "1.400.000"]
    assert (rows[3][0], rows[3][-1]) == ("Tổng cộng", "2.400.000")
    said = plain(Kind.COSTS, sponsors="Ngân sách xã: 2.000.000 đồng\r\nBưu điện")
    for wanted in (
        "(Bằng chữ: Hai triệu bốn trăm nghìn đồng).",
        "được duyệt cho giải thưởng: 3.000.000 đồng, còn 600.000 đồng.",
        "- Ngân sách xã: 2.000.000 đồng.",
        "- Bưu điện./.",
    ):
        assert wanted in said, wanted
    assert "Số:" not in said, "an estimate has no number of its own"


@pytest.mark.parametrize(
    ("budget", "told_"), [(2_400_000, "2.400.000 đồng."), (2_000_000, "vượt 400.000 đồng.")]
)
def test_an_estimate_beside_what_was_allowed(budget: int, told_: str) -> None:
    said = told(paper(Kind.COSTS, told=samples.facts(budget=budget))).replace("\u00a0", " ")
    assert told_ in said


def test_the_plan_tells_rules_and_prizes() -> None:
    said = plain(Kind.PLAN)
    for wanted in (
        "Cán bộ, đoàn viên, học sinh và người dân trên địa bàn xã.",
        "trực tuyến tại địa chỉ hoithi.dakto.vn/t/cds",
        "- Đề thi gồm 15 câu hỏi trắc nghiệm",
        "- Giải cá nhân: 1 giải Nhất",
        "2.400.000 đồng (Bằng chữ: Hai triệu bốn trăm nghìn đồng)",
        "không đặt chỉ tiêu bắt buộc",
    ):
        assert wanted in said, wanted
    headings = [each.text for each in paper(Kind.PLAN) if each.bold and each.text.startswith("I")]
    assert headings == ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "III. KINH PHÍ", "IV. TỔ CHỨC THỰC HIỆN"]


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (Layout.STATE, "Các cơ quan, đơn vị, trường học, các thôn"),
        (Layout.UNION, "Các cơ sở Đoàn trực thuộc"),
        (Layout.SCHOOL, "Giáo viên chủ nhiệm"),
        (Layout.PARTY, "Các chi bộ, đảng bộ trực thuộc"),
    ],
)
def test_a_layout_has_its_own_words(layout: Layout, words: str) -> None:
    assert words in plain(Kind.PLAN, layout)


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.PRESS])
def test_what_everybody_reads_names_people_as_boards_do(kind: Kind) -> None:
    said = plain(kind)
    assert "B. T. N. Á." in said and samples.winners()[2].name not in said
    assert samples.winners()[0].name in said


def test_the_press_text_is_short_and_tells_the_winners() -> None:
    said = plain(Kind.PRESS)
    assert "thu hút 467 người với 612 lượt thi; 37 người trả lời đúng tất cả các câu" in said
    assert "giải Nhất thuộc về Y Hương Giang (Trung tâm Phục vụ hành chính công)" in said
    assert len(said.split()) < 250


# --- the form ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "changed", "field"),
    [
        (Kind.AWARD, {"decider": ""}, "decider"),
        (Kind.AWARD, {"body": ""}, "body"),
        (Kind.REQUEST, {"addressees": ""}, "addressees"),
        (Kind.PRAISE, {"praised": []}, "praised"),
        (Kind.PRAISE, {"with_money": "1", "day": "01/01/2024"}, "with_money"),
        (Kind.PLAN, {"grounds": ["nothing"]}, "grounds"),
    ],
)
def test_what_is_missing_is_told_at_its_field(kind: Kind, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        samples.given(kind, **changed)
    assert field in wrong.value.fields and wrong.value.fields[field].endswith(".")


def test_names_of_files() -> None:
    said = samples.given(Kind.AWARD)
    made = making.file(Kind.AWARD, samples.facts(), said, "docx", "cds-1")
    assert (made.name, made.people) == ("quyet-dinh-trao-giai-cds-1-so-1.docx", 9)
    early = making.file(Kind.AWARD, samples.facts(result=samples.draft()), said, "pdf", "cds-1")
    assert early.name == "quyet-dinh-trao-giai-cds-1-du-thao.pdf" and early.content[:5] == b"%PDF-"
    plan = making.file(Kind.PLAN, samples.facts(), samples.given(Kind.PLAN), "docx", "cds-1")
    assert (plan.name, plan.people) == ("ke-hoach-cds-1.docx", 0)


def test_without_a_day_there_is_room_to_write_it() -> None:
    said = told(paper(Kind.AWARD, day="", number=""))
    assert "ngày\u00a0\u00a0" in said and "Số: \u00a0\u00a0" in said
