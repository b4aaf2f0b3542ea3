"""The command `hoithi` as people and scripts meet it: Vietnamese, one line for what can't be, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from contest import cli, resources
from contest.errors import CannotStart
from tests import browser
from tests.questions.formats.word.building import word

ROOT = resources.PACKAGE.parent
PACK = next((ROOT / "questions" / "data").glob("*.txt"))
ENGLISH = re.compile(
    r"Usage|Options|Arguments|Commands|Show this|Missing|No such|Invalid|Error|Try |required"
)
COMMANDS = (
    "demo",
    "serve",
    "install",
    "simulate",
    "backup",
    "restore",
    "drill",
    "upgrade",
    "rollback",
    "doctor",
    "staff",
    "check",
    "test",
    "where",
    "screenshots",
    "bench",
)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, list(words), prog_name="hoithi")


def process(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "contest", *words]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, timeout=60, check=False
    )


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("bank",),
        *((name,) for name in COMMANDS),
        ("backup", "key"),
        ("backup", "try"),
        ("backup", "medium"),
        ("bank", "check"),
        ("bank", "import"),
        ("bank", "export"),
    ],
)
def test_help_is_vietnamese(words: tuple[str, ...]) -> None:
    told = run(*words, "--help")
    assert told.exit_code == 0
    assert told.output.startswith("Cách dùng: hoithi") and "Xem hướng dẫn này." in told.output
    assert not ENGLISH.search(told.output)


@pytest.mark.parametrize("name", [*COMMANDS, "bank"])
def test_help_lists_every_command(name: str) -> None:
    assert re.search(rf"^  {name} +\S", run("--help").output, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Các lệnh:"),
        (("nope",), "Không có lệnh 'nope'."),
        (("where",), "Thiếu tham số 'path'."),
        (("where", "a", "b"), "Thừa tham số: b."),
        (("demo", "--nope"), "Không có tùy chọn --nope."),
        (("demo", "--port"), "Tùy chọn '--port' cần một giá trị."),
        (("demo", "--port", "x"), "Giá trị của '--port' chưa đúng: hãy ghi một số nguyên."),
        (("demo", "--port", "65536"), "số lớn nhất là 65535."),
        (("simulate", "--people", "0"), "số nhỏ nhất là 1."),
        (("demo", "--json=1"), "Tùy chọn '--json' không nhận giá trị."),
        (("install",), "Thiếu tùy chọn '--print'. Chọn một trong:"),
        (("install", "--print", "nginx"), "không có “nginx”, hãy chọn một trong: 'systemd', 'caddy',"),
        (("install", "--print", "caddy", "--port", "0"), "số nhỏ nhất là 1."),
        (("bank", "check"), "Thiếu tham số 'file'."),
        (("bank", "import", "x"), "Thiếu tùy chọn '--bank'."),
        (("bank", "export", "x", "--format", "pdf"), "không có “pdf”, hãy chọn một trong: 'xlsx', 'docx',"),
    ],
)
def test_a_wrong_use_is_told_in_vietnamese(words: tuple[str, ...], message: str) -> None:
    told = run(*words)
    assert told.exit_code == 2
    assert message in told.output and not ENGLISH.search(told.output)


# --- bank check ---------------------------------------------------------------------------------


def test_a_good_file_as_json() -> None:
    told = run("bank", "check", str(PACK), "--json")
    report = json.loads(told.stdout)
    assert (told.exit_code, told.stderr) == (0, "")
    assert report["questions"] and not [one for one in report["problems"] if one["level"] == "error"]


BAD = {
    "no question.txt": "Chào bạn".encode(),
    "empty.txt": b"",
    "binary.bin": bytes(range(256)) * 20,
    "picture.xlsx": b"PK\x03\x04" + bytes(100),
    "old.doc": b"\xd0\xcf\x11\xe0" + bytes(100),
}


@pytest.mark.parametrize("name", [*BAD, "missing.txt", ""])
def test_a_bad_file_as_json_and_as_words(tmp_path: Path, name: str) -> None:
    if name in BAD:
        (tmp_path / name).write_bytes(BAD[name])
    told = run("bank", "check", str(tmp_path / name), "--json")
    problems = json.loads(told.stdout)["problems"]
    assert told.exit_code == 1 and problems[0]["level"] == "error"
    spoken = run("bank", "check", str(tmp_path / name))
    assert spoken.exit_code == 1 and f"LỖI: {problems[0]['message']}" in spoken.output


def test_a_word_file_is_told_by_its_own_numbers(tmp_path: Path) -> None:
    paper = "Câu 7: Đậm chữ nào?\n<b>A. một</b>\n<b>B. hai</b>\nC. ba\nCâu 8: Sáng?\n<b>A. có</b>\nB. không"
    (tmp_path / "de.docx").write_bytes(word(paper))
    spoken = run("bank", "check", str(tmp_path / "de.docx"))
    assert spoken.exit_code == 1
    assert "Câu 7, mục Đáp án đúng: LỖI: Phương án A, B cùng được đánh dấu" in spoken.output
    assert "cả tệp: lưu ý: 1 câu chưa có giải thích, đầu tiên là câu 8." in spoken.output


# --- what can't be done -------------------------------------------------------------------------


def folders(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "file").write_text("x")
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "hoithi.sqlite3").write_bytes(b"x" * 9000)
    return {name: tmp_path / name for name in ("file", "damaged", "missing")}


@pytest.mark.parametrize(
    ("words", "folder", "message"),
    [
        (("serve",), "file", "là một tệp"),
        (("serve",), "damaged", "bị hỏng"),
        (("backup",), "missing", "Không có dữ liệu"),
        (("backup", "--plain"), "damaged", "Chưa sao lưu được"),
        (("backup",), "damaged", "hoithi backup key"),
        (("restore", "nowhere"), "missing", "không phải bản sao lưu trọn vẹn"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, words: tuple[str, ...], folder: str, message: str
) -> None:
    done = process(*words, "--data", str(folders(tmp_path)[folder]))
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, len(lines), done.stdout) == (2, 1, b"")
    assert message in lines[0]
    assert not (tmp_path / "missing").exists()


def test_a_console_without_our_letters_is_no_fault() -> None:
    done = process("nope", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr.decode().splitlines()[0]) == (2, "Không có lệnh 'nope'.")


def test_where_names_the_code() -> None:
    told = run("where", "/healthz")
    assert told.exit_code == 0 and "contest/app.py" in told.output
    assert run("where", "/nowhere").exit_code == 1
    assert json.loads(run("where", "/healthz", "--json").stdout)[0]["name"] == "healthz"


# --- a running server ---------------------------------------------------------------------------


def test_backup_and_restore_of_a_demo_under_load(tmp_path: Path) -> None:
    run_folder = tmp_path / "run"
    run_folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(run_folder))
        with browser.demo(tmp_path / "demo") as running:
            made = backed_up_under_load(running)
            taken = process("demo", "--data", str(running.folder))
            assert taken.returncode == 2 and "đang chạy" in taken.stderr.decode()
            assert list(run_folder.glob("hoithi/*.json"))
        assert running.process.returncode == 0
        assert not list(run_folder.glob("hoithi/*.json"))
    told = run("restore", made["folder"], "--data", str(tmp_path / "new"), "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["counts"] == made["counts"]
    again = run("restore", made["folder"], "--data", str(tmp_path / "new"))
    assert isinstance(again.exception, CannotStart) and "--force" in str(again.exception)
    forced = run("restore", made["folder"], "--data", str(tmp_path / "new"), "--force")
    assert forced.exit_code == 0 and "Dữ liệu cũ được giữ ở" in forced.output


def backed_up_under_load(running: browser.Demo) -> dict[str, str]:
    """The server answers all the while; that it may write is tried in `test_backups.py`."""
    done, statuses = threading.Event(), []

    def load() -> None:
        while not done.is_set():
            with urllib.request.urlopen(running.url + "/healthz") as answer:
                statuses.append(answer.status)

    thread = threading.Thread(target=load)
    thread.start()
    made = process("backup", "--plain", "--data", str(running.folder), "--json")
    done.set()
    thread.join(10)
    assert made.returncode == 0, made.stderr.decode()
    assert statuses and set(statuses) == {200}
    return json.loads(made.stdout)
