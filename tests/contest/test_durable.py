"""Files that are there whole or not at all, and stay with who made them first."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from contest import durable


def test_a_placed_file_is_private_and_alone(tmp_path: Path) -> None:
    durable.place(tmp_path / "key", b"first")
    assert (tmp_path / "key").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_who_was_first_stays(tmp_path: Path) -> None:
    durable.place(tmp_path / "key", b"first")
    durable.place(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"first"


def test_of_many_at_once_one_is_kept(tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=durable.place, args=(tmp_path / "key", str(number).encode() * 32))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = (tmp_path / "key").read_bytes()
    assert len(kept) == 32 and len(set(kept)) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_where_a_file_has_one_name_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on the file system of a memory stick."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    durable.place(tmp_path / "key", b"first")
    durable.place(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1
