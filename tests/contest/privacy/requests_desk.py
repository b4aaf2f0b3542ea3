"""An organiser at the desk of requests about data, and somebody who asks from their phone."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.privacy import requests
from contest.privacy.states import Kind
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.privacy.own_phone import Phone, join
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]


class Desk:
    """An organiser at the desk of a contest, and somebody who asks from their phone."""

    def __init__(self, browser: TestClient, contest: World) -> None:
        self.browser, self.contest = browser, contest
        self.staff = browser.cookies[COOKIE]
        self.root = f"/privacy/{contest.round_id}/requests"
        self.phone = Phone(browser, join(contest, "Lê Văn Nam"))

    def ask(self, kind: Kind = Kind.VIEW, words: str = "Cho tôi xem") -> str:
        """They ask; the request."""
        with writing() as db:
            campaign = self.contest.view(OPENS).campaign_id
            return requests.ask(db, campaign, self.phone.joined.entry_id, kind, words, OPENS)

    def as_staff(self) -> TestClient:
        """The organiser's browser again."""
        self.browser.cookies.clear()
        self.browser.cookies.set(COOKIE, self.staff)
        return self.browser

    def later(self, clock: Clock, moment: str) -> None:
        """Another day: the organiser has logged in again."""
        clock.set(moment)
        with writing() as db:
            member = accounts.find(db, Role.ORGANISER.value)
            assert member is not None
            self.staff = accounts.open_session(db, member.id, clock.now)

    def get(self, path: str = "") -> Any:
        """A page."""
        return self.as_staff().get(self.root + path)

    def post(self, path: str, **fields: str) -> Any:
        """A form."""
        return self.as_staff().post(self.root + path, data=fields)

    def one(self, request: str, now: Any = OPENS) -> requests.Request:
        """As it is stored."""
        with reading() as db:
            return requests.read(db, self.contest.view(OPENS).campaign_id, request, now)


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    made = world.make()
    clock.set(OPENS)
    return Desk(organiser, made)


def chips(answer: Any) -> list[str]:
    """Where each request stands, in words."""
    return [each.text(strip=True) for each in HTMLParser(answer.text).css("td .chip")]
