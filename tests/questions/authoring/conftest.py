"""A session on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from contest.web.database import Database


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A session on a fresh migrated database."""
    with Session(database.writer) as session:
        yield session
