"""`check` and `test`: which words mean which tests, and how the end of a run reads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contest import devtools, resources


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What pytest would be told; nothing is missing on this machine."""
    told: list[tuple[str, ...]] = []

    def record(*words: str) -> int:
        told.append(words)
        return 0

    monkeypatch.setattr(devtools, "_pytest", record)
    monkeypatch.setattr(devtools, "check", lambda: 0)
    monkeypatch.setattr(devtools, "_missing", list)
    monkeypatch.setattr(devtools, "_install_tools", lambda: None)
    return told


def test_without_words_the_usual_tests_run_side_by_side(started: list[tuple[str, ...]]) -> None:
    assert devtools.test() == 0
    assert started == [("-n", "2", "-m", devtools.USUAL, "--ignore=tests/house")]


def test_all_leaves_out_only_the_night(started: list[tuple[str, ...]]) -> None:
    """What is timed runs before the rest, with nothing beside it."""
    devtools.test(["--all"])
    assert started == [
        ("-m", "(not nightly) and alone", "--ignore=tests/house"),
        ("-n", "2", "-m", "(not nightly) and not alone", "--ignore=tests/house"),
    ]


@pytest.mark.parametrize("suite", ["faults", "nightly"])
def test_a_suite_is_called_by_its_name(started: list[tuple[str, ...]], suite: str) -> None:
    devtools.test([suite, "-x"])
    assert started == [("-m", suite, "-x")]


@pytest.mark.parametrize(("timed", "simulated", "code"), [(0, 0, 0), (1, 0, 1), (0, 1, 1)])
def test_what_is_timed_runs_alone(
    monkeypatch: pytest.MonkeyPatch, timed: int, simulated: int, code: int
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        devtools, "_pytest", lambda *words: started.append(words) or (simulated if "-n" in words else timed)
    )
    assert devtools.test(["faults"]) == code
    assert started == [
        ("-m", "(faults) and alone", *devtools.FAULTS),
        ("-n", "2", "-m", "(faults) and not alone", *devtools.FAULTS),
    ]


def test_every_fault_is_in_a_folder_of_the_suite() -> None:
    marked = [
        path.relative_to(devtools.ROOT)
        for path in (devtools.ROOT / "tests").rglob("test_*.py")
        if re.search(r"mark\.faults\b", path.read_text("utf-8"))
    ]
    assert len(marked) > 10
    assert [path for path in marked if not any(map(path.is_relative_to, devtools.FAULTS))] == []


def test_other_words_go_to_pytest(started: list[tuple[str, ...]]) -> None:
    devtools.test(["tests/contest", "-k", "late"])
    assert started == [("tests/contest", "-k", "late")]


@pytest.mark.parametrize(
    ("checked", "tested", "code"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (1, 2, 2), (0, 5, 5)]
)
def test_a_failed_check_fails_the_run(
    started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, checked: int, tested: int, code: int
) -> None:
    monkeypatch.setattr(devtools, "check", lambda: checked)
    monkeypatch.setattr(devtools, "_pytest", lambda *_: tested)
    assert devtools.test() == code


def test_what_cannot_run_is_the_last_line(
    started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(devtools, "_missing", lambda: ["các bài cần PostgreSQL"])
    devtools.test()
    assert capsys.readouterr().out.splitlines()[-1] == "Không chạy được trên máy này: các bài cần PostgreSQL."


def test_missing_asks_for_browser_database_and_office(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests import browser, office, postgres

    monkeypatch.setattr(browser, "program", lambda: None)
    monkeypatch.setattr(postgres, "available", lambda: False)
    monkeypatch.setattr(office, "available", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert len(devtools._missing()) == 5
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(browser, "program", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(postgres, "available", lambda: True)
    monkeypatch.setattr(office, "available", lambda: True)
    assert devtools._missing() == []


STEPS = {
    "good": (sys.executable, "-c", "print('fine')"),
    "bad": (sys.executable, "-c", "import sys; print('line 7 is wrong'); sys.exit(1)"),
}


def test_check_tells_each_step_and_shows_only_what_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(devtools, "STEPS", STEPS)
    assert devtools.check() == 1
    told = capsys.readouterr().out
    assert "đạt  good" in told and "HỎNG bad" in told
    assert "line 7 is wrong" in told and "fine" not in told


def test_check_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(devtools, "STEPS", {"good": STEPS["good"]})
    assert devtools.check(as_json=True) == 0
    (step,) = json.loads(capsys.readouterr().out)
    assert step["name"] == "good" and step["ok"] is True


@pytest.mark.parametrize("command", [devtools.check, devtools.test])
def test_an_installed_wheel_has_no_tests(
    command: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(resources, "BUNDLE", tmp_path)
    assert command() == 1  # ty: ignore[not-callable]
    assert capsys.readouterr().err == "Lệnh này chỉ chạy trong thư mục mã nguồn.\n"


def test_tools_are_installed_only_by_root_and_only_when_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[list[str]] = []
    monkeypatch.setattr(devtools.subprocess, "run", lambda command, **_: done.append(command))
    monkeypatch.setattr(devtools.shutil, "which", lambda name: None if name == "wrk" else f"/bin/{name}")
    monkeypatch.setattr(devtools.os, "geteuid", lambda: 1000)
    devtools._install_tools()
    assert done == []
    monkeypatch.setattr(devtools.os, "geteuid", lambda: 0)
    devtools._install_tools()
    assert done[-1][-1] == "wrk" and "install" in done[-1]


def test_every_step_names_a_program_of_this_environment() -> None:
    folder = Path(sys.executable).parent
    for words in devtools.STEPS.values():
        assert Path(devtools._tool(words[0])).parent == folder
    assert (
        subprocess.run([devtools._tool("ruff"), "--version"], capture_output=True, check=False).returncode
        == 0
    )
