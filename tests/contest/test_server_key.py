"""The file of the server's keys: made once, closed to others, rotated whole or not at all."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest

from contest import server_key, settings
from contest.errors import CannotStart
from contest.settings import DEMO_KEY


def mode(data: Path) -> int:
    return stat.S_IMODE((data / "server.key").stat().st_mode)


def test_the_newest_stands_first_and_the_old_ones_stay(tmp_path: Path) -> None:
    (first,) = server_key.keys_in(tmp_path)
    second, kept = server_key.rotate(tmp_path)
    assert kept == first and second != first
    third, *older = server_key.rotate(tmp_path)
    assert older == [second, first]
    assert server_key.keys_in(tmp_path) == (third, second, first)
    assert mode(tmp_path) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["server.key"]
    loaded = settings.load(tmp_path)
    assert (loaded.secret, loaded.older) == (third, (second, first))
    assert loaded.key_file == (tmp_path / "server.key").read_bytes()


def test_the_old_ones_go_when_asked(tmp_path: Path) -> None:
    (first,) = server_key.keys_in(tmp_path)
    (only,) = server_key.rotate(tmp_path, keep=False)
    assert only != first and server_key.keys_in(tmp_path) == (only,)


def test_the_oldest_goes_in_the_end(tmp_path: Path) -> None:
    (first,) = server_key.keys_in(tmp_path)
    for _ in range(server_key.MOST_KEYS):
        keys = server_key.rotate(tmp_path)
    assert len(keys) == server_key.MOST_KEYS and first not in keys


@pytest.mark.parametrize("size", [0, 1, 31, 33, 63, 32 * 9])
def test_a_broken_file_is_refused_and_kept(tmp_path: Path, size: int) -> None:
    (tmp_path / "server.key").write_bytes(b"x" * size)
    assert not server_key.is_whole(size)
    for deed in (server_key.keys_in, server_key.rotate):
        with pytest.raises(CannotStart, match="hỏng"):
            deed(tmp_path)
    assert (tmp_path / "server.key").stat().st_size == size


def test_a_rotation_that_is_cut_short_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = server_key.keys_in(tmp_path)

    def cut(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut)
        with pytest.raises(OSError, match="No space"):
            server_key.rotate(tmp_path)
    assert server_key.keys_in(tmp_path) == before
    assert server_key.rotate(tmp_path)[1:] == before, "what was left half done is in nobody's way"


@pytest.mark.parametrize("given", [0o644, 0o640, 0o604, 0o660, 0o666, 0o777])
def test_a_key_that_others_can_read_is_closed_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, given: int
) -> None:
    keys = server_key.keys_in(tmp_path)
    (tmp_path / "server.key").chmod(given)
    with caplog.at_level(logging.WARNING, "hoithi.key"):
        assert settings.load(tmp_path).secrets == keys
    assert mode(tmp_path) == 0o600
    [record] = caplog.records
    said = record.getMessage()
    assert f"{given:o}" in said and "hoithi key rotate" in said
    assert keys[0].hex() not in said


def test_one_that_is_closed_is_no_news(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        server_key.keys_in(tmp_path)
    assert caplog.records == []


def test_one_that_cannot_be_closed_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_key.keys_in(tmp_path)
    (tmp_path / "server.key").chmod(0o644)

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refused)
    server_key.keys_in(tmp_path)
    assert [record.msg for record in caplog.records] == [server_key.STILL_OPEN]


@pytest.mark.parametrize("place", [0, 1])
def test_the_demos_key_is_refused_wherever_it_stands(tmp_path: Path, place: int) -> None:
    keys = [b"o" * 32]
    keys.insert(place, DEMO_KEY)
    (tmp_path / "server.key").write_bytes(b"".join(keys))
    with pytest.raises(CannotStart, match="bản dùng thử"):
        settings.refuse_known_key(settings.load(tmp_path))


def test_a_mark_names_a_key_and_tells_nothing_of_it() -> None:
    marks = {server_key.mark(bytes([n]) * 32) for n in range(50)}
    assert len(marks) == 50
    assert all(len(each) == 12 for each in marks)
