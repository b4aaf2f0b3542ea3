"""What can go wrong with `hoithi migrate-to`: said in a sentence, and nothing is left half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import psycopg
import pytest
from sqlalchemy import make_url

from contest import moved, moving_store
from tests.conftest import migrate
from tests.contest.moving_world import Old, bare, empty_url, whole, whole_file
from tests.faults import acts
from tests.faults.harness import ROOT

__all__ = ["bare", "empty_url", "whole", "whole_file"]  # fixtures; pytest finds them by their name here

QUIET = "SELECT to_regclass('hoithi_moving')"


def untouched(old: Old) -> None:
    assert old.ask(QUIET) == [(None,)]
    assert not (old.data / moved.NOTE).exists()


# --- where it goes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["hoithi", "mysql://a@b/c", "sqlite:///x.db", "postgresql://may", "postgresql+khac://a@b/c", ""]
)
def test_a_wrong_address(bare: Old, url: str) -> None:
    assert "chưa đúng, ví dụ: postgresql://" in Old(bare.data, url).refused()


def test_nobody_answers_there_and_no_password_is_told(bare: Old) -> None:
    told = Old(bare.data, "postgresql://ba:matkhau@127.0.0.1:1/hoithi?connect_timeout=2").refused()
    assert "Không vào được postgresql://ba:***@127.0.0.1:1/hoithi" in told and "matkhau" not in told


def test_a_database_that_is_not_there(bare: Old) -> None:
    url = make_url(bare.url).set(database="khong_co").render_as_string(hide_password=False)
    assert 'database "khong_co" does not exist' in Old(bare.data, url).refused()


def test_a_database_with_somebody_elses_tables(bare: Old) -> None:
    bare.ask("CREATE TABLE khac (a int)")
    assert "đang có dữ liệu" in bare.refused()
    assert bare.ask("SELECT count(*) FROM khac") == [(0,)]
    untouched(bare)


def test_a_database_with_an_installation(bare: Old) -> None:
    migrate(bare.url)
    assert "đang có dữ liệu" in bare.refused()
    bare.ask("UPDATE alembic_version SET version_num = '20990101'")
    assert "phiên bản khác (20990101)" in bare.refused()
    untouched(bare)


def test_what_another_version_left_half(bare: Old) -> None:
    migrate(bare.url)
    bare.ask("UPDATE alembic_version SET version_num = 'dang-chuyen 20260101'")
    assert "phiên bản khác (dang-chuyen 20260101)" in bare.refused()


def test_a_database_of_another_encoding(bare: Old) -> None:
    name = make_url(bare.url).database
    bare.ask(f"CREATE DATABASE {name}_ascii ENCODING 'SQL_ASCII' TEMPLATE template0")
    url = make_url(bare.url).set(database=f"{name}_ascii").render_as_string(hide_password=False)
    try:
        assert "bảng mã SQL_ASCII" in Old(bare.data, url).refused()
    finally:
        bare.ask(f"DROP DATABASE {name}_ascii WITH (FORCE)")


def test_a_user_without_rights(bare: Old) -> None:
    bare.ask("CREATE ROLE khach LOGIN")
    url = make_url(bare.url).set(username="khach").render_as_string(hide_password=False)
    try:
        assert "không được tạo bảng" in Old(bare.data, url).refused()
        bare.ask("REVOKE USAGE ON SCHEMA public FROM PUBLIC")
        assert "không được" in Old(bare.data, url).refused()
        untouched(bare)
    finally:
        bare.ask("DROP ROLE khach")


def test_a_copy_that_only_reads(bare: Old) -> None:
    name = make_url(bare.url).database
    bare.ask(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert "chỉ cho đọc" in bare.refused()


def test_another_run_into_the_same_database(bare: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving_store, "PATIENCE", "100ms")
    plain = make_url(bare.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as other:
        other.execute(f"SELECT pg_advisory_lock({moving_store.LOCK})".encode())
        assert "Chờ nó xong" in bare.refused()
    untouched(bare)


# --- where it comes from ------------------------------------------------------------------------


def test_data_of_another_version(bare: Old) -> None:
    bare.write("UPDATE alembic_version SET version_num = '20261206'")
    assert "hoithi upgrade" in bare.refused()
    untouched(bare)


def test_a_damaged_file(whole: Old) -> None:
    with whole.file.open("r+b") as file:
        file.seek(whole.file.stat().st_size // 2)
        file.write(b"\x5a" * 20_000)
    told = whole.refused()
    assert f"{whole.file} bị hỏng" in told and "hoithi restore" in told
    untouched(whole)


def test_text_that_is_no_text(bare: Old) -> None:
    bare.write("INSERT INTO setting (name, value) VALUES ('a', CAST(x'C3' AS TEXT))")
    assert "bị hỏng" in bare.refused()
    assert bare.ask("SELECT count(*) FROM setting") == [(0,)]


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("name", "'a' || char(0)", "cột name: có ký tự NUL"),
        ("phone", f"'{'0' * 99}'", "cột phone: dài 99 chữ, nhiều nhất là 20"),
        ("birth_year", "'nam'", "cột birth_year: không phải số nguyên"),
    ],
)
def test_what_postgresql_cannot_hold_is_named(whole: Old, column: str, value: str, why: str) -> None:
    whole.write("CREATE TABLE kept AS SELECT * FROM person", f"UPDATE person SET {column} = {value}")
    told = whole.refused()
    assert why in told and "Bảng person, dòng id=" in told
    whole.write(f"UPDATE person SET {column} = (SELECT {column} FROM kept WHERE kept.id = person.id)")
    assert whole.move().exit_code == 0


# --- in the middle ------------------------------------------------------------------------------


def prepared(old: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ended when the tables were there, and empty."""
    with monkeypatch.context() as cutting:
        cutting.setattr(moving_store, "put", lambda *_: 1 / 0)
        assert isinstance(old.move().exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'", "đã đầy"),
        ("PERFORM pg_terminate_backend(pg_backend_pid())", "dừng giữa chừng"),
        ("RAISE EXCEPTION 'something else'", "dừng giữa chừng: something else"),
    ],
)
def test_the_new_side_fails_in_the_middle(
    whole: Old, deed: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(whole, monkeypatch)
    whole.ask(
        f"CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {deed}; RETURN NEW; END $$"
    )
    whole.ask("CREATE TRIGGER fails BEFORE INSERT ON answer FOR EACH ROW EXECUTE FUNCTION fail()")
    told = whole.refused()
    assert said in told and "Chạy lại lệnh này để đi tiếp" in told
    whole.ask("DROP FUNCTION fail CASCADE")
    assert whole.move().exit_code == 0


@pytest.mark.parametrize("table", ["person", "answer_event"])
def test_killed_in_the_middle_it_is_taken_up(whole: Old, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends as in a power cut while it writes this table; nothing of it runs on."""
    prepared(whole, monkeypatch)
    waits = f"SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '{table}'::regclass"
    plain = make_url(whole.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as other:
        other.execute(f'LOCK TABLE "{table}" IN SHARE MODE'.encode())
        command = [sys.executable, "-m", "contest", "migrate-to", whole.url, "--data", str(whole.data)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        acts.until(lambda: bool(whole.ask(waits)), "it does not come so far")
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert whole.ask(f'SELECT count(*) FROM "{table}"') == [(0,)]
    done = whole.move("--json")
    assert done.exit_code == 0, done.exception
