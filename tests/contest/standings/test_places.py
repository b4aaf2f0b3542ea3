"""The pages of the whole board, over HTTP; the frame for portals refuses the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from contest.app import create_app
from contest.campaigns.states import RoundState
from contest.people import guards
from contest.settings import Settings, use
from contest.standings import hall, present, service
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.standings import world
from tests.contest.standings.stagehand import NOW
from tests.parsed import HTMLParser, attr, text

NOBODY = "0" * 13
BAD = [NOBODY, "abc", "K7Q2M94X0A1BC", "%00" * 13, "'"]
#: What none of the fields takes.
WRONG = ["", "0", "-1", "x", "1.5", "100001", "9" * 40, "%00"]


@pytest.fixture
def browser(database: Database, clock: Clock, tmp_path: Path) -> Iterator[TestClient]:
    """A stranger's browser in the middle of the round."""
    clock.set(NOW)
    app = create_app(use(Settings(tmp_path, "", b"k" * 32)))
    present.forget_boards()
    with TestClient(app, follow_redirects=False) as made:
        yield made
    hall.use_taking_part(None)


@pytest.fixture
def board(browser: TestClient) -> str:
    """A round with 60 people on its board, Người 59 first."""
    given = world.rules()
    round_id = world.make_round(given)
    entries = [
        world.enter(round_id, [f"Người {number}"], folded=f"nguoi {number}")[0] for number in range(60)
    ]
    with writing() as db:
        results = [world.result(entry, 1, -number) for number, entry in enumerate(entries)]
        service.place(db, given, round_id, results)
    return round_id


def got(browser: TestClient, path: str, status: int = 200) -> HTMLParser:
    answer = browser.get(path)
    assert answer.status_code == status, answer.text
    return HTMLParser(answer.text)


def ranks(page: HTMLParser) -> list[str]:
    return [text(one).removeprefix("Hạng").strip() for one in page.css(".places .place")]


def test_from_the_board_to_all_of_it_and_back(browser: TestClient, board: str) -> None:
    seen = got(browser, f"/standings/{board}")
    (way,) = [link.attributes["href"] for link in seen.css("main a") if "Xem cả bảng" in text(link)]
    first_page = got(browser, str(way))
    assert ranks(first_page) == [str(one) for one in range(1, 51)]
    on = f"/standings/{board}/places" + attr(first_page, "nav.pages a[rel=next]", "href")
    second = got(browser, on)
    assert ranks(second) == [str(one) for one in range(51, 61)]
    assert second.css_first("nav.pages a[rel=next]") is None
    assert attr(second, "main > a.big", "href") == f"/standings/{board}"


def scores(page: HTMLParser) -> list[str]:
    return [text(one) for one in page.css(".places .got b")]


def test_one_part_of_a_point_anywhere_and_all_pages_write_points(browser: TestClient, board: str) -> None:
    given = world.rules()
    first = f"/standings/{board}/places"
    assert set(scores(got(browser, first))) == set(scores(got(browser, f"{first}?page=2"))) == {"1/15"}
    (last,) = world.enter(board, ["Người chót"], folded="nguoi chot")
    with writing() as db:
        service.place(db, given, board, [world.result(last, 0, points=50)])
    assert set(scores(got(browser, first))) == {"1"}
    assert scores(got(browser, f"{first}?page=2"))[-1] == "0,5"
    assert set(scores(got(browser, f"{first}?q=nguoi 7"))) == {"1"}
    with writing() as db:
        service.remove(db, board, [last])
    assert set(scores(got(browser, first))) == {"1/15"}


def test_what_was_typed_stays_in_the_field(browser: TestClient, board: str) -> None:
    page = got(browser, f"/standings/{board}/places?q=Người 7")
    assert attr(page, "input[name=q]", "value") == "Người 7"
    assert [text(one) for one in page.css(".places .who b")] == [
        "Người 57",
        "Người 47",
        "Người 37",
        "Người 27",
        "Người 17",
        "Người 7",
    ]
    nobody = got(browser, f"/standings/{board}/places?q=<b>x\u202e")
    assert attr(nobody, "input[name=q]", "value") == "<b>x"
    assert nobody.css(".places") == [] and "Không có ai tên" in text(nobody)


def test_a_browser_that_has_the_page_gets_304(browser: TestClient, board: str) -> None:
    for path in ("places", "places?page=2", "places?q=nguoi 7", "embed"):
        url = f"/standings/{board}/{path}"
        first = browser.get(url)
        again = browser.get(url, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["etag"] == first.headers["etag"]
        assert "Accept-Encoding" in again.headers["vary"]
    assert "Cookie" in browser.get(f"/standings/{board}/places").headers["vary"]


def test_a_page_is_made_once_until_the_board_changes(
    browser: TestClient, board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    rows = present.rows
    monkeypatch.setattr(present, "rows", lambda *given: made.append(1) or rows(*given))
    url = f"/standings/{board}/places"
    tags = {browser.get(url).headers["etag"] for _ in range(3)}
    assert (len(tags), len(made)) == (1, 1)
    (last,) = world.enter(board, ["Người chót"], folded="nguoi chot")
    with writing() as db:
        service.place(db, world.rules(), board, [world.result(last, 0)])
    assert browser.get(url).headers["etag"] not in tags, "it says how many there are"
    present.forget_boards()
    browser.get(url)
    assert len(made) == 3


def test_ones_own_row_is_marked_on_the_page_that_has_it_alone(browser: TestClient, board: str) -> None:
    with writing() as db:
        mine = service.top(db, board, 60)[55].entry_id
    strangers = [browser.get(f"/standings/{board}/places?page={page}").text for page in (1, 2)]
    browser.cookies.set(guards.ENTRY_COOKIE, guards.issue((mine,), "d" * 13))
    own = [browser.get(f"/standings/{board}/places?page={page}").text for page in (1, 2)]
    assert own[0] == strangers[0]
    assert own[1] != strangers[1] and own[1].count("(bạn)") == 1
    browser.cookies.clear()
    assert browser.get(f"/standings/{board}/places?page=2").text == strangers[1]


@pytest.mark.parametrize("wrong", WRONG)
def test_numbers_that_are_none(browser: TestClient, board: str, wrong: str) -> None:
    for path in (f"places?page={wrong}", f"embed?rows={wrong}"):
        answer = browser.get(f"/standings/{board}/{path}")
        assert answer.status_code in (400, 404, 422), path
        assert "Traceback" not in answer.text and "<h1" in answer.text


@pytest.mark.parametrize("bad", BAD)
def test_no_such_round(browser: TestClient, bad: str) -> None:
    for path in ("places", "places?q=thui", "embed"):
        assert browser.get(f"/standings/{bad}/{path}").status_code == 404


def test_a_draft_is_not_there(browser: TestClient) -> None:
    draft = world.make_round(world.rules(), RoundState.DRAFT)
    for path in ("places", "embed"):
        assert browser.get(f"/standings/{draft}/{path}").status_code == 404


def test_nothing_is_posted_there(browser: TestClient, board: str) -> None:
    for path in ("places", "embed"):
        assert browser.post(f"/standings/{board}/{path}").status_code == 405
