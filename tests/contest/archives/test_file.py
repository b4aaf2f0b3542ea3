"""The file of an archive on its way to a browser, while another takes its place, or none does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from contest.archives import keeping
from contest.audit import service as audit
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.archives.test_index import (
    Desk,
    app_client,
    closed,
    contest_of,
    desk,
    enter,
    fresh,
    registered,
    url,
)

__all__ = ["app_client", "desk", "enter", "fresh", "registered"]


def laid(contest: str, content: bytes) -> Path:
    """A file in its place, put there as a new packing puts it."""
    path = keeping.place(contest)
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(keeping.HALF)
    part.write_bytes(content)
    return part.replace(path)


def replaced(contest: str) -> None:
    laid(contest, b"another one, and a longer one")


def gone(contest: str) -> None:
    keeping.place(contest).unlink()


@pytest.mark.parametrize("meanwhile", [replaced, gone])
def test_what_was_begun_comes_whole(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[str], None]
) -> None:
    browser, made = closed(desk, clock)
    contest = contest_of(made)
    laid(contest, b"the first one")
    record = audit.record

    def noted(*words: Any) -> None:
        record(*words)
        meanwhile(contest)

    monkeypatch.setattr(audit, "record", noted)
    taken = browser.get(url(made, "/contest.zip"))
    assert (taken.status_code, taken.content) == (200, b"the first one")
    assert taken.headers["content-length"] == str(len(b"the first one"))


def held_open(path: Path) -> bool:
    """Whether this process has the file open; where nothing tells (no Linux), it has not."""
    there = Path("/proc/self/fd")
    links = [os.readlink(one) for one in there.iterdir() if one.is_symlink()] if there.is_dir() else []
    return str(path) in links


def test_one_that_is_refused_is_closed(desk: Desk, clock: Clock) -> None:
    browser, made = closed(desk, clock)
    path = laid(contest_of(made), b"the first one")
    taken = keeping.take(contest_of(made))
    assert held_open(path) or not Path("/proc/self/fd").is_dir()
    taken.file.close()
    assert browser.get(url(made, "/contest.zip")).status_code == 200
    with writing() as db:
        db.connection().execute(text("UPDATE round SET state = 'ready'"))
    assert browser.get(url(made, "/contest.zip")).status_code == 409
    assert not held_open(path)


def test_none_is_told(desk: Desk, clock: Clock) -> None:
    browser, made = closed(desk, clock)
    answer = browser.get(url(made, "/contest.zip"))
    assert answer.status_code == 404 and keeping.GONE in answer.text
