"""The page of several rounds: adding them up, and for whom of an earlier one a round is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.errors import Invalid
from contest.planning import making, selection_forms, service
from contest.planning.states import Group
from contest.ruleset.season import BAD_BEST, CONTRADICTIONS, Season, SeasonRung, Way
from contest.ruleset.selection import Border, By, Selection
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.test_drafting import SETTINGS, post
from tests.contest.ruleset.test_season import seasons
from tests.contest.ruleset.test_selection import selections

STAFF = "staff00000001"
BEST = {"season": "best", "best": "3", "tie1": "more_rounds", "tie2": "seconds", "tie3": ""}
FINAL = {"origin": "1", "chosen_by": "rate", "places": "5", "border": "decide", "listed": ""}


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A weekly contest made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="weekly")


def second(draft: str, clock: Clock) -> str:
    """Its second week."""
    with writing() as db:
        return service.add_week(db, STAFF, draft, draft, clock.now)


def form(browser: TestClient, round_id: str, **changes: str) -> dict[str, str]:
    return plans.fields(browser.get(f"/planning/{round_id}/season").text) | changes


# --- the form and back ----------------------------------------------------------------------------


@given(st.one_of(st.none(), seasons()), st.one_of(st.none(), selections))
def test_whatever_is_set_its_form_gives_it_back(season: Season | None, selection: Selection | None) -> None:
    settings = replace(SETTINGS, season=season, selection=selection)
    assert post(Group.SEASON, settings) == settings


def test_what_is_switched_off_says_nothing() -> None:
    made = post(Group.SEASON, season="", best="3", tie1="seconds", origin="", places="9")
    assert (made.season, made.selection) == (None, None)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"season": "best"}, "best", CONTRADICTIONS[0][1]),
        ({"season": "sum", "best": "3"}, "best", CONTRADICTIONS[1][1]),
        ({"season": "sum", "tie1": "seconds", "tie2": "seconds"}, "tie1", CONTRADICTIONS[2][1]),
        ({"season": "sum", "tie1": "more_rounds", "tie2": "fewer_rounds"}, "tie1", CONTRADICTIONS[3][1]),
        ({"season": "best", "best": "51"}, "best", BAD_BEST),
        ({"origin": "1"}, "places", selection_forms.HOW_MANY),
        ({"origin": "1", "places": "0"}, "places", "Số nhỏ nhất là 1."),
        ({"origin": "1", "places": "nhiều"}, "places", "Ghi bằng chữ số, ví dụ 12."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(changes: dict[str, str], field: str, said: str) -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.SEASON, SETTINGS, **changes)
    assert wrong.value.fields == {field: said}


# --- the page -------------------------------------------------------------------------------------


def test_a_season_is_stored_for_all_rounds_and_printed(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    later = second(draft, clock)
    answer = organiser.post(f"/planning/{draft}/season", data=form(organiser, draft, **BEST))
    assert answer.status_code == 303
    wanted = Season(way=Way.BEST, best=3, rungs=(SeasonRung.MORE_ROUNDS, SeasonRung.SECONDS))
    assert [plans.view(each, clock.now).season for each in (draft, later)] == [wanted, wanted]
    again = form(organiser, later)
    assert {name: again[name] for name in BEST} == BEST
    said = plans.text(plans.page(organiser.get(f"/planning/{draft}/season").text), "#draft")
    assert "tổng điểm của 3 vòng có điểm cao nhất" in said and "Kết quả cả cuộc thi" in said


def test_the_text_beside_follows(organiser: TestClient, draft: str) -> None:
    answer = organiser.post(f"/planning/{draft}/season/preview", data=form(organiser, draft, **BEST))
    html = plans.page(answer.text)
    assert "dự thi nhiều vòng hơn xếp trước" in plans.text(html, "#draft") and html.css("#draft mark")


def test_what_is_refused_is_kept(organiser: TestClient, draft: str, clock: Clock) -> None:
    typed = form(organiser, draft, **(BEST | {"best": ""}))
    answer = organiser.post(f"/planning/{draft}/season", data=typed)
    assert answer.status_code == 422 and plans.fields(answer.text) == typed
    assert plans.text(plans.page(answer.text), "#best-err").endswith(CONTRADICTIONS[0][1])
    assert plans.view(draft, clock.now).season is None


def test_a_round_for_those_who_were_selected(organiser: TestClient, draft: str, clock: Clock) -> None:
    later = second(draft, clock)
    answer = organiser.post(f"/planning/{later}/season", data=form(organiser, later, **FINAL))
    assert answer.status_code == 303
    wanted = Selection(round=1, by=By.RATE, places=5, border=Border.DECIDE, public=False)
    assert plans.view(later, clock.now).selection == wanted
    assert plans.view(draft, clock.now).selection is None
    html = organiser.get(f"/planning/{later}/season").text
    assert "những người đã dự thi tuần 1 của 5 đơn vị" in plans.text(plans.page(html), "#draft")
    assert plans.page(html).css_first(f"a[href='/selections/{later}/desk']") is not None


def test_the_choices_name_the_other_rounds(organiser: TestClient, draft: str, clock: Clock) -> None:
    later = second(draft, clock)
    options = plans.page(organiser.get(f"/planning/{later}/season").text).css("#origin option")
    assert [option.text() for option in options] == ["Mọi người dự thi", "Người được chọn từ tuần 1"]


@pytest.mark.parametrize(("origin", "said"), [("2", service.NO_ORIGIN), ("7", service.NO_ORIGIN)])
def test_no_round_selects_for_itself(
    organiser: TestClient, draft: str, clock: Clock, origin: str, said: str
) -> None:
    later = second(draft, clock)
    answer = organiser.post(
        f"/planning/{later}/season", data=form(organiser, later, **(FINAL | {"origin": origin}))
    )
    assert answer.status_code == 422
    assert plans.text(plans.page(answer.text), "#origin-err").endswith(said)


def test_the_round_that_selects_is_over_before(organiser: TestClient, draft: str, clock: Clock) -> None:
    later = second(draft, clock)
    answer = organiser.post(
        f"/planning/{draft}/season", data=form(organiser, draft, **(FINAL | {"origin": "2"}))
    )
    said = plans.text(plans.page(answer.text), "#origin-err")
    assert answer.status_code == 422 and "Tuần 2 chưa đóng khi vòng này mở" in said
    organiser.post(f"/planning/{later}/season", data=form(organiser, later, **FINAL))
    first = plans.view(draft, clock.now)
    with pytest.raises(Invalid) as wrong:
        opens = first.closes_at - timedelta(minutes=2)
        plans.change(later, Group.TIME, clock.now, opens_at=plans.drafting.typed(opens))
    assert list(wrong.value.fields) == ["opens_at"]


def test_an_earlier_opening_is_never_before_it(draft: str, clock: Clock) -> None:
    later = second(draft, clock)
    closes = plans.view(draft, clock.now).closes_at
    with writing() as db:
        kept = plans.view(later, clock.now).closes_at
        campaigns.set_window(db, later, closes, kept)
    made = plans.change(later, Group.SEASON, clock.now, **FINAL)
    assert made.selection is not None, "at the very moment of the close is soon enough"


def test_once_a_round_has_begun_the_season_stands_and_the_rest_does_not(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    later = second(draft, clock)
    plans.change(draft, Group.SEASON, clock.now, **BEST)
    with writing() as db:
        view = campaigns.view(db, draft, clock.now)
        campaigns.set_window(db, draft, clock.now, view.closes_at)
        campaigns.set_state(db, draft, RoundState.DRAFT, RoundState.READY)
    html = organiser.get(f"/planning/{later}/season").text
    assert service.SHARED in plans.text(plans.page(html), "#fields")
    assert (
        organiser.post(f"/planning/{later}/season", data=form(organiser, later, **FINAL)).status_code == 303
    )
    made = plans.view(later, clock.now)
    assert made.selection is not None and made.season is not None and made.season.best == 3
    with pytest.raises(Invalid) as wrong:
        plans.change(later, Group.SEASON, clock.now, season="")
    assert wrong.value.fields == {"season": service.SHARED}


@pytest.mark.parametrize(
    "typed", [{"season": "x"}, {"tie1": "x"}, {"origin": "x"}, {"border": ""}, {"best": "٣"}]
)
def test_odd_values_are_no_fault_of_ours(organiser: TestClient, draft: str, typed: dict[str, str]) -> None:
    for path in ("season", "season/preview"):
        answer = organiser.post(f"/planning/{draft}/{path}", data=form(organiser, draft, **typed))
        assert answer.status_code in (200, 422)


def test_a_form_that_lacks_a_field_cuts_nothing_off(organiser: TestClient, draft: str, clock: Clock) -> None:
    plans.change(draft, Group.SEASON, clock.now, **BEST)
    given: dict[str, Any] = form(organiser, draft)
    del given["tie2"]
    assert organiser.post(f"/planning/{draft}/season", data=given).status_code == 422
    season = plans.view(draft, clock.now).season
    assert season is not None and len(season.rungs) == 2


def test_a_copy_has_both(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    source = plans.make(clock.now, base="weekly")
    later = second(source, clock)
    plans.change(source, Group.SEASON, clock.now, **BEST)
    plans.change(later, Group.SEASON, clock.now, **FINAL)
    copy = plans.make(clock.now, base=making.COPY + source, title="Năm sau")
    with reading() as db:
        campaign = campaigns.campaign_of(db, copy)
        assert campaign is not None
        rounds = editing.rounds_of(db, campaign, clock.now)
        assert [each.season.best for each in rounds if each.season] == [3, 3]
        assert [each.selection for each in rounds] == [None, plans.view(later, clock.now).selection]
        origin = editing.origin_of(db, rounds[1], clock.now)
    assert origin is not None and origin.id == rounds[0].id


def test_another_week_selects_from_the_one_before_it(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    source = plans.make(clock.now, base="weekly")
    later = second(source, clock)
    plans.change(later, Group.SEASON, clock.now, **FINAL)
    with writing() as db:
        third = service.add_week(db, STAFF, later, later, clock.now)
    held, made = (plans.view(id, clock.now).selection for id in (later, third))
    assert held is not None and made == held.model_copy(update={"round": 2})
