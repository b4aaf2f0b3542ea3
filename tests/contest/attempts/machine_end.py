"""What the state machine holds the program to: after each step, and once the round is closed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from contest.attempts import hot, papers
from contest.attempts.rules import NEVER, Facts, Verdict
from contest.audit import service as audit
from contest.campaigns.states import RoundState
from contest.grades import service as grades
from contest.web.database import reading
from questions import service as questions
from tests.contest.attempts.sitting import answers, rows
from tests.contest.rounds import world

if TYPE_CHECKING:
    from tests.contest.attempts.machine import Contest
    from tests.contest.attempts.machine_model import Sat

HOUR = timedelta(hours=1)
SUMS = "SELECT lent, extra FROM attempt WHERE id = :id"
EVENTS = "SELECT op_id, lease, seq, slot, answer, fate, received FROM answer_event WHERE attempt_id = :id"


def check_attempt(sat: Sat, facts: Facts, limit: int, grace: int, closes: int) -> None:
    """One attempt after any step."""
    stored = {row[0]: row[1:] for row in rows(EVENTS, id=sat.id)}
    assert stored.keys() == sat.ops.keys()  # I1, and nothing that nobody sent
    for op_id, (lease, op, verdict) in sat.ops.items():
        assert stored[op_id][:5] == (lease, op.seq, op.slot, op.answer, verdict.value)
    assert answers(sat.id) == sat.standing()  # I2
    assert facts.lease == sat.lease
    assert facts.started == sat.started <= facts.deadline  # I14
    _check_time(sat, facts, limit, grace, closes)
    if facts.receipt:
        assert sat.receipt in ("", facts.receipt)  # I11
        sat.receipt = facts.receipt


def _check_time(sat: Sat, facts: Facts, limit: int, grace: int, closes: int) -> None:
    if sat.ended is not None or facts.state != "open":
        return
    ((lent, extra),) = rows(SUMS, id=sat.id)
    own = facts.started + 1000 * (limit + facts.stood)
    assert facts.deadline == min(closes + 1000 * lent, own) + 1000 * extra
    assert facts.accepts_until == (NEVER if facts.paused is not None else facts.deadline + 1000 * grace)
    assert facts.deadline >= sat.promised  # I10: nobody was told of time that is not there


def close_and_compare(it: Contest) -> None:
    """Let the round end, however late, and hold the board against a reckoning of our own."""
    if it.paused_at is not None:
        it.resume(moved=True)
    ends = [it.facts(sat.id).accepts_until for sat in it.sat.values()]
    over = max([it.now, it.closes, *(end for end in ends if end != NEVER)])
    then = datetime.fromtimestamp(over / 1000, UTC)
    for hours in range(1, 4):
        world.work(then + hours * HOUR)
    it.now = over + 3_600_000
    it.time_out(it.sat.values())
    view = it.world.view(then + 4 * HOUR)
    assert view.state is RoundState.CLOSED
    papers_of = [(sat, it.facts(sat.id)) for sat in it.sat.values()]
    for sat, facts in papers_of:
        check_attempt(sat, facts, 0, 0, 0)
        assert facts.receipt and facts.ended == sat.ended
        assert (facts.state == "void") is sat.is_void
    assert len({facts.receipt for _, facts in papers_of}) == len(papers_of)
    assert view.prediction_truth == len({sat.entry for sat in it.sat.values() if not sat.is_void})
    _compare_board(it, view.prediction_truth)
    _judge_afterwards(it, view.prediction_truth)
    _compare_deeds(it)


def _judge_afterwards(it: Contest, truth: int | None) -> None:
    """What staff judge once there are results moves the board at once; the true value stands."""
    for sat in it.sat.values():
        it.void(attempt=sat.id, back=sat.is_void)
        _compare_board(it, truth)
    it.bar(who=0, back=it.people[0] in it.barred)
    _compare_board(it, truth)


def _compare_deeds(it: Contest) -> None:
    """I9: the chain is whole, with one row for each deed that was done, however often it was pressed."""
    with reading() as db:
        assert audit.verify(db).whole
        noted, _ = audit.about(db, (it.round,), 0, 1000)
    names = {f"rounds.{kind}": number for kind, number in it.deeds.items()}
    said = Counter(row.action for row in noted)
    assert {name: said[name] for name in names} == names


def _compare_board(it: Contest, truth: int | None) -> None:
    """I5, I8: grades from the events alone, the order by sorting."""
    counted = [sat for sat in it.sat.values() if not sat.is_void]
    best: dict[str, tuple[Any, ...]] = {}
    for sat in sorted(counted, key=lambda sat: sat.number):
        if sat.entry in it.barred:
            continue
        right, prediction, seconds = _marked(it, sat)
        row = (-right, seconds, sat.ended, sat.id, prediction)
        if sat.entry not in best or row[:3] < best[sat.entry][:3]:
            best[sat.entry] = row
    keys = {
        entry: (right, _error(prediction, truth), seconds, ended)
        for entry, (right, seconds, ended, _, prediction) in best.items()
    }
    expected = sorted(
        (1 + sum(other < keys[entry] for other in keys.values()), entry, row[3], -row[0], row[1])
        for entry, row in best.items()
    )
    board = [(one.rank, one.entry_id, one.attempt_id, one.right, one.seconds) for one in it.world.board()]
    assert sorted(board) == expected
    assert board == sorted(board)


def _error(prediction: int | None, truth: int | None) -> Fraction:
    assert truth is not None
    return Fraction(10**18) if prediction is None else Fraction(abs(prediction - truth))


def _marked(it: Contest, sat: Sat) -> tuple[int, int | None, int]:
    """Right answers, the prediction and whole seconds of an attempt, from what was answered."""
    said = sat.standing()
    with reading() as db:
        paper = papers.from_json(hot.papers_of(db, [sat.id])[sat.id])
        keys = questions.keys(db, {drawn.revision for drawn in paper})
        graded = grades.latest(db, [sat.id])[sat.id]
        assert hot.last_seq(db, sat.id) == max(
            (op.seq for _, op, verdict in sat.ops.values() if verdict is not Verdict.NOT_YOURS), default=0
        )
    right = sum(said.get(slot) == keys[drawn.revision][1].right[0] for slot, drawn in enumerate(paper, 1))
    guess = said.get(len(paper) + 1)
    facts = it.facts(sat.id)
    assert (graded.right, graded.prediction) == (right, int(guess) if guess else None)
    used = max(0, (min(sat.clock, facts.deadline) - facts.started) // 1000 - facts.stood)
    return right, graded.prediction, used
