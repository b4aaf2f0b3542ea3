"""A small round with everything in it that a result may hang on, all of it from one seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from pydantic import ValidationError

from contest import entropy
from contest.attempts import finishing, papers, store
from contest.attempts.rules import Op, Verdict
from contest.attempts.saving import SaveRequest, save_batch
from contest.rounds import judging, twice
from contest.rounds.deeds import Order
from contest.rounds.twice import Choice
from contest.ruleset.rules import Counting, Criterion, Precision, PredictionTarget, Ruleset, Ties
from contest.ruleset.states import BlueprintLine, Moment
from contest.web.database import reading, to_ms, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Content, Key, Kind
from tests.contest.attempts.kinds import ASKED
from tests.contest.results.press import DONE, Press
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, STAFF, World

ONE = ParsedQuestion(Kind.one, "Câu một lựa chọn?", ("Đúng một", "Sai hai", "Sai ba"), (0,))
SEVERAL = ParsedQuestion(
    Kind.several, "Câu nhiều lựa chọn?", ("Đúng một", "Đúng hai", "Sai ba", "Sai bốn"), (0, 1), in_parts=True
)
TRUTH = ParsedQuestion(Kind.true_false, "Câu đúng sai?", ("Đúng", "Sai"), (1,), points=50)
WHOLE = ParsedQuestion(Kind.number, "Bao nhiêu thủ tục?", number=Decimal(1234), points=150)
EXACT = ParsedQuestion(Kind.short, "Viết đúng dấu?", accepted=("hòa bình",), exact=True)
BANK = (ONE, SEVERAL, TRUTH, WHOLE, EXACT, *ASKED.values())
#: What nobody can understand, and what everybody might type.
ODD = (
    "",
    "x",
    " ",
    ",",
    "a:b",
    "1.234",
    "3,5",
    "3.5",
    "1 234",
    "-3,5",
    "vneid",
    "HOÀ BÌNH",
    "hòa bình",
    "50%",
)


def rules(chance: Random) -> Ruleset:
    """Rules that do not contradict themselves."""
    while True:
        target = chance.choice((None, None, *PredictionTarget))
        ladder = chance.sample([one for one in Criterion if one not in FIRST_RUNGS], chance.randint(0, 4))
        if target:
            ladder.insert(chance.randint(0, len(ladder)), Criterion.PREDICTION_ERROR)
        given: dict[str, Any] = {
            "blueprint": (BlueprintLine(count=len(BANK)),),
            "prediction": target,
            "criteria": (Criterion.POINTS, *ladder),
            "attempts_allowed": chance.choice((1, 2, 3, None)),
            "counting": chance.choice(tuple(Counting)),
            "wrong_costs": chance.choice((0, 0, 25, 70)),
            "below_zero": chance.random() < 0.3,
            "only_perfect": chance.random() < 0.2,
            "void_predicted": chance.random() < 0.3,
            "ties": chance.choice((Ties.SHARED, Ties.LOT)),
            "precision": Precision(
                seconds=chance.choice((Moment.SECOND, Moment.MINUTE)),
                moments=chance.choice(tuple(Moment)),
                mean_decimals=chance.randint(0, 2),
            ),
        }
        try:
            return world.rules(**given)
        except ValidationError:
            continue


FIRST_RUNGS = (Criterion.POINTS, Criterion.PREDICTION_ERROR)


@dataclass
class Round:
    """A round that is sat, closed and judged."""

    chance: Random
    contest: World = field(init=False)
    press: Press = field(init=False)
    entries: list[str] = field(default_factory=list)
    attempts: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        name = entropy.new_id()
        with writing() as db:
            questions.save_bank(db, "bank", "Ngân hàng", list(BANK))
        self.contest = world.make(rules(self.chance), bank=0, slug=name)
        self.press = Press.of(self.contest, names=(f"a{name}", f"b{name}"))

    def play(self) -> None:
        """People sit, some of it is judged before the close, some after."""
        for number in range(self.chance.randint(0, 6)):
            year = self.chance.choice((1990, 2001, 2008, None))
            entry = self.contest.join(f"Người {number}", year=year).entry_id
            self.entries.append(entry)
            for again in range(self._times()):
                self._sit(entry, OPENS + timedelta(minutes=15 * again, seconds=self.chance.randint(0, 3)))
        self._judge(OPENS + timedelta(hours=1))
        self.press.close()
        self._judge(DONE + timedelta(minutes=10))

    def _times(self) -> int:
        allowed = self.contest.view(OPENS).rules.attempts_allowed
        return self.chance.randint(0, 3 if allowed is None else allowed)

    def _sit(self, entry: str, at: datetime) -> None:
        attempt = self.contest.start(entry, at)
        self.attempts.append((attempt, entry))
        with writing() as db:
            row = store.attempt(db, attempt, [entry])
            assert row is not None
            paper = papers.from_json(row.paper)
            contents = questions.contents(db, {drawn.revision for drawn in paper})
            keys = questions.keys(db, contents)
            asked = [(contents[drawn.revision], keys[drawn.revision][1]) for drawn in paper]
            ops = [self._op(number, row.slots, asked) for number in range(1, self.chance.randint(2, 30))]
            self._send(db, attempt, entry, at, ops)
            if self.chance.random() < 0.7:
                end = at + timedelta(seconds=self.chance.choice((60, 61, 119, 300)), milliseconds=7)
                request = finishing.HandInRequest(attempt, (entry,), row.lease, to_ms(end))
                assert finishing.hand_in_batch(db, [request]) == [Verdict.APPLIED]
        if self.contest.view(at).rules.several:
            world.sweep(at + timedelta(minutes=12))

    def _send(self, db: Any, attempt: str, entry: str, at: datetime, ops: list[Op]) -> None:
        """Some come in time, some from a phone that no longer holds the paper, some too late."""
        cut = self.chance.randint(0, len(ops))
        save_batch(db, [SaveRequest(attempt, (entry,), 1, to_ms(at) + 5_000, tuple(ops[:cut]))])
        lease = 1
        if self.chance.random() < 0.3 and store.take_over(db, attempt, 1, entropy.new_id()):
            lease = 2
        late = to_ms(at) + (5_000 if self.chance.random() < 0.8 else 3_600_000)
        for each in ops[cut:]:
            holder = self.chance.choice((1, lease))
            save_batch(db, [SaveRequest(attempt, (entry,), holder, late, (each,))])
        db.expire_all()

    def _op(self, seq: int, slots: int, asked: list[tuple[Content, Key]]) -> Op:
        slot = self.chance.randint(1, slots)
        said = self._said(*asked[slot - 1]) if slot <= len(asked) else str(self.chance.randint(0, 8))
        return Op(entropy.new_id(), seq, slot, said)

    def _said(self, content: Content, key: Key) -> str:
        draw = self.chance.random()
        if draw < 0.55:
            return right(content, key)
        if draw < 0.7:
            return self.chance.choice(ODD)
        ids = [option.id for option in content.options]
        values = [target.id for target in content.targets] or ["1", "2", "3", "dung", "sai"]
        some = self.chance.sample(ids, self.chance.randint(0, len(ids)))
        if key.pairs:
            return ",".join(f"{option}:{self.chance.choice(values)}" for option in some)
        return ",".join(some) or self.chance.choice(("12", "3,45", "vneid", "hoa binh"))

    def _judge(self, now: datetime) -> None:
        """Void something, bar somebody, merge two: whatever the desk lets us."""
        with reading() as db:
            ended = {row.id: row.state for row in store.all_of(db, self.contest.round_id, self.entries)}
        for attempt, _ in self.attempts:
            if ended.get(attempt, "void") not in ("void", "open") and self.chance.random() < 0.15:
                with writing() as db:
                    judging.void(db, self._order(), self.contest.round_id, attempt, now)
        for entry in self.entries:
            if self.chance.random() < 0.1:
                with writing() as db:
                    judging.bar(db, self._order(), self.contest.round_id, entry, now)
                self.entries.remove(entry)
                break
        if len(self.entries) > 1 and self.chance.random() < 0.3:
            keep, other = self.entries[0], self.entries.pop()
            with writing() as db:
                twice.merge(db, self._order(), self.contest.round_id, Choice(keep, (other,)), now)

    def _order(self) -> Order:
        return Order(entropy.new_id(), STAFF, "Thử")


def right(content: Content, key: Key) -> str:
    """An answer that earns everything, as somebody may write it."""
    match content.kind:
        case Kind.short:
            return f"  {key.accepted[0]} "
        case Kind.number:
            return str(key.number).replace(".", ",")
        case _:
            return ",".join(key.right) or ",".join(f"{option}:{value}" for option, value in key.pairs)
