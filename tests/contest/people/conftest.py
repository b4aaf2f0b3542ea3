"""The server's key for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contest import settings


@pytest.fixture(autouse=True)
def server_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bytes]:
    """Settings with a key that is no other server's."""
    made = settings.Settings(tmp_path, "", b"people tests' own server key 32b")
    monkeypatch.setattr(settings, "_current", made)
    yield made.secret
