"""The front page and the thể lệ of a contest with audiences: each with its own facts, then only one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import prizes, service
from contest.campaigns.pages import Prize
from contest.campaigns.prizes import Promised
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.people import guards
from contest.people.guards import ENTRY_COOKIE
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS
from tests.contest.selects import selects
from tests.parsed import HTMLParser, attr, first, text

URL = f"/campaigns/{groups.SLUG}"


@pytest.fixture
def made(sqlite_database: Database, clock: Clock) -> Groups:
    found = groups.make()
    clock.set(OPENS)
    return found


def hold(phone: TestClient, entry: str) -> TestClient:
    phone.cookies.set(ENTRY_COOKIE, guards.issue((entry,), "d" * 13))
    return phone


def page(phone: TestClient, path: str = "") -> HTMLParser:
    answer = phone.get(URL + path)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def facts(shown: HTMLParser) -> dict[str, dict[str, str]]:
    """Audience → its facts."""
    found = {}
    for section in shown.css("section.audience"):
        names = [text(node) for node in section.css("dt")]
        found[text(first(section, "h2"))] = dict(
            zip(names, (text(node) for node in section.css("dd")), strict=True)
        )
    return found


def test_a_visitor_sees_each_audience_with_its_own_paper(made: Groups, phone_: TestClient) -> None:
    shown = page(phone_)
    told = facts(shown)
    assert list(told) == ["Bảng A: Học sinh", "Bảng B: Cán bộ, công chức"]
    assert told["Bảng A: Học sinh"]["Đề thi"] == "3 câu hỏi, 10 phút"
    assert told["Bảng B: Cán bộ, công chức"]["Đề thi"] == "2 câu hỏi, 10 phút"
    assert told["Bảng A: Học sinh"]["Tuần 1"].startswith("Đang mở, đóng lúc")
    assert told["Bảng A: Học sinh"]["Ai được thi"].startswith("Học sinh các trường")


def test_there_is_one_button(made: Groups, phone_: TestClient) -> None:
    shown = page(phone_)
    assert [node.attributes["href"] for node in shown.css("main a.big")] == [f"{URL}/entries/new"]
    assert "Tuần 1 đang mở" in text(first(shown, ".chip")), "the same hours for all: no audience is named"


def test_with_other_hours_the_head_says_whose(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    groups.make(opens_b=OPENS + timedelta(hours=1))
    clock.set(OPENS)
    shown = page(phone_)
    assert "Tuần 1, Bảng A đang mở" in text(first(shown, ".chip"))
    assert facts(shown)["Bảng B: Cán bộ, công chức"]["Tuần 1"].startswith("Mở lúc")


@pytest.mark.parametrize(("hours", "named"), [(0, False), (-1, False), (1, True)])
def test_rounds_that_opened_at_other_times_are_open_alike(
    sqlite_database: Database, clock: Clock, phone_: TestClient, hours: int, named: bool
) -> None:
    """While they run only the close is told; before, the opening is."""
    groups.make(opens_b=OPENS + timedelta(hours=hours))
    clock.set(OPENS)
    assert ("Bảng A" in text(first(page(phone_), ".chip"))) is named


def test_prizes_stand_with_their_audience(
    made: Groups, phone_: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {made.a.round_id: ("Nhất", 100_000), made.b.round_id: ("Đặc biệt", 0)}

    def told(_: object, view: RoundView) -> Promised:
        name, amount = given[view.id]
        return Promised((Prize(name, 1, amount),), ("Có giải.",))

    monkeypatch.setattr(prizes, "_prizes", told)
    shown = page(phone_)
    sections = shown.css("section.audience")
    assert [text(first(one, ".prizes li b")) for one in sections] == ["Nhất", "Đặc biệt"]
    assert len(shown.css(".prizes")) == 2, "and nowhere else"
    own = page(hold(phone_, made.join("A Thui", SERVANTS)))
    assert [text(node) for node in own.css(".prizes li > b:first-child")] == ["Đặc biệt"]


def test_who_has_entered_sees_only_their_own(made: Groups, phone_: TestClient) -> None:
    shown = page(hold(phone_, made.join("Y Thu", PUPILS, 2013)))
    assert facts(shown) == {}
    names = [text(node) for node in shown.css("dl.facts dt")]
    told = dict(zip(names, (text(node) for node in shown.css("dl.facts dd")), strict=True))
    assert told["Bạn dự thi"] == "Bảng A: Học sinh"
    assert told["Đề thi"] == "3 câu hỏi"
    assert attr(shown, "main a.big", "href") == f"/attempts/new/{made.a.round_id}"


def test_ones_own_round_comes_even_when_another_one_is_open(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    made = groups.make(opens_b=OPENS + timedelta(hours=1))
    clock.set(OPENS)
    shown = page(hold(phone_, made.join("A Thui", SERVANTS)))
    assert "Tuần 1, Bảng B chưa mở" in text(first(shown, ".chip"))


def test_where_ones_audience_has_no_round_yet(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    made = groups.make(audiences=(PUPILS, SERVANTS, groups.ELDERS))
    clock.set(OPENS)
    shown = page(hold(phone_, made.join("A Già", groups.ELDERS, 1950)))
    assert "Bảng này chưa có lịch thi" in text(first(shown, "main article"))
    assert not shown.css('a[href^="/attempts/new/"]')
    assert phone_.get(f"{URL}/entry").status_code == 200
    assert "/attempts/new/" not in phone_.get(f"{URL}/entry").text


def test_once_closed_each_audience_leads_to_its_board(made: Groups, phone_: TestClient) -> None:
    with writing() as db:
        for one in (made.a, made.b):
            service.set_state(db, one.round_id, RoundState.READY, RoundState.CLOSED)
    links = [node.attributes["href"] for node in page(phone_).css("section.audience a")]
    assert [link for link in links if str(link).startswith("/standings/")] == [
        f"/standings/{made.a.round_id}",
        f"/standings/{made.b.round_id}",
    ]


def test_drafts_of_an_audience_are_nobodys_affair(made: Groups, phone_: TestClient) -> None:
    with writing() as db:
        service.set_state(db, made.b.round_id, RoundState.READY, RoundState.DRAFT)
    assert list(facts(page(phone_))) == ["Bảng A: Học sinh"]


def test_the_home_page_names_no_audience(made: Groups, clock: Clock) -> None:
    with reading() as db:
        (shown,) = service.on_show(db, clock.now)
    assert (shown.name.replace("\u00a0", " "), shown.own_name) in (
        ("Tuần 1, Bảng A", "Tuần 1"),
        ("Tuần 1, Bảng B", "Tuần 1"),
    )


@pytest.mark.parametrize("entered", [False, True])
def test_the_number_of_questions_to_the_database_is_fixed(
    sqlite_database: Database, clock: Clock, phone_: TestClient, entered: bool
) -> None:
    """Two rounds or six, the same; and a contest without audiences asks for none of them."""
    made = groups.make()
    clock.set(OPENS)
    if entered:
        hold(phone_, made.join("A Thui", SERVANTS))
    counts = []
    for _ in range(2):
        seen = selects(sqlite_database)
        page(phone_)
        counts.append(len(seen))
        for number in range(4):
            made.common(f"Vòng {number}")
    assert counts[0] == counts[1]


def test_a_plain_contest_asks_nothing_about_audiences(
    sqlite_database: Database, clock: Clock, phone_: TestClient
) -> None:
    world.make()
    clock.set(OPENS)
    seen = selects(sqlite_database)
    page(phone_)
    assert not [each for each in seen if "FROM audience" in each]


# --- the thể lệ -------------------------------------------------------------------------------------


def switch(shown: HTMLParser) -> list[tuple[str, bool]]:
    """The ways to the other thể lệ, and which is shown."""
    return [(text(node), "aria-current" in node.attributes) for node in shown.css("nav.whose a")]


def article(shown: HTMLParser, word: str) -> list[str]:
    """The points of an article."""
    section = next(one for one in shown.css("main section") if word in text(first(one, "h2")))
    return [text(node) for node in section.css("li")]


def test_the_the_le_is_that_of_one_audience_with_a_switch(made: Groups, phone_: TestClient) -> None:
    shown = page(phone_, "/rules")
    assert switch(shown) == [("Bảng A", True), ("Bảng B", False)]
    assert article(shown, "Đối tượng")[:3] == [
        "Đối tượng dự thi Bảng A là học sinh các trường trung học cơ sở.",
        "Người dự thi Bảng A từ 11 đến 15 tuổi, tính theo năm sinh.",
        "Mỗi người chỉ dự thi một bảng, chọn khi đăng ký; việc đổi bảng do Ban Tổ chức quyết định.",
    ]
    assert article(shown, "Đề thi")[0].startswith("Mỗi đề có 3 câu hỏi")
    other = page(phone_, f"/rules?audience={SERVANTS.id}")
    assert switch(other) == [("Bảng A", False), ("Bảng B", True)]
    assert article(other, "Đối tượng")[0] == "Đối tượng dự thi Bảng B là cán bộ, công chức."
    assert article(other, "Đề thi")[0].startswith("Mỗi đề có 2 câu hỏi")


def test_ones_own_the_le_comes_first(made: Groups, phone_: TestClient) -> None:
    hold(phone_, made.join("A Thui", SERVANTS))
    assert switch(page(phone_, "/rules")) == [("Bảng A", False), ("Bảng B", True)]
    assert switch(page(phone_, f"/rules?audience={PUPILS.id}"))[0] == ("Bảng A", True)


@pytest.mark.parametrize("wanted", ["", "0" * 13, "A", "%00", "ế" * 300, "'"])
def test_an_odd_audience_is_the_first(made: Groups, phone_: TestClient, wanted: str) -> None:
    assert switch(page(phone_, f"/rules?audience={wanted}"))[0] == ("Bảng A", True)


def test_a_plain_contest_has_no_switch(sqlite_database: Database, clock: Clock, phone_: TestClient) -> None:
    world.make()
    clock.set(CLOSES)
    assert switch(page(phone_, "/rules")) == []
