"""A closed round with results, put on the board without anybody sitting a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.prizes import Promised
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.commendations import content as frozen
from contest.commendations import deciding, freezing, lists, occasions, promising, service
from contest.commendations.deciding import Said
from contest.commendations.drafts import BoardDraft, Draft
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.rules import Outcome, Step, Tie
from contest.commendations.states import Board, Way
from contest.people.models import Entry
from contest.ruleset.rules import PredictionTarget, Ruleset
from contest.standings import service as standings
from contest.standings.rules import Known
from contest.web.database import reading, writing
from tests.contest.rounds import world as rounds
from tests.contest.standings import world as boards

OPENS, CLOSES = boards.OPENS, boards.CLOSES
NOW = datetime(2026, 10, 5, 4, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
STAFF = "staff00000001"
LADDER = Ladder(
    people=(Step("Nhất", 1, 1_000_000), Step("Nhì", 2, 700_000), Step("Khuyến khích", 2, 300_000)),
    budget=3_000_000,
)
UNITS = (
    UnitStep("Nhất", 1, 500_000, Board.NUMBER),
    UnitStep("Nhất", 1, 400_000, Board.RATE),
    UnitStep("Nhì", 1, 200_000, Board.RATE),
)
RULES = boards.rules(visibility=boards.Visibility(), minimum_unit_size=1)
PREDICTING = boards.rules(
    visibility=boards.Visibility(), minimum_unit_size=1, prediction=PredictionTarget.PARTICIPANTS
)


@dataclass
class Prizes:
    """A closed round, its people by name."""

    round_id: str
    entries: dict[str, str] = field(default_factory=dict)

    def draft(self, now: datetime = NOW) -> Draft:
        """The list as it is now."""
        with reading() as db:
            return lists.draft(db, occasions.of(db, self.round_id, now), now)

    def ladder(self, made: Ladder = LADDER) -> None:
        """Set the prizes."""
        with writing() as db:
            version = lists.ladder(db, self.round_id).version
            service.save_ladder(db, STAFF, self.round_id, made, version, NOW)

    def board(self, board: Board = Board.PEOPLE) -> BoardDraft:
        """One order of the list."""
        return next(one for one in self.draft().boards if one.board is board)

    def tie(self, board: Board = Board.PEOPLE) -> Tie:
        """The tie that waits."""
        found = (one.allocation.pending for one in self.draft().pending if one.board is board)
        return next(tie for tie in found if tie is not None)

    def told(self, board: Board = Board.PEOPLE) -> dict[str, str]:
        """Name → the prize or what else the row says."""
        draft, found = self.draft(), self.board(board)
        names = draft.unit_names if board is not Board.PEOPLE else {}
        names = {**names, **{id: person.name for id, person in draft.persons.items()}}
        return {
            names[row.id]: found.steps[row.step].name if row.step is not None else row.outcome.value
            for row in found.rows
        }

    def decide(self, way: Way = Way.EQUAL, board: Board = Board.PEOPLE, **said: Any) -> None:
        """The committee decides the tie that waits."""
        given: dict[str, Any] = {"keep_lower": True, "witness": "Bà Y Bích", "reason": "Đạt nhiều vòng"}
        with writing() as db:
            words = Said(way, **(given | said))
            deciding.decide(db, STAFF, self.round_id, board, self.tie(board).key, words, NOW)

    def issue(self, reason: str = "", now: datetime = NOW) -> int:
        """Freeze the list."""
        fingerprint = frozen.digest(freezing.content(self.draft(now)).to_json())
        with writing() as db:
            return service.issue(db, STAFF, self.round_id, fingerprint, reason, now)

    def place(self, name: str, right: int, seconds: int = 300, **changes: Any) -> None:
        """Give somebody another result."""
        with writing() as db:
            view = campaigns.view(db, self.round_id, NOW)
            result = boards.result(self.entries[name], right, seconds, **changes)
            standings.place(db, view.rules, self.round_id, [result], Known(view.prediction_truth, view.seed))

    def remove(self, name: str) -> None:
        """Their only attempt is void."""
        with writing() as db:
            standings.remove(db, self.round_id, [self.entries[name]])

    def bar(self, name: str, reason: str = "Ban Tổ chức") -> None:
        """Somebody who is not ranked."""
        with writing() as db:
            row = db.get(Entry, self.entries[name])
            assert row is not None
            row.barred_reason = reason
            standings.remove(db, self.round_id, [row.id])

    def audited(self) -> int:
        """How many rows the chain has; it has to be whole."""
        with reading() as db:
            verdict = audit.verify(db)
        assert verdict.whole
        return verdict.rows


def closed(
    scores: Sequence[tuple[str, int]] = (),
    rules: Ruleset = RULES,
    ladder: Ladder | None = LADDER,
    slug: str = "cds",
    **person: Any,
) -> Prizes:
    """A closed round: people by name with their right answers; equal ones share a rank."""
    round_id = boards.make_round(rules, slug=slug)
    with writing() as db:
        rounds.give_parts(db, round_id)
    made = Prizes(round_id)
    fill(made, scores, **person)
    close(made)
    if ladder is not None:
        made.ladder(ladder)
    return made


def fill(made: Prizes, scores: Sequence[tuple[str, int]], **person: Any) -> None:
    """More people with results."""
    entries = boards.enter(made.round_id, [name for name, _ in scores], **person)
    made.entries |= {name: entry for (name, _), entry in zip(scores, entries, strict=True)}
    results = [boards.result(entry, right) for (_, right), entry in zip(scores, entries, strict=True)]
    with writing() as db:
        view = campaigns.view(db, made.round_id, OPENS)
        if view.rules.prediction is not None:
            results = [replace(one, prediction=10 + at) for at, one in enumerate(results)]
        known = Known(10 if view.rules.prediction else None, view.seed)
        standings.place(db, view.rules, made.round_id, results, known)


def close(made: Prizes) -> None:
    """The round is over and ranked."""
    with writing() as db:
        if campaigns.view(db, made.round_id, NOW).rules.prediction is not None:
            campaigns.freeze_truth(db, made.round_id, 10)
        campaigns.set_state(db, made.round_id, RoundState.READY, RoundState.CLOSED)


def another_round(first: Prizes, scores: Sequence[tuple[str, int]], number: int = 2) -> Prizes:
    """The next week of the same contest with some of the same people, closed."""
    with writing() as db:
        view = campaigns.view(db, first.round_id, NOW)
        draft = RoundDraft(
            f"Tuần {number}", OPENS + timedelta(hours=3), CLOSES + timedelta(hours=3), view.rules
        )
        made = Prizes(campaigns.add_round(db, view.campaign_id, draft, NOW), dict(first.entries))
        entries = [first.entries[name] for name, _ in scores]
        db.add_all(boards._attempt(entry, made.round_id, number) for entry in entries)
        db.flush()
        results = [
            boards.result(entry, right, number=number)
            for (_, right), entry in zip(scores, entries, strict=True)
        ]
        standings.place(db, view.rules, made.round_id, results)
    close(made)
    return made


def clear(count: int, prefix: str = "Người") -> list[tuple[str, int]]:
    """So many people without ties, the best first."""
    return [(f"{prefix} {number:04d}", 10_000 - number) for number in range(1, count + 1)]


def outcomes(made: Prizes) -> dict[str, Outcome]:
    """Name → outcome, of those on the list."""
    draft = made.draft()
    return {draft.persons[row.id].name: row.outcome for row in draft.boards[0].rows}


def promised(db: Session, round_id: str) -> Promised:
    """What a round promises its winners."""
    return promising.promised(db, campaigns.view(db, round_id, NOW))
