"""The repository itself: locks, licences, and nothing in it that is not ours."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

import pytest

from tests.house import tree
from tools import notices

LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-node.lock", "package-lock.json")
PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    """Whoever installs decides where packages come from."""
    assert (
        re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", (tree.ROOT / name).read_text()) == []
    )


@pytest.mark.parametrize("name", [name for name in LOCKS if name.endswith(".lock")])
def test_every_pinned_package_has_hashes(name: str) -> None:
    text = (tree.ROOT / name).read_text()
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    assert [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


def test_the_front_end_lock_has_hashes_and_runs_no_script() -> None:
    packages = json.loads((tree.ROOT / "package-lock.json").read_text())["packages"]
    named = {name: facts for name, facts in packages.items() if name}
    assert all(facts["integrity"].startswith("sha512-") for facts in named.values())
    assert not any(facts.get("hasInstallScript") for facts in named.values())


def test_the_test_lock_holds_the_runtime_lock_version_for_version() -> None:
    """So that tests run what is served, and one install is enough for both."""
    runtime, test = notices.pins("requirements.lock"), notices.pins("requirements-test.lock")
    assert {name: test.get(name) for name in runtime} == runtime


def test_every_dependency_is_locked() -> None:
    pins = notices.pins("requirements.lock")
    named = [re.split(r"[\[<>=!;~ ]", line, maxsplit=1)[0] for line in PROJECT["project"]["dependencies"]]
    assert [name for name in named if name.lower() not in pins] == []


def test_only_one_distribution_is_imported_as_passlib() -> None:
    assert "passlib" not in notices.pins("requirements-test.lock")


def test_the_front_end_is_pinned_exactly() -> None:
    wanted = json.loads((tree.ROOT / "package.json").read_text())["dependencies"]
    assert {name: facts[0] for name, facts in notices.front_end().items()} == wanted


def test_the_notices_are_those_of_the_locks() -> None:
    assert notices.FILE.read_text("utf-8") == notices.text(), "run: .venv/bin/python tools/notices.py"


def test_the_licence_is_named_in_spdx_and_present() -> None:
    assert PROJECT["project"]["license"] == "MIT"
    assert (tree.ROOT / "LICENSE").read_text().startswith("MIT License")


def test_nothing_of_third_parties_is_committed() -> None:
    """No fetched file, no minified one, no binary; pictures of our own pages stay in docs."""
    fetched = re.compile(
        r"(^|/)(node_modules|vendor|\.venv|_bundle|dist)(/|$)|\.min\.(js|css)$"
        r"|\.(whl|zip|gz|so|exe|ttf|woff2?)$"
    )
    assert [path for path in tree.committed() if fetched.search(path)] == []


def test_nothing_committed_points_elsewhere() -> None:
    """A symbolic link leads to a place of the machine it was made on; a checkout puts it over what lies
    there.
    By git's modes: one that leads nowhere is not among the files."""
    told = subprocess.run(
        ["git", "ls-files", "-s"], cwd=tree.ROOT, capture_output=True, text=True, check=True
    )
    assert [line for line in told.stdout.splitlines() if line.startswith("120000")] == []


def test_nothing_committed_is_large() -> None:
    sizes = {path: (tree.ROOT / path).stat().st_size for path in tree.committed()}
    assert {path: size for path, size in sizes.items() if size > 1_000_000} == {}


def test_nothing_names_a_folder_of_one_machine() -> None:
    """`shared/`, `/work/`, `/root/`: whoever clones this has none of them."""
    texts = (".py", ".md", ".toml", ".html", ".js", ".css", "hoithi", "run")
    machine = re.compile(r"(?<![\w./-])(?:/work/|/root/|/home/\w|\.\./shared/|shared/)")
    found = []
    for path in tree.committed():
        if path.startswith("docs/") or not path.endswith(texts):
            continue
        if path != "tests/house/test_repository.py" and machine.search((tree.ROOT / path).read_text("utf-8")):
            found.append(path)
    assert found == []


def test_the_alembic_folder_is_no_package() -> None:
    """With an `__init__.py` it would stand in for the library of the same name."""
    assert not (tree.ROOT / "alembic" / "__init__.py").exists()


def test_the_launcher_may_be_run() -> None:
    assert (tree.ROOT / "hoithi").stat().st_mode & 0o111
    assert (tree.ROOT / ".ci" / "run").stat().st_mode & 0o111


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "THIRD_PARTY_NOTICES.md", "docs/architecture.md"]
)
def test_a_reader_finds_the_usual_files(name: str) -> None:
    assert (tree.ROOT / name).is_file()
