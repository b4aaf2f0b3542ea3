"""Nothing that was typed or waits on the page of many papers is lost: long files, refused forms, sheets."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.byhand.batch import LONGEST_ANSWER, Row
from contest.byhand.batch_forms import A_PAGE, packed, unpacked
from contest.byhand.batch_sheet import MOST_PAPERS, rows_in
from contest.web.safety import SMALL_BODY_LIMIT
from tests.contest.byhand.batch_room import TIMES, Room, fields, in_parts, problems
from tests.contest.rounds import world
from tests.parsed import first, text


def waiting(values: dict[str, Any]) -> list[str]:
    return [row.who for row in unpacked(values["rest"])]


@pytest.mark.parametrize("letter", ["𝔸", '"'], ids=["four bytes", "a quote"])
def test_the_largest_file_goes_through_every_press(room: Room, letter: str) -> None:
    """200 papers, each as long as it may be, as a browser sends them."""
    names = [f"Người {number:03}" for number in range(MOST_PAPERS)]
    answer = letter * LONGEST_ANSWER
    table = "\n".join(
        ["Họ và tên|Lớp|Mã đề|Bài làm", *(f"{name}|{'9' * 300}|113|{answer}" for name in names)]
    )
    sheet = table if letter != '"' else table.replace('"' * 8_000, f'"{answer * 2}"')
    shown = room.browser.post(f"{room.url}/upload", files={"file": ("bai.csv", sheet.encode())})
    assert shown.status_code == 200, text(first(HTMLParser(shown.text), ".banner"))
    values = fields(shown) | TIMES
    assert sum(map(len, values["rest"])) > 100 * LONGEST_ANSWER
    for step in ("check", "hand_in"):
        again = room.browser.post(room.url, files=in_parts(values | {"step": step}))
        assert int(again.request.headers["content-length"]) > SMALL_BODY_LIMIT
        assert again.status_code in (200, 409)
        assert fields(again)["who"] + waiting(fields(again)) == names
    left = room.browser.post(f"{room.url}/left.xlsx", files=in_parts(values | {"step": "check"}))
    assert left.status_code == 200
    assert [row.answer for row in rows_in(left.content)] == [answer] * MOST_PAPERS


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ({"stood": "1000"}, "nhiều nhất 3 ký tự"),
        ({"reason": "x" * 301}, "nhiều nhất 300 ký tự"),
        ({"entry": ["x", "", ""]}, "chưa đúng"),
        ({"evil": "1"}, "ô lạ"),
        ({"who": ["Y Một", "Y Hai", "Y Ba", "Y Bốn"]}, "hỏng"),
    ],
    ids=["minutes", "reason", "entry", "strange", "one too many"],
)
@pytest.mark.parametrize("way", ["", "/upload", "/left.xlsx"], ids=["page", "upload", "left"])
def test_a_form_that_is_refused_loses_nothing(room: Room, way: str, bad: dict[str, Any], told: str) -> None:
    who = ["Y Một", "Y Hai", "Y Ba"]
    rest = list(packed([Row(0, f"Y {number}", "9A", "113", "A" * 4_000) for number in range(25)]))
    typed = {"who": who, "hint": [""] * 3, "code": ["113"] * 3, "answer": ["x" * 9_000, "A", ""]}
    sent = TIMES | typed | {"entry": [""] * 3, "mark": [""] * 3, "rest": rest, "pasted": "a"}
    answer = room.browser.post(room.url + way, data=sent | bad)
    assert answer.status_code == 422
    assert told in text(first(HTMLParser(answer.text), ".banner.is-wrong"))
    shown = fields(answer)
    assert shown["who"] == bad.get("who", who)
    assert shown["answer"][:2] == ["x" * 9_000, "A"]
    assert shown["rest"] == rest
    assert shown["began"] == "08:05"


def test_more_papers_than_the_page_has_room_for_wait(room: Room) -> None:
    answer = room.post(*[{"who": f"Y {number}"} for number in range(A_PAGE + 3)])
    assert answer.status_code == 422
    assert waiting(fields(answer)) == ["Y 40", "Y 41", "Y 42"]


@pytest.mark.parametrize(
    "rest",
    ["{", '[["a"]]', '[["a","b","c",1]]', "[[]]", "9" * 5_000],
    ids=["broken", "one", "number", "none", "big"],
)
def test_what_waits_in_a_strange_shape_is_told(room: Room, rest: str) -> None:
    answer = room.post(room.row("A Thui"), rest=[rest])
    assert (answer.status_code, "hỏng" in answer.text) == (422, True)
    assert fields(answer)["who"] == ["A Thui"]


def test_half_a_letter_in_what_waits_breaks_nothing(room: Room) -> None:
    rest = '[["A \\ud800","\\udfff","\\u0000","\\ud800"]]'
    room.contest.join("A Thui")
    shown = room.post(room.row("A Thui"), rest=[rest])
    assert shown.status_code == 200
    following = room.hand_in(shown)
    assert (following.status_code, fields(following)["who"]) == (200, ["A ?"])


def test_answers_that_are_too_long_are_told_beside_their_row(room: Room) -> None:
    room.contest.join("A Thui")
    answer = room.post(room.row("A Thui", answer="A" * 8_001), room.row("A Thui", code="9" * 300))
    assert problems(answer)[0] == "Câu trả lời dài 8.001 ký tự, nhiều nhất 8.000."
    assert f"Không có mã đề {'9' * 20}." in problems(answer)[1]
    assert fields(answer)["answer"][0] == "A" * 8_001


def test_what_was_typed_comes_along_to_the_sheet(room: Room) -> None:
    """The file is a field of the same form: times and rows that were typed are there, without script too."""
    room.contest.join("A Thui")
    form = first(HTMLParser(room.browser.get(room.url).text), "form[data-typing]")
    button = first(form, "button[formaction]")
    assert button.attributes["formaction"] == f"{room.url}/upload" and "formnovalidate" in button.attributes
    assert first(form, "input[type=file]") and first(form, "#began")
    typed: dict[str, Any] = fields(room.browser.get(room.url)) | TIMES | {"began": "08:06", "stood": "2"}
    typed["who"][0], typed["code"][0], typed["answer"][0] = "Y Gõ", "113", "A"
    table = "Họ và tên;Mã đề;Bài làm\nA Thui;113;ACB"
    parts = [*in_parts(typed), ("file", ("bai.csv", table.encode()))]
    shown = fields(room.browser.post(f"{room.url}/upload", files=parts))
    assert (shown["began"], shown["stood"], shown["reason"]) == ("08:06", "2", TIMES["reason"])
    assert shown["who"] == ["Y Gõ", "A Thui"]


def test_enter_with_a_file_chosen_reads_the_file(room: Room) -> None:
    table = "Họ và tên;Mã đề;Bài làm\nA Thui;113;ACB"
    empty = fields(room.browser.get(room.url)) | TIMES | {"step": "check"}
    for parts in ([("file", ("a.csv", table.encode()))], [("pasted", (None, table))]):
        shown = room.browser.post(room.url, files=[*in_parts(empty), *parts])
        assert fields(shown)["who"] == ["A Thui"]


def test_no_file_chosen_is_a_nameless_one(room: Room) -> None:
    """So browsers send a field that was left alone."""
    parts = [f'name="{name}"\r\n\r\n{value}' for name, value in (TIMES | {"who": "A", "code": "1"}).items()]
    parts += [f'name="{name}"\r\n\r\n' for name in ("hint", "answer", "entry", "mark", "pasted")]
    parts += ['name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n']
    body = "".join(f"--x\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--x--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    shown = room.browser.post(room.url, content=body.encode(), headers=kind)
    assert (shown.status_code, fields(shown)["who"]) == (200, ["A"])


def test_a_sheet_that_is_none_leaves_what_was_typed(room: Room) -> None:
    typed = {"who": ["Y Gõ"], "hint": [""], "code": ["113"], "answer": ["A"], "entry": [""], "mark": [""]}
    shown = room.browser.post(f"{room.url}/upload", data=TIMES | typed | {"pasted": "Họ và tên;Lớp"})
    assert (shown.status_code, fields(shown)["who"], fields(shown)["pasted"]) == (
        422,
        ["Y Gõ"],
        "Họ và tên;Lớp",
    )


def test_names_of_a_unit_come_behind_what_was_typed(room: Room) -> None:
    unit = world.make_units({"Thôn 1": 40})["Thôn 1"]
    for name in ("A Thui", "Y Bích"):
        room.contest.join(name, unit)
    shown = room.post(room.row("Y Gõ"), {"who": "bỏ trống"}, step="names", unit=unit, began="08:06")
    assert (shown.status_code, fields(shown)["began"]) == (200, "08:06")
    assert fields(shown)["who"] == ["Y Gõ", "Y Bích", "A Thui"]
    kept = fields(shown)
    kept["answer"][1] = "A"
    again = fields(room.browser.post(room.url, data=kept | {"step": "names"}))
    assert again["who"] == ["Y Gõ", "Y Bích", "A Thui"]
    assert again["unit"] == unit


def test_names_of_no_unit_are_told(room: Room) -> None:
    shown = room.post(room.row("Y Gõ"), step="names")
    assert (shown.status_code, fields(shown)["who"]) == (422, ["Y Gõ"])
    assert text(first(HTMLParser(shown.text), ".banner.is-wrong")) == "Chọn đơn vị để lấy tên."
