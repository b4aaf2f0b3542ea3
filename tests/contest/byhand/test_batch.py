"""Many papers with codes at once: read back, handed in one by one, from sheets too; nothing twice, unread."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy
from contest.attempts import by_hand_looking, variants
from contest.byhand.batch_forms import A_PAGE
from contest.lists import workbook
from contest.rounds.service import SETTLE
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.planning.plans import statements
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import first, text

TIMES = {"began": "08:05", "ended": "08:12", "reason": "Thi trên giấy"}


class Room:
    """A room that sat on paper: its codes, its people, and the browser at the desk."""

    def __init__(self, browser: TestClient, contest: World, clock: Clock) -> None:
        self.browser, self.contest = browser, contest
        self.codes = desk.mixed(contest, clock.now)
        self.url = f"/byhand/{contest.round_id}/batch"
        clock.move(minutes=30)

    def row(self, who: str, at: int = 0, right: int = 3, **more: str) -> dict[str, str]:
        """A paper as it is typed."""
        answer = "".join(desk.variant_letters(self.contest, self.codes[at], right))
        return {"who": who, "code": self.codes[at], "answer": answer} | more

    def post(self, *rows: dict[str, str], step: str = "check", **more: Any) -> Response:
        """One press."""
        lists = {
            name: [row.get(name, "") for row in rows]
            for name in ("who", "hint", "code", "answer", "entry", "mark")
        }
        return self.browser.post(self.url, data=TIMES | lists | {"step": step} | more)

    def hand_in(self, shown: Response, **changes: Any) -> Response:
        """What a page that was read back posts when it is handed in."""
        return self.browser.post(self.url, data=fields(shown) | {"step": "hand_in"} | changes)

    def typed(self) -> dict[str, int]:
        """Code → papers."""
        with reading() as db:
            return variants.counts(db, self.contest.round_id)


def fields(answer: Response) -> dict[str, Any]:
    """The fields of the form on the page, as a browser would post them."""
    form = first(HTMLParser(answer.text), "form[data-typing]")
    found: dict[str, Any] = {}
    for node in form.css("input, select"):
        name, value = str(node.attributes.get("name")), node.attributes.get("value") or ""
        if node.tag == "select":
            chosen = node.css_first("option[selected]")
            value = (chosen.attributes.get("value") or "") if chosen else ""
        if name in ("who", "hint", "code", "answer", "entry", "mark"):
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return found


def problems(answer: Response) -> list[str]:
    return [text(node) for node in HTMLParser(answer.text).css(".batch li > small")]


@pytest.fixture
def room(proctor: TestClient, contest: World, clock: Clock) -> Room:
    return Room(proctor, contest, clock)


def test_empty_rows_to_begin_with(room: Room) -> None:
    shown = HTMLParser(room.browser.get(room.url).text)
    assert len(shown.css("input[name=who]")) == 10
    assert first(shown, "form[data-typing] button").attributes["value"] == "check", "Enter alone only checks"


def test_read_back_then_handed_in_and_the_board_agrees(room: Room, clock: Clock) -> None:
    for name in ("A Thui", "Y Bích"):
        room.contest.join(name)
    answer = room.post(room.row("A Thui", 0, 3), room.row("y bich", 1, 1))
    said = [text(node) for node in HTMLParser(answer.text).css(".batch .said")]
    assert answer.status_code == 200
    assert said[0].startswith("A Thui, sinh 1990. Mã đề") and "Y Bích" in said[1]
    assert text(first(HTMLParser(answer.text), ".batch details li")).endswith("Đúng một")
    assert room.typed() == {}
    done = room.hand_in(answer)
    assert (done.status_code, done.headers["location"]) == (303, f"{room.url}?done=2&began=08:05&ended=08:12")
    assert room.typed() == {room.codes[0]: 1, room.codes[1]: 1}
    world.work(clock.set(CLOSES + world.GRACE + SETTLE))
    assert [(row.right, row.seconds) for row in room.contest.board()] == [(3, 420), (1, 420)]


def test_times_and_thanks_come_along(room: Room) -> None:
    shown = HTMLParser(room.browser.get(f"{room.url}?done=2&began=08:05&ended=08:12").text)
    assert "Đã nộp 2 bài." in shown.text()
    assert first(shown, "#began").attributes["value"] == "08:05"
    assert room.browser.get(f"{room.url}?began=x").status_code == 404


def test_what_was_not_read_back_is_not_handed_in(room: Room) -> None:
    room.contest.join("A Thui")
    answer = room.post(room.row("A Thui", right=3))
    other = "".join(desk.variant_letters(room.contest, room.codes[0], 0))
    changed = room.hand_in(answer, answer=other)
    assert changed.status_code == 409
    assert "Xem lại những dòng vừa đổi" in changed.text
    assert room.typed() == {}
    assert room.hand_in(changed).status_code == 303
    assert room.post(room.row("A Thui"), step="hand_in").status_code == 409


def test_one_that_is_wrong_keeps_no_other_back(room: Room) -> None:
    room.contest.join("A Thui")
    answer = room.post(room.row("A Thui"), room.row("Y Lạ"), room.row("A Thui", code="100"))
    assert len(problems(answer)) == 2
    partly = room.hand_in(answer)
    assert partly.status_code == 409
    assert "Đã nộp 1 bài." in partly.text
    assert fields(partly)["who"] == ["Y Lạ", "A Thui"]
    assert room.typed() == {room.codes[0]: 1}
    assert "đã có bài mã đề" in problems(partly)[1]


def test_sent_twice_it_is_handed_in_once(room: Room) -> None:
    room.contest.join("A Thui")
    answer = room.post(room.row("A Thui"))
    before = room.contest.audited()
    first_time, again = room.hand_in(answer), room.hand_in(answer)
    assert (first_time.status_code, again.status_code) == (303, 303)
    assert room.typed() == {room.codes[0]: 1}
    assert room.contest.audited() == before + 1


def test_names_are_never_in_the_audit_but_the_code_is(room: Room) -> None:
    room.contest.join("A Thui")
    room.hand_in(room.post(room.row("A Thui")))
    with reading() as db:
        (sheet,) = by_hand_looking.sheets(db, room.contest.round_id, desk.SheetState.ENTERED)
    assert sheet.variant == room.codes[0]
    shown = room.browser.get(f"/byhand/{room.contest.round_id}/sheets/{sheet.id}")
    assert shown.status_code == 200
    assert f"mã đề {room.codes[0]}" in shown.text
    assert (
        room.browser.get(f"/byhand/{room.contest.round_id}/receipts.pdf?sheet={sheet.id}").status_code == 200
    )
    assert room.codes[0] in room.browser.get(f"/byhand/{room.contest.round_id}").text


def test_two_of_a_name_are_asked_about(room: Room) -> None:
    units = world.make_units({"Thôn 1": 40, "Thôn 2": 40})
    room.contest.join("A Thui", units["Thôn 1"])
    second = room.contest.join("A Thui", units["Thôn 2"]).entry_id
    answer = room.post(room.row("A Thui"))
    assert problems(answer) == ["Có 2 người tên này. Chọn đúng người."]
    assert len(HTMLParser(answer.text).css("select[name=entry] option")) == 3
    picked = room.browser.post(room.url, data=fields(answer) | {"entry": second, "step": "check"})
    assert "Thôn 2" in text(first(HTMLParser(picked.text), ".batch .said"))
    assert "Thôn 2" in room.post(room.row("A Thui", hint="thon 2")).text
    assert room.hand_in(picked).status_code == 303


def test_an_entry_code_is_enough(room: Room) -> None:
    code = room.contest.join("A Thui").code
    said = text(first(HTMLParser(room.post(room.row(f"{code[:4]}-{code[4:]}")).text), ".batch .said"))
    assert said.startswith("A Thui")


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ({"began": ""}, "began"),
        ({"ended": "08:04"}, "ended"),
        ({"ended": "08:20"}, "ended"),
        ({"stood": "x"}, "stood"),
        ({"reason": ""}, "reason"),
        ({"began": "07:59"}, "began"),
    ],
    ids=["none", "backwards", "too long", "no number", "no reason", "before the codes"],
)
def test_impossible_times_are_told_and_nothing_is_lost(room: Room, times: dict[str, str], field: str) -> None:
    room.contest.join("A Thui")
    row = room.row("A Thui")
    for step in ("check", "hand_in"):
        answer = room.post(row, step=step, **times)
        assert answer.status_code == 422
        assert text(first(HTMLParser(answer.text), f"#{field}-err"))
        assert fields(answer)["answer"] == [row["answer"]]
    assert room.typed() == {}


def test_who_sat_on_a_phone_is_told_beforehand(room: Room) -> None:
    room.contest.sit("A Thui", OPENS, 1)
    assert problems(room.post(room.row("A Thui"))) == ["Người này đã có bài trên máy."]


def test_more_rows_keep_what_was_typed(room: Room) -> None:
    answer = room.post(room.row("A Thui"), step="more")
    assert fields(answer)["who"] == ["A Thui", *[""] * 10]


def test_a_form_whose_lists_do_not_fit_is_told(room: Room) -> None:
    row = room.row("A Thui")
    answer = room.browser.post(room.url, data=TIMES | row | {"who": ["A", "B"], "step": "check"})
    assert answer.status_code == 422
    assert "hỏng" in answer.text
    assert room.browser.post(room.url, data={"rest": "{", "step": "check"}).status_code == 422
    assert room.browser.post(room.url, data={"mark": ["x"], "step": "check"}).status_code == 422


def test_after_the_close_nothing_is_typed_in(room: Room, clock: Clock) -> None:
    room.contest.join("A Thui")
    answer = room.post(room.row("A Thui"))
    clock.set(CLOSES)
    late = room.hand_in(answer)
    assert late.status_code in (409, 422)
    assert "Vòng không mở" in late.text
    assert room.typed() == {}
    assert "Vòng không mở" in room.browser.get(room.url).text


def test_without_codes_the_page_leads_to_them(proctor: TestClient, contest: World) -> None:
    answer = proctor.get(f"/byhand/{contest.round_id}/batch")
    assert first(HTMLParser(answer.text), f'.empty a[href="/byhand/{contest.round_id}/variants"]')
    assert (
        proctor.post(f"/byhand/{contest.round_id}/batch", data=TIMES | {"step": "hand_in"}).status_code < 500
    )


# --- names and sheets ------------------------------------------------------------------------------


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
