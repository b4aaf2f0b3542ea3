"""The launcher's steps, each outside one replaced: what it does, in which order, and what it leaves alone."""

from __future__ import annotations

import threading
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def steps(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every outside command that the launcher would run; each does what the real one leaves behind."""
    done: list[list[str]] = []

    def run(what: str, command: list[Any], **env: str) -> None:
        done.append([str(word) for word in command])
        if "venv" in done[-1]:
            script.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            script.PYTHON.touch()
            script.HALFWAY.unlink(missing_ok=True)
        if "ci" in done[-1]:
            for source in script.vendor_files().values():
                file = script.ROOT / "node_modules" / source
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(source)

    monkeypatch.setattr(script, "run", run)
    monkeypatch.setattr(script, "works", lambda command: script.PYTHON.exists())
    monkeypatch.setattr(script, "program", lambda name: {"npm": "/bin/npm"}.get(name))
    monkeypatch.setattr(script, "need_ensurepip", lambda: None)
    return done


def kind(step: list[str]) -> str:
    if "ci" in step:
        return "assets"
    return "venv" if "venv" in step else Path(step[-1]).name


def kinds(steps: list[list[str]]) -> list[str]:
    return [kind(step) for step in steps]


def test_the_first_start_does_everything_in_order(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("runtime")
    assert kinds(steps) == ["venv", "requirements.lock", "assets"]
    assert script.is_stamped("runtime") and script.has_assets()


def test_the_second_start_does_nothing(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("runtime")
    steps.clear()
    script.prepare("runtime")
    assert steps == []


def test_tests_install_their_own_lock_into_the_same_venv(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("runtime")
    steps.clear()
    script.prepare("test")
    assert kinds(steps) == ["requirements-test.lock"]


def test_the_test_lock_is_enough_for_the_runtime(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("test")
    steps.clear()
    script.prepare("runtime")
    assert steps == []


def test_a_changed_lock_is_installed_again(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("runtime")
    steps.clear()
    (script.ROOT / "requirements.lock").write_text("two==2\n")
    script.prepare("runtime")
    assert kinds(steps) == ["requirements.lock"]


def test_an_interrupted_install_starts_from_nothing(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("runtime")
    steps.clear()
    script.HALFWAY.touch()
    script.prepare("runtime")
    assert kinds(steps) == ["venv", "requirements.lock"]


def test_a_lost_front_end_file_is_fetched_again(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("runtime")
    steps.clear()
    (script.VENDOR / "htmx.min.js").unlink()
    script.prepare("runtime")
    assert kinds(steps) == ["assets"]


def test_another_python_below_the_venv_is_noticed(
    script: ModuleType, steps: list[list[str]], tmp_path: Path
) -> None:
    script.prepare("runtime")
    steps.clear()
    (tmp_path / "python3.99").touch()
    script.PYTHON.unlink()
    script.PYTHON.symlink_to(tmp_path / "python3.99")
    script.prepare("runtime")
    assert kinds(steps) == ["requirements.lock"]


def test_every_install_checks_hashes(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("test")
    assert all("--require-hashes" in step for step in steps if step[-1].endswith(".lock"))


def test_npm_runs_no_scripts(script: ModuleType, steps: list[list[str]]) -> None:
    script.prepare("runtime")
    assert all("--ignore-scripts" in step for step in steps if "ci" in step)


def test_without_npm_one_is_borrowed_and_given_back(
    script: ModuleType, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "program", lambda name: None)
    script.prepare("runtime")
    assert kinds(steps) == ["venv", "requirements.lock", "requirements-node.lock", "assets"]
    assert not script.NODE.exists()


def test_with_uv_no_ensurepip_is_needed(
    script: ModuleType, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise AssertionError("uv makes venvs by itself")

    monkeypatch.setattr(script, "need_ensurepip", refuse)
    monkeypatch.setattr(script, "program", lambda name: f"/bin/{name}")
    script.prepare("runtime")
    assert steps[0][:2] == ["/bin/uv", "venv"] and steps[1][:3] == ["/bin/uv", "pip", "install"]


def test_two_first_starts_install_once(script: ModuleType, steps: list[list[str]]) -> None:
    threads = [threading.Thread(target=script.prepare, args=("runtime",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(kinds(steps)) == ["assets", "requirements.lock", "venv"]
