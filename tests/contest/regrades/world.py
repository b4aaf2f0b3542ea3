"""A closed round whose keys are corrected afterwards, for tests: everything through the real services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, select

from contest import entropy
from contest.attempts import finishing, hot, papers, store
from contest.attempts.rules import Op, Verdict
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.campaigns.states import RoundState
from contest.grades import service as grades
from contest.regrades import service
from contest.regrades import store as regrades
from contest.regrades.models import Regrade, RegradeChange
from contest.rounds.deeds import Order
from contest.rounds.service import SETTLE
from contest.ruleset.rules import Ruleset
from contest.ruleset.season import Season
from contest.standings import service as standings
from contest.web.database import reading, to_ms, writing
from questions import service as questions
from questions.authoring import editing
from questions.authoring.editing import By, Outcome
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.models import Bank, Question
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, STAFF, World

OPTIONS = ("Một", "Hai", "Ba", "Bốn")
#: When a round that closed in time has its results, when keys are corrected, when they are tried.
RANKED = CLOSES + GRACE + SETTLE
CORRECTED = CLOSES + timedelta(minutes=10)
TRIED = CLOSES + timedelta(minutes=12)
APPLIED = CLOSES + timedelta(minutes=14)
REASON = "Câu 1 sai đáp án theo Công văn 12"
#: What a trial may not touch.
RESULTS = ("grade", "standing", "standing_block", "standing_board", "season_standing", "attempt", "answer")

Keys = Sequence[int]
Answers = Sequence[int | None]


@dataclass
class Recount(World):
    """One round with a bank of its own, whose questions are numbered from 0."""

    bank: str = "bank"
    attempts: dict[str, list[str]] = field(default_factory=dict)

    def answer(
        self, name: str, *given: Answers, prediction: int | None = None, minute: int = 0, **person: Any
    ) -> str:
        """Enter and hand in a paper for each of these; each says which options are chosen."""
        entry = self.join(name, **person).entry_id
        for number, answers in enumerate(given):
            now = OPENS + timedelta(minutes=10 * number + minute)
            attempt = self.start(entry, now)
            with writing() as db:
                ops = _ops(db, entry, attempt, answers, prediction)
                asked = finishing.HandInRequest(attempt, (entry,), 1, to_ms(now + timedelta(seconds=60)), ops)
                assert finishing.hand_in_batch(db, [asked]) == [Verdict.APPLIED]
            self.attempts.setdefault(name, []).append(attempt)
        return entry

    def correct(self, number: int, right: int, now: datetime = CORRECTED) -> None:
        """Another option of a question is right from now on."""
        with writing() as db:
            bank = db.exec(select(Bank).where(Bank.slug == self.bank)).one()
            wanted = select(Question).where(Question.bank_id == bank.id).order_by(text("id"))
            question = db.exec(wanted).all()[number]
            loaded = editing.load(db, bank.public_id, question.public_id)
            said = replace(loaded.stored.parsed, right=(right,))
            outcome = editing.save(db, loaded, said, By("staff00000001", now))
            assert outcome in (Outcome.KEY, Outcome.NOTHING), outcome
        grades.forget_keys()

    def end(self, now: datetime = RANKED) -> None:
        """The round closes by itself and is ranked."""
        rounds.work(now)
        assert self.view(now).state is RoundState.CLOSED

    def begin(self, now: datetime = TRIED, reason: str = REASON) -> str:
        """Ask for a trial; its id."""
        order = Order(entropy.new_id(), STAFF, reason)
        with writing() as db:
            service.begin(db, order, self.round_id, now)
        return order.id

    def tried(self, now: datetime = TRIED) -> str:
        """The same, done to the end."""
        regrade = self.begin(now)
        rounds.work(now)
        assert self.regrade(regrade).state == "ready"
        return regrade

    def apply(self, regrade: str, now: datetime = APPLIED) -> None:
        """Begin to apply a trial."""
        with writing() as db:
            service.apply(db, STAFF, self.round_id, regrade, now)

    def applied(self, now: datetime = APPLIED) -> str:
        """Try and apply, all of it."""
        return self.applied_at(now, TRIED)

    def applied_at(self, now: datetime, tried: datetime | None = None) -> str:
        """The same, tried at the same moment unless told."""
        regrade = self.tried(tried or now)
        self.apply(regrade, now)
        rounds.work(now)
        assert self.regrade(regrade).state == "applied"
        return regrade

    def regrade(self, regrade: str) -> Regrade:
        """A regrade as it stands."""
        with reading() as db:
            found = regrades.find(db, regrade)
        assert found is not None
        return found

    def changes(self, regrade: str) -> dict[str, RegradeChange]:
        """What it changes, by attempt."""
        with reading() as db:
            return {one.attempt_id: one for one in regrades.listed(db, regrade, 0, 1000)}

    def graded(self) -> dict[tuple[str, int], tuple[object, ...]]:
        """(name, number of the attempt) → points, right, marks of question 0, 1 … by the newest grade."""
        ids = [one for many in self.attempts.values() for one in many]
        with reading() as db:
            newest, stored = grades.latest(db, ids), hot.papers_of(db, ids)
        marks = {
            id: [mark for _, mark in sorted(zip(papers.from_json(stored[id]), one.detail, strict=False))]
            for id, one in newest.items()
        }
        return {
            (name, number): (newest[one].points, newest[one].right, marks[one])
            for name, many in self.attempts.items()
            for number, one in enumerate(many)
        }

    def places(self) -> dict[str, tuple[object, ...]]:
        """Name → rank and all that stands on the board of somebody, ids left out."""
        with reading() as db:
            placed = list(standings.every(db, self.round_id))
            named = rounds.names(db, placed)
        rows = ((one.rank, one.points, one.right, one.seconds, one.prediction_error) for one in placed)
        return dict(zip(named, rows, strict=True))


def _ops(
    db: Session, entry: str, attempt_id: str, answers: Answers, prediction: int | None
) -> tuple[Op, ...]:
    row = store.attempt(db, attempt_id, [entry])
    assert row is not None
    paper = papers.from_json(row.paper)
    order = sorted(drawn.revision for drawn in paper)
    contents = questions.contents(db, order)
    ops = []
    for slot, drawn in enumerate(paper, 1):
        chosen = answers[order.index(drawn.revision)]
        if chosen is not None:
            option = contents[drawn.revision].options[chosen].id
            ops.append(Op(entropy.new_id(), slot, slot, option))
    if prediction is not None:
        slot = len(paper) + 1
        ops.append(Op(entropy.new_id(), slot, slot, str(prediction)))
    return tuple(ops)


def make(
    given: Ruleset | None = None, keys: Keys = (0, 0, 0), slug: str = "cds", season: Season | None = None
) -> Recount:
    """A round from OPENS to CLOSES that asks everybody all questions of its bank; ``keys``: what is right."""
    texts = (f"Câu số {number} của bộ {slug}?" for number in range(len(keys)))
    asked = [
        ParsedQuestion(Kind.one, said, OPTIONS, (right,)) for said, right in zip(texts, keys, strict=True)
    ]
    with writing() as db:
        questions.save_bank(db, slug, f"Ngân hàng {slug}", asked)
        first = RoundDraft("Tuần 1", OPENS, CLOSES, given or rounds.rules(), RoundState.READY)
        draft = CampaignDraft(slug, "Tìm hiểu chuyển đổi số", "UBND xã Đăk Tô", slug, first, season=season)
        made = Recount(campaigns.create(db, draft, OPENS - timedelta(days=3)), bank=slug)
        rounds.give_parts(db, made.round_id)
    return made


def usual(given: Ruleset | None = None, **named: Any) -> Recount:
    """Three people, ranked: A has all right, B two, C none; C would have question 0 right by option 1."""
    made = make(given, **named)
    made.answer("A Thui", (0, 0, 0), minute=0)
    made.answer("Y Bích", (0, 0, 2), minute=1)
    made.answer("A Lan", (1, 1, 1), minute=2)
    made.end()
    return made


def dump(tables: Sequence[str] = RESULTS) -> Mapping[str, list[str]]:
    """Every row of these tables."""
    with reading() as db:
        return {
            table: sorted(
                repr(tuple(row)) for row in db.connection().execute(text(f'SELECT * FROM "{table}"'))
            )
            for table in tables
        }
