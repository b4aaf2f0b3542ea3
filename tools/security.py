"""Looks for holes in the source: our semgrep rules, bandit, regexploit, floors of versions, a list of parts.

`./hoithi test security`. The tools live in an environment of their own, `.venv-security`: semgrep brings
packages in versions that the server must not have. Findings of bandit that were looked at stand in
`security/accepted.toml` with a reason; one that is gone is told as well as one that is new.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tools import notices

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "security"
LOCK = ROOT / "requirements-security.lock"
VENV = ROOT / ".venv-security"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SOURCE = ("contest", "questions", "alembic", "tools", "hatch_build.py", "hoithi")
#: Where the list of parts goes; like everything in `dist`, it belongs to a release, not to the repository.
SBOM = ROOT / "dist" / "sbom.json"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing a tool found."""

    rule: str
    file: str
    line: int
    said: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.said}"


# --- the environment ------------------------------------------------------------------------------


def need_tools() -> None:
    """Install the lock into its environment, unless this very lock is in it."""
    stamp, wanted = VENV / ".stamp", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True, stdin=subprocess.DEVNULL)
    # The lock is whole; old pip takes an extra within it for a package without a hash unless told so.
    words = ("install", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes", "-r", LOCK)
    done = _run("python", "-m", "pip", *words)
    if done.returncode:
        raise SystemExit(f"the tools can't be installed:\n{done.stderr[-2000:]}")
    stamp.write_text(wanted, "utf-8")


def _run(program: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """A tool over the source. Semgrep calls itself by name, so its folder stands first on PATH."""
    path = os.pathsep.join((str(BIN), os.environ.get("PATH", "")))
    return subprocess.run(
        [BIN / program, *words],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _json(done: subprocess.CompletedProcess[str]) -> dict[str, list[dict[str, object]]]:
    """What a tool printed. One that did not run prints no JSON, which must not pass for no finding."""
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise SystemExit(f"{done.args[0]} printed no result:\n{done.stderr[-2000:]}") from error


# --- the tools ------------------------------------------------------------------------------------


def semgrep(paths: Iterable[str | Path] = SOURCE) -> list[Finding]:
    """What our own rules find. Errors of semgrep itself (a rule that can't be read) count as findings."""
    words = ("scan", "--config", FOLDER / "semgrep.yml", "--metrics=off", "--disable-version-check")
    seen: dict = _json(_run("semgrep", *words, "--json", "--no-git-ignore", "--jobs=1", *paths))
    found = [
        Finding(
            one["check_id"].rpartition(".")[2], one["path"], one["start"]["line"], one["extra"]["message"]
        )
        for one in seen["results"]
    ]
    broken = [
        Finding("error", str(one.get("path", "")), 0, one.get("message") or one["long_msg"])
        for one in seen["errors"]
    ]
    return sorted(found + broken)


def bandit(paths: Iterable[str | Path] = SOURCE) -> list[Finding]:
    """All that bandit finds, whatever its severity."""
    seen: dict = _json(_run("bandit", "-q", "-r", "-f", "json", *paths))
    return sorted(
        Finding(one["test_id"], one["filename"].removeprefix("./"), one["line_number"], one["issue_text"])
        for one in seen["results"]
    )


def regexploit(paths: Iterable[str | Path] = ("contest", "questions")) -> list[Finding]:
    """Patterns that can take exponential or high polynomial time."""
    done = _run("regexploit-py", *paths)
    if "Processed" not in done.stdout:
        raise SystemExit(f"regexploit did not run:\n{done.stderr[-2000:]}")
    told = [line for line in done.stdout.splitlines() if line.startswith("Vulnerable regex in ")]
    return [
        Finding("redos", file, int(number), "exponential or polynomial time")
        for file, _, number in (line.removeprefix("Vulnerable regex in ").rpartition(" #") for line in told)
    ]


def unaccepted(found: Iterable[Finding], accepted: Iterable[dict[str, list[str]]]) -> list[Finding]:
    """Findings that nobody looked at, and acceptances that nothing needs any more."""
    found, accepted = list(found), list(accepted)

    def meets(one: Finding, entry: dict[str, list[str]]) -> bool:
        return one.rule in entry["rules"] and any(fnmatch(one.file, file) for file in entry["files"])

    new = [one for one in found if not any(meets(one, entry) for entry in accepted)]
    stale = [
        Finding(rule, file, 0, "accepted, but nothing is found there any more")
        for entry in accepted
        for rule in entry["rules"]
        for file in entry["files"]
        if not any(one.rule in entry["rules"] and fnmatch(one.file, file) for one in found)
    ]
    return sorted({*new, *stale})


def accepted() -> list[dict[str, list[str]]]:
    """What stands in security/accepted.toml."""
    return tomllib.loads((FOLDER / "accepted.toml").read_text("utf-8"))["accepted"]


def number(version: str) -> tuple[int, ...]:
    """A version as numbers, as far as it is made of them."""
    parts = version.partition("+")[0].split(".")
    return tuple(int(part) for part in parts if part.isdigit())


def below_floor(pins: dict[str, str], floors: Iterable[dict[str, str]]) -> list[Finding]:
    """Packages of a lock that are older than they may be, or that it lacks."""
    return [
        Finding("floor", floor["package"], 0, f"{pins.get(floor['package'], 'not locked')}: {floor['why']}")
        for floor in floors
        if number(pins.get(floor["package"], "0")) < number(floor["version"])
    ]


def floors() -> list[Finding]:
    """The runtime lock against security/floors.toml."""
    wanted = tomllib.loads((FOLDER / "floors.toml").read_text("utf-8"))["floor"]
    return below_floor(notices.pins("requirements.lock"), wanted)


def sbom() -> list[Finding]:
    """Write the list of parts (CycloneDX), and see that no package of the lock is missing in it."""
    SBOM.parent.mkdir(exist_ok=True)
    _run("cyclonedx-py", "requirements", "requirements.lock", "--of", "JSON", "-o", SBOM)
    parts = {one["name"].lower() for one in json.loads(SBOM.read_text("utf-8"))["components"]}
    missing = [name for name in notices.pins("requirements.lock") if name.lower() not in parts]
    return [Finding("sbom", name, 0, "not in the list of parts") for name in missing]


STEPS: dict[str, Callable[[], list[Finding]]] = {
    "semgrep": semgrep,
    "bandit": lambda: unaccepted(bandit(), accepted()),
    "regexploit": regexploit,
    "floors": floors,
    "sbom": sbom,
}


def main() -> int:
    """All steps; 0 when none found anything."""
    need_tools()
    bad = 0
    for name, step in STEPS.items():
        found = step()
        bad += bool(found)
        print(f"{'HỎNG' if found else 'đạt '} {name}", *found, sep="\n  ", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
