"""`rounds.show` and `rounds.counts`: the state, the numbers, what may be asked now."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.campaigns.states import RoundState
from contest.rounds import monitor
from contest.rounds.pages import Counts
from contest.web.database import Database, reading
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, World

BEFORE = OPENS - timedelta(hours=1)


def counts(contest: World, now: datetime) -> Counts:
    with reading() as db:
        return monitor.counts(db, contest.view(now), now)


def asks(html: str) -> list[str]:
    """The deeds whose forms are on the page."""
    forms = LexborHTMLParser(html).css("main form[method=post]")
    return [str(form.attributes["action"]).rsplit("/", 1)[1] for form in forms]


@pytest.mark.parametrize(
    ("now", "state", "confirm", "asked"),
    [
        (BEFORE, RoundState.DRAFT, "opening", ["opening"]),
        (BEFORE, RoundState.READY, "opening", ["opening"]),
        (BEFORE, RoundState.READY, "closing", []),
        (OPENS, RoundState.READY, "closing", ["closing"]),
        (OPENS, RoundState.READY, "opening", []),
        (OPENS, RoundState.READY, "", []),
        (OPENS, RoundState.READY, "x", []),
        (CLOSES, RoundState.READY, "closing", ["closing"]),
        (CLOSES, RoundState.CLOSED, "closing", []),
    ],
)
def test_what_may_be_asked(
    organiser: TestClient, clock: Clock, now: datetime, state: RoundState, confirm: str, asked: list[str]
) -> None:
    clock.set(now)
    contest = world.make(state=state, bank=0)
    answer = organiser.get(f"/rounds/{contest.round_id}?confirm={confirm}")
    assert answer.status_code == 200
    assert asks(answer.text) == asked


def test_a_viewer_is_asked_nothing(viewer: TestClient, clock: Clock) -> None:
    contest = world.make(bank=0)
    assert asks(viewer.get(f"/rounds/{contest.round_id}?confirm=closing").text) == []


def test_the_counts_are_the_very_same_fragment(organiser: TestClient) -> None:
    contest = world.make()
    contest.sit("Y Bích", OPENS, 2)
    page = LexborHTMLParser(organiser.get(f"/rounds/{contest.round_id}").text)
    answer = organiser.get(f"/rounds/{contest.round_id}/counts")
    fragment = LexborHTMLParser(answer.text)
    inside, alone = page.css_first("#counts"), fragment.css_first("#counts")
    assert inside is not None and alone is not None
    assert inside.text() == alone.text()
    assert "<html" not in answer.text


def test_numbers_of_a_running_round(sqlite_database: Database) -> None:
    contest = world.make()
    contest.sit("Y Bích", OPENS, 2)
    contest.start(contest.join("A Thui").entry_id, OPENS + timedelta(minutes=9))
    contest.join("Chưa Làm")
    found = counts(contest, OPENS + timedelta(minutes=10))
    assert (found.people, found.started, found.answering, found.handed_in) == (2, 2, 1, 1)
    assert found.progress is None and found.moving
    over = counts(contest, CLOSES + GRACE + timedelta(seconds=1))
    assert (over.started, over.answering) == (2, 0)


def test_before_anybody_starts(sqlite_database: Database) -> None:
    world.make_units({"Thôn 1": 10})
    found = counts(world.make(), OPENS)
    assert (found.people, found.units) == (0, ())


def test_units_by_their_part(sqlite_database: Database) -> None:
    units = world.make_units({"Thôn 1": 10, "Thôn 2": 2, "Thôn 3": None, "Thôn 4": 8})
    contest = world.make()
    for name, unit in (("A", "Thôn 1"), ("B", "Thôn 2"), ("C", "Thôn 3"), ("D", "Thôn 3")):
        contest.sit(name, OPENS, 1, unit=units[unit])
    found = counts(contest, OPENS + timedelta(minutes=10))
    assert [(unit.name, unit.people, unit.headcount) for unit in found.units] == [
        ("Thôn 2", 1, 2),
        ("Thôn 1", 1, 10),
        ("Thôn 4", 0, 8),
        ("Thôn 3", 2, None),
    ]
    assert found.headcount == 20
    assert found.lowest is not None and found.lowest.name == "Thôn 4", "who needs a reminder"


def test_a_school_is_not_counted_twice(sqlite_database: Database) -> None:
    units = world.make_units(
        {"Trường": 90, "Lớp 9A": 40, "Lớp 9B": 50}, {"Lớp 9A": "Trường", "Lớp 9B": "Trường"}
    )
    contest = world.make()
    contest.sit("A", OPENS, 1, unit=units["Lớp 9A"])
    assert counts(contest, OPENS).headcount == 90


def test_closing_shows_how_far_it_is(sqlite_database: Database) -> None:
    contest = world.make()
    contest.sit("A", OPENS, 1)
    assert counts(contest, CLOSES).progress is None
    world.work(CLOSES)
    progress = counts(contest, CLOSES).progress
    assert progress is not None and (progress.step, progress.failed) == ("Thu bài hết giờ", "")
    world.work(CLOSES + timedelta(minutes=1))
    done = counts(contest, CLOSES + timedelta(minutes=1))
    assert (done.phase, done.progress, done.moving) == ("closed", None, False)
