"""No way back, on both databases: order is the server's, repeats are answered as the first time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.attempts import asking, hot
from contest.attempts.asking import AskOutcome, AskRequest
from contest.attempts.rules import Op, Verdict
from contest.attempts.saving import SaveOutcome, plain_op
from contest.ruleset.states import Way
from contest.web.database import Database, reading, writing
from tests.contest.attempts.sitting import answers, fates, statements, stored
from tests.contest.attempts.test_saving import T0, UNTIL, Sitter, save
from tests.contest.rounds import world
from tests.contest.rounds.world import World


@pytest.fixture
def contest(database: Database) -> World:
    return world.make(world.predicting(way=Way.FORWARD))


@pytest.fixture
def me(contest: World) -> Sitter:
    return Sitter(contest)


def reached(me: Sitter) -> int:
    return int(stored(me.attempt, "reached")[0])


def refused(*ids: str, lease: int = 1) -> SaveOutcome:
    return SaveOutcome(Verdict.CLOSED, lease, (), ids)


def test_it_begins_at_the_first(me: Sitter) -> None:
    assert stored(me.attempt, "way", "reached", "slot_deadline", "slot_until") == ("forward", 1, None, None)


def test_a_later_answer_closes_the_earlier_ones(me: Sitter) -> None:
    assert me.save(Op("a", 1, 1, "x")).verdict is Verdict.APPLIED
    assert me.save(Op("b", 2, 3, "y")).verdict is Verdict.APPLIED
    assert me.save(Op("c", 3, 1, "z")) == refused("c")
    assert me.save(Op("d", 4, 2, "z")) == refused("d")
    assert (answers(me.attempt), reached(me)) == ({1: "x", 3: "y"}, 3)
    assert fates(me.attempt)[-2:] == [(1, "z", "closed"), (2, "z", "closed")]


def test_the_question_at_hand_may_be_changed(me: Sitter) -> None:
    me.save(Op("a", 1, 2, "x"))
    assert me.save(Op("b", 2, 2, "y")).verdict is Verdict.APPLIED
    assert me.save(Op("c", 3, 2, "")).verdict is Verdict.APPLIED
    assert answers(me.attempt) == {2: ""}


def test_an_empty_op_goes_past_a_question(me: Sitter) -> None:
    """So a phone tells that a question was asked for that has no answer yet."""
    me.save(Op("a", 1, 2, ""))
    assert me.save(Op("b", 2, 1, "x")) == refused("b")
    assert reached(me) == 2


def test_a_dead_zone_arrives_at_once_and_in_order(me: Sitter) -> None:
    ops = [Op(f"o{slot}", slot, slot, str(slot)) for slot in (1, 2, 3, 4)]
    assert me.save(*ops).verdict is Verdict.APPLIED
    assert answers(me.attempt) == {1: "1", 2: "2", 3: "3", 4: "4"}


def test_the_phones_own_order_counts_not_that_of_the_list(me: Sitter) -> None:
    ops = [Op(f"o{slot}", slot, slot, str(slot)) for slot in (4, 2, 1, 3)]
    assert me.save(*ops).verdict is Verdict.APPLIED
    assert len(answers(me.attempt)) == 4


def test_a_way_back_within_one_request_is_closed_and_the_rest_stands(me: Sitter) -> None:
    ops = (Op("a", 1, 1, "x"), Op("b", 2, 3, "y"), Op("c", 3, 2, "z"), Op("d", 4, 4, "9"))
    assert me.save(*ops) == refused("c")
    assert answers(me.attempt) == {1: "x", 3: "y", 4: "9"}
    rest = tuple(op for op in ops if op.op_id != "c")
    assert me.save(*rest).verdict is Verdict.APPLIED, "what a phone sends after it was told"


def test_a_repeat_is_answered_as_the_first_time_however_far_the_attempt_is(me: Sitter) -> None:
    first, closed = Op("a", 1, 1, "x"), Op("c", 3, 2, "z")
    said = [me.save(first), me.save(Op("b", 2, 3, "y")), me.save(closed)]
    assert [me.save(first), me.save(closed)] == [said[0], said[2]]
    assert me.save(first, closed, at=UNTIL + 1) == refused("c"), "also when the time is over"
    assert len(fates(me.attempt)) == 3


def test_a_repeat_of_a_late_one_moves_nothing(me: Sitter) -> None:
    assert me.save(Op("a", 1, 4, "x"), at=UNTIL + 1).verdict is Verdict.LATE
    assert me.save(Op("a", 1, 4, "x")).verdict is Verdict.LATE
    assert me.save(Op("b", 2, 1, "y")).verdict is Verdict.APPLIED
    assert reached(me) == 1


def test_another_body_is_a_conflict_and_moves_nothing(me: Sitter) -> None:
    me.save(Op("a", 1, 1, "x"))
    assert me.save(Op("a", 1, 4, "x")) == SaveOutcome(Verdict.CONFLICT, 1, ("a",))
    assert reached(me) == 1


def test_conflicts_and_closed_ones_are_told_together(me: Sitter) -> None:
    me.save(Op("a", 1, 3, "x"))
    outcome = me.save(Op("a", 1, 3, "other"), Op("b", 2, 1, "y"))
    assert outcome == SaveOutcome(Verdict.CONFLICT, 1, ("a",), ("b",))


def test_the_attempt_moves_with_how_far_it_is(me: Sitter) -> None:
    me.save(Op("a", 1, 3, "x"))
    me.move(1)
    assert me.save(Op("b", 2, 4, "1")).verdict is Verdict.STALE
    assert me.save(Op("c", 1, 2, "y"), lease=2) == refused("c", lease=2)
    assert me.save(Op("d", 2, 3, "z"), lease=2).verdict is Verdict.APPLIED
    assert (answers(me.attempt), reached(me)) == ({3: "z"}, 3)


def test_several_people_in_one_batch_keep_apart(contest: World, me: Sitter) -> None:
    you = Sitter(contest)
    outcomes = save(
        me.request(Op("a", 1, 3, "x")),
        you.request(Op("a", 1, 1, "x")),
        me.request(Op("b", 2, 1, "y")),
        you.request(Op("b", 2, 2, "y")),
    )
    verdicts = [one.verdict for one in outcomes]
    assert verdicts == [Verdict.APPLIED, Verdict.APPLIED, Verdict.CLOSED, Verdict.APPLIED]
    assert (reached(me), reached(you)) == (3, 2)


def test_beside_free_papers_in_one_batch(contest: World, me: Sitter) -> None:
    free = Sitter(world.make(world.predicting(), bank=0, slug="tu-do"))
    outcomes = save(
        free.request(Op("a", 1, 4, "1"), Op("b", 2, 1, "x")),
        me.request(Op("a", 1, 4, "1"), Op("b", 2, 1, "x")),
    )
    assert [replace(one, left=None) for one in outcomes] == [SaveOutcome(Verdict.APPLIED, 1), refused("b")]
    assert stored(free.attempt, "way", "reached") == ("free", 1)


# --- forms without script ---------------------------------------------------------------------------


def ask(*requests: AskRequest) -> list[AskOutcome]:
    with writing() as db:
        return asking.ask_batch(db, requests)


def going(me: Sitter, slot: int, *ops: Op, lease: int = 1, at: int = T0 + 1000) -> AskRequest:
    return AskRequest(me.attempt, (me.entry,), lease, at, slot, ops)


def test_a_form_saves_and_goes_on(me: Sitter) -> None:
    assert ask(going(me, 2, plain_op(1, "x"))) == [AskOutcome(Verdict.APPLIED, 2)]
    assert ask(going(me, 2, plain_op(1, "y"))) == [AskOutcome(Verdict.APPLIED, 2)], "sent twice"
    assert (answers(me.attempt), reached(me)) == ({1: "x"}, 2)


def test_behind_the_last_there_is_nothing_to_open(me: Sitter) -> None:
    me.save(Op("a", 1, 4, "7"))
    assert ask(going(me, 5, plain_op(4, "8"))) == [AskOutcome(Verdict.APPLIED, 4)]
    assert answers(me.attempt) == {4: "8"}


@pytest.mark.parametrize("slot", [3, 5, 999])
def test_nobody_skips(me: Sitter, slot: int) -> None:
    assert ask(going(me, slot)) == [AskOutcome(Verdict.NOT_YOURS, 1)]
    assert reached(me) == 1


def test_who_may_not_go_on(me: Sitter) -> None:
    stranger = AskRequest(me.attempt, ("0" * 13,), 1, T0, 2)
    nothing = AskRequest("0" * 13, (me.entry,), 1, T0, 2)
    assert [one.verdict for one in ask(stranger, nothing)] == [Verdict.NOT_YOURS] * 2
    assert ask(going(me, 2, at=UNTIL + 1))[0].verdict is Verdict.LATE
    me.move(1)
    assert ask(going(me, 2))[0].verdict is Verdict.STALE
    assert reached(me) == 1


# --- what it costs ----------------------------------------------------------------------------------


def test_a_free_paper_costs_no_more_statements_than_before(database: Database, contest: World) -> None:
    """Three and a commit: the facts, the events, the answers (decision 0005)."""
    free, forward = Sitter(world.make(world.predicting(), bank=0, slug="tu-do")), Sitter(contest)
    counts = []
    for who in (free, forward):
        with statements() as seen:
            save(who.request(Op("a", 1, 1, "x"), Op("b", 2, 2, "y")))
        counts.append(len([one for one in seen if not one.startswith(("BEGIN", "PRAGMA"))]))
    assert counts == [3, 5]


def test_moving_on_never_goes_back(me: Sitter) -> None:
    for slot, wanted in ((3, 3), (2, 3), (4, 4)):
        with writing() as db:
            hot.move_on(db, [(me.attempt, slot, None, None)])
        assert reached(me) == wanted
    with reading() as db:
        hot.insert_asked(db, [])
        hot.move_on(db, [])
