"""A round that is made like one for people who were selected: who may take part in the new one, and that the
page says so. On both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import editing
from contest.planning import audiences, following, making, service
from contest.planning.states import Group
from contest.ruleset.selection import Border, By, Selection
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.halves import STAFF, A, B, add, copy, give, view

BEST = Selection(round=1, by=By.RATE, places=3, border=Border.DECIDE, public=False)


@pytest.fixture
def draft(database: Database, clock: Clock) -> str:
    plans.fill_bank()
    return plans.make(clock.now, base="weekly")


def week(made: str, clock: Clock) -> str:
    last = plans.loaded(made, clock.now).alike[-1].id
    with writing() as db:
        return service.add_week(db, STAFF, made, last, clock.now)


def select(round_id: str, selection: Selection | None) -> None:
    with writing() as db:
        editing.set_selection(db, round_id, selection)


def origins(round_id: str, clock: Clock) -> list[int | None]:
    """By which round each one is selected, in their order."""
    rounds = plans.loaded(round_id, clock.now).rounds
    return [each.selection.round if each.selection else None for each in rounds]


# --- the next week ----------------------------------------------------------------------------------


def test_the_next_week_is_selected_one_round_later(draft: str, clock: Clock) -> None:
    second = week(draft, clock)
    select(second, BEST)
    week(draft, clock)
    week(draft, clock)
    assert origins(draft, clock) == [None, 1, 2, 3]
    last = plans.loaded(draft, clock.now).rounds[-1]
    assert last.selection == BEST.model_copy(update={"round": 3}), "all the rest is as it was"


def test_a_week_behind_one_for_everybody_is_for_everybody(draft: str, clock: Clock) -> None:
    week(draft, clock)
    assert origins(draft, clock) == [None, None]


def test_a_round_two_before_stays_two_before(draft: str, clock: Clock) -> None:
    week(draft, clock)
    select(week(draft, clock), BEST)
    week(draft, clock)
    assert origins(draft, clock) == [None, None, 1, 2]


def test_numbers_of_another_audience_are_in_nobodys_way(draft: str, clock: Clock) -> None:
    pupils, servants = add(draft, A, clock), add(draft, B, clock)
    give(draft, pupils, clock)
    copy(draft, servants, clock)
    second = week(draft, clock)
    select(second, BEST)
    week(draft, clock)
    assert origins(draft, clock) == [None, None, 1, 3], "of Bảng A, past the one of Bảng B"


def test_where_the_round_that_selects_would_not_be_over_everybody_may_come(draft: str, clock: Clock) -> None:
    second, third = week(draft, clock), week(draft, clock)
    ends = view(third, clock)
    window = ends.opens_at, ends.closes_at + timedelta(days=9)
    with writing() as db:
        service.campaigns.set_window(db, second, *window)
    select(third, BEST)
    found = plans.loaded(draft, clock.now)
    assert following.told(found).startswith(f"{found.alike[-1].name} dành cho người được chọn")
    week(draft, clock)
    assert origins(draft, clock) == [None, None, 1, None]


# --- a copy for an audience -------------------------------------------------------------------------


def pair(draft: str, clock: Clock) -> tuple[str, str, str]:
    """Bảng A has two rounds, the second for those selected in the first; the second, and both audiences."""
    pupils, servants = add(draft, A, clock), add(draft, B, clock)
    give(draft, pupils, clock)
    second = week(draft, clock)
    select(second, BEST)
    return second, pupils, servants


def copied(source: str, audience: str, clock: Clock) -> str:
    last = plans.loaded(source, clock.now).rounds[-1].id
    with writing() as db:
        return audiences.copy(db, STAFF, source, source, audience, last, clock.now)


def test_a_copy_for_another_audience_is_selected_in_their_round_of_the_same_place(
    draft: str, clock: Clock
) -> None:
    second, _, servants = pair(draft, clock)
    first = copied(draft, servants, clock)
    made = view(copied(second, servants, clock), clock)
    assert made.selection == BEST.model_copy(update={"round": view(first, clock).number})


def test_a_copy_for_the_same_audience_is_selected_in_the_same_round(draft: str, clock: Clock) -> None:
    second, pupils, _ = pair(draft, clock)
    assert view(copied(second, pupils, clock), clock).selection == BEST


def test_without_such_a_round_everybody_of_the_audience_may_come(draft: str, clock: Clock) -> None:
    second, _, servants = pair(draft, clock)
    made = copied(second, servants, clock)
    assert view(made, clock).selection is None
    with writing() as db:
        assert audiences.is_opened(db, second, made, clock.now)
        assert not audiences.is_opened(db, draft, made, clock.now)


# --- a copy of the whole ----------------------------------------------------------------------------


def test_a_copied_contest_selects_as_before(draft: str, clock: Clock) -> None:
    select(week(draft, clock), BEST)
    made = plans.make(clock.now, base=making.COPY + draft)
    assert origins(made, clock) == [None, 1]


def test_numbers_follow_the_rounds_that_are_there(draft: str, clock: Clock) -> None:
    week(draft, clock)
    rounds = plans.loaded(draft, clock.now).rounds
    apart = [service.replace(each, number=number) for each, number in zip(rounds, (3, 7), strict=True)]
    renumbered = following.renumbered(BEST.model_copy(update={"round": 7}), apart)
    assert renumbered is not None and renumbered.round == 2
    assert following.renumbered(BEST, apart) is None
    assert following.renumbered(None, apart) is None


# --- the pages --------------------------------------------------------------------------------------


def test_the_page_says_before_the_press_whom_the_week_will_be_for(
    organiser: TestClient, clock: Clock
) -> None:
    plans.fill_bank()
    made = plans.made_by(organiser, base="weekly")
    second = week(made, clock)
    address = f"/planning/{second}/{Group.TIME.value}"
    said = plans.text(plans.page(organiser.get(address).text), "#weeks .after")
    assert "được chọn" not in said
    select(second, BEST)
    said = plans.text(plans.page(organiser.get(address).text), "#weeks .after")
    assert said.endswith("Vòng mới dành cho người được chọn từ tuần 2; sửa ở mục Nhiều vòng.")


def test_the_page_of_the_copy_says_that_it_is_for_everybody(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    made = plans.made_by(organiser, base="weekly")
    second, pupils, servants = pair(made, clock)
    for audience, says in ((servants, True), (pupils, False)):
        last = plans.loaded(made, clock.now).rounds[-1].id
        form = {"round": second, "last": last, "deed": "copy"}
        answer = organiser.post(f"/planning/{made}/audiences/{audience}/rounds", data=form)
        assert answer.status_code == 303
        shown = organiser.get(answer.headers["location"])
        assert shown.status_code == 200
        banners = [plans.text(node) for node in plans.page(shown.text).css(".banner")]
        assert any(following.NOW_OPEN in each for each in banners) is says
