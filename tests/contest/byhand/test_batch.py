"""Many papers with codes at once: read back, handed in one by one, from sheets too; nothing twice, unread."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.attempts import by_hand_looking
from contest.rounds.service import SETTLE
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.byhand.batch_room import TIMES, Room, fields, problems
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import first, text


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


def test_what_is_wrong_is_listed_above_by_the_number_beside_each(room: Room) -> None:
    room.contest.join("A Thui")
    rows = (room.row("A Thui"), {"who": "bỏ trống"}, room.row("Y Lạ"), room.row("A Thui"))
    shown = HTMLParser(room.post(*rows).text)
    assert [text(node) for node in shown.css(".batch .at")] == ["1", "2", "3", "4"]
    links = shown.css("form[data-typing] > p a[href^='#p']")
    assert [(text(link), link.attributes["href"]) for link in links] == [("dòng 3", "#p3"), ("dòng 4", "#p4")]
    assert all(shown.css_first(str(link.attributes["href"])) for link in links)
    assert text(first(shown, "#p4-err")).endswith("Người này đã có ở dòng 1.")


@pytest.mark.parametrize("count", [5, 6])
def test_few_that_were_handed_in_are_named_many_are_a_list(room: Room, count: int) -> None:
    names = [f"Người {number}" for number in range(count)]
    for name in names:
        room.contest.join(name)
    shown = room.post(room.row("Y Lạ"), *(room.row(name, at % 4) for at, name in enumerate(names)))
    links = HTMLParser(room.hand_in(shown).text).css(".banner.is-saved a")
    assert [text(link) for link in links] == (names if count == 5 else ["Xem bài đã nhập"])


def test_sent_twice_it_is_handed_in_once(room: Room) -> None:
    room.contest.join("A Thui")
    answer = room.post(room.row("A Thui"))
    before = room.contest.audited()
    first_time, again = room.hand_in(answer), room.hand_in(answer)
    assert (first_time.status_code, again.status_code) == (303, 303)
    assert room.typed() == {room.codes[0]: 1}
    assert room.contest.audited() == before + 1


def test_a_page_that_is_filled_anew_after_it_was_handed_in_hands_in_the_new_papers(room: Room) -> None:
    """Back in the browser, the next class typed over the first."""
    for name in ("A Thui", "Y Bích"):
        room.contest.join(name)
    first_page = room.post(room.row("A Thui"))
    assert room.hand_in(first_page).status_code == 303
    unread = room.hand_in(first_page, who=["Y Bích"], entry=[""])
    assert unread.status_code == 409 and room.typed() == {room.codes[0]: 1}
    again = room.browser.post(
        room.url, data=fields(first_page) | {"who": ["Y Bích"], "entry": [""], "step": "check"}
    )
    assert room.hand_in(again).status_code == 303
    assert room.typed() == {room.codes[0]: 2}


def test_other_answers_of_who_was_handed_in_are_told(room: Room) -> None:
    room.contest.join("A Thui")
    first_page = room.post(room.row("A Thui"))
    assert room.hand_in(first_page).status_code == 303
    changed = room.row("A Thui", right=0)["answer"]
    again = room.browser.post(room.url, data=fields(first_page) | {"answer": [changed], "step": "check"})
    assert "đã có bài mã đề" in problems(again)[0]
    assert room.hand_in(again).status_code == 409
    assert room.typed() == {room.codes[0]: 1}


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
