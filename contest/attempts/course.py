"""How far attempts without a way back get within one batch: each op is judged where those before it led."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from contest.attempts.rules import Facts, Op, Verdict, judge_slot
from contest.ruleset.states import Way


@dataclass
class Course:
    """Attempts in order, as the batch moves them on.

    ``known``: ops that stood before, or that came up in this batch already. They are answered as the first
    time, whatever is judged of them now, and move nothing.
    """

    at: dict[str, Facts]
    known: set[tuple[str, str]] = field(default_factory=set)
    _moved: set[str] = field(default_factory=set)

    def judged(self, attempt_id: str, op: Op, verdict: Verdict, received: int) -> Verdict:
        """What becomes of one op of a request that as a whole is judged ``verdict``."""
        key = (attempt_id, op.op_id)
        if key in self.known:
            return verdict
        self.known.add(key)
        if verdict is not Verdict.APPLIED:
            return verdict
        facts = self.at[attempt_id]
        own = judge_slot(facts, op.slot, received)
        if own is Verdict.APPLIED and facts.way == Way.FORWARD and op.slot > facts.reached:
            self.at[attempt_id] = replace(facts, reached=op.slot)
            self._moved.add(attempt_id)
        return own

    def moved(self) -> list[tuple[str, int, None, None, None]]:
        """The attempts that got further, as ``hot.move_on`` takes them: saving moves no paper whose questions
        are asked for."""
        return [(id, self.at[id].reached, None, None, None) for id in sorted(self._moved)]
