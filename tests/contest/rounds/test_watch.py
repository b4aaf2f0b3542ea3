"""`rounds.watch`, `rounds.troubles`: places with numbers, who needs help there, what is done in place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts.states import ContestRole, Role
from contest.attempts import service as attempts
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.rounds import watching
from contest.web.database import to_ms, writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk, deadline
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import attr, first, text

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
PARENTS = {"Lớp 9A": "Trường THCS", "Lớp 9B": "Trường THCS"}
SIZES: dict[str, int | None] = {"Trường THCS": 60, "Lớp 9A": 30, "Lớp 9B": 30, "Thôn 3": None}


@pytest.fixture(autouse=True)
def fresh_reads() -> None:
    watching.forget()


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make())


@pytest.fixture
def school(desk: Desk) -> dict[str, str]:
    """One answers in each class of a school, two in Thôn 3, one nowhere; name → unit."""
    desk.contest.start(desk.contest.join("A Lê").entry_id, OPENS)
    units = world.make_units(SIZES, PARENTS)
    people = (("A Thui", "Lớp 9A"), ("Y Bích", "Lớp 9B"), ("A Nhân", "Thôn 3"), ("Y Thu", "Thôn 3"))
    for name, unit in people:
        desk.contest.start(desk.contest.join(name, units[unit]).entry_id, OPENS)
    return units


def names(page: HTMLParser) -> list[str]:
    return [text(node) for node in page.css(".troubles tbody b")]


def places(page: HTMLParser) -> dict[str, list[str]]:
    """Place → who answers, who needs help, who took part, headcount."""
    rows = page.css(".places tbody tr")
    return {text(row.css("td")[0]): [text(cell) for cell in row.css("td.num")] for row in rows}


def hear(contest: World, entry: str, attempt: str, at: Any) -> None:
    """An answer comes."""
    with writing() as db:
        save_batch(db, [SaveRequest(attempt, (entry,), 1, to_ms(at), (Op(str(at), 1, 1, "x"),))])


# --- places -----------------------------------------------------------------------------------------


def test_by_unit_and_by_place(desk: Desk, school: dict[str, str], clock: Clock) -> None:
    clock.set(OPENS + MINUTE)
    assert places(desk.page("/watch")) == {
        "Lớp 9A, Trường THCS": ["1", "0", "1", "30"],
        "Lớp 9B, Trường THCS": ["1", "0", "1", "30"],
        "Thôn 3": ["2", "0", "2", "chưa có"],
        "Không ghi đơn vị": ["1", "0", "1", "chưa có"],
    }
    assert places(desk.page("/watch?by=place")) == {
        "Trường THCS": ["2", "0", "2", "60"],
        "Thôn 3": ["2", "0", "2", "chưa có"],
        "Không ghi đơn vị": ["1", "0", "1", "chưa có"],
    }


def test_those_in_trouble_come_first_and_a_place_shows_its_own(
    desk: Desk, school: dict[str, str], clock: Clock
) -> None:
    clock.set(OPENS + MINUTE)
    for name, unit in (("A Sa", "Lớp 9A"), ("A Ta", "Thôn 3")):
        desk.contest.start(desk.contest.join(name, school[unit]).entry_id, OPENS + MINUTE)
    clock.set(OPENS + 2 * MINUTE + 30 * SECOND)
    page = desk.page("/watch?by=place")
    assert set(names(page)) == {"A Thui", "Y Bích", "A Nhân", "Y Thu", "A Lê"}
    assert list(places(page)) == ["Thôn 3", "Trường THCS", "Không ghi đơn vị"]
    (link,) = [node for node in page.css(".places a.link") if text(node) == "Trường THCS"]
    here = HTMLParser(desk.browser.get(str(link.attributes["href"])).text)
    assert set(names(here)) == {"A Thui", "Y Bích"}
    assert "Cần giúp ở Trường THCS: 2 người" in text(first(here, "#in-trouble"))
    assert [text(row.css("td")[0]) for row in here.css("tr.here")] == ["Trường THCS"]
    assert f"by=place&at={school['Trường THCS']}" in attr(here, "#troubles", "hx-get")


def test_a_contest_without_a_tree_offers_no_other_way(desk: Desk, clock: Clock) -> None:
    units = world.make_units({"Thôn 3": 10})
    desk.contest.start(desk.contest.join("A Thui", units["Thôn 3"]).entry_id, OPENS)
    page = desk.page("/watch")
    assert not [node for node in page.css("#troubles a") if "by=place" in str(node.attributes["href"])]


@pytest.mark.parametrize("query", ["?by=x", "?by=unit&at=", "?by=place&at=0000000000000"])
def test_what_no_page_links_to_is_the_usual_page(desk: Desk, school: dict[str, str], query: str) -> None:
    assert len(places(desk.page(f"/watch{query}"))) >= 3


@pytest.mark.parametrize("query", ["?at=x", "?at=K7Q2M94X0A1BC", f"?by={'x' * 21}", "?deed=x"])
def test_bad_queries(desk: Desk, query: str) -> None:
    assert desk.browser.get(desk.url(f"/watch{query}")).status_code in (404, 422)


# --- who needs help ---------------------------------------------------------------------------------


def test_the_longest_silent_first_with_the_ways_on(desk: Desk, clock: Clock) -> None:
    for name, minute in (("A Một", 2), ("A Hai", 0), ("A Ba", 1)):
        desk.contest.start(desk.contest.join(name).entry_id, OPENS + minute * MINUTE)
    clock.set(OPENS + 5 * MINUTE)
    page = desk.page("/watch")
    assert names(page) == ["A Hai", "A Ba", "A Một"]
    row = page.css(".troubles tbody tr")[0]
    assert text(row.css(".said")[0]) == "Im lặng 05:00, chưa chọn câu nào"
    assert "05:00" in text(row.css("td.num")[0])
    links = [str(node.attributes["href"]) for node in row.css(".links a")]
    assert links[0].startswith(desk.url("/attempts/"))
    assert "3 người im lặng" in text(first(desk.page(""), "#todo"))


@pytest.mark.parametrize(("seconds", "there"), [(-1, 0), (0, 0), (1, 1)])
def test_two_minutes_at_their_border(desk: Desk, clock: Clock, seconds: int, there: int) -> None:
    entry = desk.contest.join("A").entry_id
    attempt = desk.contest.start(entry, OPENS)
    hear(desk.contest, entry, attempt, OPENS + 30 * SECOND)
    clock.set(OPENS + 30 * SECOND + attempts.SILENT_AFTER + seconds * SECOND)
    assert len(names(desk.page("/watch"))) == there


def test_nobody_needs_help(desk: Desk) -> None:
    page = desk.page("/watch")
    assert "Không ai cần giúp" in text(first(page, ".empty"))
    assert "every 10s" in attr(page, "#troubles", "hx-trigger")


def test_a_closed_round_asks_no_more(desk: Desk, clock: Clock) -> None:
    desk.contest.sit("A Thui", OPENS, right=1)
    clock.set(CLOSES + MINUTE)
    world.work(clock.now)
    page = desk.page("/watch")
    assert page.css_first("#troubles[hx-get]") is None or "every" in attr(page, "#troubles", "hx-trigger")


# --- in place ---------------------------------------------------------------------------------------


def test_one_tap_gives_five_minutes_and_says_so(desk: Desk, clock: Clock) -> None:
    attempt = desk.contest.start(desk.contest.join("A Thui").entry_id, OPENS)
    before = deadline(attempt)
    clock.set(OPENS + 5 * MINUTE)
    form = first(desk.page("/watch?by=place"), ".troubles form")
    fields = {
        str(node.attributes["name"]): str(node.attributes["value"]) for node in form.css("input[type=hidden]")
    }
    answers = [desk.browser.post(str(form.attributes["action"]), data=fields) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {303}, "two taps are one deed"
    assert deadline(attempt) == before + 5 * MINUTE
    assert answers[0].headers["location"] == desk.url(f"/watch?by=place&deed={fields['once']}")
    page = HTMLParser(desk.browser.get(answers[0].headers["location"]).text)
    assert "Đã thêm 5 phút cho A Thui" in text(first(page, ".banner")).replace("\u00a0", " ")
    assert attr(page, ".banner a", "href") == desk.url(f"/extra?deed={fields['once']}")
    assert "Thêm 5 phút" in text(first(desk.page("/timeline"), "main")).replace("\u00a0", " ")


def test_a_tap_that_comes_too_late_is_told(desk: Desk, clock: Clock) -> None:
    entry = desk.contest.join("A Thui").entry_id
    attempt = desk.contest.start(entry, OPENS)
    clock.set(OPENS + 5 * MINUTE)
    form = first(desk.page("/watch"), ".troubles form")
    fields = {
        str(node.attributes["name"]): node.attributes["value"] for node in form.css("input[type=hidden]")
    }
    desk.contest.hand_in(entry, attempt, clock.now)
    answer = desk.browser.post(str(form.attributes["action"]), data=fields)
    assert answer.status_code == 409
    assert "không có ai" in text(first(HTMLParser(answer.text), "[role=alert], .banner"))


@pytest.mark.parametrize("back", ["x", "//evil", "watch"])
def test_the_way_back_is_no_address(desk: Desk, back: str) -> None:
    desk.contest.start(desk.contest.join("A Thui").entry_id, OPENS)
    answer = desk.fill("/extra", scope="all", minutes="5", back=back)
    assert answer.status_code == 422


def test_a_place_gets_time_as_a_whole(desk: Desk, school: dict[str, str], clock: Clock) -> None:
    clock.set(OPENS + MINUTE)
    page = desk.page("/watch?by=place")
    row = next(row for row in page.css(".places tbody tr") if text(row.css("td")[0]) == "Trường THCS")
    address = str(row.css(".links a")[0].attributes["href"])
    form = HTMLParser(desk.browser.get(address).text)
    assert form.css_first("input[name=scope][value=unit][checked]") is not None
    chosen = first(form, "#unit option[selected]")
    assert text(chosen) == "Trường THCS: 2 người đang làm"
    answer = desk.fill("/extra", scope="unit", unit=str(chosen.attributes["value"]), minutes="7")
    assert answer.status_code == 303
    told = HTMLParser(desk.browser.get(answer.headers["location"]).text)
    assert "cho 2 người: Trường THCS" in text(first(told, "#given")).replace("\u00a0", " ")


# --- who may, and how much it costs -----------------------------------------------------------------


def test_who_may(viewer: TestClient, clock: Clock) -> None:
    contest = world.make()
    for path in ("/watch", "/troubles"):
        assert viewer.get(f"/rounds/{contest.round_id}{path}").status_code == 403
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.PROCTOR)
    for path in ("/watch", "/troubles"):
        assert viewer.get(f"/rounds/{contest.round_id}{path}").status_code == 200


@pytest.mark.parametrize(("who", "said"), [("viewer", "Xem bài"), ("organiser", "Xem, cho thi lại")])
def test_only_who_may_judge_is_sent_to_do_so(
    request: pytest.FixtureRequest, clock: Clock, who: str, said: str
) -> None:
    request.getfixturevalue("viewer")
    browser: TestClient = request.getfixturevalue(who)  # one browser: who logs in last
    contest = world.make()
    contest.start(contest.join("A Thui").entry_id, OPENS)
    clock.set(OPENS + 5 * MINUTE)
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.PROCTOR)
    page = HTMLParser(browser.get(f"/rounds/{contest.round_id}/watch").text)
    assert text(first(page, ".troubles .links a")) == said


@pytest.mark.parametrize("path", ["/watch", "/troubles"])
def test_a_stranger_bad_ids_and_wrong_method(
    app_client: TestClient, organiser: TestClient, clock: Clock, path: str
) -> None:
    contest = world.make()
    assert organiser.get(f"/rounds/{'0' * 13}{path}").status_code == 404
    assert organiser.get(f"/rounds/abc{path}").status_code == 404
    assert organiser.post(f"/rounds/{contest.round_id}{path}").status_code == 405


def test_the_page_and_the_fragment_are_one_file(desk: Desk, school: dict[str, str], clock: Clock) -> None:
    clock.set(OPENS + 5 * MINUTE)
    whole, part = desk.page("/watch"), desk.page("/troubles")
    assert names(whole) == names(part) and places(whole) == places(part)
    assert part.css_first("nav") is None


def test_the_number_of_statements_does_not_grow(desk: Desk, clock: Clock) -> None:
    counted = []
    for count in (1, 20):
        for number in range(count):
            desk.contest.start(desk.contest.join(f"A {count} {number}").entry_id, OPENS)
        clock.set(OPENS + 5 * MINUTE)
        with statements() as said:
            desk.page("/watch")
        counted.append(len(said))
    assert counted[0] == counted[1]


def test_desks_that_ask_together_read_once(desk: Desk, school: dict[str, str], clock: Clock) -> None:
    """What is read of attempts and answers; who is logged in and names are each desk's own."""

    def heavy() -> list[str]:
        with statements() as said:
            desk.page("/troubles")
        return [one for one in said if "FROM attempt" in one or "FROM answer_event" in one]

    clock.set(OPENS + 5 * MINUTE)
    assert heavy()
    clock.move(seconds=3)
    assert not heavy()
    clock.move(seconds=2)
    again = heavy()
    assert again and not any("count(*)" in one and "DISTINCT" in one for one in again), (
        "who took part is kept"
    )
    clock.move(seconds=30)
    assert len(heavy()) == len(again) + 1


def test_after_a_deed_the_page_is_new(desk: Desk, clock: Clock) -> None:
    entry = desk.contest.join("A Thui").entry_id
    attempt = desk.contest.start(entry, OPENS)
    clock.set(OPENS + 5 * MINUTE)
    assert names(desk.page("/troubles")) == ["A Thui"]
    desk.contest.hand_in(entry, attempt, clock.now)
    assert names(desk.page("/watch")) == []
    assert names(desk.page("/troubles")) == [], "and so is what it asks next"
