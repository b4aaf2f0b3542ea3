"""A whole contest of closed rounds that are added up, without anybody sitting a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.rules import Step
from contest.commendations.states import Board
from contest.ruleset.rules import Ruleset
from contest.ruleset.season import Season
from contest.seasons import service as seasons
from contest.standings import service as standings
from contest.web.database import reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.world import CLOSES, LADDER, NOW, OPENS, RULES, Prizes
from tests.contest.rounds import world as rounds
from tests.contest.standings import world as boards

#: Sums in the order that nothing but points says.
SUM = Season(rungs=())
#: What somebody brought in a round: right answers, or right answers and seconds.
Score = int | tuple[int, int]
TURNS = (UnitStep("Nhất", 1, 500_000, Board.TURNS), UnitStep("Nhì", 1, 0, Board.TURNS))
ONE = Ladder(people=(Step("Nhất", 1, 2_000_000),))


def whole(
    *weeks: Mapping[str, Score],
    season: Season = SUM,
    ladder: Ladder | None = LADDER,
    units: Mapping[str, str | None] | None = None,
    rules: Ruleset = RULES,
    slug: str = "cds",
    **person: Any,
) -> Prizes:
    """A contest of these rounds, all closed and added up; its id stands where a round's does elsewhere."""
    first = boards.make_round(rules, slug=slug)
    with writing() as db:
        rounds.give_parts(db, first)
    made = contest_of(first)
    with writing() as db:
        editing.set_season(db, made.round_id, season)
    names = list(dict.fromkeys(name for week in weeks for name in week))
    for name in names:
        unit = (units or {}).get(name)
        (made.entries[name],) = boards.enter(first, [name], unit=unit, **person)
    for number, week in enumerate(weeks, 1):
        close(made, first if number == 1 else another(made, number), week, number)
    if ladder is not None:
        made.ladder(ladder)
    return made


def contest_of(round_id: str) -> Prizes:
    """The contest of a round, as whose prizes are given."""
    with reading() as db:
        return Prizes(campaigns.campaign_of(db, round_id) or "")


def another(made: Prizes, number: int, state: RoundState = RoundState.READY) -> str:
    """One more round, some minutes after the one before."""
    with writing() as db:
        rules = editing.rounds_of(db, made.round_id, NOW)[0].rules
        opens = CLOSES + timedelta(minutes=5 * number)
        draft = RoundDraft(f"Tuần {number}", opens, opens + timedelta(minutes=4), rules, state)
        return campaigns.add_round(db, made.round_id, draft, OPENS)


def close(made: Prizes, round_id: str, scores: Mapping[str, Score], number: int = 1) -> None:
    """A round is over, ranked, and added to the others."""
    with writing() as db:
        view = campaigns.view(db, round_id, NOW)
        taken = {made.entries[name]: score for name, score in scores.items()}
        if number > 1:
            db.add_all(boards._attempt(entry, round_id, number) for entry in taken)
            db.flush()
        standings.place(db, view.rules, round_id, [_result(entry, taken[entry], number) for entry in taken])
        campaigns.set_state(db, round_id, RoundState.READY, RoundState.CLOSED)
        seasons.begin(db, view, NOW)
        assert seasons.add_slice(db, campaigns.view(db, round_id, NOW), "", 1000, NOW) is None


def _result(entry: str, score: Score, number: int) -> Any:
    right, seconds = score if isinstance(score, tuple) else (score, 300)
    return boards.result(entry, right, seconds, number=number)


def rounds_of(made: Prizes) -> list[Prizes]:
    """The rounds of a whole contest, each with prizes of its own."""
    with reading() as db:
        found = editing.rounds_of(db, made.round_id, NOW)
    return [Prizes(each.id, made.entries) for each in found]


def units(*names: str) -> dict[str, str]:
    """Units of these names; name → id."""
    return boards.make_units(dict.fromkeys(names))


def winners(made: Prizes, board: Board = Board.PEOPLE) -> dict[str, str]:
    """Name → prize, of those that have one."""
    steps = {step.name for step in made.board(board).steps}
    return {name: prize for name, prize in made.told(board).items() if prize in steps}


def scores(names: Sequence[str], first: int = 15) -> dict[str, Score]:
    """One right answer less each."""
    return {name: first - at for at, name in enumerate(names)}


__all__ = ["NOW", "OPENS", "Prizes", "world"]
