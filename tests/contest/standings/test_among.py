"""Boards of one audience: places among its own, as if nobody else were there; nothing of a few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from contest.app import create_app
from contest.campaigns import audiences
from contest.campaigns import service as campaigns
from contest.people import audiences as belonging
from contest.people import guards
from contest.settings import Settings, use
from contest.standings import among, hall, listing, present, service, staging
from contest.standings.pages import PlacesPage
from contest.standings.rules import rank
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.groups import ELDERS, PUPILS, SERVANTS
from tests.contest.standings import world
from tests.contest.standings.stagehand import NOW
from tests.parsed import HTMLParser, first, text

KEYS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("xyz-")), max_size=40)


@given(KEYS)
def test_places_are_those_of_a_board_without_the_others(found: list[tuple[str, str]]) -> None:
    ordered = [(key, f"e{number:02d}", whose) for number, (key, whose) in enumerate(sorted(found))]
    belongs = {entry: whose for _, entry, whose in ordered if whose != "-"}
    made = among.ranked([(key, entry) for key, entry, _ in ordered], belongs)
    assert set(made) == set(belongs.values())
    for whose, board in made.items():
        theirs = [(key, entry) for key, entry, each in ordered if each == whose]
        assert board.entries == tuple(entry for _, entry in theirs)
        assert list(board.ranks) == rank([key for key, _ in theirs])


SIZES = st.dictionaries(st.sampled_from("pqrst"), st.integers(1, 12))


@given(SIZES, st.integers(0, 8), st.integers(1, 9))
def test_no_few_are_told_by_what_is_left(sizes: dict[str, int], nobodys: int, few: int) -> None:
    """From everybody and all boards that are shown nobody can work out a handful of people."""
    total = sum(sizes.values()) + nobodys
    shown = among.told(sizes, total, few)
    left = total - sum(sizes[each] for each in shown)
    assert shown <= set(sizes) and all(sizes[each] >= few for each in shown)
    assert left == 0 or left >= few or not shown
    if not nobodys and all(size >= few for size in sizes.values()):
        assert shown == set(sizes)


@pytest.mark.parametrize(
    ("sizes", "nobodys", "shown"),
    [
        ({"a": 9, "b": 4}, 0, set()),
        ({"a": 9, "b": 5}, 0, {"a", "b"}),
        ({"a": 9, "b": 8, "c": 1}, 0, {"a"}),
        ({"a": 9, "b": 8, "c": 1}, 4, {"a", "b"}),
        ({"a": 9, "b": 8}, 4, {"a"}),
        ({"a": 9}, 0, {"a"}),
        ({"a": 9}, 1, set()),
        ({}, 3, set()),
    ],
)
def test_the_smallest_is_hidden_beside_a_few(sizes: dict[str, int], nobodys: int, shown: set[str]) -> None:
    assert among.told(sizes, sum(sizes.values()) + nobodys, 5) == shown


def test_beside_a_few_the_smaller_board_is_hidden_too(board: Board) -> None:
    """One elder and one of nobody: the whole board without pupils and servants would be these two."""
    with writing() as db:
        service.remove(db, board.round_id, board.entries[14:])
    assert {code: len(board.page(code).rows) for code in "ABC"} in (
        {"A": 6, "B": 0, "C": 0},
        {"A": 0, "B": 6, "C": 0},
    )


def test_where_somebody_stands() -> None:
    board = among.Among(("a", "b", "c"), (1, 1, 3))
    assert among.positions(board, {"c", "a", "z"}) == [0, 2]
    assert among.positions(board, ()) == []


@dataclass
class Board:
    """A round of everybody: pupils first, third …; servants in between; one elder; five of nobody."""

    round_id: str
    entries: list[str]

    def page(self, audience: str, page: int = 1, q: str = "", own: str = "") -> PlacesPage:
        """As a phone sees it."""
        with reading() as db:
            return listing.places(db, self.round_id, [own] if own else (), page, q, NOW, audience)

    def ranks(self, audience: str, **asked: str) -> list[tuple[int, str]]:
        """(rank, name) of the first page."""
        return [(row.rank, row.name) for row in self.page(audience, **asked).rows]  # ty: ignore[invalid-argument-type]


@pytest.fixture
def board(database: Database) -> Board:
    present.forget_boards()
    given = world.rules()
    round_id = world.make_round(given)
    with reading() as db:
        campaign = campaigns.campaign_of(db, round_id) or ""
    with writing() as db:
        audiences.add(db, campaign, (PUPILS, SERVANTS, ELDERS))
    names = [f"Người {number}" for number in range(18)]
    entries = [world.enter(round_id, [name], folded=name.lower().replace("ườ", "uo"))[0] for name in names]
    with writing() as db:
        for number, entry in enumerate(entries[:12]):
            belonging.choose(db, entry, (PUPILS if number % 2 == 0 else SERVANTS).id)
        belonging.choose(db, entries[12], ELDERS.id)
        # The first two pupils have the same, and share a place.
        scores = [0 if number == 2 else number for number in range(18)]
        results = [world.result(entry, 1, score) for entry, score in zip(entries, scores, strict=True)]
        service.place(db, given, round_id, results)
    return Board(round_id, entries)


def test_places_among_one_s_own(board: Board) -> None:
    assert [place for place, _ in board.ranks("A")] == [1, 1, 3, 4, 5, 6]
    assert [place for place, _ in board.ranks("B")] == [1, 2, 3, 4, 5, 6]
    shown = board.page("B")
    assert (shown.people, shown.audience, shown.label) == (6, "B", SERVANTS.label)
    assert [code for code, _ in shown.audiences] == ["A", "B", "C"]


def test_an_audience_of_a_few_has_no_board(board: Board) -> None:
    shown = board.page("C")
    assert (shown.rows, shown.people, shown.few) == ((), 0, 5)


def test_one_s_own_place_beside_the_page(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "ROWS", 2)
    shown = board.page("B", own=board.entries[9])
    assert [row.rank for row in shown.rows] == [1, 2] and shown.pages == 3
    assert [(row.rank, row.own) for row in shown.around] == [(3, False), (4, False), (5, True), (6, False)]
    assert board.page("B", page=9, own=board.entries[9]).around == ()
    assert [row.rank for row in board.page("B", page=9).rows] == [5, 6]
    assert board.page("A", own=board.entries[9]).around == ()


def test_a_name_is_found_among_its_own_alone(board: Board) -> None:
    assert [row.name for row in board.page("B", q="nguoi 3").rows] == ["Người 3"]
    assert board.page("B", q="nguoi 2").rows == ()


def test_who_goes_is_gone_at_once_and_who_moves_within_a_while(board: Board, clock: Clock) -> None:
    assert len(board.page("B").rows) == 6
    with writing() as db:
        service.remove(db, board.round_id, [board.entries[1]])
    after = board.page("B")
    assert [row.rank for row in after.rows] == [1, 2, 3, 4, 5]
    with writing() as db:
        belonging.move(db, board.entries[13], SERVANTS.id)
    with reading() as db:
        later = listing.places(db, board.round_id, (), 1, "", NOW + among.REFRESH, "B")
    assert len(later.rows) == 6


def test_nothing_while_places_are_covered_or_the_board_stands_still(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "covered_now", lambda *_: 3)
    shown = board.page("B")
    assert (shown.rows, shown.people, shown.covered) == ((), 0, 3)
    monkeypatch.undo()
    present.forget_boards()
    with writing() as db:
        view = campaigns.view(db, board.round_id, NOW)
        staging.freeze(db, "staff00000001", view, NOW, is_public=True)
    shown = board.page("B")
    assert shown.frozen == NOW and shown.rows == () and shown.audiences == ()


def test_a_round_of_one_audience_has_no_others(board: Board) -> None:
    with writing() as db:
        audiences.give(db, board.round_id, PUPILS.id, 1)
    assert board.page("").audiences == ()


@pytest.fixture
def browser(board: Board, clock: Clock, tmp_path: Path) -> Iterator[TestClient]:
    """A stranger's browser in the middle of the round."""
    clock.set(NOW)
    app = create_app(use(Settings(tmp_path, "", b"k" * 32)))
    with TestClient(app, follow_redirects=False) as made:
        yield made
    hall.use_taking_part(None)


def test_from_the_board_to_an_audience_and_back(browser: TestClient, board: Board) -> None:
    url = f"/standings/{board.round_id}"
    seen = HTMLParser(browser.get(url).text)
    ways = [link.attributes["href"] for link in seen.css("main nav a")]
    assert ways == [f"{url}/places?audience={code}" for code in "ABC"]
    page = HTMLParser(browser.get(str(ways[1])).text)
    assert SERVANTS.name in text(first(page, "h1"))
    assert text(first(page, "nav [aria-current]")) == text(seen.css("main nav a")[1])
    assert first(page, "input[name=audience]").attributes["value"] == "B"
    assert len(page.css(".places li")) == 6
    few = HTMLParser(browser.get(str(ways[2])).text)
    assert "dưới 5 người" in text(first(few, "main")) and not few.css(".places li")


def test_one_s_own_row_is_marked(browser: TestClient, board: Board) -> None:
    browser.cookies.set(guards.ENTRY_COOKIE, guards.issue((board.entries[3],), "device0000001"))
    page = HTMLParser(browser.get(f"/standings/{board.round_id}/places?audience=B").text)
    assert text(first(page, ".places .own b")) == "Người 3 (bạn)"


@pytest.mark.parametrize("code", ["X", "%F0%9F%98%80", "a", "A" * 99])
def test_an_audience_that_is_not_there(browser: TestClient, board: Board, code: str) -> None:
    answer = browser.get(f"/standings/{board.round_id}/places?audience={code}")
    assert answer.status_code == 404 and "đối tượng" in answer.text


def test_one_read_serves_all_for_a_while(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    real = among._read
    monkeypatch.setattr(among, "_read", lambda *given: read.append(1) or real(*given))
    for _ in range(3):
        board.page("A")
        board.page("B", q="nguoi")
    assert len(read) == 1
    with reading() as db:
        among.of(db, board.round_id, PUPILS.id, NOW + among.REFRESH - timedelta(seconds=1))
        assert len(read) == 1
        among.of(db, board.round_id, PUPILS.id, NOW + among.REFRESH)
    assert len(read) == 2
