"""A closed round in which some things look odd, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contest import entropy
from contest.attempts import finishing, papers, starting, store
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.rounds import service as rounds
from contest.signals import service
from contest.signals import store as signals_store
from contest.signals.models import Signal
from contest.web.database import reading, to_ms, writing
from questions import service as questions
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

STAFF = "staff00000001"
QUESTIONS = 12
DONE = OPENS + timedelta(hours=2, minutes=5)


@dataclass
class Crowd:
    """One round of twelve questions and who sits in it."""

    contest: World

    @classmethod
    def made(cls, **rules: Any) -> Crowd:
        """An open round."""
        line = world.BlueprintLine(count=QUESTIONS)
        return cls(world.make(world.rules(blueprint=(line,), **rules), bank=QUESTIONS))

    def sit(
        self,
        name: str,
        *,
        gap: float = 20,
        right: int = QUESTIONS,
        device: str = "",
        at: datetime = OPENS,
    ) -> str:
        """Enter, answer one question every ``gap`` seconds, hand in; the attempt."""
        entry = self.contest.join(name).entry_id
        request = starting.StartRequest(
            self.contest.round_id, (entry,), device or entropy.new_id(), to_ms(at)
        )
        with writing() as db:
            (outcome,) = starting.start_batch(db, [request])
        attempt = outcome.attempt_id
        with writing() as db:
            row = store.attempt(db, attempt, [entry])
            assert row is not None
            paper = papers.from_json(row.paper)
            keys = questions.keys(db, {drawn.revision for drawn in paper})
            moment = to_ms(at)
            for slot, drawn in enumerate(paper, 1):
                moment += int(gap * 1000)
                good = keys[drawn.revision][1].right[0]
                chosen = good if slot <= right else next(one for one in drawn.options if one != good)
                op = Op(entropy.new_id(), slot, slot, chosen)
                save_batch(db, [SaveRequest(attempt, (entry,), 1, moment, (op,))])
            finishing.hand_in_batch(db, [finishing.HandInRequest(attempt, (entry,), 1, moment + 500)])
        return attempt

    def close(self, now: datetime = DONE) -> None:
        """End the round and let it be ranked."""
        with writing() as db:
            rounds.close_now(db, STAFF, self.contest.round_id, now)
        world.work(now + timedelta(minutes=5))

    def search(self, now: datetime = DONE) -> None:
        """Look for signals, all of it."""
        with writing() as db:
            service.search(db, STAFF, self.contest.round_id, now)
        world.work(now)

    def signals(self) -> list[Signal]:
        """What was found."""
        with reading() as db:
            return signals_store.signals(db, self.contest.round_id)
