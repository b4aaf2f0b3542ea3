"""The page of papers: who may get one, whose waits, whose is typed in; printing from there."""

from __future__ import annotations

from datetime import datetime

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.rounds import timing
from contest.rounds.deeds import Order
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.byhand.desk import Paper
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.contest.selects import selects
from tests.parsed import attr, first, text


def page(browser: TestClient, contest: World, query: str = "", status: int = 200) -> HTMLParser:
    answer = browser.get(f"/byhand/{contest.round_id}{query}")
    assert answer.status_code == status, answer.text
    return HTMLParser(answer.text)


def offered(found: HTMLParser) -> list[str]:
    return [text(node.parent) for node in found.css("input[type=checkbox][name=entry]")]


def test_those_who_have_not_begun_are_offered(proctor: TestClient, contest: World, clock: Clock) -> None:
    contest.join("A Thui", year=1950)
    contest.start(contest.join("Y Bích").entry_id, clock.now)
    desk.printed(contest, contest.join("Y Nhung").entry_id, clock.now)
    assert offered(page(proctor, contest)) == ["A Thui không ghi đơn vị, sinh 1950"]
    assert offered(page(proctor, contest, "?q=thui")) == ["A Thui không ghi đơn vị, sinh 1950"]
    assert "Không thấy ai hợp với “bich”" in text(page(proctor, contest, "?q=bich"))


def test_printing_leads_back_with_the_file_of_just_these(
    proctor: TestClient, contest: World, clock: Clock
) -> None:
    desk.printed(contest, contest.join("Y Nhung").entry_id, clock.now)
    clock.move(minutes=1)
    one, two = contest.join("A Thui").entry_id, contest.join("Y Bích").entry_id
    answer = proctor.post(f"/byhand/{contest.round_id}/sheets", data={"entry": [one, two]})
    assert answer.status_code == 303
    found = HTMLParser(proctor.get(answer.headers["location"]).text)
    banner = first(found, ".banner.is-saved")
    assert "Đã lập 2 đề giấy." in text(banner)
    assert attr(banner, "a", "href").startswith(f"/byhand/{contest.round_id}/sheets.pdf?since=")
    assert len(found.css(".papers li")) == 3
    assert [text(node) for node in found.css(".papers b")] == [
        "Nhập bài: Y Bích",
        "Nhập bài: Y Nhung",
        "Nhập bài: A Thui",
    ]


def test_who_gets_none_is_named_with_the_reason(proctor: TestClient, contest: World, clock: Clock) -> None:
    busy, free = contest.join("A Thui").entry_id, contest.join("Y Bích").entry_id
    contest.start(busy, clock.now)
    answer = proctor.post(f"/byhand/{contest.round_id}/sheets", data={"entry": [busy, free]})
    said = text(first(HTMLParser(answer.text), ".banner.is-wrong"))
    assert answer.status_code == 409
    assert said == "Chưa in được cho 1 người: A Thui (đang làm bài trên máy)."
    assert [one.entry_id for one in desk.waiting(contest)] == [free]


def test_pressed_twice_each_has_one_paper_and_one_audit_row(
    proctor: TestClient, contest: World, clock: Clock
) -> None:
    entry = contest.join("A Thui").entry_id
    for _ in range(2):
        assert proctor.post(f"/byhand/{contest.round_id}/sheets", data={"entry": entry}).status_code == 303
        clock.move(seconds=1)
    assert len(desk.waiting(contest)) == 1
    before = contest.audited()
    proctor.post(f"/byhand/{contest.round_id}/sheets", data={"entry": entry})
    assert contest.audited() == before


@pytest.mark.parametrize("chosen", [[], ["x"], ["0" * 13] * 61])
def test_nobody_chosen_is_said(proctor: TestClient, contest: World, chosen: list[str]) -> None:
    answer = proctor.post(f"/byhand/{contest.round_id}/sheets", data={"entry": chosen})
    assert answer.status_code == 422
    assert "Chọn ít nhất một người" in text(first(HTMLParser(answer.text), ".banner.is-wrong"))


def test_people_of_another_contest_get_no_paper(proctor: TestClient, contest: World, clock: Clock) -> None:
    other = world.make(world.rules(by_hand=True), slug="khac", bank=0)
    stranger = other.join("Y Bích").entry_id
    mine = contest.join("A Thui").entry_id
    answer = proctor.post(f"/byhand/{contest.round_id}/sheets", data={"entry": [mine, stranger]})
    assert answer.status_code == 404
    assert desk.waiting(contest) == []


@pytest.mark.parametrize(
    ("moment", "said"), [(OPENS - (CLOSES - OPENS), "Vòng chưa mở"), (CLOSES, "Vòng đã đóng")]
)
def test_outside_the_hours_nothing_is_printed(
    proctor: TestClient, contest: World, clock: Clock, moment: datetime, said: str
) -> None:
    entry = contest.join("A Thui").entry_id
    clock.set(moment)
    found = page(proctor, contest)
    assert said in text(found)
    assert not any("In đề cho" in text(node) for node in found.css("button"))
    answer = proctor.post(f"/byhand/{contest.round_id}/sheets", data={"entry": entry})
    assert answer.status_code == 409
    assert "không ai đọc đề trước giờ" in text(first(HTMLParser(answer.text), ".banner.is-wrong"))


def test_after_the_close_it_says_how_many_papers_were_not_typed_in(paper: Paper, clock: Clock) -> None:
    clock.set(CLOSES)
    said = text(page(paper.browser, paper.contest))
    assert "Vòng đã đóng. 1 đề giấy chưa nhập, không được tính." in said


def test_a_typed_paper_stands_under_who_typed_it_with_its_receipt(paper: Paper) -> None:
    paper.hand_in()
    found = page(paper.browser, paper.contest)
    row = first(found, ".papers li")
    assert "Nguyễn Thanh Tùng nhập 08:30, 05/10/2026." in text(row)
    assert attr(row, "p + p a", "href").endswith(f"receipts.pdf?sheet={paper.sheet}")


def test_three_rows_and_thirty_ask_the_database_alike(
    proctor: TestClient, contest: World, clock: Clock, sqlite_database: Database
) -> None:
    seen, counts = selects(sqlite_database), []
    for several in (3, 27):
        for number in range(several):
            desk.printed(contest, contest.join(f"Người {several} {number}").entry_id, clock.now)
            contest.join(f"Kẻ {several} {number}")
        seen.clear()
        page(proctor, contest)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_rounds_page_leads_here_and_says_what_is_left(paper: Paper) -> None:
    shown = HTMLParser(paper.browser.get(f"/rounds/{paper.contest.round_id}").text)
    link = first(shown, f"#todo a[href='/byhand/{paper.contest.round_id}']")
    assert "1 bài giấy chưa nhập" in text(link.parent)
    paper.hand_in()
    shown = HTMLParser(paper.browser.get(f"/rounds/{paper.contest.round_id}").text)
    assert "Đã nhập 1 bài" in text(first(shown, "#todo"))


def test_whoever_runs_it_is_warned_before_closing(paper: Paper) -> None:
    world.give_part(Role.VIEWER, paper.contest.round_id, ContestRole.OWNER)
    url = f"/rounds/{paper.contest.round_id}?confirm=closing"
    shown = HTMLParser(paper.browser.get(url).text)
    assert "1 bài giấy chưa nhập sẽ không được tính." in text(first(shown, "#confirm"))


def test_a_paused_round_prints_nothing(proctor: TestClient, contest: World, clock: Clock) -> None:
    entry = contest.join("A Thui").entry_id
    with writing() as db:
        timing.pause(db, Order(entropy.new_id(), desk.STAFF, "Mất điện"), contest.round_id, clock.now)
    answer = proctor.post(f"/byhand/{contest.round_id}/sheets", data={"entry": entry})
    assert answer.status_code == 409
    assert "đang tạm dừng" in answer.text
    assert desk.waiting(contest) == []
