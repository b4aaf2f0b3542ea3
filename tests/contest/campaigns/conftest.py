"""A contest to visit, on a small application of its own with stand-ins for higher features."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from contest import settings
from contest.campaigns import progress, service
from contest.campaigns.router import router
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.people import guessing
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from contest.units.service import UnitDraft, save_units
from contest.web import errors, pages
from contest.web.database import Database, reading, writing
from tests.conftest import Clock

OPENS = datetime(2026, 10, 5, 1, tzinfo=UTC)
CLOSES = datetime(2026, 10, 11, 13, tzinfo=UTC)
SLUG = "chuyen-doi-so"

STAND_INS = {
    "home": "/",
    "attempts.ready": "/attempts/new/{round}",
    "attempts.question": "/attempts/{attempt}/questions/{slot}",
    "attempts.receipt": "/attempts/{attempt}/receipt",
    "standings.board": "/standings/{round}",
}


def rules(**changes: Any) -> Ruleset:
    """The rules of one attempt with a prediction."""
    plain: dict[str, Any] = {
        "blueprint": (BlueprintLine(count=15),),
        "seconds": 890,
        "prediction": PredictionTarget.PARTICIPANTS,
    }
    return Ruleset(**plain | changes)


def draft(**changes: Any) -> CampaignDraft:
    """A campaign to make; `first` takes a RoundDraft."""
    plain: dict[str, Any] = {
        "slug": SLUG,
        "title": "Chuyển đổi số và\ncải cách hành chính",
        "organiser": "UBND xã Đăk Tô\nĐoàn xã Đăk Tô",
        "bank_slug": "cds",
        "contact": "Điện thoại 0260 000 0000.",
        "first": RoundDraft("Tuần 1", OPENS, CLOSES, rules()),
    }
    return CampaignDraft(**plain | changes)


@pytest.fixture(autouse=True)
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with its own key and no guesses yet."""
    made = settings.Settings(tmp_path, "", b"campaign tests' own server key 32")
    monkeypatch.setattr(settings, "_current", made)
    guessing.guesses.forget()
    guessing.names.forget()
    monkeypatch.setattr(progress, "_source", progress._nothing_done)


@pytest.fixture
def contest(sqlite_database: Database, clock: Clock) -> str:
    """An open contest; its round's id."""
    with writing() as db:
        return service.create(db, draft(), clock.now)


@pytest.fixture
def units(sqlite_database: Database) -> dict[str, str]:
    """Code → id of a school with two classes, and ten thôn."""
    drafts = [
        UnitDraft("nd", "Trường THCS Nguyễn Du", "school", open_to_all=False),
        UnitDraft("9a", "Lớp 9A", "class", "nd"),
        UnitDraft("9b", "Lớp 9B", "class", "nd"),
        *(UnitDraft(f"t{n}", f"Thôn {n}", "village") for n in range(1, 11)),
    ]
    with writing() as db:
        return save_units(db, drafts, date(2026, 10, 1))


def application() -> FastAPI:
    """The contest's routes, and stand-ins for what they lead to."""
    app = FastAPI()
    errors.install(app)
    app.include_router(router)
    for name, path in STAND_INS.items():
        app.add_api_route(path, lambda: "elsewhere", name=name)
    return app


@pytest.fixture
def new_phone(sqlite_database: Database, clock: Clock) -> Iterator[Callable[[], TestClient]]:
    """Phones, each with its own cookies, that follow no redirect by themselves."""
    app = application()
    pages.configure(app)
    yield lambda: TestClient(app, follow_redirects=False)


@pytest.fixture
def phone_(new_phone: Callable[[], TestClient]) -> TestClient:
    """One phone."""
    return new_phone()


@pytest.fixture
def form(units: dict[str, str]) -> dict[str, str]:
    """The entry form, filled in by an adult."""
    return {
        "name": "Y Thu Hằng",
        "q": "9b",
        "unit": units["9b"],
        "birth_year": "1995",
        "phone": "",
        "consent_join": "1",
    }


@pytest.fixture
def entered(contest: str, phone_: TestClient, form: dict[str, str]) -> TestClient:
    """A phone that has entered."""
    answer = phone_.post(f"/campaigns/{SLUG}/entries/new", data=form)
    assert answer.status_code == 303, answer.text
    return phone_


@pytest.fixture
def attacked(contest: str, clock: Clock) -> None:
    """The contest is being guessed at from elsewhere: its own budget of wrong codes is used up."""
    with reading() as db:
        campaign = service.view(db, contest, clock.now).campaign_id
    for number in range(guessing.CONTEST_BURST):
        guessing.guesses.wrong(campaign, f"198.51.100.{number % 200}", clock.now)
