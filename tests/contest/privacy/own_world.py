"""A contest whose board is live, and somebody's phone at the page of their own data."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.audit import service as audit
from contest.people import guessing
from contest.privacy import own
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.privacy.own_phone import Phone, join
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, fresh
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser

__all__ = ["app_client", "fresh"]


@pytest.fixture
def contest(app_client: TestClient, clock: Clock) -> World:
    """A contest that is open, its board live."""
    own.copies.forget()
    guessing.names.forget()
    made = world.make(world.rules(visibility=world.at_once(), show_minors_masked=False))
    clock.set(OPENS)
    return made


@pytest.fixture
def phone(app_client: TestClient, contest: World) -> Phone:
    """Lê Văn Nam's, who has not sat yet."""
    return Phone(app_client, join(contest, "Lê Văn Nam", 1990, phone="0912345678"))


def sit(contest: World, phone: Phone) -> str:
    """They sit; the attempt."""
    attempt = contest.start(phone.joined.entry_id, OPENS)
    contest.hand_in(phone.joined.entry_id, attempt, OPENS + timedelta(minutes=1), right=2)
    return attempt


def board(phone: Phone, contest: World, page: str = "") -> str:
    """What everybody sees, in words."""
    phone.browser.cookies.clear()
    answer = phone.browser.get(f"/standings/{contest.round_id}{page}")
    assert answer.status_code == 200
    body = HTMLParser(answer.text).body
    assert body is not None
    return body.text(separator=" ", strip=True)


def audited(contest: World) -> list[str]:
    """What was done, the newest first."""
    with reading() as db:
        rows, _ = audit.about(db, [contest.round_id, contest.view(OPENS).campaign_id], 0, 100)
    return [row.action for row in rows]


def erase(phone: Phone, **sent: str) -> Any:
    """Send the form, right in all but what is given."""
    return phone.post("/deletion", **({"code": phone.joined.code, "sure": "1"} | sent))
