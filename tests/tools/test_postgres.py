"""The PostgreSQL of the tests: real, alone, and gone afterwards."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from tests import postgres


def answer(url: str, question: str) -> object:
    engine = create_engine(url)
    with engine.connect() as connection:
        value = connection.execute(text(question)).scalar()
    engine.dispose()
    return value


def make(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_it_is_postgresql(postgres_server: postgres.Server) -> None:
    assert "PostgreSQL" in str(answer(postgres_server.url, "SELECT version()"))


def test_text_is_utf_8_and_sorted_by_bytes(postgres_server: postgres.Server) -> None:
    name = postgres_server.create()
    assert answer(postgres_server.url_of(name), "SHOW server_encoding") == "UTF8"
    assert answer(postgres_server.url_of(name), "SELECT 'Nguyễn Thị Đào'") == "Nguyễn Thị Đào"
    postgres_server.drop(name)


def test_a_copy_has_what_its_template_had(postgres_server: postgres.Server) -> None:
    first = postgres_server.create()
    make(postgres_server.url_of(first), "CREATE TABLE fruit (name text)")
    copy = postgres_server.create(first)
    assert answer(postgres_server.url_of(copy), "SELECT count(*) FROM fruit") == 0
    make(postgres_server.url_of(copy), "INSERT INTO fruit VALUES ('ổi')")
    assert answer(postgres_server.url_of(first), "SELECT count(*) FROM fruit") == 0
    for name in (first, copy):
        postgres_server.drop(name)


def test_every_database_has_a_name_of_its_own(postgres_server: postgres.Server) -> None:
    names = [postgres_server.create() for _ in range(3)]
    assert len(set(names)) == 3
    for name in names:
        postgres_server.drop(name)


def test_a_dropped_database_is_gone_even_with_guests(postgres_server: postgres.Server) -> None:
    name = postgres_server.create()
    plain = make_url(postgres_server.url_of(name)).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as guest:
        postgres_server.drop(name)
        with pytest.raises(psycopg.OperationalError):
            guest.execute("SELECT 1")


def test_a_server_of_the_environment_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(postgres.VARIABLE, "postgresql+psycopg://someone@nowhere/postgres")
    assert postgres.available()
    with postgres.running() as server:
        assert server.url_of("x") == "postgresql+psycopg://someone@nowhere/x"


def test_without_any_postgresql_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(postgres.VARIABLE, raising=False)
    monkeypatch.setattr(postgres, "binaries", lambda: None)
    assert not postgres.available()
    with pytest.raises(RuntimeError, match="no PostgreSQL"), postgres.running():
        raise AssertionError("not reached")


def test_binaries_out_of_reach_are_copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "install" / "bin"
    folder.mkdir(parents=True)
    (folder / "postgres").write_text("#!/bin/sh\nexit 1\n")
    (folder / "postgres").chmod(0o755)
    monkeypatch.setattr(postgres, "binaries", lambda: folder)
    (tmp_path / "run").mkdir()
    assert postgres._readable(tmp_path / "run", None) == tmp_path / "run" / "install" / "bin"


def test_a_server_that_dies_at_once_shows_its_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "initdb").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "postgres").write_text('#!/bin/sh\n[ "$1" = --version ] && exit 0\necho broken >&2\nexit 1\n')
    for name in ("initdb", "postgres"):
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(postgres, "binaries", lambda: tmp_path)
    monkeypatch.setattr(postgres, "_plain_user", lambda: None)
    monkeypatch.delenv(postgres.VARIABLE, raising=False)
    with pytest.raises(RuntimeError, match="broken"), postgres.running():
        raise AssertionError("not reached")
