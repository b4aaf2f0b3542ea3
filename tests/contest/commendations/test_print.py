"""`commendations.print`: the list as .docx and PDF, in both layouts; what was typed is remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from contest.commendations import papers, print_forms
from contest.commendations.papers import DOCX
from contest.commendations.print_forms import PrintForm
from contest.commendations.states import Layout, Way
from contest.office.rules import Identity
from contest.printing.listing import LetterheadKind, PersonRow
from contest.web.database import Database, reading
from tests.contest.commendations import world
from tests.contest.commendations.test_deciding import THREE_LAST
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text

FORM = {
    "version": "1",
    "kind": "docx",
    "layout": "nha_nuoc",
    "number": "5",
    "symbol": "DS-BTC",
    "place": "Đăk Tô",
    "day": "12/10/2026",
    "upper_body": "UBND XÃ ĐĂK TÔ",
    "body": "BAN TỔ CHỨC CUỘC THI",
    "authority": "TM. BAN TỔ CHỨC\r\nTRƯỞNG BAN",
    "signer": "Nguyễn Thanh Tùng",
    "recipients": "Các đơn vị\r\nLưu: VT",
}


def url(made: world.Prizes) -> str:
    return f"/commendations/{made.round_id}/print"


def form(**changed: str) -> PrintForm:
    return PrintForm.model_validate(FORM | changed)


def issued() -> world.Prizes:
    made = world.closed(clear(3))
    made.issue()
    return made


def words(content: bytes) -> str:
    """All text of a .docx, its tables too."""
    document = docx.Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def paper(made: world.Prizes, number: int = 1) -> papers.Paper:
    with reading() as db:
        return papers.load(db, made.round_id, number, NOW)


def test_the_form_begins_with_what_the_contest_says(organiser: TestClient) -> None:
    found = HTMLParser(organiser.get(f"{url(issued())}?version=1").text)
    assert "In danh sách số 1" in text(found.css_first("h1"))
    assert attr(found, "[name=upper_body]", "value") == "UBND XÃ ĐĂK TÔ"
    assert attr(found, "[name=layout][checked]", "value") == "nha_nuoc"
    assert attr(found, "[name=version]", "value") == "1"


def test_word(organiser: TestClient) -> None:
    made = issued()
    before = made.audited()
    answer = organiser.post(url(made), data=FORM)
    assert (answer.status_code, answer.headers["content-type"]) == (200, DOCX)
    told = 'attachment; filename="danh-sach-trao-giai-cds-1-so-1.docx"'
    assert answer.headers["content-disposition"] == told
    found = words(answer.content)
    for wanted in ("CỘNG HÒA XÃ HỘI", "05/DS-BTC", "Đăk Tô, ngày 12 tháng 10 năm 2026", "Người 0001"):
        assert wanted in found, wanted
    assert "DỰ THẢO" not in found
    assert made.audited() == before + 1, "that names left the server is noted"


def test_pdf_in_the_layout_of_the_union(organiser: TestClient) -> None:
    made = issued()
    answer = organiser.post(url(made), data=FORM | {"kind": "pdf", "layout": "doan", "symbol": "DS/ĐTN"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    found = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert "ĐOÀN TNCS HỒ CHÍ MINH" in found and "CỘNG HÒA" not in found


def test_the_draft_says_so(organiser: TestClient) -> None:
    made = world.closed(clear(2))
    answer = organiser.post(url(made), data=FORM | {"version": "0", "kind": "pdf"})
    assert "du-thao" in answer.headers["content-disposition"]
    assert "DỰ THẢO" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


def test_what_was_typed_is_remembered_but_number_and_day(organiser: TestClient) -> None:
    made = issued()
    organiser.post(url(made), data=FORM | {"layout": "doan"})
    found = HTMLParser(organiser.get(url(made)).text)
    assert attr(found, "[name=signer]", "value") == "Nguyễn Thanh Tùng"
    assert attr(found, "[name=layout][checked]", "value") == "doan"
    assert text(found.css_first("#authority")) == "TM. BAN TỔ CHỨC TRƯỞNG BAN"
    assert [attr(found, f"[name={name}]", "value") for name in ("number", "day")] == ["", ""]


@pytest.mark.parametrize(
    ("layout", "head"), [("truong_hoc", "CỘNG HÒA XÃ HỘI"), ("dang", "ĐẢNG CỘNG SẢN VIỆT NAM")]
)
def test_schools_and_the_party_have_their_own(organiser: TestClient, layout: str, head: str) -> None:
    answer = organiser.post(url(issued()), data=FORM | {"layout": layout})
    assert head in words(answer.content)
    found = HTMLParser(organiser.get(answer.request.url.path).text)
    assert attr(found, "[name=layout][checked]", "value") == layout


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": "31/02/2026"}, "day"),
        ({"day": "mai"}, "day"),
        ({"day": "2026-10-12"}, "day"),
        ({"number": "năm"}, "number"),
        ({"number": "-5"}, "number"),
        ({"body": " "}, "body"),
        ({"signer": "x" * 81}, "signer"),
    ],
)
def test_bad_input_is_kept_and_told(organiser: TestClient, changed: dict[str, str], field: str) -> None:
    made = issued()
    answer = organiser.post(url(made), data=FORM | changed)
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert [node.attributes["name"] for node in found.css("[aria-invalid]")] == [field]
    assert attr(found, "[name=place]", "value") == "Đăk Tô"


@pytest.mark.parametrize("changed", [{"layout": "xa"}, {"kind": "exe"}, {"version": "x"}, {"version": "-1"}])
def test_impossible_input(organiser: TestClient, changed: dict[str, str]) -> None:
    assert organiser.post(url(issued()), data=FORM | changed).status_code == 422


def test_before_the_close_there_is_no_list(organiser: TestClient) -> None:
    round_id = boards.make_round(world.RULES)
    with world.writing() as db:
        world.rounds.give_parts(db, round_id)
    for path in ("print", "list.xlsx"):
        assert organiser.get(f"/commendations/{round_id}/{path}").status_code == 409


# --- what the printing package is told --------------------------------------------------------------


def test_the_listing(sqlite_database: Database) -> None:
    units = boards.make_units({"Thôn 1": 4})
    made = world.closed(
        [("An", 15), ("Bích", 14)],
        world.PREDICTING,
        ladder=replace(LADDER, units=UNITS),
        unit=units["Thôn 1"],
    )
    made.issue()
    told = papers.listing(paper(made), form())
    assert told.letterhead.kind is LetterheadKind.NHA_NUOC
    assert (told.letterhead.number, told.letterhead.date) == (5, date(2026, 10, 12))
    assert [section.heading for section in told.sections] == [
        "I. Giải cá nhân",
        "II. Giải đơn vị theo số người dự thi",
    ]
    assert told.sections[0].rows[0] == PersonRow("An", 1990, "Thôn 1", 15, 15, 10, 0, 300, "Nhất", 1_000_000)
    assert told.subtitle == "Tuần 1, ngày 05/10/2026"
    assert told.amount == made.draft().total
    assert told.signer.authority == ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN")
    assert told.recipients == ("Các đơn vị", "Lưu: VT")
    assert "Thôn 1, hạng 1: đã nhận giải Nhất theo số người." in told.notes
    assert not told.is_draft


def test_notes_tell_decisions(sqlite_database: Database) -> None:
    made = world.closed(THREE_LAST)
    made.decide(Way.DRAW, reason="", witness="Bà Y Bích")
    (note,) = papers.notes(paper(made, 0))
    assert note.startswith("Hạng 5, 3 người bằng nhau: bốc thăm bằng máy. Giải Khuyến khích: ")
    assert note.endswith("Chứng kiến: Bà Y Bích.")


def test_the_sheet_to_sign_on(sqlite_database: Database) -> None:
    told = papers.listing(paper(issued()), form(signing="1"))
    assert told.has_signatures
    assert told.title_lines[0] == "DANH SÁCH KÝ NHẬN GIẢI THƯỞNG"
    assert told.notes == ()
    assert [section.heading for section in told.sections] == [""]


def test_an_empty_list_is_a_list(sqlite_database: Database) -> None:
    made = world.closed()
    made.issue()
    file = papers.document(paper(made), form())
    assert (file.people, file.content[:2]) == (0, b"PK")


def test_the_installation_fills_the_form_in(sqlite_database: Database) -> None:
    view = paper(issued()).occasion.view
    known = papers.usual(view, Identity(name="Đoàn xã Đăk Tô", place="Đăk Tô"))
    assert (known["upper_body"], known["body"], known["place"]) == ("", "ĐOÀN XÃ ĐĂK TÔ", "Đăk Tô")
    below = papers.usual(view, Identity(name="BCH Đoàn xã Đăk Tô", above="Tỉnh đoàn Quảng Ngãi"))
    assert (below["upper_body"], below["body"]) == ("TỈNH ĐOÀN QUẢNG NGÃI", "BCH ĐOÀN XÃ ĐĂK TÔ")
    fresh = papers.usual(view, Identity())
    assert (fresh["upper_body"], fresh["body"], fresh["place"]) == ("UBND XÃ ĐĂK TÔ", "BAN TỔ CHỨC", "")


@pytest.mark.parametrize(("holder", "layout"), [("Đoàn xã Đăk Tô", Layout.UNION), ("Trường", Layout.STATE)])
def test_the_form_begins_in_the_layout_of_who_holds_the_contest(
    sqlite_database: Database, holder: str, layout: Layout
) -> None:
    known = papers.usual(paper(issued()).occasion.view, Identity(name=holder))
    begun = PrintForm.model_validate(known)
    assert (begun.layout, begun.symbol) == (layout, papers.SYMBOLS[layout])
    assert begun.authority.splitlines()[0].startswith("TM. ")


@pytest.mark.parametrize(
    ("typed", "day"), [("1/2/2026", date(2026, 2, 1)), ("29/02/2028", date(2028, 2, 29))]
)
def test_days(typed: str, day: date) -> None:
    assert print_forms.parse_day(typed) == day
