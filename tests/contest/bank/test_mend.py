"""`/bank/imports/{batch}/rows/{row}`: one row mended on the spot or as a whole."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.conftest import Clock
from tests.contest.bank import files
from tests.contest.bank.files import MIXED, NO_KEY, OTHER, SOUND, send
from tests.contest.bank.mends import mend
from tests.parsed import HTMLParser, attr, first, text


@pytest.fixture
def where(organiser: TestClient) -> str:
    """Five rows: 1 ready, 2 wrong, 3 to look at, 4 in the bank, 5 the same as 1."""
    return str(send(organiser, files.make_bank(), files.book(*MIXED)).headers["location"])


def page(organiser: TestClient, where: str, number: int) -> HTMLParser:
    answer = organiser.get(f"{where}/rows/{number}")
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def post(organiser: TestClient, where: str, number: int, **form: Any) -> Response:
    return organiser.post(f"{where}/rows/{number}", data={"version": "1"} | form)


def led_to(organiser: TestClient, answer: Response) -> HTMLParser:
    assert answer.status_code == 303, answer.text
    return HTMLParser(organiser.get(answer.headers["location"].split("#")[0]).text)


def test_the_right_answer_is_chosen_on_the_spot(organiser: TestClient, where: str) -> None:
    after = led_to(organiser, post(organiser, where, 2, answer="B", tab="wrong", page="1"))
    assert "Đã ghi. Câu ở dòng 3 sẵn sàng để nhập." in text(first(after, ".banner.is-saved"))
    assert text(first(after, ".filters [aria-current]")) == "Cần sửa 0"
    assert "Không có câu nào ở mục này." in text(first(after, ".empty"))
    ready = HTMLParser(organiser.get(f"{where}?tab=ready").text)
    assert "118/2025 (đúng)" in text(first(ready, ".import"))


def test_warnings_are_accepted(organiser: TestClient, where: str) -> None:
    shown = HTMLParser(organiser.get(f"{where}?tab=look").text)
    assert [text(one) for one in shown.css(".fix button")] == ["Ghi lại", "Nhận như vậy", "Bỏ câu này"]
    assert [text(one) for one in shown.css(".fix select option")] == ["Nhận biết", "Thông hiểu", "Vận dụng"]
    after = led_to(organiser, post(organiser, where, 3, deed="accept", tab="look"))
    assert "sẵn sàng" in text(first(after, ".banner.is-saved"))


def test_a_row_is_left_out_and_taken_back_in(organiser: TestClient, where: str) -> None:
    after = led_to(organiser, post(organiser, where, 2, deed="drop"))
    assert "Đã bỏ câu ở dòng 3." in text(first(after, ".banner.is-saved"))
    left = HTMLParser(organiser.get(f"{where}?tab=left-out").text)
    assert "Lấy lại câu này" in [text(one) for one in left.css("button")]
    assert post(organiser, where, 2, deed="restore", version="2").status_code == 303


def test_the_whole_row_as_a_form(organiser: TestClient, where: str) -> None:
    form = page(organiser, where, 2)
    assert text(first(form, "h1")) == "Sửa câu ở dòng 3 Cần sửa"
    assert text(first(form, "#text")) == NO_KEY[0]
    values = [one.attributes["value"] for one in form.css("[name=option]")]
    assert values == ["61/2018", "118/2025", "42/2022", ""]
    assert "Câu hỏi chưa có đáp án đúng." in text(first(form, ".banner"))
    assert attr(form, "#topics", "list") == "topics-list"


def test_everything_typed_is_stored(organiser: TestClient, where: str) -> None:
    typed = {
        "text": "Câu mới?\r\nDòng hai",
        "kind": "nhiều đáp án",
        "option": ["một", "hai", "ba", "", ""],
        "answer": "A, C",
        "topics": "cds-4c, cchc",
        "level": "vận dụng",
        "points": "0,5",
        "explanation": "Vì.",
        "basis": "Luật",
        "unit": "",
        "valid_until": "31/12/2027",
    }
    assert post(organiser, where, 2, **typed).status_code == 303
    form = page(organiser, where, 2)
    assert [one.attributes["value"] for one in form.css("[name=option]")] == ["một", "hai", "ba", ""]
    for name in ("answer", "topics", "points", "valid_until"):
        assert attr(form, f"#{name}", "value") == typed[name]
    assert text(first(form, "#level option[selected]")) == "Vận dụng"


def test_what_is_still_wrong_is_told(organiser: TestClient, where: str) -> None:
    after = led_to(organiser, post(organiser, where, 2, answer="E"))
    assert "vẫn còn chỗ cần sửa" in text(first(after, ".banner.is-saved"))
    assert "không khớp với phương án nào" in text(first(after, ".fix"))


def test_somebody_was_faster_and_nothing_typed_is_lost(
    organiser: TestClient, where: str, clock: Clock
) -> None:
    mend(where.rsplit("/", 1)[1], 2, clock, staff=OTHER, answer="A", text="Câu của Hà?")
    typed = {"text": "Câu của tôi?", "answer": "C", "option": ["61/2018", "tôi sửa", "42/2022"]}
    answer = post(organiser, where, 2, **typed)
    assert answer.status_code == 409
    again = HTMLParser(answer.text)
    assert "Y Ngọc Hà vừa sửa câu này trước bạn." in text(first(again, ".banner.is-wrong"))
    assert text(first(again, "#text")) == "Câu của tôi?" and attr(again, "#answer", "value") == "C"
    assert attr(again, "#option1", "value") == "tôi sửa"
    assert (
        text(first(again, ".theirs")) == "Bản đang lưu Câu hỏi Câu của Hà? Đáp án đúng A Phương án B 118/2025"
    )
    # Written again knowingly, it stands.
    version = attr(again, "form.whole [name=version]", "value")
    assert post(organiser, where, 2, **(typed | {"version": version})).status_code == 303
    assert text(first(page(organiser, where, 2), "#text")) == "Câu của tôi?"


def test_sent_twice_is_done_once(organiser: TestClient, where: str) -> None:
    for _ in range(2):
        assert post(organiser, where, 2, answer="B").status_code == 303
    assert attr(page(organiser, where, 2), "form.whole [name=version]", "value") == "2"


@pytest.mark.parametrize(
    "form",
    [
        {"version": "x"},
        {"version": "0"},
        {"deed": "explode"},
        {"page": "-1"},
        {"more": "1"},
        {"text": "x" * 10_001},
        {"option": ["x"] * 27},
        {"topics": "chu-de-tu-dat"},
        {"level": "y" * 1_001},
    ],
)
def test_bad_input_is_shown_again(organiser: TestClient, where: str, form: dict[str, Any]) -> None:
    answer = post(organiser, where, 2, **({"answer": "giữ lại"} | form))
    assert answer.status_code == 422
    again = HTMLParser(answer.text)
    assert attr(again, "#answer", "value") == "giữ lại"
    assert again.css_first(".banner.is-wrong") is not None


@pytest.mark.parametrize("number", [6, 0, -1, 100_001, "x"])
def test_no_such_row(organiser: TestClient, where: str, number: int | str) -> None:
    assert organiser.get(f"{where}/rows/{number}").status_code == 404
    assert organiser.post(f"{where}/rows/{number}", data={"version": "1"}).status_code == 404


def test_several_right_answers_are_ticked(organiser: TestClient) -> None:
    head = (*files.HEAD, "Loại")
    row = (*NO_KEY, "nhiều đáp án")
    where = str(send(organiser, files.make_bank(), files.book(row, head=head)).headers["location"])
    shown = HTMLParser(organiser.get(where).text)
    assert [one.attributes["type"] for one in shown.css(".choose input")] == ["checkbox"] * 3
    assert post(organiser, where, 1, answer=["A", "C"]).status_code == 303
    assert attr(page(organiser, where, 1), "#answer", "value") == "A, C"


def test_a_topic_that_nobody_offered_is_told_at_its_field(organiser: TestClient, where: str) -> None:
    answer = post(organiser, where, 2, topics="cchc, nong-thon-moi", answer="B")
    assert answer.status_code == 422
    again = HTMLParser(answer.text)
    assert "Không có chủ đề “nong-thon-moi”." in text(first(again, "#topics-err"))
    assert attr(again, "#topics", "value") == "cchc, nong-thon-moi"


def test_an_own_topic_of_the_file_is_kept_and_then_the_banks(organiser: TestClient) -> None:
    own = (*SOUND[:5], "Nông thôn mới", *SOUND[6:])
    bank = files.make_bank()
    where = str(send(organiser, bank, files.book(own, NO_KEY)).headers["location"])
    kept = post(organiser, where, 1, topics="nông thôn mới", points="2")
    assert kept.status_code == 303
    assert post(organiser, where, 2, topics="Nông thôn mới", answer="A").status_code == 422
    organiser.post(f"{where}/confirming", data={"version": "2"})
    assert post(organiser, where, 2, topics="Nông thôn mới", answer="A").status_code == 303
    offered = [one.attributes["value"] for one in page(organiser, where, 2).css("#topics-list option")]
    assert offered[-1] == "nong-thon-moi"


@pytest.mark.parametrize("count", [26, 27, 40])
def test_more_options_than_letters_are_told_and_shown_as_far_as_they_go(
    organiser: TestClient, count: int
) -> None:
    head = ("Câu hỏi", *(f"Phương án {n}" for n in range(1, count + 1)), "Đáp án đúng")
    book = files.book(
        ("Chọn một số?", *(f"số {n}" for n in range(count)), "B", "Vì."), head=(*head, "Giải thích")
    )
    where = str(send(organiser, files.make_bank(), book).headers["location"])
    told = HTMLParser(organiser.get(where).text)
    said = f"Câu hỏi có {count} phương án. Nhiều nhất 26 phương án, từ A đến Z."
    assert [text(one) for one in told.css("tr.problem .said")] == [said] * (count > 26)
    form = page(organiser, where, 1)
    options = [one.attributes["value"] for one in form.css("[name=option]")]
    assert options == [f"số {n}" for n in range(26)]
    lost = f"{count - 26} phương án sau không hiện ở đây, khi bạn ghi lại sẽ bỏ."
    told_lost = [f"Chỉ có chữ cho phương án A đến Z. {lost}"]
    assert [text(one) for one in form.css("fieldset.options > small")] == told_lost * (count > 26)
    after = led_to(organiser, post(organiser, where, 1, option=options, answer="Z"))
    assert "sẵn sàng" in text(first(after, ".banner.is-saved"))
    too_many = post(organiser, where, 1, version="2", option=["x"] * 40)
    assert len(HTMLParser(too_many.text).css("[name=option]")) == 26


def test_a_saved_row_is_not_mended_here(organiser: TestClient) -> None:
    where = str(send(organiser, files.make_bank(), files.book(SOUND)).headers["location"])
    organiser.post(f"{where}/confirming", data={"version": "1"})
    answer = post(organiser, where, 1, text="Khác?")
    assert (answer.status_code, "đã vào ngân hàng" in answer.text) == (409, True)
