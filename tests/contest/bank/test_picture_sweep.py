"""House-keeping of pictures: once an hour, only what nothing shows, noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.bank import picture_sweep
from contest.bank.models import BankImport, BankImportRow
from contest.web.database import writing
from questions.formats.drafts import Draft
from questions.pictures.keeping import KEPT
from tests.conftest import Clock
from tests.contest.bank import pictured, shelf
from tests.contest.bank.shelf import CITY
from tests.contest.rounds.world import OPENS

LONG_AFTER = OPENS + KEPT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def never_looked() -> Iterator[None]:
    picture_sweep._looked_at = None
    yield
    picture_sweep._looked_at = None


def test_what_nothing_shows_goes_and_is_noted(organiser: TestClient) -> None:
    one, loose = pictured.keep("a", "b")
    shelf.fill(replace(CITY, picture=one))
    before = shelf.audited()
    assert picture_sweep.sweep_due(LONG_AFTER) == 1
    assert pictured.kept() == {one.digest} and shelf.audited() == before + 1 and loose


def test_it_looks_once_an_hour(organiser: TestClient) -> None:
    assert picture_sweep.sweep_due(LONG_AFTER) == 0
    pictured.keep("a")
    assert picture_sweep.sweep_due(LONG_AFTER + timedelta(minutes=59)) == 0
    assert picture_sweep.sweep_due(LONG_AFTER + timedelta(hours=1)) == 1
    pictured.keep("b")
    assert picture_sweep.sweep_due(LONG_AFTER - timedelta(days=1)) in (0, 1), "a clock that was set back"


def test_nothing_to_do_takes_no_lock_and_says_nothing(organiser: TestClient, clock: Clock) -> None:
    (one,) = pictured.keep("a")
    shelf.fill(replace(CITY, picture=one))
    before = shelf.audited()
    assert picture_sweep.sweep_due(OPENS) == 0
    picture_sweep._looked_at = None
    assert picture_sweep.sweep_due(LONG_AFTER) == 0
    assert shelf.audited() == before and pictured.kept() == {one.digest}


def test_rows_of_imports_hold_theirs(organiser: TestClient) -> None:
    (one,) = pictured.keep("a")
    shelf.fill(CITY)
    with writing() as db:
        batch = BankImport(
            bank_id=1,
            file_name="x",
            digest="0",
            staff_id="an",
            staff_name="An",
            created_at=OPENS,
            touched_at=OPENS,
        )
        db.add(batch)
        db.flush()
        draft = Draft(1, "Hỏi?", pictures={"text": one}).to_json()
        db.add(BankImportRow(import_id=batch.id, number=1, line=1, state="ready", draft=draft))
    assert picture_sweep.sweep_due(LONG_AFTER) == 0 and pictured.kept() == {one.digest}
