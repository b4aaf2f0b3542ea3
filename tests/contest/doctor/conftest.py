"""An installation to look at, and no memory from other tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from contest import settings
from contest.attempts import papers
from contest.grades import service as grades
from contest.jobs import runner
from contest.rounds import closing
from contest.settings import Settings


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Forget pools and keys; only closing is registered with the runner."""
    papers.forget_pools()
    grades.forget_keys()
    for name, empty in (("_steps", {}), ("_ticks", []), ("_failures", {})):
        monkeypatch.setattr(runner, name, empty)
    closing.register()
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"k" * 32))
    for name in ("HOITHI_DATA", "HOITHI_DATABASE_URL", "HOITHI_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
