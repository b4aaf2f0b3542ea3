"""The board of a whole contest: only closed rounds, slice by slice, and what staff do later comes through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from contest import entropy
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.jobs.rules import JobView
from contest.jobs.states import JobState
from contest.planning import rehearsing
from contest.rounds import closing, judging, twice
from contest.rounds.deeds import Order
from contest.rounds.twice import Choice
from contest.ruleset.season import Season, SeasonRung, Way
from contest.seasons import service, store
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, OPENS, STAFF
from tests.contest.seasons import world
from tests.contest.seasons.world import LAST, SUM, Weeks


def order(reason: str = "Nhầm người") -> Order:
    return Order(entropy.new_id(), STAFF, reason)


def do(deed: Callable[[Session], object]) -> None:
    with writing() as db:
        deed(db)


def three(weeks: Weeks) -> dict[str, str]:
    """Three people in two rounds: An 2 + 2, Bích 3 + 0, Cường 3 alone; name → entry."""
    entries = {name: weeks.enter(name) for name in ("An", "Bích", "Cường")}
    for week, right in ((0, {"An": 2, "Bích": 3, "Cường": 3}), (1, {"An": 2, "Bích": 0})):
        for minutes, (name, count) in enumerate(right.items()):
            weeks.sit(week, entries[name], count, minutes=minutes + 1)
        weeks.close(week)
    return entries


def test_the_sum_of_all_closed_rounds(database: Database) -> None:
    weeks = world.make()
    three(weeks)
    assert weeks.places() == [(1, "An", 4), (2, "Cường", 3), (3, "Bích", 3)]
    assert [one.rounds for one in weeks.board()] == [2, 1, 2]


def test_the_best_round_alone(database: Database) -> None:
    weeks = world.make(Season(way=Way.BEST, best=1, rungs=()))
    three(weeks)
    assert weeks.places() == [
        (1, *row) for row in sorted([("Bích", 3), ("Cường", 3)], key=_by_entry(weeks))
    ] + [(3, "An", 2)]


def _by_entry(weeks: Weeks) -> Callable[[tuple[str, int]], str]:
    """Equal places are ordered by the entry's id."""
    ids = {name: one.entry_id for (_, name, _), one in zip(weeks.places(), weeks.board(), strict=True)}
    return lambda row: ids[row[0]]


def test_a_running_round_says_nothing(database: Database) -> None:
    weeks = world.make(given=rounds.rules(visibility=rounds.at_once()))
    entry = weeks.enter("An")
    weeks.sit(0, entry, 3)
    assert weeks.board() == []
    weeks.close(0)
    weeks.sit(1, entry, 3)
    rounds.work(CLOSES + world.WEEK)
    assert weeks.view(1, CLOSES + world.WEEK).state is RoundState.CLOSING
    assert weeks.places() == [(1, "An", 3)], "the second round is not ranked yet"
    weeks.close(1)
    assert weeks.places() == [(1, "An", 6)]


def test_without_a_season_nothing_is_added(database: Database) -> None:
    weeks = world.make(None)
    weeks.sit(0, weeks.enter("An"), 3)
    weeks.close(0)
    assert weeks.board() == []
    with reading() as db:
        assert store.board(db, weeks.view().campaign_id) is None
        assert service.of(db, weeks.view(), LAST) is None
    job = weeks[0].job()
    assert job is not None and (job.state, job.step) == (JobState.DONE, "rank")


def test_many_slices_and_a_slice_done_twice(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "SLICE", 2)
    weeks = world.make()
    entries = [weeks.enter(f"Người số {number}") for number in range(5)]
    for week in (0, 1):
        for number, entry in enumerate(entries):
            weeks.sit(week, entry, number % 4, minutes=number + 1)
        weeks.close(week)
    before = weeks.places()
    assert [points for _, _, points in before] == [6, 4, 2, 0, 0]
    assert [place for place, _, _ in before] == [1, 2, 3, 4, 5]
    view = weeks.view(1)
    with writing() as db:
        after: str | None = ""
        while after is not None:
            after = service.add_slice(db, view, after, 2, LAST)
    assert weeks.places() == before


def test_a_killed_server_goes_on_with_the_season(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    weeks = world.make()
    weeks.sit(0, weeks.enter("An"), 3)
    step = closing.STEPS[closing.CloseStep.SEASON]

    def killed(db: Session, view: object, job: JobView, now: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(closing.STEPS, closing.CloseStep.SEASON, killed)
    with pytest.raises(KeyboardInterrupt):
        weeks.close(0)
    view = weeks.view(0, weeks.closed(0))
    assert view.state is RoundState.CLOSED, "the round's own results stand already"
    with reading() as db:
        found = service.of(db, view, weeks.closed(0))
    assert found is not None and found.adding == {weeks[0].round_id}
    monkeypatch.setitem(closing.STEPS, closing.CloseStep.SEASON, step)
    rounds.work(weeks.closed(0) + timedelta(minutes=5))
    assert weeks.places() == [(1, "An", 3)]
    with reading() as db:
        found = service.of(db, view, LAST)
    assert found is not None and not found.adding


def test_two_rounds_that_come_in_together_are_both_waited_for(database: Database) -> None:
    weeks = world.make()
    first, second = weeks.view(0), weeks.view(1)
    do(lambda db: service.begin(db, first, OPENS))
    do(lambda db: service.begin(db, second, OPENS))
    do(lambda db: service.add_slice(db, first, "", 9, OPENS))
    with reading() as db:
        row = store.board(db, first.campaign_id)
    assert row is not None and row.adding == second.id


# --- what staff do afterwards ----------------------------------------------------------------------


def test_a_void_attempt_and_its_way_back(database: Database) -> None:
    weeks = world.make()
    entry, other = weeks.enter("An"), weeks.enter("Bích")
    weeks.sit(0, entry, 3)
    attempt = weeks.sit(1, entry, 3)
    weeks.sit(0, other, 2, after=5)
    weeks.close(0)
    weeks.close(1)
    assert weeks.places() == [(1, "An", 6), (2, "Bích", 2)]
    do(lambda db: judging.void(db, order(), weeks[1].round_id, attempt, LAST))
    assert weeks.places() == [(1, "An", 3), (2, "Bích", 2)]
    do(lambda db: judging.unvoid(db, order(), weeks[1].round_id, attempt, LAST))
    assert weeks.places() == [(1, "An", 6), (2, "Bích", 2)]


def test_a_barred_person_and_their_way_back(database: Database) -> None:
    weeks = world.make()
    entries = three(weeks)
    do(lambda db: judging.bar(db, order(), weeks[0].round_id, entries["An"], LAST))
    assert [name for _, name, _ in weeks.places()] == ["Cường", "Bích"]
    do(lambda db: judging.unbar(db, order(), weeks[0].round_id, entries["An"], LAST))
    assert weeks.places()[0] == (1, "An", 4)


def test_a_merged_registration_and_its_way_back(database: Database) -> None:
    weeks = world.make()
    entries = three(weeks)
    choice = Choice(entries["Bích"], (entries["An"],))
    do(lambda db: twice.merge(db, order(), weeks[0].round_id, choice, LAST))
    assert [name for _, name, _ in weeks.places()] == ["Cường", "Bích"]
    do(lambda db: twice.unmerge(db, order(), weeks[0].round_id, entries["An"], LAST))
    assert weeks.places()[0] == (1, "An", 4)


def test_the_table_is_what_standings_make_of_it(database: Database) -> None:
    """Every row can be made again from the rounds alone."""
    weeks = world.make(Season(rungs=(SeasonRung.MORE_ROUNDS, SeasonRung.SECONDS)))
    entries = three(weeks)
    attempt = weeks.sit(2, entries["Cường"], 3)
    weeks.close(2)
    do(lambda db: judging.void(db, order(), weeks[2].round_id, attempt, LAST))
    do(lambda db: judging.bar(db, order(), weeks[0].round_id, entries["Bích"], LAST))
    stood = weeks.board()
    with writing() as db:
        store.remove(db, weeks.view().campaign_id, sorted(entries.values()))
        service.follow(db, weeks.view(), sorted(entries.values()), LAST)
    assert weeks.board() == stood and stood


def test_a_rehearsal_is_never_added(database: Database) -> None:
    weeks = world.make(weeks=1)
    with writing() as db:
        made = rehearsing.rehearse(db, STAFF, weeks[0].round_id, OPENS - timedelta(hours=1))
    with reading() as db:
        view = campaigns.view(db, made, OPENS)
        assert service.of(db, view, OPENS) is None
    with writing() as db:
        editing.set_season(db, view.campaign_id, SUM)
        view = campaigns.view(db, made, OPENS)
        assert not service.begin(db, view, OPENS)
        service.follow(db, view, ["0" * 13], OPENS)
        assert store.total(db, view.campaign_id) == 0


def test_shared_places_are_right_across_a_page(database: Database) -> None:
    weeks = world.make(Season(rungs=()))
    for number in range(5):
        weeks.sit(0, weeks.enter(f"Người {number}"), 3 if number < 4 else 0, minutes=number + 1)
    weeks.close(0)
    campaign = weeks.view().campaign_id
    with reading() as db:
        ranks = [[one.rank for one in service.table(db, campaign, start, 2)] for start in (0, 2, 4)]
    assert ranks == [[1, 1], [1, 1], [5]]


def test_ones_own_place(database: Database) -> None:
    weeks = world.make()
    entries = three(weeks)
    with reading() as db:
        campaign = weeks.view().campaign_id
        found = {name: service.own(db, campaign, entry) for name, entry in entries.items()}
        assert service.own(db, campaign, "0" * 13) is None
    assert {name: (mine[0], mine[1].rank) for name, mine in found.items() if mine} == {
        "An": (0, 1),
        "Cường": (1, 2),
        "Bích": (2, 3),
    }


def test_units_by_how_often_their_people_took_part(database: Database) -> None:
    weeks = world.make()
    made = rounds.make_units({"Thôn 1": 10, "Thôn 2": 10})
    for week, names in ((0, ("An", "Bích")), (1, ("An",))):
        for name in names:
            known = getattr(weeks, name, None) or weeks.enter(name, made["Thôn 1"])
            setattr(weeks, name, known)
            weeks.sit(week, known, 1)
    weeks.sit(0, weeks.enter("Cường", made["Thôn 2"]), 3)
    weeks.close(0)
    weeks.close(1)
    with reading() as db:
        assert service.units(db, weeks.view().campaign_id) == {made["Thôn 1"]: 3, made["Thôn 2"]: 1}
