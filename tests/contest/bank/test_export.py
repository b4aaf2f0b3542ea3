"""`bank.export`: files that read back as the same questions, but for what their format loses."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from fastapi.testclient import TestClient

from contest.lists import workbook
from questions.formats import detect
from questions.formats.forms import Form
from questions.formats.losses import fit
from questions.formats.model import ParsedQuestion
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, SEVERAL, TRUE
from tests.contest.bank.test_edit import move, save


def read(content: bytes) -> list[ParsedQuestion]:
    return [replace(one, line=0) for one in detect.read_bytes(content).questions]


@pytest.mark.parametrize("ending", ["xlsx", "txt"])
def test_a_file_reads_back_as_the_same_bank(organiser: TestClient, ending: str) -> None:
    bank, _ = shelf.fill(*ALL)
    before = shelf.audited()
    answer = organiser.get(f"/bank/{bank}/questions.{ending}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="bank-20261005.{ending}"'
    assert read(answer.content) == list(ALL)
    assert shelf.audited() == before + 1


def test_only_what_the_list_shows(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ALL)
    page = shelf.page(organiser, f"/bank/{bank}", topic="cds", sort="noi-dung")
    links = [str(link.attributes["href"]) for link in page.css(".files a")]
    (address,) = (link for link in links if ".xlsx?" in link)
    assert read(organiser.get(address).content) == [SEVERAL, CITY]


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.DOCX], ids=str)
def test_every_format_reads_back_as_what_was_said(organiser: TestClient, form: Form) -> None:
    bank, _ = shelf.fill(*ALL)
    answer = organiser.get(f"/bank/{bank}/questions.{form}")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].endswith(f'filename="bank-20261005.{form.ending}"')
    assert read(answer.content) == list(fit(ALL, form))


def test_word_is_a_word_file(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ALL)
    answer = organiser.get(f"/bank/{bank}/questions.docx")
    assert "wordprocessingml" in answer.headers["content-type"]
    said = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs)
    assert all(question.text in said for question in ALL)


@pytest.mark.parametrize("ending", ["pdf", "XLSX", "gift.txt", "", "xlsx.exe", "a" * 300])
def test_there_is_no_other_format(organiser: TestClient, ending: str) -> None:
    bank, _ = shelf.fill(CITY)
    before = shelf.audited()
    assert organiser.get(f"/bank/{bank}/questions.{ending}").status_code == 404
    assert shelf.audited() == before


def test_an_empty_bank_gives_an_empty_file(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    assert read(organiser.get(f"/bank/{bank}/questions.xlsx").content) == []
    assert shelf.page(organiser, f"/bank/{bank}").css_first(".files") is None


def test_formulas_stay_text(organiser: TestClient) -> None:
    bank, _ = shelf.fill(replace(CITY, options=("=1+1", "+84", "@x")))
    (found,) = read(organiser.get(f"/bank/{bank}/questions.xlsx").content)
    assert found.options == ("=1+1", "+84", "@x")


def cells(content: bytes) -> list[list[str]]:
    """The last two columns of a workbook."""
    return [row[-2:] for row in workbook.grids(content, "câu hỏi")[0]]


def test_the_workbook_says_who_answers_for_what(organiser: TestClient) -> None:
    bank, (own, changed, _) = shelf.fill(CITY, SEVERAL, TRUE, state=QuestionState.DRAFT)
    save(organiser, bank, own, replace(CITY, explanation="Theo Hiến pháp năm 2013."))
    for one, version in ((own, 2), (changed, 1)):
        move(organiser, bank, one, "approved", version=version)
    save(organiser, bank, changed, replace(SEVERAL, level=CITY.level), version=2)
    rows = cells(organiser.get(f"/bank/{bank}/questions.xlsx").content)
    assert rows == [
        ["Trạng thái", "Người duyệt"],
        ["Đã duyệt", "Nguyễn Thanh Tùng (một người ký)"],
        ["Đã duyệt, có bản sửa chờ duyệt", ""],
        ["Bản nháp", ""],
    ]
    assert len(read(organiser.get(f"/bank/{bank}/questions.xlsx").content)) == 3
