"""The tree as the house tests see it: files by kind, parsed once. No test here looks anywhere else."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
#: Folders of contest/ that are no feature: plumbing without pages.
PLUMBING = {"web", "audit", "jobs", "ruleset", "printing", "lists"}


@cache
def files(folder: str, *endings: str) -> tuple[Path, ...]:
    """Files below a folder by ending, sorted; nothing fetched, built or cached."""
    below = (ROOT / folder).rglob("*")
    left_out = {"vendor", "__pycache__", "node_modules", "_bundle"}
    found = (path for path in below if path.suffix in endings and not left_out & set(path.parts))
    return tuple(sorted(found))


def sources() -> tuple[Path, ...]:
    """The product's Python: both packages, the migrations and the launcher."""
    extra = (ROOT / "hoithi", ROOT / "hatch_build.py")
    return *files("contest", ".py"), *files("questions", ".py"), *files("tools", ".py"), *extra


def tests() -> tuple[Path, ...]:
    """The Python of the tests."""
    return files("tests", ".py")


def templates() -> tuple[Path, ...]:
    """All templates."""
    return files("templates", ".html")


def features() -> tuple[str, ...]:
    """The folders of contest/ that hold pages or tables."""
    found = (path.name for path in (ROOT / "contest").iterdir() if path.is_dir())
    return tuple(sorted(name for name in found if name not in PLUMBING and not name.startswith("_")))


@cache
def parsed(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def lines(path: Path) -> int:
    """How long a file is."""
    return len(path.read_text("utf-8").splitlines())


def short(path: Path) -> str:
    """A path as a person says it."""
    return path.relative_to(ROOT).as_posix()


@cache
def committed() -> tuple[str, ...]:
    """Every path that git knows; the index, so that a forgotten file is seen before it is committed."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(path for path in told.stdout.split("\0") if path and (ROOT / path).exists())


def calls(tree: ast.AST) -> list[ast.Call]:
    """Every call in a piece of code."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an expression, as far as it is one; the last name alone of anything longer."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def imports(tree: ast.AST) -> set[str]:
    """Every module that a file names in an import, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
