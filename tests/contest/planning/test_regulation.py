"""`planning.regulation`: the thể lệ as a document, in the words of its public page."""

from __future__ import annotations

import io

import pytest
from docx import Document
from fastapi.testclient import TestClient

from contest.campaigns import showing
from contest.office.rules import Identity
from contest.planning import regulations
from contest.planning.regulations import clauses
from contest.printing.listing import LetterheadKind
from contest.web.filters import NBSP
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.printing import pdfs
from tests.contest.rounds import world

LADDER = (
    "Xếp lần lượt theo các tiêu chí sau.",
    "Thứ nhất: điểm cao hơn xếp trước.",
    "Thứ hai: nộp bài sớm hơn xếp trước.",
    "Bằng nhau thì đồng hạng.",
)


def test_the_word_file_has_every_article(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    answer = organiser.get(f"/planning/{draft}/rules.docx")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == regulations.MEDIA_TYPES[regulations.Ending.DOCX]
    told = 'attachment; filename="the-le-tim-hieu-chuyen-doi-so-1.docx"'
    assert answer.headers["content-disposition"] == told
    said = [each.text for each in Document(io.BytesIO(answer.content)).paragraphs]
    view = plans.view(draft, clock.now)
    for section in showing.rules_page(view).sections:
        assert section.title in said
        for item in section.items:
            assert any(line.endswith((item, f"{item.rstrip('./;')}./.")) for line in said), item
    assert "THỂ LỆ" in said
    assert f"Dấu của thể lệ: {view.rules_sha256[:16]}./." in " ".join(said)


def test_the_pdf_of_a_draft_says_that_it_is_one(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    answer = organiser.get(f"/planning/{draft}/rules.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    said = pdfs.text(answer.content).replace(NBSP, " ")
    assert "DỰ THẢO" in said and "THỂ LỆ" in said and "Điều 1. Đối tượng dự thi" in said
    organiser.post(f"/planning/{draft}/schedule")
    assert plans.view(draft, clock.now).phase.value != "draft"
    assert "DỰ THẢO" not in pdfs.text(organiser.get(f"/planning/{draft}/rules.pdf").content)


def test_prizes_are_its_last_article(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    before = pdfs.text(organiser.get(f"/planning/{draft}/rules.pdf").content)
    assert "Giải thưởng" not in before
    form = {"name": ["Nhất"], "count": ["1"], "amount": ["500.000"], "version": "0", "budget": ""}
    saved = organiser.post(f"/commendations/{draft}/ladder", data=form, follow_redirects=False)
    assert saved.status_code == 303, saved.text
    said = pdfs.text(organiser.get(f"/planning/{draft}/rules.pdf").content).replace(NBSP, " ")
    assert "Giải thưởng" in said and "1 giải Nhất trị giá 500.000 đồng" in said


def test_whose_paper_it_is(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    view = plans.view(plans.made_by(organiser), clock.now)
    office = regulations.wanted(
        view, showing.rules_page(view), Identity(name="UBND xã Đăk Tô", place="Đăk Tô")
    )
    assert (office.letterhead.kind, office.letterhead.symbol) == (LetterheadKind.NHA_NUOC, "TL-BTC")
    assert (office.letterhead.upper_body, office.letterhead.body) == ("UBND XÃ ĐĂK TÔ", "BAN TỔ CHỨC")
    assert office.title_lines == ("THỂ LỆ", "Cuộc thi Tìm hiểu chuyển đổi số")
    union = regulations.wanted(view, showing.rules_page(view), Identity(name="Đoàn xã Đăk Tô"))
    assert (union.letterhead.kind, union.letterhead.symbol) == (LetterheadKind.DOAN, "TL/ĐTN")
    assert (union.letterhead.number, union.letterhead.date, union.signer.name) == (None, None, "")


def test_paragraphs_can_be_cited() -> None:
    assert clauses(LADDER) == (
        "1. Xếp lần lượt theo các tiêu chí sau.",
        "- Thứ nhất: điểm cao hơn xếp trước.",
        "- Thứ hai: nộp bài sớm hơn xếp trước.",
        "2. Bằng nhau thì đồng hạng.",
    )


@pytest.mark.parametrize("items", [(), ("Một câu.",), LADDER[:3]])
def test_a_single_paragraph_needs_no_number(items: tuple[str, ...]) -> None:
    assert clauses(items) == items


def test_who(viewer: TestClient) -> None:
    contest = world.make(bank=0)
    address = f"/planning/{contest.round_id}/rules.docx"
    assert viewer.get(address).status_code == 200
    assert viewer.post(address).status_code == 403
    assert viewer.get(f"/planning/{'0' * 13}/rules.docx").status_code == 404
    assert viewer.get(f"/planning/{contest.round_id}/rules.exe").status_code in (404, 422)
    viewer.cookies.clear()
    assert viewer.get(address).status_code == 303


def test_the_settings_link_to_both_files(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    page = organiser.get(f"/planning/{draft}/ranking").text
    for ending in regulations.Ending:
        assert f'href="/planning/{draft}/rules.{ending}"' in page
