"""Who may import whom: between features (import-linter), and inside a feature, file by file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

#: What a file may import of its own feature. Files with other names are free within the layers.
OWN = {
    "pages.py": {"rules", "states", "hall_pages", "slot_pages", "notice"},
    "forms.py": {"rules", "states"},
    "store.py": {"models", "rules", "states"},
    "models.py": {"states"},
    "rules.py": {"states", "contradictions"},
}
#: SQL and tables are a feature's own affair; not even its router reaches them but through the service.
SQL = {"store", "hot", "models"}
#: What a feature hides from other features.
HIDDEN = SQL | {"router", "forms"}
PURE = ("rules.py", "states.py", "contradictions.py")
IMPURE = ("fastapi", "starlette", "sqlalchemy", "sqlmodel", "jinja2", "contest.web", "contest.clock.now")


def is_sql(module: str) -> bool:
    """A store, whole or split by a word of the domain, or the tables."""
    return module in SQL or module.endswith("_store")


def feature_files() -> list[Path]:
    folders = [*tree.features(), "audit", "jobs", "ruleset"]
    return [path for name in folders for path in tree.files(f"contest/{name}", ".py")]


def foreign(path: Path) -> list[tuple[str, str]]:
    """(feature, module) of every import from another feature."""
    own = path.relative_to(tree.ROOT / "contest").parts[0]
    found = [name.split(".") for name in tree.imports(tree.parsed(path)) if name.startswith("contest.")]
    known = {*tree.features(), "audit", "jobs", "ruleset"} - {own}
    return [(words[1], words[2]) for words in found if len(words) > 2 and words[1] in known]


def test_import_linter_finds_every_contract_kept() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program
    done = subprocess.run([program, "--no-cache"], cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_file_of_a_feature_imports_what_the_table_allows() -> None:
    found = []
    for path in feature_files():
        allowed = OWN.get(path.name)
        feature = path.relative_to(tree.ROOT / "contest").parts[0]
        for name in tree.imports(tree.parsed(path)):
            words = name.split(".")
            if words[:2] != ["contest", feature] or len(words) < 3:
                continue
            if allowed is not None and words[2] not in allowed:
                found.append(f"{tree.short(path)} imports {name}")
            if path.stem.endswith("router") and is_sql(words[2]):
                found.append(f"{tree.short(path)} imports {name}")
    assert found == []


def test_a_feature_never_reaches_anothers_store_or_tables() -> None:
    found = [
        f"{tree.short(path)} imports contest.{feature}.{module}"
        for path in feature_files()
        for feature, module in foreign(path)
        if module in HIDDEN or is_sql(module)
    ]
    assert found == []


@pytest.mark.parametrize("name", PURE)
def test_pure_files_touch_nothing(name: str) -> None:
    found = [
        f"{tree.short(path)} imports {module}"
        for path in feature_files()
        if path.name == name
        for module in tree.imports(tree.parsed(path))
        if module.startswith(IMPURE)
    ]
    assert found == []


def test_the_library_never_imports_the_application() -> None:
    found = [
        f"{tree.short(path)} imports {module}"
        for path in tree.files("questions", ".py")
        for module in tree.imports(tree.parsed(path))
        if module.split(".")[0] in {"contest", "fastapi", "starlette", "jinja2"}
    ]
    assert found == []
