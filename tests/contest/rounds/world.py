"""A small contest with a bank, people and attempts, made through the real services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from contest import entropy
from contest.accounts import service as accounts
from contest.accounts.states import ContestRole, Role
from contest.attempts import finishing, papers, starting, store
from contest.attempts import service as attempts
from contest.attempts.rules import Op, Verdict
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft, RoundView
from contest.campaigns.states import RoundState
from contest.jobs import runner
from contest.jobs import service as jobs
from contest.people import service as people
from contest.people.models import Entry
from contest.people.service import EntryDraft, Joined
from contest.rounds.service import CLOSE
from contest.ruleset.rules import (
    BlueprintLine,
    BoardShown,
    Part,
    PredictionTarget,
    Ruleset,
    ScoreShown,
    Visibility,
    Way,
)
from contest.standings import service as standings
from contest.standings.service import Placed
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web.database import reading, to_ms, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind

OPENS = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=2)
GRACE = timedelta(seconds=20)
QUESTIONS = 3
STAFF = "staff00000001"


def rules(**changes: Any) -> Ruleset:
    """Three questions in ten minutes, everything shown after close."""
    given: dict[str, Any] = {"blueprint": (BlueprintLine(count=QUESTIONS),), "seconds": 600}
    return Ruleset(**(given | changes))


def predicting(target: PredictionTarget = PredictionTarget.PARTICIPANTS, **changes: Any) -> Ruleset:
    """The same with a prediction question."""
    return rules(prediction=target, **changes)


def in_parts(first: int = 60, second: int = 30, **changes: Any) -> Ruleset:
    """The same in two parts: two questions, then one and the prediction."""
    lines = (BlueprintLine(count=2), BlueprintLine(count=1, part=2))
    parts = (Part(seconds=first, name="Trắc nghiệm"), Part(seconds=second))
    given: dict[str, Any] = {"way": Way.PARTS, "parts": parts, "blueprint": lines}
    return predicting(**(given | changes))


def fill_bank(count: int = QUESTIONS, slug: str = "bank") -> None:
    """Questions whose first option is right."""
    texts = (f"Câu hỏi số {number} về dịch vụ công là gì?" for number in range(count))
    options = ("Đúng một", "Sai hai", "Sai ba", "Sai bốn")
    with writing() as db:
        questions.save_bank(
            db, slug, "Ngân hàng", [ParsedQuestion(Kind.one, text, options, (0,)) for text in texts]
        )


@dataclass
class World:
    """One round and what happens in it."""

    round_id: str

    def view(self, now: datetime) -> RoundView:
        """The round at ``now``."""
        with reading() as db:
            return campaigns.view(db, self.round_id, now)

    def join(self, name: str, unit: str | None = None, year: int | None = 1990) -> Joined:
        """Somebody enters."""
        with writing() as db:
            campaign = campaigns.view(db, self.round_id, OPENS).campaign_id
            return people.join(db, campaign, EntryDraft(name, year, unit, publish=True), OPENS)

    def start(self, entry: str, now: datetime) -> str:
        """They start; the attempt."""
        request = starting.StartRequest(self.round_id, (entry,), entropy.new_id(), to_ms(now))
        with writing() as db:
            (outcome,) = starting.start_batch(db, [request])
        assert outcome.refusal is None, outcome
        return outcome.attempt_id

    def hand_in(
        self, entry: str, attempt: str, now: datetime, right: int = 0, prediction: int | None = None
    ) -> Verdict:
        """They hand in with so many right answers."""
        with writing() as db:
            return hand_in(db, entry, attempt, now, right, prediction)

    def sit(self, name: str, now: datetime, right: int, prediction: int | None = None, **person: Any) -> str:
        """Enter, start, hand in a minute later; the entry."""
        entry = self.join(name, **person).entry_id
        attempt = self.start(entry, now)
        assert self.hand_in(entry, attempt, now + timedelta(minutes=1), right, prediction) is Verdict.APPLIED
        return entry

    def board(self) -> list[Placed]:
        """The whole board."""
        with reading() as db:
            return list(standings.every(db, self.round_id))

    def job(self) -> jobs.JobStatus | None:
        """How far closing is."""
        with reading() as db:
            return jobs.status(db, CLOSE, self.round_id)

    def audited(self) -> int:
        """How many rows the chain has; it has to be whole."""
        with reading() as db:
            verdict = audit.verify(db)
        assert verdict.whole
        return verdict.rows


def hand_in(
    db: Session, entry: str, attempt: str, now: datetime, right: int, prediction: int | None = None
) -> Verdict:
    """Hand in, in a transaction that goes on."""
    ops = _ops(db, entry, attempt, right, prediction)
    request = finishing.HandInRequest(attempt, (entry,), 1, to_ms(now), ops)
    return finishing.hand_in_batch(db, [request])[0]


def _ops(db: Any, entry: str, attempt_id: str, right: int, prediction: int | None) -> tuple[Op, ...]:
    attempt = store.attempt(db, attempt_id, [entry])
    assert attempt is not None
    paper = papers.from_json(attempt.paper)
    keys = questions.keys(db, {drawn.revision for drawn in paper})
    ops = []
    for slot, drawn in enumerate(paper, 1):
        good = keys[drawn.revision][1].right[0]
        chosen = good if slot <= right else next(option for option in drawn.options if option != good)
        ops.append(Op(entropy.new_id(), slot, slot, chosen))
    if prediction is not None:
        ops.append(Op(entropy.new_id(), len(paper) + 1, len(paper) + 1, str(prediction)))
    return tuple(ops)


def make(
    given: Ruleset | None = None,
    state: RoundState = RoundState.READY,
    bank: int = QUESTIONS,
    slug: str = "cds",
) -> World:
    """A contest with one round from OPENS to CLOSES, and its bank."""
    if bank:
        fill_bank(bank)
    with writing() as db:
        first = RoundDraft("Tuần 1", OPENS, CLOSES, given or rules(), state)
        title = "Tìm hiểu\nchuyển đổi số"
        draft = CampaignDraft(slug, title, "UBND xã Đăk Tô", "bank", first)
        made = World(campaigns.create(db, draft, OPENS - timedelta(days=3)))
        give_parts(db, made.round_id)
        return made


#: What somebody who was logged in before the contest was made gets in it, by what they are elsewhere.
PARTS = {Role.ORGANISER: ContestRole.OWNER, Role.VIEWER: ContestRole.VIEWER}


def give_part(login: Role, round_id: str, part: ContestRole) -> None:
    """Somebody who is logged in gets another part in the contest."""
    with writing() as db:
        member, campaign_id = accounts.find(db, login.value), campaigns.campaign_of(db, round_id)
        assert member is not None and campaign_id is not None
        accounts.grant(db, audit.SERVER, member.id, campaign_id, part, OPENS - timedelta(days=3))


def give_parts(db: Session, round_id: str) -> None:
    """Organisers own the contest, members may look at it; who comes later is a stranger to it."""
    campaign_id = campaigns.campaign_of(db, round_id)
    assert campaign_id is not None
    for login, part in PARTS.items():
        member = accounts.find(db, login.value)
        if member is not None:
            accounts.grant(db, audit.SERVER, member.id, campaign_id, part, OPENS - timedelta(days=3))


def make_units(sizes: dict[str, int | None], parents: dict[str, str] | None = None) -> dict[str, str]:
    """Units by name with headcounts; name → id."""
    above = parents or {}
    with writing() as db:
        rows = [UnitDraft(name, name, "thon", above.get(name), size) for name, size in sizes.items()]
        return units.save_units(db, rows, date(2026, 1, 1))


def sweep(now: datetime) -> None:
    """The ticker's other half."""
    with writing() as db:
        attempts.sweep(db, None, now)


def work(now: datetime) -> int:
    """Let the job runner work off what is due."""
    return runner.run_pending(now)


def names(db: Any, placed: Sequence[Placed]) -> list[str]:
    """Who stands there, in order."""
    persons = people.full_names(db, [one.entry_id for one in placed])
    return [persons[one.entry_id].name for one in placed]


def at_once() -> Visibility:
    """Points and board while the round runs."""
    return Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)


def bar(entry: str) -> None:
    """An organiser's own entry: it takes part, but is not ranked."""
    with writing() as db:
        row = db.get(Entry, entry)
        assert row is not None
        row.barred_reason = "Ban Tổ chức"
