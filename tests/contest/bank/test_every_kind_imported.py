"""Files into a bank in every kind: seen before they are saved, mended, saved, written out again."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from contest.web.database import reading
from questions.authoring import listing
from questions.authoring.views import Wanted
from questions.formats import template, text
from questions.formats.examples import EXAMPLES
from questions.formats.model import ParsedQuestion
from tests.contest.bank import files
from tests.contest.bank.files import TODAY, send
from tests.contest.bank.test_preview import confirm, shown
from tests.parsed import HTMLParser
from tests.parsed import text as words

BY_TEXT = {question.text: question for question in EXAMPLES}
BROKEN = """\
Câu hỏi: Mỗi ý sau đúng hay sai?
Loại: đúng/sai từng ý
A. một
B. hai
Đáp án: Đ

Câu hỏi: Ghép cho đúng.
Loại: ghép đôi
A. trái => phải
B. bên kia

Câu hỏi: Bao nhiêu người?
Loại: điền số
Đáp án: 1.234
"""


def stored(bank: str) -> dict[str, ParsedQuestion]:
    with reading() as db:
        return {one.parsed.text: one.parsed for one in listing.search(db, bank, Wanted(), TODAY).rows}


def test_the_sheet_to_fill_in_comes_in_whole(organiser: TestClient) -> None:
    bank = files.make_bank()
    where = str(send(organiser, bank, template.write()).headers["location"])
    page = shown(organiser, where)
    seen = words(page.css(".import")[0])
    for part in ("Đ, S, Đ, S", "113 => Công an", "=> Bảo vệ trẻ em", "3,2 giây (sai số 0,1)", "“VNeID”"):
        assert part in seen
    assert "theo thứ tự đã ghi" in seen and "từng cặp như đã ghi" in seen
    assert "Điền số" not in seen and "Đúng/sai từng ý. Cách chấm: Theo số ý đúng" in seen
    confirm(organiser, where)
    now = stored(bank.public_id)
    assert {name: (one.content(), one.key()) for name, one in now.items() if name in BY_TEXT} == {
        name: (one.content(), one.key()) for name, one in BY_TEXT.items()
    }


@pytest.fixture
def broken(organiser: TestClient) -> str:
    """Three rows: truths that miss one, a pair without its right side, a number that reads two ways."""
    sent = send(organiser, files.make_bank(), BROKEN.encode(), "cau-hoi.txt")
    return str(sent.headers["location"])


def mend(browser: TestClient, where: str, row: int, **form: object) -> Response:
    return browser.post(f"{where}/rows/{row}", data={"version": "1"} | form)


def test_what_is_wrong_is_mended_on_the_spot(organiser: TestClient, broken: str) -> None:
    page = shown(organiser, f"{broken}?tab=wrong")
    said = [words(one) for one in page.css(".said")]
    assert any("cho từng ý trong 2 ý" in one for one in said)
    assert any("Ý B chưa có vế phải" in one for one in said)
    assert mend(organiser, broken, 1, answer="Đ, S").status_code == 303
    assert mend(organiser, broken, 2, option=["trái => phải", "bên kia => bên này"]).status_code == 303
    assert words(shown(organiser, broken).css(".filters a")[0]) == "Cần sửa 0"


def test_a_number_that_reads_two_ways_is_one_to_look_at(organiser: TestClient, broken: str) -> None:
    page = shown(organiser, f"{broken}?tab=look")
    assert "1234 hoặc 1,234" in words(page.css(".import")[0])
    assert mend(organiser, broken, 3, answer="1,234", tolerance="0,5").status_code == 303
    whole = HTMLParser(organiser.get(f"{broken}/rows/3").text)
    given = {one.attributes["name"]: one.attributes["value"] for one in whole.css(".whole input[name]")}
    assert (given["answer"], given["tolerance"]) == ("1,234", "0,5")
    offered = [one.attributes["value"] for one in whole.css("#scoring option")]
    assert offered == ["", "từng phần", "đúng hết", "đúng dấu"]


def test_the_bank_goes_out_as_it_came_in(organiser: TestClient) -> None:
    bank = files.make_bank()
    confirm(organiser, str(send(organiser, bank, template.write()).headers["location"]))
    out = organiser.get(f"/bank/{bank.public_id}/questions.txt").text
    again = {one.text: one for one in text.parse(out.removeprefix("\ufeff")).questions}
    assert {name: (again[name].content(), again[name].key()) for name in BY_TEXT} == {
        name: (one.content(), one.key()) for name, one in BY_TEXT.items()
    }
