"""The whole public board: pages of it, who is called so, its beginning for other sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest import entropy
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.errors import NotFound
from contest.people import public_search
from contest.ruleset.rules import Ruleset
from contest.standings import counting_store, listing, present, service, staging
from contest.standings.pages import EmbedPage, PlacesPage
from contest.units.rules import fold
from contest.web.database import Database, reading, writing
from tests.contest.standings import world

DURING = world.OPENS + timedelta(hours=1)
AFTER = world.CLOSES + timedelta(minutes=1)
STAFF = "staff00000001"


@pytest.fixture(autouse=True)
def fresh_boards() -> Iterator[None]:
    present.forget_boards()
    yield
    present.forget_boards()


def enter(round_id: str, *names: str, **person: Any) -> list[str]:
    """People who are found by their names, as the real door stores them."""
    return [world.enter(round_id, [name], folded=fold(name), **person)[0] for name in names]


def put(round_id: str, entries: list[str], rights: list[int], rules: Ruleset | None = None) -> None:
    with writing() as db:
        results = [world.result(entry, right) for entry, right in zip(entries, rights, strict=True)]
        service.place(db, rules or world.rules(), round_id, results)


def crowd(round_id: str, people: int) -> list[str]:
    """So many, two and two with as many right."""
    entries = enter(round_id, *(f"Người {number:03}" for number in range(people)))
    put(round_id, entries, [1 + (people - number) // 2 for number in range(people)])
    return entries


def close(round_id: str) -> None:
    with writing() as db:
        campaigns.set_state(db, round_id, RoundState.READY, RoundState.CLOSING)
        campaigns.set_state(db, round_id, RoundState.CLOSING, RoundState.CLOSED)


def page(round_id: str, number: int = 1, q: str = "", own: str = "", at: datetime = DURING) -> PlacesPage:
    with reading() as db:
        return listing.places(db, round_id, (own,) if own else (), number, q, at)


def embedded(round_id: str, rows: int = 10, at: datetime = DURING) -> EmbedPage:
    with reading() as db:
        return listing.embedded(db, round_id, rows, at)


def names(shown: PlacesPage) -> list[str]:
    return [row.name for row in shown.rows]


# --- a page at a time -----------------------------------------------------------------------------


def test_every_page_follows_the_last_and_ends_with_the_last_of_all(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting_store, "MOST", 4)
    round_id = world.make_round(world.rules())
    entries = crowd(round_id, 120)
    pages = [page(round_id, number, own=entries[60]) for number in (1, 2, 3)]
    assert [len(one.rows) for one in pages] == [50, 50, 20]
    assert {(one.pages, one.people) for one in pages} == {(3, 120)}
    together = [row for one in pages for row in one.rows]
    with reading() as db:
        whole = [(one.rank, one.entry_id) for one in service.every(db, round_id)]
    assert [row.rank for row in together] == [rank for rank, _ in whole]
    assert [row.own for row in together] == [entry == entries[60] for _, entry in whole]
    assert page(round_id, 99).page == 3, "beyond the last page it is the last"


def test_a_page_in_the_middle_reads_no_further_back_than_its_block(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counting through all that stand before would make the last page of a large board slow."""
    monkeypatch.setattr(counting_store, "MOST", 4)
    round_id = world.make_round(world.rules())
    crowd(round_id, 40)
    with reading() as db:
        for offset in range(41):
            _, before = counting_store.holding(db, round_id, offset)
            assert 0 <= offset - before <= 4, offset


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rights=st.lists(st.integers(0, 4), max_size=30), size=st.integers(1, 7))
def test_pages_are_the_board_cut_into_pieces(sqlite_database: Database, rights: list[int], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting_store, "MOST", 3)
        round_id = world.make_round(world.rules(), slug=entropy.new_id())
        put(round_id, enter(round_id, *(f"N {number}" for number in range(len(rights)))), rights)
        with reading() as db:
            whole = list(service.every(db, round_id))
            cut = [one for at in range(0, 31, size) for one in service.table(db, round_id, at, size)]
    assert cut == whole


# --- by name --------------------------------------------------------------------------------------


def test_somebody_is_found_without_marks_with_the_right_place(database: Database) -> None:
    round_id = world.make_round(world.rules())
    entries = enter(round_id, "Y Thu Hằng", "Đặng Quý", "A Thui", "Y Hằng")
    put(round_id, entries, [5, 9, 7, 7])
    assert [(row.rank, row.name) for row in page(round_id, q="hang").rows] == [
        (2, "Y Hằng"),
        (4, "Y Thu Hằng"),
    ]
    assert names(page(round_id, q="ĐẶNG quy")) == ["Đặng Quý"]
    assert names(page(round_id, q="thui a")) == ["A Thui"]
    (own,) = page(round_id, q="thui", own=entries[2]).rows
    assert own.own and own.rank == 2
    assert names(page(round_id, q="hung")) == []


def test_a_name_that_may_not_be_shown_is_not_found(database: Database) -> None:
    """Or else anybody could ask whether somebody took part, and what they got."""
    round_id = world.make_round(world.rules())
    child = enter(round_id, "Lê Thị Nhung", birth_year=2013)
    hidden = enter(round_id, "Trần Văn Kín", publish=False)
    put(round_id, [*child, *hidden], [9, 8])
    for asked in ("nhung", "le thi nhung", "thi", "kin", "tran", "khong cong bo ten", "cong bo"):
        assert names(page(round_id, q=asked)) == [], asked
    assert names(page(round_id, q="lê t")) == ["Lê T. N."], "what is shown may be found"


def test_who_is_off_the_board_is_not_found(database: Database) -> None:
    round_id = world.make_round(world.rules())
    entries = enter(round_id, "A Thui", "A Thuin")
    put(round_id, entries[:1], [3])
    assert names(page(round_id, q="thui")) == ["A Thui"]
    with writing() as db:
        service.remove(db, round_id, entries[:1])
    assert names(page(round_id, q="thui")) == []


def test_too_many_of_one_name_are_said_to_be_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_search, "MOST", 3)
    monkeypatch.setattr(listing, "ROWS", 2)
    round_id = world.make_round(world.rules())
    put(round_id, enter(round_id, *(f"Nguyễn {number}" for number in range(3))), [1, 2, 3])
    assert not page(round_id, q="nguyen 1").more
    shown = page(round_id, q="nguyen")
    assert names(shown) == ["Nguyễn 2", "Nguyễn 1"] and shown.more
    put(round_id, enter(round_id, "Nguyễn 4"), [4])
    assert page(round_id, q="nguyen").more


@pytest.mark.parametrize("asked", ["%", "_", "\\", "'", '"', "...", "\u202e", "a" * 80, "*"])
def test_what_is_no_name_finds_nobody(sqlite_database: Database, asked: str) -> None:
    round_id = world.make_round(world.rules())
    put(round_id, enter(round_id, "A Thui"), [3])
    assert names(page(round_id, q=asked)) == []


# --- what is not public yet -----------------------------------------------------------------------


@pytest.mark.parametrize("at", [world.OPENS - timedelta(hours=1), DURING, AFTER])
def test_a_closed_board_tells_nothing(sqlite_database: Database, at: datetime) -> None:
    round_id = world.make_round(world.PREDICTING)
    before = (page(round_id, at=at), page(round_id, q="thui", at=at), embedded(round_id, at=at))
    put(round_id, enter(round_id, "A Thui"), [9], world.PREDICTING)
    assert (page(round_id, at=at), page(round_id, q="thui", at=at), embedded(round_id, at=at)) == before
    assert not before[0].shown and before[0].people == 0


def test_covered_places_are_in_no_list(database: Database) -> None:
    round_id = world.make_round(world.rules())
    entries = enter(round_id, "A Thui", "Y Hằng", "A Thuin")
    put(round_id, entries, [9, 8, 7])
    close(round_id)
    with writing() as db:
        staging.cover(db, STAFF, campaigns.view(db, round_id, AFTER), 1, AFTER)
    shown = page(round_id, at=AFTER)
    assert [(row.rank, row.name) for row in shown.rows] == [(2, "Y Hằng"), (3, "A Thuin")]
    assert shown.covered == 1
    assert names(page(round_id, q="thui", at=AFTER)) == ["A Thuin"]
    assert [row.rank for row in embedded(round_id, at=AFTER).board.rows] == [2, 3]


def test_a_board_that_stands_still_has_no_more_pages(database: Database) -> None:
    round_id = world.make_round(world.rules())
    put(round_id, enter(round_id, "A Thui"), [9])
    with writing() as db:
        staging.freeze(db, STAFF, campaigns.view(db, round_id, DURING), DURING, is_public=True)
    put(round_id, enter(round_id, "Y Hằng"), [10])
    for shown in (page(round_id), page(round_id, q="hang")):
        assert (shown.rows, shown.frozen, shown.people) == ((), DURING, 1)
    assert [row.name for row in embedded(round_id).board.rows] == ["A Thui"]


def test_a_draft_does_not_exist(sqlite_database: Database) -> None:
    round_id = world.make_round(world.rules(), RoundState.DRAFT)
    for wrong in (round_id, "khongcovong00"):
        with pytest.raises(NotFound):
            page(wrong)
        with pytest.raises(NotFound):
            embedded(wrong)


def test_a_frame_has_so_many_rows_and_is_nobodys_own(database: Database) -> None:
    round_id = world.make_round(world.rules())
    crowd(round_id, 12)
    shown = embedded(round_id, 3)
    assert len(shown.board.rows) == 3 and shown.board.people == 12
    assert not any(row.own for row in shown.board.rows) and shown.board.around == ()
