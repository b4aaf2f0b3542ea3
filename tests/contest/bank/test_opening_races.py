"""An import is taken back while a round that draws from it opens: it opens without, or keeps them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from contest.attempts import drawing
from contest.bank import importing
from contest.campaigns.rules import Phase
from contest.campaigns.states import RoundState
from contest.errors import Conflict
from contest.planning import readiness, rehearsing
from contest.rounds import service as rounds
from contest.web.database import Database, reading, writing
from questions.authoring import editing, listing
from questions.authoring.views import Wanted
from questions.models import QuestionState
from tests.contest.bank import files
from tests.contest.bank.files import STAFF
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS
from tests.contest.rounds.world import STAFF as WHO
from tests.racing import behind

#: Long before its hour: a round that is about to open counts as open anyway.
NOW = OPENS - timedelta(hours=5)
Deed = Callable[[Session], object]


class Case:
    """A round that waits, whose three questions came by one import."""

    def __init__(self, state: RoundState = RoundState.READY) -> None:
        self.bank = files.make_bank("bank")
        self.batch = files.bring(self.bank, files.numbered(3), NOW)
        with reading() as db:
            ready = importing.prepare(db, self.batch)
        with writing() as db:
            importing.confirm(db, STAFF, ready, ready.version, NOW)
        files.approve_all()
        self.contest = world.make(world.rules(blueprint=lines(4)), state, bank=0)

    def take_back(self, db: Session) -> None:
        importing.take_back(db, STAFF, self.batch, NOW)

    def open(self, db: Session) -> None:
        rounds.open_now(db, WHO, self.contest.round_id, NOW)


def lines(count: int) -> tuple[world.BlueprintLine, ...]:
    return (world.BlueprintLine(count=count),)


@pytest.fixture(autouse=True)
def who_knows(monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    """As the application tells it at its start."""
    monkeypatch.setattr(importing, "_drawn", drawing.drawn)


@pytest.fixture
def case(database: Database) -> Case:
    return Case()


def alone(deed: Deed) -> Callable[[], object]:
    def run() -> object:
        with writing() as db:
            return deed(db)

    return run


def test_taken_back_first_the_round_does_not_open(case: Case) -> None:
    with writing() as db:
        case.take_back(db)
        opening = behind(alone(case.open))
    told = opening.exception(30)
    assert isinstance(told, Conflict)
    assert "chưa đủ câu hỏi" in told.message
    assert case.contest.view(NOW).phase is Phase.WAITING
    assert files.count("bank") == 1


def test_opened_first_the_questions_stay_for_its_papers(case: Case) -> None:
    with writing() as db:
        case.open(db)
        taking = behind(alone(case.take_back))
    taking.result(30)
    assert files.count("bank") == 4, "retired, not deleted"


def test_a_rehearsal_keeps_its_questions_too(case: Case) -> None:
    with writing() as db:
        rehearsing.rehearse(db, WHO, case.contest.round_id, NOW)
        taking = behind(alone(case.take_back))
    taking.result(30)
    assert files.count("bank") == 4


def test_scheduled_while_it_is_taken_back_the_round_waits_no_longer(database: Database) -> None:
    case = Case(RoundState.DRAFT)
    with writing() as db:
        case.take_back(db)
        scheduling = behind(alone(lambda other: readiness.schedule(other, WHO, case.contest.round_id, NOW)))
    told = scheduling.exception(30)
    assert isinstance(told, Conflict)
    assert case.contest.view(NOW).phase is Phase.DRAFT


def test_approved_while_it_is_taken_back_the_question_is_gone(database: Database) -> None:
    case = Case()
    with reading() as db:
        (row, *_) = listing.search(db, case.bank.public_id, Wanted(), files.TODAY).rows

    def retire(db: Session) -> None:
        loaded = editing.load(db, case.bank.public_id, row.id)
        editing.set_state(db, loaded, QuestionState.RETIRED, editing.By("an", NOW))

    with writing() as db:
        case.take_back(db)
        changing = behind(alone(retire))
    assert isinstance(changing.exception(30), editing.NotThere)
    assert files.count("bank") == 1
