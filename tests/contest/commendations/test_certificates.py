"""`commendations.certificates`: a design, everybody or one, the newest list; what stands on the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from contest.commendations import certifying, papers
from contest.office import service as office
from contest.office.rules import Identity, Reach
from contest.people import service as people
from contest.people.models import Entry
from contest.printing.certificates import Design
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.commendations import world
from tests.contest.commendations.test_print import FORM
from tests.contest.commendations.test_verify import codes
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text

ROOT = "https://thi.example"


def url(made: world.Prizes, ending: str = "") -> str:
    return f"/commendations/{made.round_id}/certificates{ending}"


def issued() -> world.Prizes:
    made = world.closed([("Trần Thị Mai Hương", 15), ("A Thui", 14)])
    made.issue()
    return made


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


# --- the page -------------------------------------------------------------------------------------


def test_before_a_list_is_issued(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    answer = organiser.get(url(made))
    assert answer.status_code == 200
    assert "có sau khi phát hành danh sách" in answer.text
    answer = organiser.get(url(made, ".pdf?design=woven"))
    assert answer.status_code == 409


def test_a_list_of_nobody(organiser: TestClient) -> None:
    made = world.closed()
    made.issue()
    assert "không có ai nhận giải" in organiser.get(url(made)).text
    assert organiser.get(url(made, ".pdf?design=woven")).status_code == 409


def test_everybody_and_the_designs(organiser: TestClient) -> None:
    made = issued()
    found = HTMLParser(organiser.get(url(made)).text)
    assert [text(row.css_first("b")) for row in found.css("tbody tr")] == ["Trần Thị Mai Hương", "A Thui"]
    assert [node.attributes["value"] for node in found.css("input[name=design]")] == list(Design)
    assert [node.attributes["value"] or "" for node in found.css("button[name=code]")] == [*codes(made), ""]
    assert "Chưa ghi nơi ký và người ký." in text(found.css_first(".banner"))


def test_a_code_that_opens_only_here_is_told_before_it_is_printed(
    organiser: TestClient, clock: Clock
) -> None:
    made = issued()
    assert "điện thoại ở cùng mạng" in text(HTMLParser(organiser.get(url(made)).text).css_first("main"))
    with writing() as db:
        office.save_reach(db, "x", Reach("https://thi.dakto.vn", version=1), clock.now)
    assert "cùng mạng" not in text(HTMLParser(organiser.get(url(made)).text).css_first("main"))


def test_who_signs_is_asked_once(organiser: TestClient) -> None:
    made = issued()
    organiser.post(f"/commendations/{made.round_id}/print", data=FORM)
    assert HTMLParser(organiser.get(url(made)).text).css("main .banner") == []


def test_the_day_of_signing_is_that_of_issue_until_another_is_written(organiser: TestClient) -> None:
    made = issued()
    found = HTMLParser(organiser.get(url(made)).text)
    assert attr(found, "[name=day]", "value") == "05/10/2026"
    for day, said in (
        ("05/10/2026", "ngày 05 tháng 10 năm 2026"),
        ("", "ngày 05 tháng 10 năm 2026"),
        (" 2/11/2026 ", "ngày 02 tháng 11 năm 2026"),
    ):
        answer = organiser.get(url(made, ".pdf"), params={"design": "stage", "day": day})
        assert all(said in page for page in pages(answer.content)), day


@pytest.mark.parametrize("day", ["31/02/2026", "mai", "2026-10-05", "1/1/0"])
def test_a_day_that_is_none_is_told_at_its_field(organiser: TestClient, day: str) -> None:
    made = issued()
    answer = organiser.get(url(made, ".pdf"), params={"design": "youth", "day": day, "code": codes(made)[0]})
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert text(found.css_first("#day-err")) == certifying.NO_DAY
    assert attr(found, "[name=day]", "value") == day
    assert attr(found, "[name=design][checked]", "value") == "youth"


# --- the file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("design", Design)
def test_one_page_each_in_every_design(organiser: TestClient, design: Design) -> None:
    made = issued()
    before = made.audited()
    answer = organiser.get(url(made, f".pdf?design={design}&code="))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    told = 'attachment; filename="giay-chung-nhan-cds-1-so-1.pdf"'
    assert answer.headers["content-disposition"] == told
    one, two = pages(answer.content)
    assert "Trần Thị Mai Hương" in one and "A Thui" in two
    assert made.audited() == before + 1


def test_one_alone(organiser: TestClient) -> None:
    made = issued()
    answer = organiser.get(url(made, f".pdf?design=stage&code={codes(made)[1]}"))
    (one,) = pages(answer.content)
    assert "A Thui" in one


@pytest.mark.parametrize(
    ("query", "status"), [("", 422), ("?design=boom", 422), ("?design=woven&code=0000000000000", 404)]
)
def test_bad_choices(organiser: TestClient, query: str, status: int) -> None:
    assert organiser.get(url(issued(), f".pdf{query}")).status_code == status


def test_of_another_rounds_code(organiser: TestClient) -> None:
    made, other = issued(), world.closed(clear(1), slug="khac")
    other.issue()
    assert organiser.get(url(made, f".pdf?design=woven&code={codes(other)[0]}")).status_code == 404


def test_the_newest_list_counts(organiser: TestClient) -> None:
    made = issued()
    old = codes(made)
    made.remove("Trần Thị Mai Hương")
    made.issue("Hủy bài vi phạm")
    assert len(pages(organiser.get(url(made, ".pdf?design=youth")).content)) == 1
    assert organiser.get(url(made, f".pdf?design=youth&code={old[0]}")).status_code == 404


def test_erased_people_get_no_paper(organiser: TestClient) -> None:
    made = issued()
    with writing() as db:
        row = db.get(Entry, made.entries["A Thui"])
        assert row is not None
        people.forget(db, row.person_id, NOW)
    assert len(pages(organiser.get(url(made, ".pdf?design=woven")).content)) == 1


def test_what_stands_on_it(sqlite_database: Database, app_client: TestClient) -> None:
    units = boards.make_units({"Thôn 1": 4})
    made = world.closed([("An", 15)], ladder=replace(LADDER, units=UNITS), unit=units["Thôn 1"])
    made.issue()
    with reading() as db:
        paper, (person, unit) = certifying.winners(db, made.round_id, NOW)
        values = papers.usual(paper.occasion.view, Identity()) | {
            "place": "Đăk Tô",
            "signer": "Nguyễn Thanh Tùng",
        }
    content = paper.content
    first = certifying.certificate(paper.occasion, person, content.people[0], values, ROOT, date(2026, 10, 5))
    assert first.organiser_lines == ("UBND XÃ ĐĂK TÔ", "BAN TỔ CHỨC")
    assert (first.name, first.unit, first.prize) == ("An", "Thôn 1", "Giải Nhất")
    assert first.contest == "Ngày hội Chuyển đổi số, tuần 1"
    assert first.achievement.replace("\u00a0", " ") == "15/15 câu đúng, 5 phút"
    assert first.place_date == "Đăk Tô, ngày 05 tháng 10 năm 2026"
    assert first.serial == "Số: 01/CN-BTC"
    assert first.signer.authority == ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN")
    assert first.verify_url == f"{ROOT}/commendations/verify/{person.code}"
    assert first.verify_text == f"thi.example/commendations/verify/{person.code}"
    second = certifying.certificate(paper.occasion, unit, content.units[0], values, ROOT, date(2026, 10, 5))
    assert (second.name, second.unit) == ("Thôn 1", "")
    assert second.achievement == "1 người dự thi, 25,0% quân số"
