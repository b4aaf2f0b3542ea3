"""What holds for every board, ladder, list and typed text, whatever chance brings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from contest.commendations import certifying, editing, ladders, rules
from contest.commendations.ladders import ExtraStep, Ladder, UnitStep, parse_amount
from contest.commendations.limits import capped, goes_beyond
from contest.commendations.print_forms import parse_day
from contest.commendations.rules import Allocation, Contender, Decision, Outcome, Step, allocate
from contest.commendations.states import ROUND_UNIT_BOARDS, Board, Way
from contest.web.filters import number
from tests.contest.commendations.notation import play, step_of, waiting

P = Board.PEOPLE
MONEY = st.integers(0, ladders.DEAREST)
NAMES = st.text("ABCĐEGHIKLMN ", min_size=1, max_size=40).map(str.strip).filter(bool)


@st.composite
def boards(draw: st.DrawFn) -> list[Contender]:
    """Up to 20 people with few scores, so that they share ranks."""
    scores = draw(st.lists(st.integers(1, 6), max_size=20))
    return [
        Contender(f"p{at:02d}", 1 + sum(other > score for other in scores)) for at, score in enumerate(scores)
    ]


STEPS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9)), max_size=4).map(
    lambda given: tuple(Step(f"Giải {at}", count, amount) for at, (count, amount) in enumerate(given))
)
SCOPES = {"kind:school": "khối trường học", "below:abc": "các đơn vị thuộc Xã A"}
SCOPE = st.sampled_from(["", *SCOPES])
LADDERS = st.builds(
    Ladder,
    people=st.lists(
        st.builds(Step, NAMES, st.integers(1, 500), MONEY), max_size=12, unique_by=lambda one: one.name
    ).map(tuple),
    units=st.lists(
        st.builds(UnitStep, NAMES, st.integers(1, 500), MONEY, st.sampled_from(ROUND_UNIT_BOARDS), SCOPE).map(
            lambda step: replace(step, label=SCOPES.get(step.scope, ""))
        ),
        max_size=12,
        unique_by=lambda one: (one.name, one.board, one.scope),
    ).map(tuple),
    once=st.booleans(),
    budget=st.none() | MONEY,
    cap=st.none() | st.integers(1, 100),
    equal_by_perfect=st.booleans(),
    mean_people=st.integers(0, ladders.LEAST_PEOPLE),
    won=st.lists(st.integers(1, ladders.MOST_WON), min_size=1, max_size=12).map(tuple),
    rate_adds=st.booleans(),
    extra=st.lists(
        st.one_of(
            st.builds(
                ExtraStep, NAMES, st.integers(1, 500), MONEY, st.sampled_from([Board.YOUNGEST, Board.OLDEST])
            ),
            st.builds(
                ExtraStep,
                NAMES,
                st.integers(1, 500),
                MONEY,
                st.just(Board.AGE),
                st.none() | st.integers(1, 50),
                st.integers(50, 120),
            ),
        ),
        max_size=6,
        unique_by=lambda one: (one.name, one.board, one.least, one.most),
    ).map(tuple),
    least_right=st.integers(0, 100),
    besides=st.booleans(),
    reserve=st.integers(0, ladders.MOST_RESERVE),
).filter(lambda made: bool(made.people) or not made.has(Board.WON))


# --- boards ---------------------------------------------------------------------------------------


@given(boards(), STEPS, st.sets(st.integers(0, 19)))
def test_without_a_decision_no_group_is_ever_cut(
    contenders: list[Contender], steps: tuple[Step, ...], out: set[int]
) -> None:
    passed = {f"p{at:02d}": "đã nhận giải" for at in out}
    found = allocate(P, contenders, steps, passed)
    groups: dict[int, set[tuple[str, int | None]]] = {}
    for row in found.rows:
        if row.id not in passed:
            groups.setdefault(row.rank, set()).add((row.outcome.value, row.step))
    assert all(len(said) == 1 for said in groups.values())


@given(boards(), STEPS)
def test_who_stands_higher_gets_no_lesser_prize(contenders: list[Contender], steps: tuple[Step, ...]) -> None:
    rows = sorted(allocate(P, contenders, steps).rows, key=lambda row: row.rank)
    given_steps = [row.step for row in rows if row.step is not None]
    assert given_steps == sorted(given_steps)
    outcomes = [row.outcome for row in rows]
    order = [Outcome.PRIZE, Outcome.TIED, Outcome.WAITING, Outcome.NONE]
    assert outcomes == sorted(outcomes, key=order.index)


@given(boards(), STEPS)
def test_somebody_more_at_the_end_changes_nobody_above(
    contenders: list[Contender], steps: tuple[Step, ...]
) -> None:
    before = allocate(P, contenders, steps)
    last = Contender("zz", max((one.rank for one in contenders), default=0) + 1)
    after = allocate(P, [*contenders, last], steps)
    assert after.rows[: len(before.rows)] == before.rows
    assert after.pending == before.pending


@given(boards(), STEPS)
def test_every_prize_is_given_left_or_asked_about(
    contenders: list[Contender], steps: tuple[Step, ...]
) -> None:
    found = allocate(P, contenders, steps)
    given_steps = Counter(row.step for row in found.rows if row.step is not None)
    for at, step in enumerate(steps):
        known = given_steps[at] + found.unfilled[at]
        assert known <= step.count
        assert known == step.count or found.pending is not None


@given(boards(), STEPS, st.integers(2, 9))
def test_the_sum_grows_as_the_amounts_do(
    contenders: list[Contender], steps: tuple[Step, ...], times: int
) -> None:
    dearer = tuple(replace(step, amount=step.amount * times) for step in steps)
    assert allocate(P, contenders, dearer).total == times * allocate(P, contenders, steps).total


def decided(contenders: list[Contender], steps: tuple[Step, ...], keep: bool) -> Allocation:
    """Every group gets its upper prize."""
    said: dict[str, Decision] = {}
    while (found := allocate(P, contenders, steps, {}, said)).pending is not None:
        said[found.pending.key] = Decision(Way.EQUAL, keep)
    return found


@given(boards(), STEPS)
def test_kept_prizes_below_never_give_anybody_less(
    contenders: list[Contender], steps: tuple[Step, ...]
) -> None:
    kept, dropped = decided(contenders, steps, True), decided(contenders, steps, False)
    nothing = len(steps)
    less = step_of(dropped)
    for who, step in step_of(kept).items():
        other = less[who]
        assert (nothing if step is None else step) <= (nothing if other is None else other)
    assert kept.awarded >= dropped.awarded


@given(boards(), STEPS, st.integers(0, 12), st.lists(st.booleans(), min_size=20, max_size=20))
def test_no_way_that_is_offered_brings_more_than_there_may_be(
    contenders: list[Contender], full: tuple[Step, ...], most: int, keeps: list[bool]
) -> None:
    """The prize for all wherever it is offered, lots elsewhere."""
    steps = capped(full, most)
    said: dict[str, Decision] = {}
    while (found := allocate(P, contenders, steps, {}, said)).pending is not None:
        tie = found.pending
        shared, lots = Decision(Way.EQUAL, keeps[len(said)]), Decision(Way.HAND, order=tie.ids)
        assert not goes_beyond(most, contenders, steps, {}, said, tie, lots)
        too_many = goes_beyond(most, contenders, steps, {}, said, tie, shared)
        said[tie.key] = lots if too_many else shared
    assert found.awarded <= most


@given(boards(), STEPS)
def test_shared_prizes_leave_equals_equal(contenders: list[Contender], steps: tuple[Step, ...]) -> None:
    for keep in (True, False):
        found = decided(contenders, steps, keep)
        by_rank = {(row.rank, row.step) for row in found.rows}
        assert len(by_rank) == len({row.rank for row in found.rows})


# --- lots -----------------------------------------------------------------------------------------


@given(st.binary(min_size=32, max_size=32))
def test_lots_name_everybody_once(seed: bytes) -> None:
    tie = waiting(play((1, 1), "1 1 1 1 1"))
    assert sorted(who for who, _ in rules.drawn(seed, tie)) == list("abcde")


def test_lots_are_fair() -> None:
    tie = waiting(play((1,), "1 1 1"))
    first = Counter(rules.drawn(bytes([at % 256, at // 256]) * 16, tie)[0][0] for at in range(3000))
    # 1,000 each are expected; five standard deviations are 129.
    assert set(first) == set("abc") and all(abs(many - 1000) < 130 for many in first.values())


# --- ladders and what is typed ----------------------------------------------------------------------


@given(LADDERS)
def test_a_ladder_survives_its_text_and_its_form(made: Ladder) -> None:
    assert ladders.from_json(made.to_json()) == made
    checked = editing.checked(editing.of_ladder(made), SCOPES)
    assert (checked.errors, checked.ladder) == ({}, made)


@given(LADDERS, st.integers(0, 11))
def test_up_twice_moves_two_places_and_loses_nothing(made: Ladder, at: int) -> None:
    rows = editing.of_ladder(made)
    moved = editing.edited(rows, f"up-{at}")
    assert sorted(row.name for row in moved.people) == sorted(row.name for row in rows.people)
    if 0 < at < len(rows.people):
        assert moved.people[at - 1] == rows.people[at]
        assert editing.edited(moved, f"up-{at}") == rows
    assert (moved.units, moved.once, moved.budget) == (rows.units, rows.once, rows.budget)


@given(MONEY, st.sampled_from(["", " đồng", "đ", " VNĐ", "₫"]))
def test_an_amount_is_read_as_it_is_shown(amount: int, unit: str) -> None:
    assert parse_amount(f"{number(amount)}{unit}") == parse_amount(f"{amount}{unit}") == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_sentence(typed: str) -> None:
    try:
        amount = parse_amount(typed)
    except ValueError as problem:
        assert str(problem) in (ladders.WRONG_AMOUNT, ladders.TOO_DEAR)
    else:
        assert 0 <= amount <= ladders.DEAREST
        assert "".join(sign for sign in typed if sign.isdigit()).lstrip("0") == str(amount).lstrip("0")


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(day.strftime("%d/%m/%Y")) == day
    assert parse_day(f"{day.day}/{day.month}/{day.year}") == day


@given(st.text("0123456789abcdefghijklmnopqrstuvwxyzOILABC", max_size=40))
def test_a_code_put_right_is_right(code: str) -> None:
    made = certifying.normal(code)
    assert certifying.normal(made) == made == certifying.normal(code.upper())
    assert not set(made) & set("oilOILABC") and len(made) == len(code)
