"""Random contests as a state machine: anybody does anything in any order, and I1–I5, I8–I11, I14 hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, consumes, initialize, invariant, multiple, rule

from contest import entropy
from contest.attempts import hot, papers, starting, store
from contest.attempts.adjusting import Scope
from contest.attempts.finishing import HandInRequest, hand_in_batch
from contest.attempts.rules import Op, Verdict
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.starting import StartOutcome, StartRequest
from contest.grades import service as grades
from contest.rounds import helping, judging, timing
from contest.rounds.deeds import Order
from contest.web.database import writing
from tests.contest.attempts import machine_end
from tests.contest.attempts.machine_model import ALLOWED, GRACE, LIMIT, MINUTE, SLOTS, WAITS, Model, Sat, ms
from tests.contest.rounds import world
from tests.contest.rounds.world import STAFF


class Contest(Model):
    """Everything that people and staff may do."""

    attempts = Bundle("attempts")
    sent = Bundle("sent")
    extras = Bundle("extras")
    outbox = Bundle("outbox")

    @initialize(target=attempts)
    def begin(self) -> Any:
        """Everybody starts at once; most of what can happen happens to open papers."""
        self.set_up()
        return multiple(*(self.start_one(entry, twice=False) for entry in self.people))

    # --- people -----------------------------------------------------------------------------------

    @rule(target=attempts, who=st.integers(0, 2), twice=st.booleans())
    def start(self, who: int, twice: bool) -> Any:
        return self.start_one(self.people[who], twice) or multiple()

    @rule(target=attempts, attempt=attempts)
    def sit_again(self, attempt: str) -> Any:
        """Hand in, and try once more at once: as often as allowed, and then no more."""
        sat = self.sat[attempt]
        if not self.is_over(sat):
            self.hand_in(attempt, 0, 0)
        return self.start_one(sat.entry, twice=False) or multiple()

    def start_one(self, entry: str, twice: bool) -> str:
        """A start, pressed twice or once; the new attempt, or "" where there is none."""
        mine = [one for one in self.sat.values() if one.entry == entry]
        going_on = next((one for one in mine if not self.is_over(one)), None)
        request = StartRequest(self.world.round_id, (entry,), entropy.new_id(), self.now)
        with writing() as db:
            outcomes = starting.start_batch(db, [request] * (1 + twice))
        assert len(set(outcomes)) == 1
        if going_on is not None:
            assert outcomes[0] == StartOutcome(going_on.id)
            return ""
        self.time_out(mine)
        if (refusal := self.refusal(len(mine))) is not None:
            assert outcomes[0].refusal is refusal
            return ""
        made = Sat(outcomes[0].attempt_id, entry, len(mine) + 1, self.now)
        assert made.id not in self.sat
        self.sat[made.id] = made
        return made.id

    @rule(
        target=sent,
        attempt=attempts,
        taps=st.lists(st.tuples(st.integers(1, SLOTS), st.integers(0, 9)), min_size=1, max_size=4),
        lease=st.sampled_from([0, 0, 0, -1, 1]),
        order=st.randoms(use_true_random=False),
    )
    def save(self, attempt: str, taps: Sequence[tuple[int, int]], lease: int, order: Any) -> Any:
        sat = self.sat[attempt]
        ops = [self.op(slot, self.answer(attempt, slot, pick)) for slot, pick in taps]
        order.shuffle(ops)
        return self.send(sat, sat.lease + lease, tuple(ops))

    @rule(target=outbox, attempt=attempts, slot=st.integers(1, SLOTS), pick=st.integers(0, 9))
    def tap(self, attempt: str, slot: int, pick: int) -> Any:
        """A tap in a dead zone: it has its number, and goes when there is network again, or never."""
        return attempt, self.sat[attempt].lease, self.op(slot, self.answer(attempt, slot, pick))

    @rule(target=sent, tapped=consumes(outbox))
    def deliver(self, tapped: tuple[str, int, Op]) -> Any:
        """Behind others that were tapped after it."""
        attempt, lease, op = tapped
        return self.send(self.sat[attempt], lease, (op,))

    @rule(attempt=attempts, slot=st.integers(1, SLOTS))
    def change_ones_mind(self, attempt: str, slot: int) -> None:
        """Three taps on one question: the last arrives first, the others in one batch after it."""
        sat = self.sat[attempt]
        taps = [self.op(slot, self.answer(attempt, slot, pick)) for pick in (1, 2, 0)]
        for ops in ((taps[2],), (taps[1], taps[0])):
            self.send(sat, sat.lease, ops)

    @rule(attempt=attempts, late=st.sampled_from([0, 1, 1_000, 59_000]), pick=st.integers(0, 9))
    def answer_at_the_last_moment(self, attempt: str, late: int, pick: int) -> None:
        """At the end of the grace, and a little after it."""
        sat = self.sat[attempt]
        if not self.is_over(sat) and self.paused_at is None:
            self.now = max(self.now, self.facts(attempt).accepts_until + late)
            self.send(sat, sat.lease, (self.op(1, self.answer(attempt, 1, pick)),))

    @rule(attempt_op=sent, changed=st.booleans())
    def again(self, attempt_op: tuple[str, str], changed: bool) -> None:
        """A repeat is answered as the first time, whatever happened since; another body is a conflict."""
        sat = self.sat[attempt_op[0]]
        lease, op, first = sat.ops[attempt_op[1]]
        body = Op(op.op_id, op.seq, op.slot, f"{op.answer}?") if changed else op
        with writing() as db:
            (outcome,) = save_batch(db, [SaveRequest(sat.id, (sat.entry,), lease, self.now, (body,))])
        assert outcome.verdict is (Verdict.CONFLICT if changed else first)

    @rule(attempt=attempts, who=st.integers(0, 2))
    def save_for_somebody_else(self, attempt: str, who: int) -> None:
        sat = self.sat[attempt]
        stranger = self.people[who]
        request = SaveRequest(attempt, (stranger,), sat.lease, self.now, (self.op(1, "x"),))
        if stranger != sat.entry:
            with writing() as db:
                assert save_batch(db, [request])[0].verdict is Verdict.NOT_YOURS

    @rule(attempt=attempts)
    def take_over(self, attempt: str) -> None:
        sat = self.sat[attempt]
        if not self.is_over(sat):
            with writing() as db:
                assert store.take_over(db, attempt, sat.lease, entropy.new_id())
            sat.lease += 1

    @rule(attempt=attempts, lease=st.sampled_from([0, 0, -1, 1]), pick=st.integers(0, 9))
    def hand_in(self, attempt: str, lease: int, pick: int) -> None:
        sat = self.sat[attempt]
        given = sat.lease + lease
        ops = (self.op(1, self.answer(attempt, 1, pick)), self.op(SLOTS, str(pick)))
        was_over, verdict = self.is_over(sat), self.verdict(sat, given)
        with writing() as db:
            outcome = hand_in_batch(db, [HandInRequest(attempt, (sat.entry,), given, self.now, ops)])[0]
        self.keep(sat, given, ops, verdict)
        assert outcome is (Verdict.APPLIED if was_over else verdict)
        if was_over:
            self.time_out([sat])
        elif verdict is Verdict.APPLIED:
            self.end(sat)

    # --- staff ------------------------------------------------------------------------------------

    @rule(attempt=attempts, back=st.booleans())
    def void(self, attempt: str, back: bool) -> None:
        sat = self.sat[attempt]
        deed = judging.unvoid if back else judging.void
        if self.deed(
            "unvoid" if back else "void", lambda db, order: deed(db, order, self.round, attempt, self.moment)
        ):
            assert sat.is_void is back
            if not back and sat.ended is None:
                self.end(sat)
            sat.is_void = not back
        else:
            assert sat.is_void is not back

    @rule(who=st.integers(0, 2), back=st.booleans())
    def bar(self, who: int, back: bool) -> None:
        entry, deed = self.people[who], judging.unbar if back else judging.bar
        done = self.deed(
            "unbar" if back else "bar", lambda db, order: deed(db, order, self.round, entry, self.moment)
        )
        assert done is ((entry in self.barred) is back)
        if done:
            self.barred ^= {entry}

    @rule(target=extras, who=st.integers(0, 3), minutes=st.integers(1, 5))
    def give_extra(self, who: int, minutes: int) -> Any:
        scope = Scope(self.people[who]) if who < 3 else Scope()
        order = Order(entropy.new_id(), STAFF, "Mất điện")
        done = self.deed(
            "extra",
            lambda db, _: helping.give(db, order, self.round, scope, minutes, self.moment),
        )
        return order.id if done else multiple()

    @rule(deed=extras)
    def take_back(self, deed: str) -> None:
        if self.deed(
            "unextra", lambda db, order: helping.take_back(db, order, self.round, deed, self.moment)
        ):
            # Whoever loses given time keeps a minute, by which phones have heard of it.
            for sat in self.sat.values():
                sat.promised = min(sat.promised, self.now + MINUTE)

    @rule(attempt=attempts, left=st.integers(1, 120), pick=st.integers(0, 9))
    def lose_extra_near_the_end(self, attempt: str, left: int, pick: int) -> None:
        """Time is given by mistake, seen on the phone, and taken back when little of it is left."""
        sat = self.sat[attempt]
        if self.is_over(sat) or self.paused_at is not None:
            return
        given = self.give_extra(self.people.index(sat.entry), 5)
        self.now = max(self.now, self.facts(attempt).deadline - 1000 * left)
        self.send(sat, sat.lease, (self.op(1, self.answer(attempt, 1, pick)),))
        self.take_back(given)

    @rule()
    def pause(self) -> None:
        is_open = self.paused_at is None and self.now < self.closes
        done = self.deed("pause", lambda db, order: timing.pause(db, order, self.round, self.moment))
        assert done is is_open
        if done:
            self.paused_at = self.now

    @rule(moved=st.booleans())
    def resume(self, moved: bool) -> None:
        done = self.deed(
            "unpause",
            lambda db, order: timing.resume(db, order, self.round, self.moment, moved=moved),
        )
        assert done is (self.paused_at is not None)
        if self.paused_at is not None:
            stood = -((self.paused_at - self.now) // 1000)
            self.closes += stood * 1000 * moved
            self.paused_at = None

    @rule(seconds=st.integers(1, 900), moved=st.booleans())
    def cut_power(self, seconds: int, moved: bool) -> None:
        self.pause()
        self.now += 1000 * seconds
        self.resume(moved)

    @rule(minutes=st.sampled_from([-90, -30, -1, 1, 30, 90]))
    def extend(self, minutes: int) -> None:
        seen = datetime.fromtimestamp(self.closes / 1000, UTC)
        later = seen + timedelta(minutes=minutes)
        if self.deed(
            "extend",
            lambda db, order: timing.extend(
                db, order, self.round, later, seen, self.moment, sooner=minutes < 0
            ),
        ):
            self.closes = ms(later)
            if minutes < 0:
                for sat in self.sat.values():
                    sat.promised = 0

    # --- the machine ------------------------------------------------------------------------------

    @rule(time=st.sampled_from(WAITS))
    def wait(self, time: int) -> None:
        self.now += time

    @rule()
    def sweep(self) -> None:
        """The ticker's half: it only records what holds already."""
        world.sweep(self.moment)
        self.time_out(self.sat.values())

    @rule()
    def restart(self) -> None:
        """What a new process does not remember."""
        papers.forget_pools()
        grades.forget_keys()

    # --- what must hold ---------------------------------------------------------------------------

    @invariant()
    def stored_is_what_was_answered(self) -> None:
        for sat in getattr(self, "sat", {}).values():
            machine_end.check_attempt(sat, self.facts(sat.id), LIMIT, GRACE, self.closes)

    @invariant()
    def nobody_has_more_than_allowed(self) -> None:
        for entry in getattr(self, "people", ()):
            with writing() as db:
                stored = hot.by_entry(db, self.round, [entry]).get(entry, [])
            assert [one.number for one in stored] == list(range(1, len(stored) + 1))
            assert len(stored) <= ALLOWED  # I3
            assert sum(one.state == "open" for one in stored) <= 1

    def teardown(self) -> None:
        if hasattr(self, "sat"):
            machine_end.close_and_compare(self)
