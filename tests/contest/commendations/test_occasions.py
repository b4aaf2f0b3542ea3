"""What prizes are given for: what a round and a whole contest say of themselves, and nothing for neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contest import entropy
from contest.campaigns.rules import Phase
from contest.campaigns.states import RoundState
from contest.commendations import occasions
from contest.commendations.occasions import Occasion
from contest.commendations.states import ROUND_UNIT_BOARDS, SEASON_UNIT_BOARDS
from contest.errors import NotFound
from contest.ruleset.season import Season, SeasonRung
from contest.web.database import Database, reading
from tests.contest.commendations import world
from tests.contest.commendations.overall import another, contest_of, rounds_of, whole
from tests.contest.commendations.world import NOW, Prizes


def of(made: Prizes) -> Occasion:
    with reading() as db:
        return occasions.of(db, made.round_id, NOW)


def test_a_round(database: Database) -> None:
    made = world.closed([("An", 9)])
    found = of(made)
    assert found.whole is None and found.season is None and found.rounds == ()
    assert (found.round_id, found.contest_id, found.word) == (made.round_id, None, "1")
    assert (found.phase, found.open, found.drafts) == (Phase.CLOSED, (), ())
    assert (found.head().id, found.head().name) == (made.round_id, "Tuần 1")
    assert found.unit_boards == ROUND_UNIT_BOARDS
    assert (found.score(9, 900), found.questions, found.minimum) == ("9/15", 15, 1)
    assert found.digest == found.view.rules_sha256
    assert found.deed("issue") == "commendations.issue"


def test_a_whole_contest(database: Database) -> None:
    season = Season(rungs=(SeasonRung.SECONDS, SeasonRung.MORE_ROUNDS))
    made = whole({"An": 9}, {"An": 3}, season=season)
    found = of(made)
    first, second = rounds_of(made)
    assert found.season == season and found.view.id == second.round_id
    assert (found.round_id, found.contest_id, found.word) == (None, made.round_id, "chung-cuoc")
    assert (found.head().id, found.head().name) == (made.round_id, "Chung cuộc")
    assert (found.opens_at, found.closes_at) == (world.OPENS, found.view.closes_at)
    assert found.unit_boards == SEASON_UNIT_BOARDS
    assert found.score(0, 1250, 2) == "12,5\u00a0điểm, 2\u00a0vòng"
    assert found.criteria == "tổng điểm, tổng thời gian làm bài, số vòng đã thi, nhiều hơn trước"
    assert (found.questions, found.truth, found.minimum, found.has_prediction) == (0, None, 0, False)
    assert found.digest != found.view.rules_sha256
    assert [each.id for each in found.rounds] == [first.round_id, second.round_id]


@pytest.mark.parametrize("id", ["0" * 13, entropy.new_id()], ids=["zeros", "unknown"])
def test_neither(database: Database, id: str) -> None:
    with reading() as db:
        assert occasions.campaign_of(db, id) is None
        with pytest.raises(NotFound):
            occasions.of(db, id, NOW)


def test_a_contest_that_adds_nothing_up(database: Database) -> None:
    contest = contest_of(world.closed([("An", 9)]).round_id)
    with reading() as db:
        assert occasions.campaign_of(db, contest.round_id) is None
        with pytest.raises(NotFound, match="không cộng điểm các vòng"):
            occasions.of(db, contest.round_id, NOW)


def test_whose_they_are(database: Database) -> None:
    made = whole({"An": 9})
    with reading() as db:
        for each in (made, *rounds_of(made)):
            assert occasions.campaign_of(db, each.round_id) == made.round_id


@pytest.mark.parametrize(
    ("state", "phase"),
    [(RoundState.DRAFT, Phase.DRAFT), (RoundState.READY, Phase.WAITING)],
)
def test_before_anybody_came(database: Database, state: RoundState, phase: Phase) -> None:
    found = of(whole({"An": 9}))
    nobody = replace(found.rounds[0], state=state, phase=phase)
    assert found.whole is not None
    early = replace(found, rounds=(nobody,), whole=replace(found.whole, rounds=()))
    assert early.phase is phase


def test_lots_come_from_the_round_that_was_last_then(database: Database) -> None:
    made = whole({"An": 9}, {"An": 8}, {"An": 7})
    found = of(made)
    assert found.whole is not None
    first, second, third = found.whole.rounds
    for at, origin in (
        (first.closes_at - timedelta(seconds=1), third),  # nothing was over: nothing was drawn
        (first.closes_at, first),
        (second.closes_at - timedelta(milliseconds=1), first),
        (second.closes_at, second),
        (NOW, third),
    ):
        assert found.drawn_by(at) == origin


def test_a_draft_is_no_hindrance(database: Database) -> None:
    made = whole({"An": 9})
    another(made, 2, RoundState.DRAFT)
    found = of(made)
    assert (found.phase, found.drafts, found.open) == (Phase.CLOSED, ("Tuần 2",), ())
