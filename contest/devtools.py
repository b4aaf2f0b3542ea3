"""The developer's commands: `check`, `test`, `screenshots` (`where` is next door)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from contest import resources
from contest.whereabouts import where

__all__ = ["check", "screenshots", "test", "where"]

ROOT = resources.PACKAGE.parent
ONLY_CHECKOUT = "Lệnh này chỉ chạy trong thư mục mã nguồn."
#: What `test` runs without words: everything quick, and one way through a real browser.
USUAL = "not slow and not faults and not nightly and (not journey or journey_main)"
#: Where the faults are: collecting all tests twice would take longer than some of them.
FAULTS = ("tests/faults", "tests/simulated", "tests/contest/people")
#: What `test --all` installs by apt, when it may: program → package.
TOOLS = {
    "chromium": "chromium",
    "wrk": "wrk",
    "strace": "strace",
    "gcc": "gcc",
    "soffice": "libreoffice-writer-nogui",
    "pdftotext": "poppler-utils",
}

#: The import contracts are a test of tests/house.
STEPS: dict[str, tuple[str, ...]] = {
    "tests/house": ("pytest", "-q", "-p", "no:cacheprovider", "tests/house"),
    "ruff check": ("ruff", "check", "--quiet"),
    "ruff format": ("ruff", "format", "--check", "--quiet"),
    "ty": ("ty", "check", "--quiet"),
    "djlint": ("djlint", "--lint", "--quiet", "--profile=jinja", "templates"),
}


def _tool(name: str) -> str:
    """A program of this very environment, whatever else PATH may offer."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name


# --- check --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One step of `check`, done."""

    name: str
    ok: bool
    seconds: float
    output: str


def _step(name: str, words: tuple[str, ...]) -> Step:
    began = time.monotonic()
    command = [_tool(words[0]), *words[1:]]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return Step(name, done.returncode == 0, round(time.monotonic() - began, 1), done.stdout + done.stderr)


def check(*, as_json: bool = False) -> int:
    """Style, types, templates, directions and house rules, side by side; what is wrong is printed whole."""
    if not resources.is_checkout():
        return _refuse(ONLY_CHECKOUT)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        steps = list(pool.map(_step, STEPS, STEPS.values()))
    if as_json:
        print(json.dumps([asdict(step) for step in steps], ensure_ascii=False))
    else:
        for step in steps:
            print(f"{'đạt ' if step.ok else 'HỎNG'} {step.name} ({step.seconds} giây)".replace(".", ","))
            print("" if step.ok else step.output, end="")
    sys.stdout.flush()
    return 0 if all(step.ok for step in steps) else 1


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


# --- test ---------------------------------------------------------------------------------------


def test(words: Iterable[str] = ()) -> int:
    """No words: `check` and the usual tests. `--all`, `faults`, `nightly`: suites. Others go to pytest."""
    if not resources.is_checkout():
        return _refuse(ONLY_CHECKOUT)
    words = list(words)
    if words == ["--all"]:
        _install_tools()
    code = _tests(words)
    missing = _missing()
    if missing:
        print(f"Không chạy được trên máy này: {'; '.join(missing)}.", flush=True)
    return code


def _tests(words: list[str]) -> int:
    match words:
        case []:
            checked = check()
            return _pytest("-n", "2", "-m", USUAL, "--ignore=tests/house") or checked
        case ["--all"]:
            checked = check()
            return _by_itself("not nightly", "--ignore=tests/house") or checked
        case ["faults"]:
            return _by_itself("faults", *FAULTS)
        case ["faults" | "nightly" as suite, *others]:
            return _pytest("-m", suite, *others)
        case ["security"]:
            return subprocess.run([sys.executable, "-m", "tools.security"], cwd=ROOT, check=False).returncode
        case _:
            return _pytest(*words)


def _by_itself(marks: str, *words: str) -> int:
    """What is timed has the machine for itself; the rest runs side by side."""
    timed = _pytest("-m", f"({marks}) and alone", *words)
    return _pytest("-n", "2", "-m", f"({marks}) and not alone", *words) or timed


def _pytest(*words: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *words]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _install_tools() -> None:
    """As root on Debian and Ubuntu, bring what the long tests drive. Elsewhere they say what is missing."""
    wanted = [package for program, package in TOOLS.items() if not shutil.which(program)]
    if not wanted or not shutil.which("apt-get") or getattr(os, "geteuid", lambda: 1)() != 0:
        return
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    subprocess.run([*quiet, "update"], stdout=sys.stderr, check=False)
    subprocess.run([*quiet, "install", "--no-install-recommends", *wanted], stdout=sys.stderr, check=False)


def _missing() -> list[str]:
    """What tests need and this machine lacks; their tests were left out."""
    from tests import browser, office, postgres  # the wheel has no tests, so not at the top

    needs = {
        "các bài cần trình duyệt (thiếu chromium)": browser.program(),
        "các bài cần PostgreSQL": postgres.available(),
        "các bài cắt điện (thiếu gcc)": shutil.which("gcc"),
        "các bài giết máy chủ giữa lúc ghi (thiếu strace)": shutil.which("strace"),
        "các bài đo trang in (thiếu soffice hoặc pdftotext)": office.available(),
    }
    return [what for what, found in needs.items() if not found]


# --- screenshots --------------------------------------------------------------------------------


def screenshots(folder: Path = Path("screenshots")) -> int:
    """Live through a fresh demo and take a picture of every page: phone, desk and hall, light and dark."""
    from tests import browser, pictures

    if not browser.program():
        return _refuse("Thiếu chromium. Hãy chạy: sudo apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    for file in pictures.take(folder):
        print(file)
    return 0
