"""The papers that are left go as a workbook, are mended there, and come back."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.byhand.batch import Row
from contest.byhand.batch_forms import A_PAGE, packed
from contest.byhand.batch_sheet import rows_in
from contest.byhand.left_sheet import HEADS
from contest.lists import workbook
from tests.conftest import Clock
from tests.contest.byhand.batch_room import TIMES, Room, fields, problems
from tests.contest.planning.plans import statements
from tests.contest.rounds.world import CLOSES
from tests.parsed import first, text


def sheet_of(data: bytes) -> list[list[str]]:
    return workbook.grids(data, "bài làm")[0]


def test_what_was_wrong_is_mended_in_the_workbook_and_handed_in(room: Room) -> None:
    for name in ("A Thui", "Y Bích"):
        room.contest.join(name)
    shown = room.post(room.row("A Thui"), room.row("Y Bich Lạ", 1), {"who": "Không có bài"})
    partly = room.hand_in(shown)
    left = room.browser.post(f"{room.url}/left.xlsx", data=fields(partly))
    assert left.status_code == 200
    assert left.headers["content-disposition"] == 'attachment; filename="bai-lam-con-lai.xlsx"'
    assert left.headers["cache-control"] == "no-store"
    rows = sheet_of(left.content)
    assert rows == [list(HEADS), [problems(partly)[0], "Y Bich Lạ", "", room.codes[1], rows[1][4]]]
    mended = "\n".join("\t".join(cells) for cells in rows).replace("Y Bich Lạ", "Y Bích")
    back = room.browser.post(f"{room.url}/upload", data=TIMES | {"pasted": mended})
    assert problems(back) == []
    assert room.hand_in(back).status_code == 303
    assert room.typed() == {room.codes[0]: 1, room.codes[1]: 1}


def test_it_holds_the_page_and_what_waits_and_is_read_again(room: Room) -> None:
    rest = [Row(0, f"Người {number:03}", "9A", room.codes[0], "1=A; 2=B") for number in range(A_PAGE)]
    shown = room.post(room.row("A Lạ"), room.row("", 1), rest=list(packed(rest)))
    left = room.browser.post(f"{room.url}/left.xlsx", data=fields(shown))
    found = rows_in(left.content)
    assert [row.who for row in found] == ["A Lạ", "", *(row.who for row in rest)]
    assert [row.line for row in found] == list(range(2, A_PAGE + 4))
    assert {row.answer for row in found[2:]} == {"1=A; 2=B"}
    assert all(row[0] for row in sheet_of(left.content)), "each says what is wrong"


def test_two_papers_of_one_person_name_the_line_of_the_workbook(room: Room) -> None:
    room.contest.join("A Thui")
    shown = room.post({"who": "A Thui"}, room.row("A Thui"), room.row("A Thui", 1))
    left = room.browser.post(f"{room.url}/left.xlsx", data=fields(shown))
    assert sheet_of(left.content)[2][0] == "Người này đã có ở dòng 2."


def test_the_button_is_there_while_something_is_wrong_or_waits(room: Room) -> None:
    room.contest.join("A Thui")
    rest = list(packed([Row(0, "Y Sau", "", room.codes[0], "A")]))
    button = f"button[formaction='{room.url}/left.xlsx'][formnovalidate]"
    for shown, is_there in (
        (room.post(room.row("A Thui")), False),
        (room.post(room.row("A Lạ")), True),
        (room.post(room.row("A Thui"), rest=rest), True),
        (room.browser.get(room.url), False),
    ):
        assert (HTMLParser(shown.text).css_first(button) is not None) is is_there


@pytest.mark.parametrize("rows", [(), ({"who": "A Thui"},)], ids=["nothing", "a name alone"])
def test_where_nothing_is_left_there_is_no_workbook(room: Room, rows: tuple[dict[str, str], ...]) -> None:
    answer = room.browser.post(f"{room.url}/left.xlsx", data=fields(room.post(*rows)))
    assert answer.status_code == 422
    assert text(first(HTMLParser(answer.text), ".banner.is-wrong")) == "Không còn bài nào để tải về."


def test_it_changes_nothing_and_may_be_had_twice(room: Room) -> None:
    room.contest.join("A Thui")
    shown, before = room.post(room.row("A Thui"), room.row("A Lạ")), room.contest.audited()
    first_time, again = (room.browser.post(f"{room.url}/left.xlsx", data=fields(shown)) for _ in range(2))
    assert sheet_of(first_time.content) == sheet_of(again.content)
    assert (room.typed(), room.contest.audited()) == ({}, before)
    assert room.hand_in(shown).status_code == 409


def test_after_the_close_what_was_typed_can_still_be_taken_along(room: Room, clock: Clock) -> None:
    shown = room.post(room.row("A Lạ"))
    clock.set(CLOSES)
    left = room.browser.post(f"{room.url}/left.xlsx", data=fields(shown))
    assert [row.who for row in rows_in(left.content)] == ["A Lạ"]


def test_the_number_of_statements_is_fixed(room: Room) -> None:
    seen = []
    for count in (1, 30):
        shown = fields(room.post(*[room.row(f"Người {number:03}", number % 4) for number in range(count)]))
        with statements() as said:
            assert room.browser.post(f"{room.url}/left.xlsx", data=shown).status_code == 200
        seen.append(len(said))
    assert seen[0] == seen[1]
