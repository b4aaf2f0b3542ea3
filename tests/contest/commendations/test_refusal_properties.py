"""What holds whoever refuses: no prize is lost, nobody is set back, undoing is exact."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from contest.commendations import refusal_rules
from contest.commendations.refusal_rules import Lay
from contest.commendations.reserve_rules import reserve
from contest.commendations.rules import Allocation, Contender, Decision, Outcome, Step, Tie
from contest.commendations.states import Way
from tests.contest.commendations.notation import step_of
from tests.contest.commendations.refusal_lanes import Chooses, gone, lays, settled
from tests.contest.commendations.test_properties import STEPS, boards

OUT = st.lists(st.integers(0, 19), max_size=6, unique=True)
LAST = 99


def ids(contenders: Sequence[Contender], at: Sequence[int]) -> list[str]:
    return [contenders[one].id for one in at if one < len(contenders)]


def chance(seed: int, ways: Sequence[Way]) -> Chooses:
    """The committee as chance has it."""
    random = Random(seed)

    def choose(tie: Tie) -> Decision:
        return Decision(
            random.choice(ways), random.random() < 0.5, tuple(random.sample(tie.ids, len(tie.ids)))
        )

    return choose


def places(found: Allocation) -> dict[str, int]:
    return {id: LAST if step is None else step for id, step in step_of(found).items()}


def decided(lay: Lay, refused: list[str], said: dict[str, Decision], choose: Chooses) -> Allocation:
    """The board once the committee has decided what waits after the refusals; ``said`` grows by that."""
    while True:
        found = refusal_rules.laid(lay, {}, gone(*refused), said).lanes[0].allocation
        if found.pending is None:
            return found
        said[found.pending.key] = choose(found.pending)


@given(boards(), STEPS, OUT, st.integers())
def test_with_lots_no_prize_is_lost_and_nobody_is_set_back(
    contenders: list[Contender], steps: tuple[Step, ...], out: list[int], seed: int
) -> None:
    lay, refused = lays(contenders, steps), ids(contenders, out)
    said = settled(lay, {}, chance(seed, [Way.DRAW]))
    before = lay({}, said)[0].allocation
    after = refusal_rules.laid(lay, {}, gone(*refused), said).lanes[0].allocation
    tied = set() if after.pending is None else set(after.pending.ids)
    assert not any(tied & set(tie.ids) for tie in before.decided), "whose lot was drawn draws no second one"
    after = decided(lay, refused, said, chance(seed, [Way.DRAW]))
    seats, left = sum(step.count for step in steps), len(contenders) - len(refused)
    assert after.awarded == min(seats, left)
    had, have = places(before), places(after)
    assert all(have[id] == LAST for id in refused)
    others = [one.id for one in contenders if one.id not in refused]
    assert all(have[id] <= had[id] for id in others)
    assert all(have[one] <= have[two] for one in others for two in others if had[one] < had[two])


@given(boards(), STEPS, OUT, st.sets(st.integers(0, 19), max_size=4), st.integers())
def test_however_ties_were_decided(
    contenders: list[Contender], steps: tuple[Step, ...], out: list[int], passed: set[int], seed: int
) -> None:
    lay, refused = lays(contenders, steps), ids(contenders, out)
    over = dict.fromkeys(ids(contenders, sorted(passed)), "Không xét giải")
    said = settled(lay, over, chance(seed, list(Way)))
    before = lay(over, said)[0].allocation
    after = refusal_rules.laid(lay, over, gone(*refused), said).lanes[0].allocation
    rows = [row.id for row in after.rows]
    assert sorted(rows) == sorted(one.id for one in contenders), "everybody once, so nobody has two"
    had, have = places(before), places(after)
    assert all(have[id] == LAST for id in (*refused, *over))
    waits = {row.id for row in after.rows if row.outcome in (Outcome.TIED, Outcome.WAITING)}
    assert all(have[one.id] <= had[one.id] for one in contenders if one.id not in {*refused, *waits})
    if after.pending is None:
        seats, left = sum(step.count for step in steps), len({*rows} - {*refused, *over})
        assert after.awarded >= min(before.awarded, seats, left)


@given(boards(), STEPS, OUT, st.integers())
def test_undoing_restores_the_list_exactly(
    contenders: list[Contender], steps: tuple[Step, ...], out: list[int], seed: int
) -> None:
    """Also where the committee has decided what waited meanwhile."""
    lay, refused = lays(contenders, steps), ids(contenders, out)
    choose = chance(seed, list(Way))
    said = settled(lay, {}, choose)
    before = refusal_rules.laid(lay, {}, (), said)
    more = dict(said)
    decided(lay, refused, more, choose)
    assert refusal_rules.laid(lay, {}, (), more) == before


@given(boards(), STEPS, st.integers(0, 19), st.integers())
def test_who_stands_first_on_the_reserve_list_is_who_moves_up(
    contenders: list[Contender], steps: tuple[Step, ...], at: int, seed: int
) -> None:
    lay = lays(contenders, steps)
    said = settled(lay, {}, chance(seed, [Way.DRAW]))
    found = lay({}, said)[0].allocation
    winners = [row.id for row in found.rows if row.step is not None]
    first = {one.id for one in reserve(found, said, (), (), 1)}
    if not winners or not first:
        return
    after = decided(lay, [winners[at % len(winners)]], said, chance(seed, [Way.DRAW]))
    new = {row.id for row in after.rows if row.step is not None and row.id not in winners}
    assert len(new) == 1 and new <= first
