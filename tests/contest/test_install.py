"""`hoithi install`: what it takes and refuses, for which installation it prints, that it writes nothing."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from contest import cli, install_command, resources
from contest import install_values as values
from contest.errors import CannotStart
from contest.install_values import Kind
from tests.contest import installed_files as files
from tests.contest.installed_files import place

ROOT = resources.PACKAGE.parent
ME = pwd.getpwuid(os.getuid()).pw_name
#: A path of signs that mean something to somebody, of any others now and then.
texts = st.text(
    st.sampled_from("a \"'`\\\n\r\t%$#;{}/.~") | st.characters(exclude_categories=()), max_size=30
)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder of whoever runs the tests."""
    monkeypatch.delenv("HOITHI_DATA", raising=False)


def process(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "contest", "install", *words]
    full = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run(command, cwd=ROOT, env=full, capture_output=True, timeout=60, check=False)


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--user", "root"), "không chạy bằng tài khoản root"),
        (("--user", "Nhung"), "Tên tài khoản “Nhung” chưa đúng"),
        (("--user", "a b"), "Tên tài khoản “a b” chưa đúng"),
        (("--user", "a\nExecStartPre=/bin/sh"), "Tên tài khoản “a�ExecStartPre=/bin/sh” chưa đúng"),
        (("--user", "-x"), "chưa đúng"),
        (("--user", "a" * 33), "chưa đúng"),
        (("--data", "/srv/a\nb"), "Đường dẫn /srv/a�b có dấu nháy"),
        (("--data", '/srv/a"b'), 'Đường dẫn /srv/a"b có'),
        (("--data", "/srv/a'b"), "Đường dẫn"),
        (("--data", "/srv/a\\b"), "Đường dẫn"),
        (("--data", "/srv/a\u202eb"), "Đường dẫn /srv/a�b"),
        (("--data", "/srv/a "), "Đường dẫn"),
        (("--data", "/"), "Dữ liệu không nằm ở / được"),
        (("--data", "/etc"), "Dữ liệu không nằm ở /etc được"),
        (("--data", "/srv/../usr"), "Dữ liệu không nằm ở /usr được"),
        (("--data", "/tmp/hoithi"), "Dữ liệu không nằm ở /tmp/hoithi được"),
        (("--data", "~nobody-of-that-name/x"), "Dữ liệu không nằm ở"),
        (("--url", "thi .vn"), "Địa chỉ “thi .vn” chưa đúng. Ghi địa chỉ như"),
        (("--url", "https://a.vn/x"), "Chỉ ghi đến tên miền và cổng"),
        (("--url", "https://a.vn{"), "chưa đúng"),
        (("--url", "https://a.vn\nevil"), "chưa đúng"),
        (("--url", "https://xã.vn"), "chưa đúng"),
        (("--url", "ftp://a.vn"), "chưa đúng"),
        (("--url", "https://localhost"), "chỉ mở được trên chính máy chủ"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_refused_is_one_sentence(kind: Kind, words: tuple[str, str], message: str) -> None:
    told = CliRunner().invoke(cli.app, ["install", "--print", kind, *words])
    assert isinstance(told.exception, CannotStart) and told.stdout == ""
    assert message in str(told.exception) and "\n" not in str(told.exception)


def test_a_refusal_has_exit_code_2_and_prints_nothing() -> None:
    done = process("--print", "systemd", "--user", "a b")
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, b"", 1)
    assert lines[0].startswith("Tên tài khoản")


@given(texts, texts, texts)
def test_whatever_is_typed_is_taken_whole_or_refused(data: str, user: str, url: str) -> None:
    try:
        found = values.place(Path(f"/srv/hoithi/{data}"), url, user, 8000)
    except CannotStart as refusal:
        assert str(refusal).splitlines() == [str(refusal)]
        return
    words = files.unit_words(files.unit(install_command._text(Kind.SYSTEMD, found))["Service"]["ExecStart"])
    assert words[-1] == str(Path(f"/srv/hoithi/{data}").resolve())
    assert (
        values.ACCOUNT.fullmatch(found.user)
        and found.public.isascii()
        and found.public.split() == ([found.public] if found.public else [])
    )


# --- for which installation -----------------------------------------------------------------------


def test_it_is_for_this_checkout_and_whoever_asks() -> None:
    found = values.place(Path("/srv/hoithi"), "HTTPS://Thi.Xa.VN/", "", 8123)
    assert found.command == ("/usr/bin/env", "python3", str(ROOT / "hoithi")) and found.root == ROOT
    assert found.user == ("hoithi" if ME == "root" else ME)
    assert (found.public, found.port, found.data) == ("https://thi.xa.vn", 8123, Path("/srv/hoithi"))


def test_a_wheel_is_started_by_its_own_python(tmp_path: Path) -> None:
    """There is no launcher beside the package."""
    assert values.command(tmp_path) == (sys.executable, "-m", "contest")


def test_another_account_has_its_data_in_the_usual_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert values.folder(None, "khac") == Path("/var/lib/hoithi")
    monkeypatch.setenv("HOITHI_DATA", "/srv/khac")
    assert values.folder(None, "khac") == Path("/srv/khac")
    assert values.folder(Path("/data/thi"), "khac") == Path("/data/thi")


def test_ones_own_data_is_where_the_server_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/nha")
    assert values.folder(None, values.me()) == Path("/srv/nha/hoithi")


def test_an_account_has_its_number_in_a_container_too() -> None:
    assert values.number(ME) == os.getuid()
    assert values.number("khong-co-ai") == values.FOREIGN_NUMBER


@pytest.mark.parametrize(("kind", "told"), [(Kind.SYSTEMD, True), (Kind.CADDY, False), (Kind.DOCKER, False)])
def test_what_lies_in_the_folder_of_root_is_told(kind: Kind, told: bool) -> None:
    """The unit would start and find nothing; each place is named once."""
    inside = values.HOMES[1] / "hoithi"
    lies = place(root=inside, data=inside)
    notes = install_command.notes(kind, lies)
    assert len(notes) == int(told) and all(f"{inside} nằm trong /root" in note for note in notes)
    assert install_command.notes(kind, place(data=values.HOMES[0] / "hoithi")) == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_it_prints_and_writes_nothing(tmp_path: Path, kind: Kind) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": "", "XDG_RUNTIME_DIR": ""}
    words = ("--print", kind, "--data", "/srv/không có", "--user", "thi", "--url", "https://thi.xa.vn")
    done = process(*words, **home)
    assert done.returncode == 0 and done.stdout.endswith(b"\n") and not done.stdout.endswith(b"\n\n")
    assert not any(tmp_path.iterdir()) and not Path("/srv/không có").exists()
    text = done.stdout.decode()
    if kind is Kind.CADDY:
        assert files.caddyfile(text).inner[1].words == ("thi.xa.vn",)
    elif kind is Kind.DOCKER:
        assert files.commands(text)[0][-1] == str(ROOT)
    else:
        words_of = files.unit_words(files.unit(text)["Service"]["ExecStart"])
        assert (words_of[2], words_of[-1]) == (str(ROOT / "hoithi"), "/srv/không có")
