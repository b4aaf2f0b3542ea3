"""The house that fault tests damage: made once, copied for each test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.harness import ROOT, House, Server, servers

#: Test → what it needs of the machine; without it the test is left out.
NEEDS = {"by_strace": "strace", "by_tmpfs": "unshare", "by_gcc": "gcc"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this machine can't do, and say so as deselected."""
    missing = [item for item in items if any(name in item.name and not has(NEEDS[name]) for name in NEEDS)]
    config.hook.pytest_deselected(items=missing)
    items[:] = [item for item in items if item not in missing]


def has(program: str) -> bool:
    """Whether the machine can: mounting needs root."""
    may = program != "unshare" or (hasattr(os, "geteuid") and os.geteuid() == 0)
    return may and shutil.which(program) is not None


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with forty open attempts."""
    folder = tmp_path_factory.mktemp("house") / "data"
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tests.faults.building", str(folder), "40", "120"], cwd=ROOT, check=True
    )
    return folder


@pytest.fixture
def house(built: Path, tmp_path: Path) -> House:
    """A copy of it."""
    shutil.copytree(built, tmp_path / "data")
    return House(tmp_path / "data")


@pytest.fixture
def server(house: House) -> Iterator[Server]:
    """A server over the house, in its first life."""
    with servers(house.data) as made:
        made.start()
        yield made
