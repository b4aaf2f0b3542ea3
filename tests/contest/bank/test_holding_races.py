"""Somebody retires a question of everybody's paper while somebody else lets the round wait for its hour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contest.bank import holding, service
from contest.bank.access import RIGHTS, AtBank
from contest.campaigns import fixing
from contest.campaigns.states import RoundState
from contest.errors import Conflict
from contest.planning import fixed as ticks
from contest.planning import readiness
from contest.planning.states import Group
from contest.web.database import Database, reading, writing
from questions.authoring import banks
from questions.models import QuestionState
from tests.conftest import Clock
from tests.contest import fixed
from tests.contest.bank import shelf
from tests.contest.planning import plans
from tests.racing import behind

STAFF = "staff00000001"


class Case:
    """A draft whose papers all have one question, and who may retire it."""

    def __init__(self, clock: Clock) -> None:
        self.now = clock.now
        plans.fill_bank()
        self.round_id = plans.make(self.now)
        (self.question,) = fixed.ids(1)
        plans.change(self.round_id, Group.PAPER, self.now, **{ticks.PREFIX + self.question: "1"})
        with reading() as db:
            bank = next(one.bank for one in banks.every(db) if one.bank.slug == "bank")
        self.at = AtBank(plans.member(self.now), bank, RIGHTS)
        self.version = shelf.seen(bank.id, self.question).version

    def retire(self) -> None:
        with writing() as db:
            service.move(db, self.at, self.question, QuestionState.RETIRED, self.version, self.now)

    def schedule(self) -> None:
        with writing() as db:
            readiness.schedule(db, STAFF, self.round_id, self.now)

    def stands(self) -> tuple[RoundState, QuestionState]:
        state = shelf.seen(self.at.bank.id, self.question).state
        return plans.view(self.round_id, self.now).state, state


@pytest.fixture(autouse=True)
def connected() -> Iterator[None]:
    """What rounds miss is told as in the application."""
    before = holding._missed
    holding.use_missed(fixing.missed)
    yield
    holding.use_missed(before)


@pytest.fixture
def case(database: Database, clock: Clock) -> Case:
    return Case(clock)


def test_retired_first_the_round_does_not_wait(case: Case) -> None:
    with writing() as db:
        service.move(db, case.at, case.question, QuestionState.RETIRED, case.version, case.now)
        scheduling = behind(case.schedule)
    with pytest.raises(Conflict, match="đã ngừng dùng"):
        scheduling.result(30)
    assert case.stands() == (RoundState.DRAFT, QuestionState.RETIRED)


def test_scheduled_first_the_question_stays(case: Case) -> None:
    with writing() as db:
        readiness.schedule(db, STAFF, case.round_id, case.now)
        retiring = behind(case.retire)
    with pytest.raises(Conflict, match="nằm trong đề của mọi người"):
        retiring.result(30)
    assert case.stands() == (RoundState.READY, QuestionState.APPROVED)
