"""The wheel: built as `pip` builds it, installed into a fresh environment, served, asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment. Its pip builds too: one made by uv has none of its own."""
    folder = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", folder)
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def wheel(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of what git knows, so that nothing ignored helps."""
    copy = tmp_path_factory.mktemp("source")
    for name in run("git", "ls-files").splitlines():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    out = tmp_path_factory.mktemp("wheel")
    run(empty, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, copy, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def python(empty: Path, wheel: Path) -> Path:
    """The environment with the wheel and the runtime lock."""
    run(empty, "-m", "pip", "install", "-q", "--require-hashes", "-r", ROOT / "requirements.lock")
    run(empty, "-m", "pip", "install", "-q", "--no-deps", wheel)
    return empty


def test_the_wheel_carries_what_is_not_python(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "contest/_bundle/templates/base.html",
        "contest/_bundle/static/vendor/htmx.min.js",
        "contest/_bundle/static/vendor/pico.LICENSE.txt",
        "contest/_bundle/static/css/tokens.css",
        "contest/_bundle/static/vendor/Tinos-Bold.ttf",
        "contest/_bundle/static/weave.svg",
        "contest/_bundle/alembic/env.py",
        "questions/kinds.py",
    ):
        assert name in names
    data = {
        path.relative_to(ROOT).as_posix()
        for folder in ("questions/data", "questions/documents", "questions/checking", "contest/printing/typ")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert data <= names


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"contest", "questions", "hoithi"}
    assert not [
        name for name in names if "node_modules" in name or "__pycache__" in name or name.endswith(".part")
    ]


def test_every_migration_travels(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "alembic" / "versions").glob("*.py"):
        assert f"contest/_bundle/alembic/versions/{path.name}" in names


def test_the_installed_command_helps(python: Path, tmp_path: Path) -> None:
    assert "serve" in run(python.parent / "hoithi", "--help", cwd=tmp_path)


@contextmanager
def served(python: Path, folder: Path, port: int) -> Generator[str]:
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [str(python.parent / "hoithi"), "serve", "--port", str(port), "--data", str(folder / "data")]
    with open(folder / "log", "w") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(15)


def ask(address: str) -> tuple[int, str]:
    """The answer, waited for: the server needs a moment for its tables."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            time.sleep(0.1)
    return 0, ""


def test_the_installed_server_answers(python: Path, tmp_path: Path, free_port: int) -> None:
    with served(python, tmp_path, free_port) as address:
        status, body = ask(f"{address}/healthz")
        assert (status, body.strip()) == (200, "ok"), (tmp_path / "log").read_text()
        status, body = ask(address)
        assert status == 200 and 'lang="vi"' in body
