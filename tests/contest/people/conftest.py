"""The server's key, a campaign with two classes, and a way to enter it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contest import settings
from contest.campaigns.models import Campaign
from contest.people import service
from contest.people.service import EntryDraft, Joined
from contest.units.service import UnitDraft, save_units
from contest.web.database import Database, writing
from tests.conftest import Clock

Join = Callable[..., Joined]
TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def server_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bytes]:
    """Settings with a key that is no other server's."""
    made = settings.Settings(tmp_path, "", b"people tests' own server key 32b")
    monkeypatch.setattr(settings, "_current", made)
    yield made.secret


@pytest.fixture
def campaign(database: Database, clock: Clock) -> str:
    """A campaign and two units of a school."""
    with writing() as db:
        made = Campaign(slug="thi", title="Thi", organiser="Xã", bank_slug="b", created_at=clock.now)
        db.add(made)
        drafts = [
            UnitDraft("nd", "Trường THCS Nguyễn Du", "school", open_to_all=False),
            UnitDraft("9a", "Lớp 9A", "class", "nd"),
            UnitDraft("9b", "Lớp 9B", "class", "nd"),
        ]
        save_units(db, drafts, TODAY)
    return made.id


@pytest.fixture
def units(campaign: str) -> dict[str, str]:
    """Code → id."""
    with writing() as db:
        drafts = [UnitDraft("9a", "Lớp 9A", "class", "nd"), UnitDraft("9b", "Lớp 9B", "class", "nd")]
        return save_units(db, drafts, TODAY)


@pytest.fixture
def join(campaign: str, units: dict[str, str], clock: Clock) -> Join:
    """Enter the campaign: `join(name="A Thui")`."""

    def enter(now: Any = None, **changes: Any) -> Joined:
        plain: dict[str, Any] = {"name": "Y Thu Hằng", "birth_year": 1995, "unit_id": units["9a"]}
        with writing() as db:
            return service.join(db, campaign, EntryDraft(**plain | changes), now or clock.now)

    return enter
