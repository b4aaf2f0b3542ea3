"""`bank.new` and `bank.phone`: write a question, see it as the phone will."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.bank import sheet
from questions.formats.model import ParsedQuestion
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, NUMBER, SEVERAL, TRUE
from tests.contest.bank.test_sheet import sent


def typed(question: ParsedQuestion, **more: Any) -> dict[str, Any]:
    """What a browser sends of the form that shows this."""
    return sent(sheet.of(question)).lists | {"version": "0", "deed": "save"} | more


@pytest.mark.parametrize("question", ALL)
def test_a_new_question_is_a_draft(organiser: TestClient, question: ParsedQuestion) -> None:
    bank, _ = shelf.fill()
    before = shelf.audited()
    answer = organiser.post(f"/bank/{bank}/questions/new", data=typed(question))
    assert answer.status_code == 303
    (one,) = shelf.every(bank)
    assert (one.state, one.parsed) == (QuestionState.DRAFT, question)
    page = shelf.page(organiser, answer.headers["location"])
    assert "Đã lưu bản nháp" in shelf.said(page, "#done")
    assert shelf.audited() == before + 1


def test_it_can_be_sent_as_a_browser_does(organiser: TestClient) -> None:
    """Multipart, since percent signs would make a long Vietnamese text three times as long."""
    bank, _ = shelf.fill()
    page = shelf.page(organiser, f"/bank/{bank}/questions/new")
    form = page.css_first("#question")
    assert form is not None and form.attributes["enctype"] == "multipart/form-data"
    fields = shelf.form(page) | typed(CITY)
    parts = [(name, (None, value)) for name, values in fields.items() for value in _many(values)]
    answer = organiser.post(f"/bank/{bank}/questions/new", files=parts)
    assert answer.status_code == 303 and shelf.every(bank)[0].parsed == CITY


def _many(values: str | list[str]) -> list[str]:
    return [values] if isinstance(values, str) else values


def test_the_longest_question_fits(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    options = tuple(f"{letter}{'ế' * 999}" for letter in "ABCDEFGH")
    long = replace(CITY, text="ế" * 4000, explanation="ặ" * 4000, basis="ỗ" * 2000, options=options)
    parts = [(name, (None, value)) for name, values in typed(long).items() for value in _many(values)]
    assert organiser.post(f"/bank/{bank}/questions/new", files=parts).status_code == 303
    assert shelf.every(bank)[0].parsed.options == options


def test_an_address_fills_in_topic_and_level(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    address = f"/bank/{bank}/questions/new"
    form = shelf.form(shelf.page(organiser, address, topic="cchc", level="van-dung", kind="number"))
    assert (form["topics"], form["level"], form["kind"]) == (["cchc"], ["van-dung"], ["number"])
    form = shelf.form(shelf.page(organiser, address, topic="<x>", level="9", kind="prediction"))
    assert "topics" not in form and (form["level"], form["kind"]) == (["nhan-biet"], ["one"])


@pytest.mark.parametrize(
    ("question", "change", "field"),
    [
        (CITY, {"text": [""]}, "text"),
        (CITY, {"option": ["một", "", "ba", ""]}, "option1"),
        (CITY, {"right": []}, "answer"),
        (CITY, {"right": ["7"]}, "option3"),
        (NUMBER, {"number": ["ba mươi"]}, "answer"),
        (TRUE, {"truth": []}, "answer"),
        (CITY, {"points": ["nhiều"]}, "points"),
        (CITY, {"valid_until": ["30/02/2026"]}, "valid_until"),
        (CITY, {"text": ["ế" * 4001]}, "text"),
        (CITY, {"option": ["một", "hai" * 400]}, "option0"),
        (NUMBER, {"number": ["1" * 81]}, "answer"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(
    organiser: TestClient, question: ParsedQuestion, change: dict[str, Any], field: str
) -> None:
    bank, _ = shelf.fill()
    data = typed(question, **change)
    answer = organiser.post(f"/bank/{bank}/questions/new", data=data)
    assert answer.status_code == 422 and shelf.every(bank) == []
    assert shelf.said(answer.text, f"#{field}-err")
    assert LexborHTMLParser(answer.text).css_first(f'.banner a[href="#{field}"]') is not None
    assert LexborHTMLParser(answer.text).css_first(f"#{field}") is not None
    kept = shelf.form(answer.text)
    for name in ("text", "explanation", "basis", "points", "valid_until", "level", "kind", "number", "unit"):
        assert kept[name] == [value.replace("\r\n", "\n") for value in _many(data[name])], name
    assert [text for text in kept["option"] if text] == [text for text in data["option"] if text]


@pytest.mark.parametrize("change", [{"la": ["1"]}, {"version": ["một"]}, {"topics": ["x" * 81]}])
def test_a_form_that_no_page_sends_is_refused_but_kept(organiser: TestClient, change: dict[str, Any]) -> None:
    bank, _ = shelf.fill()
    answer = organiser.post(f"/bank/{bank}/questions/new", data=typed(CITY, **change))
    assert answer.status_code == 422 and shelf.every(bank) == []
    assert shelf.said(answer.text, ".banner") and shelf.form(answer.text)["text"] == [CITY.text]


def test_the_very_same_question_is_there_already(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    data = typed(replace(CITY, text="THỦ ĐÔ ở đâu", explanation="Lời của tôi."))
    answer = organiser.post(f"/bank/{bank}/questions/new", data=data)
    assert answer.status_code == 409 and len(shelf.every(bank)) == 1
    link = LexborHTMLParser(answer.text).css_first(".banner a")
    assert link is not None and link.attributes["href"] == f"/bank/{bank}/questions/{one}"
    assert shelf.form(answer.text)["explanation"] == ["Lời của tôi."]


def test_a_double_click_saves_once(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    statuses = [organiser.post(f"/bank/{bank}/questions/new", data=typed(CITY)).status_code for _ in range(2)]
    assert statuses == [303, 409] and len(shelf.every(bank)) == 1


def test_the_preview_without_script_keeps_what_was_typed(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    answer = organiser.post(f"/bank/{bank}/questions/new", data=typed(CITY, text=["Dở"], deed="preview"))
    assert answer.status_code == 200 and shelf.every(bank) == []
    assert shelf.said(answer.text, "#preview legend") == "Dở"
    assert shelf.form(answer.text)["text"] == ["Dở"]


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        (CITY, ["A Hà Nội", "B Huế", "C Đà Nẵng"]),
        (SEVERAL, ["A VNeID", "B Căn cước", "C Xe máy"]),
        (TRUE, ["Đúng", "Sai"]),
        (NUMBER, []),
    ],
)
def test_the_phones_view(organiser: TestClient, question: ParsedQuestion, seen: list[str]) -> None:
    bank, _ = shelf.fill()
    answer = organiser.post(f"/bank/{bank}/phone", data=typed(question))
    assert answer.status_code == 200
    page = LexborHTMLParser(answer.text)
    assert [" ".join(one.text().split()) for one in page.css("label.option, label.tf")] == seen
    assert question.text in shelf.said(page, "#preview")
    assert "Theo Hiến pháp" not in answer.text
    assert page.css_first("#preview [checked]") is None
    if question is NUMBER:
        assert shelf.said(page, ".unit-field") == "tỉnh"


@pytest.mark.parametrize("data", [{}, {"kind": "x", "right": "99"}, {"text": "<script>x</script>"}])
def test_the_phones_view_of_anything(organiser: TestClient, data: dict[str, str]) -> None:
    bank, _ = shelf.fill()
    answer = organiser.post(f"/bank/{bank}/phone", data=data)
    assert answer.status_code == 200 and "<script>" not in answer.text


def test_options_that_speak_of_others_keep_their_order(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    fixed = replace(CITY, options=("Hà Nội", "Huế", "Tất cả các phương án trên"))
    said = [
        shelf.said(organiser.post(f"/bank/{bank}/phone", data=typed(one)).text, "#preview > small")
        for one in (CITY, fixed)
    ]
    assert "thứ tự khác nhau" in said[0] and "giữ thứ tự" in said[1]


def test_a_form_makes_up_no_topic(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(replace(NUMBER, topics=("rieng-toi",)))
    made_up = typed(replace(CITY, topics=("cchc", "bia-ra")))
    for address in (f"/bank/{bank}/questions/new", f"/bank/{bank}/questions/{one}"):
        answer = organiser.post(address, data=made_up | {"version": "1"})
        assert answer.status_code == 422
        page = LexborHTMLParser(answer.text)
        assert "Không có chủ đề “bia-ra”" in shelf.said(page, "#topics-err")
        assert shelf.form(page)["topics"] == ["cchc"], "what was offered stays ticked"
    assert len(shelf.every(bank)) == 1
    own = typed(replace(CITY, topics=("rieng-toi",)))
    assert organiser.post(f"/bank/{bank}/questions/new", data=own).status_code == 303
