"""What the launcher says when a machine lacks something, and how it hands over to the program."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def test_without_ensurepip_and_rights_the_package_is_named(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(script, "admin", lambda: None)
    with pytest.raises(script.Stop) as stop:
        script.need_ensurepip()
    package = f"python3.{sys.version_info[1]}-venv"
    assert str(stop.value) == f"Máy này thiếu {package}. Hãy chạy: sudo apt-get install {package}"
    assert stop.value.code == 2


@pytest.mark.parametrize(("rights", "first"), [([], "env"), (["sudo", "-n"], "sudo")])
def test_with_rights_it_is_installed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, rights: list[str], first: str
) -> None:
    done: list[list[str]] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        done.append(command)
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(script.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(script, "admin", lambda: rights)
    monkeypatch.setattr(script.subprocess, "run", run)
    script.need_ensurepip()
    assert [command[0] for command in done] == [first, first]
    assert done[1][-1] == f"python3.{sys.version_info[1]}-venv"


def test_a_failed_apt_says_what_to_run(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(script, "admin", list)
    monkeypatch.setattr(script.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=100))
    with pytest.raises(script.Stop, match="sudo apt-get install"):
        script.need_ensurepip()


def test_too_old_a_python_is_told_its_version(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(script.shutil, "which", lambda name: None)
    with pytest.raises(script.Stop, match=r"Cần Python 3\.11 trở lên") as stop:
        script.change_python(["demo"])
    assert stop.value.code == 2


def test_a_newer_python_takes_over(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[list[str]] = []
    monkeypatch.setattr(script.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(
        script.shutil, "which", lambda name: "/usr/bin/python3.12" if name == "python3.12" else None
    )
    monkeypatch.setattr(script, "leave_to", lambda command, env: taken.append(command) or sys.exit(0))
    with pytest.raises(SystemExit):
        script.change_python(["demo", "--port", "0"])
    assert taken == [["/usr/bin/python3.12", str(script.ROOT / "hoithi"), "demo", "--port", "0"]]


def test_a_failed_step_shows_its_end_and_exits_3(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    code = "import sys; print('\\n'.join(map(str, range(40)))); sys.exit(1)"
    monkeypatch.setattr(script, "prepare", lambda level: script.run("Đang thử", [sys.executable, "-c", code]))
    assert script.main(["demo"]) == 3
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "Đang thử…",
        *map(str, range(25, 40)),
        "Đang thử: không thành công. Kiểm tra kết nối mạng rồi chạy lại lệnh này.",
    ]


def test_a_folder_that_cannot_be_written_is_named(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "ROOT", script.ROOT / "nowhere")
    assert script.main(["demo"]) in {2, 3}
    assert capfd.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "level"),
    [
        (["test"], "test"),
        (["test", "--all"], "test"),
        (["check"], "test"),
        (["screenshots"], "test"),
        (["demo"], "runtime"),
        (["serve", "test"], "runtime"),
        ([], "runtime"),
        (["--help"], "runtime"),
    ],
)
def test_each_command_waits_only_for_what_it_needs(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], level: str
) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(script, "prepare", seen.append)
    monkeypatch.setattr(script, "leave_to", lambda command, env: seen.append((command, env)))
    script.main(words)
    command, env = seen[1]
    assert seen[0] == level
    assert command == [str(script.PYTHON), "-P", "-m", "contest", *words]
    assert env["PYTHONPATH"].split(os.pathsep)[0] == str(script.ROOT)
    assert env["PYTHONUTF8"] == "1"


def test_a_shim_with_nothing_behind_it_is_no_program(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = tmp_path / "npm"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert script.program("npm") is None
    shim.write_text("#!/bin/sh\necho 11\n")
    assert script.program("npm") == str(shim)


def test_a_lock_is_free_again_when_its_process_died(script: ModuleType) -> None:
    file = script.ROOT / ".hoithi.lock"
    held = (
        "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with open(file, "a+") as mine:
            assert not script.try_lock(mine)
            other.kill()
            other.wait()
            assert script.try_lock(mine)


def test_ctrl_c_during_an_install_is_no_traceback(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupted(level: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(script, "prepare", interrupted)
    with contextlib.suppress(SystemExit):
        assert script.main(["demo"]) == 130
    assert "Traceback" not in capfd.readouterr().err


def test_it_uses_nothing_outside_the_standard_library() -> None:
    code = f"import runpy; runpy.run_path({str(ROOT / 'hoithi')!r}, run_name='x')"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
