"""What the state machine knows: who sat what, what was answered, what staff did. It asks the program nothing
about what should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, multiple
from sqlmodel import Session

from contest import entropy
from contest.attempts import hot, papers
from contest.attempts.rules import Facts, Op, Verdict
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.starting import Refusal
from contest.errors import Conflict, Invalid
from contest.rounds.deeds import Order
from contest.web.database import reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, STAFF

LIMIT, GRACE, ALLOWED, SLOTS = 600, 20, 2, 4
RULES = world.predicting(seconds=LIMIT, grace_seconds=GRACE, attempts_allowed=ALLOWED)
NUMBERS = count()
MINUTE = 60_000
#: Around every border there is, seldom far beyond: what is over has little left to go wrong.
SHORT = [1, 999, 1_000, 19_999, 30_000, 59_000, 61_000]
WAITS = [*SHORT * 4, 300_000, 540_000, 599_999, 600_001, 620_001, 3_600_000]


def ms(moment: datetime) -> int:
    """Milliseconds, by a way of our own."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@dataclass
class Sat:
    """An attempt as the model knows it."""

    id: str
    entry: str
    number: int
    started: int
    lease: int = 1
    ended: int | None = None
    clock: int = 0  # what its clock showed when it ended: in a pause, the moment at which all stood still
    receipt: str = ""
    is_void: bool = False
    promised: int = 0  # until when a phone was told that it has time
    #: op_id → (lease, op, what it was answered the first time)
    ops: dict[str, tuple[int, Op, Verdict]] = field(default_factory=dict)

    def standing(self) -> dict[int, str]:
        """I2 by brute force: the applied op with the highest (lease, seq) of each slot."""
        found: dict[int, str] = {}
        applied = [(lease, op) for lease, op, verdict in self.ops.values() if verdict is Verdict.APPLIED]
        for _, op in sorted(applied, key=lambda one: (one[0], one[1].seq)):
            found[op.slot] = op.answer
        return found


class Model(RuleBasedStateMachine):
    """One round of two attempts a person, with a prediction, and everything that may happen in it."""

    def set_up(self) -> None:
        """A round that has just opened, and three people at its door."""
        self.world = world.make(RULES, bank=0, slug=f"may-{next(NUMBERS)}")
        self.people = [self.world.join(f"Người {entropy.new_id()}").entry_id for _ in range(3)]
        self.now, self.opens, self.closes = ms(OPENS), ms(OPENS), ms(CLOSES)
        self.paused_at: int | None = None
        self.barred: set[str] = set()
        self.sat: dict[str, Sat] = {}
        self.deeds: Counter[str] = Counter()
        self.seq = 0

    @property
    def moment(self) -> datetime:
        """Now, as the services take it."""
        return datetime.fromtimestamp(self.now / 1000, UTC)

    def facts(self, attempt: str) -> Facts:
        """What is stored."""
        with reading() as db:
            found = hot.glance(db, attempt)
        assert found is not None
        return found

    def is_over(self, sat: Sat) -> bool:
        """Whether an answer that arrives now comes too late."""
        return sat.ended is not None or self.now > self.facts(sat.id).accepts_until

    def refusal(self, used: int) -> Refusal | None:
        then = self.now if self.paused_at is None else self.paused_at
        if then >= self.closes:
            return Refusal.OVER
        if used >= ALLOWED:
            return Refusal.USED_UP
        return None if self.paused_at is None else Refusal.PAUSED

    @property
    def round(self) -> str:
        """The round's id."""
        return self.world.round_id

    def op(self, slot: int, answer: str) -> Op:
        self.seq += 1
        return Op(entropy.new_id(), self.seq, slot, answer)

    def answer(self, attempt: str, slot: int, pick: int) -> str:
        """An option as the paper shows it, or nothing; a number for the prediction."""
        if slot == SLOTS:
            return str(pick)
        with reading() as db:
            options = papers.from_json(hot.papers_of(db, [attempt])[attempt])[slot - 1].options
        return "" if pick == 9 else options[pick % len(options)]

    def verdict(self, sat: Sat, lease: int) -> Verdict:
        if not 1 <= lease <= sat.lease:
            return Verdict.NOT_YOURS
        if lease < sat.lease:
            return Verdict.STALE
        return Verdict.LATE if self.is_over(sat) else Verdict.APPLIED

    def send(self, sat: Sat, lease: int, ops: tuple[Op, ...]) -> Any:
        verdict = self.verdict(sat, lease)
        with writing() as db:
            (outcome,) = save_batch(db, [SaveRequest(sat.id, (sat.entry,), lease, self.now, ops)])
        assert outcome.verdict is verdict
        left = outcome.left
        if verdict is Verdict.APPLIED and left is not None and left.seconds and not left.paused:
            sat.promised = max(sat.promised, self.now + 1000 * left.seconds)
        self.keep(sat, lease, ops, verdict)
        return multiple(*((sat.id, op.op_id) for op in ops if op.op_id in sat.ops))

    def keep(self, sat: Sat, lease: int, ops: Sequence[Op], verdict: Verdict) -> None:
        if verdict is not Verdict.NOT_YOURS:
            sat.ops |= {op.op_id: (lease, op, verdict) for op in ops}

    def time_out(self, sats: Any) -> None:
        """Record in the model whose time is over by now."""
        for sat in sats:
            if sat.ended is None and self.now > self.facts(sat.id).accepts_until:
                sat.ended = sat.clock = self.facts(sat.id).deadline

    def end(self, sat: Sat) -> None:
        """Staff or its owner end an open attempt now; one whose time is over ended with its time."""
        self.time_out([sat])
        if sat.ended is None:
            sat.ended = self.now
            sat.clock = self.now if self.paused_at is None else self.paused_at

    def deed(self, kind: str, do: Callable[[Session, Order], None]) -> bool:
        """Do it twice with one form, as a double click does; whether it was done, which is once."""
        order = Order(entropy.new_id(), STAFF, "Mất điện")
        try:
            for _ in range(2):
                with writing() as db:
                    do(db, order)
        except (Conflict, Invalid):
            return False
        self.deeds[kind] += 1
        return True
