"""`summaries.paper`: the report as .docx and PDF, compared with the page."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from pypdf import PdfReader

from contest.accounts.states import Role
from contest.commendations.papers import DOCX, PDF
from contest.commendations.states import Layout
from tests.conftest import Clock
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import NOBODY
from tests.contest.summaries import world
from tests.contest.summaries.desk import frozen, later, page, tables
from tests.contest.summaries.world import DONE
from tests.parsed import HTMLParser, attr, text

FORM: dict[str, Any] = {
    "first": "01/10/2026",
    "last": "31/10/2026",
    "layout": "nha_nuoc",
    "number": "5",
    "symbol": "BC-UBND",
    "place": "Đăk Tô",
    "day": "02/11/2026",
    "body": "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ",
    "authority": "TM. ỦY BAN NHÂN DÂN\r\nCHỦ TỊCH",
    "signer": "Nguyễn Thanh Tùng",
    "recipients": "Sở Khoa học và Công nghệ\r\nLưu: VT",
}
URL = "/summaries/paper"


def grids(content: bytes) -> list[list[list[str]]]:
    """The tables of figures of a Word file; those with a number in front."""
    document = Document(io.BytesIO(content))
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [one for one in found if one[0][0] == "STT"]


def told(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(one.text for one in document.paragraphs)


def heads(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(cell.text for cell in document.tables[0]._cells)


def plain(said: str) -> str:
    return " ".join(said.split())


def test_the_file_says_what_the_page_says(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    answer = organiser.post(URL, data=FORM)
    assert answer.status_code == 200 and answer.headers["content-type"] == DOCX
    assert answer.headers["content-disposition"] == 'attachment; filename="bao-cao-20261001-20261031.docx"'
    shown = page(organiser)
    wanted = list(tables(shown).values())
    made = [[[plain(cell) for cell in row[1:]] for row in grid] for grid in grids(answer.content)]
    assert made == [[[plain(cell) for cell in row] for row in table] for table in wanted]
    said = plain(told(answer.content))
    for sentence in shown.css("#figures > p"):
        if "muted" not in (sentence.attributes.get("class") or ""):
            assert plain(text(sentence)) in said, text(sentence)
    assert "BÁO CÁO" in said and "chưa chốt./." in said


@pytest.mark.parametrize(
    ("layout", "head", "number"),
    [
        ("nha_nuoc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/BC-UBND"),
        ("truong_hoc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/BC-UBND"),
        ("doan", "ĐOÀN TNCS HỒ CHÍ MINH", "Số: 05 -BC-UBND"),
        ("dang", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-BC-UBND"),
    ],
)
def test_four_letterheads(organiser: TestClient, clock: Clock, layout: str, head: str, number: str) -> None:
    world.usual()
    clock.set(DONE)
    answer = organiser.post(URL, data=FORM | {"layout": layout})
    said = plain(heads(answer.content))
    assert head in said and number in said


@pytest.mark.parametrize("layout", Layout)
def test_the_form_begins_as_usual(organiser: TestClient, clock: Clock, layout: Layout) -> None:
    world.usual()
    clock.set(DONE)
    found = page(organiser, f"/paper?scope=&preset=year&layout={layout.value}")
    assert attr(found, "[name=layout]", "value") == layout.value
    assert attr(found, "[name=preset]", "value") == "year"
    wanted = {"nha_nuoc": "BC-UBND", "doan": "BC/ĐTN", "truong_hoc": "BC-NT", "dang": "BC/ĐU"}
    assert attr(found, "[name=symbol]", "value") == wanted[layout.value]


def test_pdf(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    answer = organiser.post(URL, data=FORM | {"ending": "pdf"})
    assert answer.headers["content-type"] == PDF
    said = plain(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages))
    assert "23,53%" in said and "Kết quả theo đơn vị" in said


def test_of_a_frozen_report_it_says_when_and_which(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    id = frozen(organiser).rpartition("/")[2]
    form = {name: value for name, value in FORM.items() if name not in ("first", "last")} | {"summary": id}
    first = organiser.post(URL, data=form)
    later(organiser, clock, "2026-12-20 08:00:00")
    again = organiser.post(URL, data=form)
    assert first.content == again.content, "the same file in December"
    assert "Số liệu chốt lúc 11:00, 05/10/2026, mã báo cáo" in told(first.content)
    assert attr(page(organiser, f"/paper?summary={id}"), "[name=summary]", "value") == id


def test_what_is_wrong_is_told_and_kept(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    answer = organiser.post(URL, data=FORM | {"day": "32/10/2026", "body": "", "signer": "Bà Y Bích"})
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert attr(found, "[name=signer]", "value") == "Bà Y Bích"
    assert attr(found, "[name=day]", "value") == "32/10/2026" and attr(found, "[name=first]", "value")
    assert {str(one.attributes["name"]) for one in found.css("[aria-invalid=true]")} == {"day", "body"}


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"first": "x"}, 422),
        ({"scope": NOBODY}, 404),
        ({"summary": NOBODY}, 404),
        ({"layout": "xa"}, 422),
        ({"ending": "exe"}, 422),
        ({"odd": "1"}, 422),
    ],
)
def test_bad_input(organiser: TestClient, changed: dict[str, str], status: int) -> None:
    assert organiser.post(URL, data=FORM | changed).status_code == status


def test_strangers(app_client: TestClient, enter: Enter, clock: Clock) -> None:
    assert app_client.get(URL).status_code == 303
    assert app_client.post(URL, data=FORM).status_code == 401
    made = world.usual()
    clock.set(DONE)
    assert enter(Role.VIEWER).post(URL, data=FORM | {"scope": made.round_id}).status_code == 404
