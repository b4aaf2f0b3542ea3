"""`hoithi staff`: accounts when nobody can log in; while a server runs on SQLite, only looking."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from contest import clock, settings
from contest.accounts import service, signing_in, staffing
from contest.audit import service as audit
from contest.cli import app
from contest.errors import CannotStart
from contest.installation import NOTHING, OLD_DATA
from contest.serving import only_server
from contest.staff_command import NOBODY, RUNNING
from contest.web import database as web_database
from contest.web.database import reading, writing

SAID = re.compile(r"^Mật khẩu: (\S+)$", re.MULTILINE)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["staff", *words], prog_name="hoithi")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> list[str]:
    """The options that name an installation, on each database; it has one administrator."""
    data = tmp_path / "data"
    data.mkdir()
    words = ["--data", str(data)]
    if request.param == "sqlite":
        shutil.copyfile(sqlite_template, data / "hoithi.sqlite3")
    else:
        words += ["--database", request.getfixturevalue("postgresql_url")]
    assert run("add", "chinh", "--role", "admin", "--name", "Nguyễn Thanh Tùng", *words).exit_code == 0
    return words


@pytest.fixture
def data(sqlite_template: Path, tmp_path: Path) -> Path:
    """An empty installation on SQLite."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(sqlite_template, folder / "hoithi.sqlite3")
    return folder


def listed(*words: str) -> list[dict[str, Any]]:
    told = run("list", "--json", *words)
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)["staff"]


def refusal(told: Result) -> str:
    assert isinstance(told.exception, CannotStart), told.output
    return str(told.exception)


def test_add_list_password_disable(where: list[str]) -> None:
    told = run("add", "Nhung", *where)
    assert told.exit_code == 0 and "Đã thêm nhung (Điều hành)" in told.output
    (first,) = SAID.findall(told.output)
    assert signing_in.authenticate("nhung", first, clock.now())
    reset = json.loads(run("password", "nhung", "--json", *where).stdout)
    assert reset["login"] == "nhung" and reset["password"] != first
    token = signing_in.authenticate("nhung", reset["password"], clock.now()).token
    spoken = run("disable", "nhung", *where)
    assert "Đã khóa nhung" in spoken.output
    assert service.who_is(token, clock.now()) is None
    assert json.loads(run("disable", "nhung", "--json", *where).stdout)["active"] is False
    assert [(each["login"], each["role"], each["active"]) for each in listed(*where)] == [
        ("chinh", "admin", True),
        ("nhung", "organiser", False),
    ]
    words = run("list", *where).output
    assert "chinh: Nguyễn Thanh Tùng, Quản trị\n" in words and "nhung: Nhung, Điều hành, đã khóa" in words
    with reading() as db:
        verdict = audit.verify(db)
    assert verdict.whole and verdict.rows == 6


def test_what_cannot_be_done_is_one_line(where: list[str]) -> None:
    assert refusal(run("password", "khong-co", *where)) == NOBODY.format(login="khong-co")
    assert refusal(run("disable", "khong-co", *where)) == NOBODY.format(login="khong-co")
    assert refusal(run("disable", "chinh", *where)) == staffing.LAST
    assert refusal(run("add", "chinh", *where)) == service.TAKEN
    assert "3 ký tự" in refusal(run("add", "x", *where))
    assert [each["active"] for each in listed(*where)] == [True]


def test_a_wrong_role_is_a_wrong_use(where: list[str]) -> None:
    told = run("add", "nhung", "--role", "vua", *where)
    assert told.exit_code == 2 and len(listed(*where)) == 1


def test_while_a_server_runs_it_only_looks(data: Path) -> None:
    words = ["--data", str(data)]
    run("add", "chinh", "--role", "admin", *words)
    with only_server(data):
        for deed in (("password", "chinh"), ("disable", "chinh"), ("add", "nhung")):
            assert refusal(run(*deed, *words)) == RUNNING
        assert [each["login"] for each in listed(*words)] == ["chinh"]
    assert "/accounts/staff" in RUNNING and "dừng máy chủ" in RUNNING
    assert run("password", "chinh", *words).exit_code == 0


def test_on_postgresql_it_writes_beside_a_server(postgresql_url: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    words = ["--data", str(data), "--database", postgresql_url]
    with only_server(data):
        assert run("add", "chinh", "--role", "admin", *words).exit_code == 0
        assert run("password", "chinh", *words).exit_code == 0


def test_looking_writes_nothing(data: Path) -> None:
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    told = run("list", "--data", str(data))
    assert "Chưa có tài khoản nào." in told.output
    assert {name: (data / name).read_bytes() for name in before} == before


@pytest.mark.parametrize("deed", [("list",), ("add", "nhung"), ("password", "nhung"), ("disable", "nhung")])
def test_a_mistyped_folder_does_not_become_an_installation(tmp_path: Path, deed: tuple[str, ...]) -> None:
    folder = tmp_path / "nham"
    assert refusal(run(*deed, "--data", str(folder))) == NOTHING.format(path=folder)
    assert not folder.exists()
    folder.mkdir()
    assert "Không có dữ liệu ở" in refusal(run(*deed, "--data", str(folder)))
    assert not (folder / "hoithi.sqlite3").exists()


def test_a_damaged_file_and_one_of_another_version(data: Path) -> None:
    file = data / "hoithi.sqlite3"
    web_database.configure(f"sqlite:///{file}")
    with writing() as db:
        db.connection().exec_driver_sql("UPDATE alembic_version SET version_num = 'x'")
    web_database.current().close()
    assert refusal(run("list", "--data", str(data))) == OLD_DATA
    assert "phiên bản" in refusal(run("password", "chinh", "--data", str(data)))
    file.write_bytes(b"x" * 9000)
    for deed in (("list",), ("password", "chinh")):
        assert "bị hỏng" in refusal(run(*deed, "--data", str(data)))


@pytest.mark.parametrize("words", [(), ("list",), ("add",), ("password",), ("disable",)])
def test_help_is_vietnamese(words: tuple[str, ...]) -> None:
    told = run(*words, "--help")
    assert told.exit_code == 0 and told.output.startswith("Cách dùng: hoithi staff")
    assert not re.search(r"Usage|Options|Show this|Arguments", told.output)


def test_settings_are_left_as_they_were(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command reads the key that is there; it never makes another one."""
    loaded = settings.load(data)
    run("add", "chinh", "--role", "admin", "--data", str(data))
    assert settings.load(data).secret == loaded.secret
