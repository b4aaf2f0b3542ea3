"""What an installation decides, and its key."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contest import cli, demo, server_key, settings
from contest.errors import CannotStart

NAMES = ("HOITHI_DATA", "HOITHI_DATABASE_URL", "HOITHI_HOSTS", "HOITHI_PUBLIC_URL", "XDG_RUNTIME_DIR")


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """None of this machine's variables; a home of its own."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))


def test_without_words_data_lies_in_the_users_folder(tmp_path: Path) -> None:
    loaded = settings.load()
    assert loaded.data == tmp_path / "share" / "hoithi"
    assert loaded.database_url == f"sqlite:///{loaded.data / 'hoithi.sqlite3'}"
    assert (loaded.hosts, loaded.public_url) == ((), "")


def test_an_argument_beats_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOITHI_DATA", str(tmp_path / "env"))
    monkeypatch.setenv("HOITHI_DATABASE_URL", "postgresql+psycopg://env/x")
    assert settings.load().data == tmp_path / "env"
    assert settings.load().database_url == "postgresql+psycopg://env/x"
    said = settings.load(tmp_path / "said", "sqlite:///said")
    assert (said.data, said.database_url) == (tmp_path / "said", "sqlite:///said")


def test_hosts_are_read_from_a_list_and_the_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOITHI_HOSTS", " Thi.Example , ,b.example,")
    monkeypatch.setenv("HOITHI_PUBLIC_URL", "https://Thi.Dakto.Example:8443/")
    loaded = settings.load()
    assert loaded.hosts == ("thi.example", "b.example", "thi.dakto.example")
    assert loaded.public_url == "https://Thi.Dakto.Example:8443"


def test_a_tilde_is_the_home(tmp_path: Path) -> None:
    assert settings.data_folder(Path("~/x")) == tmp_path / "x"
    assert not (tmp_path / "x").exists()


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    first = settings.load(tmp_path / "a").secret
    assert len(first) == server_key.KEY_BYTES and settings.load(tmp_path / "a").secret == first
    assert settings.load(tmp_path / "b").secret != first
    assert stat.S_IMODE((tmp_path / "a" / "server.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_a_broken_key_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "server.key").write_bytes(content)
    with pytest.raises(CannotStart, match="hỏng"):
        settings.load(tmp_path)
    assert (tmp_path / "server.key").read_bytes() == content


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    for given in (tmp_path / "x", tmp_path / "x" / "y"):
        with pytest.raises(CannotStart, match="là một tệp"):
            settings.load(given)


def test_a_folder_that_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(CannotStart, match=r"Không ghi được.*Permission denied.*--data"):
        settings.load(tmp_path)


def test_the_run_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.run_folder() == tmp_path / "share" / "hoithi" / "run"
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    assert settings.run_folder() == tmp_path / "run" / "hoithi"
    assert stat.S_IMODE(settings.run_folder().stat().st_mode) == 0o700


def test_settings_are_used_or_asked_for_in_vain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "_current", None)
    with pytest.raises(RuntimeError):
        settings.current()
    made = settings.load(tmp_path)
    assert settings.use(made) is settings.current() is made


def test_a_real_contest_refuses_the_key_that_every_demo_has(tmp_path: Path) -> None:
    demo.lay_key(tmp_path)
    known, own = settings.load(tmp_path), settings.load(tmp_path / "own")
    with pytest.raises(CannotStart, match="khóa này ai cũng biết"):
        settings.refuse_known_key(known)
    settings.refuse_known_key(own)


def test_serve_refuses_a_demos_folder(tmp_path: Path) -> None:
    demo.lay_key(tmp_path)
    result = CliRunner().invoke(cli.app, ["serve", "--data", str(tmp_path), "--port", "0"])
    assert isinstance(result.exception, CannotStart) or result.exit_code == 2
    assert not (tmp_path / "hoithi.sqlite3").exists()
