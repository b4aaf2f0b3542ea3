"""Pictures through files: brought by an import, seen in its preview, saved with questions, exported again."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import python_calamine
from fastapi.testclient import TestClient

from contest.web.database import writing
from questions.formats.annotated import NO_PICTURES
from questions.formats.files import digests
from questions.formats.forms import Form
from questions.formats.writing import write
from questions.pictures import keeping
from questions.pictures.redrawing import redrawn
from tests.contest.bank import pictured, shelf
from tests.contest.bank.shelf import CITY
from tests.contest.bank.test_word_upload import page
from tests.contest.rounds.world import OPENS
from tests.parsed import attr, first, text
from tests.questions.drawn import data, drawing, made
from tests.questions.formats.word.building import word

STEM, SIDE = made("a").picture("Bản đồ"), made("b").picture()
ASKED = replace(CITY, picture=STEM, pictures=(None, SIDE, None))
DRAWN = {one.digest: one.content for one in (made("a"), made("b"))}
CARRY = [Form.DOCX, Form.MOODLE, Form.QTI]


def bring(browser: TestClient, bank: str, content: bytes, form: Form) -> str:
    answer = browser.post(f"/bank/{bank}/upload", files={"file": (f"de.{form.ending}", content)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def confirm(browser: TestClient, where: str) -> None:
    version = attr(page(browser, where), ".savebar [name=version]", "value")
    assert browser.post(f"{where}/confirming", data={"version": version}).status_code == 303


@pytest.mark.parametrize("form", CARRY, ids=str)
def test_they_come_in_with_their_questions(organiser: TestClient, form: Form) -> None:
    bank, _ = shelf.fill()
    where = bring(organiser, bank, write([ASKED], form, DRAWN), form)
    shown = page(organiser, where)
    sources = [str(one.attributes["src"]) for one in shown.css(".import .pictures-strip img")]
    assert sources == [f"/bank/{bank}/pictures/{one.digest}" for one in (STEM, SIDE)]
    assert all(organiser.get(one).status_code == 200 for one in sources)
    assert pictured.kept() == {STEM.digest, SIDE.digest}
    assert len(page(organiser, f"{where}/rows/1").css(".pictures-strip img")) == 2
    confirm(organiser, where)
    (one,) = shelf.every(bank)
    assert (one.parsed.picture, one.parsed.pictures) == (ASKED.picture, ASKED.pictures)


def test_the_workbook_of_errors_says_that_it_has_none(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    where = bring(organiser, bank, write([ASKED, CITY], Form.QTI, DRAWN), Form.QTI)
    content = organiser.get(f"{where}/annotated.xlsx").content
    rows = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    assert [NO_PICTURES in str(row[0]) for row in rows[1:]] == [True, False]


@pytest.mark.parametrize("form", CARRY, ids=str)
def test_they_go_out_and_come_back_as_the_same_question(organiser: TestClient, form: Form) -> None:
    """A photograph too, which would change each time it is drawn."""
    photo = redrawn(data(drawing(width=300, height=200), "JPEG"))
    pictured.keep("a", "b")
    with writing() as db:
        keeping.keep(db, [photo], OPENS)
    bank, _ = shelf.fill(replace(ASKED, picture=photo.picture("Ảnh chụp")))
    answer = organiser.get(f"/bank/{bank}/questions.{form}")
    assert answer.status_code == 200
    where = bring(organiser, bank, answer.content, form)
    shown = page(organiser, f"{where}?tab=left-out")
    assert "đã có trong ngân hàng" in text(first(shown, ".import"))
    assert pictured.kept() == {photo.digest, STEM.digest, SIDE.digest}


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV, Form.GIFT, Form.AIKEN, Form.TEXT], ids=str)
def test_what_leaves_them_out_says_so_before(organiser: TestClient, form: Form) -> None:
    pictured.keep("a", "b")
    bank, _ = shelf.fill(ASKED)
    said = page(organiser, f"/bank/{bank}/export").html or ""
    assert "Hình của 1 câu không được ghi." in said and digests([ASKED])
    assert organiser.get(f"/bank/{bank}/questions.{form}").status_code == 200


def test_the_same_words_with_other_pictures_are_two_rows(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    two = [ASKED, replace(ASKED, picture=made("b").picture("Bản đồ"))]
    where = bring(organiser, bank, write(two, Form.QTI, DRAWN), Form.QTI)
    assert not page(organiser, f"{where}?tab=left-out").css(".import tbody")
    confirm(organiser, where)
    assert len(shelf.every(bank)) == 2


def test_an_option_without_words_is_mended_on_the_spot(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    content = word("Câu 1: Biển nào cấm?\nA. <img>\n<b>B. hai</b>\nC. ba")
    where = bring(organiser, bank, content, Form.DOCX)
    shown = page(organiser, f"{where}?tab=wrong")
    if shown.css(".said"):
        assert "mới có hình" in " ".join(text(one) for one in shown.css(".said"))


def test_undoing_leaves_pictures_to_the_sweep(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    where = bring(organiser, bank, write([ASKED], Form.QTI, DRAWN), Form.QTI)
    confirm(organiser, where)
    assert organiser.post(f"{where}/taking-back").status_code == 303
    assert shelf.every(bank) == [] and pictured.kept() == {STEM.digest, SIDE.digest}
