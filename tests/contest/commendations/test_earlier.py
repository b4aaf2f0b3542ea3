"""One prize a person over the weeks of a contest: whose list counts, who moves up, what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import store
from contest.commendations import occasions, service
from contest.commendations.ladders import Ladder
from contest.commendations.rules import Outcome, Step
from contest.commendations.states import Way
from contest.web.database import Database, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_show import page, said
from tests.contest.commendations.world import LADDER, another_round

ONE = Ladder((Step("Nhất", 1, 100_000),), once=True)
TWO = Ladder((Step("Nhất", 1, 100_000), Step("Nhì", 1, 50_000)), once=True)
SCORES = [("An", 15), ("Bích", 14), ("Chi", 13), ("Dũng", 12)]


def weeks(made: Ladder = ONE) -> tuple[world.Prizes, world.Prizes]:
    """Two weeks with the same four people in the same order; neither has a list yet."""
    first = world.closed(SCORES, ladder=made)
    second = another_round(first, SCORES)
    second.ladder(made)
    return first, second


def reasons(made: world.Prizes) -> list[str]:
    """Why somebody in reach is passed over."""
    return [row.reason for row in made.board().rows if row.outcome is Outcome.PASSED]


def test_the_next_one_moves_up(database: Database) -> None:
    first, second = weeks(TWO)
    first.issue()
    assert second.told() == {"An": "passed", "Bích": "passed", "Chi": "Nhất", "Dũng": "Nhì"}
    assert second.draft().total == 150_000


def test_a_draft_passes_nobody_over_only_an_issued_list_does(database: Database) -> None:
    first, second = weeks()
    assert second.told() == {"An": "Nhất"}
    assert second.draft().missing == ("Tuần 1",)
    first.issue()
    assert second.told() == {"An": "passed", "Bích": "Nhất"}
    assert second.draft().missing == ()


def test_earlier_is_what_opened_earlier_whatever_its_number(database: Database) -> None:
    first, second = weeks()
    with writing() as db:
        sooner = {"opens_at": world.OPENS - timedelta(days=7), "closes_at": world.OPENS}
        store.change_rounds(db, [second.round_id], sooner)
    assert second.draft().missing == ()
    assert first.draft().missing == ("Tuần 2",)
    second.issue()
    assert first.told() == {"An": "passed", "Bích": "Nhất"}
    with writing() as db:
        one, other = (occasions.of(db, week.round_id, world.NOW) for week in (first, second))
        assert service.suggested(db, one, world.NOW)[1] == "Tuần 2"
        assert service.suggested(db, other, world.NOW)[1] == ""


def test_the_prize_is_named_as_it_was_on_that_list(database: Database) -> None:
    first, second = weeks(replace(ONE, people=(Step("Giải đặc biệt", 1, 0),)))
    first.issue()
    assert reasons(second) == ["Đã nhận giải đặc biệt tuần 1"]
    # The week's ladder is renamed; the issued list still says what they got.
    first.ladder(replace(ONE, people=(Step("Xuất sắc", 1, 0),)))
    assert reasons(second) == ["Đã nhận giải đặc biệt tuần 1"]
    first.issue("Đổi tên giải")
    assert reasons(second) == ["Đã nhận giải Xuất sắc tuần 1"]


def test_who_lost_the_prize_in_a_new_version_may_have_another(database: Database) -> None:
    first, second = weeks()
    first.issue()
    assert second.told()["An"] == "passed"
    first.remove("An")
    assert second.told()["An"] == "passed", "the old list holds until there is a new one"
    first.issue("Hủy bài vi phạm")
    assert second.told() == {"An": "Nhất"}


def test_of_two_earlier_prizes_the_first_is_the_reason(database: Database) -> None:
    first, second = weeks()
    second.ladder(replace(ONE, once=False))
    first.issue()
    second.issue()
    third = another_round(first, SCORES, number=3)
    third.ladder(ONE)
    assert third.board().rows[0].reason == "Đã nhận giải Nhất tuần 1"
    assert third.told()["Bích"] == "Nhất"


def test_a_list_issued_already_is_not_changed_by_an_earlier_week(database: Database) -> None:
    """The second week was issued first: it stays, and the page says that it is different now."""
    first, second = weeks()
    second.issue()
    first.issue()
    assert second.told() == {"An": "passed", "Bích": "Nhất"}
    assert second.issue("Xét sau tuần 1") == 2


def test_a_tie_with_a_winner_of_before_is_none(database: Database) -> None:
    first = world.closed(SCORES, ladder=ONE)
    first.issue()
    second = another_round(first, [("An", 15), ("Bích", 15)])
    second.ladder(ONE)
    assert second.board().allocation.pending is None
    assert second.told() == {"An": "passed", "Bích": "Nhất"}


def test_a_decision_sleeps_when_one_of_the_group_got_an_earlier_prize(database: Database) -> None:
    first = world.closed([("An", 15), ("Bích", 14), ("Chi", 13)], ladder=ONE)
    second = another_round(first, [("An", 15), ("Bích", 15), ("Chi", 3)])
    second.ladder(ONE)
    second.decide(Way.EQUAL)
    assert second.told() == {"An": "Nhất", "Bích": "Nhất"}
    first.issue()
    assert second.told() == {"An": "passed", "Bích": "Nhất"}
    assert second.draft().total == 100_000


def test_nobody_else_is_left(database: Database) -> None:
    first = world.closed([("An", 15)], ladder=ONE)
    first.issue()
    second = another_round(first, [("An", 15)])
    second.ladder(ONE)
    assert second.told() == {"An": "passed"}
    assert second.board().allocation.unfilled == (1,)
    assert second.issue() == 1


def test_another_contest_is_another_matter(database: Database) -> None:
    first = world.closed(SCORES, ladder=ONE)
    first.issue()
    other = world.closed(SCORES, ladder=ONE, slug="khac")
    assert other.told() == {"An": "Nhất"}
    assert other.draft().missing == ()


@pytest.mark.parametrize("version", [0, 1])
def test_the_page_tells_who_was_passed_over_and_why(organiser: TestClient, version: int) -> None:
    first, second = weeks()
    first.issue()
    second.issue()
    found = page(organiser, second, f"/versions/{version}" if version else "")
    told = said(found)
    assert "Đã nhận giải Nhất tuần 1" in told
    assert told.index("An") < told.index("Bích")


def test_the_page_tells_which_week_has_no_list_yet(organiser: TestClient) -> None:
    first, second = weeks()
    assert "Tuần 1" in said(page(organiser, second))
    before = said(page(organiser, second))
    first.issue()
    after = said(page(organiser, second))
    assert before.count("Tuần 1") > after.count("Tuần 1")


def test_without_the_option_earlier_lists_are_not_even_told(organiser: TestClient) -> None:
    _, second = weeks()
    second.ladder(LADDER)
    assert second.draft().missing == ()
    assert "Đã nhận" not in said(page(organiser, second))
