"""A data folder with a small audit chain, for what copies and restores it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contest.audit import service as audit
from contest.backups import DATABASE, KEY
from contest.settings import Settings
from contest.web import database
from contest.web.database import reading, writing

NOW = datetime(2026, 10, 10, 13, 30, 5, tzinfo=UTC)
SECRET = bytes(range(32))


@pytest.fixture
def installed(sqlite_template: Path, tmp_path: Path) -> Iterator[Settings]:
    """A data folder with three changes in its audit chain, served by this process."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(sqlite_template, data / DATABASE)
    (data / KEY).write_bytes(SECRET)
    url = f"sqlite:///{data / DATABASE}"
    configured = database.configure(url)
    note(3)
    yield Settings(data, url, SECRET)
    configured.close()


def note(times: int = 1) -> None:
    for number in range(times):
        with writing() as db:
            audit.record(db, "server", "round.open", f"r{number}", {}, NOW)


def chain() -> int:
    with reading() as db:
        verdict = audit.verify(db)
    assert verdict.whole
    return verdict.rows
