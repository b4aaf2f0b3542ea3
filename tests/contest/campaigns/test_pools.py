"""What a round draws from: questions valid on the day it opens, or all of them if its rules say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from contest.campaigns import pools
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.web.database import Database
from questions import service as questions
from questions.authoring import changes, editing, listing
from questions.authoring.changes import Deed
from questions.authoring.editing import By
from questions.authoring.views import Wanted
from questions.models import Bank
from questions.store import bank as bank_of
from tests.questions.authoring.shelf import CITY, NUMBER, SEVERAL

#: Midnight of 05/10/2026 in Việt Nam is 17:00 of the day before in UTC.
MIDNIGHT = datetime(2026, 10, 4, 17, 0, tzinfo=UTC)
DAY = date(2026, 10, 5)
LEFT_OUT = Ruleset(blueprint=(BlueprintLine(count=1),), seconds=600)
KEPT = LEFT_OUT.model_copy(update={"keeps_expired": True})
SHORT_LIVED = replace(NUMBER, valid_until=date(2026, 10, 4))


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A bank with one question that runs out on 04/10/2026, on both databases."""
    with Session(database.writer) as session:
        questions.save_bank(session, "thu", "Thử", (CITY, SEVERAL, SHORT_LIVED), approver="an")
        yield session


def bank(db: Session) -> Bank:
    found = bank_of(db, "thu")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("opens_at", "size"),
    [
        (MIDNIGHT - timedelta(days=30), 3),
        (MIDNIGHT - timedelta(seconds=1), 3),
        (MIDNIGHT, 2),
        (MIDNIGHT + timedelta(seconds=1), 2),
        (MIDNIGHT + timedelta(days=30), 2),
    ],
)
def test_the_day_is_that_of_the_opening_in_viet_nam(db: Session, opens_at: datetime, size: int) -> None:
    assert len(pools.pool(db, "thu", LEFT_OUT, opens_at)) == size
    assert len(pools.pool(db, "thu", KEPT, opens_at)) == 3
    assert pools.expired(db, "thu", opens_at) == 3 - size


def test_rules_that_keep_all_look_at_no_day() -> None:
    assert pools.checked_on(KEPT, MIDNIGHT) is None
    assert pools.checked_on(LEFT_OUT, MIDNIGHT) == DAY
    assert not LEFT_OUT.keeps_expired


def test_only_approved_questions_run_out(db: Session) -> None:
    every = [one.id for one in listing.search(db, bank(db).public_id, Wanted(), DAY).rows]
    changes.change(db, bank(db).public_id, every, Deed.STATE, "retired", By("an", MIDNIGHT))
    assert pools.expired(db, "thu", MIDNIGHT) == 0
    assert pools.expired(db, "khong-co", MIDNIGHT) == 0


def test_only_the_newest_revision_counts(db: Session) -> None:
    (old,) = (
        one
        for one in listing.search(db, bank(db).public_id, Wanted(), DAY).rows
        if one.newest.valid_until == SHORT_LIVED.valid_until
    )
    loaded = editing.load(db, bank(db).public_id, old.id)
    editing.save(db, loaded, replace(SHORT_LIVED, valid_until=date(2030, 1, 1)), By("an", MIDNIGHT))
    assert pools.expired(db, "thu", MIDNIGHT) == 0
    assert len(pools.pool(db, "thu", LEFT_OUT, MIDNIGHT)) == 3
    assert pools.expired(db, "thu", datetime(2030, 1, 1, 17, tzinfo=UTC)) == 1
