"""A runner of one's own, and a job that counts."""

from __future__ import annotations

import pytest

from contest.jobs import runner
from tests.contest.jobs.counting import KIND, Counter


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_steps", {})
    monkeypatch.setattr(runner, "_ticks", [])
    monkeypatch.setattr(runner, "_failures", {})


@pytest.fixture
def counter() -> Counter:
    made = Counter()
    runner.register(KIND, made)
    return made
