"""Choosing what the hall sees: a frozen board stands still everywhere, and the end is shown all the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from contest.campaigns import service as campaigns
from contest.errors import Conflict, Invalid
from contest.standings import hall, present, service, staging
from contest.standings.states import HallView
from contest.web.database import Database, reading, writing
from tests.contest.standings import world
from tests.contest.standings.stagehand import (
    LATER,
    NOW,
    WHO,
    close,
    do,
    filled,
    freeze,
    names,
    phone,
    prepare,
    put,
    recorded,
    screen,
)
from tests.contest.standings.world import CLOSES, OPENS


@pytest.fixture(autouse=True)
def fresh(database: Database, tmp_path: Path) -> None:
    prepare(tmp_path)


# --- views ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (HallView.ALL, "board"),
        (HallView.PEOPLE, "people"),
        (HallView.UNITS, "units"),
        (HallView.PART, "part"),
    ],
)
def test_each_view_is_a_screen(wanted: HallView, shown: str) -> None:
    round_id = filled()
    do(staging.choose_view, round_id, wanted)
    assert screen(round_id).screen == shown


def test_people_alone_have_room_for_twenty() -> None:
    round_id = filled(people=22)
    do(staging.choose_view, round_id, HallView.PEOPLE)
    assert len(screen(round_id).leaders) == 20


@pytest.mark.parametrize("wanted", HallView)
def test_a_sealed_round_stays_calm_whatever_is_chosen(wanted: HallView) -> None:
    hall.use_taking_part(lambda db, round_id: {None: 7})
    round_id = filled(world.PREDICTING)
    do(staging.choose_view, round_id, wanted)
    live = screen(round_id)
    assert (live.screen, live.leaders, live.units, live.total) == ("calm", (), (), None)


def test_how_many_take_part_by_unit_beyond_the_board() -> None:
    places = world.make_units({"Thôn 1": 40, "Thôn 2": None})
    hall.use_taking_part(lambda db, round_id: {places["Thôn 1"]: 20, places["Thôn 2"]: 25, None: 1})
    round_id = filled(world.rules(visibility=world.PREDICTING.visibility))
    do(staging.choose_view, round_id, HallView.PART)
    live = screen(round_id)
    assert live.screen == "part" and live.leaders == ()
    assert live.total is not None and live.total.people == 46
    assert [(each.name, each.people, each.headcount) for each in live.units] == [
        ("Thôn 2", 25, None),
        ("Thôn 1", 20, 40),
    ]
    assert screen(round_id, OPENS - timedelta(minutes=1)).screen == "calm"


# --- freezing -------------------------------------------------------------------------------------


def test_a_frozen_board_stands_still_in_the_hall_and_on_phones() -> None:
    round_id = filled()
    freeze(round_id)
    late = put(round_id, "Người cuối", 15)
    assert names(screen(round_id))[0] == names(phone(round_id))[0] == "Người 5"
    assert screen(round_id).frozen_at == NOW and screen(round_id).total == hall.Share(6)
    page = phone(round_id, NOW, late)
    assert (page.frozen, page.people, page.around) == (True, 6, ())
    do(staging.thaw, round_id)
    assert names(screen(round_id))[0] == names(phone(round_id))[0] == "Người cuối"


def test_freezing_again_keeps_the_first_moment() -> None:
    round_id = filled()
    freeze(round_id)
    freeze(round_id, NOW + timedelta(minutes=5))
    assert screen(round_id).frozen_at == NOW


def test_the_end_is_shown_though_the_board_was_frozen() -> None:
    round_id = filled()
    freeze(round_id)
    put(round_id, "Người cuối", 15)
    close(round_id)
    assert names(screen(round_id, LATER))[0] == "Người cuối"
    assert screen(round_id, LATER).frozen_at is None


@pytest.mark.parametrize("now", [OPENS - timedelta(seconds=1), CLOSES])
def test_nothing_to_freeze_outside_the_open_window(now: datetime) -> None:
    with pytest.raises(Conflict, match="đang mở"):
        freeze(filled(), now)


def test_nothing_to_freeze_on_a_sealed_board() -> None:
    with pytest.raises(Conflict, match="đang hiện công khai"):
        freeze(filled(world.PREDICTING))


def test_a_frozen_board_masks_and_hides_as_any_other() -> None:
    round_id = filled(people=2, birth_year=2014)
    put(round_id, "Không Muốn", 9, publish=False)
    freeze(round_id)
    assert names(screen(round_id)) == ["Không công bố tên", "Người 1.", "Người 0."]


def test_who_is_barred_leaves_the_frozen_board_too() -> None:
    round_id = filled()
    freeze(round_id)
    with reading() as db:
        first = service.top(db, round_id, 1)[0].entry_id
    with writing() as db:
        service.remove(db, round_id, [first])
    assert names(screen(round_id))[0] == names(phone(round_id))[0] == "Người 4"


@pytest.mark.parametrize("size", [0, 3])
def test_own_rank_stays_back_until_the_round_is_closed(size: int) -> None:
    round_id = filled()
    if size:
        do(staging.cover, round_id, size)
    else:
        freeze(round_id)
    with reading() as db:
        for now in (NOW, CLOSES + timedelta(seconds=5)):
            assert not present.may_tell(db, campaigns.view(db, round_id, now), 5)
    close(round_id)
    with reading() as db:
        assert present.may_tell(db, campaigns.view(db, round_id, LATER), 5)


# --- the programme --------------------------------------------------------------------------------


def test_the_programme_is_shown_instead_of_the_usual_one() -> None:
    round_id = filled()
    assert [item.text for item in screen(round_id).programme] == ["Mở vòng thi", "Đóng vòng thi"]
    do_programme(round_id, "10:15 Trao giải\n10:00 Công bố", 0)
    assert [item.text for item in screen(round_id).programme] == ["Công bố", "Trao giải"]


def do_programme(round_id: str, text: str, version: int) -> None:
    with writing() as db:
        staging.set_programme(db, WHO, campaigns.view(db, round_id, NOW), text, version, NOW)


def test_two_who_write_the_programme_are_told() -> None:
    round_id = filled()
    do_programme(round_id, "10:00 Công bố", 0)
    with pytest.raises(Conflict, match="10:00 Công bố"):
        do_programme(round_id, "11:00 Bế mạc", 0)
    do_programme(round_id, "10:00 Công bố", 0)
    with pytest.raises(Invalid) as wrong:
        do_programme(round_id, "sau đó", 1)
    assert "Dòng 1" in wrong.value.fields["programme"]


def test_every_deed_is_recorded() -> None:
    round_id = filled()
    before = recorded()
    do(staging.choose_view, round_id, HallView.UNITS)
    freeze(round_id)
    do(staging.thaw, round_id)
    do(staging.thaw, round_id)
    do(staging.cover, round_id, 3)
    assert recorded() == before + 4
