"""A round that many people sat, answer by answer as a test wants it, through the real services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contest import entropy
from contest.attempts import finishing, papers, store
from contest.attempts.rules import Op
from contest.campaigns import service as campaigns
from contest.reports import keeping
from contest.reports.keeping import Line, Stored
from contest.reports.states import Scope
from contest.rounds import service as rounds
from contest.web.database import reading, to_ms, writing
from questions import asked
from questions import service as questions
from questions.kinds import Content, Key
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

STAFF = "staff00000001"
DONE = OPENS + timedelta(hours=2, minutes=5)
#: (what is asked, its key, its number in the bank) → the answer.
Mind = Callable[[Content, Key, int], str]


def wrong(content: Content, key: Key) -> str:
    """The first wrong option in the order of the bank."""
    return next(one.id for one in content.options if one.id not in key.right)


def knows(*right: int) -> Mind:
    """Right on these questions (numbers in the bank, from 0), wrong on the others."""

    def answer(content: Content, key: Key, number: int) -> str:
        return key.right[0] if number in right else wrong(content, key)

    return answer


@dataclass
class School:
    """A round and its people."""

    contest: World

    @classmethod
    def made(cls, bank: int = 3, asks: int = 3, **rules: Any) -> School:
        """An open round that asks ``asks`` of the questions of a bank."""
        line = world.BlueprintLine(count=asks)
        return cls(world.make(world.rules(blueprint=(line,), **rules), bank=bank))

    @property
    def round_id(self) -> str:
        return self.contest.round_id

    def sit(self, entry: str, mind: Mind, at: datetime = OPENS, prediction: str = "") -> str:
        """Start, answer, hand in a minute later; the attempt."""
        attempt = self.contest.start(entry, at)
        with writing() as db:
            row = store.attempt(db, attempt, [entry])
            assert row is not None
            paper = papers.from_json(row.paper)
            known = asked.asked(db, {drawn.revision for drawn in paper})
            keys = questions.keys(db, known)
            ops = []
            for slot, drawn in enumerate(paper, 1):
                content, key = known[drawn.revision].content, keys[drawn.revision][1]
                number = int("".join(filter(str.isdigit, content.text)))
                if said := mind(content, key, number):
                    ops.append(Op(entropy.new_id(), slot, slot, said))
            if prediction:
                ops.append(Op(entropy.new_id(), len(paper) + 1, len(paper) + 1, prediction))
            end = to_ms(at + timedelta(minutes=1))
            finishing.hand_in_batch(db, [finishing.HandInRequest(attempt, (entry,), 1, end, tuple(ops))])
        return attempt

    def come(self, name: str, mind: Mind, at: datetime = OPENS) -> str:
        """Enter and sit; the entry."""
        entry = self.contest.join(name).entry_id
        self.sit(entry, mind, at)
        return entry

    def crowd(self, minds: Sequence[Mind]) -> list[str]:
        """So many people; their entries."""
        return [self.come(f"Người {number}", mind) for number, mind in enumerate(minds)]

    def close(self, now: datetime = DONE) -> None:
        """End the round and let it be ranked."""
        with writing() as db:
            rounds.close_now(db, STAFF, self.round_id, now)
        world.work(now + timedelta(minutes=5))

    def count(self, now: datetime = DONE) -> None:
        """Let the tick find the closed round, and the job count it."""
        world.work(now + timedelta(minutes=6))

    def stored(self, scope: Scope = Scope.FIRST) -> Stored | None:
        """What is kept of it."""
        with reading() as db:
            return keeping.stored(db, self.round_id, scope)

    def lines(self, scope: Scope = Scope.FIRST) -> tuple[Line, ...]:
        """Its questions' figures, in the order of the bank."""
        found = self.stored(scope)
        assert found is not None
        return found.lines

    def campaign(self) -> str:
        """The contest."""
        with reading() as db:
            return campaigns.view(db, self.round_id, DONE).campaign_id
