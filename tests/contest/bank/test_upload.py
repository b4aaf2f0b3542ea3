"""`/bank/{bank}/upload`: a file is chosen, read, and led to its preview; whatever is no file is told why."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.formats import detect
from tests.contest.bank import files
from tests.contest.bank.files import MIXED, SOUND, send
from tests.parsed import HTMLParser, attr, first, text


def test_the_form(organiser: TestClient) -> None:
    bank = files.make_bank()
    page = HTMLParser(organiser.get(f"/bank/{bank.public_id}/upload").text)
    assert text(first(page, "h1")) == "Nhập câu hỏi từ tệp"
    assert attr(page, "form.bring", "action") == f"/bank/{bank.public_id}/upload"
    assert attr(page, "form.bring", "enctype") == "multipart/form-data"
    assert page.css_first("a[href='/bank/imports/template.xlsx']") is not None
    assert page.css_first(".todo") is None


def test_a_file_leads_to_its_preview(organiser: TestClient) -> None:
    bank = files.make_bank()
    answer = send(organiser, bank, files.book(*MIXED), "C:\\Tài liệu\\Câu hỏi tuần 1.xlsx")
    assert answer.status_code == 303
    page = HTMLParser(organiser.get(answer.headers["location"]).text)
    assert text(first(page, "h1")) == "Xem trước: Câu hỏi tuần 1.xlsx Chờ nhập"
    # Sent twice, the same draft is shown.
    assert send(organiser, bank, files.book(*MIXED)).headers["location"] == answer.headers["location"]


def test_a_text_file_works_too(organiser: TestClient) -> None:
    source = unicodedata.normalize("NFD", "Câu hỏi: Thủ đô ở đâu?\nA. Huế\n*B. Hà Nội\nGiải thích: Vì thế.\n")
    answer = send(organiser, files.make_bank(), source.encode(), "câu hỏi.txt")
    page = HTMLParser(organiser.get(answer.headers["location"]).text)
    assert "Thủ đô ở đâu?" in text(first(page, ".import"))


def test_the_least_of_a_text_file_is_shown_and_can_be_read(organiser: TestClient) -> None:
    bank = files.make_bank()
    page = HTMLParser(organiser.get(f"/bank/{bank.public_id}/upload").text)
    example = first(page, "details pre").text()
    answer = send(organiser, bank, example.encode(), "vi-du.txt")
    shown = HTMLParser(organiser.get(answer.headers["location"]).text)
    assert text(first(shown, ".filters [aria-current]")) == "Tất cả 1"
    assert [text(one) for one in shown.css(".given .right")] == ["B. 10/10 (đúng)"]


def test_drafts_that_wait_are_shown(organiser: TestClient) -> None:
    bank = files.make_bank()
    where = send(organiser, bank, files.book(*MIXED)).headers["location"]
    page = HTMLParser(organiser.get(f"/bank/{bank.public_id}/upload").text)
    assert attr(page, ".todo a", "href") == where
    assert "2 câu nhập được, 1 câu cần sửa" in text(first(page, ".todo"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Chọn một tệp câu hỏi"),
        (b"%PDF-1.7 ...", "Đây là tệp PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "kiểu cũ"),
        (b"{\\rtf1 x}", "RTF"),
        (b"PK\x05\x06" + b"\0" * 18, "không phải tệp Excel"),
        (files.book(SOUND)[:300], "hỏng"),
        (files.book(head=("Họ tên", "Lớp")), "Không thấy dòng tiêu đề"),
        ("1. Thủ đô ở đâu?\nA. Huế\n*B. Hà Nội\n".encode(), "không có dòng nào bắt đầu bằng “Câu hỏi:”"),
        (b"x" * (detect.MOST_BYTES + 1), "10 MB"),
    ],
)
def test_what_is_no_file_of_questions_is_told_why(organiser: TestClient, data: bytes, said: str) -> None:
    bank = files.make_bank()
    answer = send(organiser, bank, data)
    assert answer.status_code == 422
    page = HTMLParser(answer.text)
    assert said in text(first(page, "#file-err")) and said in text(first(page, ".banner"))
    assert attr(page, "#file", "aria-describedby") == "file-err"


def test_a_form_without_a_file(organiser: TestClient) -> None:
    bank = files.make_bank()
    sents: tuple[dict[str, Any], ...] = ({"data": {}}, {"data": {"file": "chữ"}}, {"content": b"junk"})
    for sent in sents:
        answer = organiser.post(f"/bank/{bank.public_id}/upload", **sent)
        assert (answer.status_code, "Chọn một tệp câu hỏi" in answer.text) == (422, True)


def test_a_bomb_is_refused(organiser: TestClient) -> None:
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", b"\0" * 101_000_000)
    answer = send(organiser, files.make_bank(), target.getvalue())
    assert (answer.status_code, "quá lớn khi giải nén" in answer.text) == (422, True)


def test_an_upload_is_never_larger_than_the_server_takes(organiser: TestClient) -> None:
    assert send(organiser, files.make_bank(), b"x" * 13_000_000).status_code == 413


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.text(max_size=20))
def test_garbage_is_survived(organiser: TestClient, data: bytes, name: str) -> None:
    bank = files.make_bank()
    assert send(organiser, bank, data, name or "x").status_code in (303, 422)


def test_damaged_workbooks_are_survived(organiser: TestClient) -> None:
    bank, whole, chance = files.make_bank(), files.book(*MIXED), random.Random(7)
    for _ in range(30):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert send(organiser, bank, bytes(data)).status_code in (303, 422)


def test_our_own_packs_come_through_whole(organiser: TestClient) -> None:
    from contest import resources

    bank = files.make_bank()
    for pack in sorted(Path(resources.path("questions/data")).glob("*.txt")):
        where = send(organiser, bank, pack.read_bytes(), pack.name).headers["location"]
        page = HTMLParser(organiser.get(where).text)
        assert "Cần sửa 0" in text(first(page, ".filters")), pack.name
