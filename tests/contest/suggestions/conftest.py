"""The whole application without its threads, and an organiser who reads what people wrote."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Clock
from tests.contest import opened
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS, World
from tests.contest.suggestions.reading import Desk

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name

UNIT, OTHER = "Thôn Đăk Rao Lớn", "Thôn Kon Tu"


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    """Two open questions, and what three people wrote for them."""
    units = world.make_units({UNIT: 40, OTHER: 30})
    contest = opened.make(2)
    made = Desk(organiser, contest)
    made.write("Y Bích", "Mở lớp ở thôn.\n\nMời đoàn viên về giúp.", "", unit=units[UNIT])
    made.write("A Thui", "=cmd|' /C calc'!A0", "Lắp wifi ở nhà rông", unit=units[OTHER])
    made.write("Lê Văn Nam", "", "<b>Thêm máy</b> ở nhà văn hóa, hỏi A Thui", unit=units[OTHER])
    clock.set(OPENS)
    return made


@pytest.fixture
def silent(organiser: TestClient, clock: Clock) -> World:
    """A round with an open question that nobody answered."""
    clock.set(OPENS)
    return opened.make()
