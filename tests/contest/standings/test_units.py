"""The page of all units by a measure, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from fastapi.testclient import TestClient

from contest.app import create_app
from contest.campaigns import prizes
from contest.campaigns.prizes import Promised
from contest.campaigns.states import RoundState
from contest.people import guards
from contest.people import service as people
from contest.settings import Settings, use
from contest.standings import hall, present, service, unit_listing
from contest.units import service as units
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.selects import selects
from tests.contest.standings import world
from tests.contest.standings.stagehand import NOW
from tests.parsed import HTMLParser, attr, text

NOBODY = "0" * 13
BAD = [NOBODY, "abc", "K7Q2M94X0A1BC", "%00" * 13, "'"]
WRONG_PAGES = ["", "0", "-1", "x", "1.5", "100001", "9" * 40, "%00"]
WRONG_MEASURES = ["x", "NUMBER", "won", "number ", "%00", "'", "9" * 400, "tỷ lệ", "rate;drop"]
MEASURES = ("number", "rate", "mean", "points")
#: Unit → headcount, how many took part, right answers of each.
PLACES: dict[str, tuple[int | None, int, int]] = {
    "Thôn 1": (40, 8, 4),
    "Thôn 2": (10, 6, 9),
    "Thôn 3": (None, 7, 5),
    "Thôn 4": (20, 4, 15),
}
SMALL = {"Nhỏ": (4, 4, 15)}


@pytest.fixture
def browser(database: Database, clock: Clock, tmp_path: Path) -> Iterator[TestClient]:
    """A stranger's browser in the middle of the round."""
    clock.set(NOW)
    app = create_app(use(Settings(tmp_path, "", b"k" * 32)))
    present.forget_boards()
    prizes.use_prizes(None)
    with TestClient(app, follow_redirects=False) as made:
        yield made
    hall.use_taking_part(None)
    present.forget_boards()


@pytest.fixture
def board(browser: TestClient) -> str:
    """A round with four units on its board, and one that is too small."""
    return filled(PLACES | SMALL)


def filled(places: Mapping[str, tuple[int | None, int, int]], slug: str = "cds") -> str:
    given = world.rules()
    round_id = world.make_round(given, slug=slug)
    ids = world.make_units({name: size for name, (size, _, _) in places.items()})
    for name, (_, count, right) in places.items():
        entries = world.enter(round_id, [f"{name} {number}" for number in range(count)], unit=ids[name])
        with writing() as db:
            service.place(db, given, round_id, [world.result(entry, right) for entry in entries])
    return round_id


def got(browser: TestClient, path: str, status: int = 200) -> HTMLParser:
    answer = browser.get(path)
    assert answer.status_code == status, answer.text
    return HTMLParser(answer.text)


def told(page: HTMLParser) -> list[tuple[str, str, str, str]]:
    """(rank, unit, figure, note) of each row."""
    return [
        (
            text(row.css(".place")[0]).removeprefix("Hạng").strip(),
            text(row.css(".who b")[0]),
            text(row.css(".got b")[0]).replace("\xa0", " "),
            " ".join(text(one) for one in row.css(".who small")).replace("\xa0", " "),
        )
        for row in page.css(".places li")
    ]


def test_by_each_measure(browser: TestClient, board: str) -> None:
    root = f"/standings/{board}/units?by="
    assert told(got(browser, f"{root}number")) == [
        ("1", "Thôn 1", "8 người", "20,0% trên 40 người"),
        ("2", "Thôn 3", "7 người", "chưa có quân số"),
        ("3", "Thôn 2", "6 người", "60,0% trên 10 người"),
        ("4", "Thôn 4", "4 người", "20,0% trên 20 người"),
    ]
    by_rate = told(got(browser, f"{root}rate"))
    assert by_rate[0] == ("1", "Thôn 2", "60,0%", "6 trên 10 người")
    assert {(row[0], row[1]) for row in by_rate[1:]} == {("2", "Thôn 1"), ("2", "Thôn 4")}
    assert told(got(browser, f"{root}mean")) == [
        ("1", "Thôn 2", "9,00", "6 người dự thi"),
        ("2", "Thôn 3", "5,00", "7 người dự thi"),
        ("3", "Thôn 1", "4,00", "8 người dự thi"),
    ]
    assert told(got(browser, f"{root}points")) == [
        ("1", "Thôn 2", "54", "6 người dự thi"),
        ("2", "Thôn 3", "35", "7 người dự thi"),
        ("3", "Thôn 1", "32", "8 người dự thi"),
    ]


def test_who_stands_nowhere_is_told_why(browser: TestClient, board: str) -> None:
    by_rate = text(got(browser, f"/standings/{board}/units?by=rate").css("main")[0]).replace("\xa0", " ")
    assert "1 đơn vị có người dự thi nhưng chưa có quân số" in by_rate
    for measure in ("mean", "points"):
        page = text(got(browser, f"/standings/{board}/units?by={measure}").css("main")[0])
        assert "dưới 5 người dự thi không được xếp theo điểm" in page.replace("\xa0", " ")
    for measure in MEASURES:
        page = got(browser, f"/standings/{board}/units?by={measure}")
        assert "quân số dưới 5 người" in text(page.css("main")[0]).replace("\xa0", " ")
        assert "Nhỏ" not in [row[1] for row in told(page)]


def test_without_any_headcount_the_rate_is_said_to_be_unknown(browser: TestClient) -> None:
    round_id = filled({"Thôn 1": (None, 6, 3)})
    page = got(browser, f"/standings/{round_id}/units?by=rate")
    assert told(page) == [] and "đều chưa có quân số" in text(page.css("main")[0])


def chosen(page: HTMLParser) -> list[str]:
    return [text(one) for one in page.css("nav.measures > *")]


def test_one_chooses_between_four_measures(browser: TestClient, board: str) -> None:
    page = got(browser, f"/standings/{board}/units")
    assert chosen(page) == ["Số người dự thi", "Tỷ lệ tham gia", "Điểm trung bình", "Tổng điểm"]
    assert text(page.css("nav.measures [aria-current]")[0]) == "Số người dự thi"
    assert told(page) == told(got(browser, f"/standings/{board}/units?by=number"))
    for way in [str(link.attributes["href"]) for link in page.css("nav.measures a")]:
        there = got(browser, way)
        assert way.endswith(f"by={dict(zip(chosen(page), MEASURES, strict=True))[current(there)]}")
        assert len(there.css("nav.measures a")) == 3


def current(page: HTMLParser) -> str:
    return text(page.css("nav.measures [aria-current]")[0])


def test_what_has_prizes_comes_first(browser: TestClient, board: str) -> None:
    apart = "Đơn vị có nhiều người đúng hết hơn được xét trước."
    given = Promised(measures=("won", "mean", "rate"), mean_least=7, apart=apart)
    prizes.use_prizes(lambda db, view: given)
    page = got(browser, f"/standings/{board}/units")
    assert chosen(page) == ["Tỷ lệ tham gia", "Điểm trung bình", "Số người dự thi", "Tổng điểm"]
    assert current(page) == "Tỷ lệ tham gia" and apart in text(page.css("main")[0])
    by_mean = got(browser, f"/standings/{board}/units?by=mean")
    assert [row[1] for row in told(by_mean)] == ["Thôn 3", "Thôn 1"], "the list of prizes asks for seven"
    by_points = got(browser, f"/standings/{board}/units?by=points")
    assert len(told(by_points)) == 3
    prizes.use_prizes(None)


def test_from_the_board_and_the_whole_board_and_back(browser: TestClient, board: str) -> None:
    for path in (f"/standings/{board}", f"/standings/{board}/places"):
        ways = [str(link.attributes["href"]) for link in got(browser, path).css("main a")]
        assert f"/standings/{board}/units" in ways, path
    page = got(browser, f"/standings/{board}/units")
    assert attr(page, "main > a.big", "href") == f"/standings/{board}"


def test_a_contest_without_units_has_no_way_there(browser: TestClient) -> None:
    round_id = filled({})
    for path in (f"/standings/{round_id}", f"/standings/{round_id}/places"):
        assert "/units" not in str(got(browser, path).html), path
    assert "Chưa có đơn vị nào" in text(got(browser, f"/standings/{round_id}/units"))


def test_fifty_a_page(browser: TestClient) -> None:
    round_id = filled({f"Thôn {number:03}": (100, 1 + number % 2, 3) for number in range(120)})
    url = f"/standings/{round_id}/units"
    pages = [got(browser, f"{url}?page={page}&by=number") for page in (1, 2, 3)]
    assert [len(told(page)) for page in pages] == [50, 50, 20]
    assert [row[0] for page in pages for row in told(page)] == ["1"] * 60 + ["61"] * 60
    assert len({row[1] for page in pages for row in told(page)}) == 120
    on = attr(pages[0], "nav.pages a[rel=next]", "href")
    assert parse_qs(on.removeprefix("?")) == {"by": ["number"], "page": ["2"]}
    assert told(got(browser, f"{url}?page=99")) == told(pages[2])


def test_as_many_statements_for_many_units_as_for_few(browser: TestClient, database: Database) -> None:
    rounds = [
        filled({f"Thôn {size}-{number}": (100, 1, 3) for number in range(size)}, slug=f"cds-{size}")
        for size in (3, 49)
    ]
    seen, asked = selects(database), []
    for round_id in rounds:
        seen.clear()
        got(browser, f"/standings/{round_id}/units")
        asked.append(len(seen))
    assert asked[0] == asked[1] > 0


def test_a_browser_that_has_the_page_gets_304(browser: TestClient, board: str) -> None:
    for measure in MEASURES:
        url = f"/standings/{board}/units?by={measure}"
        first = browser.get(url)
        again = browser.get(url, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert "Cookie" in first.headers["vary"] and first.headers["cache-control"] == "private, no-cache"


def test_a_page_is_made_once_until_the_board_changes(
    browser: TestClient, board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    ranked = unit_listing.ranked
    monkeypatch.setattr(unit_listing, "ranked", lambda *given: made.append(1) or ranked(*given))
    url = f"/standings/{board}/units"
    assert len({browser.get(url).headers["etag"] for _ in range(3)}) == len(made) == 1
    (entry,) = world.enter(board, ["Người chót"], unit=unit_of(board, "Thôn 4"))
    with writing() as db:
        service.place(db, world.rules(), board, [world.result(entry, 2)])
    assert ("4", "Thôn 4", "5 người", "25,0% trên 20 người") in told(got(browser, url))
    assert len(made) == 2


def unit_of(round_id: str, name: str) -> str:
    with reading() as db:
        names = units.names(db, service.participation(db, round_id))
    return next(unit_id for unit_id, called in names.items() if called == name)


def test_ones_own_unit_is_marked_and_kept_for_all_of_it(
    browser: TestClient, board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    ranked = unit_listing.ranked
    monkeypatch.setattr(unit_listing, "ranked", lambda *given: made.append(1) or ranked(*given))
    url = f"/standings/{board}/units"
    stranger = browser.get(url).text
    (*mates, small) = [*people_of(board, "Thôn 3")[:2], people_of(board, "Nhỏ")[0]]
    for mate in mates:
        browser.cookies.set(guards.ENTRY_COOKIE, guards.issue((mate,), "d" * 13))
        assert [text(one) for one in got(browser, url).css(".places .own .who b")] == ["Thôn 3"]
    browser.cookies.set(guards.ENTRY_COOKIE, guards.issue((small,), "d" * 13))
    assert browser.get(url).text == stranger
    assert len(made) == 2, "once for strangers, once for all of a unit"


def people_of(round_id: str, unit: str) -> list[str]:
    with reading() as db:
        found = people.units_of(db, [one.entry_id for one in service.every(db, round_id)])
    wanted = unit_of(round_id, unit)
    return [entry_id for entry_id, unit_id in found.items() if unit_id == wanted]


@pytest.mark.parametrize("wrong", WRONG_PAGES)
def test_numbers_that_are_none(browser: TestClient, board: str, wrong: str) -> None:
    answer = browser.get(f"/standings/{board}/units?page={wrong}")
    assert answer.status_code in (400, 404, 422)
    assert "Traceback" not in answer.text and "<h1" in answer.text


@pytest.mark.parametrize("wrong", WRONG_MEASURES)
def test_measures_that_are_none(browser: TestClient, board: str, wrong: str) -> None:
    answer = browser.get(f"/standings/{board}/units", params={"by": wrong})
    assert answer.status_code == 404 and "Không có cách xếp đơn vị như vậy" in answer.text


@pytest.mark.parametrize("bad", BAD)
def test_no_such_round(browser: TestClient, bad: str) -> None:
    assert browser.get(f"/standings/{bad}/units?by=mean").status_code == 404


def test_a_draft_is_not_there(browser: TestClient) -> None:
    draft = world.make_round(world.rules(), RoundState.DRAFT)
    assert browser.get(f"/standings/{draft}/units").status_code == 404


def test_nothing_is_posted_there(browser: TestClient, board: str) -> None:
    assert browser.post(f"/standings/{board}/units").status_code == 405
