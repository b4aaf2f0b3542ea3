"""An archive of a contest that is over, made once; its server and another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from contest import clock as wall
from contest import settings
from tests.conftest import Clock
from tests.contest.archives.installations import NOW, fresh, old, packed
from tests.contest.commanded import Installation
from tests.contest.moving_world import whole_file

__all__ = ["whole_file"]


@pytest.fixture(autouse=True)
def later(clock: Clock) -> None:
    """Both contests are over."""
    clock.set(NOW)


@pytest.fixture(scope="module")
def file(whole_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of one of two contests."""
    folder = tmp_path_factory.mktemp("archive")
    wall.use(Clock(NOW))
    kept = settings._current
    try:
        return packed(old(whole_file, folder / "old"), "thi-a", folder / "thi-a.zip")
    finally:
        settings._current = kept
        wall.use(None)


@pytest.fixture
def first(whole_file: Path, tmp_path: Path) -> Installation:
    """The server of both contests."""
    return old(whole_file, tmp_path / "first")


@pytest.fixture
def second(sqlite_template: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    """Another one."""
    return fresh("sqlite", tmp_path / "second", sqlite_template, request.getfixturevalue)
