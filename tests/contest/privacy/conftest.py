"""The server's key of these tests, and nothing remembered from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contest import settings
from contest.privacy import clearing
from contest.rounds import closing


@pytest.fixture(autouse=True)
def server_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings with a key and a data folder that are no other server's."""
    data = tmp_path / "data"
    data.mkdir()
    made = settings.Settings(data, "", b"privacy tests' own server key 32")
    monkeypatch.setattr(settings, "_current", made)
    monkeypatch.setattr(clearing, "_is_asked", True)
    monkeypatch.setattr(clearing, "_not_before", None)
    closing.register()
    yield
