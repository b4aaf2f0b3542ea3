"""Names of a unit and sheets of answers on the page of many papers."""

from __future__ import annotations

import pytest
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy
from contest.byhand.batch_forms import A_PAGE
from contest.lists import workbook
from tests.contest.byhand.batch_room import TIMES, Room, fields, problems
from tests.contest.planning.plans import statements
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS
from tests.parsed import first, text


def test_the_names_of_a_unit_wait_in_their_rows(room: Room) -> None:
    units = world.make_units({"Thôn 1": 40, "Thôn 2": 40})
    unit = units["Thôn 1"]
    room.contest.join("A Thui", unit)
    room.contest.sit("Y Xong", OPENS, 1, unit=unit)
    room.contest.join("Y Khác", units["Thôn 2"])
    answer = room.browser.get(f"{room.url}?unit={unit}")
    assert fields(answer)["who"] == ["A Thui"]
    filled = fields(answer) | {name: room.row("")[name] for name in ("code", "answer")} | TIMES
    read_back = room.browser.post(room.url, data=filled | {"step": "check"})
    assert room.hand_in(read_back).status_code == 303


def test_names_alone_are_no_papers(room: Room) -> None:
    room.contest.join("A Thui")
    answer = room.post({"who": "A Thui"}, step="check")
    assert (problems(answer), answer.status_code) == ([], 200)
    assert room.hand_in(answer).headers["location"].startswith(f"{room.url}?done=0")


def upload(room: Room, data: bytes | str, name: str = "bai.csv", **more: str) -> Response:
    files = {"file": (name, data.encode() if isinstance(data, str) else data)}
    return room.browser.post(f"{room.url}/upload", data=TIMES | more, files=files)


def sheet(room: Room, count: int, right: int = 3) -> str:
    rows = [room.row(f"Người {number:03}", number % 4, right) for number in range(count)]
    lines = [f"{row['who']};{row['code']};{row['answer']}" for row in rows]
    return "\n".join(["Họ và tên;Mã đề;Bài làm", *lines])


def test_a_sheet_is_read_back_and_handed_in(room: Room) -> None:
    for number in range(3):
        room.contest.join(f"Người {number:03}")
    answer = upload(room, sheet(room, 3))
    assert answer.status_code == 200
    assert len(HTMLParser(answer.text).css(".batch .sound")) == 3
    assert room.typed() == {}
    assert room.hand_in(answer).status_code == 303
    assert sum(room.typed().values()) == 3


def test_a_long_sheet_comes_page_by_page(room: Room) -> None:
    count = A_PAGE + 2
    for number in range(count):
        room.contest.join(f"Người {number:03}")
    answer = upload(room, sheet(room, count))
    assert "Còn 2 bài trong tệp" in answer.text
    following = room.hand_in(answer)
    assert following.status_code == 200
    assert fields(following)["who"] == ["Người 040", "Người 041"]
    assert room.hand_in(following).headers["location"].startswith(f"{room.url}?done=2")
    assert sum(room.typed().values()) == count


def test_a_table_may_be_pasted(room: Room) -> None:
    room.contest.join("Người 000")
    table = sheet(room, 1).replace(";", "\t")
    answer = room.browser.post(f"{room.url}/upload", data=TIMES | {"pasted": table})
    assert room.hand_in(answer).status_code == 303


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", "Họ và tên;Lớp\nA;B".encode(), b"PK\x03\x04"],
    ids=["empty", "odd", "headless", "zip"],
)
def test_what_is_no_sheet_is_told(room: Room, data: bytes) -> None:
    answer = upload(room, data)
    assert answer.status_code == 422
    assert text(first(HTMLParser(answer.text), ".banner.is-wrong"))
    assert fields(answer)["began"] == "08:05"


def test_the_sheet_to_fill_in_has_the_names(room: Room) -> None:
    room.contest.join("A Thui")
    room.contest.sit("Y Xong", OPENS, 1)
    answer = room.browser.get(f"{room.url}.xlsx")
    rows = workbook.grids(answer.content, "bài làm")[0]
    assert rows[0][3:] == ["Mã đề", "Câu 1", "Câu 2", "Câu 3"]
    assert [row[0] for row in rows[1:]] == ["A Thui"]


def test_the_number_of_statements_is_fixed(room: Room) -> None:
    seen = []
    for number in range(30):
        room.contest.join(f"Người {number:03}")
    for count in (1, 30):
        rows = [room.row(f"Người {number:03}", number % 4) for number in range(count)]
        with statements() as said:
            assert room.post(*rows).status_code == 200
        seen.append(len(said))
    assert seen[0] == seen[1]


def test_ids_of_deeds_are_kept_over_pages(room: Room) -> None:
    once = entropy.new_id()
    answer = room.post(room.row("A Lạ", mark=once))
    assert fields(answer)["mark"] == [once]
