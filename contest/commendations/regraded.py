"""What a regrade of a round would do to its prizes, and which issued lists it leaves as they are.

Only the prizes along the round's board are compared: those by age and those of units follow from many more
results, and the list of prizes says them once the regrade is applied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.commendations import aging, lists, occasions, placing, refusal_rules, store
from contest.commendations.aging import LaidLane
from contest.commendations.drafts import SHOWN, as_decision
from contest.commendations.ladders import Lane
from contest.commendations.people_boards import SPARE
from contest.commendations.rules import Contender, Decision, Outcome, Row, allocate
from contest.commendations.states import Board
from contest.regrades.prizes import Prize, Ranked
from contest.web.filters import NBSP

WAITS = "chờ Ban Tổ chức quyết định"


def effect(db: Session, round_id: str, before: Ranked, after: Ranked, now: datetime) -> tuple[Prize, ...]:
    """Whose prize changes; nobody's while nobody has set a ladder."""
    occasion = occasions.of(db, round_id, now)
    stored = lists.ladder(db, round_id)
    if not stored.version:
        return ()
    passed, _, _ = lists.passed_over(db, occasion, stored.ladder, now)
    said = {row.tie_key: as_decision(row) for row in store.standing_decisions(db, round_id)}
    lane, _ = aging.first_lane(stored.ladder, stored.ladder.most(placing.taking_part(db, occasion)))
    refused = tuple(lists.refusals(db, occasion).people.items())
    was, now_has = (given(lane, ranked, passed, said, refused) for ranked in (before, after))
    found = (Prize(one, was.get(one, ""), now_has.get(one, "")) for one in {**now_has, **was})
    return tuple(one for one in found if one.before != one.after)


def given(
    lane: Lane,
    ranked: Ranked,
    passed: Mapping[str, str],
    said: Mapping[str, Decision],
    refused: Sequence[tuple[str, str]] = (),
) -> dict[str, str]:
    """Entry → its prize in words, along a whole board."""
    made = refusal_rules.laid(partial(_laid, lane, ranked), passed, refused, said).lanes[0].allocation
    rows = (row for row in made.rows if row.outcome in SHOWN - {Outcome.PASSED})
    return {row.id: _prize(lane, row) for row in rows}


def _laid(
    lane: Lane, ranked: Ranked, passed: Mapping[str, str], said: Mapping[str, Decision]
) -> tuple[LaidLane, ...]:
    limit = sum(step.count for step in lane.steps) + len(passed) + SPARE
    while True:
        contenders = tuple(Contender(*one) for one in ranked[:limit])
        made = allocate(Board.PEOPLE, contenders, lane.steps, passed, said)
        if limit >= len(ranked) or made.is_closed:
            return (LaidLane(lane, contenders, passed, made),)
        limit *= 8


def _prize(lane: Lane, row: Row) -> str:
    return WAITS if row.step is None else lane.steps[row.step].name


def issued(db: Session, view: RoundView) -> tuple[str, ...]:
    """The lists that rest on a round's results, in words."""
    of_round, of_all = (len(store.lists_of(db, one)) for one in (view.id, view.campaign_id))
    named = (
        (of_round, f"danh sách trao giải bản số{NBSP}{of_round}"),
        (of_all, f"danh sách giải chung cuộc bản số{NBSP}{of_all}"),
    )
    return tuple(words for count, words in named if count)
